//! Who, where and when: what several mentions in an article are mentions of.

use serde::{Deserialize, Serialize};

use super::text::{has, shows_nothing};
use super::{Span, Value};

/// Names an entity within one [`super::AnnotationSet`]: its place in `entities`. Files call it `e1`, `e2`, ….
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId(pub usize);

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0 + 1)
    }
}

/// What sort of thing an entity is, in the names of the CoNLL tradition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityType {
    Per,
    Org,
    Loc,
    Misc,
    Date,
    Quantity,
}

impl EntityType {
    /// Every type.
    pub const ALL: [EntityType; 6] =
        [EntityType::Per, EntityType::Org, EntityType::Loc, EntityType::Misc, EntityType::Date, EntityType::Quantity];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityType::Per => "PER",
            EntityType::Org => "ORG",
            EntityType::Loc => "LOC",
            EntityType::Misc => "MISC",
            EntityType::Date => "DATE",
            EntityType::Quantity => "QUANTITY",
        }
    }
}

/// What the article itself says a person is, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    pub text: String,
    pub span: Span,
    /// Whether the article says that it is over: `الرئيس السابق`, `the late president`.
    pub is_former: bool,
}

/// What the newsroom's glossary says of an entity. Addresses begin with `https://` or `http://`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    pub description: Option<String>,
    pub link: Option<String>,
    pub image: Option<String>,
}

/// One person, place, organisation, date or quantity of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub kind: EntityType,
    /// The fullest form the article uses; the glossary's own for a name that stands there.
    pub name: String,
    /// Other forms the article uses, in the order of their first appearance.
    pub aliases: Vec<String>,
    /// From the article's own words, in the order of the text.
    pub roles: Vec<Role>,
    /// Where the article speaks of it without a name, and surely: `وزير الدفاع الروسي`, `the company`; in the order of the text.
    pub references: Vec<Span>,
    /// The names the lexicon holds for it in other languages, as (BCP 47 tag, name).
    pub translations: Vec<(String, String)>,
    /// Whether the newsroom's glossary gives one of them.
    pub is_translated_by_newsroom: bool,
    /// A Wikidata identifier, only where the lexicon's own source holds it.
    pub wikidata: Option<String>,
    /// Which day a date is, where that is certain; how much a quantity is.
    pub value: Option<Value>,
    /// What the newsroom says of it, where its name stands in the glossary.
    pub note: Option<Note>,
}

impl Entity {
    /// An entity of which only one name is known yet.
    pub fn new(kind: EntityType, name: String) -> Entity {
        Entity {
            kind,
            name,
            aliases: Vec::new(),
            roles: Vec::new(),
            references: Vec::new(),
            translations: Vec::new(),
            is_translated_by_newsroom: false,
            wikidata: None,
            value: None,
            note: None,
        }
    }
}

/// The address in `field`, if it is one of the web: what cards may link to. Whose it is has to show: nothing stands before the host,
/// as in `https://news.example@elsewhere.example`, and nothing in it is unseen or turns the others round.
pub fn web_address(field: &str) -> Option<String> {
    let address = field.trim();
    let after = |scheme: &str| {
        let start = address.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    };
    let rest = after("https://").or_else(|| after("http://"))?;
    let hides = |letter: char| letter.is_whitespace() || letter.is_control() || shows_nothing(letter) || letter == '\\';
    let host = rest.split(['/', '?', '#']).next()?;
    (!rest.contains(hides) && !host.is_empty() && !has(host, '@')).then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_of_the_web_and_show_whose_they_are() {
        for address in [
            "https://news.example/a",
            "HTTP://news.example",
            "https://news.example/@a?b#c",
            "https://أخبار.example/خبر",
        ] {
            assert_eq!(web_address(address).as_deref(), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            "\u{1}https://news.example",
            "//news.example",
            "https:///a",
            "https://",
            "https://a b",
            "https://news.example@elsewhere.example",
            "https://elsewhere.example\\@news.example",
            "https://news.example\u{202E}/",
            "https://ne\u{200B}ws.example/",
        ] {
            assert_eq!(web_address(address), None, "{address}");
        }
    }
}
