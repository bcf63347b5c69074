// Examples of the W3C Web Annotation Data Model through the command line and back, compared after canonicalisation (URDNA2015):
// `node standards.mjs HASHIYA FOLDER`. Each is read and written twice: as it is, and over a text that holds what it quotes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsonld from 'jsonld';

const [hashiya, folder] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'hashiya-standards-'));
const context = JSON.parse(readFileSync(join(folder, 'anno.jsonld'), 'utf8'));
// Nothing is fetched: the one context that the examples name stands beside them.
const documentLoader = async (url) => {
  if (!/^https?:\/\/www\.w3\.org\/ns\/anno(\.jsonld)?$/.test(url)) throw new Error(`no context ${url}`);
  return { documentUrl: url, document: context };
};
// The examples use types that their context does not have: they are compared for all that, as relative addresses.
const canonical = (json) => jsonld.canonize(json, { algorithm: 'URDNA2015', format: 'application/n-quads', safe: false, documentLoader });

/** What a selector quotes, wherever it stands in the annotation. */
function quoted(json) {
  if (json === null || typeof json !== 'object') return [];
  const own = typeof json.exact === 'string' ? [`${json.prefix ?? ''}${json.exact}${json.suffix ?? ''}`] : [];
  return [...own, ...Object.values(json).flatMap(quoted)];
}

let failed = 0;
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const seen = { 'equal after canonicalisation': 0, 'equal over a text': 0, 'that quote text': 0, 'marks of them': 0 };
for (const name of files) {
  const file = join(folder, name);
  const source = JSON.parse(readFileSync(file, 'utf8'));
  const words = quoted(source);
  const text = join(work, 'text.txt');
  // So long that a position in the examples lies within it.
  writeFileSync(text, `${[...words, 'What stands here is for positions alone, and says nothing of anybody. '.repeat(20)].join('\n\n')}\n`);
  const convert = (...more) => execFileSync(hashiya, ['convert', '--from', 'w3c', ...more, file], { encoding: 'utf8' });
  const expected = await canonical(source);
  for (const [what, more] of [['equal after canonicalisation', []], ['equal over a text', ['--text', text, '--lang', 'en']]]) {
    const isEqual = await canonical(JSON.parse(convert('--to', 'w3c', ...more))) === expected;
    seen[what] += isEqual;
    if (!isEqual) console.log(`${name}: not ${what}`);
    failed += !isEqual;
  }
  if (words.length > 0) {
    seen['that quote text'] += 1;
    seen['marks of them'] += JSON.parse(convert('--to', 'json', '--text', text, '--lang', 'en')).annotations.length > 0;
  }
}
for (const [what, count] of Object.entries(seen)) console.log(`${String(count).padStart(4)} of ${files.length}  ${what}`);
if (failed || seen['marks of them'] < seen['that quote text']) process.exit(1);
