// What a page can set, call and hear, and that it finds itself as it was afterwards.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, keepPacksBack, locate, test, texts } from './page.mjs';

const STORY = `<h1>Lake town opens a library</h1><p>Mayor Grace Odhiambo opened a library on Lake Victoria on Monday.</p>
  <p>"A book should not have to wait," Odhiambo said in Kenya.</p>`;
const root = (info) => info.config.metadata.embed;

// Puts a page of this body at /page.html, with the element's script in its head.
async function at(page, info, body, { head = '<script type="module" src="/hashiya.js"></script>', lang = 'en' } = {}) {
  await page.route('**/page.html', (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><html lang="${lang}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`,
  }));
  await page.goto(`${root(info)}/page.html`);
}

const ready = (page, count = 1) => expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(count);
const names = (page) => page.locator('hashiya-article').evaluateAll((all) => all.map((element) => element.entities.map(({ name }) => name)));

// Serves `body` under a name, and counts.
async function serve(page, name, body, contentType = 'text/plain; charset=utf-8') {
  let count = 0;
  await page.route(`**/${name}`, (route) => { count += 1; route.fulfill({ contentType, body }); });
  return () => count;
}

test('attributes and properties say the same, and what was set before the element was defined counts', async ({ page }, info) => {
  await at(page, info, `<script>
    const early = document.createElement('hashiya-article');
    Object.assign(early, { text: 'Mayor Grace Odhiambo flew to Paris.', ui: 'ar', htmlFor: undefined });
    document.body.append(early);
  </script>`);
  await ready(page);
  await expect(page.locator('.hashiya')).toHaveAttribute('lang', 'ar');
  const said = await page.evaluate(() => {
    const element = document.createElement('hashiya-article');
    const names = ['src', 'text', 'date', 'ui', 'painter', 'glossary', 'wikipedia', 'detect', 'loading'];
    const out = names.map((name) => {
      element[name] = 'x';
      const set = element.getAttribute(name);
      element.setAttribute(name, 'y');
      const got = element[name];
      element[name] = null;
      return `${name} ${set} ${got} ${element.hasAttribute(name)}`;
    });
    element.htmlFor = '#x';
    element.annotations = '/a.json';
    return [...out, element.getAttribute('for'), element.getAttribute('annotations')];
  });
  for (const row of said.slice(0, -2)) expect(row).toMatch(/^\w+ x y false$/);
  expect(said.slice(-2)).toEqual(['#x', '/a.json']);
});

test('an article can come as text, HTML, JSON, from an address or a property', async ({ page }, info) => {
  await serve(page, 'story.txt', 'Mayor Grace Odhiambo flew to Paris.');
  await serve(page, 'story.html', `<html lang="en"><head><meta property="article:published_time" content="2026-05-04T09:00:00Z"></head>
    <body><nav>Rome</nav><article>${STORY}<script>window.ran = true</script><img src="/x.png" onerror="window.ran = true"></article></body></html>`, 'text/html');
  await serve(page, 'story.json', JSON.stringify({ text: 'Mayor Grace Odhiambo flew to Tunis on Monday.', lang: 'en', date: '2026-05-04' }), 'application/json');
  await at(page, info, `<hashiya-article src="/story.txt"></hashiya-article><hashiya-article src="story.html"></hashiya-article>
    <hashiya-article src="/story.json"></hashiya-article><hashiya-article id="set"></hashiya-article>`);
  await page.evaluate((html) => (document.querySelector('#set').article = { html }), STORY);
  await ready(page, 4);
  const [text, html, json, set] = await names(page);
  expect(text).toEqual(expect.arrayContaining(['Grace Odhiambo', 'Paris']));
  expect(html).toEqual(expect.arrayContaining(['Grace Odhiambo', 'Kenya']));
  expect(html).not.toContain('Rome');
  expect(json).toContain('Tunis');
  expect(set).toContain('Kenya');
  const documents = await page.locator('hashiya-article').evaluateAll((all) => all.map((element) => [element.export().date, element.export().blocks[0].kind]));
  expect(documents).toEqual([[null, 'paragraph'], ['2026-05-04', 'headline'], ['2026-05-04', 'paragraph'], [null, 'headline']]);
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
});

