//! What follows an English reporting word.

use super::subject::Verb;
use super::{CueAt, CueShape, FINITE, Frame, Grammar};
use crate::lang::{Class, TokenKind};

/// How many tokens may lie between a reporting word and what it reports.
const REACH: usize = 30;

/// What a reporting word is followed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// A clause or noun phrase that begins at `start`; `preposition` is the one that belongs to the verb: `called for`.
    Clause {
        start: usize,
        preposition: Option<usize>,
    },
    /// The quotation of this index.
    Quotation(usize),
    Nothing,
}

impl Grammar<'_, '_, '_> {
    /// What the cue with its `verb` reports after it.
    pub fn follows(&self, cue: &CueAt, verb: &Verb, unit: usize) -> Follows {
        let frame = cue.cue.frame;
        let mut at = verb.behind.unwrap_or(cue.tokens.end);
        let limit = unit.min(at + REACH);
        let mut to_somebody = verb.behind.is_some();
        while at < limit {
            if let Some(quotation) = self.quotation_at(at) {
                return self.quotation_after(quotation, at, cue, verb, unit);
            }
            if let Some(follows) = self.opened(at, frame, cue, verb) {
                return follows;
            }
            let may_begin = verb.behind.is_none() && !to_somebody && !verb.is_noun;
            if let Some(follows) = self.unopened(at, frame, verb, unit).filter(|_| may_begin) {
                return follows;
            }
            if verb.is_noun {
                return Follows::Nothing;
            }
            match self.skipped(at, limit) {
                Some(next) if next > at => {
                    at = next;
                    if let Some(follows) =
                        self.unopened_clause(at, frame).filter(|_| to_somebody && verb.behind.is_none())
                    {
                        return follows;
                    }
                }
                _ if frame.has(Frame::ADDRESSEE) && frame.has(Frame::CLAUSE) && !to_somebody => {
                    to_somebody = true;
                    at = self.addressee_end(at, limit);
                    if let Some(follows) = self.unopened_clause(at, frame) {
                        return follows;
                    }
                }
                _ => return Follows::Nothing,
            }
        }
        Follows::Nothing
    }

    /// What a particle opens at `at`: `that`, `whether`, `to`, the verb's own preposition, a comma or colon before a quotation.
    fn opened(&self, at: usize, frame: Frame, cue: &CueAt, verb: &Verb) -> Option<Follows> {
        let clause = |start: usize| Some(Follows::Clause { start, preposition: None });
        let clauses = frame.has(Frame::CLAUSE) || frame.has(Frame::THAT);
        if self.is_that(at) && clauses {
            // `saying that's wrong`
            return clause(at + usize::from(self.key(at + 1) != "'s"));
        }
        if self.is(at, CueShape::Question) && (clauses || frame.has(Frame::QUESTION)) {
            return clause(at);
        }
        if self.key(at) == "to" && frame.has(Frame::INFINITIVE) {
            return clause(at);
        }
        let own = at == cue.tokens.end && !frame.has(Frame::ADDRESSEE) && self.is_preposition_of(frame, at);
        let has_object = !self.is_adverb(at + 1) && !self.is(at + 1, CueShape::Preposition);
        if own && has_object && !self.is_mark(at + 1, &[",", ".", ";"]) {
            return Some(Follows::Clause { start: at + 1, preposition: Some(at) });
        }
        let before_quotation = self.is_mark(at, &[",", ":"]);
        if let Some(quotation) = self.quotation_at(at + 1).filter(|_| before_quotation) {
            return Some(Follows::Quotation(quotation));
        }
        if self.is_mark(at, &[":"]) && frame.has(Frame::CLAUSE) && verb.behind.is_none() {
            return clause(at + 1);
        }
        if self.is_mark(at, &[","]) && clauses && !self.is(at + 1, CueShape::Participle) {
            // `said, without evidence, that`
            let close = (at + 1..at + 12).find(|&close| self.is_mark(close, &[","])).unwrap_or(at);
            if let Some(that) = [at + 1, close + 1].into_iter().find(|&after| self.is_that(after)) {
                return clause(that + 1);
            }
        }
        before_quotation.then_some(Follows::Nothing)
    }

    /// A clause or noun phrase that nothing opens.
    fn unopened(&self, at: usize, frame: Frame, verb: &Verb, unit: usize) -> Option<Follows> {
        let clause = Follows::Clause { start: at, preposition: None };
        let token = self.block.token(at)?;
        let begins = token.kind != TokenKind::Mark || self.is_mark(at, &["$", "#", "@"]);
        // `taxes, which he said had harmed the trade`
        let is_relative = verb.start > 0 && matches!(self.key(verb.start - 1), "which" | "who" | "what");
        let stands = !self.any(at, &[CueShape::Preposition, CueShape::Conjunction, CueShape::Relative])
            && (is_relative || !self.any(at, &FINITE));
        if !begins || !stands || self.skipped(at, at + 1).is_some() {
            return None;
        }
        if frame.has(Frame::ADDRESSEE) && frame.has(Frame::CLAUSE) {
            return None;
        }
        let by_pronoun = frame.has(Frame::THAT) && (verb.is_document || self.is(at, CueShape::Subject));
        if by_pronoun || frame.has(Frame::CLAUSE) || frame.has(Frame::OBJECT) {
            return Some(clause);
        }
        if frame.has(Frame::ADDRESSEE) {
            let mut end = self.addressee_end(at, unit.min(at + REACH));
            while end < unit && self.is_adverb(end) {
                end += 1;
            }
            if self.is(end, CueShape::Question) && frame.has(Frame::QUESTION) {
                return Some(Follows::Clause { start: end, preposition: None });
            }
            // `asked Carson about his firm`, but `accused Carson of fraud`
            if frame.has(Frame::QUESTION) && self.is_preposition_of(frame, end) {
                return Some(Follows::Clause { start: end + 1, preposition: None });
            }
            let opens = (self.key(end) == "to" && frame.has(Frame::INFINITIVE)) || self.is_preposition_of(frame, end);
            return opens.then_some(clause);
        }
        if frame.has(Frame::QUOTED) {
            let held = self.quotes_in(at..unit);
            let near = held.clone().next().filter(|&quotation| self.start_of(quotation) < at + 16)?;
            let colon = self.is_mark(self.start_of(near) - 1, &[":"]);
            return Some(if colon { Follows::Quotation(near) } else { clause });
        }
        None
    }

    /// After somebody it is told to: `told reporters he would go`.
    fn unopened_clause(&self, at: usize, frame: Frame) -> Option<Follows> {
        let subject = self.any(at, &[CueShape::Subject, CueShape::Determiner]);
        (frame.has(Frame::CLAUSE) && subject).then_some(Follows::Clause { start: at, preposition: None })
    }

    /// Where what stands between the verb and what it reports ends: `on Monday`, `in a statement`, `to reporters`.
    fn skipped(&self, at: usize, limit: usize) -> Option<usize> {
        // `last week`, `Thursday night`
        if self.is(at, CueShape::Occasion) && self.is_adverb(at - 1) {
            return Some(at + 1);
        }
        if self.is(at + 1, CueShape::Occasion) && matches!(self.key(at), "last" | "this" | "next" | "earlier") {
            return Some(at + 2);
        }
        if self.is_adverb(at) || self.block.classes(at).has(Class::Month) {
            return Some(at + 1);
        }
        let somebody = |at: usize| {
            let token = self.block.token(at);
            token.is_some_and(|token| token.capital || token.key.ends_with('s')) || self.is(at, CueShape::Determiner)
        };
        let opens = self.is(at, CueShape::Preposition) || self.key(at) == "to" && somebody(at + 1);
        opens.then(|| self.addressee_end(at + 1, limit))
    }

    /// Where the noun phrase at `at` ends, another one beginning behind it: `in a statement the bill would`.
    fn addressee_end(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        if self.is(at, CueShape::Subject)
            || matches!(self.key(at), "him" | "her" | "them" | "us" | "me")
                && !self.block.token(at + 1).is_some_and(|next| next.is_word() && self.shape(at + 1).is_none())
        {
            return at + 1;
        }
        while at < limit {
            let determined = at > start && self.is(at, CueShape::Determiner);
            if determined || self.is_phrase_end(at) {
                return at;
            }
            at += 1;
        }
        at
    }

    /// A quotation right after the verb: all of it, or the first words of a clause: `said "the record" is clear`.
    fn quotation_after(&self, quotation: usize, at: usize, cue: &CueAt, verb: &Verb, unit: usize) -> Follows {
        let end = self.end_of(quotation);
        let words = self.words_in(self.quotes.quoted[quotation].inner);
        // `a film called "…"`, but `Rubio called "a disgrace" what …`.
        let is_named_so = at == cue.tokens.end
            && (self.is(verb.start, CueShape::Subject) || verb.lead > 0 && self.block.tokens[verb.lead - 1].capital);
        if self.block.classes(at - 1).has(Class::Label) && !is_named_so {
            return Follows::Nothing;
        }
        if at > cue.tokens.end && words < 3 {
            return Follows::Nothing;
        }
        let inner = self.inner(quotation);
        let goes_on = end < unit
            && cue.cue.frame.has(Frame::CLAUSE)
            && !inner.ends_with([',', '.', '?', '!'])
            && self.block.tokens[end].is_word()
            && !self.any(end, &[CueShape::Conjunction, CueShape::Preposition, CueShape::Relative]);
        if goes_on { Follows::Clause { start: at, preposition: None } } else { Follows::Quotation(quotation) }
    }
}
