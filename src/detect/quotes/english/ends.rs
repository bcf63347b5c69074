//! Where the clause ends that an English verb reports.

use super::{CueAt, CueShape, Follows, Frame, Grammar, Head, Subject};
use crate::lang::TokenKind;

impl Grammar<'_, '_, '_> {
    /// Where what the cue reports ends: where a later cue of the sentence begins a clause of its own.
    pub fn clause_end(&self, index: usize, start: usize) -> usize {
        let unit = self.heads[index].unit.end;
        let later = self.quotes.cues[index + 1..].iter().zip(&self.heads[index + 1..]).take(8);
        let mut cuts = later
            .take_while(|(cue, _)| cue.tokens.start < unit)
            .filter_map(|(cue, head)| self.cut(cue, head).filter(|&cut| cut > start));
        let end = cuts.next().unwrap_or(unit);
        // `Citing privacy rules, officials gave no reason`
        if self.quotes.cues[index].tokens.start == self.heads[index].unit.start
            && self.quotes.cues[index].cue.shape == CueShape::Participle
        {
            return (start..end).find(|&at| self.is_mark(at, &[","])).unwrap_or(end);
        }
        let quoted = |at: usize| self.is_quoted(at);
        let is_closed_by_comma = self.heads[index].verb.as_ref().is_some_and(|verb| {
            verb.start > 0 && matches!(self.key(verb.start), "who" | "which") && self.is_mark(verb.start - 1, &[","])
        });
        // `Nunes, who says the river is rising, left`
        if is_closed_by_comma {
            return (start + 1..end).find(|&at| self.is_mark(at, &[","]) && !quoted(at)).unwrap_or(end);
        }
        let frame = self.quotes.cues[index].cue.frame;
        let clauses = Frame::CLAUSE.with(Frame::THAT).with(Frame::QUESTION).with(Frame::ADDRESSEE);
        let is_said = clauses.has(frame);
        (start + 2..end.min(start + 80)).find(|&at| !self.is_quoted(at) && self.adds(at, is_said)).unwrap_or(end)
    }

    /// Whether what comes after the mark at `at` is more often the writer's than the speaker's: `, but he gave no reason`, `, which
    /// is in Leeds`; after a noun phrase also `, a lake in Leeds`, `, ending the strike`.
    fn adds(&self, at: usize, is_said: bool) -> bool {
        if self.block.tokens[at].kind != TokenKind::Mark || self.is_within_name(at) {
            return false;
        }
        if !self.is_comma(at) {
            return self.is_mark(at, &[";"]) || self.is_mark(at, &[":"]) && self.is_quoted(at + 1);
        }
        let begins = [CueShape::Subject, CueShape::Determiner, CueShape::Auxiliary, CueShape::Conjunction];
        let starts_clause = |at: usize| self.any(at, &begins) || self.is_capital(at);
        let word = self.key(at + 1);
        match word {
            "which" => true,
            "but" | "while" | "though" | "although" | "even" => starts_clause(at + 2),
            _ if is_said => false,
            "and" => starts_clause(at + 2),
            "who" | "where" | "a" | "an" | "the" => true,
            _ => self.is(at + 1, CueShape::Subject),
        }
    }

    /// Where the clause before ends, if `cue` begins another: `…, adding that`, `… and said he`, `…, according to`.
    fn cut(&self, cue: &CueAt, head: &Head) -> Option<usize> {
        let verb = head.verb.as_ref()?;
        let reports = cue.cue.shape == CueShape::Phrase || !matches!(head.follows, Follows::Nothing);
        let before = verb.start.checked_sub(1).filter(|_| reports)?;
        let comma = |at: usize| self.is_mark(at, &[",", ";", "-", "–", "—"]);
        if self.is(before, CueShape::Conjunction) {
            return Some(if before > 0 && comma(before - 1) { before - 1 } else { before });
        }
        let joined = cue.cue.shape != CueShape::Verb || verb.subject != Subject::Carried;
        if self.is_quoted(before) && cue.cue.shape == CueShape::Participle {
            return Some(verb.start);
        }
        if comma(before) && joined { Some(before) } else { (cue.cue.shape == CueShape::Phrase).then_some(verb.start) }
    }
}
