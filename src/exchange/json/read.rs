//! An article with its annotations from `hashiya/1`, whoever wrote it: what cannot be taken is told, the rest counts.

use std::cell::RefCell;

use super::FORMAT;
use crate::error::{Error, Result};
use crate::exchange::Document;
use crate::model::{
    Annotation, AnnotationSet, Article, Block, BlockKind, Context, Decimal, Dir, Entity, EntityId, EntityType,
    Evidence, Json, Lang, Mark, Mention, Modifier, Note, Origin, Quantity, QuoteKind, Role, SourceKind, Span, Stance,
    TextIndex, Value, date, web_address,
};

/// Reads an object of the format. Only `format`, `text` and `lang` have to be there; of an annotation its `kind`, its place and what
/// that kind is nothing without: `type` and `entity`, `quote`, or `source`.
///
/// # Errors
/// [`Error::InvalidInput`] with a JSON path for what is no such object, [`Error::InvalidDate`], [`Error::UnknownLanguage`].
pub fn read(json: &Json) -> Result<Document> {
    let text = |name: &str| json.get(name).and_then(Json::text);
    if text("format") != Some(FORMAT) {
        return Err(invalid("$.format".to_owned(), ["it is not \"", FORMAT, "\""].concat()));
    }
    let Some(whole) = text("text") else { return Err(invalid("$.text".to_owned(), "it is not a string".to_owned())) };
    let lang: Lang = text("lang").unwrap_or_default().parse()?;
    let date = text("date").map(date).transpose()?;
    let mut reader = Reader { text: whole, index: TextIndex::new(whole), ids: Vec::new(), fault: RefCell::default() };
    let mut problems = Vec::new();
    let mut set = AnnotationSet::default();
    let mut blocks = Vec::new();
    each(json, "blocks", &mut problems, &mut |item| {
        let block = reader.block(item, lang);
        let is_after = |block: &Block| blocks.last().is_none_or(|before: &Block| before.span.end <= block.span.start);
        match block {
            Some(block) if !is_after(&block) => reader.lacks("start", "after the block before").unwrap_or_default(),
            block => blocks.extend(block),
        }
        reader.fault.take()
    });
    each(json, "entities", &mut problems, &mut |item| {
        if let Some((id, entity)) = reader.entity(item) {
            reader.ids.push(id);
            set.entities.push(entity);
        }
        reader.fault.take()
    });
    each(json, "annotations", &mut problems, &mut |item| {
        set.annotations.extend(reader.annotation(item));
        reader.fault.take()
    });
    set.sort();
    let article = Article { text: whole.to_owned(), lang, dir: lang.dir(), date, blocks };
    Ok(Document { article, set, problems })
}

/// What is wrong with an item: the path in it, and what would be right.
type Fault = Option<(String, String)>;

/// Takes the items of the list `name`, and notes what is wrong with those that cannot be taken.
fn each<'j>(json: &'j Json, name: &str, problems: &mut Vec<Error>, take: &mut dyn FnMut(&'j Json) -> Fault) {
    for (at, item) in items(json, name).iter().enumerate() {
        if let Some((path, reason)) = take(item) {
            problems.push(invalid(["$.", name, "[", &at.to_string(), "]", &path].concat(), reason));
        }
    }
}

/// Reads the parts of a document. What cannot be read is none, and the fault is noted: the first one counts.
struct Reader<'j> {
    text: &'j str,
    index: TextIndex,
    /// What the file calls the entities read so far.
    ids: Vec<&'j str>,
    fault: RefCell<Fault>,
}

impl<'j> Reader<'j> {
    /// The field `name` is not what it ought to be.
    fn lacks<T>(&self, name: &str, right: &str) -> Option<T> {
        self.fault.borrow_mut().get_or_insert_with(|| ([".", name].concat(), ["it is not ", right].concat()));
        None
    }

