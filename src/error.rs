//! The one error of the crate.

use thiserror::Error;

/// What went wrong, where, and what would be right.
///
/// [`Error::code`] never changes once published: scripts and pages switch on it. The message is for people and may improve.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not UTF-8. `offset` counts bytes from the start of the input.
    #[error("the text is not UTF-8: invalid byte at offset {offset}; save it as UTF-8 and try again")]
    InvalidUtf8 { offset: usize },
    /// A language that no pack was loaded for, or that nobody knows.
    #[error("no language pack for \"{lang}\"; known are \"ar\" and \"en\"")]
    UnknownLanguage { lang: String },
    /// A pack that cannot be read.
    #[error("the language pack cannot be read: {reason}")]
    InvalidPack { reason: String },
    /// A pack of a later format than this build reads.
    #[error("the language pack has format {found}, this build reads {supported}; update hashiya or rebuild the pack")]
    NewerPack { found: u16, supported: u16 },
    /// A row of a lexicon table that cannot be read.
    #[error("{file}:{line}: {reason}")]
    InvalidTable { file: String, line: usize, reason: String },
    /// A newsroom's glossary of which nothing can be read; `place` is a line or a JSON path.
    #[error("the glossary cannot be read: {place}: {reason}")]
    InvalidGlossary { place: String, reason: String },
    /// A date that is not a calendar date.
    #[error("\"{value}\" is not a date; write it as YYYY-MM-DD")]
    InvalidDate { value: String },
    /// Structured input (JSON) that does not have the expected shape.
    #[error("{path}: {reason}")]
    InvalidInput { path: String, reason: String },
    /// A file or stream that cannot be read or written.
    #[error("{path}: {reason}")]
    Io { path: String, reason: String },
    /// Something the page has to offer is missing: an element, a browser interface.
    #[error("{what} is missing: {remedy}")]
    MissingHost { what: String, remedy: String },
}

impl Error {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Error::InvalidUtf8 { .. } => "invalid-utf8",
            Error::UnknownLanguage { .. } => "unknown-language",
            Error::InvalidPack { .. } => "invalid-pack",
            Error::NewerPack { .. } => "newer-pack",
            Error::InvalidTable { .. } => "invalid-table",
            Error::InvalidGlossary { .. } => "invalid-glossary",
            Error::InvalidDate { .. } => "invalid-date",
            Error::InvalidInput { .. } => "invalid-input",
            Error::Io { .. } => "io",
            Error::MissingHost { .. } => "missing-host",
        }
    }
}

/// The result of everything here that can fail.
pub type Result<T> = std::result::Result<T, Error>;
