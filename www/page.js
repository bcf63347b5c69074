// What is looked up on a page beside its text, and what is put on it beside the module's own.
import css from './hashiya.css';
import { Hashiya } from './pkg/hashiya_core.js';

const KINDS = ['person', 'place', 'organisation', 'date', 'quote', 'source', 'other'];
const INTENSITIES = ['off', 'subtle', 'full'];

const failure = (code, message) => Object.assign(new Error(message), { code });

let adopted;

/** The style sheet of all elements; only this document's may adopt it. */
export function sheet() {
  if (!adopted) {
    adopted = new CSSStyleSheet();
    adopted.replaceSync(`:host { display: block } slot.plain { white-space: pre-line } ${css}`);
  }
  return adopted;
}

/** The day of publication that the page tells: in the article, else in what it says of itself, if that is of this article. */
function published(root) {
  const page = root.ownerDocument;
  const day = (text) => {
    const [found] = /^\d{4}-\d\d-\d\d/.exec(String(text ?? '').trim()) ?? [];
    const date = new Date(found);
    // Drafts and old systems write days that are none.
    return !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(found) ? found : undefined;
  };
  const time = root.querySelector('[itemprop=datePublished], time[pubdate]');
  const inside = day(time?.dateTime || time?.content || time?.textContent);
  const headline = page.querySelector('h1');
  if (inside || (headline && !root.contains(headline) && page.querySelectorAll('hashiya-article').length > 1)) return inside;
  const meta = page.querySelector('meta[property="article:published_time"], meta[itemprop=datePublished]');
  if (day(meta?.content)) return day(meta.content);
  const dates = [];
  for (const { textContent } of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      JSON.parse(textContent, function (key, value) {
        if (key === 'datePublished' && /Article|Posting|Reportage/.test(this['@type'])) dates.push(day(value));
        return value;
      });
    } catch { /* Somebody else's mistake. */ }
  }
  return dates[0];
}

/** The options of an element whose article stands in `root`, or of which its source has `said` them. */
export function options(element, root, said, wikipedia) {
  const lang = !element.hasAttribute('lang') && declared(root);
  if (lang && !/^(ar|en|und|mul|zxx)\b/i.test(lang)) throw failure('unknown-language', `the article is in "${lang}"; known are "ar" and "en"`);
  const options = { date: said?.date ?? (root && published(root)), lang: said?.lang };
  for (const name of ['lang', 'ui', 'date', 'painter']) options[name] = element.getAttribute(name) ?? options[name];
  const address = element.getAttribute('wikipedia');
  if (address !== null) options.encyclopedia = async (...about) => (await wikipedia()).lookup(address, ...about);
  return options;
}

/** An article as the module takes it: text, an object in the format hashiya/1, or nothing where it is HTML; and what is said of it, with
 *  the elements of HTML. */
export async function source(given, formats) {
  if (typeof given !== 'object' || given?.format) return [given];
  let { text, html, markdown, ...said } = given ?? {};
  if (typeof (text ?? html ?? markdown) !== 'string') throw failure('invalid-input', '$: it has no "text", "html", "markdown", nor "format": "hashiya/1"');
  if ((text ?? html) === undefined) ({ html, ...said } = { ...(await formats()).markdown(markdown), ...said });
  return [text, { ...said, elements: text === undefined ? (await import('./html.js')).parse(html) : undefined }];
}

/** Whether annotations are in the format hashiya/1, or say that they are. */
export const isOwn = (source) => (typeof source === 'string' ? /"format"\s*:\s*"hashiya/.test(source) : 'format' in source);

/** The language that the page says the element is in. */
function declared(element) {
  for (let at = element; at; at = at.getRootNode().host) {
    const found = at.closest('[lang]');
    if (found) return found.lang;
  }
}

/** Annotates and paints a short story that stands nowhere on the page, once that has been drawn. */
export async function rehearse(lang, pack, isNeeded) {
  const hashiya = new Hashiya();
  const story = await hashiya.addPack(await pack);
  await new Promise(requestAnimationFrame);
  if (!isNeeded()) return;
  const widget = hashiya.mount(document.createElement('div'), story, { lang });
  await widget.refresh(true);
  // It is painted after it was rendered.
  await new Promise((resolve) => setTimeout(resolve));
  widget.destroy();
}

/** What a filter says in the numbers of the module: kinds as bits, the others by their place; beyond those for what it does not say. */
export function filterNumbers({ kinds, allMentions, intensity }) {
  const place = (name, known) => {
    if (known.includes(name)) return known.indexOf(name);
    throw failure('invalid-input', `filter: "${name}" is not one of ${known.join(', ')}`);
  };
  const bits = kinds?.reduce((bits, kind) => bits | (1 << place(kind, KINDS)), 0) ?? -1;
  return [bits, allMentions === undefined ? 2 : Number(allMentions), intensity === undefined ? 9 : place(intensity, INTENSITIES)];
}
