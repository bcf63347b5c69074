//! What is said about an article: marks over its text, each with its grounds.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Entity, EntityId, EntityType, Span};

/// Where a mark comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The engine found it.
    Detected,
    /// It came with the article or from the newsroom.
    Provided,
    /// An editor changed it.
    Corrected,
}

impl Origin {
    /// Every origin.
    pub const ALL: [Origin; 3] = [Origin::Detected, Origin::Provided, Origin::Corrected];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Origin::Detected => "detected",
            Origin::Provided => "provided",
            Origin::Corrected => "corrected",
        }
    }
}

/// One ground for a mark: a stable code with its parameters. Words for it live in `view/strings` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub code: Cow<'static, str>,
    /// Parameter names with their values.
    pub params: Vec<(Cow<'static, str>, String)>,
}

impl Evidence {
    /// Evidence that needs no parameters.
    pub fn plain(code: &'static str) -> Evidence {
        Evidence { code: Cow::Borrowed(code), params: Vec::new() }
    }

    /// Evidence with one parameter.
    pub fn with(code: &'static str, name: &'static str, value: impl Into<String>) -> Evidence {
        Evidence { code: Cow::Borrowed(code), params: vec![(Cow::Borrowed(name), value.into())] }
    }
}

/// How the reported words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// All of it in quotation marks.
    Direct,
    /// A paraphrase that holds quoted words.
    Mixed,
    /// A paraphrase.
    Indirect,
}

impl QuoteKind {
    /// Every kind.
    pub const ALL: [QuoteKind; 3] = [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }
}

/// What the reporting verb does with the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stance {
    Said,
    Claimed,
    Denied,
    Warned,
    Asked,
    Announced,
}

impl Stance {
    /// Every stance.
    pub const ALL: [Stance; 6] =
        [Stance::Said, Stance::Claimed, Stance::Denied, Stance::Warned, Stance::Asked, Stance::Announced];

    /// The name used in files and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Said => "said",
            Stance::Claimed => "claimed",
            Stance::Denied => "denied",
            Stance::Warned => "warned",
            Stance::Asked => "asked",
            Stance::Announced => "announced",
        }
    }
}

/// What kind of origin a source mark names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceKind {
    Publisher,
    Agency,
    ImageCredit,
    Byline,
    /// A report, statement, study or poll.
    Document,
    /// People whose names the article does not give.
    Anonymous,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 6] = [
        SourceKind::Publisher,
        SourceKind::Agency,
        SourceKind::ImageCredit,
        SourceKind::Byline,
        SourceKind::Document,
        SourceKind::Anonymous,
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::Publisher => "publisher",
            SourceKind::Agency => "agency",
            SourceKind::ImageCredit => "image-credit",
            SourceKind::Byline => "byline",
            SourceKind::Document => "document",
            SourceKind::Anonymous => "anonymous",
        }
    }
}

/// The circumstances of a quote, in the words of its sentence, prepositions left outside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// `أمس الأول`, `Thursday`.
    pub when: Option<Span>,
    /// The place or occasion: `مؤتمر صحفي مع نظيره المصري`, `a rally in Ohio`.
    pub place: Option<Span>,
    /// To whom: `وكالة فرانس برس`, `reporters`.
    pub to: Option<Span>,
}

/// A piece of text that stands for an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    pub kind: EntityType,
    pub entity: EntityId,
}

/// What a mark says of its span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Entity(Mention),
    Quote {
        kind: QuoteKind,
        stance: Stance,
        /// The reporting verb or phrase, without an attached conjunction.
        cue: Option<Span>,
        /// The words in the same sentence that name the speaker.
        speaker: Option<Span>,
        /// Who that is, where the speaker is an entity of the article.
        speaker_entity: Option<EntityId>,
        /// The fullest name or phrase of the article for the speaker.
        speaker_name: Option<String>,
        context: Context,
    },
    Source {
        kind: SourceKind,
        /// Each single source named in the span.
        names: Vec<String>,
        /// The reason given for anonymity, if one is given.
        reason: Option<String>,
    },
}

