//! A block with its quotation marks and reporting words, and what both languages ask of it.

use std::ops::Range;

use super::cues::{CueAt, cues};
use super::marks::{self, Quoted};
use super::{Content, QUOTATION_MARKS};
use crate::detect::entities::mentions_in;
use crate::detect::phrases;
use crate::detect::reading::BlockReading;
use crate::lang::{Class, TokenKind, arabic};
use crate::model::text::has;
use crate::model::{AnnotationSet, BlockKind, EntityType, Evidence, QuoteKind, Span};

/// The fewest words of a quotation that stands apart from its verb; shorter ones are names and turns of phrase.
pub const SHORTEST: usize = 3;
/// The most tokens of what one cue reports: what is longer is no sentence, and a thousand verbs would each report all of it.
pub const LONGEST: usize = 300;

/// A block ready for its reports to be found.
pub struct BlockQuotes<'b, 'a> {
    pub block: &'b BlockReading<'a>,
    /// The mentions of the article.
    pub set: &'b AnnotationSet,
    pub quoted: Vec<Quoted>,
    pub cues: Vec<CueAt>,
    /// For each sentence the tokens of it and of those that quotations reach into.
    units: Vec<Range<usize>>,
    /// How many words there are before each token and before the end.
    words: Vec<u32>,
}

impl<'b, 'a> BlockQuotes<'b, 'a> {
    /// `goes_on` says that a quotation of an earlier block is still open where this one begins.
    pub fn new(block: &'b BlockReading<'a>, set: &'b AnnotationSet, goes_on: bool) -> Self {
        let quoted = marks::quoted(block.text, block.block.span, goes_on);
        let cues = cues(block, &quoted);
        let mut quotes = BlockQuotes { block, set, quoted, cues, units: vec![], words: vec![] };
        // Whatever is asked for again and again is worked out once: a block can be a book.
        let may_report = !quotes.cues.is_empty() || !quotes.quoted.is_empty();
        if may_report || block.block.kind == BlockKind::Headline {
            quotes.units = block.sentences().iter().map(|sentence| quotes.unit(sentence.clone())).collect();
            quotes.words = words_before(block);
        }
        quotes
    }

    // --- Places ---

    /// The sentence around token `at`, with the sentences that quotations reach into.
    pub fn unit_of(&self, at: usize) -> Range<usize> {
        let sentence = self.block.sentences().partition_point(|sentence| sentence.end <= at);
        self.units.get(sentence).cloned().unwrap_or(0..self.block.tokens.len())
    }

    fn unit(&self, sentence: Range<usize>) -> Range<usize> {
        let mut unit = sentence;
        for quotation in marks::overlapping(&self.quoted, self.block.span(unit.clone())) {
            let tokens = self.block.tokens_in(self.quoted[quotation].outer);
            if tokens.start < unit.end && tokens.end > unit.end {
                unit.end = self.block.sentence_of(tokens.end - 1).end;
            }
            if tokens.start < unit.start && tokens.end > unit.start {
                unit.start = self.block.sentence_of(tokens.start).start;
            }
        }
        unit
    }

    pub fn quotation_at(&self, at: usize) -> Option<usize> {
        marks::overlapping(&self.quoted, self.block.token(at)?.span).next()
    }

    /// Whether token `at` lies between dashes or brackets opened after `from`.
    pub fn is_inserted(&self, from: usize, at: usize) -> bool {
        let marks = |forms: [&str; 2]| {
            self.block.tokens[from..at].iter().filter(|token| forms.iter().any(|form| token.is_mark(form))).count()
        };
        marks(["-", "–"]) % 2 == 1 || marks(["(", "["]) > marks([")", "]"])
    }

    pub fn words_in(&self, span: Span) -> usize {
        let tokens = self.block.tokens_in(span);
        (self.words[tokens.end] - self.words[tokens.start]) as usize
    }

    /// The bytes of `tokens` without punctuation around them that belongs to no quotation.
    pub fn trimmed(&self, tokens: Range<usize>) -> Option<Span> {
        if tokens.is_empty() {
            return None;
        }
        let span = self.block.span(tokens);
        let edge = |letter: char| {
            letter.is_whitespace() || matches!(letter, '.' | '،' | ',' | '؛' | ';' | ':' | '-' | '–' | '؟' | '?' | '!')
        };
        let mut span = span.trim_matches(self.block.text, edge);
        // `(It was later disclosed that she has pneumonia)`: the bracket is not of the report.
        if span.of(self.block.text).ends_with(')') && !has(span.of(self.block.text), '(') {
            span = Span::new(span.start, span.end - 1).trim_matches(self.block.text, edge);
        }
        (!span.is_empty()).then_some(span)
    }

