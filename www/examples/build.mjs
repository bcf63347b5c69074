// Builds the examples: `node www/examples/build.mjs OUT_FOLDER`. What lies in OUT_FOLDER/examples then belongs below a folder
// that holds hashiya.js and its fonts. What it takes from npm is installed in tests/e2e.
import { cp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const e2e = resolve(here, '../../tests/e2e');
const require = createRequire(join(e2e, 'package.json'));
const { build } = require('esbuild');
const { compile } = require('svelte/compiler');

const ENTRIES = { react: 'main.jsx', vue: 'main.js', svelte: 'main.js' };
const COPIED = ['examples.css', 'plain', ...Object.keys(ENTRIES).map((name) => `${name}/index.html`)];

const svelte = {
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      // Svelte sets innerHTML unless it is told to build trees; the pages' policy asks for trusted types there.
      const { js, warnings } = compile(await readFile(path, 'utf8'), { filename: path, fragments: 'tree' });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
  },
};

const DEFINE = {
  'process.env.NODE_ENV': '"production"',
  // Vue and Svelte each ask for a policy of trusted types as they load, for v-html and the like, which nothing here uses. Without
  // these lines the page's policy has to allow them: `trusted-types hashiya vue svelte-trusted-html`.
  'window.trustedTypes': 'undefined',
  'globalThis.window.trustedTypes': 'undefined',
  __VUE_OPTIONS_API__: 'false',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

if (!process.argv[2]) throw new Error('which folder? node www/examples/build.mjs OUT_FOLDER');
const out = resolve(process.argv[2], 'examples');

await Promise.all(COPIED.map((name) => cp(join(here, name), join(out, name), { recursive: true })));
await build({
  entryPoints: Object.entries(ENTRIES).map(([name, file]) => ({ in: join(here, name, file), out: `${name}/main` })),
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  jsx: 'automatic',
  conditions: ['production', 'svelte'],
  define: DEFINE,
  nodePaths: [join(e2e, 'node_modules')],
  plugins: [svelte],
});
