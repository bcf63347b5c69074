//! brat's standoff format, and behind a zero byte the text that it marks.
#![no_main]

use hashiya::exchange::brat;
use hashiya_fuzz::{article, is_file, is_set, two};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (file, text) = two(data);
    let Ok(file) = std::str::from_utf8(file) else { return };
    let article = article(text);
    let (document, kept) = brat::read(&article.text, file);
    is_set(&article, &document.set);
    is_file(&article, &document.set);
    let written = brat::write(&article, &document.set, &kept);
    let (again, kept) = brat::read(&article.text, &written);
    assert_eq!(brat::write(&article, &again.set, &kept), written);
});
