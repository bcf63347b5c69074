// Takes out of a wasm build what tells where and why it panicked: `.ci/slim.mjs IN.wasm OUT.wasm`.
//
// A panic ends the module either way. Its message, which Yew has the console show, is for developers, who have the demo for that; what
// composes it is 10 kB of a page. In place of the functions that all panics go through there is a trap, which wasm-opt then puts
// where they were called: the console shows `unreachable` and the functions it came from by number. Functions are known here by
// their names, so the build must have kept them.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "../tests/e2e/node_modules/binaryen/index.js";

const ENDINGS = new RegExp(
  [
    "^core\\b.*::panicking::(panic|assert_failed|unreachable_display)",
    "^std\\b.*::panicking::(begin_panic|panic_handler|panic_with_hook)\\b",
    "^console_error_panic_hook::hook\\b",
    "::(slice_error_fail|slice_error_fail_rt|slice_index_fail|unwrap_failed|expect_failed|panic_already\\w*|panic_access_error)\\b",
    "::(panic_on_ord_violation|capacity_overflow|handle_alloc_error|borrow_fail)\\b",
  ].join("|"),
);

// What panics say, of the standard library and of crates: each to its end, for in the file the next text may follow it directly.
const MESSAGES = [
  "called `Option::unwrap()` on a `None` value",
  "called `Result::unwrap()` on an `Err` value",
  "called `Option::unwrap_throw()` on a `None` value",
  "called `Result::unwrap_throw()` on an `Err` value",
  "internal error: entered unreachable code: empty internal node",
  "internal error: entered unreachable code: ",
  "internal error: entered unreachable code",
  "Attempted to initialize thread-local while it is being dropped",
  "cannot access a Thread Local Storage value during or after destruction: ",
  "one-time initialization may not be performed recursively",
  "Lazy instance has previously been poisoned",
  "LazyLock instance has previously been poisoned",
  "RegionalState::Unknown should not occur on forward iteration",
  "To suspend rendering, a <Suspense /> component is required.",
  "Tried to shrink to a larger capacity",
  "Hash table capacity overflow",
  "a Display implementation returned an error unexpectedly",
  "a formatting trait implementation returned an error when the underlying stream did not",
  "attempt to join into collection with len > usize::MAX",
  "cannot modify the panic hook from a panicking thread",
  "failed to append child",
  "failed to insert node before next sibling",
  "failed to create detached element",
  "could not remove attribute",
  "could not remove property",
  "can't create namespaced element for vtag",
  "index out of bounds: the len is ",
  " but the index is ",
  "is not a char boundary; it is inside ",
  "copy_from_slice: source slice length (",
  ") does not match destination slice length (",
  "RefCell already mutably borrowed",
  "RefCell already borrowed",
  ...[
    "1 <= nbytes && nbytes <= 8",
    "count > 0",
    "edge.height == self.height - 1",
    "edge.height == self.node.height - 1",
    "i < node.ntrans",
    "i == 0",
    "idx < CAPACITY",
    "match track_edge_idx {\n    LeftOrRight::Left(idx) => idx <= old_left_len,\n    LeftOrRight::Right(idx) => idx <= right_len,\n}",
    "new_left_len <= CAPACITY",
    "old_left_len + count <= CAPACITY",
    "old_left_len >= count",
    "old_right_len + count <= CAPACITY",
    "old_right_len >= count",
    "psize <= size + max_overhead",
    "psize >= size + min_overhead",
    "self.height > 0",
    "self.is_char_boundary(new_len)",
    "self.peeked.is_none()",
    "slot.is_none()",
    "src.len() == dst.len()",
  ].map((claim) => `assertion failed: ${claim}`),
];

/// The segments of data in `bytes`: where each is in memory and where in the file.
function segments(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const found = [];
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = number() + at;
    if (section === 11) {
      for (let left = number(); left > 0; left -= 1) {
        // An active segment: its kind, `i32.const`, the address, `end`.
        if (number() !== 0 || bytes[at++] !== 0x41) throw new Error("slim: a segment of data of another kind");
        const address = number();
        at += 1;
        const length = number();
        found.push({ address, at, length });
        at += length;
      }
    }
    at = end;
  }
  return found;
}

/// Empties the places of the source that panics name: `Location { file: &str, line: u32, column: u32 }`.
function emptyLocations(bytes) {
  const parts = segments(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isFile = (address, length) => {
    const part = parts.find((part) => part.address <= address && address + length <= part.address + part.length);
    if (!part) return null;
    const start = part.at + address - part.address;
    const name = bytes.subarray(start, start + length);
    return Buffer.from(name).toString("latin1").match(/^[ -~]+\.rs$/) ? name : null;
  };
  const empty = [];
  for (const part of parts) {
    for (let at = part.at + (-part.address & 3); at + 16 <= part.at + part.length; at += 4) {
      const [file, length, line, column] = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset, true));
      const isPlace = length > 3 && length < 256 && line > 0 && line < 1e5 && column > 0 && column < 1e3;
      const name = isPlace && isFile(file, length);
      if (name) empty.push(name, bytes.subarray(at, at + 16));
    }
  }
  empty.forEach((place) => place.fill(0));
  return empty.length / 2;
}

/// Empties what panics say.
function emptyMessages(bytes) {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const part of segments(bytes)) {
    const data = whole.subarray(part.at, part.at + part.length);
    for (const message of MESSAGES) {
      for (let at = data.indexOf(message); at >= 0; at = data.indexOf(message, at)) data.fill(0, at, at + message.length);
    }
  }
}

const [input, output] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(input));
const locations = emptyLocations(bytes);
emptyMessages(bytes);
const wasm = binaryen.readBinary(bytes);
let endings = 0;
for (let index = 0; index < wasm.getNumFunctions(); index += 1) {
  const { name, module } = binaryen.getFunctionInfo(wasm.getFunctionByIndex(index));
  if (module) continue;
  // Nothing but a panic shows a value for debugging: `Ok(())`, should that ever change.
  const body = / as core\S*::fmt::Debug>::fmt\b/.test(name) ? wasm.i32.const(0) : ENDINGS.test(name) ? wasm.unreachable() : null;
  if (!body) continue;
  binaryen.Function(wasm.getFunction(name)).setBody(body);
  endings += 1;
}
if (!endings || !locations) throw new Error(`slim: ${endings} functions and ${locations} places found: are there names in ${input}?`);
writeFileSync(output, wasm.emitBinary());
