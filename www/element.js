// <hashiya-article> and what goes without it. Importing this file does nothing yet: hashiya.js defines the element.
//
// The element stands around an article, or `for` points at one: its own elements stay as they are, and what is added lives in the
// shadow tree of this one. hashiya.d.ts tells what can be set, called and heard. The wasm module, each language pack (beside this file)
// and each glossary are fetched once a page, when the first element needs them; for readers who save data when
// they ask for it.

/** Digests of the files below, of which the build makes names with a hash, too. */
/* global INTEGRITY, VERSION */
const FILES = {
  wasm: new URL('./pkg/hashiya_core_bg.wasm', import.meta.url),
  ar: new URL('./packs/ar.pack', import.meta.url),
  en: new URL('./packs/en.pack', import.meta.url),
  rehearsal_ar: new URL('./packs/rehearsal.ar.pack', import.meta.url),
  rehearsal_en: new URL('./packs/rehearsal.en.pack', import.meta.url),
};
/** The attributes that a property of the same name reflects. */
const REFLECTED = ['src', 'text', 'ui', 'date', 'painter', 'glossary', 'wikipedia', 'detect', 'loading'];
/** What is asked of readers who save data: without an answer nothing is fetched, so the words cannot be the module's. */
const ASK = { ar: 'أظهر الحواشي (1.3 ميغابايت)', en: 'Show the notes (1.3 MB)' };
/** How many problems of a file are written out. */
const MOST_PROBLEMS = 100;
/** What is seen of an article from outside, whatever it is that changes: words, and whether they show. */
const CHANGES = {
  childList: true, characterData: true, subtree: true,
  attributeFilter: ['hidden', 'class', 'style', 'open', 'lang', 'dir', 'href', 'aria-hidden', 'data-hashiya-ignore'],
};
/** After an article was read again the page has so many times as long for itself. */
const REST = 10;
/** So many milliseconds pass between a change of the page and another try: where there was nothing to read, and after a failure. */
const PATIENCE = [100, 10_000];
/** What can hide all that an element holds. */
const HIDES = { attributeFilter: ['hidden', 'class', 'style'] };

let engine;
let formats;
/** Rejects when the module breaks off: what it was asked is never answered then. */
let broken;
/** What the module holds beside the engine; see page.js. */
let page;
let read = fetch;
const packs = new Map();
const files = new Map();
const told = new Set();

export const version = VERSION;

/** Has files read by another function than `fetch`, for hosts whose `fetch` reads no files. */
export function readBy(reader) { read = reader; }

const failure = (code, message) => Object.assign(new Error(message), { code });

function say(message) {
  if (!told.has(message)) console.warn(`hashiya: ${message}`);
  told.add(message);
}

/** What the module says in lines, or in a list, as a list. */
const list = (text, by) => (text ? text.split(by) : []);

function sayAll(url, lines) {
  const problems = list(lines, '\n');
  for (const problem of problems.slice(0, MOST_PROBLEMS)) say(`${url}:${problem}`);
  if (problems.length > MOST_PROBLEMS) say(`${url}: ${problems.length - MOST_PROBLEMS} more`);
}

async function get(url, integrity = '') {
  const response = await read(url, { integrity }).catch((error) => { throw failure('io', `${url}: ${error.message}`); });
  if (!response.ok) throw failure('io', `${url}: the server answered ${response.status}`);
  return response;
}

const mixed = () => failure('version-mismatch', `not all files are of hashiya ${VERSION}`);

const own = (name) => get(FILES[name], INTEGRITY[name]);

/** What fails is forgotten, so that the next element tries again. */
function once(value, make, keep) {
  return value ?? keep(make().catch((error) => { keep(undefined); throw error; }));
}

const loadEngine = () => once(engine, async () => {
  const wasm = own('wasm');
  wasm.catch(() => {});
  const module = await import('./pkg/hashiya_core.js').catch((error) => { throw failure('io', error.message); });
  await module.default({ module_or_path: await wasm });
  if (module.version() !== VERSION) throw mixed();
  page = module;
  broken = new Promise((_, reject) => globalThis.addEventListener?.('error', ({ error }) => {
    if (error instanceof WebAssembly.RuntimeError && error.stack.includes(FILES.wasm.pathname)) reject(error);
  }));
  broken.catch(() => {});
  return new module.Hashiya();
}, (promise) => (engine = promise));

const bytes = async (name) => new Uint8Array(await (await own(name)).arrayBuffer());

