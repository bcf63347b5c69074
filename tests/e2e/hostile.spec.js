// Whatever comes in by whatever way, in a page that forbids nothing and in one that forbids all it can: nothing runs, and nothing
// stands in the page that could. The attacks are in ../hostile; guards.mjs names the guards that each test shows to be there.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { cell, CLASSES, SINKS } from '../hostile/table.mjs';
import { guards } from './guards.mjs';
import { expect, test as base } from './page.mjs';

/** The ways in; the last two are tried by tests of their own. */
const ENTRIES = ['html', 'markdown', 'standard', 'glossary', 'annotations', 'knowledge', 'pack', 'urls', 'host', 'messages'];
const POLICIES = {
  'no policy': '',
  'a strict policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' https://news.example;
    connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types hashiya test`,
};
const dist = '../../dist-embed';
const built = (folder, name) => `/${folder}/${readdirSync(join(dist, folder)).find((file) => name.test(file))}`;
const root = (info) => info.config.metadata.embed;

// Fails on whatever runs: a dialog, a canary that is asked for, a page that is left.
const test = base.extend({
  ran: async ({ page }, use) => {
    const ran = [];
    page.on('dialog', (dialog) => (ran.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
    // What an attribute of the element names is fetched, whatever it is called.
    const isAsked = (request) => request.resourceType() === 'fetch' && / (urls|messages)$/.test(base.info().title);
    page.on('request', (request) => /canary/.test(new URL(request.url()).pathname) && !isAsked(request) && ran.push(`asked for ${request.url().slice(0, 200)}`));
    page.on('popup', (popup) => ran.push(`opened ${popup.url()}`));
    await use(ran);
    expect(ran).toEqual([]);
  },
});
// Addresses that are nothing's are asked for by the attributes of the element, as any other. Chromium tells what a policy would say to
// handlers and styles also of documents in which nothing runs.
test.use({ expectedErrors: /Failed to load resource|^Access to (fetch|image)|Not allowed to load local|Fetch API cannot load|URL scheme|^Connecting to|^(Executing inline event handler|Applying inline style|Setting the document's base URI)/, permissions: ['local-network-access'] });

/** An empty page under `policy` with the element and what looks at it. */
async function open(page, info, policy) {
  for (const name of ['page.js', 'entries.js']) await page.addInitScript({ path: `../hostile/${name}` });
  await page.addInitScript((at) => (window.hostile.at = at), { core: built('pkg', /\.js$/), wasm: built('pkg', /\.wasm$/) });
  await page.route('https://news.example/**', (route) => route.fulfill({ contentType: 'image/png', body: '' }));
  const csp = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await page.route('**/hostile.html', (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><html lang="en"><head><meta charset="utf-8">${csp}<script type="module" src="/hashiya.js"></script></head><body><main></main></body></html>`,
  }));
  await page.goto(`${root(info)}/hostile.html`);
  await page.waitForFunction(() => customElements.get('hashiya-article'));
}

/** A pack of English whose lists hold these strings where they hold names in Arabic. */
function hostilePack(payloads) {
  const folder = mkdtempSync(join(tmpdir(), 'hashiya-hostile-'));
  cpSync('../../src/lang/data', folder, { recursive: true });
  const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ');
  const rows = payloads.map(({ text }, at) => ['', '', `Host${GREEK[at]}`, text.replace(/[\t\n\r|]/g, ' '), ''].join('\t'));
  const table = join(folder, 'territories.tsv');
  writeFileSync(table, `${readFileSync(table, 'utf8')}${rows.join('\n')}\n`);
  const out = join(folder, 'hostile.pack');
  execFileSync('cargo', ['run', '--quiet', '--no-default-features', '--features', 'cli', '--bin', 'hashiya', '--', 'pack', '--lang', 'en', '--untrained', '--data', folder, '--out', out], { cwd: '../..' });
  const bytes = readFileSync(out);
  rmSync(folder, { recursive: true });
  return bytes;
}

