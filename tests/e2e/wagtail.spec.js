// Wagtail for real: a newsroom on the loopback interface, its editor with the preview "Annotated" beside it, in both languages.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test as base } from './page.mjs';
import { check, start } from './cms/wagtail/start.mjs';

/** Packages are installed once; from then on a start takes seconds. */
const INSTALLING = 600_000;
/** Wagtail takes no change of a form for one before so many milliseconds have passed. */
const SETTLED = 2500;
/** What is typed into the first paragraph, what is marked of it, and what its card says; then the same with other words at its end.
 *  Somebody whom the story names once, and the words by which a mark is removed, and a correction. */
const STORIES = {
  ar: {
    typed: 'وقالت وزيرة الري السودانية هالة النور إن "السد ممتلئ".', person: 'هالة النور', role: 'وزيرة الري السودانية',
    more: ' وأضافت هالة النور أن الأردن وقع الاتفاق.', place: 'الأردن',
    once: 'هشام الطرابلسي', report: 'أبلغ عن خطأ في هذه العلامة', reject: 'أزل هذه العلامة', counted: ['لا تصحيحات بعد', 'تصحيح واحد'], removed: 'أُزيلت العلامة',
    remove: 'إزالة تصحيح «هشام الطرابلسي»', done: 'أُزيل التصحيح. لا تصحيحات بعد',
  },
  en: {
    typed: 'Irrigation Minister Hala Nour said "the dam is full".', person: 'Hala Nour', role: 'Irrigation Minister',
    more: ' Hala Nour added that Jordan had signed.', place: 'Jordan',
    once: 'Teresa Nunes', report: 'Report a mistake in this mark', reject: 'Remove this mark', counted: ['No corrections yet', '1 correction'], removed: 'mark removed',
    remove: 'Remove the correction of “Teresa Nunes”', done: 'Correction removed. No corrections yet',
  },
};

let newsroom;

const test = base.extend({
  // Nothing is asked of any other host.
  page: async ({ page }, use) => {
    const hosts = new Set();
    page.context().on('request', (request) => request.url().startsWith('http') && hosts.add(new URL(request.url()).hostname));
    // What is left unsaved is to be lost.
    page.on('dialog', (dialog) => dialog.accept());
    await use(page);
    expect([...hosts]).toEqual(['127.0.0.1']);
  },
});

test.use({ viewport: { width: 1600, height: 1000 } });
test.setTimeout(60_000);

test.beforeAll(async () => {
  test.setTimeout(INSTALLING);
  try {
    newsroom = await start({ autosave: false });
  } catch (error) {
    test.skip(error.code === 'unavailable', error.message);
    throw error;
  }
});

test.afterAll(() => newsroom?.stop());

async function open(page, story, ui) {
  await page.goto(newsroom.enter(story, ui));
  await expect(page.locator('#w-preview-iframe')).toBeVisible();
  await painted(page);
}

/** The document of the preview that is seen now. */
async function shown(page) {
  for (;;) {
    const frame = await (await page.locator('#w-preview-iframe').elementHandle()).contentFrame();
    // It was replaced meanwhile.
    if (frame) return frame;
  }
}

/** What `read` gives in the preview; nothing while it is replaced. */
const inPreview = async (page, read, given) => (await shown(page)).evaluate(read, given).catch(() => undefined);

/** The texts that are painted as of a kind in the preview. */
const marks = (page, kind) => inPreview(page, (kind) => [...(CSS.highlights.get(`hashiya-${kind}`) ?? [])].map(String), kind);

/** Waits until the preview has its marks. */
const painted = (page) => expect.poll(async () => (await marks(page, 'person'))?.length, { timeout: 15_000 }).toBeGreaterThan(0);

