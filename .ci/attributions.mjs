// node attributions.mjs FILE.jsonl > FILE.tsv: PolNeAR's attributions as rows `token<TAB>tag` that `hashiya train` and `eval ner` take,
// the source as PER, the cue as ORG and each piece of the content as LOC. Where they overlap the outer content counts, and in it
// neither the cue nor the source: a tag is given once.
import { readFileSync } from 'node:fs';

const token = /[\p{L}\p{N}_]+(?:[’'-][\p{L}\p{N}_]+)*|[^\p{L}\p{N}_\s]/gu;
const rows = [];
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { text, attributions } = JSON.parse(line);
  const points = [...text];
  const units = []; // UTF-16 offset of each code point
  let unit = 0;
  for (const point of points) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  const tokens = [...text.matchAll(token)].map(({ 0: word, index }) => ({ word, start: index, end: index + word.length, tag: 'O' }));
  const put = (spans, tag) => {
    for (const [start, end] of spans ?? []) {
      const inside = tokens.filter((one) => one.start >= units[start] && one.end <= units[end]);
      if (inside.some((one) => one.tag !== 'O')) continue;
      inside.forEach((one, at) => (one.tag = `${at ? 'I' : 'B'}-${tag}`));
    }
  };
  const length = ({ content }) => (content ?? []).reduce((sum, [start, end]) => sum + end - start, 0);
  for (const one of attributions.toSorted((left, right) => length(right) - length(left))) put(one.content, 'LOC');
  for (const one of attributions) {
    put(one.cue, 'ORG');
    put(one.source, 'PER');
  }
  rows.push('-DOCSTART-\tO', '');
  tokens.forEach((one, at) => {
    if (at && text.slice(tokens[at - 1].end, one.start).includes('\n\n')) rows.push('');
    rows.push(`${/[“”]/.test(one.word) ? '"' : one.word}\t${one.tag}`);
  });
  rows.push('');
}
process.stdout.write(rows.join('\n'));
