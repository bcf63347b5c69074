//! An article with its annotations as `hashiya/1`.

use super::FORMAT;
use crate::model::{
    Annotation, AnnotationSet, Article, Block, Entity, Evidence, Json, Mark, Modifier, Quantity, Role, Span, TextIndex,
    Value,
};

/// `set` over `article` as an object of the format.
pub fn write(article: &Article, set: &AnnotationSet) -> Json {
    let points = Points { text: &article.text, index: TextIndex::new(&article.text) };
    let date = article.date.map(|date| format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()));
    object([
        ("format", FORMAT.into()),
        ("text", (&*article.text).into()),
        ("lang", article.lang.tag().into()),
        ("dir", article.dir.as_str().into()),
        ("date", date.as_deref().into()),
        ("blocks", article.blocks.iter().map(|block| points.block(block)).collect()),
        ("entities", set.entities.iter().zip(1..).map(|(entity, number)| points.entity(number, entity)).collect()),
        ("annotations", set.annotations.iter().zip(1..).map(|(one, number)| points.annotation(number, one)).collect()),
    ])
}

fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    Json::Object(fields.map(|(name, value)| (name.to_owned(), value)).into())
}

/// The same object with further fields.
fn extended(object: Json, more: Json) -> Json {
    match (object, more) {
        (Json::Object(mut fields), Json::Object(more)) => {
            fields.extend(more);
            Json::Object(fields)
        }
        (object, _) => object,
    }
}

/// Turns bytes of the article into code points.
struct Points<'a> {
    text: &'a str,
    index: TextIndex,
}

impl Points<'_> {
    /// Where `span` begins and ends.
    fn ends(&self, span: Span) -> [(&'static str, Json); 2] {
        let points = |byte| self.index.to_points(self.text, byte).into();
        [("start", points(span.start)), ("end", points(span.end))]
    }

    fn span(&self, span: Span) -> Json {
        let [start, end] = self.ends(span);
        object([("text", span.of(self.text).into()), start, end])
    }

    fn spans(&self, span: Option<Span>) -> Json {
        span.map(|span| self.span(span)).into()
    }

    fn block(&self, block: &Block) -> Json {
        let [start, end] = self.ends(block.span);
        let (lang, dir) = (block.lang.tag().into(), block.dir.as_str().into());
        object([("kind", block.kind.as_str().into()), start, end, ("lang", lang), ("dir", dir)])
    }

    fn entity(&self, number: usize, entity: &Entity) -> Json {
        let names = |names: &[String]| names.iter().map(|name| &**name).collect::<Json>();
        let mut fields = object([
            ("id", Json::Text(format!("e{number}"))),
            ("type", entity.kind.as_str().into()),
            ("name", (&*entity.name).into()),
            ("aliases", names(&entity.aliases)),
            ("roles", entity.roles.iter().map(|role| self.role(role)).collect()),
            // Where it is spoken of without a name.
            ("references", entity.references.iter().map(|&span| self.span(span)).collect()),
            ("wikidata", entity.wikidata.as_deref().into()),
            ("value", entity.value.as_ref().map(value).into()),
        ]);
        if let Json::Object(fields) = &mut fields {
            if !entity.translations.is_empty() {
                let translations =
                    entity.translations.iter().map(|(lang, name)| (lang.clone(), Json::Text(name.clone())));
                fields.push(("translations".to_owned(), Json::Object(translations.collect())));
            }
            // What the newsroom's glossary says.
            if let Some(note) = &entity.note {
                for (name, value) in [("description", &note.description), ("link", &note.link), ("image", &note.image)]
                {
                    fields.extend(value.clone().map(|value| (name.to_owned(), Json::Text(value))));
                }
            }
        }
        fields
    }

    fn role(&self, role: &Role) -> Json {
        let span = self.span(role.span);
        if role.is_former { extended(span, object([("former", Json::Bool(true))])) } else { span }
    }

    fn annotation(&self, number: usize, annotation: &Annotation) -> Json {
        let head = object([("id", Json::Text(format!("a{number}"))), ("kind", annotation.mark.kind().into())]);
        // Three places are more than any measurement behind the figure; and `0.9` stays `0.9` as a double.
        let confidence = (f64::from(annotation.confidence) * 1000.0).round() / 1000.0;
        let foot = object([
            ("origin", annotation.origin.as_str().into()),
            ("confidence", Json::Number(confidence)),
            ("why", annotation.why.iter().map(why).collect()),
        ]);
        [self.span(annotation.span), self.mark(&annotation.mark), foot].into_iter().fold(head, extended)
    }

    fn mark(&self, mark: &Mark) -> Json {
        match mark {
            Mark::Entity(mention) => {
                object([("type", mention.kind.as_str().into()), ("entity", Json::Text(mention.entity.to_string()))])
            }
            Mark::Quote { kind, stance, cue, speaker, speaker_entity, speaker_name, context } => object([
                ("quote", kind.as_str().into()),
                ("stance", stance.as_str().into()),
                ("cue", self.spans(*cue)),
                ("speaker", self.spans(*speaker)),
                ("speaker_entity", speaker_entity.map(|id| Json::Text(id.to_string())).into()),
                ("speaker_name", speaker_name.as_deref().into()),
                (
                    "context",
                    object([
                        ("when", self.spans(context.when)),
                        ("where", self.spans(context.place)),
                        ("to", self.spans(context.to)),
                    ]),
                ),
            ]),
            Mark::Source { kind, names, reason } => object([
                ("source", kind.as_str().into()),
                ("names", names.iter().map(|name| &**name).collect()),
                ("reason", reason.as_deref().into()),
            ]),
        }
    }
}

/// `80` stays `80`, `2.5` is a double.
fn value(value: &Value) -> Json {
    match value {
        Value::Date(edtf) => (&**edtf).into(),
        Value::Quantity(Quantity { number, unit, modifier }) => object([
            (
                "number",
                number.whole().map_or_else(|| Json::Number(number.to_f64()), |whole| Json::from(whole as usize)),
            ),
            ("unit", (&**unit).into()),
            ("modifier", modifier.map(Modifier::as_str).into()),
        ]),
    }
}

fn why(evidence: &Evidence) -> Json {
    let params = evidence.params.iter().map(|(name, value)| (name.clone().into_owned(), Json::Text(value.clone())));
    object([("code", (&*evidence.code).into()), ("params", Json::Object(params.collect()))])
}
