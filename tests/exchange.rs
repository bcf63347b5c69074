//! Annotations out to the formats of other tools and back: the demo's stories as the engine marks them, and random marks over random
//! texts.

#![cfg(feature = "cli")]

mod support;

use hashiya::exchange::{Document, brat, displacy, schema, spacy, w3c};
use hashiya::import::{Options, plain};
use hashiya::model::{
    Annotation, AnnotationSet, Article, Context, Entity, EntityId, EntityType, Json, Lang, Mark, Mention, Origin,
    QuoteKind, SourceKind, Span, Stance,
};
use proptest::prelude::*;

fn parsed(text: &str) -> Json {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON").into()
}

type RoundTrip = fn(&Article, &AnnotationSet) -> Document;

/// There and back.
const FORMATS: [(&str, RoundTrip); 4] = [
    ("spaCy", |article, set| spacy::read(&parsed(&spacy::write(article, set))).expect("a document")),
    ("displaCy", |article, set| displacy::read(&parsed(&displacy::write(article, set))).expect("a document")),
    ("W3C", |article, set| {
        let written = w3c::write(article, set, None, &w3c::Options::default());
        let (document, orphans) = w3c::read(&written).expect("a file").onto(article);
        assert_eq!(orphans, 0);
        document
    }),
    ("brat", |article, set| {
        let (document, kept) = brat::read(&article.text, &brat::write(article, set, &brat::Kept::default()));
        assert!(kept.lines().is_empty(), "{:?}", kept.lines());
        document
    }),
];

/// What every format holds of a mark.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Entity(EntityType),
    Quote { kind: QuoteKind, stance: Stance, cue: Option<Span>, speaker: Option<Span>, context: Context },
    Source(SourceKind),
}

fn held(set: &AnnotationSet) -> Vec<(Span, Held, Origin, f32)> {
    let held = |annotation: &Annotation| {
        let mark = match &annotation.mark {
            Mark::Entity(mention) => Held::Entity(mention.kind),
            Mark::Quote { kind, stance, cue, speaker, context, .. } => {
                Held::Quote { kind: *kind, stance: *stance, cue: *cue, speaker: *speaker, context: *context }
            }
            Mark::Source { kind, .. } => Held::Source(*kind),
        };
        (annotation.span, mark, annotation.origin, (annotation.confidence * 1000.0).round())
    };
    set.annotations.iter().map(held).collect()
}

/// For each mention the first one of the same entity, and for each quote the first mention of who speaks.
fn who(set: &AnnotationSet) -> Vec<Option<usize>> {
    let entity = |annotation: &Annotation| match annotation.mark {
        Mark::Entity(mention) => Some(mention.entity),
        Mark::Quote { speaker_entity, .. } => speaker_entity,
        Mark::Source { .. } => None,
    };
    set.annotations.iter().map(|one| entity(one).and_then(|entity| set.mentions(entity).next())).collect()
}

#[track_caller]
fn story(name: &str, lang: Lang) -> (Article, AnnotationSet) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/demo").join(name);
    let text = std::fs::read_to_string(file).expect("the story is readable");
    let article = plain::article(&text, &Options::default());
    let set = support::engine(&[lang]).annotate(&article);
    for kind in ["entity", "quote", "source"] {
        assert!(set.annotations.iter().any(|one| one.mark.kind() == kind), "{name} has no {kind}");
    }
    (article, set)
}

#[test]
fn every_format_gives_the_marks_of_real_stories_back() {
    for (name, lang) in [("ar.txt", Lang::Ar), ("en.txt", Lang::En)] {
        let (article, set) = story(name, lang);
        for (format, round_trip) in FORMATS {
            let document = round_trip(&article, &set);
            assert_eq!(document.problems, [], "{format}");
            assert_eq!(document.article, article, "{format}");
            assert_eq!(held(&document.set), held(&set), "{format} of {name}");
            assert_eq!(who(&document.set), who(&set), "{format} of {name}");
        }
    }
}

#[test]
fn search_engines_are_told_of_a_real_story_what_is_sure() {
    let (article, set) = story("ar.txt", Lang::Ar);
    let options = schema::Options { include_detected: false, url: None };
    let story: serde_json::Value = serde_json::from_str(&schema::write(&article, &set, &options)).expect("JSON");
    assert!(story["mentions"].as_array().is_some_and(|mentions| mentions.len() > 5));
    let quotations = story["hasPart"].as_array().expect("quotations");
    assert!(quotations.iter().all(|one| one["@type"] == "Quotation" && one.get("creator").is_none()));
    let options = schema::Options { include_detected: true, url: None };
    let told: serde_json::Value = serde_json::from_str(&schema::write(&article, &set, &options)).expect("JSON");
    assert!(told["hasPart"].as_array().is_some_and(|all| all.iter().any(|one| one.get("creator").is_some())));
}

// --- Random marks over random texts ---

