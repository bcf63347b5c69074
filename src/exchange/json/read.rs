//! An article with its annotations from `hashiya/1`, whoever wrote it: what cannot be taken is told, the rest counts.

use super::FORMAT;
use crate::error::{Error, Result};
use crate::model::{
    Annotation, AnnotationSet, Article, Block, BlockKind, Context, Decimal, Dir, Entity, EntityId, EntityType,
    Evidence, Json, Lang, Mark, Mention, Modifier, Note, Origin, Quantity, QuoteKind, Role, SourceKind, Span, Stance,
    TextIndex, Value, date, named, web_address,
};

/// What an object of the format holds.
#[derive(Debug)]
pub struct Document {
    pub article: Article,
    pub set: AnnotationSet,
    /// What could not be taken, each [`Error::InvalidInput`] with its JSON path.
    pub problems: Vec<Error>,
}

/// Reads an object of the format. Only `format`, `text` and `lang` have to be there; of an annotation its `kind`, its place and what
/// that kind is nothing without: `type` and `entity`, `quote`, or `source`.
///
/// # Errors
/// [`Error::InvalidInput`] with a JSON path for what is no such object, [`Error::InvalidDate`], [`Error::UnknownLanguage`].
pub fn read(json: &Json) -> Result<Document> {
    if json.get("format").and_then(Json::text) != Some(FORMAT) {
        return Err(invalid("$.format", &["it is not \"", FORMAT, "\""].concat()));
    }
    let text = json.get("text").and_then(Json::text).ok_or_else(|| invalid("$.text", "it is no string"))?;
    let mut reader = Reader {
        text,
        index: TextIndex::new(text),
        ids: Vec::new(),
        set: AnnotationSet::default(),
        problems: Vec::new(),
    };
    let lang: Lang = json.get("lang").and_then(Json::text).unwrap_or_default().parse()?;
    let date = json.get("date").and_then(Json::text).map(date).transpose()?;
    let blocks = reader.each(json, "blocks", |reader, block| reader.block(block, lang));
    for (id, entity) in reader.each(json, "entities", Reader::entity) {
        reader.ids.push(id);
        reader.set.entities.push(entity);
    }
    reader.set.annotations = reader.each(json, "annotations", Reader::annotation);
    let Reader { mut set, problems, .. } = reader;
    set.sort();
    let article = Article { text: text.to_owned(), lang, dir: lang.dir(), date, blocks };
    Ok(Document { article, set, problems })
}

struct Reader<'j> {
    text: &'j str,
    index: TextIndex,
    /// What the file calls the entities of `set`.
    ids: Vec<&'j str>,
    set: AnnotationSet,
    problems: Vec<Error>,
}

