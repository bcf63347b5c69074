// The embed build on a plain page with a strict policy: the page's own articles are marked and otherwise untouched.
import { countRehearsed, expect, insideViewport, keepPacksBack, locate, rehearsal, rest, test, texts, violations } from './page.mjs';

const card = (page, id) => page.locator(`#${id} .hashiya-card`);

async function openPage(page, info) {
  await page.goto(`${info.config.metadata.embed}/embed.html`);
  await settled(page);
}

// Every element of the page has its marks.
async function settled(page) {
  const count = await page.locator('hashiya-article').count();
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(count);
}

// Takes the page's articles away and puts one of this content in their place.
async function replace(page, html, attributes = {}) {
  await page.evaluate(([html, attributes]) => {
    const article = Object.assign(document.createElement('hashiya-article'), { id: 'new', innerHTML: html });
    for (const [name, value] of Object.entries(attributes)) article.setAttribute(name, value);
    document.querySelector('main').replaceChildren(article);
  }, [html, attributes]);
  await settled(page);
}

test('the custom element marks the articles that stand on the page', async ({ page }, info) => {
  const address = `${info.config.metadata.embed}/embed.html`;
  const light = () => page.locator('hashiya-article').evaluateAll((elements) => elements.map((element) => element.innerHTML));
  // The page as it is without the script.
  await page.route('**/hashiya.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto(address);
  const before = await light();
  await page.unroute('**/hashiya.js');
  await openPage(page, info);
  const marked = await page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges].map(String)));
  for (const name of ['ياسين الغرباوي', 'القطار الأول سينطلق قبل نهاية العقد', 'Grace Odhiambo', 'Kenya']) {
    expect(marked).toContain(name);
  }
  expect(await light()).toEqual(before);
});

test('an embedded article rehearses once a language while its pack is on its way', async ({ page }, info) => {
  await countRehearsed(page);
  const release = await keepPacksBack(page);
  await page.goto(`${info.config.metadata.embed}/embed.html`);
  await rehearsal(page);
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(0);
  release();
  await settled(page);
  const rehearsed = await page.evaluate(() => window.rehearsed);
  await replace(page, '<p>President Grace Odhiambo spoke in Kenya.</p>');
  expect(await page.evaluate(() => window.rehearsed)).toBe(rehearsed);
});

test('pointer and keyboard open cards in the shadow tree', async ({ page }, info) => {
  await openPage(page, info);
  const at = await locate(page, 'person', 'Grace Odhiambo');
  await rest(page, at);
  await expect(card(page, 'english')).toContainText('Grace Odhiambo');
  await insideViewport(page, card(page, 'english'));
  await page.keyboard.press('Escape');
  await expect(card(page, 'english')).toBeHidden();

  const mark = page.locator('#arabic .hashiya-mark');
  await mark.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(card(page, 'arabic')).toBeVisible();
  await expect(card(page, 'arabic')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(mark).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(mark).not.toBeFocused();
});

test('the pointer that goes on to the legend leaves no card behind', async ({ page }, info) => {
  await openPage(page, info);
  const legend = page.locator('#english .hashiya-legend');
  const source = await locate(page, 'source', 'Hashiya Newsroom');
  const note = await legend.locator('.hashiya-note').boundingBox();
  const aside = () => page.mouse.move(note.x + 8, note.y + 8);
  // On the way over the mark: longer than it takes a card to come.
  await rest(page, source);
  await aside();
  await page.waitForTimeout(900);
  await expect(card(page, 'english')).toBeHidden();
  // After a rest: the card goes once its grace is over.
  await rest(page, source);
  await expect(card(page, 'english')).toBeVisible();
  await aside();
  await expect(card(page, 'english')).toBeHidden();
});

test('with a card open axe-core finds nothing to complain of', async ({ page }, info) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openPage(page, info);
  await page.locator('#arabic .hashiya-mark').focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'arabic')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('words in links are not marked, and leave their place to the next mention', async ({ page }, info) => {
  await openPage(page, info);
  await replace(page, `<p>The minister flew to <a href="#x"><em>Par</em>is</a> on Monday, and nobody went with him.</p>
    <p>He came home from Paris on Tuesday, and nobody had missed him.</p>`, { lang: 'en', ui: 'en' });
  expect(await texts(page, 'place')).toEqual(['Paris']);
  const { parent } = await page.evaluate(() => {
    const [range] = CSS.highlights.get('hashiya-place');
    return { parent: range.startContainer.parentElement.textContent };
  });
  expect(parent).toContain('came home');
  await expect(page.locator('#new .hashiya-kind[data-kind="place"] .hashiya-count')).toHaveText('1');
});

test('line breaks and invisible marks of a page leave every range in its place', async ({ page }, info) => {
  await openPage(page, info);
  await replace(page, `<p>\uFEFFزار الوفد تونس<br>قال وزير الدفاع الروسي سيرغي شويغو إن الزيارة انتهت.</p>
    <pre>عاد الوفد\r\nإلى ليبيا مساء أمس.</pre>`, { lang: 'ar' });
  expect(await texts(page, 'place')).toEqual(['تونس', 'ليبيا']);
  expect(await texts(page, 'person')).toEqual(['سيرغي شويغو']);
});

test('a paragraph in the other language is marked too', async ({ page }, info) => {
  await openPage(page, info);
  // A page of its own: no pack is there yet.
  await page.route('**/embed.html', async (route) => {
    const html = await (await route.fetch()).text();
    const article = '<p>سافر الوفد إلى ليبيا أمس، وعاد منها في المساء بعد لقاء طويل.</p><p>The minister flew from Paris.</p>';
    route.fulfill({ contentType: 'text/html', body: html.replace(/<main>[^]*<\/main>/, `<main><hashiya-article>${article}</hashiya-article></main>`) });
  });
  await openPage(page, info);
  expect(await texts(page, 'place')).toEqual(['ليبيا', 'Paris']);
});

test('each article is annotated once', async ({ page }, info) => {
  await openPage(page, info);
  await replace(page, '<p>The minister flew from Paris to Tripoli on Monday.</p>', { lang: 'en' });
  expect(await page.evaluate(() => performance.getEntriesByName('hashiya:annotate').length)).toBe(3);
});

test('an element that holds bare text keeps its lines, also in browsers without custom states', async ({ page }, info) => {
  // Before Chromium 125.
  await page.addInitScript(() => {
    CustomStateSet.prototype.add = () => { throw new DOMException('Not allowed', 'SyntaxError'); };
  });
  await openPage(page, info);
  await replace(page, 'The minister flew from Paris.\nHe came home on Tuesday.', { lang: 'en' });
  expect(await texts(page, 'place')).toEqual(['Paris']);
  const lines = await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('#new'));
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  });
  expect(lines).toBe(2);
});
