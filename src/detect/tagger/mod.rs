//! The tagger: which words of running text are names of people, organisations, places and other things.
//!
//! A linear-chain conditional random field over hashed features ([`features`]) of each [`word`] and its neighbours. A first
//! reading takes each sentence by itself; what it takes the words of the [`document`] for goes into a second. [`decode`]
//! finds the best [`label`]s.

pub mod decode;
pub mod document;
pub mod features;
pub mod label;
pub mod word;

pub use label::{LABELS, Label, Name};
pub use word::{Word, Words};

use crate::lang::weights::{Sum, Table};
use decode::{Chain, Factors, Scores, best};
use document::{Clue, Taken};
use features::{PLACES, features_alone};

/// A name found in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// Tokens of the sentence.
    pub tokens: std::ops::Range<usize>,
    /// The index in [`label::TYPES`] of its type.
    pub kind: usize,
    /// The least probability of the labels that make it.
    pub probability: f32,
}

/// A sentence read by itself. It depends on nothing else of its document.
#[derive(Debug, Clone)]
pub struct FirstReading {
    /// What each token is known by in the rest of the document: [`Word::stem`].
    pub stems: Vec<u32>,
    /// What each label is worth for each token.
    sums: Vec<Sums>,
    pub labels: Vec<Label>,
}

/// What each label is worth, in steps of [`Table::unit`]. A hundred features of a byte each fit in.
type Sums = [i16; LABELS];

/// What a word is worth by itself for the tokens around it: see [`features::PLACES`].
pub type Alone = [Sum; PLACES];

/// What `word` is worth by itself; none stands for the text's edge.
pub fn alone(table: &Table, word: Option<&Word>) -> Alone {
    features_alone(word, |found| {
        let mut sum = Sum::default();
        table.add(found, &mut sum);
        sum
    })
}

impl FirstReading {
    /// Reads the `count` words of a sentence, given what each is worth alone, as is the edge.
    pub fn new<'a>(
        table: &Table,
        count: usize,
        words: &impl Words,
        alone: impl Fn(Option<usize>) -> &'a Alone,
    ) -> FirstReading {
        let mut found = Vec::with_capacity(64);
        let sums = (0..count).map(|at| {
            let mut sum = alone(Some(at))[0];
            for (place, offset) in (1..PLACES).zip([-1, 1, -2, 2]) {
                sum.add(&alone(at.checked_add_signed(offset))[place]);
            }
            features::features_together(words, at, &mut found);
            table.add(&found, &mut sum);
            sum.values()
        });
        let sums: Vec<Sums> = sums.collect();
        let labels = best(&scores(table, &sums), table.transitions());
        let stems = (0..count).filter_map(|at| words.word(at)).map(|word| word.stem).collect();
        FirstReading { stems, sums, labels }
    }
}

/// A sentence read with the rest of its document in mind: its labels, and what each label is worth for each token.
pub struct SecondReading {
    pub labels: Vec<Label>,
    scores: Vec<Scores>,
}

/// The second readings of the sentences of a document, one after the other.
pub fn read_again<'s>(table: &'s Table, sentences: &'s [&FirstReading]) -> impl Iterator<Item = SecondReading> + 's {
    let mut taken = Taken::default();
    sentences.iter().for_each(|first| taken.note(&first.stems, &first.labels));
    sentences.iter().map(move |first| {
        let clues = taken.clues(&first.stems, &first.labels);
        let mut again = first.sums.clone();
        add_clues(table, &clues, &mut again);
        let scores = scores(table, &again);
        let labels = if again == first.sums { first.labels.clone() } else { best(&scores, table.transitions()) };
        SecondReading { labels, scores }
    })
}

/// The names in each sentence of a document.
pub fn tag<'s>(table: &'s Table, sentences: &'s [&FirstReading]) -> impl Iterator<Item = Vec<Tagged>> + 's {
    let factors = Factors::new(table.transitions());
    read_again(table, sentences).map(move |read| read.names(&factors))
}

impl SecondReading {
    fn names(&self, factors: &Factors) -> Vec<Tagged> {
        let names = label::names(&self.labels);
        if names.is_empty() {
            return Vec::new();
        }
        let chain = Chain::new(&self.scores, factors);
        let sure = |at: usize| chain.labels_at(at)[usize::from(self.labels[at].0)];
        let names = names.into_iter().map(|Name { tokens, kind }| {
            let probability = tokens.clone().map(sure).fold(1.0, f32::min);
            Tagged { tokens, kind, probability }
        });
        names.collect()
    }
}

/// Adds what the rest of the document says.
fn add_clues(table: &Table, clues: &[Clue], sums: &mut [Sums]) {
    let mut found = Vec::with_capacity(8);
    for (at, sums) in sums.iter_mut().enumerate() {
        found.clear();
        features::document_features(clues, at, &mut found);
        if !found.is_empty() {
            let mut more = Sum::default();
            table.add(&found, &mut more);
            sums.iter_mut().zip(more.values()).for_each(|(sum, more)| *sum += more);
        }
    }
}

fn scores(table: &Table, sums: &[Sums]) -> Vec<Scores> {
    sums.iter().map(|sums| sums.map(|sum| f32::from(sum) * table.unit())).collect()
}
