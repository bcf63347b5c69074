//! A small article with a mark of every kind, for the tests of the formats.

use crate::import::{Options, plain};
use crate::model::{
    Annotation, AnnotationSet, Article, Context, Entity, EntityId, EntityType, Json, Mark, Mention, Origin, QuoteKind,
    SourceKind, Span, Stance, date,
};

/// What a mark has in formats that do not hold everything.
pub type Held = (Span, Mark, Origin, f32);

/// The marks of `set`.
pub fn marks(set: &AnnotationSet) -> Vec<Held> {
    set.annotations.iter().map(|one| (one.span, one.mark.clone(), one.origin, one.confidence)).collect()
}

pub fn parsed(text: &str) -> Json {
    serde_json::from_str::<serde_json::Value>(text).expect("JSON").into()
}

/// A headline and a paragraph with an emoji, an attached preposition, and a span over the end of a line.
pub fn sample() -> (Article, AnnotationSet) {
    let text = "😀 زيارة\n\nقال سيرغي شويغو للصحفيين إن \"الأمر\nواضح\" لروسيا، وأضاف شويغو وفق رويترز.";
    let at = |words: &str, nth: usize| {
        let start = crate::model::text::places(text, words).nth(nth).expect("the words");
        Span::new(start, start + words.len())
    };
    let annotation = |span, mark, origin| Annotation { span, mark, origin, confidence: 0.875, why: Vec::new() };
    let mention = |kind, entity| Mark::Entity(Mention { kind, entity: EntityId(entity) });
    let quote = Mark::Quote {
        kind: QuoteKind::Direct,
        stance: Stance::Warned,
        cue: Some(at("قال", 0)),
        speaker: Some(at("سيرغي شويغو", 0)),
        speaker_entity: Some(EntityId(0)),
        speaker_name: Some("سيرغي شويغو".to_owned()),
        context: Context { to: Some(at("لصحفيين", 0)), ..Context::default() },
    };
    let source = Mark::Source { kind: SourceKind::Agency, names: vec!["رويترز".to_owned()], reason: None };
    let mut set = AnnotationSet {
        entities: vec![
            Entity::new(EntityType::Per, "سيرغي شويغو".to_owned()),
            Entity { wikidata: Some("Q159".to_owned()), ..Entity::new(EntityType::Loc, "روسيا".to_owned()) },
        ],
        annotations: vec![
            annotation(at("سيرغي شويغو", 0), mention(EntityType::Per, 0), Origin::Detected),
            annotation(at("الأمر\nواضح", 0), quote, Origin::Corrected),
            annotation(at("روسيا", 0), mention(EntityType::Loc, 1), Origin::Provided),
            annotation(at("شويغو", 1), mention(EntityType::Per, 0), Origin::Detected),
            annotation(at("رويترز", 0), source, Origin::Detected),
        ],
    };
    set.sort();
    let options = Options { date: date("2021-04-16").ok(), ..Options::default() };
    (plain::article(text, &options), set)
}
