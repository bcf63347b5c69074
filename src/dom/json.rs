//! JSON as the browser has it.

use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

use crate::model::Json;

/// How deep lists and objects are read into; in a deeper one there is nothing for us.
const DEEPEST: usize = 8;

/// What the browser's parser makes of `text`.
///
/// # Errors
/// What the parser has to complain of.
pub fn parse(text: &str) -> Result<Json, String> {
    let complaint =
        |error: JsValue| error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| error.message().into());
    JSON::parse(text).map(|json| read(&json)).map_err(complaint)
}

/// `js` as JSON; what JSON cannot say is null.
pub fn read(js: &JsValue) -> Json {
    read_to(js, DEEPEST)
}

fn read_to(js: &JsValue, depth: usize) -> Json {
    if let Some(text) = js.as_string() {
        Json::Text(text)
    } else if let Some(yes) = js.as_bool() {
        Json::Bool(yes)
    } else if let Some(number) = js.as_f64() {
        let whole = number as i64;
        if whole as f64 == number { Json::Whole(whole) } else { Json::Number(number) }
    } else if depth == 0 {
        Json::Null
    } else if Array::is_array(js) {
        Json::List(Array::from(js).iter().map(|item| read_to(&item, depth - 1)).collect())
    } else if let Some(object) = js.dyn_ref::<Object>() {
        let fields = Object::entries(object);
        let fields = fields.iter().map(|field| {
            let field = Array::from(&field);
            (field.get(0).as_string().unwrap_or_default(), read_to(&field.get(1), depth - 1))
        });
        Json::Object(fields.collect())
    } else {
        Json::Null
    }
}

/// The value that `text`, which is JSON, stands for; null should it be none.
pub fn value(text: &str) -> JsValue {
    JSON::parse(text).unwrap_or(JsValue::NULL)
}