test('several share one module and each pack, also those that come later', async ({ page }, info) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await at(page, info, `<hashiya-article>${STORY}</hashiya-article><hashiya-article>${STORY}</hashiya-article>`);
  await ready(page, 2);
  await page.evaluate((story) => document.body.append(Object.assign(document.createElement('hashiya-article'), { innerHTML: story })), STORY);
  await ready(page, 3);
  for (const part of ['.wasm', 'hashiya_core.', 'packs/en.']) {
    expect(fetched.filter((path) => path.includes(part) && (part !== 'hashiya_core.' || path.endsWith('.js'))).length, part).toBe(1);
  }
});

test('nothing is fetched before it is needed, then loader, module and pack; a second view of the page fetches nothing', async ({ page }, info) => {
  const fetched = [];
  page.on('response', async (response) => {
    if (new URL(response.url()).pathname === '/favicon.ico') return;
    const { fromCache } = await response.serverAddr().then((address) => ({ fromCache: address === null })).catch(() => ({ fromCache: false }));
    fetched.push([new URL(response.url()).pathname, fromCache || response.fromServiceWorker()]);
  });
  const release = await keepPacksBack(page);
  await page.goto(`${root(info)}/examples/plain/`);
  await expect(page.locator('hashiya-article .hashiya[data-ready="false"]')).toHaveCount(2);
  const path = ([path]) => path;
  const order = fetched.map(path);
  const place = (part) => order.findIndex((path) => path.includes(part));
  expect(place('/hashiya.js')).toBeGreaterThan(-1);
  expect(place('hashiya_core.')).toBeGreaterThan(place('/hashiya.js'));
  expect(place('.wasm')).toBeGreaterThan(place('/hashiya.js'));
  release();
  await ready(page, 2);
  // By the browser's own account, for a page that is opened again as a reader would.
  await page.unrouteAll();
  await page.goto(`${root(info)}/examples/plain/`);
  await ready(page, 2);
  const sizes = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name, transferSize }) => [new URL(name).pathname, transferSize]));
  expect(sizes.length).toBeGreaterThan(5);
  expect(sizes.filter(([, size]) => size > 0)).toEqual([]);
});

test('an element on a page without an article fetches nothing, and text that comes late is annotated', async ({ page }, info) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await at(page, info, '<hashiya-article id="around"></hashiya-article><hashiya-article for="#late"></hashiya-article>');
  await page.waitForTimeout(200);
  expect(fetched.filter((url) => /wasm|pack|core/.test(url))).toEqual([]);
  await page.evaluate((story) => {
    document.querySelector('#around').innerHTML = '<p>The minister flew to Tripoli.</p>';
    document.body.append(Object.assign(document.createElement('div'), { id: 'late', innerHTML: story }));
  }, STORY);
  await ready(page, 2);
  expect((await names(page)).flat()).toEqual(expect.arrayContaining(['Tripoli', 'Grace Odhiambo']));
  // Another element takes its place.
  await page.evaluate(() => document.querySelector('#late').replaceWith(Object.assign(document.createElement('div'), { id: 'late', innerHTML: '<p>The minister flew to Oslo.</p>' })));
  await expect.poll(() => names(page).then((all) => all[1])).toEqual(expect.arrayContaining(['Oslo']));
  await page.evaluate(() => document.querySelector('#late').replaceChildren());
  await expect.poll(() => names(page).then((all) => all[1])).toEqual([]);
});

