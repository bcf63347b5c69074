// Takes each guard against hostile input away, one at a time, and shows that a test turns red: `make mutants`, or
// `node mutants.mjs WORDS` for the guards with these words in their names.
//
// The tree is copied; what of it changes is built anew, cheaply: it is looked at, not shipped.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { guards } from './guards.mjs';

const root = resolve(import.meta.dirname, '../..');
const work = join(resolve(root, process.env.CARGO_TARGET_DIR ?? 'target'), 'mutants');
const [tree, build] = [join(work, 'tree'), join(work, 'build')];
const env = {
  ...process.env, CARGO_TARGET_DIR: build, CARGO_PROFILE_RELEASE_OPT_LEVEL: '1', CARGO_PROFILE_RELEASE_LTO: 'off',
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16', CARGO_PROFILE_RELEASE_INCREMENTAL: 'true',
};

function run(command, args, folder = tree, more = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env: { ...env, ...more }, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status, said: `${stdout}${stderr}` };
}

function must(...given) {
  const { status, said } = run(...given);
  if (status !== 0) throw new Error(`${given[0]} ${given[1].join(' ')}:\n${said.slice(-3000)}`);
}

/** Copies what has changed, and no more: cargo goes by the time of files. */
function sync(from, to) {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from).filter((name) => !/^(target|node_modules|dist.*|test-results|\.git)$/.test(name));
  for (const name of readdirSync(to)) if (!names.includes(name) && !/^(node_modules|dist.*|pkg)$/.test(name)) rmSync(join(to, name), { recursive: true });
  for (const name of names) {
    const [source, copy] = [join(from, name), join(to, name)];
    if (statSync(source).isDirectory()) sync(source, copy);
    else if (!existsSync(copy) || !readFileSync(source).equals(readFileSync(copy))) writeFileSync(copy, readFileSync(source));
  }
}

/** A module and its glue. */
function bind(name = 'hashiya_core', features = []) {
  must('cargo', ['rustc', '--quiet', '--release', '--lib', '--crate-type', 'cdylib', '--target', 'wasm32-unknown-unknown', ...features]);
  must('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-name', name, '--out-dir', 'pkg', join(build, 'wasm32-unknown-unknown/release/hashiya.wasm')]);
}

function embed() {
  rmSync(join(tree, 'dist-embed'), { recursive: true, force: true });
  cpSync(join(tree, 'pkg'), join(tree, 'dist-embed/pkg'), { recursive: true });
  must('node', ['.ci/embed.mjs', 'dist-embed', '--unweighed']);
}

/** What of the tests fails; with `isFirst` the first that does. */
function red(tests, isFirst) {
  const more = isFirst ? ['-x'] : [];
  const { said } = run('npx', ['playwright', 'test', 'hostile.spec.js', 'frame.spec.js', 'firefox.spec.js', 'preview.spec.js', 'wagtail.spec.js', 'wordpress.spec.js', '-g', tests, '--output', join(work, 'results'), ...more],
    join(tree, 'tests/e2e'), { CARGO_TARGET_DIR: process.env.CARGO_TARGET_DIR ?? join(root, 'target') });
  if (!/\d+ (passed|failed)/.test(said)) throw new Error(`no test ran:\n${said.slice(-2000)}`);
  return [...said.matchAll(/✘.*› ([^›]+?) \([\d.]+m?s?\)$/gm)].map(([, name]) => name);
}

sync(root, tree);
if (!existsSync(join(tree, 'tests/e2e/node_modules'))) symlinkSync(join(root, 'tests/e2e/node_modules'), join(tree, 'tests/e2e/node_modules'));
const wanted = guards.filter(({ guard }) => guard.includes(process.argv[2] ?? ''));
for (const { guard, file, from } of wanted) {
  const count = readFileSync(join(root, file), 'utf8').split(from).length - 1;
  if (count !== 1) throw new Error(`guards.mjs: "${guard}": its text stands ${count} times in ${file}`);
}
// With all guards in place nothing is red: what is then shows a guard.
bind('hashiya_formats', ['--no-default-features', '--features', 'formats-module']);
bind();
embed();
const before = red([...new Set(wanted.map(({ tests }) => `(${tests})`))].join('|'), false);
if (before.length) throw new Error(`red with all guards in place: ${before.join('; ')}`);
let left = 0;
for (const [at, one] of wanted.entries()) {
  const path = join(tree, one.file);
  const whole = readFileSync(path, 'utf8');
  const began = Date.now();
  const isModules = one.file.endsWith('.rs');
  let found;
  try {
    writeFileSync(path, whole.replace(one.from, () => one.to));
    if (isModules) bind();
    embed();
    found = red(one.tests, true);
  } finally {
    writeFileSync(path, whole);
  }
  // The next guard's scripts are tried with the module as it is.
  if (isModules && wanted[at + 1]?.file.endsWith('.js')) bind();
  left += found.length === 0;
  console.log(`${found.length ? 'red  ' : 'ALIVE'} ${String(Math.round((Date.now() - began) / 1000)).padStart(4)} s  ${one.guard} | ${found.join('; ') || 'no test'}`);
}
console.log(`${wanted.length} guards, ${left} that can go without a red test`);
process.exit(left ? 1 : 0);
