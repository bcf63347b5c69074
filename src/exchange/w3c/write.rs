//! Annotations as JSON-LD: those that were read as they were, moved where the text has moved them, and ours beside them.

use serde_json::{Map, Value, json};

use super::{CONTEXT, ENTITY, File, Kept, MARK, is_one, items, list_at};
use crate::exchange::json as own;
use crate::model::{AnnotationSet, Article};

/// What a file tells beside the marks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// The IRI of the article; without one it has a name that leads nowhere.
    pub source: Option<&'o str>,
}

/// So many code points stand beside a quotation.
const CONTEXT_LENGTH: usize = 32;
/// What an article without an address is called.
const NOWHERE: &str = "urn:hashiya:article";

/// `set` over `article` as an AnnotationCollection, or as what `file` was, with all that it held.
pub fn write(article: &Article, set: &AnnotationSet, file: Option<&File>, options: &Options) -> String {
    let document: Value = serde_json::from_str(&own::write(article, set)).unwrap_or_default();
    let source = options.source.unwrap_or(NOWHERE);
    let writer = Writer { source, text: article.text.chars().collect(), document: &document };
    let ours = items(&document["annotations"]);
    let kept = file.map(|file| file.annotations.as_slice()).unwrap_or_default();
    let is_kept = |at: usize| kept.iter().any(|one| one.marks.contains(&at));
    let old = kept.iter().map(|one| writer.moved(one));
    let new = ours.iter().enumerate().filter(|(at, _)| !is_kept(*at)).map(|(_, mark)| writer.annotation(mark));
    let whole = match file {
        Some(file) => around(file, old.collect(), new.collect(), source),
        None => collection(new.collect(), source),
    };
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}

/// The annotations of a file in what stood around them.
fn around(file: &File, mut old: Vec<Value>, new: Vec<Value>, source: &str) -> Value {
    if file.around.is_null() {
        // A lone annotation stays alone, unless others have come.
        return match (old.pop(), new.is_empty()) {
            (Some(lone), true) => lone,
            (lone, _) => collection(lone.into_iter().chain(new).collect(), source),
        };
    }
    let mut whole = file.around.clone();
    if !new.is_empty() {
        add_context(&mut whole);
    }
    let count = new.len();
    if let Some(list) = list_at(&mut whole, file.way) {
        list.extend(old.into_iter().chain(new));
    }
    if let Some(total) = whole.get("total").and_then(Value::as_u64) {
        whole["total"] = (total + count as u64).into();
    }
    whole
}