test('an article that is replaced, hidden or emptied while the module loads is annotated once it can be read', async ({ page }, info) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/*.wasm', async (route) => { await released; route.continue(); });
  const hidden = (id, style) => `<div id="${id}" style="${style}"><hashiya-article>${STORY}</hashiya-article></div>`;
  await at(page, info, `<div id="app">${STORY}</div><hashiya-article for="#app"></hashiya-article>
    ${hidden('none', 'display: none')}${hidden('unseen', 'visibility: hidden')}<hashiya-article id="empty">${STORY}</hashiya-article>`);
  await page.evaluate(() => {
    document.querySelector('#app').replaceWith(Object.assign(document.createElement('div'), { id: 'app', innerHTML: '<p>The minister flew to Oslo.</p>' }));
    document.querySelector('#empty').replaceChildren();
  });
  release();
  await ready(page, 1);
  await page.waitForTimeout(300);
  await page.evaluate((story) => {
    document.querySelector('#none').style.display = 'block';
    document.querySelector('#unseen').style.visibility = 'visible';
    document.querySelector('#empty').innerHTML = story;
  }, STORY);
  await ready(page, 4);
  expect((await names(page))[0]).toEqual(['Oslo']);
  expect((await names(page)).slice(1).map((all) => all.includes('Kenya'))).toEqual([true, true, true]);
});

test('who is never to be named is not named by annotations either, however they come', async ({ page }, info) => {
  const text = 'Mayor Grace Odhiambo opened a library on Lake Victoria on Monday.';
  const approved = {
    format: 'hashiya/1', text, lang: 'en',
    entities: [{ id: 'e1', type: 'PER', name: 'Grace Odhiambo' }, { id: 'e2', type: 'LOC', name: 'Lake Victoria' }],
    annotations: [
      { id: 'a1', kind: 'entity', start: 6, end: 20, type: 'PER', entity: 'e1' },
      { id: 'a2', kind: 'entity', start: 41, end: 54, type: 'LOC', entity: 'e2' },
    ],
  };
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/names.csv', async (route) => { await released; route.fulfill({ contentType: 'text/csv', body: 'name,never\nGrace Odhiambo,yes\n' }); });
  await at(page, info, `<hashiya-article glossary="/names.csv" detect="off"><p>${text}</p></hashiya-article>`);
  await expect(page.locator('.hashiya')).toHaveCount(1);
  await page.evaluate((document_) => document.querySelector('hashiya-article').setAnnotations(document_), approved);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  release();
  await ready(page);
  expect(await texts(page, 'place')).toEqual(['Lake Victoria']);
  expect(await texts(page, 'person')).toEqual([]);
  // A glossary that cannot be had protects, too.
  await page.route('**/bad.csv', (route) => route.fulfill({ contentType: 'text/csv', body: 'name,never\n"Grace,yes\n' }));
  const told = page.evaluate(() => new Promise((resolve) => document.addEventListener('hashiya-error', ({ detail }) => resolve(detail.code))));
  await page.evaluate(() => document.querySelector('hashiya-article').setAttribute('glossary', '/bad.csv'));
  expect(await told).toBe('invalid-glossary');
  await page.evaluate((document_) => document.querySelector('hashiya-article').setAnnotations(document_), approved);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
});

for (const isReady of [true, false]) {
  test(`annotations that are handed in while the element begins anew are not lost (${isReady ? 'ready before' : 'not yet ready'})`, async ({ page }, info) => {
    // In another format, which takes a module to read; meanwhile the page changes an attribute.
    let release;
    let asked;
    const [released, isAsked] = [new Promise((resolve) => (release = resolve)), new Promise((resolve) => (asked = resolve))];
    await page.route('**/formats.*.js', async (route) => {
      asked();
      await released;
      route.continue();
    });
    await at(page, info, `<hashiya-article detect="off" ui="en">${STORY}</hashiya-article>`);
    if (isReady) await ready(page);
    else await page.waitForFunction(() => customElements.get('hashiya-article'));
    const element = page.locator('hashiya-article');
    await element.evaluate((element) => {
      element.annotations = {
        '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id: 'urn:x',
        body: [{ type: 'TextualBody', purpose: 'tagging', value: 'Person' }],
        target: { selector: { type: 'TextQuoteSelector', exact: 'Grace Odhiambo', prefix: 'Mayor ', suffix: ' opened a library' } },
      };
    });
    await isAsked;
    await element.evaluate((element) => { element.ui = 'ar'; });
    if (isReady) await expect(page.locator('.hashiya[lang="ar"][data-ready="true"]')).toHaveCount(1);
    else await page.waitForTimeout(300);
    release();
    await expect(page.locator('.hashiya[lang="ar"][data-ready="true"]')).toHaveCount(1);
    await expect.poll(() => texts(page, 'person')).toEqual(['Grace Odhiambo']);
  });
}