/** Brings a mark of the preview into sight, and says where its first line is in the window. */
async function at(page, kind, words) {
  const frame = await shown(page);
  const { x, y, width } = await frame.evaluate(([kind, words]) => {
    const range = [...CSS.highlights.get(`hashiya-${kind}`)].find((range) => String(range) === words);
    range.startContainer.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, top, width, height } = range.getClientRects()[0];
    return { x: left + width / 2, y: top + height / 2, width: innerWidth };
  }, [kind, words]);
  // Wagtail shows it smaller than it is.
  const box = await page.locator('#w-preview-iframe').boundingBox();
  return [box.x + (x * box.width) / width, box.y + (y * box.width) / width];
}

/** Scrolls the preview to these words: what is far away is not painted. */
const bring = (page, words) => inPreview(page, (words) => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && !walker.currentNode.data.includes(words));
  walker.currentNode.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
}, words);

/** The card that a press on a mark opens. */
async function card(page, kind, words) {
  await page.mouse.click(...await at(page, kind, words));
  return (await shown(page)).locator('.hashiya-card');
}

/** Puts the caret at the end of the first line of the body. */
async function enterBody(page) {
  await page.locator('.public-DraftEditor-content').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
}

/** Makes a new first paragraph. */
async function beginBody(page) {
  await enterBody(page);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
}

/** Where the caret stands: the text before it in its block, and in which editor. */
const caret = (page) => page.evaluate(() => {
  const { anchorNode, anchorOffset, isCollapsed } = getSelection();
  const block = anchorNode?.parentElement.closest('[data-block]');
  return { isIn: document.activeElement.className.includes('DraftEditor'), isCollapsed, before: block && anchorNode.data?.slice(0, anchorOffset) };
});

const panel = (page) => page.locator('.hashiya-corrections');
const held = (page) => page.locator('[name="hashiya_corrections"]').inputValue().then(JSON.parse);

const correction = (exact, changed = {}) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id: `urn:uuid:${exact}`, motivation: 'identifying',
  body: { type: 'TextualBody', purpose: 'tagging', value: 'PER' },
  target: { selector: [{ type: 'TextQuoteSelector', exact }] },
  'hashiya:mark': { kind: 'entity', type: 'PER', confidence: 1, ...changed },
});

/** Says from `frame` what a preview says when somebody has corrected something in it. */
const say = (frame, corrections) => frame.evaluate((corrections) => {
  (window.parent === window ? window.opener : window.parent).postMessage({ type: 'hashiya-corrections', corrections }, location.origin);
}, corrections);

/** Waits until Wagtail compares the form with what it was. */
const settled = (page) => page.waitForTimeout(SETTLED);

/** The next answer to what the page sends for its preview. */
const previewed = (page) => page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/edit/preview/'));

/** A frame that is not the preview's but shows the same. */
async function otherFrame(page) {
  const handle = await page.evaluateHandle(() => {
    const frame = document.createElement('iframe');
    frame.src = document.getElementById('w-preview-iframe').src;
    return new Promise((done) => {
      frame.addEventListener('load', () => done(frame));
      document.body.append(frame);
    });
  });
  return handle.asElement().contentFrame();
}

async function save(page) {
  await page.locator('[data-edit-form] button.action-save').first().click();
  await expect(page.locator('.messages .success')).toBeVisible();
}

