//! spaCy's JSON of a document: what `Doc.to_json` writes and `Doc.from_json` reads, since version 3.3.
//!
//! The entities are `ents`, everything else is in span groups ([`super::labelled`] has the table). Offsets are code points, as Python
//! counts. A `Doc` keeps all but what is for Hashiya alone: the fields of that table, and language and day in a field `hashiya`. (They are
//! no custom attributes in `_`, for `from_json` fails on one that is not registered beforehand.) White space at the ends of a span is
//! lost, for no token of spaCy's ends there.
//!
//! To check what is written against the library itself (`pip install spacy`; last done with 3.8.18):
//!
//! ```python
//! obj = json.load(open("story.json"))
//! doc = Doc(Vocab()).from_json(obj, validate=True)
//! assert [(ent.start_char, ent.end_char) for ent in doc.ents] == [(ent["start"], ent["end"]) for ent in obj["ents"]]
//! ```

use serde_json::{Map, Value, json};

use super::Document;
use super::labelled::{self, Group, Item, Labelled, Place};
use crate::error::{Error, Result};
use crate::import::{Options, date};
use crate::model::{AnnotationSet, Article, Json, TextIndex};

/// Reads such an object. Only `text` has to be there. `ents` and groups of spans that are not Hashiya's own hold types of entities; a
/// label that is none known here is told as a problem, and its span left out.
///
/// # Errors
/// [`Error::InvalidInput`] where there is no text.
pub fn read(json: &Json) -> Result<Document> {
    let text = text(json)?;
    let mut items = list(json, Group::Entities, ["ents", ""]);
    if let Some(Json::Object(groups)) = json.get("spans") {
        items.extend(groups.iter().flat_map(|(name, group)| each(group, Group::named(name), ["spans", name])));
    }
    Ok(labelled::read(text, &options(json.get("hashiya")), &items, &|_| None))
}

/// The text of an object of spaCy's or displaCy's.
pub(super) fn text(json: &Json) -> Result<&str> {
    let text = json.get("text").and_then(Json::text);
    text.ok_or_else(|| Error::InvalidInput { path: "$.text".to_owned(), reason: "it is not a string".to_owned() })
}

/// What is known of the article beside its text.
fn options(fields: Option<&Json>) -> Options {
    let text = |name: &str| fields.and_then(|fields| fields.get(name)).and_then(Json::text);
    Options { lang: text("lang").and_then(|tag| tag.parse().ok()), date: text("date").and_then(|day| date(day).ok()) }
}

