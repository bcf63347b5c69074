//! What a word can be in a date or a quantity.
//!
//! Beside [`super::Classes`], which the tagger learns from, so that what is known of dates and quantities can grow without
//! a training: the tables `months.tsv`, `time.tsv`, `numbers.tsv` and `units.tsv` give each form one of these.

use serde::{Deserialize, Serialize};

use crate::model::Modifier;

/// What one word or phrase is in a date or a quantity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// `doubtful`: also an ordinary word or a name (`مارس`, `May`).
    Month {
        calendar: Calendar,
        number: u8,
        doubtful: bool,
    },
    /// Monday is 1.
    Weekday(u8),
    /// Days from the day of publication: `أمس` is -1.
    Day(i8),
    /// A part of the day that stands beside it: `صباح`, `evening`.
    Part,
    /// A part that can belong to the day before: `ليلة الخميس`.
    Night,
    /// `الماضي` is -1, `الحالي` 0, `المقبل` 1.
    Shift(i8),
    /// `هذا`, `this`.
    This,
    /// As EDTF numbers them: 21 is spring.
    Season(u8),
    Era(Era),
    /// The tens of its years: `تسعينيات` is 90.
    Decade(u8),
    /// Makes a length of time a date: `قبل`, `ago`.
    Ago,
    /// What follows is the same day in another calendar: `الموافق`.
    Equals,
    /// Stands between day, month and year: `من`, `of`.
    Of,
    /// Makes a day one of each year: `من كل عام`.
    Every,
    /// What follows is a name: `ثورة 25 يناير`.
    Event,
    /// A bare year may follow: `منذ 2011`.
    Since,
    Number(u64),
    /// Multiplies what stands before it; `alone`: counts once where nothing does. `ألف` does, `آلاف` of people are no number.
    Scale {
        factor: u64,
        alone: bool,
    },
    Half,
    /// A day of the month or a century: `السادس عشر`.
    Ordinal(u8),
    /// One of what follows: `a million`.
    Article,
    Modifier(Modifier),
    /// One that stands after its number: `على الأقل`.
    ModifierAfter(Modifier),
    Unit {
        unit: Unit,
        count: Count,
        name: String,
    },
}

/// Whose months they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Calendar {
    Gregorian,
    Hijri,
}

/// What years are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Era {
    Common,
    BeforeCommon,
    Hijri,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    Money,
    Percent,
    Time(Period),
    Measure,
    /// People and things.
    Count,
}

/// Grammatical number, as far as the form tells; English plurals and Arabic ones after 3 to 10 are `Many`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Count {
    One,
    /// The Arabic dual, which needs no number: `عامين`.
    Two,
    Many,
    /// `العام`, as in `العام الماضي`.
    The,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}