test('the table has at least three attacks a cell, or says why there is no such cell', async ({ page }, info) => {
  await open(page, info, '');
  const reasons = await page.evaluate(() => Object.fromEntries(Object.entries(window.hostile.entries).map(([name, sinks]) =>
    [name, Object.fromEntries(Object.entries(sinks).map(([sink, how]) => [sink, typeof how === 'string' ? how : null]))])));
  expect(Object.keys(reasons)).toEqual(ENTRIES);
  let [cells, inputs, none] = [0, 0, 0];
  for (const entry of ENTRIES) {
    expect(Object.keys(reasons[entry]), entry).toEqual(SINKS);
    for (const sink of SINKS) {
      if (reasons[entry][sink]) {
        none += CLASSES.length;
        continue;
      }
      for (const kind of CLASSES) {
        const count = cell(sink, kind).length;
        expect(count, `${sink} × ${kind}`).toBeGreaterThanOrEqual(3);
        cells += 1;
        inputs += count;
      }
    }
  }
  console.log(`    ${cells} cells of ${ENTRIES.length} ways in with ${inputs} inputs, ${none} that cannot be`);
});

for (const [words, policy] of Object.entries(POLICIES)) {
  test.describe(`under ${words}`, () => {
    for (const entry of ENTRIES.slice(0, -2)) {
      test(`nothing runs of what comes by ${entry}`, async ({ page, ran }, info) => {
        test.setTimeout(300_000);
        await open(page, info, policy);
        const problems = [];
        const codes = new Set();
        for (const sink of SINKS) {
          if (await page.evaluate(([entry, sink]) => typeof window.hostile.entries[entry][sink] === 'string', [entry, sink])) continue;
          for (const kind of CLASSES) {
            const payloads = cell(sink, kind);
            if (entry === 'pack') {
              const pack = hostilePack(payloads);
              await page.route('**/hostile.pack', (route) => route.fulfill({ body: pack }));
            }
            const began = Date.now();
            const found = await page.evaluate(([entry, sink, payloads]) => window.hostile.run(entry, sink, payloads), [entry, sink, payloads]);
            if (process.env.HOSTILE_TIMES) console.log(`    ${Date.now() - began} ms  ${entry} × ${sink} × ${kind} ${[...new Set(found.codes)]}`);
            found.codes.forEach((code) => codes.add(code));
            problems.push(...[...found.problems, ...ran.splice(0)].map((problem) => `${sink} × ${kind}: ${problem}`));
          }
        }
        expect(problems).toEqual([]);
        expect([...codes]).toContain('ready');
        expect(await page.evaluate(() => window.hostile.isGood())).toBe('ready Grace Odhiambo,Kenya');
      });
    }

    test.describe('in the page itself', () => {
      // What the page does with it by itself, the policy and the console say in their own words.
      test.use({ expectedErrors: /./ });
      test('nothing runs of what comes by host', async ({ page, ran }, info) => {
        test.setTimeout(300_000);
        await open(page, info, policy);
        await page.evaluate(() => window.hostile.isGood());
        const problems = [];
        const codes = new Set();
        for (const sink of SINKS) {
          for (const kind of CLASSES) {
            const sections = await page.evaluateHandle(([sink, payloads]) => window.hostile.entries.host[sink](payloads).plant(), [sink, cell(sink, kind)]);
            // Until the page's own handlers have run.
            await page.evaluate(async () => {
              for (let times = 0; times < 2 || (times < 200 && 'ran' in window); times += 1) {
                delete window.ran;
                await new Promise((resolve) => setTimeout(resolve, 40));
              }
            });
            ran.length = 0;
            const found = await page.evaluate((sections) => window.hostile.attach(sections), sections);
            found.codes.forEach((code) => codes.add(code));
            problems.push(...[...found.problems, ...ran.splice(0)].map((problem) => `${sink} × ${kind}: ${problem}`));
          }
        }
        expect(problems).toEqual([]);
        expect([...codes]).toContain('ready');
        expect(await page.evaluate(() => window.hostile.isGood())).toBe('ready Grace Odhiambo,Kenya');
      });
    });
  });
}

const TALE = '<article lang="en"><h1>Lake town opens a library</h1><p>Mayor Grace Odhiambo opened a library in Kenya on Monday.</p></article>';
const serveTale = (page) => page.route('**/story.html', (route) => route.fulfill({ contentType: 'text/html', headers: { 'access-control-allow-origin': '*' }, body: TALE }));

