// The plugin in a real WordPress: what its editors write is annotated beside the canvas, what they correct is saved with the post, and
// neither they nor WordPress notice anything else of it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { start } from './cms/wordpress/start.mjs';
import { expect, test as base, violations } from './page.mjs';

let wordpress;
let missing;
let shared;

const test = base.extend({
  // One for all, as an editor has one browser: what it has loaded once it keeps.
  context: async ({ browser }, use) => {
    shared ??= await browser.newContext();
    await use(shared);
  },
  // Nothing may leave the machine.
  page: async ({ page }, use) => {
    const foreign = [];
    page.on('request', (request) => /^(data|blob|about):|^http:\/\/127\.0\.0\.1[:/]/.test(request.url()) || foreign.push(request.url()));
    await use(page);
    await page.close();
    expect(foreign).toEqual([]);
  },
});
test.describe.configure({ mode: 'serial' });
test.setTimeout(60_000);

test.beforeAll(async () => {
  // Where packages have to be installed first.
  test.setTimeout(400_000);
  try {
    wordpress = await start();
  } catch (error) {
    if (error.code !== 'unavailable') throw error;
    missing = error.message;
    console.log(missing);
  }
});
test.afterAll(() => wordpress?.stop());
test.beforeEach(() => test.skip(Boolean(missing), missing));

const EDITORS = {
  en: { login: 'editor', name: 'Hashiya', frame: 'Annotated preview', unsaved: 'Corrections are not saved yet.' },
  ar: { login: 'muharrir', name: 'حاشية', frame: 'معاينة مع الحواشي', unsaved: 'لم تُحفظ التصحيحات بعد.' },
};

const go = (page, lang, to) => page.goto(wordpress.login(EDITORS[lang].login, to));
const button = (page, lang) => page.locator(`.interface-pinned-items button[aria-label="${EDITORS[lang].name}"]`);
const frameOf = (page, lang) => page.frameLocator(`iframe[title="${EDITORS[lang].frame}"]`);
const paragraphs = (page) => page.locator('.is-root-container [data-type="core/paragraph"]');
const status = (page) => page.locator('.hashiya-status');
const field = (page) => page.evaluate(() => wp.data.select('core/editor').getEditedPostAttribute('meta').hashiya_corrections);

/** Opens the sample article of a language in the editor, the sidebar with it. Returns the preview. */
async function open(page, lang) {
  await go(page, lang, wordpress.edit(lang));
  const toggle = button(page, lang);
  await toggle.waitFor({ state: 'attached' });
  // WordPress remembers what was open, and which editor.
  await page.evaluate(() => wp.data.dispatch('core/edit-post').switchEditorMode('visual'));
  if (await toggle.getAttribute('aria-pressed') !== 'true') await show(page, toggle);
  await expect(frameOf(page, lang).locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  return frameOf(page, lang);
}

/** On a narrow screen the button is in a menu. */
async function show(page, toggle) {
  if (await toggle.isVisible()) return toggle.click();
  await page.locator('.interface-more-menu-dropdown button').first().click();
  await page.getByRole('menuitemcheckbox', { name: await toggle.getAttribute('aria-label') }).click();
}

/** Puts the caret at the end of a paragraph. */
async function caretAtEnd(page, paragraph) {
  await paragraph.click();
  await page.keyboard.press('ControlOrMeta+End');
}

const previewOf = (page) => page.frames().find((frame) => frame.url().includes('hashiya_preview'));
/** What is painted in the preview, of every kind. */
const painted = (page) => previewOf(page).evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)));
/** Where the caret is: in which block, after which words. */
const caret = (page) => page.evaluate(() => {
  const { anchorNode, anchorOffset, isCollapsed } = document.getSelection();
  const block = anchorNode.parentElement.closest('[data-block]');
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(anchorNode, anchorOffset);
  return { block: block.dataset.block, words: before.toString(), isCollapsed };
});

