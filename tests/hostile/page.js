// What hostile.spec.js has in its pages beside the element: virtual files, a look at all that the element made, and the canaries.
//
// Classic scripts, put in before the page's own: a policy does not see them.
(() => {
  const { fetch } = window;
  /** Files that are fetched from nowhere, by path; a function is asked for its answer. */
  const files = new Map();
  /** What was asked of `/virtual/wiki/`. */
  const asked = [];
  window.fetch = async (input, options) => {
    const { origin, pathname, search } = new URL(input?.url ?? input, document.baseURI);
    if (origin !== location.origin || !pathname.startsWith('/virtual/')) return fetch(input, options);
    const [type, body] = pathname.startsWith('/virtual/wiki/') ? (asked.push(pathname + search), window.hostile.wiki(pathname, search)) : files.get(pathname) ?? [];
    return new Response(body ?? '', { status: body === undefined ? 404 : 200, headers: { 'content-type': type ?? 'text/plain' } });
  };

  const TAGS = new Set(`div slot section button span p h1 h2 h3 article ul li figure figcaption blockquote footer pre details summary small
    bdi q dl dt dd a img`.split(/\s+/));
  /** What the attributes may say that the element writes; no others may be there. */
  const ATTRIBUTES = {
    class: /^((hashiya(-[a-z-]+)?|plain)( |$))*$/, id: /^hashiya-card-\d+(-title|-keys)?$/, part: /^[a-z]+$/, role: /^[a-z]+$/,
    lang: /^[A-Za-z-]*$/, dir: /^(ltr|rtl)$/, hidden: /^(hidden)?$/, disabled: /^disabled$/, open: /^$/, tabindex: /^-1$/, type: /^button$/,
    href: /^https?:\/\/[^\s@\\]+$/i, src: /^https?:\/\/[^\s@\\]+$/i, rel: /^noopener$/, alt: /^/, loading: /^lazy$/, referrerpolicy: /^no-referrer$/,
    style: /^((left|top|width|height): -?[\d.]+px;? ?)*$/,
    'aria-label': /^/, 'aria-labelledby': /^hashiya-card-\d+-title$/, 'aria-describedby': /^hashiya-card-\d+-keys$/, 'aria-controls': /^hashiya-card-\d+$/,
    'aria-live': /^polite$/, 'aria-hidden': /^true$/, 'aria-pressed': /^(true|false)$/, 'aria-disabled': /^(true|false)$/, 'aria-expanded': /^(true|false)$/,
    'aria-haspopup': /^dialog$/, 'data-mark': /^\d+$/, 'data-kind': /^[a-z]+$/, 'data-mode': /^(own|page)$/, 'data-ready': /^(true|false)$/,
    'data-intensity': /^[a-z]+$/, 'data-placement': /^[a-z]+$/, 'data-hashiya-block': /^[a-z-]+$/, 'data-hashiya-note': /^\d+$/,
  };
  const TURNS = /[\u202A-\u202E\u2066-\u2069]/;
  const short = (text) => JSON.stringify(String(text).slice(0, 120));

  /** What of the element's own tree comes from no line of its source. */
  function walk(root, problems = new Set()) {
    // Whatever the page's own elements are called.
    const walker = Document.prototype.createTreeWalker.call(document, root, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const own = node.parentElement?.closest('[data-hashiya-block]');
        if (TURNS.test(node.data) && !own) problems.add(`text turns its surroundings: ${short(node.data)}`);
        // Whatever its text does, it is a paragraph by itself.
        if (own && (own.childNodes.length !== 1 || !/block|list-item/.test(getComputedStyle(own).display))) problems.add('a block is no block');
        continue;
      }
      if (node.nodeType !== Node.ELEMENT_NODE) {
        problems.add(`a node of type ${node.nodeType}`);
        continue;
      }
      if (!TAGS.has(node.localName) || node.namespaceURI !== 'http://www.w3.org/1999/xhtml') problems.add(`an element <${node.localName}>`);
      for (const { name, value } of node.attributes) {
        if (!ATTRIBUTES[name]?.test(value)) problems.add(`an attribute ${short(name)} = ${short(value)}`);
      }
      if ('href' in node && !/^https?:$/.test(node.protocol)) problems.add(`a link to ${short(node.href)}`);
      if (node.shadowRoot) walk(node.shadowRoot, problems);
    }
    return problems;
  }

  /** Sheets that the element adopted, which hold nothing of what came in. */
  const sheets = () => [document, ...[...document.querySelectorAll('hashiya-article')].map(({ shadowRoot }) => shadowRoot)]
    .flatMap(({ adoptedStyleSheets }) => [...adoptedStyleSheets]).filter((sheet) => [...sheet.cssRules].some(({ cssText }) => /canary|top\.ran/.test(cssText)));

  const turn = () => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  const turns = async (count) => { for (let at = 0; at < count; at += 1) await turn(); };
  const until = async (is, time = 15_000) => {
    for (const end = performance.now() + time; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) if (is()) return true;
    return false;
  };

  /** Resolves to the code of the error that the article ends with, to `ready`, or to `silent` after `time`. */
  const settled = (element, time = 20_000) => new Promise((resolve) => {
    element.addEventListener('hashiya-ready', () => resolve('ready'), { once: true });
    element.addEventListener('hashiya-error', ({ detail }) => resolve(detail.code), { once: true });
    setTimeout(() => resolve('silent'), time);
  });

  /** Opens all that the element shows: each card, each panel, what is printed. Returns all its text and attributes. */
  async function openAll(element, problems, { most = 24, prints = false, each = async () => {} } = {}) {
    const root = element.shadowRoot;
    let seen = '';
    const look = () => {
      walk(root, problems);
      seen += root.textContent + [...root.querySelectorAll('*')].flatMap((node) => [...node.attributes].map(({ value }) => value)).join(' ');
    };
    for (const panel of root.querySelectorAll('details')) panel.open = true;
    await turns(4);
    look();
    for (const { id } of element.annotations.slice(0, most)) {
      element.select(id);
      await turns(4);
      await each(root);
      look();
    }
    element.select(null);
    if (prints) {
      window.dispatchEvent(new Event('beforeprint'));
      await turns(4);
      look();
      window.dispatchEvent(new Event('afterprint'));
    }
    return seen;
  }

  /** Runs the payloads of a cell; `{ codes, problems, seen }`: how the articles ended, what is wrong, which payloads came into view. */
  async function run(entry, sink, payloads) {
    const before = document.documentElement.cloneNode(false).outerHTML + document.head.innerHTML;
    const { mount, shows, options = {}, clean = () => {} } = await window.hostile.entries[entry][sink](payloads);
    const elements = await mount();
    const codes = await Promise.all(elements.map((element) => element.settled ?? settled(element)));
    const problems = new Set();
    let seen = '';
    for (const [at, element] of elements.entries()) if (codes[at] === 'ready') seen += await openAll(element, problems, options);
    for (const element of elements) walk(element.shadowRoot ?? element, problems);
    if (sheets().length) problems.add('a style sheet holds what came in');
    (await options.check?.(elements, codes))?.forEach((problem) => problems.add(problem));
    for (const element of elements) element.remove();
    await clean();
    await turns(2);
    if (document.documentElement.cloneNode(false).outerHTML + document.head.innerHTML !== before) problems.add('the page outside has changed');
    if (document.body.querySelector(':scope > :not(main)') || document.querySelector('main').childElementCount) problems.add('something is left on the page');
    if ('ran' in window) problems.add(`it ran: ${short(window.ran)}`), delete window.ran;
    for (const key of Object.keys(Object.prototype)) problems.add(`Object.prototype has ${key}`), delete Object.prototype[key];
    const unseen = shows ? payloads.filter(({ id, text }) => text.includes(id) && text.length < 300 && !seen.includes(id)).map(({ text }) => text) : [];
    for (const text of unseen) problems.add(`was not reached: ${short(text)}`);
    return { codes, problems: [...problems] };
  }

  /** What `entry` makes of the articles that were planted in the page; they stay as they are. */
  async function attach(sections) {
    const problems = new Set();
    const codes = [];
    const main = Document.prototype.querySelector.call(document, 'main');
    delete window.ran;
    for (const section of sections) {
      const before = section.outerHTML;
      const element = Document.prototype.createElement.call(document, 'hashiya-article');
      element.setAttribute('for', `#${section.id}`);
      element.setAttribute('lang', 'en');
      const end = Promise.race([settled(element), new Promise((resolve) => setTimeout(resolve, 3000, 'waits'))]);
      main.append(element);
      codes.push(await end);
      if (codes.at(-1) === 'ready') await openAll(element, problems, { most: 2 });
      walk(element.shadowRoot, problems);
      if (section.outerHTML !== before) problems.add(`the article has changed: ${short(section.outerHTML)}`);
      element.remove();
      section.remove();
      if ('ran' in window) problems.add(`it ran: ${short(before)}`), delete window.ran;
    }
    return { codes, problems: [...problems] };
  }

  /** Whether a good article has its notes, still. */
  async function isGood() {
    const element = Object.assign(document.createElement('hashiya-article'), { text: 'Mayor Grace Odhiambo flew to Kenya.', lang: 'en' });
    document.querySelector('main').append(element);
    const code = await settled(element);
    const names = element.entities.map(({ name }) => name).join();
    element.remove();
    await turns(2);
    return `${code} ${names}`;
  }

  window.hostile = { files, asked, wiki: () => [], entries: {}, run, attach, isGood, walk, settled, turns, until, openAll };
})();
