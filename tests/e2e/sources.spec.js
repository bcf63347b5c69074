// HTML as a string, read by the browser as `tests/pages.rs` has it read natively: the same files, the same blocks.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { expect, test } from './page.mjs';

const files = ['pages', 'stories'].flatMap((folder) =>
  readdirSync(`../fixtures/${folder}`).map((name) => `../fixtures/${folder}/${name}`))
  .filter((file) => /\.(html|md)$/.test(file) && existsSync(file.replace(/\w+$/, 'blocks.tsv')));
const blank = (text) => text.split(/\p{White_Space}+/u).filter(Boolean).join(' ');
const lines = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []);

// What of `source` is shown in a new element, and whether anything in it has run.
async function shown(page, source) {
  return page.evaluate(async (source) => {
    const article = document.createElement('hashiya-article');
    article.setAttribute('detect', 'off');
    article.article = source;
    const ready = new Promise((resolve, reject) => {
      article.addEventListener('hashiya-ready', resolve);
      article.addEventListener('hashiya-error', ({ detail }) => reject(new Error(detail.message)));
    });
    document.body.append(article);
    await ready;
    const { text, lang, date, blocks } = article.export();
    article.remove();
    const points = [...text];
    return { lang, date, ran: window.ran, blocks: blocks.map(({ kind, start, end }) => [kind, points.slice(start, end).join('')]) };
  }, source);
}

test.describe('a story as a string', () => {
  for (const file of files) {
    test(`${file.slice(12)} is the same article in the browser as natively`, async ({ page }, info) => {
      // Without a policy, which would hide that something runs.
      const { embed } = info.config.metadata;
      await page.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><script type="module" src="/hashiya.js"></script>' }));
      await page.goto(`${embed}/bare.html`);
      const [format, ending] = file.endsWith('.md') ? ['markdown', /md$/] : ['html', /html$/];
      const { lang, date, ran, blocks } = await shown(page, { [format]: readFileSync(file, 'utf8') });
      const [head, ...known] = lines(file.replace(ending, 'blocks.tsv'));
      const differences = lines(file.replace(ending, 'source.diff'));
      const rows = blocks.map(([kind, text]) => `${kind}\t${blank(text)}`);
      const found = [...known.filter((row) => !rows.includes(row)).map((row) => `-${row}`), ...rows.filter((row) => !known.includes(row)).map((row) => `+${row}`)];
      expect(found).toEqual(differences.filter((line) => !line.startsWith('#')));
      expect(`# lang=${lang} date=${date ?? 'none'}`).toBe(differences.find((line) => line.startsWith('#')) ?? head);
      expect(ran).toBe(undefined);
    });
  }
});
