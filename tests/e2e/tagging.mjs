// How fast the tagger is in Chromium and beside its peers, and how right each is: `node tagging.mjs BUILD`, where BUILD is the folder
// of the wasm build (`make bench-tagging`). HASHIYA is the command line program that tags the rows, built natively; HASHIYA_PACKS and
// CORPORA name the folders of packs and corpora.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { withChromium } from './tagging/chromium.mjs';
import { documents, f1, letters, onTokens, tagged, TYPES } from './tagging/names.mjs';
import { peers } from './tagging/peers.mjs';
import { speed } from './tagging/speed.mjs';

/** Tokens in a second that tagging has to reach in Chromium, and the whole engine. */
const LIMIT = 400_000;
const WHOLE = 200_000;
/** About how many characters the long texts have on which the engine is measured. */
const LONG = [10_000, 100_000, 1_000_000];
const DEV = { ar: 'ner-ar/anercorp-dev.tsv', en: 'ner-en/conll2003-dev.tsv' };

const root = resolve(import.meta.dirname, '../..');
const build = resolve(process.argv[2] ?? join(root, 'target/tagging'));
const packs = resolve(root, process.env.HASHIYA_PACKS || 'www/packs');
const corpora = resolve(root, process.env.CORPORA || '../shared/corpora');
const hashiya = resolve(root, process.env.HASHIYA || 'target/native/hashiya');

const shown = (path) => relative(root, path);
const packOf = (lang) => join(packs, `${lang}.pack`);
const isRows = (text) => text.endsWith('.tsv');
const texts = (lang) => [join(root, `www/demo/${lang}.txt`), join(corpora, DEV[lang])].filter(existsSync);
const perSecond = (tokens) => `${Math.round(tokens / 1000)} thousand tokens/s`;

for (const file of [join(build, 'tagging_bg.wasm'), packOf('ar'), packOf('en')]) {
  if (!existsSync(file)) stop(`there is no ${shown(file)}; run make bench-tagging, which builds what is measured`);
}
besidePeers(await inChromium());

/** Prints the speeds of the tagger in Chromium; those of the English texts are told. */
function inChromium() {
  return withChromium(build, async (speeds) => {
    const english = [];
    for (const lang of ['ar', 'en']) {
      for (const text of texts(lang)) {
        const own = await speeds(packOf(lang), text, ['tagging', { isRows: isRows(text) }]);
        const line = own.reason
          ? `not measured, ${shown(packOf(lang))}: ${own.reason}`
          : `${perSecond(own.given)}, ${(own.given / LIMIT).toFixed(2)} of the limit of ${LIMIT / 1000} thousand; ` +
            `${perSecond(own.read)} with cutting the tokens`;
        console.log(`tag ${shown(text)} in Chromium: ${line}`);
        if (lang === 'en') english.push({ text, ...own });
      }
    }
    for (const lang of ['ar', 'en']) {
      for (const { name, text } of [...stories(lang), ...longer(lang)]) {
        const { annotated, cold, tokens, memory } = await speeds(packOf(lang), text, ['annotating', {}]);
        console.log(
          `annotate ${name} in Chromium: ${perSecond(annotated)}, ${(annotated / WHOLE).toFixed(2)} of the limit of ${WHOLE / 1000} ` +
            `thousand; ${tokens} tokens in ${cold.toFixed(1)} ms at first; memory ${(memory / 1e6).toFixed(1)} MB`,
        );
      }
    }
    return english;
  });
}

/** The stories of a language. */
function stories(lang) {
  const files = [join(root, `www/demo/${lang}.txt`)];
  if (lang === 'ar') files.push(join(corpora, '../articles/libya-russia-nato.ar.txt'));
  return files.filter(existsSync).map((file) => ({ name: shown(file), text: file }));
}

/** Raw text of the corpora, where `make bench` has unpacked it, as articles of several lengths. */
function longer(lang) {
  const raw = join(root, 'target/raw', lang === 'ar' ? 'ant-v2.ar.jsonl' : 'abc-brown.en.txt');
  if (!existsSync(raw)) return [];
  const most = Math.max(...LONG);
  const bytes = readFileSync(raw).subarray(0, most * 4).toString('utf8');
  const article = (line) => {
    const { title, text } = JSON.parse(line);
    return `${title}\n${text}`;
  };
  const text = lang === 'ar' ? bytes.split('\n').slice(0, -1).map(article).join('\n') : bytes;
  return LONG.map((length) => ({ name: `${lang} news of ${length} characters`, text: { body: text.slice(0, length) } }));
}

/** The speed of all from the letters on. The tokens counted are the same for all, however each cuts them. */
function besidePeers(english) {
  for (const { text, tokens, read, reason } of english) {
    const contents = readFileSync(text, 'utf8');
    const annotated = isRows(text) ? documents(contents) : [];
    console.log(`\nNames in ${shown(text)}, from the letters on:`);
    row('Hashiya, wasm in Chromium', reason ?? perSecond(read));
    const letterings = isRows(text) ? annotated.map((document) => letters(document).text) : [contents];
    for (const { name, find } of reason ? [] : peers) {
      const each = (passes) => {
        for (let pass = 0; pass < passes; pass++) letterings.forEach((text) => find(text));
      };
      row(`${name}, in Node ${process.version}`, perSecond(speed(tokens, each)));
    }
    if (isRows(text)) rightness(text, annotated);
  }
}

/** F1 on annotated rows of the peers and of the packs that there are. */
function rightness(rows, annotated) {
  console.log(`\nF1 of whole names in ${shown(rows)} (Hashiya has learned from the training part of this corpus, the peers have not):`);
  const gold = annotated.map((document) => tagged(document, 1));
  for (const pack of [packOf('en'), join(root, 'target/benchmark/en.pack')].filter(existsSync)) {
    const { stdout, stderr, error, status } = spawnSync(hashiya, ['tag', '--lang', 'en', '--pack', pack, rows], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const found = status === 0 && documents(stdout).map((document) => tagged(document, 2));
    const failed = () => (error?.code === 'ENOENT' ? `there is no ${shown(hashiya)}; build it, or name it with HASHIYA` : stderr.trim());
    row(`Hashiya, ${shown(pack)}`, found ? scores(gold, found) : failed());
  }
  const read = annotated.map(letters);
  for (const { name, entities } of peers) {
    const found = read.map(({ text }) => entities(text));
    const kinds = [...new Set(found.flat().map(({ type }) => type))].sort();
    const can = TYPES.some((type) => kinds.includes(type));
    const names = can && found.map((entities, at) => onTokens(entities, read[at].spans));
    row(name, can ? scores(gold, names) : `tags no person, organisation or place; on this text ${kinds.join(', ')}`);
  }
}

function scores(gold, found) {
  const { all, ...each } = f1(gold.map((gold, at) => ({ gold, found: found[at] })));
  return `${all.toFixed(2)}  (${TYPES.map((type) => `${type} ${each[type].toFixed(2)}`).join(', ')})`;
}

function row(name, figures) {
  console.log(`  ${name.padEnd(70)} ${figures}`);
}

function stop(reason) {
  console.error(`${basename(import.meta.filename)}: ${reason}`);
  process.exit(1);
}
