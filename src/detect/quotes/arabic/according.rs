//! Words that say by whom something is told beside it: `وفقا لـ`, `حسبما ذكر`, `على حد قوله`.

use std::ops::Range;

use super::named::LONGEST_QUOTED_NAME;
use super::{Arabic, Opens, Reading};
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::detect::titles;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, arabic};

impl Arabic<'_, '_, '_> {
    /// `وفقا لـ`: the noun phrase after it, at token `start`, is the speaker.
    pub(super) fn read_phrase(&self, index: usize, start: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let nothing = Reading { opens: Opens::NoCue, subject: Subject::Carried };
        let start = self.after_times(start);
        if cue.cue.shape == CueShape::Phrase && cue.cue.frame.has(Frame::CLAUSE) {
            return self.read_in_document(index, start).unwrap_or(nothing);
        }
        // `بحسب تقرير نشرته | صحيفة "المستقبل"`, `وفقا لتصريحات أعلنها | الوزير`: who issued it speaks.
        let issuer = self.noun_phrase(start + 2, self.quotes.unit_of(cue.tokens.start).end);
        if self.is_issued(start) && issuer > start + 2 {
            return self.read_phrase(index, start + 2);
        }
        // `حسب رأيها`
        if self.quotes.block.token(start).is_some() && self.has_pronoun(start) {
            return self.read_aside(index);
        }
        // What a verb before it reports begins only after it: `قالت الشبكة، نقلا عن مسؤولين، إن`.
        let is_inserted = index.checked_sub(1).is_some_and(|before| match self.readings[before].opens {
            Opens::Clause(opens) | Opens::Phrase(opens, ..) | Opens::Verbatim(opens) => opens > cue.tokens.start,
            Opens::Quotation(quotation) => self.quotes.quoted[quotation].outer.start > cue.span.start,
            _ => false,
        });
        // `وفقا لمصادر`: the preposition of `وفقا` is attached.
        let word = self.quotes.block.key(start - 1).trim_start_matches('و');
        let takes_preposition = matches!(word, "فقا" | "طبقا" | "تبعا");
        let is_governed = self.quotes.block.key(start) == "ل" || self.after_preposition(Frame::LI, start).is_some();
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        let end = self.noun_phrase(start, limit);
        // `حسبما نقلت صحيفة "المستقبل" عن مسؤولين`
        if let Some(quoted) = self.quoted_source(cue, end) {
            return Reading { opens: Opens::Around(quoted.end), subject: Subject::Phrase(quoted) };
        }
        let name = self.quoted_name(start).or_else(|| self.name_alone(start));
        let end = name.as_ref().map_or(end, |name| self.after_adjectives(name.end + 1));
        let is_subject = self.according(index) > 0 && self.is_nominative(&(start..end));
        let is_known =
            takes_preposition || is_subject || self.is_somebody(&(start..end)) || self.is_of_somebody(&(start..end));
        if is_inserted
            || takes_preposition && !is_governed
            || end == start
            || name.is_none() && !is_known
            || self.is_shape(start, CueShape::Standard)
        {
            return nothing;
        }
        if let Some(name) = name {
            return Reading { opens: Opens::Around(end), subject: Subject::Phrase(name) };
        }
        // `وفقا لوزير الخارجية، | سامح شكري،`
        let is_titled = titles::head_at(self.quotes.block, start).is_some();
        let tokens = if is_subject || is_titled { self.with_name(start..end, limit) } else { start..end };
        let opens = Opens::Around(tokens.end);
        let subject = if takes_preposition { Subject::Governed(tokens) } else { Subject::Phrase(tokens) };
        Reading { opens, subject }
    }

    /// Whether a verb that tells who issued it follows the document at token `at`: `تقرير نشرته`.
    pub(super) fn is_issued(&self, at: usize) -> bool {
        let block = self.quotes.block;
        let verb = block.key(at + 1);
        let has_pronoun = (verb.ends_with("ته") || verb.ends_with("ها")) && !block.word(at + 1).ends_with('ة');
        has_pronoun && self.is_occasion(at) && !arabic::is_definite(verb)
    }

    /// `جاء في بيان للوزارة أن`: the document at token `start` says what follows it.
    fn read_in_document(&self, index: usize, start: usize) -> Option<Reading> {
        let limit = self.quotes.unit_of(self.quotes.cues[index].tokens.start).end;
        let tokens = start..self.noun_phrase(start, limit);
        if tokens.is_empty() || !self.is_shape(start, CueShape::Document) {
            return None;
        }
        let opens = self.opening(index, &Subject::Carried, tokens.end);
        let subject = match self.stands_for_another(start) && tokens.len() == 1 {
            true => Subject::Pronoun(start),
            false => Subject::Phrase(tokens),
        };
        matches!(opens, Opens::Clause(_) | Opens::Quotation(_) | Opens::Verbatim(_))
            .then_some(Reading { opens, subject })
    }

    /// `صحيفة "آس" | الإسبانية |`
    fn after_adjectives(&self, start: usize) -> usize {
        let block = self.quotes.block;
        let is_adjective = |at: &usize| block.classes(*at).any(&[Class::Nationality, Class::Adjective]);
        start + (start..block.tokens.len()).take_while(is_adjective).count()
    }

    /// `وفقا لـ"المستقبل"`, `بحسب ما نقلت "المستقبل"`: the name in quotation marks at token `start`.
    fn name_alone(&self, start: usize) -> Option<Range<usize>> {
        let is_attached = self.quotes.block.token(start).is_some_and(|token| &*token.key == "ل");
        let inner = self.quotes.quoted[self.quotes.quotation_at(start + usize::from(is_attached))?].inner;
        let name = self.quotes.block.tokens_in(inner);
        (!name.is_empty() && self.quotes.words_in(inner) <= LONGEST_QUOTED_NAME).then_some(name)
    }

    /// Whether the verb stands in `وفق ما أعلن`, `حسبما ذكر`, or in `، كما قال` with nothing reported after it.
    pub(super) fn is_according(&self, index: usize) -> bool {
        let cue = &self.quotes.cues[index];
        let is_apart =
            |back: usize| cue.tokens.start >= back && self.quotes.is_mark(cue.tokens.start - back, &["،", ","]);
        match self.according(index) {
            0 => false,
            1 if self.word_before(cue, 1) == "كما" => {
                is_apart(2) && self.opening(index, &Subject::Carried, cue.tokens.end) == Opens::Nothing
            }
            _ => cue.cue.shape == CueShape::Verb,
        }
    }

    /// How many tokens before the verb are `وفق ما`, `حسبما` or `كما`.
    pub(super) fn according(&self, index: usize) -> usize {
        let cue = &self.quotes.cues[index];
        let before = self.word_before(cue, 2);
        let is_standard = |word: &str| matches!(word, "علي" | "حسب" | "بحسب" | "وفق" | "وفقا" | "مثل");
        match self.word_before(cue, 1) {
            "ما" if is_standard(before) || before.strip_prefix('و').is_some_and(is_standard) => 2,
            "لما" if before == "وفقا" => 2,
            "حسبما" | "وفقما" | "كما" => 1,
            _ => 0,
        }
    }

    /// The word so many tokens before the cue, folded.
    pub(super) fn word_before(&self, cue: &CueAt, back: usize) -> &str {
        cue.tokens.start.checked_sub(back).map_or("", |at| &*self.quotes.block.tokens[at].key)
    }

    /// `على حد قوله`: it tells who speaks where no verb of the sentence does.
    pub(super) fn read_aside(&self, index: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let is_told = index.checked_sub(1).is_some_and(|before| self.quotes.cues[before].tokens.start >= sentence);
        let opens = if is_told { Opens::NoCue } else { Opens::Around(cue.tokens.end) };
        Reading { opens, subject: Subject::Carried }
    }
}
