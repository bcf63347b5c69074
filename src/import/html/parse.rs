//! The tree that the HTML standard makes of a string, by `html5ever`, a piece of the string at a time: one that grows out of all proportion
//! is refused as soon as it does. The standard's algorithm takes a time that grows with the depth for each tag, and makes elements that
//! were not closed where they should be anew in each of the following paragraphs.

use std::cell::Ref;

use ego_tree::NodeId;
use html5ever::ParseOpts;
use html5ever::driver::{Parser, parse_document};
use html5ever::tendril::TendrilSink;
use rustc_hash::FxHashMap;
use scraper::{Html, HtmlTreeSink};

/// Browsers nest no deeper, and put the rest beside each other.
const DEEPEST: usize = 512;
/// So many nodes are not worth a look at how they came to be. Beyond that no page has more than bytes: `a<p>` is two.
const FEW: usize = 1000;
/// A piece is a line, or so many bytes of a long one.
const PIECE: usize = 4096;

/// What a string makes too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    Depth,
    Nodes,
}

/// A tree, and how it lay in its string.
#[derive(Debug)]
pub struct Parsed {
    pub page: Html,
    /// How many nodes there were before each piece, and the piece's line.
    pieces: Vec<(usize, usize)>,
}

impl Parsed {
    /// The line, from 1, in which each node begins.
    pub fn lines(&self) -> FxHashMap<NodeId, usize> {
        // Nodes stand in the tree in the order in which they were made.
        let line = |at: usize| self.pieces[self.pieces.partition_point(|(first, _)| *first <= at) - 1].1;
        self.page.tree.nodes().enumerate().map(|(at, node)| (node.id(), line(at))).collect()
    }
}

/// The tree of `html`, or the line in which there is too much of something.
pub fn parse(html: &str) -> Result<Parsed, (usize, Excess)> {
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let (mut line, mut known, mut rest) = (1, 0, html);
    let mut pieces = vec![(0, 1)];
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece(rest));
        pieces.push((known, line));
        parser.process(piece.into());
        let page = page(&parser);
        let nodes = page.tree.values().len();
        let mut new = page.tree.nodes().rev().take(nodes - known);
        if new.any(|node| node.value().is_element() && node.ancestors().nth(DEEPEST).is_some()) {
            return Err((line, Excess::Depth));
        }
        if nodes > html.len() + FEW {
            return Err((line, Excess::Nodes));
        }
        line += usize::from(piece.ends_with('\n'));
        (known, rest) = (nodes, after);
    }
    Ok(Parsed { page: parser.finish(), pieces })
}

/// The bytes of the first piece of `rest`.
fn piece(rest: &str) -> usize {
    let break_at = rest.bytes().take(PIECE).position(|byte| byte == b'\n');
    let end = break_at.map_or(PIECE.min(rest.len()), |at| at + 1);
    (end..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len())
}

/// What there is of the tree so far.
fn page(parser: &Parser<HtmlTreeSink>) -> Ref<'_, Html> {
    parser.tokenizer.sink.sink.0.borrow()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_refused(html: &str, expected: Option<(usize, Excess)>) {
        assert_eq!(parse(html).err(), expected);
    }

    #[test]
    fn depth_is_told_by_its_line_and_breadth_is_not() {
        is_refused(&"<div>\n".repeat(600), Some((511, Excess::Depth)));
        is_refused(&"<b>".repeat(600), Some((1, Excess::Depth)));
        is_refused(&"<div>".repeat(510), None);
        is_refused(&"<p>a<br>".repeat(6000), None);
        is_refused(&"<div><b>a</b></div>".repeat(6000), None);
    }

    #[test]
    fn ends_of_what_was_not_begun_make_nothing_less_deep() {
        is_refused(&"<div></i>\n".repeat(600), Some((511, Excess::Depth)));
        is_refused(&"<span><div></span>\n".repeat(600), Some((256, Excess::Depth)));
        is_refused(&"<table><tr><td></ul>\n".repeat(600), Some((128, Excess::Depth)));
    }

    #[test]
    fn shapes_of_pictures_are_no_depth() {
        is_refused(&"<svg><title>a</title><path/><circle/></svg>".repeat(6000), None);
    }

    #[test]
    fn what_is_never_closed_and_so_made_again_and_again_is_refused() {
        let open = (0..300).fold("<p>".to_owned(), |open, at| format!("{open}<b a{at}>\n"));
        is_refused(&[&open, &*"<p>a\n".repeat(5)].concat(), None);
        is_refused(&[&open, &*"<p>a\n".repeat(3000)].concat(), Some((360, Excess::Nodes)));
    }

    #[test]
    fn pieces_make_the_tree_that_the_whole_makes() {
        let html = "<p>\u{FEFF}a&am\r\np;é😀<b title='é'>".repeat(2000);
        assert_eq!(
            parse(&html.replace("\r\n", "")).expect("a page").page,
            Html::parse_document(&html.replace("\r\n", ""))
        );
        assert_eq!(parse(&html).expect("a page").page, Html::parse_document(&html));
    }
}
