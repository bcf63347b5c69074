#!/usr/bin/env node
// Makes the small corpus of a fuzzing target out of folders of inputs: `.ci/fuzz-corpus.mjs PROGRAM CORPUS FOLDER…`. libFuzzer tells what
// parts of the program each input reaches that no smaller one did; those that reach the most for their size are kept.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Inputs of a corpus at most, and bytes of them all. */
const MOST = 40;
const BYTES = 12_000;
/** What an input costs beside its bytes. */
const EACH = 400;

const [program, corpus, ...folders] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'fuzz-corpus-'));
const control = join(scratch, 'control');
mkdirSync(join(scratch, 'merged'));
mkdirSync(corpus, { recursive: true });
const options = ['-merge=1', '-use_counters=0', '-timeout=10', `-merge_control_file=${control}`];
const { status } = spawnSync(program, [...options, join(scratch, 'merged'), corpus, ...folders], { stdio: 'ignore' });
if (status !== 0) throw new Error(`${program} cannot tell what its inputs reach: it ended with ${status}`);

// How many files there are, how many of them are of the first folder, their names; then for each what it reaches: `FT 7 103 219 …`.
const lines = readFileSync(control, 'utf8').split('\n');
const names = lines.slice(2, 2 + Number(lines[0]));
const inputs = lines
  .filter((line) => line.startsWith('FT '))
  .map((line) => line.trim().split(' '))
  .map(([, at, ...reached]) => ({ bytes: readFileSync(names[at]), reached: reached.length }))
  .sort((one, other) => worth(other) - worth(one));
rmSync(scratch, { recursive: true });

rmSync(corpus, { recursive: true });
mkdirSync(corpus);
let [count, size] = [0, 0];
for (const { bytes, reached } of inputs) {
  if (reached === 0 || count === MOST || size + bytes.length > BYTES) continue;
  writeFileSync(join(corpus, createHash('sha1').update(bytes).digest('hex').slice(0, 12)), bytes);
  [count, size] = [count + 1, size + bytes.length];
}
console.log(`${corpus}: ${count} inputs of ${inputs.length}, ${size} bytes`);

function worth({ bytes, reached }) {
  return reached / (bytes.length + EACH);
}
