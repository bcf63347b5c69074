//! Which day, month or year a date means: from its own words where they say it, else counted from the article's date.
//!
//! A date is resolved only where one reading is certain. The rules, for an article of Friday 16 April 2021:
//!
//! - What is written in full stands for itself, if there is such a day and the weekday beside it fits.
//! - `أمس`, `tomorrow` are counted in days; a weekday beside them must fit: `أمس الخميس`.
//! - `6 فبراير الماضي` is the last one before the article, `6 مايو المقبل` the next one after it, `16 أبريل الجاري` is in its month.
//! - A day and month without a year are the nearest ones, if these are near ([`NEAR_MONTHS`]).
//! - `فبراير الماضي` and `the previous month` go by months; a month without a word of past or future is not resolved.
//! - `الخميس الماضي`, `last Thursday` is the last one before the article. A bare weekday is that of the article, of the day
//!   after or of the day before: so were 29 of 30 of the days after, and all of the others, that were read in ANT. Two days
//!   before it was 33 of 35, further away fewer; these are left open.
//! - `three weeks ago` is approximate (`~`), in days it is not.
//! - Hijri dates are left open: which day they are depends on who saw the moon.

use jiff::civil::Date;

use crate::lang::measure::{Calendar, Era, Period};
use crate::model::Decimal;

/// What the words of a date say; what they leave out is `None`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct When {
    pub is_hijri: bool,
    pub before_common_era: bool,
    pub year: Option<i16>,
    /// The last year of `2015-2016`.
    pub last_year: Option<i16>,
    /// `of last year`: counted from the article's year.
    pub year_shift: Option<i8>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// The last day of `14-16 May`.
    pub last_day: Option<u8>,
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// Days from the article's: `أمس` is -1.
    pub offset: Option<i8>,
    /// `الماضي` is -1, `المقبل` 1, `الجاري` 0.
    pub shift: Option<i8>,
    /// What `shift` moves, where it is no month or weekday: `العام الماضي`.
    pub period: Option<Period>,
    /// `three weeks ago`
    pub ago: Option<(Decimal, Period)>,
    /// As EDTF numbers them.
    pub season: Option<u8>,
    /// The tens of its years.
    pub decade: Option<u8>,
    /// The 20th is 20.
    pub century: Option<u8>,
    /// Whether its words can be read in more than one way: `04/05/2019`.
    pub is_unclear: bool,
}

impl When {
    /// Notes whose month it is.
    pub fn in_month(self, calendar: Calendar, number: u8) -> When {
        When { month: Some(number), is_hijri: calendar == Calendar::Hijri, ..self }
    }

    /// Notes from when the year counts.
    pub fn of_era(self, era: Option<Era>) -> When {
        When {
            is_hijri: self.is_hijri || era == Some(Era::Hijri),
            before_common_era: era == Some(Era::BeforeCommon),
            ..self
        }
    }
}

/// Why a date is not resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The weekday does not fit the date.
    WeekdayMisfit,
    /// There is no such day: `31 فبراير`.
    NoSuchDay,
    /// It is counted from the article's date, which is not known.
    NoArticleDate,
    Hijri,
    /// The words leave it open.
    Unclear,
}

/// A day and month without a year are of the year in which they are at most this many months away.
const NEAR_MONTHS: i32 = 3;
/// A day `ago` is counted to the day up to here.
const EXACT_DAYS: u64 = 9;
/// Days that are known by their date: without a year they are as often those of history (`هجوم الحادي عشر من سبتمبر`).
const KNOWN_DAYS: [(u8, u8); 10] =
    [(25, 1), (17, 2), (8, 3), (14, 3), (5, 6), (30, 6), (23, 7), (11, 9), (6, 10), (7, 10)];

