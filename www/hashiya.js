// <hashiya-article>: put it around an article and the article gains its margin. The article's own elements stay as they are;
// what Hashiya adds lives in the element's shadow tree.
//
//   <script type="module" src="hashiya.js"></script>
//   <hashiya-article> <h1>…</h1> <p>…</p> </hashiya-article>
//
// Attributes: lang (else the text tells), ui (language of the interface), date (YYYY-MM-DD), painter="boxes",
// wikipedia (lets readers ask Wikipedia from a card; see wikipedia.js),
// src (a text file to show instead of the element's content), glossary (a CSV or JSON file of the newsroom's own names and of
// those never to be marked; if it cannot be read nothing is marked at all, for nobody could know whom it protects).
// Events, bubbling and composed: hashiya-ready {lang}, hashiya-error {code, message}. The wasm module, the style sheet, each
// language pack (all relative to this file) and each glossary are fetched once a page, when the first element needs them; for readers who
// save data when they ask for it.

const OPTIONS = ['lang', 'ui', 'date', 'painter'];
/** What is asked of readers who save data: without an answer nothing is fetched, so the words cannot be the module's. */
const ASK = { ar: 'أظهر الحواشي (1.3 ميغابايت)', en: 'Show the notes (1.3 MB)' };
/** How many problems of a glossary are written out. */
const MOST_PROBLEMS = 100;

let engine;
let sheet;
const packs = new Map();
const glossaries = new Map();

/** The bytes or text of a file beside this one, or of the page's own. */
async function get(url, as) {
  const response = await fetch(url);
  if (!response.ok) throw Object.assign(new Error(`${url}: the server answered ${response.status}`), { code: 'io' });
  return response[as]();
}

const beside = (name) => new URL(name, import.meta.url);

/** What fails is forgotten, so that the next element tries again. */
function once(value, make, keep) {
  return value ?? keep(make().catch((error) => { keep(undefined); throw error; }));
}

const loadEngine = () => once(engine, async () => {
  const module = await import('./pkg/hashiya_core.js');
  await module.default();
  return new module.Hashiya();
}, (promise) => (engine = promise));

/** Rejects when the module breaks off: what it was asked is never answered then. */
const broken = new Promise((_, reject) => addEventListener('error', ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError && error.stack.includes('hashiya_core')) reject(error);
}));
broken.catch(() => {});

const loadSheet = () => once(sheet, async () => {
  const sheet = new CSSStyleSheet();
  return sheet.replace(`:host { display: block } slot.plain { white-space: pre-line } ${await get(beside('hashiya.css'), 'text')}`);
}, (promise) => (sheet = promise));

const getPack = async (name) => new Uint8Array(await get(beside(`packs/${name}.pack`), 'arrayBuffer'));

const loadPack = (hashiya, lang) => once(packs.get(lang), async () => {
  const pack = getPack(lang);
  // While that is on its way the browser compiles what will be needed; without this the first marks only take longer.
  getPack(`rehearsal.${lang}`).then((file) => hashiya.rehearse(file), () => {});
  return hashiya.addPack(await pack);
}, (promise) => (packs.set(lang, promise), promise));

const loadGlossary = (hashiya, url) => once(glossaries.get(url.href), async () => {
  const glossary = hashiya.readGlossary(await get(url, 'text'));
  const { problems } = glossary;
  for (const problem of problems.slice(0, MOST_PROBLEMS)) console.warn(`hashiya: ${url}:${problem}`);
  if (problems.length > MOST_PROBLEMS) console.warn(`hashiya: ${url}: ${problems.length - MOST_PROBLEMS} more problems`);
  return glossary;
}, (promise) => (glossaries.set(url.href, promise), promise));

export class HashiyaArticle extends HTMLElement {
  static observedAttributes = ['src', 'glossary', 'wikipedia', ...OPTIONS];

  #host = document.createElement('div');
  #slot = document.createElement('slot');
  #widget;
  #queued = false;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).append(this.#slot, this.#host);
  }

  connectedCallback() { this.#restart(); }
  disconnectedCallback() { this.#restart(); }
  attributeChangedCallback() { if (this.isConnected) this.#restart(); }

  /** Several changes in one go, such as being moved, are one restart. */
  #restart() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#stop();
      if (this.isConnected) this.#start();
    });
  }

  #stop() {
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#host.replaceChildren();
    this.#slot.hidden = false;
  }

  /** Resolves when the reader wants the notes. */
  #asked() {
    const wanted = this.getAttribute('ui') ?? this.getAttribute('lang') ?? document.documentElement.lang;
    const lang = wanted.startsWith('ar') ? 'ar' : 'en';
    const button = Object.assign(document.createElement('button'), { type: 'button', lang, textContent: ASK[lang] });
    this.#host.append(button);
    return new Promise((resolve) => button.addEventListener('click', () => (button.remove(), resolve()), { once: true }));
  }

  async #start() {
    // Stands for this start: when another one has begun meanwhile, what comes late is dropped.
    const turn = (this.#turn = {});
    const isOver = () => turn !== this.#turn || !this.isConnected;
    let widget;
    try {
      if (navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches) await this.#asked();
      if (isOver()) return;
      const src = this.getAttribute('src');
      const [hashiya, sheet, text] = await Promise.all([loadEngine(), loadSheet(), src && get(new URL(src, document.baseURI), 'text')]);
      if (isOver()) return;
      this.shadowRoot.adoptedStyleSheets = [sheet];
      const options = Object.fromEntries(OPTIONS.map((name) => [name, this.getAttribute(name)]));
      const wikipedia = this.getAttribute('wikipedia');
      if (wikipedia !== null) options.encyclopedia = async (...about) => (await import('./wikipedia.js')).lookup(wikipedia, ...about);
      this.#slot.classList.toggle('plain', !this.firstElementChild);
      widget = this.#widget = src ? hashiya.mount(this.#host, text, options) : hashiya.attach(this, this.#host, options);
      this.#slot.hidden = Boolean(src);
      const langs = widget.langs;
      const names = this.getAttribute('glossary');
      const [glossary, main, ...others] = await Promise.race([broken, Promise.allSettled([
        names && loadGlossary(hashiya, new URL(names, document.baseURI)), ...langs.map((lang) => loadPack(hashiya, lang))])]);
      if (isOver()) return;
      for (const { reason } of [glossary, main]) if (reason) throw reason;
      if (names) widget.setGlossary(glossary.value);
      // What stands in another language stays plain without its pack; the rest has its notes.
      for (const { reason } of others) if (reason) console.warn(`hashiya: ${reason.message}`);
      await Promise.race([broken, widget.refresh()]);
      if (isOver()) return;
      this.#tell('hashiya-ready', { lang: langs[0] });
    } catch (error) {
      if (isOver()) return;
      widget?.fail();
      const detail = { code: error?.code ?? 'host', message: error?.message ?? String(error) };
      console.warn(`hashiya: the article is shown without notes (${detail.code}): ${detail.message}`);
      this.#tell('hashiya-error', detail);
    }
  }

  #turn;

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('hashiya-article')) customElements.define('hashiya-article', HashiyaArticle);