    /// The string in the field `name`.
    fn string(&self, json: &'j Json, name: &str) -> Option<&'j str> {
        json.get(name).and_then(Json::text).or_else(|| self.lacks(name, "a string"))
    }

    /// Which of `names` stands in the field `name`.
    fn one_of(&self, json: &Json, name: &str, names: &[&str]) -> Option<usize> {
        let text = json.get(name).and_then(Json::text);
        let found = text.and_then(|text| names.iter().position(|one| *one == text));
        found.or_else(|| self.lacks(name, &["one of ", &names.join(", ")].concat()))
    }

    fn end(&self, json: &Json, name: &str) -> Option<usize> {
        let Some(point) = json.get(name).and_then(Json::count) else {
            return self.lacks(name, "a number of code points");
        };
        let byte = self.index.from_points(self.text, point);
        let is_inside = self.index.to_points(self.text, byte) == point;
        if is_inside { Some(byte) } else { self.lacks(name, "within the text") }
    }

    /// The bytes from `start` to `end`; where the object gives its words, those are checked.
    fn span(&self, json: &Json) -> Option<Span> {
        let (start, end) = (self.end(json, "start")?, self.end(json, "end")?);
        if start >= end {
            return self.lacks("end", "after the start");
        }
        let span = Span::new(start, end);
        match json.get("text").and_then(Json::text) {
            Some(words) if words != span.of(self.text) => self.lacks("text", "what stands at that place"),
            _ => Some(span),
        }
    }

    /// The place in the field `name`, which may be missing.
    fn field(&self, json: &Json, name: &str) -> Option<Option<Span>> {
        let Some(field) = json.get(name) else { return Some(None) };
        let span = self.span(field);
        if let Some((path, _)) = self.fault.borrow_mut().as_mut().filter(|_| span.is_none()) {
            *path = [".", name, path].concat();
        }
        span.map(Some)
    }

    fn block(&self, json: &Json, lang: Lang) -> Option<Block> {
        let span = self.span(json)?;
        let text = |name: &str| json.get(name).and_then(Json::text);
        let lang = text("lang").and_then(|tag| tag.parse().ok()).unwrap_or(lang);
        let dir = match text("dir") {
            Some("rtl") => Dir::Rtl,
            Some("ltr") => Dir::Ltr,
            _ => lang.dir(),
        };
        let kind = self.one_of(json, "kind", &BlockKind::ALL.map(BlockKind::as_str))?;
        Some(Block { kind: BlockKind::ALL[kind], span, lang, dir })
    }

    fn entity(&self, json: &'j Json) -> Option<(&'j str, Entity)> {
        let owned = |name: &str| json.get(name).and_then(Json::text).map(str::to_owned);
        let (id, name) = (self.string(json, "id")?, self.string(json, "name")?.to_owned());
        let kind = self.one_of(json, "type", &EntityType::ALL.map(EntityType::as_str))?;
        let note = Note { description: owned("description"), link: owned("link"), image: owned("image") };
        for (name, address) in [("link", &note.link), ("image", &note.image)] {
            if address.as_deref().is_some_and(|address| web_address(address).is_none()) {
                return self.lacks(name, "an address that begins with https:// or http://");
            }
        }
        let mut entity = Entity::new(EntityType::ALL[kind], name);
        entity.aliases = texts(json, "aliases");
        for role in items(json, "roles") {
            let span = self.span(role)?;
            let is_former = role.get("former") == Some(&Json::Bool(true));
            entity.roles.push(Role { text: span.of(self.text).to_owned(), span, is_former });
        }
        for reference in items(json, "references") {
            entity.references.push(self.span(reference)?);
        }
        entity.translations = pairs(json, "translations").collect();
        entity.wikidata = owned("wikidata").filter(|id| is_wikidata(id));
        entity.value = json.get("value").and_then(value);
        entity.is_translated_by_newsroom = note != Note::default();
        entity.note = Some(note).filter(|note| *note != Note::default());
        Some((id, entity))
    }

    /// The entity in the field `name`, which may be missing.
    fn entity_of(&self, json: &Json, name: &str) -> Option<Option<EntityId>> {
        let Some(field) = json.get(name) else { return Some(None) };
        match field.text().and_then(|id| self.ids.iter().position(|known| *known == id)) {
            Some(id) => Some(Some(EntityId(id))),
            None => self.lacks(name, "the id of an entity that could be read"),
        }
    }

    fn annotation(&self, json: &'j Json) -> Option<Annotation> {
        let span = self.span(json)?;
        let origin = match json.get("origin") {
            Some(_) => Origin::ALL[self.one_of(json, "origin", &Origin::ALL.map(Origin::as_str))?],
            None => Origin::Provided,
        };
        let why = items(json, "why").iter().filter_map(|why| {
            let params = pairs(why, "params").map(|(name, value)| (name.into(), value)).collect();
            Some(Evidence { code: why.get("code")?.text()?.to_owned().into(), params })
        });
        let confidence = json.get("confidence").and_then(Json::number).unwrap_or(1.0).clamp(0.0, 1.0) as f32;
        Some(Annotation { span, mark: self.mark(json)?, origin, confidence, why: why.collect() })
    }

    fn mark(&self, json: &Json) -> Option<Mark> {
        let text = |name: &str| json.get(name).and_then(Json::text).map(str::to_owned);
        Some(match self.one_of(json, "kind", &["entity", "quote", "source"])? {
            0 => {
                let kind = self.one_of(json, "type", &EntityType::ALL.map(EntityType::as_str))?;
                let Some(entity) = self.entity_of(json, "entity")? else {
                    return self.lacks("entity", "the id of an entity");
                };
                Mark::Entity(Mention { kind: EntityType::ALL[kind], entity })
            }
            1 => {
                let context = json.get("context").unwrap_or(&Json::Null);
                let stance = match json.get("stance") {
                    Some(_) => Stance::ALL[self.one_of(json, "stance", &Stance::ALL.map(Stance::as_str))?],
                    None => Stance::Said,
                };
                Mark::Quote {
                    kind: QuoteKind::ALL[self.one_of(json, "quote", &QuoteKind::ALL.map(QuoteKind::as_str))?],
                    stance,
                    cue: self.field(json, "cue")?,
                    speaker: self.field(json, "speaker")?,
                    speaker_entity: self.entity_of(json, "speaker_entity")?,
                    speaker_name: text("speaker_name"),
                    context: Context {
                        when: self.field(context, "when")?,
                        place: self.field(context, "where")?,
                        to: self.field(context, "to")?,
                    },
                }
            }
            _ => Mark::Source {
                kind: SourceKind::ALL[self.one_of(json, "source", &SourceKind::ALL.map(SourceKind::as_str))?],
                names: texts(json, "names"),
                reason: text("reason"),
            },
        })
    }
}

fn value(json: &Json) -> Option<Value> {
    if let Json::Text(edtf) = json {
        // `-9999-12-31/-9999-12-31~` is the longest there is any sense in.
        return (edtf.len() <= 40).then(|| Value::Date(edtf.clone()));
    }
    // Six places: more are no news.
    let number = json.get("number")?.number().filter(|number| (0.0..1e12).contains(number))?;
    let number = Decimal::new((number * 1e6).round() as u64, 6);
    let text = |name: &str| json.get(name).and_then(Json::text);
    let modifier = text("modifier").and_then(|sign| Modifier::ALL.into_iter().find(|one| one.as_str() == sign));
    Some(Value::Quantity(Quantity { number, unit: text("unit")?.to_owned(), modifier }))
}

/// `Q42` and the like.
pub(in crate::exchange) fn is_wikidata(id: &str) -> bool {
    id.strip_prefix('Q').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The items of the list `name`; none where it is missing.
fn items<'j>(json: &'j Json, name: &str) -> &'j [Json] {
    json.get(name).and_then(Json::list).unwrap_or_default()
}

/// The strings of the list `name`.
fn texts(json: &Json, name: &str) -> Vec<String> {
    items(json, name).iter().filter_map(|text| Some(text.text()?.to_owned())).collect()
}

/// The fields of the object `name` that are strings.
fn pairs<'j>(json: &'j Json, name: &str) -> impl Iterator<Item = (String, String)> + 'j {
    let fields: &[_] = match json.get(name) {
        Some(Json::Object(fields)) => fields,
        _ => &[],
    };
    fields.iter().filter_map(|(name, value)| Some((name.clone(), value.text()?.to_owned())))
}

fn invalid(path: String, reason: String) -> Error {
    Error::InvalidInput { path, reason }
}
