//! What makes an annotation malformed, by the MUSTs of the model that concern what is read here.

use serde_json::Value;

use super::{is_one, items};
use crate::error::{Error, Result};

/// Checks one annotation; `path` is its JSON path in the file.
///
/// # Errors
/// [`Error::InvalidInput`] with the path of the first thing that is wrong.
pub fn annotation(json: &Value, path: &str) -> Result<()> {
    if !json.is_object() {
        return wrong(path, "", "it is not an object");
    }
    if !is_one(&json["type"], "Annotation") {
        return wrong(path, ".type", "it is not \"Annotation\"");
    }
    if json.get("id").is_some_and(|id| !id.is_string()) {
        return wrong(path, ".id", "it is not an IRI");
    }
    if items(&json["target"]).is_empty() {
        return wrong(path, ".target", "there is none; an annotation has at least one");
    }
    if let Some(body) = json.get("bodyValue") {
        if json.get("body").is_some() {
            return wrong(path, ".bodyValue", "it stands beside a body; an annotation has one of them");
        }
        if !body.is_string() {
            return wrong(path, ".bodyValue", "it is not a string");
        }
    }
    for name in ["body", "target"] {
        each(&json[name], &format!("{path}.{name}"), resource)?;
    }
    Ok(())
}

/// A body or a target.
fn resource(json: &Value, path: &str) -> Result<()> {
    if json.is_string() {
        return Ok(());
    }
    if !json.is_object() {
        return wrong(path, "", "it is neither an IRI nor an object");
    }
    if is_one(&json["type"], "TextualBody") && !json["value"].is_string() {
        return wrong(path, ".value", "it is not a string");
    }
    if is_one(&json["type"], "SpecificResource") && json.get("source").is_none() {
        return wrong(path, ".source", "there is none; a specific resource is of one");
    }
    if ["Choice", "Composite", "List", "Independents"].iter().any(|group| is_one(&json["type"], group)) {
        if items(&json["items"]).is_empty() {
            return wrong(path, ".items", "there are none");
        }
        each(&json["items"], &format!("{path}.items"), resource)?;
    }
    each(&json["selector"], &format!("{path}.selector"), selector)
}

fn selector(json: &Value, path: &str) -> Result<()> {
    if json.is_string() {
        return Ok(());
    }
    if !json.is_object() {
        return wrong(path, "", "it is neither an IRI nor an object");
    }
    let of_type = |name: &str| is_one(&json["type"], name);
    if of_type("TextQuoteSelector") {
        if !json["exact"].is_string() {
            return wrong(path, ".exact", "it is not a string");
        }
        for name in ["prefix", "suffix"] {
            if json.get(name).is_some_and(|text| !text.is_string()) {
                return wrong(path, &[".", name].concat(), "it is not a string");
            }
        }
    }
    if of_type("TextPositionSelector") || of_type("DataPositionSelector") {
        let (Some(start), Some(end)) = (json["start"].as_u64(), json["end"].as_u64()) else {
            let name = if json["start"].is_u64() { ".end" } else { ".start" };
            return wrong(path, name, "it is not a number from 0 up, without a fraction");
        };
        if end < start {
            return wrong(path, ".end", "it is before the start");
        }
    }
    if of_type("RangeSelector") {
        for name in ["startSelector", "endSelector"] {
            if json.get(name).is_none() {
                return wrong(path, &[".", name].concat(), "there is none; a range has both");
            }
            each(&json[name], &format!("{path}.{name}"), selector)?;
        }
    }
    if ["FragmentSelector", "CssSelector", "XPathSelector"].into_iter().any(of_type) && !json["value"].is_string() {
        return wrong(path, ".value", "it is not a string");
    }
    each(&json["refinedBy"], &format!("{path}.refinedBy"), selector)
}

/// Checks the items of a list, or what stands in the place of one.
fn each(json: &Value, path: &str, check: fn(&Value, &str) -> Result<()>) -> Result<()> {
    for (at, item) in items(json).iter().enumerate() {
        let own = if json.is_array() { format!("{path}[{at}]") } else { path.to_owned() };
        check(item, &own)?;
    }
    Ok(())
}

fn wrong(path: &str, field: &str, reason: &str) -> Result<()> {
    Err(Error::InvalidInput { path: [path, field].concat(), reason: reason.to_owned() })
}
