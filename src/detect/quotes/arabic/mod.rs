//! What an Arabic reporting word reports, and where its subject stands.
//!
//! The verb comes first, its subject next, and what is reported last: a clause after `أن`, a quotation, or a noun phrase, by
//! itself (`أكد بوتين أهمية …`) or after the verb's preposition (`شدد على ضرورة …`). A subject may also stand before its verb.
//!
//! [`reading`] reads each cue: [`subject`] and [`before`] find who, with [`phrase`] and [`named`] for the noun phrases; [`opening`]
//! finds where what is reported begins, [`content`] where it ends. [`according`] is for words that tell it beside a sentence,
//! [`sentence`] for what the cues of one sentence share.

mod according;
mod before;
mod content;
mod named;
mod opening;
mod phrase;
mod reading;
mod sentence;
mod subject;

use std::ops::Range;

use super::block::{BlockQuotes, SHORTEST, Taken};
use super::cues::CueAt;
use super::{Content, Report, Subject};
use crate::lang::Class;
use crate::lang::lexicon::{CueShape, Frame};
use crate::model::{BlockKind, EntityType, Evidence, QuoteKind};

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

    /// Notes whom the sentences without a cue are about: what is said next may be by them.
    fn topics(&self, reports: &mut Vec<Report>) {
        let said = self.quotes.cues.iter().zip(&self.readings).filter(|(_, reading)| reading.opens != Opens::NoCue);
        let mut cues = said.map(|(cue, _)| cue.tokens.start).peekable();
        for sentence in self.quotes.block.sentences() {
            while cues.next_if(|&cue| cue < sentence.start).is_some() {}
            if cues.peek().is_some_and(|&cue| cue < sentence.end) {
                continue;
            }
            let subject = self.sentence_subject(sentence.start, sentence.end, None);
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
        let cue = CueAt::colon(block, colon);
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

    /// A quotation that no cue before it claimed: its cue stands after it, or a block before.
    fn report_around(&self, quotation: usize, expected: bool) -> Option<Report> {
        let tokens = self.quotes.block.tokens_in(self.quotes.quoted[quotation].outer);
        let words = self.quotes.words_in(self.quotes.quoted[quotation].inner);
        let labelled = tokens.start > 0 && self.quotes.block.classes(tokens.start - 1).has(Class::Label);
        if words < SHORTEST || labelled {
            return None;
        }
        let content = Some(self.quotes.direct(quotation));
        let cue = self.cue_after(&tokens).or_else(|| self.inserted_cue(quotation, &tokens));
        let (cue, subject) = match cue.or_else(|| self.announcing_cue(&tokens)) {
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

    /// `وكان قال، معلنا انسحاب بلاده: "…"`: a quotation after a colon is by whom the last cue of the sentence tells.
    fn announcing_cue(&self, quotation: &Range<usize>) -> Option<usize> {
        let colon = quotation.start.checked_sub(1).filter(|&at| self.quotes.is_mark(at, &[":"]))?;
        let last = self.quotes.cues.partition_point(|cue| cue.tokens.start < colon).checked_sub(1)?;
        let is_near = self.quotes.unit_of(colon).contains(&self.quotes.cues[last].tokens.start);
        (is_near && self.readings[last].opens != Opens::NoCue).then_some(last)
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
