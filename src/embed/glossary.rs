//! A newsroom's glossary as a page hands it in.

use std::rc::Rc;

use js_sys::{Array, JSON, Object};
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::lang::Glossary;
use crate::lang::glossary::Value;

/// How deep lists and objects of a glossary are read into; a deeper one is none of a glossary.
const DEEPEST: usize = 6;

/// The names of a newsroom, for any number of widgets.
#[wasm_bindgen]
pub struct NewsGlossary {
    glossary: Rc<Glossary>,
    problems: Vec<String>,
}

#[wasm_bindgen]
impl NewsGlossary {
    /// What could not be taken as it is written, a line each: `12: message [code]`, of JSON `$.names[3].type: message [code]`.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> Vec<String> {
        self.problems.clone()
    }
}

impl NewsGlossary {
    pub(super) fn read(source: &JsValue) -> Result<NewsGlossary> {
        let mut glossary = Glossary::default();
        let text = source.as_string();
        let problems = match text.as_deref().map(|text| text.trim_start_matches('\u{FEFF}')) {
            Some(text) if text.trim_start().starts_with(['[', '{']) => {
                parse(text).and_then(|json| glossary.add_json(&json))
            }
            Some(text) => glossary.add_csv(text),
            None => glossary.add_json(&value(source, DEEPEST)),
        };
        let problems = problems?.iter().map(ToString::to_string).collect();
        Ok(NewsGlossary { glossary: Rc::new(glossary), problems })
    }

    pub(super) fn names(&self) -> Rc<Glossary> {
        self.glossary.clone()
    }
}

/// Reads JSON with the browser's own parser.
fn parse(text: &str) -> Result<Value> {
    let json = JSON::parse(text).map_err(|error| {
        let reason = error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| error.message().into());
        Error::InvalidGlossary { place: "$".to_owned(), reason: format!("it is no JSON: {reason}") }
    })?;
    Ok(value(&json, DEEPEST))
}

/// `js` as a glossary takes it; what JSON cannot say is nothing.
fn value(js: &JsValue, depth: usize) -> Value {
    if let Some(text) = js.as_string() {
        Value::Text(text)
    } else if let Some(yes) = js.as_bool() {
        Value::Bool(yes)
    } else if js.as_f64().is_some() {
        // The browser writes numbers; our own way to do so would be kilobytes.
        Value::Text(JSON::stringify(js).map(String::from).unwrap_or_default())
    } else if depth == 0 {
        Value::Null
    } else if Array::is_array(js) {
        Value::List(Array::from(js).iter().map(|item| value(&item, depth - 1)).collect())
    } else if let Some(object) = js.dyn_ref::<Object>() {
        let fields = Object::entries(object);
        let fields = fields.iter().map(|field| {
            let field = Array::from(&field);
            (field.get(0).as_string().unwrap_or_default(), value(&field.get(1), depth - 1))
        });
        Value::Object(fields.collect())
    } else {
        Value::Null
    }
}
