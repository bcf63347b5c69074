//! Where a card's facts are from, beyond the article: the newsroom's glossary (a [`Note`](crate::model::Note)), the language pack (names
//! in another language), and an encyclopedia. That one is asked only where the page allows it and its reader presses for it,
//! about what is known by an identifier or by the newsroom's link.

use std::rc::Rc;

use crate::model::Entity;
use crate::model::text::find;

/// What an encyclopedia can be asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The identifier in Wikidata: `Q1016`.
    pub wikidata: Option<String>,
    /// The address of an article, from the newsroom's glossary.
    pub link: Option<String>,
}

impl Subject {
    /// `entity` as a subject, if its identifier is known or the glossary gives its article in Wikipedia.
    pub fn of(entity: &Entity) -> Option<Subject> {
        let link = entity.note.as_ref().and_then(|note| note.link.clone());
        let link = link.filter(|link| is_article(link));
        let subject = Subject { wikidata: entity.wikidata.clone(), link };
        Some(subject).filter(|subject| subject.wikidata.is_some() || subject.link.is_some())
    }
}

/// Whether `link` is that of an article in Wikipedia: `https://en.wikipedia.org/wiki/Libya`.
fn is_article(link: &str) -> bool {
    let rest = link.strip_prefix("https://").unwrap_or_default();
    find(rest, ".wikipedia.org/wiki/").is_some_and(|end| {
        let site = &rest[..end];
        site != "www" && site.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
    })
}

/// What an encyclopedia says of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub text: String,
    /// BCP 47 tag of the text.
    pub lang: String,
    /// Where the whole article is.
    pub link: String,
}

/// How far asking has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Learned {
    Asked,
    Told(Rc<Summary>),
    /// There is no one article: none at all, or a list of what the name can mean.
    Nothing,
    /// It could not be asked. The reader can try again.
    Failed,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityType, Note};

    #[test]
    fn only_what_is_known_by_identifier_or_address_is_a_subject() {
        let entity = |wikidata: Option<&str>, link: Option<&str>| Entity {
            wikidata: wikidata.map(str::to_owned),
            note: link.map(|link| Note { link: Some(link.to_owned()), ..Note::default() }),
            ..Entity::new(EntityType::Loc, "Libya".to_owned())
        };
        let article = "https://en.wikipedia.org/wiki/Libya";
        assert_eq!(Subject::of(&entity(Some("Q1016"), None)).unwrap().wikidata.as_deref(), Some("Q1016"));
        assert_eq!(Subject::of(&entity(None, Some(article))).unwrap().link.as_deref(), Some(article));
        assert_eq!(Subject::of(&entity(None, None)), None);
        for other in [
            "https://news.example/?at=https://en.wikipedia.org/wiki/Libya",
            "https://www.wikipedia.org/wiki/",
            "https://news.example/",
        ] {
            assert_eq!(Subject::of(&entity(None, Some(other))), None, "{other}");
        }
    }
}
