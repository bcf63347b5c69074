//! What words are in reports beside reporting words, and how far the noun phrases around them reach.
//!
//! Nothing here knows a sentence: a phrase ends where the build of its words says so, and rather too early than too late.

use std::ops::Range;

use super::entities::mentions_in;
use super::parts;
use super::reading::BlockReading;
use crate::lang::lexicon::{Cue, CueShape, Frame};
use crate::lang::measure::Measure;
use crate::lang::token::Token;
use crate::lang::{Class, arabic};
use crate::model::{AnnotationSet, EntityType, Lang, Mark, Span};

/// Marks a name can stand between.
pub const QUOTES: &[&str] = &["\"", "“", "”", "«", "»", "'", "‘", "’"];

/// The most tokens of a noun phrase after its head.
const LONGEST: usize = 10;

/// The most tokens between an occasion or medium and the words of the report.
const NEAR: usize = 12;

/// A word or phrase with a part in reports, where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub tokens: Range<usize>,
    /// Bytes of the first token that are clitics.
    pub clitic: usize,
    pub cue: Cue,
    /// Whether it is a listed name: `رويترز`, and not `صحيفة`.
    pub is_name: bool,
}

impl Part {
    /// Whether somebody can speak there: `مؤتمر صحفي`, `بيان`.
    pub fn is_occasion(&self) -> bool {
        self.cue.shape == CueShape::Occasion || self.is_document()
    }

    pub fn is_document(&self) -> bool {
        self.cue.frame.has(Frame::DOCUMENT)
    }
}

/// The longest part that begins at token `at`, clitics aside.
pub fn part_at(block: &BlockReading, at: usize) -> Option<Part> {
    block.ways(at).iter().find_map(|way| {
        let single = way.sense.cue.map(|cue| (1, way.split.at, cue, way.sense.entry));
        let longer = way.open.and_then(|_| {
            let phrases = block.phrases(at, &way.split).into_iter().rev();
            let mut senses = phrases.map(|phrase| (phrase.found.tokens, phrase.clitic, phrase.found.sense));
            senses.find_map(|(tokens, clitic, sense)| Some((tokens, clitic, sense.cue?, sense.entry)))
        });
        let (tokens, clitic, cue, entry) = longer.or(single)?;
        Some(Part { tokens: at..at + tokens, clitic, cue, is_name: entry.is_some() })
    })
}

/// Whether the word can stand between an Arabic verb and its subject: `قال عنها مصدر`, `قال أمس مسؤول`.
pub fn is_adverb(block: &BlockReading, at: usize) -> bool {
    block.ways(at).iter().any(|way| way.sense.cue.is_some_and(|cue| cue.shape == CueShape::Adverb))
}

/// The words after which an Arabic verb says what was not said: `لم يكشف عن هوية`.
pub const NEGATING: &[&str] = &["لم", "لن", "لا", "ولم", "ولن", "ولا"];

/// The reporting word or carrier that the word at `at` is as a verb, a pronoun attached or not: `نشرتها`; none where it is denied:
/// `لم تنشر`.
pub fn verb_at(block: &BlockReading, at: usize) -> Option<Cue> {
    if block.lang() == Lang::Ar && at > 0 && block.is_any(at - 1, NEGATING) {
        return None;
    }
    let counts = |cue: &Cue| {
        let is_base = block.lang() == Lang::En && !is_finite(block.key(at));
        (cue.shape.reports() && cue.shape != CueShape::Noun || cue.frame.has(Frame::CARRIER)) && !is_base
    };
    let splits = block.verb_splits(at);
    let mut stems = splits.iter().map(|split| &*split.stem);
    let whole = stems.find_map(|stem| block.lexicon.sense(stem).cue).filter(counts);
    whole.or_else(|| {
        // `تابعها`, `بينهم` are as often something else.
        let stem = arabic::without_pronoun(&splits.first().filter(|_| block.lang() == Lang::Ar)?.stem)?;
        block.lexicon.sense(stem).cue.filter(|cue| cue.frame.has(Frame::CARRIER))
    })
}

/// `state officials` does not report; `stated`, `states` and `told` do.
fn is_finite(key: &str) -> bool {
    ["ed", "s", "ing", "aid", "old", "ote", "een"].iter().any(|ending| key.ends_with(ending))
}

