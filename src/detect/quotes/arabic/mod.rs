//! What an Arabic reporting word reports, and where its subject stands.
//!
//! The verb comes first, its subject next, and what is reported last: a clause after `أن`, a quotation, or a noun phrase, by
//! itself (`أكد بوتين أهمية …`) or after the verb's preposition (`شدد على ضرورة …`). A subject may also stand before its verb.

mod phrase;

use std::ops::Range;

use super::block::{BlockQuotes, Taken};
use super::cues::CueAt;
use super::{Content, Report, Subject, marks};
use crate::detect::lookup;
use crate::lang::lexicon::{Agreement, Cue, CueShape, Frame};
use crate::lang::{Class, TokenKind};
use crate::model::{BlockKind, EntityType, Evidence, Lang, QuoteKind, Span, Stance};

/// How many tokens may lie between a reporting word and what it reports.
const REACH: usize = 45;
/// The fewest words of a quotation that stands apart from its verb; shorter ones are names and turns of phrase.
const SHORTEST: usize = 3;
/// The words after which a verb says what was not said: `لم يكشف عن هوية`.
const NEGATING: [&str; 4] = ["لم", "لن", "لا", "ولم"];
/// The most words of a name or title in quotation marks that stands after a preposition.
const LONGEST_TITLE: usize = 6;
/// The most tokens before the colon of a headline that is somebody's words.
const LONGEST_HEADLINE_SPEAKER: usize = 10;
/// The words after which a verb form is a noun: `عدم كشف هويته`, `من توقع`.
const GOVERNING: [&str; 13] = ["في", "من", "الي", "علي", "عن", "مع", "بعد", "قبل", "خلال", "عدم", "دون", "بين", "ضد"];

/// The reports of an Arabic block. `expected` says that the block before announced a quotation.
pub fn reports(quotes: &BlockQuotes, expected: bool) -> Vec<Report> {
    let mut arabic = Arabic { quotes, readings: vec![], ends: vec![] };
    for index in 0..quotes.cues.len() {
        // A reading may ask for the one before it.
        arabic.readings.push(arabic.read(index));
        arabic.give_back(index);
    }
    arabic.ends = (0..quotes.cues.len()).filter_map(|index| arabic.end_at(index)).collect();
    arabic.share_subjects();
    arabic.reports(expected)
}

/// Whether words or a clause can be what such a verb reports.
fn speaks(frame: Frame) -> bool {
    [Frame::CLAUSE, Frame::QUESTION, Frame::RELAYED].into_iter().any(|part| frame.has(part))
}

struct Arabic<'q, 'b, 'a> {
    quotes: &'q BlockQuotes<'b, 'a>,
    /// How each cue is read.
    readings: Vec<Reading>,
    /// The cues at which what an earlier one reports can end, in order, each with where it does.
    ends: Vec<End>,
}

/// What a cue reports and by whom.
struct Reading {
    opens: Opens,
    subject: Subject,
}

/// What opens the report of a cue.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Opens {
    /// A clause that begins at this token, after `أن`.
    Clause(usize),
    /// A noun phrase or clause that begins at this byte, in this token, with the ground for it.
    Phrase(usize, usize, &'static str),
    /// Words given as they were said, after a colon.
    Verbatim(usize),
    /// The quotation of this index.
    Quotation(usize),
    /// What stands before a `بحسب` and after what it governs, which ends before this token.
    Around(usize),
    Nothing,
    /// The word reports nothing here, and is no verb of saying.
    NoCue,
}

/// Where a report ends because a cue reports something more after it: at the comma before, or at its own و.
struct End {
    cue: usize,
    comma: Option<usize>,
    own: Option<usize>,
}

