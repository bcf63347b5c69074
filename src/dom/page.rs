//! An article that stands on the page already: its text is read out of the page's own elements, which stay as they are.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Text, TreeWalker};

use super::externs::VisibleElement;
use super::text_map::TextMap;
use crate::import::{self, html};
use crate::model::{Article, Span};
use crate::view::Content;

/// `NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT`.
const SHOWN: u32 = 1 | 4;

/// The text of a page's element, and where each of its text nodes stands in it.
#[derive(Debug, Clone)]
pub struct Page {
    pub root: Element,
    pub article: Rc<Article>,
    /// The text of links, where nothing is marked.
    pub links: Rc<[Span]>,
    /// Text nodes with the UTF-16 offsets they begin at.
    nodes: Rc<[(Node, usize)]>,
}

impl PartialEq for Page {
    fn eq(&self, other: &Page) -> bool {
        Rc::ptr_eq(&self.nodes, &other.nodes)
    }
}

impl Page {
    /// Reads the article that `root` holds; one without a block where there is no text in it.
    pub fn read(root: &Element, options: &import::Options) -> Page {
        let is_shown = root.owner_document().is_some_and(|document| document.default_view().is_some());
        let walker = root.owner_document().and_then(|page| page.create_tree_walker_with_what_to_show(root, SHOWN).ok());
        let mut step = |is_left_out: bool| {
            let walker = walker.as_ref()?;
            if is_left_out { after(walker) } else { walker.next_node().ok()? }
        };
        let html::Read { article, links, nodes } = html::read(root.unchecked_ref(), &mut step, options, is_shown);
        Page { root: root.clone(), article: Rc::new(article), links: links.into(), nodes: nodes.into() }
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
        let nodes = self.nodes.iter().map(|(node, start)| (node.clone().unchecked_into(), *start));
        Some(TextMap::new(self.article.clone(), document, nodes))
    }
}

/// The tree that the browser has made.
impl html::Node for Node {
    fn name(&self) -> String {
        self.unchecked_ref::<Element>().local_name()
    }

    fn data(&self) -> Option<String> {
        Some(self.dyn_ref::<Text>()?.data())
    }

    fn parent(&self) -> Option<Node> {
        self.parent_element().map(Node::from)
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.unchecked_ref::<Element>().get_attribute(name)
    }

    fn closest(&self, selector: &str) -> Option<Node> {
        self.unchecked_ref::<Element>().closest(selector).ok().flatten().map(Node::from)
    }

    /// A form that holds something called `matches` cannot be asked; whatever is looked for, it is one of those.
    fn matches(&self, selector: &str) -> bool {
        self.unchecked_ref::<Element>().matches(selector).unwrap_or(true)
    }

    fn count(&self, selector: &str) -> u32 {
        self.unchecked_ref::<Element>().query_selector_all(selector).map_or(0, |found| found.length())
    }

    fn contains(&self, other: &Node) -> bool {
        Node::contains(self, Some(other))
    }

    fn is_visible(&self) -> bool {
        self.unchecked_ref::<VisibleElement>().check_visibility(&visibility())
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

/// `{ visibilityProperty: true }`.
fn visibility() -> JsValue {
    let options = Object::new();
    let _ = Reflect::set(&options, &"visibilityProperty".into(), &true.into());
    options.into()
}
