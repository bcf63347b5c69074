//! Tokens that every span begins and ends with.

use crate::lang::words::words;
use crate::model::Span;

/// Whether Python's `str.isspace` holds, by which spaCy parts tokens: it has the four separators of ASCII, which Unicode has not.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{1C}'..='\u{1F}')
}

/// `span` without the white space at its ends, where no token of spaCy's begins or ends.
pub fn trimmed(text: &str, span: Span) -> Span {
    span.trim_matches(text, is_space)
}

/// The tokens of `text`: words by UAX #29, cut further at `edges`, for an Arabic name may begin within a written word (`للحكومة`).
///
/// White space is as spaCy has it (`spacy.util.get_words_and_spaces`): one space after a token belongs to it and is in none, and
/// what else there is of it between two tokens is one token.
pub fn tokens(text: &str, edges: Vec<usize>) -> Vec<Span> {
    let mut cuts = edges;
    cuts.extend(words(text).map(|(start, _)| start));
    cuts.extend(runs(text));
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut tokens: Vec<Span> = Vec::with_capacity(cuts.len());
    // Where the white space before a token began.
    let mut space = 0;
    let mut start = 0;
    for end in cuts {
        let is_white = text[start..end].chars().all(is_space);
        if is_white && end < text.len() {
            start = end;
            continue;
        }
        let word = if is_white { end } else { start };
        tokens.extend(gap(text, Span::new(space, word), tokens.is_empty()));
        if !is_white {
            tokens.push(Span::new(word, end));
        }
        (space, start) = (end, end);
    }
    tokens
}

/// Where white space begins and where it ends.
fn runs(text: &str) -> impl Iterator<Item = usize> {
    let mut was_space = None;
    text.char_indices().filter_map(move |(at, letter)| {
        let changes = was_space != Some(is_space(letter));
        was_space = Some(is_space(letter));
        changes.then_some(at)
    })
}

/// The token that the white space `gap` is, if it is more than the one space that belongs to the token before it.
fn gap(text: &str, gap: Span, is_first: bool) -> Option<Span> {
    let owned = usize::from(!is_first && gap.of(text).starts_with(' '));
    Some(Span::new(gap.start + owned, gap.end)).filter(|rest| !rest.is_empty())
}

/// Which of `tokens` share a byte with `span`: the first, and the one after the last.
pub fn covering(tokens: &[Span], span: Span) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.end <= span.start);
    (first, tokens.partition_point(|token| token.start < span.end).max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(text: &str, edges: &[usize], expected: &[&str]) {
        let tokens: Vec<&str> = tokens(text, edges.to_vec()).into_iter().map(|token| token.of(text)).collect();
        assert_eq!(tokens, expected, "{text:?}");
    }

    #[test]
    fn one_space_belongs_to_the_token_before_and_more_is_a_token() {
        cut("", &[], &[]);
        cut("a b", &[], &["a", "b"]);
        cut(" a  b\n\nc \n ", &[], &[" ", "a", " ", "b", "\n\n", "c", "\n "]);
        cut(" \n", &[], &[" \n"]);
        cut("a \u{301}b\u{1F}c", &[], &["a", "\u{301}", "b", "\u{1F}", "c"]);
    }

    #[test]
    fn a_token_is_cut_where_a_span_begins() {
        let text = "قال للحكومة.";
        let edge = text.find("لحكومة").expect("the word");
        cut(text, &[edge], &["قال", "ل", "لحكومة", "."]);
        assert_eq!(covering(&tokens(text, vec![edge]), Span::new(edge, text.len() - 1)), (2, 3));
    }
}
