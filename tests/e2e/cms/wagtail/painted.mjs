// How long the preview in Wagtail takes from its document to painted marks, with all files cached: `node painted.mjs`, for `make bench`.
//
// Wagtail loads the preview anew with each change. Measured is what that document's own clock says: the end of `hashiya:paint` from the
// first byte of the document on, and from the request, in which the server renders the page. Wagtail checks each preview's accessibility in
// the same thread while it loads: the second row is without that.
import { chromium } from '@playwright/test';
import { launch } from '../../launch.mjs';
import { start } from './start.mjs';

const ROUNDS = 12;
const LIMIT = 300;
const PATIENCE = 30_000;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const last = (numbers) => numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1];

/** The times of the preview whose headline ends with `mark`, once it is painted. */
async function times(page, mark) {
  for (const end = performance.now() + PATIENCE; performance.now() < end; ) {
    const frame = page.frames().findLast((frame) => frame.url().includes('in_preview_panel'));
    const found = await frame?.evaluate((mark) => {
      const [paint] = performance.getEntriesByName('hashiya:paint');
      if (!paint || !document.querySelector('h1').textContent.endsWith(mark)) return undefined;
      const [{ requestStart, responseStart }] = performance.getEntriesByType('navigation');
      const fetched = performance.getEntriesByType('resource').filter(({ transferSize }) => transferSize > 0).length;
      const painted = paint.startTime + paint.duration;
      return { fromByte: painted - responseStart, fromRequest: painted - requestStart, fetched };
    }, mark).catch(() => undefined);
    if (found) return found;
    await page.waitForTimeout(50);
  }
  throw new Error(`wagtail: no preview of "${mark}" within ${PATIENCE} ms`);
}

async function measure(lang, isChecked) {
  const page = await (await browser.newContext({ viewport: { width: 1600, height: 1000 } })).newPage();
  if (!isChecked) await blocked(page, '*/userbar.js*');
  await page.goto(newsroom.enter(lang));
  const title = await page.locator('#id_title').inputValue();
  await times(page, title);
  // Wagtail compares the form from then on.
  await page.waitForTimeout(3000);
  const all = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const mark = ` (${round})`;
    await page.locator('#id_title').fill(title + mark);
    all.push(await times(page, mark));
  }
  const row = (name) => [median, last].map((of) => Math.round(of(all.map((one) => one[name]))));
  const [[byte, byte95], [request, request95]] = [row('fromByte'), row('fromRequest')];
  console.log(`wagtail ${lang}, ${isChecked ? 'with' : 'without'} its checker: first byte to painted ${byte} ms, 95 % ${byte95} ms (${(byte / LIMIT).toFixed(2)} of the limit of ${LIMIT} ms); `
    + `request to painted ${request} ms, 95 % ${request95} ms; files fetched anew ${Math.max(...all.map((one) => one.fetched))}; ${ROUNDS} previews`);
  await page.context().close();
}

/** Keeps a file from the page and leaves its cache as it is. */
async function blocked(page, address) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setBlockedURLs', { urls: [address] });
}

const newsroom = await start({ autosave: false }).catch((error) => {
  if (error.code !== 'unavailable') throw error;
  console.log(error.message);
  process.exit();
});
const browser = await chromium.launch(launch);
try {
  for (const lang of ['ar', 'en']) {
    for (const isChecked of [true, false]) await measure(lang, isChecked);
  }
} finally {
  await browser.close();
  await newsroom.stop();
}
