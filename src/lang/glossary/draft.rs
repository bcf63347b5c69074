//! A row as it was written, and what is wrong with it.

use std::fmt;

use super::{Capitals, Glossary, Row, words};
use crate::model::{EntityType, Lang, Note};

/// The most characters of a name, and of a description.
const LONGEST: usize = 300;
const LONGEST_DESCRIPTION: usize = 2000;

/// The fields of a row: the columns of CSV, the keys of JSON.
pub(super) const FIELDS: [&str; 8] = ["name", "spellings", "type", "description", "link", "image", "lang", "never"];

/// Where something stands in a glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of CSV, from 1.
    Line(u32),
    /// An item of a JSON list, from 0: `$.names[3].type`. `list` is `""` for the outermost; without a field it is the item.
    Item { list: &'static str, index: u32, field: &'static str },
}

impl Place {
    /// The place of one field of the row.
    fn of(self, field: &'static str) -> Place {
        match self {
            Place::Line(_) => self,
            Place::Item { list, index, .. } => Place::Item { list, index, field },
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Place::Line(line) => write!(f, "{line}"),
            Place::Item { list, index, field } => {
                let dot = if field.is_empty() { "" } else { "." };
                write!(f, "${list}[{index}]{dot}{field}")
            }
        }
    }
}

/// Something in a glossary that could not be taken as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    /// Stable: `missing-name`, `unknown-type`, `unknown-language`, `invalid-link`, `duplicate-name`, `unknown-field`,
    /// `invalid-row`, `unclear-never`, `too-long`.
    pub code: &'static str,
    /// What is wrong, what was done, and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    /// `12: the type "PERS" is not known… [unknown-type]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} [{}]", self.place, self.message, self.code)
    }
}

/// A row before it is known to be one.
#[derive(Debug)]
pub(super) struct Draft {
    pub place: Place,
    /// In the order of [`FIELDS`]; empty where nothing is given. Several spellings are parted by `|`.
    pub fields: [String; FIELDS.len()],
    /// What is wrong with the row as a whole, so that it names nothing to be marked.
    pub fault: Option<String>,
}

impl Draft {
    pub fn new(place: Place) -> Draft {
        Draft { place, fields: Default::default(), fault: None }
    }

    /// The row, if there is one; what is wrong goes to `problems`.
    ///
    /// A name that is not to be marked is kept whatever else is wrong with its row: a doubt costs a mark, not a minor's name.
    fn row(&self, problems: &mut Vec<Problem>) -> Option<Row> {
        let [name, spellings, kind, description, link, image, lang, never] = &self.fields;
        let mut tell = |field, code, message| problems.push(Problem { place: self.place.of(field), code, message });
        let (is_never, is_clear) = is_never(never);
        if !is_clear {
            let message = format!("{never:?} is neither yes nor no, so the name is never marked; write yes or no");
            tell("never", "unclear-never", message);
        }
        if let Some(fault) = &self.fault {
            let message = format!("{fault}{}", if is_never { "" } else { ", so the row is left out" });
            tell("", "invalid-row", message);
        }
        let mut forms = std::iter::once(&**name).chain(spellings.split('|')).map(clean);
        let name = forms.next().unwrap_or_default();
        if words(&name).is_empty() {
            if self.fault.is_none() {
                tell("name", "missing-name", "the row has no name, so it is left out; give it one".to_owned());
            }
            return None;
        }
        if let Some(fault) = too_long(&name) {
            tell("name", "too-long", format!("{fault}, so the row is left out; a name is shorter"));
            return None;
        }
        let known = entity_type(kind);
        if known.is_none() && !is_never && self.fault.is_none() {
            tell(
                "type",
                "unknown-type",
                format!(
                    "the type {kind:?} of {name:?} is not known, so the row is left out; write PER, ORG, LOC or MISC"
                ),
            );
        }
        if !is_never && (known.is_none() || self.fault.is_some()) {
            return None;
        }
        let mut spellings = Vec::new();
        for form in forms.filter(|form| !words(form).is_empty()) {
            match too_long(&form) {
                Some(fault) => {
                    tell("spellings", "too-long", format!("{fault}, so this spelling of {name:?} is left out"))
                }
                None => spellings.push(form),
            }
        }
        let lang = (!lang.is_empty()).then(|| lang.parse::<Lang>());
        if let Some(Err(_)) = &lang {
            let message =
                format!("the language of {name:?} is not known, so it is looked for in every text; write ar or en");
            tell("lang", "unknown-language", message);
        }
        let mut address = |field, value: &str| {
            let value = value.trim();
            if !value.is_empty() && !is_web_address(value) {
                let message = format!(
                    "the {field} of {name:?} is left out; write an address that begins with https:// or http://"
                );
                tell(field, "invalid-link", message);
                return None;
            }
            Some(value.to_owned()).filter(|value| !value.is_empty())
        };
        let (link, image) = (address("link", link), address("image", image));
        let mut description = clean(description);
        if let Some((end, _)) = description.char_indices().nth(LONGEST_DESCRIPTION) {
            tell(
                "description",
                "too-long",
                format!("the description of {name:?} is cut after {LONGEST_DESCRIPTION} characters"),
            );
            description.truncate(end);
        }
        let note = Note { description: Some(description).filter(|text| !text.is_empty()), link, image };
        let lang = lang.and_then(Result::ok);
        Some(Row { kind: known.unwrap_or(EntityType::Per), name, spellings, lang, note, is_never, place: self.place })
    }
}

