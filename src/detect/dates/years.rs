//! Years and what is longer or as long ago: `عام 2019`, `العام الماضي`, `1990s`, `three weeks ago`.

use super::calendar::When;
use super::{Read, Scan};
use crate::detect::parts::{self, Part, at, digits, numeral};
use crate::lang::measure::{Count, Era, Measure, Period, Unit};
use crate::lang::normalise;
use crate::model::Lang;

impl Scan<'_, '_> {
    /// A year in digits with its era; none where it counts something: `2000 شخص`.
    pub(super) fn year(&self, token: usize) -> Option<(i16, Option<Era>, usize)> {
        let digits = digits(self.block, token).filter(|digits| matches!(digits.before, "" | "و"))?;
        let year = digits.number.whole().and_then(|year| i16::try_from(year).ok())?;
        let glued = self.block.lexicon.sense(&normalise::fold(digits.after)).measure;
        let glued = glued.and_then(|measure| self.block.lexicon.measure_at(measure));
        let era = |measure: &Measure| if let Measure::Era(era) = measure { Some(*era) } else { None };
        if !digits.after.is_empty() {
            let era = glued.and_then(era)?;
            return digits.plain.is_some().then_some((year, Some(era), token + 1));
        }
        let next = self.part(token + 1);
        if let Some((era, end)) = next.and_then(|part| Some((era(part.measure)?, part.end))) {
            return digits.plain.is_some().then_some((year, Some(era), end));
        }
        let counts = next.is_some_and(|part| {
            matches!(part.measure, Measure::Unit { count: Count::One | Count::Many, .. } | Measure::Scale { .. })
        });
        let hijri = (year < 1500).then_some(Era::Hijri).filter(|_| self.block.lang() == Lang::Ar);
        (digits.plain == Some(4) && is_year(year) && !counts).then_some((year, hijri, token + 1))
    }

    /// `2019` after a word that a year follows, `2015-2016`.
    pub(super) fn years(&self, token: usize) -> Read {
        let (year, era, end) = self.year(token)?;
        let when = When { year: Some(year), ..When::default() }.of_era(era);
        // `2018/2019`, but not `2018/12`.
        if self.is_dash(end) || self.block.token(end).is_some_and(|token| token.is_mark("/")) {
            let (last_year, _, end) =
                self.year(end + 1).filter(|_| parts::is_glued(self.block, end + 1) || self.is_dash(end))?;
            return Some((When { last_year: Some(last_year), ..when }, end));
        }
        let glued = self.block.token(end).is_some_and(|token| matches!(&*token.key, ":" | "%" | "٪"))
            && parts::is_glued(self.block, end);
        (!glued).then_some((when, end))
    }

    /// A year that needs no word before it: with its era, the second after `عامي 2015 و`, or in parentheses `(1990-2005)`.
    pub(super) fn years_alone(&self, token: usize) -> Read {
        let (_, era, end) = self.year(token)?;
        let mark = |index: usize, mark: &str| self.is_mark(index, mark);
        let (when, after) = self.years(token)?;
        let enclosed = token > 0 && mark(token - 1, "(") && mark(after, ")") && when.last_year.is_some();
        let has_era = era.is_some()
            && after == end
            && (end > token + 1
                || digits(self.block, token)?.plain.is_some() && !digits(self.block, token)?.after.is_empty());
        let second = token > 1
            && (self.block.word(token).starts_with('و') || self.block.word(token - 1) == "and")
            && self.year(token - 1 - usize::from(self.block.lang() == Lang::En)).is_some();
        (enclosed || has_era || second).then_some((when, after))
    }

    /// What begins with a length of time: `يوم الخميس`, `شهر أكتوبر`, `عام 2019`, `العام الماضي`, `القرن التاسع عشر`.
    pub(super) fn period_first(&self, period: Period, count: Count, next: usize, token: usize) -> Read {
        let arabic = self.block.lang() == Lang::Ar;
        match (period, count) {
            (Period::Day, Count::One) if arabic => {
                self.day_named(next).or_else(|| self.day_month(next)).or_else(|| self.numeric(next))
            }
            (Period::Month, Count::One) if arabic => self.month(next).map(|(when, end)| self.with_year(when, end)),
            (Period::Year, Count::One | Count::The) if arabic => {
                self.years(next).or_else(|| self.shifted_period(token))
            }
            (Period::Century, Count::The) if arabic => self.century(token).or_else(|| self.shifted_period(token)),
            // A season of sports is no date.
            (Period::Day | Period::Week | Period::Month | Period::Year, Count::The) if arabic => {
                self.shifted_period(token)
            }
            _ => None,
        }
    }

