// Makes of the bound module and www what a page embeds: `.ci/embed.mjs FOLDER`, in which `pkg` holds the module already.
//
// What never changes under its name has a name with its hash, and the loader holds its digest; the loader comes as a module, as a
// module that defines nothing, and as a classic script. Prints what each file weighs and fails above the budget, unless it is told
// `--unweighed`.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const { build, transform } = createRequire(`${process.cwd()}/tests/e2e/`)('esbuild');
/** What the design allows, in kB: all that a page loads but packs and fonts; the loader alone. */
const BUDGET = 250;
const LOADER = 4;
/** By the names that the loader has for them. */
const HASHED = {
  wasm: 'pkg/hashiya_core_bg.wasm',
  core: 'pkg/hashiya_core.js',
  wikipedia: 'wikipedia.js',
  html: 'html.js',
  formats: 'pkg/hashiya_formats_bg.wasm',
  formatting: 'formats.js',
  ar: 'packs/ar.pack',
  en: 'packs/en.pack',
  rehearsal_ar: 'packs/rehearsal.ar.pack',
  rehearsal_en: 'packs/rehearsal.en.pack',
};
/** Files that what is read of the article depends on; the loader holds their digests. */
const CHECKED = ['wasm', 'ar', 'en'];
const BROWSERS = ['chrome123', 'firefox120', 'safari17.5'];

const [, , out, unweighed] = process.argv;
const path = (name) => join(out, name);
const version = /^version = "(.*)"$/m.exec(readFileSync('Cargo.toml', 'utf8'))[1];
const minify = { minify: true, target: BROWSERS, charset: 'utf8', logLevel: 'warning' };

const made = ['element.js', 'core.js', 'page.js', 'hashiya.js', 'node.js', 'embed.html', 'embed.css', 'embed.js', 'frame.js', 'formats.js', 'html.js', 'wikipedia.js', 'hashiya.css', 'packs', 'fonts'];
const described = ['package.json', 'README.md', 'custom-elements.json', 'hashiya.d.ts', 'define.d.ts', 'hashiya.classic.d.ts', 'hashiya-react.d.ts'];
for (const name of [...made, ...described]) cpSync(join('www', name), path(name), { recursive: true });
for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) cpSync(name, path(name));
for (const name of ['wikipedia.js', 'html.js', 'hashiya.css', 'frame.js']) {
  const { code } = await transform(readFileSync(path(name), 'utf8'), { ...minify, loader: extname(name).slice(1) });
  writeFileSync(path(name), code);
}

// The loader hands the wasm in: no other way to it is to be found in the module, by bundlers least of all.
for (const name of [HASHED.core, 'pkg/hashiya_formats.js']) {
  let glue = readFileSync(path(name), 'utf8');
  for (const way of [
    /if \(module_or_path === undefined\) \{.*?\n {4}\}\n/s,
    /if \(typeof module_or_path === 'string'.*?\n {4}\}\n/s,
  ]) {
    if (!way.test(glue)) throw new Error(`embed: the glue has no ${way} any more`);
    glue = glue.replace(way, '');
  }
  writeFileSync(path(name), glue);
}
const names = {};
const digests = {};
/** Gives a file the name with its hash. */
function stamp(key, name) {
  const digest = createHash('sha256').update(readFileSync(path(name))).digest();
  if (CHECKED.includes(key)) digests[key] = `sha256-${digest.toString('base64')}`;
  names[key] = name.replace(/(\.\w+)$/, `.${digest.toString('hex').slice(0, 10)}$1`);
  renameSync(path(name), path(names[key]));
}

