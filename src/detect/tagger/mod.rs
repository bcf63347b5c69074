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

/// The names in each sentence of a document.
pub fn tag(table: &Table, sentences: &[Vec<Word>]) -> Vec<Vec<Tagged>> {
    let read = labels(table, sentences).into_iter();
    read.map(|(labels, scores)| {
        let names = label::names(&labels);
        if names.is_empty() {
            return Vec::new();
        }
        let probabilities = Chain::new(&scores, table.transitions()).labels();
        let sure = |at: usize| probabilities[at][usize::from(labels[at].0)];
        let names = names.into_iter().map(|Name { tokens, kind }| {
            let probability = tokens.clone().map(sure).fold(1.0, f32::min);
            Tagged { tokens, kind, probability }
        });
        names.collect()
    })
    .collect()
}

/// The labels of each sentence of a document, with what each label is worth for each of its tokens.
pub fn labels(table: &Table, sentences: &[Vec<Word>]) -> Vec<(Vec<Label>, Vec<Scores>)> {
    let first: Vec<Vec<[i32; LABELS]>> = sentences.iter().map(|words| sums(table, words)).collect();
    let mut read: Vec<(Vec<Label>, Vec<Scores>)> = first.iter().map(|sums| decoded(table, sums)).collect();
    let labelled = sentences.iter().zip(&read);
    let clues = clues(&labelled.map(|(words, (labels, _))| (&words[..], &labels[..])).collect::<Vec<_>>());
    for ((read, mut sums), clues) in read.iter_mut().zip(first).zip(clues) {
        if clues.iter().any(|clue| *clue != Clue::default()) {
            add_clues(table, &clues, &mut sums);
            *read = decoded(table, &sums);
        }
    }
    read
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

fn decoded(table: &Table, sums: &[[i32; LABELS]]) -> (Vec<Label>, Vec<Scores>) {
    let scores: Vec<Scores> = sums.iter().map(|sums| sums.map(|sum| sum as f32 * table.unit())).collect();
    (best(&scores, table.transitions()), scores)
}
