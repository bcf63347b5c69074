// What Wikipedia says of a subject in a few sentences. This file is fetched, and Wikipedia asked, only where <hashiya-article> has the
// attribute `wikipedia` and a reader presses the button of a card; no cookie and no address of the page goes with it.
//
// The attribute is empty, or an address that answers as Wikipedia and Wikidata do, with {lang} for the language: a proxy of the newsroom's
// own, and nobody else learns what is looked up.

/** How long an answer is waited for, in milliseconds. */
const PATIENCE = 8000;
const answers = new Map();

/**
 * Asks about the item `id` of Wikidata, or about the article at `link` if there is one. Resolves to `{text, lang, link}`, or to null
 * where there is no article, or only a list of what the name can mean. Rejects where no answer is to be had; then it can be asked again.
 */
export function lookup(address, id, link, lang) {
  const key = JSON.stringify([address, link ?? id, lang]);
  if (!answers.has(key)) {
    answers.set(key, find(address, id, link, lang).catch((error) => { answers.delete(key); throw error; }));
  }
  return answers.get(key);
}

async function find(address, id, link, lang) {
  const at = (site, lang) => (address ? address.replaceAll('{lang}', lang).replace(/\/$/, '') : `https://${site}.org`);
  let [, site, title] = link?.match(/^https:\/\/([a-z-]+)(?:\.m)?\.wikipedia\.org\/wiki\/([^?#]+)/) ?? [, lang];
  if (title) title = decodeURIComponent(title);
  else title = id && (await get(`${at('www.wikidata', lang)}/w/rest.php/wikibase/v1/entities/items/${id}/sitelinks/${lang}wiki`))?.title;
  if (!title) return null;
  const name = encodeURIComponent(title.replaceAll(' ', '_'));
  const page = await get(`${at(`${site}.wikipedia`, site)}/api/rest_v1/page/summary/${name}`);
  if (page?.type !== 'standard' || !page.extract) return null;
  return { text: page.extract, lang: site, link: `https://${site}.wikipedia.org/wiki/${name}` };
}

/** The JSON at `url`, or null where there is none. */
async function get(url) {
  const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${url}: the server answered ${answer.status}`);
  return answer.json();
}
