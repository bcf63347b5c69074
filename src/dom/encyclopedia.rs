//! The page's way to an encyclopedia.

use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::knowledge::{Learned, Subject, Summary};
use crate::model::Lang;

/// A function of the page: `(wikidata, link, lang) => Promise<{ text, lang, link } | null>`, of which either of the first two can be
/// undefined. It resolves to null where there is no one article, and rejects where it could not ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Encyclopedia(Function);

impl Encyclopedia {
    /// `function`, if it is one.
    pub fn of_page(function: JsValue) -> Option<Encyclopedia> {
        function.dyn_into().ok().map(Encyclopedia)
    }

    /// What it says of `subject` to a reader of `lang`.
    pub async fn ask(&self, subject: &Subject, lang: Lang) -> Learned {
        let given = |text: &Option<String>| text.as_deref().map_or(JsValue::UNDEFINED, JsValue::from_str);
        let asked = Array::of3(&given(&subject.wikidata), &given(&subject.link), &lang.tag().into());
        let Ok(promise) = self.0.apply(&JsValue::UNDEFINED, &asked) else { return Learned::Failed };
        let Ok(answer) = JsFuture::from(Promise::resolve(&promise)).await else { return Learned::Failed };
        let get = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_string();
        match (get("text"), get("lang"), get("link")) {
            (Some(text), Some(lang), Some(link)) if link.starts_with("https://") => {
                Learned::Told(Rc::new(Summary { text, lang, link }))
            }
            _ => Learned::Nothing,
        }
    }
}
