//! An article that stands on the page already: its text is read out of the page's own elements, which stay as they are.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Text};

use super::externs::VisibleElement;
use super::text_map::TextMap;
use crate::import::{self, plain};
use crate::model::{Article, BlockKind, Dir, Span};
use crate::view::Content;

/// Elements that are a block of a news story.
const BLOCKS: &str =
    "h1,h2,h3,h4,h5,h6,p,li,blockquote,figcaption,dt,dd,td,th,caption,pre,div,section,article,header,footer";
/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`.
const SHOW_ELEMENTS_AND_TEXT: u32 = 1 | 4;
/// Selectors of elements whose text is no part of the story, by what content management systems call them: furniture of the page,
/// hidden text, what its author wants left alone, blocks in a language nobody here reads.
const FURNITURE: &str = include_str!("furniture.txt");
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
struct Reader {
    root: Element,
    /// The selector of elements that are left out.
    furniture: String,
    /// Whether what is hidden can be told: of what is on no page everything is.
    is_shown: bool,
    /// The parent of the last node, and whether its text counts.
    parent: Option<(Element, bool)>,
    text: String,
    utf16: usize,
    nodes: Vec<(Text, usize)>,
    /// Byte offsets where elements begin, with the kind that their names say and the direction that the page does.
    kinds: Vec<(usize, Option<BlockKind>, Option<Dir>)>,
    links: Vec<Span>,
    /// The link the last text was in.
    link: Option<Element>,
    block: Option<Element>,
    /// Whether something lies between the last text and the next that no mark may run over.
    is_parted: bool,
}

impl Page {
    /// Reads the article that `root` holds; one without a block where there is no text in it.
    pub fn read(root: &Element, options: &import::Options) -> Page {
        let mut reader = Reader::new(root);
        let document = root.owner_document();
        let walker = document
            .and_then(|document| document.create_tree_walker_with_what_to_show(root, SHOW_ELEMENTS_AND_TEXT).ok());
        while let Some(node) = walker.as_ref().and_then(|walker| walker.next_node().ok().flatten()) {
            reader.read(node);
        }
        let mut article = plain::article(&reader.text, options);
        set_kinds(&mut article, &reader.kinds);
        Page { root: root.clone(), article: Rc::new(article), links: reader.links.into(), nodes: reader.nodes.into() }
    }

    /// The article without annotations.
    pub fn content(&self) -> Content {
        Content { links: self.links.clone(), ..Content::new(self.article.clone(), Rc::default()) }
    }

    /// Whether the page holds the same article in the same nodes.
    pub fn is_same(&self, other: &Page) -> bool {
        self.nodes == other.nodes && self.links == other.links && self.article == other.article
    }

    /// The map of the page's text.
    pub fn text_map(&self) -> Option<TextMap> {
        let document = self.root.owner_document()?;
        Some(TextMap::new(self.article.clone(), document, self.nodes.iter().cloned()))
    }
}

impl Reader {
    fn new(root: &Element) -> Reader {
        Reader {
            root: root.clone(),
            furniture: FURNITURE.trim_end().replace('\n', ","),
            is_shown: root.is_connected(),
            parent: None,
            text: String::new(),
            utf16: 0,
            nodes: Vec::new(),
            kinds: Vec::new(),
            links: Vec::new(),
            link: None,
            block: None,
            is_parted: false,
        }
    }

    fn read(&mut self, node: Node) {
        let is_text = node.node_type() == Node::TEXT_NODE;
        if !is_text && !node.node_name().eq_ignore_ascii_case("br") {
            return;
        }
        let Some(parent) = node.parent_element() else { return };
        if !self.counts(&parent) {
            return;
        }
        let block = self.inside(&parent, BLOCKS);
        if is_text {
            self.add(node.unchecked_into(), &parent, block);
        } else {
            self.break_line(&block);
        }
    }

    /// The nearest element at or above `element` and below the root that `selector` finds.
    fn inside(&self, element: &Element, selector: &str) -> Option<Element> {
        let found = element.closest(selector).ok().flatten();
        found.filter(|found| found != &self.root && self.root.contains(Some(found)))
    }

    /// Whether the text of `parent` is a part of the story and can be seen.
    fn counts(&mut self, parent: &Element) -> bool {
        if let Some((_, counts)) = self.parent.as_ref().filter(|(known, _)| known == parent) {
            return *counts;
        }
        let counts = if let Some(left_out) = self.inside(parent, &self.furniture) {
            self.is_parted |= self.inside(&left_out, KEPT_CLEAR).is_some();
            false
        } else {
            !self.is_shown || parent.unchecked_ref::<VisibleElement>().check_visibility(&visibility())
        };
        self.parent = Some((parent.clone(), counts));
        counts
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
        self.kinds.push((self.text.len(), block.as_ref().and_then(kind_of), block.as_ref().and_then(dir_of)));
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

/// The direction that the page gives a block, whatever it is written in.
fn dir_of(block: &Element) -> Option<Dir> {
    match block.closest("[dir=rtl i],[dir=ltr i]").ok().flatten()?.get_attribute("dir")?.as_bytes() {
        [b'r' | b'R', ..] => Some(Dir::Rtl),
        _ => Some(Dir::Ltr),
    }
}

/// `{ visibilityProperty: true }`.
fn visibility() -> JsValue {
    let options = Object::new();
    let _ = Reflect::set(&options, &"visibilityProperty".into(), &true.into());
    options.into()
}

/// What the page's elements say goes before what the text looks like.
fn set_kinds(article: &mut Article, kinds: &[(usize, Option<BlockKind>, Option<Dir>)]) {
    for block in &mut article.blocks {
        let before = kinds.partition_point(|(start, ..)| *start <= block.span.start);
        let Some(&(_, kind, dir)) = before.checked_sub(1).map(|at| &kinds[at]) else { continue };
        block.kind = kind.unwrap_or(block.kind);
        block.dir = dir.unwrap_or(block.dir);
    }
}
