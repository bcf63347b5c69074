//! What an article and its annotations are, without a word about how they were found or will be shown.
//!
//! [`Article`] is the text with its blocks; [`AnnotationSet`] is what the engine says about it. Positions are [`Span`]s in
//! UTF-8 bytes; [`TextIndex`] converts them to UTF-16 units (the DOM) and code points (files).

mod annotation;
mod article;
mod entity;
mod json;
mod order;
pub mod text;
mod value;

pub use annotation::{
    Annotation, AnnotationSet, Context, Evidence, Mark, Mention, Origin, QuoteKind, SourceKind, Stance,
};
pub use article::{Article, Block, BlockKind, Dir, Lang, date};
pub use entity::{Entity, EntityId, EntityType, Note, Role, web_address};
pub use json::Json;
pub use order::sorted;
pub use text::{Span, TextIndex};
pub use value::{Decimal, Modifier, Quantity, Value};
