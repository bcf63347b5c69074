//! Glossaries as JSON, whoever has parsed it: a crate natively, the browser's own parser in a page.

use std::borrow::Cow;

use super::Glossary;
use super::draft::{Draft, FIELDS, Place, Problem, entity_type};
use crate::error::{Error, Result};
use crate::model::Json;

/// The value as a cell of CSV would have it; none for what no cell can hold.
fn cell(json: &Json) -> Option<Cow<'_, str>> {
    match json {
        Json::Null => Some(Cow::Borrowed("")),
        Json::Bool(yes) => Some(Cow::Borrowed(if *yes { "yes" } else { "no" })),
        Json::Whole(number) => Some(Cow::Owned(number.to_string())),
        Json::Text(text) => Some(Cow::Borrowed(text)),
        Json::List(items) => {
            let cells = items.iter().map(Json::text);
            cells.collect::<Option<Vec<_>>>().map(|cells| Cow::Owned(cells.join("|")))
        }
        Json::Number(_) | Json::Object(_) => None,
    }
}

impl Glossary {
    /// Adds the names of a JSON file: a list of rows, or `{"names": [rows], "never": {"names": […], "types": […]}}`. A row is an
    /// object with the keys that CSV has as columns; `spellings` can be a list; a name that is never marked can be a string.
    /// Returns what could not be taken; the rest is added.
    ///
    /// # Errors
    /// [`Error::InvalidGlossary`] for anything else, and where `never` cannot be understood: nobody could know whom it
    /// protects.
    pub fn add_json(&mut self, value: &Json) -> Result<Vec<Problem>> {
        let mut reading = Reading { glossary: self, problems: Vec::new(), unknown: Vec::new() };
        match value {
            Json::List(rows) => reading.rows("", rows, false),
            Json::Object(fields) => {
                for (key, value) in fields {
                    match (key.as_str(), value) {
                        ("names", Json::List(rows)) => reading.rows(".names", rows, false),
                        ("never", never) => reading.never(never)?,
                        ("names", _) => return Err(invalid("$.names", "it is no list of rows")),
                        // It may be `never` misspelt.
                        _ => return Err(invalid(&format!("$.{key}"), "it is not known; write \"names\" or \"never\"")),
                    }
                }
            }
            _ => return Err(invalid("$", "it is neither a list of rows nor an object with \"names\" and \"never\"")),
        }
        let Reading { mut problems, unknown, .. } = reading;
        if let Some(&(_, place)) = unknown.first() {
            let names: Vec<String> = unknown.into_iter().map(|(name, _)| name).collect();
            Glossary::tell_unknown(&names, place, &mut problems);
        }
        Ok(problems)
    }
}

struct Reading<'g> {
    glossary: &'g mut Glossary,
    problems: Vec<Problem>,
    /// Keys that are not known, each once, with the first place of each.
    unknown: Vec<(String, Place)>,
}

impl Reading<'_> {
    fn rows(&mut self, list: &'static str, rows: &[Json], is_never: bool) {
        for (index, row) in (0..).zip(rows) {
            let draft = self.draft(Place::Item { list, index, field: "" }, row, is_never);
            self.glossary.take(&draft, &mut self.problems);
        }
    }

    fn draft<'v>(&mut self, place: Place, row: &'v Json, is_never: bool) -> Draft<'v> {
        let mut draft = Draft::new(place);
        match row {
            Json::Object(fields) => {
                for (key, value) in fields {
                    let Some(field) = FIELDS.iter().position(|field| field == key) else {
                        self.note_unknown(key, place);
                        continue;
                    };
                    match cell(value) {
                        Some(cell) => draft.fields[field] = cell,
                        None => draft.fault = Some(format!("{key} is no string")),
                    }
                }
            }
            Json::Text(name) if is_never => draft.fields[0] = Cow::Borrowed(name),
            _ => draft.fault = Some("it is no object with a name".to_owned()),
        }
        if is_never {
            draft.fields[FIELDS.len() - 1] = Cow::Borrowed("yes");
        }
        draft
    }

    fn note_unknown(&mut self, key: &str, place: Place) {
        if self.unknown.len() < 1000 && !self.unknown.iter().any(|(known, _)| known == key) {
            self.unknown.push((key.to_owned(), place));
        }
    }

    fn never(&mut self, never: &Json) -> Result<()> {
        let known = |key: &String| matches!(key.as_str(), "names" | "types");
        match never {
            Json::List(names) => self.rows(".never", names, true),
            Json::Object(fields) if fields.iter().all(|(key, _)| known(key)) => {
                match never.get("names") {
                    Some(Json::List(names)) => self.rows(".never.names", names, true),
                    Some(_) => return Err(invalid("$.never.names", "it is no list of names")),
                    None => {}
                }
                match never.get("types") {
                    Some(Json::List(types)) => self.types(types)?,
                    Some(_) => return Err(invalid("$.never.types", "it is no list of types")),
                    None => {}
                }
            }
            Json::Null => {}
            _ => return Err(invalid("$.never", "it is no object with \"names\" and \"types\"")),
        }
        Ok(())
    }

    fn types(&mut self, types: &[Json]) -> Result<()> {
        for (index, kind) in types.iter().enumerate() {
            let known = cell(kind).as_deref().and_then(entity_type);
            let reason = "it is no type; write PER, ORG, LOC or MISC";
            self.glossary.never_types.push(known.ok_or_else(|| invalid(&format!("$.never.types[{index}]"), reason))?);
        }
        Ok(())
    }
}

fn invalid(place: &str, reason: &str) -> Error {
    Error::InvalidGlossary { place: place.to_owned(), reason: reason.to_owned() }
}
