// Painting beside its peers in one run: a story of 100,000 words with 10,000 annotations and more in Chromium, marked by Hashiya, by
// Recogito's text annotator and by mark.js. `node highlighting.mjs HASHIYA`, where HASHIYA is the native command line.
//
// All three get the same text in the same paragraphs, the peers the first 10,000 of the marks that Hashiya displays at every mention.
// Times go from the call to the frame after it; a hover's is that of the event alone, for its card comes later on purpose.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { chromium } from '@playwright/test';
import { launch } from './launch.mjs';

const [ORIGIN, WORDS, MOST, ROUNDS] = ['http://hashiya.test', 100_000, 10_000, 3];
const embed = new URL('../../dist-embed/', import.meta.url).pathname;
const hashiya = process.argv[2];

const story = readFileSync(new URL('../../www/demo/en.txt', import.meta.url), 'utf8').trim();
const copies = Math.ceil(WORDS / story.split(/\s+/).length);
const text = Array(copies).fill(story).join('\n\n');
const packs = ['en', 'ar'].flatMap((lang) => ['--pack', `${embed}packs/${lang}.pack`]);
const annotated = JSON.parse(execFileSync(hashiya, ['annotate', '--lang', 'en', ...packs, '-'], { input: text, maxBuffer: 1 << 29 }));
// The text has no character outside the BMP, so code points are UTF-16 units.
const spans = annotated.annotations
  .filter(({ type }) => !['MISC', 'QUANTITY'].includes(type))
  .slice(0, MOST)
  .map(({ start, end, text }) => ({ start, end, text }));

const bundle = buildSync({
  stdin: {
    contents: `export { createTextAnnotator } from '@recogito/text-annotator';
      import Mark from 'mark.js'; export { Mark };`,
    resolveDir: new URL('.', import.meta.url).pathname,
  },
  bundle: true, format: 'esm', write: false, minify: true, logLevel: 'error',
}).outputFiles[0].text;

