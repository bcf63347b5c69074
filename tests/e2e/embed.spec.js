// The embed build on a plain page with a strict policy: the page's own articles are marked and otherwise untouched.
import { expect, test } from './page.mjs';

test('the custom element marks the articles that stand on the page', async ({ page }, info) => {
  const address = `${info.config.metadata.embed}/embed.html`;
  const light = () => page.locator('hashiya-article').evaluateAll((elements) => elements.map((element) => element.innerHTML));
  // The page as it is without the script.
  await page.route('**/hashiya.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(address);
  const before = await light();
  await page.unroute('**/hashiya.js');
  await page.goto(address);
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(before.length);
  const texts = await page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)));
  for (const name of ['ياسين الغرباوي', 'القطار الأول سينطلق قبل نهاية العقد', 'Grace Odhiambo', 'Kenya']) {
    expect(texts).toContain(name);
  }
  expect(await light()).toEqual(before);
});
