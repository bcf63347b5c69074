//! Reported speech: which words somebody is said to have said, and by which reporting word.
//!
//! A reporting word is believed only with something reported next to it: quotation marks, a clause that `أن` or `that`
//! opens, a colon. Words in quotation marks with no reporting word are titles, nicknames or irony, and stay unmarked.

mod cues;
pub mod marks;
pub mod speakers;

use std::ops::Range;

use super::reading::{BlockReading, Reading};
use super::{confidence, sources};
use crate::lang::lexicon::CueShape;
use crate::lang::{Class, TokenKind};
use crate::model::{Annotation, AnnotationSet, Context, Evidence, Lang, Mark, Origin, QuoteKind, Span, sorted};
use cues::{CueAt, cues};
use marks::Quoted;
use speakers::{Discourse, Speaker};

/// Evidence of a speaker who is named before; its parameter `name` says who.
pub const CARRIED: &str = "carried-speaker";
/// How many tokens may lie between a reporting word and what it reports.
const REACH: usize = 45;
/// The fewest words of a quotation that stands apart from its verb; shorter ones are names and turns of phrase.
const SHORTEST: usize = 3;

/// Reported words with their reporting word, before the speaker is known.
struct Report {
    content: Span,
    kind: QuoteKind,
    cue: Option<CueAt>,
    /// Tokens between the cue and the content, where an Arabic subject stands.
    zone: Range<usize>,
    why: Vec<Evidence>,
}

/// Adds the quotes of the article, and the unnamed people who speak in it, to `set`.
pub fn annotate(reading: &Reading, set: &mut AnnotationSet) {
    let mut discourse = Discourse::new(set);
    let mut found = Vec::new();
    for index in 0..reading.blocks.len() {
        let block = &reading.blocks[index];
        if !block.block.kind.is_running_text() && block.block.kind != crate::model::BlockKind::Headline {
            continue;
        }
        let reader = BlockQuotes::new(block);
        for report in reader.reports(discourse.expects_quote()) {
            let speaker = match &report {
                Event::Report(report) => {
                    discourse.speaker_of(block, set, report.cue.as_ref(), &report.zone, &reader.quoted)
                }
                Event::Cue(cue, zone) => {
                    discourse.note(block, set, cue, zone, &reader.quoted);
                    continue;
                }
            };
            if let Event::Report(report) = report {
                found.extend(annotations(reading, report, speaker));
            }
        }
        discourse.end_block(block, &reader.quoted);
    }
    set.annotations.extend(found);
    set.sort();
}

/// The quote, and the source if its speaker has no name.
fn annotations(reading: &Reading, report: Report, speaker: Speaker) -> Vec<Annotation> {
    let text = &reading.article.text;
    let mut why = report.why;
    if let Some(cue) = &report.cue {
        why.push(Evidence::with("reporting-verb", "cue", cue.span.of(text)));
    }
    if let Some(name) = speaker.name.as_ref().filter(|_| speaker.span.is_none()) {
        why.push(Evidence::with(CARRIED, "name", name));
    }
    let sure = match (report.kind, &speaker.span, &speaker.name) {
        (QuoteKind::Indirect, _, _) => confidence::PARAPHRASE,
        (_, Some(_), _) => confidence::QUOTE,
        (_, None, Some(_)) => confidence::QUOTE_CARRIED,
        (_, None, None) => confidence::QUOTE_UNNAMED,
    };
    let source = speaker.span.filter(|_| speaker.unnamed).map(|span| sources::anonymous(text, span));
    let mark = Mark::Quote {
        kind: report.kind,
        stance: report.cue.as_ref().map_or(crate::model::Stance::Said, |cue| cue.cue.stance),
        cue: report.cue.as_ref().map(|cue| cue.span),
        speaker: speaker.span,
        speaker_entity: speaker.entity,
        speaker_name: speaker.name,
        context: Context::default(),
    };
    let quote = Annotation { span: report.content, mark, origin: Origin::Detected, confidence: sure, why };
    std::iter::once(quote).chain(source).collect()
}

/// What happens in a block, in the order of its text.
enum Event {
    Report(Report),
    /// A reporting word with a subject and nothing we can mark: it still says who speaks next. With its subject zone.
    Cue(CueAt, Range<usize>),
}

