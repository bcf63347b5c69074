// Formats beside hashiya/1, in the page: read, written, and found again after edits.
import { expect, test } from './page.mjs';

const STORY = [
  'Harbour of Oban stays open for boats',
  'The mayor of Oban, Ann Lee, said on Monday that the old harbour stays open for fishing boats.',
  'A day later the council met again, and the union of the crews thanked Lee for her word.',
];
const SOURCE = 'https://news.example/1';

/** An annotation of the W3C model over words of the story. */
const annotation = (exact, prefix, suffix, body) => ({
  '@context': 'http://www.w3.org/ns/anno.jsonld', id: `${SOURCE}#${exact}`, type: 'Annotation', body,
  target: { source: SOURCE, selector: { type: 'TextQuoteSelector', exact, prefix, suffix } },
});
const MAYOR = annotation('Ann Lee', 'The mayor of Oban, ', ', said on Monday that', [
  { type: 'TextualBody', purpose: 'tagging', value: 'Person' },
  { type: 'TextualBody', purpose: 'describing', value: 'Mayor since 2019.' },
]);
const page = (...items) => ({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', items });

/** Opens a page with the story in an element, and tells what was fetched. */
async function open(page, info, { files = {}, attributes = '', story = STORY } = {}) {
  const fetched = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  for (const [name, body] of Object.entries(files)) {
    await page.route(`**/${name}`, (route) => route.fulfill({ contentType: 'application/ld+json', body: typeof body === 'string' ? body : JSON.stringify(body) }));
  }
  const body = `<!doctype html><html lang="en"><script type="module" src="/hashiya.js"></script>
    <hashiya-article detect="off" ${attributes}><h1>${story[0]}</h1><p>${story[1]}</p><p>${story[2]}</p></hashiya-article>`;
  await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${info.config.metadata.embed}/bare.html`);
  await expect(page.locator('hashiya-article .hashiya[data-ready="true"]')).toHaveCount(1);
  return fetched;
}

/** What is marked: words, the name it stands for, where it is from, how sure that is, and what the newsroom says. */
const marks = (page) => page.locator('hashiya-article').evaluate((element) => element.annotations.map((mark) => {
  const entity = element.entities.find(({ id }) => id === mark.entity);
  return { text: mark.text, type: mark.type, origin: mark.origin, sure: mark.confidence, description: entity?.description, why: mark.why };
}));
const set = (page, annotations) => page.locator('hashiya-article').evaluate((element, annotations) => element.setAnnotations(annotations), annotations);
const ofFormats = (fetched) => fetched.filter((path) => /formats/.test(path)).length;

test('a file of the W3C model is marked as one of ours is, and its card says what it says', async ({ page: tab }, info) => {
  const fetched = await open(tab, info, { files: { 'notes.jsonld': page(MAYOR) }, attributes: 'annotations="notes.jsonld"' });
  await expect.poll(() => marks(tab)).toEqual([{ text: 'Ann Lee', type: 'PER', origin: 'provided', sure: 1, description: 'Mayor since 2019.', why: [] }]);
  expect(ofFormats(fetched)).toBe(2);
  await tab.locator('hashiya-article').evaluate((element) => element.select('a1'));
  await expect(tab.getByRole('dialog')).toContainText('Mayor since 2019.');
});

test('annotations in our own format need no second module', async ({ page: tab }, info) => {
  const fetched = await open(tab, info);
  await set(tab, { format: 'hashiya/1', text: STORY[1], lang: 'en', entities: [{ id: 'e', type: 'PER', name: 'Ann Lee' }], annotations: [{ kind: 'entity', type: 'PER', entity: 'e', start: 19, end: 26 }] });
  expect((await marks(tab)).map(({ text }) => text)).toEqual(['Ann Lee']);
  expect(ofFormats(fetched)).toBe(0);
});

test('what was edited since is found again and says so; what was deleted is left out, whatever looks like it', async ({ page: tab }, info) => {
  const edited = [STORY[0], STORY[1].replace('Ann Lee', 'Anne Lee'), STORY[2]];
  await open(tab, info, { story: edited });
  const lost = annotation('the council met again', 'Then a week went by, and ', ' to talk of money', []);
  const result = await set(tab, page(MAYOR, lost));
  expect(result.orphans).toBe(1);
  const [mark, ...others] = await marks(tab);
  expect(others).toEqual([]);
  expect(mark.text).toBe('Anne Lee');
  expect(mark.sure).toBeLessThan(1);
  expect(mark.why[0].code).toBe('re-anchored');
  await tab.locator('hashiya-article').evaluate((element) => element.select('a1'));
  await expect(tab.getByRole('dialog')).toContainText('found again after the text was edited');
  // The same of our own format.
  const text = STORY.join('\n\n');
  const start = text.indexOf('Ann Lee');
  const own = { format: 'hashiya/1', text, lang: 'en', entities: [{ id: 'e', type: 'PER', name: 'Ann Lee' }], annotations: [{ kind: 'entity', type: 'PER', entity: 'e', start, end: start + 7 }] };
  expect(await set(tab, own)).toEqual({ problems: [], orphans: 0 });
  expect((await marks(tab)).map(({ text, why }) => [text, why[0]?.code])).toEqual([['Anne Lee', 're-anchored']]);
});

test('what is malformed is told by its path, and the rest is marked', async ({ page: tab }, info) => {
  await open(tab, info);
  const bad = annotation('Oban', 'x', 'y', []);
  bad.target.selector.exact = 7;
  const result = await set(tab, page(bad, MAYOR));
  expect(result.problems).toEqual(['$.items[0].target.selector.exact: it is not a string']);
  expect((await marks(tab)).map(({ text }) => text)).toEqual(['Ann Lee']);
  const code = (annotations) => tab.locator('hashiya-article').evaluate((element, annotations) => element.setAnnotations(annotations).catch(({ code }) => code), annotations);
  expect(await code({ nothing: 'known' })).toBe('invalid-input');
  expect(await code('{"format": ')).toBe('invalid-input');
  expect(await code('no JSON')).toBe('invalid-input');
});

test('what is marked is given out in every format', async ({ page: tab }, info) => {
  await open(tab, info);
  await set(tab, page(MAYOR));
  const out = (format, options) => tab.locator('hashiya-article').evaluate((element, [format, options]) => element.exportAs(format, options).catch(({ code }) => code), [format, options]);
  const w3c = await out('w3c', { source: SOURCE });
  expect(w3c.type).toBe('AnnotationCollection');
  expect(w3c.first.items[0].target.selector[1]).toMatchObject({ type: 'TextQuoteSelector', exact: 'Ann Lee' });
  expect(await out('schema')).toMatchObject({ '@type': 'NewsArticle', mentions: [{ '@type': 'Person', name: 'Ann Lee' }] });
  expect((await out('spacy')).ents).toMatchObject([{ label: 'PER' }]);
  expect((await out('displacy')).ents).toMatchObject([{ label: 'PER' }]);
  expect(await out('brat')).toContain('Ann Lee');
  expect(await out('rtf')).toBe('invalid-input');
  // And what we have given out is taken again.
  await set(tab, null);
  await expect.poll(() => marks(tab)).toEqual([]);
  await set(tab, w3c);
  await expect.poll(async () => (await marks(tab)).map(({ text, description }) => [text, description])).toEqual([['Ann Lee', 'Mayor since 2019.']]);
});
