// From a keystroke to painted highlights, in an article that stands on its page as in a preview: a letter is set into a paragraph as
// frameworks do it, and time goes on until the last highlight for it is registered. `node keystroke.mjs [RAW.ar RAW.en]`, of raw text
// the stories are made, else of the demo's.
//
// The first figure is until the marks are where their words are now, the second until the article is annotated anew; one frame is 16.7 ms.
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from '@playwright/test';
import { launch } from './launch.mjs';

const [ORIGIN, FRAME, KEYS, SIZES] = ['http://hashiya.test', 1000 / 60, 200, [1000, 5000, 20_000]];
const embed = new URL('../../dist-embed/', import.meta.url).pathname;
const [ar, en] = process.argv.slice(2);
const TYPED = { ar: ' قال وزير الخارجية سامح شكري في القاهرة إن المحادثات مع بيروت ستستأنف قريبا', en: ' Foreign Minister Penny Wong said in Canberra that talks with Jakarta would resume soon' };

/** So many words of raw text, in paragraphs. */
async function paragraphs(lang, file, words) {
  const found = [];
  let count = 0;
  const take = (text) => {
    for (const line of text.split('\n').map((line) => line.trim()).filter(Boolean)) {
      if (count >= words) return;
      found.push(line);
      count += line.split(/\s+/).length;
    }
  };
  if (file) {
    const lines = createInterface({ input: createReadStream(file) });
    for await (const line of lines) {
      take(line.startsWith('{') ? JSON.parse(line).text : line);
      if (count >= words) break;
    }
  }
  while (count < words) take(readFileSync(new URL(`../../www/demo/${lang}.txt`, import.meta.url), 'utf8'));
  return found;
}

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const TYPES = { js: 'text/javascript', wasm: 'application/wasm', pack: 'application/octet-stream' };

async function measure(browser, lang, lines) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const html = `<!doctype html><html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}"><meta charset="utf-8"><title>Keystroke</title>
    <script type="module" src="/integrations/preview.js" data-article="main"></script><main>${lines.map((line) => `<p>${escape(line)}</p>`).join('\n')}</main>`;
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html });
    try {
      return route.fulfill({ contentType: TYPES[pathname.split('.').at(-1)] ?? 'text/plain', body: readFileSync(embed + pathname) });
    } catch {
      return route.fulfill({ status: 404 });
    }
  });
  await page.goto(ORIGIN);
  await page.waitForFunction(() => performance.getEntriesByName('hashiya:paint').length > 0, undefined, { timeout: 60_000 });
  return page.evaluate(async ([text, keys]) => {
    const element = document.querySelector('hashiya-article');
    let last = 0;
    for (const [owner, name] of [[Highlight, 'add'], [Highlight, 'delete'], [Range, 'setEnd'], [Range, 'collapse']]) {
      const own = owner.prototype[name];
      owner.prototype[name] = function (...args) { last = performance.now(); return own.apply(this, args); };
    }
    const paragraphs = [...document.querySelectorAll('p')];
    // In the midst of what is seen.
    const node = paragraphs[paragraphs.length >> 1].firstChild;
    node.parentNode.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((done) => setTimeout(done, 500));
    const before = node.data;
    const frame = () => new Promise(requestAnimationFrame);
    const times = [];
    for (let key = 1; key <= keys; key++) {
      await frame();
      last = 0;
      const start = performance.now();
      const annotated = new Promise((done) => element.addEventListener('hashiya-annotate', done, { once: true }));
      let first;
      const typed = text.slice(0, key % text.length);
      node.data = before + typed;
      await Promise.resolve();
      await frame();
      first = last && last - start;
      await annotated;
      await frame();
      times.push([first, last - start]);
      // As fast as a quick typist.
      await new Promise((done) => setTimeout(done, 60));
    }
    return times;
  }, [TYPED[lang], KEYS]);
}

const browser = await chromium.launch(launch);
try {
  for (const [lang, file] of [['ar', ar], ['en', en]]) {
    for (const words of SIZES) {
      const times = await measure(browser, lang, await paragraphs(lang, file, words));
      const told = (all) => {
        const sorted = all.sort((a, b) => a - b);
        const at = (share) => sorted[Math.floor(sorted.length * share)];
        return `median ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)} ms, ${(at(0.5) / FRAME).toFixed(2)} and ${(at(0.95) / FRAME).toFixed(2)} of a frame`;
      };
      console.log(`keystroke ${lang}, ${words} words: in place ${told(times.map(([first]) => first))}; annotated ${told(times.map(([, last]) => last))}`);
    }
  }
} finally {
  await browser.close();
}
