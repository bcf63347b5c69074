// Gives what glue and wasm call each other by short names: `.ci/shorten.mjs FILE.wasm GLUE.js`, both of which are written anew.
//
// wasm-bindgen tells functions apart by hashes (`__wbg_then_c949d5a25a4e78f8`), which do not compress: of 200 names, in both files, they
// are 5 kB of a page. Exports are the glue's alone to call, all but the memory.
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const [IMPORTS, EXPORTS] = [2, 7];
/** A name that holds a hash, at its end or where the compiler names a crate by it. */
const HASHED = /_h?[0-9a-f]{14,16}(_|$)/;
const [file, glue] = process.argv.slice(2);
const bytes = readFileSync(file);
let script = readFileSync(glue, "utf8");
const names = new Map();
const called = new Map();
/// The name of the module that imports come from, and what is imported of it.
const [module, short] = [`./${basename(glue)}`.replace(/\.js$/, "_bg.js"), "_"];
const imported = new Set();
let at = 0;

function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function leb(value) {
  const found = [];
  for (; value > 127; value >>>= 7) found.push((value & 127) | 128);
  return Buffer.from([...found, value]);
}

/// The name that stands at `at`, with its length before it.
function name() {
  const length = number();
  at += length;
  return bytes.toString("utf8", at - length, at);
}

function shortened(name) {
  if (!HASHED.test(name)) return name;
  if (!names.has(name)) names.set(name, `_${names.size.toString(36)}`);
  return names.get(name);
}

/// The short name of an export, which only the glue calls, but for that of the memory.
function exported(name) {
  if (name === "memory") return name;
  if (!called.has(name)) called.set(name, `${shortened(name) === name ? `$${called.size.toString(36)}` : shortened(name)}`);
  return called.get(name);
}

function written(name) {
  return Buffer.concat([leb(Buffer.byteLength(name)), Buffer.from(name)]);
}

/// Goes over what describes an import or export, and gives its bytes.
function description(section) {
  const start = at;
  const kind = bytes[at++];
  const limits = () => (number() & 1 ? [number(), number()] : number());
  if (section === EXPORTS || kind === 0) number();
  else if (kind === 1) (at += 1), limits();
  else if (kind === 2) limits();
  else if (kind === 3) at += 2;
  else throw new Error(`shorten: an import of the unknown kind ${kind}`);
  return bytes.subarray(start, at);
}

const parts = [bytes.subarray(0, (at = 8))];
while (at < bytes.length) {
  const section = bytes[at++];
  const length = number();
  const end = at + length;
  let body = [bytes.subarray(at, end)];
  if (section === IMPORTS || section === EXPORTS) {
    const count = number();
    body = [leb(count)];
    for (let left = count; left > 0; left -= 1) {
      if (section === IMPORTS) {
        const from = name();
        if (from !== module) throw new Error(`shorten: an import from ${from}`);
        body.push(written(short));
      }
      const whole = name();
      if (section === IMPORTS) imported.add(whole);
      body.push(written(section === IMPORTS ? shortened(whole) : exported(whole)), description(section));
    }
  }
  const whole = Buffer.concat(body);
  parts.push(Buffer.from([section]), leb(whole.length), whole);
  at = end;
}
for (const short of names.values()) {
  if (new RegExp(`\\b${short}\\b`).test(script)) throw new Error(`shorten: the glue has a name ${short} already`);
}
// What only panics called, or nothing after all.
script = script.replace(/^ {8}(\w+): function\(.*?\n {8}\},\n/gms, (whole, name) => (imported.has(name) ? whole : ""));
// What only browsers older than ours lack, and what only callers of an older way are told.
for (const part of [
  / else \{\n\s+console\.warn\('using deprecated parameters.*?\n\s+\}/g,
  /if \(!\('encodeInto' in cachedTextEncoder\)\) \{.*?\n\}\n/gs,
  // A module without classes has none of these.
  ...(script.includes("FinalizationRegistry") ? [/\(typeof FinalizationRegistry === 'undefined'\)\n\s+\? .*?\n\s+: /g] : []),
]) {
  if (!part.test(script)) throw new Error(`shorten: the glue has no ${part} any more`);
  script = script.replace(part, "");
}
// What frees is the browser, once nothing holds an object; objects of the module are handed to it by our own scripts alone.
for (const part of [
  /^if \(Symbol\.dispose\).*\n/gm,
  /^ {4}(?:__destroy_into_raw|free)\(\) \{\n.*?^ {4}\}\n/gms,
  /^ {8}_assertClass\(.*\n/gm,
]) {
  script = script.replace(part, "");
}
script = script.replace(/"`WebAssembly\.instantiateStreaming` failed[^"]*"/, '"serve .wasm as application/wasm:"');
// Pages load the module while they go on.
script = script.replace("export { initSync, __wbg_init as default };", "export { __wbg_init as default };");
script = script.replaceAll(`"${module}"`, `"${short}"`);
script = script.replace(/\bwasm\.(\w+)/g, (whole, name) => (called.has(name) ? `wasm.${called.get(name)}` : whole));
script = script.replace(/\b\w+\b/g, (name) => names.get(name) ?? name);
writeFileSync(file, Buffer.concat(parts));
writeFileSync(glue, script);
