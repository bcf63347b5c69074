//! What stands in a page's article and is none of it: advertisements, share bars, related links, comments. Told by what content
//! management systems call their elements, and by what the words themselves are.
//!
//! What is taken for furniture only has no marks; what is wrongly kept has some. So little harm comes of either.

use std::sync::LazyLock;

use super::plain::is_place_and_name;
use crate::lang::layout::{self, Marker};
use crate::model::{Article, Block, BlockKind, Span};

/// Names of elements, a row a use: `leave` are CSS selectors, the others words of classes, ids and tags. Curated by hand for this
/// project (MIT OR Apache-2.0).
static NAMES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let rows = include_str!("../lang/data/furniture.tsv").lines().skip(1);
    rows.filter_map(|row| Some(row.split_once('\t')?.1.split('|').collect())).collect()
});

/// A CSS selector of elements that are never read, nor what is in them.
pub fn never_read() -> String {
    NAMES[0].join(",")
}

/// What the names of an element say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A part of the story, as far as is known.
    Story,
    Furniture,
    /// Furniture, unless it holds paragraphs enough to be the story.
    FurnitureIfShort,
    /// Who wrote it.
    Byline,
    /// The words under a picture.
    Caption,
}

/// Reads the tag, classes and id of an element, parted by spaces: `Share_bar__Jw5so`, `node--promoted`, `ds-ad`.
pub fn named(names: &str) -> Named {
    let mut found = Named::Story;
    for name in names.split_whitespace() {
        // `has-sidebar` says what is elsewhere.
        if ["has-", "with-", "no-", "is-"].iter().any(|state| name.starts_with(state)) {
            continue;
        }
        for word in words(name) {
            let is_one = |row: usize| NAMES[row].contains(&&*word);
            match found {
                _ if is_one(1) => return Named::Furniture,
                _ if is_one(2) => found = Named::FurnitureIfShort,
                Named::Story if is_one(3) => found = Named::Byline,
                Named::Story if is_one(4) => found = Named::Caption,
                _ => {}
            }
        }
    }
    found
}

/// The words of a name, in small letters: `share`, `bar` of `share-bar`; `related`, `content` of `RelatedContent`. Short pieces with
/// capitals inside are hashes: `Vw2a`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in name.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        let is_camel = piece.len() >= 6 && !piece.contains(|letter: char| letter.is_ascii_digit());
        let mut word = String::new();
        for letter in piece.chars() {
            if is_camel && letter.is_ascii_uppercase() {
                words.push(std::mem::take(&mut word));
            }
            word.push(letter.to_ascii_lowercase());
        }
        words.push(word);
    }
    words
}

/// What a page's element says of a block: its kind, none for one that could hold anything, such as a `div`; and that it names who
/// wrote the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hint {
    pub kind: Option<BlockKind>,
    pub is_byline: bool,
}

/// So few words without the end of a sentence are a label.
const CRUMB: usize = 4;
/// A label and what it labels have at most so many words in one line.
const LABEL: usize = 20;
/// So many words are a paragraph of the story.
const PARAGRAPH: usize = 15;