/// EDTF for what the words say, in an article of `today`.
///
/// # Errors
/// Why it is not resolved.
pub fn resolve(when: &When, today: Option<Date>) -> Result<String, Doubt> {
    if when.is_hijri {
        return Err(Doubt::Hijri);
    }
    if when.is_unclear {
        return Err(Doubt::Unclear);
    }
    // A story that claims to be from the year 20 is not counted from.
    let known = today.filter(|today| (1000..9000).contains(&today.year())).ok_or(Doubt::NoArticleDate);
    if let Some(offset) = when.offset {
        return relative_day(when, known?, offset);
    }
    if let Some((number, period)) = when.ago {
        return ago(number, period, known?);
    }
    if when.decade.is_some() || when.century.is_some() || when.period == Some(Period::Century) {
        return long(when, known);
    }
    if let Some(season) = when.season {
        return Ok(format!("{}-{season}", written_year(year(when, known)?.ok_or(Doubt::Unclear)?)));
    }
    match (when.day, when.month) {
        (Some(day), None) if when.period == Some(Period::Month) => day_of_month(when, day, known?),
        (Some(day), Some(month)) => whole_day(when, day, month, known),
        (None, Some(month)) => whole_month(when, month, known),
        _ if when.weekday.is_some() => weekday(when, known?),
        _ if when.period == Some(Period::Month) => {
            Ok(written_month(months_from(known?, when.shift.ok_or(Doubt::Unclear)?.into())))
        }
        _ => match (year(when, known)?, when.last_year) {
            (Some(first), Some(last)) if first < last => Ok(format!("{}/{}", written_year(first), written_year(last))),
            (Some(only), None) => Ok(written_year(only)),
            _ => Err(Doubt::Unclear),
        },
    }
}

/// The day of a date that is written in full, and fits its weekday.
pub fn full_day(when: &When) -> Option<Date> {
    let full = !when.is_hijri && !when.is_unclear && when.last_day.is_none();
    let date = Date::new(when.year.filter(|_| full)?, when.month? as i8, when.day? as i8).ok()?;
    when.weekday.is_none_or(|weekday| number_of(date) == weekday).then_some(date)
}

type Known = Result<Date, Doubt>;

/// The year as the words give it; none where they do not.
fn year(when: &When, known: Known) -> Result<Option<i16>, Doubt> {
    let shift = when.year_shift.or(when.shift.filter(|_| when.period == Some(Period::Year)));
    match (when.year, shift) {
        // There was no year 0: 44 BC is -43.
        (Some(year), _) if when.before_common_era => Ok(Some(1 - year)),
        (Some(year), _) => Ok(Some(year)),
        (None, Some(shift)) => Ok(Some(known?.year() + i16::from(shift))),
        (None, None) => Ok(None),
    }
}

fn whole_day(when: &When, day: u8, month: u8, known: Known) -> Result<String, Doubt> {
    let in_year = |year: i16| Date::new(year, month as i8, day as i8).ok();
    let fits = |date: &Date| when.weekday.is_none_or(|weekday| number_of(*date) == weekday);
    let date = match year(when, known)? {
        Some(year) => in_year(year).ok_or(Doubt::NoSuchDay)?,
        None if day > 29 && in_year(2000).is_none() => return Err(Doubt::NoSuchDay),
        None => {
            let today = known?;
            let mut years = (-1..=1).filter_map(|by| in_year(today.year().checked_add(by)?));
            match when.shift {
                Some(0) => years.find(|date| (date.year(), date.month()) == (today.year(), today.month())),
                Some(-1) => years.rfind(|date| *date < today),
                Some(_) => years.find(|date| *date > today),
                None if when.weekday.is_none() && KNOWN_DAYS.contains(&(day, month)) => None,
                None => {
                    let near = |date: &Date| (months(*date) - months(today)).abs() <= NEAR_MONTHS;
                    years.find(|date| near(date))
                }
            }
            .ok_or(Doubt::Unclear)?
        }
    };
    if !fits(&date) {
        return Err(Doubt::WeekdayMisfit);
    }
    match when.last_day {
        None => Ok(written(date)),
        Some(last) => {
            let last = Date::new(date.year(), date.month(), last as i8).map_err(|_| Doubt::NoSuchDay)?;
            if last > date { Ok(format!("{}/{}", written(date), written(last))) } else { Err(Doubt::Unclear) }
        }
    }
}

/// `14 من الشهر الجاري`
fn day_of_month(when: &When, day: u8, today: Date) -> Result<String, Doubt> {
    let months = months_from(today, when.shift.ok_or(Doubt::Unclear)?.into());
    let year = i16::try_from(months.div_euclid(12)).ok();
    let month = u8::try_from(months.rem_euclid(12) + 1).ok();
    let full = When { year, shift: None, period: None, ..when.clone() };
    whole_day(&full, day, month.ok_or(Doubt::Unclear)?, Ok(today))
}

