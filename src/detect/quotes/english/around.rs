//! What stands before an English reporting word or around it, and quotations that go on without one.

use std::ops::Range;

use super::subject::Verb;
use super::{Content, CueAt, CueShape, FINITE, Follows, Grammar, Head, Report, Subject, Taken};
use crate::detect::entities::mentions_in;
use crate::detect::quotes::block::SHORTEST;
use crate::lang::lexicon::Frame;
use crate::model::{BlockKind, EntityType, QuoteKind, sorted};

/// The fewest tokens of a clause of which no verb is known: `The team won in Leeds, according to …`.
const LEAST_CLAUSE: usize = 5;

impl Grammar<'_, '_, '_> {
    /// The quotation that ends right before token `start`.
    pub fn quotation_before(&self, start: usize) -> Option<usize> {
        let comma = start > 0 && self.is_comma(start - 1);
        let last = start.checked_sub(1 + usize::from(comma))?;
        let quotation = self.quotation_at(last)?;
        // `Some in the "Bernie or Bust" crowd suggest`: words in a subject are no quotation before the verb.
        let text = self.last_words(quotation);
        (comma || text.ends_with([',', '.', '?', '!', '…', '-', '—', '–'])).then_some(quotation)
    }

    /// The quotation before a verb, with the beginning of its sentence if it is a part of one: `It was "bad," he said.`
    pub fn said_before(&self, quotation: usize, head: &Head, taken: &mut Taken) -> Option<Content> {
        let text = self.last_words(quotation);
        let stops = text.ends_with('.');
        // `"…." He mentioned her`: a sentence of its own.
        let (cue_end, inverted) = head.verb.as_ref().map_or((0, false), |verb| (verb.end, verb.behind.is_some()));
        let stands_alone = self.is_punctuation(cue_end);
        if stops && !(inverted || stands_alone && matches!(head.follows, Follows::Nothing)) {
            return None;
        }
        let start = self.start_of(quotation);
        let sentence = self.quotes.unit_of(start).start;
        let opening = if self.is(sentence, CueShape::Conjunction) { sentence + 1 } else { sentence };
        let before = self.quotes.cues.partition_point(|cue| cue.tokens.start < start);
        let reports_before = before.checked_sub(1).is_some_and(|before| {
            self.quotes.cues[before].tokens.start >= sentence && !matches!(self.heads[before].follows, Follows::Nothing)
        });
        let goes_on = self.inner(quotation).starts_with(char::is_lowercase);
        let is_part = (start > opening + 2 || start > opening && (goes_on || self.is(start - 1, CueShape::Determiner)))
            && !reports_before
            && self.quotes_in(sentence..start).start == quotation
            && (goes_on || !self.is_mark(start - 1, &[",", ":", "."]));
        if is_part {
            return self.clause(opening..self.end_of(quotation), taken);
        }
        taken.take(quotation..quotation + 1);
        Some(self.quotes.direct(quotation))
    }

    /// `The van was escorted, another source said.`, `The deal, he said, would help.`
    pub fn clause_before(&self, index: usize, verb: &Verb, taken: &mut Taken) -> Vec<Content> {
        let (cue, head) = (&self.quotes.cues[index], &self.heads[index]);
        let Some(comma) = verb.start.checked_sub(1).filter(|&at| self.is_comma(at)) else {
            return Vec::new();
        };
        let known = matches!(verb.subject, Subject::Phrase(_) | Subject::Pronoun(_));
        let is_bare = cue.cue.frame.has(Frame::CLAUSE) || self.is_bare(verb.behind.unwrap_or(verb.end));
        if !self.has_clauses(cue) || !is_bare || !known || comma < head.unit.start {
            return Vec::new();
        }
        self.parted(index, comma, verb.behind.unwrap_or(cue.tokens.end), taken)
    }

    /// The clause from the beginning of the sentence to `comma`, and what goes on after the inserted words that end at or after
    /// `end`.
    fn parted(&self, index: usize, comma: usize, end: usize, taken: &mut Taken) -> Vec<Content> {
        let unit = self.heads[index].unit.clone();
        let start = self.clause_start(unit.start, comma);
        let mut after = end;
        while after < unit.end && !self.is_mark(after, &[",", "-", "–", "—", ";"]) && after < end + 20 {
            after += 1;
        }
        // `…, said Mohib, an adviser`: what follows the subject behind its verb describes it.
        let inverted =
            self.heads[index].verb.as_ref().is_some_and(|verb| verb.behind.is_some() && verb.start == verb.lead);
        let is_inserted = after < unit.end
            && (!inverted || self.quotes.cues[index].cue.shape == CueShape::Phrase)
            && self.key(after + 1) != "even"
            && self.is_comma(after)
            && !self.any(after + 1, &[CueShape::Conjunction, CueShape::Participle, CueShape::Relative])
            && self.block.tokens[after + 1..unit.end].iter().any(|token| token.is_word())
            && self.is_finite(after + 1..unit.end);
        let is_clause = self.is_finite(start..comma) || comma.saturating_sub(start) >= LEAST_CLAUSE;
        if start > comma || !(is_inserted || is_clause) {
            return Vec::new();
        }
        // `Instead, she said, …`: one word before is no part of it.
        let is_adverbial = is_inserted && start + 1 >= comma;
        let before = if is_adverbial { None } else { self.clause(start..comma, taken) };
        let mut found: Vec<Content> = before.into_iter().collect();
        if is_inserted && (!found.is_empty() || is_adverbial) {
            let end = self.clause_end(index, after + 1);
            found.extend(self.clause(after + 1..end, taken));
        }
        found
    }

    /// Where the clause begins that an inserted or later verb reports: after a conjunction or a colon.
    fn clause_start(&self, unit: usize, comma: usize) -> usize {
        let from = comma.saturating_sub(80).max(unit);
        let colon = (from..comma).rev().find(|&at| self.is_mark(at, &[":", ";"]) && self.quotation_at(at).is_none());
        // `LISBON, May 3 (Reuters) - The bridge is safe, he said.`
        let is_dateline = unit == 0 && self.block.token(0).is_some_and(|token| token.all_caps);
        let dateline = (1..comma.min(12)).find(|&at| is_dateline && self.is_comma(at) && self.key(at) != ",");
        let mut start = colon.or(dateline).map_or(unit, |mark| mark + 1);
        while start < comma && (matches!(self.key(start), "and" | "but") || self.is_mark(start, &[","])) {
            start += 1;
        }
        start
    }

    /// Whether there is likely a finite verb among `tokens`.
    fn is_finite(&self, tokens: Range<usize>) -> bool {
        tokens.len() >= 3
            && tokens.clone().take(60).any(|at| {
                let key = self.key(at);
                self.any(at, &FINITE)
                    || (at > tokens.start && (key.ends_with("ed") || key.ends_with('s') && key.len() > 3))
                    || self.is_quoted(at)
            })
    }

    /// `According to X, …`, `…, according to X`.
    pub fn by_source(&self, index: usize, verb: &Verb, taken: &mut Taken, reports: &mut Vec<Report>) {
        let unit = self.heads[index].unit.clone();
        let end = verb.behind.unwrap_or(verb.start);
        let first = verb.start <= unit.start + 2 || self.is(verb.start - 1, CueShape::Conjunction);
        let named = if first { self.named_after(end, unit.end) } else { None };
        let (end, verb) = match named {
            Some(tokens) => (tokens.end, &Verb { subject: Subject::Phrase(tokens), ..*verb }),
            None => (end, verb),
        };
        let found = if let Some(quotation) =
            self.quotation_before(verb.start).filter(|&quotation| !taken.each[quotation] && !first)
        {
            self.said_before(quotation, &self.heads[index], taken).into_iter().collect()
        } else if first {
            let comma = (end..unit.end.min(end + 40)).find(|&at| self.is_mark(at, &[","]) || self.is_quoted(at));
            let start = comma.map(|at| at + usize::from(self.is_mark(at, &[","])));
            let limit = start.map(|start| start..self.clause_end(index, start));
            limit.and_then(|tokens| self.clause(tokens, taken)).into_iter().collect()
        } else {
            let comma = verb.start - usize::from(self.is_comma(verb.start - 1));
            self.parted(index, comma, end, taken)
        };
        reports.extend(found.into_iter().map(|content| self.reported(index, verb, Some(content))));
    }

    /// The name between commas after a description: `According to the team's coach, Alireza Mehraban, they won`.
    fn named_after(&self, comma: usize, unit: usize) -> Option<Range<usize>> {
        let (end, kind) = self.quotes.mention_at(comma + 1).filter(|_| self.is_mark(comma, &[",", "("]))?;
        (kind == EntityType::Per && end < unit && self.is_mark(end, &[",", ")"])).then_some(comma + 1..end)
    }

    // --- Quotations without a verb of their own ---

    /// Quotations that begin a sentence and have no verb: they go on from the last one.
    pub fn continued(&self, expected: bool, taken: &Taken, reports: &mut Vec<Report>) {
        let mut last: Option<usize> = None;
        let mut direct: Option<usize> = None;
        let order = (0..reports.len()).filter(|&at| reports[at].content.is_some()).collect();
        let order: Vec<usize> = sorted(order, |&left, &right| reports[left].at.cmp(&reports[right].at));
        let mut next = 0;
        for quotation in (0..self.quotes.quoted.len()).filter(|&quotation| !taken.each[quotation]) {
            let quoted = self.quotes.quoted[quotation];
            let start = self.start_of(quotation);
            while next < order.len() && reports[order[next]].at < start {
                last = Some(order[next]);
                if reports[order[next]].content.as_ref().is_some_and(|content| content.kind != QuoteKind::Indirect) {
                    direct = last;
                }
                next += 1;
            }
            let sentence = self.block.sentence_of(start).start;
            let adjoins = quotation > 0 && self.end_of(quotation - 1) + 1 >= start;
            let announced = start > 0 && self.is_mark(start - 1, &[":"]);
            let is_sentence = sentence == start && self.inner(quotation).ends_with(['.', '?', '!']);
            let is_short = self.words_in(quoted.inner) < SHORTEST && !is_sentence;
            if (sentence != start && !adjoins && !announced) || is_short {
                continue;
            }
            let (cue, at) = match direct.or(last) {
                Some(at) => (reports[at].cue.clone(), start),
                None if expected && start == 0 && self.stands_alone(quotation) => (None, 0),
                None => continue,
            };
            reports.push(Report { at, content: Some(self.quotes.direct(quotation)), cue, subject: Subject::Carried });
        }
    }

    /// Whether no clause goes on after the quotation: `"Hamilton" is a musical.`
    fn stands_alone(&self, quotation: usize) -> bool {
        let next = self.block.token(self.end_of(quotation));
        next.is_none_or(|next| !next.is_word() || next.capital)
    }

    /// `Obama: We must act`, `Poll: Voters tired`: a name with a colon at the beginning of a block.
    pub fn announced(&self) -> Option<Report> {
        let block = self.block;
        let colon = (1..block.tokens.len().min(12)).find(|&at| self.is_mark(at, &[":"]))?;
        let content = self.quotes.trimmed(colon + 1..block.tokens.len())?;
        // `Obama at the summit: …`
        let place = (0..colon).find(|&at| matches!(self.key(at), "on" | "at" | "in" | "to"));
        let name = 0..place.unwrap_or(colon);
        let last = block.token(name.end.checked_sub(1)?)?.span;
        let is_headline = block.block.kind == BlockKind::Headline;
        let kind = mentions_in(self.quotes.set, last).next().map(|(_, mention)| mention.kind);
        let speaks = kind == Some(EntityType::Per)
            || is_headline && (kind == Some(EntityType::Org) || name.len() == 1 && self.is(0, CueShape::Document));
        let reports = self.quotes.cues.first().is_some_and(|cue| cue.tokens.start < colon);
        if !speaks || reports || name.len() > 6 || block.tokens.len() <= colon + 1 + SHORTEST {
            return None;
        }
        let content = match self.quotation_at(colon + 1) {
            Some(quotation) if self.end_of(quotation) + 1 >= block.tokens.len() => self.quotes.direct(quotation),
            _ => Content { span: content, kind: QuoteKind::Direct, why: Vec::new() },
        };
        let cue = CueAt::colon(block, colon);
        Some(Report { at: colon, content: Some(content), cue: Some(cue), subject: Subject::Phrase(name) })
    }
}
