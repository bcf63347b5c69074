// Marks of one block, annotated by itself, until those of the article come: they are painted, but have no cards yet.
import { annotate } from '../hashiya.js';
import { passage } from './corrections.js';
import { place } from './ranges.js';

const BLOCK = 'p,h1,h2,h3,h4,h5,h6,li,blockquote,figcaption,td,th,dd,dt,caption';
/** The highlights of what is marked by default. */
const NAMES = { PER: 'person', LOC: 'place', ORG: 'organisation', DATE: 'date', quote: 'quote', source: 'source' };
/** A block that is longer than any paragraph waits for its turn with the article. */
const LONGEST = 5000;

/** Draws marks of single blocks of the article of `element`; what `keeper` has corrections of is left to these. */
export function sketch(element, keeper) {
  let drawn = [];
  let turn = 0;
  const clear = () => {
    for (const { range, name } of drawn) CSS.highlights.get(name)?.delete(range);
    drawn = [];
  };
  return {
    clear() {
      turn += 1;
      clear();
    },
    /** Marks what is new in the block of `text` that `edit` has changed, beside `marks`, which are there already. */
    async draw(root, text, edit, marks) {
      const mine = ++turn;
      clear();
      const block = blockAt(root, text, edit.start);
      // What is not annotated yet is nobody's to sketch.
      if (!block || element.annotations.length === 0) return;
      const { lang, text: before } = element.export();
      const { annotations } = await annotate(block.words, { lang, date: element.getAttribute('date') });
      if (mine !== turn) return;
      const corrected = new Set(keeper.list.map((correction) => passage(correction).exact));
      const units = [0];
      for (const point of block.words) units.push(units.at(-1) + point.length);
      for (const { kind, type, start, end, text: words } of annotations) {
        const name = NAMES[type ?? kind] && `hashiya-${NAMES[type ?? kind]}`;
        const [from, to] = [block.start + units[start], block.start + units[end]];
        const isMarked = marks.some((mark) => mark.start < to && from < mark.end && (mark.name === name || kind === 'entity'));
        // Of a name the first mention is marked: one that the article had before has its mark elsewhere.
        if (!name || isMarked || corrected.has(words) || (kind === 'entity' && before.includes(words))) continue;
        const mark = { range: document.createRange(), name, start: from, end: to };
        place(mark, text);
        if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
        CSS.highlights.get(name).add(mark.range);
        drawn.push(mark);
      }
    },
  };
}

/** The block around a place of the text: `{ words, start }`. */
function blockAt(root, { raw, nodes, starts }, offset) {
  const at = starts.findLastIndex((start) => start <= offset);
  const element = nodes[at]?.parentElement.closest(BLOCK);
  if (!element || !root.contains(element)) return undefined;
  let [first, last] = [at, at];
  while (first > 0 && element.contains(nodes[first - 1])) first -= 1;
  while (last + 1 < nodes.length && element.contains(nodes[last + 1])) last += 1;
  const words = raw.slice(starts[first], starts[last] + nodes[last].data.length);
  return words.length <= LONGEST ? { words, start: starts[first] } : undefined;
}
