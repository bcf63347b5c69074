//! From what was delivered to an [`crate::model::Article`]: bytes to text, text to blocks.

#[cfg(feature = "cli")]
pub mod format;
pub mod furniture;
pub mod html;
mod language;
#[cfg(feature = "formats")]
mod lines;
#[cfg(feature = "formats")]
pub mod markdown;
pub mod plain;

use jiff::civil::Date;

pub use language::language_of;
#[cfg(feature = "formats")]
pub use lines::Lines;

use crate::error::{Error, Result};
use crate::model::Lang;
pub use crate::model::date;
use crate::model::text::{has, replaced};

/// What is known of an article beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// The article's language; found out from the text where it is not given.
    pub lang: Option<Lang>,
    /// The day of publication.
    pub date: Option<Date>,
}

/// The text of a delivered file: UTF-8 without its byte-order mark, line ends made `\n`.
///
/// # Errors
/// [`Error::InvalidUtf8`] with the offset in bytes of the first byte that is wrong.
pub fn decode(bytes: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(bytes).map_err(|error| Error::InvalidUtf8 { offset: error.valid_up_to() })?;
    Ok(unify(text))
}

/// `text` without a byte-order mark, line ends made `\n`; nothing else changes.
pub fn unify(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if has(text, '\r') { replaced(text, "\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delivery_marks_go_and_nothing_else() {
        assert_eq!(decode("\u{FEFF}a\r\nb\rc\u{A0}ـ\u{200F}".as_bytes()).unwrap(), "a\nb\nc\u{A0}ـ\u{200F}");
    }

    #[test]
    fn what_is_not_utf8_is_named_by_its_byte() {
        assert_eq!(decode(b"ab\xFFcd").unwrap_err(), Error::InvalidUtf8 { offset: 2 });
        assert_eq!(decode("ليبيا".as_bytes().split_last().unwrap().1).unwrap_err(), Error::InvalidUtf8 { offset: 8 });
    }
}
