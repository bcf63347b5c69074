//! Days by their names and by how far they are: `الخميس الماضي`, `أمس`, `Tuesday morning`.

use super::calendar::When;
use super::{Read, Scan};
use crate::detect::parts::{Part, at};
use crate::lang::Class;
use crate::lang::measure::{Measure, Period, Unit};
use crate::model::Lang;
use crate::model::text::find;

impl Scan<'_, '_> {
    /// A day by its name, `يوم` before it or not: `الخميس`, `يوم الخميس`, `أمس`.
    pub(super) fn day_named(&self, token: usize) -> Read {
        let from = self.head(token, Period::Day);
        self.weekday(from).or_else(|| self.relative(from))
    }

    /// What follows `ليل`. `ليل الخميس` can be the night before Thursday, and `ليل الخميس الجمعة` is the one between them.
    pub(super) fn night(&self, token: usize) -> Read {
        let (when, end) = self.day_named(token)?;
        let (is_unclear, end) = match self.weekday(end) {
            Some((_, end)) => (true, end),
            None => (when.offset.is_none(), end),
        };
        Some((When { is_unclear, ..when }, end))
    }

    /// `Thursday`, `الخميس الماضي`, `الخميس 16 أبريل 2021`, `Thursday (16 April)`, `Thursday morning`.
    pub(super) fn weekday(&self, token: usize) -> Read {
        let part = self.part(token)?;
        let Measure::Weekday(day) = *part.measure else { return None };
        let named = When { weekday: Some(day), ..When::default() };
        let mut end = part.end;
        if let Some((when, end)) = self.after_weekday(end) {
            return Some((When { weekday: Some(day), ..when }, end));
        }
        if self.block.lang() == Lang::En {
            end = self.part_of_day(end);
        }
        // `السبت من الأسبوع المقبل`
        if let Some((week, end)) = self.shifted_period(self.of(end)).filter(|_| self.of(end) > end) {
            return Some((When { is_unclear: week.period == Some(Period::Week), ..named }, end));
        }
        match self.part(end).map(|part| (part.measure, part.end)) {
            Some((Measure::Shift(shift), end)) if self.block.lang() == Lang::Ar => {
                Some((When { shift: Some(*shift), ..named }, end))
            }
            // `Tuesday last week`
            Some((Measure::Shift(_), _)) => {
                let week = self.shifted_period(end).filter(|(when, _)| when.period == Some(Period::Week));
                Some((When { is_unclear: week.is_some(), ..named }, week.map_or(end, |(_, end)| end)))
            }
            _ => Some((named, end)),
        }
    }

    /// The date beside a weekday, behind a comma, `الموافق` or in parentheses.
    pub(super) fn after_weekday(&self, token: usize) -> Read {
        let mark = |mark: &str| self.is_mark(token, mark);
        let equals = self.part(token).filter(|part| *part.measure == Measure::Equals);
        let is_parted = mark("(") || mark(",") || mark("،");
        let from = equals.map_or(token + usize::from(is_parted), |part| part.end);
        let (when, end) = self.day_month(from).or_else(|| self.numeric(from)).or_else(|| self.month_day(from))?;
        let closes = self.is_mark(end, ")");
        match mark("(") {
            true => closes.then_some((when, end + 1)),
            false => Some((when, end)),
        }
    }

    /// `أمس`, `اليوم الجمعة`, `غدا السبت 17 أبريل`, `tomorrow morning`.
    pub(super) fn relative(&self, token: usize) -> Read {
        let part = self.part(token)?;
        let Measure::Day(offset) = *part.measure else { return None };
        let offset = Some(offset);
        if let Some((when, end)) = self.weekday(part.end).filter(|(when, _)| when.shift.is_none()) {
            return Some((When { offset, ..when }, end));
        }
        // `غد (السبت)`
        if self.is_mark(part.end, "(")
            && let Some((when, end)) = self.weekday(part.end + 1).filter(|&(_, end)| self.is_mark(end, ")"))
        {
            return Some((When { offset, ..when }, end + 1));
        }
        let end = self.part_of_day(part.end);
        let beside_time = end > part.end || token > 0 && self.is_time_of_day(token - 1);
        let is_sure = beside_time || self.block.lang() == Lang::En && offset != Some(0) || self.is_adverb(token, part);
        is_sure.then_some((When { offset, ..When::default() }, end))
    }

    /// Whether a word for a day stands for that day, with nothing beside it that says so. `اليوم` is nowadays as well, `زملاء
    /// الغد` are those of times to come, and `غدا` is also a verb: became.
    pub(super) fn is_adverb(&self, token: usize, part: Part) -> bool {
        let word = &*self.block.tokens[token].key;
        match (self.block.lang(), part.measure) {
            (Lang::En, _) => self.is_told_of(token),
            (Lang::Ar, Measure::Day(0)) => false,
            // `بالأمس`
            (Lang::Ar, _) if find(word, "الامس").is_some() || word.ends_with("الغد") => word.starts_with('ب'),
            (Lang::Ar, _) => word != "غدا" || self.follows_future(token),
        }
    }

    /// Whether the day is told of by a verb of saying beside it: `said today`. Else `today` may be these days.
    pub(super) fn is_told_of(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.block.classes(before)).unwrap_or_default();
        self.block.lang() == Lang::En && (before.has(Class::Cue) || self.block.word(token) == "tonight")
    }

    pub(super) fn follows_future(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.block.word(before)).unwrap_or_default();
        before.starts_with(['س', 'ي', 'ت']) || before == "يوم"
    }

    pub(super) fn is_time_of_day(&self, token: usize) -> bool {
        at(self.block, token).is_some_and(|part| matches!(part.measure, Measure::Part | Measure::Night))
    }

    pub(super) fn part_of_day(&self, token: usize) -> usize {
        let part = self.part(token).filter(|part| matches!(part.measure, Measure::Part | Measure::Night));
        part.filter(|_| self.block.lang() == Lang::En).map_or(token, |part| part.end)
    }

    /// What follows `هذا` or `this`: `this year`, `this morning`.
    pub(super) fn this(&self, next: usize) -> Read {
        let part = self.part(next)?;
        match part.measure {
            Measure::Part if self.block.lang() == Lang::En => {
                Some((When { offset: Some(0), ..When::default() }, part.end))
            }
            Measure::Unit {
                unit: Unit::Time(Period::Week | Period::Month | Period::Year | Period::Weekend), ..
            } => self.shifted_period(next.checked_sub(1)?),
            Measure::Weekday(_) | Measure::Season(_) => Some((When { is_unclear: true, ..When::default() }, part.end)),
            _ => None,
        }
    }

    /// What follows `last` or `next`.
    pub(super) fn shifted(&self, shift: i8, token: usize, next: usize) -> Read {
        let part = self.part(next)?;
        match *part.measure {
            // `next Thursday` is this week's to some and the week after's to others.
            Measure::Weekday(day) => {
                let when = When { weekday: Some(day), shift: Some(shift), is_unclear: shift > 0, ..When::default() };
                Some((when, self.part_of_day(part.end)))
            }
            Measure::Month { .. } => {
                let (month, end) = self.month(next)?;
                Some((When { shift: Some(shift), ..month }, end))
            }
            Measure::Night if shift < 0 => Some((When { offset: Some(-1), ..When::default() }, part.end)),
            Measure::Season(_) => Some((When { is_unclear: true, ..When::default() }, part.end)),
            Measure::Unit { .. } => self.shifted_period(token),
            _ => None,
        }
    }
}
