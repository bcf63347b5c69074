//! Annotations as files, and back onto a text.
//!
//! [`json`] is the format that holds everything, and the one a page reads. `spacy`, `displacy` and `brat` are read and written for the
//! tools of those names, `schema` is written for search engines; each says what it cannot hold.

pub mod anchor;
pub mod json;
#[cfg(feature = "formats")]
pub mod w3c;

// The formats of other tools are for the command line alone.
#[cfg(any(test, feature = "cli"))]
pub mod brat;
#[cfg(any(test, feature = "cli"))]
pub mod displacy;
#[cfg(any(test, feature = "cli"))]
mod gather;
#[cfg(any(test, feature = "cli"))]
mod labelled;
#[cfg(any(test, feature = "cli"))]
mod labels;
#[cfg(any(test, feature = "cli"))]
pub mod schema;
#[cfg(any(test, feature = "cli"))]
pub mod spacy;

#[cfg(test)]
mod sample;

use crate::error::Error;
use crate::model::{AnnotationSet, Article};

/// An article with its annotations as a file has them.
#[derive(Debug, Clone, Default)]
pub struct Document {
    pub article: Article,
    pub set: AnnotationSet,
    /// What could not be taken, each with its place in the file; the rest counts.
    pub problems: Vec<Error>,
}