struct BlockQuotes<'b, 'a> {
    block: &'b BlockReading<'a>,
    quoted: Vec<Quoted>,
    cues: Vec<CueAt>,
    /// For each sentence the tokens of it and of those that quotations reach into.
    units: Vec<Range<usize>>,
    /// How many words there are before each token and before the end.
    words: Vec<u32>,
    /// For each cue what it reports, with the tokens that lie between.
    follows: Vec<(Follows, Range<usize>)>,
    /// The cues at which the clause of an earlier one can end, in order, each with where it does.
    ends: Vec<ClauseEnd>,
}

/// Where a clause ends because a cue reports something more after it: at the comma before, or at its own و.
struct ClauseEnd {
    cue: usize,
    comma: Option<usize>,
    own: Option<usize>,
}

/// What a reporting word is followed by.
#[derive(Debug, Clone, Copy)]
enum Follows {
    /// A clause that begins at this token.
    Clause(usize),
    /// The quotation of this index.
    Quotation(usize),
    Nothing,
}

impl<'b, 'a> BlockQuotes<'b, 'a> {
    fn new(block: &'b BlockReading<'a>) -> Self {
        let quoted = marks::quoted(block.text, block.block.span);
        let cues = cues(block, &quoted);
        let mut reader =
            BlockQuotes { block, quoted, cues, units: vec![], words: vec![], follows: vec![], ends: vec![] };
        // Whatever is asked for again and again is worked out once: a block can be a book.
        if !reader.cues.is_empty() || !reader.quoted.is_empty() {
            reader.units = block.sentences().iter().map(|sentence| reader.unit(sentence.clone())).collect();
            reader.words = words_before(block);
            reader.follows = (0..reader.cues.len()).map(|index| reader.follows(index)).collect();
            reader.ends = (0..reader.cues.len()).filter_map(|index| reader.end_at(index)).collect();
        }
        reader
    }

    /// The reports of the block. `expected` says that the block before announced a quotation.
    fn reports(&self, expected: bool) -> Vec<Event> {
        let mut taken = Taken { each: vec![false; self.quoted.len()], noted: 0..0 };
        let mut events: Vec<(usize, Event)> = Vec::new();
        for index in 0..self.cues.len() {
            events.extend(self.report_after(index, &mut taken));
        }
        let free = (0..self.quoted.len()).filter(|&quotation| !taken.each[quotation]);
        for quotation in free {
            events.extend(self.report_around(quotation, expected));
        }
        sorted(events, |left, right| left.0.cmp(&right.0)).into_iter().map(|(_, event)| event).collect()
    }

    // --- A cue with what follows it ---

    fn report_after(&self, index: usize, taken: &mut Taken) -> Vec<(usize, Event)> {
        let cue = &self.cues[index];
        let at = cue.tokens.start;
        let (follows, zone) = self.follows[index].clone();
        match follows {
            Follows::Clause(start) => {
                let report = self.clause(index, start, zone, taken);
                report.map(|report| (at, Event::Report(report))).into_iter().collect()
            }
            Follows::Quotation(quotation) => self.quotations(index, quotation, zone, taken),
            Follows::Nothing if cue.cue.shape == CueShape::Verb => vec![(at, Event::Cue(cue.clone(), zone))],
            Follows::Nothing => Vec::new(),
        }
    }

    /// What the cue reports, with the tokens that lie between.
    fn follows(&self, index: usize) -> (Follows, Range<usize>) {
        let cue = &self.cues[index];
        let unit = self.unit_of(cue.tokens.start);
        let next_cue = self.cues.get(index + 1).map_or(usize::MAX, |next| next.tokens.start);
        let mut at = cue.tokens.end;
        let zone = |end: usize| cue.tokens.end..end.max(cue.tokens.end);
        while at < unit.end.min(cue.tokens.end + REACH) {
            if let Some(quotation) = self.quotation_at(at) {
                if self.is_reported(quotation, cue, at) {
                    return (Follows::Quotation(quotation), zone(at));
                }
                at = self.block.tokens_in(self.quoted[quotation].outer).end.max(at + 1);
            } else if let Some(tokens) = self.complementiser(at) {
                return (Follows::Clause(at + tokens), zone(at));
            } else if at >= next_cue && !self.is_inserted(cue.tokens.end, at) {
                return (Follows::Nothing, zone(at));
            } else {
                at += 1;
            }
        }
        (Follows::Nothing, zone(at.min(unit.end)))
    }

