// The annotated preview in Decap CMS, as somebody has it who writes: text typed in Arabic and English, corrections, saving, reloading.
import { expect, test } from '@playwright/test';
import { start } from './cms/decap/start.mjs';

test.describe.configure({ timeout: 120_000 });

let cms;
let reason;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  try {
    cms = await start();
  } catch (error) {
    if (error.code !== 'unavailable') throw error;
    reason = error.message;
  }
});
test.afterAll(() => cms?.stop());
test.beforeEach(() => test.skip(reason !== undefined, reason));

/** The editor of a story, with what its preview shows and what went wrong. */
async function open(page, story) {
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.setViewportSize({ width: 1600, height: 900 });
  await page.goto(cms.enter(story));
  await page.getByRole('button', { name: 'Login' }).click();
  const preview = page.frameLocator('#preview-pane');
  await expect(preview.locator('article h1')).not.toBeEmpty();
  await expect.poll(async () => (await painted(page)).some((words) => words.startsWith('person: '))).toBe(true);
  return { preview, said, body: page.locator('[data-slate-editor]') };
}

/** What is highlighted in the preview, as `kind: words`. */
async function painted(page) {
  const frame = page.frames().find((frame) => frame.url() === 'about:srcdoc');
  if (!frame) return [];
  return frame.evaluate(() => [...CSS.highlights].flatMap(([name, ranges]) => [...ranges].map((range) => `${name.slice(8)}: ${range}`)).filter((words) => !words.endsWith(': ')));
}

/** Whether each highlight still lies on whole words of its own. */
const marks = (page, words) => expect.poll(() => painted(page), { timeout: 20_000 }).toContain(words);

async function type(page, body, text) {
  await body.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(text, { delay: 15 });
}

