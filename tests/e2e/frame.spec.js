// The build for hosts that allow only frames: a frame without an origin of its own, and the page that makes it as high as its article.
import { expect, test, violations } from './page.mjs';

const STORY = `<article lang="en"><h1>Lake town opens a library</h1><p>Mayor Grace Odhiambo opened a library on Lake Victoria on Monday.</p>
  <p>"A book should not have to wait," Odhiambo said in Kenya.</p>${'<p>The boat will call at forty villages, and nobody has to pay for it.</p>'.repeat(12)}</article>`;

const root = (info) => info.config.metadata.embed;

async function host(page, info, frames, { helper = true } = {}) {
  await page.route('**/story.html', (route) => route.fulfill({
    contentType: 'text/html', headers: { 'access-control-allow-origin': '*' }, body: STORY,
  }));
  const script = helper ? `<script type="module" src="${root(info)}/frame.js"></script>` : '';
  await page.route('**/host.html', (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><html lang="en"><title>A host</title><main><h1>A host</h1>${frames}</main>${script}</html>`,
  }));
  // Another port is another origin.
  await page.goto('/host.html');
}

// A page that is made up is none of this machine to Chromium, and it asks whether it may speak to it.
test.use({ permissions: ['local-network-access'] });

const frame = (info, asked, more = 'data-hashiya') => `<iframe ${more} title="The story" src="${root(info)}/embed.html#${asked}" sandbox="allow-scripts" style="width: 100%; border: 0"></iframe>`;

test('a sandboxed frame shows the article with its marks and tells its height alone', async ({ page }, info) => {
  await page.addInitScript(() => {
    window.messages = [];
    addEventListener('message', ({ data }) => window.messages.push(data));
  });
  await host(page, info, frame(info, 'src=/story.html'));
  const inside = page.frameLocator('iframe');
  await expect(inside.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect(inside.locator('.hashiya-article h1')).toHaveText('Lake town opens a library');
  const whole = () => page.frames()[1].evaluate(() => document.documentElement.scrollHeight);
  await expect.poll(() => page.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(600);
  await expect.poll(async () => Math.abs((await page.locator('iframe').evaluate((frame) => frame.clientHeight)) - (await whole()))).toBeLessThan(3);
  const messages = await page.evaluate(() => window.messages);
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) {
    expect(Object.keys(message)).toEqual(['type', 'token', 'height']);
    expect(message.token).toMatch(/^\d+-\d+-\d+-\d+$/);
  }
  const marked = await page.frames()[1].evaluate(() => [origin, [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String))]);
  expect(marked[0]).toBe('null');
  expect(marked[1]).toEqual(expect.arrayContaining(['Grace Odhiambo', 'Kenya']));
  await inside.locator('.hashiya-mark').focus();
  await page.keyboard.press('Enter');
  await expect(inside.locator('.hashiya-card')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('a card in a narrow frame as high as its article stands by its line', async ({ page }, info) => {
  await page.setViewportSize({ width: 380, height: 700 });
  await host(page, info, frame(info, 'src=/story.html'));
  const inside = page.frameLocator('iframe');
  await expect(inside.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect.poll(() => page.locator('iframe').evaluate((frame) => frame.clientHeight)).toBeGreaterThan(1200);
  await inside.locator('.hashiya-mark').focus();
  await page.keyboard.press('Enter');
  const card = await inside.locator('.hashiya-card').boundingBox();
  const mark = await inside.locator('.hashiya-mark').boundingBox();
  expect(Math.abs(card.y - mark.y)).toBeLessThan(400);
});

test('two frames have a token each, and a message from elsewhere or with another token changes nothing', async ({ page }, info) => {
  await page.addInitScript(() => {
    window.messages = [];
    addEventListener('message', ({ source, data }) => window.messages.push([source, data]));
  });
  await host(page, info, frame(info, 'src=/story.html') + frame(info, 'src=/story.html'));
  await expect(page.frameLocator('iframe').nth(1).locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect.poll(() => page.locator('iframe').nth(1).evaluate((frame) => frame.clientHeight)).toBeGreaterThan(600);
  const heights = () => page.locator('iframe').evaluateAll((frames) => frames.map((frame) => frame.style.height));
  const before = await heights();
  const tokens = await page.evaluate(() => [...document.querySelectorAll('iframe')].map((frame) => window.messages.find(([source]) => source === frame.contentWindow)[1].token));
  expect(tokens[0]).not.toBe(tokens[1]);
  // The right token from the wrong window, and the other way round.
  await page.evaluate((token) => postMessage({ type: 'hashiya-height', token, height: 77 }, '*'), tokens[0]);
  await page.frames()[2].evaluate((token) => parent.postMessage({ type: 'hashiya-height', token, height: 77 }, '*'), tokens[0]);
  await page.frames()[1].evaluate(() => parent.postMessage({ type: 'hashiya-height', token: 'x', height: 77 }, '*'));
  for (const height of [-1, 1e9, 'red', null]) {
    await page.frames()[1].evaluate(([token, height]) => parent.postMessage({ type: 'hashiya-height', token, height }, '*'), [tokens[0], height]);
  }
  // Nor does a frame take its token from anybody but the page around it.
  await page.frames()[2].evaluate(() => parent.frames[0].postMessage({ type: 'hashiya-token', token: 'x' }, '*'));
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => window.messages.filter(([, data]) => data.token === 'x' && data.height !== 77).length)).toBe(0);
  expect(await heights()).toEqual(before);
});

test('only articles of its own origin or of allowed ones are shown', async ({ page }, info) => {
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const asked = [];
  await page.route('http://news.example/**', (route) => { asked.push(route.request().url()); route.fulfill({ contentType: 'text/html', headers: { 'access-control-allow-origin': '*' }, body: STORY }); });
  await host(page, info, ['http://news.example/a.html', 'javascript:alert(1)', 'data:text/html,<p>x', '']
    .map((src) => frame(info, `src=${encodeURIComponent(src)}`)).join(''));
  await expect.poll(() => warnings.length).toBe(4);
  expect(warnings.filter((text) => text.includes('not-allowed'))).toHaveLength(3);
  expect(warnings.filter((text) => text.includes('invalid-input'))).toHaveLength(1);
  expect(asked).toEqual([]);
  // Named by the site that serves the frame.
  await page.route('**/embed.html', async (route) => {
    const html = (await (await route.fetch()).text()).replace('content=""', 'content="http://news.example"').replace("connect-src 'self'", "connect-src 'self' http://news.example");
    route.fulfill({ contentType: 'text/html', body: html });
  });
  await host(page, info, frame(info, 'src=http://news.example/a.html'));
  await expect(page.frameLocator('iframe').locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  expect(asked).toHaveLength(1);
});
