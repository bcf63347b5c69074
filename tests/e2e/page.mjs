// What the specs share: opening a story, and asking the page where its marks are.
import { readFileSync } from 'node:fs';
import { test as base, expect } from '@playwright/test';

// Every test fails on an error in the console of its page, but for what it expects there itself.
export const test = base.extend({
  expectedErrors: [undefined, { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await use(page);
    expect(errors.filter((error) => !expectedErrors?.test(error))).toEqual([]);
  },
});
export { expect };

export async function open(page, query) {
  await page.goto(`/?${query}`);
  await ready(page);
}

export async function ready(page) {
  await expect(page.locator('.hashiya[data-ready="true"]')).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
}

// Keeps every language pack but those of rehearsals back until the returned function is called.
export async function keepPacksBack(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(/packs\/(ar|en)\.(\w+\.)?pack$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

// Counts from now on the marks that are painted over text that stands nowhere on the page: those of rehearsals.
export function countRehearsed(page) {
  return page.addInitScript(() => {
    const { add } = Highlight.prototype;
    window.rehearsed = 0;
    Highlight.prototype.add = function (range) {
      window.rehearsed += !range.startContainer.isConnected;
      return add.call(this, range);
    };
  });
}

// Waits until a rehearsal is over, and says how many marks it painted.
export async function rehearsal(page) {
  await page.waitForFunction(() => window.rehearsed > 0 && CSS.highlights.size === 0);
  return page.evaluate(() => window.rehearsed);
}

// How many ranges each registered highlight holds, by its kind.
export function painted(page) {
  return page.evaluate(() =>
    Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name.replace('hashiya-', ''), ranges.size])),
  );
}

// The texts of the ranges of a kind, in the order of the page.
export async function texts(page, kind) {
  await inOrder(page);
  return page.evaluate((name) => window.inOrder(name).map((range) => range.toString()), `hashiya-${kind}`);
}

// Gives the page `inOrder(name)`: the ranges of a highlight from top to bottom, for they are kept in the order they came in.
function inOrder(page) {
  return page.evaluate(() => {
    const compare = (a, b) => a.compareBoundaryPoints(Range.START_TO_START, b);
    window.inOrder = (name) => [...(CSS.highlights.get(name) ?? [])].sort(compare);
  });
}

// Scrolls the first mark of a kind with these words into the middle, and says where its first line is.
export async function locate(page, kind, words) {
  await inOrder(page);
  return page.evaluate(
    ([name, words]) => {
      for (const range of window.inOrder(name)) {
        if (words && range.toString() !== words) continue;
        range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
        const line = range.getClientRects()[0];
        return { x: line.left + line.width / 2, y: line.top + line.height / 2, left: line.left, right: line.right };
      }
      return null;
    },
    [`hashiya-${kind}`, words ?? null],
  );
}

// Lets the pointer come to a place and stay.
export async function rest(page, at) {
  await page.mouse.move(at.x - 2, at.y);
  await page.mouse.move(at.x, at.y);
}

// Has the demo annotate a text of one's own.
export async function paste(page, text) {
  await page.locator('[data-story="own"]').click();
  await page.locator('#own-field').fill(text);
  await page.locator('.demo-own button[type="submit"]').click();
}

// What axe-core has to complain of. Evaluated, not added as a script, which a strict policy would forbid.
export async function violations(page) {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  });
}

export async function insideViewport(page, locator) {
  const box = await locator.boundingBox();
  const view = page.viewportSize();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(view.width);
  expect(box.y + box.height).toBeLessThanOrEqual(view.height + 1);
}
