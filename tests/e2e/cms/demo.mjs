// Starts a CMS with sample articles, logged in, and prints its address: `node demo.mjs CMS`, on the port that PORT names.
import { existsSync } from 'node:fs';

const [cms = ''] = process.argv.slice(2);
const script = new URL(`./${cms}/start.mjs`, import.meta.url);
if (!/^[a-z]+$/.test(cms) || !existsSync(script)) {
  console.error(`demo-cms: no CMS is called "${cms}"; write make demo-cms CMS=decap, wagtail or wordpress`);
  process.exit(1);
}
const { start } = await import(script);
try {
  const { url, stop } = await start({ port: Number(process.env.PORT || 8080) });
  console.log(`demo-cms: ${cms} is at ${url}\ndemo-cms: Ctrl+C ends it`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().finally(() => process.exit()));
} catch (error) {
  console.error(`demo-cms: ${error.message}`);
  process.exit(1);
}