impl<'j> Reader<'j> {
    /// The items of the list `name` that `read` makes something of.
    fn each<T>(&mut self, json: &'j Json, name: &str, read: impl Fn(&Self, &'j Json) -> Result<T>) -> Vec<T> {
        let mut all = Vec::new();
        for (at, item) in json.get(name).and_then(Json::list).unwrap_or_default().iter().enumerate() {
            match read(self, item) {
                Ok(one) => all.push(one),
                Err(error) => self.problems.push(error.under(&["$.", name, "[", &at.to_string(), "]"].concat())),
            }
        }
        all
    }

    /// The bytes from `start` to `end`; where the object gives its words, those are checked.
    fn span(&self, json: &Json) -> Result<Span> {
        let end = |name: &str| {
            let point = json.get(name).and_then(Json::count).ok_or_else(|| lacks(name, "a number of code points"))?;
            let byte = self.index.from_points(self.text, point);
            // Past the end there is nothing.
            if self.index.to_points(self.text, byte) == point {
                Ok(byte)
            } else {
                Err(invalid(&[".", name].concat(), "it is beyond the end of the text"))
            }
        };
        let (start, end) = (end("start")?, end("end")?);
        if start >= end {
            return Err(invalid(".end", "it is not after the start"));
        }
        let span = Span::new(start, end);
        match json.get("text").and_then(Json::text) {
            Some(words) if words != span.of(self.text) => Err(invalid(".text", "other words stand at that place")),
            _ => Ok(span),
        }
    }

    /// The place in the field `name`, if it is there.
    fn field(&self, json: &Json, name: &str) -> Result<Option<Span>> {
        let field = json.get(name).map(|field| self.span(field).map_err(|error| error.under(&[".", name].concat())));
        field.transpose()
    }

    fn block(&self, json: &Json, lang: Lang) -> Result<Block> {
        let span = self.span(json)?;
        let lang = json.get("lang").and_then(Json::text).and_then(|tag| tag.parse().ok()).unwrap_or(lang);
        let dir = match json.get("dir").and_then(Json::text) {
            Some("rtl") => Dir::Rtl,
            Some("ltr") => Dir::Ltr,
            _ => lang.dir(),
        };
        Ok(Block { kind: one_of(json, "kind", &BlockKind::ALL, BlockKind::as_str)?, span, lang, dir })
    }

    fn entity(&self, json: &'j Json) -> Result<(&'j str, Entity)> {
        let text = |name: &str| json.get(name).and_then(Json::text);
        let owned = |name: &str| text(name).map(str::to_owned);
        let id = text("id").ok_or_else(|| lacks("id", "a string"))?;
        let name = owned("name").ok_or_else(|| lacks("name", "a string"))?;
        let address = |name: &str| match text(name) {
            Some(address) => web_address(address)
                .map(Some)
                .ok_or_else(|| lacks(name, "an address that begins with https:// or http://")),
            None => Ok(None),
        };
        let note = Note { description: owned("description"), link: address("link")?, image: address("image")? };
        let items = |name: &str| json.get(name).and_then(Json::list).unwrap_or_default().iter();
        let role = |json: &Json| {
            let span = self.span(json).ok()?;
            let is_former = json.get("former") == Some(&Json::Bool(true));
            Some(Role { text: span.of(self.text).to_owned(), span, is_former })
        };
        let mut entity = Entity::new(one_of(json, "type", &EntityType::ALL, EntityType::as_str)?, name);
        entity.aliases = items("aliases").filter_map(|name| Some(name.text()?.to_owned())).collect();
        entity.roles = items("roles").filter_map(role).collect();
        entity.references = items("references").filter_map(|json| self.span(json).ok()).collect();
        entity.translations = fields(json, "translations")
            .filter_map(|(lang, name)| Some((lang.clone(), name.text()?.to_owned())))
            .collect();
        entity.wikidata = owned("wikidata").filter(|id| is_wikidata(id));
        entity.value = json.get("value").and_then(value);
        entity.is_translated_by_newsroom = note != Note::default();
        entity.note = Some(note).filter(|note| *note != Note::default());
        Ok((id, entity))
    }

    fn entity_of(&self, json: &Json, name: &str) -> Result<Option<EntityId>> {
        let Some(field) = json.get(name) else { return Ok(None) };
        let id = field.text().and_then(|id| self.ids.iter().position(|known| *known == id));
        id.map(|id| Some(EntityId(id))).ok_or_else(|| lacks(name, "the id of an entity of the list that could be read"))
    }

    fn annotation(&self, json: &'j Json) -> Result<Annotation> {
        let span = self.span(json)?;
        let confidence = json.get("confidence").and_then(Json::number).unwrap_or(1.0).clamp(0.0, 1.0) as f32;
        let origin = json.get("origin").map(|_| one_of(json, "origin", &Origin::ALL, Origin::as_str)).transpose()?;
        let why = json.get("why").and_then(Json::list).unwrap_or_default().iter().filter_map(why).collect();
        Ok(Annotation { span, mark: self.mark(json)?, origin: origin.unwrap_or(Origin::Provided), confidence, why })
    }

    fn mark(&self, json: &Json) -> Result<Mark> {
        let text = |name: &str| json.get(name).and_then(Json::text).map(str::to_owned);
        match json.get("kind").and_then(Json::text) {
            Some("entity") => {
                let entity = self.entity_of(json, "entity")?.ok_or_else(|| lacks("entity", "the id of an entity"))?;
                let kind = one_of(json, "type", &EntityType::ALL, EntityType::as_str)?;
                Ok(Mark::Entity(Mention { kind, entity }))
            }
            Some("quote") => {
                let given = json.get("context").unwrap_or(&Json::Null);
                let context = |name: &str| self.field(given, name).map_err(|error| error.under(".context"));
                let stance = json.get("stance").map(|_| one_of(json, "stance", &Stance::ALL, Stance::as_str));
                Ok(Mark::Quote {
                    kind: one_of(json, "quote", &QuoteKind::ALL, QuoteKind::as_str)?,
                    stance: stance.transpose()?.unwrap_or(Stance::Said),
                    cue: self.field(json, "cue")?,
                    speaker: self.field(json, "speaker")?,
                    speaker_entity: self.entity_of(json, "speaker_entity")?,
                    speaker_name: text("speaker_name"),
                    context: Context { when: context("when")?, place: context("where")?, to: context("to")? },
                })
            }
            Some("source") => {
                let names = json.get("names").and_then(Json::list).unwrap_or_default().iter();
                Ok(Mark::Source {
                    kind: one_of(json, "source", &SourceKind::ALL, SourceKind::as_str)?,
                    names: names.filter_map(|name| Some(name.text()?.to_owned())).collect(),
                    reason: text("reason"),
                })
            }
            _ => Err(lacks("kind", "entity, quote or source")),
        }
    }
}

fn one_of<T: Copy>(json: &Json, name: &str, all: &[T], name_of: fn(T) -> &'static str) -> Result<T> {
    let found = json.get(name).and_then(Json::text).and_then(|text| named(all, name_of, text));
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|&one| name_of(one)).collect();
        lacks(name, &names.join(", "))
    })
}

fn value(json: &Json) -> Option<Value> {
    if let Json::Text(edtf) = json {
        // `-9999-12-31/-9999-12-31~` is the longest there is any sense in.
        return (edtf.len() <= 40).then(|| Value::Date(edtf.clone()));
    }
    let number = match json.get("number")? {
        Json::Whole(number) => Decimal::from(u64::try_from(*number).ok()?),
        // Six places: more are no news.
        number => Decimal::new((number.number()? * 1e6).round() as u64, 6),
    };
    let text = |name: &str| json.get(name).and_then(Json::text);
    let modifier = text("modifier").and_then(|sign| named(&Modifier::ALL, Modifier::as_str, sign));
    Some(Value::Quantity(Quantity { number, unit: text("unit")?.to_owned(), modifier }))
}

fn why(json: &Json) -> Option<Evidence> {
    let params =
        fields(json, "params").filter_map(|(name, value)| Some((name.clone().into(), value.text()?.to_owned())));
    Some(Evidence { code: json.get("code")?.text()?.to_owned().into(), params: params.collect() })
}

/// `Q42` and the like.
fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The fields of the object `name`.
fn fields<'j>(json: &'j Json, name: &str) -> impl Iterator<Item = &'j (String, Json)> {
    let fields: &[_] = match json.get(name) {
        Some(Json::Object(fields)) => fields,
        _ => &[],
    };
    fields.iter()
}

fn lacks(name: &str, right: &str) -> Error {
    invalid(&[".", name].concat(), &["it is not ", right].concat())
}

fn invalid(path: &str, reason: &str) -> Error {
    Error::InvalidInput { path: path.to_owned(), reason: reason.to_owned() }
}
