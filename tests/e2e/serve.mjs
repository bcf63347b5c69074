// Serves folders on the loopback interface, one laid over the other: `node serve.mjs PORT FOLDER...`. Files whose names hold a hash
// may be kept for ever, as their README asks servers to say, others for a while.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';

const [port, ...folders] = process.argv.slice(2);
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};
createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  const name = path.endsWith('/') ? `${path}index.html` : path;
  for (const folder of folders) {
    const body = await readFile(join(resolve(folder), name)).catch(() => null);
    if (!body) continue;
    const keep = /\.[0-9a-f]{10}\.\w+$/.test(name) ? 'max-age=31536000, immutable' : 'max-age=600';
    // A frame without an origin of its own may read it, too.
    const headers = { 'access-control-allow-origin': '*', 'cache-control': keep };
    return response.writeHead(200, { ...headers, 'content-type': types[extname(name)] ?? 'application/octet-stream' }).end(body);
  }
  response.writeHead(404).end();
}).listen(Number(port), '127.0.0.1');
