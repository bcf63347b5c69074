//! Dates in running text: where they begin and end, and what their words say. [`super::calendar`] says which days they are.
//!
//! Prepositions stand outside (`في`, `on`), words that say which day, month or year inside: `6 فبراير/شباط الماضي`, `last
//! Tuesday`, `قبل ثلاثة أسابيع`. A month in two calendars (`فبراير/شباط`) is one, and so are a day and its weekday.

use jiff::civil::Date;

use super::calendar::{self, Doubt, When, resolve};
use super::parts::{self, Part, at, digits, numeral, whole};
use super::reading::{BlockReading, Reading};
use super::{Candidate, Found, Measured, confidence};
use crate::lang::measure::{Count, Era, Measure, Period, Unit};
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
    Candidate { block: index, span, found, role: None, confidence: sure, why: vec![why] }
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

    /// A day by its name, `يوم` before it or not: `الخميس`, `يوم الخميس`, `أمس`.
    fn day_named(&self, token: usize) -> Read {
        let from = self.head(token, Period::Day);
        self.weekday(from).or_else(|| self.relative(from))
    }

    /// What follows `ليل`. `ليل الخميس` can be the night before Thursday, and `ليل الخميس الجمعة` is the one between them.
    fn night(&self, token: usize) -> Read {
        let (when, end) = self.day_named(token)?;
        let (is_unclear, end) = match self.weekday(end) {
            Some((_, end)) => (true, end),
            None => (when.offset.is_none(), end),
        };
        Some((When { is_unclear, ..when }, end))
    }

    /// `Thursday`, `الخميس الماضي`, `الخميس 16 أبريل 2021`, `Thursday (16 April)`, `Thursday morning`.
    fn weekday(&self, token: usize) -> Read {
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
    fn after_weekday(&self, token: usize) -> Read {
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
    fn relative(&self, token: usize) -> Read {
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
    fn is_adverb(&self, token: usize, part: Part) -> bool {
        let word = &*self.block.tokens[token].key;
        match (self.block.lang(), part.measure) {
            (Lang::En, _) => self.is_told_of(token),
            (Lang::Ar, Measure::Day(0)) => false,
            // `بالأمس`
            (Lang::Ar, _) if word.contains("الامس") || word.ends_with("الغد") => word.starts_with('ب'),
            (Lang::Ar, _) => word != "غدا" || self.follows_future(token),
        }
    }

    /// Whether the day is told of by a verb of saying beside it: `said today`. Else `today` may be these days.
    fn is_told_of(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.block.classes(before)).unwrap_or_default();
        self.block.lang() == Lang::En && (before.has(crate::lang::Class::Cue) || self.block.word(token) == "tonight")
    }

    fn follows_future(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.block.word(before)).unwrap_or_default();
        before.starts_with(['س', 'ي', 'ت']) || before == "يوم"
    }

    fn is_time_of_day(&self, token: usize) -> bool {
        at(self.block, token).is_some_and(|part| matches!(part.measure, Measure::Part | Measure::Night))
    }

    fn part_of_day(&self, token: usize) -> usize {
        let part = self.part(token).filter(|part| matches!(part.measure, Measure::Part | Measure::Night));
        part.filter(|_| self.block.lang() == Lang::En).map_or(token, |part| part.end)
    }

    /// A day of the month with its month: `6 فبراير/شباط الماضي`, `السادس من فبراير 2019`, `14-16 May`, `6th of May`.
    fn day_month(&self, token: usize) -> Read {
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
    fn month_day(&self, token: usize) -> Read {
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
    fn month_first(&self, token: usize) -> Read {
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
    fn month(&self, token: usize) -> Read {
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
    fn with_year(&self, when: When, end: usize) -> (When, usize) {
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
    fn numeric(&self, token: usize) -> Read {
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
    fn fields(&self, token: usize) -> Option<([(u64, usize); 3], usize)> {
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
    fn day(&self, token: usize) -> Option<(u8, usize)> {
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

    /// A year in digits with its era; none where it counts something: `2000 شخص`.
    fn year(&self, token: usize) -> Option<(i16, Option<Era>, usize)> {
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
    fn years(&self, token: usize) -> Read {
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
    fn years_alone(&self, token: usize) -> Read {
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
    fn period_first(&self, period: Period, count: Count, next: usize, token: usize) -> Read {
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
    fn shifted_period(&self, token: usize) -> Read {
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

    /// What follows `هذا` or `this`: `this year`, `this morning`.
    fn this(&self, next: usize) -> Read {
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
    fn shifted(&self, shift: i8, token: usize, next: usize) -> Read {
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

    /// `صيف 2018`, `summer of 2018`, `صيف عام 2018`.
    fn season(&self, token: usize) -> Read {
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
    fn decade(&self, token: usize) -> Read {
        let part = at(self.block, token)?;
        let Measure::Decade(decade) = *part.measure else { return None };
        let from = self.of(part.end);
        let (when, end) = self.century(from).or_else(|| self.shifted_period(from))?;
        (when.century.is_some() || when.period == Some(Period::Century))
            .then_some((When { decade: Some(decade), ..when }, end))
    }

    /// `1990s`
    fn decade_in_digits(&self, token: usize) -> Read {
        let digits = digits(self.block, token).filter(|digits| digits.after == "s" && digits.plain == Some(4))?;
        let year = digits.number.whole().and_then(|year| i16::try_from(year).ok()).filter(|&year| is_year(year))?;
        let decade = u8::try_from(year % 100).ok().filter(|decade| decade.is_multiple_of(10) && *decade > 0)?;
        Some((When { decade: Some(decade), year: Some(year), ..When::default() }, token + 1))
    }

    /// `القرن التاسع عشر`, `القرن الـ19`, `19th century`.
    fn century(&self, token: usize) -> Read {
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
    fn ago(&self, token: usize) -> Read {
        let (when, end) = self.length(token)?;
        let part = self.part(end).filter(|part| *part.measure == Measure::Ago && self.block.lang() == Lang::En)?;
        Some((when, part.end))
    }

    /// A length of time, as what lies between the article and a date: `ثلاثة أسابيع`, `عامين`, `a week`.
    fn length(&self, token: usize) -> Read {
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
    fn is_before_something(&self, token: usize) -> bool {
        let token = token + usize::from(self.block.word(token) == "فقط");
        matches!(self.part(token).map(|part| part.measure), Some(Measure::Of))
            || self.block.word(token).starts_with("عن")
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

/// The token after the word for a century.
fn is_century(part: Option<Part>) -> Option<usize> {
    let is_century = |part: &Part| matches!(part.measure, Measure::Unit { unit: Unit::Time(Period::Century), .. });
    part.filter(is_century).map(|part| part.end)
}

fn moved(period: Period, shift: i8) -> When {
    When { period: Some(period), shift: Some(shift), ..When::default() }
}

fn since(number: u64, period: Period) -> When {
    When { ago: Some((number.into(), period)), ..When::default() }
}

/// Four digits that a newspaper prints as a year; those of the Hijri calendar among them.
fn is_year(year: i16) -> bool {
    (1000..=2199).contains(&year)
}
