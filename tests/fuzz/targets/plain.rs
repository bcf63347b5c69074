//! Plain text: what is UTF-8 is an article of its very words.
#![no_main]

use hashiya::import::{Options, decode, plain};
use hashiya_fuzz::is_article;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = decode(data) else { return };
    let article = plain::article(&text, &Options::default());
    assert_eq!(article.text, text);
    is_article(&article);
    // What is between the blocks is nothing.
    let ends = article.blocks.iter().map(|block| block.span.end);
    let starts = article.blocks.iter().map(|block| block.span.start);
    for (end, start) in std::iter::once(0).chain(ends).zip(starts.chain([text.len()])) {
        assert!(!text[end..start].contains(char::is_alphanumeric), "{:?} is no block", &text[end..start]);
    }
});