test('annotations that are refused before the element is ready are not tried again', async ({ page }, info) => {
  await at(page, info, `<hashiya-article detect="off" ui="en">${STORY}</hashiya-article><script>
    document.addEventListener('hashiya-error', ({ detail }) => (window.refused = detail.code));
    document.querySelector('hashiya-article').annotations = { format: 'hashiya/0' };
  </script>`);
  await page.waitForFunction(() => window.refused);
  expect(await page.evaluate(() => window.refused)).toBe('invalid-input');
  await page.evaluate(() => { document.querySelector('hashiya-article').ui = 'ar'; });
  await ready(page);
});

test('loading="lazy" waits until the article comes near', async ({ page }, info) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  await at(page, info, `<div style="height: 400vh"></div><hashiya-article loading="lazy">${STORY}</hashiya-article>`);
  await page.waitForTimeout(300);
  expect(fetched.filter((url) => /wasm|pack|core/.test(url))).toEqual([]);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await ready(page);
});

test('what an editor approved is painted without engine and pack', async ({ page }, info) => {
  const fetched = [];
  page.on('request', (request) => fetched.push(request.url()));
  const text = 'Lake town opens a library\n\nMayor Grace Odhiambo opened a library on Lake Victoria on Monday.\n\n"A book should not have to wait," Odhiambo said in Kenya.';
  const span = (words) => ({ start: [...text.slice(0, text.indexOf(words))].length, end: [...text.slice(0, text.indexOf(words))].length + [...words].length, text: words });
  const approved = {
    format: 'hashiya/1', text, lang: 'en',
    entities: [{ id: 'mayor', type: 'PER', name: 'Grace Odhiambo', roles: [span('Mayor')], link: 'https://news.example/odhiambo' }],
    annotations: [
      { id: 'a1', kind: 'entity', ...span('Grace Odhiambo'), type: 'PER', entity: 'mayor', origin: 'corrected' },
      { id: 'a2', kind: 'quote', ...span('A book should not have to wait,'), quote: 'direct', speaker: span('Odhiambo said').text && { ...span('Odhiambo said'), end: span('Odhiambo said').start + 8, text: 'Odhiambo' }, speaker_entity: 'mayor' },
      { id: 'a3', kind: 'entity', start: 0, end: 4, text: 'Pond', type: 'LOC', entity: 'mayor' },
    ],
  };
  const warnings = [];
  page.on('console', (message) => warnings.push(message.text()));
  const count = await serve(page, 'approved.json', JSON.stringify(approved), 'application/json');
  await at(page, info, `<hashiya-article annotations="/approved.json" detect="off">${STORY}</hashiya-article>`);
  await ready(page);
  expect(count()).toBe(1);
  expect(fetched.filter((url) => url.includes('/packs/'))).toEqual([]);
  expect(await texts(page, 'person')).toEqual(['Grace Odhiambo']);
  expect(await texts(page, 'quote')).toEqual(['A book should not have to wait,']);
  expect(await texts(page, 'place')).toEqual([]);
  expect(warnings.join()).toContain('$.annotations[2].text: it is not what stands at that place');
  await page.locator('.hashiya-mark').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.hashiya-card')).toContainText('Mayor');
  // Detection beside it: what was provided wins, the rest is found.
  await page.evaluate(() => document.querySelector('hashiya-article').removeAttribute('detect'));
  await expect.poll(() => texts(page, 'place')).toEqual(expect.arrayContaining(['Kenya']));
  const origins = await page.locator('hashiya-article').evaluate((element) => element.annotations.filter(({ text }) => text === 'Grace Odhiambo').map(({ origin }) => origin));
  expect(origins).toEqual(['corrected']);
});

