//! Whatever is fed in: nothing panics, every span lies on character boundaries, mentions do not overlap.

mod support;

use hashiya::Engine;
use hashiya::import::{self, Options, plain};
use hashiya::model::{Lang, Mark, Span};

const MIXED: &str = "عنوان الخبر بلا نقطة\r\n\r\nقال وزير الدفاع سامي منصور -في بيروت- إن \"الأمر 😀 واضح». وتابع “نعم\n\
                     President Emmanuel Laurent said, \"It's over,\" in Par\u{200F}is — ٢٠١٩ لـــيبيا\u{A0}و#لورا_سميت.\n(AP Photo/Ann Lee)\nالمصدر : رويترز";

#[track_caller]
fn is_sound(engine: &Engine, text: &str) {
    let article = plain::article(text, &Options::default());
    let set = engine.annotate(&article);
    let mut last = Span::new(0, 0);
    for annotation in &set.annotations {
        let span = annotation.span;
        for span in std::iter::once(span).chain(inner(&annotation.mark)) {
            let words = article.text.get(span.start..span.end);
            assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
        }
        if let Mark::Entity(_) = annotation.mark {
            assert!(last.end <= span.start, "{last:?} and {span:?} overlap in {text:?}");
            last = span;
        }
    }
}

/// The spans that a mark has beside its own.
fn inner(mark: &Mark) -> Vec<Span> {
    match mark {
        Mark::Quote { cue, speaker, context, .. } => {
            [*cue, *speaker, context.when, context.place, context.to].into_iter().flatten().collect()
        }
        _ => Vec::new(),
    }
}

/// Each case of the fixtures, cut behind each of its words and before each.
#[test]
fn every_case_is_read_as_far_as_it_goes() {
    let engine = support::engine(&Lang::ALL);
    for fixture in [include_str!("fixtures/arabic.txt"), include_str!("fixtures/english.txt")] {
        let is_text = |line: &&str| !line.starts_with(['#', '+', '-', '@']);
        for line in fixture.lines().filter(is_text) {
            for (at, _) in line.match_indices(' ') {
                is_sound(&engine, &line[..at]);
                is_sound(&engine, &line[at + 1..]);
            }
        }
    }
}

#[test]
fn every_beginning_and_every_end_of_a_story_is_read() {
    let engine = support::engine(&Lang::ALL);
    for (at, _) in MIXED.char_indices() {
        is_sound(&engine, &MIXED[..at]);
        is_sound(&engine, &MIXED[at..]);
    }
}

#[test]
fn odd_deliveries_are_read() {
    let engine = support::engine(&Lang::ALL);
    let tatweel = MIXED.replace('ا', "اـ");
    let reversed: String = MIXED.chars().rev().collect();
    for text in [
        "",
        "\u{FEFF}",
        "\"",
        "«»",
        "\"\"\"\"",
        "'",
        "- - -",
        "(",
        "قال",
        "قال:",
        "بحسب",
        "برأيه",
        "لكن",
        "وفقا لوزارة الدفاع",
        "قال الوزير إن الأمر سيئ وفقا",
        "قالت \"ـ\" إن الأمر انتهى.",
        "\",\" he said, \".\"",
        "said",
        "\u{202E}\u{202C}",
        "المصدر : الجزيرة، وكالات؛ رويترز",
        "بقلم: أحمد علي، محمد حسن",
        &tatweel,
        &reversed,
    ] {
        is_sound(&engine, text);
    }
}

#[test]
fn a_megabyte_is_read_as_blocks_and_as_one_line() {
    let engine = support::engine(&Lang::ALL);
    let blocks = format!("{MIXED}\n").repeat(1_000_000 / MIXED.len());
    is_sound(&engine, &blocks);
    is_sound(&engine, &blocks.chars().filter(|letter| *letter != '\n').collect::<String>());
}

#[test]
fn what_is_not_utf8_is_refused_by_its_place() {
    for at in [0, 3, 7] {
        let mut bytes = b"abcdefgh".to_vec();
        bytes[at] = 0xFF;
        assert_eq!(import::decode(&bytes).unwrap_err(), hashiya::Error::InvalidUtf8 { offset: at });
    }
}
