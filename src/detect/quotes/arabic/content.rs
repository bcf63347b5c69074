//! What is reported, and where it ends.

use std::ops::Range;

use super::{Arabic, End, Opens, Reading};
use crate::detect::quotes::block::{LONGEST, SHORTEST, Taken};
use crate::detect::quotes::cues::CueAt;
use crate::detect::quotes::{Content, Report, Subject, marks};
use crate::lang::Class;
use crate::lang::lexicon::CueShape;
use crate::model::{Evidence, QuoteKind, Span};

/// The words with which the writer goes on after what is reported.
const AFTERTHOUGHT: [&str; 9] = ["بينما", "فيما", "كما", "لكن", "لكنه", "لكنها", "وذلك", "بما", "مما"];

impl Arabic<'_, '_, '_> {
    /// The clause or phrase from byte `from` of token `start` to the end of its sentence or the next cue that goes on from it.
    pub(super) fn content(
        &self,
        index: usize,
        start: usize,
        from: usize,
        why: Evidence,
        taken: &mut Taken,
    ) -> Option<Content> {
        let unit = self.quotes.unit_of(self.quotes.cues[index].tokens.start);
        let end = self.end_of(index, start, unit.end);
        if end > start + LONGEST {
            return None;
        }
        let end = self.quotation_alone(start, end).unwrap_or(end);
        let end = self.before_aside(start, end);
        let is_phrase = matches!(self.readings[index].opens, Opens::Phrase(..));
        let end = if is_phrase { self.phrase_end(start, end) } else { self.clause_end(start, end) };
        self.whole(start..end, from, why, taken)
    }

    /// What `tokens` say, from byte `from` on.
    pub(super) fn whole(&self, tokens: Range<usize>, from: usize, why: Evidence, taken: &mut Taken) -> Option<Content> {
        let span = self.quotes.trimmed(tokens)?;
        let span = Span::new(span.start.max(from).min(span.end), span.end);
        let content = self.quotes.reported(span, vec![why], taken);
        (self.quotes.words_in(content.span) >= 2).then_some(content)
    }

    /// Where a quotation ends that opens the content and is all of it, the sentence going on with `و`: `أن "…" وهو ما أكده`.
    pub(super) fn quotation_alone(&self, start: usize, end: usize) -> Option<usize> {
        let block = self.quotes.block;
        let quoted = &self.quotes.quoted[self.quotes.quotation_at(start)?];
        let after = block.tokens_in(quoted.outer).end;
        let is_long = self.quotes.words_in(quoted.inner) > SHORTEST;
        let goes_on = block.token(after).is_some_and(|token| token.key.starts_with('و'))
            && self.quotes.quotation_at(after + 1).is_none();
        (after < end && is_long && goes_on).then_some(after)
    }

    /// Where a clause ends before what the writer makes of it: `، ما قد يهدد مشاركته`, `، وهو ما نفاه`, `، في إشارة إلى المجلس`.
    fn clause_end(&self, start: usize, end: usize) -> usize {
        let block = self.quotes.block;
        let remarks = |at: usize| match (block.key(at), block.key(at + 1)) {
            ("ما" | "مما", _) => true,
            ("وهو" | "وهي", next) => matches!(next, "ما" | "الامر"),
            ("الامر", next) => next == "الذي",
            ("في", next) => matches!(next, "اشاره" | "تلميح" | "تعبير" | "تكرار" | "تصريح" | "تصريحات"),
            ("وذلك", "في" | "خلال") => self.is_occasion(at + 2),
            _ => false,
        };
        let is_comma = |at: usize| self.quotes.is_mark(at, &["،", ","]) && self.quotes.quotation_at(at).is_none();
        (start + 2..end.saturating_sub(1)).find(|&at| is_comma(at) && remarks(at + 1)).unwrap_or(end)
    }

    /// Where what is reported ends before an `على حد قوله` that closes it.
    fn before_aside(&self, start: usize, end: usize) -> usize {
        let cues = &self.quotes.cues;
        let last = cues.partition_point(|cue| cue.tokens.start < end).checked_sub(1).map(|at| &cues[at]);
        let aside = last.filter(|cue| cue.cue.shape == CueShape::Aside && cue.tokens.start > start);
        let closes = |cue: &&CueAt| (cue.tokens.end..end).all(|at| !self.quotes.block.tokens[at].is_word());
        // `العيب كله في رأيه`
        let is_apart = |cue: &&CueAt| {
            let comma = self.quotes.is_mark(cue.tokens.start - 1, &["،", ","]);
            comma || self.quotes.block.key(cue.tokens.start) == "علي"
        };
        aside.filter(closes).filter(is_apart).map_or(end, |cue| cue.tokens.start)
    }

    /// Where a noun phrase that is reported ends before what the writer goes on with: `انزعاجهم من التعريفات | ، بما فيها`.
    fn phrase_end(&self, start: usize, end: usize) -> usize {
        let block = self.quotes.block;
        let is_comma = |at: usize| self.quotes.is_mark(at, &["،", ","]) && self.quotes.quotation_at(at).is_none();
        let goes_on = |at: usize| AFTERTHOUGHT.contains(&&*block.tokens[at].key);
        // `معلنا انسحاب بلاده | : "…"`
        let announces = |at: usize| self.quotes.is_mark(at, &[":"]) && self.quotes.quotation_at(at + 1).is_some();
        let mut within = start + 1..end.saturating_sub(1);
        within.find(|&at| is_comma(at) && goes_on(at + 1) || announces(at)).unwrap_or(end)
    }

    /// Words after a colon, to the end of the sentence.
    pub(super) fn verbatim(&self, index: usize, start: usize, taken: &mut Taken) -> Option<Content> {
        let from = self.quotes.block.token(start)?.span.start;
        let end = self.quotes.unit_of(self.quotes.cues[index].tokens.start).end;
        let content = self.whole(start..end, from, Evidence::plain("colon"), taken)?;
        let kind = if content.kind == QuoteKind::Mixed { content.kind } else { QuoteKind::Direct };
        Some(Content { kind, ..content })
    }

    pub(super) fn end_of(&self, index: usize, start: usize, unit_end: usize) -> usize {
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
    pub(super) fn end_at(&self, index: usize) -> Option<End> {
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
    pub(super) fn quotations(&self, index: usize, first: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
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
    pub(super) fn around(&self, index: usize, end: usize, taken: &mut Taken, reports: &mut Vec<Report>) {
        let cue = &self.quotes.cues[index];
        let unit = self.quotes.unit_of(cue.tokens.start);
        let before = self.clause_before(index, unit.start);
        let first = before..(cue.tokens.start - self.according(index)).max(before);
        let opens = self.quotes.is_mark(end, &["،", ","]);
        let mut second = None;
        if first.is_empty() || opens && end + 1 < unit.end {
            let start = if opens { end + 1 } else { end };
            // `كما تقول حداد، وهي ناشطة`
            let key = self.quotes.block.key(start);
            let describes = !first.is_empty()
                && (matches!(key, "الذي" | "التي" | "الذين") || key.starts_with("ول") || key.starts_with("وه"));
            second = (!describes).then(|| start..self.end_of(index, start, unit.end));
        }
        for piece in std::iter::once(first).chain(second) {
            let Some(span) = self.quotes.trimmed(piece.clone()).map(|span| self.without_conjunction(span)) else {
                continue;
            };
            let held = marks::overlapping(&self.quotes.quoted, span);
            let free = held.clone().next().is_none_or(|first| !taken.each[first]);
            if self.quotes.words_in(span) < SHORTEST || !free {
                continue;
            }
            let covering = held.clone().next().filter(|&first| self.quotes.covers(first, span));
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
    pub(super) fn without_conjunction(&self, span: Span) -> Span {
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
    pub(super) fn clause_before(&self, index: usize, unit: usize) -> usize {
        let earlier = (0..index).rev().take_while(|&earlier| self.quotes.cues[earlier].tokens.start >= unit);
        let mut starts = earlier.filter_map(|earlier| match self.readings[earlier].opens {
            Opens::Clause(start) | Opens::Phrase(start, ..) => Some(start),
            Opens::Around(end) => Some(end),
            _ => None,
        });
        starts.find(|&start| start < self.quotes.cues[index].tokens.start).unwrap_or(unit)
    }
}
