//! A JSON value, whoever has parsed it: a crate natively, the browser in a page.

/// A JSON value. Fields keep their order.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// A number without a fraction, as far as JavaScript has them exactly.
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// As a crate natively has it.
#[cfg(any(test, feature = "formats"))]
impl From<serde_json::Value> for Json {
    fn from(json: serde_json::Value) -> Json {
        match json {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(yes) => Json::Bool(yes),
            serde_json::Value::Number(number) => {
                number.as_i64().map_or_else(|| Json::Number(number.as_f64().unwrap_or_default()), Json::Whole)
            }
            serde_json::Value::String(text) => Json::Text(text),
            serde_json::Value::Array(items) => Json::List(items.into_iter().map(Json::from).collect()),
            serde_json::Value::Object(fields) => {
                Json::Object(fields.into_iter().map(|(key, field)| (key, field.into())).collect())
            }
        }
    }
}

impl Json {
    /// The field `key` of an object; what is null is not there.
    pub fn get(&self, key: &str) -> Option<&Json> {
        let Json::Object(fields) = self else { return None };
        fields.iter().find(|(name, value)| name == key && *value != Json::Null).map(|(_, value)| value)
    }

    /// A string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn list(&self) -> Option<&[Json]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// A number that counts something.
    pub fn count(&self) -> Option<usize> {
        match self {
            Json::Whole(number) => usize::try_from(*number).ok(),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Whole(number) => Some(*number as f64),
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }
}
