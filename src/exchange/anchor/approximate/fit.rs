//! How well a quote and the words beside it agree with one place of a text.

use std::ops::Range;

use super::alignment::Alignment;
use super::candidates::{Candidate, reach};
use super::letters::Letters;
use super::pattern::Pattern;

/// A quote at one place of a text.
#[derive(Debug)]
pub(super) struct Fit {
    /// The letters that stand for the exact words, where any do.
    pub place: Option<Range<usize>>,
    /// The letters of the text that the whole quote lies beside.
    pub around: Range<usize>,
    /// How many letters of the exact words were edited.
    pub errors: usize,
    /// What was said before and after them.
    pub sides: [Side; 2],
}

/// How well the words on one side agree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    pub letters: usize,
    /// From 0 to 1; letters that tell more count more.
    pub agreement: f32,
}

impl Side {
    /// How many letters were edited, in letters of average worth.
    pub fn errors(&self) -> f32 {
        (1.0 - self.agreement) * self.letters as f32
    }
}

impl Fit {
    pub fn new(pattern: &Pattern, text: &Letters, candidate: &Candidate) -> Fit {
        let around = window(pattern, text, candidate);
        let alignment = Alignment::new(&pattern.letters, &text.all[around.clone()]);
        let [starts, ends] = pattern.is_whole_word;
        let is_edge = |is_start: bool, at: usize| (if is_start { starts } else { ends }) && text.is_edge(around.start + at);
        let place = alignment.place(&pattern.exact, is_edge);
        let place = place.map(|place| around.start + place.start..around.start + place.end);
        let mut errors = [0.0; 3];
        for change in &alignment.changes {
            count(pattern, change.quote.clone(), change.text.len(), &mut errors);
        }
        let side = |range: Range<usize>, errors: f32| {
            let whole: f32 = pattern.weights[range.clone()].iter().sum();
            let agreement = if range.is_empty() { 0.0 } else { (1.0 - errors / whole).max(0.0) };
            Side { letters: range.len(), agreement }
        };
        let [before, after] = pattern.sides();
        let sides = [side(before, errors[0]), side(after, errors[2])];
        Fit { place, around, errors: errors[1] as usize, sides }
    }
}

/// The letters that the quote may reach over.
fn window(pattern: &Pattern, text: &Letters, candidate: &Candidate) -> Range<usize> {
    let slack = reach(pattern) / 2;
    let within = |at: isize| at.clamp(0, text.all.len() as isize) as usize;
    let end = candidate.start.end + pattern.letters.len() as isize + slack;
    within(candidate.start.start - slack)..within(end)
}

/// Counts the letters `quote` of the pattern, in place of which `put` others stand, as errors of the parts that they are of: of the exact
/// words each as one, of the sides as what it tells.
fn count(pattern: &Pattern, quote: Range<usize>, put: usize, errors: &mut [f32; 3]) {
    let exact = &pattern.exact;
    let within = quote.end.min(exact.end).saturating_sub(quote.start.max(exact.start));
    let is_inside = exact.start <= quote.start && quote.end <= exact.end;
    let is_between = quote.is_empty() && (quote.start == exact.start || quote.start == exact.end);
    if is_inside && !is_between {
        errors[1] += within.max(put) as f32;
        return;
    }
    errors[1] += within as f32;
    let [before, after] = pattern.sides();
    for (part, side) in [(0, before), (2, after)] {
        let left_out = side.start.max(quote.start)..side.end.min(quote.end);
        if left_out.start > left_out.end || side.is_empty() {
            continue;
        }
        let mean = pattern.weights[side.clone()].iter().sum::<f32>() / side.len() as f32;
        let more = put.saturating_sub(quote.len()) as f32 * mean;
        errors[part] += pattern.weights[left_out].iter().sum::<f32>() + more;
    }
}
