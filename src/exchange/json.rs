//! The `hashiya/1` format: one object with the text, its blocks, and every mark. Offsets are Unicode code points, end
//! exclusive.

use serde::{Serialize, Serializer};

use crate::model::{
    Annotation, AnnotationSet, Article, Block, BlockKind, Dir, Entity, EntityType, Evidence, Lang, Mark, Modifier,
    Origin, Quantity, QuoteKind, Role, SourceKind, Span, Stance, TextIndex, Value,
};

/// The name and version of the format.
pub const FORMAT: &str = "hashiya/1";

/// An annotated article, ready to be serialised.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    format: &'static str,
    text: &'a str,
    lang: Lang,
    dir: Dir,
    date: Option<String>,
    blocks: Vec<BlockOut>,
    entities: Vec<EntityOut<'a>>,
    annotations: Vec<AnnotationOut<'a>>,
}

#[derive(Debug, Serialize)]
struct BlockOut {
    kind: BlockKind,
    start: usize,
    end: usize,
    lang: Lang,
    dir: Dir,
}

#[derive(Debug, Serialize)]
struct EntityOut<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: EntityType,
    name: &'a str,
    aliases: &'a [String],
    roles: Vec<RoleOut<'a>>,
    /// Where it is spoken of without a name.
    references: Vec<SpanOut<'a>>,
    wikidata: Option<&'a str>,
    value: Option<ValueOut<'a>>,
    // What the newsroom's glossary says.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ValueOut<'a> {
    Date(&'a str),
    Quantity { number: NumberOut, unit: &'a str, modifier: Option<&'static str> },
}

/// `80` stays `80`, `2.5` is a double.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum NumberOut {
    Whole(u64),
    Fraction(f64),
}

#[derive(Debug, Serialize)]
struct RoleOut<'a> {
    #[serde(flatten)]
    span: SpanOut<'a>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    former: bool,
}

#[derive(Debug, Serialize)]
struct SpanOut<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct AnnotationOut<'a> {
    id: String,
    kind: &'static str,
    #[serde(flatten)]
    span: SpanOut<'a>,
    #[serde(flatten)]
    mark: MarkOut<'a>,
    origin: Origin,
    confidence: f64,
    why: Vec<WhyOut<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum MarkOut<'a> {
    Entity {
        #[serde(rename = "type")]
        kind: EntityType,
        entity: String,
    },
    Quote {
        quote: QuoteKind,
        stance: Stance,
        cue: Option<SpanOut<'a>>,
        speaker: Option<SpanOut<'a>>,
        speaker_entity: Option<String>,
        speaker_name: Option<&'a str>,
        context: ContextOut<'a>,
    },
    Source {
        source: SourceKind,
        names: &'a [String],
        reason: Option<&'a str>,
    },
}

#[derive(Debug, Serialize)]
struct ContextOut<'a> {
    when: Option<SpanOut<'a>>,
    #[serde(rename = "where")]
    place: Option<SpanOut<'a>>,
    to: Option<SpanOut<'a>>,
}

#[derive(Debug, Serialize)]
struct WhyOut<'a> {
    code: &'static str,
    #[serde(serialize_with = "as_map")]
    params: &'a [(&'static str, String)],
}

impl<'a> Document<'a> {
    /// `set` over `article`.
    pub fn new(article: &'a Article, set: &'a AnnotationSet) -> Document<'a> {
        let points = Points { text: &article.text, index: TextIndex::new(&article.text) };
        Document {
            format: FORMAT,
            text: &article.text,
            lang: article.lang,
            dir: article.dir,
            date: article.date.map(|date| format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())),
            blocks: article.blocks.iter().map(|block| points.block(block)).collect(),
            entities: set.entities.iter().enumerate().map(|(index, entity)| points.entity(index, entity)).collect(),
            annotations: set.annotations.iter().enumerate().map(|(index, one)| points.annotation(index, one)).collect(),
        }
    }
}

/// Turns bytes of the article into code points.
struct Points<'a> {
    text: &'a str,
    index: TextIndex,
}

impl<'a> Points<'a> {
    fn span(&self, span: Span) -> SpanOut<'a> {
        SpanOut {
            text: span.of(self.text),
            start: self.index.to_points(self.text, span.start),
            end: self.index.to_points(self.text, span.end),
        }
    }

    fn block(&self, block: &Block) -> BlockOut {
        let SpanOut { start, end, .. } = self.span(block.span);
        BlockOut { kind: block.kind, start, end, lang: block.lang, dir: block.dir }
    }

    fn entity(&self, index: usize, entity: &'a Entity) -> EntityOut<'a> {
        let note = entity.note.as_ref();
        EntityOut {
            id: format!("e{}", index + 1),
            kind: entity.kind,
            name: &entity.name,
            aliases: &entity.aliases,
            roles: entity.roles.iter().map(|role| self.role(role)).collect(),
            references: entity.references.iter().map(|&span| self.span(span)).collect(),
            wikidata: entity.wikidata.as_deref(),
            value: entity.value.as_ref().map(value),
            description: note.and_then(|note| note.description.as_deref()),
            link: note.and_then(|note| note.link.as_deref()),
            image: note.and_then(|note| note.image.as_deref()),
        }
    }

    fn role(&self, role: &Role) -> RoleOut<'a> {
        RoleOut { span: self.span(role.span), former: role.is_former }
    }

    fn annotation(&self, index: usize, annotation: &'a Annotation) -> AnnotationOut<'a> {
        AnnotationOut {
            id: format!("a{}", index + 1),
            kind: annotation.mark.kind(),
            span: self.span(annotation.span),
            mark: self.mark(&annotation.mark),
            origin: annotation.origin,
            // Three places are more than any measurement behind the figure; and `0.9` stays `0.9` as a double.
            confidence: (f64::from(annotation.confidence) * 1000.0).round() / 1000.0,
            why: annotation.why.iter().map(why).collect(),
        }
    }

    fn mark(&self, mark: &'a Mark) -> MarkOut<'a> {
        match mark {
            Mark::Entity(mention) => MarkOut::Entity { kind: mention.kind, entity: mention.entity.to_string() },
            Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name, context } => MarkOut::Quote {
                quote: *kind,
                stance: *stance,
                cue: cue.map(|span| self.span(span)),
                speaker: speaker.map(|span| self.span(span)),
                speaker_entity: speaker_entity.map(|id| id.to_string()),
                speaker_name: speaker_name.as_deref(),
                context: ContextOut {
                    when: context.when.map(|span| self.span(span)),
                    place: context.place.map(|span| self.span(span)),
                    to: context.to.map(|span| self.span(span)),
                },
            },
            Mark::Source { kind, names, reason } => MarkOut::Source { source: *kind, names, reason: reason.as_deref() },
        }
    }
}

fn value(value: &Value) -> ValueOut<'_> {
    match value {
        Value::Date(edtf) => ValueOut::Date(edtf),
        Value::Quantity(Quantity { number, unit, modifier }) => ValueOut::Quantity {
            number: number.whole().map_or_else(|| NumberOut::Fraction(number.to_f64()), NumberOut::Whole),
            unit,
            modifier: modifier.map(Modifier::as_str),
        },
    }
}

fn why(evidence: &Evidence) -> WhyOut<'_> {
    WhyOut { code: evidence.code, params: &evidence.params }
}

fn as_map<S: Serializer>(params: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(params.iter().map(|(name, value)| (name, value)))
}
