//! The questions the tagger asks of a token and its neighbours. Each answer is a number; the weights say what it tells.

use super::document::Clue;
use super::word::Word;
use crate::lang::Class;

/// Puts the answers for the token `at` of `words` into `found`, which is emptied before: those that ask for its own letters
/// first. Returns how many those are.
///
/// In training they are left out now and then, so that the others learn to do without: what matters is how the tagger does on
/// words it has never seen.
pub fn features(words: &[Word], at: usize, found: &mut Vec<u32>) -> usize {
    found.clear();
    let mut asked = Asked { found, template: 0 };
    let near = Near::new(words, at);
    near.letters(&mut asked);
    let own = asked.found.len();
    near.affixes(&mut asked);
    near.neighbours(&mut asked);
    near.clusters(&mut asked);
    near.lexicon(&mut asked);
    near.priors(&mut asked);
    near.phrases_and_titles(&mut asked);
    own
}

/// A token with the two before and the two after it, where there are any.
struct Near<'w> {
    words: &'w [Word],
    at: usize,
    here: &'w Word,
    before: Option<&'w Word>,
    after: Option<&'w Word>,
    before2: Option<&'w Word>,
    after2: Option<&'w Word>,
}

fn key(word: Option<&Word>) -> u32 {
    word.map_or(EDGE, |word| word.key)
}

fn shape(word: Option<&Word>) -> u32 {
    word.map_or(EDGE, |word| word.shape)
}

fn classes(word: Option<&Word>) -> u32 {
    word.map_or(EDGE, |word| word.classes.0 << 1 | 1)
}

impl<'w> Near<'w> {
    fn new(words: &'w [Word], at: usize) -> Near<'w> {
        let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.get(at));
        let (before, after, before2, after2) = (word(-1), word(1), word(-2), word(2));
        Near { words, at, here: &words[at], before, after, before2, after2 }
    }

    /// The letters of the token itself.
    fn letters(&self, asked: &mut Asked) {
        let &Near { here, before, after, .. } = self;
        asked.ask(here.key);
        asked.ask(here.form);
        asked.ask(if here.stem == here.key { 0 } else { here.stem });
        asked.pair(key(before), here.key);
        asked.pair(here.key, key(after));
        asked.ask(here.prefixes[3]);
        asked.ask(here.suffixes[3]);
        asked.pair(here.shape, here.key);
    }

    /// Its affixes and shape.
    fn affixes(&self, asked: &mut Asked) {
        let &Near { at, here, before, after, .. } = self;
        for affix in here.prefixes[..3].iter().chain(&here.suffixes[..3]) {
            asked.ask(*affix);
        }
        asked.ask(here.shape);
        asked.ask(here.clitic);
        asked.pair(here.shape, u32::from(at == 0) + 1);
        asked.pair(shape(before), here.shape);
        asked.pair(here.shape, shape(after));
        asked.pair(mix(shape(before), here.shape), shape(after));
        asked.pair(here.suffixes[1], here.shape);
    }

    /// The words around it.
    fn neighbours(&self, asked: &mut Asked) {
        let &Near { here, before, after, before2, after2, .. } = self;
        for word in [before, after, before2, after2] {
            asked.ask(key(word));
        }
        asked.pair(key(before2), key(before));
        asked.pair(key(after), key(after2));
        for word in [before, after] {
            asked.ask(word.map_or(0, |word| word.suffixes[2]));
            asked.ask(word.map_or(0, |word| word.prefixes[1]));
            asked.ask(shape(word));
        }
        asked.pair(key(before), key(after));
        asked.pair(mix(key(before2), key(before)), here.shape);
    }

    /// Words used alike: clusters at three depths.
    fn clusters(&self, asked: &mut Asked) {
        let &Near { here, before, after, before2, after2, .. } = self;
        for depth in 0..3 {
            let cluster = |word: Option<&Word>| {
                word.map_or(EDGE, |word| word.cluster.map_or(UNKNOWN, |cluster| u32::from(cluster[depth]) + 1))
            };
            let near = [Some(here), before, after, before2, after2];
            // Farther words are asked for the finest clusters alone.
            for word in &near[..if depth == 0 { 5 } else { 3 }] {
                asked.ask(cluster(*word));
            }
            asked.pair(cluster(before), cluster(Some(here)));
            asked.pair(cluster(Some(here)), cluster(after));
            let stem = here.stem_cluster.map_or(UNKNOWN, |cluster| u32::from(cluster[depth]) + 1);
            asked.ask(if here.stem == here.key { 0 } else { stem });
            if depth == 2 {
                asked.pair(mix(cluster(before), cluster(Some(here))), cluster(after));
                asked.pair(cluster(before), cluster(after));
            }
        }
    }

