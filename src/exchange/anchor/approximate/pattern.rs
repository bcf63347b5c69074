//! A quote with its context as letters, each weighed by how telling it is in the text that the quote is looked for in.

use std::ops::Range;

use super::super::Quote;
use super::grams::{Grams, SIZE};
use super::letters::Letters;

/// The letters of prefix, exact words and suffix, in a row.
pub(super) struct Pattern {
    pub letters: Letters,
    pub exact: Range<usize>,
    /// How telling each letter is, from 0 to 1: what stands all over the text tells little of where it is.
    pub weights: Vec<f32>,
    /// What all of them tell, and those beside the exact words.
    pub whole: [f32; 2],
}

impl Pattern {
    pub fn new(quote: &Quote, text: &Letters, grams: &Grams) -> Pattern {
        let whole = [quote.prefix, quote.exact, quote.suffix].concat();
        let whole = Letters::new(&whole);
        let exact = whole.at(quote.prefix.len())..whole.at(quote.prefix.len() + quote.exact.len());
        let weights = weights(&whole.all, text, grams);
        let told: f32 = weights.iter().sum();
        let context = told - weights[exact.clone()].iter().sum::<f32>();
        Pattern { letters: whole, exact, weights, whole: [told, context] }
    }

    /// The letters before and after the exact words.
    pub fn sides(&self) -> [Range<usize>; 2] {
        [0..self.exact.start, self.exact.end..self.letters.all.len()]
    }

    /// Which part letter `at` is of: 0 before, 1 within, 2 after the exact words.
    pub fn part(&self, at: usize) -> usize {
        usize::from(at >= self.exact.start) + usize::from(at >= self.exact.end)
    }
}

/// One in so many places as the commonest of the grams that hold a letter has.
fn weights(letters: &[char], text: &Letters, grams: &Grams) -> Vec<f32> {
    let counts: Vec<usize> = grams.of(&text.all, letters).map(|places| places.count()).collect();
    let weight = |at: usize| {
        let holding = &counts[at.saturating_sub(SIZE - 1).min(counts.len())..(at + 1).min(counts.len())];
        1.0 / holding.iter().copied().max().unwrap_or(1).max(1) as f32
    };
    (0..letters.len()).map(weight).collect()
}
