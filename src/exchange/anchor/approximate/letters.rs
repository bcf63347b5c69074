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

    /// Whether a word may begin or end before letter `at`: what is before it and it are not two letters or figures of one word, nor is one
    /// of them an apostrophe within a word.
    pub fn is_edge(&self, at: usize) -> bool {
        let is_of_word = |at: usize| {
            let is_inside = at > 0 && at + 1 < self.all.len() && !self.is_parted(at) && !self.is_parted(at + 1);
            let is_letter = |at: usize| self.all[at].is_alphanumeric();
            is_letter(at) || is_inside && "'’".contains(self.all[at]) && is_letter(at - 1) && is_letter(at + 1)
        };
        at == 0 || at >= self.all.len() || self.is_parted(at) || !is_of_word(at - 1) || !is_of_word(at)
    }

    /// Whether there is anything between letter `at` and the one before.
    fn is_parted(&self, at: usize) -> bool {
        self.bytes[at - 1] as usize + self.all[at - 1].len_utf8() < self.bytes[at] as usize
    }
}
