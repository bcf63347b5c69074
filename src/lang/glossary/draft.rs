//! A row as it was written, and what is wrong with it.

use std::borrow::Cow;
use std::fmt;

use super::{Capitals, Glossary, Row, normalise, words};
use crate::model::text::replaced;
use crate::model::{EntityType, Lang, Note, web_address};

/// The most characters of a name, and of a description.
const LONGEST: usize = 300;
const LONGEST_DESCRIPTION: usize = 2000;
const TOO_LONG: &str = "{} is left out; a name has at most 300 characters and 16 words";

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
pub(super) struct Draft<'t> {
    pub place: Place,
    /// In the order of [`FIELDS`]; empty where nothing is given. Several spellings are parted by `|`.
    pub fields: [Cow<'t, str>; FIELDS.len()],
    /// What is wrong with the row as a whole, so that it names nothing to be marked.
    pub fault: Option<String>,
}

impl Draft<'_> {
    pub fn new(place: Place) -> Self {
        Draft { place, fields: [const { Cow::Borrowed("") }; FIELDS.len()], fault: None }
    }

    /// The row, if there is one; what is wrong goes to `problems`.
    ///
    /// A name that is not to be marked is kept whatever else is wrong with its row: a doubt costs a mark, not a minor's name.
    fn row(&self, problems: &mut Vec<Problem>) -> Option<Row> {
        let [name, spellings, kind, description, link, image, lang, never] = &self.fields;
        // In a message `{}` is what is wrong.
        let mut tell = |field, code, message: &str, about: &str| {
            let message = replaced(message, "{}", &shown(about));
            problems.push(Problem { place: self.place.of(field), code, message });
        };
        let (is_never, is_clear) = is_never(never);
        if !is_clear {
            tell(
                "never",
                "unclear-never",
                "{} is neither yes nor no, so the name is never marked; write yes or no",
                never,
            );
        }
        if let Some(fault) = &self.fault {
            tell("", "invalid-row", fault, "");
        }
        let name = clean(name);
        if !has_letters(&name) {
            if self.fault.is_none() {
                tell("name", "missing-name", "the row has no name, so it is left out; give it one", "");
            }
            return None;
        }
        if is_too_long(&name) {
            tell("name", "too-long", TOO_LONG, &name);
            return None;
        }
        let is_name = |kind: &EntityType| !matches!(kind, EntityType::Date | EntityType::Quantity);
        let known = entity_type(kind).filter(is_name);
        if !is_never && (known.is_none() || self.fault.is_some()) {
            if self.fault.is_none() {
                let message = "the type {} is not known, so the row is left out; write PER, ORG, LOC or MISC";
                tell("type", "unknown-type", message, kind);
            }
            return None;
        }
        let mut forms = String::with_capacity(name.len() + 1 + spellings.len());
        forms.push_str(&name);
        for form in spellings.split('|').map(clean).filter(|form| has_letters(form)) {
            if is_too_long(&form) {
                tell("spellings", "too-long", TOO_LONG, &form);
            } else {
                forms.push('|');
                forms.push_str(&form);
            }
        }
        let lang = Some(lang.trim()).filter(|lang| !lang.is_empty()).map(str::parse::<Lang>);
        if let Some(Err(_)) = lang {
            let message = "the language {} is not known, so the name is looked for in every text; write ar or en";
            tell("lang", "unknown-language", message, &self.fields[6]);
        }
        for (field, address) in [("link", link), ("image", image)] {
            if !address.trim().is_empty() && web_address(address).is_none() {
                let message = "{} is left out; write an address that begins with https:// or http://";
                tell(field, "invalid-link", message, address);
            }
        }
        let mut description = clean(description).into_owned();
        if let Some((end, _)) = description.char_indices().nth(LONGEST_DESCRIPTION) {
            description.truncate(end);
            tell("description", "too-long", "{} is cut after 2,000 characters", &description);
        }
        let description = Some(description).filter(|text| !text.is_empty());
        let note = Note { description, link: web_address(link), image: web_address(image) };
        let (kind, lang) = (known.unwrap_or(EntityType::Per), lang.and_then(Result::ok));
        Some(Row { kind, forms, lang, note, is_never, place: self.place })
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
        self.add(row, &mut |form, other| {
            if !is_never {
                let (form, kind, name, at) = (shown(form), other.kind.as_str(), shown(other.name()), other.place);
                let line = if matches!(at, Place::Line(_)) { "line " } else { "" };
                let message = format!("{form} is a name of {name} ({kind}) in {line}{at} already, which keeps it; take it out of one of the two");
                problems.push(Problem { place, code: "duplicate-name", message });
            }
        });
    }

    /// Says that `fields` are not among [`FIELDS`]; nothing where there are none.
    pub(super) fn tell_unknown(fields: &[String], place: Place, problems: &mut Vec<Problem>) {
        let Some(first) = fields.first() else { return };
        let others = match fields.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("{}{others} is not read; known are {}", shown(first), FIELDS.join(", "));
        problems.push(Problem { place, code: "unknown-field", message });
    }
}

