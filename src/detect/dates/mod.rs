//! Dates in running text: where they begin and end, and what their words say. [`calendar`] says which days they are.
//!
//! Prepositions stand outside (`في`, `on`), words that say which day, month or year inside: `6 فبراير/شباط الماضي`, `last
//! Tuesday`, `قبل ثلاثة أسابيع`. A month in two calendars (`فبراير/شباط`) is one, and so are a day and its weekday.

mod calendar;
mod months;
mod weekdays;
mod years;

use jiff::civil::Date;

use calendar::{Doubt, When, resolve};

use super::parts::{self, Part, at, digits, whole};
use super::reading::{BlockReading, Reading};
use super::{Candidate, Found, Measured, confidence};
use crate::lang::measure::{Count, Measure, Period, Unit};
use crate::lang::normalise;
use crate::model::{BlockKind, EntityType, Evidence, Lang, Span, Value};

/// The dates of the article, in the order of the text.
pub fn candidates(reading: &Reading) -> Vec<Candidate> {
    let today = reading.article.date.or_else(|| dateline(reading));
    let mut found = Vec::new();
    let mut past = None;
    for (index, block) in reading.blocks.iter().enumerate() {
        let scan = Scan { block };
        let mut token = 0;
        while token < block.tokens.len() {
            token = match scan.date(token) {
                Some(mut date) => {
                    scan.is_of_a_period(&mut date);
                    tells_of_the_past(&mut date.when, index, today, &mut past);
                    found.push(candidate(block, index, &date, scan.equal_of(&date), today));
                    date.end
                }
                None => token + 1,
            };
        }
    }
    found
}

/// A year that the story has told of before, and where.
#[derive(Debug, Clone, Copy)]
struct Past {
    block: usize,
    /// Whether it was given with a month: `آذار/مارس 2003`.
    with_month: bool,
}

/// Leaves a day without a year open where the story has told of another year: `في 20 آذار/مارس 2003 ... وفي 9 نيسان/أبريل
/// دخلت القوات المدينة`. A year alone is background that ends with its block.
fn tells_of_the_past(when: &mut When, block: usize, today: Option<Date>, past: &mut Option<Past>) {
    if let (Some(year), Some(today)) = (when.year, today)
        && (when.month.is_some() || past.is_none_or(|past| !past.with_month))
    {
        *past = (year < today.year()).then_some(Past { block, with_month: when.month.is_some() });
    }
    let bare = when.day.is_some() && when.year.is_none() && when.year_shift.is_none() && when.shift.is_none();
    let told_on = past.is_some_and(|past| past.with_month || past.block == block);
    when.is_unclear |= bare && when.weekday.is_none() && when.offset.is_none() && told_on;
}

/// The day that the line under the headline gives the article: `Friday, July 21, 2017`.
fn dateline(reading: &Reading) -> Option<Date> {
    let lines = reading.blocks.iter().filter(|block| block.block.kind == BlockKind::Dateline);
    let dates = lines.flat_map(|block| (0..block.tokens.len()).filter_map(|token| Scan { block }.date(token)));
    dates.filter_map(|date| calendar::full_day(&date.when)).next()
}

fn candidate(block: &BlockReading, index: usize, date: &Dated, equal: Option<When>, today: Option<Date>) -> Candidate {
    let when = equal.as_ref().unwrap_or(&date.when);
    let span = Span::new(date.start, block.tokens[date.end - 1].span.end);
    let resolved = resolve(when, today);
    let counted = resolved.is_ok() && resolve(when, None).is_err();
    let why = match &resolved {
        Ok(_) if equal.is_some() => Evidence::plain("date-equated"),
        Ok(_) if counted => Evidence::with("date-counted", "date", today.map(calendar::written).unwrap_or_default()),
        Ok(_) => Evidence::plain("date-written"),
        Err(doubt) => Evidence::plain(code(*doubt)),
    };
    let sure = if resolved.is_ok() { confidence::DATE } else { confidence::DATE_UNRESOLVED };
    let key = match (&resolved, date.when.offset) {
        (Ok(value), _) => value.clone(),
        // `أمس الخميس` and `أمس` are the same day, whichever it is.
        (Err(Doubt::NoArticleDate), Some(offset)) => format!("{offset} days"),
        (Err(_), _) => normalise::fold(span.of(block.text)),
    };
    let value = resolved.ok().map(Value::Date);
    let found = Found::Measured(Measured { kind: EntityType::Date, key, value });
    Candidate { block: index, span, found, roles: Vec::new(), confidence: sure, why: vec![why] }
}

fn code(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::WeekdayMisfit => "date-weekday-misfit",
        Doubt::NoSuchDay => "date-no-such-day",
        Doubt::NoArticleDate => "date-no-article-date",
        Doubt::Hijri => "date-hijri",
        Doubt::Unclear => "date-unclear",
    }
}

/// A date in the text.
#[derive(Debug, Clone, PartialEq)]
struct Dated {
    /// The byte it begins at, behind clitics.
    start: usize,
    /// The token after it.
    end: usize,
    when: When,
}

/// What is read, and the token after it.
type Read = Option<(When, usize)>;

struct Scan<'b, 'a> {
    block: &'b BlockReading<'a>,
}

