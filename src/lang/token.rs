//! Words, numbers and marks of a stretch of text, and its sentences.

use std::rc::Rc;

use super::arabic::{self, Split};
use super::seen::Seen;
use super::{english, normalise, words};
use crate::model::text::{find, has};
use crate::model::{Lang, Span};

/// The keys of words as they are written.
pub type Keys<'t> = Seen<'t, Rc<str>>;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    Number,
    /// A single punctuation mark or symbol.
    Mark,
    /// A web or e-mail address.
    Address,
}

/// A word, number or mark where it stands in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the article.
    pub span: Span,
    pub kind: TokenKind,
    /// The form to look up: folded by [`normalise::fold`].
    pub key: Rc<str>,
    /// Whether the token begins with a capital letter, and whether all its letters are capitals.
    pub capital: bool,
    pub all_caps: bool,
}

impl Token {
    /// What is in an address is no word of the text, so all of them have one key.
    fn address(span: Span) -> Token {
        Token { span, kind: TokenKind::Address, key: "://".into(), capital: false, all_caps: false }
    }

    /// A word that is `A`–`z` and the letters of Arabic throughout.
    fn plain<'t>(text: &'t str, span: Span, keys: &mut Keys<'t>) -> Token {
        let word = span.of(text);
        let capital = word.as_bytes()[0].is_ascii_uppercase();
        let all_caps = capital && word.bytes().all(|byte| byte.is_ascii_uppercase());
        Token { span, kind: TokenKind::Word, key: key(word, keys), capital, all_caps }
    }

    fn new<'t>(text: &'t str, span: Span, keys: &mut Keys<'t>) -> Token {
        let word = span.of(text);
        let mut letters = word.chars().filter(|&letter| normalise::is_letter(letter)).peekable();
        let kind = match letters.peek() {
            Some(_) => TokenKind::Word,
            None if word.chars().any(char::is_numeric) => TokenKind::Number,
            None => TokenKind::Mark,
        };
        let capital = letters.peek().is_some_and(|letter| letter.is_uppercase());
        let all_caps = capital && letters.all(|letter| letter.is_uppercase());
        Token { span, kind, key: key(word, keys), capital, all_caps }
    }

    /// Whether the token is a word.
    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    /// Whether the token is the given mark.
    pub fn is_mark(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && *self.key == *mark
    }
}

fn key<'t>(word: &'t str, keys: &mut Keys<'t>) -> Rc<str> {
    let at = keys.at(word, || normalise::fold(word).into());
    keys.get(at).clone()
}

/// The ways to read `word`, folded to `key`: whole first, then by what may be split off its front.
pub fn splits(word: &str, key: &Rc<str>, lang: Lang) -> Vec<Split> {
    match lang {
        Lang::Ar => arabic::splits(word, key),
        Lang::En => vec![Split::whole(key.clone())],
    }
}

/// The tokens of `span` of `text`, white space and invisible controls left out.
///
/// Words are cut by UAX #29, with differences that news needs: an underscore parts words and the sign of a hashtag is left
/// out (`#لورا_سميت`), the English possessive is a token of its own, and so are a run of the same mark (`...`) and an address (`www.bbc.com/arabic`).
pub fn tokens(text: &str, span: Span, lang: Lang) -> Vec<Token> {
    tokens_with(text, span, lang, &mut Keys::default())
}

/// The same, but words that have been met in `keys` share their keys.
pub fn tokens_with<'t>(text: &'t str, span: Span, lang: Lang, keys: &mut Keys<'t>) -> Vec<Token> {
    keys.make_room();
    let mut found: Vec<Token> = Vec::with_capacity(span.len() / 5);
    let mut start = span.start;
    for address in addresses(text, span) {
        push_words(&mut found, text, Span::new(start, address.start), lang, keys);
        found.push(Token::address(address));
        start = address.end;
    }
    push_words(&mut found, text, Span::new(start, span.end), lang, keys);
    found.shrink_to_fit();
    found
}

