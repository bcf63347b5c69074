//! Positions in a text, and the only place that converts between their units.

use std::ops::Range;

/// A stretch of the article's text in UTF-8 bytes, end exclusive.
///
/// Both ends lie on character boundaries of the text the span was made for; [`Span::of`] panics otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`. An end before the start is a mistake of the caller; the span is then empty.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start, end: end.max(start) }
    }

    /// The text the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The first of `sorted` that shares a byte with this one; they are in order and do not overlap each other.
    pub fn overlapping(self, sorted: &[Span]) -> Option<Span> {
        let next = sorted.partition_point(|other| other.end <= self.start);
        sorted.get(next).copied().filter(|other| other.overlaps(self))
    }

    /// The same stretch without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        self.trim_matches(text, char::is_whitespace)
    }

    /// The same stretch without the characters at its ends for which `drop` holds.
    pub fn trim_matches(self, text: &str, drop: impl Fn(char) -> bool) -> Span {
        let inside = self.of(text);
        let start = self.start + (inside.len() - inside.trim_start_matches(&drop).len());
        let end = start + inside[start - self.start..].trim_end_matches(&drop).len();
        Span { start, end }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// Every how many bytes a [`TextIndex`] keeps a count.
const STRIDE: usize = 256;

/// Converts byte offsets of one text to UTF-16 units and code points, and back.
///
/// Keeps one pair of counts per 256 bytes, so a conversion reads at most that much text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextIndex {
    /// For each mark: byte offset (the first character boundary at or after `n * STRIDE`), UTF-16 units, code points.
    marks: Vec<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    byte: usize,
    utf16: usize,
    point: usize,
}

impl TextIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> TextIndex {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut here = Mark { byte: 0, utf16: 0, point: 0 };
        for (byte, char) in text.char_indices() {
            if byte >= marks.len() * STRIDE {
                marks.push(Mark { byte, ..here });
            }
            here.utf16 += char.len_utf16();
            here.point += 1;
        }
        if marks.is_empty() {
            marks.push(here);
        }
        TextIndex { marks }
    }

    /// UTF-16 units before byte offset `byte` of `text`.
    pub fn to_utf16(&self, text: &str, byte: usize) -> usize {
        self.walk(text, |mark| mark.byte, byte).utf16
    }

    /// Code points before byte offset `byte` of `text`.
    pub fn to_points(&self, text: &str, byte: usize) -> usize {
        self.walk(text, |mark| mark.byte, byte).point
    }

    /// The byte offset of UTF-16 offset `utf16`; past the end it is the text's length, inside a pair its start.
    pub fn from_utf16(&self, text: &str, utf16: usize) -> usize {
        self.walk(text, |mark| mark.utf16, utf16).byte
    }

    /// The byte offset of code point `point`; past the end it is the text's length.
    pub fn from_points(&self, text: &str, point: usize) -> usize {
        self.walk(text, |mark| mark.point, point).byte
    }

    /// The last character boundary whose `unit` is at most `target`.
    fn walk(&self, text: &str, unit: impl Fn(&Mark) -> usize, target: usize) -> Mark {
        let nearest = self.marks.partition_point(|mark| unit(mark) <= target).saturating_sub(1);
        let mut here = self.marks[nearest];
        for char in text[here.byte..].chars() {
            let next =
                Mark { byte: here.byte + char.len_utf8(), utf16: here.utf16 + char.len_utf16(), point: here.point + 1 };
            if unit(&next) > target {
                break;
            }
            here = next;
        }
        here
    }
}

/// Where `part`, which is not empty, stands in `text`: bytes, no place within another.
///
/// What the standard library has for this is as fast in a book as in a line, and 1 kB of a page.
pub fn places<'t>(text: &'t str, part: &'t str) -> impl Iterator<Item = usize> + 't {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + windows(text.get(from..)?, part).position(|is_part| is_part)?;
        from = at + part.len();
        Some(at)
    })
}

/// The first place of `part` in `text`.
pub fn find(text: &str, part: &str) -> Option<usize> {
    windows(text, part).position(|is_part| is_part)
}

/// The last place of `part` in `text`.
pub fn find_last(text: &str, part: &str) -> Option<usize> {
    windows(text, part).rposition(|is_part| is_part)
}

/// Whether `part` begins at each byte of `text`.
fn windows<'t>(text: &'t str, part: &'t str) -> impl ExactSizeIterator<Item = bool> + DoubleEndedIterator + 't {
    let part = part.as_bytes();
    text.as_bytes().windows(part.len()).map(move |window| window[0] == part[0] && window == part)
}

/// Whether `letter` is in `text`. Not by `contains`, which looks for a letter as for words: that brings the 1 kB of [`places`] back.
pub fn has(text: &str, letter: char) -> bool {
    text.chars().any(|other| other == letter)
}

/// `text` with `by` in every place of `part`.
pub fn replaced(text: &str, part: &str, by: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut start = 0;
    for at in places(text, part) {
        whole.push_str(&text[start..at]);
        whole.push_str(by);
        start = at + part.len();
    }
    whole.push_str(&text[start..]);
    whole
}

/// Soft hyphens, joiners, bidi marks: systems add and drop them.
pub fn shows_nothing(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Arabic, Latin, a supplementary character and a combining mark, longer than two strides.
    fn mixed() -> String {
        "ليبيا 😀 é Libya، ".repeat(40)
    }

    #[test]
    fn every_boundary_converts_there_and_back() {
        let text = mixed();
        let index = TextIndex::new(&text);
        let (mut utf16, mut points) = (0, 0);
        for (byte, char) in text.char_indices() {
            assert_eq!(index.to_utf16(&text, byte), utf16);
            assert_eq!(index.to_points(&text, byte), points);
            assert_eq!(index.from_utf16(&text, utf16), byte);
            assert_eq!(index.from_points(&text, points), byte);
            utf16 += char.len_utf16();
            points += 1;
        }
        assert_eq!(index.to_utf16(&text, text.len()), utf16);
        assert_eq!(index.from_points(&text, points + 9), text.len());
    }

    #[test]
    fn an_offset_inside_a_surrogate_pair_is_its_start() {
        let index = TextIndex::new("a😀b");
        assert_eq!(index.from_utf16("a😀b", 2), 1);
    }

    #[test]
    fn an_empty_text_has_one_position() {
        let index = TextIndex::new("");
        assert_eq!(index.to_utf16("", 0), 0);
        assert_eq!(index.from_utf16("", 7), 0);
    }

    #[test]
    fn trimming_keeps_the_inside() {
        let text = " «موسكو» ";
        let span = Span::new(0, text.len()).trim(text);
        assert_eq!(span.of(text), "«موسكو»");
        assert_eq!(span.trim_matches(text, |c| "«»".contains(c)).of(text), "موسكو");
        assert!(Span::new(0, 1).trim(text).is_empty());
    }

    #[test]
    fn parts_are_found_where_the_standard_library_finds_them() {
        for (text, part) in [("a - - b", " - "), ("aaaa", "aa"), ("", "x"), ("قال في", "في"), ("a\r\n\r\r\n", "\r\n")]
        {
            assert!(places(text, part).eq(text.match_indices(part).map(|(at, _)| at)), "{text:?}");
            assert_eq!(find(text, part), text.find(part));
            assert_eq!(find_last(text, part), text.rfind(part));
            assert_eq!(replaced(text, part, "*"), text.replace(part, "*"));
        }
    }
}
