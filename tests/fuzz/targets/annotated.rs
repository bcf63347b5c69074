//! Annotations as JSON, and a text that they are placed onto behind a zero byte: the same one where there is none.
#![no_main]

use hashiya::exchange::{anchor, json};
use hashiya::import::{Options, plain};
use hashiya_fuzz::{article, is_article, is_file, is_set, json, two};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (file, text) = two(data);
    let Some(document) = json(file).and_then(|json| json::read(&json).ok()) else { return };
    is_set(&document.article, &document.set);
    let again = is_file(&document.article, &document.set);
    assert_eq!(again.entities, document.set.entities);
    let onto = if file == text { plain::article(&document.article.text, &Options::default()) } else { article(text) };
    is_article(&onto);
    let count = document.set.annotations.len();
    let (set, orphans) = anchor::onto(&onto, document, Some(anchor::Finder::new(&onto.text)));
    assert_eq!(set.annotations.len() + orphans, count);
    is_set(&onto, &set);
    is_file(&onto, &set);
});
