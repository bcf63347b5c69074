//! Elements of the page, made by functions that all of them share: of each element in it `html!` makes code of its own, which was a third
//! of what these components are.

use std::cell::RefCell;

use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, VList, VTag, VText};

/// An element in the making. The order of what stands in it is that of the calls.
///
/// As `html!` has it, what is there at times alone keeps its place as an empty [`Html`]: what comes after it would else be made anew,
/// and lose the focus.
pub struct Element {
    tag: Box<VTag>,
    /// The names of attributes, and the value of each that is there.
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

pub fn element(tag: &'static str) -> Element {
    Element { tag: Box::new(VTag::new(tag)), names: Vec::new(), values: Vec::new() }
}

/// The one list of these names that lives as long as the page: Yew compares lists by where they are. There are as many as there are
/// ways to call the functions here.
fn interned(names: Vec<&'static str>) -> &'static [&'static str] {
    thread_local! {
        static LISTS: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
    }
    LISTS.with_borrow_mut(|lists| match lists.iter().find(|list| ***list == *names) {
        Some(list) => list,
        None => {
            lists.push(names.leak());
            lists[lists.len() - 1]
        }
    })
}

/// What stands side by side, without an element around it.
pub fn side_by_side(parts: Vec<Html>) -> Html {
    VList::with_children(parts, None).into()
}

/// A button; without `onclick` one that does nothing.
pub fn button(class: &'static str, onclick: Option<Callback<MouseEvent>>) -> Element {
    element("button").with("type", "button").with("class", class).on_click(onclick)
}

/// A paragraph with a line of text.
pub fn line(class: &'static str, text: impl Into<AttrValue>) -> Html {
    element("p").with("class", class).text(text).into()
}

/// `text` without what turns the direction of all that follows. An element around it is no help: where one of these ends what none has
/// begun, it ends the isolation of the element, and the next turns the words behind it.
fn in_order(text: AttrValue) -> AttrValue {
    let turns = |letter: &char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|letter| turns(&letter)) {
        text.chars().filter(|letter| !turns(letter)).collect::<String>().into()
    } else {
        text
    }
}

/// Words of the article or of a source, in their own direction.
pub fn words(lang: Option<&'static str>, text: impl Into<AttrValue>) -> Html {
    element("bdi").with_some("lang", lang).text(text).into()
}

impl Element {
    pub fn with(self, name: &'static str, value: impl Into<AttrValue>) -> Element {
        self.attribute(name, Some(value.into()))
    }

    pub fn with_some(self, name: &'static str, value: Option<impl Into<AttrValue>>) -> Element {
        self.attribute(name, value.map(Into::into))
    }

    fn attribute(mut self, name: &'static str, value: Option<AttrValue>) -> Element {
        self.names.push(name);
        self.values.push(value.map(AttributeOrProperty::Attribute));
        self
    }

    /// An attribute that is there or not.
    pub fn flag(self, name: &'static str, is: bool) -> Element {
        self.with_some(name, is.then_some(name))
    }

    /// An attribute that says yes or no.
    pub fn says(self, name: &'static str, is: bool) -> Element {
        self.with(name, if is { "true" } else { "false" })
    }

    /// The element will be found in `node`.
    pub fn found(mut self, node: &NodeRef) -> Element {
        self.tag.node_ref = node.clone();
        self
    }

    pub fn on_click(mut self, onclick: Option<Callback<MouseEvent>>) -> Element {
        if let Some(onclick) = onclick {
            self.tag.add_listener(std::rc::Rc::new(onclick::Wrapper::new(onclick)));
        }
        self
    }

    pub fn on(mut self, listener: impl yew::virtual_dom::Listener + 'static) -> Element {
        self.tag.add_listener(std::rc::Rc::new(listener));
        self
    }

    /// Text that is not the article's own.
    pub fn text(self, text: impl Into<AttrValue>) -> Element {
        self.holding(VText::new(in_order(text.into())))
    }

    /// Keeps the place where there is nothing.
    pub fn holding_some(self, part: Option<impl Into<Html>>) -> Element {
        self.holding(part.map(Into::into).unwrap_or_default())
    }

    pub fn holding(mut self, part: impl Into<Html>) -> Element {
        self.tag.add_child(part.into());
        self
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Html {
        let Element { mut tag, names, values } = element;
        if !names.is_empty() {
            tag.attributes = Attributes::Dynamic { keys: interned(names), values: values.into() };
        }
        (*tag).into()
    }
}
