//! How the furniture of a news story is marked in each language: source lines, bylines, picture credits, datelines.
//!
//! This one table is compiled in: a text is cut into blocks before its language, and so its pack, is known.

use std::sync::LazyLock;

use super::normalise::{fold, is_letter};
use crate::model::Span;
use crate::model::text::{find_last, places};

/// What a marker opens or makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    SourceLine,
    Byline,
    Credit,
    Weekday,
    Month,
    /// What is no part of the story: `Advertisement`.
    Furniture,
    /// What opens the part of a page that is none: `Related`.
    Closing,
}

const NAMES: [(&str, Marker); 7] = [
    ("source-line", Marker::SourceLine),
    ("byline", Marker::Byline),
    ("credit", Marker::Credit),
    ("weekday", Marker::Weekday),
    ("month", Marker::Month),
    ("furniture", Marker::Furniture),
    ("closing", Marker::Closing),
];

/// How the furniture of a news story is marked, curated by hand for this project (MIT OR Apache-2.0; a comment in the table would be
/// loaded with every page): `source-line` opens the closing line of sources, `byline` an author's line, `credit` a picture credit;
/// `weekday` and `month` make a dateline; `furniture` and `closing` are labels of what is no part of the story. A form ends where a colon or a space may follow.
static MARKERS: LazyLock<Vec<(Marker, String)>> = LazyLock::new(|| {
    let rows = include_str!("data/layout.tsv").lines().skip(1);
    rows.flat_map(|row| {
        let mut fields = row.split('\t').skip(1);
        let name = fields.next().unwrap_or_default();
        let forms = fields.next().unwrap_or_default();
        let marker = NAMES.iter().find(|(known, _)| *known == name).map(|&(_, marker)| marker);
        marker.into_iter().flat_map(move |marker| forms.split('|').map(move |form| (marker, fold(form))))
    })
    .collect()
});

/// Whether the single word `word` is a marker of that kind.
pub fn is(marker: Marker, word: &str) -> bool {
    let word = fold(word);
    MARKERS.iter().any(|(kind, form)| *kind == marker && *form == word)
}

/// Markers are shorter than so many code points.
const LONGEST_MARKER: usize = 24;

/// The rest of `line` after an opening marker and what parts it from the rest: `الجزيرة` of `المصدر : الجزيرة`.
///
/// `parted` says whether a colon or dash has to follow the marker; `By` needs none.
pub fn opened(marker: Marker, line: &str, parted: bool) -> Option<&str> {
    let line = line.trim_start();
    let lengths = line.char_indices().map(|(at, _)| at).chain([line.len()]).take(LONGEST_MARKER);
    // Lines with a marker are few, and a line that begins with none is known by its first letters.
    let front = fold(&line[..lengths.clone().last().unwrap_or_default()]);
    if !MARKERS.iter().any(|(kind, form)| *kind == marker && front.starts_with(form.as_str())) {
        return None;
    }
    let ends = lengths.filter(|&end| line[end..].chars().next().is_none_or(|next| !next.is_alphanumeric()));
    ends.filter(|&end| end > 0 && is(marker, &line[..end])).find_map(|end| {
        let rest = line[end..].trim_start_matches([' ', '\u{A0}']);
        match rest.strip_prefix([':', '：']) {
            Some(rest) => Some(rest.trim()),
            None if !parted && !rest.is_empty() => Some(rest.trim()),
            None => None,
        }
    })
}

/// The most words a picture credit has.
const LONGEST_CREDIT: usize = 8;

/// The picture credit that closes a caption, in bytes of `line`: `الصحافة الليبية` of `… - الصحافة الليبية`, `AP Photo/Ann Lee`
/// of `(AP Photo/Ann Lee)`, `Mark Rathbun` of `Image: Mark Rathbun.`.
pub fn credit(line: &str) -> Option<Span> {
    marked_credit(line).or_else(|| parenthesised_credit(line)).or_else(|| dashed_credit(line))
}

