//! How much has to speak for a place, and how much more than for any other one.
//!
//! The rule: the lowest floor at which one trial in [`BORNE`] ends with a false anchor at most, one floor for trials with the positions
//! and one for those without; of all margins that by which most is found then, the greater one where it makes no difference. That no
//! trial at all ends so would be a rule by the oddest one: at a floor of 5, which 5 % of the rows of lists do not reach, one in 11,000
//! still does.

use super::cases::Sample;
use super::numbers::Numbers;
use crate::cli::eval::anchoring::Outcome;

/// One false anchor is borne in so many trials with the positions, and without, where less tells a place from others.
const BORNE: [usize; 2] = [4000, 3000];
/// Floors and margins are looked for among so many tenths.
const FLOORS: usize = 100;
const MARGINS: usize = 20;

/// `numbers` with the floors and the margin that `samples` are judged best by.
pub fn chosen(numbers: &Numbers, samples: &[Sample]) -> Numbers {
    let with = |margin: usize| {
        let margin = tenths(margin);
        let [floor, floor_anywhere] = [true, false].map(|has_positions| {
            let samples = samples.iter().filter(|sample| sample.has_positions == has_positions);
            let borne = BORNE[usize::from(!has_positions)];
            floor(numbers, margin, borne, &samples.collect::<Vec<_>>())
        });
        Numbers { floor, floor_anywhere, margin, ..numbers.clone() }
    };
    let found = |numbers: &Numbers| samples.iter().map(|sample| sample.tally(numbers).found()).sum::<f64>();
    let all = (0..MARGINS).map(with).map(|numbers| (found(&numbers), numbers));
    all.max_by(|one, other| one.0.total_cmp(&other.0)).map_or_else(|| numbers.clone(), |(_, numbers)| numbers)
}

/// The lowest floor by which one false anchor comes in `borne` trials at most.
fn floor(numbers: &Numbers, margin: f32, borne: usize, samples: &[&Sample]) -> f32 {
    let cases = || samples.iter().flat_map(|sample| &sample.cases);
    let settled = cases().filter(|case| case.settled() == Some(Outcome::False)).count();
    let leaders = cases().filter_map(|case| case.leader(numbers));
    let wrong: Vec<f32> = leaders
        .filter(|leader| leader.outcome(f32::NEG_INFINITY, margin) == Outcome::False)
        .map(|leader| leader.weight)
        .collect();
    let is_borne = |floor: f32| {
        let false_anchors = settled + wrong.iter().filter(|&&weight| weight >= floor).count();
        false_anchors * borne <= cases().count()
    };
    (0..FLOORS).map(tenths).find(|&floor| is_borne(floor)).unwrap_or(tenths(FLOORS))
}

/// What is written with one digit is read as the very same number.
fn tenths(at: usize) -> f32 {
    at as f32 / 10.0
}

#[cfg(test)]
mod tests {
    use super::super::cases::Case;
    use super::super::numbers::JUDGE;
    use super::*;
    use crate::exchange::anchor::{Comparison, Place};
    use crate::model::Span;

    /// A trial of places apart that weigh so much.
    fn case(places: &[(f32, Outcome)]) -> Case {
        let place = |(at, (weight, _)): (usize, &(f32, Outcome))| {
            let mut values = [0.0; Place::VALUES];
            values[0] = *weight;
            Place { span: Span::new(at, at + 1), start: at, values, is_enough: true }
        };
        let comparison = Comparison { places: places.iter().enumerate().map(place).collect(), apart: 1 };
        Case::Judged { row: 0, comparison, outcomes: places.iter().map(|place| place.1).collect() }
    }

    #[test]
    fn the_floor_is_the_lowest_one_with_few_false_anchors_and_the_margin_the_greatest_one_that_loses_nothing() {
        let mut numbers =
            Numbers { bias: 0.0, weights: [0.0; Place::VALUES], ..Numbers::read(JUDGE).expect("numbers") };
        numbers.weights[0] = 1.0;
        let mut cases: Vec<Case> = (0..2 * BORNE[0]).map(|_| case(&[(5.0, Outcome::Right)])).collect();
        cases.extend([9.0, 3.0, 2.05].map(|weight| case(&[(weight, Outcome::False)])));
        cases.push(case(&[(5.0, Outcome::Right), (4.25, Outcome::False)]));
        let sample = Sample { name: String::new(), has_positions: true, cases };
        let chosen = chosen(&numbers, &[sample]);
        assert_eq!((chosen.floor, chosen.margin), (2.1, 0.7));
    }
}