test('nothing runs of what a frame is named in its address: messages', async ({ page, ran }, info) => {
  test.setTimeout(300_000);
  const elsewhere = [];
  page.on('request', (request) => new URL(request.url()).origin !== root(info) && elsewhere.push(request.url()));
  for (const name of ['page.js', 'entries.js']) await page.addInitScript({ path: `../hostile/${name}` });
  await serveTale(page);
  await page.goto(`${root(info)}/embed.html#src=/story.html`);
  await expect(page.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  const problems = [];
  for (const sink of ['attribute', 'url']) {
    for (const kind of CLASSES) {
      const found = await page.evaluate(async ([sink, payloads]) => {
        const { entries, settled, turns, until, walk } = window.hostile;
        const problems = new Set();
        for (const hash of entries.messages[sink](payloads).hashes) {
          const before = document.body.firstElementChild;
          const end = settled(document, 3000);
          location.hash = hash;
          if (!await until(() => document.body.firstElementChild !== before, 3000)) problems.add(`nothing comes of ${hash.slice(0, 100)}`);
          const element = document.body.firstElementChild;
          if (element.localName === 'hashiya-article') await end;
          else if (element.localName !== 'p' || element.attributes.length) problems.add(`the frame holds <${element.localName}>`);
          if (document.body.childElementCount > 1) problems.add('the frame holds more than one element');
          if (element.shadowRoot) walk(element.shadowRoot, problems);
          if ('ran' in window) problems.add(`it ran: ${hash.slice(0, 100)}`), delete window.ran;
          await turns(1);
        }
        return [...problems];
      }, [sink, cell(sink, kind)]);
      problems.push(...[...found, ...ran.splice(0)].map((problem) => `${sink} × ${kind}: ${problem}`));
    }
  }
  expect(problems).toEqual([]);
  expect(elsewhere).toEqual([]);
  await page.evaluate(() => (location.hash = 'src=/story.html&again=1'));
  await expect(page.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
});

test('a frame reads nothing from where its address leads on to, nor what was made for itself', async ({ page }, info) => {
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await serveTale(page);
  await page.route('**/moved.html', (route) => route.fulfill({ status: 302, headers: { location: `${root(info)}/story.html` } }));
  await page.goto(`${root(info)}/embed.html#src=/moved.html`);
  await expect(page.locator('body > p')).toHaveText('The article cannot be shown.');
  await page.evaluate((tale) => (location.hash = `src=${encodeURIComponent(URL.createObjectURL(new Blob([tale], { type: 'text/html' })))}`), TALE);
  await expect.poll(() => warnings.length).toBe(2);
  expect(warnings[1]).toContain('not-allowed');
});

test('nothing runs of what a page and its frames are told: messages', async ({ page, ran }, info) => {
  test.setTimeout(300_000);
  await page.addInitScript({ path: '../hostile/page.js' });
  await page.addInitScript(() => {
    window.tokens = new Map();
    if (top === self) addEventListener('message', ({ source, data }) => data.type === 'hashiya-height' && !window.tokens.has(source) && window.tokens.set(source, data.token));
  });
  await page.addInitScript({ path: '../hostile/entries.js' });
  await serveTale(page);
  const frame = `<iframe data-hashiya title="The story" src="${root(info)}/embed.html#src=/story.html" sandbox="allow-scripts"></iframe>`;
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body: `<!doctype html><main>${frame}${frame}</main><script type="module" src="${root(info)}/frame.js"></script>` }));
  await page.goto('/host.html');
  const styles = () => page.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.getAttribute('style')));
  await expect.poll(async () => (await styles()).every(Boolean)).toBe(true);
  await expect(page.frameLocator('iframe').nth(1).locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  const heights = await styles();
  const problems = [];
  for (const sink of ['text', 'style', 'id']) {
    for (const kind of CLASSES) {
      const messages = await page.evaluate(([sink, payloads]) => window.hostile.entries.messages[sink](payloads).messages.map((message) => JSON.stringify(message)), [sink, cell(sink, kind)]);
      const token = await page.evaluate(() => window.tokens.get(document.querySelector('iframe').contentWindow));
      // From the page itself, from the other frame, and from the very frame with its own token, which a height alone may come with.
      const say = ([messages, more]) => messages.forEach((message) => {
        const told = JSON.parse(message);
        parent.postMessage({ ...told, ...more }, '*');
        parent.frames[0]?.postMessage({ type: 'hashiya-token', token: told }, '*');
      });
      const right = { type: 'hashiya-height', token, height: 77 };
      await page.evaluate(say, [messages, right]);
      await page.frames()[2].evaluate(say, [messages, right]);
      await page.frames()[1].evaluate(say, [messages, { text: { token, height: 77 }, style: { token }, id: {} }[sink]]);
      await page.waitForTimeout(30);
      if (String(await styles()) !== String(heights)) problems.push(`${sink} × ${kind}: the frames are ${await styles()}`);
      for (const frame of page.frames()) {
        const found = await frame.evaluate(() => [...Object.keys(Object.prototype), ...('ran' in window ? [`ran ${window.ran}`] : [])]);
        problems.push(...[...found, ...ran.splice(0)].map((problem) => `${sink} × ${kind}: ${problem}`));
      }
    }
  }
  expect(problems).toEqual([]);
  // The frame has kept the token that its page gave it.
  await page.frames()[1].evaluate(() => {
    const more = document.createElement('div');
    more.style.height = '900px';
    document.body.append(more);
  });
  await expect.poll(async () => (await styles())[0] !== heights[0]).toBe(true);
});

