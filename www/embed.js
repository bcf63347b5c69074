// An article in a frame, for pages that allow nothing else:
//
//   <iframe src="https://news.example/hashiya/embed.html#src=/articles/1.html" sandbox="allow-scripts" title="…"></iframe>
//
// It works without an origin of its own (no allow-same-origin), and shows articles of the origin it was loaded from or of those that
// its page names as `hashiya-allow`; what else is named in the address: lang, ui, date, painter, detect, annotations, glossary. A page
// that runs frame.js gives the frame a token and is told its height with it, and nothing else.
import { articleFrom, define, readBy } from './element.js';

const FAILED = { ar: 'تعذّر عرض المقال.', en: 'The article cannot be shown.' };
const OPTIONS = ['lang', 'ui', 'date', 'painter', 'detect'];
/** Addresses that have to be allowed as that of the article. */
const ADDRESSES = ['annotations', 'glossary'];

/** What the page around calls this frame. */
let token;

const asked = () => new URLSearchParams(location.hash.slice(1));
const allowed = [location.origin, ...document.querySelector('meta[name="hashiya-allow"]').content.split(/\s+/)].filter((origin) => /^https?:/.test(origin));

/** An address that may be read here. */
function permitted(address) {
  const url = new URL(address, location.href);
  // What a page has made itself, `blob:`, is of that page's origin, too.
  if (/^http/.test(url.protocol) && allowed.includes(url.origin)) return url;
  throw Object.assign(new Error(`${url.origin} is not allowed; name it in embed.html as hashiya-allow`), { code: 'not-allowed' });
}

/** An address that leads elsewhere is not followed: that place may not be allowed. */
const read = (url, options) => fetch(url, { ...options, redirect: 'error', credentials: 'omit' });

async function show() {
  const element = document.createElement('hashiya-article');
  try {
    for (const name of OPTIONS) if (asked().has(name)) element.setAttribute(name, asked().get(name));
    for (const name of ADDRESSES) if (asked().has(name)) element.setAttribute(name, permitted(asked().get(name)));
    if (!asked().get('src')) throw Object.assign(new Error('no article is named; write embed.html#src=/article.html'), { code: 'invalid-input' });
    element.article = await articleFrom(await read(permitted(asked().get('src'))));
    element.addEventListener('hashiya-ready', ({ detail }) => (document.documentElement.lang = detail.lang));
    document.body.replaceChildren(element);
  } catch (error) {
    console.warn(`hashiya: the frame is empty (${error.code ?? 'io'}): ${error.message}`);
    const lang = asked().get('lang')?.startsWith('ar') ? 'ar' : 'en';
    Object.assign(document.documentElement, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr' });
    document.body.replaceChildren(Object.assign(document.createElement('p'), { textContent: FAILED[lang] }));
    tellHeight();
  }
}

/** Whoever frames this page need not be known: a height is no secret. */
function tellHeight() {
  if (token) parent.postMessage({ type: 'hashiya-height', token, height: Math.ceil(document.documentElement.scrollHeight) }, '*');
}

addEventListener('message', ({ source, data }) => {
  if (source !== parent || data?.type !== 'hashiya-token' || typeof data.token !== 'string') return;
  token = data.token;
  tellHeight();
});

define();
readBy(read);
addEventListener('hashchange', show);
new ResizeObserver(tellHeight).observe(document.body);
// In a frame that is not in view browsers observe no sizes.
for (const name of ['hashiya-annotate', 'hashiya-error']) addEventListener(name, tellHeight);
show();