const loadPack = (hashiya, lang) => once(packs.get(lang), async () => {
  if (!FILES[lang]) throw failure('unknown-language', `there is no pack for "${lang}"; known are "ar" and "en"`);
  const pack = bytes(lang);
  let isHere = false;
  // While that is on its way the browser compiles what will be needed; without this the first marks only take longer.
  if (globalThis.document) page.rehearse(lang, bytes(`rehearsal_${lang}`), () => !isHere).catch(() => {});
  const file = await pack;
  isHere = true;
  return hashiya.addPack(file);
}, (promise) => (packs.set(lang, promise), promise));

/** What stands in another language than the first stays plain without its pack; the rest has its notes. */
async function loadPacks(hashiya, langs) {
  const [main, ...others] = await Promise.race([broken, Promise.allSettled(langs.map((lang) => loadPack(hashiya, lang)))]);
  for (const { reason } of others) if (reason) say(reason.message);
  if (main?.reason) throw main.reason;
}

/** What `make` makes of the page's file at `url`, once a page. */
const loadFile = (url, make) => once(files.get(url.href), async () => make(await (await get(url)).text()),
  (promise) => (files.set(url.href, promise), promise));

/** What reads and writes other formats than hashiya/1. */
const loadFormats = () => once(formats, async () => {
  const module = await import('./formats.js').catch((error) => { throw failure('io', error.message); });
  if (!await module.begin(get, VERSION)) throw mixed();
  return module;
}, (promise) => (formats = promise));

const loadGlossary = (hashiya, url) => loadFile(url, (text) => {
  const glossary = hashiya.readGlossary(text);
  sayAll(url, glossary.problems);
  return glossary;
});

/** Fetches what articles in these languages need, ahead of them. */
export async function load(...langs) {
  await loadPacks(await loadEngine(), langs.map((lang) => lang.split('-')[0]));
}

export async function annotate(text, { glossary, ...options } = {}) {
  if (typeof text !== 'string') throw failure('invalid-input', 'text: it is not a string');
  let hashiya = await loadEngine();
  await loadPacks(hashiya, list(hashiya.langs(text, options), ','));
  if (glossary) {
    const names = hashiya.readGlossary(glossary);
    sayAll('glossary', names.problems);
    hashiya = hashiya.withGlossary(names);
  }
  return Promise.race([broken, hashiya.annotate(text, options)]);
}

/** The article that a server answered with, as `article` takes it: JSON, HTML, Markdown or text. */
export async function articleFrom(response) {
  const [kind] = /json|html|markdown/.exec(response.headers.get('content-type')) ?? [];
  return kind === 'json' ? response.json() : kind ? { [kind]: await response.text() } : response.text();
}

export class HashiyaArticle extends (globalThis.HTMLElement ?? class {}) {
  static observedAttributes = [...REFLECTED, 'lang', 'for', 'annotations'];
  static annotate = annotate;
  static load = load;
  static formats = loadFormats;
  static version = version;

  #host;
  #slot;
  #widget;
  #queued = false;
  /** Whether all is there that the marks depend on. */
  #isPrepared = false;
  #turn;
  #article;
  #provided;
  /** The annotations in the widget as they were handed in, and how many of them another module has left out. */
  #given;
  #lost = 0;
  #filter = {};
  /** What `export` gives, until the article is annotated again. */
  #written;
  #observers = [];