fn whole_month(when: &When, month: u8, known: Known) -> Result<String, Doubt> {
    if let Some(year) = year(when, known)? {
        return Ok(format!("{}-{month:02}", written_year(year)));
    }
    let shift = when.shift.ok_or(Doubt::Unclear)?;
    let today = known?;
    let ahead = (i32::from(month) - i32::from(today.month())).rem_euclid(12);
    let by = match (shift, ahead) {
        (0, 0) => 0,
        // `مارس الماضي` in March: this one or that of last year.
        (_, 0) | (0, _) => return Err(Doubt::Unclear),
        (1, ahead) => ahead,
        (_, ahead) => ahead - 12,
    };
    Ok(written_month(months_from(today, by)))
}

fn relative_day(when: &When, today: Date, offset: i8) -> Result<String, Doubt> {
    let date = days_from(today, offset.into()).ok_or(Doubt::Unclear)?;
    let fits = when.weekday.is_none_or(|weekday| number_of(date) == weekday)
        && when.day.is_none_or(|day| i16::from(date.day()) == i16::from(day))
        && when.month.is_none_or(|month| i16::from(date.month()) == i16::from(month))
        && when.year.is_none_or(|year| date.year() == year);
    if fits { Ok(written(date)) } else { Err(Doubt::WeekdayMisfit) }
}

fn weekday(when: &When, today: Date) -> Result<String, Doubt> {
    let weekday = when.weekday.ok_or(Doubt::Unclear)?;
    let ahead = (i32::from(weekday) - i32::from(number_of(today))).rem_euclid(7);
    let by = match (when.shift, ahead) {
        (Some(-1), ahead) => ahead - 7,
        (Some(1), 0) => 7,
        (Some(1), ahead) => ahead,
        (Some(_), _) => return Err(Doubt::Unclear),
        (None, 0) => 0,
        (None, 1) => 1,
        (None, 6) => -1,
        (None, _) => return Err(Doubt::Unclear),
    };
    days_from(today, by).map(written).ok_or(Doubt::Unclear)
}

fn ago(number: Decimal, period: Period, today: Date) -> Result<String, Doubt> {
    let number = number.whole().filter(|&number| (1..=400).contains(&number)).ok_or(Doubt::Unclear)?;
    let back = -(number as i32);
    match period {
        Period::Day if number <= EXACT_DAYS => days_from(today, back).map(written),
        Period::Day => days_from(today, back).map(|date| format!("{}~", written(date))),
        Period::Week => days_from(today, 7 * back).map(|date| format!("{}~", written(date))),
        Period::Month => Some(format!("{}~", written_month(months_from(today, back)))),
        Period::Year => Some(format!("{}~", written_year(today.year() - number as i16))),
        _ => None,
    }
    .ok_or(Doubt::Unclear)
}

/// Decades and centuries: `199X`, `19XX`.
fn long(when: &When, known: Known) -> Result<String, Doubt> {
    let hundreds = match (when.century, when.shift, when.year) {
        (Some(century), _, _) => i16::from(century) - 1,
        (None, Some(shift), _) => known?.year() / 100 + i16::from(shift),
        (None, None, Some(year)) => year / 100,
        (None, None, None) => return Err(Doubt::Unclear),
    };
    match when.decade {
        _ if !(0..100).contains(&hundreds) => Err(Doubt::Unclear),
        Some(decade) => Ok(format!("{hundreds:02}{}X", decade / 10)),
        None => Ok(format!("{hundreds:02}XX")),
    }
}

/// Monday is 1.
pub fn number_of(date: Date) -> u8 {
    date.weekday().to_monday_one_offset() as u8
}

/// Days are few here: step by step is cheaper in a page than the arithmetic of a calendar.
fn days_from(date: Date, by: i32) -> Option<Date> {
    (0..by.unsigned_abs()).try_fold(date, |date, _| if by < 0 { date.yesterday().ok() } else { date.tomorrow().ok() })
}

