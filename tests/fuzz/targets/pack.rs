//! Language packs. The first byte says what follows: 0 a file, 1 or 2 an inflated body, any other the bytes that are changed in the body
//! of a pack of the rehearsals, three for each: two for its place, and what it becomes. Odd is English. A pack that loads reads a text.
#![no_main]

use std::sync::LazyLock;

use hashiya::Engine;
use hashiya::lang::Pack;
use hashiya::lang::pack::Header;
use hashiya::model::{Article, Lang};
use hashiya_fuzz::{PACKS, article, inflated, is_found, pack};
use libfuzzer_sys::fuzz_target;

static BODIES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| PACKS.map(|file| inflated(file).expect("a pack").1));
static TEXTS: LazyLock<[Article; 2]> = LazyLock::new(|| {
    [include_str!("../../../src/lang/data/rehearsal.ar.txt"), include_str!("../../../src/lang/data/rehearsal.en.txt")]
        .map(|text| article(text.as_bytes()))
});

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else { return };
    let lang = Lang::ALL[usize::from(first & 1)];
    let pack = match first {
        0 => pack(rest),
        1 | 2 => read(lang, rest.to_vec()),
        _ => read(lang, changed(&BODIES[usize::from(first & 1)], rest)),
    };
    if let Some(pack) = pack {
        let article = &TEXTS[usize::from(pack.lang() == Lang::En)];
        let mut engine = Engine::new();
        engine.add_pack(pack);
        is_found(article, &engine.annotate(article));
    }
});

fn changed(body: &[u8], changes: &[u8]) -> Vec<u8> {
    let mut body = body.to_vec();
    let len = body.len();
    for change in changes.chunks_exact(3) {
        body[usize::from(u16::from_le_bytes([change[0], change[1]])) % len] = change[2];
    }
    body
}

fn read(lang: Lang, body: Vec<u8>) -> Option<Pack> {
    Pack::from_body(&Header { lang, body_len: body.len() as u32 }, body).ok()
}
