//! The options a page hands in: a plain object, of which nothing is required.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::dom::{Encyclopedia, PainterChoice};
use crate::error::{Error, Result};
use crate::import;
use crate::model::Lang;

/// `{ lang, date, ui, painter, encyclopedia }`.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `lang`, a BCP 47 tag, and `date`, `YYYY-MM-DD`.
    pub import: import::Options,
    /// `ui`, the language of the interface; the article's own where it is not given.
    pub ui: Option<Lang>,
    /// `painter`: `boxes`, or anything else for the browser's highlights.
    pub painter: PainterChoice,
    /// `encyclopedia`, a function that a reader can have asked; see [`Encyclopedia`].
    pub encyclopedia: Option<Encyclopedia>,
}

impl Options {
    /// Reads an object; `undefined` and `null` stand for one without properties, as an empty value does for no value.
    ///
    /// # Errors
    /// [`Error::UnknownLanguage`], [`Error::InvalidDate`]; [`Error::InvalidInput`] for a property that is no string.
    pub fn read(options: &JsValue) -> Result<Options> {
        let lang = |name| get(options, name)?.map(|tag| tag.parse()).transpose();
        Ok(Options {
            import: import::Options {
                lang: lang("lang")?,
                date: get(options, "date")?.map(|date| import::date(&date)).transpose()?,
            },
            ui: lang("ui")?,
            painter: PainterChoice::from_name(&get(options, "painter")?.unwrap_or_default()),
            encyclopedia: Reflect::get(options, &"encyclopedia".into()).ok().and_then(Encyclopedia::of_page),
        })
    }
}

fn get(options: &JsValue, name: &str) -> Result<Option<String>> {
    if options.is_undefined() || options.is_null() {
        return Ok(None);
    }
    let invalid = |reason: &str| Error::InvalidInput { path: format!("options.{name}"), reason: reason.to_owned() };
    let value = Reflect::get(options, &name.into()).map_err(|_| invalid("it cannot be read; pass a plain object"))?;
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let value = value.as_string().ok_or_else(|| invalid("it is not a string"))?;
    Ok(Some(value).filter(|value| !value.is_empty()))
}
