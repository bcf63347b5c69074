//! Where the subject of an English reporting word stands, and whether the word reports at all.

use std::ops::Range;

use super::{CueAt, CueShape, FINITE, Grammar, Subject};
use crate::lang::lexicon::Frame;
use crate::lang::{Class, TokenKind};

/// The most tokens of a noun phrase that stands for a speaker.
const LONGEST_PHRASE: usize = 16;

/// A reporting word with its subject.
pub struct Verb {
    /// Where it begins with what belongs to it: `has also said`.
    pub lead: usize,
    /// Where it ends.
    pub end: usize,
    /// Where its clause begins: at its subject, if that stands before it.
    pub start: usize,
    pub subject: Subject,
    /// Where the subject ends that stands behind: `said Mohib`.
    pub behind: Option<usize>,
    /// Whether a poll or report says it.
    pub is_document: bool,
    /// Whether it is a noun: `her claim`.
    pub is_noun: bool,
}

impl Grammar<'_, '_, '_> {
    /// The verb of `cue`; None where it reports nothing.
    pub fn verb(&self, cue: &CueAt, floor: usize) -> Option<Verb> {
        let first = cue.tokens.start;
        if cue.tokens.len() == 1 && self.is_name(first) {
            return None;
        }
        let participle = cue.cue.shape == CueShape::Participle;
        let (lead, is_passive) = self.lead(first, floor, participle)?;
        // `her claim that`, `Trump's call for`: of the forms that are nouns too.
        let is_noun = cue.cue.shape == CueShape::Noun
            || (cue.cue.shape == CueShape::Verb && lead == first && self.is_possessive(first, floor));
        if is_noun {
            return self.possessed(first, floor);
        }
        // `responded by saying that`
        let is_gerund = participle && lead > floor && matches!(self.key(lead - 1), "by" | "in" | "after" | "before");
        if is_passive || (lead == first && lead > floor && !is_gerund && self.is_noun_here(lead - 1)) {
            return None;
        }
        // `Trump on Monday said`: an adverb may have its preposition.
        let has_preposition = lead < first && lead > floor && self.is(lead - 1, CueShape::Preposition);
        let end = lead - usize::from(has_preposition);
        let lead = if has_preposition { first } else { lead };
        let (start, subject) = self.before(cue, end, floor)?;
        let verb = Verb { lead, end: cue.tokens.end, start, subject, behind: None, is_document: false, is_noun: false };
        if verb.subject == Subject::Unclear {
            return self.found_elsewhere(cue, verb, end, floor);
        }
        let is_document = matches!(&verb.subject, Subject::Phrase(tokens) if tokens.clone().any(|at| self.is(at, CueShape::Document)));
        Some(Verb { is_document, ..verb })
    }

    /// Where the verb begins with its auxiliaries and adverbs, and whether it is passive; None where they keep it from reporting.
    fn lead(&self, first: usize, floor: usize, participle: bool) -> Option<(usize, bool)> {
        let mut lead = first;
        let mut is_passive = false;
        while lead > floor {
            match self.shape(lead - 1) {
                Some(CueShape::Auxiliary) => {}
                Some(CueShape::Copula) => is_passive |= !participle,
                Some(CueShape::Unreal) => return None,
                _ if self.is_adverb(lead - 1) => {}
                _ if participle && self.key(lead - 1) == "'s" => {}
                _ => break,
            }
            lead -= 1;
        }
        Some((lead, is_passive))
    }

    /// A verb whose subject does not end right before `end`: it stands behind, or is that of the sentence.
    fn found_elsewhere(&self, cue: &CueAt, verb: Verb, end: usize, floor: usize) -> Option<Verb> {
        let alone = verb.start == end;
        if let Some(tokens) = self.behind(cue.tokens.end).filter(|_| alone) {
            return Some(Verb { behind: Some(tokens.end), subject: self.phrase(&tokens), ..verb });
        }
        // `Asked about the plan, she said`: a verb with no subject in its clause.
        let can_be_passive = cue.cue.shape == CueShape::Verb && cue.cue.frame.has(Frame::ADDRESSEE);
        if alone && can_be_passive && !self.is_joined(end, floor) {
            return None;
        }
        let carries = cue.cue.shape == CueShape::Participle || verb.start > floor;
        let subject = if carries { self.sentence_subject(cue.tokens.start) } else { Subject::Unclear };
        Some(Verb { subject, ..verb })
    }

    fn is_joined(&self, end: usize, floor: usize) -> bool {
        end > floor && !self.is_mark(end - 1, &[",", "-", "–", "—", ":", "("])
    }

    /// Whether the word before makes a noun of a verb form: `the claims`, `Trump's calls`, `of reports`.
    fn is_noun_here(&self, before: usize) -> bool {
        let pronoun = matches!(
            self.key(before),
            "some" | "many" | "most" | "another" | "both" | "all" | "few" | "several" | "one" | "two" | "three"
        );
        (self.is(before, CueShape::Determiner) && !pronoun)
            || self.is(before, CueShape::Preposition)
            || self.key(before) == "'s"
    }

    /// Whether a word is part of a name: `United States`.
    fn is_name(&self, at: usize) -> bool {
        self.is_capital(at)
            && crate::detect::entities::mentions_in(self.quotes.set, self.block.tokens[at].span).next().is_some()
    }

    /// Where the clause begins and what stands as its subject before `end`; Unclear at `end` where nothing does.
    fn before(&self, cue: &CueAt, end: usize, floor: usize) -> Option<(usize, Subject)> {
        let nothing = Some((end, Subject::Unclear));
        let Some(last) = end.checked_sub(1).filter(|&last| last >= floor) else {
            let is_verb = cue.cue.shape == CueShape::Verb && self.behind(cue.tokens.end).is_none();
            return if is_verb { None } else { nothing };
        };
        let goes_on = |at: usize| self.is_mark(at, &[",", "-", "–", "—", ";"]);
        if goes_on(last) {
            if cue.cue.shape == CueShape::Participle {
                return Some((end, self.sentence_subject(end)));
            }
            return self.before_apposition(last, floor).or(nothing);
        }
        if self.is_quoted(last) {
            return nothing;
        }
        match self.shape(last) {
            Some(CueShape::Subject) => {
                let known = self.block.classes(last).has(Class::Pronoun) || self.key(last) == "it";
                let ours = matches!(self.key(last), "i" | "we" | "you");
                (!ours).then_some((last, if known { Subject::Pronoun(last) } else { Subject::Unclear }))
            }
            Some(CueShape::Relative) => {
                let comma = last > floor && self.is_mark(last - 1, &[","]);
                let tokens = self.antecedent(last - usize::from(comma), floor);
                Some((last, tokens.map_or(Subject::Unclear, |tokens| self.phrase(&tokens))))
            }
            Some(CueShape::Conjunction) => Some((end, self.sentence_subject(end))),
            Some(CueShape::Question | CueShape::Preposition) => nothing,
            _ => match self.phrase_before(end, floor) {
                Some(tokens) => Some((tokens.start, self.phrase(&tokens))),
                None => nothing,
            },
        }
    }

    /// What `who` stands for: the name right before it, else the phrase.
    fn antecedent(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let tokens = self.phrase_before(end, floor)?;
        let name = self.quotes.person_in(self.block.tokens[tokens.end - 1].span);
        Some(name.map_or(tokens.clone(), |name| self.block.tokens_touching(name).start..tokens.end))
    }

    pub fn phrase(&self, tokens: &Range<usize>) -> Subject {
        match self.shape(tokens.start) {
            Some(CueShape::Subject) if tokens.len() == 1 => Subject::Pronoun(tokens.start),
            _ => Subject::Phrase(tokens.clone()),
        }
    }

    /// `Steve Whitmore, a representative for the office,` before a verb: of the phrases between commas the first that is a name.
    fn before_apposition(&self, comma: usize, floor: usize) -> Option<(usize, Subject)> {
        let mut found = None;
        let mut end = comma;
        for _ in 0..4 {
            let Some(tokens) = self.phrase_before(end, floor) else { break };
            // `Rep. Jim Jordan (R-Ohio)`
            let bracket = tokens.clone().find(|&at| at > tokens.start && self.is_mark(at, &["(", "["]));
            let last = &self.block.tokens[bracket.unwrap_or(tokens.end) - 1];
            let is_person = self.quotes.person_in(last.span).is_some();
            if is_person
                || (end < comma && found.is_none() && (last.capital || self.is(tokens.start, CueShape::Determiner)))
            {
                found = Some(tokens);
            }
            let from = end.saturating_sub(24).max(floor);
            let Some(earlier) = (from..end).rev().find(|&at| self.is_mark(at, &[","])) else { break };
            let opens = earlier + 1;
            let clause = self.any(opens, &[CueShape::Conjunction, CueShape::Subject, CueShape::Preposition]);
            if clause || self.is_that(opens) || self.quotation_at(earlier.max(1) - 1).is_some() {
                break;
            }
            end = earlier;
        }
        found.filter(|tokens| end < comma || tokens.end + 1 == comma).map(|tokens| (tokens.start, self.phrase(&tokens)))
    }

    /// The noun phrase that ends before token `end`.
    fn phrase_before(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let floor = floor.max(end.saturating_sub(LONGEST_PHRASE));
        let mut start = end;
        while start > floor {
            let at = start - 1;
            if self.is_mark(at, &[")", "]"]) {
                let open = (floor..at).rev().find(|&open| self.is_mark(open, &["(", "["]))?;
                start = open;
                continue;
            }
            if self.bounds(at, end) {
                break;
            }
            start = at;
        }
        while start < end
            && (self.is_adverb(start)
                || self.is(start, CueShape::Preposition)
                || !self.block.tokens[start].is_word() && self.is_punctuation(start))
        {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Whether the word at `at` can belong to no noun phrase that ends at `end`.
    fn bounds(&self, at: usize, end: usize) -> bool {
        let token = &self.block.tokens[at];
        if token.kind == TokenKind::Mark {
            return !self.is_within_name(at);
        }
        if self.is_quoted(at) || self.is_that(at) {
            return true;
        }
        let capital = |at: usize| self.is_capital(at);
        match self.shape(at) {
            Some(CueShape::Conjunction) => !(self.key(at) == "and" && at > 0 && capital(at - 1) && capital(at + 1)),
            Some(
                CueShape::Subject
                | CueShape::Auxiliary
                | CueShape::Copula
                | CueShape::Unreal
                | CueShape::Question
                | CueShape::Relative,
            ) => true,
            Some(CueShape::Verb) => {
                let is_noun = at > 0 && self.is_noun_here(at - 1) || self.is_document(at);
                at + 1 < end && !token.capital && !is_noun
            }
            Some(CueShape::Participle) => !token.capital && self.key(at) != "leading",
            _ => false,
        }
    }

    /// `a June | report`: a document, though the word can be a verb.
    fn is_document(&self, at: usize) -> bool {
        let frame = self.block.ways(at).first().and_then(|way| way.sense.cue).map(|cue| cue.frame);
        frame.is_some_and(|frame| frame.has(Frame::DOCUMENT))
            && (at.saturating_sub(3)..at).any(|before| self.is(before, CueShape::Determiner))
    }

    /// The subject behind its verb: `said Mohib, the adviser.`
    fn behind(&self, start: usize) -> Option<Range<usize>> {
        let sentence = self.quotes.unit_of(start.saturating_sub(1)).end;
        let end = self.phrase_end(start, sentence);
        let is_noun = self.is_capital(start)
            || self.any(start, &[CueShape::Determiner, CueShape::Subject])
            || (start..end).any(|at| self.block.classes(at).has(Class::Unnamed));
        let goes_on = self.any(end, &FINITE) || self.any(end, &[CueShape::Subject]) || self.is_that(end);
        let is_closed = end >= sentence || self.is_punctuation(end) || self.is_adverb(end) || self.shape(end).is_some();
        (end > start && is_noun && is_closed && !goes_on).then_some(start..end)
    }

    /// Where the noun phrase at `start` ends.
    pub fn phrase_end(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST_PHRASE).min(self.block.tokens.len());
        let mut at = start;
        if at < limit && self.is(at, CueShape::Subject) {
            return at + 1;
        }
        let joins = |at: usize| matches!(self.key(at), "of" | "for" | "from" | "with" | "at");
        while at < limit && (joins(at) && at > start || !self.is_phrase_end(at)) {
            at += 1;
        }
        at
    }

    /// Whether no noun phrase goes on with the word at `at`.
    pub fn is_phrase_end(&self, at: usize) -> bool {
        self.bounds(at, usize::MAX) || self.is(at, CueShape::Preposition) || self.is_adverb(at)
    }

    /// The subject of the verb before in the same sentence, which a participle or a second verb keeps.
    fn sentence_subject(&self, verb: usize) -> Subject {
        let unit = self.quotes.unit_of(verb).start;
        let earlier = self.heads.last().filter(|head| head.unit.start == unit);
        if let Some(earlier) = earlier.and_then(|head| head.verb.as_ref()) {
            return earlier.subject.clone();
        }
        if self.is(unit, CueShape::Subject) {
            return Subject::Pronoun(unit);
        }
        if unit == verb {
            return self.main_subject(verb);
        }
        let end = self.phrase_end(unit, verb);
        let is_phrase =
            self.is_capital(unit) && self.quotes.mention_at(unit).is_some() || self.is(unit, CueShape::Determiner);
        if end > unit && end < verb && is_phrase { Subject::Phrase(unit..end) } else { Subject::Unclear }
    }

    /// The subject of the clause after a participle that opens the sentence: `Citing privacy rules, officials …`.
    fn main_subject(&self, participle: usize) -> Subject {
        let unit = self.quotes.unit_of(participle).end;
        let comma = (participle..unit.min(participle + 20)).find(|&at| self.is_mark(at, &[","]));
        let tokens = comma.map(|comma| comma + 1..self.phrase_end(comma + 1, unit)).filter(|tokens| !tokens.is_empty());
        tokens.map_or(Subject::Unclear, |tokens| self.phrase(&tokens))
    }

    fn is_possessive(&self, noun: usize, floor: usize) -> bool {
        noun > floor && matches!(self.key(noun - 1), "his" | "her" | "their" | "'s")
    }

    /// `Trump's claim that`, `her claim that`.
    fn possessed(&self, noun: usize, floor: usize) -> Option<Verb> {
        // One that opens the sentence is the subject of another verb: `Her claim that it was safe is in doubt.`
        let before = noun.checked_sub(1).filter(|&before| before > floor)?;
        let subject = match self.key(before) {
            "his" | "her" | "their" => Subject::Pronoun(before),
            "'s" => self.phrase(&self.phrase_before(before, floor).filter(|tokens| tokens.start > floor)?),
            _ => return None,
        };
        Some(Verb { lead: noun, end: noun + 1, start: noun, subject, behind: None, is_document: false, is_noun: true })
    }

    /// The speaker of `according to X`.
    pub fn source_phrase(&self, cue: &CueAt, unit: usize) -> Option<Verb> {
        let start = cue.tokens.end;
        let mut end = start;
        while end < unit && end < start + LONGEST_PHRASE && (end == start || !self.bounds(end, usize::MAX)) {
            end += 1;
        }
        let subject = self.phrase(&(start..end));
        (end > start).then_some(Verb {
            lead: cue.tokens.start,
            end: cue.tokens.end,
            start: cue.tokens.start,
            subject,
            behind: Some(end),
            is_document: false,
            is_noun: false,
        })
    }

    /// Whether the frame has a preposition that the word at `at` is.
    pub fn is_preposition_of(&self, frame: Frame, at: usize) -> bool {
        let known = Frame::prepositions(crate::model::Lang::En).iter().position(|&word| word == self.key(at));
        known.is_some_and(|index| frame.has(Frame::preposition(index)))
    }
}
