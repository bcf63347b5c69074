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
  for (const data of ['hashiya-entry', null, { type: 'hashiya-entry' }, { type: 'hashiya-entry', article: 7 }]) await send(data);
  await expect.poll(() => frame().evaluate(() => window.own.dropped)).toBe(5);
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

/** A page of its own with an article, and `window.preview`: no editor has opened it. */
async function alone(page, body = html(BLOCKS), head = '') {
  await open(page);
  await page.goto(`${OTHER}/`);
  await page.evaluate(async ([body, head]) => {
    document.head.insertAdjacentHTML('beforeend', head);
    document.body.innerHTML = `<article id="story">${body}</article>`;
    window.preview = (await import('/hashiya/integrations/preview.js')).preview;
  }, [body, head]);
}

/** Opens the card of the first person by keyboard and reports a mistake in it. */
async function report(page, preview) {
  await preview.locator('.hashiya-mark').focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await preview.getByRole('button', { name: 'Report a mistake in this mark' }).click();
}

for (const [what, value] of [['is no JSON', '[{"id":'], ['is no list', '{"by": "somebody"}'], ['is a list of something else', '["Penny Wong"]']]) {
  test(`what is saved and cannot be read stays as it is until that is settled: it ${what}`, async ({ page }) => {
    const { preview, send, frame, said } = await open(page);
    await page.evaluate(async (value) => {
      window.field = value;
      const { editor } = await import('/hashiya/integrations/editor.js');
      window.link = editor({
        frame: document.querySelector('#preview'),
        corrections: () => JSON.parse(window.field),
        onCorrections: (list) => { window.field = JSON.stringify(list); },
      });
      window.link.tell?.();
    }, value);
    await send({ type: 'hashiya-entry', article: { html: html(BLOCKS), lang: 'en' } });
    await marks(frame, 'person: Penny Wong');
    await expect(preview.getByText('cannot be read')).not.toHaveCount(0);
    await report(page, preview);
    await expect(preview.locator('.about')).toContainText('cannot be read');
    await expect(preview.getByRole('button', { name: 'Remove this mark' })).toHaveCount(0);
    // Nor by a preview that has not heard of it.
    await frame().evaluate(() => parent.postMessage({ type: 'hashiya-corrections', corrections: [{ id: 'urn:x' }] }, location.origin));
    await page.waitForTimeout(200);
    expect(await page.evaluate(() => window.field)).toBe(value);
    await page.evaluate(() => {
      window.field = '[]';
      window.link.tell();
    });
    await preview.getByRole('button', { name: 'Close', exact: true }).last().click();
    await report(page, preview);
    await preview.getByRole('button', { name: 'Remove this mark' }).click();
    await expect.poll(() => page.evaluate(() => JSON.parse(window.field).length)).toBe(1);
    expect(said).toEqual([]);
  });
}

test('corrections that nobody can read leave a preview waiting, however it hears of them', async ({ page }) => {
  const { preview, send, frame } = await open(page);
  await send({ type: 'hashiya-entry', article: { html: html(BLOCKS), lang: 'en' }, corrections: [] });
  await marks(frame, 'person: Penny Wong');
  await expect(preview.getByText('cannot be read')).toHaveCount(0);
  // Alone, and of no shape that is known.
  await send({ type: 'hashiya-entry', corrections: { by: 'somebody' } });
  await expect(preview.getByText('cannot be read')).not.toHaveCount(0);
  await alone(page);
  await page.evaluate(() => { window.preview({ article: '#story', corrections: null }); });
  await marks(() => page.mainFrame(), 'person: Penny Wong');
  await expect(page.getByText('cannot be read')).not.toHaveCount(0);
});

test('an editor that comes after the preview’s greeting tells what is saved with the article', async ({ page }) => {
  const { preview, frame } = await open(page);
  await page.evaluate(async (article) => {
    const { editor } = await import('/hashiya/integrations/editor.js');
    window.saved = [{ id: 'urn:uuid:kept' }];
    window.link = editor({ frame: document.querySelector('#preview'), corrections: () => window.saved, onCorrections: (list) => { window.saved = list; } });
    window.link.send({ article });
  }, { html: html(BLOCKS), lang: 'en' });
  await marks(frame, 'person: Penny Wong');
  await report(page, preview);
  await preview.getByRole('button', { name: 'Remove this mark' }).click();
  await expect.poll(() => page.evaluate(() => window.saved.length)).toBe(2);
});