/// The items of the list `place` of an object.
pub(super) fn list<'j>(json: &'j Json, group: Group, place: [&'j str; 2]) -> Vec<Item<'j>> {
    json.get(place[0]).map(|list| each(list, group, place).collect()).unwrap_or_default()
}

fn each<'j>(list: &'j Json, group: Group, place: [&'j str; 2]) -> impl Iterator<Item = Item<'j>> {
    let items = list.list().unwrap_or_default().iter().enumerate();
    items.map(move |(at, json)| Item { group, place: Place { list: place, at }, json })
}

/// `set` over `article` as such an object, in one line.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let text = &article.text;
    let index = TextIndex::new(text);
    let spans = labelled::labelled(article, set);
    let tokens = labelled::tokens(text, labelled::edges(&spans)).into_iter().enumerate().map(|(id, token)| {
        json!({ "id": id, "start": index.to_points(text, token.start), "end": index.to_points(text, token.end) })
    });
    let tokens: Vec<Value> = tokens.collect();
    let (ents, others) = labelled::apart(spans);
    let ents: Vec<Value> = ents.iter().map(|one| span(text, &index, one)).collect();
    let mut groups: Map<String, Value> = Map::new();
    for one in &others {
        let group = groups.entry(one.group.as_str()).or_insert_with(|| json!([]));
        group.as_array_mut().into_iter().for_each(|group| group.push(span(text, &index, one)));
    }
    let mut fields = json!({ "lang": article.lang.tag() });
    if let Some(date) = article.date {
        fields["date"] = json!(date.to_string());
    }
    json!({ "text": text, "ents": ents, "spans": groups, "tokens": tokens, "hashiya": fields }).to_string()
}

/// A span as spaCy and displaCy have it.
pub(super) fn span(text: &str, index: &TextIndex, one: &Labelled) -> Value {
    let mut span = json!({
        "start": index.to_points(text, one.span.start),
        "end": index.to_points(text, one.span.end),
        "label": one.label,
        "kb_id": one.kb_id,
    });
    for (name, value) in &one.fields {
        span[*name] = json!(value);
    }
    span
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample::{marks, parsed, sample};

    #[test]
    fn what_was_written_is_read_again() {
        let (article, set) = sample();
        let read = read(&parsed(&write(&article, &set))).unwrap();
        assert_eq!(read.problems, []);
        assert_eq!(marks(&read.set), marks(&set));
        assert_eq!(read.article.date, article.date);
    }

    #[test]
    fn spans_are_in_the_order_that_they_have_without_white_space_at_their_ends() {
        let json = r#"{"text": "a Bank of Rome", "ents": [
            {"start": 1, "end": 6, "label": "ORG"}, {"start": 2, "end": 14, "label": "ORG"}]}"#;
        let once = read(&parsed(json)).unwrap();
        let written = write(&once.article, &once.set);
        let twice = read(&parsed(&written)).unwrap();
        let names = |set: &AnnotationSet| set.entities.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&twice.set), ["Bank of Rome", "Bank"], "{written}");
        let again = write(&twice.article, &twice.set);
        let thrice = read(&parsed(&again)).unwrap();
        assert_eq!(write(&thrice.article, &thrice.set), again);
    }

    #[test]
    fn labels_of_others_are_read_and_unknown_ones_are_told_with_their_path() {
        let json = r#"{"text": "Ann in Rome", "ents": [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 7, "end": 11, "label": "X"}],
            "spans": {"sc": [{"start": 7, "end": 11, "label": "GPE", "kb_id": ""}], "cues": [{"start": 4, "end": 6, "label": "cue"}]}}"#;
        let read = read(&parsed(json)).unwrap();
        let problems: Vec<String> = read.problems.iter().map(Error::to_string).collect();
        assert_eq!(problems[0], format!("$.ents[1].label: it is not {}", super::super::labels::EXPECTED));
        assert_eq!(problems[1], "$.spans.cues[0].kb_id: it is not that of a quote that could be read");
        assert_eq!(read.set.entities.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["Ann", "Rome"]);
    }

    #[test]
    fn hostile_numbers_are_told() {
        for (start, end, told) in [
            ("0", "99", ".end: it is not within the text"),
            ("2", "1", ".end: it is not after the start"),
            ("-1", "2", ".start: it is not a number of code points"),
            ("0.5", "2", ".start: it is not a number of code points"),
            ("18446744073709551615", "2", ".start: it is not a number of code points"),
            ("null", "\"2\"", ".start: it is not a number of code points"),
        ] {
            let json =
                format!(r#"{{"text": "😀 a", "ents": [{{"start": {start}, "end": {end}, "label": "PER"}}, 7]}}"#);
            let read = read(&parsed(&json)).unwrap();
            assert_eq!(read.problems[0].to_string(), format!("$.ents[0]{told}"));
            assert_eq!(read.problems.len(), 2);
        }
        assert_eq!(read(&parsed("[]")).unwrap_err().to_string(), "$.text: it is not a string");
    }

    #[test]
    fn entities_that_overlap_others_are_in_a_group_of_their_own() {
        let json = r#"{"text": "Bank of Rome", "ents": [
            {"start": 0, "end": 12, "label": "ORG"}, {"start": 8, "end": 12, "label": "LOC"}]}"#;
        let document = read(&parsed(json)).unwrap();
        let written = parsed(&write(&document.article, &document.set));
        let count = |json: Option<&Json>| json.and_then(Json::list).map(<[Json]>::len);
        assert_eq!(count(written.get("ents")), Some(1));
        assert_eq!(count(written.get("spans").and_then(|spans| spans.get("entities"))), Some(1));
        assert_eq!(marks(&read(&written).unwrap().set), marks(&document.set));
    }
}
