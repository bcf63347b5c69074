//! The numbers in the judge's source: read from it, and written into it again.

use std::ops::Range;
use std::path::Path;

use super::regression::Odds;
use crate::error::Error;
use crate::exchange::anchor::Place;

/// The judge's file as it was when this was built.
pub const JUDGE: &str = include_str!("../../../exchange/anchor/approximate/judge.rs");
/// Its constants that are learnt, beside the weights.
const CONSTANTS: [&str; 4] = ["BIAS", "FLOOR", "FLOOR_ANYWHERE", "MARGIN"];
/// What stands before its rows of weights, and before each.
const ROWS: &str = "fn rows(";
const ROW: &str = "\n            (";

/// What the judge decides by.
#[derive(Debug, Clone, PartialEq)]
pub struct Numbers {
    pub bias: f32,
    pub floor: f32,
    pub floor_anywhere: f32,
    pub margin: f32,
    pub weights: [f32; Place::VALUES],
}

impl Numbers {
    /// Those of `odds`, rounded as they are written; floors and margin are yet to be chosen.
    pub fn of(odds: &Odds<{ Place::VALUES }>) -> Numbers {
        let rounded = |number: f64| ((100.0 * number).round() / 100.0) as f32;
        let weights = odds.weights.map(rounded);
        Numbers { bias: rounded(odds.bias), floor: 0.0, floor_anywhere: 0.0, margin: 0.0, weights }
    }

    /// Those in `source`, if all are there.
    pub fn read(source: &str) -> Option<Numbers> {
        let mut numbers = places(source)?.into_iter().map(|place| source[place].parse().ok());
        let [bias, floor, floor_anywhere, margin] = [(); 4].map(|()| numbers.next().flatten());
        let weights: Vec<f32> = numbers.collect::<Option<_>>()?;
        let weights = weights.try_into().ok()?;
        Some(Numbers { bias: bias?, floor: floor?, floor_anywhere: floor_anywhere?, margin: margin?, weights })
    }

    /// `source` with these in place of its own, if it has as many.
    pub fn put_into(&self, source: &str) -> Option<String> {
        let steps = [self.floor, self.floor_anywhere, self.margin].map(|step| format!("{step:.1}"));
        let weights = self.weights.iter().map(|weight| format!("{weight:.2}"));
        let numbers: Vec<String> = [format!("{:.2}", self.bias)].into_iter().chain(steps).chain(weights).collect();
        let places = places(source)?;
        let mut put: Vec<_> = places.iter().cloned().zip(&numbers).collect();
        put.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        let mut source = source.to_owned();
        put.into_iter().for_each(|(place, number)| source.replace_range(place, number));
        (places.len() == numbers.len()).then_some(source)
    }

    /// The logarithm of the odds of a place with `values`, to the bit as the judge works it out.
    pub fn weighed(&self, values: &[f32]) -> f32 {
        self.bias + self.weights.iter().zip(values).map(|(weight, value)| weight * value).sum::<f32>()
    }
}

/// The lines of `source` that hold the numbers.
pub fn lines(source: &str) -> String {
    let mut places = places(source).unwrap_or_default();
    places.sort_by_key(|place| place.start);
    let line = |place: Range<usize>| source[..place.start].lines().count() - 1;
    places.into_iter().filter_map(|place| Some(source.lines().nth(line(place))?.to_owned() + "\n")).collect()
}

/// Where in `source` the constants stand, in their order, and the weights.
fn places(source: &str) -> Option<Vec<Range<usize>>> {
    let until = |start: usize, end: char| Some(start..start + source[start..].find(end)?);
    let constant = |name: &str| {
        let declared = format!("const {name}: f32 = ");
        until(source.find(&declared)? + declared.len(), ';')
    };
    let rows = source.find(ROWS)?;
    let weights = source[rows..].match_indices(ROW).map(|(at, row)| until(rows + at + row.len(), ','));
    CONSTANTS.into_iter().map(constant).chain(weights).collect()
}

/// That `file` has not the numbers that this learns.
pub fn unknown(file: &Path) -> Error {
    let reason = format!(
        "this is not the judge that this command was built with: {} as numbers, and {} rows of weights after `{ROWS}`",
        CONSTANTS.join(", "),
        Place::VALUES
    );
    Error::InvalidInput { path: file.display().to_string(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_judge_with_its_own_numbers_is_as_it_was() {
        let numbers = Numbers::read(JUDGE).expect("the numbers");
        assert_eq!(numbers.put_into(JUDGE).as_deref(), Some(JUDGE));
        let values = [1.0; Place::VALUES];
        assert!(numbers.weighed(&values).is_finite());
    }

    #[test]
    fn other_numbers_are_read_as_they_were_written() {
        let mut numbers = Numbers::read(JUDGE).expect("the numbers");
        numbers.floor += 1.5;
        numbers.weights[7] = -123.25;
        let source = numbers.put_into(JUDGE).expect("the numbers");
        assert_eq!(Numbers::read(&source), Some(numbers.clone()));
        assert!(lines(&source).contains("            (-123.25, words * telling_length),\n"), "{}", lines(&source));
    }

    #[test]
    fn a_file_with_a_row_less_is_not_the_judge() {
        let numbers = Numbers::read(JUDGE).expect("the numbers");
        let source = JUDGE.replacen(ROW, "\n            // (", 1);
        assert_eq!(numbers.put_into(&source), None);
        assert_eq!(Numbers::read(&source), None);
    }
}
