//! How well a quote and the words beside it agree with one place of a text.

use std::ops::Range;

use super::alignment::{Alignment, Edges};
use super::candidates::{Candidate, reach};
use super::letters::Letters;
use super::pattern::Pattern;

/// A quote at one place of a text.
#[derive(Debug)]
pub(super) struct Fit {
    /// The letters that stand for the exact words, where any do.
    pub place: Option<Range<usize>>,
    /// How many letters of the exact words were edited.
    pub errors: usize,
    /// What was said before and after them.
    pub sides: [Side; 2],
    /// How much of all that is the same, from 0 to 1; what tells more counts more.
    pub telling: f32,
    /// The same of the exact words alone.
    pub words: f32,
    /// The same of the sides alone.
    pub context: f32,
}

/// How well the words on one side agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    pub letters: usize,
    /// How much of them is the same, from 0 to 1.
    pub agreement: f32,
    /// The same, where what tells more counts more.
    pub telling: f32,
    /// How many of those that are not next to the exact words are the same.
    pub beyond: usize,
}

/// So many letters are next to the exact words: about as many as come along when words are said once more elsewhere.
const NEXT: usize = 14;

impl Fit {
    pub fn new(pattern: &Pattern, text: &Letters, candidate: &Candidate) -> Fit {
        let around = window(pattern, text, candidate);
        let edges = Words { pattern, text, start: around.start };
        let alignment = Alignment::new(&pattern.letters.all, &text.all[around.clone()], &edges);
        let place = alignment.place(&pattern.exact, &edges);
        let place = place.map(|place| around.start + place.start..around.start + place.end);
        let mut errors = Errors::default();
        for change in &alignment.changes {
            errors.count(pattern, change.quote.clone(), change.text.len());
        }
        let [before, within, after] = errors.told;
        let told = |range: Range<usize>| pattern.weights[range].iter().sum::<f32>();
        let same = |errors: f32, whole: f32| if whole > 0.0 { (1.0 - errors / whole).max(0.0) } else { 0.0 };
        let [side, other] = pattern.sides();
        let distant =
            [side.start..side.end.saturating_sub(NEXT).max(side.start), (other.start + NEXT).min(other.end)..other.end];
        let sides = [(side, 0, before), (other, 2, after)].map(|(range, part, lost)| Side {
            letters: range.len(),
            agreement: same(errors.parts[part] as f32, range.len().max(1) as f32),
            telling: same(lost, told(range)),
            beyond: alignment.same(&distant[part / 2]),
        });
        Fit {
            place,
            errors: errors.parts[1],
            sides,
            telling: same(before + within + after, pattern.whole[0]),
            words: same(within, pattern.whole[0] - pattern.whole[1]),
            context: same(before + after, pattern.whole[1]),
        }
    }
}

/// The edges of words in a pattern and in the stretch of a text from `start` on.
struct Words<'w> {
    pattern: &'w Pattern,
    text: &'w Letters,
    start: usize,
}

impl Edges for Words<'_> {
    fn in_quote(&self, at: usize) -> bool {
        self.pattern.letters.is_edge(at)
    }

    fn in_text(&self, at: usize) -> bool {
        self.text.is_edge(self.start + at)
    }
}

/// The letters that the quote may reach over.
fn window(pattern: &Pattern, text: &Letters, candidate: &Candidate) -> Range<usize> {
    let slack = reach(pattern) / 2;
    let within = |at: isize| at.clamp(0, text.all.len() as isize) as usize;
    let end = candidate.start.end + pattern.letters.all.len() as isize + slack;
    within(candidate.start.start - slack)..within(end)
}

/// Letters that were edited.
#[derive(Default)]
struct Errors {
    /// Before, within and after the exact words.
    parts: [usize; 3],
    /// What they tell.
    told: [f32; 3],
}

impl Errors {
    /// Counts the letters `quote` of the pattern, in place of which `put` others stand. What was put between two parts is of the side.
    fn count(&mut self, pattern: &Pattern, quote: Range<usize>, put: usize) {
        let [before, after] = pattern.sides();
        let shared = |part: &Range<usize>| quote.end.min(part.end).saturating_sub(quote.start.max(part.start));
        let lost = [shared(&before), shared(&pattern.exact), shared(&after)];
        let more = put.saturating_sub(quote.len());
        let exact = &pattern.exact;
        let is_between = quote.is_empty() && (quote.start == exact.start || quote.start == exact.end);
        let part = if quote.start <= exact.start && (quote.start < exact.start || is_between) {
            0
        } else if quote.end > exact.end || is_between {
            2
        } else {
            1
        };
        (0..3).for_each(|part| self.parts[part] += lost[part]);
        self.parts[part] += more;
        let told = |range: Range<usize>| pattern.weights[range].iter().sum::<f32>();
        let within = exact.start.clamp(quote.start, quote.end)..exact.end.clamp(quote.start, quote.end);
        let more = more as f32 * pattern.whole[0] / pattern.weights.len() as f32;
        self.told[0] += told(quote.start..within.start);
        self.told[1] += told(within.clone());
        self.told[2] += told(within.end..quote.end);
        self.told[part] += more;
    }
}
