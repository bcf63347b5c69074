//! A small annotated story for the unit tests of `view`.

use std::rc::Rc;

use super::Content;
use crate::model::text::places;
use crate::model::{
    Annotation, AnnotationSet, Article, Block, BlockKind, Context, Entity, EntityId, EntityType, Evidence, Lang, Mark,
    Mention, Origin, QuoteKind, Role, SourceKind, Span, Stance,
};

/// Headline, paragraph, sub-heading, paragraph and source line, one a line.
const TEXT: &str = "Energy minister Salma Haddad visits Amman
Salma Haddad said \"the grid is ready\" in Amman.
Next steps
Haddad will meet Haddad's team in Amman on 3 May, 40 people strong.
Source: Hashiya Wire";

/// The nth place (from 0) of `words` in the story.
fn place(words: &str, nth: usize) -> Span {
    let start = places(TEXT, words).nth(nth).expect("the sample holds these words");
    Span::new(start, start + words.len())
}

/// The story.
pub fn article() -> Article {
    use BlockKind::{Heading, Headline, Paragraph, SourceLine};
    let kinds = [Headline, Paragraph, Heading, Paragraph, SourceLine];
    let mut start = 0;
    let blocks = TEXT
        .split('\n')
        .zip(kinds)
        .map(|(line, kind)| {
            let span = Span::new(start, start + line.len());
            start = span.end + 1;
            Block { kind, span, lang: Lang::En, dir: Lang::En.dir() }
        })
        .collect();
    Article { text: TEXT.to_owned(), lang: Lang::En, dir: Lang::En.dir(), date: None, blocks }
}

fn named(kind: EntityType, name: &str) -> Entity {
    Entity::new(kind, name.to_owned())
}

fn mark(span: Span, mark: Mark) -> Annotation {
    Annotation { span, mark, origin: Origin::Detected, confidence: 0.9, why: vec![Evidence::plain("unnamed-people")] }
}

/// The story with what is said about it.
pub fn content() -> Content {
    Content::new(Rc::new(article()), Rc::new(set()))
}

/// What is said about it: Haddad four times (e1), Amman three times (e2), a date, a quantity, a quote, a source.
pub fn set() -> AnnotationSet {
    let mut haddad = named(EntityType::Per, "Salma Haddad");
    haddad.aliases.push("Haddad".to_owned());
    haddad.roles.push(Role { text: "Energy minister".to_owned(), span: place("Energy minister", 0), is_former: false });
    let mut amman = named(EntityType::Loc, "Amman");
    amman.translations.push(("ar".to_owned(), "عمّان".to_owned()));
    let entities = vec![haddad, amman, named(EntityType::Date, "3 May"), named(EntityType::Quantity, "40 people")];

    let mentions = [
        ("Salma Haddad", 0, 0),
        ("Amman", 0, 1),
        ("Salma Haddad", 1, 0),
        ("Amman", 1, 1),
        ("Haddad", 2, 0),
        ("Haddad", 3, 0),
        ("Amman", 2, 1),
        ("3 May", 0, 2),
        ("40 people", 0, 3),
    ];
    let mut annotations: Vec<Annotation> = mentions
        .into_iter()
        .map(|(words, nth, id)| {
            let mention = Mention { kind: entities[id].kind, entity: EntityId(id) };
            mark(place(words, nth), Mark::Entity(mention))
        })
        .collect();
    let quote = Mark::Quote {
        kind: QuoteKind::Direct,
        stance: Stance::Said,
        cue: Some(place("said", 0)),
        speaker: Some(place("Salma Haddad", 1)),
        speaker_entity: Some(EntityId(0)),
        speaker_name: Some("Salma Haddad".to_owned()),
        context: Context::default(),
    };
    annotations.push(mark(place("\"the grid is ready\"", 0), quote));
    let source = Mark::Source { kind: SourceKind::Publisher, names: vec!["Hashiya Wire".to_owned()], reason: None };
    annotations.push(mark(place("Source: Hashiya Wire", 0), source));
    let mut set = AnnotationSet { entities, annotations };
    set.sort();
    set
}
