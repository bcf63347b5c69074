//! A text as the letters that count, each with its place: what approximate quotes are looked for in.

use std::ops::Range;

use super::super::skeleton::counts;
use crate::model::Span;

/// The letters of a text that are neither white space nor show nothing.
pub(super) struct Letters {
    pub all: Vec<char>,
    /// The byte each begins at.
    bytes: Vec<u32>,
    /// Those before which a line ended.
    lines: Vec<u32>,
}

impl Letters {
    pub fn new(text: &str) -> Letters {
        let mut all = Vec::with_capacity(text.len());
        let mut bytes = Vec::with_capacity(text.len());
        let mut lines = Vec::new();
        for (byte, letter) in text.char_indices() {
            if counts(letter) {
                all.push(letter);
                bytes.push(byte as u32);
            } else if letter == '\n' {
                lines.push(all.len() as u32);
            }
        }
        Letters { all, bytes, lines }
    }

    /// Whether letter `at` is the first of its line.
    pub fn begins_line(&self, at: usize) -> bool {
        at == 0 || self.lines.binary_search(&(at as u32)).is_ok()
    }

    /// Whether there is no letter or figure of its line from letter `at` on.
    pub fn ends_line(&self, at: usize) -> bool {
        let stops = self.all[at..].iter().take_while(|letter| !letter.is_alphanumeric()).count();
        at + stops == self.all.len() || (at..=at + stops).any(|at| self.begins_line(at))
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
