// The story Hashiya was conceived for, in the browser. It lies beside the project; under CI=true its absence is a failure.
import { existsSync, readFileSync } from 'node:fs';
import { expect, open, test, texts } from './page.mjs';

const folder = '../../../shared/articles';
const there = existsSync(`${folder}/libya-russia-nato.ar.txt`);

test('the real story has its people, places, quotes and sources', async ({ page }) => {
  if (process.env.CI === 'true') expect(there, `${folder} is not there`).toBe(true);
  test.skip(!there, 'the real story is not beside the project');
  const gold = JSON.parse(readFileSync(`${folder}/libya-russia-nato.ar.gold.json`, 'utf8'));
  await open(page, 'ui=ar&text=ar');
  await page.getByRole('button', { name: 'نص من عندك' }).click();
  await page.locator('#own-field').fill(readFileSync(`${folder}/libya-russia-nato.ar.txt`, 'utf8'));
  await page.locator('.demo-own button[type="submit"]').click();
  await expect(page.locator('h1')).toContainText('روسيا تأمل');
  await expect(page.locator('.hashiya[data-ready="true"]')).toBeVisible();
  await page.locator('.hashiya-all').click();
  const words = (type) => gold.entities.filter((entity) => entity.type === type).map((entity) => entity.text).sort();
  // Every range is a mention: as bags of words they have to agree with what a careful reader marked.
  await expect.poll(async () => (await texts(page, 'person')).sort()).toEqual(words('PER'));
  expect((await texts(page, 'place')).sort()).toEqual(words('LOC'));
  const quotes = await texts(page, 'quote');
  for (const quote of gold.quotes.filter(({ kind }) => kind === 'direct')) expect(quotes).toContain(quote.text);
  expect((await texts(page, 'source')).sort()).toEqual(gold.sources.map(({ text }) => text).sort());
});
