// The module that element.js fetches before the first article: the glue of the wasm, and what is needed from then on only.
export * from './pkg/hashiya_core.js';
export { default } from './pkg/hashiya_core.js';
export * from './page.js';
