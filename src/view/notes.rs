//! The notes under a printed article: paragraph by paragraph the words that are marked, and what a card would say of them first.

use super::Content;
use super::card::{Body, Card, first_words};
use super::strings::{Word, quote_title, source, value};
use crate::model::{Lang, Mark};

/// What is said of marked words, or with no text the first words of the paragraph that the next ones stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The words of the article.
    pub words: String,
    pub lang: Lang,
    pub text: String,
    /// The paragraph that these are the first words of, an index into `blocks`.
    pub block: Option<usize>,
}

/// The notes of each paragraph that has any, of an entity at its first mark only, after the paragraph's first words; at the end that a
/// machine made them.
pub fn notes(content: &Content, shown: &[usize], ui: Lang) -> Vec<Note> {
    let mut noted = vec![false; content.set.entities.len()];
    let mut marks = shown.iter().copied().peekable();
    let mut found: Vec<Note> = Vec::new();
    for (index, block) in content.article.blocks.iter().enumerate() {
        let words = first_words(content.article.block_text(block));
        let mut opening = Some(Note { words, lang: block.lang, text: String::new(), block: Some(index) });
        while let Some(mark) = marks.next_if(|&mark| content.set.annotations[mark].span.start < block.span.end) {
            let is_known = match content.set.annotations[mark].mark {
                Mark::Entity(mention) => std::mem::replace(&mut noted[mention.entity.0], true),
                _ => false,
            };
            if !is_known {
                found.extend(opening.take());
                found.extend(note(content, mark, ui));
            }
        }
    }
    found.push(Note { words: Word::MadeByMachine.in_lang(ui).to_owned(), lang: ui, text: String::new(), block: None });
    found
}

fn note(content: &Content, mark: usize, ui: Lang) -> Option<Note> {
    let card = Card::new(&content.article, &content.set, mark)?;
    let words = content.set.annotations[mark].span.of(&content.article.text);
    let parts = match card.body {
        Body::Entity(entity) => {
            let kind = Word::from(entity.entity_type).in_lang(ui).to_owned();
            let worth = entity.value.map(|known| value(&known, ui));
            [Some(kind), worth].into_iter().flatten().chain(entity.roles.into_iter().map(|(role, _)| role)).collect()
        }
        Body::Quote(quote) => vec![Word::from(quote.kind).in_lang(ui).to_owned(), quote_title(&quote, ui)],
        Body::Source(named) => vec![source(named.kind).0.in_lang(ui).to_owned()],
    };
    Some(Note {
        words: first_words(words), lang: card.lang, text: [" – ", &parts.join(" · ")].concat(), block: None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Screen, sample};

    #[test]
    fn a_printed_article_says_of_each_once_what_it_is() {
        let screen = Screen::new(sample::content());
        let told =
            notes(&screen.content, &screen.shown, Lang::En).into_iter().map(|note| [note.words, note.text].concat());
        let expected = [
            "Energy minister Salma Haddad visits Amman",
            "Salma Haddad – person · Energy minister",
            "Amman – place",
            "Salma Haddad said \"the grid is ready\" in Amman.",
            "the grid is ready – Word for word, in quotation marks · Salma Haddad",
            "Haddad will meet Haddad's team in Amman on 3 May, 40 people…",
            "3 May – date",
            "Source: Hashiya Wire",
            "Source: Hashiya Wire – Publisher",
            "Marks are made by machine and may be wrong.",
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }
}
