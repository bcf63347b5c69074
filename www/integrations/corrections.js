// The corrections of an entry: W3C annotations, each of one mark as an editor wants it, or does not want it at all. They are laid over what
// was detected, found again when the text changes, and told to the editor's window, which alone saves them.
import { areCorrections } from './messages.js';

/** The name of the field that holds a mark as our own format has it. */
const MARK = 'hashiya:mark';
/** So many milliseconds after the last change of the text the places of corrections are told anew. */
const SETTLED = 1000;

/** Keeps the corrections of the article in `element`; `onChange` is called with all of them whenever they are to be saved. */
export function corrections({ element, onChange }) {
  let list = [];
  let lost = new Set();
  let isLoaded = false;
  /** `open` when it is known what the entry holds: else a correction would be written over it. `unreadable` where nobody can tell. */
  let state = 'waiting';
  let isStopped = false;
  /** When the element has what was handed to it last. */
  let laid = Promise.resolve();
  let timer;
  let text;
  const heard = new Set();
  const tell = () => heard.forEach((hear) => hear());

  async function apply() {
    const isShown = isLoaded;
    isLoaded = list.length > 0;
    if (isLoaded || isShown) await (laid = element.setAnnotations({ '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'AnnotationPage', items: list }));
    tell();
  }

  /** Takes `saved` for what the entry holds, which says nothing to the editor. */
  function hold(saved) {
    const isSame = JSON.stringify(saved) === JSON.stringify(list);
    [list, lost, text] = isSame ? [list, lost, text] : [saved, new Set(), undefined];
    tell();
    if (!isSame) apply().catch((error) => console.warn(`hashiya: ${error.message}`));
  }

  async function change(now) {
    if (isStopped) return;
    list = now;
    lost = new Set();
    onChange(list);
    tell();
    await apply();
    await settle();
  }

  /** Tells the places of corrections anew where they are others by now, and which have none. */
  async function settle() {
    const article = element.export();
    if (!article || list.length === 0) return;
    const asked = list;
    const formats = await element.constructor.formats();
    // What was loaded meanwhile is settled by itself.
    if (isStopped || list !== asked) return;
    const { annotations, orphans } = formats.moved(list, article);
    lost = new Set(orphans);
    // What is read when a preview opens is not yet a change of the entry.
    const hasMoved = text !== undefined && text !== article.text && JSON.stringify(annotations) !== JSON.stringify(list);
    text = article.text;
    if (hasMoved) {
      list = annotations;
      onChange(list);
      await apply();
    }
    tell();
  }

  const annotated = () => {
    clearTimeout(timer);
    timer = setTimeout(() => settle().catch((error) => console.warn(`hashiya: ${error.message}`)), SETTLED);
  };
  element.addEventListener('hashiya-annotate', annotated);

  return {
    get list() { return list; },
    /** Whether the correction at this place has no place in the text now. */
    isLost: (at) => lost.has(at),
    /** Calls `hear` whenever corrections, or their places, are others. */
    hear(hear) { heard.add(hear); },
    /** Whether the entry holds something that is no list of corrections. */
    get isUnreadable() { return state === 'unreadable'; },
    /** What the entry holds; what is no list of corrections stays with it as it is, and nothing is corrected until there is one. */
    load(saved) {
      state = areCorrections(saved) ? 'open' : 'unreadable';
      hold(state === 'open' ? saved : []);
    },
    /** Holds nothing yet, if nothing was loaded. */
    open() { if (state === 'waiting') state = 'open'; },
    /**
     * Lays marks of `article`, changed by an editor, over what was detected. The text may have changed since it was read.
     *
     * Throws an error of the code `not-loaded` as long as it is not known what the entry holds, `unreadable` where nobody can tell.
     */
    async correct(marks, entities, article) {
      if (state === 'unreadable') throw Object.assign(new Error('what the entry holds is no list of corrections'), { code: 'unreadable' });
      if (state === 'waiting') throw Object.assign(new Error('the editor has not told yet what the entry holds'), { code: 'not-loaded' });
      const formats = await element.constructor.formats();
      const { '@context': context, first } = formats.written('w3c', { ...article, entities, annotations: marks });
      // What was said of the same passages before, by where they are in that article.
      const { annotations: placed, orphans } = formats.moved(list, article);
      const isKept = (at) => orphans.includes(at) || !marks.some((mark) => isOf(placed[at], mark));
      const made = first.items.map((item) => ({
        '@context': context, ...item, id: `urn:uuid:${uuid()}`, created: new Date().toISOString(), ...assessed(item),
      }));
      text = article.text;
      await change([...list.filter((_, at) => isKept(at)), ...made]);
    },
    async remove(correction) {
      await change(list.filter((one) => one !== correction));
    },
    /** Tells nobody anything any more, and takes what it has laid over the marks off them. */
    stop() {
      isStopped = true;
      clearTimeout(timer);
      heard.clear();
      element.removeEventListener('hashiya-annotate', annotated);
      if (isLoaded) laid.catch(() => {}).then(() => element.setAnnotations(null));
    },
  };
}

/** What readers of the standard learn of a mark that an editor does not want. */
function assessed(item) {
  if (item[MARK]?.confidence !== 0) return {};
  return { motivation: 'assessing', body: [{ type: 'TextualBody', purpose: 'assessing', value: 'rejected' }, ...[item.body].flat()] };
}

/** The passage that a correction is about: `{ start, end, exact }`, in code points. */
export function passage(correction) {
  const selectors = [correction.target?.selector ?? []].flat();
  const of = (type) => selectors.find((selector) => selector?.type === type) ?? {};
  const { start, end } = of('TextPositionSelector');
  return { start, end, exact: String(of('TextQuoteSelector').exact ?? '') };
}

/** The mark that a correction makes, in our own format. */
export const markOf = (correction) => correction[MARK] ?? {};

/** Whether `correction` is about `mark`. */
function isOf(correction, mark) {
  const { start, end } = passage(correction);
  return markOf(correction).kind === mark.kind && start < mark.end && mark.start < end;
}

function uuid() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))];
  digits[6] = (digits[6] & 0x0f) | 0x40;
  digits[8] = (digits[8] & 0x3f) | 0x80;
  const hex = digits.map((digit) => digit.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
