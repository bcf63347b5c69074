//! The state of the screen and what is to be shown, without a word about how a browser shows it.
//!
//! [`content`] is an article with its annotations, [`filter`] says which of them are displayed, [`shown`] which of them lie at a place of the text, [`intent`] when a card
//! opens, [`card`] what stands in it, [`placement`] where it goes, [`panels`] what is listed beside the article and [`notes`] after it on
//! paper, [`strings`] in which words. [`state`] puts these together into one reducer. All of it is plain data and plain functions; tests
//! run natively in milliseconds.

pub mod card;
pub mod content;
pub mod filter;
pub mod intent;
pub mod notes;
pub mod panels;
pub mod placement;
pub mod shown;
pub mod state;
pub mod strings;

pub use card::Card;
pub use content::Content;
pub use filter::{Filter, Intensity, Kind};
pub use intent::Intent;
pub use placement::{Placement, Rect, Size};
pub use shown::Shown;
pub use state::{Action, Announced, Granted, Screen, Step, Wish};

#[cfg(test)]
pub(crate) mod sample;
