//! What opens the report of a verb: `أن`, a quotation, a colon, its object or its preposition.

use super::{Arabic, GOVERNING, Opens, speaks};
use crate::detect::lookup;
use crate::detect::quotes::Subject;
use crate::detect::quotes::block::SHORTEST;
use crate::detect::quotes::cues::CueAt;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, TokenKind};
use crate::model::Lang;

/// How many tokens may lie between a reporting word and what it reports.
const REACH: usize = 45;
/// The most words of a name or title in quotation marks that stands after a preposition.
pub(super) const LONGEST_TITLE: usize = 6;

impl Arabic<'_, '_, '_> {
    /// What opens the report of a verb whose subject ends before token `after`.
    pub(super) fn opening(&self, index: usize, subject: &Subject, after: usize) -> Opens {
        let cue = &self.quotes.cues[index];
        let frame = cue.cue.frame;
        let end = self.quotes.unit_of(cue.tokens.start).end.min(cue.tokens.end + REACH);
        let next_cue = self.quotes.cues[index + 1..].iter().find(|next| next.cue.shape != CueShape::Phrase);
        let next_cue = next_cue.map_or(usize::MAX, |next| next.tokens.start);
        if let Some(start) = self.object(cue, subject, after).filter(|_| frame.has(Frame::OBJECT)) {
            return Opens::Phrase(start, self.quotes.block.tokens[start].span.start, "reported-object");
        }
        let speaks = speaks(frame);
        let mut at = cue.tokens.end;
        while at < end {
            if let Some(quotation) = self.quotes.quotation_at(at) {
                let is_said = speaks || frame.has(Frame::QUOTED) && at == after;
                if is_said && self.is_reported(quotation, cue, at) && !self.is_quoted_subject(quotation, at, end) {
                    return Opens::Quotation(quotation);
                }
                at = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer).end.max(at + 1);
                continue;
            }
            if let Some(tokens) = self.complementiser(at).filter(|_| speaks) {
                return Opens::Clause(at + tokens);
            }
            if at >= next_cue && !self.quotes.is_inserted(cue.tokens.end, at) {
                return Opens::Nothing;
            }
            if at >= after
                && let Some((start, from)) = self.after_preposition(frame, at)
                && (frame.has(Frame::ADDRESSEE) || at == after || self.has_no_object(after))
                && !self.is_part_of_name(frame, at, end)
            {
                return self.with_addressee(cue, after, at).unwrap_or(Opens::Phrase(start, from, "reported-object"));
            }
            if self.quotes.is_mark(at, &[":"])
                && self.quotes.quotation_at(at + 1).is_none()
                && at + 1 < end
                && self.complementiser(at + 1).is_none()
            {
                return Opens::Verbatim(at + 1);
            }
            at += 1;
        }
        Opens::Nothing
    }

    /// `دعت اللجان المركزية لتنظيم الوقفات أهالي المحافظة إلى`: whether an attached ل belongs to what stands before the `إلى` of the
    /// verb.
    fn is_part_of_name(&self, frame: Frame, at: usize, end: usize) -> bool {
        let [to, attached] = [Frame::ILA, Frame::LI];
        let is_attached = frame.has(to.with(attached)) && self.after_preposition(attached, at).is_some();
        is_attached && (at + 1..end.min(at + 12)).any(|later| self.after_preposition(to, later).is_some())
    }

    /// Whether no bare noun follows the subject, which would be what the verb is about: `أقر المجلس حصانة لضباط بالجيش`.
    pub(super) fn has_no_object(&self, after: usize) -> bool {
        self.bounds(after, after) || self.after_preposition(Frame::ANY, after).is_some() || self.is_adverb(after)
    }

    /// `دعا الناتو إلى` and `اتهم إسرائيل بـ`: the report begins with who it is said of, between the subject and the preposition.
    pub(super) fn with_addressee(&self, cue: &CueAt, after: usize, preposition: usize) -> Option<Opens> {
        let names_somebody =
            cue.cue.frame.has(Frame::ADDRESSEE) && !cue.has_object && after < preposition && !self.bounds(after, after);
        let from = self.quotes.block.token(after)?.span.start;
        names_somebody.then_some(Opens::Phrase(after, from, "reported-object"))
    }

    /// The token at which the noun phrase begins that is the object of `cue`, right after its subject.
    ///
    /// Without a subject the verb has to go on from somebody: a bare `توضح طبيعة` is a relative clause, a bare `توقع` a noun.
    pub(super) fn object(&self, cue: &CueAt, subject: &Subject, after: usize) -> Option<usize> {
        let block = self.quotes.block;
        let is_word = block.token(after)?.is_word();
        let has_subject = *subject != Subject::Carried || cue.joined || cue.cue.shape == CueShape::Participle;
        let begins = is_word && !self.bounds(after, after) && self.quotes.quotation_at(after).is_none();
        let is_time = self.quotes.date_at(after).is_some();
        let is_free = self.after_preposition(Frame::ANY, after).is_none() && !self.is_occasion(after);
        // A title is who the subject is: `أكد بيتر كينيون كبير المديرين أن`.
        let is_title = crate::detect::titles::head_at(block, after).is_some();
        (has_subject && begins && !is_time && !is_title && is_free && !self.is_adverb(after)).then_some(after)
    }

    /// `أيضا`, `لاحقا`: an accusative without an article that nothing makes definite.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let key = &self.quotes.block.tokens[at].key;
        key.ends_with('ا') && crate::lang::arabic::without_pronoun(key).is_none()
    }

    /// Where the noun phrase begins, as token and byte, if a preposition of `frame` is at token `at`.
    pub(super) fn after_preposition(&self, frame: Frame, at: usize) -> Option<(usize, usize)> {
        let block = self.quotes.block;
        let token = block.token(at)?;
        let word = token.span.of(block.text);
        let prepositions = Frame::prepositions(Lang::Ar);
        let known = |form: &str| {
            let index =
                prepositions.iter().position(|&preposition| crate::lang::normalise::fold(preposition) == form)?;
            frame.has(Frame::preposition(index)).then_some(())
        };
        if known(&token.key).is_some() {
            let next = block.token(at + 1)?;
            return Some((at + 1, next.span.start));
        }
        // `بحسب` is no ب.
        if block.classes(at).any(&[Class::Function, Class::Complementiser, Class::Title, Class::Cue]) {
            return None;
        }
        // `بالتفرد` is nothing else.
        if token.key.starts_with("بال") && token.key.len() > 12 {
            let start = token.span.start + if word.starts_with('ب') { 'ب'.len_utf8() } else { 0 };
            return known("ب").map(|()| (at, start));
        }
        // `بتقديم` may be met often enough to be a word of its own; what is left without the clitic tells.
        let is_known = |way: &lookup::Way| way.sense.classes.has(Class::Common) || way.sense.classes.any(&Class::NAMES);
        let is_stem = |way: &&lookup::Way| way.split.at > 0 && (is_known(way) || way.phrase.is_some());
        let likely = lookup::most_likely(block.ways(at)).filter(|way| way.split.at > 0);
        let way = block.ways(at).iter().find(is_stem).or(likely)?;
        // `لـCNN` has a tatweel.
        let clitic = word[..way.split.at].trim_start_matches(['و', 'ف']).trim_end_matches('ـ');
        known(clitic).map(|()| (at, token.span.start + way.split.at))
    }

    /// Whether a quotation that stands after a cue is what it reports, and not a name on the way: `مراسل قناة "العربية"`.
    pub(super) fn is_reported(&self, quotation: usize, cue: &CueAt, at: usize) -> bool {
        let words = self.quotes.words_in(self.quotes.quoted[quotation].inner);
        let before = at.checked_sub(1).map(|before| &*self.quotes.block.tokens[before].key).unwrap_or_default();
        // `لـ"العربية"`, `قناة "العربية"`
        let is_governed = GOVERNING.contains(&before) || matches!(before, "ل" | "ب");
        // `لشبكة "سكاي نيوز"`
        let is_label = |at: usize| self.quotes.block.may_begin(at, &[Class::Label]);
        let may_be_title = words <= LONGEST_TITLE && at > 0 && (is_governed || is_label(at - 1));
        if may_be_title || at > 0 && self.quotes.block.classes(at - 1).has(Class::Label) {
            return false;
        }
        let adjacent = at == cue.tokens.end || self.quotes.is_mark(at - 1, &[":"]);
        words > SHORTEST
            || (words == SHORTEST && self.ends_clause(quotation))
            || (adjacent && (words > 1 || self.ends_clause(quotation)))
    }

    /// `قالت "إن بي سي" إن`, `أفاد بيان لقوات "تحالف دعم الشرعية" أن`: a name in quotation marks, with the report after it.
    pub(super) fn is_quoted_subject(&self, quotation: usize, at: usize, end: usize) -> bool {
        let outer = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer);
        let words = self.quotes.words_in(self.quotes.quoted[quotation].inner);
        let block = self.quotes.block;
        let is_noun =
            |at: usize| block.tokens[at].is_word() && !block.may_report(at) && !block.classes(at).has(Class::Function);
        let is_noun_before = at > 0 && is_noun(at - 1);
        let longest = if is_noun_before { LONGEST_TITLE } else { SHORTEST };
        let is_short = words <= longest && (is_noun_before || !self.ends_clause(quotation));
        let mut after = outer.end..end.min(outer.end + 20);
        let next = after.find(|&at| self.complementiser(at).is_some() || self.quotes.block.may_report(at));
        is_short && outer.start == at && next.is_some_and(|at| self.complementiser(at).is_some())
    }

    pub(super) fn ends_clause(&self, quotation: usize) -> bool {
        let after = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer).end;
        self.quotes.block.token(after).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    /// How many tokens at `at` open a reported clause: `أن`, `إلى أن`; not the أن of `بعد أن` nor the إن of `سي إن بي سي`.
    pub(super) fn complementiser(&self, at: usize) -> Option<usize> {
        let split = self.quotes.block.splits(at).next()?;
        let phrase = self.quotes.block.phrase_of(at, split, &[Class::Complementiser])?;
        let before = at.checked_sub(1).map(|before| self.quotes.block.classes(before)).unwrap_or_default();
        // `مون جيه-إن`
        let is_glued = at > 0
            && self.quotes.is_mark(at - 1, &["-"])
            && self.quotes.block.tokens[at - 1].span.end == self.quotes.block.tokens[at].span.start;
        // `على الرغم من أن`
        let key = |back: usize| at.checked_sub(back).map_or("", |before| self.quotes.block.key(before));
        let is_although = key(1).ends_with("الرغم") || key(1) == "من" && key(2).ends_with("الرغم");
        let is_named = is_glued || is_although || self.quotes.mention_at(at).is_some();
        (!before.has(Class::Subordinator) && !is_named).then_some(phrase.found.tokens)
    }
}
