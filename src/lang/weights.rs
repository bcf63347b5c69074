//! The weights of the tagger as a pack holds them: for each feature that tells something, what it is worth for which labels.

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// How many labels the tagger knows: outside of names, and four places in names of four types.
pub const LABELS: usize = 17;

/// Bits of a feature's hash that are kept. Among 60,000 features one in 4,500 unknown ones is taken for a known one.
pub const FEATURE_BITS: u32 = 28;

/// The weights of one language, in columns, as they compress best.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Weights {
    /// What one step of a stored weight is worth.
    pub unit: f32,
    /// What it is worth to go from one label to another: `LABELS` rows of `LABELS`.
    pub transitions: Vec<i16>,
    /// The features in ascending order, each as the distance to the one before.
    pub features: Vec<u32>,
    /// For each feature the labels it has weights for, a bit each.
    pub labels: Vec<u32>,
    /// The weights, feature by feature and in each by label.
    pub values: Vec<i8>,
}

/// Weights ready for use: an open hash table from features to their rows.
#[derive(Debug)]
pub struct Table {
    unit: f32,
    transitions: [[f32; LABELS]; LABELS],
    /// Feature plus one and place of its row; a power of two of them.
    slots: Vec<(u32, u32)>,
    /// For each row its length, then label and weight of each entry.
    rows: Vec<i8>,
}

impl Table {
    /// # Errors
    /// [`Error::InvalidPack`] when the columns do not fit each other.
    pub fn new(weights: &Weights) -> Result<Table, Error> {
        let invalid =
            |what: &str| Error::InvalidPack { reason: format!("the tagger's {what} do not fit its features") };
        let count = weights.features.len();
        if weights.labels.len() != count || weights.labels.iter().any(|labels| labels >> LABELS != 0) {
            return Err(invalid("labels"));
        }
        if weights.values.len() != weights.labels.iter().map(|labels| labels.count_ones() as usize).sum::<usize>() {
            return Err(invalid("weights"));
        }
        if weights.transitions.len() != LABELS * LABELS {
            return Err(invalid("transitions"));
        }
        let mut transitions = [[0.0; LABELS]; LABELS];
        for (row, stored) in transitions.iter_mut().zip(weights.transitions.chunks_exact(LABELS)) {
            for (transition, &stored) in row.iter_mut().zip(stored) {
                *transition = f32::from(stored) * weights.unit;
            }
        }
        let mut slots = vec![(0, 0); (count * 2).next_power_of_two().max(2)];
        let mut rows = Vec::with_capacity(count + 2 * weights.values.len());
        let mut values = weights.values.iter();
        let mut feature = 0u32;
        for (&distance, &labels) in weights.features.iter().zip(&weights.labels) {
            feature = feature.wrapping_add(distance) & ((1 << FEATURE_BITS) - 1);
            let mut at = feature as usize & (slots.len() - 1);
            while slots[at].0 != 0 {
                at = (at + 1) & (slots.len() - 1);
            }
            slots[at] = (feature + 1, rows.len() as u32);
            rows.push(labels.count_ones() as i8);
            for label in (0..LABELS).filter(|label| labels >> label & 1 == 1) {
                rows.push(label as i8);
                rows.push(values.next().copied().unwrap_or_default());
            }
        }
        Ok(Table { unit: weights.unit, transitions, slots, rows })
    }

    /// What it is worth to go from the outer label to the inner.
    pub fn transitions(&self) -> &[[f32; LABELS]; LABELS] {
        &self.transitions
    }

    /// What one step of the sums of [`Table::add`] is worth.
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// Adds the weights of `feature`, a hash of 32 bits, to `sums`.
    pub fn add(&self, feature: u32, sums: &mut [i32; LABELS]) {
        let feature = stored(feature);
        let mut at = feature as usize & (self.slots.len() - 1);
        loop {
            let (known, row) = self.slots[at];
            if known == feature + 1 {
                let row = row as usize;
                let end = row + 1 + 2 * self.rows[row] as usize;
                for entry in self.rows[row + 1..end].chunks_exact(2) {
                    sums[entry[0] as usize] += i32::from(entry[1]);
                }
                return;
            }
            if known == 0 {
                return;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// The part of a feature's hash that is stored.
pub fn stored(feature: u32) -> u32 {
    feature >> (32 - FEATURE_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        let features = vec![3, (1 << 27) - 3, 9];
        let (labels, values) = (vec![0b101, 0b10, 0b1], vec![5, -7, 11, -128]);
        Weights { unit: 0.5, transitions: vec![2; LABELS * LABELS], features, labels, values }
    }

    #[test]
    fn a_feature_adds_its_own_weights_and_no_others() {
        let table = Table::new(&weights()).unwrap();
        let mut sums = [0; LABELS];
        table.add(3 << 4 | 0xF, &mut sums);
        table.add(1 << 31, &mut sums);
        table.add(77 << 4, &mut sums);
        assert_eq!(sums[..4], [5, 11, -7, 0]);
        assert_eq!(table.transitions()[4][2], 1.0);
    }

    #[test]
    fn columns_that_do_not_fit_are_an_error() {
        let cut = |change: fn(&mut Weights)| {
            let mut weights = weights();
            change(&mut weights);
            Table::new(&weights).unwrap_err().code()
        };
        assert_eq!(cut(|weights| weights.values.truncate(1)), "invalid-pack");
        assert_eq!(cut(|weights| weights.labels.truncate(1)), "invalid-pack");
        assert_eq!(cut(|weights| weights.labels[0] = 1 << 30), "invalid-pack");
        assert_eq!(cut(|weights| weights.transitions.truncate(1)), "invalid-pack");
    }
}
