//! What the rest of an article says of a word: a name met in clear surroundings tells what it is elsewhere.

use rustc_hash::FxHashMap;

use super::label::{Label, names};

/// What other mentions of a token were taken for, as a number to ask for; 0 where nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clue(pub u32);

impl Clue {
    /// Clues are below this.
    pub const COUNT: u32 = 40;
}

/// How often a word was labelled outside of names, and inside of names of each type.
#[derive(Debug, Clone, Copy, Default)]
struct Counts([u32; 5]);

/// What a first reading took the words of a document for.
#[derive(Debug, Default)]
pub struct Taken {
    counts: FxHashMap<u32, Counts>,
}

impl Taken {
    /// Notes a sentence: the [`super::Word::stem`]s of its tokens with their labels.
    pub fn note(&mut self, stems: &[u32], labels: &[Label]) {
        for (stem, kind) in stems.iter().zip(kinds(labels)) {
            self.counts.entry(*stem).or_default().0[kind] += 1;
        }
    }

    /// The clues for each token of a sentence that was noted.
    pub fn clues(&self, stems: &[u32], labels: &[Label]) -> Vec<Clue> {
        stems.iter().zip(kinds(labels)).map(|(&stem, kind)| self.clue(stem, kind)).collect()
    }

    fn clue(&self, stem: u32, kind: usize) -> Clue {
        let mut others = self.counts.get(&stem).copied().unwrap_or_default().0;
        others[kind] = others[kind].saturating_sub(1);
        let sum: u32 = others.iter().sum();
        if sum == 0 {
            return Clue(0);
        }
        let (best, &most) = others.iter().enumerate().max_by_key(|(at, count)| (**count, *at)).unwrap_or((0, &0));
        let sure = u32::from(most * 3 >= sum * 2);
        let often = sum.min(3);
        Clue(1 + best as u32 * 8 + sure * 4 + often)
    }
}

/// For each token 0 outside of names, or one more than the index of its name's type.
fn kinds(labels: &[Label]) -> Vec<usize> {
    let mut kinds = vec![0; labels.len()];
    for name in names(labels) {
        kinds[name.tokens].fill(name.kind + 1);
    }
    kinds
}