test('annotations that were exported come back the same, also onto text that was edited', async ({ page }, info) => {
  await at(page, info, `<hashiya-article>${STORY}</hashiya-article>`);
  await ready(page);
  const document = await page.locator('hashiya-article').evaluate((element) => element.export());
  const told = await page.evaluate(async ([story, document]) => {
    const element = Object.assign(globalThis.document.createElement('hashiya-article'), { id: 'again', detect: 'off', innerHTML: story.replace('on Monday', 'on Tuesday') });
    globalThis.document.body.append(element);
    await new Promise((resolve) => element.addEventListener('hashiya-ready', resolve));
    return element.setAnnotations(document);
  }, [STORY, document]);
  // What was said of Monday has no place any more.
  expect(told).toEqual({ problems: [], orphans: 1 });
  const again = await page.locator('#again').evaluate((element) => element.annotations.map(({ text }) => text));
  expect(again).toEqual(document.annotations.map(({ text }) => text).filter((text) => text !== 'Monday'));
});

test('marks are selected and filtered from outside, and what happens is told', async ({ page }, info) => {
  await at(page, info, `<hashiya-article ui="en">${STORY}</hashiya-article>`);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['ready', 'annotate', 'open', 'close', 'navigate', 'report', 'error']) {
      document.addEventListener(`hashiya-${name}`, (event) => {
        window.heard.push([name, event.detail?.annotation?.text ?? event.detail?.href ?? null, event.bubbles && event.composed, event.target.localName]);
        if (name === 'navigate' && window.isHeld) event.preventDefault();
      });
    }
  });
  await ready(page);
  const element = page.locator('hashiya-article');
  const heard = () => page.evaluate(() => window.heard.splice(0));
  const id = await element.evaluate((element) => element.annotations.find(({ text }) => text === 'Odhiambo').id);
  await heard();
  expect(await element.evaluate((element, id) => [element.select('nobody'), element.select(id)], id)).toEqual([false, true]);
  await expect(page.locator('.hashiya-card')).toContainText('Grace Odhiambo');
  await expect.poll(heard).toEqual([['open', 'Odhiambo', true, 'hashiya-article']]);
  // The page can keep its reader where he is.
  await page.evaluate(() => (window.isHeld = true));
  await page.locator('.hashiya-previous').click();
  expect(await heard()).toEqual([['navigate', 'Grace Odhiambo', true, 'hashiya-article']]);
  await page.evaluate(() => (window.isHeld = false));
  await page.locator('.hashiya-previous').click();
  await expect.poll(heard).toEqual([['navigate', 'Grace Odhiambo', true, 'hashiya-article'], ['close', 'Odhiambo', true, 'hashiya-article'], ['open', 'Grace Odhiambo', true, 'hashiya-article']]);
  await page.getByRole('button', { name: 'Report a mistake' }).click();
  expect(await heard()).toEqual([['report', 'Grace Odhiambo', true, 'hashiya-article']]);
  await element.evaluate((element) => element.select(null));
  await expect.poll(heard).toEqual([['close', 'Grace Odhiambo', true, 'hashiya-article']]);
  await element.evaluate((element) => element.filter({ kinds: ['place'] }));
  await expect.poll(() => texts(page, 'person')).toEqual([]);
  expect(await texts(page, 'place')).toContain('Kenya');
  const codes = await element.evaluate((element) => [() => element.filter({ kinds: ['nobody'] }), () => element.filter({ intensity: 'loud' }), () => element.export('xml')]
    .map((call) => { try { call(); return null; } catch ({ code }) { return code; } }));
  expect(codes).toEqual(['invalid-input', 'invalid-input', 'unknown-format']);
});