/** Selects letters of the paragraph that the caret is in, as a person does. */
const mark = (page, start, length) => page.evaluate(([start, length]) => {
  const block = document.activeElement.closest('[data-block]');
  const at = (offset) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode()) if (left <= node.length) return [node, left];
  };
  document.getSelection().setBaseAndExtent(...at(start), ...at(start + length));
}, [start, length]);

const NOTE = (id, exact) => ({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', id, target: { selector: { type: 'TextQuoteSelector', exact } } });

async function save(page) {
  await page.locator('.editor-post-publish-button').click();
  await expect.poll(() => page.evaluate(() => wp.data.select('core/editor').isSavingPost() || wp.data.select('core/editor').isEditedPostDirty())).toBe(false);
}

/** Opens the card of the entity of this name in the preview, which is closed while the article is read anew. */
const openCard = (page, name, words = name) => expect(async () => {
  const card = await previewOf(page).evaluate((name) => {
    const element = document.querySelector('hashiya-article');
    const { id } = element.entities.find((entity) => entity.name === name);
    element.select(element.annotations.find(({ entity }) => entity === id).id);
    return new Promise((resolve) => setTimeout(() => resolve(element.shadowRoot.querySelector('.hashiya-card').innerText), 100));
  }, name);
  expect(card).toContain(words);
}).toPass({ timeout: 10_000 });

const TYPED = {
  en: { words: ' Finance Minister Mary Robinson flew to Paris.', name: 'Mary Robinson', place: 'Paris', role: 'Finance Minister', changed: 'Defence Minister' },
  ar: { words: ' وسافر وزير المالية سامي التركي إلى باريس.', name: 'سامي التركي', place: 'باريس', role: 'وزير المالية', changed: 'وزير الدفاع' },
};

for (const lang of ['en', 'ar']) {
  test(`what is typed is annotated beside it, highlight and card, and the caret stays where it is (${lang})`, async ({ page }) => {
    const { words, name, place, role, changed } = TYPED[lang];
    const preview = await open(page, lang);
    const paragraph = paragraphs(page).first();
    const text = (await paragraph.textContent()) + words;
    await caretAtEnd(page, paragraph);
    await page.keyboard.type(words);
    expect(await caret(page)).toMatchObject({ words: text, isCollapsed: true });
    await expect.poll(() => painted(page)).toEqual(expect.arrayContaining([name, place]));
    await openCard(page, name, role);
    // The same person with another role.
    await mark(page, text.indexOf(role), role.length);
    await page.keyboard.type(changed);
    const now = text.replace(role, changed);
    expect(await paragraph.textContent()).toBe(now);
    expect(await caret(page)).toMatchObject({ words: now.slice(0, now.indexOf(changed) + changed.length), isCollapsed: true });
    await expect.poll(() => previewOf(page).evaluate(() => document.querySelector('hashiya-article').export().text)).toContain(`${changed} ${name}`);
    await expect.poll(() => painted(page)).toContain(name);
    await openCard(page, name, changed);
    await expect(preview.locator('.hashiya-card')).not.toContainText(role);
  });
}

test('an input method is left alone while it composes', async ({ page }) => {
  const preview = await open(page, 'ar');
  const paragraph = paragraphs(page).first();
  const before = await paragraph.textContent();
  await caretAtEnd(page, paragraph);
  await page.keyboard.type(' قالت سلمى الحداد إن');
  await page.evaluate(() => {
    window.composed = [];
    for (const name of ['compositionstart', 'compositionend']) addEventListener(name, ({ data }) => window.composed.push([name, data]), true);
  });
  const input = await page.context().newCDPSession(page);
  for (const text of [' ', ' ا', ' ال', ' الص', ' الصي', ' الصيف']) {
    await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    // So that the preview has time to be in the way.
    await page.waitForTimeout(60);
  }
  expect(await page.evaluate(() => window.composed.map(([name]) => name))).toEqual(['compositionstart']);
  await input.send('Input.insertText', { text: ' الصيف قريب' });
  expect(await page.evaluate(() => window.composed.map(([name]) => name))).toEqual(['compositionstart', 'compositionend']);
  expect(await paragraph.textContent()).toBe(`${before} قالت سلمى الحداد إن الصيف قريب`);
  await expect(preview.locator('main')).toContainText('سلمى الحداد إن الصيف قريب');
  expect((await caret(page)).words).toBe(`${before} قالت سلمى الحداد إن الصيف قريب`);
});

test('what is written in the code editor is annotated, too', async ({ page }) => {
  await open(page, 'en');
  await page.evaluate(() => wp.data.dispatch('core/edit-post').switchEditorMode('text'));
  const code = page.locator('.editor-post-text-editor');
  await code.press('ControlOrMeta+End');
  await page.keyboard.type('\n<!-- wp:paragraph -->\n<p>Mayor Grace Odhiambo flew to Kenya.</p>\n<!-- /wp:paragraph -->');
  await expect.poll(() => painted(page)).toEqual(expect.arrayContaining(['Grace Odhiambo', 'Kenya']));
  await expect(frameOf(page, 'en').locator('main')).not.toContainText('wp:paragraph');
});

const DESK = {
  en: { report: 'Report a mistake in this mark', remove: 'Remove this mark', undo: 'Undo', count: 'Corrections: 1', person: 'Fiona Kerrigan', before: 'Yesterday ' },
  ar: { report: 'أبلغ عن خطأ في هذه العلامة', remove: 'أزل هذه العلامة', undo: 'تراجع', count: 'التصحيحات: 1', person: 'ليلى الماجري', before: 'أمس ' },
};

for (const lang of ['en', 'ar']) {
  test(`what an editor corrects is saved with the post and there again, also where the text was changed, until it is undone (${lang})`, async ({ page }) => {
    const words = DESK[lang];
    const preview = await open(page, lang);
    const desk = preview.locator('.desk');
    await expect.poll(() => painted(page)).toContain(words.person);
    await openCard(page, words.person);
    await preview.getByRole('button', { name: words.report }).click();
    await desk.getByRole('button', { name: words.remove }).click();
    await expect.poll(() => painted(page)).not.toContain(words.person);
    await expect(status(page)).toHaveText(EDITORS[lang].unsaved);
    await save(page);
    await expect(status(page)).toHaveText('');

    await open(page, lang);
    await expect(desk.locator('.bar')).toContainText(words.count);
    await expect.poll(() => painted(page)).not.toContain(words.person);
    // The field follows the text, once the preview has seen how it was: that takes a second.
    await page.waitForTimeout(1500);
    const [{ target }] = JSON.parse(await field(page));
    await paragraphs(page).first().click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.type(words.before);
    const position = (target) => target.selector.find(({ type }) => type === 'TextPositionSelector').start;
    await expect.poll(async () => position(JSON.parse(await field(page))[0].target)).toBe(position(target) + words.before.length);
    await expect.poll(() => painted(page)).not.toContain(words.person);
    await save(page);
    await open(page, lang);

    await expect(desk.locator('.bar')).toContainText(words.count);
    await desk.locator('.bar').click();
    await desk.getByRole('button', { name: words.undo }).click();
    await expect.poll(() => painted(page)).toContain(words.person);
    await save(page);
    expect(await field(page)).toBe('[]');
  });
}

for (const lang of ['en', 'ar']) {
  test(`what the field holds and nobody can read stays as it is until the editor decides (${lang})`, async ({ page }) => {
    const words = { en: { broken: 'cannot be read', anew: 'Start a new list' }, ar: { broken: 'تعذّرت قراءة', anew: 'ابدأ قائمة جديدة' } }[lang];
    const raw = '[{"id": "urn:x", "note": "Ask Omar"';
    const preview = await open(page, lang);
    await expect.poll(async () => (await painted(page)).length).toBeGreaterThan(0);
    await page.evaluate((raw) => wp.data.dispatch('core/editor').editPost({ meta: { hashiya_corrections: raw } }), raw);
    await expect(status(page)).toContainText(words.broken);
    await page.locator('.hashiya-decision summary').click();
    await expect(page.locator('.hashiya-decision pre')).toHaveText(raw);
    await preview.locator('.bar').click();
    await expect(preview.locator('.desk .problem')).toBeVisible();
    await tell(page, { type: 'hashiya-corrections', corrections: [NOTE('urn:uuid:3', 'Galway')] });
    await page.waitForTimeout(300);
    expect(await field(page)).toBe(raw);
    await page.getByRole('button', { name: words.anew }).click();
    expect(await field(page)).toBe('[]');
    await expect(status(page)).toBeFocused();
    await page.evaluate(() => wp.data.dispatch('core/editor').undo());
    expect(await field(page)).toBe(raw);
    await page.getByRole('button', { name: words.anew }).click();
    await tell(page, { type: 'hashiya-corrections', corrections: [NOTE('urn:uuid:3', 'Galway')] });
    await expect.poll(async () => JSON.parse(await field(page)).length).toBe(1);
  });
}

test('undo in the editor takes a correction back, in the preview as well', async ({ page }) => {
  const preview = await open(page, 'en');
  await expect.poll(() => painted(page)).toContain('Amara Okafor');
  await openCard(page, 'Amara Okafor');
  await preview.getByRole('button', { name: DESK.en.report }).click();
  await preview.locator('.desk').getByRole('button', { name: DESK.en.remove }).click();
  await expect.poll(() => painted(page)).not.toContain('Amara Okafor');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await expect.poll(() => field(page)).toBe('[]');
  await expect.poll(() => painted(page)).toContain('Amara Okafor');
  await page.getByRole('button', { name: 'Redo', exact: true }).first().click();
  await expect.poll(() => painted(page)).not.toContain('Amara Okafor');
});

test('a post\'s own preview has the marks and the desk, and what is corrected there comes to the editor that has opened it', async ({ page, context }) => {
  await open(page, 'en');
  await page.locator('.block-editor-post-preview__button-toggle').click();
  const [tab] = await Promise.all([context.waitForEvent('page'), page.getByRole('menuitem', { name: 'Preview in new tab' }).click()]);
  const errors = [];
  tab.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await tab.waitForURL(/preview=true/);
  await expect(tab.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect.poll(() => tab.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)))).toEqual(expect.arrayContaining(['Colm Folan', 'Galway']));
  // In the theme's column.
  const [text, legend] = await Promise.all(['.entry-content > p', 'hashiya-article'].map((selector) => tab.locator(selector).first().boundingBox()));
  expect([legend.x, legend.width]).toEqual([text.x, text.width]);
  await tab.evaluate(() => {
    const element = document.querySelector('hashiya-article');
    element.select(element.annotations.find(({ text }) => text === 'Colm Folan').id);
  });
  await tab.getByRole('button', { name: DESK.en.report }).click();
  await tab.locator('.desk').getByRole('button', { name: DESK.en.remove }).click();
  await expect.poll(async () => JSON.parse(await field(page)).length).toBe(1);
  await expect(status(page)).toHaveText(EDITORS.en.unsaved);
  // The sidebar shows it as well.
  await expect.poll(() => painted(page)).not.toContain('Colm Folan');
  await save(page);
  expect(errors).toEqual([]);
  // Opened by nobody it has no editor that could save, and so no desk.
  const alone = await context.newPage();
  await alone.goto(tab.url());
  await expect(alone.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect(alone.locator('.desk')).toHaveCount(0);
  await alone.close();
  await tab.close();
});

/** Sends from the preview's window to the editor's, as the preview does. */
const tell = (page, message) => previewOf(page).evaluate((message) => parent.postMessage(message, location.origin), message);

/** Where the blocks of the article stand on a page. */
const boxes = (page) => page.locator('.entry-content > :is(p, h2)').evaluateAll((blocks) => blocks.map((block) => {
  const { x, y, width, height } = block.getBoundingClientRect();
  return [x, y, width, height];
}));
const article = (lang, more = '') => `${wordpress.site}/?p=${wordpress.posts[lang]}${more}`;

test('readers get the marks where the newsroom wants that, with what was corrected, in the layout of the theme', async ({ browser, page }) => {
  const reader = await browser.newPage();
  const errors = [];
  reader.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  for (const more of ['', '&preview=true']) {
    await reader.goto(article('en', more));
    expect(await reader.content()).not.toMatch(/hashiya[-_./]/);
  }
  const before = await boxes(reader);
  expect(before.length).toBeGreaterThan(5);

  await go(page, 'en', '/wp-admin/options-general.php?page=hashiya');
  const toggle = page.getByLabel('Published posts are annotated for every reader, too');
  await expect(toggle).not.toBeChecked();
  await toggle.check();
  await page.getByLabel('House style').fill('{"rules":');
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await expect(page.locator('.notice-error')).toHaveText(/House style: this is no JSON object whose "format" is "hashiya-profile\/1"/);
  await expect(toggle).toBeChecked();
  await expect(page.getByLabel('House style')).toHaveValue('');

  for (const [lang, names] of [['en', ['Fiona Kerrigan', 'Galway']], ['ar', ['ليلى الماجري', 'صفاقس']]]) {
    await reader.goto(article(lang));
    await expect(reader.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(1);
    expect(await reader.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)))).toEqual(expect.arrayContaining(names));
    expect(await reader.locator('html').getAttribute('dir')).toBe(lang === 'ar' ? 'rtl' : null);
  }
  await reader.goto(article('en'));
  await expect(reader.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(1);
  expect(await boxes(reader)).toEqual(before);
  // What was corrected in the test before this one.
  expect(await reader.locator('hashiya-article').evaluate(({ annotations }) => annotations.some(({ text, confidence }) => text === 'Colm Folan' && confidence > 0))).toBe(false);
  // A dark theme that does not say so, and a reader who switches.
  const scheme = () => reader.locator('hashiya-article').evaluate((element) => getComputedStyle(element).colorScheme);
  expect(await scheme()).toBe('normal');
  await reader.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.dark body { background: #222; color: #eee; }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.documentElement.classList.add('dark');
  });
  await expect.poll(scheme).toBe('dark');
  await reader.evaluate(() => document.documentElement.classList.remove('dark'));
  await expect.poll(scheme).toBe('normal');
  // Lists and feeds have the text alone.
  for (const address of ['/', '/?feed=rss2', '/?s=clinic']) expect(await (await reader.request.get(wordpress.site + address)).text()).not.toContain('hashiya-article');
  expect(errors).toEqual([]);
  await reader.close();

  await go(page, 'en', '/wp-admin/options-general.php?page=hashiya');
  await toggle.uncheck();
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await expect(page.locator('.notice-success')).toBeVisible();
});

