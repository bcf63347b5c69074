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
pub use word::Word;

use crate::lang::weights::Table;
use decode::{Chain, Scores, best};
use document::{Clue, clues};

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
    /// What each label is worth for each token, in steps of [`Table::unit`].
    sums: Vec<[i32; LABELS]>,
    pub labels: Vec<Label>,
}

impl FirstReading {
    /// Reads the words of a sentence.
    pub fn new(table: &Table, words: &[Word]) -> FirstReading {
        let sums = sums(table, words);
        let labels = best(&scores(table, &sums), table.transitions());
        FirstReading { stems: words.iter().map(|word| word.stem).collect(), sums, labels }
    }
}

/// A sentence read with the rest of its document in mind: its labels, and what each label is worth for each token.
pub struct SecondReading {
    pub labels: Vec<Label>,
    scores: Vec<Scores>,
}

/// The second readings of the sentences of a document.
pub fn read_again(table: &Table, sentences: &[&FirstReading]) -> Vec<SecondReading> {
    let labelled: Vec<(&[u32], &[Label])> =
        sentences.iter().map(|first| (&first.stems[..], &first.labels[..])).collect();
    let again = sentences.iter().zip(clues(&labelled)).map(|(first, clues)| {
        if clues.iter().all(|clue| *clue == Clue::default()) {
            return SecondReading { labels: first.labels.clone(), scores: scores(table, &first.sums) };
        }
        let mut sums = first.sums.clone();
        add_clues(table, &clues, &mut sums);
        let scores = scores(table, &sums);
        SecondReading { labels: best(&scores, table.transitions()), scores }
    });
    again.collect()
}

/// The names in each sentence of a document.
pub fn tag(table: &Table, sentences: &[&FirstReading]) -> Vec<Vec<Tagged>> {
    read_again(table, sentences).into_iter().map(|read| read.names(table)).collect()
}

impl SecondReading {
    fn names(&self, table: &Table) -> Vec<Tagged> {
        let names = label::names(&self.labels);
        if names.is_empty() {
            return Vec::new();
        }
        let probabilities = Chain::new(&self.scores, table.transitions()).labels();
        let sure = |at: usize| probabilities[at][usize::from(self.labels[at].0)];
        let names = names.into_iter().map(|Name { tokens, kind }| {
            let probability = tokens.clone().map(sure).fold(1.0, f32::min);
            Tagged { tokens, kind, probability }
        });
        names.collect()
    }
}

/// What each label is worth for each token by its own sentence, in steps of [`Table::unit`].
fn sums(table: &Table, words: &[Word]) -> Vec<[i32; LABELS]> {
    let mut found = Vec::with_capacity(128);
    let each = (0..words.len()).map(|at| {
        let mut sums = [0; LABELS];
        features::features(words, at, &mut found);
        table.add(&found, &mut sums);
        sums
    });
    each.collect()
}

/// Adds what the rest of the document says.
fn add_clues(table: &Table, clues: &[Clue], sums: &mut [[i32; LABELS]]) {
    let mut found = Vec::with_capacity(8);
    for (at, sums) in sums.iter_mut().enumerate() {
        found.clear();
        features::document_features(clues, at, &mut found);
        table.add(&found, sums);
    }
}

fn scores(table: &Table, sums: &[[i32; LABELS]]) -> Vec<Scores> {
    sums.iter().map(|sums| sums.map(|sum| sum as f32 * table.unit())).collect()
}
