//! Subjects that stand before their cue, and what looks like one.

use std::ops::Range;

use super::phrase::LONGEST_PHRASE;
use super::{Arabic, GOVERNING};
use crate::detect::entities::mentions_in;
use crate::detect::quotes::cues::CueAt;
use crate::detect::{lookup, titles};
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, arabic};
use crate::model::EntityType;

/// The most tokens of what is inserted between commas.
pub(super) const LONGEST_INSERT: usize = 10;

/// Words that may stand between a subject and its verb: `الإنتربول كانت قد طالبت`.
pub(super) fn is_auxiliary(key: &str) -> bool {
    matches!(key, "قد" | "فقد" | "كان" | "كانت" | "كانوا")
}

impl Arabic<'_, '_, '_> {
    /// `رد عليه حسن روحاني | قائلا`: the person right before a participle, if the words since the last cue name nobody else.
    pub(super) fn named_before(&self, cue: &CueAt) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let earlier = self.quotes.cues.partition_point(|other| other.tokens.start < cue.tokens.start);
        let from = earlier.checked_sub(1).map_or(sentence, |at| self.quotes.cues[at].tokens.end.max(sentence));
        if cue.joined || from >= cue.tokens.start {
            return None;
        }
        let mut people = mentions_in(self.quotes.set, block.span(from..cue.tokens.start))
            .filter(|(_, mention)| mention.kind == EntityType::Per);
        let (span, person) = people.next()?;
        let tokens = block.tokens_touching(span);
        let is_only = people.all(|(_, other)| other.entity == person.entity);
        // `بعث رسالة لبوتين | متعهدا`, `رسالة إلى الرئيس بوتين | متعهدا`
        let is_title = |at: &usize| {
            let classes = [Class::Title, Class::BareTitle, Class::TitlePart, Class::Nationality];
            block.classes(*at).any(&classes)
                || block.lexicon.classes(arabic::without_article(block.key(*at))).any(&classes)
        };
        let first = (from..tokens.start).rev().take_while(is_title).last().unwrap_or(tokens.start);
        let is_governed = self.after_preposition(Frame::ANY, first).is_some()
            || first > sentence && GOVERNING.contains(&block.key(first - 1));
        let is_subject = tokens.end == cue.tokens.start && is_only && !is_governed;
        is_subject.then_some(tokens).or_else(|| self.subject_of_other_verb(cue))
    }

    /// `يتحدث ترامب | متسائلا`: the person between a verb and the participle.
    fn subject_of_other_verb(&self, cue: &CueAt) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let last = cue.tokens.start.checked_sub(1)?;
        let tokens = block.tokens_touching(self.quotes.person_in(block.tokens[last].span)?);
        let verb =
            tokens.start.checked_sub(1).filter(|&verb| tokens.end == cue.tokens.start && block.run_len(verb) > 1)?;
        let is_verb = block.tokens[verb].key.starts_with(['ي', 'ت'])
            && !block.classes(verb).any(&[
                Class::Function,
                Class::Title,
                Class::BareTitle,
                Class::Given,
                Class::Family,
            ])
            && self.quotes.mention_at(verb).is_none();
        is_verb.then_some(tokens)
    }

    /// `لكن الدويك اعتبر`, `دبلوماسيين قالوا`, `المسؤولون الذين أعلنوا`: a noun phrase that ends right before its verb.
    pub(super) fn subject_before(&self, cue: &CueAt) -> Option<Range<usize>> {
        // `أما موسكو فرفضت`
        if cue.joined && !self.quotes.block.tokens[cue.tokens.start].key.starts_with('ف') {
            return None;
        }
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let key = |at: usize| &*self.quotes.block.tokens[at].key;
        let mut end = cue.tokens.start;
        while end > sentence && is_auxiliary(key(end - 1)) {
            end -= 1;
        }
        // `سُمع فيه ترامب وهو يقول`
        if end > sentence + 1 && matches!(key(end - 1), "وهو" | "وهي") {
            let person = self.quotes.person_in(self.quotes.block.tokens[end - 2].span)?;
            return Some(self.quotes.block.tokens_touching(person));
        }
        let is_relative = end > sentence && matches!(key(end - 1), "الذي" | "التي" | "الذين");
        end -= usize::from(is_relative);
        if let Some(described) = self.before_apposition(sentence, end) {
            return Some(described);
        }
        // `وكانت السلطات القطرية والتركية، قد أعلنتا`
        end -= usize::from(end > sentence + 1 && self.quotes.is_mark(end - 1, &["،", ","]));
        let from = end.saturating_sub(LONGEST_PHRASE).max(sentence);
        if let Some(name) = (from..end).find_map(|start| self.quoted_name_before(start, end)) {
            return Some(name);
        }
        (from..end)
            // `وتابع ترمب | يقول`
            .filter(|&start| !(key(start).starts_with(['و', 'ف']) && self.quotes.block.may_report(start)))
            .filter(|&start| is_relative || self.begins_clause(start, sentence))
            .map(|start| start..self.noun_phrase(start, end))
            .find(|tokens| {
                let reaches = tokens.end == end
                    || self.after(tokens.start, tokens.end, end) == end
                    || self.is_described(tokens.end, end);
                // `طفل من بيتونيا روى`: at the beginning any noun is the subject; of the present it may be said: `صوت معلق يقول`.
                let is_many = cue.cue.agreement == Agreement::Plural
                    || tokens.start == sentence
                        && !cue.is_present(self.quotes.block.text)
                        && !key(sentence).starts_with(['و', 'ف'])
                        && self.is_nominative(tokens);
                // `نشر الاتحاد تقريرا يشيد به`: an object that the verb only describes.
                let is_object = key(tokens.start).ends_with('ا') && self.is_shape(tokens.start, CueShape::Document);
                reaches
                    && !is_object
                    && if is_relative { self.is_somebody(tokens) } else { is_many || self.is_speaker(tokens) }
            })
    }

    /// `وكانت | صحيفة "المستقبل" اللبنانية | أوردت`: a name in quotation marks with its label, up to token `end`.
    fn quoted_name_before(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let name = self.quoted_name(start).filter(|_| self.begins_clause(start, block.sentence_of(start).start))?;
        let mut after = name.end + 1..end;
        let is_closed = name.end < end && after.all(|at| arabic::is_definite(&block.tokens[at].key));
        is_closed.then_some(name)
    }

    /// `بهرام قاسمي | المتحدث باسم وزارة الخارجية | قال`: whether a title follows the name up to token `end`.
    pub(super) fn is_described(&self, name: usize, end: usize) -> bool {
        name < end
            && name > 0
            && self.is_person(name - 1)
            && titles::head_at(self.quotes.block, name).is_some()
            && self.noun_phrase(name, end) == end
    }

    /// `الدكتورة أماني بلور، مديرة مستشفى، | قالت`, `منظمته، فاطمة خلف، | قالت`: whom the words between the commas describe or name.
    pub(super) fn before_apposition(&self, sentence: usize, end: usize) -> Option<Range<usize>> {
        let comma = |at: usize| self.quotes.is_mark(at, &["،", ","]);
        let close = end.checked_sub(1).filter(|&at| at > sentence && comma(at))?;
        let open = (close.saturating_sub(LONGEST_INSERT).max(sentence)..close).rev().find(|&at| comma(at))?;
        if (open + 1..close).any(|at| self.quotes.block.classes(at).has(Class::Cue)) {
            return None;
        }
        let inside = open + 1..close;
        if matches!(self.quotes.mention_at(inside.start), Some((end, EntityType::Per)) if end == close) {
            return Some(inside);
        }
        let last = open.checked_sub(1).filter(|&at| at >= sentence)?;
        let person = self.quotes.person_in(self.quotes.block.tokens[last].span)?;
        let start = self.quotes.block.tokens_touching(person).start;
        Some(start..open)
    }

    /// Whether a clause can begin at token `start`: with the sentence, after a mark, `أن` or a conjunction.
    pub(super) fn begins_clause(&self, start: usize, sentence: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|_| start > sentence) else { return true };
        // `روسيا تأمل بتعميق العلاقات | وأردوغان يدعو`
        let is_joined = self.quotes.block.tokens[start].key.starts_with('و')
            && lookup::most_likely(self.quotes.block.ways(start)).is_some_and(|way| way.split.at > 0);
        is_joined
            // `فإن صحيفة "أس" | الإسبانية قالت`
            || !self.quotes.block.tokens[before].is_word() && self.quotes.quotation_at(before).is_none()
            || self.quotes.block.classes(before).has(Class::Complementiser)
            || self.shape_at(before) == Some(CueShape::Conjunction)
    }

    /// `صوت معلق يقول إن`: a verb right after a noun that is not known to speak is said of it, not of who spoke before.
    pub(super) fn is_of_a_noun(&self, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let Some(before) = cue.tokens.start.checked_sub(1).filter(|&before| before >= sentence && !cue.joined) else {
            return false;
        };
        let classes = block.classes(before);
        // `يوم الأحد`: its last word.
        let is_time =
            (before.saturating_sub(3)..=before).any(|at| self.quotes.date_at(at).is_some_and(|end| end > before));
        let is_adverb = self.shape_at(before) == Some(CueShape::Adverb);
        // `صدرت تصريحات هذا الشهر تعبر عن تقارب`
        if (is_time || is_adverb) && cue.is_present(block.text) && before > sentence {
            return true;
        }
        // `نشر تقريرا يشيد به`
        let is_written = block.word(before).ends_with('ا') && self.is_shape(before, CueShape::Document);
        block.tokens[before].is_word()
            && !classes.any(&[Class::Function, Class::Complementiser, Class::Cue])
            && (is_written || self.shape_at(before).is_none() && !self.is_occasion(before))
            && !is_time
    }
}
