//! What has to hold whatever is read: shared by the targets.

use std::io::Read;

use hashiya::Engine;
use hashiya::exchange::json;
use hashiya::import::{Options, plain, unify};
use hashiya::lang::pack::{Header, Pack};
use hashiya::model::{AnnotationSet, Article, Json, Mark, Span};

/// The JSON in `data`, if it is JSON.
pub fn json(data: &[u8]) -> Option<Json> {
    serde_json::from_slice::<serde_json::Value>(data).ok().map(Json::from)
}

/// The two texts that are parted by the first zero byte of `data`; the second is the first where there is none.
pub fn two(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.iter().position(|&byte| byte == 0);
    at.map_or((data, data), |at| (&data[..at], &data[at + 1..]))
}

/// `data` as plain text, what is no UTF-8 replaced.
pub fn article(data: &[u8]) -> Article {
    plain::article(&unify(&String::from_utf8_lossy(data)), &Options::default())
}

/// Blocks are in order, do not overlap, and are the words of whole characters without white space around them.
#[track_caller]
pub fn is_article(article: &Article) {
    let mut last = 0;
    for block in &article.blocks {
        let words = words(article, block.span);
        assert_eq!(words, words.trim(), "{block:?}");
        assert!(last <= block.span.start, "{block:?} begins before {last}");
        last = block.span.end;
    }
}

/// Every place is one of the text, every entity is one of the set, and the marks are in order.
#[track_caller]
pub fn is_set(article: &Article, set: &AnnotationSet) {
    for entity in &set.entities {
        entity.roles.iter().map(|role| role.span).chain(entity.references.iter().copied()).for_each(|span| {
            words(article, span);
        });
    }
    let mut last = 0;
    for annotation in &set.annotations {
        words(article, annotation.span);
        assert!(last <= annotation.span.start, "{annotation:?} begins before {last}");
        last = annotation.span.start;
        assert!((0.0..=1.0).contains(&annotation.confidence), "{annotation:?}");
        let entity = match &annotation.mark {
            Mark::Entity(mention) => Some(mention.entity),
            Mark::Quote { cue, speaker, speaker_entity, context, .. } => {
                let parts = [*cue, *speaker, context.when, context.place, context.to];
                parts.into_iter().flatten().for_each(|span| {
                    words(article, span);
                });
                *speaker_entity
            }
            Mark::Source { .. } => None,
        };
        assert!(entity.is_none_or(|entity| entity.0 < set.entities.len()), "{annotation:?}");
    }
}

/// What the engine finds is sound, and mentions do not overlap each other.
#[track_caller]
pub fn is_found(article: &Article, set: &AnnotationSet) {
    is_set(article, set);
    let mut last = 0;
    for annotation in set.annotations.iter().filter(|one| matches!(one.mark, Mark::Entity(_))) {
        assert!(last <= annotation.span.start, "{annotation:?} begins before {last}");
        last = annotation.span.end;
    }
}

/// Written as a file and read again it is the same to a file. Gives what was read.
#[track_caller]
pub fn is_file(article: &Article, set: &AnnotationSet) -> AnnotationSet {
    let written = json::write(article, set);
    let again = json::read(&json(written.as_bytes()).expect("what was written is JSON")).expect("and can be read");
    assert_eq!(again.problems, [], "{written}");
    assert_eq!(again.article, *article);
    assert_eq!(json::write(article, &again.set), written);
    again.set
}

#[track_caller]
fn words(article: &Article, span: Span) -> &str {
    let words = article.text.get(span.start..span.end).filter(|words| !words.is_empty());
    words.unwrap_or_else(|| panic!("{span:?} is no place in {:?}", article.text))
}

/// The packs of the rehearsals, which are small: as files.
pub const PACKS: [&[u8]; 2] =
    [include_bytes!("../../../www/packs/rehearsal.ar.pack"), include_bytes!("../../../www/packs/rehearsal.en.pack")];

/// The header and the inflated body of a pack file, whose header is right about the length.
pub fn inflated(file: &[u8]) -> Option<(Header, Vec<u8>)> {
    let header = Header::parse(file).ok()?;
    let mut body = Vec::new();
    let inflated = flate2::read::ZlibDecoder::new(&file[Header::LEN..]);
    inflated.take(u64::from(header.body_len) + 1).read_to_end(&mut body).ok()?;
    Some((header, body))
}

/// The pack in a file.
pub fn pack(file: &[u8]) -> Option<Pack> {
    let (header, body) = inflated(file)?;
    Pack::from_body(&header, body).ok()
}

/// An engine with [`PACKS`].
pub fn engine() -> Engine {
    let mut engine = Engine::new();
    PACKS.into_iter().for_each(|file| engine.add_pack(pack(file).expect("a committed pack is whole")));
    engine
}

/// What the system calls random is zeros here: it seeds the standard library's hash tables, and no run would be like another.
///
/// # Safety
/// As of the system's own: `bytes` are `len` bytes to write to.
#[unsafe(no_mangle)]
unsafe extern "C" fn getrandom(bytes: *mut u8, len: usize, _flags: u32) -> isize {
    unsafe { bytes.write_bytes(0, len) };
    len as isize
}
