// The attacks of attacks.tsv: what is tried in each way in, by sink and class. All were written for this project.
//
// In a payload `\u0000` is that character, `{repeat 1000 <b>}` a thousand times `<b>`, `{attributes 1000}` as many attributes of different
// names, and `{id}` becomes a word of its own. What runs says so by `top.ran`, by a dialog, or by asking for /canary/.
import { readFileSync } from 'node:fs';

export const SINKS = ['text', 'attribute', 'url', 'style', 'id'];
export const CLASSES = ['script', 'handler', 'url', 'svg', 'mutation', 'entity', 'bidi', 'null', 'huge'];

const rows = readFileSync(new URL('attacks.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1);

export const attacks = rows.map((row, at) => {
  const [kind, sink, payload, ...more] = row.split('\t');
  if (!CLASSES.includes(kind) || !SINKS.includes(sink) || !payload || more.length) throw new Error(`attacks.tsv:${at + 2}: it is no class, sink and payload`);
  return { kind, sink, id: `zq${at + 2}z`, payload };
});

/** What is written as `payload`. */
export function written({ payload, id }) {
  return payload.replaceAll('{id}', id)
    .replace(/\\u([0-9A-F]{4})/g, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\{repeat (\d+) ([^}]*)\}/g, (_, times, text) => text.repeat(Number(times)))
    .replace(/\{attributes (\d+)\}/g, (_, times) => Array.from({ length: Number(times) }, (_, at) => `a${at}=x`).join(' '));
}

/** The payloads of a cell. */
export const cell = (sink, kind) => attacks.filter((attack) => attack.sink === sink && attack.kind === kind)
  .map((attack) => ({ id: attack.id, text: written(attack) }));
