//! What several test programs share: an engine with the committed packs.

use std::io::Read;
use std::path::Path;

use hashiya::Engine;
use hashiya::lang::pack::{Header, Pack};
use hashiya::model::Lang;

/// An engine with the packs of `www/packs` for `langs`.
pub fn engine(langs: &[Lang]) -> Engine {
    let mut engine = Engine::new();
    for lang in langs {
        engine.add_pack(pack(lang.tag()));
    }
    engine
}

/// The committed pack of `lang`.
fn pack(lang: &str) -> Pack {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("www/packs/{lang}.pack"));
    parse(&std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// The pack in `bytes`, those of a whole file.
pub fn parse(bytes: &[u8]) -> Pack {
    let header = Header::parse(bytes).expect("a pack begins with its header");
    let mut body = Vec::new();
    flate2::read::ZlibDecoder::new(&bytes[Header::LEN..]).read_to_end(&mut body).expect("a pack inflates");
    Pack::from_body(&header, body).expect("a committed pack is whole")
}