/// `Image: …` and the like at the end of a line, or at its beginning.
fn marked_credit(line: &str) -> Option<Span> {
    let colon = line.rfind(':')?;
    let before = line[..colon].trim_end();
    let mut starts =
        before.char_indices().rev().filter(|&(at, _)| at == 0 || before[..at].ends_with([' ', '(', '|', '\u{A0}']));
    // `File photo:` has two words.
    let marked = starts.by_ref().take(2).any(|(at, _)| is(Marker::Credit, &before[at..]));
    let span = Span::new(colon + 1, line.len())
        .trim_matches(line, |letter| matches!(letter, '.' | ')') || letter.is_whitespace());
    (marked && is_credit(span.of(line))).then_some(span)
}

/// A line that ends in a parenthesis of a few words, and is no sentence: `… ينس ستولتنبرغ (وكالة الأناضول)`.
fn parenthesised_credit(line: &str) -> Option<Span> {
    let inside = line.trim_end_matches('.').trim_end().strip_suffix(')')?;
    let open = inside.rfind('(')?;
    let span = Span::new(open + 1, inside.len()).trim(line);
    let text = span.of(line);
    let closed_sentence = line.ends_with('.') || ends_sentence(inside[..open].trim_end());
    // `(AP Photo/Ann Lee)` says itself what it is; other words in brackets need a line that is no sentence.
    let says_photo = text.split(|letter: char| !is_letter(letter)).any(|word| is(Marker::Credit, word));
    (open > 0 && is_credit(text) && (says_photo || !closed_sentence) && !text.contains(char::is_numeric))
        .then_some(span)
}

/// A line that ends in a dash and a few words: `لقاء بين … - الصحافة الليبية`.
fn dashed_credit(line: &str) -> Option<Span> {
    if ends_sentence(line) {
        return None;
    }
    let (at, dash) =
        [" - ", " – ", " — ", " | "].into_iter().filter_map(|dash| Some((find_last(line, dash)?, dash))).max()?;
    let span = Span::new(at + dash.len(), line.len()).trim(line);
    let before = line[..at].split_whitespace().count();
    // An inserted clause stands between two dashes (`- خلال المؤتمر -`); a credit stands after the only one.
    let only = places(line, dash).count() == 1;
    (only && before >= 4 && is_credit(span.of(line)) && span.of(line).split_whitespace().count() <= 4).then_some(span)
}

fn is_credit(text: &str) -> bool {
    !text.is_empty() && text.split_whitespace().count() <= LONGEST_CREDIT && !text.contains(['"', '«', '،', ':', '؛'])
}

/// Whether `line` closes with the end of a sentence, closing marks left aside.
pub fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '»', '”', '’', '\'', ')', ']', ' ']);
    line.ends_with(['.', '!', '؟', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_words_are_taken_off() {
        assert_eq!(opened(Marker::SourceLine, "المصدر : الجزيرة + وكالات", true), Some("الجزيرة + وكالات"));
        assert_eq!(opened(Marker::SourceLine, "Sources: Reuters", true), Some("Reuters"));
        assert_eq!(opened(Marker::Byline, "By Jane Doe", false), Some("Jane Doe"));
        assert_eq!(opened(Marker::Credit, "Image: Mark Rathbun.", true), Some("Mark Rathbun."));
        assert_eq!(opened(Marker::SourceLine, "المصدر الذي تحدث", true), None);
        assert_eq!(opened(Marker::Byline, "Byzantine art", false), None);
    }

    #[test]
    fn credits_make_captions() {
        for (line, expected) in [
            ("لقاء بين الوزيرين في مقر الوزارة - الصحافة الليبية", "الصحافة الليبية"),
            ("لقاء سابق بين الوزير وأمين عام الحلف (وكالة الأناضول)", "وكالة الأناضول"),
            ("Montalvo is holding a copy of the book. Image: Mark Rathbun.", "Mark Rathbun"),
            ("Workers leave the plant on Monday. (AP Photo/Ann Lee)", "AP Photo/Ann Lee"),
        ] {
            assert_eq!(credit(line).map(|span| span.of(line)), Some(expected), "{line}");
        }
        for line in [
            "The plant closed in May (see below).",
            "قال الوزير -خلال المؤتمر- إن الاتفاق جاهز",
            "He was born in 1990 (in Tripoli).",
        ] {
            assert_eq!(credit(line), None, "{line}");
        }
    }

    #[test]
    fn every_kind_has_words_in_the_table() {
        for (name, marker) in NAMES {
            assert!(MARKERS.iter().any(|(kind, _)| *kind == marker), "{name}");
        }
    }
}
