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
    /// The weights, feature by feature and in each by label, as bytes of two's complement.
    #[serde(with = "serde_bytes")]
    pub values: Vec<u8>,
}

impl Weights {
    /// Puts the weights of features, which are in ascending order, into columns.
    pub fn new(unit: f32, transitions: Vec<i16>, rows: &[(u32, [i8; LABELS])]) -> Weights {
        let mut weights = Weights { unit, transitions, ..Weights::default() };
        let mut before = 0;
        for (feature, row) in rows {
            weights.features.push(feature - before);
            before = *feature;
            weights.labels.push((0..LABELS).filter(|&label| row[label] != 0).fold(0, |mask, label| mask | 1 << label));
            weights.values.extend(row.iter().filter(|&&value| value != 0).map(|value| value.cast_unsigned()));
        }
        weights
    }

    /// Each feature with its weights. Columns that do not fit each other give what they can.
    pub fn rows(&self) -> impl Iterator<Item = (u32, [i8; LABELS])> + '_ {
        let mut values = self.values.iter().copied();
        let mut feature = 0u32;
        self.features.iter().zip(&self.labels).map(move |(&distance, &labels)| {
            feature = feature.wrapping_add(distance);
            let mut row = [0; LABELS];
            for label in (0..LABELS).filter(|label| labels >> label & 1 == 1) {
                row[label] = values.next().unwrap_or_default().cast_signed();
            }
            (feature, row)
        })
    }
}

/// Weights ready for use: a table from features to their rows.
///
/// A bit set says which features can be known, for most that are asked for are not; the number of bits before a feature's
/// own is the place of its row. So most unknown features cost one look into a quarter of a megabyte, and a known one costs one
/// more into two.
#[derive(Debug)]
pub struct Table {
    unit: f32,
    transitions: [[f32; LABELS]; LABELS],
    /// The bits, and before each 64 of them how many there are.
    bits: Vec<(u64, u32)>,
    /// One row for each bit, then those of features that share a bit with another one.
    rows: Vec<Row>,
}

/// A feature and its weights: a byte for each label, raised by [`ZERO`] so that none is below 0. Those of the first 16 labels are in
/// two numbers; the last number has that of the last label in its lowest byte, then the feature in 32 bits, then in 24 bits the
/// place of the next row that shares the bit, 0 for none.
#[derive(Debug, Clone, Copy)]
struct Row([u64; 3]);

const _: () = assert!(LABELS == 17);

impl Row {
    fn new(feature: u32, weights: [i8; LABELS]) -> Row {
        let byte = |label: usize| u64::from(weights[label].cast_unsigned().wrapping_add(ZERO));
        let eight = |first: usize| (0..8).fold(0, |bytes, at| bytes | byte(first + at) << (8 * at));
        Row([eight(0), eight(8), byte(16) | u64::from(feature) << 8])
    }

    fn feature(&self) -> u32 {
        (self.0[2] >> 8) as u32
    }

    fn next(&self) -> usize {
        (self.0[2] >> 40) as usize
    }

    fn with_next(&self, next: usize) -> Row {
        let [first, second, last] = self.0;
        Row([first, second, last & !(u64::MAX << 40) | (next as u64) << 40])
    }
}

/// What stands for a weight of 0.
const ZERO: u8 = 128;

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
        let last = weights.features.iter().map(|&distance| u64::from(distance)).sum::<u64>();
        let repeats = weights.features.get(1..).is_some_and(|distances| distances.contains(&0));
        if last >> FEATURE_BITS != 0 || repeats {
            return Err(Error::InvalidPack { reason: "the tagger's features are not in order".to_owned() });
        }
        if !weights.unit.is_finite() || weights.unit <= 0.0 {
            return Err(Error::InvalidPack { reason: "the unit of the tagger's weights is not above 0".to_owned() });
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
        let (bits, rows) = placed(weights.rows().map(|(feature, row)| Row::new(feature, row)), count);
        Ok(Table { unit: weights.unit, transitions, bits, rows })
    }

    /// What it is worth to go from the outer label to the inner.
    pub fn transitions(&self) -> &[[f32; LABELS]; LABELS] {
        &self.transitions
    }

    /// What one step of a [`Sum`] is worth.
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// Adds the weights of `features`, hashes of 32 bits, to `sum`.
    pub fn add(&self, features: &[u32], sum: &mut Sum) {
        const CHUNK: usize = 64;
        for features in features.chunks(CHUNK) {
            // Those that may be known are gathered without a branch, which would be a coin toss.
            let mut kept = [0; CHUNK];
            let mut count = 0;
            for &feature in features {
                let feature = stored(feature);
                let (word, bit) = place(feature, self.bits.len());
                kept[count] = feature;
                count += (self.bits[word].0 >> bit & 1) as usize;
            }
            for &feature in &kept[..count] {
                if let Some(row) = self.row(feature) {
                    sum.add_row(row);
                }
            }
        }
    }

    /// The row of a feature whose bit is set, if it is its own or one that shares the bit.
    #[inline(always)]
    fn row(&self, feature: u32) -> Option<&Row> {
        let (word, bit) = place(feature, self.bits.len());
        let (bits, before) = self.bits[word];
        let mut at = (before + (bits & ((1 << bit) - 1)).count_ones()) as usize;
        loop {
            let row = &self.rows[at];
            match row.next() {
                _ if row.feature() == feature => return Some(row),
                0 => return None,
                next => at = next,
            }
        }
    }
}

