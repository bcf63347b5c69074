// The preview module by itself: an editor's window sends an article to preview.html in a frame, and gets corrections back.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const embed = new URL('../../dist-embed/', import.meta.url);
const [EDITOR, OTHER] = ['http://editor.test', 'http://other.test'];
const TYPES = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', html: 'text/html' };
const BLOCKS = ['Minister meets bank in Oslo', 'Foreign Minister Penny Wong said in Canberra that “talks are going well”.', 'The World Bank did not comment.'];
const html = (blocks) => blocks.map((block, at) => (at === 0 ? `<h1>${block}</h1>` : `<p>${block}</p>`)).join('');

/** An editor's page with a preview in a frame; `window.heard` is what it was told. */
async function open(page, hash = '') {
  await page.route(/^http:\/\/(editor|other)\.test\//, (route) => {
    const { pathname, hostname } = new URL(route.request().url());
    if (!pathname.startsWith('/hashiya/')) {
      const frame = hostname === 'editor.test' ? `<iframe id="preview" src="/hashiya/integrations/preview.html${hash}" title="Preview" style="width: 600px; height: 600px"></iframe>` : '';
      return route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en"><title>Editor</title><script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data));</script>${frame}` });
    }
    try {
      return route.fulfill({ contentType: TYPES[pathname.split('.').at(-1)] ?? 'application/octet-stream', body: readFileSync(new URL(`.${pathname.replace('/hashiya', '')}`, embed)) });
    } catch {
      return route.fulfill({ status: 404 });
    }
  });
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(`${EDITOR}/`);
  await page.waitForFunction(() => window.heard.some((data) => data.ready));
  const preview = page.frameLocator('#preview');
  const send = (data, origin = EDITOR) => page.evaluate(([data, origin]) => document.querySelector('#preview').contentWindow.postMessage(data, origin), [data, origin]);
  const frame = () => page.frames().find((frame) => frame.url().includes('preview.html'));
  return { preview, send, frame, said };
}

