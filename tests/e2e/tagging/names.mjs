// Names in annotated rows, and how right a reading of them is: whole names, as conlleval counts them.
export const TYPES = ['PER', 'ORG', 'LOC'];

/** The documents of rows `token<TAB>tag…`: each its sentences, each of those its rows as lists of columns. */
export function documents(rows) {
  const found = [[]];
  for (const part of rows.split(/\n[ \t]*\n/)) {
    const sentence = part.split('\n').filter((row) => row.trim()).map((row) => row.split('\t'));
    if (sentence[0]?.[0] === '-DOCSTART-') found.push([]);
    else if (sentence.length > 0) found.at(-1).push(sentence);
  }
  return found.filter((document) => document.length > 0);
}

/** The letters of a document, a sentence a line, and where each of its tokens begins and ends. */
export function letters(document) {
  let text = '';
  const spans = [];
  for (const sentence of document) {
    for (const [token] of sentence) {
      spans.push({ start: text.length, end: text.length + token.length });
      text += `${token} `;
    }
    text = `${text.trimEnd()}\n`;
  }
  return { text, spans };
}

/** The names by the tags in `column`, as `first-last-TYPE` of the document's tokens. */
export function tagged(document, column) {
  const names = new Set();
  let at = 0;
  for (const sentence of document) {
    let first = 0;
    sentence.forEach((row, index) => {
      const [place, type] = parts(row[column]);
      const begins = place === 'B' || parts(sentence[index - 1]?.[column])[1] !== type;
      if (begins) first = at + index;
      const [next, nextType] = parts(sentence[index + 1]?.[column]);
      if (type && (next !== 'I' || nextType !== type)) names.add(`${first}-${at + index}-${type}`);
    });
    at += sentence.length;
  }
  return new Set([...names].filter((name) => TYPES.includes(name.split('-')[2])));
}

const parts = (tag = 'O') => (tag.trim() === 'O' ? ['O', ''] : [tag[0], tag.trim().slice(2)]);

/** The names of `entities` with their UTF-16 offsets, as those tokens of the document that they share a letter with. */
export function onTokens(entities, spans) {
  const names = entities.flatMap(({ type, start, end }) => {
    const first = spans.findIndex((span) => span.end > start);
    const last = spans.findLastIndex((span) => span.start < end);
    return first >= 0 && first <= last ? [`${first}-${last}-${type}`] : [];
  });
  return new Set(names);
}

/** F1 of each type and of all: `pairs` are the names in gold and those found, document by document. */
export function f1(pairs) {
  const of = (type) => {
    const tally = { gold: 0, found: 0, right: 0 };
    for (const pair of pairs) {
      const is = (name) => !type || name.endsWith(`-${type}`);
      const names = [...pair.found].filter(is);
      tally.gold += [...pair.gold].filter(is).length;
      tally.found += names.length;
      tally.right += names.filter((name) => pair.gold.has(name)).length;
    }
    return (200 * tally.right) / Math.max(tally.gold + tally.found, 1);
  };
  return { all: of(), ...Object.fromEntries(TYPES.map((type) => [type, of(type)])) };
}
