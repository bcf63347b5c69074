// The tagger in Chromium: a page that loads the wasm build, a pack and a text as a reader's page does. Files are handed to the
// browser as answers to its requests, so that no port is needed.
import { chromium } from '@playwright/test';
import { launch } from '../launch.mjs';

const ORIGIN = 'http://hashiya.test';

/**
 * Runs `measure` with `speeds(pack, text, what)`, which tells the speeds in a fresh page: `what` names a function of `speed.mjs` and
 * what else it is given. `text` is a file, or a text itself as `{ body }`. `build` is the folder of the wasm build.
 */
export async function withChromium(build, measure) {
  const browser = await chromium.launch(launch);
  try {
    return await measure((pack, text, what) => inPage(browser, { build, pack, text, what }));
  } finally {
    await browser.close();
  }
}

async function inPage(browser, { build, pack, text, what }) {
  const page = await browser.newPage();
  const files = {
    '/': { contentType: 'text/html', body: '<!doctype html>' },
    '/speed.js': { path: new URL('speed.mjs', import.meta.url).pathname, contentType: 'text/javascript' },
    '/tagging.js': { path: `${build}/tagging.js` },
    '/tagging_bg.wasm': { path: `${build}/tagging_bg.wasm`, contentType: 'application/wasm' },
    '/pack': { path: pack, contentType: 'application/octet-stream' },
    '/text': { ...(text.body === undefined ? { path: text } : text), contentType: 'text/plain; charset=utf-8' },
  };
  await page.route(`${ORIGIN}/**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return route.fulfill(file ?? { status: 404 });
  });
  await page.goto(`${ORIGIN}/`);
  const speeds = await page.evaluate(async ([name, more]) => {
    const speed = await import('/speed.js');
    const pack = new Uint8Array(await (await fetch('/pack')).arrayBuffer());
    const text = await (await fetch('/text')).text();
    return speed[name]({ module: '/tagging.js', pack, text, ...more });
  }, what);
  await page.close();
  return speeds;
}
