//! Annotations as the lines of an `.ann` file.

use std::collections::HashMap;

use super::ids::{Ids, Kept};
use super::{Attribute, Part, QUOTE, SOURCE, SPOKEN_BY, fragments};
use crate::model::{Annotation, AnnotationSet, Article, Context, EntityId, Mark, Span, TextIndex};

/// `set` over `article` as an `.ann` file, and the lines that were `kept` of the one it was read from, but for those about marks that are
/// gone. The text file is the article's text.
pub fn write(article: &Article, set: &AnnotationSet, kept: &Kept) -> String {
    let mut writer = Writer {
        text: &article.text,
        index: TextIndex::new(&article.text),
        ids: Ids::new(kept),
        out: String::new(),
        mentions: HashMap::new(),
        first: HashMap::new(),
        equivalent: vec![Vec::new(); set.entities.len()],
    };
    // Spans come first, for every other line refers to them; then quotes, which refer to mentions.
    let ids: Vec<Option<String>> = set.annotations.iter().map(|annotation| writer.annotation(annotation)).collect();
    for (annotation, id) in set.annotations.iter().zip(&ids) {
        if let Some(id) = id {
            writer.said_of(set, annotation, id);
        }
    }
    set.annotations.iter().for_each(|annotation| writer.equivalent(annotation));
    let Writer { ids, mut out, .. } = writer;
    ids.kept_lines().into_iter().for_each(|line| out.extend([line, "\n"]));
    out
}

struct Writer<'a> {
    text: &'a str,
    index: TextIndex,
    ids: Ids<'a>,
    out: String,
    /// The line of each mention, by its place and what it mentions.
    mentions: HashMap<(Span, EntityId), String>,
    /// The line of the first mention of each entity.
    first: HashMap<EntityId, String>,
    /// The lines of the mentions of each entity.
    equivalent: Vec<Vec<String>>,
}

impl Writer<'_> {
    fn line(&mut self, id: &str, rest: &str) {
        self.out.extend([id, "\t", rest, "\n"]);
    }

    /// A line that says `what`, and its identifier.
    fn named(&mut self, letter: char, what: &str, more: &str) -> String {
        let id = self.ids.id(letter, what);
        self.line(&id, &[what, more].concat());
        id
    }

    /// The line of a span; None where it has nothing that shows.
    fn span(&mut self, label: &str, span: Span) -> Option<String> {
        let point = |byte: usize| self.index.to_points(self.text, byte);
        let (mut places, mut words) = (Vec::new(), Vec::new());
        for fragment in fragments(self.text, span) {
            places.push(format!("{} {}", point(fragment.start), point(fragment.end)));
            words.push(fragment.of(self.text));
        }
        let (places, words) = (places.join(";"), words.join(" "));
        if words.is_empty() {
            return None;
        }
        let id = self.ids.id('T', &format!("{label} {} {}", span.start, span.end));
        self.line(&id, &[label, " ", &places, "\t", &words].concat());
        Some(id)
    }

    fn annotation(&mut self, annotation: &Annotation) -> Option<String> {
        let span = annotation.span;
        match &annotation.mark {
            Mark::Entity(mention) => {
                let id = self.span(mention.kind.as_str(), span)?;
                self.mentions.insert((span, mention.entity), id.clone());
                self.first.entry(mention.entity).or_insert_with(|| id.clone());
                self.equivalent.get_mut(mention.entity.0).into_iter().for_each(|mentions| mentions.push(id.clone()));
                Some(id)
            }
            Mark::Quote { .. } => self.span(QUOTE, span),
            Mark::Source { .. } => self.span(SOURCE, span),
        }
    }

    /// At the first mention of an entity, which are the others: entities are numbered otherwise in each file.
    fn equivalent(&mut self, annotation: &Annotation) {
        let Mark::Entity(mention) = annotation.mark else { return };
        let mentions = self.equivalent.get_mut(mention.entity.0).map(std::mem::take).unwrap_or_default();
        if mentions.len() > 1 {
            self.line("*", &["Equiv ", &mentions.join(" ")].concat());
        }
    }

    /// What else there is to say of the span `id`.
    fn said_of(&mut self, set: &AnnotationSet, annotation: &Annotation, id: &str) {
        match &annotation.mark {
            Mark::Entity(mention) => {
                let entity = set.entity(mention.entity);
                if let Some(wikidata) = &entity.wikidata {
                    let name = entity.name.replace(super::is_break, " ");
                    self.named('N', &["Reference ", id, " Wikidata:", wikidata].concat(), &["\t", &name].concat());
                }
            }
            Mark::Quote { kind, stance, cue, speaker, speaker_entity, context, .. } => {
                self.attribute(id, Attribute::QuoteKind(*kind));
                self.attribute(id, Attribute::Stance(*stance));
                self.speaker(id, *speaker, *speaker_entity);
                self.parts(id, *cue, *context);
            }
            Mark::Source { kind, .. } => self.attribute(id, Attribute::SourceKind(*kind)),
        }
        self.attribute(id, Attribute::Origin(annotation.origin));
        self.attribute(id, Attribute::Confidence(annotation.confidence));
    }

    fn attribute(&mut self, id: &str, attribute: Attribute) {
        self.named('A', &[attribute.name(), " ", id, " ", &attribute.value()].concat(), "");
    }

    fn relation(&mut self, name: &str, quote: &str, other: &str) {
        self.named('R', &[name, " Arg1:", quote, " Arg2:", other].concat(), "\t");
    }

    /// Where the speaker's words are a mention of the speaker, the relation goes to it.
    fn speaker(&mut self, quote: &str, speaker: Option<Span>, entity: Option<EntityId>) {
        let mention = speaker.zip(entity).and_then(|place| self.mentions.get(&place).cloned());
        if let Some(mention) = mention {
            return self.relation(Part::Speaker.as_str(), quote, &mention);
        }
        if let Some(id) = speaker.and_then(|span| self.span(Part::Speaker.as_str(), span)) {
            self.relation(Part::Speaker.as_str(), quote, &id);
        }
        if let Some(mention) = entity.and_then(|entity| self.first.get(&entity).cloned()) {
            self.relation(SPOKEN_BY, quote, &mention);
        }
    }

    fn parts(&mut self, quote: &str, cue: Option<Span>, context: Context) {
        let parts =
            [(Part::Cue, cue), (Part::When, context.when), (Part::Where, context.place), (Part::To, context.to)];
        for (part, span) in parts {
            if let Some(id) = span.and_then(|span| self.span(part.as_str(), span)) {
                self.relation(part.as_str(), quote, &id);
            }
        }
    }
}
