//! Finds a passage again by its words and the words beside it, as a W3C `TextQuoteSelector` tells them, in a text that was edited since.
//!
//! A ladder: where the position says, if words and context stand there; else at the one place where all of it stands; else where the
//! words stand with edits, by the crate `similar`. White space and what shows nothing never count. A passage that was deleted leaves
//! lookalikes behind: another mention of the same name, a row of the same table, a sentence that was written anew elsewhere. So a place
//! is taken only if the words were edited by no more than a fifth, if what stands on one side of them agrees nearly to its end, and if no
//! other place comes near to that. All else is an orphan.

mod alignment;
mod candidates;
mod fit;
mod grams;
mod letters;
mod pattern;

use std::ops::Range;

use candidates::candidates;
use fit::{Fit, Side};
use grams::Grams;
use letters::Letters;
use pattern::Pattern;
use crate::model::Span;

/// A passage as it stood in another state of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote<'q> {
    /// Its words.
    pub exact: &'q str,
    /// What stood before them; W3C selectors are made with 32 code points.
    pub prefix: &'q str,
    /// What stood after them.
    pub suffix: &'q str,
    /// The byte of the text that they would begin at if it had not changed.
    pub position: Option<usize>,
}

/// Where a passage stands now.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchored {
    pub span: Span,
    /// 1 where it is certain, less where words or context were edited.
    pub likeness: f32,
}

/// Of the letters of the exact words one in so many may be edited.
const EDITED: usize = 5;
/// So much of what stands on a side has to agree for it to be the same.
const AGREEMENT: f32 = 0.72;
/// A side of fewer letters says nothing.
const LEAST_SIDE: usize = 8;
/// By so many letters every other place has to agree less.
const MARGIN: f32 = 4.0;
/// Words of so many letters are known without context, if they stand at one place alone.
const TELLING: usize = 24;

/// A text in which quotes are found; made once for many of them.
///
/// ```
/// # #[cfg(feature = "cli")] {
/// use hashiya::exchange::anchor::{Finder, Quote};
/// let finder = Finder::new("Yesterday the new mayor of Paris met her at noon.");
/// let quote = Quote { exact: "Paris", prefix: "and then the mayor of ", suffix: " met her at noon.", position: None };
/// assert_eq!(finder.find(&quote).unwrap().span, (27..32).into());
/// # }
/// ```
pub struct Finder<'t> {
    text: &'t str,
    letters: Letters,
    grams: Grams,
}

impl<'t> Finder<'t> {
    /// Reads `text` three times.
    pub fn new(text: &'t str) -> Finder<'t> {
        let letters = Letters::new(text);
        let grams = Grams::new(&letters.all);
        Finder { text, letters, grams }
    }

    /// Where `quote` stands, if that can be told.
    pub fn find(&self, quote: &Quote) -> Option<Anchored> {
        let pattern = Pattern::new(quote, &self.letters, &self.grams);
        if pattern.exact.is_empty() {
            return None;
        }
        let (at, likeness) = match self.unchanged(&pattern, quote.position) {
            Unchanged::At(at, likeness) => (at + pattern.exact.start..at + pattern.exact.end, likeness),
            Unchanged::Twice => return None,
            Unchanged::Nowhere => self.approximate(&pattern)?,
        };
        Some(Anchored { span: self.letters.outside(&at), likeness })
    }

    /// Where words and context stand as they were.
    fn unchanged(&self, pattern: &Pattern, position: Option<usize>) -> Unchanged {
        let places = self.grams.whole(&self.letters.all, &pattern.letters);
        let expected = position.and_then(|byte| self.letters.at(byte).checked_sub(pattern.exact.start));
        let is_expected = expected.is_some_and(|at| places.contains(&at));
        let context = pattern.letters.len() - pattern.exact.len();
        let is_thin = context < LEAST_SIDE && pattern.exact.len() < TELLING;
        match places[..] {
            [] => Unchanged::Nowhere,
            [at] if !is_thin => Unchanged::At(at, 1.0),
            [at] if is_expected => Unchanged::At(at, 0.8),
            _ => expected.filter(|_| is_expected && !is_thin).map_or(Unchanged::Twice, |at| Unchanged::At(at, 0.9)),
        }
    }

    /// Where words or context were edited.
    fn approximate(&self, pattern: &Pattern) -> Option<(Range<usize>, f32)> {
        let candidates = candidates(pattern, &self.letters, &self.grams);
        let fits: Vec<Fit> = candidates.iter().map(|candidate| Fit::new(pattern, &self.letters, candidate)).collect();
        let judge = Judge { pattern, text: &self.letters };
        let place = judge.best(&fits)?;
        Some(place)
    }
}

enum Unchanged {
    At(usize, f32),
    /// At several places, and nobody knows which.
    Twice,
    Nowhere,
}

struct Judge<'j> {
    pattern: &'j Pattern,
    text: &'j Letters,
}

impl Judge<'_> {
    fn best(&self, fits: &[Fit]) -> Option<(Range<usize>, f32)> {
        let able = fits.iter().filter(|fit| self.has_words(fit));
        let errors = |fit: &Fit| fit.errors as f32 + fit.sides.iter().map(Side::errors).sum::<f32>();
        let best = able.min_by(|one, other| errors(one).total_cmp(&errors(other)))?;
        let place = best.place.clone()?;
        let proof = best.sides.map(|side| side.letters >= LEAST_SIDE && side.agreement >= AGREEMENT);
        let is_proven = proof.contains(&true);
        let is_apart = |other: &&Fit| {
            other.place.as_ref().map_or(other.around.start != best.around.start, |other| {
                other.end <= place.start || place.end <= other.start
            })
        };
        let mut rivals = fits.iter().filter(is_apart);
        let is_best = rivals.all(|rival| self.less(best, rival, proof) >= MARGIN);
        let is_same_figures = self.figures(&place) || best.sides.iter().all(|side| side.agreement > 0.85);
        if !(is_proven && is_best && is_same_figures) {
            return None;
        }
        let length = self.pattern.letters.len() as f32;
        Some((place, (1.0 - errors(best) / length).clamp(0.01, 0.99)))
    }

    /// Whether the words stand there, with as many edits as may be.
    fn has_words(&self, fit: &Fit) -> bool {
        fit.place.is_some() && fit.errors * EDITED <= self.pattern.exact.len()
    }

    /// By how many letters `rival` agrees less than `best` does, in the sides that are the proof and, if it has them, the words.
    fn less(&self, best: &Fit, rival: &Fit, proof: [bool; 2]) -> f32 {
        let sides = |fit: &Fit| {
            fit.sides.iter().zip(proof).filter(|(_, is_proof)| *is_proof).map(|(side, _)| side.errors()).sum::<f32>()
        };
        let words = if self.has_words(rival) { rival.errors as f32 - best.errors as f32 } else { 0.0 };
        sides(rival) - sides(best) + words
    }

    /// Whether the figures in the words are those at `place`: another one makes another result, another row.
    fn figures(&self, place: &Range<usize>) -> bool {
        let figures = |letters: &[char]| letters.iter().copied().filter(|letter| letter.is_numeric()).collect::<String>();
        figures(&self.pattern.letters[self.pattern.exact.clone()]) == figures(&self.text.all[place.clone()])
    }
}
