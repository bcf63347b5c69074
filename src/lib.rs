//! Hashiya (حاشية) reads a news article and explains it in place.
//!
//! An article goes one way through the crate: `import` makes an [`model::Article`] of bytes, [`engine::Engine`] makes an
//! [`model::AnnotationSet`] of it with the knowledge of a language pack ([`lang`]), `view` decides what of it is shown
//! where, and the web half (`dom`, `ui`, `embed`) shows it. [`exchange`] writes annotations to files and places them onto a text again, in
//! the formats of others with the feature `formats`, which pages have as a module of their own.
//! [`check`] has what a copy desk would ask of an annotated article; no page links it but through that module.
//! What cards say beyond the article is [`knowledge`]; long work goes in [`turns`]. Nothing downstream is imported upstream; without the
//! feature `web` no web crate is compiled.

pub mod check;
pub mod detect;
#[cfg(feature = "web")]
pub mod dom;
#[cfg(feature = "web")]
pub mod embed;
pub mod engine;
pub mod error;
pub mod exchange;
#[cfg(feature = "formats-module")]
pub mod formats;
pub mod import;
pub mod knowledge;
pub mod lang;
pub mod model;
pub mod turns;
#[cfg(feature = "web")]
pub mod ui;
pub mod view;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

pub use engine::Engine;
pub use error::{Error, Result};
