//! Trials as the judge sees them: what it compares in each, and what would come of each choice.

use std::path::{Path, PathBuf};

use super::numbers::Numbers;
use super::regression::Example;
use crate::cli::eval::anchoring::{Material, Outcome, Tally, Trial};
use crate::error::Result;
use crate::exchange::anchor::{Comparison, Finder, Place};

/// The cases of one kind of text by one seed, with the positions or without.
pub struct Sample {
    pub name: String,
    pub has_positions: bool,
    pub cases: Vec<Case>,
}

/// A trial.
pub enum Case {
    /// The judge is not asked.
    Settled { row: usize, outcome: Outcome },
    /// It chooses one of the places, with what comes of each, or none.
    Judged { row: usize, comparison: Comparison, outcomes: Vec<Outcome> },
}

/// `trials` cases for each kind of text, which are those of `files` and lists, by each of `seeds`, with the positions and without.
///
/// # Errors
/// Those of reading the files.
pub fn samples(files: &[PathBuf], seeds: &[u64], trials: usize) -> Result<Vec<Sample>> {
    let kinds = || files.iter().map(|file| Some(file.as_path())).chain([None]);
    let drawn = seeds.iter().flat_map(|&seed| kinds().map(move |kind| (seed, kind)));
    let drawn: Vec<_> = drawn.flat_map(|(seed, kind)| [true, false].map(|positions| (seed, kind, positions))).collect();
    let draw = |&(seed, kind, positions): &(u64, Option<&Path>, bool)| Sample::draw(kind, seed, trials, positions);
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut samples = Vec::new();
    for drawn in drawn.chunks(at_once) {
        samples.extend(std::thread::scope(|scope| {
            let running: Vec<_> = drawn.iter().map(|drawn| scope.spawn(move || draw(drawn))).collect();
            running.into_iter().map(|sample| sample.join().expect("no panic")).collect::<Vec<_>>()
        }));
    }
    samples.into_iter().collect()
}

impl Sample {
    fn draw(file: Option<&Path>, seed: u64, trials: usize, has_positions: bool) -> Result<Sample> {
        let material = match file {
            Some(file) => Material::news(&[file.to_owned()], seed)?,
            None => Material::lists(seed),
        };
        let mut cases = Vec::new();
        material.draw(trials, seed, has_positions, |trial| cases.push(Case::new(trial)));
        let kind = file.and_then(Path::file_name).map_or("lists".into(), |name| name.to_string_lossy());
        let positions = if has_positions { "" } else { ", without positions" };
        Ok(Sample { name: format!("{seed}, {kind}{positions}"), has_positions, cases })
    }

    /// What a judge with `numbers` makes of it all.
    pub fn tally(&self, numbers: &Numbers) -> Tally {
        let floor = if self.has_positions { numbers.floor } else { numbers.floor_anywhere };
        let mut tally = Tally::default();
        for case in &self.cases {
            let outcome = case.leader(numbers).map_or(Outcome::Orphan, |leader| leader.outcome(floor, numbers.margin));
            tally.count(case.row(), case.settled().unwrap_or(outcome));
        }
        tally
    }
}

/// The place for which most speaks.
#[derive(Debug, Clone, Copy)]
pub struct Leader {
    outcome: Outcome,
    pub weight: f32,
    /// The greatest weight of any other place.
    rival: f32,
}

impl Leader {
    /// What comes of it if the judge has such a floor and such a margin.
    pub fn outcome(&self, floor: f32, margin: f32) -> Outcome {
        let is_taken = self.weight >= floor && self.rival + margin <= self.weight;
        if is_taken { self.outcome } else { Outcome::Orphan }
    }
}

impl Case {
    pub fn new(trial: &Trial) -> Case {
        let row = trial.row();
        let Some(comparison) = Finder::new(&trial.after).comparison(&trial.quote()) else {
            return Case::Settled { row, outcome: trial.outcome().0 };
        };
        let outcomes = comparison.places.iter().map(|place| trial.judged(place.span)).collect();
        Case::Judged { row, comparison, outcomes }
    }

    /// The row of a tally that counts it.
    pub fn row(&self) -> usize {
        match self {
            Case::Settled { row, .. } | Case::Judged { row, .. } => *row,
        }
    }

    /// What comes of it whatever the judge thinks.
    pub fn settled(&self) -> Option<Outcome> {
        match self {
            Case::Settled { outcome, .. } => Some(*outcome),
            Case::Judged { .. } => None,
        }
    }

    fn places(&self) -> impl Iterator<Item = (&Place, Outcome)> {
        let (places, outcomes): (&[Place], &[Outcome]) = match self {
            Case::Settled { .. } => (&[], &[]),
            Case::Judged { comparison, outcomes, .. } => (&comparison.places, outcomes),
        };
        places.iter().zip(outcomes.iter().copied())
    }

    /// The places to learn from; not those with an end off, which are neither right nor another place.
    pub fn examples(&self) -> impl Iterator<Item = Example<'_, { Place::VALUES }>> {
        let told = self.places().filter(|(_, outcome)| *outcome != Outcome::Beside);
        told.map(|(place, outcome)| Example { values: &place.values, is_right: outcome == Outcome::Right })
    }

    /// As `Judge::best` has it, which a test holds it to; none where no place has enough of the quote.
    pub fn leader(&self, numbers: &Numbers) -> Option<Leader> {
        let Case::Judged { comparison, .. } = self else { return None };
        let weighed: Vec<_> =
            self.places().map(|(place, outcome)| (place, outcome, numbers.weighed(&place.values))).collect();
        let (best, outcome, weight) = weighed.iter().max_by(|one, other| one.2.total_cmp(&other.2)).copied()?;
        let rivals = weighed.iter().filter(|(place, ..)| place.start.abs_diff(best.start) >= comparison.apart);
        let rival = rivals.map(|(.., weight)| *weight).fold(f32::NEG_INFINITY, f32::max);
        best.is_enough.then_some(Leader { outcome, weight, rival })
    }
}

#[cfg(test)]
mod tests {
    use super::super::numbers::JUDGE;
    use super::*;

    #[test]
    fn a_judge_with_the_numbers_as_they_are_chooses_as_the_finder_does() {
        let numbers = Numbers::read(JUDGE).expect("the numbers");
        for has_positions in [true, false] {
            let mut found = Tally::default();
            let mut cases = Vec::new();
            Material::lists(1).draw(300, 1, has_positions, |trial| {
                found.count(trial.row(), trial.outcome().0);
                cases.push(Case::new(trial));
            });
            let sample = Sample { name: String::new(), has_positions, cases };
            assert_eq!(sample.tally(&numbers), found);
            let judged = sample.cases.iter().filter(|case| case.settled().is_none()).count();
            assert!(judged > 100, "{judged} are judged");
        }
    }
}
