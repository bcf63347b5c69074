// The peers: what runs in a page and tags names, on the letters of a text. Each reads by itself from the letters on; there is no
// way to give them tokens.
import { readFileSync } from 'node:fs';
import compromise from 'compromise';
import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const version = (name) => `${name} ${devDependencies[name]}`;

const wink = winkNLP(model, ['ner']);

/** What compromise finds, and the type of the CoNLL tradition that each is. */
const VIEWS = { people: 'PER', places: 'LOC', organizations: 'ORG' };

/**
 * For each peer: `find(text)` does what finding names takes, as fast as it can; `entities(text)` are the names with type and, where it
 * is a person, a place or an organisation, UTF-16 offsets.
 */
export const peers = [
  {
    name: version('compromise'),
    find(text) {
      const read = compromise(text);
      return Object.keys(VIEWS).map((view) => read[view]().length);
    },
    entities(text) {
      const read = compromise(text);
      return Object.entries(VIEWS).flatMap(([view, type]) =>
        read[view]()
          .json({ offset: true, terms: { offset: true } })
          .map(({ terms }) => ({ type, ...hull(terms, text) })),
      );
    },
  },
  {
    name: `${version('wink-nlp')} with ${version('wink-eng-lite-web-model')}`,
    find: (text) => wink.readDoc(text).entities().out(wink.its.detail),
    entities: (text) => wink.readDoc(text).entities().out(wink.its.detail),
  },
];

/** From the first letter of the first term to the last of the last: marks around them and titles before them, which compromise has in
 * its names, are no part of a name in CoNLL. */
function hull(all, text) {
  const begins = all.findIndex(({ tags }) => !tags.includes('Honorific'));
  const terms = all.slice(Math.max(begins, 0));
  for (const { text: letters, offset } of terms) {
    if (text.slice(offset.start, offset.start + offset.length) !== letters) {
      throw new Error(`compromise says that "${letters}" stands at ${offset.start}, where the text has another word`);
    }
  }
  const last = terms.at(-1).offset;
  return { start: terms[0].offset.start, end: last.start + last.length };
}