/** Fills in fields of the plugin's settings, by their labels, and saves. */
async function choose(page, fields) {
  await go(page, 'en', '/wp-admin/options-general.php?page=hashiya');
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await expect(page.locator('.notice-success')).toBeVisible();
}

test('the desk in the sidebar goes by the newsroom\'s profile, and the marks by its glossary', async ({ page, context }) => {
  const findings = (preview) => preview.locator('.desk ol .where');
  let preview = await open(page, 'en');
  await expect(findings(preview)).toHaveText(['An official', 'Sunday, March 20, 2026']);
  await expect.poll(() => painted(page)).toContain('Amara Okafor');
  await context.route('**/names.csv', (route) => route.fulfill({ contentType: 'text/csv', body: 'name,never\nAmara Okafor,yes\n' }));
  await choose(page, { Glossary: `${wordpress.site}/names.csv`, 'House style': '{"format": "hashiya-profile/1", "checks": {"anonymous-source": false}}' });
  preview = await open(page, 'en');
  await expect(findings(preview)).toHaveText(['Sunday, March 20, 2026']);
  await expect.poll(() => painted(page)).toContain('Dublin');
  expect((await painted(page)).filter((words) => words.includes('Okafor'))).toEqual([]);
  await choose(page, { Glossary: '', 'House style': '' });
});

