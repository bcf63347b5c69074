//! Which noun phrase is the subject of a cue: the one right after it, else the one before it.

use std::ops::Range;

use super::Arabic;
use super::before::{LONGEST_INSERT, is_auxiliary};
use super::phrase::LONGEST_PHRASE;
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::detect::titles;
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, Classes, TokenKind, arabic};
use crate::model::EntityType;

/// Bodies that act, and are no subject of a masculine verb.
const FEMININE_BODIES: [&str; 10] =
    ["الحكومه", "الشرطه", "السلطه", "السلطات", "المعارضه", "الدوله", "الاداره", "النيابه", "الرئاسه", "الاسره"];
/// Places whose names are masculine.
const MASCULINE_PLACES: [&str; 8] = ["العراق", "لبنان", "الاردن", "السودان", "اليمن", "المغرب", "الفاتيكان", "الكرملين"];

impl Arabic<'_, '_, '_> {
    /// Where the subject of the cue stands: right after it, else before it.
    pub(super) fn subject(&self, cue: &CueAt) -> Subject {
        if cue.cue.shape == CueShape::Participle {
            return self.named_before(cue).map_or(Subject::Carried, Subject::Phrase);
        }
        // `رئيس اللجنة يحذر بوفون`: what follows is the object; but `المدينة التي قالت الشرطة إن`.
        let before = self.subject_before(cue);
        let is_right_before =
            |tokens: &Range<usize>| (tokens.end..cue.tokens.start).all(|at| is_auxiliary(self.quotes.block.key(at)));
        let is_plain = before.as_ref().is_some_and(is_right_before);
        let phrase = if is_plain { before } else { self.subject_after(cue).or(before) };
        let Some(tokens) = phrase else {
            return if self.is_of_a_noun(cue) { Subject::Unclear } else { Subject::Carried };
        };
        // `قال الأخير`: of whom?
        if matches!(self.quotes.block.key(tokens.start), "الاخير" | "الاخيره") {
            return Subject::Unclear;
        }
        if tokens.len() == 1 && self.stands_for_another(tokens.start) {
            return Subject::Pronoun(tokens.start);
        }
        Subject::Phrase(tokens)
    }

    /// `54 في المئة من المجيبين`, `62,8٪ من السكان`, `30 شاهدا`: so many people, from token `start` on.
    fn share_of_many(&self, start: usize, limit: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let is_number = block.token(start).is_some_and(|token| token.kind == TokenKind::Number);
        if !is_number || self.quotes.date_at(start).is_some() {
            return None;
        }
        let is_percent = |at: usize| matches!(block.key(at), "%" | "٪" | "بالمئه" | "بالمائه");
        let end = match block.key(start + 1) {
            "في" if block.key(start + 2).ends_with("ئه") => start + 3,
            _ => start + 1 + usize::from(is_percent(start + 1)),
        };
        let is_share = end > start + 1;
        let end = if block.key(end) == "من" { self.core(end + 1, limit) } else { end.max(self.core(end, limit)) };
        // `نفى 3 تهم`, `طلب 200 مليون دولار`
        let are_people = self.quotes.is_unnamed(start + 1) || titles::head_at(block, start + 1).is_some();
        (is_share || are_people || self.complementiser(end).is_some()).then_some(start..end)
    }

    /// `جلالته`, `البيان` for whoever issued it, and `المصدر` for what was named before.
    pub(super) fn stands_for_another(&self, at: usize) -> bool {
        let block = self.quotes.block;
        block.classes(at).has(Class::Pronoun)
            || (self.is_shape(at, CueShape::Document) && arabic::is_definite(&block.tokens[at].key))
            || block.key(at) == "المصدر"
    }

    pub(super) fn subject_after(&self, cue: &CueAt) -> Option<Range<usize>> {
        // `واتهموا | روسيا`: before its subject a verb is singular.
        if cue.cue.agreement == Agreement::Plural && cue.cue.shape == CueShape::Verb {
            return None;
        }
        let start = self.after_adverbs(cue.tokens.end);
        if let Some(name) = self.quoted_name(start).or_else(|| self.quoted_subject(start, cue)) {
            return Some(name);
        }
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        if let Some(share) = self.share_of_many(start, limit) {
            return Some(share);
        }
        // `يحذر الأطباء | من الصيام`: the preposition is the verb's.
        let end = self.noun_phrase(start, limit);
        let own = |at: &usize| {
            matches!(self.quotes.block.key(*at), "من" | "عن" | "علي" | "الي")
                && self.after_preposition(cue.cue.frame, *at).is_some()
        };
        let tokens = start..(start + 1..end).find(own).unwrap_or(end);
        // `حث السكان على`: who, with the article, is more often spoken to.
        if cue.cue.frame.has(Frame::ADDRESSEE) && self.is_spoken_to(start) {
            return None;
        }
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
            || self.is_described_between_commas(&tokens)
            || is_alone && may_be_verb && self.is_nominative(&tokens)
            || self.is_speaker(&tokens) && !self.is_verbal_noun(tokens.start) && !self.is_indefinite(tokens.start);
        // `ختم كلمته قائلا`, `تابع اقتباسه قائلا`, but `قال تويتر`
        let goes_on = cue.cue.frame.has(Frame::CONTINUES);
        let is_told = goes_on && (self.is_shape(start, CueShape::Occasion) || self.has_own_pronoun(start));
        let is_object = may_be_object && (self.disagrees(cue, start) || self.is_described_so(cue, &tokens));
        (is_subject && !is_told && !is_object).then(|| self.with_name(tokens, limit))
    }

    /// `وحذر إينجه، الذي أعادت حملته الأمل، من`, `وقالت دويكيوريتا كارناواتي، رئيسة الوكالة:`: a name that nothing is known of, and
    /// who that is; but not `ودعا أنصاره، الذين احتشدوا، إلى`.
    fn is_described_between_commas(&self, tokens: &Range<usize>) -> bool {
        let block = self.quotes.block;
        let after = tokens.end + 1;
        let is_who = matches!(block.key(after), "الذي" | "التي") || titles::head_at(block, after).is_some();
        let is_known = |form: &str| block.lexicon.classes(form) != Classes::default();
        let key = block.key(tokens.start);
        let is_possessed = arabic::without_pronoun(key).is_some_and(|stem| {
            let feminine = stem.strip_suffix('ت').map(|stem| [stem, "ه"].concat());
            is_known(stem)
                || feminine.is_some_and(|stem| is_known(&stem))
                || stem.strip_suffix('ي').is_some_and(is_known)
        });
        !tokens.is_empty()
            && self.quotes.is_mark(tokens.end, &["،", ","])
            && is_who
            && !is_possessed
            && !arabic::is_definite(key)
            && !block.classes(tokens.start).any(&[Class::Common, Class::Cue, Class::Function])
    }

    /// `السكان`, but not `الخبراء`.
    fn is_spoken_to(&self, at: usize) -> bool {
        let block = self.quotes.block;
        block.is_definite(at) && self.quotes.is_unnamed(at) && !block.may_begin(at, &[Class::Unnamed])
    }

    pub(super) fn begins_as_somebody(&self, at: usize) -> bool {
        self.quotes.mention_at(at).is_some()
            || titles::head_at(self.quotes.block, at).is_some()
            || self.quotes.is_unnamed(at)
            || self.quotes.block.classes(at).any(&[Class::Generic, Class::Label])
            // `نبه تقرير لمنظمة`: as an object it were تقريرا.
            || self.is_shape(at, CueShape::Document)
                && !self.quotes.block.word(at).ends_with(['ة', 'ا', 'ت'])
                && self.after_preposition(Frame::LI, at + 1).is_some()
    }

    fn is_indefinite(&self, at: usize) -> bool {
        self.quotes.block.token(at).is_some_and(|token| !arabic::is_definite(&token.key))
    }

    /// `اقتباسه`: a noun of whoever spoke before.
    fn has_own_pronoun(&self, at: usize) -> bool {
        let key = self.quotes.block.key(at);
        key.ends_with('ه') && !self.quotes.block.word(at).ends_with('ة') && self.quotes.mention_at(at).is_none()
    }

    /// `وصف الرئيس السوري | بأنه "حيوان"`: whom the pronoun right behind speaks of.
    fn is_described_so(&self, cue: &CueAt, tokens: &Range<usize>) -> bool {
        let is_said = |at: usize| matches!(self.quotes.block.key(at), "بانه" | "بانها" | "بانهم");
        // `ووصف الوضع في المدينة بأنه`, `ويصف التحقيقات في بلاده بأنها`, but `ووصف التقرير الوضع في المدينة بأنه`
        let agrees = tokens.len() == 1 || self.quotes.block.word(tokens.end - 1).ends_with('ة');
        let is_document =
            agrees && self.is_shape(tokens.start, CueShape::Document) && self.bounds(tokens.end, tokens.end);
        let is_thing = !tokens.is_empty() && (is_document || !self.is_somebody(tokens));
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        let reach = tokens.end..limit.min(tokens.end + if is_thing { LONGEST_PHRASE } else { 1 });
        cue.cue.frame.has(Frame::ADDRESSEE) && reach.into_iter().any(is_said)
    }

    /// `اتهم | إسرائيل`, `طالب | الحكومة`: the names of most countries and what bodies are called are feminine, and no subject of a
    /// masculine verb.
    fn disagrees(&self, cue: &CueAt, at: usize) -> bool {
        let block = self.quotes.block;
        let is_place = self.quotes.mention_at(at).is_some_and(|(_, kind)| kind == EntityType::Loc);
        let is_feminine_place = is_place && !MASCULINE_PLACES.contains(&block.key(at));
        cue.cue.agreement == Agreement::Masculine && (is_feminine_place || self.is_feminine_body(at))
    }

    /// `الحكومة`, `الوزارة`
    pub(super) fn is_feminine_body(&self, at: usize) -> bool {
        let is_generic = self.is_generic(at) && self.quotes.block.word(at).ends_with('ة');
        self.is_plainly_definite(at) && (is_generic || FEMININE_BODIES.contains(&self.quotes.block.key(at)))
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

    /// The token after words that part a verb from its subject: `أكد أمس`, `أكد فيه`, `قال أيضا`, `قالت لرويترز | أماني بلور`.
    pub(super) fn after_adverbs(&self, start: usize) -> usize {
        let mut at = self.after_times(start);
        while let Some(end) = self.media_at(at) {
            at = self.after_times(end);
        }
        at
    }

    /// The token after adverbs and dates.
    pub(super) fn after_times(&self, start: usize) -> usize {
        let is_adverb = |at: usize| {
            let token = self.quotes.block.token(at);
            token.is_some_and(|token| token.is_word()) && self.shape_at(at) == Some(CueShape::Adverb)
        };
        let mut at = start;
        while let Some(end) = self.quotes.date_at(at).or_else(|| is_adverb(at).then_some(at + 1)) {
            at = end;
        }
        at
    }

    /// The end of whom it was told, with its ل, if that is a name: `لرويترز`, `لـCNN`.
    pub(super) fn media_at(&self, at: usize) -> Option<usize> {
        let (noun, _) = self.after_preposition(Frame::LI, at)?;
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
        // `مراسلنا`, but `أحيانا`
        let is_ours =
            |key: &str| key.ends_with("نا") && !key.ends_with("انا") && arabic::without_pronoun(key).is_some();
        !tokens.is_empty()
            && (!key(tokens.start).ends_with('ا') || is_ours(key(tokens.start)))
            && self.after_preposition(Frame::ANY, tokens.start).is_none()
            && self.quotes.date_at(tokens.start).is_none()
    }

    pub(super) fn quoted_subject(&self, start: usize, cue: &CueAt) -> Option<Range<usize>> {
        let quotation = self.quotes.quotation_at(start).filter(|_| !cue.has_object)?;
        let end = self.quotes.unit_of(cue.tokens.start).end;
        let is_subject = self.is_quoted_subject(quotation, start, end);
        let tokens = self.quotes.block.tokens_in(self.quotes.quoted[quotation].inner);
        (is_subject && !tokens.is_empty()).then_some(tokens)
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
}
