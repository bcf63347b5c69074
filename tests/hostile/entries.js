// The ways in, and where in each an attack of each sink goes: `entries[entry][sink](payloads)` is `{ mount, shows, options }`, in which `mount`
// puts elements on the page. A string in place of the function says why there is no such sink.
(() => {
  const { files, settled, turns, until } = window.hostile;
  const main = () => document.querySelector('main');
  const GREEK = 'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma Tau Upsilon Phi Chi Psi Omega'.split(' ');
  const name = (at) => `Riverton ${GREEK[at]}`;
  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt()};`);
  const isLong = ({ text }) => text.length > 10_000;
  let count = 0;

  function article(properties, attributes = {}) {
    const element = document.createElement('hashiya-article');
    for (const [key, value] of Object.entries({ ui: 'en', ...attributes })) element.setAttribute(key, value);
    Object.assign(element, properties);
    element.settled = settled(element);
    main().append(element);
    return element;
  }

  function file(type, body) {
    const path = `/virtual/${(count += 1)}`;
    files.set(path, [type, body]);
    return path;
  }

  // --- html: what an article's HTML holds; most of it is left out, and what is read is text ---
  const STORY = 'Mayor Grace Odhiambo opened a library in Kenya on Monday.';
  /** In some forms whatever follows is swallowed, as the syntax has it. */
  const html = ({ shows = false, keeps = true }, ...forms) => (payloads) => ({
    shows,
    mount: () => payloads.flatMap((payload) => (isLong(payload) ? forms.slice(0, 1) : forms).map((form) => article({ article: { html: form(payload.text), lang: 'en' } }))),
    options: {
      most: 1,
      // What a form holds is no part of a story, whatever it holds.
      check: (elements, codes) => elements.flatMap((element, at) => (!keeps || !element.shadowRoot.textContent.includes('Advertisement') && codes[at] === 'ready' && element.shadowRoot.textContent.includes('Grace Odhiambo')
        ? [] : [`the story is not what it was (${codes[at]}): ${JSON.stringify(payloads[Math.floor(at / forms.length)].text.slice(0, 80))}`])),
    },
  });

  /** Markdown in which the story stands by itself. */
  const markdown = ({ shows = false }, ...forms) => (payloads) => ({
    shows,
    mount: () => payloads.flatMap((payload) => (isLong(payload) ? forms.slice(0, 1) : forms).map((form) => article({ article: { markdown: form(payload.text) } }, { lang: 'en' }))),
    options: { most: 1 },
  });

  const entries = {
    html: {
      text: html({ shows: true }, (text) => `<article><h1>Lake town</h1><p>${STORY} ${escaped(text)}</p></article>`, (text) => `<article><p>${STORY}</p><p>${text}</p></article>`),
      attribute: html({ keeps: false },
        (text) => `<article title="${text}"><p title="${text}" data-x='${text}' class="${text}">${STORY}</p><p>${STORY}</p></article>`,
        (text) => `<article><p>${STORY}</p><p lang=en dir="${escaped(text)}" hidden="${escaped(text)}" aria-label="${escaped(text)}" class="${escaped(text)}" ${text}>${STORY}</p></article>`),
      url: html({}, (text) => ((url) => `<article><p>${STORY} <a href="${url}" ping="${url}" xlink:href="${url}">link</a> <img src="${url}" srcset="${url} 2x" longdesc="${url}"></p>
        <base href="${url}"><link rel="stylesheet" href="${url}"><link rel="preload" as="script" href="${url}"><meta http-equiv="refresh" content="0;url=${url}">
        <iframe src="${url}"></iframe><object data="${url}"></object><embed src="${url}"><video src="${url}" poster="${url}"></video><audio src="${url}" autoplay></audio>
        <form action="${url}"><button formaction="${url}">x</button></form><svg><use href="${url}"/><image href="${url}"/><a href="${url}"><text>x</text></a></svg>
        <math><mtext href="${url}">x</mtext></math><blockquote cite="${url}">${STORY}</blockquote><table background="${url}"><tr><td>x</table></article>`)(escaped(text))),
      style: html({ keeps: false }, (text) => `<style>${text}</style><article style="${escaped(text)}"><style>${text}</style><p style="${escaped(text)}">${STORY}</p><link rel="stylesheet" href="data:text/css,${escaped(text)}"></article>`),
      id: html({},
        (text) => ((id) => `<img name="${id}" id="${id}"><embed name="${id}"><object id="${id}" name="${id}"></object><iframe name="${id}"></iframe>
          <article id="${id}"><p>${STORY}</p><form name="${id}" id="f"><input name="${id}" id="${id}"><object name="${id}"></object></form><input form="f" id="${id}">
          <p id="${id}">It will open again.</p></article>`)(escaped(text)),
        (text) => ((id) => `<form role="main" name="${id}"><input name="${id}"><input id="${id}"><img name="${id}"><p>Advertisement</p></form><p>${STORY}</p>`)(escaped(text))),
    },

    // --- markdown: what becomes HTML, by its own syntax, and HTML within it ---
    markdown: {
      text: markdown({ shows: true }, (text) => `# Lake town\n\n${STORY} ${escaped(text)}`, (text) => `${STORY}\n\n${text}`, (text) => `---\ntitle: ${text}\ndate: ${text}\nlang: ${text}\n---\n\n${STORY}`),
      attribute: markdown({}, (text) => `${STORY}\n\n[link](/there "${text}") ![picture](/there '${text}')\n\n\`\`\`${text}\nx\n\`\`\``),
      url: markdown({}, (text) => `${STORY}\n\n[link](<${text}>) ![picture](${text}) <${text}>\n\n[named]\n\n[named]: <${text}> "x"`),
      style: markdown({}, (text) => `${STORY}\n\n<p style="${escaped(text)}">x</p>\n\n<style>${text}</style>`),
      id: markdown({}, (text) => `${STORY}\n\n## x {#${text}}\n\n[^${text}]\n\n[^${text}]: note\n\n<img name="${escaped(text)}" id="${escaped(text)}">`),
    },

    // --- standard: W3C Web Annotations over a story of the page ---
    standard: {
      text: standard(true, ({ text }) => ({ body: [{ type: 'TextualBody', value: text }, { type: 'Choice', items: [{ type: 'TextualBody', value: text, language: 'en' }] },
        { type: 'SpecificResource', purpose: 'identifying', source: { type: 'Person', name: text } }] })),
      attribute: standard(false, ({ text }) => ({ body: { type: 'TextualBody', purpose: text, value: 'A word.', format: text, language: text }, motivation: text, creator: text })),
      url: standard(false, ({ text }) => ({ body: [text, { id: text, type: 'Image' }, { type: 'SpecificResource', purpose: 'identifying', source: text }] })),
      style: standard(false, ({ text }) => ({ stylesheet: { type: 'CssStylesheet', value: text }, styleClass: text, body: { type: 'TextualBody', value: 'A word.' } })),
      id: standard(false, ({ text }) => ({ id: text, body: { type: 'TextualBody', value: 'A word.' }, ['__proto__']: { ran: text }, constructor: text,
        'hashiya:mark': { kind: text, entity: text, ['__proto__']: text } })),
    },

    // --- glossary: a file for all payloads, as CSV and as JSON ---
    glossary: {
      text: glossary(true, (text, at) => [
        { name: name(at), type: 'LOC', description: text },
        ...(text.length < 250 && /[a-z]/i.test(text) ? [{ name: text, spellings: `Harbour ${GREEK[at]}`, type: 'ORG' }] : []),
        { name: `x${at}y`, type: text, lang: text, never: text },
      ]),
      attribute: glossary(false, (text, at) => [{ name: text, spellings: name(at), type: 'LOC', image: '/nowhere', lang: text }, { name: `${name(at)} ${text.slice(0, 200)}`, spellings: name(at), type: 'LOC', image: 'https://news.example/picture.png' }]),
      url: glossary(false, (text, at) => [{ name: name(at), type: 'LOC', link: text, image: text }], true),
      style: 'a row has no field for how something looks, and none becomes a style; unknown fields are tried as ids',
      id: glossary(false, (text, at) => [{ name: name(at), type: 'LOC', [text]: text, ['__proto__']: text, constructor: text }]),
    },

    // --- annotations: hashiya/1, as the article itself ---
    annotations: {
      text: annotations(true, ({ text }, at) => ({
        entity: {
          name: text, aliases: [text, `${text}2`], translations: { ar: text, [text]: text }, description: text,
          value: at % 2 ? text.slice(0, 40) : { number: 5, unit: text, modifier: text }, roles: [at],
        },
        quote: { speaker_name: text, context: {} }, source: { names: [text, `${text}3`], reason: text },
        why: [{ code: 'title-before-name', params: { title: text, [text]: text } }, { code: text, params: { name: text } }, { code: 'lexicon', params: { list: text } }, { code: 'same-as', params: { name: text } }],
      })),
      attribute: annotations(false, ({ text }) => ({
        entity: { name: `${text} x`, type: 'LOC', image: 'https://news.example/picture.png', link: 'https://news.example/', lang: text, dir: text, aliases: [text], value: '7'.repeat(41) },
        more: [{ kind: text }, { kind: 'entity', type: text }, { kind: 'quote', quote: text, stance: text }, { kind: 'source', source: text }],
        block: { lang: text, dir: text }, why: [],
      })),
      url: annotations(false, ({ text }) => ({ entity: { name: 'x', link: text, description: 'd' }, more: [{ kind: 'entity', type: 'ORG', entity: 'image' }], others: [{ id: 'image', type: 'ORG', name: 'y', image: text }], why: [] })),
      style: annotations(false, ({ text }) => ({ entity: { name: 'x', style: text, class: text, css: text }, quote: { style: text, class: text }, source: { names: ['x'], style: text }, why: [{ code: 'tagger', style: text, params: { style: text, class: text } }] })),
      id: annotations(false, ({ text }) => ({ id: text, entity: { name: 'x', wikidata: text, ['__proto__']: { ran: text }, constructor: text }, quote: { id: text, speaker_entity: text }, why: [{ code: '__proto__', params: { ['__proto__']: text, constructor: text } }] })),
    },

    // --- knowledge: what Wikipedia and Wikidata answer ---
    knowledge: {
      text: knowledge(true, (text) => ({ extract: text, title: text, displaytitle: text, extract_html: text, description: text, titles: { canonical: text, display: text } })),
      attribute: knowledge(false, (text) => ({ extract: 'A hall.', lang: text, dir: text, title: text, type: 'standard' })),
      url: knowledge(false, (text) => ({ extract: 'A hall.', content_urls: { desktop: { page: text } }, thumbnail: { source: text }, originalimage: { source: text }, link: text }), { titled: true }),
      style: 'nothing of an answer becomes a style: its text, its language and the title that was asked for are all that is read',
      id: knowledge(false, (text) => ({ extract: 'A hall.', pageid: text, wikibase_item: text, id: text, ['__proto__']: { text } }), { identified: true }),
    },

    pack: {
      text: (payloads) => ({
        shows: true,
        mount: async () => [await packed(payloads.map((_, at) => `The crowd left Host${GREEK[at].toLowerCase()} on Monday.`).join('\n\n'))],
        options: { most: 60 },
      }),
      attribute: 'of what a pack says an attribute holds names alone, in the spoken name of a mark, which are the article\'s own words',
      url: 'a pack holds no address',
      style: 'a pack holds nothing of how something looks',
      id: 'the one identifier of a pack is a number in its file',
    },

    // --- urls: the attributes of the element ---
    urls: {
      text: (payloads) => ({ shows: true, mount: () => payloads.map(({ text }) => article({ text: `${STORY} ${text}` })), options: { most: 1 } }),
      attribute: attributes(['lang', 'ui', 'date', 'painter', 'detect', 'loading']),
      url: attributes(['src', 'annotations', 'glossary', 'wikipedia']),
      style: attributes(['painter', 'part', 'data-intensity']),
      id: attributes(['for']),
    },
  };

  // --- host: the article of the page itself, in which all of it stands already. What it does there by itself is the page's own affair ---
  const host = (...forms) => (payloads) => ({
    plant: () => payloads.filter(({ text }) => !/http-equiv/.test(text)).flatMap(({ text }) => forms.map((form) => {
      const section = document.createElement('section');
      section.id = `host-${(count += 1)}`;
      section.innerHTML = (globalThis.trustedTypes ? (window.hostile.policy ??= trustedTypes.createPolicy('test', { createHTML: (html) => html })).createHTML(form(text)) : form(text));
      Document.prototype.querySelector.call(document, 'main').append(section);
      return section;
    })),
  });
  entries.host = {
    text: host((text) => `<h1>Lake town</h1><p>${STORY} ${escaped(text)}</p>`, (text) => `<p>${STORY}</p><p>${text}</p>`),
    attribute: host((text) => `<p title="${text}" data-x='${text}' class="${text}">${STORY}</p>`,
      (text) => `<p lang=en dir="${escaped(text)}" hidden="${escaped(text)}" aria-label="${escaped(text)}" class="${escaped(text)}" ${text}>${STORY}</p><p>${STORY}</p>`),
    url: host((text) => `<p>${STORY} <a href="${escaped(text)}" ping="${escaped(text)}">link</a></p><form action="${escaped(text)}"><button formaction="${escaped(text)}">x</button></form>
      <blockquote cite="${escaped(text)}">${STORY}</blockquote>`),
    style: host((text) => `<p style="${escaped(text)}">${STORY}</p>`),
    id: host((text) => `<p id="${escaped(text)}">${STORY}</p><img name="${escaped(text)}" id="${escaped(text)}"><form name="${escaped(text)}" id="${escaped(text)}"><input name="${escaped(text)}">
      <object name="${escaped(text)}"></object><p>Another one</p></form>`),
  };

  // --- messages: what a frame is told, by its address and by messages, and its page by it ---
  const hash = (...names) => (payloads) => ({ hashes: payloads.flatMap(({ text }) => names.map((name) => new URLSearchParams({ src: '/story.html', [name]: text }).toString())) });
  const message = (make) => (payloads) => ({ messages: payloads.map(({ text }) => make(text)) });
  entries.messages = {
    text: message((text) => ({ type: text, token: text, height: text, text })),
    attribute: hash('lang', 'ui', 'date', 'painter', 'detect'),
    url: hash('src', 'annotations', 'glossary'),
    style: message((text) => ({ type: 'hashiya-height', height: text })),
    id: message((text) => ({ type: 'hashiya-height', token: text, height: 77, [text]: text, ['__proto__']: { ran: text } })),
  };

  function glossary(shows, rows, isOdd = false) {
    return (payloads) => ({
      shows,
      mount: () => {
        const all = payloads.flatMap(({ text }, at) => rows(text, at));
        const columns = [...new Set(all.flatMap(Object.keys))].filter((key) => key.length < 1000);
        const cell = (value) => `"${String(value ?? '').replaceAll('"', '""')}"`;
        const csv = [columns, ...all.map((row) => columns.map((key) => (Object.hasOwn(row, key) ? row[key] : '')))].map((cells) => cells.map(cell).join(',')).join('\n');
        const text = payloads.map((_, at) => `The crowd left ${name(at)} and Harbour ${GREEK[at]} on Monday.`).join('\n\n');
        return [file('text/csv', csv), file('application/json', JSON.stringify({ names: all }))].map((glossary) => article({ text, lang: 'en' }, { glossary, detect: 'on' }));
      },
      options: {
        most: 60,
        prints: shows,
        check: (elements, codes) => codes.flatMap((code, at) => (code === 'ready' && (isOdd || elements[at].annotations.length > 0) ? [] : [`without marks: ${code}`])),
      },
    });
  }

  function annotations(shows, parts) {
    return (payloads) => ({
      shows,
      mount: () => payloads.map((payload, at) => {
        const { id = 'e1', entity, quote = {}, source = {}, more = [], others = [], why, block } = parts(payload, at);
        // What stands in the article itself is a role, too; blank lines would part it.
        const role = isLong(payload) ? 'Mayor' : payload.text.replace(/\s+/g, ' ').trim() || 'Mayor';
        const text = `${role} Ann Lee said "We stay" in Oslo.`;
        const span = (words) => ({ start: [...text.slice(0, text.lastIndexOf(words))].length, end: [...text.slice(0, text.lastIndexOf(words))].length + [...words].length });
        const roles = [span(role)].map(({ end }) => ({ start: 0, end }));
        const made = {
          format: 'hashiya/1', text, lang: 'en',
          blocks: [{ kind: 'paragraph', start: 0, end: [...text].length, ...block }],
          entities: [{ id, type: 'PER', ...entity, roles }, ...others],
          annotations: [
            { kind: 'entity', ...span('Ann Lee'), type: 'PER', entity: id, why },
            { kind: 'quote', ...span('We stay'), quote: 'direct', why, speaker_name: 'x', ...quote },
            { kind: 'source', ...span('Oslo'), source: 'agency', names: [], why, ...source },
            ...more.map((one) => ({ ...span('said'), entity: id, why, ...one })),
          ],
        };
        // As an object, and as the text of a file.
        return at % 2 ? article({ article: made }, { detect: 'off' }) : article({ text }, { detect: 'off', lang: 'en', annotations: file('application/json', JSON.stringify(made)) });
      }),
      options: {
        prints: shows,
        check: (elements, codes) => [
          ...codes.filter((code) => code !== 'ready').map((code) => `refused as a whole: ${code}`),
          ...elements.filter(({ entities }) => entities.some(({ value }) => value?.length > 40)).map(() => 'a date is longer than dates are'),
        ],
      },
    });
  }

  function standard(shows, parts) {
    return (payloads) => ({
      shows,
      mount: () => payloads.map((payload, at) => {
        const made = {
          '@context': 'http://www.w3.org/ns/anno.jsonld', type: 'Annotation',
          target: { source: payload.text, selector: [{ type: 'TextQuoteSelector', exact: 'Grace Odhiambo', prefix: 'Mayor ', suffix: ' opened' }, { type: 'TextPositionSelector', start: 6, end: 20 }] },
          ...parts(payload, at),
        };
        return article({ text: STORY }, { detect: 'off', lang: 'en', annotations: file('application/ld+json', JSON.stringify(at % 2 ? made : { type: 'AnnotationPage', items: [made] })) });
      }),
      options: { prints: shows },
    });
  }

  function knowledge(shows, answer, { titled = false, identified = false } = {}) {
    return (payloads) => ({
      shows,
      mount: () => payloads.map(({ text }, at) => {
        const made = {
          format: 'hashiya/1', text: `The crowd left ${name(at)}.`, lang: 'en',
          entities: [
            { id: 'e', type: 'LOC', name: name(at), wikidata: `Q${900 + at}`, ...(titled || identified ? {} : { link: `https://en.wikipedia.org/wiki/${encodeURIComponent(name(at))}` }) },
            // A reader of identifiers meets none of these.
            { id: 'f', type: 'ORG', name: 'crowd', wikidata: identified ? text : null, description: 'x' },
            { id: 'g', type: 'ORG', name: 'left', link: titled && text.startsWith('https://') ? text : null, description: 'x' },
          ],
          annotations: [
            { kind: 'entity', start: 15, end: 15 + name(at).length, type: 'LOC', entity: 'e' }, { kind: 'entity', start: 4, end: 9, type: 'ORG', entity: 'f' },
            { kind: 'entity', start: 10, end: 14, type: 'ORG', entity: 'g' },
          ],
        };
        return article({ article: made }, { detect: 'off', wikipedia: `/virtual/wiki/${(count += 1)}/{lang}` });
      }),
      options: {
        each: async (root) => {
          const ask = [...root.querySelectorAll('.hashiya-newsroom > button')].at(-1);
          if (!ask) return;
          const at = Number(root.host.article.entities[0].wikidata.slice(1)) - 900;
          window.hostile.wiki = (path, search) => [
            'application/json',
            JSON.stringify(path.endsWith('/w/api.php')
              ? { entities: { [new URLSearchParams(search).get('ids')]: { sitelinks: { enwiki: { title: titled ? payloads[at].text : name(at) } } }, ['__proto__']: { ran: 1 } } }
              : { type: 'standard', ...answer(payloads[at].text) }),
          ];
          ask.click();
          await until(() => !/^(Asking…)?$/.test(root.querySelector('.hashiya-newsroom [role=status]')?.textContent ?? 'x'), 9000);
          await turns(2);
        },
        check: () => window.hostile.asked.splice(0).map((path) => new URL(path, location).href.slice(location.origin.length + '/virtual/wiki'.length))
          .filter((path) => !/^\/\d+\/en\/(w\/api\.php\?action=wbgetentities&ids=Q\d+&props=sitelinks&sitefilter=enwiki&format=json&origin=(\*|%2A)|api\/rest_v1\/page\/summary\/[^/?#]+)$/.test(path))
          .map((path) => `asked for ${JSON.stringify(path.slice(0, 120))}`),
      },
    });
  }

  function attributes(names) {
    return (payloads) => ({
      shows: false,
      mount: () => payloads.flatMap(({ text }) => names.map((name) => {
        const own = name === 'src' || name === 'for' ? {} : { text: STORY };
        const element = article(own, { [name]: text });
        if (name === 'for') element.settled = Promise.race([element.settled, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))]);
        return element;
      })),
      options: {
        most: 2,
        each: async (root) => root.querySelectorAll('.hashiya-newsroom > button').forEach((button) => button.click()),
        check: (_, codes) => codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code) || code === 'silent').map((code) => `ended as ${code}`),
      },
    });
  }

  /** A widget that reads with the pack at /hostile.pack. */
  async function packed(text) {
    const { core, wasm } = await (window.hostile.core ??= (async () => {
      const core = await import(window.hostile.at.core);
      await core.default({ module_or_path: await fetch(window.hostile.at.wasm) });
      return { core };
    })());
    const hashiya = new core.Hashiya();
    await hashiya.addPack(new Uint8Array(await (await fetch('/hostile.pack')).arrayBuffer()));
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    main().append(host);
    const widget = hashiya.mount(root.appendChild(document.createElement('div')), text, { lang: 'en', ui: 'en' });
    await widget.refresh(true);
    await turns(4);
    return Object.assign(host, {
      settled: Promise.resolve('ready'),
      get annotations() { return widget.document()?.annotations ?? []; },
      select(id) { widget.select(id === null ? undefined : this.annotations.findIndex((one) => one.id === id)); },
    });
  }

  Object.assign(window.hostile, { entries, STORY });
})();