/// Whether somebody says something near token `at` in its sentence.
pub fn is_near_speech(block: &BlockReading, at: usize) -> bool {
    let sentence = block.sentence_of(at);
    let near = sentence.start.max(at.saturating_sub(NEAR))..sentence.end.min(at + NEAR / 2);
    near.into_iter().any(|other| other != at && verb_at(block, other).is_some())
}

/// The mention of a person, place or organisation that begins in token `at`: its end in tokens and its type.
pub fn mention_at(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<(usize, EntityType)> {
    let span = block.token(at)?.span;
    let (mention, found) = mentions_in(set, span).next().filter(|(mention, _)| mention.start >= span.start)?;
    Some((block.tokens_touching(mention).end.max(at + 1), found.kind))
}

/// The end in tokens of a date that begins in token `at`.
pub fn date_at(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<usize> {
    let span = block.token(at)?.span;
    let from = set.annotations.partition_point(|mark| mark.span.start < span.start);
    let dates = set.annotations[from..].iter().take_while(|mark| mark.span.start < span.end);
    let mut dates = dates.filter(|mark| matches!(&mark.mark, Mark::Entity(one) if one.kind == EntityType::Date));
    dates.next().map(|date| block.tokens_touching(date.span).end)
}

/// The end of the noun phrase whose head ends before token `head_end`, at most at `limit`.
pub fn end(block: &BlockReading, set: &AnnotationSet, head: Range<usize>, limit: usize) -> usize {
    let limit = limit.min(head.end + LONGEST);
    let mut phrase = Reach { block, set, limit, at: head.end, closed: false, joined: 0 };
    phrase.closed = block.lang() == Lang::Ar && block.is_definite(head.start);
    while phrase.at < limit && phrase.step() {}
    phrase.at
}

/// A noun phrase on its way to its end.
struct Reach<'r, 'a> {
    block: &'r BlockReading<'a>,
    set: &'r AnnotationSet,
    limit: usize,
    at: usize,
    /// Arabic: whether it is definite by now, so that only what has the article can go on with it.
    closed: bool,
    /// How many prepositions have joined something.
    joined: usize,
}

impl Reach<'_, '_> {
    fn step(&mut self) -> bool {
        let (block, at) = (self.block, self.at);
        let token = &block.tokens[at];
        // `مقابلة مع قناة "النهر"`
        if block.is_any(at, QUOTES) && at > 0 && block.classes(at - 1).has(Class::Label) {
            let close = (at + 2..self.limit).find(|&at| block.is_any(at, QUOTES));
            return close.is_some_and(|close| self.go(close + 1, true));
        }
        // `مقابلة مع شبكة | سي.أن.أن`
        let is_medium = |part: &Part| part.is_name && part.cue.shape == CueShape::Medium;
        if at > 0
            && block.classes(at - 1).has(Class::Label)
            && let Some(name) = part_at(block, at).filter(is_medium)
        {
            return self.go(name.tokens.end, true);
        }
        let ends = !token.is_word() || date_at(block, self.set, at).is_some() || is_told_medium(block, at);
        if ends || block.classes(at).has(Class::Complementiser) {
            return false;
        }
        if let Some((end, kind)) = mention_at(block, self.set, at) {
            return kind != EntityType::Per && self.go(end, true);
        }
        if self.is_joining(at) {
            return self.join();
        }
        // `أمين | عام | الناتو`
        let follows_title = block.classes(at - 1).any(&[Class::Title, Class::BareTitle]);
        if follows_title && block.classes(at).has(Class::TitlePart) {
            return self.go(at + 1, false);
        }
        if verb_at(block, at).is_some() || block.classes(at).has(Class::Function) {
            return false;
        }
        match block.lang() {
            Lang::En => !block.is_any(at, &["'s", "’s"]) && self.go(at + 1, false),
            // `كلمة ألقاها` has a verb.
            Lang::Ar if block.word(at).starts_with("أل") => false,
            Lang::Ar if arabic::is_definite(&token.key) => self.go(at + 1, true),
            Lang::Ar => !self.closed && (is_adjective(block, at) || self.is_construct(at)) && self.go(at + 1, false),
        }
    }

    fn go(&mut self, end: usize, closed: bool) -> bool {
        (self.at, self.closed) = (end.min(self.limit), closed);
        true
    }

    /// Whether a preposition at `at` joins what follows to the phrase: no date, and no occasion of the report.
    fn is_joining(&self, at: usize) -> bool {
        let joins: &[&str] = match self.block.lang() {
            Lang::Ar => &["في", "من", "لدي", "داخل", "علي", "مع", "عن", "الي", "قرب", "بين"],
            Lang::En => &["of", "in", "at", "from", "with", "to", "for", "on", "by", "and"],
        };
        joins.contains(&self.block.key(at))
    }

    fn join(&mut self) -> bool {
        let (block, next) = (self.block, self.at + 1);
        let is_article = block.is_any(self.at, &["the", "a", "an"]);
        let blocked = next >= self.limit
            || !block.is_word(next)
            || date_at(block, self.set, next).is_some()
            || block.is_any(self.at, &["في", "in", "at", "on"])
                && part_at(block, next + usize::from(block.is_article(next))).is_some_and(|part| part.is_occasion());
        // `letter to the board`, but `told his advisers to wait`.
        let is_named = block.is_article(next) || mention_at(block, self.set, next).is_some();
        let is_verb = block.is_any(self.at, &["to"]) && !is_named;
        if is_verb || blocked || self.joined > 2 || block.classes(next).has(Class::Complementiser) {
            return false;
        }
        self.joined += usize::from(!is_article);
        match mention_at(block, self.set, next) {
            Some((end, _)) => self.go(end, true),
            None if block.classes(next).has(Class::Function) && !block.is_article(next) => false,
            None => {
                let key = block.key(next);
                self.go(next + 1, arabic::is_definite(key) || arabic::without_pronoun(key).is_some())
            }
        }
    }

    /// Whether the noun at `at` has the next one as its complement, as in `شركات | طيران | الإمارات`.
    fn is_construct(&self, at: usize) -> bool {
        let definite = self.block.is_definite(at + 1);
        at + 1 < self.limit && (definite || mention_at(self.block, self.set, at + 1).is_some())
    }
}

impl BlockReading<'_> {
    /// The key of token `at`; empty past the end.
    pub fn key(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| &token.key)
    }

    /// Whether token `at` is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    /// Whether the Arabic word at `at` has the article.
    pub fn is_definite(&self, at: usize) -> bool {
        arabic::is_definite(self.key(at))
    }

    /// Whether the key of token `at` is one of `keys`.
    pub fn is_any(&self, at: usize, keys: &[&str]) -> bool {
        keys.contains(&self.key(at))
    }

    /// Whether the word at `at` is a day of the week.
    pub fn is_weekday(&self, at: usize) -> bool {
        parts::at(self, at).is_some_and(|part| matches!(part.measure, Measure::Weekday(_)))
    }

    /// Whether token `at` is an English article.
    pub fn is_article(&self, at: usize) -> bool {
        self.lang() == Lang::En && self.is_any(at, &["the", "a", "an"])
    }
}

