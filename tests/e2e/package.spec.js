// The npm package as it would be published: what is in it, how it is found, what its types and its manifest say beside the sources.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const BUILT = '../../dist-embed';
/** What the build makes for our own pages alone. */
const OURS = /^(examples|fonts)\//;

const read = (name) => readFileSync(`../../${name}`, 'utf8');
const bin = (name) => resolve('node_modules/.bin', name);
/** The first groups of a pattern in a text, each once, in order. */
const all = (text, pattern) => [...new Set(Array.from(text.matchAll(pattern), ([, found]) => found))].sort();

let folder;
let packed;
const inside = (...names) => join(folder, ...names);
const installed = (...names) => inside('node_modules', 'hashiya', ...names);

// Ends with what the program wrote, if that fails.
function run(program, args, cwd = folder) {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch ({ stdout, stderr, message }) {
    throw new Error([message, stdout, stderr].join('\n'));
  }
}

const node = (script) => JSON.parse(run(process.execPath, ['--input-type=module', '-e', script]));

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashiya-package-'));
  cpSync(BUILT, inside('built'), { recursive: true });
  [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], inside('built')));
  writeFileSync(inside('package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${packed.filename}`]);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('it holds what the build makes and has the version of the crate', () => {
  const version = /^version = "(.*)"$/m.exec(read('Cargo.toml'))[1];
  expect(packed.version).toBe(version);
  expect(node("import { version } from 'hashiya'; console.log(JSON.stringify(version))")).toBe(version);
  const files = readdirSync(BUILT, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const made = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(BUILT, '/').length)).filter((name) => !OURS.test(name));
  expect(packed.files.map(({ path }) => path).sort()).toEqual(made.sort());
  console.log(`    ${packed.filename}: ${packed.size} bytes, unpacked ${packed.unpackedSize}`);
});

test('publint and attw have nothing to complain of', () => {
  run(bin('publint'), ['run', inside(packed.filename), '--strict']);
  // There is no CommonJS, and no resolution of before `exports`.
  run(bin('attw'), [inside(packed.filename), '--profile', 'esm-only', '--no-definitely-typed']);
});

test('importing it in Node.js touches no DOM and fetches nothing, and annotates', () => {
  const told = node(`
    const touched = [];
    for (const name of ['document', 'window', 'customElements', 'localStorage', 'matchMedia', 'CSSStyleSheet', 'DOMParser', 'MutationObserver', 'trustedTypes']) {
      Object.defineProperty(globalThis, name, { configurable: true, get() { touched.push(name); } });
    }
    globalThis.fetch = () => { touched.push('fetch'); throw new Error('fetched'); };
    const before = Object.getOwnPropertyNames(globalThis).length;
    const [plain, defining] = [await import('hashiya'), await import('hashiya/define')];
    const imported = [...touched, Object.getOwnPropertyNames(globalThis).length - before];
    const { entities } = await plain.annotate('The minister flew to Oslo.', { lang: 'en' });
    const isSame = Object.keys(plain).every((name) => plain[name] === defining[name]);
    const code = await plain.annotate('x', { lang: 'fa' }).catch(({ code }) => code);
    console.log(JSON.stringify({ imported, names: entities.map(({ name }) => name), isSame, code, fetched: touched.includes('fetch') }));`);
  expect(told).toEqual({ imported: [0], names: ['Oslo'], isSame: true, code: 'unknown-language', fetched: false });
});

test('types are strict, and what is written is as they say', () => {
  const paths = ['english.txt', 'arabic.txt'].map((name) => resolve('../fixtures', name));
  const documents = node(`import { annotate } from 'hashiya';
    import { readFileSync } from 'node:fs';
    const texts = ${JSON.stringify(paths)}.map((path) => readFileSync(path, 'utf8'));
    const glossary = [{ name: 'Helena Carvalho', type: 'PER', link: 'https://news.example/carvalho' }];
    console.log(JSON.stringify(await Promise.all(texts.map((text) => annotate(text, { date: '2026-05-04', glossary })))));`);
  expect(documents.map(({ lang }) => lang)).toEqual(['en', 'ar']);
  const written = documents.map((document) => JSON.stringify(document)).join(',\n');
  writeFileSync(inside('written.ts'), `import type { HashiyaDocument } from 'hashiya';\nexport const written: HashiyaDocument[] = [${written}];\n`);
  writeFileSync(inside('use.ts'), USE);
  for (const [module, moduleResolution] of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
    const compilerOptions = {
      module, moduleResolution, strict: true, noEmit: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
      target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [],
    };
    writeFileSync(inside('tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts', 'written.ts'] }));
    run(bin('tsc'), ['-p', '.']);
  }
});

