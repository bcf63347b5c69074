//! HTML, whatever its elements are: an article of whole words, in order.
#![no_main]

use hashiya::import::{Options, decode, html};
use hashiya_fuzz::is_article;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = decode(data) else { return };
    // What is nested too deep is refused.
    if let Ok((article, _)) = html::article(&text, None, &Options::default()) {
        is_article(&article);
    }
});
