// The same where `fetch` reads no files: Node.js, and servers that render pages. There is no element there, but `annotate`.
import { readFile } from 'node:fs/promises';
import { readBy } from './element.js';

readBy(async (url) => (url.protocol === 'file:' ? new Response(await readFile(url)) : fetch(url)));

export * from './element.js';