test('types and manifest name what the sources have', async () => {
  const types = readFileSync(installed('hashiya.d.ts'), 'utf8');
  const manifest = JSON.parse(readFileSync(installed('custom-elements.json'), 'utf8'));
  const [{ attributes, events, cssProperties, cssParts, members, slots }] = manifest.modules[0].declarations;
  // Whichever of the scripts it is in; those of frames have a page of their own.
  const files = readdirSync('../../www').filter((name) => name.endsWith('.js') && !/^(embed|frame)\./.test(name));
  const scripts = files.map((name) => read(`www/${name}`)).join('\n');
  const names = (list) => list.map(({ name }) => name).sort();
  const library = await import(installed('node.js'));
  const { HashiyaArticle } = library;

  expect(all(types, /^export (?:class|function|const) (\w+)/gm)).toEqual(Object.keys(library).sort());
  expect(names(manifest.modules[0].exports)).toEqual(Object.keys(library).sort());
  expect(names(attributes)).toEqual([...HashiyaArticle.observedAttributes].sort());
  expect(slots).toHaveLength(1);

  const told = [...all(scripts, /#tell\('(hashiya-[a-z]+)'/g), ...all(read('src/dom/wishes.rs'), /pub const \w+: &str = "(hashiya-[a-z]+)"/g)];
  expect(names(events)).toEqual([...new Set(told)].sort());
  expect(all(types, /^ {2}'(hashiya-[a-z]+)': CustomEvent/gm)).toEqual(names(events));

  // What anybody can call or read, by the class itself.
  const own = ({ prototype }) => Object.getOwnPropertyNames(prototype).filter((name) => !/^constructor$|Callback$/.test(name)).sort();
  expect(names(members.filter((member) => !member.static))).toEqual(own(HashiyaArticle));
  const body = types.slice(types.indexOf('export class HashiyaArticle'), types.indexOf('declare global'));
  const typed = all(body, /^ {2}(?:get )?(\w+)(?:<.*>)?\(/gm).filter((name) => !/EventListener$/.test(name));
  expect(typed).toEqual(own(HashiyaArticle));

  const codes = [/failure\('([a-z-]+)'/g, /code: '([a-z-]+)'/g, /error\.code : '([a-z-]+)'/g].flatMap((pattern) => all(scripts, pattern));
  codes.push(...all(read('src/error.rs'), /=> "([a-z0-9-]+)"/g));
  const union = types.slice(types.indexOf('export type ErrorCode'), types.indexOf('export interface HashiyaError'));
  expect(all(union, /^ {2}\| '([a-z0-9-]+)'/gm)).toEqual([...new Set(codes)].sort());

  const css = read('www/hashiya.css') + read('src/dom/highlights.css') + read('src/dom/subtle.css');
  // Two levels of parentheses stand in a default at most: light-dark(rgb(…), rgb(…)).
  const used = all(css, /var\((--hashiya-[a-z-]+, (?:[^()]|\((?:[^()]|\([^()]*\))*\))+)\)/g);
  const ui = readdirSync('../../src/ui').map((name) => read(`src/ui/${name}`)).join('');
  expect(names(cssParts).sort()).toEqual(all(ui, /with\("part", "([a-z]+)"\)/g).sort());
  expect(cssProperties.map(({ name, default: value }) => `${name}, ${value}`).sort()).toEqual(used);
  expect(names(cssProperties)).toEqual(all(css, /(--hashiya-[a-z-]+)/g));
});

const USE = `
import { HashiyaArticle, annotate, articleFrom, define, load, readBy, version } from 'hashiya';
import type {
  Annotation, ArticleSource, Entity, ErrorCode, Glossary, HashiyaDocument, HashiyaDocumentInput, HashiyaError, HashiyaEventMap, Lang,
} from 'hashiya';
import { define as again } from 'hashiya/define';
import 'hashiya/classic';

// --- Without the element ---
export const words = (document: HashiyaDocument, { start, end }: { start: number; end: number }): string => [...document.text].slice(start, end).join('');
const names: Glossary = [{ name: 'River Hall', type: 'ORG', spellings: ['The Hall'] }, { name: 'Danny Whitlock', never: true }];
const document_: HashiyaDocument = await annotate('Oslo', { lang: 'en-GB', date: '2026-05-04', glossary: names });
await annotate('Oslo', { glossary: { names, never: { names: ['Danny Whitlock'], types: ['MISC'] } } });
await annotate('Oslo', { glossary: 'name,type' });
await load('ar', 'en');
readBy((url, { integrity }) => fetch(url, { integrity }));
define();
again();
export const printed: string = version.toUpperCase();
export const source: ArticleSource = await articleFrom(new Response('Oslo'));
// @ts-expect-error: there is no such option
await annotate('Oslo', { language: 'en' });
// @ts-expect-error: text is a string
await annotate(['Oslo']);
// @ts-expect-error: no such language is read
await load('fa');
// @ts-expect-error: a name's type
await annotate('Oslo', { glossary: [{ name: 'River Hall', type: 'PERS' }] });

// --- The format ---
export function told(annotation: Annotation): string {
  switch (annotation.kind) {
    case 'entity': return annotation.entity;
    case 'quote': return annotation.speaker_name ?? annotation.context.where?.text ?? annotation.stance;
    case 'source': return annotation.names.join() + (annotation.reason ?? '');
    default: { const never: never = annotation; return never; }
  }
}
export function amount({ value }: Entity): string | number | null {
  return typeof value === 'object' ? (value?.number ?? null) : value;
}
// @ts-expect-error: entities have no speaker
document_.annotations.filter((one) => one.kind === 'entity').map((one) => one.speaker);
// @ts-expect-error: there is no such kind
document_.blocks.filter(({ kind }) => kind === 'footnote');
const approved: HashiyaDocumentInput = {
  format: 'hashiya/1', text: 'Ann Lee', lang: 'en',
  entities: [{ id: 'mayor', type: 'PER', name: 'Ann Lee', roles: [] }],
  annotations: [{ kind: 'entity', start: 0, end: 7, type: 'PER', entity: 'mayor', origin: 'corrected' }],
};
// What was written can be read.
export const same: HashiyaDocumentInput = document_;
// @ts-expect-error: of another format
export const later: HashiyaDocumentInput = { ...approved, format: 'hashiya/2' };
// @ts-expect-error: a quote without its sort
export const halves: HashiyaDocumentInput = { ...approved, annotations: [{ kind: 'quote', start: 0, end: 7 }] };

// --- The element ---
const element = document.createElement('hashiya-article');
export const article: HashiyaArticle = element;
export const found: HashiyaArticle | null = document.querySelector('hashiya-article');
element.article = 'Oslo';
element.article = { text: 'Oslo', lang: 'en', date: '2026-05-04' };
element.article = { html: '<p>Oslo</p>' };
element.article = approved;
element.article = null;
element.annotations = approved;
element.annotations = '/approved.json';
element.annotations = null;
export const marked: readonly Annotation[] = element.annotations;
export const first: Annotation | undefined = element.annotations[0];
export const who: readonly Entity[] = element.entities;
Object.assign(element, { lang: 'en' });
element.htmlFor = '#story';
element.src = '/story.html';
element.text = null;
element.ui = 'ar';
element.date = '2026-05-04';
element.painter = 'boxes';
element.glossary = '/names.csv';
element.wikipedia = true;
element.detect = 'off';
element.loading = 'lazy';
export const address: string | null = element.src;
export const result: { problems: string[]; orphans: number } | undefined = await element.setAnnotations(approved);
await element.setAnnotations(JSON.stringify(approved));
await element.setAnnotations(null);
await element.setAnnotations({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation', target: 'https://news.example/1' });
export const standoff: string = await element.exportAs('brat');
export const linked: object = await element.exportAs('schema', { includeDetected: true });
element.article = { markdown: '# A story' };
export const is: boolean = element.select('a1') && element.select(null);
element.filter({ kinds: ['person', 'quote'], allMentions: true, intensity: 'subtle' });
element.filter();
export const exported: HashiyaDocument | null = element.export();
element.export('json');
export const observed: string[] = HashiyaArticle.observedAttributes;
export const asStatics: Promise<HashiyaDocument>[] = [HashiyaArticle.annotate('Oslo')];
HashiyaArticle.load('ar');
// @ts-expect-error: an article is no number
element.article = 3;
// @ts-expect-error: an article is text, HTML or Markdown
element.article = { rtf: 'x' };
// @ts-expect-error: what is read has not what can be set
element.annotations.format;
// @ts-expect-error: entities come of annotations
element.entities = [];
// @ts-expect-error: ids are strings
element.select(1);
// @ts-expect-error: there is no such kind
element.filter({ kinds: ['people'] });
// @ts-expect-error: nor such an intensity
element.filter({ intensity: 'loud' });
// @ts-expect-error: there is one format
element.export('xml');
// @ts-expect-error: it may be missing
element.export().text;

// --- Events ---
element.addEventListener('hashiya-ready', function ({ detail }) { const lang: Lang | undefined = detail.lang; this.select(lang ?? null); });
element.addEventListener('hashiya-annotate', ({ detail }) => detail.orphans.toFixed());
element.addEventListener('hashiya-open', ({ detail }) => detail.entity?.name ?? detail.annotation.text);
element.addEventListener('hashiya-close', ({ detail }) => detail?.annotation.id);
element.addEventListener('click', (event) => event.clientX);
document.addEventListener('hashiya-report', ({ detail }) => told(detail.annotation));
window.addEventListener('hashiya-error', ({ detail }) => { const code: ErrorCode = detail.code; return code + detail.message; });
document.body.addEventListener('hashiya-navigate', (event) => {
  if (event.detail.href !== undefined) event.preventDefault();
  else told(event.detail.annotation);
});
export const events: (keyof HashiyaEventMap)[] = ['hashiya-open'];
// @ts-expect-error: of links there is no annotation
element.addEventListener('hashiya-navigate', ({ detail }) => detail.annotation.text);
// @ts-expect-error: there is nothing to close when the text has changed
element.addEventListener('hashiya-close', ({ detail }) => detail.annotation);

// --- Errors ---
export function isMissing(error: HashiyaError): boolean {
  // @ts-expect-error: there is no such code
  if (error.code === 'not-found') return false;
  return error.code === 'io' || error.code === 'missing-host';
}
`;
