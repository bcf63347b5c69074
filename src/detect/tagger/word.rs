//! A token as the tagger sees it: everything about it that a feature can ask, as numbers.

use crate::lang::arabic::{self, Split};
use crate::lang::lexicon::{Cluster, Prior};
use crate::lang::{Class, Classes, Lexicon, normalise};
use crate::model::{EntityType, Lang};

/// How long the prefixes and suffixes are at most, in letters.
pub const AFFIX: usize = 4;

/// What one token is made of and what the lexicon knows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Hash of the token as it is written.
    pub form: u32,
    /// Hash of its folded form.
    pub key: u32,
    /// Hash of the folded form without clitics, where the lexicon knows that better than the whole.
    pub stem: u32,
    /// Hashes of the first letters of the stem, one, two, three and four of them; 0 where it is shorter.
    pub prefixes: [u32; AFFIX],
    /// Likewise of its last letters.
    pub suffixes: [u32; AFFIX],
    /// The run of kinds of letters it is written in: `Xx`, `X.X.`, `d-x`; short and long runs differ.
    pub shape: u32,
    /// Letters split off the front, as a hash; 0 for none.
    pub clitic: u32,
    /// Bytes of the token that are clitics.
    pub clitic_len: usize,
    /// What the stem can be.
    pub classes: Classes,
    /// The cluster of words it is used like.
    pub cluster: Option<Cluster>,
    /// The cluster of the stem, which is that of the whole where nothing is split off.
    pub stem_cluster: Option<Cluster>,
    /// Which lists of the lexicon hold a phrase that this token is in, and where: see [`phrase_bit`].
    pub phrases: u32,
    /// What the stem was taken for in unlabelled text: see [`Prior`].
    pub prior: Prior,
}

/// A stable hash: it is part of the format of packs and must never change. FNV-1a in 32 bits.
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Reads the tokens of a sentence, each as it is written and folded.
pub fn words<'t>(tokens: impl Iterator<Item = (&'t str, &'t str)>, lang: Lang, lexicon: &Lexicon) -> Vec<Word> {
    let tokens: Vec<(&str, &str)> = tokens.collect();
    let splits: Vec<Option<Split>> = tokens
        .iter()
        .map(|&(written, key)| match lang {
            Lang::Ar => known_split(written, key, lexicon),
            Lang::En => None,
        })
        .collect();
    let each = tokens.iter().zip(&splits);
    let mut words: Vec<Word> =
        each.map(|(&(written, key), split)| Word::new(written, key, split.as_ref(), lexicon)).collect();
    for at in 0..words.len() {
        let first = splits[at].as_ref().map_or(tokens[at].1, |split| &split.stem);
        let matches = lexicon.matches(first, tokens[at + 1..].iter().map(|&(_, key)| key));
        let longest =
            matches.into_iter().rev().find_map(|found| Some((found.tokens, lexicon.entry(found.sense)?.kind)));
        let Some((tokens, kind)) = longest.filter(|&(tokens, _)| tokens > 1) else { continue };
        for (offset, word) in words[at..at + tokens].iter_mut().enumerate() {
            word.phrases |= phrase_bit(kind, offset == 0);
        }
    }
    words
}

impl Word {
    fn new(written: &str, key: &str, split: Option<&Split>, lexicon: &Lexicon) -> Word {
        let whole = lexicon.sense(key);
        let (stem, stem_known, clitic_len) = match split {
            Some(split) => (split.stem.as_str(), lexicon.sense(&split.stem), split.at),
            None => (key, whole, 0),
        };
        let letters: Vec<char> = stem.chars().collect();
        let affix = |letters: &[char]| hash(letters.iter().flat_map(|&letter| (letter as u32).to_le_bytes()));
        let mut prefixes = [0; AFFIX];
        let mut suffixes = [0; AFFIX];
        for len in 1..=AFFIX.min(letters.len()) {
            prefixes[len - 1] = affix(&letters[..len]);
            suffixes[len - 1] = affix(&letters[letters.len() - len..]);
        }
        Word {
            form: hash(written.bytes()),
            key: hash(key.bytes()),
            stem: hash(stem.bytes()),
            prefixes,
            suffixes,
            shape: shape(written),
            clitic: if clitic_len > 0 { hash(written[..clitic_len].bytes()) } else { 0 },
            clitic_len,
            classes: stem_known.classes.without(Class::Month),
            cluster: lexicon.clusters(whole),
            stem_cluster: lexicon.clusters(stem_known),
            phrases: 0,
            prior: if whole.prior == Prior::default() { stem_known.prior } else { whole.prior },
        }
    }
}

/// The split of an Arabic word whose stem the lexicon knows, where it does not know the whole as a name: `لليبيا`.
fn known_split(written: &str, key: &str, lexicon: &Lexicon) -> Option<Split> {
    if lexicon.classes(key).without(Class::Month) != Classes::default() {
        return None;
    }
    let splits = arabic::splits(written);
    let mut splits = splits.into_iter().filter(|split| split.at > 0);
    splits.find(|split| {
        let known = lexicon.classes(&split.stem);
        known.any(&Class::NAMES) || known.any(&[Class::Common, Class::Title, Class::BareTitle])
    })
}

/// The shape of `written` as a number: for each run of letters of one kind, what it is and whether it is longer than one.
fn shape(written: &str) -> u32 {
    let kind = |letter: char| match letter {
        'ء'..='غ' | 'ف'..='ي' => b'a',
        letter if letter.is_uppercase() => b'X',
        letter if letter.is_lowercase() => b'x',
        letter if normalise::is_letter(letter) => b'a',
        letter if letter.is_numeric() => b'd',
        letter if letter.is_ascii() => letter as u8,
        _ => b'?',
    };
    let mut runs: Vec<u8> = Vec::with_capacity(8);
    for kind in written.chars().filter(|&letter| !normalise::is_ignorable(letter)).map(kind) {
        match runs.as_slice() {
            [.., last, b'+'] if *last == kind => {}
            [.., last] if *last == kind => runs.push(b'+'),
            _ => runs.push(kind),
        }
    }
    hash(runs)
}

/// The bit in [`Word::phrases`] for a phrase of type `kind` that the token begins, or stands in after its beginning.
pub fn phrase_bit(kind: EntityType, begins: bool) -> u32 {
    let list = match kind {
        EntityType::Loc => 0,
        EntityType::Org => 2,
        _ => 4,
    };
    1 << (list + u32::from(!begins))
}
