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

/// Of the letters of the exact words one in so many may be edited, where one side agrees.
const EDITED: usize = 5;
/// The same where both do.
const EDITED_AT_MOST: usize = 4;
/// So much of what stands on a side has to agree for it to be the same.
const AGREEMENT: f32 = 0.7;
/// A side of fewer letters says nothing but that the text begins or ends there.
const LEAST_SIDE: usize = 16;
/// So much of what tells the place has to be the same.
const TELLING_FLOOR: f32 = 0.5;
/// And so much of what tells the words from those of other rows and names.
const WORDS_FLOOR: f32 = 0.7;
/// Words that tell no more than so many letters that stand nowhere else, a unit in a table, are known by both sides, of which so much that
/// tells them from others is the same.
const PLAIN: f32 = 1.0;
const PLAIN_SIDES: f32 = 0.7;
/// What is not the same must be so much less than at any other place.
const MARGIN: f32 = 0.6;
/// By so much the sides may agree better elsewhere.
const BETTER: f32 = 0.1;
/// A place is far from where it was by more than so many letters and such a part of the text; that counts as so much that is not the same.
const NEAR: usize = 64;
const NEAR_SHARE: usize = 20;
const FAR: f32 = 0.2;
/// Where so much is the same a figure may be a slip of a finger, if the place is near where it was,
const ALIKE: f32 = 0.75;
/// and in so many letters anywhere.
const LONG: usize = 60;
/// Less context than that is none.
const LEAST_CONTEXT: usize = 8;
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
            Unchanged::Nowhere => self.approximate(&pattern, quote.position)?,
        };
        Some(Anchored { span: self.letters.outside(&at), likeness })
    }

    /// Where words and context stand as they were.
    fn unchanged(&self, pattern: &Pattern, position: Option<usize>) -> Unchanged {
        let places = self.grams.whole(&self.letters.all, &pattern.letters.all);
        let expected = position.and_then(|byte| self.letters.at(byte).checked_sub(pattern.exact.start));
        let is_expected = expected.is_some_and(|at| places.contains(&at));
        let context = pattern.letters.all.len() - pattern.exact.len();
        let is_thin = context < LEAST_CONTEXT && pattern.exact.len() < TELLING;
        match places[..] {
            [] => Unchanged::Nowhere,
            [at] if !is_thin => Unchanged::At(at, 1.0),
            [at] if is_expected => Unchanged::At(at, 0.8),
            _ => expected.filter(|_| is_expected && !is_thin).map_or(Unchanged::Twice, |at| Unchanged::At(at, 0.9)),
        }
    }

    /// Where words or context were edited.
    fn approximate(&self, pattern: &Pattern, position: Option<usize>) -> Option<(Range<usize>, f32)> {
        let candidates = candidates(pattern, &self.letters, &self.grams);
        let fits: Vec<Fit> = candidates.iter().map(|candidate| Fit::new(pattern, &self.letters, candidate)).collect();
        let expected = position.map(|byte| self.letters.at(byte));
        let judge = Judge { pattern, text: &self.letters, expected };
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
    /// The letter that the words would begin at if the text had not changed.
    expected: Option<usize>,
}