test('a link of a card tells where it leads, and does not lead there if the page says no', async ({ page }, info) => {
  await serve(page, 'names.csv', 'name,type,link\nGrace Odhiambo,PER,https://news.example/odhiambo\n');
  await at(page, info, `<hashiya-article ui="en" glossary="/names.csv">${STORY}</hashiya-article>`);
  await ready(page);
  await page.evaluate(() => document.addEventListener('hashiya-navigate', (event) => { window.href = event.detail.href; event.preventDefault(); }));
  const at_ = await locate(page, 'person', 'Grace Odhiambo');
  await page.mouse.click(at_.x, at_.y);
  await page.locator('.hashiya-card a').click();
  expect(await page.evaluate(() => window.href)).toBe('https://news.example/odhiambo');
  expect(page.url()).toContain('/page.html');
});

test('a thousand times added, moved and removed, nothing is left behind', async ({ page }, info) => {
  test.setTimeout(240_000);
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiateStreaming(...given);
      window.memory = made.instance.exports.memory;
      return made;
    };
  });
  await at(page, info, `<main></main><hashiya-article>${STORY}</hashiya-article>`);
  await ready(page);
  const session = await page.context().newCDPSession(page);
  const counted = async () => {
    for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(300);
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    const ranges = await page.evaluate(() => [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0));
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const wasm = await page.evaluate(() => window.memory.buffer.byteLength);
    return { nodes, listeners: jsEventListeners, ranges, heap: usedSize, wasm };
  };
  const cycle = (count, waits) => page.evaluate(async ([story, count, waits]) => {
    const main = document.querySelector('main');
    const element = Object.assign(document.createElement('hashiya-article'), { lang: 'en', innerHTML: story });
    for (let at = 0; at < count; at += 1) {
      const isReady = new Promise((resolve) => element.addEventListener('hashiya-ready', resolve, { once: true }));
      main.append(element);
      if (at % 2) document.body.prepend(element);
      // Taken away in the middle of its work, or when it was done.
      if (at % waits === 0) await isReady;
      else await new Promise((resolve) => setTimeout(resolve));
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }, [STORY, count, waits]);
  await cycle(50, 2);
  const before = await counted();
  await cycle(1000, 4);
  const after = await counted();
  console.log('    1,000 cycles:', JSON.stringify({ before, after }));
  expect(after.ranges).toBe(before.ranges);
  expect(after.nodes - before.nodes).toBeLessThan(20);
  expect(after.listeners - before.listeners).toBeLessThan(10);
  expect(after.heap - before.heap).toBeLessThan(1_000_000);
  expect(after.wasm - before.wasm).toBeLessThan(500_000);
});

