// Where passages of the article that was read stand on the page, and the other way round. White space differs between the two, and what
// shows nothing: both are compared without.

const SHOWN = /[^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** A text without what does not count, and where each of its UTF-16 units was. */
function bare(text, from = 0, units = [], at = []) {
  for (let unit = 0; unit < text.length; unit += 1) {
    if (!SHOWN.test(text[unit]) && !/[\ud800-\udfff]/.test(text[unit])) continue;
    units.push(text[unit]);
    at.push(from + unit);
  }
  return { units, at };
}

/** The places of `article`, an object in the format hashiya/1, in the text under `root`. */
export function places(root, article) {
  const nodes = [];
  const page = { units: [], at: [] };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start: length });
    bare(node.data, length, page.units, page.at);
    length += node.data.length;
  }
  const raw = page.units.join('');
  const points = [...article.text];
  const toUnits = unitsOf(points);
  // Blocks stand on the page in their order; what is left out between them stays so.
  const blocks = [];
  let from = 0;
  for (const { start, end } of article.blocks) {
    const block = bare(points.slice(start, end).join(''), toUnits[start]);
    const found = block.units.length > 0 ? raw.indexOf(block.units.join(''), from) : -1;
    if (found === -1) continue;
    blocks.push({ ...block, found });
    from = found + block.units.length;
  }

  const inNode = (unit, isEnd) => {
    const holder = nodes.findLast(({ start }) => (isEnd ? start < unit : start <= unit));
    return [holder.node, unit - holder.start];
  };
  return {
    /** The range on the page of a passage of the article, in code points. */
    range(start, end) {
      const [first, last] = [toUnits[start], toUnits[end]];
      const block = blocks.find(({ at }) => at[0] <= first && first <= at.at(-1));
      if (!block) return null;
      const inside = block.at.map((unit, index) => [unit, index]).filter(([unit]) => first <= unit && unit < last);
      if (inside.length === 0) return null;
      const range = document.createRange();
      range.setStart(...inNode(page.at[block.found + inside[0][1]], false));
      range.setEnd(...inNode(page.at[block.found + inside.at(-1)[1]] + 1, true));
      return range;
    },
    /** The passage of the article that a range on the page is, in code points; null where it is none, or more than one block. */
    passage(range) {
      const startOf = (node, offset) => {
        const before = document.createRange();
        before.setStart(root, 0);
        before.setEnd(node, offset);
        return before.toString().length;
      };
      if (!root.contains(range.commonAncestorContainer)) return null;
      const [first, last] = [startOf(range.startContainer, range.startOffset), startOf(range.endContainer, range.endOffset)];
      const shown = page.at.map((unit, index) => [unit, index]).filter(([unit]) => first <= unit && unit < last);
      if (shown.length === 0) return null;
      const [start, end] = [shown[0][1], shown.at(-1)[1]];
      const block = blocks.find(({ found, units }) => found <= start && end < found + units.length);
      if (!block) return null;
      const point = (unit) => toUnits.findLastIndex((at) => at <= unit);
      return { start: point(block.at[start - block.found]), end: point(block.at[end - block.found]) + 1 };
    },
  };
}

/** The UTF-16 offset at which each code point begins, and that of the end. */
function unitsOf(points) {
  const starts = [0];
  for (const point of points) starts.push(starts.at(-1) + point.length);
  return starts;
}