test('fields called like what is asked of a form hide neither the form nor the article around it: host', async ({ page, ran }, info) => {
  await open(page, info, '');
  // Whoever asks the form for one of these gets the field.
  const asked = ['matches', 'closest', 'getAttribute', 'querySelectorAll', 'checkVisibility', 'localName', 'parentElement', 'nodeType', 'firstChild', 'children'];
  const told = await page.evaluate(async (asked) => {
    const told = {};
    for (const name of asked) {
      const article = document.createElement('article');
      article.id = 'host';
      article.innerHTML = `<h1>Lake town</h1><p>${window.hostile.STORY}</p><form>Letters from Oslo.<input name="${name}"></form><p>The crowd left Cairo.</p>`;
      const element = document.createElement('hashiya-article');
      element.setAttribute('for', '#host');
      element.setAttribute('lang', 'en');
      const end = window.hostile.settled(element);
      document.querySelector('main').append(article, element);
      const code = await end;
      told[name] = [code, ...element.annotations.map(({ text }) => text)];
      element.remove();
      article.remove();
    }
    return told;
  }, asked);
  for (const name of asked) expect(told[name], name).toEqual(['ready', 'Grace Odhiambo', 'Kenya', 'Monday', 'Cairo']);
});

test('an address that a script in the place of wikipedia.js gives leads to the web or nowhere', async ({ page, ran }, info) => {
  await open(page, info, '');
  await page.route('**/wikipedia.*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: 'export const lookup = async () => window.answer;' }));
  const links = cell('url', 'url').map(({ text }) => text).filter((text) => !text.startsWith('https://'));
  const told = await page.evaluate(async (links) => {
    const { settled, turns } = window.hostile;
    const made = { format: 'hashiya/1', text: 'The crowd left Oslo.', lang: 'en', entities: [{ id: 'e', type: 'LOC', name: 'Oslo', wikidata: 'Q585' }], annotations: [{ kind: 'entity', start: 15, end: 19, type: 'LOC', entity: 'e' }] };
    const element = Object.assign(document.createElement('hashiya-article'), { article: made, ui: 'en', detect: 'off', wikipedia: '' });
    const end = settled(element);
    document.querySelector('main').append(element);
    await end;
    const told = [];
    for (const link of ['https://en.wikipedia.org/wiki/Oslo', ...links, 7, null]) {
      window.answer = { text: 'A town.', lang: 'en', link };
      element.select(element.annotations[0].id);
      const ask = () => element.shadowRoot.querySelector('.hashiya-newsroom > button[aria-disabled=false]');
      // Right after it was closed a card does not always open.
      await window.hostile.until(() => ask() ?? (element.select(element.annotations[0].id), null));
      ask().click();
      await window.hostile.until(() => !/^(Asking…)?$/.test(element.shadowRoot.querySelector('.hashiya-newsroom [role=status]').textContent));
      told.push([link, element.shadowRoot.querySelector('.hashiya-newsroom a')?.getAttribute('href')]);
      element.select(null);
      await turns(4);
    }
    return told;
  }, links);
  expect(told.filter(([, href]) => href)).toEqual([['https://en.wikipedia.org/wiki/Oslo', 'https://en.wikipedia.org/wiki/Oslo']]);
});

test.describe('files that are not those of the build', () => {
  test.use({ expectedErrors: /digest|integrity|Failed to load resource/ });
  for (const [what, glob] of [['a pack', '**/packs/en.*.pack'], ['a module', '**/*.wasm']]) {
    test(`${what} that somebody changed is refused`, async ({ page }, info) => {
      await page.route(glob, async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        // The last byte alone.
        body[body.length - 1] ^= 1;
        route.fulfill({ response, body });
      });
      await open(page, info, '');
      const code = await page.evaluate(async () => {
        const element = Object.assign(document.createElement('hashiya-article'), { text: window.hostile.STORY, lang: 'en' });
        const end = window.hostile.settled(element);
        document.querySelector('main').append(element);
        return end;
      });
      expect(code).toBe('io');
    });
  }
});