/// The web and e-mail addresses in `span`. A bare `name.name` is none: a space is as often missing after a full stop.
fn addresses(text: &str, span: Span) -> Vec<Span> {
    let within = span.of(text);
    if !has(within, '@') && find(within, "://").is_none() && find(within, "www.").is_none() {
        return Vec::new();
    }
    let mut at = span.start;
    let runs = within.split(ends_address).filter_map(|run| {
        let start = at;
        at += run.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        let address = address(run)?;
        Some(Span::new(start + address.start, start + address.end))
    });
    runs.collect()
}

/// Whether no address goes on with `letter`: white space, quotation marks, brackets, and the punctuation of Arabic.
fn ends_address(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '،' | '؛' | '؟' | '«' | '»' | '”' | '“' | '"' | '<' | '>' | '(' | ')' | '[' | ']')
}

/// Where in `run` an address lies: `scheme://…`, `www.…` or `name@host.tld`, without the punctuation that follows it.
fn address(run: &str) -> Option<Span> {
    let is_in_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
    // Where the ASCII before byte `end` begins that can be a scheme or a mailbox.
    let before = |end: usize| end - run.as_bytes()[..end].iter().rev().take_while(|&&byte| is_in_name(byte)).count();
    let end = run.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '/').len();
    match (find(run, "://"), run.bytes().position(|byte| byte == b'@')) {
        (Some(colon), _) => (before(colon) < colon && end > colon + 3).then(|| Span::new(before(colon), end)),
        (None, Some(sign)) => {
            let host = run.as_bytes().get(sign + 1..end)?;
            host.contains(&b'.').then(|| Span::new(before(sign), end)).filter(|span| span.start < sign)
        }
        (None, None) => {
            let start = find(run, "www.")?;
            (end > start + "www.".len()).then(|| Span::new(start, end))
        }
    }
}

/// Plain words, which most of news are, end where everybody sees them end; what lies between them is cut by the book.
fn push_words<'t>(found: &mut Vec<Token>, text: &'t str, span: Span, lang: Lang, keys: &mut Keys<'t>) {
    let mut start = span.start;
    while start < span.end {
        let rest = &text.as_bytes()[start..span.end];
        let word = plain_word(rest);
        if word > 0 {
            found.push(Token::plain(text, Span::new(start, start + word), keys));
            start += word;
        } else {
            let other = before_plain_letter(rest);
            push_any(found, text, Span::new(start, start + other), lang, keys);
            start += other;
        }
    }
}

/// How many bytes the letter takes that `text` begins with, if it is one of `A`–`z` or of the Arabic alphabet (U+0621–063A,
/// U+0641–064A); else 0.
fn plain_letter(text: &[u8]) -> usize {
    match text {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => 1,
        [0xD8, 0xA1..=0xBA, ..] | [0xD9, 0x81..=0x8A, ..] => 2,
        _ => 0,
    }
}

/// How many bytes the word of plain letters takes that `text` begins with, if what follows it surely belongs to no word.
fn plain_word(text: &[u8]) -> usize {
    let mut end = 0;
    loop {
        match plain_letter(&text[end..]) {
            0 => break,
            letter => end += letter,
        }
    }
    // A full stop parts no letters: `U.S`. The Arabic comma is two bytes.
    let ends = matches!(
        &text[end..],
        [] | [b' ' | b'\n' | b',' | b'"' | b')', ..] | [0xD8, 0x8C, ..] | [b'.'] | [b'.', b' ' | b'\n', ..]
    );
    if ends { end } else { 0 }
}

/// How many bytes of `text`, at least one, come before a plain letter that stands behind a space: nothing goes over that border.
fn before_plain_letter(text: &[u8]) -> usize {
    let border = |&at: &usize| text[at - 1] == b' ' && plain_letter(&text[at..]) > 0;
    (1..text.len()).find(border).unwrap_or(text.len())
}