impl Scan<'_, '_> {
    /// The date that begins with the token at `token`.
    fn date(&self, token: usize) -> Option<Dated> {
        if let Some(digits) = digits(self.block, token) {
            let start = self.block.tokens[token].span.start + if digits.is_definite() { 0 } else { digits.clitic };
            if self.goes_on_from_before(token) {
                return None;
            }
            let read = self.numeric(token).or_else(|| self.day_month(token)).or_else(|| self.decade_in_digits(token));
            let read =
                read.or_else(|| self.century(token)).or_else(|| self.years_alone(token)).or_else(|| self.ago(token));
            return read.filter(|_| !self.names_an_event(token)).map(|(when, end)| Dated { start, end, when });
        }
        let part = at(self.block, token)?;
        let (skipped, (when, end)) = self.worded(token, part)?;
        if self.names_an_event(token) {
            return None;
        }
        let start = match skipped {
            0 => parts::start(self.block, token, part.clitic),
            skipped => self.block.tokens[token + skipped].span.start,
        };
        Some(Dated { start, end, when })
    }

    /// A date that begins with a word, and how many tokens before it are no part of it.
    fn worded(&self, token: usize, part: Part) -> Option<(usize, (When, usize))> {
        let next = part.end;
        let inside = |read: Read| read.map(|read| (0, read));
        match *part.measure {
            Measure::Weekday(_) => inside(self.weekday(token)),
            Measure::Day(_) => inside(self.relative(token)),
            Measure::Month { .. } => inside(self.month_first(token)),
            Measure::Ordinal(_) if !self.orders_a_period(token) => {
                inside(self.day_month(token).or_else(|| self.century(token)))
            }
            Measure::Part => inside(self.day_named(next)),
            Measure::Night => inside(self.night(next)),
            Measure::Unit { unit: Unit::Time(period), count, .. } => {
                inside(self.period_first(period, count, next, token))
            }
            Measure::This => inside(self.this(next)),
            Measure::Shift(shift) if self.block.lang() == Lang::En => inside(self.shifted(shift, token, next)),
            Measure::Ago if self.block.lang() == Lang::Ar => {
                let (when, end) = self.length(next)?;
                (!self.is_before_something(end)).then_some((0, (when, end)))
            }
            Measure::Season(_) => inside(self.season(token)),
            Measure::Decade(_) => inside(self.decade(token)),
            Measure::Since => self.years(next).map(|read| (next - token, read)),
            Measure::Number(_) | Measure::Article => inside(self.ago(token)),
            _ => None,
        }
    }

    /// The token after `شهر` or `عام`, where that is the token at `token`.
    fn head(&self, token: usize, of: Period) -> usize {
        let is_head = |measure: &Measure| matches!(measure, Measure::Unit { unit: Unit::Time(period), count: Count::One | Count::The, .. } if *period == of);
        self.any(token)
            .filter(|part| self.block.lang() == Lang::Ar && is_head(part.measure))
            .map_or(token, |part| part.end)
    }

    fn of(&self, token: usize) -> usize {
        self.part(token).filter(|part| *part.measure == Measure::Of).map_or(token, |part| part.end)
    }

    /// The part at `token`, if no clitic and nothing else stands before it.
    fn part(&self, token: usize) -> Option<Part<'_>> {
        whole(self.block, token).filter(|_| token == 0 || parts::adjoins(self.block, token))
    }

    /// The same with a clitic: `6 أبريل لعام 2019`.
    fn any(&self, token: usize) -> Option<Part<'_>> {
        at(self.block, token).filter(|_| parts::adjoins(self.block, token))
    }

    fn is_mark(&self, token: usize, mark: &str) -> bool {
        self.block.token(token).is_some_and(|token| token.is_mark(mark))
    }

    fn is_dash(&self, token: usize) -> bool {
        self.block.token(token).is_some_and(|token| matches!(&*token.key, "-" | "–" | "—"))
    }

    /// Whether a number goes on from one before it: the `5` of `3-5 May`, the `30` of `10:30`.
    fn goes_on_from_before(&self, token: usize) -> bool {
        let sign = token.checked_sub(1).map(|before| self.block.word(before)).unwrap_or_default();
        matches!(sign, "-" | "–" | ":" | "/" | ".")
            && parts::is_glued(self.block, token)
            && token > 1
            && parts::is_glued(self.block, token - 1)
            && digits(self.block, token - 2).is_some()
    }

    /// Gives the first day of a period the year of the last: `28 أيار/مايو إلى 12 آب/أغسطس 2013`.
    fn is_of_a_period(&self, date: &mut Dated) {
        let bare = date.when.month.is_some() && date.when.year.is_none() && date.when.shift.is_none();
        let last = (date.end..date.end + 2).filter(|_| bare).find_map(|token| self.date(token));
        if let Some(last) = last.filter(|last| last.when.month.is_some() && last.when.month >= date.when.month) {
            date.when.year = last.when.year;
        }
    }

    /// Whether an ordinal goes with a length of time before it: `الأسبوع الثاني من أكتوبر`.
    fn orders_a_period(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|before| at(self.block, before));
        before.is_some_and(|part| matches!(part.measure, Measure::Unit { count: Count::The, .. } | Measure::Half))
    }

    /// Whether the date is a part of a name: `ثورة 25 يناير`.
    fn names_an_event(&self, token: usize) -> bool {
        let before = token.checked_sub(1).and_then(|before| at(self.block, before));
        before.is_some_and(|part| *part.measure == Measure::Event)
    }

    /// The Gregorian date that the text gives beside a Hijri one: `1442 هـ (2021 م)`, `15 رجب 1442 الموافق 27 فبراير 2021`.
    fn equal_of(&self, date: &Dated) -> Option<When> {
        if !date.when.is_hijri {
            return None;
        }
        let mark = self.block.token(date.end).is_some_and(|token| token.is_mark("(") || token.is_mark("/"));
        let equals = self.part(date.end).filter(|part| *part.measure == Measure::Equals);
        let from = if mark { date.end + 1 } else { equals?.end };
        let other = self.date(from).map(|other| other.when).or_else(|| self.years(from).map(|(when, _)| when))?;
        (!other.is_hijri && (other.day.is_some() == date.when.day.is_some())).then_some(other)
    }
}
