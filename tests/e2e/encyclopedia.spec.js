// What a reader can ask Wikipedia, against a server of this machine that answers as Wikipedia and Wikidata do.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { expect, insideViewport, locate, rest, test as base, violations } from './page.mjs';

const LIBYA = { ar: ['ليبيا', 'ليبيا دولة في شمال أفريقيا تطل على البحر المتوسط.'], en: ['Libya', 'Libya is a country in North Africa on the Mediterranean.'] };

/** Its answers by path: what it says, a status, or nothing at all. */
function answers(lang) {
  const [title, extract] = LIBYA[lang];
  const page = (type, fields) => ({ type, title, lang, dir: lang === 'ar' ? 'rtl' : 'ltr', ...fields });
  return {
    [`/w/api.php?action=wbgetentities&ids=Q1016&props=sitelinks&sitefilter=${lang}wiki&format=json&origin=*`]:
      { entities: { Q1016: { type: 'item', id: 'Q1016', sitelinks: { [`${lang}wiki`]: { site: `${lang}wiki`, title, badges: [] } } } }, success: 1 },
    [`/api/rest_v1/page/summary/${title}`]: page('standard', { extract, extract_html: '<img src=x onerror=alert(1)>' }),
    '/api/rest_v1/page/summary/Riverton_Council': page('standard', { extract: 'A <b>council</b>.' }),
    '/api/rest_v1/page/summary/Riverton_Hall': page('disambiguation', { extract: 'Riverton Hall may mean:' }),
    '/api/rest_v1/page/summary/Riverton_100%_Bar': page('standard', { extract: 'A bar.' }),
    '/api/rest_v1/page/summary/Riverton_Fair': 500,
    '/api/rest_v1/page/summary/Riverton_Lake': null,
  };
}

