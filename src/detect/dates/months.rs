//! Days of a month and months: `6 فبراير/شباط الماضي`, `May 14-16`, `16/4/2021`.

use super::calendar::When;
use super::years::is_year;
use super::{Read, Scan};
use crate::detect::parts::{self, at, digits};
use crate::lang::measure::{Measure, Period};
use crate::lang::normalise;
use crate::model::Lang;

impl Scan<'_, '_> {
    /// A day of the month with its month: `6 فبراير/شباط الماضي`, `السادس من فبراير 2019`, `14-16 May`, `6th of May`.
    pub(super) fn day_month(&self, token: usize) -> Read {
        let (first, mut end) = self.day(token)?;
        let mut last_day = None;
        if self.is_dash(end)
            && let Some((last, after)) = self.day(end + 1)
        {
            (last_day, end) = (Some(last), after);
        }
        end = self.of(end);
        // `الرابع عشر من الشهر الجاري`
        if let Some((moved, end)) = self.shifted_period(end).filter(|(moved, _)| moved.period == Some(Period::Month)) {
            return Some((When { day: Some(first), last_day, ..moved }, end));
        }
        let (month, end) = self.month(self.head(end, Period::Month))?;
        Some(self.with_year(When { day: Some(first), last_day, ..month }, end))
    }

    /// `February 6, 2021`, `February 6th`, `May 14-16`.
    pub(super) fn month_day(&self, token: usize) -> Read {
        let (month, end) = self.month(token)?;
        if self.block.lang() != Lang::En {
            return None;
        }
        let (first, mut end) = self.day(end)?;
        let mut last_day = None;
        if self.is_dash(end)
            && let Some((last, after)) = self.day(end + 1)
        {
            (last_day, end) = (Some(last), after);
        }
        // `May 14:` is a day, `May 14:30` is none.
        Some(self.with_year(When { day: Some(first), last_day, ..month }, end))
    }

    /// A month without a day. A doubtful word needs a year or a word of past or future beside it.
    pub(super) fn month_first(&self, token: usize) -> Read {
        if let Some(read) = self.month_day(token) {
            return Some(read);
        }
        let (month, end) = self.month(token)?;
        let is_pair = end > self.part(token).map_or(end, |part| part.end);
        let doubtful = matches!(at(self.block, token)?.measure, Measure::Month { doubtful: true, .. });
        let (when, after) = self.with_year(month, end);
        let before = token.checked_sub(1).and_then(|before| at(self.block, before));
        let placed = before.is_some_and(|part| *part.measure == Measure::Since) && self.block.lang() == Lang::En;
        (!doubtful || after > end || is_pair || placed).then_some((when, after))
    }

    /// A month, in one calendar or in two: `فبراير/شباط`, `فبراير (شباط)`; a full stop after an abbreviation is in it.
    pub(super) fn month(&self, token: usize) -> Read {
        let part = at(self.block, token)?;
        let Measure::Month { calendar, number, .. } = *part.measure else { return None };
        let when = When::default().in_month(calendar, number);
        let mark = |index: usize, mark: &str| self.is_mark(index, mark);
        let open = mark(part.end, "(");
        // `يونيو حزيران`, as Reuters has it.
        if let Some(other) = self.part(part.end)
            && matches!(other.measure, Measure::Month { number: same, .. } if *same == number)
        {
            return Some((when, other.end));
        }
        if (open || mark(part.end, "/"))
            && let Some(other) = self.part(part.end + 1)
            && let Measure::Month { number: same, .. } = *other.measure
            && (!open || mark(other.end, ")"))
        {
            return Some((When { is_unclear: same != number, ..when }, other.end + usize::from(open)));
        }
        let short = self.block.lang() == Lang::En && self.block.word(token).len() <= 4;
        let spaced = !parts::is_glued(self.block, part.end + 1);
        let stop = short && spaced && mark(part.end, ".") && digits(self.block, part.end + 1).is_some();
        Some((when, part.end + usize::from(stop)))
    }

