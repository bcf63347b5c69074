// Saved pages of the kinds newsrooms have, annotated where they stand: the right blocks, and no damage.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, painted, test } from './page.mjs';

const FOLDER = '../fixtures/pages';
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.blocks.tsv')).map((name) => name.split('.')[0]);
// Rows that are read in another way than a careful person does, so that their number cannot grow: captions and datelines of plain divs,
// a byline and a date in one line, an inline link in a caption's shape. None is a paragraph of the story.
const KNOWN = { 'agency-portal': 9, 'arabic-theme': 6, 'newsletter-cms': 4, 'public-broadcaster': 2 };
const address = (info, name) => `${info.config.metadata.embed}/${name}.html`;
const blank = (text) => text.replace(/\s+/g, ' ').trim();

// What the element has read, once it has followed all that the page's own scripts do.
async function read(page) {
  const article = page.locator('hashiya-article');
  await expect(article.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await page.waitForTimeout(1600);
  return article.evaluate((element) => {
    const { text, lang, date, blocks, annotations } = element.export();
    const points = [...text];
    return { lang, date, marks: annotations.length, blocks: blocks.map(({ kind, start, end }) => [kind, points.slice(start, end).join('')]) };
  });
}

// All of the page that is the page's own, in and out of shadow trees.
const own = (page) => page.evaluate(() => {
  const write = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeType === Node.TEXT_NODE ? node.data : '';
    const attributes = [...node.attributes].map(({ name, value }) => ` ${name}="${value}"`).join('');
    const tree = node.shadowRoot && node.localName !== 'hashiya-article' ? [...node.shadowRoot.childNodes] : [];
    return `<${node.localName}${attributes}>${[...tree, ...node.childNodes].map(write).join('')}`;
  };
  return write(document.documentElement);
});

test.describe('a saved page', () => {
  for (const name of names) {
    test(`${name}: its article is read as a careful person reads it, and left as it was`, async ({ page }, info) => {
      const [head, ...rows] = readFileSync(`${FOLDER}/${name}.blocks.tsv`, 'utf8').trimEnd().split('\n');
      const [, lang, date] = /lang=(\S+) date=(\S+)/.exec(head);
      await page.route('**/hashiya.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await page.goto(address(info, name));
      await page.waitForTimeout(1600);
      const before = await own(page);
      await page.unroute('**/hashiya.js');
      await page.goto(address(info, name));
      const found = await read(page);
      const rowsRead = found.blocks.map(([kind, text]) => `${kind}\t${blank(text)}`);
      const others = [...rows.filter((row) => !rowsRead.includes(row)), ...rowsRead.filter((row) => !rows.includes(row))];
      if (KNOWN[name]) expect(others.length, others.join('\n')).toBeLessThanOrEqual(KNOWN[name]);
      else expect(rowsRead).toEqual(rows);
      const texts = new Set(rowsRead.map((row) => row.split('\t')[1]));
      expect(rows.filter((row) => row.startsWith('paragraph') && !texts.has(row.split('\t')[1]))).toEqual([]);
      expect([found.lang, found.date ?? 'none']).toEqual([lang, date]);
      expect(await own(page)).toEqual(before);
      const ranges = Object.values(await painted(page)).reduce((sum, count) => sum + count, 0);
      expect(found.marks).toBeGreaterThan(20);
      expect(ranges).toBeGreaterThan(15);
    });
  }
});

test('what a paywall hides has its marks once it is opened', async ({ page }, info) => {
  await page.goto(address(info, 'paywall'));
  const before = await read(page);
  await page.locator('#unlock').click();
  await expect.poll(() => page.locator('hashiya-article').evaluate((element) => element.export().blocks.length))
    .toBeGreaterThan(before.blocks.length);
  expect((await read(page)).marks).toBeGreaterThan(before.marks);
});
