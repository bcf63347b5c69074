//! People and sources that the article gives no name: where they stand, how they are described, and why they go unnamed.
//!
//! A phrase for people is everywhere in news; a source it is where it speaks. So beside it there has to be a reporting word whose
//! subject it can be, or the words in which somebody asks not to be named.

use std::ops::Range;

use super::phrases::{self, verb_at};
use super::reading::BlockReading;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, arabic};
use crate::model::{AnnotationSet, EntityType, Lang, Span};

/// How far after the phrase the reason is looked for, in tokens.
const REASON_WITHIN: usize = 24;
/// The most words before an English head.
const LONGEST_MODIFIERS: usize = 6;

/// A noun phrase for people without a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    pub tokens: Range<usize>,
    /// Bytes of the first token that are clitics.
    pub clitic: usize,
    /// Its head, folded, without article.
    pub head: String,
    /// Whether it is somebody spoken of before: `المسؤول`, `the official`.
    pub is_known: bool,
}

impl Unnamed {
    /// Its words: `مسؤول كبير في الإدارة الأميركية`, `senior officials familiar with the matter`.
    pub fn span(&self, block: &BlockReading) -> Span {
        phrases::span(block, self.tokens.clone(), self.clitic)
    }
}

/// The phrase whose head stands at token `at`; none where a name follows, which it is then the title of.
pub fn at(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Unnamed> {
    let (clitic, head_end) = head(block, at)?;
    let end = phrases::end(block, set, at..head_end, block.sentence_of(at).end);
    let is_named = |at: usize| phrases::mention_at(block, set, at).is_some_and(|(_, kind)| kind == EntityType::Per);
    // `مختص في الاقتصاد، فايق حجازين`
    let behind = end + usize::from(block.is_any(end, &["،", ","]));
    if (at..=end).chain([behind]).any(is_named) {
        return None;
    }
    let (key, is_people) = (block.key(at), |word: &str| block.lexicon.classes(word).has(Class::Unnamed));
    if block.lang() == Lang::En {
        let start = english_start(block, at);
        let is_known = block.is_any(start, &["the"]) && is_people(&format!("{key}s"));
        return Some(Unnamed { tokens: start..end, clitic: 0, head: key.trim_end_matches('s').to_owned(), is_known });
    }
    let stem = &block.splits(at).find(|split| split.at == clitic)?.stem;
    let bare = arabic::without_article(stem);
    let is_known = is_people(&format!("{bare}ون")) && bare.len() < stem.len();
    let start = quantifier(block, at).filter(|_| clitic == 0).unwrap_or(at);
    Some(Unnamed { tokens: start..end, clitic, head: bare.to_owned(), is_known })
}

/// The noun for people at token `at`: bytes of clitics before it, and its end. An office without a name is one too where nothing
/// says which: `سفيرا مطلعا`, not `سفير فرنسا` and no spokesman.
fn head(block: &BlockReading, at: usize) -> Option<(usize, usize)> {
    let people = block.splits(at).find_map(|split| block.phrase_of(at, split, &[Class::Unnamed]));
    if let Some(phrase) = people {
        return Some((phrase.clitic, at + phrase.found.tokens));
    }
    if block.lang() == Lang::En || !phrases::is_known_adjective(block, at + 1) {
        return None;
    }
    let is_definite = |at: usize| block.is_definite(at);
    let is_office = |word: &str| {
        let is_spokesman = word.starts_with("متحدث") || word.starts_with("ناطق");
        !is_spokesman && block.lexicon.classes(word).any(&[Class::Title, Class::BareTitle])
    };
    // `لكن سفيرا مطلعا`
    let office =
        block.splits(at).find(|split| is_office(&split.stem) || split.stem.strip_suffix('ا').is_some_and(is_office));
    office.filter(|_| !is_definite(at) && !is_definite(at + 1)).map(|split| (split.at, at + 1))
}

/// Where a word of number before the head begins: `أحد أقرباء`, `عدد من خبراء`.
fn quantifier(block: &BlockReading, head: usize) -> Option<usize> {
    let before = |back: usize| head.checked_sub(back).and_then(|at| Some(&*block.token(at)?.key)).unwrap_or_default();
    match before(1) {
        "احد" | "احدي" | "بعض" | "كبار" => Some(head - 1),
        "من" if before(2) == "عدد" => Some(head - 2),
        _ => None,
    }
}

/// Where an English phrase begins: `two senior Iranian officials`.
fn english_start(block: &BlockReading, head: usize) -> usize {
    let first = block.sentence_of(head).start.max(head.saturating_sub(LONGEST_MODIFIERS));
    let mut start = head;
    while start > first {
        let at = start - 1;
        let token = &block.tokens[at];
        let quantifies = block.is_article(at) || matches!(&*token.key, "some" | "his" | "her" | "their" | "its" | "'s");
        let is_open = block.classes(at).any(&[Class::Function, Class::Complementiser]) || verb_at(block, at).is_some();
        if token.kind == crate::lang::TokenKind::Mark || (is_open && !quantifies) {
            break;
        }
        start = at;
        if quantifies && &*token.key != "'s" {
            break;
        }
    }
    start
}

/// Whether the people speak there, as far as the words beside them tell.
pub fn speaks(block: &BlockReading, set: &AnnotationSet, people: &Unnamed) -> bool {
    match block.lang() {
        Lang::Ar => arabic_speaks(block, set, people),
        Lang::En => english_speaks(block, set, people),
    }
}

fn arabic_speaks(block: &BlockReading, set: &AnnotationSet, people: &Unnamed) -> bool {
    let (start, end) = (people.tokens.start, people.tokens.end);
    let sentence = block.sentence_of(start);
    let verb = |at: usize| if sentence.contains(&at) { verb_at(block, at) } else { None };
    let is_before = |back: usize, keys: &[&str]| start >= sentence.start + back && block.is_any(start - back, keys);
    match block.word(start)[..people.clitic].chars().last() {
        Some('ل') => return is_before(1, &["وفقا", "طبقا", "تبعا", "استنادا"]),
        Some('ب' | 'ك') => return false,
        _ => {}
    }
    if is_before(1, &["عن"]) {
        let carries = |at: usize| verb(at).is_some_and(|cue| cue.frame.has(Frame::CARRIER));
        return is_before(2, &["نقلا"]) || (start.saturating_sub(9)..start).any(carries);
    }
    // `أبلغ مسؤولين`: the ending of an object.
    let is_object = people.span(block).of(block.text).split(' ').next().is_some_and(|head| head.ends_with("ين"));
    let is_aside = |at: usize| phrases::is_adverb(block, at) || phrases::date_at(block, set, at).is_some();
    let before = (sentence.start..start).rev().take(3).find(|&at| !is_aside(at)).and_then(verb);
    let is_subject = before.is_some_and(|cue| match cue.shape {
        CueShape::Phrase => true,
        CueShape::Participle => false,
        _ => !is_object,
    });
    is_subject || verb(end).is_some_and(|cue| cue.shape == CueShape::Verb) || reason(block, end).is_some()
}

fn english_speaks(block: &BlockReading, set: &AnnotationSet, people: &Unnamed) -> bool {
    let (start, end) = (people.tokens.start, people.tokens.end);
    let sentence = block.sentence_of(start);
    let verb = |at: usize| if sentence.contains(&at) { verb_at(block, at) } else { None };
    if start > sentence.start
        && let Some(cue) = verb(start - 1)
    {
        // `…”, said officials`; but `told officials`.
        let closes = start > sentence.start + 1 && !block.is_word(start - 2);
        let cites = ["citing", "quoting", "cited", "quoted", "cites", "quotes"];
        let says =
            cue.shape == CueShape::Verb && !cue.frame.has(Frame::ADDRESSEE) && !block.is_any(start - 1, &["told"]);
        return block.is_any(start - 1, &cites) || (closes && says);
    }
    let is_phrase = |part: phrases::Part| part.cue.shape == CueShape::Phrase && part.tokens.end == start;
    let is_according = start > sentence.start + 1 && phrases::part_at(block, start - 2).is_some_and(is_phrase);
    // `officials on Thursday also said`.
    let adverbs = ["also", "have", "has", "had", "on", "later", "who", "then"];
    let mut after = end;
    while after < sentence.end.min(end + 4) {
        after = match phrases::date_at(block, set, after) {
            Some(end) => end,
            None if block.is_any(after, &adverbs) => after + 1,
            None => break,
        };
    }
    is_according || verb(after).is_some_and(|cue| cue.shape == CueShape::Verb) || reason(block, end).is_some()
}

/// The words of the sentence in which people whose phrase ends before token `end` ask not to be named: `طالبا عدم كشف هويته`,
/// `who asked not to be named because he was not authorised to speak`.
pub fn reason(block: &BlockReading, end: usize) -> Option<Span> {
    let sentence = block.sentence_of(end.saturating_sub(1));
    let limit = sentence.end.min(end + REASON_WITHIN);
    let is_asking =
        |at: &usize| phrases::part_at(block, *at).filter(|part| part.cue.shape == CueShape::Anonymity).is_some();
    let asking = (end..limit).find(is_asking)?;
    let is_mark = |at: usize| !block.is_word(at) && !["'", "’", "‘"].contains(&block.key(at));
    let start = (end..asking).rev().find(|&at| is_mark(at)).map_or(end, |mark| mark + 1);
    let closes = |at: usize| {
        let said = block.is_any(at, &["said", "says", "told"]);
        let clause = block.lang() == Lang::Ar
            && block.classes(at).has(Class::Complementiser)
            && block.word(at).starts_with(['أ', 'إ', 'ا']);
        is_mark(at) || said || clause
    };
    let last = sentence.end.min(asking + REASON_WITHIN);
    let close = (asking + 2..last).find(|&at| closes(at)).unwrap_or(last);
    Some(block.span(start..close))
}
