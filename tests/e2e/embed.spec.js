// The embed build on a plain page with a strict policy: the page's own article is marked and otherwise untouched.
import { expect, ready, test } from './page.mjs';

test('the custom element marks the article that stands on the page', async ({ page }, info) => {
  const address = `${info.config.metadata.embed}/embed.html`;
  const before = await page.request.get(address).then((response) => response.text());
  await page.goto(address);
  await ready(page);
  const marks = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, ranges) => sum + ranges.size, 0));
  expect(marks).toBeGreaterThan(5);
  const paragraphs = await page.locator('hashiya-article p[class=""], hashiya-article > p, hashiya-article article > p').allInnerTexts();
  for (const paragraph of paragraphs) expect(before.replace(/\s+/g, ' ')).toContain(paragraph.replace(/\s+/g, ' ').slice(0, 40));
});
