//! Noun phrases that stand for a speaker, and which of them is the subject of a cue.

use std::ops::Range;

use super::Arabic;
use crate::detect::quotes::cues::CueAt;
use crate::detect::quotes::{Subject, marks};
use crate::detect::{lookup, titles};
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, TokenKind, arabic};
use crate::model::EntityType;

/// The most tokens of a noun phrase that stands for a speaker.
const LONGEST_PHRASE: usize = 14;
/// The most words of a name in quotation marks: `صحيفة "المستقبل"`.
const LONGEST_QUOTED_NAME: usize = 4;
/// The most tokens of what is inserted between commas.
const LONGEST_INSERT: usize = 10;
/// The most tokens of a name that is not known to be one.
const LONGEST_NAME: usize = 5;

impl Arabic<'_, '_, '_> {
    /// Where the subject of the cue stands: right after it, else before it.
    pub(super) fn subject(&self, cue: &CueAt) -> Subject {
        if cue.cue.shape == CueShape::Participle {
            return Subject::Carried;
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

    fn subject_after(&self, cue: &CueAt) -> Option<Range<usize>> {
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
                && self.complementiser(self.after(start, tokens.end, limit)).is_some();
        let is_subject = self.is_somebody(&tokens)
            || is_alone && super::speaks(cue.cue.frame) && self.is_nominative(&tokens)
            || self.is_speaker(&tokens) && !self.is_verbal_noun(tokens.start);
        is_subject.then(|| self.with_name(tokens, limit))
    }

    /// `صوت معلق يقول إن`: a verb right after a noun that is not known to speak is said of it, not of who spoke before.
    fn is_of_a_noun(&self, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let Some(before) = cue.tokens.start.checked_sub(1).filter(|&before| before >= sentence && !cue.joined) else {
            return false;
        };
        let classes = block.classes(before);
        let is_time = self.quotes.mention_at(before).is_some_and(|(_, kind)| kind == EntityType::Date);
        block.tokens[before].is_word()
            && !classes.any(&[Class::Function, Class::Complementiser, Class::Cue])
            && self.shape_at(before).is_none()
            && !self.is_occasion(before)
            && !is_time
    }

    /// `جلالته`, and `البيان` for whoever issued it.
    fn stands_for_another(&self, at: usize) -> bool {
        let block = self.quotes.block;
        block.classes(at).has(Class::Pronoun)
            || (self.is_shape(at, CueShape::Document) && arabic::is_definite(&block.tokens[at].key))
    }

    /// `صحيفة "المستقبل"`: the name in the quotation marks.
    pub(super) fn quoted_name(&self, start: usize) -> Option<Range<usize>> {
        let block = self.quotes.block;
        let is_label = block.classes(start).any(&[Class::Label, Class::Generic]);
        let quotation = self.quotes.quotation_at(start + 1).filter(|_| is_label)?;
        let inner = self.quotes.quoted[quotation].inner;
        let name = (self.quotes.words_in(inner) <= LONGEST_QUOTED_NAME).then(|| block.tokens_in(inner))?;
        (!name.is_empty()).then_some(name)
    }

    /// The token after words that part a verb from its subject: `أكد أمس`, `أكد فيه`, `قال أيضا`.
    pub(super) fn after_adverbs(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(token) = self.quotes.block.token(at) {
            at = match self.quotes.mention_at(at) {
                Some((end, EntityType::Date)) => end,
                _ if self.shape_at(at) == Some(CueShape::Adverb) && token.is_word() => at + 1,
                // `قالت لرويترز أماني بلور`
                _ if let Some(end) = self.media_at(at) => end,
                _ => break,
            };
        }
        at
    }

    /// The end of whom it was told, with its ل, if that is a name: `لرويترز`, `لـCNN`.
    fn media_at(&self, at: usize) -> Option<usize> {
        let (noun, _) = self.after_preposition(Frame::preposition(5), at)?;
        self.quotes.mention_at(noun).filter(|(_, kind)| is_name(*kind)).map(|(end, _)| end)
    }

    /// `العثور على`, `الاستعداد لـ`: a definite noun that no adjective follows but its own preposition is what is done.
    fn is_verbal_noun(&self, at: usize) -> bool {
        let next = self.quotes.block.token(at + 1);
        next.is_some_and(|next| matches!(&*next.key, "علي" | "عن" | "الي"))
    }

    fn quoted_subject(&self, start: usize, cue: &CueAt) -> Option<Range<usize>> {
        let quotation = self.quotes.quotation_at(start)?;
        let end = self.quotes.unit_of(cue.tokens.start).end;
        let is_subject = self.is_quoted_subject(quotation, start, end);
        is_subject.then(|| self.quotes.block.tokens_in(self.quotes.quoted[quotation].inner))
    }

    /// Whether a noun stands there that can be a subject, and no adverb: `لاحقا`, `أمس`.
    fn is_nominative(&self, tokens: &Range<usize>) -> bool {
        let key = |at: usize| &*self.quotes.block.tokens[at].key;
        !tokens.is_empty()
            && !key(tokens.start).ends_with('ا')
            && self.after_preposition(Frame(u32::MAX), tokens.start).is_none()
            && self.quotes.mention_at(tokens.start).is_none_or(|(_, kind)| is_name(kind))
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
                Some((end, EntityType::Per)) if self.closes(end) => {
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
    fn unknown_name(&self, title: Range<usize>) -> Range<usize> {
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
        // The name itself may have stood between commas.
        if (cue.tokens.end..after).any(comma) {
            return after + 1;
        }
        let mut inside = after + 1..(after + LONGEST_INSERT).min(self.quotes.unit_of(after).end);
        let close =
            inside.find(|&at| comma(at) || self.complementiser(at).is_some() || self.quotes.quotation_at(at).is_some());
        close.filter(|&at| comma(at)).map_or(after, |at| at + 1)
    }

    /// Whether a report or a comma follows at token `at`.
    fn closes(&self, at: usize) -> bool {
        self.complementiser(at).is_some()
            || self.quotes.quotation_at(at).is_some()
            || self.quotes.is_mark(at, &["،", ",", ":"])
    }

    /// `لكن الدويك اعتبر`, `دبلوماسيين قالوا`, `المسؤولون الذين أعلنوا`: a noun phrase that ends right before its verb.
    fn subject_before(&self, cue: &CueAt) -> Option<Range<usize>> {
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
        let is_relative = end > sentence && matches!(key(end - 1), "الذي" | "التي" | "الذين");
        end -= usize::from(is_relative);
        if let Some(described) = self.before_apposition(sentence, end) {
            return Some(described);
        }
        let from = end.saturating_sub(LONGEST_PHRASE).max(sentence);
        (from..end)
            .filter(|&start| is_relative || self.begins_clause(start, sentence))
            .map(|start| start..self.noun_phrase(start, end))
            .find(|tokens| {
                let reaches = tokens.end == end
                    || self.after(tokens.start, tokens.end, end) == end
                    || self.is_described(tokens.end, end);
                let is_many = cue.cue.agreement == Agreement::Plural;
                reaches && if is_relative { self.is_somebody(tokens) } else { is_many || self.is_speaker(tokens) }
            })
    }

    /// `بهرام قاسمي | المتحدث باسم وزارة الخارجية | قال`: whether a title follows the name up to token `end`.
    fn is_described(&self, name: usize, end: usize) -> bool {
        name < end
            && name > 0
            && self.is_person(name - 1)
            && titles::head_at(self.quotes.block, name).is_some()
            && self.noun_phrase(name, end) == end
    }

    /// `الدكتورة أماني بلور، مديرة مستشفى، | قالت`, `منظمته، فاطمة خلف، | قالت`: whom the words between the commas describe or name.
    fn before_apposition(&self, sentence: usize, end: usize) -> Option<Range<usize>> {
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
    fn begins_clause(&self, start: usize, sentence: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|_| start > sentence) else { return true };
        !self.quotes.block.tokens[before].is_word()
            || self.quotes.block.classes(before).has(Class::Complementiser)
            || self.shape_at(before) == Some(CueShape::Conjunction)
    }

    /// What the word at token `at` is beside reporting words.
    pub(super) fn shape_at(&self, at: usize) -> Option<CueShape> {
        let ways = self.quotes.block.ways(at);
        let way = ways.iter().find(|way| way.sense.cue.is_some()).or_else(|| lookup::most_likely(ways))?;
        way.sense.cue.map(|cue| cue.shape)
    }

    pub(super) fn is_occasion(&self, at: usize) -> bool {
        self.is_shape(at, CueShape::Occasion) || self.is_shape(at, CueShape::Document)
    }

    /// Whether the word at token `at` is of `shape`, with the article or a preposition before it (`للقانون`) or without.
    pub(super) fn is_shape(&self, at: usize, shape: CueShape) -> bool {
        let block = self.quotes.block;
        let is_known = |form: &str| block.lexicon.sense(form).cue.is_some_and(|cue| cue.shape == shape);
        block.splits(at).any(|split| {
            let bare = arabic::without_article(&split.stem);
            // `بيانا`
            is_known(bare) || bare.strip_suffix('ا').is_some_and(is_known)
        })
    }

    /// Whether the phrase can stand for somebody who speaks: it begins with a name, a title, unnamed people or a definite noun.
    pub(super) fn is_speaker(&self, tokens: &Range<usize>) -> bool {
        !tokens.is_empty() && (self.is_somebody(tokens) || self.is_plainly_definite(tokens.start))
    }

    /// With the article and no preposition before it.
    fn is_plainly_definite(&self, at: usize) -> bool {
        let key = &self.quotes.block.tokens[at].key;
        key.starts_with("ال") && arabic::is_definite(key)
    }

    /// Likewise, but not merely by a definite noun.
    pub(super) fn is_somebody(&self, tokens: &Range<usize>) -> bool {
        let block = self.quotes.block;
        if tokens.is_empty() {
            return false;
        }
        // `سفيرا مطلعا`: in the accusative, after `لكن` and `إن`.
        let key = &block.tokens[tokens.start].key;
        let accusative = key
            .strip_suffix('ا')
            .filter(|stem| stem.len() > 4)
            .map(|stem| block.lexicon.classes(stem))
            .unwrap_or_default();
        self.quotes.mention_at(tokens.start).is_some_and(|(_, kind)| is_name(kind))
            || accusative.any(&[Class::Title, Class::Unnamed])
            || self.quotes.is_unnamed(tokens.start)
            || self.is_shape(tokens.start, CueShape::Document)
            || self.is_shape(tokens.start, CueShape::Quantifier)
            || block.lexicon.classes(arabic::without_article(key)).has(Class::Generic)
            || titles::head_at(block, tokens.start).is_some()
            || block.classes(tokens.start).any(&[Class::Generic, Class::Label])
            || self.quotes.person_in(block.span(tokens.clone())).is_some()
    }

    /// `تقديرات وكالة الأناضول`, `شهادة هيئة الدفاع`: something that somebody has said or written, if no object can stand there.
    pub(super) fn is_of_somebody(&self, tokens: &Range<usize>) -> bool {
        let second = tokens.start + 1;
        let is_named = self.quotes.mention_at(second).is_some_and(|(_, kind)| is_name(kind));
        tokens.len() > 1 && (is_named || self.quotes.block.classes(second).has(Class::Generic))
    }

    /// Where the noun phrase at token `start` ends: before a mark, a particle, a cue, or where another one begins.
    ///
    /// An indefinite noun goes on to what makes it definite (`وزير الدفاع`), and after that only adjectives (`الروسي`) and
    /// the name it announces follow; one more indefinite noun is a new phrase: `أكد وزير الدفاع | أهمية`.
    pub(super) fn noun_phrase(&self, start: usize, limit: usize) -> usize {
        let limit = limit.min(start + LONGEST_PHRASE);
        let mut end = self.core(start, limit);
        if end > start && !self.ends_with_person(end) {
            end = self.complement(start, end, limit);
        }
        self.joint(start, end, limit)
    }

    fn ends_with_person(&self, end: usize) -> bool {
        let last = self.quotes.block.tokens[end - 1].span;
        self.quotes.person_in(last).is_some()
    }

    fn core(&self, start: usize, limit: usize) -> usize {
        let mut at = start;
        let (mut is_closed, mut is_named, mut has_pronoun) = (false, false, false);
        while at < limit {
            if let Some((end, kind)) = self.quotes.mention_at(at) {
                // What is definite already and a name beside it are two things: `طالبت الصين | إسرائيل`.
                if !is_name(kind) || (is_closed && kind != EntityType::Per) {
                    break;
                }
                at = end.min(limit);
                (is_closed, is_named) = (true, true);
                if kind == EntityType::Per {
                    break;
                }
                continue;
            }
            let classes = self.quotes.block.classes(at);
            if is_closed && classes.has(Class::TitlePart) && !classes.any(&[Class::Generic, Class::Adjective]) {
                // `المتحدث | باسم الجيش`
                (is_closed, is_named) = (false, false);
            }
            // Not behind a preposition: `الحكومة | بالانسحاب`; after a name no other thing: `روسيا | الحكومة`.
            let key = &self.quotes.block.tokens[at].key;
            let is_definite = arabic::is_definite(key)
                && !key.starts_with(['ب', 'ل', 'ك'])
                && (!is_named || classes.any(&[Class::Nationality, Class::Adjective]));
            let is_titled = titles::head_at(self.quotes.block, at).is_some()
                || (at == start + 1 && self.quotes.block.classes(start).has(Class::Nationality));
            let announces = is_closed && is_titled && self.is_person(at + 1);
            if self.bounds(at, start) || has_pronoun || (is_closed && !is_definite && !announces) {
                break;
            }
            has_pronoun = self.has_pronoun(at);
            is_closed |= is_definite || has_pronoun;
            at += 1;
        }
        at
    }

    /// `جلالته | النظر`: the attached pronoun closes the phrase, but for a name: `وزير خارجيتها سيرغي لافروف`.
    pub(super) fn has_pronoun(&self, at: usize) -> bool {
        self.quotes.block.classes(at).has(Class::Pronoun) || {
            let key = &self.quotes.block.tokens[at].key;
            (key.ends_with("ته") || key.ends_with("ها"))
                && arabic::without_pronoun(key).is_some()
                && !self.quotes.block.word(at).ends_with('ة')
        }
    }

    fn is_person(&self, at: usize) -> bool {
        self.quotes.mention_at(at).is_some_and(|(_, kind)| kind == EntityType::Per)
    }

    /// `مسؤول | في وزارة الدفاع`, `طفل | من بيتونيا`: what an indefinite noun or a title goes on with, if that is no occasion.
    fn complement(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let is_definite =
            |at: usize| arabic::is_definite(&block.tokens[at].key) || self.quotes.mention_at(at).is_some();
        let is_open = !is_definite(start) && !is_definite(end - 1);
        let is_head = self.quotes.is_unnamed(start) || titles::head_at(block, start).is_some() || is_open;
        // `العديد من الشركات`
        let goes_on = is_head && !self.has_pronoun(end - 1) || self.is_shape(start, CueShape::Quantifier);
        if goes_on { self.after(start, end, limit) } else { end }
    }

    /// The end of a preposition with its noun phrase after what ends before token `end`, or `end`.
    fn after(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let Some(word) = block.token(end).filter(|_| end < limit && end > start) else { return end };
        let is_indefinite = !arabic::is_definite(&block.tokens[start].key);
        let noun = match &*word.key {
            "في" | "من" | "علي" | "لدي" => end + 1,
            _ if self.after_preposition(Frame::preposition(4).with(Frame::preposition(5)), end).is_some() => end,
            _ => return end,
        };
        if noun >= limit || self.is_occasion(noun) || self.complementiser(noun).is_some() {
            return end;
        }
        let word = block.word(noun);
        // `الأمين العام | للأمم المتحدة`, but `قالت المخرجة | لفرانس24`.
        let named = lookup::most_likely(block.ways(noun)).map(|way| way.sense.classes).unwrap_or_default();
        let is_part =
            word.starts_with("لل") || is_indefinite || (named.has(Class::Generic) && !named.has(Class::Label));
        let is_said_to = noun == end && word.starts_with('ل') && !is_part;
        let until = if noun == end { self.core(end + 1, limit).max(end + 1) } else { self.core(noun, limit) };
        if is_said_to {
            return end;
        }
        let names_no_time = self.quotes.mention_at(noun).is_none_or(|(_, kind)| is_name(kind));
        if until > noun && names_no_time { until } else { end }
    }

    /// `بوش | وبلير`: the end of a second name or title that is joined to what ends before token `end`.
    fn joint(&self, start: usize, end: usize, limit: usize) -> usize {
        let block = self.quotes.block;
        let Some(token) = block.token(end).filter(|_| end < limit) else { return end };
        let is_clitic = lookup::most_likely(block.ways(end)).is_some_and(|way| way.split.at > 0);
        let is_joined = token.key.starts_with('و') && !block.may_report(end);
        // `كل من بريطانيا وفرنسا`
        let is_listed = self.is_shape(start, CueShape::Quantifier) && self.quotes.mention_at(end).is_some();
        let somebody = is_clitic && (is_listed || self.is_person(end))
            || titles::head_at(block, end).is_some_and(|title| title.clitic > 0);
        let until = if is_joined && somebody { self.core(end, limit).max(end) } else { end };
        if is_listed && until > end { self.joint(start, until, limit) } else { until }
    }

    /// Whether no noun phrase that began at token `start` goes on with token `at`.
    pub(super) fn bounds(&self, at: usize, start: usize) -> bool {
        let block = self.quotes.block;
        let token = &block.tokens[at];
        let classes = block.classes(at);
        let in_title = classes.has(Class::TitlePart) && at > start;
        let inside = !marks::overlapping(&self.quotes.quoted, token.span).is_empty();
        let is_quantifier = at == start && self.is_shape(at, CueShape::Quantifier);
        let particle = classes.any(&[Class::Function, Class::Complementiser]) && !in_title && !is_quantifier;
        let is_cue = classes.has(Class::Cue) || (token.key.starts_with(['و', 'ف']) && block.may_report(at));
        let verb = is_cue && at > start && !classes.any(&[Class::TitlePart, Class::Title]);
        let opens = self.shape_at(at) == Some(CueShape::Conjunction);
        inside || particle || opens || token.kind != TokenKind::Word || verb
    }
}

fn is_name(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Date | EntityType::Quantity)
}