/// The bits of `count` rows, and the rows in the order of their bits with those that share one behind.
fn placed(rows: impl Iterator<Item = Row>, count: usize) -> (Vec<(u64, u32)>, Vec<Row>) {
    // Sixteen bits a feature: one unknown feature in sixteen looks known at first.
    let words = (count * 16).next_power_of_two().div_ceil(64).min(1 << (FEATURE_BITS - 6));
    let mut bits = vec![(0u64, 0u32); words];
    let mut placed: Vec<Row> = Vec::with_capacity(count);
    let mut sharing: Vec<(usize, Row)> = Vec::new();
    for row in rows {
        let (word, bit) = place(row.feature(), words);
        if bits[word].0 >> bit & 1 == 1 {
            sharing.push((placed.len() - 1, row));
        } else {
            bits[word].0 |= 1 << bit;
            placed.push(row);
        }
    }
    let mut before = 0;
    for (bits, count) in &mut bits {
        *count = before;
        before += bits.count_ones();
    }
    for (first, row) in sharing {
        let next = placed.len();
        placed.push(row.with_next(placed[first].next()));
        placed[first] = placed[first].with_next(next);
    }
    (bits, placed)
}

/// Where the bit of a stored feature is among `words` numbers of bits, a power of two of them. Features in order have their
/// bits in order.
#[inline(always)]
fn place(feature: u32, words: usize) -> (usize, u32) {
    let at = feature >> (FEATURE_BITS - 6 - words.trailing_zeros());
    (at as usize / 64, at % 64)
}

/// A sum of up to 257 rows: four labels at once, each in two bytes of a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    even: [u64; 2],
    odd: [u64; 2],
    /// That of the last label, and above it in 32 bits how many rows there are.
    last: u64,
}

impl Sum {
    #[inline(always)]
    fn add_row(&mut self, &Row([first, second, last]): &Row) {
        const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
        for (at, row) in [first, second].into_iter().enumerate() {
            self.even[at] += row & EVEN;
            self.odd[at] += row >> 8 & EVEN;
        }
        self.last += last & 0xFF | 1 << 32;
    }

    /// Adds another sum.
    #[inline(always)]
    pub fn add(&mut self, other: &Sum) {
        for at in 0..2 {
            self.even[at] += other.even[at];
            self.odd[at] += other.odd[at];
        }
        self.last += other.last;
    }

    /// What the rows are worth for each label, in steps of [`Table::unit`].
    pub fn values(&self) -> [i16; LABELS] {
        let raised = (self.last >> 32) as i16 * i16::from(ZERO);
        std::array::from_fn(|label| {
            let pairs = match label {
                16 => self.last,
                _ if label % 2 == 0 => self.even[label / 8],
                _ => self.odd[label / 8],
            };
            ((pairs >> (label % 8 / 2 * 16)) as i16).wrapping_sub(raised)
        })
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
        let features = vec![3, 1 << 20, (1 << 27) - 3 - (1 << 20), 9];
        let labels = vec![0b101, 0b1000, 0b10, 0b1];
        let values = [5, -7, 3, 11, -128].map(i8::cast_unsigned).to_vec();
        Weights { unit: 0.5, transitions: vec![2; LABELS * LABELS], features, labels, values }
    }

    #[test]
    fn a_feature_adds_its_own_weights_and_no_others() {
        let table = Table::new(&weights()).unwrap();
        let mut sum = Sum::default();
        // The first two share their upper bits; the last two are unknown.
        table.add(&[3 << 4 | 0xF, (3 + (1 << 20)) << 4, 1 << 31, 1 << 30, 4 << 4], &mut sum);
        assert_eq!(sum.values()[..4], [5, 11, -7, 3]);
        let half = sum;
        sum.add(&half);
        assert_eq!(sum.values()[..4], [10, 22, -14, 6]);
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
        assert_eq!(cut(|weights| weights.features[2] = u32::MAX), "invalid-pack");
        assert_eq!(cut(|weights| weights.features[1] = 0), "invalid-pack");
        assert_eq!(cut(|weights| weights.unit = f32::NAN), "invalid-pack");
        assert_eq!(cut(|weights| weights.transitions.truncate(1)), "invalid-pack");
    }
}
