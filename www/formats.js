// Other formats than hashiya/1, and words that were edited since: fetched when a page hands one in, or asks for one, or annotations have
// no place in its text as it is.
import start, { check, markdown as render, moved as move, read as place, version, write } from './pkg/hashiya_formats.js';

/** Begins with the module's file, which is fetched by the loader's `get`. Returns whether it is of the version that is expected. */
export async function begin(get, expected) {
  await start({ module_or_path: await get(new URL('./pkg/hashiya_formats_bg.wasm', import.meta.url)) });
  return version() === expected;
}

/** What the module answers, or an error with a code. */
function answer(text) {
  const { error, ...value } = JSON.parse(text);
  if (error) throw Object.assign(new Error(error.message), { code: error.code });
  return value;
}

/** A story in Markdown as HTML, with the language and the day that its metadata tells. */
export const markdown = (source) => answer(render(source));

/** Annotations, an object or its JSON text, placed onto an article in the format hashiya/1: `{document, problems}`, of which the first
 *  is in that format, too. */
export function read(source, article) {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  let format = 'w3c';
  try {
    if (JSON.parse(text)?.format) format = 'json';
  } catch { /* The module says what is wrong. */ }
  return answer(place(format, text, JSON.stringify(article)));
}

/** An article in the format hashiya/1 in another one: an object, or the text of one that is no JSON. */
export function written(format, article, { includeDetected = false, source = globalThis.location?.href.split('#')[0] ?? '' } = {}) {
  const { text } = answer(write(format, source, JSON.stringify(article), includeDetected));
  return format === 'brat' ? text : JSON.parse(text);
}

/** Web annotations, a list, with their places told as they are in an article in the format hashiya/1: `{ annotations, orphans }`. What
 *  could not be read stays as it was; of what has no place the indexes are told. */
export function moved(list, article) {
  // Their own ids need not tell them apart.
  const numbered = list.map((annotation, at) => ({ ...annotation, id: `urn:hashiya:${at}` }));
  const { annotations, orphans } = answer(move(JSON.stringify(numbered), JSON.stringify(article)));
  const byId = new Map(annotations.map((annotation) => [annotation.id, annotation]));
  const named = ({ id, ...rest }, own) => ('id' in own ? { ...rest, id: own.id } : rest);
  return {
    annotations: list.map((own, at) => (byId.has(numbered[at].id) ? named(byId.get(numbered[at].id), own) : own)),
    orphans: numbered.flatMap(({ id }, at) => (orphans.includes(id) || !byId.has(id) ? [at] : [])),
  };
}

/** What a copy desk would ask about an article in the format hashiya/1, by the newsroom's profile, in the words of a language:
 *  `{ findings: [{ code, severity, start, end, text, block, why, mend }] }`, places in code points. */
export const checked = (article, profile, lang) => answer(check(JSON.stringify(article), profile ? JSON.stringify(profile) : '', lang));
