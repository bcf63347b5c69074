//! Markdown with its metadata, read by way of HTML.
#![no_main]

use hashiya::import::{Options, decode, html, markdown};
use hashiya_fuzz::is_article;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = decode(data) else { return };
    let rendered = markdown::render(&text);
    let options = Options { lang: rendered.lang, date: rendered.date };
    if let Ok((article, _)) = html::article(&rendered.html, None, &options) {
        is_article(&article);
    }
});
