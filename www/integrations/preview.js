// Runs in the document of a preview, in its own realm: puts `<hashiya-article>` over the article there, keeps the marks on their words
// while somebody types, shows the desk's panel, and takes corrections from and to the editor's window.
//
//   <script type="module" src="/hashiya/integrations/preview.js" data-article="main" data-corrections="#saved"></script>
//
// or, from a script, `preview({ article: 'main' })`. README.md tells what can be set.
import { HashiyaArticle } from '../hashiya.js';
import { corrections as corrected } from './corrections.js';
import { desk } from './desk.js';
import { live } from './live.js';
import { DIALECTS, GREETINGS, listen, send } from './messages.js';
import { scheme } from './scheme.js';
import { show } from './show.js';

/** After an article was read anew the editor, whose thread it may be, has so many times as long for itself. */
const REST = 3;

/**
 * Makes this document a preview.
 *
 * Returns `{ element, dropped, stop }`: the `<hashiya-article>`, how many messages were dropped, and what takes everything off the page,
 * but for what messages have put into an article of the page's own.
 */
export function preview({
  article,
  into,
  editor = window.parent === window ? window.opener : window.parent,
  origin = globalThis.origin,
  dialect = 'hashiya',
  fields = {},
  profile = null,
  corrections,
  desk: hasDesk = true,
} = {}) {
  if (!Object.hasOwn(DIALECTS, dialect)) throw Object.assign(new Error(`preview: the dialect "${dialect}" is not known; known are ${Object.keys(DIALECTS).join(', ')}`), { code: 'invalid-input' });
  const { element, root, undo } = over(article, into);
  const { rest } = element;
  element.rest ??= REST;
  const shown = { profile };
  let isAnswered = false;
  const keeper = corrected({
    element,
    onChange: (list) => send(editor, origin, { type: 'hashiya-corrections', corrections: list }),
  });
  const follower = live(element, root, keeper);
  const panel = hasDesk ? desk({ element, root, keeper, profile: () => shown.profile, isSaved: () => isAnswered && !editor.closed }) : undefined;
  const colours = scheme(() => [root(), element, panel?.host].filter(Boolean));
  element.addEventListener('hashiya-annotate', colours.see);
  const take = (data) => {
    const entry = DIALECTS[dialect](data, fields);
    if (!entry) return false;
    if (entry.profile) shown.profile = entry.profile;
    if (entry.article !== undefined) show(root(), entry.article, element).catch((error) => console.warn(`hashiya: ${error.message}`));
    // What speaks of an entry in our own words takes what is corrected, too.
    const isFirst = !isAnswered && data.type === 'hashiya-entry';
    isAnswered ||= isFirst;
    if (entry.corrections === undefined) keeper.open();
    else keeper.load(entry.corrections);
    if (entry.profile) panel?.check();
    else if (isFirst) panel?.draw();
  };
  const heard = editor ? listen({ from: () => editor, origin, take }) : { dropped: 0, stop() {} };
  // Where an editor is to tell what is saved, it has the first word.
  if (corrections !== undefined || !editor) keeper.load(corrections === undefined ? [] : corrections);
  if (editor) for (const greeting of GREETINGS[dialect]) send(editor, origin, greeting);
  return {
    element,
    get dropped() { return heard.dropped; },
    stop() {
      heard.stop();
      keeper.stop();
      follower.stop();
      panel?.stop();
      element.removeEventListener('hashiya-annotate', colours.see);
      colours.stop();
      if (rest === undefined) delete element.rest;
      undo();
    },
  };
}

/**
 * The element over `article`, an element or a selector, or the one that is there; an article that messages bring gets a place of its own.
 * `root` finds the article anew, for frameworks put new elements in the place of old ones; `into` is what the element is put into, where
 * that is not right behind the article.
 */
function over(article, into) {
  const selector = typeof article === 'string' ? article : '[data-hashiya-preview]';
  const given = typeof article === 'string' ? document.querySelector(article) : article;
  const root = given ?? document.body.appendChild(document.createElement('article'));
  const around = root.closest('hashiya-article');
  if (around) return { element: around, root: () => around, undo() {} };
  const isNamed = !root.matches(selector);
  if (isNamed) root.setAttribute('data-hashiya-preview', '');
  const element = new HashiyaArticle();
  element.setAttribute('for', root.matches(selector) ? selector : '[data-hashiya-preview]');
  const place = typeof into === 'string' ? document.querySelector(into) : into;
  if (place) place.append(element);
  else root.after(element);
  const found = () => document.querySelector(element.getAttribute('for')) ?? root;
  const column = inColumn(element, found);
  const undo = () => {
    column.disconnect();
    element.remove();
    if (isNamed) root.removeAttribute('data-hashiya-preview');
    if (!given) root.remove();
  };
  return { element, root: found, undo };
}

/** Keeps `element`, where it stands beside the article, as wide as the article's text, and in line with it. */
function inColumn(element, root) {
  const observer = new ResizeObserver(() => {
    const article = root();
    if (article.contains(element)) return;
    const { left, right } = article.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(article);
    // Else what was right for a wider page would count.
    element.style.paddingInline = '0';
    const own = element.getBoundingClientRect();
    const inset = (distance) => `${Math.max(0, distance)}px`;
    element.style.paddingLeft = inset(left + parseFloat(paddingLeft) - own.left);
    element.style.paddingRight = inset(own.right - right + parseFloat(paddingRight));
  });
  for (const one of [root(), document.documentElement]) observer.observe(one);
  return observer;
}

/** What the script's own tag says, where it does. A module does not know its tag: it is the one with this address. */
function started() {
  const tag = [...document.querySelectorAll('script[type=module][data-article]')].find(({ src }) => src.split(/[?#]/)[0] === import.meta.url.split(/[?#]/)[0]);
  if (!tag) return;
  const { article, into, corrections, profile, origin, dialect, desk } = tag.dataset;
  const json = (selector) => {
    const text = selector && document.querySelector(selector)?.textContent;
    return text?.trim() ? parsed(text, selector) : undefined;
  };
  preview({ article, into, origin, dialect, desk: desk !== 'off', corrections: json(corrections), profile: json(profile) });
}

/** The value of JSON; null where it is none: who reads the corrections then knows that there is something. */
function parsed(text, where) {
  try {
    return JSON.parse(text);
  } catch (error) {
    console.warn(`hashiya: ${where}: ${error.message}`);
    return null;
  }
}

started();
