// node checks.mjs HASHIYA JUDGED.tsv RAW.jsonl: draws the articles of the verdicts again, lets the desk's checks read them, and prints how
// many of the alarms are right, by check and by draw, and how many verdicts are of alarms that come no more. Alarms nobody has judged yet
// are printed; they fail the command, and so does a share below 95 %.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const [hashiya, judged, raw] = process.argv.slice(2, 5);
const rows = readFileSync(judged, 'utf8').split('\n').filter(Boolean);
const lines = rows.filter((row) => row.startsWith('# lines:')).flatMap((row) => row.match(/\d+/g).map(Number));
const verdicts = new Map();
for (const row of rows.filter((row) => !row.startsWith('#')).slice(1)) {
  const [seed, id, start, end, code, verdict] = row.split('\t');
  verdicts.set([id, start, end, code].join(' '), { draw: `draw ${seed}`, verdict, isTold: false });
}

const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';
// The day as the newsroom's own clock had it: `Sun, 18 Feb 2018 21:35:43 +0400`.
const day = (time) => {
  const parts = time?.match(/(\d+) ([A-Z][a-z]{2}) (\d{4})/);
  const month = parts && String(months.indexOf(parts[2]) / 3 + 1).padStart(2, '0');
  return parts && `${parts[3]}-${month}-${parts[1].padStart(2, '0')}`;
};
const all = readFileSync(raw, 'utf8').split('\n');
const articles = new Map();
for (const line of lines) {
  const { id, title, text, time } = JSON.parse(all[line]);
  articles.set(id, { id, text: `${title}\n\n${text}`, lang: 'ar', date: day(time) ?? undefined });
}
const input = [...articles.values()].map((article) => JSON.stringify(article)).join('\n');
const run = spawnSync(hashiya, ['check', '--jsonl', '--ui', 'en'], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
// 1 says that there are alarms.
if (run.status > 1 || run.error) throw new Error(`hashiya check: ${run.error ?? run.stderr}`);

const count = {};
let unjudged = 0;
for (const line of run.stdout.split('\n').filter(Boolean)) {
  const { id, findings } = JSON.parse(line);
  for (const { code, start, end, text, why } of findings) {
    const judged = verdicts.get([id, start, end, code].join(' '));
    if (!judged) {
      unjudged += 1;
      console.log(`not judged: ${id} ${start} ${end} ${code}: ${text} (${why})`);
      continue;
    }
    judged.isTold = true;
    for (const key of [code, judged.draw, 'all']) {
      count[key] ??= { right: 0, wrong: 0 };
      count[key][judged.verdict] += 1;
    }
  }
}
console.log(`${articles.size} articles of ANT v2.1; alarms that are right, of those that were judged`);
for (const [code, { right, wrong }] of Object.entries(count).sort()) {
  console.log(`  ${code}: ${right} of ${right + wrong} (${((100 * right) / (right + wrong)).toFixed(1)} %)`);
}
const silent = [...verdicts.values()].filter(({ isTold }) => !isTold);
console.log(`verdicts of alarms that come no more: ${silent.length}, of which ${silent.filter(({ verdict }) => verdict === 'right').length} were right`);
const { right, wrong } = count.all ?? { right: 0, wrong: 1 };
process.exitCode = unjudged > 0 || right < 0.95 * (right + wrong) ? 1 : 0;