test('a preview that nobody saves says that its corrections last until the page is closed', async ({ page }) => {
  await alone(page);
  await page.evaluate(() => { window.preview({ article: '#story' }); });
  await marks(() => page.mainFrame(), 'person: Penny Wong');
  await report(page, page);
  await expect(page.getByText('not saved anywhere')).toBeVisible();
  await page.getByRole('button', { name: 'Remove this mark' }).click();
  await expect(page.locator('.desk [role="status"]')).toHaveText('The correction is made; it lasts until this page is closed.');
});

test('a preview that is stopped leaves nothing behind, and tells nobody anything', async ({ page }) => {
  await alone(page, html(BLOCKS), '<style>body { background: #111; color: #eee }</style>');
  const [before, now] = await page.evaluate(async () => {
    const shown = () => document.body.outerHTML;
    const before = shown();
    for (const options of [{}, { article: document.querySelector('#story') }, { article: '#story' }]) {
      const { element, stop } = window.preview(options);
      if (options.article) await new Promise((resolve) => element.addEventListener('hashiya-annotate', resolve, { once: true }));
      stop();
    }
    return [before, shown()];
  });
  expect(now).toBe(before);
  // An element that was there stays, without what was laid over its marks.
  const left = await page.evaluate(async () => {
    const element = document.createElement('hashiya-article');
    document.querySelector('#story').replaceWith(element);
    element.append(...new DOMParser().parseFromString('<h1>A visit</h1><p>Foreign Minister Penny Wong spoke in Canberra.</p>', 'text/html').body.children);
    const annotated = () => new Promise((resolve) => element.addEventListener('hashiya-annotate', resolve, { once: true }));
    const corrections = [{ type: 'Annotation', id: 'urn:x', target: { selector: [{ type: 'TextQuoteSelector', exact: 'Penny Wong' }, { type: 'TextPositionSelector', start: 25, end: 35 }] }, 'hashiya:mark': { kind: 'entity', type: 'PER', confidence: 0 } }];
    const heard = [];
    addEventListener('message', ({ data }) => data.type === 'hashiya-corrections' && heard.push(data));
    const first = annotated();
    // This window is its own editor.
    const view = window.preview({ article: 'hashiya-article', editor: window, corrections });
    await first;
    // It settles, and while the text has moved a second time it waits for what is never there in time.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { formats } = element.constructor;
    let asked;
    const waits = new Promise((resolve) => { asked = resolve; });
    let go;
    element.constructor.formats = () => new Promise((resolve) => {
      asked();
      go = () => resolve(formats());
    });
    element.querySelector('h1').textContent = 'A long visit';
    await waits;
    const rest = element.rest;
    element.constructor.formats = formats;
    view.stop();
    const again = annotated();
    go();
    await again;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { rest, now: element.rest, heard: heard.length, marks: element.annotations.map(({ text }) => text).includes('Penny Wong'), desks: document.querySelectorAll('[data-hashiya-ignore]').length };
  });
  expect(left).toEqual({ rest: 3, now: undefined, heard: 0, marks: true, desks: 0 });
});

test('a card stays open while somebody types around its mark', async ({ page }) => {
  const { preview, send, frame } = await open(page);
  const article = (blocks) => ({ type: 'hashiya-entry', article: { html: html(blocks), lang: 'en' } });
  await send(article(BLOCKS));
  await marks(frame, 'person: Penny Wong');
  await preview.locator('.hashiya-mark').focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(preview.locator('.hashiya-card-title')).toContainText('Penny Wong');
  const written = async (blocks) => {
    const annotated = frame().evaluate(() => new Promise((resolve) => { document.addEventListener('hashiya-annotate', resolve, { once: true }); }));
    await send(article(blocks));
    await annotated;
  };
  for (const words of ['Minister meets banks', 'Minister meets banks in Oslo', 'Minister meets banks in Cairo']) await written([words, ...BLOCKS.slice(1)]);
  await marks(frame, 'place: Cairo');
  await expect(preview.locator('.hashiya-card-title')).toContainText('Penny Wong');
  // The keyboard stays in it, too.
  await expect(preview.locator('.hashiya-card')).toBeFocused();
  // And so it is in the name's own block, before it and after it, until it is another name.
  for (const words of [BLOCKS[1].replace('Canberra', 'Oslo'), BLOCKS[1], `In Rome, ${BLOCKS[1]}`]) {
    await written([BLOCKS[0], words, BLOCKS[2]]);
    await expect(preview.locator('.hashiya-card-title')).toContainText('Penny Wong');
    await expect(preview.locator('.hashiya-card')).toBeFocused();
  }
  await marks(frame, 'place: Rome');
  await written([BLOCKS[0], BLOCKS[1].replace('Penny Wong', 'Marise Payne'), BLOCKS[2]]);
  await expect(preview.locator('.hashiya-card')).toBeHidden();
});

