//! An article that stands on the page already: its text is read out of the page's own elements, which stay as they are.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Text, TreeWalker};

use super::externs::VisibleElement;
use super::text_map::TextMap;
use crate::import::furniture::{self, Hint, Named};
use crate::import::{self, plain};
use crate::model::{Article, Block, BlockKind, Dir, Span};
use crate::view::Content;

/// Elements that are a block of a news story.
const BLOCKS: &str = "h1,h2,h3,h4,h5,h6,p,li,blockquote,figcaption,dt,dd,td,th,caption,pre,div,section,article,header,footer,address,figure,main";
/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`.
const SHOW_ELEMENTS_AND_TEXT: u32 = 1 | 4;
/// Elements that nothing may be marked in, nor over.
const KEPT_CLEAR: &str = "[data-hashiya-ignore]";
/// Elements that name who wrote the story.
const SIGNED: &str = "address,[rel=author],[itemprop=author]";
/// So many paragraphs are the story, whatever the element around them is called.
const PARAGRAPHS: u32 = 4;

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
    /// Whether what is hidden can be told: of what is on no page everything is.
    is_shown: bool,
    text: String,
    utf16: usize,
    nodes: Vec<(Text, usize)>,
    /// Byte offsets where elements begin, with what these say of a block, and the direction that the page gives it.
    hints: Vec<(usize, Hint, Option<Dir>)>,
    links: Vec<Span>,
    /// The link the last text was in.
    link: Option<Element>,
    block: Option<Element>,
    /// How many line breaks there were since the last word.
    breaks: u32,
    /// Whether something lies between the last text and the next that no mark may run over.
    is_parted: bool,
}

impl Page {
    /// Reads the article that `root` holds; one without a block where there is no text in it.
    pub fn read(root: &Element, options: &import::Options) -> Page {
        let mut reader = Reader {
            root: root.clone(),
            is_shown: root.owner_document().is_some_and(|document| document.default_view().is_some()),
            text: String::new(),
            utf16: 0,
            nodes: Vec::new(),
            hints: Vec::new(),
            links: Vec::new(),
            link: None,
            block: None,
            breaks: 0,
            is_parted: false,
        };
        reader.walk(&furniture::never_read());
        let mut article = plain::article(&reader.text, options);
        let hints: Vec<Hint> = article.blocks.iter_mut().map(|block| reader.hint(block)).collect();
        furniture::clear(&mut article, &hints, &reader.links);
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
    /// Goes over all nodes but those of elements that are no part of the story; `never` selects some.
    fn walk(&mut self, never: &str) -> Option<()> {
        let document = self.root.owner_document()?;
        let walker = document.create_tree_walker_with_what_to_show(&self.root, SHOW_ELEMENTS_AND_TEXT).ok()?;
        let mut next = walker.next_node().ok()?;
        while let Some(node) = next {
            let is_left_out = match node.dyn_ref::<Element>() {
                Some(element) => self.leaves_out(element, never),
                None => {
                    self.add(node.unchecked_into());
                    false
                }
            };
            next = if is_left_out { after(&walker) } else { walker.next_node().ok()? };
        }
        Some(())
    }

    /// The nearest element at or above `element` and below the root that `selector` finds.
    fn inside(&self, element: &Element, selector: &str) -> Option<Element> {
        let found = element.closest(selector).ok().flatten();
        found.filter(|found| found != &self.root && self.root.contains(Some(found)))
    }

    /// Whether nothing of what `element` holds is a part of the story, or can be seen.
    fn leaves_out(&mut self, element: &Element, never: &str) -> bool {
        // A form that holds something called `matches` cannot be asked, and is one of these. It is not asked for anything before.
        if element.matches(never).unwrap_or(true) {
            // Nor what nobody is to mark in may be marked over.
            let holds_clear = || element.query_selector(KEPT_CLEAR).is_ok_and(|found| found.is_some());
            self.is_parted |= element.matches(KEPT_CLEAR).unwrap_or(false) || holds_clear();
            return true;
        }
        if element.local_name() == "br" {
            self.break_line(element);
            return false;
        }
        if self.is_shown && !element.unchecked_ref::<VisibleElement>().check_visibility(&visibility()) {
            return true;
        }
        let holds = |selector: &str| element.query_selector_all(selector).map_or(0, |found| found.length());
        match furniture::named(&names(element)) {
            Named::Furniture => holds("h1") == 0,
            Named::FurnitureIfShort => holds("h1") == 0 && holds("p") < PARAGRAPHS,
            _ => false,
        }
    }

    /// What the page's elements say of `block`, which gets the direction it has there.
    fn hint(&self, block: &mut Block) -> Hint {
        let before = self.hints.partition_point(|(start, ..)| *start <= block.span.start);
        let Some(&(_, hint, dir)) = before.checked_sub(1).map(|at| &self.hints[at]) else {
            return Hint { kind: None, is_byline: false };
        };
        block.dir = dir.unwrap_or(block.dir);
        hint
    }

    fn add(&mut self, node: Text) {
        let Some(parent) = node.parent_element() else { return };
        let block = self.inside(&parent, BLOCKS);
        let data = node.data();
        if block != self.block || self.text.is_empty() || self.is_parted {
            if data.trim().is_empty() {
                return;
            }
            self.begin(block);
        }
        if !data.trim().is_empty() {
            self.breaks = 0;
        }
        let start = self.text.len();
        let is_bare = |root: &Element| root.child_element_count() == 0;
        let is_plain = self.block.as_ref().map_or_else(|| is_bare(&self.root), |block| block.local_name() == "pre");
        // Line breaks in the source of a paragraph are no line breaks on the page. One unit stands for one unit.
        let white = |char: char| if !is_plain && matches!(char, '\n' | '\r' | '\t') { ' ' } else { char };
        self.text.extend(data.chars().map(white));
        self.follow_link(parent.closest("a[href]").ok().flatten(), start);
        self.nodes.push((node, self.utf16));
        self.utf16 += data.encode_utf16().count();
    }

    /// A line break is white space of the text, two are the end of a paragraph; before the first word of a block they are nothing.
    fn break_line(&mut self, element: &Element) {
        if self.inside(element, BLOCKS) == self.block && !self.text.is_empty() {
            self.text.push(if self.breaks > 0 { '\n' } else { ' ' });
            self.utf16 += 1;
            self.breaks += 1;
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
        let within = block.as_ref().unwrap_or(&self.root);
        let kind = block.as_ref().and_then(kind_of);
        let is_any = kind.is_none_or(|kind| kind == BlockKind::Paragraph);
        let named = if is_any { furniture::named(&names(within)) } else { Named::Story };
        let kind = if named == Named::Caption { Some(BlockKind::Caption) } else { kind };
        let is_byline = is_any && (named == Named::Byline || within.matches(SIGNED).unwrap_or(false));
        self.hints.push((self.text.len(), Hint { kind, is_byline }, dir_of(within)));
        self.block = block;
        self.is_parted = false;
    }
}

/// The next node that is not in the one where `walker` stands.
fn after(walker: &TreeWalker) -> Option<Node> {
    loop {
        if let Some(node) = walker.next_sibling().ok()? {
            return Some(node);
        }
        walker.parent_node().ok()??;
    }
}

/// The classes and the id of `element`, and its tag where that is not one of HTML.
fn names(element: &Element) -> String {
    let tag = element.local_name();
    let own = if tag.contains('-') { &*tag } else { "" };
    [&element.get_attribute("class").unwrap_or_default(), " ", &element.id(), " ", own].concat()
}

/// The kind that an element's name says; none where only the text can tell.
fn kind_of(block: &Element) -> Option<BlockKind> {
    let within = block.closest("blockquote,figcaption,li,[role=heading]").ok().flatten();
    let name = |element: &Element| element.local_name();
    match name(block).as_str() {
        "h1" => Some(BlockKind::Headline),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
        "li" | "dd" | "dt" => Some(BlockKind::ListItem),
        "caption" => Some(BlockKind::Caption),
        // Tables lay pages out, too.
        "td" | "th" => block.closest(":is(table:has(th,thead,caption),[role=table]) *").ok()?.map(|_| BlockKind::Table),
        tag => match within.as_ref().map(name).as_deref() {
            Some("blockquote") => Some(BlockKind::Quote),
            Some("figcaption") => Some(BlockKind::Caption),
            Some("li") => Some(BlockKind::ListItem),
            Some(_) => Some(BlockKind::Heading),
            None => (tag == "p").then_some(BlockKind::Paragraph),
        },
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