test('all of it works by keyboard alone, and nobody is caught in the frame', async ({ page }) => {
  const preview = await open(page, 'ar');
  await button(page, 'ar').click();
  await caretAtEnd(page, paragraphs(page).first());
  /** Presses a key until the focus is where `isThere` says, in the page or in the frame. */
  const press = async (key, isThere, target = page) => {
    for (let times = 0; times < 40; times += 1) {
      await page.keyboard.press(key);
      if (await target.evaluate(isThere)) return;
    }
    throw new Error(`${key} leads nowhere`);
  };
  const isInFrame = () => document.activeElement.tagName === 'IFRAME';
  // WordPress's own way through its regions, then on to the button.
  await press('Control+Backquote', () => document.activeElement.contains(document.querySelector('.interface-pinned-items')));
  await press('Tab', () => document.activeElement.getAttribute('aria-label') === 'حاشية');
  await page.keyboard.press('Enter');
  await expect(preview.locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  await expect.poll(() => painted(page)).toContain('ليلى الماجري');
  await press('Tab', isInFrame);
  await press('Tab', () => document.querySelector('hashiya-article').shadowRoot.activeElement?.matches('.hashiya-mark'), previewOf(page));
  await press('ArrowDown', () => document.querySelector('hashiya-article').shadowRoot.activeElement?.getAttribute('aria-label').includes('ليلى الماجري'), previewOf(page));
  await page.keyboard.press('Enter');
  await expect(preview.locator('.hashiya-card')).toBeVisible();
  await press('Tab', () => document.querySelector('hashiya-article').shadowRoot.activeElement?.matches('.hashiya-wish'), previewOf(page));
  await page.keyboard.press('Enter');
  await press('Tab', () => [...document.querySelectorAll('[data-hashiya-ignore]')].some(({ shadowRoot }) => shadowRoot?.activeElement?.matches('.reject')), previewOf(page));
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.parse(await field(page)).length).toBe(1);
  await page.keyboard.press('Escape');
  await expect(preview.locator('.bar')).toBeFocused();
  await press('Tab', () => document.activeElement.tagName !== 'IFRAME');
});

