//! W3C Web Annotation, and behind a zero byte the text that it marks. What is written with what was kept
//! of the file marks the same.
#![no_main]

use hashiya::exchange::w3c::{self, File, Options};
use hashiya::model::{AnnotationSet, Article, Span};
use hashiya_fuzz::{article, is_file, is_set, two};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (file, text) = two(data);
    let Some(mut file) = std::str::from_utf8(file).ok().and_then(|file| w3c::read(file).ok()) else { return };
    let article = article(text);
    let (document, _) = file.onto(&article);
    is_set(&article, &document.set);
    is_file(&article, &document.set);
    // What had to be looked for stands where the file says then, without white space at its ends.
    let mut once = again(&article, &document.set, &file);
    let set = once.onto(&article).0.set;
    let twice = again(&article, &set, &once).onto(&article).0.set;
    assert_eq!(places(&twice), places(&set));
});

/// What was written can be read.
fn again(article: &Article, set: &AnnotationSet, file: &File) -> File {
    let written = w3c::write(article, set, Some(file), &Options::default());
    let read = w3c::read(&written).expect("what was written can be read");
    assert!(read.problems.is_empty(), "{:?} in {written}", read.problems);
    read
}

fn places(set: &AnnotationSet) -> Vec<(Span, &'static str)> {
    set.annotations.iter().map(|one| (one.span, one.mark.kind())).collect()
}
