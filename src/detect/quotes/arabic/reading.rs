//! How each cue is read: what it opens, who is its subject, and whether it is one at all.

use std::ops::Range;

use super::phrase::LONGEST_PHRASE;
use super::{Arabic, GOVERNING, Opens, Reading, speaks};
use crate::detect::phrases::NEGATING;
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::token::Token;
use crate::lang::{Class, TokenKind, arabic};

impl Arabic<'_, '_, '_> {
    pub(super) fn read(&self, index: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        match cue.cue.shape {
            CueShape::Phrase => return self.read_phrase(index, cue.tokens.end),
            CueShape::Noun => return self.read_noun(index),
            CueShape::Aside => return self.read_aside(index),
            _ => {}
        }
        if self.is_according(index) {
            return self.read_phrase(index, cue.tokens.end);
        }
        if self.is_noun(cue) || self.is_counted(cue) {
            return Reading { opens: Opens::NoCue, subject: Subject::Carried };
        }
        let mut subject = self.subject(cue);
        let after = match &subject {
            Subject::Phrase(tokens) if tokens.start >= cue.tokens.end => tokens.end,
            Subject::Pronoun(at) if *at >= cue.tokens.end => at + 1,
            _ => cue.tokens.end,
        };
        // `نقلت رويترز عن مصدر`: who is quoted stands after `عن`.
        if let Some(quoted) = self.quoted_source(cue, after) {
            let after = quoted.end;
            return Reading { opens: self.opening(index, &Subject::Carried, after), subject: Subject::Phrase(quoted) };
        }
        let opens = self.opening(index, &subject, self.after_inserts(cue, after));
        let is_relay = cue.cue.frame.has(Frame::RELAYED);
        let speaks = match opens {
            Opens::Nothing => !is_relay && speaks(cue.cue.frame),
            Opens::Quotation(_) => !is_relay,
            _ => true,
        };
        // `أفصحت له عبر مواقع التواصل عن رغبتها` is no `عبر عن`.
        let is_apart = matches!(opens, Opens::Phrase(start, ..) if start > after + 1);
        let is_other = is_apart && after == cue.tokens.end && !cue.joined && !self::speaks(cue.cue.frame);
        if !speaks || is_other {
            return Reading { opens: Opens::NoCue, subject: Subject::Carried };
        }
        if !self.is_meant(cue, opens, &subject) {
            return Reading { opens: Opens::NoCue, subject: Subject::Carried };
        }
        if opens == Opens::Nothing && cue.cue.shape == CueShape::Verb && after == cue.tokens.end {
            subject = Subject::Carried;
        }
        Reading { opens, subject }
    }

    /// Whether somebody means what the verb says: `الفيديو يشير إلى رغبة` is nobody, nor is `يذكر أن`; some verbs say something
    /// only with quoted words.
    pub(super) fn is_meant(&self, cue: &CueAt, opens: Opens, subject: &Subject) -> bool {
        let frame = cue.cue.frame;
        let is_present = cue.is_present(self.quotes.block.text);
        match (opens, subject) {
            (Opens::Phrase(start, ..), _) if frame.has(Frame::QUOTED) => self.quotes.quotation_at(start).is_some(),
            (Opens::Phrase(..), Subject::Phrase(tokens)) if is_present => {
                self.is_somebody(tokens) || self.is_of_somebody(tokens)
            }
            // `يشمل ذلك طلب المزيد من المصادقة` and `صفحات كتب المنهج الجديد:` have nouns.
            (Opens::Phrase(..) | Opens::Verbatim(_), Subject::Phrase(tokens))
                if self.is_of_a_noun(cue) && tokens.start >= cue.tokens.end =>
            {
                self.is_somebody(tokens)
            }
            // `تعهد بذلك خلال القمة`
            (Opens::Phrase(start, ..), _)
                if arabic::without_article(&self.quotes.block.tokens[start].key).ends_with("ذلك") =>
            {
                false
            }
            // `حملت لافتة "…"`: what goes with إلى takes no words without it.
            (Opens::Quotation(quotation), _) if cue.cue.shape == CueShape::Participle => {
                let is_adjacent = self.quotes.quotation_at(cue.tokens.end) == Some(quotation);
                !(is_adjacent && frame.has(Frame::ILA))
            }
            (_, Subject::Carried) => !(is_present && frame.has(Frame::NAMED)),
            _ => true,
        }
    }

    /// Whether a form without a conjunction is a noun here, after a preposition: `عدم كشف هويته`, `من توقع`; or a clause about
    /// something that does not speak: `الموقف الذي يؤكد`.
    pub(super) fn is_noun(&self, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let Some(before) = cue.tokens.start.checked_sub(1).filter(|_| !cue.joined && cue.cue.shape == CueShape::Verb)
        else {
            return false;
        };
        let key = block.key(before);
        let is_relative = matches!(key, "الذي" | "التي" | "الذين");
        // `وهو ما يشير إلى`, but `وفق ما أعلن`.
        let is_ma = key == "ما" || key == "قد" && before > 0 && block.key(before - 1) == "ما";
        let is_free = is_ma && !cue.has_object;
        // `أُتهمت` has the vowel of a passive.
        let is_passive = cue.span.of(block.text).chars().nth(1) == Some('\u{64f}');
        // `تفضل أن يشرح الآباء`: what is wished has not been said.
        let is_wished = key == "ان" && block.word(before).starts_with('أ') && cue.is_present(block.text);
        // `رفض الوزير، | طلبا من الرئيس`: the dual of a verb is no other word, and stands right after two.
        let is_accusative = matches!(block.key(cue.tokens.start), "طلبا" | "رفضا" | "وعدا" | "نفيا");
        let is_object = is_accusative && (!block.tokens[before].is_word() || self.subject_before(cue).is_none());
        let governs =
            is_object || is_wished || GOVERNING.contains(&key) || NEGATING.contains(&key) || is_free || is_passive;
        // `المتطوع، الذي طلب استخدام اسم مستعار`: what follows is no subject.
        let names_nobody = || match self.subject(cue) {
            Subject::Phrase(tokens) => tokens.start >= cue.tokens.end && !self.is_speaker(&tokens),
            _ => true,
        };
        governs || is_relative && names_nobody()
    }

    /// Whether the form is no verb but a noun or an adjective of the word before: `سجن 29 متهما`, `1200 طالب`, for after a number stands no participle, nor a verb that is a noun for people too.
    fn is_counted(&self, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let before = cue.tokens.start.checked_sub(1).and_then(|before| block.token(before));
        let may_be_people = cue.cue.shape == CueShape::Participle
            || block.classes(cue.tokens.start).any(&[Class::Title, Class::BareTitle, Class::Unnamed]);
        // `رقابة مشددة`
        let agrees =
            |noun: &Token| block.word(cue.tokens.start).ends_with('ة') && noun.span.of(block.text).ends_with('ة');
        let is_adjective = cue.cue.shape == CueShape::Participle
            && before.is_some_and(|noun| noun.is_word() && agrees(noun) && !arabic::is_definite(&noun.key))
            && !cue.joined
            && self.quotes.mention_at(cue.tokens.start - 1).is_none();
        is_adjective || may_be_people && before.is_some_and(|before| before.kind == TokenKind::Number)
    }

    pub(super) fn quoted_source(&self, cue: &CueAt, after: usize) -> Option<Range<usize>> {
        if !cue.cue.frame.has(Frame::RELAYED) {
            return None;
        }
        // `ونقلت عن الوزارة قولها`
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        let near = after..limit.min(after + if after == cue.tokens.end { 1 } else { LONGEST_PHRASE });
        let mut near = near.take_while(|&at| self.complementiser(at).is_none());
        let (start, _) = near.find_map(|at| self.after_preposition(Frame::AN, at))?;
        let tokens = start..self.noun_phrase(start, limit);
        // `عن محامين ودبلوماسيين أن`: with the report right behind it whoever stands there is quoted.
        let is_quoted = self.is_nominative(&tokens)
            && (tokens.end..limit.min(tokens.end + LONGEST_PHRASE)).any(|at| self.complementiser(at).is_some());
        (self.is_speaker(&tokens) || is_quoted).then(|| self.with_name(tokens, limit))
    }

    /// `عن مسؤولين قولهم إن`: who is quoted stands before it.
    pub(super) fn read_noun(&self, index: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let unit = self.quotes.unit_of(cue.tokens.start);
        let earlier = index.checked_sub(1).map(|earlier| (&self.quotes.cues[earlier], &self.readings[earlier]));
        let subject = match earlier.filter(|(before, _)| unit.contains(&before.tokens.start)) {
            Some((before, reading)) if before.cue.frame.has(Frame::RELAYED) || before.cue.shape == CueShape::Noun => {
                reading.subject.clone()
            }
            _ => Subject::Carried,
        };
        Reading { opens: self.opening(index, &Subject::Carried, cue.tokens.end), subject }
    }
}