fn push_any<'t>(found: &mut Vec<Token>, text: &'t str, span: Span, lang: Lang, keys: &mut Keys<'t>) {
    if span.of(text) == " " {
        return;
    }
    for (start, piece) in words::words(span.of(text)) {
        let start = span.start + start;
        for part in pieces(piece) {
            let part = Span::new(start + part.start, start + part.end);
            for part in possessive_apart(text, part, lang) {
                push(found, text, part, keys);
            }
        }
    }
}

/// A UAX #29 word cut at underscores.
fn pieces(word: &str) -> impl Iterator<Item = Span> + '_ {
    word.split('_').map(move |part| {
        let start = part.as_ptr() as usize - word.as_ptr() as usize;
        Span::new(start, start + part.len())
    })
}

fn possessive_apart(text: &str, part: Span, lang: Lang) -> impl Iterator<Item = Span> {
    let split = (lang == Lang::En).then(|| english::possessive(part.of(text))).flatten();
    let middle = split.map_or(part.end, |at| part.start + at);
    [Span::new(part.start, middle), Span::new(middle, part.end)].into_iter().filter(|span| !span.is_empty())
}

fn push<'t>(found: &mut Vec<Token>, text: &'t str, span: Span, keys: &mut Keys<'t>) {
    let word = span.of(text);
    if word.chars().all(|letter| letter.is_whitespace() || normalise::is_ignorable(letter)) {
        return;
    }
    // `رجب طيب #أردوغان`: the sign of a hashtag parts no name.
    if word == "#" && text[span.end..].chars().next().is_some_and(normalise::is_letter) {
        return;
    }
    let token = Token::new(text, span, keys);
    if let Some(last) = found.last_mut() {
        let repeats =
            token.kind == TokenKind::Mark && last.key.ends_with(&*token.key) && matches!(&*token.key, "." | "-");
        if repeats && last.kind == TokenKind::Mark && last.span.end == span.start {
            last.span.end = span.end;
            last.key = format!("{}{}", last.key, token.key).into();
            return;
        }
    }
    found.push(token);
}

/// Whether only a space, an underscore or the sign of a hashtag lies between two tokens, so that a name may run over both.
pub fn adjoining(text: &str, left: &Token, right: &Token) -> bool {
    let gap = &text[left.span.end..right.span.start];
    gap.chars().all(|letter| matches!(letter, ' ' | '\u{A0}' | '_' | '#') || normalise::is_ignorable(letter))
}

/// Where sentences end: ranges of token indexes over all of `tokens`.
///
/// A full stop after an abbreviation or an initial ends nothing, and a closing quotation mark belongs to the sentence
/// before it.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if ends_sentence(text, tokens, at) {
            while tokens.get(at + 1).is_some_and(|next| closes(text, tokens, at, next)) {
                at += 1;
            }
            ranges.push(start..at + 1);
            start = at + 1;
        }
        at += 1;
    }
    if start < tokens.len() {
        ranges.push(start..tokens.len());
    }
    ranges
}