/// Months since the year 0.
fn months(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

fn months_from(date: Date, by: i32) -> i32 {
    months(date) + by
}

fn written_month(months: i32) -> String {
    format!("{:04}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

fn written_year(year: i16) -> String {
    if year < 0 { format!("-{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

/// As EDTF writes a day.
pub fn written(date: Date) -> String {
    format!("{}-{:02}-{:02}", written_year(date.year()), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// In an article of Friday 16 April 2021.
    #[track_caller]
    fn resolves(when: When, expected: Result<&str, Doubt>) {
        assert_eq!(resolve(&when, Some(date(2021, 4, 16))), expected.map(str::to_owned), "{when:?}");
    }

    fn day(day: u8, month: u8) -> When {
        When { day: Some(day), month: Some(month), ..When::default() }
    }

    #[test]
    fn a_full_date_needs_no_article_date() {
        let when = When { year: Some(2019), ..day(6, 2) };
        assert_eq!(resolve(&when, None), Ok("2019-02-06".to_owned()));
        assert_eq!(resolve(&day(6, 2), None), Err(Doubt::NoArticleDate));
    }

    #[test]
    fn past_and_coming_days_are_the_nearest_of_their_kind() {
        resolves(When { shift: Some(-1), ..day(6, 2) }, Ok("2021-02-06"));
        resolves(When { shift: Some(-1), ..day(16, 4) }, Ok("2020-04-16"));
        resolves(When { shift: Some(1), ..day(6, 2) }, Ok("2022-02-06"));
        resolves(When { shift: Some(0), ..day(20, 4) }, Ok("2021-04-20"));
        resolves(When { shift: Some(0), ..day(20, 5) }, Err(Doubt::Unclear));
    }

    #[test]
    fn a_day_without_a_year_is_near_or_open() {
        resolves(day(3, 5), Ok("2021-05-03"));
        resolves(day(31, 1), Ok("2021-01-31"));
        resolves(day(11, 9), Err(Doubt::Unclear));
    }

    #[test]
    fn a_weekday_must_fit() {
        resolves(When { weekday: Some(4), year: Some(2021), ..day(16, 4) }, Err(Doubt::WeekdayMisfit));
        resolves(When { weekday: Some(5), year: Some(2021), ..day(16, 4) }, Ok("2021-04-16"));
        resolves(When { weekday: Some(4), offset: Some(-1), ..When::default() }, Ok("2021-04-15"));
        resolves(When { weekday: Some(3), offset: Some(-1), ..When::default() }, Err(Doubt::WeekdayMisfit));
    }

    #[test]
    fn there_are_no_days_that_are_not() {
        resolves(When { year: Some(2021), ..day(31, 2) }, Err(Doubt::NoSuchDay));
        resolves(day(31, 2), Err(Doubt::NoSuchDay));
        resolves(When { shift: Some(-1), ..day(29, 2) }, Ok("2020-02-29"));
    }

    #[test]
    fn months_and_years_are_counted() {
        let month = |shift, month| When { shift: Some(shift), month: Some(month), ..When::default() };
        resolves(month(-1, 3), Ok("2021-03"));
        resolves(month(-1, 10), Ok("2020-10"));
        resolves(month(1, 3), Ok("2022-03"));
        resolves(month(-1, 4), Err(Doubt::Unclear));
        resolves(When { month: Some(10), ..When::default() }, Err(Doubt::Unclear));
        let period = |shift, period| When { shift: Some(shift), period: Some(period), ..When::default() };
        resolves(period(-1, Period::Year), Ok("2020"));
        resolves(period(1, Period::Month), Ok("2021-05"));
        resolves(period(-1, Period::Week), Err(Doubt::Unclear));
        resolves(period(-1, Period::Century), Ok("19XX"));
    }

    #[test]
    fn lengths_of_time_ago_are_approximate() {
        let ago = |number: u64, period| When { ago: Some((number.into(), period)), ..When::default() };
        resolves(ago(3, Period::Day), Ok("2021-04-13"));
        resolves(ago(3, Period::Week), Ok("2021-03-26~"));
        resolves(ago(5, Period::Month), Ok("2020-11~"));
        resolves(ago(20, Period::Year), Ok("2001~"));
        resolves(ago(99_999, Period::Year), Err(Doubt::Unclear));
    }

    #[test]
    fn decades_centuries_and_seasons() {
        resolves(When { decade: Some(90), shift: Some(-1), ..When::default() }, Ok("199X"));
        resolves(When { decade: Some(90), ..When::default() }, Err(Doubt::Unclear));
        resolves(When { century: Some(19), ..When::default() }, Ok("18XX"));
        resolves(When { season: Some(22), year: Some(2018), ..When::default() }, Ok("2018-22"));
        resolves(When { year: Some(44), before_common_era: true, ..When::default() }, Ok("-0043"));
    }
}