const test = base.extend({
  wikipedia: async ({}, use) => {
    const asked = [];
    const server = createServer((request, response) => {
      const [, lang, path] = decodeURIComponent(request.url).match(/^\/(\w+)(\/.*)/);
      asked.push({ lang, path, cookie: request.headers.cookie, referer: request.headers.referer });
      const answer = answers(lang)[path];
      if (answer === null) return;
      const head = { 'access-control-allow-origin': '*', 'content-type': 'application/json; charset=utf-8' };
      response.writeHead(answer === undefined ? 404 : typeof answer === 'number' ? answer : 200, head);
      response.end(JSON.stringify(typeof answer === 'object' ? answer : { type: 'Internal error' }));
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${server.address().port}`;
    await use({ asked, origin, address: `${origin}/{lang}` });
    server.closeAllConnections();
    server.close();
  },
});

// Pages that are made up are none of this machine to Chromium, and it asks whether they may speak to it.
test.use({ permissions: ['local-network-access'] });

const html = readFileSync('../fixtures/pages/strict.html', 'utf8');
const card = '#new .hashiya-card';
const ask = (page) => page.locator(card).getByRole('button', { name: /Ask Wikipedia|اسأل ويكيبيديا/ });
const told = (page) => page.locator(`${card} [role="status"]`);

/** A page with one article, whose policy allows it to ask. */
async function openWith(page, info, origin, text, attributes) {
  const article = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`).join('');
  await page.route('**/strict.html', (route) => route.fulfill({
    contentType: 'text/html',
    body: html.replace("connect-src 'self'", `connect-src 'self' ${origin}`)
      .replace(/<main>[^]*<\/main>/, `<main><hashiya-article id="new"${article}>${text}</hashiya-article></main>`),
  }));
  await page.route('**/names.csv', (route) => route.fulfill({
    contentType: 'text/csv',
    body: ['name,type,link', ...['Council', 'Hall', 'Fair', 'Lake', 'Park', 'Bar'].map((name) => `Riverton ${name},LOC,https://en.wikipedia.org/wiki/Riverton_${name.replace('Bar', '100%_Bar')}`)].join('\n'),
  }));
  await page.goto(`${info.config.metadata.embed}/strict.html`);
  await expect(page.locator('#new .hashiya[data-ready="true"]')).toHaveCount(1);
}

for (const [lang, text] of [['ar', '<p>عاد الوفد من ليبيا أمس.</p>'], ['en', '<p>The delegation came home from Libya.</p>']]) {
  test(`${lang}: Wikipedia is asked when the reader presses for it, and once`, async ({ page, wikipedia }, info) => {
    await openWith(page, info, wikipedia.origin, text, { lang, ui: lang, wikipedia: wikipedia.address });
    const requests = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.locator('#new .hashiya-mark').focus();
    await page.keyboard.press('Enter');
    await expect(ask(page)).toBeVisible();
    // Neither is the file that asks fetched before it is wanted.
    expect([requests, wikipedia.asked]).toEqual([[], []]);
    await ask(page).focus();
    await page.keyboard.press('Enter');
    await expect(told(page)).toContainText(LIBYA[lang][1]);
    await expect(told(page)).toContainText('CC BY-SA 4.0');
    await expect(told(page).locator('a')).toHaveAttribute('href', `https://${lang}.wikipedia.org/wiki/${encodeURIComponent(LIBYA[lang][0])}`);
    await expect(told(page).locator('bdi').first()).toHaveAttribute('lang', lang);
    await expect(ask(page)).toBeFocused();
    await insideViewport(page, page.locator(card));
    expect(wikipedia.asked).toHaveLength(2);
    expect(wikipedia.asked.flatMap(({ cookie, referer }) => [cookie, referer]).filter(Boolean)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(told(page)).toBeEmpty();
    await ask(page).click();
    await expect(told(page)).toContainText(LIBYA[lang][1]);
    expect(wikipedia.asked).toHaveLength(2);
  });
}

test('nothing is asked, or can be, where the page does not say so', async ({ page, wikipedia }, info) => {
  await openWith(page, info, wikipedia.origin, '<p>The delegation came home from Libya.</p>', { lang: 'en', ui: 'en' });
  await rest(page, await locate(page, 'place', 'Libya'));
  await expect(page.locator(card)).toBeVisible();
  await expect(ask(page)).toHaveCount(0);
  expect(wikipedia.asked).toEqual([]);
});

test('only what the lists or the newsroom identify can be asked about', async ({ page, wikipedia }, info) => {
  const text = '<p>Minister Salma Haddad met the mayor in Libya.</p>';
  await openWith(page, info, wikipedia.origin, text, { lang: 'en', ui: 'en', wikipedia: wikipedia.address });
  await rest(page, await locate(page, 'person', 'Salma Haddad'));
  await expect(page.locator(card)).toBeVisible();
  await expect(ask(page)).toHaveCount(0);
});

test.describe('answers that are none', () => {
  // The browser's own words for them.
  test.use({ expectedErrors: /Failed to load resource/ });
  for (const [name, why, outcome] of [
    ['Council', 'the article the glossary links is told as text', 'A <b>council</b>.'],
    ['Bar', 'a title that is wrongly escaped means itself', 'A bar.'],
    ['Hall', 'a list of what a name can mean is refused', 'no single article'],
    ['Park', 'an article that is not there is said to be missing', 'no single article'],
    ['Fair', 'a server that fails is said to have failed, and can be asked again', 'could not be reached'],
    ['Lake', 'a server that is silent is not waited for', 'could not be reached'],
  ]) {
    test(why, async ({ page, wikipedia }, info) => {
      const story = `<p>The crowd left Riverton ${name} on Monday.</p>`;
      await openWith(page, info, wikipedia.origin, story, { lang: 'en', ui: 'en', glossary: 'names.csv', wikipedia: wikipedia.address });
      await rest(page, await locate(page, 'place', `Riverton ${name}`));
      await ask(page).click();
      await expect(told(page)).toContainText(outcome, { timeout: 12_000 });
      // The rest of the card is there all the same.
      await expect(page.locator(card)).toContainText('Why');
      const again = outcome.includes('could not');
      await expect(ask(page)).toHaveAttribute('aria-disabled', String(!again));
      if (name === 'Fair') {
        await ask(page).click();
        await expect.poll(() => wikipedia.asked.length).toBe(2);
      }
    });
  }
});
