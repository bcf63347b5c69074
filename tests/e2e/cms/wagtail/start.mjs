// A newsroom that runs Wagtail, for the tests and for `make demo-cms CMS=wagtail`.
//
// Its Python packages, pinned in requirements.txt, and Hashiya's own, built from `dist-embed`, stand in `target/cms/wagtail`, with a
// database that is filled already. Each start works on a copy of that. Once installed, nothing is asked of any other host.
import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const root = resolve(here, '../../../..');
const home = join(resolve(root, process.env.CARGO_TARGET_DIR || 'target'), 'cms/wagtail');
const python = join(home, 'bin/python');
const run = promisify(execFile);

/** What cannot be had on this machine: tests that need it are skipped. */
const unavailable = (what, { stderr, message }) =>
  Object.assign(new Error(`${what}: ${(stderr || message).trim().split('\n').at(-1)}`), { code: 'unavailable' });

/** Starts one on a port of the loopback interface, a free one where none is named, which saves by itself unless `autosave` is false.
 *  `enter(story, ui)` is the address that logs in and leads to the editor of a story, `url` that of the Arabic one; `stop()` ends it. */
export async function start({ port, autosave = true } = {}) {
  await install();
  const data = join(home, 'runs', `${process.pid}-${randomBytes(4).toString('hex')}`);
  cpSync(join(home, 'prepared'), data, { recursive: true });
  const token = randomBytes(16).toString('hex');
  const address = `127.0.0.1:${port ?? await freePort()}`;
  const said = { NEWSROOM_TOKEN: token, ...(autosave ? {} : { NEWSROOM_AUTOSAVE: '0' }) };
  const server = spawn(python, [...QUIET, 'manage.py', 'runserver', '--noreload', address], options(data, said));
  const errors = [];
  server.stderr.on('data', (text) => errors.push(text));
  server.stdout.resume();
  const ended = new Promise((done) => server.once('exit', done));
  const stop = async () => {
    server.kill();
    await ended;
    rmSync(data, { recursive: true, force: true });
  };
  const enter = (story, ui = story) => `http://${address}/enter/${token}/${story}/?ui=${ui}`;
  try {
    await answers(`http://${address}/`, ended);
  } catch (error) {
    await stop();
    throw new Error(`wagtail: ${error.message}\n${errors.join('')}`);
  }
  return { url: enter('ar'), enter, stop };
}

/** Runs the tests of the app in Python, which need no browser. */
export const check = () => run(python, [...QUIET, 'manage.py', 'test', '--verbosity', '0'], options(join(home, 'prepared')));

const QUIET = ['-W', 'ignore'];

/** Whatever would ask another host finds no way there. */
const ALONE = { http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', no_proxy: '127.0.0.1' };

const options = (data, said = {}) => ({
  cwd: here,
  env: { ...process.env, ...ALONE, NEWSROOM_DATA: data, PYTHONDONTWRITEBYTECODE: '1', PYTHONUNBUFFERED: '1', ...said },
});

/** Makes what each start needs, as far as it is not there yet or was made of something else. */
export async function install() {
  const built = join(root, 'dist-embed');
  if (!existsSync(join(built, 'pkg'))) throw new Error('wagtail: there is no dist-embed; run make size first');
  await once('requirements', [join(here, 'requirements.txt')], installRequirements);
  const integration = join(root, 'www/integrations/wagtail');
  await once('package', [built, integration], () => installPackage(built, integration));
  // Filling one takes longer than all else: what tables and stories are made of.
  const tables = ['models.py', 'corrections.py'].map((name) => join(integration, 'hashiya_wagtail', name));
  const stories = ['models.py', 'migrations', 'management'].map((name) => join(here, 'newsroom', name));
  await once('database', [join(here, 'requirements.txt'), ...tables, ...stories, join(root, 'www/demo')], fillDatabase);
}

/** Does what `make` does unless it was done for these files as they are. */
async function once(name, paths, make) {
  const stamp = join(home, `.${name}`);
  const hash = createHash('sha256');
  for (const path of paths) hashFiles(path, hash);
  const state = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return;
  await make();
  writeFileSync(stamp, state);
}

function hashFiles(path, hash) {
  if (!statSync(path).isDirectory()) return void hash.update(relative(root, path)).update(readFileSync(path));
  for (const name of readdirSync(path).filter((it) => it !== '__pycache__').sort()) hashFiles(join(path, name), hash);
}

async function installRequirements() {
  rmSync(home, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', home]).catch((error) => {
    throw unavailable('python3 with venv is missing (on Debian: apt-get install python3-venv)', error);
  });
  await run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--requirement', join(here, 'requirements.txt')]).catch((error) => {
    throw unavailable('pip cannot install tests/e2e/cms/wagtail/requirements.txt', error);
  });
}

/** Installs Hashiya's package as a newsroom would, from a copy: building leaves files behind. */
async function installPackage(built, integration) {
  const copy = join(home, 'package');
  rmSync(copy, { recursive: true, force: true });
  cpSync(built, copy, { recursive: true });
  cpSync(integration, join(copy, 'integrations/wagtail'), { recursive: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-build-isolation', '--no-index', '--force-reinstall'];
  await run(python, [...pip, join(copy, 'integrations/wagtail')]);
  rmSync(copy, { recursive: true, force: true });
}

async function fillDatabase() {
  const data = join(home, 'prepared');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data);
  await run(python, [...QUIET, 'manage.py', 'migrate', '--verbosity', '0'], options(data));
  await run(python, [...QUIET, 'manage.py', 'prepare', join(root, 'www/demo')], options(data));
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Resolves once there is an answer, whatever it says. */
async function answers(url, ended) {
  let isOver = false;
  ended.then(() => (isOver = true));
  for (let tries = 0; tries < 300 && !isOver; tries += 1) {
    if (await fetch(url, { redirect: 'manual' }).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(isOver ? 'the server ended' : 'the server does not answer');
}