for (const [lang, { typed, person, role, more, place, once, report, reject, counted, removed, remove, done }] of Object.entries(STORIES)) {
  test(`what is typed is marked in the preview, and its card follows; the caret stays (${lang})`, async ({ page }) => {
    await open(page, lang);
    await settled(page);
    await beginBody(page);
    await page.keyboard.type(typed);
    const before = await caret(page);
    expect(before).toEqual({ isIn: true, isCollapsed: true, before: typed });
    await expect.poll(() => marks(page, 'person'), { timeout: 15_000 }).toContain(person);
    expect(await caret(page)).toEqual(before);
    await expect(await card(page, 'person', person)).toContainText(role);
    await enterBody(page);
    await page.keyboard.type(more);
    await expect.poll(() => marks(page, 'place'), { timeout: 15_000 }).toContain(place);
    expect(await caret(page)).toEqual({ isIn: true, isCollapsed: true, before: typed + more });
    await expect(await card(page, 'person', person)).toContainText('2');
  });

  test(`what is corrected in the preview reaches the field, is saved, comes back, and is removed by keyboard (${lang})`, async ({ page }) => {
    await open(page, lang);
    await settled(page);
    await expect(panel(page).getByRole('status')).toHaveText(counted[0]);
    await bring(page, once);
    await expect.poll(() => marks(page, 'person')).toContain(once);
    const frame = await shown(page);
    await frame.evaluate(() => (window.isTheSame = true));
    await (await card(page, 'person', once)).getByRole('button', { name: report }).click();
    const sent = previewed(page);
    await frame.getByRole('button', { name: reject }).click();
    await expect(panel(page).getByRole('status')).toHaveText(counted[1]);
    await expect(panel(page).getByRole('listitem')).toHaveText([once + removed + (lang === 'ar' ? 'إزالة' : 'Remove')]);
    await expect.poll(() => marks(page, 'person')).not.toContain(once);
    // The server has it for its next preview, but this one stays, and with it where the editor is in it.
    await sent;
    await page.waitForTimeout(500);
    expect(await inPreview(page, () => window.isTheSame)).toBe(true);
    await save(page);
    await page.reload();
    expect(await held(page)).toMatchObject([{ type: 'Annotation', motivation: 'assessing' }]);
    await painted(page);
    await bring(page, once);
    await expect.poll(() => marks(page, 'person')).not.toContain(once);
    // Away with it: the focus does not get lost, and the preview follows.
    await settled(page);
    await panel(page).getByRole('button', { name: remove }).focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('status')).toBeFocused();
    await expect(panel(page).getByRole('status')).toHaveText(done);
    await expect.poll(() => marks(page, 'person')).toContain(once);
    await save(page);
    await page.reload();
    expect(await held(page)).toEqual([]);
  });
}

test('of two corrections one is removed, and the focus goes to the other', async ({ page }) => {
  await open(page, 'en');
  await say(await shown(page), [correction('Pedro Salgado', { type: 'MISC' }), correction('Teresa Nunes')]);
  await expect(panel(page).getByRole('listitem')).toHaveText([/Pedro Salgado.*other name/, /Teresa Nunes.*person/]);
  await panel(page).getByRole('button').first().click();
  await expect(panel(page).getByRole('button')).toHaveCount(1);
  await expect(panel(page).getByRole('button')).toBeFocused();
  await page.keyboard.press('Space');
  await expect.poll(() => held(page)).toEqual([]);
});

for (const [lang, words] of Object.entries({
  en: { broken: 'no list of corrections', raw: 'What the field holds', anew: 'Start a new list', back: 'Put back what was there', none: 'No corrections yet' },
  ar: { broken: 'ما ليس قائمة تصحيحات', raw: 'ما في الحقل', anew: 'ابدأ قائمة جديدة', back: 'أعد ما كان في الحقل', none: 'لا تصحيحات بعد' },
})) {
  test(`what the field holds and nobody can read stays as it is until the editor decides (${lang})`, async ({ page }) => {
    const raw = '[{"id": "urn:x", "note": "Ask Omar"';
    await open(page, 'en', lang);
    await settled(page);
    await page.locator('[name="hashiya_corrections"]').evaluate((field, raw) => (field.value = raw), raw);
    await say(await shown(page), [correction('Teresa Nunes')]);
    await page.waitForTimeout(300);
    // It is refused, and comes back as it was.
    await page.locator('[data-edit-form] button.action-save').first().click();
    await expect(page.locator('.messages .error')).toBeVisible();
    const field = panel(page);
    const value = () => page.locator('[name="hashiya_corrections"]').inputValue();
    await expect(field.getByRole('status')).toContainText(words.broken);
    await field.getByText(words.raw).click();
    await expect(field.locator('pre')).toHaveText(raw);
    expect(await value()).toBe(raw);
    // By keyboard.
    await field.getByRole('button', { name: words.anew }).focus();
    await page.keyboard.press('Enter');
    await expect(field.getByRole('status')).toHaveText(words.none);
    await expect(field.getByRole('status')).toBeFocused();
    expect(await value()).toBe('[]');
    await field.getByRole('button', { name: words.back }).click();
    expect(await value()).toBe(raw);
    await field.getByRole('button', { name: words.anew }).click();
    // Now it can be saved, and there is a preview again.
    await save(page);
    await painted(page);
    await say(await shown(page), [correction('Teresa Nunes')]);
    await expect.poll(() => held(page)).toHaveLength(1);
    await expect(field.getByRole('button', { name: words.back })).toBeHidden();
  });
}

