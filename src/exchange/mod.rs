//! Annotations as files, and back onto a text.

pub mod anchor;
pub mod json;
#[cfg(feature = "formats")]
pub mod w3c;

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