impl Arabic<'_, '_, '_> {
    fn reports(&self, expected: bool) -> Vec<Report> {
        let mut taken = Taken::none_of(self.quotes);
        let mut reports: Vec<Report> = self.headline(&mut taken).into_iter().collect();
        for index in 0..self.quotes.cues.len() {
            self.report_at(index, &mut taken, &mut reports);
        }
        self.topics(&mut reports);
        for quotation in 0..self.quotes.quoted.len() {
            if !taken.each[quotation] {
                reports.extend(self.report_around(quotation, expected));
            }
        }
        reports
    }

    /// Notes whom the sentences without a cue are about: what is said next may be by them.
    fn topics(&self, reports: &mut Vec<Report>) {
        let said = self.quotes.cues.iter().zip(&self.readings).filter(|(_, reading)| reading.opens != Opens::NoCue);
        let mut cues = said.map(|(cue, _)| cue.tokens.start).peekable();
        for sentence in self.quotes.block.sentences() {
            while cues.next_if(|&cue| cue < sentence.start).is_some() {}
            if cues.peek().is_some_and(|&cue| cue < sentence.end) {
                continue;
            }
            let subject = self.sentence_subject(sentence.start, sentence.end);
            if subject != Subject::Carried {
                reports.push(Report { at: sentence.start, content: None, cue: None, subject });
            }
        }
    }

    /// A headline that is somebody's words: `لافروف: نسعى إلى تسوية`. After a place stands what happened there.
    fn headline(&self, taken: &mut Taken) -> Option<Report> {
        let block = self.quotes.block;
        let colon = (1..LONGEST_HEADLINE_SPEAKER).find(|&at| self.quotes.is_mark(at, &[":"]))?;
        let is_place = matches!(self.quotes.mention_at(0), Some((end, EntityType::Loc)) if end == colon);
        let names_somebody = self.noun_phrase(0, colon) == colon && self.is_somebody(&(0..colon)) && !is_place;
        if block.block.kind != BlockKind::Headline || !names_somebody {
            return None;
        }
        let cue =
            Cue { stance: Stance::Said, shape: CueShape::Phrase, agreement: Agreement::Unknown, frame: Frame::CLAUSE };
        let cue =
            CueAt { tokens: colon..colon + 1, span: block.tokens[colon].span, cue, joined: false, has_object: false };
        let opener = self.complementiser(colon + 1);
        let start = colon + 1 + opener.unwrap_or(0);
        let from = block.token(start)?.span.start;
        let content = self.whole(start..block.tokens.len(), from, Evidence::plain("colon"), taken)?;
        let kind = match content.kind {
            QuoteKind::Indirect if opener.is_none() => QuoteKind::Direct,
            kind => kind,
        };
        (self.quotes.words_in(content.span) >= SHORTEST).then_some(Report {
            at: 0,
            content: Some(Content { kind, ..content }),
            cue: Some(cue),
            subject: Subject::Phrase(0..colon),
        })
    }

    /// What the cue reports, with who says it; who is meant may be told where nothing can be marked.
    fn report_at(&self, index: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
        let cue = &self.quotes.cues[index];
        let Reading { opens, subject } = &self.readings[index];
        let content = match *opens {
            Opens::Clause(start) => {
                let word = self.quotes.block.word(start.saturating_sub(1));
                let from = self.quotes.block.token(start).map_or(0, |token| token.span.start);
                self.content(index, start, from, Evidence::with("complementiser", "word", word), taken)
            }
            Opens::Phrase(start, from, ground) => self.content(index, start, from, Evidence::plain(ground), taken),
            Opens::Verbatim(start) => self.verbatim(index, start, taken),
            Opens::Quotation(first) => return self.quotations(index, first, taken, reports),
            Opens::Around(end) => return self.around(index, end, taken, reports),
            Opens::Nothing => None,
            Opens::NoCue => return,
        };
        if content.is_some() || cue.cue.shape == CueShape::Verb {
            reports.push(Report { at: cue.tokens.start, content, cue: Some(cue.clone()), subject: subject.clone() });
        }
    }

    /// Gives the verb before a participle the quotation after it, where something else is said by that: `وقال، طالبا ألا ينشر
    /// اسمه "…"`.
    fn give_back(&mut self, index: usize) {
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
    fn share_subjects(&mut self) {
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
                known.into_iter().for_each(|known| drop(last.remove(known)));
                last.push((agreement, self.readings[index].subject.clone()));
            }
        }
    }

    /// Who does something else at the beginning of a sentence that goes on with a cue: `هاجم ألونسو القرار وقال`.
    fn sentence_subject(&self, start: usize, cue: usize) -> Subject {
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
        let names = |tokens: &Range<usize>| self.quotes.person_in(self.quotes.block.span(tokens.clone())).is_some();
        let tokens = if tokens.is_empty() { tokens } else { self.with_name(tokens, cue) };
        if tokens.end > tokens.start && tokens.end < cue && is_verb && names(&tokens) {
            return Subject::Phrase(tokens);
        }
        Subject::Carried
    }

    // --- What opens a report ---

    fn read(&self, index: usize) -> Reading {
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
        if self.is_noun(cue) {
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
    fn is_meant(&self, cue: &CueAt, opens: Opens, subject: &Subject) -> bool {
        let frame = cue.cue.frame;
        // `تشير`, but `توقع` is past.
        let form = cue.span.of(self.quotes.block.text);
        let is_feminine = form.starts_with('ت') && cue.cue.agreement == Agreement::Feminine;
        let is_present = cue.cue.shape == CueShape::Verb && (form.starts_with('ي') || is_feminine);
        match (opens, subject) {
            (Opens::Phrase(start, ..), _) if frame.has(Frame::QUOTED) => self.quotes.quotation_at(start).is_some(),
            (Opens::Phrase(..), Subject::Phrase(tokens)) if is_present => {
                self.is_somebody(tokens) || self.is_of_somebody(tokens)
            }
            (_, Subject::Carried) => !(is_present && frame.has(Frame::NAMED)),
            _ => true,
        }
    }

    /// Whether a form without a conjunction is a noun here, after a preposition: `عدم كشف هويته`, `من توقع`; or a clause about
    /// something that does not speak: `الموقف الذي يؤكد`.
    fn is_noun(&self, cue: &CueAt) -> bool {
        let block = self.quotes.block;
        let Some(before) = cue.tokens.start.checked_sub(1).filter(|_| !cue.joined && cue.cue.shape == CueShape::Verb)
        else {
            return false;
        };
        let key = &*block.tokens[before].key;
        let is_relative = matches!(key, "الذي" | "التي" | "الذين");
        let governs = GOVERNING.contains(&key) || NEGATING.contains(&key);
        // `المتطوع، الذي طلب استخدام اسم مستعار`: what follows is no subject.
        let names_nobody = || match self.subject(cue) {
            Subject::Phrase(tokens) => tokens.start >= cue.tokens.end && !self.is_speaker(&tokens),
            _ => true,
        };
        governs || is_relative && names_nobody()
    }

    fn quoted_source(&self, cue: &CueAt, after: usize) -> Option<Range<usize>> {
        if !cue.cue.frame.has(Frame::RELAYED) || after == cue.tokens.end {
            return None;
        }
        let near = after..after + 4;
        let (start, _) = near.into_iter().find_map(|at| self.after_preposition(Frame::preposition(2), at))?;
        let limit = self.quotes.unit_of(start).end;
        let tokens = start..self.noun_phrase(start, limit);
        self.is_speaker(&tokens).then(|| self.with_name(tokens, limit))
    }

    /// `عن مسؤولين قولهم إن`: who is quoted stands before it.
    fn read_noun(&self, index: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let earlier = index.checked_sub(1).map(|earlier| (&self.quotes.cues[earlier], &self.readings[earlier]));
        let subject = match earlier {
            Some((before, reading)) if before.cue.frame.has(Frame::RELAYED) => reading.subject.clone(),
            _ => Subject::Carried,
        };
        Reading { opens: self.opening(index, &Subject::Carried, cue.tokens.end), subject }
    }

    /// `وفقا لـ`: the noun phrase after it, at token `start`, is the speaker.
    fn read_phrase(&self, index: usize, start: usize) -> Reading {
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
        let is_governed = self.after_preposition(Frame::preposition(5), start).is_some();
        let end = self.noun_phrase(start, self.quotes.unit_of(cue.tokens.start).end);
        let name = self.quoted_name(start);
        let end = name.as_ref().map_or(end, |name| name.end + 1);
        let is_known = takes_preposition || self.is_somebody(&(start..end)) || self.is_of_somebody(&(start..end));
        if is_inserted
            || takes_preposition && !is_governed
            || end == start
            || !is_known
            || self.is_shape(start, CueShape::Standard)
        {
            return nothing;
        }
        if let Some(name) = name {
            return Reading { opens: Opens::Around(end), subject: Subject::Phrase(name) };
        }
        let subject = if takes_preposition { Subject::Governed(start..end) } else { Subject::Phrase(start..end) };
        Reading { opens: Opens::Around(end), subject }
    }

    /// Whether the verb stands in `وفق ما أعلن`, `حسبما ذكر`, or in `، كما قال` with nothing reported after it.
    fn is_according(&self, index: usize) -> bool {
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
    fn according(&self, index: usize) -> usize {
        let cue = &self.quotes.cues[index];
        match self.word_before(cue, 1) {
            "ما" if matches!(self.word_before(cue, 2), "حسب" | "بحسب" | "وفق" | "وفقا" | "مثل") => 2,
            "لما" if self.word_before(cue, 2) == "وفقا" => 2,
            "حسبما" | "وفقما" | "كما" => 1,
            _ => 0,
        }
    }

    /// The word so many tokens before the cue, folded.
    fn word_before(&self, cue: &CueAt, back: usize) -> &str {
        cue.tokens.start.checked_sub(back).map_or("", |at| &*self.quotes.block.tokens[at].key)
    }

    /// `على حد قوله`: it tells who speaks where no verb of the sentence does.
    fn read_aside(&self, index: usize) -> Reading {
        let cue = &self.quotes.cues[index];
        let sentence = self.quotes.unit_of(cue.tokens.start).start;
        let is_told = index.checked_sub(1).is_some_and(|before| self.quotes.cues[before].tokens.start >= sentence);
        let opens = if is_told { Opens::NoCue } else { Opens::Around(cue.tokens.end) };
        Reading { opens, subject: Subject::Carried }
    }

    /// What opens the report of a verb whose subject ends before token `after`.
    fn opening(&self, index: usize, subject: &Subject, after: usize) -> Opens {
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

    /// Whether no bare noun follows the subject, which would be what the verb is about: `أقر المجلس حصانة لضباط بالجيش`.
    fn has_no_object(&self, after: usize) -> bool {
        self.bounds(after, after) || self.after_preposition(Frame(u32::MAX), after).is_some() || self.is_adverb(after)
    }

    /// `دعا الناتو إلى` and `اتهم إسرائيل بـ`: the report begins with who it is said of, between the subject and the preposition.
    fn with_addressee(&self, cue: &CueAt, after: usize, preposition: usize) -> Option<Opens> {
        let names_somebody =
            cue.cue.frame.has(Frame::ADDRESSEE) && !cue.has_object && after < preposition && !self.bounds(after, after);
        let from = self.quotes.block.token(after)?.span.start;
        names_somebody.then_some(Opens::Phrase(after, from, "reported-object"))
    }

    /// The token at which the noun phrase begins that is the object of `cue`, right after its subject.
    ///
    /// Without a subject the verb has to go on from somebody: a bare `توضح طبيعة` is a relative clause, a bare `توقع` a noun.
    fn object(&self, cue: &CueAt, subject: &Subject, after: usize) -> Option<usize> {
        let block = self.quotes.block;
        let is_word = block.token(after)?.is_word();
        let has_subject = *subject != Subject::Carried || cue.joined || cue.cue.shape == CueShape::Participle;
        let begins = is_word && !self.bounds(after, after) && self.quotes.quotation_at(after).is_none();
        let is_time = self.quotes.mention_at(after).is_some_and(|(_, kind)| kind == EntityType::Date);
        let is_free = self.after_preposition(Frame(u32::MAX), after).is_none() && !self.is_occasion(after);
        // A title is who the subject is: `أكد بيتر كينيون كبير المديرين أن`.
        let is_title = crate::detect::titles::head_at(block, after).is_some();
        (has_subject && begins && !is_time && !is_title && is_free && !self.is_adverb(after)).then_some(after)
    }

    /// `أيضا`, `لاحقا`: an accusative without an article that nothing makes definite.
    fn is_adverb(&self, at: usize) -> bool {
        let key = &self.quotes.block.tokens[at].key;
        key.ends_with('ا') && crate::lang::arabic::without_pronoun(key).is_none()
    }

    /// Where the noun phrase begins, as token and byte, if a preposition of `frame` is at token `at`.
    fn after_preposition(&self, frame: Frame, at: usize) -> Option<(usize, usize)> {
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
        if block.classes(at).any(&[Class::Function, Class::Complementiser, Class::Title]) {
            return None;
        }
        // `بالتفرد` is nothing else.
        if token.key.starts_with("بال") && token.key.len() > 12 {
            let start = token.span.start + if word.starts_with('ب') { 'ب'.len_utf8() } else { 0 };
            return known("ب").map(|()| (at, start));
        }
        // `بتقديم` may be met often enough to be a word of its own; what is left without the clitic tells.
        let is_known = |way: &lookup::Way| way.sense.classes.has(Class::Common) || way.sense.classes.any(&Class::NAMES);
        let is_stem = |way: &&lookup::Way| way.split.at > 0 && is_known(way);
        let likely = lookup::most_likely(block.ways(at)).filter(|way| way.split.at > 0);
        let way = block.ways(at).iter().find(is_stem).or(likely)?;
        let clitic = word[..way.split.at].trim_start_matches(['و', 'ف']);
        known(clitic).map(|()| (at, token.span.start + way.split.at))
    }

    /// Whether a quotation that stands after a cue is what it reports, and not a name on the way: `مراسل قناة "العربية"`.
    fn is_reported(&self, quotation: usize, cue: &CueAt, at: usize) -> bool {
        let words = self.quotes.words_in(self.quotes.quoted[quotation].inner);
        let before = at.checked_sub(1).map(|before| &*self.quotes.block.tokens[before].key).unwrap_or_default();
        // `لـ"العربية"`, `قناة "العربية"`
        let is_governed = GOVERNING.contains(&before) || matches!(before, "ل" | "ب");
        if at > 0 && (self.quotes.block.classes(at - 1).has(Class::Label) || is_governed && words <= LONGEST_TITLE) {
            return false;
        }
        let adjacent = at == cue.tokens.end || self.quotes.is_mark(at - 1, &[":"]);
        words > SHORTEST
            || (words == SHORTEST && self.ends_clause(quotation))
            || (adjacent && (words > 1 || self.ends_clause(quotation)))
    }

    /// `قالت "إن بي سي" إن`: a short name in quotation marks, with the report after it.
    fn is_quoted_subject(&self, quotation: usize, at: usize, end: usize) -> bool {
        let outer = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer);
        let is_short =
            self.quotes.words_in(self.quotes.quoted[quotation].inner) <= SHORTEST && !self.ends_clause(quotation);
        is_short
            && outer.start == at
            && (outer.end..end.min(outer.end + 20)).any(|at| self.complementiser(at).is_some())
    }

    fn ends_clause(&self, quotation: usize) -> bool {
        let after = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer).end;
        self.quotes.block.token(after).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    /// How many tokens at `at` open a reported clause: `أن`, `إلى أن`; not the أن of `بعد أن`.
    fn complementiser(&self, at: usize) -> Option<usize> {
        let split = self.quotes.block.splits(at).next()?;
        let phrase = self.quotes.block.phrase_of(at, split, &[Class::Complementiser])?;
        let before = at.checked_sub(1).map(|before| self.quotes.block.classes(before)).unwrap_or_default();
        (!before.has(Class::Subordinator)).then_some(phrase.found.tokens)
    }

    // --- What is reported ---

    /// The clause or phrase from byte `from` of token `start` to the end of its sentence or the next cue that goes on from it.
    fn content(&self, index: usize, start: usize, from: usize, why: Evidence, taken: &mut Taken) -> Option<Content> {
        let unit = self.quotes.unit_of(self.quotes.cues[index].tokens.start);
        let end = self.end_of(index, start, unit.end);
        let end = self.quotation_alone(start, end).unwrap_or(end);
        self.whole(start..end, from, why, taken)
    }

    /// What `tokens` say, from byte `from` on.
    fn whole(&self, tokens: Range<usize>, from: usize, why: Evidence, taken: &mut Taken) -> Option<Content> {
        let span = self.quotes.trimmed(tokens)?;
        let span = Span::new(span.start.max(from).min(span.end), span.end);
        let held = marks::overlapping(&self.quotes.quoted, span);
        let mut why = vec![why];
        let (span, kind) = match held.clone().next() {
            Some(quotation) if self.covers(quotation, span) => {
                (self.quotes.quoted[quotation].inner.trim(self.quotes.block.text), QuoteKind::Direct)
            }
            Some(_) => (span, QuoteKind::Mixed),
            None => (span, QuoteKind::Indirect),
        };
        taken.take(held);
        if kind != QuoteKind::Indirect {
            why.insert(0, Evidence::plain("quotation-marks"));
        }
        (self.quotes.words_in(span) >= 2).then_some(Content { span, kind, why })
    }

    /// Where a quotation ends that opens the content and is all of it, the sentence going on with `و`: `أن "…" وهو ما أكده`.
    fn quotation_alone(&self, start: usize, end: usize) -> Option<usize> {
        let block = self.quotes.block;
        let quoted = &self.quotes.quoted[self.quotes.quotation_at(start)?];
        let after = block.tokens_in(quoted.outer).end;
        let is_long = self.quotes.words_in(quoted.inner) > SHORTEST;
        let goes_on = block.token(after).is_some_and(|token| token.key.starts_with('و'))
            && self.quotes.quotation_at(after + 1).is_none();
        (after < end && is_long && goes_on).then_some(after)
    }

    /// Whether the quotation is all of `content`, marks aside.
    fn covers(&self, quotation: usize, content: Span) -> bool {
        let outer = self.quotes.quoted[quotation].outer;
        content.start + 3 >= outer.start
            && outer.end + 3 >= content.end
            && self.quotes.words_in(outer) + 1 > self.quotes.words_in(content)
    }

    /// Words after a colon, to the end of the sentence.
    fn verbatim(&self, index: usize, start: usize, taken: &mut Taken) -> Option<Content> {
        let from = self.quotes.block.token(start)?.span.start;
        let end = self.quotes.unit_of(self.quotes.cues[index].tokens.start).end;
        let content = self.whole(start..end, from, Evidence::plain("colon"), taken)?;
        let kind = if content.kind == QuoteKind::Mixed { content.kind } else { QuoteKind::Direct };
        Some(Content { kind, ..content })
    }

    fn end_of(&self, index: usize, start: usize, unit_end: usize) -> usize {
        let cues = &self.quotes.cues;
        let from = self.ends.partition_point(|end| end.cue <= index || cues[end.cue].tokens.start <= start);
        let later = self.ends[from..].iter().take_while(|end| cues[end.cue].tokens.start < unit_end);
        // A comma before the clause is none of its ends; one right at its beginning ends nothing.
        let mut ends = later.filter_map(|end| match end.comma {
            Some(comma) if comma >= start => (comma > start).then_some(comma),
            _ => end.own,
        });
        ends.next().unwrap_or(unit_end)
    }

    /// Where an earlier report ends at the cue `index`, if it can.
    fn end_at(&self, index: usize) -> Option<End> {
        let cue = &self.quotes.cues[index];
        let Reading { opens, subject } = &self.readings[index];
        let names_subject = matches!(subject, Subject::Phrase(tokens) if tokens.start >= cue.tokens.end);
        if *opens == Opens::NoCue {
            return None;
        }
        if *opens == Opens::Nothing && cue.cue.shape != CueShape::Participle && !(names_subject && cue.joined) {
            return None;
        }
        let near = cue.tokens.start.saturating_sub(5)..cue.tokens.start;
        let comma = near.rev().find(|&at| self.quotes.is_mark(at, &["،", ",", "؛", ";"]));
        let own = (cue.joined || cue.cue.shape == CueShape::Participle).then_some(cue.tokens.start);
        (comma.is_some() || own.is_some()).then_some(End { cue: index, comma, own })
    }

    /// The quotation after a cue, and those that follow it directly.
    fn quotations(&self, index: usize, first: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
        let cue = &self.quotes.cues[index];
        let mut end = None;
        for (quotation, quoted) in self.quotes.quoted.iter().enumerate().skip(first) {
            let tokens = self.quotes.block.tokens_in(quoted.outer);
            let next_to =
                end.is_none_or(|end: usize| tokens.start <= end + 1 && self.quotes.words_in(quoted.inner) >= SHORTEST);
            if taken.each[quotation] || !next_to {
                break;
            }
            taken.each[quotation] = true;
            end = Some(tokens.end);
            let at = if quotation > first { tokens.start } else { cue.tokens.start };
            reports.push(Report {
                at: at.max(cue.tokens.start),
                content: Some(self.quotes.direct(quotation)),
                cue: Some(cue.clone()),
                subject: self.readings[index].subject.clone(),
            });
        }
    }

    /// What stands before and after `بحسب مصادر`, which ends before token `end`.
    fn around(&self, index: usize, end: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
        let cue = &self.quotes.cues[index];
        let unit = self.quotes.unit_of(cue.tokens.start);
        let before = self.clause_before(index, unit.start);
        let mut pieces = vec![before..(cue.tokens.start - self.according(index)).max(before)];
        let opens = self.quotes.is_mark(end, &["،", ","]);
        if pieces[0].is_empty() || opens && end + 1 < unit.end {
            let start = if opens { end + 1 } else { end };
            // `كما تقول حداد، وهي ناشطة`
            let describes = pieces[0].end > pieces[0].start
                && matches!(&*self.quotes.block.tokens[start].key, "وهو" | "وهي" | "وهم" | "الذي" | "التي" | "الذين");
            if !describes {
                pieces.push(start..self.end_of(index, start, unit.end));
            }
        }
        for piece in pieces {
            let Some(span) = self.quotes.trimmed(piece.clone()).map(|span| self.without_conjunction(span)) else {
                continue;
            };
            let held = marks::overlapping(&self.quotes.quoted, span);
            let free = held.clone().next().is_none_or(|first| !taken.each[first]);
            if self.quotes.words_in(span) < SHORTEST || !free {
                continue;
            }
            let covering = held.clone().next().filter(|&first| self.covers(first, span));
            taken.take(held.clone());
            let kind = if held.is_empty() { QuoteKind::Indirect } else { QuoteKind::Mixed };
            let content = match covering {
                Some(first) => self.quotes.direct(first),
                None => Content { span, kind, why: Vec::new() },
            };
            reports.push(Report {
                at: cue.tokens.start.max(piece.start),
                content: Some(content),
                cue: Some(cue.clone()),
                subject: self.readings[index].subject.clone(),
            });
        }
    }

    /// Without the و or the فإن that joins a clause to what comes before: `وأدى القصف`, `فإن الفيديو`.
    fn without_conjunction(&self, span: Span) -> Span {
        let block = self.quotes.block;
        let first = block.tokens_in(span).start;
        let Some(token) = block.token(first) else { return span };
        let is_opener = matches!(&*token.key, "فان" | "فانه" | "فانها" | "ان" | "كما");
        let is_word = |classes: crate::lang::Classes| classes.any(&[Class::Common, Class::Title, Class::Unnamed]);
        let ways = block.ways(first);
        let joined = ways
            .iter()
            .find(|way| way.split.at == 'و'.len_utf8() && token.key.starts_with('و') && is_word(way.sense.classes));
        let joined = joined.filter(|_| !ways.first().is_some_and(|whole| is_word(whole.sense.classes)));
        match (is_opener, joined) {
            (true, _) => {
                Span::new(block.token(first + 1).map_or(span.end, |next| next.span.start).min(span.end), span.end)
            }
            (false, Some(way)) => Span::new(span.start + way.split.at, span.end),
            (false, None) => span,
        }
    }

    /// Where the clause before the cue begins: after what opens an earlier report of the sentence, or with the sentence.
    fn clause_before(&self, index: usize, unit: usize) -> usize {
        let earlier = (0..index).rev().take_while(|&earlier| self.quotes.cues[earlier].tokens.start >= unit);
        let mut starts = earlier.filter_map(|earlier| match self.readings[earlier].opens {
            Opens::Clause(start) | Opens::Phrase(start, ..) => Some(start),
            Opens::Around(end) => Some(end),
            _ => None,
        });
        starts.find(|&start| start < self.quotes.cues[index].tokens.start).unwrap_or(unit)
    }

    // --- A quotation with what stands around it ---

    /// A quotation that no cue before it claimed: its cue stands after it, or a block before.
    fn report_around(&self, quotation: usize, expected: bool) -> Option<Report> {
        let tokens = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer);
        let words = self.quotes.words_in(self.quotes.quoted[quotation].inner);
        let labelled = tokens.start > 0 && self.quotes.block.classes(tokens.start - 1).has(Class::Label);
        if words < SHORTEST || labelled {
            return None;
        }
        let content = Some(self.quotes.direct(quotation));
        let (cue, subject) = match self.cue_after(&tokens).or_else(|| self.inserted_cue(quotation, &tokens)) {
            Some(index) => (Some(self.quotes.cues[index].clone()), self.readings[index].subject.clone()),
            None if tokens.start == 0 && expected => (None, Subject::Carried),
            None => return None,
        };
        Some(Report { at: tokens.start, content, cue, subject })
    }

    /// The cue right after a quotation: `"…"، قال المتحدث`.
    fn cue_after(&self, quotation: &Range<usize>) -> Option<usize> {
        let unit = self.quotes.unit_of(quotation.start);
        let limit = unit.end.min(quotation.end + 3);
        let first = self.quotes.cues.partition_point(|cue| cue.tokens.start < quotation.end);
        let cue = self.quotes.cues.get(first).filter(|cue| cue.tokens.start < limit && !cue.joined)?;
        let mut between = quotation.end..cue.tokens.start;
        let only_marks = between.all(|at| self.quotes.block.token(at).is_some_and(|token| !token.is_word()));
        let Reading { opens, subject } = &self.readings[first];
        let is_somebody = match subject {
            Subject::Phrase(tokens) => self.is_somebody(tokens),
            _ => false,
        };
        (only_marks && *opens == Opens::Nothing && is_somebody).then_some(first)
    }

    /// `"…"، قال المتحدث، "…"`: what follows an inserted verb is said by the same.
    fn inserted_cue(&self, quotation: usize, tokens: &Range<usize>) -> Option<usize> {
        let previous = quotation.checked_sub(1)?;
        let before = self.quotes.block.tokens_in(self.quotes.quoted[previous].outer);
        let last = self.quotes.cues.partition_point(|cue| cue.tokens.start < tokens.start).checked_sub(1)?;
        let gap = before.end..tokens.start;
        (gap.contains(&self.quotes.cues[last].tokens.start) && gap.len() <= 14).then_some(last)
    }
}
