//! The questions the tagger asks of a token and its neighbours. Each answer is a number; the weights say what it tells.

use super::document::Clue;
use super::word::{Word, Words};
use crate::lang::Class;

/// Puts the answers for the token `at` of `words` into `found`, which is emptied before: those that ask for its own letters
/// first. Returns how many those are.
///
/// In training they are left out now and then, so that the others learn to do without: what matters is how the tagger does on
/// words it has never seen.
pub fn features(words: &[Word], at: usize, found: &mut Vec<u32>) -> usize {
    found.clear();
    let mut asked = All(Asked { found, template: 0 });
    let near = Near::new(words, at, &words[at]);
    near.letters(&mut asked);
    let own = asked.0.found.len();
    near.surroundings(&mut asked);
    own
}

/// Likewise those answers alone that more than one word of `words` has a part in, or its place among them.
pub fn features_together(words: &(impl Words + ?Sized), at: usize, found: &mut Vec<u32>) {
    found.clear();
    let mut asked = Together(Asked { found, template: 0 });
    let Some(here) = words.word(at) else { return };
    let near = Near::new(words, at, here);
    near.letters(&mut asked);
    near.surroundings(&mut asked);
}

/// The places that a word can have beside the token asked about: itself, one before, one after, two before, two after.
pub const PLACES: usize = 5;
const HERE: usize = 0;
const BEFORE: usize = 1;
const AFTER: usize = 2;
const BEFORE2: usize = 3;
const AFTER2: usize = 4;

/// What `sum` makes of the answers that `word` alone gives at each of the [`PLACES`]; none stands for the text's edge.
pub fn features_alone<T>(word: Option<&Word>, sum: impl Fn(&[u32]) -> T) -> [T; PLACES] {
    let mut asked = Alone { found: [[0; MOST_ALONE]; PLACES], counts: [0; PLACES], template: 0 };
    let edge = Word::default();
    let (here, phrases, title) = (word.unwrap_or(&edge), [0; 3], (0, 0));
    let near = Near { is_first: false, here, before: word, after: word, before2: word, after2: word, phrases, title };
    near.letters(&mut asked);
    near.surroundings(&mut asked);
    std::array::from_fn(|place| sum(&asked.found[place][..asked.counts[place]]))
}

