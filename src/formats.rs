//! What a page calls of the second module, which is fetched when a page hands in or asks for another format than `hashiya/1`, or when an
//! editor's page asks for the desk's checks: texts in, texts out, each a JSON object. A failure is `{"error": {"code", "message"}}`; nothing
//! here panics on what a page hands in.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::check::{self, Profile};
use crate::error::{Error, Result};
use crate::exchange::format::{self, Format, Kept, Options};
use crate::import::markdown::{self, Rendered};
use crate::model::{Json, Lang};

/// The version of this module, which the script beside it has to be of too.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Markdown as `{"html", "lang", "date"}`; the last two as its metadata has them, or null.
#[wasm_bindgen]
pub fn markdown(source: &str) -> String {
    let Rendered { html, lang, date, .. } = markdown::render(source);
    json!({ "html": html, "lang": lang.map(Lang::tag), "date": date.map(|date| date.to_string()) }).to_string()
}

/// Annotations in `format` as those of the article in `article`, an object in the format `hashiya/1`: `{"document",
/// "problems", "orphans"}`: such an object, what could not be taken, and how many have no place. Words that were edited since are found again.
#[wasm_bindgen]
pub fn read(format: &str, source: &str, article: &str) -> String {
    let read = || -> Result<Value> {
        let article = document(article)?.article;
        let format::Read { document, orphans, .. } = format::read(format.parse()?, source, Some(&article))?;
        let problems: Vec<String> = document.problems.iter().map(ToString::to_string).collect();
        let written =
            format::write(Format::Json, &document.article, &document.set, &Kept::Nothing, &Options::default());
        Ok(
            json!({ "document": serde_json::from_str::<Value>(&written).unwrap_or_default(), "problems": problems, "orphans": orphans }),
        )
    };
    answer(read())
}

/// Web annotations, a JSON list, with the places of what they mark told as they are in the article in `article`, an object in the format
/// `hashiya/1`: `{"annotations", "orphans"}`, of which the latter are the ids of those that have no place there and stay as they were.
#[wasm_bindgen]
pub fn moved(source: &str, article: &str) -> String {
    let moved = || -> Result<Value> {
        let article = document(article)?.article;
        let format::Read { document, kept, .. } = format::read(Format::W3c, source, Some(&article))?;
        let orphans: Vec<&str> = if let Kept::W3c(file) = &kept { file.orphans().collect() } else { Vec::new() };
        let written = format::write(Format::W3c, &article, &document.set, &kept, &Options::default());
        let annotations = serde_json::from_str::<Value>(&written).unwrap_or_default();
        Ok(json!({ "annotations": annotations, "orphans": orphans }))
    };
    answer(moved())
}

/// An object in the format `hashiya/1` in another format: `{"text"}`. `source` is the address of the article, or empty.
#[wasm_bindgen]
pub fn write(format: &str, source: &str, document: &str, include_detected: bool) -> String {
    let write = || -> Result<Value> {
        let read = self::document(document)?;
        let options = Options { source: Some(source).filter(|source| !source.is_empty()), include_detected };
        Ok(json!({ "text": format::write(format.parse()?, &read.article, &read.set, &Kept::Nothing, &options) }))
    };
    answer(write())
}

/// What a copy desk would ask about the article in `document`, an object in the format `hashiya/1` with its annotations: `{"findings":
/// [{"code", "severity", "start", "end", "text", "block", "why", "mend"}]}`, positions in code points, words in `ui`. `profile` is an object in the
/// format `hashiya-profile/1`, or empty.
#[wasm_bindgen]
pub fn check(document: &str, profile: &str, ui: &str) -> String {
    let check = || -> Result<Value> {
        let crate::exchange::Document { article, set, .. } = self::document(document)?;
        let profile = match profile {
            "" => Profile::default(),
            text => Profile::read(&json_of(text)?)?,
        };
        let findings = check::check(&article, &set, &profile);
        Ok(json!({ "findings": check::json::findings(&article, &findings, ui.parse()?) }))
    };
    answer(check())
}

fn document(text: &str) -> Result<crate::exchange::Document> {
    crate::exchange::json::read(&json_of(text)?)
}

fn json_of(text: &str) -> Result<Json> {
    let json: Value = serde_json::from_str(text)
        .map_err(|error| Error::InvalidInput { path: "$".to_owned(), reason: error.to_string() })?;
    Ok(Json::from(json))
}

fn answer(result: Result<Value>) -> String {
    let failed = |error: Error| json!({ "error": { "code": error.code(), "message": error.to_string() } });
    result.unwrap_or_else(failed).to_string()
}
