//! What the cues of a sentence share: its subject, and a quotation that waits for its verb.

use std::ops::Range;

use super::{Arabic, GOVERNING, Opens};
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, arabic};
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
            let may_share = cue.cue.shape.is_verbal() || cue.cue.shape == CueShape::Noun;
            if last.is_empty() && self.readings[index].subject == Subject::Carried && may_share {
                self.readings[index].subject = self.subject_of_sentence(cue, unit.start);
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

    /// Who the sentence with the cue, which begins at token `start`, is about: not whose verb has another gender, nor who said
    /// something before where the verb is of the noun before its comma: `نتائج استخباراتية، أفادت بأن`.
    fn subject_of_sentence(&self, cue: &CueAt, start: usize) -> Subject {
        let subject = self.sentence_subject(start, cue.tokens.start, Some(cue));
        let is_after_verb = |tokens: &Range<usize>| tokens.start > start;
        let verb = self.verb_at(start);
        let disagrees = match cue.cue.agreement {
            Agreement::Feminine => verb.starts_with('ي'),
            Agreement::Masculine => verb.ends_with('ت'),
            _ => false,
        };
        match subject {
            Subject::Phrase(tokens) if disagrees && is_after_verb(&tokens) => Subject::Unclear,
            Subject::Carried if self.is_of_noun_before_comma(cue, start) => Subject::Unclear,
            _ => subject,
        }
    }

    fn is_of_noun_before_comma(&self, cue: &CueAt, start: usize) -> bool {
        let block = self.quotes.block;
        let is_finite = cue.cue.shape == CueShape::Verb && cue.cue.agreement == Agreement::Feminine && !cue.joined;
        let Some(noun) = cue.tokens.start.checked_sub(2).filter(|&noun| is_finite && noun > start) else {
            return false;
        };
        // `وعقب جلسة طويلة، أكدت`
        let is_preface = self.after_preposition(Frame::ANY, start).is_some()
            || block.classes(start).has(Class::Function)
            || matches!(
                block.key(start).trim_start_matches('و'),
                "عقب" | "حول" | "لدي" | "اثناء" | "عندما" | "حين" | "ردا"
            )
            || GOVERNING.contains(&block.key(start).trim_start_matches('و'));
        self.quotes.is_mark(noun + 1, &["،", ","])
            && block.word(noun).ends_with(['ة', 'ت'])
            && !arabic::is_definite(block.key(noun))
            && self.quotes.mention_at(noun).is_none()
            && !is_preface
    }

    /// The first word of a sentence without its conjunction.
    fn verb_at(&self, start: usize) -> &str {
        let key = self.quotes.block.key(start + usize::from(self.shape_at(start) == Some(CueShape::Conjunction)));
        key.strip_prefix('و').unwrap_or(key)
    }

    /// Who does something else at the beginning of a sentence that goes on with a cue: `هاجم ألونسو القرار وقال`, `رحبت هولندا
    /// بالقرار، قائلة`. `cue` is the one that is asked for, which ends the sentence for this at token `limit`.
    pub(super) fn sentence_subject(&self, start: usize, limit: usize, cue: Option<&CueAt>) -> Subject {
        let start = self.after_preface(start, limit);
        // `هايكو ماس رد على الانتقادات قائلا`, `… بقوله`
        let beside = cue.filter(|cue| !cue.joined && matches!(cue.cue.shape, CueShape::Participle | CueShape::Noun));
        // `ترامب متوعدا إيران`
        let whole = start..self.noun_phrase(start, limit);
        let is_whole = whole.end == limit && self.is_somebody(&whole);
        if !whole.is_empty() && (is_whole || beside.is_some_and(|cue| self.is_topic(&whole, cue))) {
            return Subject::Phrase(whole);
        }
        let verb = start + usize::from(self.shape_at(start) == Some(CueShape::Conjunction));
        // `وكان بومبيو هاجم القيادة قائلا`
        if verb > start && matches!(self.quotes.mention_at(verb), Some((_, EntityType::Per))) {
            return Subject::Phrase(verb..self.noun_phrase(verb, limit));
        }
        let tokens = verb + 1..self.noun_phrase(verb + 1, limit);
        let is_verb = !self.bounds(verb, verb) && self.quotes.mention_at(verb).is_none();
        let first = self.verb_at(start);
        let is_feminine = first.ends_with('ت') || first.starts_with('ت');
        let begins_with_name = |at: usize| match self.quotes.mention_at(at) {
            Some((_, EntityType::Loc)) => is_feminine,
            named => named.is_some(),
        };
        let names = |tokens: &Range<usize>| {
            begins_with_name(tokens.start) || self.quotes.person_in(self.quotes.block.span(tokens.clone())).is_some()
        };
        let tokens = if tokens.is_empty() { tokens } else { self.with_name(tokens, limit) };
        // `واعتقلت السلطات الألمانية شخصا، قائلة`
        let is_known_verb = first.ends_with('ت') && !first.ends_with("ات");
        let acts = |tokens: &Range<usize>| self.is_somebody(tokens) || self.is_feminine_body(tokens.start);
        let stands = names(&tokens) || beside.is_some() && is_known_verb && acts(&tokens);
        if tokens.end > tokens.start && tokens.end < limit && is_verb && stands {
            return Subject::Phrase(tokens);
        }
        Subject::Carried
    }

    /// Whether the noun phrase that opens a sentence is who does what stands between it and an adverbial `cue`: of the same gender,
    /// and not taken up by a pronoun: `أهالي الضحايا زارهم كريم منصور أمس، قائلا`.
    fn is_topic(&self, tokens: &Range<usize>, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let head = block.word(tokens.start);
        let is_other =
            cue.cue.agreement == Agreement::Masculine && (head.ends_with('ة') || self.quotes.is_unnamed(tokens.start));
        let is_place = matches!(self.quotes.mention_at(tokens.start), Some((_, EntityType::Loc)));
        let is_resumed = arabic::without_pronoun(block.key(tokens.end)).is_some()
            || matches!(
                block.key(tokens.end + 1),
                "به" | "بها" | "بهم" | "له" | "لها" | "لهم" | "عليه" | "عليها" | "عليهم"
            );
        !is_other && !is_place && !is_resumed && self.begins_as_somebody(tokens.start)
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