fn collection(items: Vec<Value>, source: &str) -> Value {
    let mut whole = json!({
        "@context": CONTEXT,
        "id": format!("{source}#annotations"),
        "type": "AnnotationCollection",
        "total": items.len(),
        "first": { "id": format!("{source}#annotations-1"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    add_context(&mut whole);
    whole
}

/// Adds the context of our own fields.
fn add_context(whole: &mut Value) {
    let own = json!({
        "hashiya": "urn:hashiya:",
        MARK: { "@id": "urn:hashiya:mark", "@type": "@json" },
        ENTITY: { "@id": "urn:hashiya:entity", "@type": "@json" },
    });
    if let Some(fields) = whole.as_object_mut() {
        let context = fields.entry("@context").or_insert_with(|| CONTEXT.into());
        if !items(context).contains(&own) {
            *context = items(context).iter().cloned().chain([own]).collect();
        }
    }
}

struct Writer<'w> {
    source: &'w str,
    text: Vec<char>,
    /// The article and its marks in our own format.
    document: &'w Value,
}

impl Writer<'_> {
    fn words(&self, start: usize, end: usize) -> String {
        self.text[start.min(self.text.len())..end.min(self.text.len())].iter().collect()
    }

    fn quote(&self, start: usize, end: usize) -> [(&'static str, String); 3] {
        let before = self.words(start.saturating_sub(CONTEXT_LENGTH), start);
        [("exact", self.words(start, end)), ("prefix", before), ("suffix", self.words(end, end + CONTEXT_LENGTH))]
    }

    /// The place of a span of our own format.
    fn selectors(&self, span: &Value) -> Value {
        let (start, end) = ends(span);
        let mut quote = Map::from_iter([("type".to_owned(), "TextQuoteSelector".into())]);
        quote.extend(self.quote(start, end).map(|(name, text)| (name.to_owned(), text.into())));
        json!([{ "type": "TextPositionSelector", "start": start, "end": end }, quote])
    }

    /// A mark as an annotation.
    fn annotation(&self, mark: &Value) -> Value {
        let mut rest = mark.clone();
        let fields = rest.as_object_mut();
        let taken = ["id", "start", "end", "text", "entity", "speaker_entity", "cue", "speaker", "context"];
        fields.into_iter().for_each(|fields| fields.retain(|name, _| !taken.contains(&name.as_str())));
        let kind = mark["kind"].as_str().unwrap_or_default();
        let id = mark["entity"].as_str().or(mark["speaker_entity"].as_str());
        let entity = items(&self.document["entities"]).iter().find(|entity| id.is_some_and(|id| entity["id"] == id));
        let mut bodies: Vec<Value> = self.bodies(mark, kind);
        bodies.extend(entity.map(|entity| self.entity(entity)));
        for part in ["cue", "speaker"] {
            bodies.extend(self.part(part, &mark[part]));
        }
        for part in ["when", "where", "to"] {
            bodies.extend(self.part(part, &mark["context"][part]));
        }
        let motivation = if kind == "entity" { "identifying" } else { "classifying" };
        json!({
            "id": format!("{}#{}", self.source, mark["id"].as_str().unwrap_or_default()),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": { "type": "SpecificResource", "source": self.source, "selector": self.selectors(mark) },
            MARK: rest,
        })
    }

    /// What readers of the standard alone learn of a mark.
    fn bodies(&self, mark: &Value, kind: &str) -> Vec<Value> {
        let class = |value: &Value| json!({ "type": "TextualBody", "purpose": "classifying", "value": value });
        match kind {
            "entity" => vec![class(&mark["type"])],
            "quote" => vec![class(&"quote".into()), class(&mark["quote"]), class(&mark["stance"])],
            _ => {
                let names = items(&mark["names"]).iter();
                let tag = |name: &Value| json!({ "type": "TextualBody", "purpose": "tagging", "value": name });
                [class(&"source".into()), class(&mark["source"])].into_iter().chain(names.map(tag)).collect()
            }
        }
    }

    fn entity(&self, entity: &Value) -> Value {
        let id = entity["id"].as_str().unwrap_or_default();
        let mut own = entity.clone();
        own.as_object_mut().into_iter().for_each(|fields| {
            fields.remove("id");
        });
        let mut resource = json!({ "id": format!("{}#{id}", self.source), "name": entity["name"], ENTITY: own });
        match entity["type"].as_str() {
            Some("PER") => resource["type"] = "Person".into(),
            Some("ORG") => resource["type"] = "Organization".into(),
            Some("LOC") => resource["type"] = "schema:Place".into(),
            _ => {}
        }
        if let Some(wikidata) = entity["wikidata"].as_str() {
            resource["schema:sameAs"] = json!({ "id": format!("http://www.wikidata.org/entity/{wikidata}") });
        }
        json!({ "type": "SpecificResource", "purpose": "identifying", "source": resource })
    }

    /// A part of a quote, which is a piece of the article, too.
    fn part(&self, name: &str, span: &Value) -> Option<Value> {
        span.is_object().then(|| {
            let purpose = format!("hashiya:{name}");
            json!({ "type": "SpecificResource", "purpose": purpose, "source": self.source, "selector": self.selectors(span) })
        })
    }

    /// An annotation that was read: as it was, but for selectors of a place that is another one now.
    fn moved(&self, kept: &Kept) -> Value {
        let mut json = kept.json.clone();
        let ours = items(&self.document["annotations"]);
        let [at] = kept.marks[..] else { return json };
        let (Some(mark), Some(target)) = (ours.get(at), json.get_mut("target").filter(|target| target.is_object()))
        else {
            return json;
        };
        let (start, end) = ends(mark);
        let Some(selector) = target.get_mut("selector") else { return json };
        let selectors = match selector {
            Value::Array(selectors) => selectors.as_mut_slice(),
            one => std::slice::from_mut(one),
        };
        // What is told in two steps, or by a range, is not told anew.
        let is_simple = |one: &Value| {
            one.get("refinedBy").is_none()
                && (is_one(&one["type"], "TextQuoteSelector") || is_one(&one["type"], "TextPositionSelector"))
        };
        if !selectors.iter().all(is_simple) {
            return json;
        }
        for selector in selectors {
            if is_one(&selector["type"], "TextPositionSelector") {
                selector["start"] = start.into();
                selector["end"] = end.into();
            } else if selector["exact"] != self.words(start, end) {
                for (name, text) in self.quote(start, end) {
                    selector[name] = text.into();
                }
            }
        }
        json
    }
}

/// Where a span of our own format begins and ends: code points.
fn ends(span: &Value) -> (usize, usize) {
    let end = |name: &str| span[name].as_u64().and_then(|point| usize::try_from(point).ok()).unwrap_or_default();
    (end("start"), end("end"))
}
