// Keeps highlights on their words from a keystroke until the article was annotated anew, which takes longer than a frame: before the next
// frame is drawn each range is moved over the edit, what the edit has touched is hidden, and the block that was edited is annotated by
// itself. What the whole article tells of it comes later.
import { place, read } from './ranges.js';
import { sketch } from './sketch.js';

const OURS = 'hashiya-';
/** What may be edited inside and still be what it was. */
const LONG = 'hashiya-quote';
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** Follows edits of the text under what `root` gives, which `element` annotates; `keeper` has its corrections. */
export function live(element, root, keeper) {
  if (!globalThis.CSS?.highlights) return { stop() {} };
  let text = read(root());
  let marks = marksIn(text);
  const drawn = sketch(element, keeper);
  let isDue = false;
  let asking;
  const remember = () => {
    isDue = false;
    marks = marksIn(text);
  };
  // Marks are painted near the viewport alone, a frame after it was scrolled.
  const rememberSoon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => requestAnimationFrame(remember));
  };
  const observer = new MutationObserver(() => {
    const now = read(root());
    if (now.raw === text.raw && now.nodes.every((node, at) => node === text.nodes[at])) return;
    const edit = difference(text.raw, now.raw);
    marks = marks.filter((mark) => follow(mark, edit, now));
    text = now;
    // What cannot be sketched comes with the article.
    drawn.draw(root(), now, edit, marks).catch(() => {});
  });
  observer.observe(document, { childList: true, characterData: true, subtree: true });
  const annotated = () => {
    drawn.clear();
    rememberSoon();
    // The next keystroke asks for it, and then there is no time.
    clearTimeout(asking);
    asking = setTimeout(() => element.export());
  };
  element.addEventListener('hashiya-annotate', annotated);
  addEventListener('scroll', rememberSoon, { capture: true, passive: true });
  addEventListener('resize', rememberSoon, { passive: true });
  return {
    stop() {
      observer.disconnect();
      drawn.clear();
      clearTimeout(asking);
      element.removeEventListener('hashiya-annotate', annotated);
      removeEventListener('scroll', rememberSoon, { capture: true });
      removeEventListener('resize', rememberSoon);
    },
  };
}

/** The ranges that are painted in `text`, with their places in it. */
function marksIn({ nodes, starts }) {
  const startOf = new Map(nodes.map((node, at) => [node, starts[at]]));
  const marks = [];
  for (const [name, highlight] of CSS.highlights) {
    if (!name.startsWith(OURS)) continue;
    for (const range of highlight) {
      const [start, end] = [startOf.get(range.startContainer), startOf.get(range.endContainer)];
      if (start === undefined || end === undefined || range.collapsed) continue;
      marks.push({ range, name, isLong: name === LONG, start: start + range.startOffset, end: end + range.endOffset });
    }
  }
  return marks;
}

/** What lies between the beginning and the end that two texts share: `[start, end)` of the first has become `words`. */
function difference(before, now) {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start += 1;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same)) same += 1;
  return { start, end: before.length - same, words: now.slice(start, now.length - same) };
}

/** Moves `mark` to where its words are in `text` after `edit`. Whether it is still known where that is. */
function follow(mark, edit, text) {
  const shift = edit.words.length - (edit.end - edit.start);
  if (touches(mark, edit)) {
    mark.range.collapse(true);
    return false;
  }
  if (mark.start >= edit.end) mark.start += shift;
  if (mark.end >= edit.end && mark.end > edit.start) mark.end += shift;
  place(mark, text);
  return true;
}

/** Whether the words of `mark` may be other ones after `edit`: something in them has changed, or a letter has come right beside them. */
function touches({ start, end, isLong }, edit) {
  const isInside = start < edit.start && edit.end < end;
  if (isInside) return !isLong;
  if (edit.start < end && edit.end > start) return true;
  const grows = edit.start === end && LETTER.test(edit.words.slice(0, 2));
  return grows || (edit.end === start && LETTER.test(edit.words.slice(-2)));
}
