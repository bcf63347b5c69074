//! Which letters of a quote stand where in a stretch of text, by the crate `similar`: a shortest edit script tells where the exact words
//! begin and end there, which a distance alone does not.

use std::convert::Infallible;
use std::ops::Range;

use similar::algorithms::{DiffHook, myers};

/// So many letters may have come to a word at an end of the exact ones; more are another word that lost the space before it.
const ADDED: usize = 4;

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
    pub fn new(quote: &[char], text: &[char], edges: &impl Edges) -> Alignment {
        let mut runs = Runs(Vec::new());
        let Ok(()) = myers::diff_deadline_raw(&mut runs, quote, 0..quote.len(), text, 0..text.len(), None);
        let runs = joined(slid(joined(runs.0), quote, text, edges));
        let mut runs = without_chance(runs, quote.len(), text.len());
        // The text goes on at both ends, where much is the same by chance.
        while runs.len() > 1 {
            let gap = change(Some(runs[0]), Some(runs[1]), quote.len(), text.len());
            if gap.size() < runs[0].len {
                break;
            }
            runs.remove(0);
        }
        while let [.., before, last] = runs[..] {
            let gap = change(Some(before), Some(last), quote.len(), text.len());
            if gap.size() < last.len {
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
    /// them, as many words of it are theirs as of the quote, by the edges of words that `ends` knows.
    pub fn place(&self, range: &Range<usize>, ends: &impl Edges) -> Option<Range<usize>> {
        let start = self.start(range, ends)?;
        let end = self.end(range, ends)?;
        (start < end).then_some(start..end)
    }

    /// How many of the letters `range` of the quote are the same in the text.
    pub fn same(&self, range: &Range<usize>) -> usize {
        let shared =
            |change: &Change| change.quote.end.min(range.end).saturating_sub(change.quote.start.max(range.start));
        range.len() - self.changes.iter().map(shared).sum::<usize>()
    }

    fn start(&self, range: &Range<usize>, edges: &impl Edges) -> Option<usize> {
        let next = self.changes.iter().position(|change| change.quote.end > range.start)?;
        let change = &self.changes[next];
        if change.quote.start > range.start {
            let start = change.text.start - (change.quote.start - range.start);
            let before = next.checked_sub(1).map(|before| &self.changes[before]);
            let put = before.filter(|before| before.quote.end == range.start).map_or(start, |before| before.text.start);
            let put = put.max(start.saturating_sub(ADDED));
            let is_long = !(range.start + 1..range.start + 3).any(|at| edges.in_quote(at));
            let inside = start + 1..(start + 3).min(change.text.start).max(start + 1);
            let mut starts = (put..=start).rev().chain(inside.filter(|_| is_long)).filter(|&at| edges.in_text(at));
            return Some(starts.next().filter(|_| edges.in_quote(range.start)).unwrap_or(start));
        }
        if change.quote.end >= range.end {
            return None;
        }
        if !edges.in_quote(range.start) {
            return Some(change.text.end.saturating_sub(change.quote.end - range.start).max(change.text.start));
        }
        let words = (range.start..=change.quote.end).filter(|&at| edges.in_quote(at)).count();
        let starts = (change.text.start..=change.text.end).rev().filter(|&at| edges.in_text(at));
        Some(starts.take(words).last().unwrap_or(change.text.end))
    }

    fn end(&self, range: &Range<usize>, edges: &impl Edges) -> Option<usize> {
        let last = self.changes.iter().rposition(|change| change.quote.start < range.end)?;
        let change = &self.changes[last];
        if change.quote.end < range.end {
            let end = change.text.end + (range.end - change.quote.end);
            let after = self.changes.get(last + 1);
            let put = after.filter(|after| after.quote.start == range.end).map_or(end, |after| after.text.end);
            let put = put.min(end + ADDED);
            let is_long = !(range.end.saturating_sub(2)..range.end).any(|at| edges.in_quote(at));
            let inside = end.saturating_sub(2).max(change.text.end).min(end)..end;
            let mut ends = (end..=put).chain(inside.rev().filter(|_| is_long)).filter(|&at| edges.in_text(at));
            return Some(ends.next().filter(|_| edges.in_quote(range.end)).unwrap_or(end));
        }
        if change.quote.start <= range.start {
            return None;
        }
        if !edges.in_quote(range.end) {
            return Some((change.text.start + (range.end - change.quote.start)).min(change.text.end));
        }
        let words = (change.quote.start..=range.end).filter(|&at| edges.in_quote(at)).count();
        let ends = (change.text.start..=change.text.end).filter(|&at| edges.in_text(at));
        Some(ends.take(words).last().unwrap_or(change.text.start))
    }
}

/// Where words begin and end in the two, by the letter that comes after.
pub(super) trait Edges {
    fn in_quote(&self, at: usize) -> bool;
    fn in_text(&self, at: usize) -> bool;
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

/// `runs` with what was put in or left out between two of them as whole words, where it could as well be some letters further on or
/// back: `Mr. ` before `Udall` is not `r. M` before `r. Udall`, and of `ees` that became `eess` any letter may be the new one.
fn slid(mut runs: Vec<Run>, quote: &[char], text: &[char], edges: &impl Edges) -> Vec<Run> {
    let mut at = 0;
    while at + 1 < runs.len() {
        let (before, after) = (runs[at], runs[at + 1]);
        let gap = change(Some(before), Some(after), quote.len(), text.len());
        let slide = match (gap.quote.is_empty(), gap.text.is_empty()) {
            (true, false) => slide(text, &gap.text, [before.len, after.len], |at| edges.in_text(at)),
            (false, true) => slide(quote, &gap.quote, [before.len, after.len], |at| edges.in_quote(at)),
            _ => 0,
        };
        let moved = |at: usize| at.strict_add_signed(slide);
        runs[at].len = moved(before.len);
        runs[at + 1] =
            Run { quote: moved(after.quote), text: moved(after.text), len: after.len.strict_add_signed(-slide) };
        if runs[at + 1].len == 0 {
            runs.remove(at + 1);
        } else if runs[at].len == 0 {
            runs.remove(at);
            at = at.saturating_sub(1);
        } else {
            at += 1;
        }
    }
    runs
}

/// How many letters further on `gap` of `letters` is best: over all of the run before or after it, or else where words begin and end.
fn slide(letters: &[char], gap: &Range<usize>, runs: [usize; 2], is_edge: impl Fn(usize) -> bool) -> isize {
    let same = |one: usize, other: usize| letters[one] == letters[other];
    let on = (0..runs[1]).take_while(|by| same(gap.start + by, gap.end + by)).count();
    let back = (0..runs[0]).take_while(|by| same(gap.start - 1 - by, gap.end - 1 - by)).count();
    if on == runs[1] {
        return on as isize;
    }
    if back == runs[0] {
        return -(back as isize);
    }
    let edges = |by: isize| {
        let moved = |at: usize| is_edge(at.strict_add_signed(by));
        (usize::from(moved(gap.start)) + usize::from(moved(gap.end)), -by.abs())
    };
    (-(back as isize)..=on as isize).max_by_key(|&by| edges(by)).unwrap_or(0)
}

/// `runs` but those that are shorter than the changes on both sides of them: two words that have a letter or two in common are still
/// two words.
fn without_chance(mut runs: Vec<Run>, quote: usize, text: usize) -> Vec<Run> {
    let mut at = 1;
    while at + 1 < runs.len() {
        let before = change(Some(runs[at - 1]), Some(runs[at]), quote, text).size();
        let after = change(Some(runs[at]), Some(runs[at + 1]), quote, text).size();
        let len = runs[at].len;
        if len < before.min(after) || len == before.min(after) && 4 * len < before + after {
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
