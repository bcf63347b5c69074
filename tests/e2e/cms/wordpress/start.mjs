// WordPress for real on the loopback, with the plugin and two articles: `start({ port })`, on a free port where none is named.
//
// Each start has a site of its own below target/cms/wordpress/PORT: a copy of WordPress by hard links, a new database behind a socket,
// PHP's own server. Who has the address that it returns is logged in.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provide } from './packages.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '../../../..');
const target = join(process.env.CARGO_TARGET_DIR || join(project, 'target'), 'cms/wordpress');
const plugin = join(project, 'www/integrations/wordpress/hashiya');
const embed = join(project, 'dist-embed');
/** So many milliseconds a server has to answer for the first time. */
const PATIENCE = 60_000;
/** A database of a few hundred rows that nobody misses when the power fails. Whoever reaches the socket may do all. */
const DATABASE = ['--no-defaults', '--user=root', '--skip-networking', '--skip-grant-tables', '--skip-log-bin', '--performance-schema=0',
  '--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-buffer-pool-size=64M', '--innodb-log-file-size=8M'];
/** WordPress of this age warns of itself under a PHP of that age; the log is for what the plugin does. */
const PHP = ['-d', 'error_reporting=E_ALL', '-d', 'opcache.enable_cli=1', '-d', 'memory_limit=512M', '-d', 'upload_max_filesize=16M'];

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(isTrue, what) {
  const end = Date.now() + PATIENCE;
  while (!await isTrue()) {
    if (Date.now() > end) throw new Error(`${what} does not answer`);
    await after(50);
  }
}

/** What is started runs in a group of its own, PHP with several processes, and is ended with this process at the latest. */
function run(command, args, options) {
  const child = spawn(command, args, { stdio: 'ignore', detached: true, ...options });
  const end = () => { try { process.kill(-child.pid, 'SIGTERM'); } catch { /* it has ended */ } };
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  process.once('exit', end);
  return async () => { end(); process.off('exit', end); await ended; };
}

/** A site's files: WordPress by hard links, its own configuration, the plugin with the embed build in it. */
function lay(root, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync('cp', ['-al', join(root, 'usr'), folder]);
  const site = join(folder, 'usr/share/wordpress');
  rmSync(join(site, 'wp-config.php'));
  cpSync(join(here, 'wp-config.php'), join(site, 'wp-config.php'));
  cpSync(join(here, 'site.php'), join(site, 'wp-content/mu-plugins/site.php'));
  cpSync(plugin, join(site, 'wp-content/plugins/hashiya'), { recursive: true });
  symlinkSync(embed, join(site, 'wp-content/plugins/hashiya/embed'));
  // Browsers ask for one.
  writeFileSync(join(site, 'favicon.ico'), '');
  return site;
}

/** Writes the database. Where that fails WordPress's log says why. */
function install(site, env) {
  try {
    return JSON.parse(execFileSync('php', [...PHP, join(here, 'install.php'), site, join(here, 'articles')], { env, stdio: 'pipe' }));
  } catch (error) {
    throw new Error(`WordPress cannot be installed: ${error.stderr ?? error.message}\n${existsSync(env.HASHIYA_LOG) ? readFileSync(env.HASHIYA_LOG, 'utf8').slice(-2000) : ''}`);
  }
}

/** That port, or any that is free for 0. */
const free = (port) => new Promise((resolve, reject) => {
  const server = createServer().once('error', () => reject(new Error(`port ${port} is taken; name another one`)));
  server.listen(port, '127.0.0.1', () => {
    const taken = server.address().port;
    server.close(() => resolve(taken));
  });
});

export async function start({ port: wanted = 0 } = {}) {
  if (!existsSync(join(embed, 'hashiya.js'))) throw new Error('there is no dist-embed; run make size');
  const port = await free(wanted);
  const folder = join(target, String(port));
  const site = lay(provide(target), folder);
  const url = `http://127.0.0.1:${port}`;
  // The path of a socket may not be long.
  const sockets = mkdtempSync(join(tmpdir(), 'hashiya-wordpress-'));
  const socket = join(sockets, 'sql');
  const secret = randomBytes(16).toString('hex');
  const log = join(folder, 'debug.log');
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin`, HASHIYA_SITE: url, HASHIYA_SOCKET: socket, HASHIYA_SECRET: secret, HASHIYA_LOG: log, PHP_CLI_SERVER_WORKERS: '4' };
  const ends = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
    for (const left of [sockets, folder]) rmSync(left, { recursive: true, force: true });
  };
  try {
    mkdirSync(join(folder, 'data'));
    ends.push(run('mariadbd', [...DATABASE, `--datadir=${join(folder, 'data')}`, `--socket=${socket}`, `--log-error=${join(folder, 'database.log')}`, `--pid-file=${join(sockets, 'pid')}`], { env }));
    await until(() => existsSync(socket), 'the database');
    const { version, posts } = install(site, env);
    ends.push(run('php', [...PHP, '-S', `127.0.0.1:${port}`, '-t', site, join(here, 'router.php')], { env }));
    await until(() => fetch(`${url}/wp-login.php`).then(({ ok }) => ok, () => false), 'WordPress');
    const login = (as, to) => `${url}/?hashiya_login=${secret}&as=${as}&to=${encodeURIComponent(to)}`;
    const edit = (lang) => `/wp-admin/post.php?post=${posts[lang]}&action=edit`;
    return { url: login('editor', edit('en')), stop, site: url, folder: site, version, posts, login, edit, log: () => (existsSync(log) ? readFileSync(log, 'utf8') : '') };
  } catch (error) {
    await stop();
    throw error;
  }
}