impl Mark {
    /// The name used in files: `entity`, `quote` or `source`.
    pub fn kind(&self) -> &'static str {
        match self {
            Mark::Entity(_) => "entity",
            Mark::Quote { .. } => "quote",
            Mark::Source { .. } => "source",
        }
    }
}

/// One mark over the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    pub span: Span,
    pub mark: Mark,
    pub origin: Origin,
    /// From 0 to 1: of marks at 0.9, nine in ten are meant to be right.
    pub confidence: f32,
    pub why: Vec<Evidence>,
}

/// All that is said about one article. Annotations stand in the order of the text, wider ones first; in files the first
/// is `a1`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnotationSet {
    pub entities: Vec<Entity>,
    pub annotations: Vec<Annotation>,
}

impl AnnotationSet {
    /// The entity named by `id`. Panics when `id` belongs to another set.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The annotations that mention `id`, as indexes into `annotations`, in the order of the text.
    pub fn mentions(&self, id: EntityId) -> impl Iterator<Item = usize> {
        self.annotations.iter().enumerate().filter_map(move |(index, annotation)| match annotation.mark {
            Mark::Entity(mention) if mention.entity == id => Some(index),
            _ => None,
        })
    }

    /// The quotes whose speaker is `id`, as indexes into `annotations`, in the order of the text.
    pub fn quotes_by(&self, id: EntityId) -> impl Iterator<Item = usize> {
        self.annotations.iter().enumerate().filter_map(move |(index, annotation)| match &annotation.mark {
            Mark::Quote { speaker_entity: Some(speaker), .. } if *speaker == id => Some(index),
            _ => None,
        })
    }

    /// These, and of `detected` what does not clash with them: of two marks of one sort over the same words the provided one counts.
    /// What is sure not to be so, as an editor says of a mark with confidence 0, is not marked at all.
    pub fn beside(mut self, mut detected: AnnotationSet) -> AnnotationSet {
        let (first, provided) = (self.entities.len(), self.annotations.len());
        let shifted = |id: &mut EntityId| id.0 += first;
        for mut annotation in detected.annotations.drain(..) {
            let clashes =
                |one: &Annotation| one.mark.kind() == annotation.mark.kind() && one.span.overlaps(annotation.span);
            if self.annotations[..provided].iter().any(clashes) {
                continue;
            }
            match &mut annotation.mark {
                Mark::Entity(mention) => shifted(&mut mention.entity),
                Mark::Quote { speaker_entity, .. } => speaker_entity.iter_mut().for_each(shifted),
                Mark::Source { .. } => {}
            }
            self.annotations.push(annotation);
        }
        self.entities.append(&mut detected.entities);
        self.annotations.retain(|one| one.confidence > 0.0);
        self.sort();
        self
    }

    /// Puts annotations into the order of the text, wider ones first.
    pub(crate) fn sort(&mut self) {
        let place = |one: &Annotation| (one.span.start, std::cmp::Reverse(one.span.end), one.mark.kind());
        let annotations = std::mem::take(&mut self.annotations);
        self.annotations = super::sorted(annotations, |left, right| place(left).cmp(&place(right)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, origin: Origin, confidence: f32) -> Annotation {
        let mark = Mark::Entity(Mention { kind: EntityType::Per, entity: EntityId(0) });
        Annotation { span: Span::new(start, end), mark, origin, confidence, why: Vec::new() }
    }

    fn set(annotations: Vec<Annotation>) -> AnnotationSet {
        AnnotationSet { entities: Vec::new(), annotations }
    }

    #[test]
    fn what_an_editor_does_not_want_marked_is_not() {
        let provided = set(vec![mark(0, 7, Origin::Corrected, 0.0), mark(20, 25, Origin::Corrected, 1.0)]);
        let detected = set(vec![mark(4, 7, Origin::Detected, 0.9), mark(10, 15, Origin::Detected, 0.9)]);
        let spans: Vec<Span> = provided.beside(detected).annotations.iter().map(|one| one.span).collect();
        assert_eq!(spans, [Span::new(10, 15), Span::new(20, 25)]);
    }
}
