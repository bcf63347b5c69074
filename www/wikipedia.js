// What Wikipedia says of a subject in a few sentences. This file is fetched, and Wikipedia asked, only where <hashiya-article> has the
// attribute `wikipedia` and a reader presses the button of a card. No cookie and no address of the page goes with it; the name of the site
// does, as with every question to another one, and the reader's own address.
//
// The attribute is empty, or an address that answers as Wikipedia and Wikidata do, with {lang} for the language: a proxy of the newsroom's
// own, and nobody else learns who looks up what.

/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 8000;
const answers = new Map();

/**
 * Asks about the item `id` of Wikidata, or about the article at `link` if there is one. Resolves to `{text, lang, link}`, or to null
 * where there is no article, or only a list of what the name can mean. Rejects where no answer is to be had; then it can be asked again.
 */
export function lookup(address, id, link, lang) {
  const key = JSON.stringify([address, link, id, lang]);
  if (!answers.has(key)) {
    answers.set(key, find(address, id, link, lang).catch((error) => { answers.delete(key); throw error; }));
  }
  return answers.get(key);
}

async function find(address, id, link, lang) {
  const at = (site, lang) => (address ? address.replaceAll('{lang}', lang).replace(/\/$/, '') : `https://${site}.org`);
  const summary = async (site, title) => {
    const name = encodeURIComponent(title.replaceAll(' ', '_'));
    // In an address these are no names, but lead out of where it is.
    if (/^\.*$/.test(name)) return null;
    const page = await get(`${at(`${site}.wikipedia`, site)}/api/rest_v1/page/summary/${name}`);
    if (page?.type !== 'standard' || !page.extract) return null;
    return { text: page.extract, lang: /^[a-z-]+$/i.test(page.lang ?? '') ? page.lang : site, link: `https://${site}.wikipedia.org/wiki/${name}` };
  };
  const [, site, title] = link?.match(/^https:\/\/([a-z-]+)\.wikipedia\.org\/wiki\/([^?#]+)/) ?? [];
  const linked = title && (await summary(site, decoded(title)));
  if (linked || !id) return linked ?? null;
  // Answers every site, unlike newer ways to ask the same.
  const query = new URLSearchParams({ action: 'wbgetentities', ids: id, props: 'sitelinks', sitefilter: `${lang}wiki`, format: 'json', origin: '*' });
  const items = await get(`${at('www.wikidata', lang)}/w/api.php?${query}`);
  const name = items?.entities?.[id]?.sitelinks?.[`${lang}wiki`]?.title;
  return name ? summary(lang, name) : null;
}

/** A title as it is written in an address; one that is wrongly escaped means itself. */
function decoded(title) {
  try {
    return decodeURIComponent(title);
  } catch {
    return title;
  }
}

/** The JSON at `url`, or null where there is none. */
async function get(url) {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${url}: the server answered ${answer.status}`);
  return answer.json();
}