impl Glossary {
    /// Takes what `draft` says in.
    pub(super) fn take(&mut self, draft: &Draft, problems: &mut Vec<Problem>) {
        let [name, _, kind, .., never] = &draft.fields;
        // A row that names a type alone: nothing of it is marked.
        if let (true, Some(kind)) = (name.trim().is_empty() && is_never(never).0, entity_type(kind)) {
            self.never_types.push(kind);
            return;
        }
        let Some(row) = draft.row(problems) else { return };
        let (place, is_never) = (draft.place, row.is_never);
        self.add(row, |form, other| {
            if !is_never {
                let at = other.place;
                let line = if matches!(at, Place::Line(_)) { "line " } else { "" };
                let message = format!("{form:?} is a name of {:?} ({}) in {line}{at} already, which keeps it; take it out of one of the two", other.name, other.kind.as_str());
                problems.push(Problem { place, code: "duplicate-name", message });
            }
        });
    }

    /// Says that `fields` are not among [`FIELDS`]; nothing where there are none.
    pub(super) fn tell_unknown(fields: &[String], place: Place, problems: &mut Vec<Problem>) {
        let Some(first) = fields.first() else { return };
        let first: String = first.chars().take(40).collect();
        let others = match fields.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("{first:?}{others} is not read; known are {}", FIELDS.join(", "));
        problems.push(Problem { place, code: "unknown-field", message });
    }
}

/// The type that `name` means.
pub(super) fn entity_type(name: &str) -> Option<EntityType> {
    Some(match name.trim().to_ascii_lowercase().as_str() {
        "per" | "person" => EntityType::Per,
        "org" | "organisation" | "organization" => EntityType::Org,
        "loc" | "place" | "location" => EntityType::Loc,
        "misc" | "other" => EntityType::Misc,
        _ => return None,
    })
}

/// Whether the field says that nothing may be marked, and whether it says so clearly.
pub(super) fn is_never(field: &str) -> (bool, bool) {
    match field.trim().to_lowercase().as_str() {
        "" | "no" | "false" | "0" | "n" | "لا" => (false, true),
        "yes" | "true" | "1" | "y" | "x" | "never" | "نعم" => (true, true),
        _ => (true, false),
    }
}

/// `text` in one line, without the controls that turn the text around them.
fn clean(text: &str) -> String {
    let kept = |letter: &char| !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let mut clean = String::with_capacity(text.len());
    for letter in text.chars().filter(kept) {
        let is_gap = letter.is_whitespace() || letter.is_control();
        match is_gap {
            true if clean.is_empty() || clean.ends_with(' ') => {}
            true => clean.push(' '),
            false => clean.push(letter),
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

fn too_long(name: &str) -> Option<String> {
    let (start, letters) = (name.chars().take(20).collect::<String>(), name.chars().count());
    if letters > LONGEST {
        return Some(format!("the name that begins {start:?} has {letters} characters, more than {LONGEST}"));
    }
    let count = if letters > 2 * Capitals::WORDS { words(name).len() } else { 0 };
    (count > Capitals::WORDS)
        .then(|| format!("the name that begins {start:?} has {count} words, more than {}", Capitals::WORDS))
}

fn is_web_address(value: &str) -> bool {
    let after = |scheme: &str| {
        let start = value.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &value[scheme.len()..])
    };
    let rest = after("https://").or_else(|| after("http://"));
    let is_visible = |rest: &str| !rest.chars().any(|letter| letter.is_whitespace() || letter.is_control());
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']) && is_visible(rest))
}
