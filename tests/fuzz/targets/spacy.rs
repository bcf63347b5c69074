//! What spaCy and displaCy have as JSON.
#![no_main]

use hashiya::exchange::{displacy, spacy};
use hashiya_fuzz::{is_article, is_file, is_set, json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(value) = json(data) else { return };
    for (read, write) in
        [(spacy::read as fn(&_) -> _, spacy::write as fn(&_, &_) -> _), (displacy::read, displacy::write)]
    {
        let Ok(document) = read(&value) else { continue };
        is_article(&document.article);
        is_set(&document.article, &document.set);
        is_file(&document.article, &document.set);
        // Entities are numbered as the file has them, which is in another order once.
        let written = write(&document.article, &document.set);
        let once = read(&json(written.as_bytes()).expect("what was written is JSON")).expect("and can be read");
        assert_eq!(once.problems, [], "{written}");
        let written = write(&once.article, &once.set);
        let twice = read(&json(written.as_bytes()).expect("what was written is JSON")).expect("and can be read");
        assert_eq!(write(&twice.article, &twice.set), written);
    }
});