test('a preview in a tab has its corrections taken, and both previews hear of them', async ({ page, context }) => {
  await open(page, 'en');
  await settled(page);
  const opened = context.waitForEvent('page');
  await page.locator('[data-w-preview-target="newTab"]').click();
  const tab = await opened;
  await tab.waitForFunction(() => CSS.highlights.size > 0);
  const hear = (frame) => frame.evaluate(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => data.type === 'hashiya-entry' && window.heard.push(data.corrections.length));
  });
  await hear(await shown(page));
  await hear(tab);
  await say(tab, [correction('Teresa Nunes')]);
  await expect.poll(() => held(page)).toHaveLength(1);
  await expect.poll(async () => (await shown(page)).evaluate(() => window.heard)).toEqual([1]);
  await panel(page).getByRole('button').click();
  await expect.poll(() => tab.evaluate(() => window.heard)).toEqual([0]);
  await page.reload();
  await painted(page);
  await say(tab, [correction('Teresa Nunes')]);
  await expect.poll(() => held(page)).toHaveLength(1);
});

test('messages from elsewhere, and those that are no corrections, change nothing', async ({ page, context }) => {
  await open(page, 'en');
  const before = await held(page);
  const frame = await shown(page);
  const foreign = [null, 'x', { '@context': 1 }, [null], [['x']], Array(6000).fill({ target: 'x' })];
  for (const corrections of foreign) await say(frame, corrections);
  // From this window itself, from another frame that shows the same, from a tab that was opened here and shows something else.
  await page.evaluate((corrections) => postMessage({ type: 'hashiya-corrections', corrections }, location.origin), [correction('x')]);
  await say(await otherFrame(page), [correction('x')]);
  const opened = context.waitForEvent('page');
  await page.evaluate(() => void window.open('/admin/', 'another'));
  const tab = await opened;
  await tab.waitForLoadState();
  await say(tab, [correction('x')]);
  await page.waitForTimeout(300);
  expect(await held(page)).toEqual(before);
  await tab.close();
  await say(frame, [correction('Helena Carvalho'), correction('Teresa Nunes')]);
  await expect.poll(() => held(page)).toHaveLength(2);
});

