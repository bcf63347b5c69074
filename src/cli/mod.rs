//! The command line: `hashiya annotate`, `hashiya pack`.
pub mod pack;
mod table;
