//! Every word of the checks, one column a language. `view::strings` has those of the interface; these are no part of what readers load.
//!
//! `{name}` stands for a parameter. Sentences are hedged where the check is: it asks, and the editor knows.

use super::Rule;
use crate::model::text::replaced;
use crate::model::{Dir, Lang};

/// One way to break a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    NobodySpeaks,
    NamedLater,
    NeverNamed,
    TwoSpellings,
    NoReason,
    /// A date that was another day of the week.
    AnotherWeekday,
    /// A day counted from the article's date, such as yesterday.
    AnotherDay,
    NeverClosed,
    NeverOpened,
    /// A mark that may open or close.
    Unpaired,
    NoSourceLine,
    OneSource,
    NoSource,
    NoCredit,
}

/// A wording in Arabic and in English.
type Wording = [&'static str; 2];

impl Case {
    #[cfg(test)]
    const ALL: [Case; 14] = [
        Case::NobodySpeaks,
        Case::NamedLater,
        Case::NeverNamed,
        Case::TwoSpellings,
        Case::NoReason,
        Case::AnotherWeekday,
        Case::AnotherDay,
        Case::NeverClosed,
        Case::NeverOpened,
        Case::Unpaired,
        Case::NoSourceLine,
        Case::OneSource,
        Case::NoSource,
        Case::NoCredit,
    ];

    /// The rule that is broken.
    pub fn rule(self) -> Rule {
        match self {
            Case::NobodySpeaks => Rule::UnattributedQuote,
            Case::NamedLater | Case::NeverNamed => Rule::UnintroducedSpeaker,
            Case::TwoSpellings => Rule::SpelledTwoWays,
            Case::NoReason => Rule::AnonymousSource,
            Case::AnotherWeekday | Case::AnotherDay => Rule::Weekday,
            Case::NeverClosed | Case::NeverOpened | Case::Unpaired => Rule::QuotationMarks,
            Case::NoSourceLine => Rule::SourceLine,
            Case::OneSource | Case::NoSource => Rule::SecondSource,
            Case::NoCredit => Rule::ImageCredit,
        }
    }

    pub(super) fn why(self, lang: Lang, params: &[(&str, String)]) -> String {
        filled(self.wordings().0, lang, params)
    }

    pub(super) fn mend(self, lang: Lang, params: &[(&str, String)]) -> String {
        filled(self.wordings().1, lang, params)
    }

    /// What is wrong, and how to mend it.
    fn wordings(self) -> (Wording, Wording) {
        match self {
            Case::NobodySpeaks => (
                ["كلام بين علامتي تنصيص لا يقول المقال من قائله.", "The article does not say whose words these are."],
                ["انسب الكلام إلى قائله، أو احذف علامتي التنصيص.", "Name the speaker, or remove the quotation marks."],
            ),
            Case::NamedLater => (
                [
                    "يتحدث «{name}» هنا قبل أن يعرّف به المقال؛ يرد تعريفه لاحقًا: «{later}».",
                    "“{name}” speaks here before being introduced; the introduction comes further down: “{later}”.",
                ],
                [
                    "اذكر الاسم الكامل والصفة في أول ذكر، واكتفِ بالاسم القصير بعد ذلك.",
                    "Give the full name and role at the first mention, and the short name after that.",
                ],
            ),
            Case::NeverNamed => (
                [
                    "يتحدث «{name}» من غير أن يذكر المقال اسمه الكامل أو صفته.",
                    "“{name}” speaks, but the article gives neither a full name nor a role.",
                ],
                ["اذكر الاسم الكامل والصفة في أول ذكر.", "Give the full name and role at the first mention."],
            ),
            Case::TwoSpellings => (
                [
                    "كُتب الاسم هنا «{name}»، وكُتب في موضع آخر من المقال «{other}».",
                    "The name is “{name}” here and “{other}” elsewhere in the article.",
                ],
                ["اختر كتابة واحدة للاسم والتزمها في المقال كله.", "Choose one spelling and keep to it throughout."],
            ),
            Case::NoReason => (
                [
                    "مصدر لم يُسمَّ، ولا يقول المقال لماذا حُجب اسمه.",
                    "A source without a name, and the article does not say why.",
                ],
                ["سمِّ المصدر، أو اذكر سبب عدم تسميته.", "Name the source, or say why it cannot be named."],
            ),
            Case::AnotherWeekday => (
                [
                    "لا يوافق اسم اليوم التاريخ: {date} يوم {weekday}.",
                    "The day of the week does not fit: {date} is a {weekday}.",
                ],
                ["راجع اليوم والتاريخ وصحّح الخاطئ منهما.", "Check both and correct the one that is wrong."],
            ),
            Case::AnotherDay => (
                [
                    "لا يوافق اسم اليوم تاريخ المقال ({article}): اليوم المقصود يوم {weekday}.",
                    "The day of the week does not fit the date of the article ({article}): that day is a {weekday}.",
                ],
                [
                    "صحّح اسم اليوم، أو راجع تاريخ المقال.",
                    "Correct the day of the week, or check the date of the article.",
                ],
            ),
            Case::NeverClosed => (
                ["علامة التنصيص هذه فُتحت ولم تُغلق.", "This quotation mark opens a quotation that is never closed."],
                ["أغلق التنصيص حيث ينتهي الكلام المنقول.", "Close it where the quoted words end."],
            ),
            Case::NeverOpened => (
                ["علامة تنصيص تُغلق ما لم يُفتح.", "This quotation mark closes a quotation that was never opened."],
                ["افتح التنصيص حيث يبدأ الكلام المنقول.", "Open it where the quoted words begin."],
            ),
            Case::Unpaired => (
                ["علامة تنصيص بلا نظيرتها في الفقرة.", "This quotation mark has no partner in its paragraph."],
                [
                    "افتح التنصيص حيث يبدأ الكلام المنقول، وأغلقه حيث ينتهي.",
                    "Open the quotation where the quoted words begin, and close it where they end.",
                ],
            ),
            Case::NoSourceLine => (
                [
                    "لا يذكر المقال من أين أُخذ: لا سطر للمصدر ولا للكاتب.",
                    "The article has neither a source line nor a byline.",
                ],
                [
                    "أضف سطر المصدر في ختام المقال، مثل: «المصدر: وكالات».",
                    "Add a source line at the end, such as “Source: agencies”.",
                ],
            ),
            Case::OneSource => (
                ["يعتمد المقال على مصدر واحد: {source}.", "The article rests on one source: {source}."],
                ["أضف مصدرًا آخر مستقلًّا.", "Add another, independent source."],
            ),
            Case::NoSource => (
                ["لا ينسب المقال شيئًا إلى مصدر.", "The article attributes nothing to any source."],
                ["اذكر مصدرين مستقلين على الأقل.", "Give at least two independent sources."],
            ),
            Case::NoCredit => (
                ["صورة لا يذكر تعليقها مصدرها.", "The caption does not credit its picture."],
                ["اذكر مصدر الصورة في آخر التعليق.", "Add the credit at the end of the caption."],
            ),
        }
    }
}

impl Rule {
    /// The rule in a few words.
    pub fn title(self, lang: Lang) -> &'static str {
        let titles: Wording = match self {
            Rule::UnattributedQuote => ["كلام مقتبس بلا قائل", "A quotation nobody is said to have spoken"],
            Rule::UnintroducedSpeaker => ["متحدث لم يُعرَّف به", "A speaker who is not introduced"],
            Rule::SpelledTwoWays => ["اسم شخص بكتابتين", "One person spelled two ways"],
            Rule::AnonymousSource => ["مصدر لم يُسمَّ بلا سبب مذكور", "An unnamed source without a reason"],
            Rule::Weekday => ["يوم لا يوافق تاريخه", "A day of the week that does not fit its date"],
            Rule::QuotationMarks => ["علامة تنصيص بلا نظيرتها", "A quotation mark without its partner"],
            Rule::SourceLine => ["مقال بلا سطر مصدر", "An article without a source line"],
            Rule::SecondSource => ["أقل من مصدرين", "Fewer than two sources"],
            Rule::ImageCredit => ["صورة بلا مصدر", "A picture without a credit"],
        };
        titles[lang as usize]
    }

    /// When it is broken, and why a desk asks.
    pub fn help(self, lang: Lang) -> &'static str {
        let helps: Wording = match self {
            Rule::UnattributedQuote => [
                "جملة كاملة بين علامتي تنصيص، ولا فعل قول ولا متحدث في فقرتها ولا في جوارها. العناوين والألفاظ المفردة بين العلامات لا تُعدّ كلامًا مقتبسًا.",
                "A whole sentence in quotation marks, with no reporting word and nobody who could speak in its paragraph or beside it. Titles and single words in marks are no quotations.",
            ],
            Rule::UnintroducedSpeaker => [
                "شخص يُنسب إليه كلام عند أول ذكر له في متن المقال باسم واحد، بلا اسم كامل ولا صفة.",
                "Somebody who is quoted where the text first mentions them, by one name alone, with neither a full name nor a role.",
            ],
            Rule::SpelledTwoWays => [
                "اسم الشخص نفسه مكتوب بطريقتين في المقال الواحد، مثل «شويغو» و«شويجو».",
                "The same person is spelled two ways in one article, such as Gaddafi and Qaddafi.",
            ],
            Rule::AnonymousSource => [
                "كلام منسوب إلى مصدر أو مسؤول أو دبلوماسي بلا اسم، ولا يذكر المقال سبب ذلك. من حق القارئ أن يعرف لماذا حُجب الاسم.",
                "Words credited to a source, an official or a diplomat without a name, in an article that does not say why. Readers are owed the reason.",
            ],
            Rule::Weekday => [
                "اسم يوم لا يوافق التاريخ المذكور معه، أو لا يوافق تاريخ المقال حين يُقال «أمس الخميس».",
                "A day of the week that is not that of the date beside it or, as in “yesterday, Thursday”, not the one counted from the article's date.",
            ],
            Rule::QuotationMarks => [
                "علامة تنصيص تُفتح ولا تُغلق في فقرتها ولا فيما يليها، أو تُغلق ولم تُفتح.",
                "A quotation mark that is opened and closed neither in its paragraph nor in those that go on with it, or closed without being opened.",
            ],
            Rule::SourceLine => [
                "من أسلوب غرفة الأخبار: لكل مقال سطر مصدر أو اسم كاتب.",
                "House style: each article has a source line or a byline.",
            ],
            Rule::SecondSource => [
                "من أسلوب غرفة الأخبار: لكل مقال مصدران على الأقل.",
                "House style: each article has at least two sources.",
            ],
            Rule::ImageCredit => ["من أسلوب غرفة الأخبار: لكل صورة مصدرها.", "House style: each picture is credited."],
        };
        helps[lang as usize]
    }
}

