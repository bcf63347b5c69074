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
    /// [`Error::UnknownLanguage`], [`Error::InvalidDate`]; [`Error::InvalidInput`] for a property of another type.
    pub fn read(options: &JsValue) -> Result<Options> {
        let lang = |name| get(options, name)?.map(|tag| tag.parse()).transpose();
        Ok(Options {
            import: import::Options {
                lang: lang("lang")?,
                date: get(options, "date")?.map(|date| import::date(&date)).transpose()?,
            },
            ui: lang("ui")?,
            painter: PainterChoice::from_name(&get(options, "painter")?.unwrap_or_default()),
            encyclopedia: property(options, "encyclopedia")?
                .map(|function| {
                    Encyclopedia::of_page(function).ok_or_else(|| invalid("encyclopedia", "it is no function"))
                })
                .transpose()?,
        })
    }
}

fn get(options: &JsValue, name: &str) -> Result<Option<String>> {
    let Some(value) = property(options, name)? else { return Ok(None) };
    let value = value.as_string().ok_or_else(|| invalid(name, "it is not a string"))?;
    Ok(Some(value).filter(|value| !value.is_empty()))
}

fn property(options: &JsValue, name: &str) -> Result<Option<JsValue>> {
    let is_given = |value: &JsValue| !value.is_undefined() && !value.is_null();
    if !is_given(options) {
        return Ok(None);
    }
    let value = Reflect::get(options, &name.into());
    Ok(Some(value.map_err(|_| invalid(name, "it cannot be read; pass a plain object"))?).filter(is_given))
}

fn invalid(name: &str, reason: &str) -> Error {
    Error::InvalidInput { path: ["options.", name].concat(), reason: reason.to_owned() }
}
