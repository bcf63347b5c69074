//! Annotations of the W3C Web Annotation Data Model, as JSON-LD: <https://www.w3.org/TR/annotation-model/>.
//!
//! A file is taken whole. What of it marks text becomes marks of ours; all of it, understood or not, is kept and written back as it was.
//! Going from one to the other means going through our own format: what [`json::read`] would not take from a file of ours is not taken
//! from others either.
//!
//! [`json::read`]: crate::exchange::json::read

mod bodies;
mod check;
mod place;
mod write;

use serde_json::{Value, json};

use super::{Document, json as own};
use crate::error::{Error, Result};
use crate::model::{AnnotationSet, Article, Json};

pub use write::{Options, write};

/// The context of the standard, and what ours adds to it: each mark as our own format has it.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// The fields of our own, opaque to JSON-LD.
const MARK: &str = "hashiya:mark";
const ENTITY: &str = "hashiya:entity";

/// What a file holds: annotations, and what stands around them.
#[derive(Debug, Clone)]
pub struct File {
    /// Everything but the annotations, whose list is empty here; null for a lone annotation.
    around: Value,
    /// The way to the list: `first` and `items`.
    way: &'static [&'static str],
    annotations: Vec<Kept>,
    /// What was refused, each [`Error::InvalidInput`] with its JSON path.
    pub problems: Vec<Error>,
}

/// An annotation as it was read.
#[derive(Debug, Clone)]
struct Kept {
    json: Value,
    /// Its JSON path in the file.
    path: String,
    /// Which annotations of ours stand for it, once the file was placed onto an article.
    marks: Vec<usize>,
}

/// Where the annotations of a file stand: of a page, of a collection with its first page, and of a graph.
const LISTS: [&[&str]; 4] = [&["items"], &["first", "items"], &["@graph"], &[]];

/// Reads a file: an annotation, a list of them, an AnnotationPage or an AnnotationCollection. Of malformed annotations each is told as a
/// problem and left out.
///
/// # Errors
/// [`Error::InvalidInput`] for what is no JSON, or holds no annotations.
pub fn read(text: &str) -> Result<File> {
    let mut around: Value = serde_json::from_str(text).map_err(|error| Error::InvalidInput {
        path: format!("line {}, column {}", error.line(), error.column()),
        reason: format!("it is no JSON: {error}"),
    })?;
    let mut problems = Vec::new();
    let mut annotations = Vec::new();
    let mut take = |json: Value, path: String| match check::annotation(&json, &path) {
        Ok(()) => annotations.push(Kept { json, path, marks: Vec::new() }),
        Err(problem) => problems.push(problem),
    };
    let is_lone = !around.is_array() && LISTS.iter().all(|way| way.is_empty() || list_at(&mut around, way).is_none());
    if is_lone {
        check::annotation(&around, "$")?;
        take(around.take(), "$".to_owned());
        return Ok(File { around, way: &[], annotations, problems });
    }
    let way = LISTS.into_iter().find(|way| list_at(&mut around, way).is_some()).unwrap_or_default();
    let path = way.iter().fold("$".to_owned(), |path, name| path + "." + name);
    for (at, json) in list_at(&mut around, way).map(std::mem::take).into_iter().flatten().enumerate() {
        take(json, format!("{path}[{at}]"));
    }
    Ok(File { around, way, annotations, problems })
}

/// The list that `way` leads to.
fn list_at<'v>(json: &'v mut Value, way: &[&str]) -> Option<&'v mut Vec<Value>> {
    way.iter().try_fold(json, |json, name| json.get_mut(*name))?.as_array_mut()
}

