//! A text as the letters that count, each with its place: what approximate quotes are looked for in.

use std::ops::Range;

use super::super::skeleton::counts;
use crate::model::Span;

/// The letters of a text that are neither white space nor show nothing.
pub(super) struct Letters {
    pub all: Vec<char>,
    /// The byte each begins at.
    bytes: Vec<u32>,
}

impl Letters {
    pub fn new(text: &str) -> Letters {
        let mut all = Vec::with_capacity(text.len());
        let mut bytes = Vec::with_capacity(text.len());
        for (byte, letter) in text.char_indices().filter(|(_, letter)| counts(*letter)) {
            all.push(letter);
            bytes.push(byte as u32);
        }
        Letters { all, bytes }
    }

    /// The letter that is at byte `byte` of the text, or the first one after it.
    pub fn at(&self, byte: usize) -> usize {
        self.bytes.partition_point(|&known| (known as usize) < byte)
    }

    /// Where `range` of the letters, which is not empty, stands in the text.
    pub fn outside(&self, range: &Range<usize>) -> Span {
        let last = range.end - 1;
        Span::new(self.bytes[range.start] as usize, self.bytes[last] as usize + self.all[last].len_utf8())
    }

    /// Whether a word may begin or end before letter `at`: what is before it and it are not two letters or figures of one word.
    pub fn is_edge(&self, at: usize) -> bool {
        let (Some(before), Some(after)) = (at.checked_sub(1), self.bytes.get(at)) else { return true };
        let is_parted = (self.bytes[before] as usize + self.all[before].len_utf8()) < *after as usize;
        is_parted || !self.all[before].is_alphanumeric() || !self.all[at].is_alphanumeric()
    }
}