/** The colour that a mark of a kind is painted on, at the beginning of its first line, above the letters. */
async function groundOf(page, kind) {
  const { x, y } = await page.evaluate((kind) => {
    const [range] = CSS.highlights.get(`hashiya-${kind}`);
    const { left, top } = range.getClientRects()[0];
    return { x: Math.floor(left) + 2, y: Math.floor(top) + 1 };
  }, kind);
  const picture = (await page.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString('base64');
  return page.evaluate(async (picture) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${picture}` });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    canvas.drawImage(image, 0, 0);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, picture);
}

for (const [what, css, scheme] of [
  ['is dark and says nothing', 'body { background: #111; color: #eee }', 'dark'],
  ['is dark in other terms', 'body { background: #111 } p { color: oklch(0.93 0.02 80) }', 'dark'],
  ['is light', 'body { background: #fff; color: #222 }', 'normal'],
  ['says that it is light', ':root { color-scheme: light } body { color: #eee }', 'light'],
]) {
  test(`marks and desk have the colours of a page that ${what}`, async ({ page }) => {
    await alone(page, html(BLOCKS), `<style>${css}</style>`);
    await page.evaluate(() => { window.view = window.preview({ article: '#story' }); });
    await marks(() => page.mainFrame(), 'person: Penny Wong');
    const schemes = () => page.evaluate(() => ['#story', '[data-hashiya-ignore]'].map((selector) => getComputedStyle(document.querySelector(selector)).colorScheme));
    expect((await schemes())[0]).toBe(scheme);
    // So it is painted, too.
    await expect.poll(() => groundOf(page, 'quote')).toEqual(scheme === 'dark' ? [0x3b, 0x33, 0x19] : [0xfb, 0xf1, 0xd3]);
    if (css.startsWith('body')) {
      // A reader switches it.
      await page.evaluate(() => { document.body.style.color = '#222'; });
      if (!css.includes('oklch')) await expect.poll(schemes).toEqual(['normal', 'normal']);
      await page.evaluate(() => { document.body.style.color = '#eee'; });
      await expect.poll(async () => (await schemes())[1]).toBe('dark');
    }
    await page.evaluate(() => window.view.stop());
    expect(await page.locator('#story').getAttribute('style')).toBe(null);
  });
}

test('a page whose body is the article keeps answering in the dark', async ({ page }) => {
  await alone(page, html(BLOCKS), '<style>body { background: #111; color: #eee }</style>');
  await page.evaluate(() => { window.view = window.preview({ article: 'body' }); });
  await expect.poll(() => page.evaluate(() => document.body.style.colorScheme)).toBe('dark');
  await page.evaluate(() => window.view.stop());
  expect(await page.locator('body').getAttribute('style')).toBe(null);
});

test('what is added stands in the article’s column, and its end can be seen above the desk; the form takes the card’s place', async ({ page }) => {
  await alone(page, html([...BLOCKS, ...Array(40).fill(BLOCKS[2])]), '<style>article { max-width: 500px; margin: 0 auto; padding: 0 20px }</style>');
  await page.evaluate(() => { window.view = window.preview({ article: '#story' }); });
  await marks(() => page.mainFrame(), 'person: Penny Wong');
  const edges = (selector) => page.locator(selector).first().evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return [left, right].map(Math.round);
  });
  const inColumn = async () => expect(await edges('hashiya-article summary')).toEqual(await edges('#story p'));
  await inColumn();
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(inColumn).toPass();
  expect(await page.evaluate(() => document.scrollingElement.scrollWidth)).toBe(360);
  await page.evaluate(() => scrollTo(0, 1e6));
  const [end, desk] = await Promise.all(['hashiya-article', '.desk'].map((selector) => page.locator(selector).boundingBox()));
  expect(end.y + end.height).toBeLessThanOrEqual(desk.y);
  await report(page, page);
  await expect(page.getByRole('heading', { name: 'Correct this mark' })).toBeFocused();
  await expect(page.locator('.hashiya-card')).toBeHidden();
});
