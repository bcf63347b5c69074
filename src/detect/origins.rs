//! Media and documents that running text says it has something from, credits and datelines among them.
//!
//! A medium is named for many reasons. It is a source where somebody speaks to it (`told Reuters`, `لوكالة فرانس برس`), where it
//! carries on what others say (`نقلت رويترز عن`), or stands in brackets behind a picture's caption or between the marks of a dateline.

use super::phrases::{self, Part, mention_at, part_at, verb_at};
use super::reading::BlockReading;
use crate::lang::layout::{self, Marker};
use crate::lang::lexicon::{CueShape, Frame};
use crate::lang::{Class, arabic};
use crate::model::{AnnotationSet, EntityType, Lang, SourceKind, Span};

/// The most tokens of a name in quotation marks, and of what stands in brackets.
const LONGEST_NAME: usize = 8;
/// The most tokens before the agency of a dateline.
const LONGEST_DATELINE: usize = 10;

/// A source in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub kind: SourceKind,
    pub span: Span,
    /// The words of it that are the name.
    pub name: Span,
    /// The tokens it takes.
    pub end: usize,
}

/// The source other than people that begins at token `at`.
pub fn at(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Origin> {
    if block.tokens[at].is_mark("(") {
        return credit(block, set, at);
    }
    let dateline = dateline(block, at);
    dateline
        .or_else(|| medium(block, set, at).filter(|medium| is_origin(block, set, at, medium.end)))
        .or_else(|| document(block, set, at))
}

// --- Media ---

/// The medium whose name begins at token `at`, with what it is called before it and where it is from behind it: `لصحيفة | الغارديان |
/// البريطانية`.
fn medium(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Origin> {
    let part = part_at(block, at).filter(|part| part.cue.shape == CueShape::Medium);
    let organisation = || mention_at(block, set, at).filter(|&(_, kind)| kind == EntityType::Org).map(|(end, _)| end);
    let (name, mut end, label) = match part {
        Some(part) if part.is_name => {
            let doubtful = block.ways(at).iter().any(|way| way.begins.has(Class::AmbiguousOrganisation));
            if doubtful && organisation().is_none() || block.lang() == Lang::En && !block.tokens[at].capital {
                return None;
            }
            (phrases::span(block, part.tokens.clone(), part.clitic), part.tokens.end, None)
        }
        Some(part) => {
            let (name, end) = named(block, set, &part)?;
            (name, end, Some(part))
        }
        // `Fars news agency`.
        None => {
            let end = organisation().filter(|_| block.lang() == Lang::En)?;
            part_at(block, end).filter(|part| part.cue.shape == CueShape::Medium && !part.is_name)?;
            (block.span(at..end), end, None)
        }
    };
    let is_of = |at: usize| block.classes(at).has(Class::Nationality) && arabic::is_definite(&block.tokens[at].key);
    while end < block.tokens.len() && block.lang() == Lang::Ar && is_of(end) {
        end += 1;
    }
    let start =
        label.as_ref().map_or(name.start, |label| phrases::span(block, label.tokens.clone(), label.clitic).start);
    let span = Span::new(start, block.tokens[end - 1].span.end.max(name.end));
    let called = |at: usize| matches!(&*block.tokens[at].key, "agency" | "وكاله" | "الوكاله" | "لوكاله");
    let is_agency = block.ways(at).iter().any(|way| way.begins.has(Class::Agency)) || (at..end).any(called);
    let kind = if is_agency { SourceKind::Agency } else { SourceKind::Publisher };
    Some(Origin { kind, span, name, end })
}

/// The name after the word for a medium, and the token after it; the word itself where it needs none: `الصحافة البرتغالية`.
fn named(block: &BlockReading, set: &AnnotationSet, label: &Part) -> Option<(Span, usize)> {
    let at = label.tokens.end;
    let is_quote =
        |at: usize| block.token(at).is_some_and(|token| matches!(&*token.key, "\"" | "“" | "”" | "«" | "»" | "'"));
    if is_quote(at) {
        let from = (at..at + 3).find(|&at| !is_quote(at))?;
        let close = (from..from + LONGEST_NAME).find(|&at| is_quote(at))?;
        let end = (close..close + 3).find(|&at| !is_quote(at))?;
        return Some((block.span(from..close), end));
    }
    if let Some(name) = part_at(block, at).filter(|part| part.cue.shape == CueShape::Medium && part.is_name) {
        return Some((block.span(name.tokens.clone()), name.tokens.end));
    }
    if let Some((end, EntityType::Org | EntityType::Misc)) = mention_at(block, set, at) {
        return Some((block.span(at..end), end));
    }
    let whole = phrases::span(block, label.tokens.clone(), label.clitic);
    let first = &block.tokens[label.tokens.start];
    let alone = label.tokens.len() > 1 || arabic::is_definite(&first.key);
    let end = (at..)
        .find(|&at| block.token(at).is_none_or(|token| !arabic::is_definite(&token.key) || block.lang() == Lang::En));
    alone.then(|| end.map(|end| (Span::new(whole.start, block.tokens[end - 1].span.end), end))).flatten()
}

/// Whether something is from the medium at `at..end`, as far as the words beside it tell.
fn is_origin(block: &BlockReading, set: &AnnotationSet, at: usize, end: usize) -> bool {
    let sentence = block.sentence_of(at);
    // Quotation marks and articles belong to the name.
    let is_open = |at: usize| {
        block.is_article(at)
            || (!block.tokens[at].is_word() && matches!(&*block.tokens[at].key, "\"" | "“" | "«" | "'"))
    };
    let Some(before) = (sentence.start..at).rev().find(|&at| !is_open(at)) else {
        return follows(block, end, sentence.end);
    };
    let beside = verb_at(block, before).filter(|cue| !cue.frame.has(Frame::ADDRESSEE) || block.lang() == Lang::En);
    let dated = |at: usize| {
        phrases::date_at(block, set, at).is_some()
            || matches!(&*block.tokens[at].key, "امس" | "اليوم" | "ايضا" | "عنه" | "عنها")
    };
    let aside = before > sentence.start && dated(before) && verb_at(block, before - 1).is_some();
    let joins: &[&str] = match block.lang() {
        Lang::Ar => &["الي", "عن", "مع", "علي", "في", "عبر", "ل", "لـ"],
        Lang::En => &["to", "with", "by", "from", "in", "on"],
    };
    let clitic = block.lang() == Lang::Ar && block.tokens[at].key.starts_with('ل') && !block.word(at).starts_with("لا");
    let joined = clitic || joins.contains(&&*block.tokens[before].key);
    beside.is_some()
        || aside
        || (joined && is_from_speech(block, before))
        || (block.lang() == Lang::En && follows(block, end, sentence.end))
}

fn follows(block: &BlockReading, end: usize, limit: usize) -> bool {
    end < limit && verb_at(block, end).is_some_and(|cue| cue.shape == CueShape::Verb || cue.frame.has(Frame::CARRIER))
}

/// Whether a report or an occasion for one stands close before token `at`.
fn is_from_speech(block: &BlockReading, at: usize) -> bool {
    let within = match block.lang() {
        Lang::Ar => LONGEST_DATELINE,
        Lang::En => 3,
    };
    let first = block.sentence_of(at).start.max(at.saturating_sub(within));
    (first..=at).any(|at| verb_at(block, at).is_some() || part_at(block, at).is_some_and(|part| part.is_occasion()))
}

// --- Credits and datelines ---

/// The credit of a picture whose caption stands in the text, or the agency of a dateline: `(الفرنسية)`, `(AP Photo/Ann Lee)`, `LONDON
/// (Reuters) -`.
fn credit(block: &BlockReading, set: &AnnotationSet, open: usize) -> Option<Origin> {
    let close =
        (open + 1..block.tokens.len().min(open + 2 + LONGEST_NAME)).find(|&at| block.tokens[at].is_mark(")"))?;
    let says_photo = (open + 1..close).any(|at| layout::is(Marker::Credit, block.word(at)));
    let listed = part_at(block, open + 1).filter(|part| part.cue.shape == CueShape::Medium);
    // `The Associated Press (AP)` says what the initials are.
    let explains = open > 0 && mentions_end(block, set, open - 1);
    let fits = |part: &Part| {
        part.tokens.end == close
            || block.tokens[part.tokens.end].is_mark("-")
            || block.tokens[part.tokens.end].is_mark("/")
    };
    let listed = listed.filter(|part| !explains && fits(part));
    let is_dateline = open <= LONGEST_DATELINE
        && (is_dash(block, close + 1) || block.token(close + 1).is_some_and(|token| token.is_mark(":")));
    let name = match listed {
        Some(part) if !says_photo => block.span(part.tokens),
        _ if says_photo && close > open + 2 => block.span(open + 1..close),
        _ => return None,
    };
    let kind = if is_dateline && !says_photo { SourceKind::Agency } else { SourceKind::ImageCredit };
    Some(Origin { kind, span: name, name, end: close })
}

fn mentions_end(block: &BlockReading, set: &AnnotationSet, at: usize) -> bool {
    let span = block.tokens[at].span;
    super::entities::mentions_in(set, span).any(|(_, mention)| mention.kind == EntityType::Org)
}

fn is_dash(block: &BlockReading, at: usize) -> bool {
    block.token(at).is_some_and(|token| matches!(&*token.key, "-" | "–" | "—" | "ـ"))
}

/// The agencies between the marks of a dateline: `سيول - | أ ف ب، رويترز | -`.
fn dateline(block: &BlockReading, at: usize) -> Option<Origin> {
    if at == 0 || !is_dash(block, at - 1) {
        return None;
    }
    let mut end = at;
    while let Some(agency) = part_at(block, end).filter(|part| part.is_name && part.cue.shape == CueShape::Medium) {
        end = agency.tokens.end;
        let joins = block.token(end).is_some_and(|token| matches!(&*token.key, "،" | "," | "/" | "+"));
        end += usize::from(joins);
    }
    let closes = is_dash(block, end) || block.token(end).is_some_and(|token| token.is_mark(":"));
    let span = block.span(at..end);
    (end > at && closes).then_some(Origin { kind: SourceKind::Agency, span, name: span, end })
}

// --- Documents ---

/// The report, statement or study at token `at` that the article says something from: `في بيان صادر عن الرئاسة`, `according to the
/// report`.
fn document(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Origin> {
    let part = part_at(block, at).filter(Part::is_document)?;
    let sentence = block.sentence_of(at);
    let tokens = part.tokens.clone();
    let (start, leads) = match block.lang() {
        Lang::Ar => (at, arabic_leads(block, sentence.start, &part)),
        Lang::En => english_leads(block, sentence.start, at)?,
    };
    let end = phrases::end(block, set, tokens, sentence.end);
    let reports = end < sentence.end && block.lang() == Lang::En && verb_at(block, end).is_some();
    let span = phrases::span(block, start..end, part.clitic);
    ((leads && phrases::is_near_speech(block, at)) || reports).then_some(Origin {
        kind: SourceKind::Document,
        span,
        name: span,
        end,
    })
}

/// Whether something is said in the document, or somebody gives it out: `في بيان`, `أصدرت الوزارة بيانا`, `أظهرت دراسة`.
fn arabic_leads(block: &BlockReading, first: usize, part: &Part) -> bool {
    let at = part.tokens.start;
    let before = at.checked_sub(1).filter(|&at| at >= first);
    let leads = before.is_some_and(|at| {
        matches!(&*block.tokens[at].key, "في" | "بحسب" | "حسب" | "وفق" | "عبر") || verb_at(block, at).is_some()
    });
    let given_out = || {
        block.word(at).ends_with('ا') && (at.saturating_sub(6).max(first)..at).any(|at| verb_at(block, at).is_some())
    };
    leads || given_out()
}

/// Where the phrase of the English document with its noun at `at` begins, and whether what stands before says something is from it.
fn english_leads(block: &BlockReading, first: usize, at: usize) -> Option<(usize, bool)> {
    let stops = |at: usize| {
        !block.tokens[at].is_word() || block.classes(at).has(Class::Function) || verb_at(block, at).is_some()
    };
    let start = (first.max(at.saturating_sub(5))..at).rev().find(|&at| stops(at)).map_or(first, |stop| stop + 1);
    let before = (first..start)
        .rev()
        .find(|&at| !block.is_article(at) && !matches!(&*block.tokens[at].key, "his" | "her" | "its" | "their"))?;
    let leads = matches!(&*block.tokens[before].key, "in" | "from" | "citing" | "to" | "by");
    Some((
        start,
        leads
            && (&*block.tokens[before].key != "to" || before > first && &*block.tokens[before - 1].key == "according"),
    ))
}
