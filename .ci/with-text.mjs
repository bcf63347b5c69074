// node with-text.mjs ANNOTATED.jsonl RAW.jsonl: annotations that hold offsets and the `line` of their article alone (from 0), each with
// its text put back: title, blank line, body.
import { readFileSync } from 'node:fs';

const [annotated, raw] = process.argv.slice(2, 4).map((file) => readFileSync(file, 'utf8').split('\n'));
for (const line of annotated.filter(Boolean)) {
  const passage = JSON.parse(line);
  const article = JSON.parse(raw[passage.line]);
  if (article.id !== passage.id) throw new Error(`line ${passage.line} of the raw text is ${article.id}, not ${passage.id}`);
  console.log(JSON.stringify({ ...passage, text: `${article.title}\n\n${article.text}` }));
}
