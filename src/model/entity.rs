//! Who, where and when: what several mentions in an article are mentions of.

use serde::{Deserialize, Serialize};

use super::Span;

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
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    Per,
    Org,
    Loc,
    Misc,
    Date,
    Quantity,
}

impl EntityType {
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
}

/// What the newsroom's glossary says of an entity. Addresses begin with `https://` or `http://`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    pub description: Option<String>,
    pub link: Option<String>,
    pub image: Option<String>,
}

/// One person, place, organisation or date of the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    pub kind: EntityType,
    /// The fullest form the article uses; the glossary's own for a name that stands there.
    pub name: String,
    /// Other forms the article uses, in the order of their first appearance.
    pub aliases: Vec<String>,
    /// From the article's own words, in the order of the text.
    pub roles: Vec<Role>,
    /// The names the lexicon holds for it in other languages, as (BCP 47 tag, name).
    pub translations: Vec<(String, String)>,
    /// A Wikidata identifier, only where the lexicon's own source holds it.
    pub wikidata: Option<String>,
    /// EDTF for dates, where it could be resolved.
    pub value: Option<String>,
    /// What the newsroom says of it, where its name stands in the glossary.
    pub note: Option<Note>,
}