// Of what a module asks for itself the name has to be known before it has its own.
for (const [key, asking, folder] of [['html', 'page.js', '../'], ['formats', 'formats.js', './']]) {
  stamp(key, HASHED[key]);
  const text = readFileSync(path(asking), 'utf8');
  if (!text.includes(`'./${HASHED[key]}'`)) throw new Error(`embed: ${asking} asks for no ${HASHED[key]} any more`);
  writeFileSync(path(asking), text.replace(`'./${HASHED[key]}'`, `'${folder}${names[key]}'`));
}
const bundle = { ...minify, bundle: true, format: 'esm', absWorkingDir: join(process.cwd(), out), allowOverwrite: true };
await build({ ...bundle, entryPoints: ['core.js'], external: ['../html.*'], loader: { '.css': 'text' }, outfile: HASHED.core });
await build({ ...bundle, entryPoints: ['formats.js'], outfile: 'formats.js' });
for (const name of ['core.js', 'page.js', 'hashiya.css', 'pkg/hashiya_formats.js']) rmSync(path(name));

for (const [key, name] of Object.entries(HASHED)) if (!names[key]) stamp(key, name);

// --- The loader, with the names that files have by now ---
const element = readFileSync(path('element.js'), 'utf8');
const known = Object.entries(HASHED).reduce((text, [key, name]) => text.replaceAll(`'./${name}'`, `'./${names[key]}'`), element);
if (Object.values(HASHED).some((name) => known.includes(`'./${name}'`))) throw new Error('embed: a file kept its name');
writeFileSync(path('element.js'), known);
const define = { INTEGRITY: JSON.stringify(digests), VERSION: JSON.stringify(version) };
const loader = { ...minify, define, bundle: true, allowOverwrite: true };
const external = ['./pkg/*', './wikipedia.*', './formats.*'];
await build({ ...loader, entryPoints: [path('hashiya.js')], format: 'esm', external, outfile: path('loader.js') });
await build({
  ...loader,
  entryPoints: [path('hashiya.js')],
  format: 'iife',
  define: { ...define, 'import.meta.url': 'HASHIYA_URL' },
  banner: { js: '(()=>{const HASHIYA_URL=document.currentScript.src;' },
  footer: { js: '})();' },
  outfile: path('hashiya.classic.js'),
});
await build({ ...loader, entryPoints: [path('embed.js')], format: 'esm', external, outfile: path('embed.js') });
await build({ ...loader, entryPoints: [path('element.js')], format: 'esm', external, outfile: path('element.js') });
for (const name of ['wagtail', 'wordpress']) {
  cpSync(join('www/integrations', name), path(join('integrations', name)), { recursive: true, filter: (name) => !name.endsWith('__pycache__') });
}
for (const name of ['preview.js', 'editor.js', 'bridge.js', 'decap/index.js', 'wordpress/post.js']) {
  await build({ ...minify, bundle: true, format: 'esm', external: ['../hashiya.js', '../editor.js', './preview.js'], loader: { '.css': 'text' },
    entryPoints: [join('www/integrations', name)], outfile: path(join('integrations', name)) });
}
for (const name of ['preview.html', 'README.md', 'decap/README.md', 'payload/README.md']) cpSync(join('www/integrations', name), path(join('integrations', name)));
renameSync(path('hashiya.js'), path('define.js'));
renameSync(path('loader.js'), path('hashiya.js'));

// --- What it weighs ---
if (unweighed) process.exit();
const size = (name) => {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  return brotliCompressSync(readFileSync(path(name)), { params }).length / 1000;
};
const row = (kb, words) => console.log(`${kb.toFixed(2).padStart(8)} kB brotli  ${words}`);
const counted = ['hashiya.js', names.core, names.wasm];
for (const name of counted) row(size(name), name);
const sum = counted.reduce((sum, name) => sum + size(name), 0);
row(sum, `together, ${(sum / BUDGET).toFixed(3)} of the budget of ${BUDGET} kB`);
for (const name of [names.wikipedia, names.formatting, names.formats, 'integrations/preview.js', 'integrations/editor.js', 'hashiya.classic.js', names.ar, names.en]) row(size(name), `beside them: ${name}`);
if (sum > BUDGET || size('hashiya.js') > LOADER) {
  console.error(`size: the embed build is over its budget of ${BUDGET} kB, or the loader over ${LOADER} kB`);
  process.exit(1);
}