test.describe('where it cannot run', () => {
  test.use({ expectedErrors: /wasm|WebAssembly|Content Security Policy|404|ERR_|TrustedHTML|digest/i });

  async function plainly(page, info, code, head, act = async () => {}) {
    const lines = [];
    page.on('console', (message) => message.type() === 'warning' && message.text().startsWith('hashiya') && lines.push(message.text()));
    await act();
    await page.addInitScript(() => {
      window.codes = [];
      document.addEventListener('hashiya-error', ({ detail }) => window.codes.push(detail.code));
    });
    const body = `<hashiya-article>${STORY}</hashiya-article><hashiya-article>${STORY}</hashiya-article>`;
    await at(page, info, body, head && { head });
    await expect.poll(() => page.evaluate(() => window.codes)).toEqual([code, code]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(code);
    expect(await page.locator('hashiya-article').first().innerHTML()).toBe(STORY);
    await expect(page.locator('hashiya-article h1').first()).toBeVisible();
  }

  const script = '<script type="module" src="/hashiya.js"></script>';
  test('wasm that the policy blocks', ({ page }, info) => plainly(page, info, 'host',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'self'">${script}`));
  test('wasm that is missing', ({ page }, info) => plainly(page, info, 'io', undefined,
    () => page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }))));
  test('wasm that somebody changed', ({ page }, info) => plainly(page, info, 'io', undefined,
    () => page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'other' }))));
  test('a module of another version', ({ page }, info) => plainly(page, info, 'version-mismatch', undefined,
    () => page.route('**/hashiya.js', async (route) => {
      const response = await route.fetch();
      route.fulfill({ response, body: (await response.text()).replaceAll(/"\d+\.\d+\.\d+"/g, '"9.9.9"') });
    })));

  test('HTML that the policy blocks is refused with a code, and the page\'s own article has its marks', async ({ page }, info) => {
    await serve(page, 'story.html', `<article>${STORY}</article>`, 'text/html');
    const head = `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'; trusted-types 'none'">${script}`;
    await page.addInitScript(() => document.addEventListener('hashiya-error', ({ detail }) => (window.code = detail.code)));
    await at(page, info, `<hashiya-article>${STORY}</hashiya-article><hashiya-article src="/story.html"></hashiya-article>`, { head });
    await ready(page);
    await expect.poll(() => page.evaluate(() => window.code)).toBe('blocked-html');
  });

  test('an article in a language nobody here reads', async ({ page }, info) => {
    await page.addInitScript(() => document.addEventListener('hashiya-error', ({ detail }) => (window.code = detail.code)));
    await at(page, info, '<hashiya-article><p>نخست وزیر به پاریس رفت.</p></hashiya-article>', { lang: 'fa' });
    await expect.poll(() => page.evaluate(() => window.code)).toBe('unknown-language');
  });
});

test('a host that loads no modules gets it by a classic script, which leaves nothing global', async ({ page }, info) => {
  const body = `<script>window.before = Object.getOwnPropertyNames(window)</script><hashiya-article>${STORY}</hashiya-article><script src="/hashiya.classic.js"></script>`;
  await at(page, info, body, { head: '' });
  await ready(page);
  expect(await texts(page, 'place')).toContain('Kenya');
  const left = await page.evaluate(() => Object.getOwnPropertyNames(window).filter((name) => !window.before.includes(name) && name !== 'before' && name !== 'inOrder'));
  expect(left).toEqual([]);
  expect(await page.evaluate(() => customElements.get('hashiya-article').annotate('The minister flew to Oslo.').then(({ entities }) => entities[0].name))).toBe('Oslo');
});

test('text is annotated without a document: in a worker, and in Node', async ({ page }, info) => {
  await serve(page, 'worker.js', `import { annotate } from '/element.js';
    annotate('The minister flew to Oslo.', { lang: 'en' }).then((found) => postMessage(found), ({ message }) => postMessage(message));`, 'text/javascript');
  await at(page, info, '', { head: '' });
  const found = await page.evaluate(() => new Promise((resolve) => {
    new Worker('/worker.js', { type: 'module' }).onmessage = ({ data }) => resolve(data);
  }));
  expect(found.entities.map(({ name }) => name)).toEqual(['Oslo']);
  const script = `import { annotate } from '../../dist-embed/node.js';
    const text = process.argv[1];
    console.log(JSON.stringify(await annotate(text, { glossary: 'name,type\\nRiver Hall,ORG\\n' })));`;
  const text = readFileSync('../fixtures/english.txt', 'utf8');
  const json = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script, `${text}\nRiver Hall is closed.`], { encoding: 'utf8' }));
  expect(json.format).toBe('hashiya/1');
  expect(json.entities.map(({ name }) => name)).toContain('River Hall');
  expect(json.annotations.length).toBeGreaterThan(3);
});
