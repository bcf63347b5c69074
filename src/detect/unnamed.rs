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
    let limit = block.sentence_of(at).end;
    let phrase = block.splits(at).find_map(|split| block.phrase_of(at, split, &[Class::Unnamed]))?;
    let head_end = at + phrase.found.tokens;
    let end = phrases::end(block, set, at..head_end, limit);
    if (at..=end).any(|at| phrases::mention_at(block, set, at).is_some_and(|(_, kind)| kind == EntityType::Per)) {
        return None;
    }
    let key = &block.tokens[at].key;
    match block.lang() {
        Lang::Ar => {
            let head = block.splits(at).find(|split| split.at == phrase.clitic)?.stem.to_string();
            let bare = arabic::without_article(&head);
            let is_person = block.lexicon.classes(&format!("{bare}ون")).has(Class::Unnamed);
            let is_known = is_person && bare.len() < head.len();
            let start = quantifier(block, at).filter(|_| phrase.clitic == 0).unwrap_or(at);
            Some(Unnamed { tokens: start..end, clitic: phrase.clitic, head: bare.to_owned(), is_known })
        }
        Lang::En => {
            let start = english_start(block, at);
            let is_known =
                &*block.tokens[start].key == "the" && block.lexicon.classes(&format!("{key}s")).has(Class::Unnamed);
            Some(Unnamed { tokens: start..end, clitic: 0, head: key.trim_end_matches('s').to_owned(), is_known })
        }
    }
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
    let sentence = block.sentence_of(people.tokens.start);
    let head = phrases::span(block, people.tokens.clone(), people.clitic).of(block.text);
    let is_oblique = head.split(' ').next().is_some_and(|head| head.ends_with("ين"));
    let clitics = &block.word(people.tokens.start)[..people.clitic];
    let before = |back: usize| people.tokens.start.checked_sub(back).filter(|&at| at >= sentence.start);
    let key = |at: Option<usize>| at.map_or("", |at| &*block.tokens[at].key);
    let follows = || (people.tokens.end < sentence.end).then(|| verb_at(block, people.tokens.end)).flatten().is_some();
    if clitics.ends_with('ل') {
        return matches!(key(before(1)), "وفقا" | "طبقا" | "تبعا" | "استنادا");
    }
    if clitics.ends_with(['ب', 'ك']) {
        return false;
    }
    if key(before(1)) == "عن" {
        return (2..10).any(|back| {
            before(back).and_then(|at| verb_at(block, at)).is_some_and(|cue| cue.frame.has(Frame::CARRIER))
        }) || key(before(2)) == "نقلا";
    }
    // `قال عنها مصدر`, `وقال أمس مسؤول`: what can stand between verb and subject.
    let aside = |at: usize| {
        let attached = arabic::without_pronoun(key(Some(at))).is_some() && block.classes(at).has(Class::Function);
        attached
            || phrases::date_at(block, set, at).is_some()
            || key(Some(at)).starts_with("لل")
            || matches!(key(Some(at)), "ايضا" | "امس" | "اليوم" | "له" | "لها" | "عنها" | "عنه")
    };
    let verb = (1..=3).map_while(before).find(|&at| !aside(at)).and_then(|at| Some((at, verb_at(block, at)?)));
    let subject = verb.is_some_and(|(_, cue)| cue.shape == CueShape::Phrase || !is_oblique);
    let is_phrase_after = verb.is_some_and(|(_, cue)| cue.shape != CueShape::Participle);
    (subject && is_phrase_after) || follows() || reason(block, people.tokens.end).is_some()
}

fn english_speaks(block: &BlockReading, set: &AnnotationSet, people: &Unnamed) -> bool {
    let sentence = block.sentence_of(people.tokens.start);
    let before = |back: usize| people.tokens.start.checked_sub(back).filter(|&at| at >= sentence.start);
    let verb = |at: Option<usize>| at.and_then(|at| verb_at(block, at));
    if let Some(cue) = verb(before(1)) {
        let closes = before(2).is_some_and(|at| !block.tokens[at].is_word());
        return cue.frame.has(Frame::CARRIER) || (closes && cue.shape == CueShape::Verb);
    }
    let is_according = before(2).is_some_and(|at| {
        phrases::part_at(block, at)
            .is_some_and(|part| part.cue.shape == CueShape::Phrase && part.tokens.end == people.tokens.start)
    });
    // `officials on Thursday also said`.
    let mut after = people.tokens.end;
    while after < sentence.end && after < people.tokens.end + 4 && is_adverbial(block, set, after) {
        after = phrases::date_at(block, set, after).unwrap_or(after + 1);
    }
    let said = (after < sentence.end).then(|| verb(Some(after))).flatten();
    is_according || said.is_some_and(|cue| cue.shape == CueShape::Verb) || reason(block, people.tokens.end).is_some()
}

fn is_adverbial(block: &BlockReading, set: &AnnotationSet, at: usize) -> bool {
    matches!(&*block.tokens[at].key, "also" | "have" | "has" | "had" | "on" | "later" | "who" | "then")
        || phrases::date_at(block, set, at).is_some()
}

/// The words of the sentence in which people whose phrase ends before token `end` ask not to be named: `طالبا عدم كشف هويته`,
/// `who asked not to be named because he was not authorised to speak`.
pub fn reason(block: &BlockReading, end: usize) -> Option<Span> {
    let sentence = block.sentence_of(end.saturating_sub(1));
    let limit = sentence.end.min(end + REASON_WITHIN);
    let is_asking =
        |at: &usize| phrases::part_at(block, *at).filter(|part| part.cue.shape == CueShape::Anonymity).is_some();
    let asking = (end..limit).find(is_asking)?;
    let is_mark = |at: usize| {
        !block.tokens[at].is_word()
            && ["،", ",", ".", "؛", ";", "(", ")", "-", "–", "—", "\"", "“", "”", "«", ":"]
                .contains(&&*block.tokens[at].key)
    };
    let start = (end..asking).rev().find(|&at| is_mark(at)).map_or(end, |mark| mark + 1);
    let closes = |at: usize| {
        let said = matches!(&*block.tokens[at].key, "said" | "says" | "told");
        let clause = block.lang() == Lang::Ar
            && block.classes(at).has(Class::Complementiser)
            && block.word(at).starts_with(['أ', 'إ', 'ا']);
        is_mark(at) || said || clause
    };
    let close = (asking + 2..sentence.end).find(|&at| closes(at)).unwrap_or(sentence.end);
    Some(block.span(start..close))
}
