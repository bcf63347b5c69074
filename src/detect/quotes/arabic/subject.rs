//! Which noun phrase is the subject of a cue: the one right after it, else the one before it.

use std::ops::Range;

use super::Arabic;
use crate::detect::entities::mentions_in;
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::detect::{lookup, titles};
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, TokenKind, arabic};
use crate::model::EntityType;

/// The most tokens of a noun phrase that stands for a speaker.
pub(super) const LONGEST_PHRASE: usize = 14;
/// The most words of a name in quotation marks: `صحيفة "المستقبل"`.
pub(super) const LONGEST_QUOTED_NAME: usize = 4;
/// Places whose names are masculine.
const MASCULINE_PLACES: [&str; 8] = ["العراق", "لبنان", "الاردن", "السودان", "اليمن", "المغرب", "الفاتيكان", "الكرملين"];
/// The most tokens of what is inserted between commas.
const LONGEST_INSERT: usize = 10;
/// The most tokens of a name that is not known to be one.
const LONGEST_NAME: usize = 5;

impl Arabic<'_, '_, '_> {
    /// Where the subject of the cue stands: right after it, else before it.
    pub(super) fn subject(&self, cue: &CueAt) -> Subject {
        if cue.cue.shape == CueShape::Participle {
            return self.named_before(cue).map_or(Subject::Carried, Subject::Phrase);
        }
        // `رئيس اللجنة يحذر بوفون`: what follows is the object; but `المدينة التي قالت الشرطة إن`.
        let before = self.subject_before(cue);
        let is_plain = before.as_ref().is_some_and(|tokens| tokens.end == cue.tokens.start);
        let phrase = if is_plain { before } else { self.subject_after(cue).or(before) };
        let Some(tokens) = phrase else {
            return if self.is_of_a_noun(cue) { Subject::Unclear } else { Subject::Carried };
        };
        if tokens.len() == 1 && self.stands_for_another(tokens.start) {
            return Subject::Pronoun(tokens.start);
        }
        Subject::Phrase(tokens)
    }

    /// `رد عليه حسن روحاني | قائلا`: the person right before a participle, if the words since the last cue name nobody else.
    fn named_before(&self, cue: &CueAt) -> Option<Range<usize>> {
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
        (tokens.end == cue.tokens.start && is_only).then_some(tokens).or_else(|| self.subject_of_other_verb(cue))
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

    /// `جلالته`, `البيان` for whoever issued it, and `المصدر` for what was named before.
    pub(super) fn stands_for_another(&self, at: usize) -> bool {
        let block = self.quotes.block;
        block.classes(at).has(Class::Pronoun)
            || (self.is_shape(at, CueShape::Document) && arabic::is_definite(&block.tokens[at].key))
            || &*block.tokens[at].key == "المصدر"
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

    /// `صحيفة "المستقبل"`, `وكالة أنباء "الصين الجديدة"`: the name in the quotation marks.
    pub(super) fn quoted_name(&self, start: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let label = [Class::Label, Class::Generic];
        // `وفقا لصحيفة "المستقبل"`
        let is_label = block.classes(start).any(&label)
            || block.splits(start).any(|split| block.phrase_of(start, split, &label).is_some());
        let second = block.token(start + 1).filter(|second| second.is_word() && !arabic::is_definite(&second.key));
        let mark = start + 1 + usize::from(second.is_some());
        let quotation = self.quotes.quotation_at(mark).filter(|_| is_label)?;
        let inner = self.quotes.quoted[quotation].inner;
        let name = (self.quotes.words_in(inner) <= LONGEST_QUOTED_NAME).then(|| block.tokens_in(inner))?;
        (!name.is_empty()).then_some(name)
    }

    pub(super) fn subject_after(&self, cue: &CueAt) -> Option<Range<usize>> {
        let start = self.after_adverbs(cue.tokens.end);
        if let Some(name) = self.quoted_name(start).or_else(|| self.quoted_subject(start, cue)) {
            return Some(name);
        }
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        let tokens = start..self.noun_phrase(start, limit);
        // Where no object can follow, any noun is the subject: `أشارت طفلة أخرى إلى`.
        let may_be_object = cue.cue.frame.has(Frame::OBJECT) || cue.cue.frame.has(Frame::ADDRESSEE);
        let is_alone = !may_be_object
            || !cue.cue.frame.has(Frame::ADDRESSEE)
                && (self.complementiser(self.after(start, tokens.end, limit)).is_some()
                    || self.reports_after_insert(&tokens, limit));
        // A bare `عبر` is a preposition.
        let may_be_verb = super::speaks(cue.cue.frame) || cue.joined || cue.cue.agreement != Agreement::Masculine;
        // `أعلن فيه تعيين أوناي إيمري`: what begins with no name, title or article may be what is announced.
        let names_somebody = self.is_somebody(&tokens)
            && (is_alone
                || !may_be_object
                || self.begins_as_somebody(tokens.start)
                || !self.is_indefinite(tokens.start));
        let is_subject = names_somebody
            || is_alone && may_be_verb && self.is_nominative(&tokens)
            || self.is_speaker(&tokens) && !self.is_verbal_noun(tokens.start) && !self.is_indefinite(tokens.start);
        // `ختم كلمته قائلا`, `تابع اقتباسه قائلا`, but `قال تويتر`
        let goes_on = cue.cue.frame.has(Frame::CONTINUES);
        let is_told = goes_on && (self.is_shape(start, CueShape::Occasion) || self.has_own_pronoun(start));
        let is_object = may_be_object && (self.disagrees(cue, start) || self.is_described_so(cue, &tokens));
        (is_subject && !is_told && !is_object).then(|| self.with_name(tokens, limit))
    }

    fn begins_as_somebody(&self, at: usize) -> bool {
        self.quotes.mention_at(at).is_some()
            || titles::head_at(self.quotes.block, at).is_some()
            || self.quotes.is_unnamed(at)
            || self.quotes.block.classes(at).any(&[Class::Generic, Class::Label])
    }

    fn is_indefinite(&self, at: usize) -> bool {
        self.quotes.block.token(at).is_some_and(|token| !arabic::is_definite(&token.key))
    }

    /// `اقتباسه`: a noun of whoever spoke before.
    fn has_own_pronoun(&self, at: usize) -> bool {
        let key = self.quotes.block.token(at).map_or("", |token| &*token.key);
        key.ends_with('ه') && !self.quotes.block.word(at).ends_with('ة') && self.quotes.mention_at(at).is_none()
    }

    /// `وصف الرئيس السوري | بأنه "حيوان"`: whom the pronoun right behind speaks of.
    fn is_described_so(&self, cue: &CueAt, tokens: &Range<usize>) -> bool {
        let key = self.quotes.block.token(tokens.end).map_or("", |token| &*token.key);
        cue.cue.frame.has(Frame::ADDRESSEE) && matches!(key, "بانه" | "بانها" | "بانهم")
    }

    /// `اتهم | إسرائيل`: the names of most countries are feminine, and no subject of a masculine verb.
    fn disagrees(&self, cue: &CueAt, at: usize) -> bool {
        let is_place = self.quotes.mention_at(at).is_some_and(|(_, kind)| kind == EntityType::Loc);
        is_place
            && cue.cue.agreement == Agreement::Masculine
            && !MASCULINE_PLACES.contains(&&*self.quotes.block.tokens[at].key)
    }

    /// `أعلنت قوة الأمم المتحدة في لبنان (يونيفيل) في بيان، أن`, `نفى أردوغان خلال لقاء بأنقرة أن`: whether a report follows what is
    /// inserted behind the phrase.
    fn reports_after_insert(&self, tokens: &Range<usize>, limit: usize) -> bool {
        let block = self.quotes.block;
        let is_inserted =
            block.classes(tokens.end).has(Class::Function) || self.quotes.is_mark(tokens.end, &["،", ",", "("]);
        let mut within = tokens.end..limit.min(tokens.end + LONGEST_PHRASE);
        let next = within.find(|&at| self.complementiser(at).is_some() || block.classes(at).has(Class::Cue));
        is_inserted && next.is_some_and(|at| self.complementiser(at).is_some() && at > tokens.end)
    }

    /// The token after words that part a verb from its subject: `أكد أمس`, `أكد فيه`, `قال أيضا`.
    pub(super) fn after_adverbs(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(token) = self.quotes.block.token(at) {
            at = match self.quotes.date_at(at) {
                Some(end) => end,
                _ if self.shape_at(at) == Some(CueShape::Adverb) && token.is_word() => at + 1,
                // `قالت لرويترز أماني بلور`
                _ if let Some(end) = self.media_at(at) => end,
                _ => break,
            };
        }
        at
    }

    /// The end of whom it was told, with its ل, if that is a name: `لرويترز`, `لـCNN`.
    pub(super) fn media_at(&self, at: usize) -> Option<usize> {
        let (noun, _) = self.after_preposition(Frame::preposition(5), at)?;
        self.quotes.mention_at(noun).map(|(end, _)| end)
    }

    /// `العثور على`, `الاستعداد لـ`: a definite noun that no adjective follows but its own preposition is what is done.
    pub(super) fn is_verbal_noun(&self, at: usize) -> bool {
        let next = self.quotes.block.token(at + 1);
        next.is_some_and(|next| matches!(&*next.key, "علي" | "عن" | "الي"))
    }

    /// Whether a noun stands there that can be a subject, and no adverb: `لاحقا`, `أمس`.
    pub(super) fn is_nominative(&self, tokens: &Range<usize>) -> bool {
        let key = |at: usize| &*self.quotes.block.tokens[at].key;
        !tokens.is_empty()
            && !key(tokens.start).ends_with('ا')
            && self.after_preposition(Frame(u32::MAX), tokens.start).is_none()
            && self.quotes.date_at(tokens.start).is_none()
    }

    pub(super) fn quoted_subject(&self, start: usize, cue: &CueAt) -> Option<Range<usize>> {
        let quotation = self.quotes.quotation_at(start).filter(|_| !cue.has_object)?;
        let end = self.quotes.unit_of(cue.tokens.start).end;
        let is_subject = self.is_quoted_subject(quotation, start, end);
        is_subject.then(|| self.quotes.block.tokens_in(self.quotes.quoted[quotation].inner))
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
        while end > sentence && matches!(key(end - 1), "قد" | "فقد") {
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

    /// The phrase with the name that it announces: `رئيس اللجنة المنظمة | لكأس العالم في كرة القدم فرانتس بكنباور أن`,
    /// `زعيم الغالبية في مجلس الشيوخ | ، بيل فريست، أن`.
    pub(super) fn with_name(&self, tokens: Range<usize>, limit: usize) -> Range<usize> {
        let block = self.quotes.block;
        // `الفائزة في السباق نجلاء عبدالهادي`
        let is_titled = titles::head_at(block, tokens.start).is_some() || self.is_plainly_definite(tokens.start);
        let is_named = self.quotes.person_in(block.span(tokens.clone())).is_some();
        if !is_titled || (is_named && self.closes(tokens.end)) {
            return tokens;
        }
        let between = tokens.end..limit.min(tokens.end + LONGEST_PHRASE);
        for at in between {
            match self.quotes.mention_at(at) {
                // `رئيس مجموعة عطية للاستشارات بيجان خاجيبور إن`: of two names the one before the report.
                Some((end, EntityType::Per)) if self.closes(end) || titles::head_at(block, end).is_some() => {
                    return if is_named { at..end } else { tokens.start..end };
                }
                Some((_, EntityType::Per)) => break,
                _ => {}
            }
            let is_comma = self.quotes.is_mark(at, &["،", ","]);
            let is_mark = block.tokens[at].kind == TokenKind::Mark && !is_comma;
            if self.is_occasion(at) || block.classes(at).has(Class::Cue) || is_mark {
                break;
            }
            if self.complementiser(at).is_some() || self.quotes.quotation_at(at).is_some() {
                break;
            }
        }
        self.unknown_name(tokens)
    }

    /// `سفير غانا | نانا ايفا - ابنتنغ ان`: words that nothing is known of between a title and the report are the name.
    pub(super) fn unknown_name(&self, title: Range<usize>) -> Range<usize> {
        let block = self.quotes.block;
        let is_strange = |at: &usize| {
            let classes = block.classes(*at);
            self.quotes.is_mark(*at, &["-"])
                || block.token(*at).is_some_and(|token| token.is_word() && !arabic::is_definite(&token.key))
                    && !block.word(*at).ends_with(['ه', 'ا'])
                    && !classes.any(&[Class::Common, Class::Function, Class::Cue, Class::Complementiser])
                    && self.after_preposition(Frame(u32::MAX), *at).is_none()
        };
        // `نائب وزير الداخلية، سيرهي ياروفاي:`
        let start = title.end + usize::from(self.quotes.is_mark(title.end, &["،", ","]));
        let end = start + (start..start + LONGEST_NAME).take_while(is_strange).count();
        if end > start && self.closes(end) { start..end } else { title }
    }

    /// The token after what is inserted between commas behind a subject, and after a time: `أعلنت فرنسا، السبت، | تجميد`.
    pub(super) fn after_inserts(&self, cue: &CueAt, after: usize) -> usize {
        let after = self.after_adverbs(after);
        let comma = |at: usize| self.quotes.is_mark(at, &["،", ","]);
        if after == cue.tokens.end || !comma(after) {
            return after;
        }
        // The name itself may have stood between commas; and what is reported may follow the first.
        if self.after_preposition(cue.cue.frame, after + 1).is_some() || (cue.tokens.end..after).any(comma) {
            // `، فؤاد أقطاي، الأربعاء، | عن`
            let time = self.after_adverbs(after + 1);
            return if time > after + 1 && comma(time) { time + 1 } else { after + 1 };
        }
        let mut inside = after + 1..(after + LONGEST_INSERT).min(self.quotes.unit_of(after).end);
        let close =
            inside.find(|&at| comma(at) || self.complementiser(at).is_some() || self.quotes.quotation_at(at).is_some());
        close.filter(|&at| comma(at)).map_or(after, |at| at + 1)
    }

    /// Whether a report, a comma or whom it was told follows at token `at`.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.complementiser(at).is_some()
            || self.media_at(at).is_some()
            || self.quotes.quotation_at(at).is_some()
            || self.quotes.is_mark(at, &["،", ",", ":"])
    }
}
