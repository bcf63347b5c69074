//! Numbers with their nouns, in the plural forms of each language (CLDR's categories).

use crate::model::Lang;
use crate::model::text::replaced;

/// The plural categories of CLDR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The category of `number` in `lang`.
///
/// Arabic: علامة واحدة (one), علامتان (two), 3–10 علامات (few), 11–99 علامة (many), 100–102 علامة (other), 103 علامات (few).
fn plural(number: usize, lang: Lang) -> Plural {
    match (lang, number, number % 100) {
        (_, 0, _) => Plural::Zero,
        (_, 1, _) => Plural::One,
        (_, 2, _) => Plural::Two,
        (Lang::Ar, _, 3..=10) => Plural::Few,
        (Lang::Ar, _, 11..=99) => Plural::Many,
        _ => Plural::Other,
    }
}

/// Something that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Marks,
    /// How often something is mentioned, as what a label is followed by: `عدد مرات الذكر: مرتان`.
    Times,
    /// The same after a name, as what is left of a sentence: (ذُكر) مرتين, hence the accusative.
    Mentions,
    Quotes,
    NamedSources,
    UnnamedSources,
    /// After `قبل` and `بعد`, hence the genitive of the dual.
    Days,
    Months,
    Years,
}

impl Counted {
    /// `number` of them in words; `{}` in a form stands for the number.
    pub fn in_lang(self, number: usize, lang: Lang) -> String {
        // In the order zero, one, two, few, many, other.
        let forms: [&str; 6] = match (self, lang) {
            (Counted::Marks, Lang::Ar) => ["لا علامات", "علامة واحدة", "علامتان", "{} علامات", "{} علامة", "{} علامة"],
            (Counted::Marks, Lang::En) => ["no marks", "1 mark", "2 marks", "{} marks", "{} marks", "{} marks"],
            (Counted::Times, Lang::Ar) => ["لم يُذكر", "مرة واحدة", "مرتان", "{} مرات", "{} مرة", "{} مرة"],
            (Counted::Mentions, Lang::Ar) => ["لم يُذكر", "مرة واحدة", "مرتين", "{} مرات", "{} مرة", "{} مرة"],
            (Counted::Times | Counted::Mentions, Lang::En) => {
                ["never", "once", "twice", "{} times", "{} times", "{} times"]
            }
            (Counted::Quotes, Lang::Ar) => ["لا أقوال", "قول واحد", "قولان", "{} أقوال", "{} قولًا", "{} قول"],
            (Counted::Quotes, Lang::En) => ["no quotes", "1 quote", "{} quotes", "{} quotes", "{} quotes", "{} quotes"],
            (Counted::NamedSources, Lang::Ar) => {
                ["لا مصادر مسمّاة", "مصدر واحد مسمّى", "مصدران مسمّيان", "{} مصادر مسمّاة", "{} مصدرًا مسمّى", "{} مصدر مسمّى"]
            }
            (Counted::NamedSources, Lang::En) => [
                "no named source",
                "1 named source",
                "{} named sources",
                "{} named sources",
                "{} named sources",
                "{} named sources",
            ],
            (Counted::UnnamedSources, Lang::Ar) => [
                "لا مصادر لم تُسمَّ",
                "مصدر واحد لم يُسمَّ",
                "مصدران لم يُسمَّيا",
                "{} مصادر لم تُسمَّ",
                "{} مصدرًا لم يُسمَّ",
                "{} مصدر لم يُسمَّ",
            ],
            (Counted::UnnamedSources, Lang::En) => {
                ["none unnamed", "1 unnamed", "{} unnamed", "{} unnamed", "{} unnamed", "{} unnamed"]
            }
            (Counted::Days, Lang::Ar) => ["", "يوم واحد", "يومين", "{} أيام", "{} يومًا", "{} يوم"],
            (Counted::Days, Lang::En) => ["", "1 day", "{} days", "{} days", "{} days", "{} days"],
            (Counted::Months, Lang::Ar) => ["", "شهر واحد", "شهرين", "{} أشهر", "{} شهرًا", "{} شهر"],
            (Counted::Months, Lang::En) => ["", "1 month", "{} months", "{} months", "{} months", "{} months"],
            (Counted::Years, Lang::Ar) => ["", "سنة واحدة", "سنتين", "{} سنوات", "{} سنة", "{} سنة"],
            (Counted::Years, Lang::En) => ["", "1 year", "{} years", "{} years", "{} years", "{} years"],
        };
        replaced(forms[plural(number, lang) as usize], "{}", &number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_counts_as_arabic_does() {
        let cases = [
            (0, "لا علامات"),
            (1, "علامة واحدة"),
            (2, "علامتان"),
            (3, "3 علامات"),
            (10, "10 علامات"),
            (11, "11 علامة"),
            (99, "99 علامة"),
            (100, "100 علامة"),
            (102, "102 علامة"),
            (103, "103 علامات"),
            (1011, "1011 علامة"),
        ];
        for (number, words) in cases {
            assert_eq!(Counted::Marks.in_lang(number, Lang::Ar), words);
        }
    }

    #[test]
    fn twice_has_the_case_of_its_place() {
        assert_eq!(Counted::Times.in_lang(2, Lang::Ar), "مرتان");
        assert_eq!(Counted::Mentions.in_lang(2, Lang::Ar), "مرتين");
    }

    #[test]
    fn english_counts_once_twice_and_times() {
        let times = [1, 2, 3, 100].map(|number| Counted::Times.in_lang(number, Lang::En));
        assert_eq!(times, ["once", "twice", "3 times", "100 times"]);
    }
}
