//! What the judge compares, for those who learn its weights: `hashiya train-anchoring`.

use super::judge::{Judge, ROWS};
use super::pattern::Pattern;
use super::{Finder, Unchanged};
use crate::exchange::anchor::Quote;
use crate::model::Span;

/// The places where a quote may stand that was edited, or whose context was.
#[derive(Debug, Clone)]
pub struct Comparison {
    pub places: Vec<Place>,
    /// Places that begin fewer letters apart are one, a little moved.
    pub apart: usize,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct Place {
    pub span: Span,
    /// The letter of the text that it begins at.
    pub start: usize,
    /// What the weights weigh, in their order.
    pub values: [f32; Place::VALUES],
    /// Whether so much of the quote is there that the weights may decide.
    pub is_enough: bool,
}

impl Place {
    pub const VALUES: usize = ROWS;
}

impl Finder {
    /// What the judge compares to find `quote`; none where it is not asked, because all of the quote stands somewhere as it was.
    pub fn comparison(&self, quote: &Quote) -> Option<Comparison> {
        let pattern = Pattern::new(quote, &self.letters, &self.grams);
        let is_judged =
            !pattern.exact.is_empty() && matches!(self.unchanged(&pattern, quote.position), Unchanged::Nowhere);
        is_judged.then(|| {
            let expected = quote.position.map(|byte| self.letters.at(byte));
            let judge = Judge { pattern: &pattern, text: &self.letters, expected };
            let places =
                judge.compared(&self.fits(&pattern, expected)).into_iter().map(|(place, values, is_enough)| Place {
                    span: self.letters.outside(&place),
                    start: place.start,
                    values,
                    is_enough,
                });
            Comparison { places: places.collect(), apart: pattern.exact.len() }
        })
    }
}
