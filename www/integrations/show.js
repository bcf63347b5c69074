// Shows an article that messages bring, as elements of a few known kinds: what a message says is foreign, and nothing of it runs.

/** What stays of HTML: blocks, and what tells words apart in them. The others are left out; their words stay, unless they show none. */
const KEPT = new Set('ARTICLE SECTION H1 H2 H3 H4 H5 H6 P UL OL LI BLOCKQUOTE FIGURE FIGCAPTION TABLE CAPTION THEAD TBODY TR TH TD DL DT DD A EM STRONG B I Q CITE TIME SUB SUP BR HR'.split(' '));
const SILENT = new Set('SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED SVG MATH HEAD TITLE TEXTAREA SELECT BUTTON AUDIO VIDEO CANVAS'.split(' '));
/** More is not nested by anybody who writes. */
const DEEPEST = 200;

let policy;

/** Makes `root` show `article`: text, or `{ text | html | markdown, lang, date }`. Blocks that are as they were stay the same elements. */
export async function show(root, article, element) {
  const { text, html, markdown, lang, date } = typeof article === 'string' ? { text: article } : article;
  if (typeof lang === 'string') root.lang = lang;
  if (typeof date === 'string' && element.getAttribute('date') !== date) element.setAttribute('date', date);
  const blocks = typeof html === 'string' ? ofHtml(html)
    : typeof markdown === 'string' ? ofHtml((await (await element.constructor.formats()).markdown(markdown)).html)
    : ofText(String(text ?? ''));
  replace(root, blocks);
}

function ofText(text) {
  return text.split(/\n+/).filter((line) => line.trim()).map((line, at) => {
    const block = document.createElement(at === 0 ? 'h1' : 'p');
    block.textContent = line.trim();
    return block;
  });
}

function ofHtml(html) {
  policy ??= globalThis.trustedTypes?.createPolicy('hashiya-preview', { createHTML: (html) => html }) ?? { createHTML: (html) => html };
  // A document in which nothing runs and nothing is fetched.
  const page = new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
  return copies(page.body, 0);
}

/** The children of `node` as this document's own, of known kinds and with no more than a language and a direction. */
function copies(node, depth) {
  const made = [];
  for (const child of childrenOf(node)) {
    if (child.nodeType === Node.TEXT_NODE) {
      made.push(document.createTextNode(child.data));
    } else if (child.nodeType === Node.ELEMENT_NODE) {
      const name = nameOf(child).toUpperCase();
      if (SILENT.has(name) || depth > DEEPEST) continue;
      const inside = copies(child, depth + 1);
      if (!KEPT.has(name)) {
        made.push(...inside);
        continue;
      }
      const copy = document.createElement(name);
      for (const attribute of ['lang', 'dir', 'datetime']) {
        const value = Element.prototype.getAttribute.call(child, attribute);
        if (value !== null) copy.setAttribute(attribute, value);
      }
      copy.append(...inside);
      made.push(copy);
    }
  }
  return made;
}

// A form that holds something called `childNodes` hides its own.
const getter = (owner, name) => {
  const { get } = Object.getOwnPropertyDescriptor(owner, name);
  return (node) => get.call(node);
};
const childrenOf = getter(Node.prototype, 'childNodes');
const nameOf = getter(Element.prototype, 'localName');

/** Puts `blocks` into `root` in the place of those that differ. */
function replace(root, blocks) {
  const here = [...root.childNodes];
  const isSame = (one, other) => one.isEqualNode(other);
  let start = 0;
  while (start < here.length && start < blocks.length && isSame(here[start], blocks[start])) start += 1;
  let end = 0;
  while (end < here.length - start && end < blocks.length - start && isSame(here.at(-1 - end), blocks.at(-1 - end))) end += 1;
  const [old, now] = [here.slice(start, here.length - end), blocks.slice(start, blocks.length - end)];
  const after = here[here.length - end] ?? null;
  // A block whose words alone have changed keeps its element and its text.
  while (old.length > 0 && now.length > 0 && update(old[0], now[0])) [old.shift(), now.shift()];
  old.forEach((node) => node.remove());
  now.forEach((node) => root.insertBefore(node, after));
}

/** Whether `old` could be made equal to `now` by changing nothing but text. */
function update(old, now) {
  if (old.nodeName !== now.nodeName || old.childNodes.length !== now.childNodes.length) return false;
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== now.data) old.data = now.data;
    return true;
  }
  if (['lang', 'dir', 'datetime'].some((name) => old.getAttribute?.(name) !== now.getAttribute?.(name))) return false;
  return [...old.childNodes].every((child, at) => update(child, now.childNodes[at]));
}
