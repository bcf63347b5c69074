//! Why a mark was made, in words: one row a code of [`Evidence`], with `{param}` where a parameter goes.

use crate::model::text::replaced;
use crate::model::{Evidence, Lang};

/// (code, Arabic, English).
const SENTENCES: &[(&str, &str, &str)] = &[
    ("glossary", "الاسم وارد في مسرد غرفة الأخبار.", "The name is in the newsroom's glossary."),
    ("lexicon", "الاسم وارد في {list}.", "The name is on {list}."),
    ("title-before-name", "يسبقه لقب أو منصب: «{title}».", "It follows a title: “{title}”."),
    ("given-name", "«{name}» من أسماء الأشخاص.", "“{name}” is a given name."),
    ("tagger", "يدل عليه سياق الجملة.", "The sentence around it points to it."),
    ("same-as", "صيغة أقصر من «{name}» الوارد في المقال.", "A short form of “{name}” elsewhere in the article."),
    ("quotation-marks", "الكلام بين علامتي تنصيص.", "The words stand in quotation marks."),
    ("reporting-verb", "يسنده فعل القول «{cue}».", "A reporting verb goes with it: “{cue}”."),
    ("reported-object", "نُقل الكلام بمعناه لا بلفظه.", "The verb reports this without quoting it."),
    ("colon", "يأتي الكلام بعد نقطتين.", "The words follow a colon."),
    ("complementiser", "تأتي الجملة بعد «{word}».", "The clause follows “{word}”."),
    (
        "carried-speaker",
        "جاء الفعل بلا فاعل ظاهر، فنُسب الكلام إلى آخر متحدث قبله: {name}.",
        "No speaker is named with the verb, so the one before is taken: {name}.",
    ),
    ("image-credit", "يقع في موضع حقوق الصورة من سطر التعليق.", "It is where a caption credits its picture."),
    ("source-line", "يقع في سطر المصدر في ختام المقال.", "It is in the closing line that names the sources."),
    ("byline", "يقع في سطر اسم الكاتب.", "It is in the byline."),
    ("medium", "وسيلة إعلام نقلت الخبر أو أُدلي إليها بتصريح.", "A news outlet that carried this or was spoken to."),
    ("document", "وثيقة يستند إليها النص.", "The text draws on what is written there."),
    ("unnamed-people", "تنسب العبارة الكلام إلى أشخاص لم تسمّهم.", "The phrase credits people without naming them."),
    ("clitic-split", "فُصل عنه الحرف المتصل «{clitic}».", "The attached particle “{clitic}” was split off."),
    ("apposition", "يصفه النص بعبارة مجاورة.", "The text describes it in the words beside it."),
    ("date-written", "النص يذكر التاريخ صراحة.", "The text gives the date itself."),
    ("date-counted", "حُسب من تاريخ المقال: {date}.", "It is counted from the date of the article: {date}."),
    (
        "date-equated",
        "يذكر النص ما يوافقه في التقويم الميلادي.",
        "The text gives the same date in the Gregorian calendar.",
    ),
    (
        "date-weekday-misfit",
        "اسم اليوم لا يوافق التاريخ، فلم يُحدَّد.",
        "The day of the week does not fit the date, so it is left open.",
    ),
    ("date-no-such-day", "لا وجود ليوم كهذا في التقويم.", "There is no such day in the calendar."),
    (
        "date-no-article-date",
        "يُحسب من تاريخ المقال، وهو غير معروف.",
        "It is counted from the date of the article, which is not known.",
    ),
    (
        "date-hijri",
        "تاريخ هجري، ومقابله الميلادي يتوقف على رؤية الهلال.",
        "A date of the Hijri calendar: which day it is depends on the sighting of the moon.",
    ),
    ("date-unclear", "العبارة لا تكفي لتحديد التاريخ.", "The words do not settle which date it is."),
    (
        "re-anchored",
        "عُثر على موضعه بعد تعديل النص، والتطابق {likeness}٪.",
        "Its place was found again after the text was edited: {likeness}% is the same.",
    ),
    ("number-and-unit", "عدد ومعه وحدته.", "A number with its unit."),
];

/// (list of the lexicon, Arabic, English), for the parameter `list`.
const LISTS: &[(&str, &str, &str)] = &[
    ("territories", "قائمة الدول والأقاليم", "a list of countries and territories"),
    ("cities", "قائمة المدن", "a list of cities"),
    ("organisations", "قائمة المنظمات والمؤسسات", "a list of organisations"),
    ("nationalities", "قائمة الجنسيات", "a list of nationalities"),
    ("names", "قائمة أسماء الأشخاص", "a list of personal names"),
];

/// For codes this build does not know: data can be newer than the page.
const UNKNOWN: (&str, &str) = ("سياق الكلام يدل عليه.", "The words around it point to it.");
const UNKNOWN_LIST: (&str, &str) = ("قائمة أسماء", "a list of names");

/// The sentence for `evidence`.
pub fn evidence(evidence: &Evidence, lang: Lang) -> String {
    let mut sentence = lookup(SENTENCES, &evidence.code, UNKNOWN, lang).to_owned();
    for (name, value) in &evidence.params {
        let value = if *name == "list" { lookup(LISTS, value, UNKNOWN_LIST, lang) } else { value };
        sentence = replaced(&sentence, &format!("{{{name}}}"), value);
    }
    sentence
}

fn lookup(
    table: &[(&str, &'static str, &'static str)],
    key: &str,
    or: (&'static str, &'static str),
    lang: Lang,
) -> &'static str {
    let (ar, en) = table.iter().find(|row| row.0 == key).map_or(or, |row| (row.1, row.2));
    match lang {
        Lang::Ar => ar,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_filled_in_and_lists_are_named() {
        let lexicon = Evidence::with("lexicon", "list", "territories");
        assert_eq!(evidence(&lexicon, Lang::En), "The name is on a list of countries and territories.");
        let title = Evidence::with("title-before-name", "title", "وزير الدفاع");
        assert_eq!(evidence(&title, Lang::Ar), "يسبقه لقب أو منصب: «وزير الدفاع».");
    }

    #[test]
    fn an_unknown_code_or_list_has_a_general_sentence() {
        assert_eq!(evidence(&Evidence::plain("from-the-future"), Lang::En), UNKNOWN.1);
        assert!(evidence(&Evidence::with("lexicon", "list", "moons"), Lang::En).contains(UNKNOWN_LIST.1));
    }

    #[test]
    fn both_columns_use_the_same_parameters() {
        let params = |text: &str| {
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        for (code, ar, en) in SENTENCES {
            assert_eq!(params(ar), params(en), "{code}");
        }
    }
}
