//! Glossaries, as CSV and as JSON, and behind a zero byte a text that their names are looked for in.
#![no_main]

use std::rc::Rc;

use hashiya::Engine;
use hashiya::lang::Glossary;
use hashiya_fuzz::{article, engine, is_found, json, two};
use libfuzzer_sys::fuzz_target;

thread_local!(static ENGINE: Engine = engine());

fuzz_target!(|data: &[u8]| {
    let (file, text) = two(data);
    let mut glossary = Glossary::default();
    let is_read = match json(file) {
        Some(json) => glossary.add_json(&json).is_ok(),
        None => glossary.add_csv(&String::from_utf8_lossy(file)).is_ok(),
    };
    if is_read {
        let article = article(text);
        let set = ENGINE.with(|engine| engine.with_glossary(Rc::new(glossary)).annotate(&article));
        is_found(&article, &set);
    }
});