    /// Whether a quotation that stands after a cue is what it reports, and not a name on the way: `مراسل قناة "العربية"`.
    fn is_reported(&self, quotation: usize, cue: &CueAt, at: usize) -> bool {
        let words = self.words_in(self.quoted[quotation].inner);
        if at > 0 && self.block.classes(at - 1).has(Class::Label) {
            return false;
        }
        let adjacent = at == cue.tokens.end || self.block.token(at - 1).is_some_and(|token| token.is_mark(":"));
        let ends = self.ends_clause(quotation);
        match self.block.lang() {
            Lang::Ar => adjacent || words > SHORTEST || (words == SHORTEST && ends),
            // English subjects stand before the verb, so what follows is told from an object by the comma or colon.
            Lang::En => {
                let comma = self.block.token(at - 1).is_some_and(|token| token.is_mark(","));
                cue.cue.shape != CueShape::Phrase && (adjacent || (comma && at <= cue.tokens.end + 14)) && words >= 2
            }
        }
    }

    fn ends_clause(&self, quotation: usize) -> bool {
        let after = self.block.tokens_in(self.quoted[quotation].outer).end;
        self.block.token(after).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    /// How many tokens at `at` open a reported clause: `أن`, `إلى أن`, `that`; not the أن of `بعد أن`.
    fn complementiser(&self, at: usize) -> Option<usize> {
        let split = self.block.splits(at).next()?;
        let phrase = self.block.phrase_of(at, split, &[Class::Complementiser])?;
        let before = at.checked_sub(1).map(|before| self.block.classes(before)).unwrap_or_default();
        let last = self.last_cue(|cue| cue.tokens.end <= at);
        let complement = self.block.lang() == Lang::Ar || last.is_some_and(|cue| cue.tokens.end + 6 >= at);
        (complement && !before.has(Class::Subordinator)).then_some(phrase.found.tokens)
    }

    /// The clause from token `start` to the end of its sentence or the next reporting word that goes on from it.
    fn clause(&self, index: usize, start: usize, zone: Range<usize>, taken: &mut Taken) -> Option<Report> {
        let unit = self.unit_of(self.cues[index].tokens.start);
        let end = self.clause_end(index, start, unit.end);
        let content = self.trimmed(start..end)?;
        let held = marks::overlapping(&self.quoted, content);
        let first = held.clone().next();
        let mut why = vec![Evidence::with("complementiser", "word", self.block.word(start.saturating_sub(1)))];
        let (content, kind) = match first {
            Some(quotation) if self.covers(quotation, content) => {
                (self.quoted[quotation].inner.trim(self.block.text), QuoteKind::Direct)
            }
            Some(_) => (content, QuoteKind::Mixed),
            None => (content, QuoteKind::Indirect),
        };
        taken.take(held);
        if kind != QuoteKind::Indirect {
            why.insert(0, Evidence::plain("quotation-marks"));
        }
        (self.words_in(content) >= 2).then(|| Report { content, kind, cue: Some(self.cues[index].clone()), zone, why })
    }

    /// Whether the quotation is all of `content`, marks aside.
    fn covers(&self, quotation: usize, content: Span) -> bool {
        let outer = self.quoted[quotation].outer;
        content.start + 3 >= outer.start
            && outer.end + 3 >= content.end
            && self.words_in(outer) + 1 > self.words_in(content)
    }

    fn clause_end(&self, index: usize, start: usize, unit_end: usize) -> usize {
        let from = self.ends.partition_point(|end| end.cue <= index || self.cues[end.cue].tokens.start <= start);
        let later = self.ends[from..].iter().take_while(|end| self.cues[end.cue].tokens.start < unit_end);
        // A comma before the clause is none of its ends; one right at its beginning ends nothing.
        let mut ends = later.filter_map(|end| match end.comma {
            Some(comma) if comma >= start => (comma > start).then_some(comma),
            _ => end.own,
        });
        ends.next().unwrap_or(unit_end)
    }

    /// Where an earlier clause ends at the cue `index`, if it can.
    fn end_at(&self, index: usize) -> Option<ClauseEnd> {
        let cue = &self.cues[index];
        if matches!(self.follows[index].0, Follows::Nothing) && cue.cue.shape != CueShape::Phrase {
            return None;
        }
        let near = cue.tokens.start.saturating_sub(5)..cue.tokens.start;
        let comma = near
            .rev()
            .find(|&at| self.block.token(at).is_some_and(|token| matches!(&*token.key, "،" | "," | "؛" | ";")));
        let own = (cue.joined || cue.cue.shape == CueShape::Phrase).then_some(cue.tokens.start);
        (comma.is_some() || own.is_some()).then_some(ClauseEnd { cue: index, comma, own })
    }

    /// The quotation after a cue, and those that follow it directly.
    fn quotations(&self, index: usize, first: usize, zone: Range<usize>, taken: &mut Taken) -> Vec<(usize, Event)> {
        let mut events = Vec::new();
        let mut end = None;
        for (quotation, quoted) in self.quoted.iter().enumerate().skip(first) {
            let tokens = self.block.tokens_in(quoted.outer);
            let next_to = end.is_none_or(|end: usize| {
                tokens.start <= end + 1 && self.words_in(self.quoted[quotation].inner) >= SHORTEST
            });
            if taken.each[quotation] || !next_to {
                break;
            }
            taken.each[quotation] = true;
            end = Some(tokens.end);
            let report = self.direct(quotation, Some(self.cues[index].clone()), zone.clone());
            events.push((
                self.cues[index].tokens.start.max(tokens.start * usize::from(quotation > first)),
                Event::Report(report),
            ));
        }
        events
    }

    fn direct(&self, quotation: usize, cue: Option<CueAt>, zone: Range<usize>) -> Report {
        let content = self.quoted[quotation].inner.trim(self.block.text);
        let content =
            content.trim_matches(self.block.text, |letter| matches!(letter, ',' | '،') || letter.is_whitespace());
        Report { content, kind: QuoteKind::Direct, cue, zone, why: vec![Evidence::plain("quotation-marks")] }
    }

    // --- A quotation with what stands around it ---

    /// A quotation that no cue before it claimed: its cue stands after it, or farther before, or a block before.
    fn report_around(&self, quotation: usize, expected: bool) -> Option<(usize, Event)> {
        let tokens = self.block.tokens_in(self.quoted[quotation].outer);
        let words = self.words_in(self.quoted[quotation].inner);
        let labelled = tokens.start > 0 && self.block.classes(tokens.start - 1).has(Class::Label);
        if words < SHORTEST || labelled {
            return None;
        }
        if let Some((cue, zone)) = self.cue_after(&tokens) {
            return Some((tokens.start, Event::Report(self.direct(quotation, Some(cue), zone))));
        }
        // `"A," she said, "B."`: what follows an inserted verb is said by the same.
        if let Some(cue) = self.inserted_cue_before(quotation, &tokens) {
            return Some((tokens.start, Event::Report(self.direct(quotation, Some(cue), tokens.start..tokens.start))));
        }
        if self.block.lang() == Lang::En
            && let Some((cue, start)) = self.english_cue_before(&tokens)
        {
            let end = tokens.end;
            let content = self.trimmed(start..end)?;
            let report = Report {
                content,
                kind: QuoteKind::Mixed,
                cue: Some(cue),
                zone: start..start,
                why: vec![Evidence::plain("quotation-marks")],
            };
            return Some((tokens.start, Event::Report(report)));
        }
        (tokens.start == 0 && expected).then(|| (tokens.start, Event::Report(self.direct(quotation, None, 0..0))))
    }

    /// The cue right after a quotation, with the tokens in which its subject stands.
    fn cue_after(&self, quotation: &Range<usize>) -> Option<(CueAt, Range<usize>)> {
        let unit = self.unit_of(quotation.start);
        let reach = if self.block.lang() == Lang::Ar { 3 } else { 14 };
        let here = self.block.span(quotation.clone());
        let next = self.quoted.get(marks::overlapping(&self.quoted, here).end);
        let next = next.map_or(usize::MAX, |quoted| self.block.tokens_in(quoted.outer).start);
        let limit = unit.end.min(quotation.end + reach).min(next);
        let first = self.cues.partition_point(|cue| cue.tokens.start < quotation.end);
        let cue = self.cues.get(first).filter(|cue| cue.tokens.start < limit)?;
        let between = quotation.end..cue.tokens.start;
        // Only a subject may stand between: no second clause, so no particle.
        let subject = between.clone().all(|at| !self.block.classes(at).has(Class::Complementiser) && !self.is_verb(at));
        let zone_end = (cue.tokens.end + 12).min(unit.end);
        subject.then(|| (cue.clone(), cue.tokens.end..zone_end))
    }

    /// Whether an ordinary lower-case word is likely a verb of another clause: what follows `that`, `who`, `and`.
    fn is_verb(&self, at: usize) -> bool {
        self.block.token(at).is_some_and(|token| matches!(&*token.key, "and" | "but" | "because" | "when" | "while"))
    }

    fn inserted_cue_before(&self, quotation: usize, tokens: &Range<usize>) -> Option<CueAt> {
        let previous = quotation.checked_sub(1)?;
        let before = self.block.tokens_in(self.quoted[previous].outer);
        let gap = before.end..tokens.start;
        let cue = self.last_cue(|cue| cue.tokens.start < gap.end)?;
        (gap.contains(&cue.tokens.start) && gap.len() <= 14).then(|| cue.clone())
    }

    /// `said it was "damning that …"`: the cue before, and the token at which the reported clause begins.
    fn english_cue_before(&self, quotation: &Range<usize>) -> Option<(CueAt, usize)> {
        let unit = self.unit_of(quotation.start);
        let cue = self.last_cue(|cue| cue.tokens.end <= quotation.start);
        let cue = cue.filter(|cue| cue.tokens.start >= unit.start)?;
        let near = quotation.start - cue.tokens.end <= 16;
        (near && cue.cue.shape != CueShape::Phrase).then(|| (cue.clone(), cue.tokens.end))
    }

    // --- Places ---

    /// The sentence around token `at`, with the sentences that quotations reach into.
    fn unit_of(&self, at: usize) -> Range<usize> {
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

    /// The last of the cues for which `is_before` holds, which it does for all before one for which it does.
    fn last_cue(&self, is_before: impl Fn(&CueAt) -> bool) -> Option<&CueAt> {
        self.cues[..self.cues.partition_point(is_before)].last()
    }

    fn quotation_at(&self, at: usize) -> Option<usize> {
        marks::overlapping(&self.quoted, self.block.token(at)?.span).next()
    }

    /// Whether token `at` lies between dashes or brackets opened after `from`.
    fn is_inserted(&self, from: usize, at: usize) -> bool {
        let marks = |forms: [&str; 2]| {
            self.block.tokens[from..at].iter().filter(|token| forms.iter().any(|form| token.is_mark(form))).count()
        };
        marks(["-", "–"]) % 2 == 1 || marks(["(", "["]) > marks([")", "]"])
    }

    fn words_in(&self, span: Span) -> usize {
        let tokens = self.block.tokens_in(span);
        (self.words[tokens.end] - self.words[tokens.start]) as usize
    }

    /// The bytes of `tokens` without punctuation around them that belongs to no quotation.
    fn trimmed(&self, tokens: Range<usize>) -> Option<Span> {
        if tokens.is_empty() {
            return None;
        }
        let span = self.block.span(tokens);
        let edge = |letter: char| {
            letter.is_whitespace() || matches!(letter, '.' | '،' | ',' | '؛' | ';' | ':' | '-' | '–' | '؟' | '?' | '!')
        };
        let span = span.trim_matches(self.block.text, edge);
        (!span.is_empty()).then_some(span)
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
struct Taken {
    each: Vec<bool>,
    /// Those of the last clauses.
    noted: Range<usize>,
}

impl Taken {
    /// Notes those that a clause has. Where one clause follows the other to the end of a long sentence, most have been noted.
    fn take(&mut self, quotations: Range<usize>) {
        let is_beside = (self.noted.start..=self.noted.end).contains(&quotations.start);
        let from = if is_beside { self.noted.end.min(quotations.end) } else { quotations.start };
        self.each[from..quotations.end].fill(true);
        let start = if is_beside { self.noted.start } else { quotations.start };
        self.noted = start..quotations.end.max(if is_beside { self.noted.end } else { 0 });
    }
}