    /// Whether token `at` is one of `marks`.
    pub fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.block.token(at).is_some_and(|token| marks.iter().any(|mark| token.is_mark(mark)))
    }

    // --- Mentions ---

    /// The name that begins at token `at`: its end in tokens, and its type.
    pub fn mention_at(&self, at: usize) -> Option<(usize, EntityType)> {
        let span = self.block.token(at)?.span;
        let (mention, found) = mentions_in(self.set, span).next()?;
        let end = self.block.tokens_in(Span::new(span.start, mention.end.max(span.end))).end.max(at + 1);
        Some((end, found.kind))
    }

    /// The end of the date that begins at token `at`.
    pub fn date_at(&self, at: usize) -> Option<usize> {
        phrases::date_at(self.block, self.set, at)
    }

    /// The first person mentioned in `span`.
    pub fn person_in(&self, span: Span) -> Option<Span> {
        mentions_in(self.set, span).find(|(_, mention)| mention.kind == EntityType::Per).map(|(span, _)| span)
    }

    /// Whether people or sources without a name stand at token `at`: `مصادر`, `المسؤولون`, `officials`.
    pub fn is_unnamed(&self, at: usize) -> bool {
        let block = self.block;
        let bare = block.token(at).map(|token| arabic::without_article(&token.key));
        let is_bare = bare.is_some_and(|bare| block.lexicon.classes(bare).has(Class::Unnamed));
        is_bare || block.splits(at).any(|split| block.phrase_of(at, split, &[Class::Unnamed]).is_some())
    }

    // --- Content ---

    /// What `span` says, with the quotations in it; `why` is the ground for it.
    pub fn reported(&self, span: Span, mut why: Vec<Evidence>, taken: &mut Taken) -> Content {
        let held = marks::overlapping(&self.quoted, span);
        let (span, kind) = match held.clone().next() {
            Some(quotation) if held.len() == 1 && self.covers(quotation, span) => {
                (self.quoted[quotation].inner.trim(self.block.text), QuoteKind::Direct)
            }
            Some(_) => (span, QuoteKind::Mixed),
            None => (span, QuoteKind::Indirect),
        };
        taken.take(held);
        if kind != QuoteKind::Indirect {
            why.insert(0, Evidence::plain(QUOTATION_MARKS));
        }
        Content { span, kind, why }
    }

    /// Whether the quotation is all of `content`, marks aside.
    pub fn covers(&self, quotation: usize, content: Span) -> bool {
        let outer = self.quoted[quotation].outer;
        content.start + 3 >= outer.start
            && outer.end + 3 >= content.end
            && self.words_in(outer) + 1 > self.words_in(content)
    }

    /// The quotation with this index, as reported words.
    pub fn direct(&self, quotation: usize) -> Content {
        let content = self.quoted[quotation].inner.trim(self.block.text);
        let edge = |letter: char| matches!(letter, ',' | '،') || letter.is_whitespace();
        let span = content.trim_matches(self.block.text, edge);
        Content { span, kind: QuoteKind::Direct, why: vec![Evidence::plain(QUOTATION_MARKS)] }
    }
}

/// How many words there are before each token of a block, and before its end.
fn words_before(block: &BlockReading) -> Vec<u32> {
    let mut count = 0;
    let mut words = vec![0];
    words.extend(block.tokens.iter().map(|token| {
        count += u32::from(token.kind != TokenKind::Mark);
        count
    }));
    words
}

/// The quotations of a block that a report has.
pub struct Taken {
    pub each: Vec<bool>,
    /// Those of the last clauses.
    noted: Range<usize>,
}

impl Taken {
    pub fn none_of(quotes: &BlockQuotes) -> Taken {
        Taken { each: quotes.quoted.iter().map(|quoted| quoted.goes_on).collect(), noted: 0..0 }
    }

    /// Notes those that a clause has. Where one clause follows the other to the end of a long sentence, most have been noted.
    pub fn take(&mut self, quotations: Range<usize>) {
        let is_beside = (self.noted.start..=self.noted.end).contains(&quotations.start);
        let from = if is_beside { self.noted.end.min(quotations.end) } else { quotations.start };
        self.each[from..quotations.end].fill(true);
        let start = if is_beside { self.noted.start } else { quotations.start };
        self.noted = start..quotations.end.max(if is_beside { self.noted.end } else { 0 });
    }
}
