// Whatever comes in by whatever way, in a page that forbids nothing and in one that forbids all it can: nothing runs, and nothing
// stands in the page that could. The attacks are in ../hostile; guards.mjs names the guards that each test shows to be there.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { cell, CLASSES, SINKS } from '../hostile/table.mjs';
import { expect, test as base } from './page.mjs';

const ENTRIES = ['html', 'markdown', 'glossary', 'annotations', 'knowledge', 'pack', 'urls'];
const POLICIES = {
  'no policy': '',
  'a strict policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' https://news.example;
    connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types hashiya test`,
};
const dist = '../../dist-embed';
const built = (folder, name) => `/${folder}/${readdirSync(join(dist, folder)).find((file) => name.test(file))}`;
const root = (info) => info.config.metadata.embed;

// Fails on whatever runs: a dialog, a canary that is asked for, a page that is left.
const test = base.extend({
  ran: async ({ page }, use) => {
    const ran = [];
    page.on('dialog', (dialog) => (ran.push(`a dialog: ${dialog.message()}`), dialog.dismiss()));
    // What an attribute of the element names is fetched, whatever it is called.
    const isAsked = (request) => request.resourceType() === 'fetch' && base.info().title.endsWith(' urls');
    page.on('request', (request) => /canary/.test(new URL(request.url()).pathname) && !isAsked(request) && ran.push(`asked for ${request.url().slice(0, 200)}`));
    page.on('popup', (popup) => ran.push(`opened ${popup.url()}`));
    await use(ran);
    expect(ran).toEqual([]);
  },
});
// Addresses that are nothing's are asked for by the attributes of the element, as any other.
test.use({ expectedErrors: /Failed to load resource|^Access to (fetch|image)|Not allowed to load local|Fetch API cannot load|URL scheme|^Connecting to/, permissions: ['local-network-access'] });

/** An empty page under `policy` with the element and what looks at it. */
async function open(page, info, policy) {
  for (const name of ['page.js', 'entries.js']) await page.addInitScript({ path: `../hostile/${name}` });
  await page.addInitScript((at) => (window.hostile.at = at), { core: built('pkg', /\.js$/), wasm: built('pkg', /\.wasm$/) });
  await page.route('https://news.example/**', (route) => route.fulfill({ contentType: 'image/png', body: '' }));
  const csp = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await page.route('**/hostile.html', (route) => route.fulfill({
    contentType: 'text/html', body: `<!doctype html><html lang="en"><head><meta charset="utf-8">${csp}<script type="module" src="/hashiya.js"></script></head><body><main></main></body></html>`,
  }));
  await page.goto(`${root(info)}/hostile.html`);
  await page.waitForFunction(() => customElements.get('hashiya-article'));
}

/** A pack of English whose lists hold these strings where they hold names in Arabic. */
function hostilePack(payloads) {
  const folder = mkdtempSync(join(tmpdir(), 'hashiya-hostile-'));
  cpSync('../../src/lang/data', folder, { recursive: true });
  const GREEK = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'.split(' ');
  const rows = payloads.map(({ text }, at) => ['', '', `Host${GREEK[at]}`, text.replace(/[\t\n\r|]/g, ' '), ''].join('\t'));
  const table = join(folder, 'territories.tsv');
  writeFileSync(table, `${readFileSync(table, 'utf8')}${rows.join('\n')}\n`);
  const out = join(folder, 'hostile.pack');
  execFileSync('cargo', ['run', '--quiet', '--no-default-features', '--features', 'cli', '--bin', 'hashiya', '--', 'pack', '--lang', 'en', '--untrained', '--data', folder, '--out', out], { cwd: '../..' });
  const bytes = readFileSync(out);
  rmSync(folder, { recursive: true });
  return bytes;
}

test('the table has at least three attacks a cell, or says why there is no such cell', async ({ page }, info) => {
  await open(page, info, '');
  const reasons = await page.evaluate(() => Object.fromEntries(Object.entries(window.hostile.entries).map(([name, sinks]) =>
    [name, Object.fromEntries(Object.entries(sinks).map(([sink, how]) => [sink, typeof how === 'string' ? how : null]))])));
  expect(Object.keys(reasons)).toEqual(ENTRIES);
  let [cells, inputs, none] = [0, 0, 0];
  for (const entry of ENTRIES) {
    expect(Object.keys(reasons[entry]), entry).toEqual(SINKS);
    for (const sink of SINKS) {
      if (reasons[entry][sink]) {
        none += CLASSES.length;
        continue;
      }
      for (const kind of CLASSES) {
        const count = cell(sink, kind).length;
        expect(count, `${sink} × ${kind}`).toBeGreaterThanOrEqual(3);
        cells += 1;
        inputs += count;
      }
    }
  }
  console.log(`    ${cells} cells of ${ENTRIES.length} ways in with ${inputs} inputs, ${none} that cannot be`);
});

for (const [words, policy] of Object.entries(POLICIES)) {
  test.describe(`under ${words}`, () => {
    for (const entry of ENTRIES) {
      test(`nothing runs of what comes by ${entry}`, async ({ page, ran }, info) => {
        test.setTimeout(120_000);
        await open(page, info, policy);
        const problems = [];
        const codes = new Set();
        for (const sink of SINKS) {
          if (await page.evaluate(([entry, sink]) => typeof window.hostile.entries[entry][sink] === 'string', [entry, sink])) continue;
          for (const kind of CLASSES) {
            const payloads = cell(sink, kind);
            if (entry === 'pack') {
              const pack = hostilePack(payloads);
              await page.route('**/hostile.pack', (route) => route.fulfill({ body: pack }));
            }
            const began = Date.now();
            const found = await page.evaluate(([entry, sink, payloads]) => window.hostile.run(entry, sink, payloads), [entry, sink, payloads]);
            if (process.env.HOSTILE_TIMES) console.log(`    ${Date.now() - began} ms  ${entry} × ${sink} × ${kind} ${[...new Set(found.codes)]}`);
            found.codes.forEach((code) => codes.add(code));
            problems.push(...[...found.problems, ...ran.splice(0)].map((problem) => `${sink} × ${kind}: ${problem}`));
          }
        }
        expect(problems).toEqual([]);
        if (entry !== 'markdown') expect([...codes]).toContain('ready');
        expect(await page.evaluate(() => window.hostile.isGood())).toBe('ready Grace Odhiambo,Kenya');
      });
    }
  });
}