/// Gives the blocks of `article` the kinds that the page's elements say, and takes out what is no part of the story. `hints` are as
/// many as there are blocks; `links` is the text of links.
pub fn clear(article: &mut Article, hints: &[Hint], links: &[Span]) {
    let text = std::mem::take(&mut article.text);
    let words = |block: &Block| block.span.of(&text).split_whitespace().count();
    // Where paragraphs are elements, what is none is a label.
    let (mut paragraphs, mut loose) = (0, 0);
    for (hint, block) in hints.iter().zip(&article.blocks).filter(|(_, block)| words(block) >= PARAGRAPH) {
        paragraphs += usize::from(hint.kind == Some(BlockKind::Paragraph)) * words(block);
        loose += usize::from(hint.kind.is_none()) * words(block);
    }
    let has_paragraphs = paragraphs > loose;
    let hinted = |kind| hints.iter().position(|hint| hint.kind == Some(kind));
    let headline = hinted(BlockKind::Headline).or_else(|| {
        // Without one the first heading is, unless the story has begun.
        let first = hints
            .iter()
            .zip(&article.blocks)
            .position(|(hint, block)| hint.kind == Some(BlockKind::Heading) && block.kind != BlockKind::Dateline);
        first.filter(|&first| article.blocks[..first].iter().all(|block| words(block) < PARAGRAPH))
    });
    let mut is_closed = false;
    let mut after_headline = None;
    let mut place = 0;
    article.blocks.retain_mut(|block| {
        let (at, hint) = (place, hints[place]);
        place += 1;
        let line = block.span.of(&text);
        let words = words(block);
        let is_open = !layout::ends_sentence(line);
        let guessed = block.kind;
        block.kind = match hint.kind {
            _ if headline == Some(at) => BlockKind::Headline,
            Some(BlockKind::Paragraph) | None => guessed,
            Some(BlockKind::Heading) if guessed == BlockKind::Dateline => guessed,
            Some(kind) => kind,
        };
        // The page's own headline is the only one.
        if guessed == BlockKind::Headline && headline.is_some_and(|headline| headline != at) {
            block.kind = BlockKind::Paragraph;
        }
        after_headline =
            if block.kind == BlockKind::Headline { Some(0) } else { after_headline.map(|lines| lines + 1) };
        let is_signed = hint.is_byline || is_signed(line);
        let is_byline = is_signed || matches!(after_headline, Some(1..=3)) && is_place_and_name(line);
        if is_text(block) && is_byline && is_open && words <= 10 {
            block.kind = BlockKind::Byline;
        }
        let is_text = is_text(block)
            || block.kind == BlockKind::Caption && hint.kind.is_none_or(|kind| kind == BlockKind::Paragraph);
        let opens = |marker| layout::opened(marker, line, false).is_some() || layout::is(marker, line);
        let is_label = is_open && is_text || block.kind == BlockKind::ListItem;
        // What stands under `Related` are not the paragraphs of the story, nor its headings.
        is_closed &= words < PARAGRAPH && block.kind != BlockKind::SourceLine && hint.kind != Some(BlockKind::Heading);
        is_closed |= is_label && words <= LABEL && opens(Marker::Closing);
        let is_before = headline.is_some_and(|headline| at < headline) && is_open && words <= 6;
        let is_crumb = hint.kind.is_none() && has_paragraphs && is_open && words <= CRUMB;
        let is_furniture = is_closed && block.kind != BlockKind::Caption
            || is_label && words <= LABEL && opens(Marker::Furniture)
            || is_text && (is_before || is_crumb)
            || (is_text || block.kind == BlockKind::ListItem) && is_linked(block, links);
        !is_furniture
    });
    article.text = text;
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading)
}

/// `By Njeri Mbatha in Garissa`.
fn is_signed(line: &str) -> bool {
    layout::opened(Marker::Byline, line, false).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether as good as all of the block leads elsewhere.
fn is_linked(block: &Block, links: &[Span]) -> bool {
    let inside = links.iter().filter(|link| block.span.overlaps(**link));
    let linked: usize = inside.map(|link| link.end.min(block.span.end) - link.start.max(block.span.start)).sum();
    linked * 10 >= block.span.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Options, plain};

    #[test]
    fn elements_are_told_by_the_words_of_their_names() {
        for (names, expected) in [
            ("Share_bar__Jw5so", Named::Furniture),
            ("ds-ad", Named::Furniture),
            ("jp-relatedposts", Named::Furniture),
            ("story-tags", Named::FurnitureIfShort),
            ("story-author", Named::Byline),
            ("node node--type-article node--promoted node--view-mode-full", Named::Story),
            ("content has-sidebar", Named::Story),
            ("headline shadow", Named::Story),
            ("css-1f39n02-VisuallyHidden", Named::FurnitureIfShort),
            ("tr-caption", Named::Caption),
        ] {
            assert_eq!(named(names), expected, "{names}");
        }
    }

    #[test]
    fn labels_lists_of_links_and_what_follows_them_are_left_out() {
        let lines = [
            ("Science", None),
            ("Lake rises for the third year", Some(BlockKind::Headline)),
            ("By Ann Lee in Kisumu", None),
            (
                "The lake rose by a metre again, and nobody along the shore is surprised any more.",
                Some(BlockKind::Paragraph),
            ),
            ("Advertisement", None),
            ("A wall too low", Some(BlockKind::Heading)),
            ("Share prices of the builders fell on Monday.", Some(BlockKind::Paragraph)),
            ("Other lakes that rise", Some(BlockKind::ListItem)),
            ("Comments (3)", Some(BlockKind::Heading)),
            ("I have seen it with my own eyes.", Some(BlockKind::Paragraph)),
        ];
        let text = lines.map(|(line, _)| line).join("\n\n");
        let mut article = plain::article(&text, &Options::default());
        let hints = lines.map(|(_, kind)| Hint { kind, is_byline: false });
        let link = text.find("Other lakes").expect("the link");
        clear(&mut article, &hints, &[Span::new(link, link + 21)]);
        let kept: Vec<&str> = article.blocks.iter().map(|block| article.block_text(block)).collect();
        assert_eq!(kept, [lines[1].0, lines[2].0, lines[3].0, lines[5].0, lines[6].0]);
        assert_eq!(article.blocks[1].kind, BlockKind::Byline);
    }
}
