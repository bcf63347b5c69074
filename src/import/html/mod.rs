//! An article out of a tree of elements: the page's own, or one made of an HTML string. One walker reads both; it asks of a tree no more
//! than [`Node`] has, and takes nothing out of it but words. What could run is neither read nor kept.

#[cfg(feature = "cli")]
mod parse;
mod reader;
#[cfg(feature = "cli")]
mod tree;

pub use reader::{Read, read};
#[cfg(feature = "cli")]
pub use tree::article;

/// What holds data: tables lay pages out, too.
const TABLE_OF_DATA: &str = ":is(table:has(th,thead,caption),[role=table])";

/// A node of a tree of elements: an element or text. Clones are the same node.
pub trait Node: Clone + PartialEq {
    /// The local name, in small letters, of an element.
    fn name(&self) -> String;
    /// What a text holds; none of an element.
    fn data(&self) -> Option<String>;
    /// The element that it stands in.
    fn parent(&self) -> Option<Self>;
    /// The attribute `name` of an element.
    fn attribute(&self, name: &str) -> Option<String>;
    /// The nearest element at or above this one that the CSS selector finds.
    fn closest(&self, selector: &str) -> Option<Self>;
    /// Whether the CSS selector finds this element.
    fn matches(&self, selector: &str) -> bool;
    /// Whether the cell stands in a table that holds data.
    fn is_in_table_of_data(&self) -> bool {
        self.closest(TABLE_OF_DATA).is_some()
    }
    /// How many elements in this one the CSS selector finds.
    fn count(&self, selector: &str) -> u32;
    /// Whether `other` is this one or in it.
    fn contains(&self, other: &Self) -> bool;
    /// Whether its style lets the element be seen.
    fn is_visible(&self) -> bool;
}
