//! Where the article's text lies in the document, and back: text nodes with the offsets they begin at.

use std::rc::Rc;

use js_sys::Map;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Node, Range, Text};

use crate::model::{Article, Span, TextIndex};

/// `NodeFilter.SHOW_TEXT`.
const SHOW_TEXT: u32 = 4;

/// Of so many text nodes one is asked where it lies.
const STRIDE: usize = 16;

/// A text node that holds a piece of the article, character for character in UTF-16 units.
struct Piece {
    node: Text,
    /// UTF-16 offset in the article of the node's first unit.
    start: usize,
    len: usize,
    /// The index in `article.blocks` of the block it belongs to: a range never crosses blocks.
    block: usize,
}

/// Converts between byte offsets of an article and places in the DOM.
pub struct TextMap {
    article: Rc<Article>,
    index: TextIndex,
    /// In the order of the text.
    pieces: Vec<Piece>,
    /// From text node to its place in `pieces`.
    by_node: Map,
    document: Document,
}

impl TextMap {
    /// Maps the text nodes of `nodes`: each begins at the given UTF-16 offset of the article.
    pub fn new(article: Rc<Article>, document: Document, nodes: impl IntoIterator<Item = (Text, usize)>) -> TextMap {
        let index = TextIndex::new(&article.text);
        let by_node = Map::new();
        let mut pieces = Vec::new();
        for (node, start) in nodes {
            let len = node.length() as usize;
            let block = block_before(&article, index.from_utf16(&article.text, start + len));
            by_node.set(&node, &(pieces.len() as u32).into());
            pieces.push(Piece { node, start, len, block });
        }
        TextMap { article, index, pieces, by_node, document }
    }

    /// Maps an article whose every block was rendered as an element with `data-hashiya-block` under `root`.
    pub fn of_rendered(article: Rc<Article>, root: &Element) -> Option<TextMap> {
        let document = root.owner_document()?;
        let index = TextIndex::new(&article.text);
        let blocks = root.query_selector_all("[data-hashiya-block]").ok()?;
        let mut nodes = Vec::new();
        for at in 0..blocks.length() {
            let Some(element) = blocks.get(at) else { continue };
            let Some(block) = article.blocks.get(at as usize) else { break };
            let mut start = index.to_utf16(&article.text, block.span.start);
            for node in text_nodes(&document, &element) {
                let len = node.length() as usize;
                nodes.push((node, start));
                start += len;
            }
        }
        Some(TextMap::new(article, document, nodes))
    }

    /// The document the text lies in.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The byte offset in the article of unit `offset` in `node`; none for nodes that hold nothing of it.
    pub fn byte_at(&self, node: &Node, offset: u32) -> Option<usize> {
        let piece = &self.pieces[self.by_node.get(node).as_f64()? as usize];
        Some(self.index.from_utf16(&self.article.text, piece.start + (offset as usize).min(piece.len)))
    }

    /// DOM ranges that cover `span`, one a block.
    ///
    /// The client rects of a range that crosses blocks hold the whole boxes of elements inside it, hence one a block.
    pub fn ranges(&self, span: Span) -> Vec<Range> {
        let start = self.index.to_utf16(&self.article.text, span.start);
        let end = self.index.to_utf16(&self.article.text, span.end);
        let first = self.pieces.partition_point(|piece| piece.start + piece.len <= start);
        let after = self.pieces.partition_point(|piece| piece.start < end);
        let covered = self.pieces.get(first..after).unwrap_or_default();
        covered.chunk_by(|a, b| a.block == b.block).filter_map(|pieces| self.range(pieces, start, end)).collect()
    }

    /// Stretches of the article, in its order, outside of which nothing lies between `top` and `bottom` of the viewport.
    ///
    /// Every so many text nodes one is asked where it is: to ask each mark would take the longest of all that painting takes.
    pub fn between(&self, top: f64, bottom: f64) -> Vec<Span> {
        let mut near = Vec::new();
        let byte = |unit: usize| self.index.from_utf16(&self.article.text, unit);
        let place = |piece: &Piece| Some(piece.node.parent_element()?.get_bounding_client_rect());
        for group in self.pieces.chunks(STRIDE) {
            let (first, last) = (&group[0], &group[group.len() - 1]);
            let (Some(head), Some(foot)) = (place(first), place(last)) else { continue };
            // In columns the last one can stand above the first.
            if head.bottom().max(foot.bottom()) >= top && head.top().min(foot.top()) <= bottom {
                near.push(Span::new(byte(first.start), byte(last.start + last.len)));
            }
        }
        near
    }

    fn range(&self, pieces: &[Piece], start: usize, end: usize) -> Option<Range> {
        let (first, last) = (pieces.first()?, pieces.last()?);
        let range = self.document.create_range().ok()?;
        // The host can have shortened a node since: then the range is not to be had, and the mark is left out.
        range.set_start(&first.node, start.saturating_sub(first.start) as u32).ok()?;
        range.set_end(&last.node, (end - last.start).min(last.len) as u32).ok()?;
        Some(range)
    }
}

/// The index of the last block that begins before `byte`, the end of a text node. Its beginning would not do: a page's
/// paragraph can begin with white space, which belongs to no block.
fn block_before(article: &Article, byte: usize) -> usize {
    article.blocks.partition_point(|block| block.span.start < byte).saturating_sub(1)
}

/// The text nodes under `root`, in document order.
fn text_nodes(document: &Document, root: &Node) -> impl Iterator<Item = Text> + use<> {
    let walker = document.create_tree_walker_with_what_to_show(root, SHOW_TEXT).ok();
    std::iter::from_fn(move || walker.as_ref()?.next_node().ok()?.map(JsCast::unchecked_into))
}
