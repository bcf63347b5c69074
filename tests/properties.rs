//! What holds for every text: spans lie on character borders, the same text gives the same marks, and an article read again
//! after an edit gives what it gives when it is read for the first time.

mod support;

use std::rc::Rc;

use hashiya::Engine;
use hashiya::engine::Memory;
use hashiya::import::{Options, plain};
use hashiya::lang::Glossary;
use hashiya::model::{AnnotationSet, Article, Lang, Value};
use proptest::prelude::*;

/// Pieces that stories are made of, with the marks and letters that are easily taken apart wrongly.
const PIECES: [&str; 37] = [
    "قال وزير الدفاع سامي منصور",
    "وأضاف الرئيس التركي رجب طيب أردوغان",
    " إن \"الأمر واضح\"",
    "، وفق ما نقلته وكالة رويترز",
    " في العاصمة الليبية طرابلس",
    "لـــيبيا",
    "عُمَان",
    "#لورا_سميت",
    "٢٠١٩",
    "President Emmanuel Laurent said",
    ", \"It's over,\" he told Reuters",
    " in Par\u{200F}is",
    "according to the U.N. Security Council",
    "Mr. Daniel Whitfield, 54, a retired judge from Leeds",
    "https://www.example.org/a?b=ج",
    "press@example.org",
    " في 31 شباط/فبراير الماضي",
    "أمس الخميس ",
    "قبل 99999999999999999999 عاما ",
    " on Thursday, February 30, 0000",
    " 99999 BC ",
    "in the 1990s and 2015-2016 ",
    "ثلاثة ملايين ونصف المليون دولار ",
    "$999,999,999,999,999tn ",
    "15 رجب 1442 هـ (",
    "😀",
    "e\u{301}",
    "\u{200B}",
    "\u{FEFF}",
    " ",
    ". ",
    "...",
    "\n",
    "\n\n",
    "(AP Photo/Ann Lee)",
    "المصدر : رويترز، وكالات",
    "- ",
];

/// A text of such pieces and of anything else that Unicode has.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn article(text: &str) -> Article {
    plain::article(text, &Options::default())
}

/// Whether `date` is EDTF of level 0 or 1, as far as Hashiya writes it: a day, month, season, year, decade or century, an interval of
/// two, or `~` after one.
fn is_edtf(date: &str) -> bool {
    if let Some((first, last)) = date.split_once('/') {
        return is_edtf(first) && is_edtf(last);
    }
    let date = date.strip_suffix('~').unwrap_or(date);
    let fields: Vec<&str> = date.strip_prefix('-').unwrap_or(date).split('-').collect();
    let is_year = fields[0].len() == 4 && fields[0].trim_end_matches('X').chars().all(|digit| digit.is_ascii_digit());
    let in_range = |field: &str, range: &[std::ops::RangeInclusive<u8>]| {
        field.len() == 2 && field.parse().is_ok_and(|number: u8| range.iter().any(|range| range.contains(&number)))
    };
    match fields[1..] {
        [] => is_year,
        [month] => is_year && in_range(month, &[1..=12, 21..=24]),
        [month, day] => is_year && in_range(month, &[1..=12]) && in_range(day, &[1..=31]),
        _ => false,
    }
}

thread_local! {
    static ENGINE: Engine = support::engine(&Lang::ALL);
    /// The same with a newsroom's names, of which some are never marked.
    static NEWSROOM: Engine = support::engine(&Lang::ALL).with_glossary(glossary());
}

fn glossary() -> Rc<Glossary> {
    let mut glossary = Glossary::default();
    let names = "name,type,never\nطرابلس,ORG,\nEmmanuel Laurent,PER,\nرجب أردوغان,PER,\nسامي منصور,,yes\nDaniel Whitfield,,yes\n,MISC,yes\n";
    glossary.add_csv(names).expect("a glossary");
    Rc::new(glossary)
}

fn annotated(text: &str) -> AnnotationSet {
    ENGINE.with(|engine| engine.annotate(&article(text)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn spans_lie_on_character_borders_inside_the_text(text in text()) {
        for annotation in annotated(&text).annotations {
            let span = annotation.span;
            prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.trim().is_empty()), "{:?}", span);
        }
    }

    #[test]
    fn what_is_resolved_is_edtf(text in text(), (year, month, day) in (-9999i16..=9999, 1i8..=12, 1i8..=28)) {
        let date = jiff::civil::Date::new(year, month, day).ok();
        let article = plain::article(&text, &Options { date, ..Options::default() });
        for entity in ENGINE.with(|engine| engine.annotate(&article)).entities {
            if let Some(Value::Date(edtf)) = entity.value {
                prop_assert!(is_edtf(&edtf), "{}", edtf);
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_marks(text in text()) {
        prop_assert_eq!(annotated(&text), annotated(&text));
    }

    #[test]
    fn an_edit_read_again_gives_what_a_first_reading_gives(
        before in text(), with in text(), at in any::<prop::sample::Index>(), len in 0usize..40,
    ) {
        let letters: Vec<char> = before.chars().collect();
        let start = at.index(letters.len() + 1);
        let end = (start + len).min(letters.len());
        let part = |letters: &[char]| letters.iter().collect::<String>();
        let after = part(&letters[..start]) + &with + &part(&letters[end..]);
        let mut memory = Memory::default();
        let again = ENGINE.with(|engine| {
            [&before, &after, &before].map(|text| engine.annotate_again(&article(text), &mut memory))
        });
        let mut memory = Memory::default();
        NEWSROOM.with(|engine| {
            for text in [&before, &after] {
                let article = article(text);
                prop_assert_eq!(engine.annotate_again(&article, &mut memory), engine.annotate(&article));
            }
            Ok(())
        })?;
        prop_assert_eq!(&again[0], &annotated(&before));
        prop_assert_eq!(&again[1], &annotated(&after));
        prop_assert_eq!(&again[2], &annotated(&before));
    }
}
