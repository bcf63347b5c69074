// Debian's WordPress, unpacked into `target` rather than installed: no web server and no service comes with it. PHP and MariaDB's
// server are installed where they are missing, from packages that start nothing either.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What WordPress is made of, with what Debian has taken out of it and links to. */
const UNPACKED = ['wordpress', 'wordpress-l10n', 'wordpress-theme-twentytwentythree', 'wordpress-theme-twentytwentyone', 'libjs-underscore', 'libjs-cropper', 'php-getid3'];
const QUIET = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
const SBIN = `${process.env.PATH}:/usr/sbin`;

/** By the package that is needed, how to see that it is there. */
const PROGRAMS = {
  'php-cli': () => execFileSync('php', ['--version']),
  'php-mysql': () => execFileSync('php', ['-r', 'exit(extension_loaded("mysqli") ? 0 : 1);']),
  'mariadb-server-core': () => execFileSync('mariadbd', ['--no-defaults', '--version'], { env: { ...process.env, PATH: SBIN } }),
};

const missing = (name, why) => Object.assign(new Error(`WordPress cannot be run: ${name} ${why}`), { code: 'unavailable' });

function works(check) {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** The list of packages may be missing or too old: then it is fetched, and the command tried again. */
function apt(args, cwd) {
  const get = (...args) => execFileSync('apt-get', [...args], { ...QUIET, cwd });
  try {
    get(...args);
  } catch {
    get('update');
    get(...args);
  }
}

function install() {
  const wanted = Object.keys(PROGRAMS).filter((name) => !works(PROGRAMS[name]));
  if (!wanted.length) return;
  if (process.getuid() !== 0) throw missing(wanted.join(', '), 'is not installed, and that takes root: apt-get install --no-install-recommends ' + wanted.join(' '));
  console.log(`wordpress: installing ${wanted.join(', ')} from Debian's packages`);
  if (!works(() => apt(['install', '-y', '--no-install-recommends', ...wanted]))) throw missing(wanted.join(', '), 'cannot be had from apt-get');
}

/** Unpacks WordPress below `folder` once, and returns the folder that its packages lie in as in a root of their own. */
export function provide(folder) {
  install();
  const root = join(folder, 'root');
  if (existsSync(root)) return root;
  const fresh = join(folder, 'unpacking');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  console.log('wordpress: fetching WordPress from Debian\'s packages');
  if (!works(() => apt(['download', ...UNPACKED], fresh))) throw missing('wordpress', 'cannot be had from apt-get');
  for (const file of readdirSync(fresh)) {
    execFileSync('dpkg-deb', ['-x', join(fresh, file), fresh]);
    rmSync(join(fresh, file));
  }
  renameSync(fresh, root);
  return root;
}
