//! What dates and quantities come to, once their words are read.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the words of a date or quantity mean, in a form that programs can compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A date in EDTF (ISO 8601-2, levels 0 and 1): `2021-02-06`, `2019-04`, `199X`, `2001~`.
    Date(String),
    Quantity(Quantity),
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    pub number: Decimal,
    /// ISO 4217 for money where the text says whose it is (`USD`), `%`, else the singular of the article's own word.
    pub unit: String,
    pub modifier: Option<Modifier>,
}

/// What the words around a number say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Modifier {
    MoreThan,
    LessThan,
    AtLeast,
    AtMost,
    About,
}

impl Modifier {
    /// Every modifier.
    pub const ALL: [Modifier; 5] =
        [Modifier::MoreThan, Modifier::LessThan, Modifier::AtLeast, Modifier::AtMost, Modifier::About];

    /// The sign used in files and tables: `>` more than, `<` less than, `>=` at least, `<=` at most, `~` about.
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::MoreThan => ">",
            Modifier::LessThan => "<",
            Modifier::AtLeast => ">=",
            Modifier::AtMost => "<=",
            Modifier::About => "~",
        }
    }
}

/// A decimal number, exactly as written: `2.5` is 25 with one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    digits: u64,
    places: u8,
}

impl Decimal {
    /// `digits` with the last `places` of them after the point, in its shortest form.
    pub fn new(digits: u64, places: u8) -> Decimal {
        let mut number = Decimal { digits, places };
        while number.places > 0 && number.digits.is_multiple_of(10) {
            number = Decimal { digits: number.digits / 10, places: number.places - 1 };
        }
        number
    }

    /// The number as a whole one; none where it has a fraction.
    pub fn whole(self) -> Option<u64> {
        (self.places == 0).then_some(self.digits)
    }

    /// This many times `factor`; none where that is too large a number to be news.
    pub fn times(self, factor: u64) -> Option<Decimal> {
        Some(Decimal::new(self.digits.checked_mul(factor)?, self.places))
    }

    /// The sum of both.
    pub fn sum(self, other: Decimal) -> Option<Decimal> {
        let (fine, coarse) = if self.places >= other.places { (self, other) } else { (other, self) };
        let factor = 10u64.checked_pow((fine.places - coarse.places).into())?;
        Some(Decimal::new(coarse.digits.checked_mul(factor)?.checked_add(fine.digits)?, fine.places))
    }

    /// The nearest number that JSON and JavaScript have: up to fifteen digits it is this one.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10f64.powi(self.places.into())
    }
}

impl From<u64> for Decimal {
    fn from(whole: u64) -> Decimal {
        Decimal::new(whole, 0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.digits, usize::from(self.places) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.places));
        f.write_str(whole)?;
        if part.is_empty() { Ok(()) } else { write!(f, ".{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let two_and_a_half = Decimal::new(25, 1);
        assert_eq!(two_and_a_half.times(1_000_000_000), Some(Decimal::from(2_500_000_000)));
        assert_eq!(Decimal::new(11, 1).times(10).and_then(Decimal::whole), Some(11));
        assert_eq!(two_and_a_half.sum(3.into()).map(|sum| sum.to_string()).as_deref(), Some("5.5"));
        assert_eq!(Decimal::new(5, 2).to_string(), "0.05");
        assert_eq!(Decimal::new(5, 2).to_f64(), 0.05);
        assert_eq!(Decimal::from(u64::MAX).times(10), None);
    }
}
