//! Titles and offices: how far `وزير الدفاع الروسي` or `Prime Minister` reaches.

use std::ops::Range;

use super::reading::BlockReading;
use crate::lang::{Class, arabic};
use crate::model::{Lang, Role, Span};

/// The most tokens of a title after its head.
const LONGEST_COMPLEMENT: usize = 9;

/// A title at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The tokens of its head, which may be several words (`Prime Minister`).
    pub head: Range<usize>,
    /// Bytes of the first token that are clitics: the ل of `لرئيس الحكومة`.
    pub clitic: usize,
    /// Whether the article lost its alif to the clitic: the head of `للقائد` is `القائد`.
    pub contracted: bool,
    /// Whether a name may follow the head at once (`الشيخ`, `President`).
    pub bare: bool,
}

impl Title {
    /// The title as a role, when it ends before token `end`.
    pub fn role(&self, block: &BlockReading, end: usize) -> Role {
        let whole = block.span(self.head.start..end);
        let span = Span::new((whole.start + self.clitic).min(whole.end), whole.end);
        let alif = if self.contracted { "ا" } else { "" };
        Role { text: format!("{alif}{}", span.of(block.text)), span }
    }
}

/// The head of a title at token `at`.
pub fn head_at(block: &BlockReading, at: usize) -> Option<Title> {
    let mut heads = block.splits(at).filter_map(|split| {
        let phrase = block.phrase_of(at, split, &[Class::Title, Class::BareTitle])?;
        let bare = phrase.found.sense.classes.has(Class::BareTitle);
        let head = at..at + phrase.found.tokens;
        // English titles that stand right before a name are written with a capital.
        let bare = bare && (block.lang() == Lang::Ar || block.tokens[at].capital);
        let written = &block.tokens[at].span.of(block.text)[split.at..];
        let contracted = split.at > 0 && split.stem.starts_with('ا') && written.starts_with('ل');
        Some(Title { head, clitic: split.at, contracted, bare })
    });
    heads.next()
}

/// The ends that the Arabic title whose head ends before token `from` can have, nearest first: after each run of words
/// that can complement it. Its own head is the first end if `bare`.
///
/// `وزير الدفاع الروسي` takes definite nouns and adjectives, `أمين عام حلف الناتو` nouns in the construct state, `السفير
/// الروسي لدى ليبيا` a preposition with a place.
pub fn arabic_ends(block: &BlockReading, title: &Title) -> Vec<usize> {
    let from = title.head.end;
    let mut ends = Vec::new();
    if title.bare {
        ends.push(from);
    }
    let run = block.run_len(from - 1).min(LONGEST_COMPLEMENT + 1);
    let mut at = from;
    while at < from + run - 1 {
        let Some(taken) = complement(block, at) else { break };
        at += taken;
        ends.push(at);
    }
    ends
}

/// How many tokens at `at` go on with a title; None where nothing of a title can stand.
fn complement(block: &BlockReading, at: usize) -> Option<usize> {
    let token = block.token(at).filter(|token| token.is_word())?;
    let classes = block.classes(at);
    let known = block.splits(at).find_map(|split| {
        block
            .phrase_of(at, split, &[Class::Territory, Class::City, Class::Organisation])
            .map(|phrase| phrase.found.tokens)
    });
    if classes.any(&[Class::Complementiser, Class::Cue]) && !arabic::is_definite(&token.key) && known.is_none() {
        return None;
    }
    // `وعبر`, `وقال`: a particle or verb behind its conjunction ends the title like one without.
    let closing = [Class::Function, Class::Complementiser, Class::Cue];
    let joined = token.key.strip_prefix(['و', 'ف']).filter(|rest| !rest.starts_with("ال"));
    if joined.is_some_and(|rest| block.lexicon.classes(rest).any(&closing)) {
        return None;
    }
    if let Some(tokens) = known.filter(|_| !classes.any(&[Class::Given, Class::Family])) {
        return Some(tokens);
    }
    let part = classes.any(&[Class::Nationality, Class::TitlePart, Class::Title, Class::BareTitle]);
    let ordinary = classes.has(Class::Common) && !classes.any(&[Class::Function, Class::Cue]);
    (arabic::is_definite(&token.key) || part || ordinary).then_some(1)
}

/// The beginning of the English title that ends with `head`: nationality, organisation, or words like `former` before it
/// are a part of it (`Afghan Ambassador`, `immigration barrister`).
pub fn english_start(block: &BlockReading, head: &Range<usize>) -> usize {
    let sentence = block.sentence_of(head.start);
    let mut start = head.start;
    while start > sentence.start && head.start - start < 3 && block.run_len(start - 1) > 1 {
        let classes = block.classes(start - 1);
        let before = &block.tokens[start - 1];
        let part = classes.any(&[Class::Nationality, Class::TitlePart, Class::Title, Class::BareTitle]);
        let acronym = before.all_caps && classes.any(&[Class::Territory, Class::Organisation]);
        // `Environment Minister`: capitals throughout.
        let named = before.capital && block.tokens[head.start].capital;
        let noun = (!before.capital || named)
            && before.is_word()
            && classes.has(Class::Common)
            && is_plain_noun(block, start - 1);
        if !(part || acronym || noun) {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a lower-case word before a title can be a noun that belongs to it, as far as its classes tell.
fn is_plain_noun(block: &BlockReading, at: usize) -> bool {
    let token = &block.tokens[at];
    let particle = [Class::Function, Class::Cue, Class::Complementiser, Class::Pronoun, Class::Connector];
    !block.classes(at).any(&particle)
        && !token.key.ends_with("ing")
        && !token.key.ends_with("ed")
        && !token.key.ends_with("ly")
}
