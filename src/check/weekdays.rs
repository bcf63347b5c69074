//! Days of the week that do not fit their date. The engine says which; here it is worked out which day it is then.

use std::cell::OnceCell;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::beside::Beside;
use super::desk::{self, Word, rows};
use super::{Case, Finding};
use crate::detect::quotes::marks::{self, Quoted};
use crate::lang::normalise::fold;
use crate::lang::{TokenKind, tokens};
use crate::model::{AnnotationSet, Article, EntityType, Lang, Mark, Span};

/// What the engine notes of such a date.
const MISFIT: &str = "date-weekday-misfit";

/// Dates whose day of the week is another one.
pub fn misfits(article: &Article, set: &AnnotationSet) -> Vec<Finding> {
    let dates = set.annotations.iter().filter(|one| {
        matches!(one.mark, Mark::Entity(mention) if mention.kind == EntityType::Date)
            && one.why.iter().any(|why| why.code == MISFIT)
    });
    let mut around = Around { article, beside: None, quoted: None, years: OnceCell::new() };
    dates.filter_map(|date| around.finding(date.span)).collect()
}

/// What the article says around its dates, each once.
struct Around<'a> {
    article: &'a Article,
    beside: Option<Beside<'a>>,
    /// What stands between quotation marks in the block of the last date.
    quoted: Option<(Span, Vec<Quoted>)>,
    /// The years that the article names.
    years: OnceCell<Vec<i16>>,
}

impl Around<'_> {
    fn finding(&mut self, span: Span) -> Option<Finding> {
        let day = Words::of(self.article, span);
        if let Some(offset) = day.offset {
            // What somebody said yesterday counts from yesterday, and by another clock it is another day.
            let today = self.article.date.filter(|_| !self.is_quoted(span) && !self.is_by_a_clock(span))?;
            let meant = today.checked_add(jiff::Span::new().days(offset)).ok()?;
            let finding = Finding::new(Case::AnotherDay, span).with("article", today.to_string());
            return (Some(number(meant)) != day.weekday).then(|| finding.with("weekday", number(meant).to_string()));
        }
        let date = day.date(self.article.date)?;
        // `يوم الأحد (16 أكتوبر)` in a story that tells of 2011.
        if day.year.is_none() && (self.is_quoted(span) || self.years().iter().any(|&year| day.fits(year))) {
            return None;
        }
        let finding = Finding::new(Case::AnotherWeekday, span).with("date", date.to_string());
        (Some(number(date)) != day.weekday).then(|| finding.with("weekday", number(date).to_string()))
    }

    /// Whether the sentence says by which clock the day is counted: `اليوم الأربعاء (بالتوقيت المحلي)`.
    fn is_by_a_clock(&mut self, span: Span) -> bool {
        let beside = Beside::again(self.article, span, &mut self.beside);
        beside.is_some_and(|beside| beside.sentence(span).any(|key| desk::is(Word::Clock, beside.block.lang, key)))
    }

    fn is_quoted(&mut self, span: Span) -> bool {
        let Some(block) = self.article.block_at(span.start).map(|block| block.span) else { return false };
        let of_block = self.quoted.take().filter(|(of, _)| *of == block);
        let (_, quoted) =
            self.quoted.insert(of_block.unwrap_or_else(|| (block, marks::quoted(&self.article.text, block, false))));
        !marks::overlapping(quoted, span).is_empty()
    }

    fn years(&self) -> &[i16] {
        self.years.get_or_init(|| {
            let words = self.article.text.split(|letter: char| !letter.is_alphanumeric());
            let years = words.filter_map(|word| fold(word).parse().ok()).filter(|year| (1900..2100).contains(year));
            let mut years: Vec<i16> = years.collect();
            years.sort_unstable();
            years.dedup();
            years
        })
    }
}

/// Monday is 1.
fn number(date: Date) -> u8 {
    date.weekday().to_monday_one_offset() as u8
}

/// What the words of a date say.
#[derive(Debug, Default)]
struct Words {
    weekday: Option<u8>,
    /// Days from the article's date: `أمس` is -1.
    offset: Option<i64>,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
}

impl Words {
    fn of(article: &Article, span: Span) -> Words {
        let lang = article.block_at(span.start).map_or(article.lang, |block| block.lang);
        let mut words = Words::default();
        let keys: Vec<(TokenKind, String)> =
            tokens(&article.text, span, lang).into_iter().map(|token| (token.kind, token.key.to_string())).collect();
        for (at, (kind, key)) in keys.iter().enumerate() {
            if *kind == TokenKind::Number {
                match key.parse::<i16>() {
                    Ok(day @ 1..=31) if words.day.is_none() => words.day = Some(day as i8),
                    Ok(year @ 1000..) => words.year = Some(year),
                    _ => {}
                }
                continue;
            }
            // `أول أمس` before `أمس`, `كانون الثاني` before its words.
            let phrase = |length: usize| {
                keys[at..keys.len().min(at + length)].iter().map(|(_, key)| key.as_str()).collect::<Vec<_>>().join(" ")
            };
            for length in (1..=4).rev() {
                let Some(part) = PARTS.iter().find(|(of, form, _)| *of == lang && *form == phrase(length)) else {
                    continue;
                };
                match part.2 {
                    Part::Weekday(number) => words.weekday = words.weekday.or(Some(number)),
                    Part::Day(offset) => words.offset = words.offset.or(Some(offset)),
                    Part::Month(number) => words.month = words.month.or(Some(number)),
                }
                break;
            }
        }
        words
    }