impl File {
    /// What of the file marks the text of `article`, and how many annotations of text have no place there: they stay in the file alone.
    pub fn onto(&mut self, article: &Article) -> (Document, usize) {
        let places = place::Places::new(article, self.annotations.iter().map(|kept| &kept.json));
        let mut entities = bodies::Entities::default();
        // Our marks, each with the annotation of the file it is for.
        let mut marks: Vec<(usize, Value)> = Vec::new();
        for (at, kept) in self.annotations.iter().enumerate() {
            for target in items(&kept.json["target"]) {
                if let Some(found) = places.target(target) {
                    marks.push((at, bodies::mark(&kept.json, &found, &places, &mut entities)));
                }
            }
        }
        // In the order in which annotations stand in a set.
        let key = |(_, mark): &(usize, Value)| {
            let number = |name: &str| mark[name].as_u64().unwrap_or_default();
            (number("start"), std::cmp::Reverse(number("end")), mark["kind"].as_str().unwrap_or_default().to_owned())
        };
        marks.sort_by_key(key);
        let document = self.document(article, entities.list, &marks);
        let orphans = self.lost().count();
        (document, orphans)
    }

    /// The ids of those that mark text and have no place in the article that the file was placed onto.
    pub fn orphans(&self) -> impl Iterator<Item = &str> {
        self.lost().filter_map(|kept| kept.json["id"].as_str())
    }

    fn lost(&self) -> impl Iterator<Item = &Kept> {
        self.annotations.iter().filter(|kept| kept.marks.is_empty() && place::selects_text(&kept.json))
    }

    /// Reads `marks`, which are in order, by the reader of our own format, and notes which of them were taken.
    fn document(&mut self, article: &Article, entities: Vec<Value>, marks: &[(usize, Value)]) -> Document {
        let annotations: Vec<&Value> = marks.iter().map(|(_, mark)| mark).collect();
        let whole = json!({
            "format": own::FORMAT, "text": article.text, "lang": article.lang.tag(), "entities": entities, "annotations": annotations,
        });
        let Ok(read) = own::read(&Json::from(whole)) else {
            return Document { article: article.clone(), set: AnnotationSet::default(), problems: Vec::new() };
        };
        let mut problems = Vec::new();
        let mut is_taken = vec![true; marks.len()];
        for problem in read.problems {
            let Error::InvalidInput { path, reason } = problem else { continue };
            // Of an entity that was not taken nothing is, which is told of each annotation.
            let Some((mark, field)) = mark_in(&path) else { continue };
            is_taken[mark] = false;
            problems
                .push(Error::InvalidInput { path: [&self.annotations[marks[mark].0].path, field].concat(), reason });
        }
        let taken = marks.iter().zip(&is_taken).filter(|(_, is_taken)| **is_taken);
        for (place, ((at, _), _)) in taken.enumerate() {
            self.annotations[*at].marks.push(place);
        }
        Document { article: article.clone(), set: read.set, problems }
    }
}

/// The mark that a path in our own format is about, and the rest of the path: 3 and `.cue.end` of `$.annotations[3].cue.end`.
fn mark_in(path: &str) -> Option<(usize, &str)> {
    let (at, field) = path.strip_prefix("$.annotations[")?.split_once(']')?;
    Some((at.parse().ok()?, field))
}

/// The items of a list; another value is its only item, null none.
fn items(json: &Value) -> &[Value] {
    match json {
        Value::Array(items) => items,
        Value::Null => &[],
        other => std::slice::from_ref(other),
    }
}

