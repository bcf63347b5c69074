//! A newsroom's glossary as a page hands it in.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use crate::dom::json;
use crate::error::{Error, Result};
use crate::lang::Glossary;

/// The names of a newsroom, for any number of widgets.
#[wasm_bindgen]
pub struct NewsGlossary {
    glossary: Rc<Glossary>,
    problems: String,
}

#[wasm_bindgen]
impl NewsGlossary {
    /// What could not be taken as it is written, a line each: `12: message [code]`, of JSON `$.names[3].type: message [code]`.
    #[wasm_bindgen(getter)]
    pub fn problems(&self) -> String {
        self.problems.clone()
    }
}

impl NewsGlossary {
    pub(super) fn read(source: &JsValue) -> Result<NewsGlossary> {
        let mut glossary = Glossary::default();
        let text = source.as_string();
        let problems = match text.as_deref().map(|text| text.trim_start_matches('\u{FEFF}')) {
            Some(text) if text.trim_start().starts_with(['[', '{']) => {
                let json = json::parse(text).map_err(|reason| Error::InvalidGlossary {
                    place: "$".to_owned(),
                    reason: ["it is no JSON: ", &reason].concat(),
                })?;
                glossary.add_json(&json)
            }
            Some(text) => glossary.add_csv(text),
            None => glossary.add_json(&json::read(source)),
        };
        let problems = super::lines(&problems?);
        Ok(NewsGlossary { glossary: Rc::new(glossary), problems })
    }

    pub(super) fn names(&self) -> Rc<Glossary> {
        self.glossary.clone()
    }
}
