// Decap CMS on a page of its own, for the tests and for `make demo-cms CMS=decap`: its entries live in the page, so nothing is logged in
// to, and what is saved is gone when the page is closed.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../../..');
const home = join(resolve(root, process.env.CARGO_TARGET_DIR || 'target'), 'cms/decap');
const VERSION = '3.16.3';
/** As the registry tells it: what is fetched is this very package. */
const INTEGRITY = 'sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==';
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.woff2': 'font/woff2' };
/** Before the page asks for anything else: it is the CMS's own, and needs what that needs. */
const POLICY = "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' blob:; frame-src 'self' blob:";
const run = promisify(execFile);

/** Starts one on a port of the loopback interface, a free one where none is named. `enter(story)` is the address of the editor of a story,
 *  `url` that of the Arabic one; `stop()` ends it. */
export async function start({ port = 0 } = {}) {
  await install();
  const built = join(root, 'dist-embed');
  if (!existsSync(join(built, 'pkg'))) throw new Error('decap: there is no dist-embed; run make size first');
  const places = [['/hashiya/', built], ['/cms/', join(home, VERSION, 'package/dist')], ['/', import.meta.dirname]];
  const server = createServer(async ({ url }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    if (path === '/stories.json') {
      const stories = Object.fromEntries(['ar', 'en'].map((lang) => [lang, readFileSync(join(root, 'www/demo', `${lang}.txt`), 'utf8')]));
      return response.writeHead(200, { 'content-type': TYPES['.json'] }).end(JSON.stringify(stories));
    }
    const name = path.endsWith('/') ? `${path}index.html` : path;
    const [prefix, folder] = places.find(([prefix]) => name.startsWith(prefix));
    const file = join(folder, name.slice(prefix.length));
    const isFile = await readFile(file).then(() => true, () => false);
    if (!isFile) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
    createReadStream(file).pipe(response);
  });
  await new Promise((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  const enter = (story) => `http://127.0.0.1:${server.address().port}/#/collections/news/entries/${story}`;
  const stop = () => new Promise((done) => { server.close(done); server.closeAllConnections(); });
  return { url: enter('ar'), enter, stop };
}

/** Fetches the CMS, of which its one script is used, if it is not there yet. */
async function install() {
  const folder = join(home, VERSION);
  if (existsSync(join(folder, 'package/dist/decap-cms.js'))) return;
  mkdirSync(folder, { recursive: true });
  try {
    await run('npm', ['pack', '--silent', `decap-cms@${VERSION}`], { cwd: folder });
  } catch ({ stderr, message }) {
    throw Object.assign(new Error(`decap: npm cannot fetch decap-cms@${VERSION}: ${(stderr || message).trim().split('\n').at(-1)}`), { code: 'unavailable' });
  }
  const file = join(folder, `decap-cms-${VERSION}.tgz`);
  const digest = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (digest !== INTEGRITY) throw new Error(`decap: ${file} is not the package that was expected; its digest is ${digest}`);
  await run('tar', ['-xzf', file, '--exclude=*.map', '-C', folder]);
  renameSync(file, join(folder, 'package.tgz'));
}