    /// What says of which year a month is: a year, `الماضي`, `من العام الماضي`, `last year`.
    pub(super) fn with_year(&self, when: When, end: usize) -> (When, usize) {
        let recurs = self.part(self.of(end)).is_some_and(|part| *part.measure == Measure::Every);
        if recurs {
            return (When { is_unclear: true, ..when }, end);
        }
        if let Some(part) = self.part(end)
            && let Measure::Shift(shift) = *part.measure
            && self.block.lang() == Lang::Ar
        {
            return (When { shift: Some(shift), ..when }, part.end);
        }
        let comma = self.block.token(end).is_some_and(|token| token.is_mark(",") || token.is_mark("،"));
        let from = self.of(end + usize::from(comma && when.day.is_some()));
        if let Some((year, era, end)) = self.year(self.head(from, Period::Year)) {
            return (When { year: Some(year), ..when }.of_era(era), end);
        }
        let moved = self.shifted_period(self.of(end)).filter(|(moved, _)| moved.period == Some(Period::Year));
        match moved {
            Some((moved, end)) => (When { year_shift: moved.shift, ..when }, end),
            None => (when, end),
        }
    }

    /// `16/4/2021`, `2021-04-16`, `16.04.2021`.
    pub(super) fn numeric(&self, token: usize) -> Read {
        let (fields, end) = self.fields(token)?;
        let length = |index: usize| fields[index].1;
        let value = |index: usize| fields[index].0;
        let (year, month, day) = match (length(0), length(2)) {
            (4, 1 | 2) => (value(0), value(1), value(2)),
            (1 | 2, 4) => (value(2), value(1), value(0)),
            _ => return None,
        };
        // Americans put the month first.
        let is_english = self.block.lang() == Lang::En && length(0) != 4;
        let is_unclear = is_english && day <= 12 && month <= 12 && day != month;
        let (month, day) = if month > 12 { (day, month) } else { (month, day) };
        let [month, day] = [month, day].map(|field| u8::try_from(field).ok());
        let (month, day) = (month.filter(|month| (1..=12).contains(month))?, day.filter(|day| (1..=31).contains(day))?);
        let year = i16::try_from(year).ok().filter(|&year| is_year(year))?;
        let is_hijri = year < 1500;
        Some((
            When { year: Some(year), month: Some(month), day: Some(day), is_unclear, is_hijri, ..When::default() },
            end,
        ))
    }

    /// Three numbers with the same sign between them, each with the number of its digits.
    pub(super) fn fields(&self, token: usize) -> Option<([(u64, usize); 3], usize)> {
        let field = |text: &str| Some((normalise::fold(text).parse::<u64>().ok()?, text.chars().count()));
        let word = self.block.word(token);
        let dotted: Vec<&str> = word.split('.').collect();
        if let [first, second, third] = dotted[..] {
            return Some(([field(first)?, field(second)?, field(third)?], token + 1));
        }
        let sign = self.block.word(token + 1);
        let glued = (token + 1..token + 5).all(|index| parts::is_glued(self.block, index));
        if !matches!(sign, "/" | "-") || self.block.word(token + 3) != sign || !glued {
            return None;
        }
        let [first, second, third] = [0, 2, 4].map(|by| {
            let digits = digits(self.block, token + by).filter(|digits| digits.after.is_empty());
            Some((digits?.number.whole()?, digits?.plain?))
        });
        Some(([first?, second?, third?], token + 5))
    }

    /// A day of the month: `6`, `6th`, `الـ16`, `السادس عشر`.
    pub(super) fn day(&self, token: usize) -> Option<(u8, usize)> {
        if let Some(digits) = digits(self.block, token) {
            let plain = digits.plain.is_some_and(|digits| digits <= 2);
            let ending = matches!(digits.after, "" | "st" | "nd" | "rd" | "th");
            let number = digits.number.whole().and_then(|number| u8::try_from(number).ok());
            return number.filter(|day| plain && ending && (1..=31).contains(day)).map(|day| (day, token + 1));
        }
        let part = at(self.block, token)?;
        match *part.measure {
            // `the first October cargo`
            Measure::Ordinal(day) => {
                let of = self.block.lang() == Lang::Ar || self.of(part.end) > part.end;
                of.then_some((day, part.end))
            }
            _ => None,
        }
    }
}
