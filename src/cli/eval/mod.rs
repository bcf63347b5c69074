//! `hashiya eval`: how right the engine is on annotated text.

pub mod anchoring;
pub mod calibration;
pub mod quotes;

use std::io::Write;

use crate::detect::tagger::Label;
use crate::detect::tagger::label::{TYPES, names};

/// How many names there are, were found, and were found right.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    gold: usize,
    found: usize,
    right: usize,
}

impl Tally {
    fn scores(self) -> (f64, f64, f64) {
        let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        (precision, recall, share(2 * self.right, self.gold + self.found))
    }
}

/// Prints precision, recall and F1 of whole names, as conlleval counts them.
///
/// # Errors
/// Those of writing.
pub fn report(out: &mut impl Write, gold: &[Vec<Label>], found: &[Vec<Label>]) -> std::io::Result<()> {
    let mut tallies = [Tally::default(); TYPES.len() + 1];
    for (gold, found) in gold.iter().zip(found) {
        let (gold, found) = (names(gold), names(found));
        for name in &gold {
            tallies[name.kind + 1].gold += 1;
        }
        for name in &found {
            tallies[name.kind + 1].found += 1;
            tallies[name.kind + 1].right += usize::from(gold.contains(name));
        }
    }
    for at in 1..tallies.len() {
        let Tally { gold, found, right } = tallies[at];
        tallies[0] =
            Tally { gold: tallies[0].gold + gold, found: tallies[0].found + found, right: tallies[0].right + right };
    }
    for (at, tally) in tallies.iter().enumerate() {
        let name = at.checked_sub(1).map_or("all", |kind| TYPES[kind].as_str());
        let (precision, recall, f1) = tally.scores();
        writeln!(
            out,
            "  {name:<5} precision {precision:6.2}  recall {recall:6.2}  F1 {f1:6.2}  ({} names)",
            tally.gold
        )?;
    }
    Ok(())
}
