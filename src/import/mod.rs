//! From what was delivered to an [`crate::model::Article`]: bytes to text, text to blocks.

mod language;
pub mod plain;

use jiff::civil::Date;

pub use language::language_of;

use crate::error::{Error, Result};
use crate::model::Lang;
use crate::model::text::replaced;

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
    if text.contains('\r') { replaced(text, "\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// Reads a day of publication.
///
/// # Errors
/// [`Error::InvalidDate`] for anything but a calendar date written YYYY-MM-DD.
pub fn date(value: &str) -> Result<Date> {
    // By hand: the crate's own parser knows every form of date there is, at 20 kB of a page's budget.
    let digits = |part: &str, count: usize| {
        let all = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| part.parse::<i16>().ok()).flatten()
    };
    let mut parts = value.split('-');
    let date = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => digits(year, 4)
            .zip(digits(month, 2).zip(digits(day, 2)))
            .and_then(|(year, (month, day))| Date::new(year, month as i8, day as i8).ok()),
        _ => None,
    };
    date.ok_or_else(|| Error::InvalidDate { value: value.to_owned() })
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

    #[test]
    fn dates_are_calendar_dates() {
        assert!(date("2021-04-16").is_ok());
        for wrong in ["2021-02-30", "16/04/2021", "2021-4-16", "", "tomorrow"] {
            assert_eq!(date(wrong).unwrap_err().code(), "invalid-date", "{wrong}");
        }
    }
}