/// Whether `json` is, or holds, the string `text`: types and purposes are either.
fn is_one(json: &Value, text: &str) -> bool {
    items(json).iter().any(|item| item == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample;
    use crate::model::{Lang, Mark};

    fn article(text: &str) -> Article {
        let lang = Lang::En;
        let block = crate::model::Block {
            kind: crate::model::BlockKind::Paragraph,
            span: (0..text.len()).into(),
            lang,
            dir: lang.dir(),
        };
        Article { text: text.to_owned(), blocks: vec![block], lang, dir: lang.dir(), date: None }
    }

    /// An annotation with these selectors and bodies.
    fn annotation(selector: Value, body: Value) -> Value {
        let target = json!({ "source": "https://news.example/1", "selector": selector });
        json!({ "@context": CONTEXT, "id": "https://news.example/a", "type": "Annotation", "body": body, "target": target })
    }

    const TEXT: &str =
        "The mayor of Oban, Ann Lee, said on Monday that the harbour stays open. The harbour is old, Lee said.";

    /// The words under the marks of `annotation` in `text`.
    fn marked(annotation: &Value, text: &str) -> Vec<String> {
        let article = article(text);
        let mut file = read(&annotation.to_string()).unwrap();
        let (document, _) = file.onto(&article);
        assert_eq!(document.problems, []);
        document.set.annotations.iter().map(|one| one.span.of(text).to_owned()).collect()
    }

    #[test]
    fn each_way_to_a_place_is_gone() {
        let quote = |exact: &str, prefix: &str, suffix: &str| json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix });
        let position = |start: usize, end: usize| json!({ "type": "TextPositionSelector", "start": start, "end": end });
        let refined = |mut selector: Value, finer: Value| {
            selector["refinedBy"] = finer;
            selector
        };
        let sentence = quote("The harbour is old, Lee said.", "the harbour stays open. ", "");
        for (selector, words) in [
            (position(19, 26), Some("Ann Lee")),
            (quote("harbour", "said on Monday that the ", " stays open."), Some("harbour")),
            (json!([quote("gone", "x", "y"), position(13, 17)]), Some("Oban")),
            (refined(sentence.clone(), quote("Lee", "old, ", " said")), Some("Lee")),
            (refined(sentence.clone(), position(4, 11)), Some("harbour")),
            (
                json!({ "type": "RangeSelector", "startSelector": position(4, 9), "endSelector": position(17, 18) }),
                Some("mayor of Oban"),
            ),
            (
                json!({ "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc5147", "value": "char=13,17" }),
                Some("Oban"),
            ),
            (
                refined(json!({ "type": "XPathSelector", "value": "/p[2]" }), sentence),
                Some("The harbour is old, Lee said."),
            ),
            (json!({ "type": "XPathSelector", "value": "/p[2]" }), None),
            (json!({ "type": "DataPositionSelector", "start": 0, "end": 3 }), None),
            (position(90, 9000), None),
            (json!("https://news.example/selector"), None),
        ] {
            let found = marked(&annotation(selector.clone(), json!("https://news.example/b")), TEXT);
            assert_eq!(found, Vec::from_iter(words.map(str::to_owned)), "{selector}");
        }
    }

    #[test]
    fn bodies_of_others_say_who_it_is_and_what_is_to_be_said_of_it() {
        let place = json!({ "type": "TextPositionSelector", "start": 19, "end": 26 });
        let body = json!([
            { "type": "TextualBody", "purpose": "tagging", "value": "Person" },
            { "type": "SpecificResource", "purpose": "identifying", "source": "http://www.wikidata.org/entity/Q42" },
            { "type": "Choice", "items": [
                { "type": "TextualBody", "value": "عمدة أوبان", "language": "ar" },
                { "type": "TextualBody", "value": "Mayor since 2019.", "language": "en-GB" } ] },
            { "type": "TextualBody", "value": "<b>markup</b>", "format": "text/html" },
            "javascript:alert(1)",
            "https://news.example/ann",
        ]);
        let mut file = read(&annotation(place, body).to_string()).unwrap();
        let (document, orphans) = file.onto(&article(TEXT));
        assert_eq!((document.problems.len(), orphans), (0, 0));
        let entity = &document.set.entities[0];
        let note = entity.note.as_ref().expect("a note");
        assert_eq!((entity.kind.as_str(), entity.wikidata.as_deref()), ("PER", Some("Q42")));
        assert_eq!(note.description.as_deref(), Some("Mayor since 2019."));
        assert_eq!(note.link.as_deref(), Some("https://news.example/ann"));
    }

    #[test]
    fn what_we_have_written_is_read_again() {
        let (article, set) = sample::sample();
        let written = write(&article, &set, None, &Options { source: Some("https://news.example/1") });
        let mut file = read(&written).unwrap();
        let (document, orphans) = file.onto(&article);
        assert_eq!((document.set, document.problems, orphans), (set.clone(), vec![], 0));
        // And written again it is the same file, with nothing twice.
        assert_eq!(write(&article, &set, Some(&file), &Options::default()), written);
    }

    #[test]
    fn what_is_not_understood_is_written_back_and_what_has_moved_is_moved() {
        let quote = json!({ "type": "TextQuoteSelector", "exact": "harbour stays open", "prefix": "said on Monday that the ", "suffix": ". The harbour is old" });
        let mut moved = annotation(
            json!([quote, { "type": "TextPositionSelector", "start": 52, "end": 70 }]),
            json!("https://news.example/b"),
        );
        moved["motivation"] = "reviewing".into();
        moved["news:desk"] = json!({ "checked": [1, 2.5, null] });
        let strange = json!({ "type": "Annotation", "target": { "source": "https://news.example/x.jpg", "selector": { "type": "SvgSelector", "value": "<svg/>" } } });
        let file = json!({ "@context": CONTEXT, "type": "AnnotationPage", "news:field": "x", "items": [moved.clone(), strange.clone()] });
        let text = TEXT.replace("Ann Lee", "Dr Ann Lee");
        let article = article(&text);
        let mut read = read(&file.to_string()).unwrap();
        let (document, _) = read.onto(&article);
        let written: Value =
            serde_json::from_str(&write(&article, &document.set, Some(&read), &Options::default())).unwrap();
        moved["target"]["selector"][1] = json!({ "type": "TextPositionSelector", "start": 55, "end": 73 });
        assert_eq!(written["items"], json!([moved, strange]));
        assert_eq!(written["news:field"], "x");
        assert_eq!(read.orphans().count(), 0);
    }

    #[test]
    fn those_whose_words_are_gone_are_told_by_their_ids() {
        let quote = |exact: &str| json!({ "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" });
        let [here, mut gone] = ["harbour stays open", "ferries were sold"]
            .map(|words| annotation(quote(words), json!("https://news.example/b")));
        gone["id"] = "urn:gone".into();
        let mut file = read(&json!([here, gone]).to_string()).unwrap();
        file.onto(&article(TEXT));
        assert_eq!(file.orphans().collect::<Vec<_>>(), ["urn:gone"]);
    }

    #[test]
    fn malformed_annotations_are_refused_with_a_reason_and_the_rest_is_read() {
        let good = annotation(
            json!({ "type": "TextPositionSelector", "start": 4, "end": 9 }),
            json!("https://news.example/b"),
        );
        let with = |path: &str, value: Value| {
            let mut bad = good.clone();
            *bad.pointer_mut(path).expect("the field") = value;
            bad
        };
        let selector = |selector: Value| annotation(selector, json!("https://news.example/b"));
        for (bad, told) in [
            (json!(7), "$.items[0]: it is not an object"),
            (with("/type", json!("Note")), "$.items[0].type: it is not \"Annotation\""),
            (with("/target", json!([])), "$.items[0].target: there is none"),
            (with("/body", json!([{ "type": "TextualBody" }])), "$.items[0].body[0].value: it is not a string"),
            (with("/body", json!({ "type": "Choice", "items": [] })), "$.items[0].body.items: there are none"),
            (with("/target/selector/start", json!(-1)), "$.items[0].target.selector.start: it is not a number"),
            (with("/target/selector/end", json!(2)), "$.items[0].target.selector.end: it is before the start"),
            (selector(json!({ "type": "TextQuoteSelector", "exact": null })), "$.items[0].target.selector.exact"),
            (
                selector(json!({ "type": "RangeSelector", "startSelector": "x" })),
                "$.items[0].target.selector.endSelector",
            ),
        ] {
            let file = json!({ "type": "AnnotationPage", "items": [bad, good] });
            let mut file = read(&file.to_string()).unwrap();
            assert!(file.problems[0].to_string().starts_with(told), "{:?}", file.problems);
            let (document, _) = file.onto(&article(TEXT));
            assert!(matches!(document.set.annotations[0].mark, Mark::Entity(_)));
        }
        assert_eq!(read("{\"items\": ").unwrap_err().code(), "invalid-input");
        assert_eq!(read("{}").unwrap_err().to_string(), "$.type: it is not \"Annotation\"");
        let both = json!({ "type": "Annotation", "target": "x", "body": "y", "bodyValue": "z" });
        assert!(read(&both.to_string()).unwrap_err().to_string().starts_with("$.bodyValue"));
    }
}
