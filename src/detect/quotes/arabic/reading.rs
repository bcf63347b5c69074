//! How each cue is read: what it opens, who is its subject, and whether it is one at all.

use std::ops::Range;

use super::subject::{LONGEST_PHRASE, LONGEST_QUOTED_NAME};
use super::{Arabic, GOVERNING, Opens, Reading, speaks};
use crate::detect::phrases::NEGATING;
use crate::detect::quotes::Subject;
use crate::detect::quotes::cues::CueAt;
use crate::lang::lexicon::{Agreement, CueShape, Frame};
use crate::lang::{Class, TokenKind, arabic};
use crate::model::EntityType;

/// The most tokens of words before a comma that a sentence begins with.
const LONGEST_PREFACE: usize = 5;

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
                !(is_adjacent && frame.has(Frame::preposition(0)))
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
        let key = &*block.tokens[before].key;
        let is_relative = matches!(key, "الذي" | "التي" | "الذين");
        // `وهو ما يشير إلى`, but `وفق ما أعلن`.
        let is_ma = key == "ما" || key == "قد" && before > 0 && &*block.tokens[before - 1].key == "ما";
        let is_free = is_ma && !cue.has_object;
        // `أُتهمت` has the vowel of a passive.
        let is_passive = cue.span.of(block.text).chars().nth(1) == Some('\u{64f}');
        let governs = GOVERNING.contains(&key) || NEGATING.contains(&key) || is_free || is_passive;
        // `المتطوع، الذي طلب استخدام اسم مستعار`: what follows is no subject.
        let names_nobody = || match self.subject(cue) {
            Subject::Phrase(tokens) => tokens.start >= cue.tokens.end && !self.is_speaker(&tokens),
            _ => true,
        };
        governs || is_relative && names_nobody()
    }

    /// `سجن 29 متهما`: after a number stands no participle.
    fn is_counted(&self, cue: &CueAt) -> bool {
        let before = cue.tokens.start.checked_sub(1).and_then(|before| self.quotes.block.token(before));
        cue.cue.shape == CueShape::Participle && before.is_some_and(|before| before.kind == TokenKind::Number)
    }

    pub(super) fn quoted_source(&self, cue: &CueAt, after: usize) -> Option<Range<usize>> {
        if !cue.cue.frame.has(Frame::RELAYED) {
            return None;
        }
        // `ونقلت عن الوزارة قولها`
        let limit = self.quotes.unit_of(cue.tokens.start).end;
        let near = after..limit.min(after + if after == cue.tokens.end { 1 } else { LONGEST_PHRASE });
        let mut near = near.take_while(|&at| self.complementiser(at).is_none());
        let (start, _) = near.find_map(|at| self.after_preposition(Frame::preposition(2), at))?;
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

    /// `وفقا لـ`: the noun phrase after it, at token `start`, is the speaker.
    pub(super) fn read_phrase(&self, index: usize, start: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let nothing = Reading { opens: Opens::NoCue, subject: Subject::Carried };
        let start = self.after_adverbs(start);
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
        let word = self.quotes.block.tokens[start - 1].key.trim_start_matches('و');
        let takes_preposition = matches!(word, "فقا" | "طبقا" | "تبعا");
        let is_governed = &*self.quotes.block.tokens[start].key == "ل"
            || self.after_preposition(Frame::preposition(5), start).is_some();
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
        if takes_preposition {
            return Reading { opens: Opens::Around(end), subject: Subject::Governed(start..end) };
        }
        let tokens = if is_subject { self.with_name(start..end, limit) } else { start..end };
        Reading { opens: Opens::Around(tokens.end), subject: Subject::Phrase(tokens) }
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
        let is_preface = self.after_preposition(Frame(u32::MAX), start).is_some();
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
}
