//! Elements of the page, made by functions that all of them share: of each element in it `html!` makes code of its own, which was a third
//! of what these components are.

use yew::html::onclick;
use yew::prelude::*;
use yew::virtual_dom::{VList, VTag, VText};

/// An element in the making. The order of what stands in it is that of the calls.
///
/// As `html!` has it, what is there at times alone keeps its place as an empty [`Html`]: what comes after it would else be made anew,
/// and lose the focus.
pub struct Element(Box<VTag>);

pub fn element(tag: &'static str) -> Element {
    Element(Box::new(VTag::new(tag)))
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

/// Words of the article or of a source, in their own direction.
pub fn words(lang: Option<&'static str>, text: impl Into<AttrValue>) -> Html {
    element("bdi").with_some("lang", lang).text(text).into()
}

impl Element {
    pub fn with(mut self, name: &'static str, value: impl Into<AttrValue>) -> Element {
        self.0.add_attribute(name, value.into());
        self
    }

    pub fn with_some(self, name: &'static str, value: Option<impl Into<AttrValue>>) -> Element {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
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
        self.0.node_ref = node.clone();
        self
    }

    pub fn on_click(mut self, onclick: Option<Callback<MouseEvent>>) -> Element {
        if let Some(onclick) = onclick {
            self.0.add_listener(std::rc::Rc::new(onclick::Wrapper::new(onclick)));
        }
        self
    }

    pub fn on(mut self, listener: impl yew::virtual_dom::Listener + 'static) -> Element {
        self.0.add_listener(std::rc::Rc::new(listener));
        self
    }

    pub fn text(self, text: impl Into<AttrValue>) -> Element {
        self.holding(VText::new(text))
    }

    /// Keeps the place where there is nothing.
    pub fn holding_some(self, part: Option<impl Into<Html>>) -> Element {
        self.holding(part.map(Into::into).unwrap_or_default())
    }

    pub fn holding(mut self, part: impl Into<Html>) -> Element {
        self.0.add_child(part.into());
        self
    }
}

impl From<Element> for Html {
    fn from(element: Element) -> Html {
        (*element.0).into()
    }
}
