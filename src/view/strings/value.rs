//! Dates and quantities as a reader would write them.

use super::{Counted, Word};
use crate::model::{Lang, Modifier, Quantity, Value};

/// (Arabic, English), January first.
const MONTHS: [(&str, &str); 12] = [
    ("يناير", "January"),
    ("فبراير", "February"),
    ("مارس", "March"),
    ("أبريل", "April"),
    ("مايو", "May"),
    ("يونيو", "June"),
    ("يوليو", "July"),
    ("أغسطس", "August"),
    ("سبتمبر", "September"),
    ("أكتوبر", "October"),
    ("نوفمبر", "November"),
    ("ديسمبر", "December"),
];
/// From 21 on, as EDTF numbers them.
const SEASONS: [(&str, &str); 4] = [("ربيع", "spring"), ("صيف", "summer"), ("خريف", "autumn"), ("شتاء", "winter")];

/// `value` in words of `lang`: `6 February 2021`, `about 2001`, `more than 80%`.
pub fn value(value: &Value, lang: Lang) -> String {
    match value {
        Value::Date(edtf) => date(edtf, lang),
        Value::Quantity(quantity) => self::quantity(quantity, lang),
    }
}

fn pick(pair: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Ar => pair.0,
        Lang::En => pair.1,
    }
}

fn date(edtf: &str, lang: Lang) -> String {
    if let Some((first, last)) = edtf.split_once('/') {
        let between = pick((" إلى ", " to "), lang);
        return [date(first, lang), between.to_owned(), date(last, lang)].concat();
    }
    if let Some(about) = edtf.strip_suffix('~') {
        return [pick(("نحو ", "about "), lang), &date(about, lang)].concat();
    }
    if let Some(century) = edtf.strip_suffix("XX") {
        return [century, "00–", century, "99"].concat();
    }
    if let Some(decade) = edtf.strip_suffix('X') {
        return [decade, "0–", decade, "9"].concat();
    }
    let (sign, rest) = edtf.strip_prefix('-').map_or(("", edtf), |rest| ("-", rest));
    let mut fields = rest.split('-');
    let year = [sign, fields.next().unwrap_or_default().trim_start_matches('0')].concat();
    let number = fields.next().and_then(|month| month.parse::<usize>().ok()).unwrap_or_default();
    let name = match number {
        0 => return year,
        21.. => SEASONS.get(number - 21),
        _ => MONTHS.get(number - 1),
    };
    let name = name.map_or("", |&pair| pick(pair, lang));
    match fields.next() {
        Some(day) => [day.trim_start_matches('0'), " ", name, " ", &year].concat(),
        None => [name, " ", &year].concat(),
    }
}

fn quantity(quantity: &Quantity, lang: Lang) -> String {
    let before = quantity.modifier.map(|modifier| {
        let pair = match modifier {
            Modifier::MoreThan => ("أكثر من ", "more than "),
            Modifier::LessThan => ("أقل من ", "less than "),
            Modifier::AtLeast => ("ما لا يقل عن ", "at least "),
            Modifier::AtMost => ("ما لا يزيد على ", "at most "),
            Modifier::About => ("نحو ", "about "),
        };
        pick(pair, lang)
    });
    let space = if quantity.unit == "%" { "" } else { " " };
    [before.unwrap_or_default(), &grouped(&quantity.number.to_string()), space, &quantity.unit].concat()
}

/// How far a day is from another, before (negative) or after it: in days up to two months, then in round months, then years.
pub fn days_apart(days: i32, lang: Lang) -> String {
    let count = days.unsigned_abs() as usize;
    let (unit, number) = match count {
        0 => return Word::SameDay.in_lang(lang).to_owned(),
        1..=60 => (Counted::Days, count),
        61..=730 => (Counted::Months, (count + 15) / 30),
        _ => (Counted::Years, (count + 183) / 365),
    };
    let words = unit.in_lang(number, lang);
    // Months and years are rounded, days are not.
    let about = if count > 60 { pick(("نحو ", "about "), lang) } else { "" };
    let (before, after) = match (lang, days < 0) {
        // `بيومين`, `بنحو 3 أشهر`, but `بـ12 يومًا`.
        (Lang::Ar, is_before) => {
            let is_digit = about.is_empty() && words.starts_with(|first: char| first.is_ascii_digit());
            (["بعده ب", "قبله ب", "بعده بـ", "قبله بـ"][usize::from(is_before) + 2 * usize::from(is_digit)], "")
        }
        (Lang::En, true) => ("", " before"),
        (Lang::En, false) => ("", " after"),
    };
    [before, about, &words, after].concat()
}

/// Thousands parted: `2,500,000`. Four digits are read well enough as they are.
fn grouped(number: &str) -> String {
    let whole = number.find('.').unwrap_or(number.len());
    if whole < 5 {
        return number.to_owned();
    }
    let mut text = String::new();
    for (place, digit) in number[..whole].chars().enumerate() {
        if place > 0 && (whole - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text + &number[whole..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Decimal;

    #[test]
    fn dates_are_written_out() {
        for (edtf, en, ar) in [
            ("2021-02-06", "6 February 2021", "6 فبراير 2021"),
            ("2019-04", "April 2019", "أبريل 2019"),
            ("2019", "2019", "2019"),
            ("2018-22", "summer 2018", "صيف 2018"),
            ("2001~", "about 2001", "نحو 2001"),
            ("2015/2016", "2015 to 2016", "2015 إلى 2016"),
            ("199X", "1990–1999", "1990–1999"),
            ("18XX", "1800–1899", "1800–1899"),
            ("-0043", "-43", "-43"),
        ] {
            assert_eq!(date(edtf, Lang::En), en);
            assert_eq!(date(edtf, Lang::Ar), ar);
        }
    }

    #[test]
    fn distances_are_in_days_then_about_months_and_years() {
        let cases = [
            (0, "the same day", "اليوم نفسه"),
            (-1, "1 day before", "قبله بيوم واحد"),
            (-12, "12 days before", "قبله بـ12 يومًا"),
            (2, "2 days after", "بعده بيومين"),
            (-92, "about 3 months before", "قبله بنحو 3 أشهر"),
            (-740, "about 2 years before", "قبله بنحو سنتين"),
        ];
        for (days, en, ar) in cases {
            assert_eq!((days_apart(days, Lang::En).as_str(), days_apart(days, Lang::Ar).as_str()), (en, ar));
        }
    }

    #[test]
    fn quantities_are_written_out() {
        let of = |number: Decimal, unit: &str, modifier| Quantity { number, unit: unit.to_owned(), modifier };
        assert_eq!(quantity(&of(80.into(), "%", Some(Modifier::MoreThan)), Lang::Ar), "أكثر من 80%");
        assert_eq!(quantity(&of(2_500_000.into(), "USD", None), Lang::En), "2,500,000 USD");
        assert_eq!(quantity(&of(Decimal::new(15, 1), "متر", None), Lang::Ar), "1.5 متر");
    }
}
