//! What Hashiya knows of languages: how words are cut and compared, and the packs that hold the rest as data.

pub mod arabic;
pub mod automaton;
pub mod english;
pub mod glossary;
pub mod layout;
pub mod lexicon;
pub mod measure;
pub mod normalise;
pub mod pack;
pub mod seen;
pub mod token;
pub mod weights;
pub mod words;

pub use glossary::Glossary;
pub use lexicon::{Class, Classes, Entry, Lexicon};
pub use pack::Pack;
pub use token::{Token, TokenKind, tokens};