/// Whether `next` is a mark that closes what the sentence opened, glued to the token at `at`.
fn closes(text: &str, tokens: &[Token], at: usize, next: &Token) -> bool {
    let glued = tokens[at].span.end == next.span.start;
    let ends = text[next.span.end..].chars().next().is_none_or(|after| after.is_whitespace() || is_closing(after));
    glued
        && next.kind == TokenKind::Mark
        && ends
        && next.span.of(text).chars().all(|mark| is_closing(mark) || mark == '"')
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '»' | '”' | '’' | ')' | ']' | '\'' | '“')
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if token.kind != TokenKind::Mark || !matches!(&*token.key, "." | "!" | "?" | "؟" | "…" | "...") {
        return false;
    }
    let mut after = text[token.span.end..].chars().skip_while(|&mark| is_closing(mark) || mark == '"');
    let spaced = after.next().is_none_or(char::is_whitespace);
    // What follows in lower case goes on with the sentence: `... The next thing`, `U.S. officials`.
    let goes_on = tokens[at + 1..]
        .iter()
        .find(|next| next.is_word())
        .is_some_and(|next| next.span.of(text).starts_with(char::is_lowercase));
    let abbreviated = &*token.key == "." && at > 0 && english::is_abbreviation(tokens[at - 1].span.of(text));
    spaced && !goes_on && !abbreviated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, lang: Lang) -> Vec<&str> {
        tokens(text, Span::new(0, text.len()), lang).into_iter().map(|token| token.span.of(text)).collect()
    }

    fn sentence_texts(text: &str, lang: Lang) -> Vec<&str> {
        let tokens = tokens(text, Span::new(0, text.len()), lang);
        let bounds = sentences(text, &tokens);
        bounds.into_iter().map(|range| &text[tokens[range.start].span.start..tokens[range.end - 1].span.end]).collect()
    }

    #[test]
    fn marks_hashtags_and_possessives_are_parted() {
        assert_eq!(words("وقال \"لا\"، #لورا_سميت", Lang::Ar), ["وقال", "\"", "لا", "\"", "،", "لورا", "سميت"]);
        assert_eq!(words("Afghanistan's team, 95%...", Lang::En), ["Afghanistan", "'s", "team", ",", "95", "%", "..."]);
        assert_eq!(words("The teams’ robots", Lang::En), ["The", "teams", "’", "robots"]);
    }

    #[test]
    fn plain_words_are_cut_as_the_book_says() {
        // What push_words takes for plain has to be what UAX #29 makes of it, whatever stands around.
        let marks = [
            " ", "  ", ".", ",", "،", "'", "\"", "_", "1", "٣", "\u{64E}", "\u{640}", "\u{200D}", "\u{308}", "#", ":",
            "-", "é", "\n",
        ];
        let words = ["قال", "Al", "x"];
        for left in marks {
            for right in marks {
                for (first, second) in words.iter().flat_map(|first| words.iter().map(move |second| (first, second))) {
                    let text = format!("{first}{left}{right}{second}{left} {right}{first}");
                    let (mut quick, mut book) = (Vec::new(), Vec::new());
                    let (span, keys) = (Span::new(0, text.len()), &mut Keys::default());
                    push_words(&mut quick, &text, span, Lang::En, keys);
                    push_any(&mut book, &text, span, Lang::En, keys);
                    assert_eq!(quick, book, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn addresses_are_one_token() {
        let arabic = "على الموقع https://www.bbc.com/arabic/story-1، أو press@example.org.";
        assert_eq!(
            words(arabic, Lang::Ar),
            ["على", "الموقع", "https://www.bbc.com/arabic/story-1", "،", "أو", "press@example.org", "."]
        );
        let english = "(www.example.com) He left.Nobody saw @him";
        assert_eq!(words(english, Lang::En), ["(", "www.example.com", ")", "He", "left.Nobody", "saw", "@", "him"]);
        assert_eq!(words("“http://a.b/c?d=1,2”...", Lang::En), ["“", "http://a.b/c?d=1,2", "”", "..."]);
        for text in ["://", "a://", "http://", "www.", "@.", "a@", "a@b", "@b.c"] {
            let tokens = tokens(text, Span::new(0, text.len()), Lang::En);
            assert!(tokens.iter().all(|token| token.kind != TokenKind::Address), "{text}");
        }
    }

    #[test]
    fn vowel_signs_do_not_part_a_word() {
        assert_eq!(words("عُمَان بلد", Lang::Ar), ["عُمَان", "بلد"]);
    }

    #[test]
    fn sentences_end_where_readers_see_them_end() {
        assert_eq!(sentence_texts("قال: \"نعم.\" ثم مضى. وعاد؟", Lang::Ar), ["قال: \"نعم.\"", "ثم مضى.", "وعاد؟"]);
        assert_eq!(
            sentence_texts("In Washington D.C. it rained. Mr. Moxon of the U.S. army left.", Lang::En),
            ["In Washington D.C. it rained.", "Mr. Moxon of the U.S. army left."]
        );
    }
}
