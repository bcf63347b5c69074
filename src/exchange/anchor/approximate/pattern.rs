//! A quote with its context as letters, each weighed by how telling it is in the text that the quote is looked for in.

use std::ops::Range;

use super::grams::{Grams, SIZE};
use super::letters::Letters;
use super::Quote;

/// The letters of prefix, exact words and suffix, in a row.
pub(super) struct Pattern {
    pub letters: Vec<char>,
    pub exact: Range<usize>,
    /// How telling each letter is, from 0 to 1: what stands all over the text tells little of where it is.
    pub weights: Vec<f32>,
    /// Whether the exact words begin and end with a word.
    pub is_whole_word: [bool; 2],
}

impl Pattern {
    pub fn new(quote: &Quote, text: &Letters, grams: &Grams) -> Pattern {
        let whole = [quote.prefix, quote.exact, quote.suffix].concat();
        let whole = Letters::new(&whole);
        let exact = whole.at(quote.prefix.len())..whole.at(quote.prefix.len() + quote.exact.len());
        let is_whole_word = [whole.is_edge(exact.start), whole.is_edge(exact.end)];
        let weights = weights(&whole.all, text, grams);
        Pattern { letters: whole.all, exact, weights, is_whole_word }
    }

    /// The letters before and after the exact words.
    pub fn sides(&self) -> [Range<usize>; 2] {
        [0..self.exact.start, self.exact.end..self.letters.len()]
    }

    /// Which part letter `at` is of: 0 before, 1 within, 2 after the exact words.
    pub fn part(&self, at: usize) -> usize {
        usize::from(at >= self.exact.start) + usize::from(at >= self.exact.end)
    }
}

/// The mean over the grams that hold a letter of what one of the places of each is worth.
fn weights(letters: &[char], text: &Letters, grams: &Grams) -> Vec<f32> {
    let told: Vec<f32> =
        grams.of(&text.all, letters).map(|places| 1.0 / (places.count().max(1) as f32).sqrt()).collect();
    let weight = |at: usize| {
        let holding = &told[at.saturating_sub(SIZE - 1).min(told.len())..(at + 1).min(told.len())];
        if holding.is_empty() { 1.0 } else { holding.iter().sum::<f32>() / holding.len() as f32 }
    };
    (0..letters.len()).map(weight).collect()
}
