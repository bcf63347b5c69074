//! An article that stands on the page already: its text is read out of the page's own elements, which stay as they are.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Text};

use super::text_map::TextMap;
use crate::import::{self, plain};
use crate::model::{Article, BlockKind, Span};

/// Elements that are a block of a news story.
const BLOCKS: &str =
    "h1,h2,h3,h4,h5,h6,p,li,blockquote,figcaption,dt,dd,td,th,caption,pre,div,section,article,header,footer";
/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`.
const SHOW_ELEMENTS_AND_TEXT: u32 = 1 | 4;
/// Elements whose text is no part of it.
const IGNORED: &str =
    "script,style,noscript,template,aside,nav,form,button,select,textarea,svg,[hidden],[data-hashiya-ignore]";
/// Elements that nothing may be marked in, nor over.
const KEPT_CLEAR: &str = "[data-hashiya-ignore]";

/// The text of a page's element, and where each of its text nodes stands in it.
#[derive(Debug, Clone)]
pub struct Page {
    pub root: Element,
    pub article: Rc<Article>,
    /// The text of links, where nothing is marked.
    pub links: Rc<[Span]>,
    /// Text nodes with the UTF-16 offsets they begin at.
    nodes: Rc<[(Text, usize)]>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        Rc::ptr_eq(&self.nodes, &other.nodes)
    }
}

/// A text as it is put together from text nodes.
#[derive(Default)]
struct Reader {
    text: String,
    utf16: usize,
    nodes: Vec<(Text, usize)>,
    /// Byte offsets where elements begin, with the kind their names say.
    kinds: Vec<(usize, Option<BlockKind>)>,
    links: Vec<Span>,
    /// The link the last text was in.
    link: Option<Element>,
    block: Option<Element>,
    /// Whether something lies between the last text and the next that no mark may run over.
    is_parted: bool,
}

impl Page {
    /// Reads the article that `root` holds. None where there is no text in it.
    pub fn read(root: &Element, options: &import::Options) -> Option<Page> {
        let document = root.owner_document()?;
        let mut reader = Reader::default();
        let walker = document.create_tree_walker_with_what_to_show(root, SHOW_ELEMENTS_AND_TEXT).ok()?;
        while let Ok(Some(node)) = walker.next_node() {
            reader.read(root, node);
        }
        if reader.text.is_empty() {
            return None;
        }
        let mut article = plain::article(&reader.text, options);
        set_kinds(&mut article, &reader.kinds);
        Some(Page {
            root: root.clone(),
            article: Rc::new(article),
            links: reader.links.into(),
            nodes: reader.nodes.into(),
        })
    }

    /// The map of the page's text.
    pub fn text_map(&self) -> Option<TextMap> {
        let document = self.root.owner_document()?;
        Some(TextMap::new(self.article.clone(), document, self.nodes.iter().cloned()))
    }
}

impl Reader {
    fn read(&mut self, root: &Element, node: Node) {
        let Some(parent) = node.parent_element() else { return };
        let inside = |element: &Element| root.contains(Some(element)) && element != root;
        if let Some(ignored) = parent.closest(IGNORED).ok().flatten().filter(inside) {
            self.is_parted |= ignored.closest(KEPT_CLEAR).ok().flatten().is_some_and(|element| inside(&element));
            return;
        }
        let block = parent.closest(BLOCKS).ok().flatten().filter(inside);
        if node.node_type() == Node::TEXT_NODE {
            self.add(node.unchecked_into(), &parent, block);
        } else if node.node_name().eq_ignore_ascii_case("br") {
            self.break_line(&block);
        }
    }

    fn add(&mut self, node: Text, parent: &Element, block: Option<Element>) {
        let data = node.data();
        if block != self.block || self.text.is_empty() || self.is_parted {
            if data.trim().is_empty() {
                return;
            }
            self.begin(block);
        }
        let start = self.text.len();
        let is_plain = self.block.as_ref().is_none_or(|block| block.local_name() == "pre");
        // Line breaks in the source of a paragraph are no line breaks on the page. One unit stands for one unit.
        let white = |char: char| if !is_plain && matches!(char, '\n' | '\r' | '\t') { ' ' } else { char };
        self.text.extend(data.chars().map(white));
        self.follow_link(parent.closest("a[href]").ok().flatten(), start);
        self.nodes.push((node, self.utf16));
        self.utf16 += data.encode_utf16().count();
    }

    /// A line break is a line break of the text, not a joint between words; before the first word of a block it is nothing.
    fn break_line(&mut self, block: &Option<Element>) {
        if *block == self.block && !self.text.is_empty() {
            self.text.push('\n');
            self.utf16 += 1;
        }
    }

    /// A link is one span, whatever elements its words are in, and so are links without a word between them.
    fn follow_link(&mut self, link: Option<Element>, start: usize) {
        let end = self.text.len();
        match self.links.last_mut() {
            Some(last) if link.is_some() && (link == self.link || last.end == start) => last.end = end,
            _ if link.is_some() => self.links.push(Span::new(start, end)),
            _ => {}
        }
        self.link = link;
    }

    fn begin(&mut self, block: Option<Element>) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.utf16 += 2;
        }
        self.kinds.push((self.text.len(), block.as_ref().and_then(kind_of)));
        self.block = block;
        self.is_parted = false;
    }
}

/// The kind that an element's name says; none where only the text can tell.
fn kind_of(block: &Element) -> Option<BlockKind> {
    match block.local_name().as_str() {
        "h1" => Some(BlockKind::Headline),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" | "dt" => Some(BlockKind::ListItem),
        "figcaption" | "caption" => Some(BlockKind::Caption),
        "blockquote" => Some(BlockKind::Quote),
        "td" | "th" => Some(BlockKind::Table),
        _ => block.closest("blockquote,figcaption").ok().flatten().as_ref().and_then(kind_of),
    }
}

/// What the page's elements say goes before what the text looks like.
fn set_kinds(article: &mut Article, kinds: &[(usize, Option<BlockKind>)]) {
    for block in &mut article.blocks {
        let before = kinds.partition_point(|(start, _)| *start <= block.span.start);
        if let Some(kind) = before.checked_sub(1).and_then(|at| kinds[at].1) {
            block.kind = kind;
        }
    }
}