test('a pack that is broken is refused with a code, whatever is broken in it', async ({ page }, info) => {
  test.setTimeout(300_000);
  await open(page, info, '');
  const good = readFileSync(join(dist, built('packs', /^rehearsal\.en\..*pack$/)));
  const body = inflateSync(good.subarray(16));
  /** A pack of this body with the right checksum, and the right length but for `less`. */
  const pack = (body, less = 0) => {
    const header = Buffer.from(good.subarray(0, 16));
    header.writeUInt32LE(body.length - less, 12);
    return Buffer.concat([header, deflateSync(body, { level: 1 })]);
  };
  const changed = (bytes, at, value) => Object.assign(Buffer.from(bytes), { [at]: value });
  const lies = [
    [Buffer.alloc(0), 'invalid-pack'], [Buffer.from('<html>'), 'invalid-pack'], [good.subarray(0, 15), 'invalid-pack'], [good.subarray(0, 16), 'invalid-pack'],
    [good.subarray(0, good.length / 2), 'invalid-pack'], [changed(good, good.length - 1, good.at(-1) ^ 1), 'invalid-pack'], [changed(good, 0, 60), 'invalid-pack'],
    [changed(good, 8, 200), 'newer-pack'], [changed(good, 10, 120), 'unknown-language'], [pack(body, 1), 'invalid-pack'], [pack(body.subarray(0, body.length / 2)), 'invalid-pack'],
    [pack(Buffer.alloc(1000, 255)), 'invalid-pack'], [pack(Buffer.alloc(1_000_000)), null], [pack(Buffer.concat([body, Buffer.alloc(99, 7)])), null],
  ];
  const files = lies.map(([bytes]) => bytes.toString('base64'));
  const codes = await page.evaluate(async (files) => {
    const core = await import(window.hostile.at.core);
    await core.default({ module_or_path: await fetch(window.hostile.at.wasm) });
    const codes = [];
    for (const file of files) {
      const hashiya = new core.Hashiya();
      try {
        await hashiya.addPack(Uint8Array.from(atob(file), (letter) => letter.charCodeAt()));
        const { annotations } = await hashiya.annotate(`${window.hostile.STORY} "We stay," President Ann Lee said in Paris on 3 May 2026.`, { lang: 'en' });
        codes.push(`read, ${annotations.length}`);
      } catch (error) {
        codes.push(error instanceof WebAssembly.RuntimeError ? `trap: ${error.message}` : error.code ?? error.message);
      }
    }
    return codes;
  }, files);
  for (const [at, code] of codes.entries()) {
    if (lies[at][1]) expect(code, `pack ${at}`).toBe(lies[at][1]);
    else expect(code, `pack ${at}`).toMatch(/^(invalid-pack|unknown-language|read, \d+)$/);
  }
});

