//! Annotations as spaCy and displaCy know them: labelled spans, in groups that may overlap.
//!
//! | group | label | `kb_id` | beside them |
//! |---|---|---|---|
//! | `ents`, `entities` | the type: `PER` | Wikidata: `Q42` | `id`: which mentions are of one entity |
//! | `quotes` | kind and stance: `direct-said` | which quote it is: `q1` | `speaker`: the `id` of who speaks |
//! | `speakers`, `cues`, `contexts` | `speaker`, `cue`; `when`, `where`, `to` | of which quote: `q1` | |
//! | `sources` | the kind: `agency` | | `names` (parted by a bar), `reason` |
//!
//! Entities, quotes and sources have `origin` and `confidence` too. What stands beside label and `kb_id` are fields that these tools
//! leave alone and do not write again: without them two mentions of one type and with the same words are of one entity, and a speaker
//! is the entity whose mention has the speaker's words. They are strings, for that is what spaCy's schema of its JSON allows.
//!
//! Not held: roles, references, translations and values of entities, and the grounds of a mark.

mod read;
mod tokens;

pub use read::{Item, Place, read};
pub use tokens::{covering, tokens, trimmed};

use std::cmp::Reverse;

use crate::model::{Annotation, AnnotationSet, Article, EntityId, Mark, SourceKind, Span, sorted};

/// What spans are said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Entities,
    Quotes,
    Speakers,
    Cues,
    Contexts,
    Sources,
}

impl Group {
    pub const ALL: [Group; 6] =
        [Group::Entities, Group::Quotes, Group::Speakers, Group::Cues, Group::Contexts, Group::Sources];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Group::Entities => "entities",
            Group::Quotes => "quotes",
            Group::Speakers => "speakers",
            Group::Cues => "cues",
            Group::Contexts => "contexts",
            Group::Sources => "sources",
        }
    }

    /// The group called `name`: those of others, as the `sc` of spaCy's span categorizer, hold types of entities.
    pub fn named(name: &str) -> Group {
        Group::ALL.into_iter().find(|group| group.as_str() == name).unwrap_or(Group::Entities)
    }
}

/// One span with what is said of it.
pub struct Labelled {
    pub group: Group,
    /// Without white space at its ends.
    pub span: Span,
    pub label: String,
    pub kb_id: String,
    /// Fields that only Hashiya reads.
    pub fields: Vec<(&'static str, String)>,
}

/// The spans of `set`, in the order of the text; what is nothing but white space has none.
pub fn labelled(article: &Article, set: &AnnotationSet) -> Vec<Labelled> {
    let mut writer = Writer { text: &article.text, set, quotes: 0, spans: Vec::new() };
    let trimmed = set.annotations.iter().map(|one| (trimmed(&article.text, one.span), one)).collect();
    let place = |&(span, one): &(Span, &Annotation)| (span.start, Reverse(span.end), one.mark.kind());
    // Without the white space that a span began with, a wider one may be before it.
    let annotations: Vec<(Span, &Annotation)> = sorted(trimmed, |left, right| place(left).cmp(&place(right)));
    annotations.into_iter().for_each(|(_, annotation)| writer.annotation(annotation));
    writer.spans
}

struct Writer<'a> {
    text: &'a str,
    set: &'a AnnotationSet,
    /// How many there are so far.
    quotes: usize,
    spans: Vec<Labelled>,
}

impl Writer<'_> {
    fn push(&mut self, group: Group, span: Span, label: &str, kb_id: &str, fields: Vec<(&'static str, String)>) {
        let span = trimmed(self.text, span);
        if !span.is_empty() {
            self.spans.push(Labelled { group, span, label: label.to_owned(), kb_id: kb_id.to_owned(), fields });
        }
    }

    fn annotation(&mut self, annotation: &Annotation) {
        let mut fields = vec![
            ("origin", annotation.origin.as_str().to_owned()),
            ("confidence", ((annotation.confidence * 1000.0).round() / 1000.0).to_string()),
        ];
        match &annotation.mark {
            Mark::Entity(mention) => {
                fields.push(("id", mention.entity.to_string()));
                let wikidata = self.set.entity(mention.entity).wikidata.as_deref().unwrap_or_default();
                self.push(Group::Entities, annotation.span, mention.kind.as_str(), wikidata, fields);
            }
            Mark::Quote { speaker_entity, .. } => {
                fields.extend(speaker_entity.map(|id: EntityId| ("speaker", id.to_string())));
                self.quote(annotation, fields);
            }
            Mark::Source { kind, names, reason } => {
                fields.push(("names", names.join("|")));
                fields.extend(reason.clone().map(|reason| ("reason", reason)));
                self.push(Group::Sources, annotation.span, SourceKind::as_str(*kind), "", fields);
            }
        }
    }

    fn quote(&mut self, annotation: &Annotation, fields: Vec<(&'static str, String)>) {
        let Mark::Quote { kind, stance, cue, speaker, context, .. } = &annotation.mark else { return };
        self.quotes += 1;
        let kb_id = format!("q{}", self.quotes);
        self.push(Group::Quotes, annotation.span, &[kind.as_str(), "-", stance.as_str()].concat(), &kb_id, fields);
        for (group, label, span) in [
            (Group::Speakers, "speaker", *speaker),
            (Group::Cues, "cue", *cue),
            (Group::Contexts, "when", context.when),
            (Group::Contexts, "where", context.place),
            (Group::Contexts, "to", context.to),
        ] {
            if let Some(span) = span {
                self.push(group, span, label, &kb_id, Vec::new());
            }
        }
    }
}

/// Takes the entities out of `spans` that overlap none before them: spaCy's `ents`.
pub fn apart(spans: Vec<Labelled>) -> (Vec<Labelled>, Vec<Labelled>) {
    let mut end = 0;
    spans.into_iter().partition(|one| {
        let is_free = one.group == Group::Entities && one.span.start >= end;
        if is_free {
            end = one.span.end;
        }
        is_free
    })
}

/// Every place where a token has to begin or end.
pub fn edges(spans: &[Labelled]) -> Vec<usize> {
    spans.iter().flat_map(|one| [one.span.start, one.span.end]).collect()
}
