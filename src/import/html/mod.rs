//! An article out of a tree of elements: the page's own, or one made of an HTML string. One walker reads both; it asks of a tree no more
//! than [`Node`] has, and takes nothing out of it but words. What could run is neither read nor kept.

#[cfg(feature = "cli")]
mod depth;
mod reader;
#[cfg(feature = "cli")]
mod tree;

pub use reader::{Read, read};
#[cfg(feature = "cli")]
pub use tree::article;

/// A node of a tree of elements, text and others. Clones are the same node.
pub trait Node: Clone + PartialEq {
    /// The local name, in small letters, of an element; none of another node.
    fn name(&self) -> Option<String>;
    /// What a text node holds; none of another node.
    fn data(&self) -> Option<String>;
    fn first_child(&self) -> Option<Self>;
    fn next_sibling(&self) -> Option<Self>;
    /// The element that it stands in.
    fn parent(&self) -> Option<Self>;
    /// The attribute `name` of an element.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The nearest element at or above this one that the CSS selector finds.
    fn closest(&self, selector: &str) -> Option<Self>;
    /// Whether the CSS selector finds this element.
    fn matches(&self, selector: &str) -> bool;
    /// How many elements in this one the CSS selector finds.
    fn count(&self, selector: &str) -> u32;
    /// Whether `other` is this one or in it.
    fn contains(&self, other: &Self) -> bool;
    /// Whether its style lets the element be seen.
    fn is_visible(&self) -> bool;
}