test('what is huge or deep is read or refused within its time, and the page goes on', async ({ page }, info) => {
  test.setTimeout(240_000);
  await open(page, info, '');
  await page.evaluate(() => window.hostile.isGood());
  page.on('console', (message) => message.type() === 'log' && console.log(`    ${message.text()} ms`));
  const took = await page.evaluate(async () => {
    const { settled, STORY } = window.hostile;
    const took = {};
    const main = document.querySelector('main');
    const article = async (what, properties) => {
      const element = Object.assign(document.createElement('hashiya-article'), { lang: 'en', ui: 'en', ...properties });
      const end = settled(element, 60_000);
      const began = performance.now();
      main.append(element);
      took[what] = [await end, Math.round(performance.now() - began)];
      console.log(what, ...took[what]);
      return element;
    };
    const remove = (element) => element.remove();
    const nested = (tag, depth) => `${`<${tag}>`.repeat(depth)}${STORY}`;
    // The browser's parser alone takes the square of this: a second for 10,000, minutes for 100,000.
    remove(await article('10,000 nested elements', { article: { html: nested('div', 10_000) } }));
    remove(await article('10,000 nested lists', { article: { html: nested('ul><li', 5000) } }));
    remove(await article('10,000 nested forms and tables', { article: { html: nested('table><td><form', 3300) } }));
    remove(await article('100,000 nested elements that are closed', { article: { html: `${'<div>'.repeat(500)}${STORY}${'</div>'.repeat(500)}`.repeat(200) } }));
    remove(await article('10,000 attributes', { article: { html: `<p ${Array.from({ length: 10_000 }, (_, at) => `a${at}=x`).join(' ')}>${STORY}</p>` } }));
    remove(await article('1,000,000 attributes on 1,000 elements', { article: { html: `<p ${Array.from({ length: 1000 }, (_, at) => `a${at}=x`).join(' ')}>x</p>`.repeat(1000) + `<p>${STORY}</p>` } }));
    remove(await article('10 MB of HTML without a word', { article: { html: `<p>${STORY}</p>${'<i></i>'.repeat(1_430_000)}` } }));
    remove(await article('10 MB of text that is not annotated', { text: `${STORY}\n\n${'word '.repeat(2_000_000)}`, detect: 'off' }));
    const element = await article('an article', { text: STORY, detect: 'off' });
    const set = async (what, document) => {
      const began = performance.now();
      const told = await element.setAnnotations(document).then(({ problems }) => `${problems.length} problems`, (error) => error.code);
      took[what] = [told, Math.round(performance.now() - began)];
      console.log(what, ...took[what]);
    };
    const made = (more) => ({ format: 'hashiya/1', text: STORY, lang: 'en', ...more });
    const deep = (text, depth) => `${'['.repeat(depth)}${text}${']'.repeat(depth)}`;
    await set('JSON, 1,000,000 lists deep', deep('', 1_000_000));
    await set('JSON, 100,000 objects deep', `${'{"entities":['.repeat(100_000)}1${']}'.repeat(100_000)}`);
    await set('hashiya/1 with a deep field', `{"format":"hashiya/1","lang":"en","text":${JSON.stringify(STORY)},"entities":${deep('1', 100_000)}}`);
    await set('10 MB of JSON that is none', 'x'.repeat(10_000_000));
    await set('an entity with 10 MB of text', made({ entities: [{ id: 'e', type: 'PER', name: 'x'.repeat(10_000_000) }] }));
    await set('5,000 annotations of 1,000 entities', made({
      entities: Array.from({ length: 1000 }, (_, at) => ({ id: `e${at}`, type: 'PER', name: `N${at}`, aliases: ['a'] })),
      annotations: Array.from({ length: 5000 }, (_, at) => ({ kind: 'entity', type: 'PER', entity: `e${at % 1000}`, start: 6, end: 20, why: [{ code: 'tagger' }] })),
    }));
    await set('100,000 things that are no annotations', made({ annotations: Array.from({ length: 100_000 }, () => ({ kind: 'x' })) }));
    remove(element);
    const glossary = (what, body, type) => {
      window.hostile.files.set(`/virtual/${what}`, [type, body]);
      return article(`a glossary, ${what}`, { text: STORY, glossary: `/virtual/${encodeURIComponent(what)}` });
    };
    for (const [what, body] of [
      ['100,000 rows', `name,type\n${Array.from({ length: 100_000 }, (_, at) => `Name ${at},PER`).join('\n')}`],
      ['one row of 5 MB', `name,type,description\nGrace Odhiambo,PER,${'word '.repeat(1_000_000)}`],
      ['one mark never closed', `name,type\n"${'x,'.repeat(1_000_000)}`],
      ['deep JSON', deep('', 1_000_000)],
    ]) {
      window.hostile.files.set(`/virtual/${encodeURIComponent(what)}`, ['text/plain', body]);
      remove(await glossary(what, body, 'text/plain'));
    }
    return took;
  });
  const slow = Object.entries(took).filter(([, [how, time]]) => how === 'silent' || time > 30_000);
  expect(slow).toEqual([]);
  expect(await page.evaluate(() => window.hostile.isGood())).toBe('ready Grace Odhiambo,Kenya');
});

test('each guard stands in its file once, to be taken away', () => {
  const places = guards.map(({ guard, file, from }) => [guard, readFileSync(join('../..', file), 'utf8').split(from).length - 1]);
  expect(places.filter(([, count]) => count !== 1)).toEqual([]);
});
