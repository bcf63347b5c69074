//! A token as the tagger sees it: everything about it that a feature can ask, as numbers.

use crate::detect::lookup::{self, Form, Way};
use crate::lang::lexicon::{Cluster, Prior};
use crate::lang::{Classes, Lexicon, normalise};
use crate::model::{EntityType, Lang};

/// How long the prefixes and suffixes are at most, in letters.
pub const AFFIX: usize = 4;

/// What one token is made of and what the lexicon knows of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    hash_on(0x811c_9dc5, bytes)
}

fn hash_on(begun: u32, bytes: impl IntoIterator<Item = u8>) -> u32 {
    bytes.into_iter().fold(begun, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn hashed_on(begun: u32, letter: char) -> u32 {
    hash_on(begun, (letter as u32).to_le_bytes())
}

impl Word {
    /// The tokens of a sentence that stands by itself, each as it is written and folded.
    pub fn of_sentence(tokens: &[Form], lang: Lang, lexicon: &Lexicon) -> Vec<Word> {
        let ways = tokens.iter().enumerate().map(|(at, &form)| {
            let ways = lookup::look_up(form, lang, lexicon);
            let rest = tokens[at + 1..].iter().map(|(_, key)| &***key);
            lookup::followed_by(&ways, rest, lexicon).unwrap_or(ways)
        });
        let ways: Vec<Vec<Way>> = ways.collect();
        Word::of_tokens(tokens.iter().copied().zip(ways.iter().map(Vec::as_slice)))
    }

    /// The tokens of a sentence, each as it is written, folded, and with what the lexicon knows of it.
    pub fn of_tokens<'t>(tokens: impl Iterator<Item = (Form<'t>, &'t [Way])> + Clone) -> Vec<Word> {
        let mut words: Vec<Word> = tokens.clone().map(|(form, ways)| Word::new(form, ways)).collect();
        let phrases = phrases(words.len(), tokens.map(|(_, ways)| ways));
        words.iter_mut().zip(phrases).for_each(|(word, phrases)| word.phrases = phrases);
        words
    }

    /// A token by itself.
    pub fn new((written, key): Form, ways: &[Way]) -> Word {
        let (whole, read) = (ways.first(), lookup::most_likely(ways));
        let (stem, clitic_len) = read.map_or((&**key, 0), |way| (&*way.split.stem, way.split.at));
        let sense = |way: Option<&Way>| way.map(|way| way.sense).unwrap_or_default();
        let prior = sense(whole).prior;
        let key_hash = hash(key.bytes());
        Word {
            form: hash(written.bytes()),
            key: key_hash,
            stem: if clitic_len == 0 { key_hash } else { hash(stem.bytes()) },
            prefixes: prefixes(stem),
            suffixes: suffixes(stem),
            shape: shape(written),
            clitic: if clitic_len > 0 { hash(written[..clitic_len].bytes()) } else { 0 },
            clitic_len,
            classes: sense(read).classes.for_tagger(),
            cluster: whole.and_then(|way| way.cluster),
            stem_cluster: read.and_then(|way| way.cluster),
            phrases: 0,
            prior: if prior == Prior::default() { sense(read).prior } else { prior },
        }
    }
}

/// The words of a sentence as features ask for them.
pub trait Words {
    /// The word at a place, if there is one.
    fn word(&self, at: usize) -> Option<&Word>;
    /// The phrases it is in there: see [`phrase_bit`].
    fn phrases(&self, at: usize) -> u32;
}

impl Words for [Word] {
    fn word(&self, at: usize) -> Option<&Word> {
        self.get(at)
    }

    fn phrases(&self, at: usize) -> u32 {
        self.get(at).map_or(0, |word| word.phrases)
    }
}

/// The phrases that each of the `count` tokens of a sentence is in, given the ways to read each.
pub fn phrases<'w>(count: usize, ways: impl Iterator<Item = &'w [Way]>) -> Vec<u32> {
    let mut phrases = vec![0; count];
    for (at, ways) in ways.enumerate() {
        let Some((tokens, kind)) = lookup::most_likely(ways).and_then(|way| way.phrase) else { continue };
        for (offset, phrases) in phrases.iter_mut().skip(at).take(tokens).enumerate() {
            *phrases |= phrase_bit(kind, offset == 0);
        }
    }
    phrases
}

/// The hashes of the first letters of `stem`.
fn prefixes(stem: &str) -> [u32; AFFIX] {
    let mut hashes = [0; AFFIX];
    let mut begun = hash([]);
    for (known, letter) in hashes.iter_mut().zip(stem.chars()) {
        begun = hashed_on(begun, letter);
        *known = begun;
    }
    hashes
}

/// The hashes of the last letters of `stem`.
fn suffixes(stem: &str) -> [u32; AFFIX] {
    let mut hashes = [0; AFFIX];
    let starts = stem.char_indices().rev().map(|(start, _)| start);
    for (known, start) in hashes.iter_mut().zip(starts) {
        *known = stem[start..].chars().fold(hash([]), hashed_on);
    }
    hashes
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
    let mut runs = hash([]);
    let mut last = (0, false);
    for kind in written.chars().filter(|&letter| !normalise::is_ignorable(letter)).map(kind) {
        if last.0 != kind {
            last = (kind, false);
            runs = hash_on(runs, [kind]);
        } else if !last.1 {
            last.1 = true;
            runs = hash_on(runs, *b"+");
        }
    }
    runs
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
