//! A quote found again: its words, what stands before and after them, and the text, parted by zero bytes. The first byte says where it
//! was.
#![no_main]

use hashiya::exchange::anchor::{Approximate, Finder, Quote};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let rest = String::from_utf8_lossy(rest);
    let mut parts = rest.splitn(4, '\0');
    let mut part = || parts.next().unwrap_or_default();
    let (exact, prefix, suffix, text) = (part(), part(), part(), part());
    let position = first.checked_sub(1).map(|at| text.len() * usize::from(at) / 200);
    let Some(found) = Finder::new(text).find(&Quote { exact, prefix, suffix, position }) else { return };
    let words = text.get(found.span.start..found.span.end).filter(|words| !words.is_empty());
    assert!(words.is_some(), "{found:?} in {text:?}");
    assert!((0.0..=1.0).contains(&found.likeness), "{found:?}");
});
