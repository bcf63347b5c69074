// The embed build on a plain page with a strict policy: the page's own articles are marked and otherwise untouched.
import { countRehearsed, expect, insideViewport, keepPacksBack, locate, rehearsal, rest, test, texts, violations } from './page.mjs';

const card = (page, id) => page.locator(`#${id} .hashiya-card`);

async function openPage(page, info) {
  await page.goto(`${info.config.metadata.embed}/strict.html`);
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
  const address = `${info.config.metadata.embed}/strict.html`;
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
  await page.goto(`${info.config.metadata.embed}/strict.html`);
  await rehearsal(page);
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(0);
  release();
  await settled(page);
  const rehearsed = await page.evaluate(() => window.rehearsed);
  await replace(page, '<p>President Grace Odhiambo spoke in Kenya.</p>');
  expect(await page.evaluate(() => window.rehearsed)).toBe(rehearsed);
});

test('for a reader who saves data nothing is fetched before it is asked for', async ({ page }, info) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  const requests = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${info.config.metadata.embed}/strict.html`);
  const ask = page.locator('#english').getByRole('button', { name: 'Show the notes' });
  await expect(ask).toBeVisible();
  expect(requests.filter((url) => /wasm|pack|hashiya_core/.test(url))).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await ask.click();
  await expect(page.locator('#english .hashiya[data-ready="true"]')).toHaveCount(1);
  await expect(ask).toHaveCount(0);
});

test('a quote is linked to where it stands on the page', async ({ page }, info) => {
  await openPage(page, info);
  await page.locator('#english .hashiya-list summary').nth(1).click();
  await page.locator('#english .hashiya-list').nth(1).locator('.hashiya-row').first().click();
  const link = await card(page, 'english').getByRole('link', { name: 'Link to this quote' }).getAttribute('href');
  expect(link).toMatch(/strict\.html#:~:text=/);
  const words = decodeURIComponent(link.split('text=')[1].split(',')[0]);
  expect((await page.locator('#english').textContent()).replace(/\s+/g, ' ')).toContain(words);
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
  await page.route('**/strict.html', async (route) => {
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

// Serves `body` as the page's glossary and gathers what the console says of it.
async function serveGlossary(page, name, body) {
  const said = [];
  let fetched = 0;
  page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
  await page.route(`**/${name}`, (route) => { fetched += 1; route.fulfill({ contentType: 'text/plain; charset=utf-8', body }); });
  return { said, fetched: () => fetched };
}

test('a glossary names what the newsroom names, and never what it wants unmarked', async ({ page }, info) => {
  const { said, fetched } = await serveGlossary(page, 'names.csv', [
    'name,spellings,type,description,link,image,never',
    'Riverton Council,The Council,ORG,"The town\'s <b>elected</b> body",https://example.org/council,,',
    'Lake House,,INN,,,,',
    'Hostile,,ORG,,javascript:alert(1),data:image/svg+xml;x,',
    'Danny Whitlock,,,,,,yes',
  ].join('\n'));
  await openPage(page, info);
  const story = `<p>The Riverton Council met on Monday in Paris. "We are glad he is back with us," Danny Whitlock said.</p>
    <p>Danny had been away. Whitlock came home from Hostile.</p>`;
  await replace(page, story, { lang: 'en', ui: 'en', glossary: 'names.csv' });
  expect(await texts(page, 'organisation')).toEqual(['Riverton Council', 'Hostile']);
  expect(await texts(page, 'person')).toEqual([]);
  expect(await texts(page, 'quote')).toEqual(['We are glad he is back with us']);
  // The bad rows, each with its line.
  expect(said.map((line) => line.replace(/.*names\.csv:/, '').replace(/:.*\[/, ': ['))).toEqual(
    ['3: [unknown-type]', '4: [invalid-link]', '4: [invalid-link]']);
  await rest(page, await locate(page, 'organisation', 'Riverton Council'));
  await expect(card(page, 'new')).toContainText("The town's <b>elected</b> body");
  await expect(card(page, 'new')).toContainText('From the newsroom');
  await expect(card(page, 'new').locator('a')).toHaveAttribute('href', 'https://example.org/council');
  await expect(card(page, 'new').locator('a')).toHaveAttribute('rel', 'noopener');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  // Neither the list nor anything else that was added to the page names him.
  await page.locator('#new .hashiya-list summary').first().click();
  await expect(page.locator('#new .hashiya-list').first()).toContainText('Riverton Council');
  const added = await page.locator('#new').evaluate((element) => element.shadowRoot.querySelector('.hashiya').outerHTML);
  expect(added).not.toMatch(/Danny|Whitlock/);
  // Beside it an article without a glossary is none the wiser, and the file is fetched once a page.
  await page.evaluate(([story]) => {
    for (const glossary of ['', 'names.csv']) {
      const article = Object.assign(document.createElement('hashiya-article'), { lang: 'en', innerHTML: story });
      article.setAttribute('glossary', glossary);
      document.querySelector('main').append(article);
    }
  }, [story]);
  await settled(page);
  expect(await texts(page, 'person')).toContain('Danny Whitlock');
  expect((await texts(page, 'organisation')).filter((name) => name === 'Hostile').length).toBe(2);
  expect(fetched()).toBe(1);
});

test('a picture of the newsroom is fetched without telling where from', async ({ page }, info) => {
  const image = `${info.config.metadata.embed}/council.svg`;
  await page.route('**/council.svg', (route) => {
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>' });
  });
  const fetched = page.waitForRequest(image);
  await serveGlossary(page, 'names.json', JSON.stringify({
    names: [{ name: 'مجلس الضفة', type: 'ORG', description: 'هيئة منتخبة', image }, { name: 7 }],
    never: { types: ['PER'] },
  }));
  await openPage(page, info);
  await replace(page, '<p>اجتمع مجلس الضفة أمس مع وزير الدفاع الروسي سيرغي شويغو في ليبيا.</p>', { lang: 'ar', glossary: 'names.json' });
  expect(await texts(page, 'person')).toEqual([]);
  expect(await texts(page, 'place')).toEqual(['ليبيا']);
  await page.locator('#new .hashiya-mark').focus();
  await page.keyboard.press('Enter');
  expect((await fetched).headers().referer).toBeUndefined();
  const picture = card(page, 'new').locator('img');
  await expect(picture).toHaveAttribute('alt', 'صورة: مجلس الضفة');
  await expect(picture).toHaveAttribute('loading', 'lazy');
  await expect(card(page, 'new')).toContainText('من غرفة الأخبار');
});

test.describe('a module that breaks off', () => {
  test.use({ expectedErrors: /unreachable/ });

  test('is told, and the article stays as it is', async ({ page }, info) => {
    await page.addInitScript(() => {
      const { setTimeout } = window;
      const wasm = () => performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm')).name;
      // What the module is to go on with after a turn of the page's.
      window.setTimeout = (work, ...more) => setTimeout(() => {
        if (window.isBroken) throw Object.assign(new WebAssembly.RuntimeError('unreachable'), { stack: `at ${wasm()}` });
        work();
      }, ...more);
      window.codes = [];
      document.addEventListener('hashiya-error', ({ detail }) => window.codes.push(detail.code));
    });
    const release = await keepPacksBack(page);
    await page.goto(`${info.config.metadata.embed}/strict.html`);
    const count = await page.locator('hashiya-article').count();
    await expect(page.locator('hashiya-article .hashiya[data-ready="false"]')).toHaveCount(count);
    const words = () => page.locator('hashiya-article').evaluateAll((articles) => articles.map(({ textContent }) => textContent));
    const before = await words();
    await page.evaluate(() => (window.isBroken = true));
    release();
    await expect.poll(() => page.evaluate(() => window.codes)).toEqual(Array(count).fill('host'));
    await expect(page.locator('hashiya-article h1, hashiya-article h2').first()).toBeVisible();
    // One that was through before it broke has its marks.
    expect(await words()).toEqual(before);
  });
});

test('without its glossary an article is shown without notes', async ({ page }, info) => {
  const { said } = await serveGlossary(page, 'broken.csv', 'name,never\n"Danny Whitlock,yes\n');
  await openPage(page, info);
  const code = page.evaluate(() => new Promise((resolve) => document.addEventListener('hashiya-error', (event) => resolve(event.detail.code))));
  await page.evaluate(() => {
    const article = Object.assign(document.createElement('hashiya-article'), { id: 'new', lang: 'en', innerHTML: '<p>Danny Whitlock left Paris.</p>' });
    article.setAttribute('glossary', 'broken.csv');
    document.querySelector('main').replaceChildren(article);
  });
  expect(await code).toBe('invalid-glossary');
  expect(await page.evaluate(() => CSS.highlights.size)).toBe(0);
  expect(said.join()).toContain('2: a quotation mark opens here');
});

test('regions that are to be ignored hold no mark and no mark runs over them', async ({ page }, info) => {
  await openPage(page, info);
  await replace(page, `<p>The minister flew to <span data-hashiya-ignore>Rome, and then to</span> Paris on Monday.</p>
    <div data-hashiya-ignore><p>President Emmanuel Laurent said that he would stay in Tunis.</p></div>
    <p>President Daniel <b data-hashiya-ignore>(an advertisement)</b> Whitfield went home to Kenya.</p>
    <p>"It is all <i data-hashiya-ignore>Oslo</i> over for the two of us," he said.</p>`, { lang: 'en' });
  expect(await texts(page, 'place')).toEqual(['Paris', 'Kenya']);
  const crossed = await page.evaluate(() => [...CSS.highlights.values()].flatMap((ranges) => [...ranges])
    .filter((range) => [...document.querySelectorAll('[data-hashiya-ignore]')].some((element) => range.intersectsNode(element)))
    .map(String));
  expect(crossed).toEqual([]);
});