/// The day of the week with this number, Monday being 1.
fn weekday(number: u8, lang: Lang) -> &'static str {
    const DAYS: [Wording; 7] = [
        ["الاثنين", "Monday"],
        ["الثلاثاء", "Tuesday"],
        ["الأربعاء", "Wednesday"],
        ["الخميس", "Thursday"],
        ["الجمعة", "Friday"],
        ["السبت", "Saturday"],
        ["الأحد", "Sunday"],
    ];
    DAYS[usize::from(number.clamp(1, 7)) - 1][lang as usize]
}

/// The wording with its parameters; `weekday` is given as a number, `date` and `article` are days.
fn filled(wording: Wording, lang: Lang, params: &[(&str, String)]) -> String {
    params.iter().fold(wording[lang as usize].to_owned(), |words, (name, value)| {
        let value = match *name {
            "weekday" => value.parse().map_or_else(|_| value.clone(), |number| weekday(number, lang).to_owned()),
            // Its numbers keep their order between words from right to left.
            "date" | "article" if lang.dir() == Dir::Rtl => format!("\u{2066}{value}\u{2069}"),
            _ => value.clone(),
        };
        replaced(&words, &format!("{{{name}}}"), &value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn params(wording: &str) -> Vec<&str> {
        let mut names: Vec<&str> = wording.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn both_languages_use_the_same_parameters() {
        for case in Case::ALL {
            let (why, mend) = case.wordings();
            for [arabic, english] in [why, mend] {
                assert_eq!(params(arabic), params(english), "{case:?}");
            }
        }
    }

    #[test]
    fn each_column_is_in_its_own_language() {
        let is_arabic = |words: &str| words.chars().any(|letter| ('\u{600}'..='\u{6FF}').contains(&letter));
        let rules = Rule::ALL
            .iter()
            .flat_map(|rule| [[0, 1].map(|at| rule.title(Lang::ALL[at])), [0, 1].map(|at| rule.help(Lang::ALL[at]))]);
        let cases = Case::ALL.iter().flat_map(|case| [case.wordings().0, case.wordings().1]);
        for [arabic, english] in rules.chain(cases) {
            assert!(is_arabic(arabic) && !is_arabic(english), "{english}");
        }
    }

    #[test]
    fn each_rule_can_be_broken() {
        for rule in Rule::ALL {
            assert!(Case::ALL.iter().any(|case| case.rule() == rule), "{rule:?}");
        }
    }
}
