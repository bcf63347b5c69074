//! How English words are written in news: possessives, abbreviations, initials.

use crate::model::text::has;

/// Titles and other words that newsrooms abbreviate with a full stop.
const ABBREVIATIONS: [&str; 44] = [
    "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "adm",
    "rev", "hon", "st", "jr", "sr", "vs", "no", "inc", "ltd", "co", "corp", "dept", "jan", "feb", "mar", "apr", "aug",
    "sept", "sep", "oct", "nov", "dec", "pres", "messrs", "sec", "supt", "insp", "det",
];

/// Where the possessive ending of `word` begins, in bytes: `Libya's` at 5. None without one, or where it would be all.
pub fn possessive(word: &str) -> Option<usize> {
    let end = ["'s", "’s", "'S", "’S"].into_iter().find(|end| word.ends_with(end))?;
    let at = word.len() - end.len();
    (at > 0).then_some(at)
}

/// Whether a full stop after `word` is a part of it: `Mr`, the initial of a name, `U.S`.
pub fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    let initial =
        matches!((letters.next(), letters.next()), (Some(first), None) if first.is_ascii_uppercase() && first != 'I');
    let dotted = has(word, '.') && word.split('.').all(|part| part.len() == 1);
    initial || dotted || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(word))
}