  constructor() {
    super();
    this.#host = document.createElement('div');
    this.#slot = document.createElement('slot');
    this.attachShadow({ mode: 'open' }).append(this.#slot, this.#host);
    this.#host.addEventListener('click', (event) => {
      const path = event.composedPath();
      const link = path.slice(0, path.indexOf(this.#host)).find((node) => node.href);
      if (link && !this.#tell('hashiya-navigate', { href: link.href }, true)) event.preventDefault();
    });
  }

  connectedCallback() {
    // What was set before the element was defined hides what is meant by it.
    for (const name of [...REFLECTED, 'htmlFor', 'article', 'annotations']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    this.#restart();
  }

  disconnectedCallback() { this.#restart(); }
  attributeChangedCallback(name, before, now) { if (this.isConnected && before !== now) this.#restart(); }
  /** With `moveBefore` everything stays as it is. */
  connectedMoveCallback() {}

  get article() { return this.#article ?? null; }
  set article(article) { this.#article = article ?? undefined; this.#restart(); }

  get annotations() { return this.#document()?.annotations ?? []; }
  set annotations(value) {
    if (value && typeof value === 'object') return void this.setAnnotations(value).catch((error) => this.#tellError(error));
    if (this.#provided) this.setAnnotations(null);
    reflect(this, 'annotations', value);
  }

  get entities() { return this.#document()?.entities ?? []; }

  async setAnnotations(document) {
    const widget = this.#widget;
    // Without the glossary nobody knows whom they must not name.
    if (!this.#isPrepared || !document) {
      this.#provided = document;
      return this.#restart();
    }
    const problems = await this.#provide(widget, document);
    this.#provided = document;
    // It has begun anew meanwhile, with what it had before.
    if (widget !== this.#widget) return this.#restart();
    await this.#annotate(widget);
    return { problems: list(problems, '\n'), orphans: this.#orphans(widget) };
  }

  /** Hands annotations in. Returns what of them could not be taken. */
  async #provide(widget, source) {
    this.#given = source;
    this.#lost = 0;
    return page.isOwn(source) ? widget.setAnnotations(source) : this.#place(widget);
  }

  /** The same for those in another format, and those whose words were edited since. */
  async #place(widget) {
    const formats = await loadFormats();
    // One that is gone has no text any more.
    if (widget !== this.#widget) return;
    const { document, problems, orphans } = formats.read(this.#given, widget.document());
    this.#lost = orphans;
    return [...problems, widget.setAnnotations(document)].join('\n').trim();
  }

  /** How many annotations have no place in the text. */
  #orphans(widget) { return widget.orphans + this.#lost; }

  select(id) {
    const mark = id === null ? undefined : this.annotations.findIndex((annotation) => annotation.id === id);
    if (mark !== -1) this.#widget?.select(mark);
    return mark !== -1;
  }

  filter(filter = {}) {
    this.#widget?.filter(...page.filterNumbers(filter));
    this.#filter = { ...this.#filter, ...filter };
  }

  export(format = 'json') {
    if (format !== 'json') throw failure('unknown-format', `export knows "json" alone, exportAs others`);
    return this.#document();
  }

  async exportAs(format, options) {
    return (await loadFormats()).written(format, this.#document(), options);
  }

  #document() { return (this.#written ??= this.#widget?.document()) ?? null; }

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
    this.#turn = undefined;
    this.#isPrepared = false;
    for (const observer of this.#observers.splice(0)) observer.disconnect();
    this.#widget?.destroy();
    this.#widget = this.#written = undefined;
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

  /** Resolves when `element` comes near what the reader sees. */
  #near(element) {
    return new Promise((resolve) => {
      const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && (observer.disconnect(), resolve()), { rootMargin: '100%' });
      observer.observe(element);
      this.#observers.push(observer);
    });
  }

  /** The article's element: this one, or the one that `for` finds in the same tree, else in the document. */
  #find() {
    const selector = this.getAttribute('for');
    return selector ? this.getRootNode().querySelector(selector) ?? document.querySelector(selector) : this;
  }

  /** Sees what the page changes of its article, or of what it is in, from now on. Returns what is called when the article was annotated,
   *  and when there is nothing to annotate yet. */
  #watch(root) {
    const turn = this.#turn;
    let [widget, isDue, patience, rest] = [undefined, false, 0, 0];
    const act = async () => {
      isDue = false;
      if (turn !== this.#turn) return;
      if (patience) return this.#find() && this.#restart();
      const start = performance.now();
      try {
        if (widget.read()) await this.#annotate(widget);
      } catch (error) {
        say(error.message);
      }
      // What takes long is not done often.
      rest = Math.min(1000, (this.rest ?? REST) * (performance.now() - start));
    };
    const due = () => {
      if (!isDue && (widget || patience)) setTimeout(act, patience || rest);
      isDue = true;
    };
    const observer = new MutationObserver((records) => {
      if (this.#find() !== root) this.#restart();
      else if (records.some(({ type, target }) => type === 'attributes' || root?.contains(target))) due();
    });
    if (root) observer.observe(root, CHANGES);
    for (let at = around(root); at; at = around(at)) observer.observe(at, HIDES);
    if (root !== this) for (const tree of new Set([this.getRootNode(), document])) observer.observe(tree, { childList: true, subtree: true });
    this.#observers.push(observer);
    const begin = (isNow) => {
      isNow();
      if (!isDue) return;
      isDue = false;
      due();
    };
    return { ready: (painted) => begin(() => (widget = painted)), wait: (time) => begin(() => (patience = time)) };
  }

  /** What is shown here instead of a page's own article. */
  async #source() {
    let source = this.#article ?? this.getAttribute('text') ?? undefined;
    const src = this.getAttribute('src');
    if (source === undefined && src) source = await articleFrom(await get(new URL(src, document.baseURI)));
    return source;
  }

  async #start() {
    // Stands for this start: when another one has begun meanwhile, what comes late is dropped.
    const turn = (this.#turn = {});
    const isOver = () => turn !== this.#turn;
    let [widget, watched] = [];
    try {
      const isOwn = this.#article !== undefined || this.hasAttribute('text') || this.hasAttribute('src');
      const root = isOwn ? undefined : this.#find();
      if (!isOwn) watched = this.#watch(root);
      if (!isOwn && !root?.textContent.trim()) return watched.wait(PATIENCE[0]);
      if (this.getAttribute('loading') === 'lazy') await this.#near(root ?? this);
      if (isOver()) return;
      if (navigator.connection?.saveData || matchMedia('(prefers-reduced-data: reduce)').matches) await this.#asked();
      if (isOver()) return;
      const [hashiya, given] = await Promise.all([loadEngine(), this.#source()]);
      const [source, said] = await page.source(given, loadFormats);
      if (isOver()) return;
      this.shadowRoot.adoptedStyleSheets = [page.sheet()];
      this.#slot.classList.toggle('plain', root === this && !this.firstElementChild);
      const elements = said?.elements;
      const options = page.options(this, root ?? elements, said, () => import('./wikipedia.js'));
      try {
        widget = this.#widget = isOwn ? hashiya.mount(this.#host, source ?? elements, options) : hashiya.attach(root, this.#host, options);
      } catch (error) {
        // There is text, but hidden, or none of it is a story's: until the page changes that.
        if (watched && error.code === 'missing-host') return watched.wait(PATIENCE[0]);
        throw error;
      }
      this.#slot.hidden = isOwn;
      const file = (name) => this.getAttribute(name) && new URL(this.getAttribute(name), document.baseURI);
      const [glossary, approved] = await Promise.all([
        file('glossary') && loadGlossary(hashiya, file('glossary')),
        file('annotations') && loadFile(file('annotations'), (text) => text),
      ]);
      if (isOver()) return;
      if (glossary) widget.setGlossary(glossary);
      const annotations = this.#provided ?? (approved || (source?.format && source));
      if (annotations) {
        const problems = await this.#provide(widget, annotations).catch((error) => {
          if (!isOver() && error.code !== 'io') this.#provided = undefined;
          throw error;
        });
        sayAll(annotations === approved ? file('annotations') : 'annotations', problems);
      }
      if (isOver()) return;
      try {
        this.filter(this.#filter);
      } catch (error) {
        this.#filter = {};
        say(error.message);
      }
      this.#isPrepared = true;
      const { lang } = await this.#annotate(widget);
      if (isOver()) return;
      if (this.#orphans(widget)) say(`${this.#orphans(widget)} annotations have no place in the text and are left out`);
      this.#tell('hashiya-ready', { lang });
      watched?.ready(widget);
    } catch (error) {
      if (isOver()) return;
      this.#isPrepared = false;
      widget?.fail();
      watched?.wait(PATIENCE[1]);
      this.#tellError(error);
    }
  }

  #tellError(error) {
    const detail = { code: typeof error?.code === 'string' ? error.code : 'host', message: error?.message ?? String(error) };
    say(`the article is shown without notes (${detail.code}): ${detail.message}`);
    this.#tell('hashiya-error', detail);
  }

  async #annotate(widget) {
    const langs = list(widget.langs, ',');
    const detects = this.getAttribute('detect') !== 'off' && langs.length > 0;
    // Whom a glossary protects is told in the article's own language.
    if (langs.length > 0 && (detects || this.hasAttribute('glossary'))) await loadPacks(await loadEngine(), langs);
    const paint = () => Promise.race([broken, widget.refresh(detects)]);
    let isPainted = await paint();
    if (isPainted && this.#orphans(widget)) {
      // Words that were gone may be there again. Without that module these are left out.
      await this.#place(widget).catch((error) => say(error.message));
      isPainted = await paint();
    }
    this.#written = undefined;
    if (isPainted && widget === this.#widget) this.#tell('hashiya-annotate', { orphans: this.#orphans(widget) });
    return { lang: langs[0] };
  }

  /** Whether the page lets it happen. */
  #tell(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }
}

/** The element that an element stands in, also where that is the host of its tree. */
const around = (element) => element?.parentElement ?? element?.getRootNode().host;

function reflect(element, attribute, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(attribute);
  else element.setAttribute(attribute, value === true ? '' : value);
}

for (const name of [...REFLECTED, 'for']) {
  Object.defineProperty(HashiyaArticle.prototype, name === 'for' ? 'htmlFor' : name, {
    configurable: true,
    enumerable: true,
    get() { return this.getAttribute(name); },
    set(value) { reflect(this, name, value); },
  });
}

/** Defines <hashiya-article>, if nobody has. */
export function define() {
  if (globalThis.customElements?.get('hashiya-article') === undefined) globalThis.customElements?.define('hashiya-article', HashiyaArticle);
}