impl Judge<'_> {
    fn best(&self, fits: &[Fit]) -> Option<(Range<usize>, f32)> {
        let able = fits.iter().filter(|fit| self.has_words(fit));
        let best = able.max_by(|one, other| self.told(one).total_cmp(&self.told(other)))?;
        let place = best.place.clone()?;
        let is_near = self.expected.is_some() && !self.is_far(best);
        let is_same_figures = self.figures(&place)
            || self.proof(best) == [true; 2]
            || self.pattern.exact.len() >= LONG
            || is_near && best.telling >= ALIKE;
        let is_best = fits.iter().all(|rival| self.is_less(best, rival));
        if std::env::var("WHY").is_ok() {
            eprintln!("telling {} best {is_best} figures {is_same_figures} far {} T{:.2} W{:.2} C{:.2} e{} s{:.2}/{:.2} {:.2?}", self.told(best) >= TELLING_FLOOR, self.is_far(best), best.telling, best.words, best.context, best.errors, best.sides[0].agreement, best.sides[1].agreement, best.side_telling);
            for fit in fits { if fit.place != best.place { eprintln!("   {:?} far {} T{:.2} W{:.2} C{:.2} e{} s{:.2}/{:.2} {:.2?}", self.is_less(best, fit), self.is_far(fit), fit.telling, fit.words, fit.context, fit.errors, fit.sides[0].agreement, fit.sides[1].agreement, fit.side_telling); }}
        }
        if self.told(best) < TELLING_FLOOR || !is_best || !is_same_figures {
            return None;
        }
        Some((place, best.telling.clamp(0.01, 0.99)))
    }

    /// How much of what tells the place is the same, less where it is far from where it was.
    fn told(&self, fit: &Fit) -> f32 {
        if self.is_far(fit) { fit.telling - FAR } else { fit.telling }
    }

    fn is_far(&self, fit: &Fit) -> bool {
        let near = NEAR + self.text.all.len() / NEAR_SHARE;
        match (self.expected, &fit.place) {
            (Some(expected), Some(place)) => place.start.abs_diff(expected) > near,
            _ => false,
        }
    }

    /// Whether the words stand there, with as many edits as may be, and with what proves them.
    fn has_words(&self, fit: &Fit) -> bool {
        let length = self.pattern.exact.len();
        if fit.words < WORDS_FLOOR {
            return false;
        }
        let is_plain = self.pattern.whole[0] - self.pattern.whole[1] < PLAIN;
        if is_plain && fit.side_telling.iter().any(|told| *told < PLAIN_SIDES) {
            return false;
        }
        match self.proof(fit) {
            [true, true] => fit.errors * EDITED_AT_MOST <= length,
            [false, false] => false,
            _ => (fit.errors * EDITED).saturating_sub(EDITED - 1) <= length,
        }
    }

    /// Which of the sides agree; or where the quote tells little of one, because its text began or ended there, whether this one does, too.
    fn proof(&self, fit: &Fit) -> [bool; 2] {
        let Some(place) = &fit.place else { return [false; 2] };
        let beyond = [place.start, self.text.all.len() - place.end];
        [0, 1].map(|side| {
            let told = &fit.sides[side];
            let is_short = told.letters < LEAST_SIDE;
            let is_edge = beyond[side] <= told.letters + 3;
            if is_short { is_edge && (told.letters < 4 || told.agreement >= AGREEMENT) } else { told.agreement >= AGREEMENT }
        })
    }

    /// Whether what is not the same at `rival` is so much more than at `best` that it is no rival. Nor is the same place, or one where
    /// neither side agrees.
    fn is_less(&self, best: &Fit, rival: &Fit) -> bool {
        let is_same = match (&best.place, &rival.place) {
            (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
            _ => false,
        };
        let is_other = rival.sides.iter().all(|side| side.agreement < AGREEMENT);
        let has_context = rival.sides.iter().all(|side| side.agreement >= AGREEMENT);
        let far = if self.is_far(rival) && !self.is_far(best) { FAR } else { 0.0 };
        let is_replaced = rival.context - far > best.context + if has_context { -BETTER } else { BETTER };
        is_same || is_other || (1.0 - self.told(best) <= MARGIN * (1.0 - self.told(rival)) && !is_replaced)
    }

    /// Whether the figures in the words are those at `place`: another one makes another result, another row.
    fn figures(&self, place: &Range<usize>) -> bool {
        let figures = |letters: &[char]| letters.iter().copied().filter(|letter| letter.is_numeric()).collect::<String>();
        figures(&self.pattern.letters.all[self.pattern.exact.clone()]) == figures(&self.text.all[place.clone()])
    }
}