test.describe(() => {
  // The newsroom's own policy would not have it there.
  test.use({ bypassCSP: true });

  test('a frame of the preview that comes from another origin is not heard', async ({ page }) => {
    await page.route('http://127.0.0.1:1/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
    await open(page, 'en');
    const before = await held(page);
    const added = await page.evaluateHandle(() => {
      const frame = Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:1/' });
      frame.dataset.wPreviewTarget = 'iframe';
      document.body.append(frame);
      return frame;
    });
    const frame = await added.asElement().contentFrame();
    await frame.waitForURL('http://127.0.0.1:1/');
    for (let time = 0; time < 2; time += 1) await frame.evaluate((corrections) => parent.postMessage({ type: 'hashiya-corrections', corrections }, '*'), [correction('x')]);
    await page.waitForTimeout(300);
    expect(await held(page)).toEqual(before);
  });
});

test('the server refuses what is no list of annotations', async ({ page }) => {
  await open(page, 'en');
  const answer = (value) => page.evaluate(async (value) => {
    const form = new FormData(document.querySelector('[data-edit-form]'));
    form.set('hashiya_corrections', value);
    const url = document.querySelector('[data-w-preview-url-value]').dataset.wPreviewUrlValue;
    return (await (await fetch(url, { method: 'POST', body: form })).json()).is_valid;
  }, value);
  for (const value of ['{"a":1}', '[1]', '[{}]', '"x"', 'x', JSON.stringify(Array(5001).fill({ target: 'x' }))]) expect(await answer(value)).toBe(false);
  for (const value of ['', '[]', '[{"target":"x"}]']) expect(await answer(value)).toBe(true);
});

test('the preview closed and opened again, with edits, leaves nothing behind', async ({ page }) => {
  await open(page, 'en');
  await settled(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const counted = async () => {
    await client.send('HeapProfiler.collectGarbage');
    const { metrics } = await client.send('Performance.getMetrics');
    const value = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { frames: page.frames().length, documents: value('Documents'), listeners: value('JSEventListeners'), nodes: value('Nodes') };
  };
  const toggle = page.locator('[data-side-panel-toggle="preview"]');
  const again = async (time) => {
    await toggle.click();
    await expect(page.locator('#w-preview-iframe')).toBeHidden();
    await page.locator('#id_title').fill(`Lisbon and Rabat agree, again ${time}`);
    await page.waitForTimeout(700);
    await toggle.click();
    await expect.poll(() => inPreview(page, () => document.querySelector('h1').textContent), { timeout: 15_000 }).toBe(`Lisbon and Rabat agree, again ${time}`);
    await painted(page);
  };
  for (let time = 0; time < 2; time += 1) await again(time);
  const before = await counted();
  const highlights = () => inPreview(page, () => [...CSS.highlights].map(([name, { size }]) => [name, size]));
  const all = await highlights();
  for (let time = 2; time < 12; time += 1) await again(time);
  const after = await counted();
  expect(after.frames).toBe(before.frames);
  // A document that the browser is slow to give up is no leak; ten would be.
  expect(after.documents).toBeLessThanOrEqual(before.documents + 1);
  // Wagtail keeps each frame that it has replaced, in its plain preview as well: nine nodes and a listener a round.
  expect(after.listeners).toBeLessThan(before.listeners + 20);
  expect(after.nodes).toBeLessThan(before.nodes + 200);
  expect(await highlights()).toEqual(all);
});

test('Wagtail\'s own checker has nothing to say of ours, though it looks into our shadow trees', async ({ page }) => {
  const count = page.locator('[data-side-panel="checks"] [data-content-checker-count]');
  const rows = page.locator('[data-content-checker-row]');
  await open(page, 'en');
  // With a card and the desk's list open.
  await bring(page, 'Teresa Nunes');
  await expect.poll(() => marks(page, 'person')).toContain('Teresa Nunes');
  await card(page, 'person', 'Teresa Nunes');
  await (await shown(page)).getByRole('button', { name: 'Desk' }).evaluate((button) => button.click());
  await page.locator('[data-side-panel-toggle="checks"]').click();
  // It checks when the preview has loaded, and does so again here.
  const check = () => page.evaluate(() => wagtail.app.getControllerForElementAndIdentifier(document.querySelector('.w-preview'), 'w-preview').runChecks());
  await check();
  expect(await rows.allTextContents()).toEqual([]);
  await expect(count).toHaveText('0');
  await inPreview(page, () => document.querySelector('hashiya-article').shadowRoot.append(document.createElement('button')));
  // It says so in the console, where we allow no error.
  await page.evaluate(() => (console.error = () => {}));
  await check();
  await expect(count).toHaveText('1');
  await expect(rows).toHaveText([/Button text is empty/]);
});

test('what is put into pages, and the words, hold in Python', async () => {
  await check();
});
