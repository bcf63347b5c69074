//! How the furniture of a news story is marked in each language: source lines, bylines, picture credits, datelines.
//!
//! This one table is compiled in: a text is cut into blocks before its language, and so its pack, is known.

use std::sync::LazyLock;

use super::normalise::fold;

/// What a marker opens or makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    SourceLine,
    Byline,
    Credit,
    Weekday,
    Month,
}

const NAMES: [(&str, Marker); 5] = [
    ("source-line", Marker::SourceLine),
    ("byline", Marker::Byline),
    ("credit", Marker::Credit),
    ("weekday", Marker::Weekday),
    ("month", Marker::Month),
];

static MARKERS: LazyLock<Vec<(Marker, String)>> = LazyLock::new(|| {
    let rows = include_str!("data/layout.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
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

/// The rest of `line` after an opening marker and what parts it from the rest: `الجزيرة` of `المصدر : الجزيرة`.
///
/// `parted` says whether a colon or dash has to follow the marker; `By` needs none.
pub fn opened(marker: Marker, line: &str, parted: bool) -> Option<&str> {
    let line = line.trim_start();
    let lengths = line.char_indices().map(|(at, _)| at).chain([line.len()]).take(24);
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
    fn every_kind_has_words_in_the_table() {
        for (name, marker) in NAMES {
            assert!(MARKERS.iter().any(|(kind, _)| *kind == marker), "{name}");
        }
    }
}
