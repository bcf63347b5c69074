//! What the cues of a sentence share: its subject, and a quotation that waits for its verb.

use std::ops::Range;

use super::{Arabic, Opens};
use crate::detect::quotes::Subject;
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::model::EntityType;

/// The most tokens of words before a comma that a sentence begins with.
const LONGEST_PREFACE: usize = 5;

impl Arabic<'_, '_, '_> {
    /// Gives a verb without a subject that of the verb before it in the sentence, if their forms agree: `قال بوتين … وأكد`. A
    /// verb inside of what that one reports is passed over: `التي تقول إسرائيل إنها`.
    pub(super) fn share_subjects(&mut self) {
        let cues = &self.quotes.cues;
        // The last verb of the sentence that another goes on from, with its subject, for each agreement.
        let mut last: Vec<(Agreement, Subject)> = Vec::new();
        let mut unit = 0..0;
        for (index, cue) in cues.iter().enumerate() {
            if !unit.contains(&cue.tokens.start) {
                unit = self.quotes.unit_of(cue.tokens.start);
                last.clear();
            }
            if self.readings[index].opens == Opens::NoCue {
                continue;
            }
            let agreement = cue.cue.agreement;
            if last.is_empty() && self.readings[index].subject == Subject::Carried && cue.cue.shape.is_verbal() {
                self.readings[index].subject = self.sentence_subject(unit.start, cue.tokens.start);
            }
            let known = last.iter().position(|(other, _)| *other == agreement);
            if let (Subject::Carried, Some(known)) = (&self.readings[index].subject, known) {
                self.readings[index].subject = last[known].1.clone();
            }
            let goes_on = last.is_empty() || self.ends.binary_search_by_key(&index, |end| end.cue).is_ok();
            if goes_on && cue.cue.shape.is_verbal() {
                last.retain(|(other, _)| *other != agreement);
                last.push((agreement, self.readings[index].subject.clone()));
            }
        }
    }

    /// The token after words at the beginning of a sentence that a comma parts from it: `من جانبها، | رحبت`.
    fn after_preface(&self, start: usize, limit: usize) -> usize {
        let mut near = start..limit.min(start + LONGEST_PREFACE);
        let comma = near.find(|&at| self.quotes.is_mark(at, &["،", ","]));
        let is_preface = self.after_preposition(Frame::ANY, start).is_some();
        comma.filter(|_| is_preface).map_or(start, |comma| comma + 1)
    }

    /// Who does something else at the beginning of a sentence that goes on with a cue: `هاجم ألونسو القرار وقال`, `رحبت هولندا
    /// بالقرار، قائلة`.
    pub(super) fn sentence_subject(&self, start: usize, cue: usize) -> Subject {
        let start = self.after_preface(start, cue);
        // `ترامب متوعدا إيران`
        let whole = start..self.noun_phrase(start, cue);
        if whole.end == cue && self.is_somebody(&whole) {
            return Subject::Phrase(whole);
        }
        let verb = start + usize::from(self.shape_at(start) == Some(CueShape::Conjunction));
        // `وكان بومبيو هاجم القيادة قائلا`
        if verb > start && matches!(self.quotes.mention_at(verb), Some((_, EntityType::Per))) {
            return Subject::Phrase(verb..self.noun_phrase(verb, cue));
        }
        let tokens = verb + 1..self.noun_phrase(verb + 1, cue);
        let is_verb = !self.bounds(verb, verb) && self.quotes.mention_at(verb).is_none();
        let is_feminine = self.quotes.block.token(verb).is_some_and(|token| token.key.ends_with('ت'));
        let begins_with_name = |at: usize| match self.quotes.mention_at(at) {
            Some((_, EntityType::Loc)) => is_feminine,
            named => named.is_some(),
        };
        let names = |tokens: &Range<usize>| {
            begins_with_name(tokens.start) || self.quotes.person_in(self.quotes.block.span(tokens.clone())).is_some()
        };
        let tokens = if tokens.is_empty() { tokens } else { self.with_name(tokens, cue) };
        if tokens.end > tokens.start && tokens.end < cue && is_verb && names(&tokens) {
            return Subject::Phrase(tokens);
        }
        Subject::Carried
    }

    /// Gives the verb before a participle the quotation after it, where something else is said by that: `وقال، طالبا ألا ينشر
    /// اسمه "…"`.
    pub(super) fn give_back(&mut self, index: usize) {
        let Some(before) = index.checked_sub(1) else { return };
        let (verb, participle) = (&self.quotes.cues[before], &self.quotes.cues[index]);
        let opens = self.readings[index].opens;
        let (start, is_after_comma) = match opens {
            Opens::Quotation(quotation) => {
                (self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer).start, true)
            }
            Opens::Clause(start) => (start, start > 1 && self.quotes.is_mark(start - 2, &["،", ","])),
            _ => return,
        };
        let is_apart = start > participle.tokens.end + 2 && participle.cue.shape == CueShape::Participle;
        let is_waiting = self.readings[before].opens == Opens::Nothing && verb.cue.shape == CueShape::Verb;
        let is_one_sentence = self.quotes.unit_of(verb.tokens.start).contains(&participle.tokens.start);
        if is_apart && is_after_comma && is_waiting && is_one_sentence {
            self.readings[before].opens = opens;
            self.readings[index].opens = Opens::Nothing;
        }
    }
}