/// A token with the two before and the two after it, where there are any.
struct Near<'w> {
    is_first: bool,
    here: &'w Word,
    before: Option<&'w Word>,
    after: Option<&'w Word>,
    before2: Option<&'w Word>,
    after2: Option<&'w Word>,
    /// The phrases that the token, the one before and the one after are in.
    phrases: [u32; 3],
    /// See [`title_before`].
    title: (u32, u32),
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
    #[inline(always)]
    fn new(words: &'w (impl Words + ?Sized), at: usize, here: &'w Word) -> Near<'w> {
        let word = |offset: isize| at.checked_add_signed(offset).and_then(|at| words.word(at));
        let phrases = |offset: isize| at.checked_add_signed(offset).map_or(0, |at| words.phrases(at));
        let (before, after, before2, after2) = (word(-1), word(1), word(-2), word(2));
        let phrases = [phrases(0), phrases(-1), phrases(1)];
        Near { is_first: at == 0, here, before, after, before2, after2, phrases, title: title_before(words, at) }
    }

    /// All but its letters.
    #[inline(always)]
    fn surroundings(&self, asked: &mut impl Ask) {
        self.affixes(asked);
        self.neighbours(asked);
        self.clusters(asked);
        self.lexicon(asked);
        self.priors(asked);
        self.phrases_and_titles(asked);
    }

    /// The letters of the token itself.
    #[inline(always)]
    fn letters(&self, asked: &mut impl Ask) {
        let &Near { here, before, after, .. } = self;
        asked.alone(HERE, here.key);
        asked.alone(HERE, here.form);
        asked.alone(HERE, if here.stem == here.key { 0 } else { here.stem });
        asked.pair(key(before), here.key);
        asked.pair(here.key, key(after));
        asked.alone(HERE, here.prefixes[3]);
        asked.alone(HERE, here.suffixes[3]);
        asked.alone_pair(HERE, here.shape, here.key);
    }

    /// Its affixes and shape.
    #[inline(always)]
    fn affixes(&self, asked: &mut impl Ask) {
        let &Near { is_first, here, before, after, .. } = self;
        for affix in here.prefixes[..3].iter().chain(&here.suffixes[..3]) {
            asked.alone(HERE, *affix);
        }
        asked.alone(HERE, here.shape);
        asked.alone(HERE, here.clitic);
        asked.pair(here.shape, u32::from(is_first) + 1);
        asked.pair(shape(before), here.shape);
        asked.pair(here.shape, shape(after));
        asked.pair(mix(shape(before), here.shape), shape(after));
        asked.alone_pair(HERE, here.suffixes[1], here.shape);
    }

    /// The words around it.
    #[inline(always)]
    fn neighbours(&self, asked: &mut impl Ask) {
        let &Near { here, before, after, before2, after2, .. } = self;
        for (place, word) in [(BEFORE, before), (AFTER, after), (BEFORE2, before2), (AFTER2, after2)] {
            asked.alone(place, key(word));
        }
        asked.pair(key(before2), key(before));
        asked.pair(key(after), key(after2));
        for (place, word) in [(BEFORE, before), (AFTER, after)] {
            asked.alone(place, word.map_or(0, |word| word.suffixes[2]));
            asked.alone(place, word.map_or(0, |word| word.prefixes[1]));
            asked.alone(place, shape(word));
        }
        asked.pair(key(before), key(after));
        asked.pair(mix(key(before2), key(before)), here.shape);
    }

    /// Words used alike: clusters at three depths.
    #[inline(always)]
    fn clusters(&self, asked: &mut impl Ask) {
        let &Near { here, before, after, before2, after2, .. } = self;
        for depth in 0..3 {
            let cluster = |word: Option<&Word>| {
                word.map_or(EDGE, |word| word.cluster.map_or(UNKNOWN, |cluster| u32::from(cluster[depth]) + 1))
            };
            let near = [Some(here), before, after, before2, after2];
            // Farther words are asked for the finest clusters alone.
            for (place, word) in near[..if depth == 0 { PLACES } else { 3 }].iter().enumerate() {
                asked.alone(place, cluster(*word));
            }
            asked.pair(cluster(before), cluster(Some(here)));
            asked.pair(cluster(Some(here)), cluster(after));
            let stem = here.stem_cluster.map_or(UNKNOWN, |cluster| u32::from(cluster[depth]) + 1);
            asked.alone(HERE, if here.stem == here.key { 0 } else { stem });
            if depth == 2 {
                asked.pair(mix(cluster(before), cluster(Some(here))), cluster(after));
                asked.pair(cluster(before), cluster(after));
            }
        }
    }

    /// What the lexicon knows of them.
    #[inline(always)]
    fn lexicon(&self, asked: &mut impl Ask) {
        let &Near { here, before, after, .. } = self;
        for (place, word) in [Some(here), before, after].into_iter().enumerate() {
            asked.alone(place, classes(word));
        }
        asked.pair(classes(before), classes(Some(here)));
        asked.pair(classes(Some(here)), classes(after));
        asked.alone_pair(HERE, classes(Some(here)), here.shape);
        asked.pair(mix(classes(before), classes(Some(here))), classes(after));
    }

    /// What they were taken for in unlabelled text.
    #[inline(always)]
    fn priors(&self, asked: &mut impl Ask) {
        let &Near { here, before, after, .. } = self;
        let prior = |word: Option<&Word>| word.map_or(0, |word| u32::from(word.prior.0));
        for (place, word) in [Some(here), before, after].into_iter().enumerate() {
            asked.alone(place, prior(word));
        }
        for kind in 0..4 {
            for (place, word) in [Some(here), before, after].into_iter().enumerate() {
                asked.alone(place, word.map_or(0, |word| word.prior.step(kind)));
            }
        }
        asked.alone_pair(HERE, prior(Some(here)), here.shape);
        asked.pair(prior(before), prior(Some(here)));
        asked.pair(prior(Some(here)), prior(after));
    }

    /// The phrases of the lexicon that they are in, and the title before.
    #[inline(always)]
    fn phrases_and_titles(&self, asked: &mut impl Ask) {
        let &Near { here, after, phrases, title: (distance, title), .. } = self;
        for phrases in phrases {
            asked.ask(phrases);
        }
        asked.pair(phrases[0], classes(Some(here)));
        asked.pair(distance, classes(Some(here)));
        asked.pair(distance, here.shape);
        asked.ask(title);
        asked.pair(title, classes(after));
    }
}

/// Puts the answers for what the rest of the document says of a token after those of [`features`].
pub fn document_features(clues: &[Clue], at: usize, found: &mut Vec<u32>) {
    let mut asked = Together(Asked { found, template: DOCUMENT });
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
fn title_before(words: &(impl Words + ?Sized), at: usize) -> (u32, u32) {
    let titles = [Class::Title, Class::BareTitle];
    let near = (at.saturating_sub(4)..at).rev().filter_map(|at| words.word(at)).zip(1..);
    let title = near.into_iter().find(|(word, _)| word.classes.any(&titles));
    title.map_or((0, 0), |(word, distance)| (distance, mix(distance, word.stem)))
}

/// Who is told the answers. Each question has the number of its turn, whether or not its answer is kept; one whose answer
/// is 0 has none.
trait Ask {
    /// Notes what more than one word has a part in.
    fn ask(&mut self, value: u32);
    /// Likewise of two parts.
    fn pair(&mut self, left: u32, right: u32);
    /// Notes what the word at one of the [`PLACES`] says by itself.
    fn alone(&mut self, place: usize, value: u32);
    /// Likewise of two parts.
    fn alone_pair(&mut self, place: usize, left: u32, right: u32);
}

/// Keeps answers. What is asked of every token is inlined, here and where weights are added up: with the automaton's own
/// optimisation, a tenth of the speed in wasm, which is compiled for size.
struct Asked<'f> {
    found: &'f mut Vec<u32>,
    template: u32,
}

