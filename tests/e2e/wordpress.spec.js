// The plugin in a real WordPress: what its editors write is annotated beside the canvas, what they correct is saved with the post, and
// neither they nor WordPress notice anything else of it.
import { createServer } from 'node:http';
import { start } from './cms/wordpress/start.mjs';
import { expect, test as base } from './page.mjs';

let wordpress;
let missing;

// Nothing may leave the machine.
const test = base.extend({
  page: async ({ page }, use) => {
    const foreign = [];
    page.on('request', (request) => /^(data|blob|about):|^http:\/\/127\.0\.0\.1[:/]/.test(request.url()) || foreign.push(request.url()));
    await use(page);
    expect(foreign).toEqual([]);
  },
});
test.describe.configure({ mode: 'serial' });
test.setTimeout(60_000);

test.beforeAll(async () => {
  // Where packages have to be installed first.
  test.setTimeout(400_000);
  try {
    wordpress = await start({ port: await freePort() });
  } catch (error) {
    if (error.code !== 'missing-package') throw error;
    missing = error.message;
  }
});
test.afterAll(() => wordpress?.stop());
test.beforeEach(() => test.skip(Boolean(missing), missing));

const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const EDITORS = {
  en: { login: 'editor', name: 'Hashiya', frame: 'Annotated preview', none: 'No corrections', one: 'Corrections: 1', unsaved: ' (not saved yet)' },
  ar: { login: 'muharrir', name: 'حاشية', frame: 'معاينة مع الحواشي', none: 'لا تصحيحات', one: 'التصحيحات: 1', unsaved: ' (لم تُحفظ بعد)' },
};

const go = (page, lang, to) => page.goto(wordpress.login(EDITORS[lang].login, to));
const button = (page, lang) => page.locator('.interface-pinned-items').getByRole('button', { name: EDITORS[lang].name });
const frameOf = (page, lang) => page.frameLocator(`iframe[title="${EDITORS[lang].frame}"]`);
const paragraphs = (page) => page.locator('.is-root-container [data-type="core/paragraph"]');
const status = (page) => page.locator('.hashiya-status');
const field = (page) => page.evaluate(() => wp.data.select('core/editor').getEditedPostAttribute('meta').hashiya_corrections);

/** Opens the sample article of a language in the editor, the sidebar with it. Returns the preview. */
async function open(page, lang) {
  await go(page, lang, wordpress.edit(lang));
  await paragraphs(page).first().waitFor();
  const toggle = button(page, lang);
  // WordPress remembers that it was open.
  if (await toggle.getAttribute('aria-pressed') !== 'true') await toggle.click();
  await expect(frameOf(page, lang).locator('.hashiya[data-ready="true"]')).toHaveCount(1);
  return frameOf(page, lang);
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

async function save(page) {
  await page.locator('.editor-post-publish-button').click();
  await expect.poll(() => page.evaluate(() => wp.data.select('core/editor').isSavingPost() || wp.data.select('core/editor').isEditedPostDirty())).toBe(false);
}

/** Opens the card of the entity of this name in the preview. */
const select = (page, name) => previewOf(page).evaluate((name) => {
  const element = document.querySelector('hashiya-article');
  const { id } = element.entities.find((entity) => entity.name === name);
  return element.select(element.annotations.find(({ entity }) => entity === id).id);
}, name);

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
    expect(await select(page, name)).toBe(true);
    await expect(preview.locator('.hashiya-card')).toContainText(role);
    // The same person with another role.
    await mark(page, text.indexOf(role), role.length);
    await page.keyboard.type(changed);
    const now = text.replace(role, changed);
    expect(await paragraph.textContent()).toBe(now);
    expect(await caret(page)).toMatchObject({ words: now.slice(0, now.indexOf(changed) + changed.length), isCollapsed: true });
    await expect.poll(() => previewOf(page).evaluate(() => document.querySelector('hashiya-article').export().text)).toContain(`${changed} ${name}`);
    await expect.poll(() => painted(page)).toContain(name);
    await select(page, name);
    await expect(preview.locator('.hashiya-card')).toContainText(changed);
    await expect(preview.locator('.hashiya-card')).not.toContainText(role);
  });
}
