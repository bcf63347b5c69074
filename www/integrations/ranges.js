// The text of a page as one string, and ranges by places in it.

/** The text under `root` in one piece, with where each of its nodes begins. */
export function read(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const [nodes, starts, parts] = [[], [], []];
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push(node);
    starts.push(length);
    parts.push(node.data);
    length += node.data.length;
  }
  return { raw: parts.join(''), nodes, starts };
}

/** Sets the range of `mark`, if it is another one now. */
export function place({ range, start, end }, { nodes, starts }) {
  const first = nodeAt(starts, start);
  const last = nodeAt(starts, end - 1);
  const is = (node, offset, otherNode, otherOffset) => nodes[node] === otherNode && offset === otherOffset;
  const [from, to] = [start - starts[first], end - starts[last]];
  if (is(first, from, range.startContainer, range.startOffset) && is(last, to, range.endContainer, range.endOffset)) return;
  range.setStart(nodes[first], from);
  range.setEnd(nodes[last], to);
}

/** The last of `starts` that is not after `offset`. */
function nodeAt(starts, offset) {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
