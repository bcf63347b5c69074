//! Annotations as files, and back onto a text.
//!
//! [`json`] is the format that holds everything, and the one that the module of a page reads. `w3c` is read and written for everybody
//! else's annotations, `spacy`, `displacy` and `brat` for the tools of those names, `schema` is written for search engines; each says what
//! it cannot hold. `format` is the one door to all of them, [`anchor`] finds again what was edited.

pub mod anchor;
#[cfg(feature = "formats")]
pub mod brat;
#[cfg(feature = "formats")]
pub mod displacy;
#[cfg(feature = "formats")]
pub mod format;
#[cfg(feature = "formats")]
mod gather;
pub mod json;
#[cfg(feature = "formats")]
mod labelled;
#[cfg(feature = "formats")]
mod labels;
#[cfg(all(test, feature = "formats"))]
mod sample;
#[cfg(feature = "formats")]
pub mod schema;
#[cfg(feature = "formats")]
pub mod spacy;
#[cfg(feature = "formats")]
pub mod w3c;

use crate::error::Error;
use crate::model::{AnnotationSet, Article};

/// An article with its annotations as a file has them.
#[derive(Debug, Clone)]
pub struct Document {
    pub article: Article,
    pub set: AnnotationSet,
    /// What could not be taken, each with its place in the file; the rest counts.
    pub problems: Vec<Error>,
}
