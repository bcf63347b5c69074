//! W3C Web Annotation, and behind a zero byte the text that it marks. What is written with what was kept of the file is the same to a file.
#![no_main]

use hashiya::exchange::json;
use hashiya::exchange::w3c::{self, Options};
use hashiya_fuzz::{article, is_file, is_set, two};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (file, text) = two(data);
    let Some(mut file) = std::str::from_utf8(file).ok().and_then(|file| w3c::read(file).ok()) else { return };
    let article = article(text);
    let document = file.onto(&article);
    is_set(&article, &document.set);
    is_file(&article, &document.set);
    let written = w3c::write(&article, &document.set, Some(&file), &Options::default());
    let mut again = w3c::read(&written).expect("what was written can be read");
    assert!(again.problems.is_empty(), "{:?} in {written}", again.problems);
    let again = again.onto(&article);
    assert_eq!(json::write(&article, &again.set), json::write(&article, &document.set), "{written}");
});
