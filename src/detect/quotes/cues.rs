//! Reporting words: where a block has them, and which of them go together.

use std::ops::Range;

use super::marks::{self, Quoted};
use crate::detect::reading::BlockReading;
use crate::lang::Class;
use crate::lang::arabic::{self, Split};
use crate::lang::lexicon::{Agreement, Cue, CueShape, Frame};
use crate::model::{Lang, Span, Stance};

/// A reporting word at a place of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct CueAt {
    pub tokens: Range<usize>,
    /// Without an attached conjunction.
    pub span: Span,
    pub cue: Cue,
    /// Whether و or ف is attached: the verb goes on from what came before.
    pub joined: bool,
    /// Whether the pronoun of whom it is said of or to is attached: `اتهمه`.
    pub has_object: bool,
}

impl CueAt {
    /// The colon after a name, at token `at`, that what somebody says follows.
    pub fn colon(block: &BlockReading, at: usize) -> CueAt {
        let cue =
            Cue { stance: Stance::Said, shape: CueShape::Phrase, agreement: Agreement::Unknown, frame: Frame::CLAUSE };
        CueAt { tokens: at..at + 1, span: block.tokens[at].span, cue, joined: false, has_object: false }
    }

    /// Whether an Arabic verb is in the present: `تشير`, but `توقع` and `تعهدت` are past.
    pub fn is_present(&self, text: &str) -> bool {
        let form = self.span.of(text);
        let is_feminine = form.starts_with('ت') && !form.ends_with('ت') && self.cue.agreement == Agreement::Feminine;
        self.cue.shape == CueShape::Verb && (form.starts_with('ي') || is_feminine)
    }
}

/// The reporting words of a block that stand in no quotation.
pub fn cues(block: &BlockReading, quoted: &[Quoted]) -> Vec<CueAt> {
    let mut found: Vec<CueAt> = Vec::new();
    let mut at = 0;
    while at < block.tokens.len() {
        let inside = !marks::overlapping(quoted, block.tokens[at].span).is_empty();
        match (!inside).then(|| cue_at(block, at)).flatten() {
            Some(cue) => {
                at = cue.tokens.end;
                match found.last_mut().filter(|last| block.lang() == Lang::Ar && is_phrasal(block.text, last, &cue)) {
                    // `مضى قائلا`, `كتب يقول`: one reporting phrase.
                    Some(last) => {
                        last.span.end = cue.span.end;
                        last.tokens.end = cue.tokens.end;
                        (last.cue.shape, last.cue.frame) = (CueShape::Verb, last.cue.frame.with(cue.cue.frame));
                    }
                    None => found.push(cue),
                }
            }
            None => at += 1,
        }
    }
    found.retain(|cue| cue.cue.shape != CueShape::Opening);
    found
}

fn is_phrasal(text: &str, last: &CueAt, next: &CueAt) -> bool {
    let opens = last.cue.shape.is_verbal() || last.cue.shape == CueShape::Opening;
    // `كتب يقول`, but `كتب تقول` are books.
    let is_past = last.cue.shape == CueShape::Verb && !last.is_present(text);
    let says = matches!(next.span.of(text), "يقول" | "تقول") && last.cue.agreement == next.cue.agreement;
    let goes_on = next.cue.shape == CueShape::Participle || is_past && says;
    opens && goes_on && last.tokens.end == next.tokens.start && !next.joined
}

fn cue_at(block: &BlockReading, at: usize) -> Option<CueAt> {
    block.token(at).filter(|token| token.is_word())?;
    let whole = block.ways(at).first()?;
    let may_have_pronoun = block.lang() == Lang::Ar && whole.split.stem.ends_with(['ه', 'ا', 'م']);
    if !whole.begins.has(Class::Cue) && !whole.may_report && !may_have_pronoun {
        return None;
    }
    let joined = |split: &Split| split.at > 0 && block.tokens[at].key.starts_with(['و', 'ف']);
    let splits = block.verb_splits(at);
    let found = splits.iter().find_map(|split| {
        let phrase = block.phrase_of(at, split, &[Class::Cue])?;
        let cue = phrase.found.sense.cue.filter(|cue| cue.shape.reports())?;
        let span = block.phrase_span(at, &phrase);
        Some(CueAt { tokens: at..at + phrase.found.tokens, span, cue, joined: joined(split), has_object: false })
    });
    found.or_else(|| splits.iter().find_map(|split| with_pronoun(block, at, split, joined(split))))
}

/// `اتهمه`, `حذروها`: a verb with a pronoun for whom it is said of or to.
fn with_pronoun(block: &BlockReading, at: usize, split: &Split, joined: bool) -> Option<CueAt> {
    let stem =
        arabic::without_pronoun(&split.stem).filter(|_| block.lang() == Lang::Ar && !block.word(at).ends_with('ة'))?;
    let plural = stem.ends_with('و').then(|| format!("{stem}ا"));
    let cue = block.lexicon.sense(plural.as_deref().unwrap_or(stem)).cue?;
    let takes_it = cue.shape == CueShape::Verb && cue.frame.has(Frame::ADDRESSEE);
    let span = block.tokens[at].span;
    let span = Span::new(span.start + split.at, span.end);
    takes_it.then_some(CueAt { tokens: at..at + 1, span, cue, joined, has_object: true })
}
