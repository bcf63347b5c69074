//! Which letters of a quote stand where in a stretch of text, by the crate `similar`: a shortest edit script tells where the exact words
//! begin and end there, which a distance alone does not.

use std::convert::Infallible;
use std::ops::Range;

use similar::algorithms::{DiffHook, myers};

/// Letters in a row that are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    quote: usize,
    text: usize,
    len: usize,
}

/// A stretch of the quote in place of which another stretch stands; either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub quote: Range<usize>,
    pub text: Range<usize>,
}

impl Change {
    /// How many letters were edited at least.
    fn size(&self) -> usize {
        self.quote.len().max(self.text.len())
    }
}

/// A quote laid beside a stretch of text that is at both ends somewhat longer.
#[derive(Debug)]
pub(super) struct Alignment {
    /// All that is not the same, in order: before, between and after the runs, each also where it is empty. What of the text is before
    /// the first letter of the quote or after the last one belongs to none.
    pub changes: Vec<Change>,
}

impl Alignment {
    pub fn new(quote: &[char], text: &[char]) -> Alignment {
        let mut runs = Runs(Vec::new());
        let Ok(()) = myers::diff_deadline_raw(&mut runs, quote, 0..quote.len(), text, 0..text.len(), None);
        let mut runs = without_chance(joined(runs.0), quote.len(), text.len());
        // The text goes on at both ends: a letter that is the same by chance far out there would make all up to it an insertion.
        while runs.len() > 1 {
            let gap = change(Some(runs[0]), Some(runs[1]), quote.len(), text.len());
            if gap.size() <= runs[0].len + gap.quote.len() {
                break;
            }
            runs.remove(0);
        }
        while let [.., before, last] = runs[..] {
            let gap = change(Some(before), Some(last), quote.len(), text.len());
            if gap.size() <= last.len + gap.quote.len() {
                break;
            }
            runs.pop();
        }
        let mut changes = changes(&runs, quote.len(), text.len());
        if let [first, .., last] = &mut changes[..] {
            first.text.start = first.text.end.saturating_sub(first.quote.len());
            last.text.end = last.text.end.min(last.text.start + last.quote.len());
        }
        Alignment { changes }
    }

    /// Where the letters `range` of the quote stand in the text, none where nothing of them does. Where a change reaches over an end of
    /// them, as much of it is theirs as of the quote, up to the nearest edge of a word if `is_edge`,
    /// which is told whether it is about the start, knows any.
    pub fn place(&self, range: &Range<usize>, is_edge: impl Fn(bool, usize) -> bool) -> Option<Range<usize>> {
        let start = self.start(range, |at| is_edge(true, at))?;
        let end = self.end(range, |at| is_edge(false, at))?;
        (start < end).then_some(start..end)
    }

    fn start(&self, range: &Range<usize>, is_edge: impl Fn(usize) -> bool) -> Option<usize> {
        let next = self.changes.iter().position(|change| change.quote.end > range.start)?;
        let change = &self.changes[next];
        if change.quote.start > range.start {
            return Some(change.text.start - (change.quote.start - range.start));
        }
        if change.quote.end >= range.end {
            return None;
        }
        let start = change.text.end.saturating_sub(change.quote.end - range.start).max(change.text.start);
        Some(nearest_edge(start, &change.text, is_edge))
    }

    fn end(&self, range: &Range<usize>, is_edge: impl Fn(usize) -> bool) -> Option<usize> {
        let last = self.changes.iter().rposition(|change| change.quote.start < range.end)?;
        let change = &self.changes[last];
        if change.quote.end < range.end {
            return Some(change.text.end + (range.end - change.quote.end));
        }
        if change.quote.start <= range.start {
            return None;
        }
        let end = (change.text.start + (range.end - change.quote.start)).min(change.text.end);
        Some(nearest_edge(end, &change.text, is_edge))
    }
}

fn nearest_edge(at: usize, within: &Range<usize>, is_edge: impl Fn(usize) -> bool) -> usize {
    let edges = (within.start..=within.end).filter(|&place| is_edge(place));
    edges.min_by_key(|place| place.abs_diff(at)).unwrap_or(at)
}

/// Collects what is the same.
struct Runs(Vec<Run>);

impl DiffHook for Runs {
    type Error = Infallible;

    fn equal(&mut self, quote: usize, text: usize, len: usize) -> Result<(), Infallible> {
        self.0.push(Run { quote, text, len });
        Ok(())
    }
}

/// Runs that follow each other without a change between them as one.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match joined.last_mut() {
            Some(last) if last.quote + last.len == run.quote && last.text + last.len == run.text => last.len += run.len,
            _ => joined.push(run),
        }
    }
    joined
}

/// `runs` but those that are no longer than the changes on both sides of them: two words that have a letter or two in common are still
/// two words.
fn without_chance(mut runs: Vec<Run>, quote: usize, text: usize) -> Vec<Run> {
    let mut at = 1;
    while at + 1 < runs.len() {
        let before = change(Some(runs[at - 1]), Some(runs[at]), quote, text).size();
        let after = change(Some(runs[at]), Some(runs[at + 1]), quote, text).size();
        if runs[at].len < before && runs[at].len < after {
            runs.remove(at);
            at = at.saturating_sub(1).max(1);
        } else {
            at += 1;
        }
    }
    runs
}

fn changes(runs: &[Run], quote: usize, text: usize) -> Vec<Change> {
    let run = |at: usize| runs.get(at).copied();
    (0..=runs.len()).map(|at| change(at.checked_sub(1).and_then(run), run(at), quote, text)).collect()
}

/// What is between two runs, or an end and a run.
fn change(before: Option<Run>, after: Option<Run>, quote: usize, text: usize) -> Change {
    let (from, at) = before.map_or((0, 0), |run| (run.quote + run.len, run.text + run.len));
    let (to, until) = after.map_or((quote, text), |run| (run.quote, run.text));
    Change { quote: from..to, text: at..until }
}
