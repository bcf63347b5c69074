//! What words can be in dates and quantities, from the tables `months.tsv`, `time.tsv`, `numbers.tsv` and `units.tsv`.

use std::path::Path;

use super::table::{Row, read};
use crate::error::Result;
use crate::lang::measure::{Calendar, Count, Era, Measure, Period, Unit};
use crate::lang::{arabic, normalise};
use crate::model::{Lang, Modifier};

/// Every form of the tables in `data` that `lang` has, with what it is; of two readings of a form the first counts.
///
/// # Errors
/// As [`read`]; [`crate::Error::InvalidTable`] for a row whose kind or value is none there is.
pub fn forms(lang: Lang, data: &Path) -> Result<Vec<(String, Measure)>> {
    let mut found = Vec::new();
    let mut no_months: Vec<String> = Vec::new();
    for table in ["time.tsv", "numbers.tsv"] {
        for row in read(&data.join(table))?.iter() {
            let (kind, value) = (row.field("kind")?, row.field("value")?);
            if kind == "no-month" {
                no_months.extend(row.list("forms")?.map(str::to_owned));
                continue;
            }
            let measure = of_row(kind, value).ok_or_else(|| row.invalid(&format!("{value:?} is no {kind}")))?;
            let own = row.field("lang")? == lang.tag();
            found.extend(row.list("forms")?.filter(|_| own).map(|form| (form.to_owned(), measure.clone())));
        }
    }
    // After the others: `الصيف` is a season, though it was June to some.
    for row in &read(&data.join("months.tsv"))? {
        month(row, lang, &no_months, &mut found)?;
    }
    for row in &read(&data.join("units.tsv"))? {
        if row.field("lang")? == lang.tag() {
            unit(row, lang, &mut found)?;
        }
    }
    Ok(found)
}

fn month(row: &Row, lang: Lang, except: &[String], found: &mut Vec<(String, Measure)>) -> Result<()> {
    const NUMBERS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let calendar = [Calendar::Gregorian, Calendar::Hijri][row.one_of("calendar", &["gregorian", "hijri"])?];
    let number = row.one_of("number", &NUMBERS)? as u8 + 1;
    let ambiguous: Vec<&str> = row.list("ambiguous")?.collect();
    for form in row.list(lang.tag())?.filter(|form| except.iter().all(|no_month| no_month != form)) {
        let doubtful = ambiguous.contains(&form);
        found.push((form.to_owned(), Measure::Month { calendar, number, doubtful }));
    }
    Ok(())
}

fn unit(row: &Row, lang: Lang, found: &mut Vec<(String, Measure)>) -> Result<()> {
    let value = row.field("value")?;
    let one: Vec<&str> = row.list("one")?.collect();
    let many: Vec<&str> = row.list("many")?.collect();
    let Some(&name) = one.first().or(many.first()) else { return Err(row.invalid("a unit has a form")) };
    let unit = match row.field("kind")? {
        "time" => Unit::Time(period(value).ok_or_else(|| row.invalid(&format!("{value:?} is no length of time")))?),
        "money" => Unit::Money,
        "percent" => Unit::Percent,
        "measure" => Unit::Measure,
        "count" => Unit::Count,
        kind => return Err(row.invalid(&format!("{kind:?} is no kind of unit"))),
    };
    let named = if value.is_empty() || matches!(unit, Unit::Time(_)) { name } else { value };
    let mut add = |form: String, count: Count| {
        // Two words for one thing (`عام`, `سنة`) have rows of their own; a row has one name.
        found.push((form, Measure::Unit { unit, count, name: named.to_owned() }));
    };
    for form in one {
        add(form.to_owned(), Count::One);
        if lang == Lang::Ar && form.chars().all(normalise::is_letter) {
            let counted = arabic::counted_forms(form);
            counted.accusative.into_iter().for_each(|form| add(form, Count::One));
            // `ميلان` is a city, `قدمين` are feet to walk on, `لاعبين` are players however many.
            let has_dual = unit != Unit::Measure;
            let dual = counted.dual.into_iter().filter(|form| has_dual && !many.contains(&form.as_str()));
            dual.for_each(|form| add(form, Count::Two));
            add(format!("ال{form}"), Count::The);
        }
    }
    many.iter().for_each(|&form| add(form.to_owned(), Count::Many));
    Ok(())
}

/// The length of time with the name it has in `units.tsv`.
fn period(name: &str) -> Option<Period> {
    const NAMES: [(&str, Period); 13] = [
        ("second", Period::Second),
        ("minute", Period::Minute),
        ("hour", Period::Hour),
        ("day", Period::Day),
        ("night", Period::Night),
        ("weekend", Period::Weekend),
        ("week", Period::Week),
        ("month", Period::Month),
        ("quarter", Period::Quarter),
        ("season", Period::Season),
        ("year", Period::Year),
        ("decade", Period::Decade),
        ("century", Period::Century),
    ];
    NAMES.iter().find(|(known, _)| *known == name).map(|&(_, period)| period)
}

/// The meaning of a row of `time.tsv` or `numbers.tsv`; none where kind or value is none of theirs.
fn of_row(kind: &str, value: &str) -> Option<Measure> {
    let modifier = || Modifier::ALL.into_iter().find(|modifier| modifier.as_str() == value);
    Some(match kind {
        "month" => {
            let number = value.parse().ok().filter(|number| (1..=12).contains(number))?;
            Measure::Month { calendar: Calendar::Gregorian, number, doubtful: false }
        }
        "weekday" => Measure::Weekday(value.parse().ok().filter(|day| (1..=7).contains(day))?),
        "day" => Measure::Day(value.parse().ok()?),
        "part" => Measure::Part,
        "night" => Measure::Night,
        "shift" => Measure::Shift(value.parse().ok()?),
        "this" => Measure::This,
        "season" => Measure::Season(value.parse().ok().filter(|season| (21..=24).contains(season))?),
        "era" => Measure::Era(match value {
            "ad" => Era::Common,
            "bc" => Era::BeforeCommon,
            "ah" => Era::Hijri,
            _ => return None,
        }),
        "decade" => Measure::Decade(value.parse().ok()?),
        "ago" => Measure::Ago,
        "equals" => Measure::Equals,
        "of" => Measure::Of,
        "every" => Measure::Every,
        "event" => Measure::Event,
        "since" => Measure::Since,
        "number" => Measure::Number(value.parse().ok()?),
        "scale" => Measure::Scale { factor: value.parse().ok()?, alone: true },
        "scales" => Measure::Scale { factor: value.parse().ok()?, alone: false },
        "half" => Measure::Half,
        "ordinal" => Measure::Ordinal(value.parse().ok()?),
        "article" => Measure::Article,
        "modifier" => Measure::Modifier(modifier()?),
        "modifier-after" => Measure::ModifierAfter(modifier()?),
        _ => return None,
    })
}
