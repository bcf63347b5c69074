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
    /// What of the file marks the text of `article`. What has no place there stays in the file alone.
    pub fn onto(&mut self, article: &Article) -> Document {
        let places = place::Places::new(article);
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
        let mut document = self.document(article, entities.list, &marks);
        let orphans = self.annotations.iter().filter(|kept| kept.marks.is_empty() && place::selects_text(&kept.json));
        document.problems.extend(orphans.map(|kept| Error::InvalidInput {
            path: kept.path.clone(),
            reason: "what it marks does not stand in the text; it is kept, and not shown".to_owned(),
        }));
        document
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