for (const [story, text, found, name] of [
  ['ar', 'قال وزير الخارجية الأردني أيمن الصفدي في عمّان إن المحادثات تتقدم. ', 'person: أيمن الصفدي', 'أيمن الصفدي'],
  ['en', 'Foreign Minister Penny Wong said in Canberra that talks were going well. ', 'person: Penny Wong', 'Penny Wong'],
]) {
  test(`what is typed (${story}) is annotated in the preview, and the caret stays where it is`, async ({ page }) => {
    const { preview, said, body } = await open(page, story);
    await type(page, body, text);
    await marks(page, found);
    const caret = await page.evaluate(() => {
      const { anchorNode, anchorOffset, isCollapsed } = document.getSelection();
      return { isCollapsed, before: anchorNode.textContent.slice(0, anchorOffset) };
    });
    expect(caret.isCollapsed).toBe(true);
    expect(caret.before.trimEnd().endsWith(text.trimEnd().slice(-12))).toBe(true);
    // The card of what was typed.
    const place = await preview.locator('article').evaluate((article, name) => {
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(name);
        if (at === -1) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + name.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, name);
    await expect(async () => {
      const frame = await page.locator('#preview-pane').boundingBox();
      await page.mouse.click(frame.x + place.x, frame.y + place.y);
      await expect(preview.locator('.hashiya-card-title')).toContainText(name, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    expect(said).toEqual([]);
  });
}

test('while somebody types, highlights stay on their words in every frame', async ({ page }) => {
  const { body } = await open(page, 'en');
  const before = (await painted(page)).filter((words) => words.startsWith('person: '));
  const frame = page.frames().find((frame) => frame.url() === 'about:srcdoc');
  await frame.evaluate(() => {
    window.seen = new Set();
    const look = () => {
      for (const [name, ranges] of CSS.highlights) if (name === 'hashiya-person') for (const range of ranges) window.seen.add(String(range));
      requestAnimationFrame(look);
    };
    look();
  });
  await type(page, body, 'It was a quiet morning by the river. ');
  const seen = await frame.evaluate(() => [...window.seen].filter(Boolean));
  for (const words of seen) expect(before).toContain(`person: ${words}`);
  expect(seen.length).toBeGreaterThan(0);
});

test('corrections go into the entry, are saved with it, and are there after a reload', async ({ page }) => {
  const { preview, said, body } = await open(page, 'en');
  const [first] = (await painted(page)).filter((words) => words.startsWith('person: '));
  const name = first.replace('person: ', '');
  // By keyboard alone: into the marks, to the person, its card, the objection, and through the form.
  await preview.locator('.hashiya-mark').focus();
  await page.keyboard.press('p');
  await page.keyboard.press('Enter');
  await expect(preview.locator('.hashiya-card-title')).toBeVisible();
  await preview.getByRole('button', { name: 'Report a mistake in this mark' }).focus();
  await page.keyboard.press('Enter');
  await expect(preview.getByRole('heading', { name: 'Correct this mark' })).toBeFocused();
  await preview.getByLabel('Kind').selectOption('ORG');
  const everywhere = preview.getByLabel(/At every mention/);
  if (await everywhere.count()) await everywhere.check();
  await preview.getByRole('button', { name: 'Save the correction' }).click();
  await marks(page, `organisation: ${name}`);
  await expect(page.getByText(/Corrections saved with this entry: \d/)).toBeVisible();
  // The text changes; the correction goes with its words.
  await type(page, body, 'It was a quiet morning by the river. ');
  await marks(page, `organisation: ${name}`);
  await page.getByRole('button', { name: 'Publish' }).first().click();
  await page.getByText('Publish now').click();
  await expect(page.getByText(/changes saved/i)).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Login' }).click({ timeout: 3000 }).catch(() => {});
  await expect(page.getByText(/Corrections saved with this entry: \d/)).toBeVisible({ timeout: 20_000 });
  await marks(page, `organisation: ${name}`);
  // Undone in the editor's own field.
  for (let left = await page.getByRole('button', { name: /^Undo: / }).count(); left > 0; left -= 1) await page.getByRole('button', { name: /^Undo: / }).first().click();
  await marks(page, first);
  expect(said).toEqual([]);
});

for (const [lang, words] of Object.entries({
  en: { broken: 'no list of corrections', raw: 'What it holds', anew: 'Start a new list', back: 'Put back what was there', none: 'No corrections yet.' },
  ar: { broken: 'ما ليس قائمة تصحيحات', raw: 'ما في الحقل', anew: 'ابدأ قائمة جديدة', back: 'أعد ما كان في الحقل', none: 'لا تصحيحات بعد.' },
})) {
  test(`what somebody has written into the field stays as it is until the editor decides (${lang})`, async ({ page }) => {
    const notes = 'Ask Omar about the second quote';
    await page.addInitScript(([notes, lang]) => {
      if (window !== top) return;
      addEventListener('DOMContentLoaded', () => { document.documentElement.lang = lang; });
      sessionStorage.newsroom ??= JSON.stringify({ news: { 'en.md': { content: `---\ntitle: Minister meets bank\nlang: en\ndate: 2026-11-02\ncorrections: ${notes}\n---\nForeign Minister Penny Wong said in Canberra on Monday that talks with the World Bank were going well.\n\nThe bank, which has its seat in Washington, did not comment on the talks, and nor did the ministry.\n` } } });
    }, [notes, lang]);
    const { preview, said } = await open(page, 'en');
    const field = page.locator('[id^="corrections-field"]');
    await expect(field.getByRole('alert')).toContainText(words.broken);
    await field.getByText(words.raw).click();
    await expect(field.locator('pre')).toHaveText(notes);
    // The preview says so, too, and what it sends nevertheless is not taken.
    await preview.locator('.bar').click();
    await expect(preview.locator('.desk .problem')).toBeVisible();
    const frame = page.frames().find((frame) => frame.url() === 'about:srcdoc');
    const correct = () => frame.evaluate(() => parent.postMessage({ type: 'hashiya-corrections', corrections: [{ id: 'urn:x', target: { selector: { type: 'TextQuoteSelector', exact: 'Penny Wong' } } }] }, origin));
    await correct();
    await page.waitForTimeout(300);
    await expect(field.locator('pre')).toHaveText(notes);
    await field.getByRole('button', { name: words.anew }).click();
    await expect(field.getByRole('status')).toContainText(words.none);
    await expect(field).toBeFocused();
    await field.getByRole('button', { name: words.back }).click();
    await expect(field.locator('pre')).toHaveText(notes);
    await field.getByRole('button', { name: words.anew }).click();
    await correct();
    await expect(field.getByRole('listitem')).toHaveCount(1);
    await expect(field.getByRole('button', { name: words.back })).toHaveCount(0);
    expect(said).toEqual([]);
  });
}

test('a preview that is closed and opened ten times leaves nothing behind', async ({ page }) => {
  const { said } = await open(page, 'ar');
  const session = await page.context().newCDPSession(page);
  const count = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.filter(({ name }) => ['Documents', 'Frames', 'JSEventListeners', 'Nodes'].includes(name)).map(({ name, value }) => [name, value]));
  };
  await session.send('Performance.enable');
  const toggle = page.getByRole('button', { name: /preview/i }).last();
  const round = async () => {
    await toggle.click();
    await expect(page.locator('#preview-pane')).toHaveCount(0);
    await toggle.click();
    await expect.poll(() => painted(page), { timeout: 20_000 }).not.toEqual([]);
  };
  await round();
  const before = await count();
  for (let time = 0; time < 10; time += 1) await round();
  const after = await count();
  expect(after.Frames).toBeLessThanOrEqual(before.Frames);
  expect(after.Documents).toBeLessThanOrEqual(before.Documents + 2);
  // One preview has some thousand nodes and some hundred listeners.
  expect(after.Nodes - before.Nodes).toBeLessThan(before.Nodes / 2);
  expect(after.JSEventListeners - before.JSEventListeners).toBeLessThan(before.JSEventListeners / 2);
  expect(said).toEqual([]);
});

test('messages from elsewhere change nothing', async ({ page }) => {
  const { preview } = await open(page, 'en');
  const before = await painted(page);
  await page.evaluate(() => {
    // From the editor's own window to itself: not the preview's.
    window.postMessage({ type: 'hashiya-corrections', corrections: [{ id: 'urn:x' }] }, '*');
    const frame = Object.assign(document.createElement('iframe'), { srcdoc: '<script>parent.postMessage({ type: "hashiya-corrections", corrections: [{ id: "urn:y" }] }, "*"); parent.frames[0].postMessage({ type: "hashiya-entry", article: "Stolen" }, "*")</script>' });
    document.body.append(frame);
  });
  await page.waitForTimeout(500);
  await expect(page.getByText('No corrections yet.')).toBeVisible();
  await expect(preview.locator('article h1')).not.toHaveText('Stolen');
  expect(await painted(page)).toEqual(before);
});
