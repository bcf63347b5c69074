//! Annotations as files, and back onto a text.

pub mod anchor;
pub mod json;
