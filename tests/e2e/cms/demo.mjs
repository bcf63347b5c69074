// `make demo-cms CMS=…`: starts one with a sample article, logged in, and prints the address. `./<cms>/start.mjs` holds
// `start({ port })`, which resolves to `{ url, stop }`.
import { existsSync, readdirSync } from 'node:fs';

const [, , cms] = process.argv;
const at = (name) => new URL(`./${name}/start.mjs`, import.meta.url);
if (!cms || !existsSync(at(cms))) {
  const known = readdirSync(import.meta.dirname).filter((name) => existsSync(at(name)));
  console.error(`demo-cms: "${cms ?? ''}" is not known; say make demo-cms CMS=${known.join('|')}`);
  process.exit(1);
}
const { start } = await import(at(cms));
const { url, stop } = await start({ port: process.env.PORT ? Number(process.env.PORT) : undefined });
console.log(`demo-cms: ${cms} is at ${url} (Ctrl-C ends it)`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().then(() => process.exit()));
