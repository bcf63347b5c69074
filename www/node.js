// The same where `fetch` reads no files: Node.js, and servers that render pages. There is no element there, but `annotate`.
import { readFile } from 'node:fs/promises';
import { readBy } from './element.js';

readBy(async (url) => {
  if (url.protocol !== 'file:') return fetch(url);
  const type = url.pathname.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream';
  return new Response(await readFile(url), { headers: { 'content-type': type } });
});

export * from './element.js';