/// `قالت مصادر | لوكالة بلومبرغ`, `سكان بوني | لفرانس برس`: whom it is told is no part of who tells it.
fn is_told_medium(block: &BlockReading, at: usize) -> bool {
    let word = block.word(at);
    let is_medium = |part: &Part| part.cue.shape == CueShape::Medium && word[..part.clitic].ends_with('ل');
    block.lang() == Lang::Ar && part_at(block, at).filter(is_medium).is_some()
}

/// Whether the Arabic word has the build of an adjective without the article, in any number: `حكومي`, `أمنية`, `مطلعين`.
pub fn is_adjective(block: &BlockReading, at: usize) -> bool {
    let key = block.key(at);
    let relative = |word: &str| word.ends_with('ي') && word.chars().count() > 3;
    is_known_adjective(block, at) || relative(key) || without_ending(key).is_some_and(relative)
}

/// The same, where the lexicon has it as one.
pub fn is_known_adjective(block: &BlockReading, at: usize) -> bool {
    let key = block.key(at);
    let known = |word: &str| block.lexicon.classes(word).any(&[Class::Adjective, Class::Nationality, Class::Former]);
    known(key) || without_ending(key).is_some_and(known)
}

fn without_ending(key: &str) -> Option<&str> {
    ["ون", "ين", "ان", "ه", "ا"].into_iter().find_map(|ending| key.strip_suffix(ending))
}

/// The bytes of `tokens` without the clitics before the first.
pub fn span(block: &BlockReading, tokens: Range<usize>, clitic: usize) -> Span {
    let whole = block.span(tokens);
    Span::new((whole.start + clitic).min(whole.end), whole.end)
}
