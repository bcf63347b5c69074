//! A text without what does not count when two copies of it are compared.

use crate::model::Span;
use crate::model::text::shows_nothing;

/// A text without white space and without what shows nothing.
pub(super) struct Skeleton {
    pub text: String,
    /// Where each byte of it stands in the text, and the end of the text.
    bytes: Vec<u32>,
}

impl Skeleton {
    pub fn new(text: &str) -> Skeleton {
        let counted = || text.char_indices().filter(|(_, letter)| counts(*letter));
        let mut bytes: Vec<u32> =
            counted().flat_map(|(at, letter)| (at..at + letter.len_utf8()).map(|byte| byte as u32)).collect();
        bytes.push(text.len() as u32);
        Skeleton { text: counted().map(|(_, letter)| letter).collect(), bytes }
    }

    /// Where `span` of the text is here, without white space at its ends.
    pub fn inside(&self, span: Span) -> Span {
        let at = |byte: usize| self.bytes.partition_point(|&known| (known as usize) < byte).min(self.text.len());
        Span::new(at(span.start), at(span.end))
    }

    /// Where `span` of this is in the text.
    pub fn outside(&self, span: Span) -> Span {
        Span::new(self.bytes[span.start] as usize, self.bytes[span.end - 1] as usize + 1)
    }
}

/// Whether `letter` is neither white space nor one of those that show nothing.
pub(super) fn counts(letter: char) -> bool {
    !letter.is_whitespace() && !shows_nothing(letter)
}
