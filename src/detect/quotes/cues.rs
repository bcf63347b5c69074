//! Reporting words: where a block has them, and which of them go together.

use std::ops::Range;

use super::marks::{self, Quoted};
use crate::detect::reading::BlockReading;
use crate::lang::Class;
use crate::lang::lexicon::{Cue, CueShape};
use crate::model::{Lang, Span};

/// A reporting word at a place of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct CueAt {
    pub tokens: Range<usize>,
    /// Without an attached conjunction.
    pub span: Span,
    pub cue: Cue,
    /// Whether و or ف is attached: the verb goes on from what came before.
    pub joined: bool,
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
                match found.last_mut().filter(|last| block.lang() == Lang::Ar && is_phrasal(last, &cue)) {
                    // `مضى قائلا`, `تابع قائلا`: one reporting phrase.
                    Some(last) => {
                        last.span.end = cue.span.end;
                        last.tokens.end = cue.tokens.end;
                        last.cue.shape = CueShape::Verb;
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

fn is_phrasal(last: &CueAt, next: &CueAt) -> bool {
    let opens = matches!(last.cue.shape, CueShape::Opening | CueShape::Verb);
    opens && next.cue.shape == CueShape::Participle && last.tokens.end == next.tokens.start && !next.joined
}

fn cue_at(block: &BlockReading, at: usize) -> Option<CueAt> {
    block.token(at).filter(|token| token.is_word())?;
    let whole = block.ways(at).first()?;
    if !whole.begins.has(Class::Cue) && !whole.may_report {
        return None;
    }
    block.verb_splits(at).into_iter().find_map(|split| {
        let phrase = block.phrase_of(at, &split, &[Class::Cue])?;
        let cue = phrase.found.sense.cue?;
        let span = block.phrase_span(at, &phrase);
        let joined = split.at > 0 && block.tokens[at].key.starts_with(['و', 'ف']);
        Some(CueAt { tokens: at..at + phrase.found.tokens, span, cue, joined })
    })
}
