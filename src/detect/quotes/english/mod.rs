//! What an English reporting word reports, and where its subject stands.
//!
//! The subject stands before the verb ([`subject`]), so what is reported follows it, `she said that …`, unless it has been said
//! before, `"…," she said`, or stands on both sides, `"…," she said, "…"`. [`after`] tells whether something follows that the verb's
//! frame allows. Without that and without anything before, a verb reports nothing: `she said goodbye` is no quote of ours.

mod after;
mod around;
mod ends;
mod subject;

use std::ops::Range;

use super::block::{BlockQuotes, LONGEST, Taken};
use super::cues::CueAt;
use super::marks;
use super::{Content, Report, Subject};
use crate::detect::reading::BlockReading;
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, TokenKind};
use crate::model::{Evidence, QuoteKind, Span};
use after::Follows;
use subject::Verb;

/// The reports of an English block. `expected` says that the block before announced a quotation.
pub(super) fn reports(quotes: &BlockQuotes, expected: bool) -> Vec<Report> {
    let mut grammar = Grammar { quotes, block: quotes.block, heads: Vec::new() };
    for cue in &quotes.cues {
        let head = grammar.head(cue);
        grammar.heads.push(head);
    }
    let mut taken = Taken::none_of(quotes);
    let mut reports: Vec<Report> = grammar.announced().into_iter().collect();
    for index in 0..quotes.cues.len() {
        grammar.report(index, &mut taken, &mut reports);
    }
    grammar.continued(expected, &taken, &mut reports);
    reports
}

/// What makes a clause of what follows a noun: `has`, `is`, `will`.
const FINITE: [CueShape; 3] = [CueShape::Auxiliary, CueShape::Copula, CueShape::Unreal];

/// A reporting word in its sentence.
struct Head {
    unit: Range<usize>,
    /// None where the word reports nothing: `would say`, `the claims`.
    verb: Option<Verb>,
    follows: Follows,
}

struct Grammar<'q, 'b, 'a> {
    quotes: &'q BlockQuotes<'b, 'a>,
    block: &'b BlockReading<'a>,
    /// Of each cue.
    heads: Vec<Head>,
}

