// The guards against hostile input, each with how it is taken away and the tests that have to turn red then: `make mutants`.
//
// `from` is the guard as it stands in `file`, once; `to` what it is without. `tests` are what Playwright is to run, by a pattern.
const of = (entry) => `no policy.* comes by ${entry}$`;

export const guards = [
  // --- Scripts ---
  { guard: 'HTML is parsed in a document in which nothing runs', file: 'www/page.js', tests: of('html'),
    from: "new DOMParser().parseFromString(policy.createHTML(html), 'text/html')",
    to: "((live) => (document.head.append(live), live.innerHTML = policy.createHTML(html), { querySelector: (selector) => live.querySelector(selector), body: live }))(document.createElement('div'))" },
  { guard: 'HTML is parsed by the one policy of the name hashiya', file: 'www/page.js', tests: 'strict policy.* comes by html$',
    from: "createPolicy('hashiya'", to: "createPolicy('other'" },
  { guard: 'names in HTML hide nothing of its document', file: 'www/page.js', tests: 'names in HTML hide nothing', from: "'[name],object,form :is(button,fieldset,img,input,output,select,textarea)[id]'", to: "'nothing'" },
  { guard: 'of Wikipedia\'s answer a language is a tag', file: 'www/wikipedia.js', tests: of('knowledge'),
    from: "/^[a-z-]+$/i.test(page.lang ?? '')", to: 'page.lang' },
  { guard: 'a title is escaped in an address', file: 'www/wikipedia.js', tests: of('knowledge'),
    from: "encodeURIComponent(title.replaceAll(' ', '_'))", to: "title.replaceAll(' ', '_')" },
  { guard: 'a title is no way out of an address', file: 'www/wikipedia.js', tests: of('knowledge'), from: '/^\\.*$/.test(name)', to: 'false' },
  { guard: 'a link to Wikipedia is made here, not read', file: 'www/wikipedia.js', tests: of('knowledge'),
    from: 'link: `https://${site}.wikipedia.org/wiki/${name}`', to: 'link: page.content_urls?.desktop.page ?? `https://${site}.wikipedia.org/wiki/${name}`' },
  { guard: 'the module and the packs are those of the build', file: 'www/element.js', tests: 'that somebody changed is refused',
    from: 'get(FILES[name], INTEGRITY[name])', to: 'get(FILES[name])' },
  { guard: 'a frame is told its token by the page around it alone', file: 'www/embed.js', tests: 'are told: messages|two frames have a token each', from: 'source !== parent || ', to: '' },
  { guard: 'a token is a string', file: 'www/embed.js', tests: 'are told: messages', from: " || typeof data.token !== 'string'", to: '' },
  { guard: 'a frame shows allowed origins alone', file: 'www/embed.js', tests: 'only articles of its own origin', from: 'allowed.includes(url.origin)', to: 'true' },
  { guard: 'a frame reads addresses of the web alone', file: 'www/embed.js', tests: 'made for itself', from: '/^http/.test(url.protocol) && ', to: '' },
  { guard: 'a frame follows no address that leads elsewhere', file: 'www/embed.js', tests: 'leads on to', from: "redirect: 'error', ", to: '' },
  { guard: 'a height comes from the frame itself', file: 'www/frame.js', tests: 'are told: messages', from: 'source === frame.contentWindow && ', to: '' },
  { guard: 'a height comes with the token', file: 'www/frame.js', tests: 'are told: messages', from: ' && data.token === token', to: '' },
  { guard: 'a message is a height', file: 'www/frame.js', tests: 'are told: messages', from: "data?.type === 'hashiya-height' && ", to: '' },
  { guard: 'a height is no more than that of an article', file: 'www/frame.js', tests: 'two frames have a token each', from: ' && data.height < HIGHEST', to: '' },

  // --- The module ---
  { guard: 'text is a text node', file: 'src/ui/element.rs', tests: of('(annotations|glossary|knowledge|pack)'),
    from: 'self.holding(VText::new(in_order(text.into())))', to: 'self.holding(Html::from_html_unchecked(in_order(text.into())))' },
  { guard: 'an article\'s text is a text node', file: 'src/ui/article.rs', tests: of('(html|urls)'),
    from: '.holding(VText::new(article.block_text(block).to_owned()))', to: '.holding(Html::from_html_unchecked(article.block_text(block).to_owned().into()))' },
  { guard: 'no text turns what stands beside it', file: 'src/ui/element.rs', tests: of('(annotations|glossary)'),
    from: "'\\u{202A}'..='\\u{202E}' | '\\u{2066}'..='\\u{2069}'", to: "'\\u{0}'" },
  { guard: 'a form that cannot be asked is left out', file: 'src/dom/page.rs', tests: of('html'), from: 'matches(selector).unwrap_or(true)', to: 'matches(selector).unwrap_or(false)' },
  { guard: 'addresses begin with http:// or https://', file: 'src/model/entity.rs', tests: of('(glossary|annotations)'),
    from: 'let rest = after("https://").or_else(|| after("http://"))?;', to: 'let rest = after("https://").or_else(|| after("http://")).unwrap_or(address);' },
  { guard: 'an address shows whose it is', file: 'src/model/entity.rs', tests: of('(glossary|annotations)'), from: "&& !host.contains('@')", to: '' },
  { guard: 'nothing in an address is unseen', file: 'src/model/entity.rs', tests: of('(glossary|annotations)'), from: "shows_nothing(letter) || letter == '\\\\'", to: 'false' },
  { guard: 'addresses of annotations are of the web', file: 'src/exchange/json/read.rs', tests: of('annotations'),
    from: 'web_address(address).is_none()', to: 'false && web_address(address).is_none()' },
  { guard: 'addresses of a glossary are of the web', file: 'src/lang/glossary/draft.rs', tests: of('glossary'),
    from: 'link: web_address(link), image: web_address(image)', to: 'link: Some(link.to_string()).filter(|it| !it.is_empty()), image: Some(image.to_string()).filter(|it| !it.is_empty())' },
  { guard: 'identifiers of annotations are those of Wikidata', file: 'src/exchange/json/read.rs', tests: of('knowledge'), from: '.filter(|id| is_wikidata(id))', to: '' },
  { guard: 'a link that a script gives is of the web', file: 'src/dom/encyclopedia.rs', tests: 'in the place of wikipedia.js', from: 'if link.starts_with("https://")', to: 'if !link.is_empty()' },
  { guard: 'a pack is one', file: 'src/lang/pack.rs', tests: 'a pack that is broken', from: 'header[..8] != MAGIC', to: 'false' },
  { guard: 'a pack has the length that it says', file: 'src/lang/pack.rs', tests: 'a pack that is broken', from: 'body.len() != header.body_len as usize', to: 'false' },
  { guard: 'a date is no longer than dates are', file: 'src/exchange/json/read.rs', tests: of('annotations'), from: 'edtf.len() <= 40', to: 'true' },
];