const PIECES: [&str; 14] = [
    "قال شويغو ",
    "للحكومة",
    "😀",
    "e\u{301}",
    " ",
    "  ",
    "\n\n",
    "\t",
    "\u{2028}",
    "a",
    "Ann Lee said ",
    "\u{200F}",
    "\u{1F}",
    "، ",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![4 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 1..20).prop_map(|pieces| pieces.concat())
}

/// A random place; its ends may be of no use.
type Place = (prop::sample::Index, prop::sample::Index);

/// The span between two letters of `text` that show, both inside; None where none shows.
fn span(text: &str, (one, other): &Place) -> Option<Span> {
    let shows = |letter: char| !letter.is_whitespace() && !letter.is_control();
    let letters: Vec<(usize, char)> = text.char_indices().filter(|&(_, letter)| shows(letter)).collect();
    if letters.is_empty() {
        return None;
    }
    let (one, other) = (one.index(letters.len()), other.index(letters.len()));
    let (last, letter) = letters[one.max(other)];
    Some(Span::new(letters[one.min(other)].0, last + letter.len_utf8()))
}

/// What a mark is made of: its place, three more, and numbers that choose its kind.
type Seed = (Place, [Option<Place>; 3], [usize; 4]);

fn seed() -> impl Strategy<Value = Seed> {
    let place = || any::<(prop::sample::Index, prop::sample::Index)>();
    let part = || prop::option::of(place());
    (place(), [part(), part(), part()], prop::array::uniform4(0usize..60))
}

fn annotation(text: &str, (place, parts, [sort, kind, other, sure]): &Seed) -> Option<Annotation> {
    let part = |at: usize| parts[at].as_ref().and_then(|place| span(text, place));
    let mark = match sort % 3 {
        0 => Mark::Entity(Mention { kind: EntityType::ALL[kind % 6], entity: EntityId(other % 3) }),
        1 => Mark::Quote {
            kind: QuoteKind::ALL[kind % 3],
            stance: Stance::ALL[other % 6],
            cue: part(0),
            speaker: part(1),
            speaker_entity: None,
            speaker_name: None,
            context: Context { place: part(2), ..Context::default() },
        },
        _ => Mark::Source { kind: SourceKind::ALL[kind % 6], names: Vec::new(), reason: None },
    };
    let (origin, confidence) = (Origin::ALL[sure % 3], *sure as f32 / 60.0);
    Some(Annotation { span: span(text, place)?, mark, origin, confidence, why: Vec::new() })
}

/// Whether both have the same marks, in whatever order those of one place are.
fn are_same(one: &AnnotationSet, other: &AnnotationSet) -> bool {
    let sorted = |set: &AnnotationSet| {
        let mut all: Vec<String> = held(set).iter().map(|held| format!("{held:?}")).collect();
        all.sort();
        all
    };
    sorted(one) == sorted(other)
}

/// Lines that are nearly lines of an `.ann` file.
const ANN: &str = concat!(
    "([TRAN*#E]1?\t(PER|Quote|Cue|Speaker|Stance|Equiv|Reference) ",
    "(T1|-?[0-9]{1,20}|Arg1:T1)[ ;](T1|[0-9]{1,20}|Arg2:T1)(\t.{0,4})?\n){0,8}",
);

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_format_gives_random_marks_back(text in text(), seeds in prop::collection::vec(seed(), 0..12)) {
        let article = plain::article(&text, &Options::default());
        let entity = |number: usize| Entity::new(EntityType::Per, format!("{number}"));
        let annotations = seeds.iter().filter_map(|seed| annotation(&text, seed)).collect();
        let set = AnnotationSet { entities: (0..3).map(entity).collect(), annotations };
        for (format, round_trip) in FORMATS {
            let document = round_trip(&article, &set);
            prop_assert_eq!(&document.problems, &[], "{}", format);
            prop_assert!(are_same(&document.set, &set), "{}: {:#?} {:#?}", format, held(&document.set), held(&set));
        }
    }

    #[test]
    fn files_that_nobody_would_write_are_read(
        text in text(), ann in ANN,
        start in any::<i64>(), end in 0i64..40, group in "(quotes|cues|sources|sc)", label in "(PER|direct|cue|agency)",
    ) {
        brat::read(&text, &ann);
        let span = serde_json::json!({ "start": start, "end": end, "start_token": end, "end_token": start, "label": label, "kb_id": "q1" });
        let spans = serde_json::json!({ group.clone(): [span, null, []], "sc": span });
        let json = serde_json::json!({ "text": text, "ents": [span, 1e300, {"start": 0, "end": end, "label": "PER"}], "spans": spans });
        spacy::read(&json.into()).expect("a text is enough");
        let json = serde_json::json!({ "text": text, "spans": [span, span], "tokens": [text, text, null], "settings": 1 });
        displacy::read(&json.into()).expect("a text is enough");
    }
}