    /// Whether the date has that day of the week in `year`.
    fn fits(&self, year: i16) -> bool {
        let date = self.month.zip(self.day).and_then(|(month, day)| Date::new(year, month, day).ok());
        date.is_some_and(|date| Some(number(date)) == self.weekday)
    }

    /// The day, in the year nearest to the article's where none is given.
    fn date(&self, today: Option<Date>) -> Option<Date> {
        let (month, day) = (self.month?, self.day?);
        let in_year = |year: i16| Date::new(year, month, day).ok();
        match (self.year, today) {
            (Some(year), _) => in_year(year),
            (None, Some(today)) => {
                let years = (-1..=1).filter_map(|by| in_year(today.year().checked_add(by)?));
                years.min_by_key(|date| (date.duration_since(today).as_hours()).abs())
            }
            _ => None,
        }
    }
}

/// What a word or phrase of a date is.
#[derive(Debug, Clone, Copy)]
enum Part {
    Weekday(u8),
    Day(i64),
    Month(i8),
}

/// The words of dates that the lexicon has.
static PARTS: LazyLock<Vec<(Lang, String, Part)>> = LazyLock::new(|| {
    let times = rows(include_str!("../lang/data/time.tsv")).flat_map(|(lang, fields)| {
        let part = match fields.as_slice() {
            ["weekday", number, ..] => number.parse().ok().map(Part::Weekday),
            ["day", offset, ..] => offset.parse().ok().map(Part::Day),
            ["month", number, ..] => number.parse().ok().map(Part::Month),
            _ => None,
        };
        let forms = fields.get(2).copied().filter(|_| part.is_some()).unwrap_or_default();
        forms.split('|').filter_map(move |form| Some((lang, fold(form), part?))).collect::<Vec<_>>()
    });
    times.chain(months()).collect()
});

/// The names of the Gregorian months.
fn months() -> impl Iterator<Item = (Lang, String, Part)> {
    include_str!("../lang/data/months.tsv").lines().flat_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let named = match fields.as_slice() {
            ["gregorian", number, en, ar, ..] => {
                number.parse().ok().map(|number| (Part::Month(number), [(Lang::En, *en), (Lang::Ar, *ar)]))
            }
            _ => None,
        };
        named.into_iter().flat_map(|(part, langs)| {
            langs.into_iter().flat_map(move |(lang, forms)| forms.split('|').map(move |form| (lang, fold(form), part)))
        })
    })
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use crate::check::Rule;
    use crate::check::example::found_on;
    use crate::model::Lang;

    /// In an article of Friday 16 April 2021.
    #[track_caller]
    fn finds(text: &str, expected: Option<(&str, &str)>) {
        let found = found_on(Some("2021-04-16"), Rule::Weekday, text);
        let told = found.first().map(|(words, finding)| (words.as_str(), finding.why(Lang::En)));
        assert_eq!(told.as_ref().map(|(words, _)| *words), expected.map(|(words, _)| words), "{text}");
        if let (Some((_, why)), Some((_, day))) = (told, expected) {
            assert!(why.contains(day), "{why}");
        }
    }

    #[test]
    fn a_weekday_that_is_not_that_of_its_date_is_told() {
        finds(
            "عقد الاجتماع يوم الخميس 6 فبراير 2021 في تونس.",
            Some(("يوم الخميس 6 فبراير 2021", "2021-02-06 is a Saturday")),
        );
        finds("They met on Thursday, February 6, 2021 in Tunis.", Some(("Thursday, February 6, 2021", "Saturday")));
    }

    #[test]
    fn a_date_without_a_year_is_counted_from_the_article() {
        finds("يعقد الاجتماع الأحد 20 أبريل في تونس.", Some(("الأحد 20 أبريل", "2021-04-20 is a Tuesday")));
    }

    #[test]
    fn a_date_may_be_of_a_year_that_the_story_tells_of() {
        finds("سقطت المدينة عام 2014. وكانت المعركة قد بدأت الأحد 20 أبريل.", None);
    }

    #[test]
    fn yesterday_is_counted_from_the_article() {
        finds("وقال في بيان أمس الأربعاء إن الطريق مغلق.", Some(("أمس الأربعاء", "Thursday")));
        finds("وقال في بيان أمس الخميس إن الطريق مغلق.", None);
        finds("وقال في بيان مساء الأول من أمس الأربعاء إن الطريق مغلق.", None);
        finds("ووقع الزلزال اليوم السبت (بالتوقيت المحلي) قبالة الساحل.", None);
    }

    #[test]
    fn days_within_a_quotation_are_those_of_the_speaker() {
        finds("وقال: \"سنصل غدا (الأربعاء) إلى باريس ثم نعود\".", None);
    }
}