    /// `العام الماضي`, `last year`: which one, by what it is a shift of.
    pub(super) fn shifted_period(&self, token: usize) -> Read {
        let first = at(self.block, token)?;
        let second = self.part(first.end)?;
        match (self.block.lang(), first.measure, second.measure) {
            (Lang::Ar, Measure::Unit { unit: Unit::Time(period), count: Count::The, .. }, Measure::Shift(shift)) => {
                let when = moved(*period, *shift);
                // `العام المقبل 2019`
                match self
                    .year(second.end)
                    .filter(|_| *period == Period::Year && parts::adjoins(self.block, second.end))
                {
                    Some((year, era, end)) => Some((When { year: Some(year), shift: None, ..when }.of_era(era), end)),
                    None => Some((when, second.end)),
                }
            }
            (Lang::Ar, Measure::This, Measure::Unit { unit: Unit::Time(period), count: Count::The, .. }) => {
                Some((moved(*period, 0), second.end))
            }
            (
                Lang::En,
                Measure::Shift(_) | Measure::This,
                Measure::Unit { unit: Unit::Time(period), count: Count::One, .. },
            ) => {
                let shift = if let Measure::Shift(shift) = first.measure { *shift } else { 0 };
                // `over the last year` is the twelve months before.
                let the = token > 0 && self.block.word(token - 1).eq_ignore_ascii_case("the");
                (!the).then_some((moved(*period, shift), second.end))
            }
            _ => None,
        }
    }

    /// `صيف 2018`, `summer of 2018`, `صيف عام 2018`.
    pub(super) fn season(&self, token: usize) -> Read {
        let part = at(self.block, token)?;
        let Measure::Season(season) = *part.measure else { return None };
        let season = When { season: Some(season), ..When::default() };
        // Which one is the last depends on when it was written.
        if let Some(shift) = self.part(part.end).filter(|part| matches!(part.measure, Measure::Shift(_))) {
            return Some((When { is_unclear: true, ..season }, shift.end));
        }
        let (when, end) = self.with_year(season, part.end);
        (when.year.is_some() || when.year_shift.is_some()).then_some((when, end))
    }

    /// `تسعينيات القرن الماضي`. Without its century it may be somebody's age.
    pub(super) fn decade(&self, token: usize) -> Read {
        let part = at(self.block, token)?;
        let Measure::Decade(decade) = *part.measure else { return None };
        let from = self.of(part.end);
        let (when, end) = self.century(from).or_else(|| self.shifted_period(from))?;
        (when.century.is_some() || when.period == Some(Period::Century))
            .then_some((When { decade: Some(decade), ..when }, end))
    }

    /// `1990s`
    pub(super) fn decade_in_digits(&self, token: usize) -> Read {
        let digits = digits(self.block, token).filter(|digits| digits.after == "s" && digits.plain == Some(4))?;
        let year = digits.number.whole().and_then(|year| i16::try_from(year).ok()).filter(|&year| is_year(year))?;
        let decade = u8::try_from(year % 100).ok().filter(|decade| decade.is_multiple_of(10) && *decade > 0)?;
        Some((When { decade: Some(decade), year: Some(year), ..When::default() }, token + 1))
    }

    /// `القرن التاسع عشر`, `القرن الـ19`, `19th century`.
    pub(super) fn century(&self, token: usize) -> Read {
        let (century, end) = match self.block.lang() {
            Lang::Ar => self.day(is_century(at(self.block, token))?)?,
            Lang::En => {
                let (number, end) = self.day(token)?;
                (number, is_century(self.part(end + usize::from(self.is_dash(end))))?)
            }
        };
        (century <= 21).then_some((When { century: Some(century), ..When::default() }, end))
    }

    /// `three weeks ago`
    pub(super) fn ago(&self, token: usize) -> Read {
        let (when, end) = self.length(token)?;
        let part = self.part(end).filter(|part| *part.measure == Measure::Ago && self.block.lang() == Lang::En)?;
        Some((when, part.end))
    }

    /// A length of time, as what lies between the article and a date: `ثلاثة أسابيع`, `عامين`, `a week`.
    pub(super) fn length(&self, token: usize) -> Read {
        let first = self.part(token);
        let unit = |part: Option<Part>| match part?.measure {
            Measure::Unit { unit: Unit::Time(period), count, .. } => Some((*period, *count, part?.end)),
            _ => None,
        };
        if let Some((period, Count::Two, end)) = unit(first) {
            return Some((since(2, period), end));
        }
        if let Some(Measure::Article) = first.map(|part| part.measure) {
            let (period, _, end) = unit(self.part(token + 1))?;
            return Some((since(1, period), end));
        }
        let number = numeral(self.block, token)?;
        let (period, _, end) = unit(self.part(number.end))?;
        Some((When { ago: Some((number.number, period)), ..When::default() }, end))
    }

    /// Whether a length of time before something follows: `قبل ثلاثة أيام (فقط) من الانتخابات`.
    pub(super) fn is_before_something(&self, token: usize) -> bool {
        let token = token + usize::from(self.block.word(token) == "فقط");
        matches!(self.part(token).map(|part| part.measure), Some(Measure::Of))
            || self.block.word(token).starts_with("عن")
            || self.block.word(token) == "على"
    }
}

/// The token after the word for a century.
fn is_century(part: Option<Part>) -> Option<usize> {
    let is_century = |part: &Part| matches!(part.measure, Measure::Unit { unit: Unit::Time(Period::Century), .. });
    part.filter(is_century).map(|part| part.end)
}

pub(super) fn moved(period: Period, shift: i8) -> When {
    When { period: Some(period), shift: Some(shift), ..When::default() }
}

fn since(number: u64, period: Period) -> When {
    When { ago: Some((number.into(), period)), ..When::default() }
}

/// Four digits that a newspaper prints as a year; those of the Hijri calendar among them.
pub(super) fn is_year(year: i16) -> bool {
    (1000..=2199).contains(&year)
}
