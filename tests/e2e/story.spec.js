// The story Hashiya was conceived for, in the browser. It lies beside the project; under CI=true its absence is a failure.
import { existsSync, readFileSync } from 'node:fs';
import { expect, open, paste, ready, test } from './page.mjs';

const folder = '../../../shared/articles';
const there = existsSync(`${folder}/libya-russia-nato.ar.txt`);

const gold = () => JSON.parse(readFileSync(`${folder}/libya-russia-nato.ar.gold.json`, 'utf8'));
const story = () => readFileSync(`${folder}/libya-russia-nato.ar.txt`, 'utf8');

test.beforeEach(async ({ page }) => {
  if (process.env.CI === 'true') expect(there, `${folder} is not there`).toBe(true);
  test.skip(!there, 'the real story is not beside the project');
  // Tall enough for every mark to be near the viewport: others are not painted.
  await page.setViewportSize({ width: 1280, height: 2400 });
  await open(page, 'ui=ar&text=ar');
  await paste(page, story());
  await expect(page.locator('h1')).toContainText('روسيا تأمل');
  await ready(page);
  await page.locator('.hashiya-all').click();
});

// The ranges of a kind as [block, code points into it, words], in the order of the text.
async function places(page, kind) {
  const found = await page.evaluate((name) => {
    const blocks = [...document.querySelectorAll('[data-hashiya-block]')];
    return [...(CSS.highlights.get(name) ?? [])].map((range) => {
      const before = range.startContainer.data.slice(0, range.startOffset);
      return [blocks.indexOf(range.startContainer.parentElement), [...before].length, range.toString()];
    });
  }, `hashiya-${kind}`);
  return found.sort(([block, at], [otherBlock, otherAt]) => block - otherBlock || at - otherAt);
}

// The same of spans of the gold: its offsets are code points into the file, whose lines that hold something are the blocks.
function expected(spans) {
  const blocks = [];
  let start = 0;
  for (const line of story().split('\n')) {
    const lead = [...line].length - [...line.trimStart()].length;
    if (line.trim()) blocks.push(start + lead);
    start += [...line].length + 1;
  }
  return spans.map(({ start, text }) => {
    const block = blocks.findLastIndex((at) => at <= start);
    return [block, start - blocks[block], text];
  });
}

test('the real story has its people, places, quotes and sources, each in its place', async ({ page }) => {
  const { entities, quotes, sources } = gold();
  const of = (type) => expected(entities.filter((entity) => entity.type === type));
  await expect.poll(() => places(page, 'person')).toEqual(of('PER'));
  expect(await places(page, 'place')).toEqual(of('LOC'));
  expect(await places(page, 'source')).toEqual(expected(sources));
  const found = await places(page, 'quote');
  for (const quote of expected(quotes.filter(({ kind }) => kind === 'direct'))) expect(found).toContainEqual(quote);
});

test('the card of each direct quote names who said it', async ({ page }) => {
  const direct = gold().quotes.filter(({ kind }) => kind === 'direct');
  expect(direct).toHaveLength(4);
  for (const { text, speaker_entity: speaker } of direct) {
    // A place of the quote where no name stands, which would have a card of its own.
    const at = await page.evaluate((text) => {
      const range = [...CSS.highlights.get('hashiya-quote')].find((range) => range.toString() === text);
      range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
      for (const { left, right, top, bottom } of range.getClientRects()) {
        for (let x = right - 6; x > left + 6; x -= 6) {
          const y = (top + bottom) / 2;
          const marks = CSS.highlights.highlightsFromPoint(x, y);
          if (marks.length === 1 && marks[0].ranges.includes(range)) return { x, y };
        }
      }
    }, text);
    await page.mouse.click(at.x, at.y);
    await expect(page.locator('.hashiya-card')).toHaveAttribute('data-kind', 'quote');
    await expect(page.locator('.hashiya-card-title')).toHaveText(speaker);
    await page.keyboard.press('Escape');
    await expect(page.locator('.hashiya-card')).toBeHidden();
  }
});