impl Grammar<'_, '_, '_> {
    fn head(&self, cue: &CueAt) -> Head {
        let unit = self.quotes.unit_of(cue.tokens.start);
        let verb = match cue.cue.shape {
            CueShape::Phrase => self.source_phrase(cue, unit.end),
            _ => self.verb(cue, unit.start),
        };
        let follows = match &verb {
            Some(verb) if cue.cue.shape != CueShape::Phrase => self.follows(cue, verb, unit.end),
            _ => Follows::Nothing,
        };
        Head { unit, verb, follows }
    }

    // --- Words ---

    fn key(&self, at: usize) -> &str {
        self.block.token(at).map_or("", |token| &token.key)
    }

    /// What an English word is beside reporting words.
    fn shape(&self, at: usize) -> Option<CueShape> {
        if self.key(at).ends_with("n't") {
            return Some(CueShape::Unreal);
        }
        let way = self.block.ways(at).first()?;
        way.sense.cue.map(|cue| cue.shape)
    }

    fn is(&self, at: usize, shape: CueShape) -> bool {
        self.shape(at) == Some(shape)
    }

    fn any(&self, at: usize, shapes: &[CueShape]) -> bool {
        self.shape(at).is_some_and(|shape| shapes.contains(&shape))
    }

    fn is_that(&self, at: usize) -> bool {
        self.block.classes(at).has(Class::Complementiser)
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.key(at);
        self.key(at + 1) != "'s" && self.is(at, CueShape::Adverb)
            || (word.len() > 4 && word.ends_with("ly") && !self.is_capital(at))
    }

    fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.quotes.is_mark(at, marks)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.is_mark(at, &[",", "-", "--", "–", "—"])
    }

    fn is_punctuation(&self, at: usize) -> bool {
        self.block.token(at).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.block.token(at).is_some_and(|token| token.capital)
    }

    fn quotation_at(&self, at: usize) -> Option<usize> {
        self.quotes.quotation_at(at)
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quotation_at(at).is_some()
    }

    fn quotes_in(&self, tokens: Range<usize>) -> Range<usize> {
        marks::overlapping(&self.quotes.quoted, self.block.span(tokens))
    }

    fn words_in(&self, span: Span) -> usize {
        self.quotes.words_in(span)
    }

    /// The words of a quotation without its marks.
    fn inner(&self, quotation: usize) -> &str {
        self.quotes.quoted[quotation].inner.trim(self.block.text).of(self.block.text)
    }

    /// Likewise, without marks that end with it: `'Ninety percent,'"`.
    fn last_words(&self, quotation: usize) -> &str {
        self.inner(quotation).trim_end_matches(|letter: char| matches!(letter, '\'' | '’') || letter.is_whitespace())
    }

    /// The token after a full stop, a hyphen or a sign that belongs to a name, if there is one at `at`: `Sen.`, `co-founder`.
    fn is_within_name(&self, at: usize) -> bool {
        let tokens = &self.block.tokens;
        let (Some(before), Some(after)) = (at.checked_sub(1).map(|before| &tokens[before]), tokens.get(at + 1)) else {
            return false;
        };
        let is_glued = before.span.end == tokens[at].span.start && tokens[at].span.end == after.span.start;
        (is_glued && self.is_mark(at, &["-", "'", "’", "&", "/"]))
            || self.is_mark(at, &["."]) && self.block.sentence_of(at).end > at + 1
    }

    /// Where the tokens of a quotation end.
    fn end_of(&self, quotation: usize) -> usize {
        self.block.tokens_touching(self.quotes.quoted[quotation].outer).end
    }

    fn start_of(&self, quotation: usize) -> usize {
        self.block.tokens_touching(self.quotes.quoted[quotation].outer).start
    }

    // --- What is reported ---

    fn report(&self, index: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
        let (cue, head) = (&self.quotes.cues[index], &self.heads[index]);
        let Some(verb) = &head.verb else { return };
        if cue.cue.shape == CueShape::Phrase {
            self.by_source(index, verb, taken, reports);
            return;
        }
        let mut found = Vec::new();
        let before = self.quotation_before(verb.start);
        // `Greeted by chants of "Marco!," he said his campaign was …`: what follows is what is said.
        let is_free = |quotation: usize| {
            !taken.each[quotation]
                && (!matches!(head.follows, Follows::Clause { .. })
                    || self.start_of(quotation) <= self.block.sentence_of(self.start_of(quotation)).start)
        };
        if let Some(quotation) = before.filter(|&quotation| is_free(quotation)) {
            found.extend(self.said_before(quotation, head, taken));
        }
        match head.follows {
            Follows::Clause { start, .. } if found.is_empty() || self.is_that(start - 1) => {
                let end = self.clause_end(index, start);
                let content = self.clause(start..end, taken);
                found.extend(
                    content.filter(|content| content.kind != QuoteKind::Indirect || self.words_in(content.span) >= 2),
                );
            }
            // A report within a report is one of its own: `said that the plan, which he called "a disgrace", …`.
            Follows::Quotation(quotation)
                if !taken.each[quotation] || (found.is_empty() && self.start_of(quotation) == cue.tokens.end) =>
            {
                taken.take(quotation..quotation + 1);
                found.push(self.quotes.direct(quotation));
            }
            Follows::Nothing if found.is_empty() && self.is_aside(cue, verb) => {
                let verb = Verb {
                    start: verb.start - 1,
                    behind: Some(cue.tokens.end),
                    subject: verb.subject.clone(),
                    ..*verb
                };
                self.by_source(index, &verb, taken, reports);
                return;
            }
            _ if found.is_empty() => found.extend(self.clause_before(index, verb, taken)),
            _ => {}
        }
        // Who spoke without a word that can be marked: `Clinton continued:` at the end of a block, `Rathbun wrote to her.`
        if found.is_empty() && matches!(verb.subject, Subject::Phrase(_) | Subject::Pronoun(_)) && !verb.is_noun {
            reports.push(self.reported(index, verb, None));
        }
        reports.extend(found.into_iter().map(|content| self.reported(index, verb, Some(content))));
    }

    fn reported(&self, index: usize, verb: &Verb, content: Option<Content>) -> Report {
        let cue = &self.quotes.cues[index];
        let end = match self.heads[index].follows {
            Follows::Clause { preposition: Some(at), .. } => at + 1,
            _ => cue.tokens.end,
        };
        let tokens = verb.lead..end;
        let span = Span::new(self.block.span(tokens.clone()).start, self.block.span(tokens).end);
        let cue = CueAt { span, ..cue.clone() };
        Report { at: cue.tokens.start, content, cue: Some(cue), subject: verb.subject.clone() }
    }

    /// The clause or noun phrase of `tokens`, with the quotations in it.
    fn clause(&self, tokens: Range<usize>, taken: &mut Taken) -> Option<Content> {
        let content = self.quotes.trimmed(tokens.clone()).filter(|_| tokens.len() <= LONGEST)?;
        let mut why = Vec::new();
        if tokens.start > 0 && self.is_that(tokens.start - 1) {
            why.push(Evidence::with("complementiser", "word", self.block.word(tokens.start - 1)));
        }
        Some(self.quotes.reported(content, why, taken))
    }

    /// `as Reuters reported`, which has no object.
    fn is_aside(&self, cue: &CueAt, verb: &Verb) -> bool {
        let is_told = cue.cue.frame.has(Frame::ADDRESSEE);
        verb.start > 0
            && self.key(verb.start - 1) == "as"
            && self.has_clauses(cue)
            && (is_told || self.is_bare(verb.end))
    }

    /// Whether no object begins at `at`.
    fn is_bare(&self, at: usize) -> bool {
        self.is_punctuation(at) || self.is_adverb(at) || self.any(at, &[CueShape::Preposition, CueShape::Conjunction])
    }

    /// Whether the cue can have a whole clause: a finite verb of saying.
    fn has_clauses(&self, cue: &CueAt) -> bool {
        let frame = cue.cue.frame;
        cue.cue.shape == CueShape::Verb && (frame.has(Frame::CLAUSE) || frame.has(Frame::THAT))
    }
}