impl Asked<'_> {
    #[inline(always)]
    fn keep(&mut self, answer: Option<u32>) {
        if let Some(answer) = answer {
            self.found.push(answer);
        }
    }

    #[inline(always)]
    fn turn(&mut self) -> u32 {
        self.template += 1;
        self.template
    }
}

#[inline(always)]
fn one(template: u32, value: u32) -> Option<u32> {
    (value != 0).then(|| mix(template.wrapping_mul(0x9E37_79B1), value))
}

#[inline(always)]
fn two(template: u32, left: u32, right: u32) -> Option<u32> {
    (left != 0 && right != 0).then(|| mix(mix(template.wrapping_mul(0x9E37_79B1), left), right))
}

/// Keeps all answers.
struct All<'f>(Asked<'f>);

impl Ask for All<'_> {
    fn ask(&mut self, value: u32) {
        let template = self.0.turn();
        self.0.keep(one(template, value));
    }

    fn pair(&mut self, left: u32, right: u32) {
        let template = self.0.turn();
        self.0.keep(two(template, left, right));
    }

    fn alone(&mut self, _: usize, value: u32) {
        self.ask(value);
    }

    fn alone_pair(&mut self, _: usize, left: u32, right: u32) {
        self.pair(left, right);
    }
}

/// Keeps what takes more than one word.
struct Together<'f>(Asked<'f>);

impl Ask for Together<'_> {
    #[inline(always)]
    fn ask(&mut self, value: u32) {
        let template = self.0.turn();
        self.0.keep(one(template, value));
    }

    #[inline(always)]
    fn pair(&mut self, left: u32, right: u32) {
        let template = self.0.turn();
        self.0.keep(two(template, left, right));
    }

    #[inline(always)]
    fn alone(&mut self, _: usize, _: u32) {
        self.0.turn();
    }

    #[inline(always)]
    fn alone_pair(&mut self, _: usize, _: u32, _: u32) {
        self.0.turn();
    }
}

/// Keeps what one word says by itself, for each place that it may have.
struct Alone {
    found: [[u32; MOST_ALONE]; PLACES],
    counts: [usize; PLACES],
    template: u32,
}

/// More questions than are asked of one word alone.
const MOST_ALONE: usize = 32;

impl Alone {
    #[inline(always)]
    fn keep(&mut self, place: usize, answer: Option<u32>) {
        self.found[place][self.counts[place]] = answer.unwrap_or_default();
        self.counts[place] += usize::from(answer.is_some());
    }
}

impl Ask for Alone {
    #[inline(always)]
    fn ask(&mut self, _: u32) {
        self.template += 1;
    }

    #[inline(always)]
    fn pair(&mut self, _: u32, _: u32) {
        self.template += 1;
    }

    #[inline(always)]
    fn alone(&mut self, place: usize, value: u32) {
        self.template += 1;
        self.keep(place, one(self.template, value));
    }

    #[inline(always)]
    fn alone_pair(&mut self, place: usize, left: u32, right: u32) {
        self.template += 1;
        self.keep(place, two(self.template, left, right));
    }
}

/// Two hashes made one. As stable as [`super::word::hash`].
#[inline(always)]
pub fn mix(left: u32, right: u32) -> u32 {
    let mixed = (left ^ right.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
    mixed ^ (mixed >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::lexicon::Prior;

    #[test]
    fn what_words_say_alone_and_together_is_all_they_say() {
        let word = |seed: u32| Word {
            form: mix(seed, 1),
            key: mix(seed, 2),
            stem: if seed.is_multiple_of(2) { mix(seed, 2) } else { mix(seed, 3) },
            prefixes: [4, 5, 6, seed % 3].map(|at| mix(seed, at)),
            suffixes: [7, 8, 0, 9].map(|at| if at == 0 { 0 } else { mix(seed, at) }),
            shape: mix(seed % 3, 10),
            clitic: seed % 2,
            classes: crate::lang::Classes(1 << (seed % 14)),
            cluster: seed.is_multiple_of(3).then_some([seed as u16, 2, 3]),
            phrases: seed % 4,
            prior: Prior(seed as u16 * 37 % 512),
            ..Word::default()
        };
        let words: Vec<Word> = (1..9).map(word).collect();
        let edge = features_alone(None, <[u32]>::to_vec);
        for at in 0..words.len() {
            let (mut all, mut found) = (Vec::new(), Vec::new());
            features(&words, at, &mut all);
            features_together(words.as_slice(), at, &mut found);
            for (place, offset) in [0, -1, 1, -2, 2].into_iter().enumerate() {
                let beside = at.checked_add_signed(offset).and_then(|at| words.get(at));
                found.extend(
                    beside.map_or(edge.clone(), |word| features_alone(Some(word), <[u32]>::to_vec))[place].iter(),
                );
            }
            all.sort_unstable();
            found.sort_unstable();
            assert_eq!(all, found);
        }
    }
}
