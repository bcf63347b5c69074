// Messages between the window of an editor and that of its preview. Each side takes them from one window and one origin, and only those
// of a shape it knows; whatever else arrives is dropped and counted, and changes nothing.

/** As much as a message may say of corrections: no entry has so many, and a flood of them is an attack. */
export const MOST_CORRECTIONS = 5000;

/**
 * Listens in this window for what the window that `from` gives sends from exactly `origin`.
 *
 * `from` is asked at each message, for editors put new frames in the place of old ones. `take` is given the data of a message and answers
 * whether it was one that it knows.
 */
export function listen({ from, origin, take }) {
  const heard = { dropped: 0, stop: () => removeEventListener('message', hear) };
  function hear(event) {
    const source = from();
    const isExpected = source && event.source === source && event.origin === origin && event.data !== null && typeof event.data === 'object';
    if (!isExpected || take(event.data) === false) heard.dropped += 1;
  }
  addEventListener('message', hear);
  return heard;
}

/** Sends `data` to `target`, if that is still a window of `origin`. */
export function send(target, origin, data) {
  target?.postMessage(data, origin);
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** Whether `value` can be the corrections of an entry: a list of annotations, which whoever places them reads with care. */
export const areCorrections = (value) => Array.isArray(value) && value.length <= MOST_CORRECTIONS && value.every(isObject);

/**
 * What a message says of an entry, `{ article, corrections, profile }`, each if it is told; nothing if the message is none of that kind.
 * Corrections that cannot be read are null.
 */
export const DIALECTS = {
  hashiya(data) {
    if (data.type !== 'hashiya-entry') return undefined;
    return entry(data);
  },
  // https://payloadcms.com/docs/live-preview: the whole document at each change; its fields are the site's own, so `fields` names ours.
  // Its corrections may come by `editor.js`.
  payload(message, fields) {
    const { type, data } = message;
    if (type !== 'payload-live-preview' || !isObject(data)) return DIALECTS.hashiya(message);
    const [title, body, corrections] = [fields.title ?? 'title', fields.body ?? 'content', fields.corrections ?? 'corrections'].map((path) => at(data, path));
    const html = (typeof title === 'string' ? `<h1>${escaped(title)}</h1>` : '') + (typeof body === 'string' ? body : richText(body));
    return entry({ article: { html, date: day(at(data, fields.date ?? 'publishedAt')), lang: data.locale ?? data.lang }, corrections: corrections === null ? [] : corrections });
  },
};

/** What is said to the editor on arrival, each by itself. */
export const GREETINGS = {
  hashiya: [{ type: 'hashiya-preview', ready: true }],
  payload: [{ type: 'payload-live-preview', ready: true }, { type: 'hashiya-preview', ready: true }],
};

function entry({ article, corrections, profile }) {
  const said = {};
  if (typeof article === 'string' || isObject(article)) said.article = article;
  // What nobody can read is not told as if there were none: something may be written over it.
  if (corrections !== undefined) said.corrections = areCorrections(corrections) ? corrections : null;
  if (isObject(profile)) said.profile = profile;
  return Object.keys(said).length === 0 ? undefined : said;
}

const at = (data, path) => path.split('.').reduce((value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), data);
const day = (value) => /^\d{4}-\d\d-\d\d/.exec(String(value ?? ''))?.[0];
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Payload's rich text (Lexical's tree of nodes) as HTML: its blocks and their words, which is what is read of an article. */
function richText(value, depth = 0) {
  if (depth > 100 || !isObject(value)) return '';
  const inside = () => (Array.isArray(value.children) ? value.children : []).map((child) => richText(child, depth + 1)).join('');
  if (value.root) return richText(value.root, depth + 1);
  switch (value.type) {
    case 'text': return typeof value.text === 'string' ? escaped(value.text) : '';
    case 'linebreak': return '<br>';
    case 'heading': return `<h2>${inside()}</h2>`;
    case 'quote': return `<blockquote>${inside()}</blockquote>`;
    case 'list': return `<ul>${inside()}</ul>`;
    case 'listitem': return `<li>${inside()}</li>`;
    case 'paragraph': return `<p>${inside()}</p>`;
    default: return inside();
  }
}