for (const [lang, width] of [['en', 1280], ['ar', 320]]) {
  test(`axe-core finds nothing in the sidebar and its preview (${lang}, ${width} pixels)`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const preview = await open(page, lang);
    expect(await previewOf(page).evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    const look = async () => [
      ...await violations(previewOf(page)),
      ...await page.evaluate(async (source) => {
        eval(source);
        return (await axe.run('.hashiya-sidebar', { iframes: false })).violations.map(({ id }) => id);
      }, readFileSync('node_modules/axe-core/axe.min.js', 'utf8')),
    ];
    await expect.poll(() => painted(page)).toContain(DESK[lang].person);
    await openCard(page, DESK[lang].person);
    await expect(preview.locator('.hashiya-card')).toBeVisible();
    expect(await look()).toEqual([]);
    await preview.getByRole('button', { name: DESK[lang].report }).click();
    expect(await look()).toEqual([]);
  });
}

test('opened and closed ten times, the preview leaves nothing behind', async ({ page }) => {
  await open(page, 'en');
  const toggle = button(page, 'en');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const count = async () => {
    for (let times = 0; times < 3; times += 1) {
      await browser.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(100);
    }
    const { metrics } = await browser.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const close = async () => {
    await toggle.click();
    await expect(page.locator('.hashiya-sidebar')).toHaveCount(0);
  };
  // What is closed while it loads breaks its requests off, which Chromium says in the console.
  const reopen = async () => {
    await toggle.click();
    await expect(frameOf(page, 'en').locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  };
  await close();
  await reopen();
  await close();
  const before = await count();
  for (let times = 0; times < 10; times += 1) {
    await reopen();
    await close();
  }
  const after = await count();
  expect(after.Frames).toBe(before.Frames);
  expect(after.Documents).toBeLessThanOrEqual(before.Documents);
  // Less than one each time: WordPress has some of its own that come and go.
  expect(after.JSEventListeners - before.JSEventListeners).toBeLessThan(10);
  expect(after.Nodes - before.Nodes).toBeLessThan(10);
});

test.describe(() => {
  test.use({ expectedErrors: /status of 400/ });

  test('the field is for those who edit the post, and holds lists of objects alone', async ({ page, playwright }) => {
    await open(page, 'en');
    const kept = JSON.stringify([NOTE('urn:uuid:1', 'Galway')]);
    const write = (value) => page.evaluate(([post, value]) => wp.apiFetch({ path: `/wp/v2/posts/${post}`, method: 'POST', data: { meta: { hashiya_corrections: value } } })
      .then(({ meta }) => meta.hashiya_corrections, ({ code, data }) => [code, data.status]), [wordpress.posts.en, value]);
    expect(await write(kept)).toBe(kept);
    const tooLong = JSON.stringify([{ text: 'x'.repeat(500_000) }]);
    for (const wrong of ['{}', '[1]', '["<script>"]', 'null', '[{}', '[[]]', tooLong]) expect(await write(wrong)).toEqual(['hashiya_invalid_corrections', 400]);
    const path = `/wp/v2/posts/${wordpress.posts.en}?context=edit`;
    expect(await page.evaluate((path) => wp.apiFetch({ path }).then(({ meta }) => meta.hashiya_corrections), path)).toBe(kept);
    // Readers learn nothing of it, and change nothing.
    const reader = await playwright.request.newContext({ baseURL: wordpress.site });
    const address = `/?rest_route=/wp/v2/posts/${wordpress.posts.en}`;
    expect(await (await reader.get(address)).text()).not.toContain('hashiya_corrections');
    expect((await reader.post(address, { data: { meta: { hashiya_corrections: '[]' } } })).status()).toBe(401);
    expect((await reader.get(`/?rest_route=/hashiya/v1/corrections/${wordpress.posts.en}`)).status()).toBe(401);
    expect((await reader.get(`/wp-admin/admin-ajax.php?action=hashiya_preview&post=${wordpress.posts.en}`)).status()).toBe(400);
    await reader.dispose();
    expect(await write('[]')).toBe('[]');
  });
});

test.describe(() => {
  test.use({ expectedErrors: /status of 404/ });

  test('where the files of the package are missing the sidebar says so, and the editor works on', async ({ page, context }) => {
    await context.route('**/integrations/editor.js', (route) => route.fulfill({ status: 404, body: '' }));
    await go(page, 'ar', wordpress.edit('ar'));
    await button(page, 'ar').click();
    await expect(page.getByRole('alert').filter({ hasText: 'تعذّر عرض المعاينة' })).toBeVisible();
    await caretAtEnd(page, paragraphs(page).first());
    await page.keyboard.type(' تمّ.');
    await expect(paragraphs(page).first()).toContainText('وحدها. تمّ.');
    await context.unroute('**/integrations/editor.js');
  });
});

test('messages from anywhere but the preview are dropped, and so is what is no list of corrections', async ({ page, context }) => {
  await context.route('http://127.0.0.1:1/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
  const preview = await open(page, 'en');
  const title = await preview.locator('h1').textContent();
  const list = [NOTE('urn:uuid:2', 'Galway')];
  const message = { type: 'hashiya-corrections', corrections: list };
  const entry = { type: 'hashiya-entry', article: { html: '<h1>Forged</h1>' }, corrections: list };
  // Tabs that were opened from here: of another name, and of that name at another origin.
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  const tabs = [];
  for (const [src, isNamed] of [['/wp-includes/images/blank.gif', false], ['http://127.0.0.1:1/', true]]) {
    const opened = context.waitForEvent('page');
    await page.evaluate(([src, isNamed]) => void window.open(src, isNamed ? `wp-preview-${wp.data.select('core/editor').getCurrentPostId()}` : 'another'), [src, isNamed]);
    tabs.push(await opened);
  }
  for (const tab of tabs) {
    await tab.waitForLoadState();
    await tab.evaluate(async (message) => {
      opener.postMessage({ type: 'hashiya-preview', ready: true }, '*');
      await new Promise((resolve) => setTimeout(resolve, 200));
      opener.postMessage(message, '*');
    }, message);
    await page.waitForTimeout(200);
    await tab.close();
  }
  expect(errors).toEqual([]);
  // The editor's own window, a frame without an origin, one of this origin, one of another.
  const frames = await page.evaluateHandle(() => ['sandbox', '/wp-includes/images/blank.gif', 'http://127.0.0.1:1/'].map((src) => {
    const frame = document.createElement('iframe');
    if (src === 'sandbox') frame.sandbox = 'allow-scripts';
    else frame.src = src;
    // As the tab is called in which WordPress previews the post.
    frame.name = `wp-preview-${wp.data.select('core/editor').getCurrentPostId()}`;
    document.body.append(frame);
    return frame;
  }));
  const senders = [page.mainFrame(), ...await Promise.all([0, 1, 2].map(async (at) => (await frames.evaluateHandle((all, at) => all[at], at)).asElement().contentFrame()))];
  for (const sender of senders) {
    await sender.waitForLoadState();
    await sender.evaluate(async ([message, entry]) => {
      const all = [top, ...Array.from({ length: top.length }, (_, at) => top[at])];
      for (const target of all) target.postMessage({ type: 'hashiya-preview', ready: true }, '*');
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const target of all) {
        target.postMessage(message, '*');
        // The editor's own window is the one that the preview listens to.
        if (window !== top) target.postMessage(entry, '*');
      }
    }, [message, entry]);
  }
  for (const corrections of ['[]', null, [1], { length: 1 }, undefined]) await tell(page, { type: 'hashiya-corrections', corrections });
  await page.waitForTimeout(300);
  expect(await field(page)).toBe('[]');
  await expect(preview.locator('h1')).toHaveText(title);
  await expect(status(page)).toHaveText('');
  // The same from the preview itself; but not more than the field holds.
  await tell(page, message);
  await expect.poll(() => field(page)).toBe(JSON.stringify(list));
  await tell(page, { ...message, corrections: [...list, { text: 'x'.repeat(500_000) }] });
  await expect(page.locator('.components-notice.is-error')).toContainText('too many corrections');
  expect(await field(page)).toBe(JSON.stringify(list));
});

test('the preview runs under a policy that allows the plugin\'s files alone', async ({ page }) => {
  const pages = [];
  page.on('response', (response) => response.url().includes('hashiya_preview') && pages.push(response.headers()));
  await open(page, 'en');
  expect(pages).toHaveLength(1);
  const policy = Object.fromEntries(pages[0]['content-security-policy'].split('; ').map((rule) => [rule.split(' ')[0], rule]));
  const files = `${wordpress.site}/wp-content/plugins/hashiya`;
  expect(policy).toMatchObject({
    'default-src': "default-src 'none'",
    'script-src': `script-src ${files}/embed/ 'wasm-unsafe-eval'`,
    'connect-src': `connect-src ${files}/embed/`,
    'frame-ancestors': "frame-ancestors 'self'",
    'require-trusted-types-for': "require-trusted-types-for 'script'",
  });
  expect(pages[0]['x-frame-options']).toBe('SAMEORIGIN');
});

test('the Arabic translation is complete and compiled, and PHP has nothing to remark on the plugin', async () => {
  const [site, plugin] = [wordpress.folder, '../../www/integrations/wordpress/hashiya'];
  const [arabic] = JSON.parse(execFileSync('php', ['cms/wordpress/translate.php', site, plugin]));
  expect(arabic).toMatchObject({ file: 'hashiya-ar.po', untranslated: [], unused: [], stale: false });
  expect(arabic.strings).toBeGreaterThan(10);
  expect(wordpress.log().split('\n').filter((line) => line.includes('plugins/hashiya'))).toEqual([]);
});