const escape = (line) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const lines = annotated.text.split('\n').filter((line) => line.trim());
// One text node a paragraph, with the line ends between them: offsets into the article's text are offsets into the page's.
const article = annotated.text.split('\n').map((line) => (line.trim() ? `<p>${escape(line)}</p>` : line)).join('\n');
const page = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Highlighting</title><body>${body}`;
const TYPES = { js: 'text/javascript', css: 'text/css', wasm: 'application/wasm', pack: 'application/octet-stream' };

/** What each tool does in its page; each function leaves the page with its marks painted. */
const tools = {
  Hashiya: {
    body: '<script type="module" src="/hashiya.js"></script><hashiya-article lang="en" src="/story.txt"></hashiya-article>',
    paint: async () => {
      const element = document.querySelector('hashiya-article');
      await new Promise((done) => element.addEventListener('hashiya-ready', done, { once: true }));
      await new Promise((done) => {
        const wait = () => (performance.getEntriesByName('hashiya:paint').length ? done() : requestAnimationFrame(wait));
        wait();
      });
      const end = (name) => { const entry = performance.getEntriesByName(name)[0]; return entry.startTime + entry.duration; };
      window.root = element.shadowRoot.querySelector('.hashiya-article');
      window.toggle = () => element.shadowRoot.querySelector('.hashiya-kind[data-kind="place"]').click();
      return end('hashiya:paint') - end('hashiya:annotate');
    },
  },
  Recogito: {
    body: `<div id="text">${article}</div>`,
    paint: async (spans) => {
      const { createTextAnnotator } = await import('/peers.js');
      const root = (window.root = document.querySelector('#text'));
      const annotator = createTextAnnotator(root, { annotatingEnabled: false });
      const annotations = spans.map(({ start, end, text }, at) => ({
        id: `a${at}`, bodies: [], target: { annotation: `a${at}`, selector: [{ quote: text, start, end }] },
      }));
      let hidden = false;
      window.toggle = () => annotator.setFilter((hidden = !hidden) ? ({ id }) => id.endsWith('0') : undefined);
      const start = performance.now();
      annotator.setAnnotations(annotations);
      return (await window.painted()) - start;
    },
  },
  'mark.js': {
    body: `<div id="text">${article}</div>`,
    paint: async (spans) => {
      const { Mark } = await import('/peers.js');
      const root = (window.root = document.querySelector('#text'));
      const marker = new Mark(root);
      const ranges = spans.map(({ start, end }) => ({ start, length: end - start }));
      let hidden = false;
      // It has no filter: marks are taken out of the page and put in again.
      window.toggle = () => { marker.unmark(); marker.markRanges((hidden = !hidden) ? ranges.filter((_, at) => at % 10 === 0) : ranges); };
      const start = performance.now();
      marker.markRanges(ranges);
      return (await window.painted()) - start;
    },
  },
};

function helpers() {
  window.painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
  window.hover = () => {
    // Over words that are in view, mark or not.
    const times = [];
    for (let step = 0; step < 300; step++) {
      const event = { bubbles: true, composed: true, clientX: 40 + ((step * 37) % 900), clientY: 60 + ((step * 53) % 500) };
      const target = document.elementFromPoint(event.clientX, event.clientY)?.shadowRoot?.elementFromPoint(event.clientX, event.clientY)
        ?? document.elementFromPoint(event.clientX, event.clientY);
      const start = performance.now();
      target.dispatchEvent(new PointerEvent('pointermove', { ...event, pointerType: 'mouse' }));
      target.dispatchEvent(new MouseEvent('mousemove', event));
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)];
  };
  window.timeToggle = async () => {
    const times = [];
    for (let round = 0; round < 4; round++) {
      const start = performance.now();
      window.toggle();
      times.push((await window.painted()) - start);
    }
    return times.sort((a, b) => a - b)[1];
  };
  window.scrollThrough = async () => {
    const [height, frames] = [document.documentElement.scrollHeight, []];
    let last = performance.now();
    for (let step = 0; step <= 120; step++) {
      scrollTo(0, (height * step) / 120);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    scrollTo(0, 0);
    return frames.sort((a, b) => a - b)[Math.floor(frames.length * 0.95)];
  };
}

const browser = await chromium.launch(launch);

async function measure(name, slowness) {
  const tool = tools[name];
  const tab = await browser.newPage({ viewport: { width: 1000, height: 800 } });
  await tab.addInitScript(helpers);
  await tab.route(`${ORIGIN}/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (!path) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: page(tool.body) });
    if (path === 'story.txt') return route.fulfill({ contentType: 'text/plain; charset=utf-8', body: text });
    if (path === 'peers.js') return route.fulfill({ contentType: TYPES.js, body: bundle });
    return route.fulfill({ path: embed + path, contentType: TYPES[path.split('.').at(-1)] });
  });
  const cdp = await tab.context().newCDPSession(tab);
  await cdp.send('Performance.enable');
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  await tab.goto(`${ORIGIN}/`, { waitUntil: 'commit' });
  await tab.waitForFunction(() => document.body);
  const paint = await tab.evaluate(tool.paint, spans);
  const found = { paint };
  if (slowness === 1) {
    await tab.waitForTimeout(300);
    found.hover = await tab.evaluate(() => window.hover());
    found.toggle = await tab.evaluate(() => window.timeToggle());
    found.scroll = await tab.evaluate(() => window.scrollThrough());
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const metric = (name) => metrics.find((metric) => metric.name === name).value;
    [found.heap, found.nodes] = [metric('JSHeapUsedSize') / 1e6, metric('Nodes')];
  }
  await tab.close();
  return found;
}

const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];
console.log(`${lines.join(' ').split(/\s+/).length} words, ${spans.length} annotations, medians of ${ROUNDS} loads`);
try {
  const rows = {};
  for (const name of Object.keys(tools)) {
    const [plain, slow] = [[], []];
    for (let round = 0; round < ROUNDS; round++) plain.push(await measure(name, 1));
    for (let round = 0; round < 1; round++) slow.push((await measure(name, 6)).paint);
    const of = (what) => median(plain.map((found) => found[what]));
    rows[name] = {
      'annotations to painted, ms': of('paint').toFixed(1),
      'at six-fold throttling, ms': median(slow).toFixed(1),
      'hover (95 %), ms': of('hover').toFixed(2),
      'filter toggle to painted, ms': of('toggle').toFixed(1),
      'frame while scrolling (95 %), ms': of('scroll').toFixed(1),
      'JavaScript heap, MB': of('heap').toFixed(1),
      'DOM nodes': of('nodes'),
    };
  }
  console.table(rows);
} finally {
  await browser.close();
}