    /// What the lexicon knows of them.
    fn lexicon(&self, asked: &mut Asked) {
        let &Near { here, before, after, .. } = self;
        for word in [Some(here), before, after] {
            asked.ask(classes(word));
        }
        asked.pair(classes(before), classes(Some(here)));
        asked.pair(classes(Some(here)), classes(after));
        asked.pair(classes(Some(here)), here.shape);
        asked.pair(mix(classes(before), classes(Some(here))), classes(after));
    }

    /// What they were taken for in unlabelled text.
    fn priors(&self, asked: &mut Asked) {
        let &Near { here, before, after, .. } = self;
        let prior = |word: Option<&Word>| word.map_or(0, |word| u32::from(word.prior.0));
        for word in [Some(here), before, after] {
            asked.ask(prior(word));
        }
        for kind in 0..4 {
            for word in [Some(here), before, after] {
                asked.ask(word.map_or(0, |word| word.prior.step(kind)));
            }
        }
        asked.pair(prior(Some(here)), here.shape);
        asked.pair(prior(before), prior(Some(here)));
        asked.pair(prior(Some(here)), prior(after));
    }

    /// The phrases of the lexicon that they are in, and the title before.
    fn phrases_and_titles(&self, asked: &mut Asked) {
        let &Near { words, at, here, before, after, .. } = self;
        for word in [Some(here), before, after] {
            asked.ask(word.map_or(0, |word| word.phrases));
        }
        asked.pair(here.phrases, classes(Some(here)));
        let (distance, title) = title_before(words, at);
        asked.pair(distance, classes(Some(here)));
        asked.pair(distance, here.shape);
        asked.ask(title);
        asked.pair(title, classes(after));
    }
}

/// Puts the answers for what the rest of the document says of a token after those of [`features`].
pub fn document_features(clues: &[Clue], at: usize, found: &mut Vec<u32>) {
    let mut asked = Asked { found, template: DOCUMENT };
    let clue = |offset: isize| at.checked_add_signed(offset).and_then(|at| clues.get(at)).map_or(0, |clue| clue.0);
    asked.ask(clue(0));
    asked.ask(clue(-1));
    asked.ask(clue(1));
    asked.pair(clue(0), clue(1));
    asked.pair(clue(-1), clue(0));
}

/// The first template of the document's.
const DOCUMENT: u32 = 1 << 16;
/// Before the first and after the last token.
const EDGE: u32 = 0xE06E;
/// No cluster: the word is rare.
const UNKNOWN: u32 = 0xFFFF;

/// How many tokens before `at` the nearest title stands, up to four, and the hash of the title; 0 for none.
fn title_before(words: &[Word], at: usize) -> (u32, u32) {
    let titles = [Class::Title, Class::BareTitle];
    let near = words[at.saturating_sub(4)..at].iter().rev().zip(1..);
    let title = near.into_iter().find(|(word, _)| word.classes.any(&titles));
    title.map_or((0, 0), |(word, distance)| (distance, mix(distance, word.stem)))
}

/// Collects the answers; each question has the number of its turn. What is asked of every token is inlined, here and where
/// weights are added up: with the automaton's own optimisation, a tenth of the speed in wasm, which is compiled for size.
struct Asked<'f> {
    found: &'f mut Vec<u32>,
    template: u32,
}

impl Asked<'_> {
    /// Notes an answer; 0 says that there is none.
    #[inline(always)]
    fn ask(&mut self, value: u32) {
        self.template += 1;
        if value != 0 {
            self.found.push(mix(self.template.wrapping_mul(0x9E37_79B1), value));
        }
    }

    /// Notes an answer of two parts.
    #[inline(always)]
    fn pair(&mut self, left: u32, right: u32) {
        self.template += 1;
        if left != 0 && right != 0 {
            self.found.push(mix(mix(self.template.wrapping_mul(0x9E37_79B1), left), right));
        }
    }
}

/// Two hashes made one. As stable as [`super::word::hash`].
#[inline(always)]
pub fn mix(left: u32, right: u32) -> u32 {
    let mixed = (left ^ right.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 15)
}
