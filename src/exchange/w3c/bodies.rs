//! What the bodies of an annotation say, as a mark of our own format.
//!
//! What was written by us has it whole, in a field of ours. Of others' bodies the first kind of entity, name, identifier, text and
//! address are read; a text without a kind is a note on something, which is of type `MISC`.

use serde_json::{Map, Value, json};

use super::place::{Found, Places};
use super::{ENTITY, MARK, is_one, items};
use crate::exchange::labels::entity_type;
use crate::model::{EntityType, Lang, web_address};

/// The entities of a file, each once.
#[derive(Default)]
pub struct Entities {
    pub list: Vec<Value>,
    /// What tells them apart: identifier, or type with name.
    known: Vec<(String, String)>,
}

/// Where Wikidata's identifiers are the last part of.
const WIKIDATA: [&str; 4] = [
    "http://www.wikidata.org/entity/",
    "https://www.wikidata.org/entity/",
    "https://www.wikidata.org/wiki/",
    "http://www.wikidata.org/wiki/",
];

/// The mark over `found` that `annotation` is, with the fields of our own format.
pub fn mark(annotation: &Value, found: &Found, places: &Places, entities: &mut Entities) -> Value {
    let mut mark = match &annotation[MARK] {
        Value::Object(own) => own_mark(own, annotation, places, entities),
        _ => foreign_mark(annotation, found, places, entities),
    };
    if let (Value::Object(fields), Some(mark)) = (places.fields(found.span), mark.as_object_mut()) {
        mark.extend(fields);
        if found.likeness < 1.0 {
            let confidence = mark.get("confidence").and_then(Value::as_f64).unwrap_or(1.0) * f64::from(found.likeness);
            let why = mark.get("why").and_then(Value::as_array).cloned().unwrap_or_default();
            let likeness = format!("{:.0}", found.likeness * 100.0);
            let again = json!({ "code": "re-anchored", "params": { "likeness": likeness } });
            mark.insert("confidence".to_owned(), confidence.into());
            mark.insert("why".to_owned(), std::iter::once(again).chain(why).collect());
        }
    }
    mark
}

/// What we have written: the parts of a quote are bodies that select text, too.
fn own_mark(own: &Map<String, Value>, annotation: &Value, places: &Places, entities: &mut Entities) -> Value {
    let mut mark = own.clone();
    for body in items(&annotation["body"]) {
        if let Some(entity @ Value::Object(_)) = body["source"].get(ENTITY) {
            let id = entities.add(body["source"]["id"].as_str(), entity, places);
            let field = if own.get("kind").is_some_and(|kind| kind == "quote") { "speaker_entity" } else { "entity" };
            mark.insert(field.to_owned(), id.into());
        }
        let part = body["purpose"].as_str().and_then(|purpose| purpose.strip_prefix("hashiya:"));
        let (Some(part), Some(found)) = (part, places.target(body)) else { continue };
        let fields = places.fields(found.span);
        match part {
            "cue" | "speaker" => {
                mark.insert(part.to_owned(), fields);
            }
            "when" | "where" | "to" => {
                let context = mark.entry("context").or_insert_with(|| json!({}));
                if let Some(context) = context.as_object_mut() {
                    context.insert(part.to_owned(), fields);
                }
            }
            _ => {}
        }
    }
    Value::Object(mark)
}

fn foreign_mark(annotation: &Value, found: &Found, places: &Places, entities: &mut Entities) -> Value {
    let mut said = Said::default();
    if let Some(text) = annotation["bodyValue"].as_str() {
        said.texts.push(text.to_owned());
    }
    for body in items(&annotation["body"]) {
        said.read(body, &annotation["motivation"], places.article.lang);
    }
    let words = found.span.of(&places.article.text);
    let kind = said.kind.unwrap_or(EntityType::Misc).as_str();
    let name = said.name.unwrap_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "));
    let description = (!said.texts.is_empty()).then(|| said.texts.join(" · "));
    let key = said.wikidata.clone().or_else(|| description.clone());
    let entity =
        json!({ "name": name, "type": kind, "wikidata": said.wikidata, "description": description, "link": said.link });
    let id = entities.add(key.as_deref(), &entity, places);
    json!({ "kind": "entity", "type": kind, "entity": id, "origin": "provided" })
}

/// What the bodies of one annotation say.
#[derive(Default)]
struct Said {
    kind: Option<EntityType>,
    name: Option<String>,
    wikidata: Option<String>,
    link: Option<String>,
    texts: Vec<String>,
}

impl Said {
    fn read(&mut self, body: &Value, motivation: &Value, lang: Lang) {
        if let Some(address) = body.as_str() {
            return self.address(address);
        }
        if is_one(&body["type"], "Choice") {
            let items = items(&body["items"]);
            let is_ours = |item: &&Value| is_in(&item["language"], lang) || is_in(&item["source"]["language"], lang);
            if let Some(chosen) = items.iter().find(is_ours).or(items.first()) {
                self.read(chosen, motivation, lang);
            }
            return;
        }
        let purpose = if body["purpose"].is_null() { motivation } else { &body["purpose"] };
        if let Some(text) = body["value"].as_str() {
            let is_class = ["classifying", "tagging", "identifying"].iter().any(|name| is_one(purpose, name));
            match entity_type(text).filter(|_| is_class) {
                Some(kind) => self.kind = self.kind.or(Some(kind)),
                // The markup of others is no text.
                None if body["format"].as_str().is_none_or(|format| format.starts_with("text/plain")) => {
                    self.texts.push(text.to_owned());
                }
                None => {}
            }
            return;
        }
        let source = if body["source"].is_object() { &body["source"] } else { body };
        self.kind = self.kind.or_else(|| items(&source["type"]).iter().find_map(|name| entity_type(name.as_str()?)));
        let text = |name: &str| source[name].as_str().map(str::to_owned);
        self.name = self.name.take().or_else(|| text("name")).or_else(|| text("label"));
        if let Some(address) = body["source"].as_str().or(source["id"].as_str()) {
            self.address(address);
        }
    }

    fn address(&mut self, address: &str) {
        match WIKIDATA.iter().find_map(|start| address.strip_prefix(start)) {
            Some(id) => self.wikidata = self.wikidata.take().or_else(|| Some(id.to_owned())),
            None => self.link = self.link.take().or_else(|| web_address(address)),
        }
    }
}

fn is_in(languages: &Value, lang: Lang) -> bool {
    items(languages).iter().any(|tag| tag.as_str().is_some_and(|tag| tag.parse() == Ok(lang)))
}

impl Entities {
    /// The id of `entity`, which is added if it is a new one. Two are the same by their `key`, else by type and name.
    fn add(&mut self, key: Option<&str>, entity: &Value, places: &Places) -> String {
        let text = |name: &str| entity[name].as_str().unwrap_or_default();
        let own = (key.unwrap_or_default().to_owned(), [text("type"), " ", text("name")].concat());
        if let Some(at) = self.known.iter().position(|known| *known == own) {
            return format!("e{}", at + 1);
        }
        let id = format!("e{}", self.known.len() + 1);
        let mut entity = entity.clone();
        entity["id"] = id.clone().into();
        // Of what stood elsewhere in a text nothing is known once it was edited.
        for name in ["roles", "references"] {
            if let Some(spans) = entity.get_mut(name).and_then(Value::as_array_mut) {
                spans.retain(|span| places.holds(span));
            }
        }
        self.known.push(own);
        self.list.push(entity);
        id
    }
}