/// The type that `name` means.
pub(super) fn entity_type(name: &str) -> Option<EntityType> {
    const NAMES: [(&str, EntityType); 12] = [
        ("per", EntityType::Per),
        ("org", EntityType::Org),
        ("loc", EntityType::Loc),
        ("misc", EntityType::Misc),
        ("person", EntityType::Per),
        ("organisation", EntityType::Org),
        ("organization", EntityType::Org),
        ("place", EntityType::Loc),
        ("location", EntityType::Loc),
        ("other", EntityType::Misc),
        ("date", EntityType::Date),
        ("quantity", EntityType::Quantity),
    ];
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim())).map(|&(_, kind)| kind)
}

/// Whether the field says that nothing may be marked, and whether it says so clearly.
pub(super) fn is_never(field: &str) -> (bool, bool) {
    let is_among = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(field.trim()));
    match () {
        () if is_among(&["", "no", "false", "0", "n", "لا"]) => (false, true),
        () if is_among(&["yes", "true", "1", "y", "x", "never", "نعم"]) => (true, true),
        () => (true, false),
    }
}

/// `text` in one line, without the controls that turn the text around them.
fn clean(text: &str) -> Cow<'_, str> {
    // What can be white space or a control is one of these in UTF-8; most names have none.
    let is_plain = |byte: u8| byte > b' ' && !matches!(byte, 0x7F | 0xC2 | 0xE1..=0xE3 | 0xEF);
    let bytes = text.as_bytes();
    let is_single = |at: usize| bytes[at] == b' ' && at > 0 && bytes.get(at + 1).is_some_and(|&next| next != b' ');
    if (0..bytes.len()).all(|at| is_plain(bytes[at]) || is_single(at)) {
        return Cow::Borrowed(text);
    }
    let kept = |letter: &char| !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let mut clean = String::with_capacity(text.len());
    for letter in text.chars().filter(kept) {
        match letter.is_whitespace() || letter.is_control() {
            true if clean.is_empty() || clean.ends_with(' ') => {}
            true => clean.push(' '),
            false => clean.push(letter),
        }
    }
    clean.truncate(clean.trim_end().len());
    Cow::Owned(clean)
}

fn has_letters(name: &str) -> bool {
    name.chars().any(is_of_word)
}

fn is_of_word(letter: char) -> bool {
    normalise::is_letter(letter) || letter.is_numeric()
}

fn is_too_long(name: &str) -> bool {
    if name.len() < 2 * Capitals::WORDS {
        return false;
    }
    let (mut letters, mut gaps) = (0, 0);
    for letter in name.chars() {
        letters += 1;
        gaps += usize::from(!is_of_word(letter));
    }
    // A gap parts two words, or is one itself.
    letters > LONGEST || (2 * gaps >= Capitals::WORDS && words(name).len() > Capitals::WORDS)
}

/// The beginning of `text` as a message shows it.
fn shown(text: &str) -> String {
    let end = text.char_indices().nth(40).map(|(end, _)| end);
    format!("\"{}\"{}", &text[..end.unwrap_or(text.len())], if end.is_some() { "…" } else { "" })
}