const painted = (frame) => frame.evaluate(() => [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name.slice(8)}: ${range}`)).filter((words) => !words.endsWith(': ')));
const marks = (frame, words) => expect.poll(() => painted(frame()), { timeout: 15_000 }).toContain(words);

test('an article that comes by message is shown and annotated, and changes leave the other blocks alone', async ({ page }) => {
  const { send, frame, said } = await open(page);
  await send({ type: 'hashiya-entry', article: { html: html(BLOCKS), lang: 'en', date: '2026-11-02' } });
  await marks(frame, 'person: Penny Wong');
  await frame().evaluate(() => { window.last = document.querySelector('article p:last-child'); });
  await send({ type: 'hashiya-entry', article: { html: html([BLOCKS[0], BLOCKS[1].replace('Penny Wong', 'Marise Payne'), BLOCKS[2]]), lang: 'en' } });
  await marks(frame, 'person: Marise Payne');
  expect(await frame().evaluate(() => window.last === document.querySelector('article p:last-child'))).toBe(true);
  expect(said).toEqual([]);
});

test('Payload’s live preview is understood, rich text and plain', async ({ page }) => {
  const { send, frame } = await open(page, '#dialect=payload&body=body');
  expect(await page.evaluate(() => window.heard.find((data) => data.ready))).toEqual({ type: 'payload-live-preview', ready: true });
  const text = (text) => ({ type: 'text', text });
  const body = { root: { type: 'root', children: [
    { type: 'paragraph', children: [text('Foreign Minister '), text('Penny Wong'), text(' spoke in Canberra & left <early>.')] },
    { type: 'list', children: [{ type: 'listitem', children: [text('The World Bank did not comment.')] }] },
  ] } };
  await send({ type: 'payload-live-preview', data: { title: 'A <b>visit</b>', body } });
  await marks(frame, 'person: Penny Wong');
  expect(await frame().evaluate(() => document.querySelector('article h1').textContent)).toBe('A <b>visit</b>');
  expect(await frame().evaluate(() => document.querySelector('article p').textContent)).toBe('Foreign Minister Penny Wong spoke in Canberra & left <early>.');
});

test('messages of other origins, other windows and other shapes are dropped and counted', async ({ page }) => {
  const { send, frame } = await open(page);
  await frame().evaluate(async () => {
    const { preview } = await import('./preview.js');
    document.body.replaceChildren(document.createElement('article'));
    window.view = preview({ article: 'article', origin: 'http://elsewhere.test' });
    window.own = preview({ article: 'article' });
  });
  // Not of the one's origin, but of the other's.
  await send({ type: 'hashiya-entry', article: { text: 'Stolen' } });
  await expect.poll(() => frame().evaluate(() => window.view.dropped)).toBe(1);
  expect(await frame().evaluate(() => window.own.dropped)).toBe(0);
  // From another window of the right origin, and of unknown shape.
  await page.evaluate(() => {
    const other = document.body.appendChild(document.createElement('iframe'));
    other.contentWindow.eval('parent.frames[0].postMessage({ type: "hashiya-entry", article: { text: "Stolen" } }, "*")');
  });
  for (const data of ['hashiya-entry', null, { type: 'hashiya-entry' }, { type: 'hashiya-entry', corrections: 'x' }, { type: 'hashiya-entry', article: 7 }]) await send(data);
  await expect.poll(() => frame().evaluate(() => window.own.dropped)).toBe(6);
});

test('nothing that an article by message holds runs, and nothing of it is kept but words', async ({ page }) => {
  const { send, frame } = await open(page);
  await send({ type: 'hashiya-entry', article: { lang: 'en', html: `<h1 onclick="window.bad = 1">A visit</h1><script>window.bad = 1</script><p style="position: fixed" id="x" class="y"><img src="x" onerror="window.bad = 1"><a href="javascript:window.bad = 1">Penny Wong</a> came.</p>
    <form><input name="childNodes"><p>Inside</p></form><svg><script>window.bad = 1</script></svg><math><mtext><style><img src=x onerror=window.bad=1></style></mtext></math><iframe srcdoc="<script>parent.bad = 1</script>"></iframe><custom-element>Words of one</custom-element>` } });
  await expect.poll(() => frame().evaluate(() => document.querySelector('article').textContent)).toContain('Penny Wong came.');
  await page.waitForTimeout(500);
  const kept = await frame().evaluate(() => ({
    bad: window.bad ?? null,
    code: document.querySelector('article').textContent.includes('window.bad'),
    attributes: [...document.querySelectorAll('article *')].flatMap((element) => element.getAttributeNames()),
    names: [...new Set([...document.querySelectorAll('article *')].map((element) => element.localName))].sort(),
    words: ['Inside', 'Words of one'].filter((words) => document.querySelector('article').textContent.includes(words)),
  }));
  expect(kept).toEqual({ bad: null, code: false, attributes: [], names: ['a', 'h1', 'p'], words: ['Inside', 'Words of one'] });
});

test('an editor’s corrections are told to the editor’s window alone, and stay through edits and reloads', async ({ page }) => {
  const { preview, send, frame, said } = await open(page);
  const article = (blocks) => ({ type: 'hashiya-entry', article: { html: html(blocks), lang: 'en' } });
  await send(article(BLOCKS));
  await marks(frame, 'person: Penny Wong');
  await expect(preview.locator('.hashiya-mark')).toHaveCount(1);
  await preview.locator('.hashiya-mark').focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await preview.getByRole('button', { name: 'Report a mistake in this mark' }).click();
  await preview.getByRole('button', { name: 'Remove this mark' }).click();
  await expect.poll(() => painted(frame())).not.toContain('person: Penny Wong');
  const saved = await page.evaluate(() => window.heard.findLast((data) => data.type === 'hashiya-corrections').corrections);
  expect(saved).toHaveLength(1);
  expect(saved[0]).toMatchObject({ type: 'Annotation', motivation: 'assessing' });
  expect(saved[0].target.selector.find(({ type }) => type === 'TextQuoteSelector').exact).toBe('Penny Wong');
  // The text before it changes: the correction moves along, and its new place is told.
  await send(article(['A long new headline for the same story', ...BLOCKS.slice(1)]));
  await expect.poll(() => page.evaluate(() => window.heard.filter((data) => data.type === 'hashiya-corrections').length), { timeout: 15_000 }).toBe(2);
  const moved = await page.evaluate(() => window.heard.findLast((data) => data.type === 'hashiya-corrections').corrections);
  const at = (list) => list[0].target.selector.find(({ type }) => type === 'TextPositionSelector').start;
  expect(at(moved)).toBe(at(saved) + 'A long new headline for the same story'.length - BLOCKS[0].length);
  expect(await painted(frame())).not.toContain('person: Penny Wong');
  // Its words go: it is an orphan, and kept.
  await send(article([BLOCKS[0], BLOCKS[2]]));
  await expect(preview.getByRole('button', { name: /Corrections: 1/ })).toBeVisible();
  await send(article(BLOCKS));
  await expect.poll(() => painted(frame())).toContain('place: Canberra');
  await expect.poll(() => painted(frame())).not.toContain('person: Penny Wong');
  // A fresh preview gets them from the editor.
  await frame().evaluate(() => location.reload());
  await page.waitForFunction(() => window.heard.filter((data) => data.ready).length === 2);
  await send({ ...article(BLOCKS), corrections: moved });
  await marks(frame, 'organisation: World Bank');
  expect(await painted(frame())).not.toContain('person: Penny Wong');
  expect(said).toEqual([]);
});

test('a speaker that an editor has confirmed is the creator of the quotation in schema.org’s words', async ({ page }) => {
  const { preview, send, frame, said } = await open(page);
  await send({ type: 'hashiya-entry', article: { html: html(BLOCKS), lang: 'en' } });
  await marks(frame, 'quote: talks are going well');
  const creators = () => frame().evaluate(async () => {
    const { hasPart = [], ...rest } = await document.querySelector('hashiya-article').exportAs('schema');
    const found = [];
    JSON.stringify({ hasPart, rest }, (key, value) => {
      if (value?.['@type'] === 'Quotation') found.push(value.creator?.name ?? null);
      return value;
    });
    return found;
  });
  expect(await creators()).toEqual([null]);
  await preview.locator('.hashiya-mark').focus();
  await page.keyboard.press('q');
  await page.keyboard.press('Enter');
  await preview.getByRole('button', { name: 'Report a mistake in this mark' }).click();
  await expect(preview.getByLabel('Speaker')).toHaveValue(/e\d+/);
  await preview.getByRole('button', { name: 'Confirm the speaker' }).click();
  await expect.poll(creators).toEqual(['Penny Wong']);
  expect(said).toEqual([]);
});

test('words that have no mark get one by being selected', async ({ page }) => {
  const { preview, send, frame } = await open(page);
  await send({ type: 'hashiya-entry', article: { html: html([BLOCKS[0], '😀 The Quayside Five, a choir, sang there. Foreign Minister Penny Wong listened.']), lang: 'en' } });
  await marks(frame, 'person: Penny Wong');
  await frame().evaluate(() => {
    const { firstChild: node } = document.querySelector('article p');
    const at = node.data.indexOf('Quayside');
    document.getSelection().setBaseAndExtent(node, at, node, at + 'Quayside Five'.length);
  });
  await preview.getByRole('button', { name: 'Mark these words' }).click();
  await preview.getByLabel('Kind').selectOption('ORG');
  await preview.getByRole('button', { name: 'Mark these words' }).last().click();
  await marks(frame, 'organisation: Quayside Five');
  await preview.getByRole('button', { name: 'Undo the correction of “Quayside Five”' }).click();
  await expect.poll(() => painted(frame())).not.toContain('organisation: Quayside Five');
});
