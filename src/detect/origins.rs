//! Media and documents that running text says it has something from, credits and datelines among them.
//!
//! A medium is named for many reasons. It is a source where somebody speaks to it (`told Reuters`, `لوكالة فرانس برس`), where it
//! carries on what others say (`نقلت رويترز عن`), or stands in brackets behind a picture's caption or between the marks of a dateline.

use super::entities::mentions_in;
use super::phrases::{self, Part, QUOTES, mention_at, part_at, verb_at};
use super::reading::BlockReading;
use crate::lang::Class;
use crate::lang::layout::{self, Marker};
use crate::lang::lexicon::{CueShape, Frame};
use crate::model::text::has;
use crate::model::{AnnotationSet, EntityType, Lang, SourceKind, Span};

/// The most tokens of a name in quotation marks, and of what stands in brackets.
const LONGEST_NAME: usize = 8;
const DASHES: &[&str] = &["-", "–", "—"];
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
    if block.is_any(at, &["("]) {
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
pub fn medium(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Origin> {
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
    let is_of = |at: usize| block.classes(at).has(Class::Nationality) && block.is_definite(at);
    if block.lang() == Lang::Ar {
        end += (end..block.tokens.len().min(end + LONGEST_NAME)).take_while(|&at| is_of(at)).count();
    }
    let start =
        label.as_ref().map_or(name.start, |label| phrases::span(block, label.tokens.clone(), label.clitic).start);
    let span = Span::new(start, block.tokens[end - 1].span.end.max(name.end));
    let called = |at: usize| block.is_any(at, &["agency", "وكاله", "الوكاله", "لوكاله"]);
    let is_agency = block.ways(at).iter().any(|way| way.begins.has(Class::Agency)) || (at..end).any(called);
    let kind = if is_agency { SourceKind::Agency } else { SourceKind::Publisher };
    Some(Origin { kind, span, name, end })
}

/// The name after the word for a medium, and the token after it; the word itself where it needs none: `الصحافة البرتغالية`.
fn named(block: &BlockReading, set: &AnnotationSet, label: &Part) -> Option<(Span, usize)> {
    let at = label.tokens.end;
    let is_quote = |at: usize| block.is_any(at, QUOTES);
    // `على موقع "تويتر"`: where anybody speaks.
    if part_at(block, at + usize::from(is_quote(at))).is_some_and(|part| part.is_occasion()) {
        return None;
    }
    if is_quote(at) {
        // Old newswire doubles single marks: `' ' نيوز أوف ذا وورلد ' '`.
        let from = at + 1 + usize::from(is_quote(at + 1));
        let close = (from..from + LONGEST_NAME).find(|&at| is_quote(at)).filter(|&close| close > from)?;
        let end = block.tokens.len().min(close + from - at);
        return Some((block.span(from..close), end));
    }
    if let Some(name) = part_at(block, at).filter(|part| part.cue.shape == CueShape::Medium && part.is_name) {
        return Some((block.span(name.tokens.clone()), name.tokens.end));
    }
    if let Some((end, EntityType::Org | EntityType::Misc)) = mention_at(block, set, at) {
        return Some((block.span(at..end), end));
    }
    let whole = phrases::span(block, label.tokens.clone(), label.clitic);
    let is_definite = |at: usize| block.is_definite(at);
    // `وسائل إعلام روسية`, `الصحافة البرتغالية`, `state media`; and `الصحيفة`, named before.
    let is_alone = label.tokens.len() > 1 || is_definite(label.tokens.start);
    let describes = |at: usize| {
        block.lang() == Lang::Ar
            && at < block.tokens.len()
            && (is_definite(at) || phrases::is_known_adjective(block, at))
    };
    let end = (at..at + LONGEST_NAME).find(|&at| !describes(at)).unwrap_or(at + LONGEST_NAME);
    is_alone.then(|| (Span::new(whole.start, block.tokens[end - 1].span.end), end))
}

/// Whether something is from the medium at `at..end`, as far as the words beside it tell.
fn is_origin(block: &BlockReading, set: &AnnotationSet, at: usize, end: usize) -> bool {
    // Quotation marks and articles belong to the name.
    let is_open = |at: usize| block.is_article(at) || block.is_any(at, QUOTES);
    let before = (block.sentence_of(at).start..at).rev().find(|&at| !is_open(at));
    match block.lang() {
        Lang::Ar => before.is_some_and(|before| is_arabic_origin(block, set, at, before)),
        Lang::En => is_english_origin(block, set, before, end),
    }
}

/// `لوكالة فرانس برس`, `في تصريحات نشرتها صحيفة`, `كما أشارت أمس قناة`.
fn is_arabic_origin(block: &BlockReading, set: &AnnotationSet, at: usize, before: usize) -> bool {
    let says = |at: usize| verb_at(block, at).is_some_and(|cue| !cue.frame.has(Frame::ADDRESSEE));
    let is_aside = phrases::date_at(block, set, before).is_some() || phrases::is_adverb(block, before);
    let joins = ["الي", "عن", "مع", "علي", "في", "عبر"];
    let is_joined = block.key(at).starts_with('ل') && block.ways(at).len() > 1 || block.is_any(before, &joins);
    says(before) || (is_aside && before > 0 && says(before - 1)) || (is_joined && is_from_speech(block, before, 10))
}

/// `told Reuters`, `in an interview with CNN`, `published by the Guardian`, `CNN reported`.
fn is_english_origin(block: &BlockReading, set: &AnnotationSet, before: Option<usize>, end: usize) -> bool {
    let dated = phrases::date_at(block, set, end).is_some();
    let is_word = block.is_word(end) || block.is_any(end, &["'s", "’s"]);
    // `said CNN's Ann Lee`, `rejects New York Times request`: it is of somebody or something else.
    let is_of = is_word && !dated && !block.classes(end).has(Class::Function);
    let reports =
        block.token(end).is_some() && verb_at(block, end).is_some_and(|cue| cue.shape != CueShape::Participle);
    let Some(before) = before else { return reports };
    let verb = verb_at(block, before);
    let is_told =
        block.is_any(before, &["told", "tells", "telling"]) || verb.is_some_and(|cue| cue.frame.has(Frame::CARRIER));
    let near = |within: usize| before > 0 && is_from_speech(block, before - 1, within);
    let is_joined = match block.is_any(before, &["by"]) {
        true => before > 0 && verb_at(block, before - 1).is_some(),
        false => block.is_any(before, &["to", "with", "from", "in", "on"]) && near(3),
    };
    is_told || (verb.is_some() && !is_of) || is_joined || reports || is_according_to(block, before)
}

/// Whether a report or an occasion for one stands among the tokens up to `at`.
fn is_from_speech(block: &BlockReading, at: usize, within: usize) -> bool {
    let first = block.sentence_of(at).start.max(at.saturating_sub(within));
    (first..=at).any(|at| verb_at(block, at).is_some() || part_at(block, at).is_some_and(|part| part.is_occasion()))
}

// --- Credits and datelines ---

/// The credit of a picture whose caption stands in the text, or the agency of a dateline: `(الفرنسية)`, `(AP Photo/Ann Lee)`, `LONDON
/// (Reuters) -`.
fn credit(block: &BlockReading, set: &AnnotationSet, open: usize) -> Option<Origin> {
    let within = open + 1..block.tokens.len().min(open + 2 + LONGEST_NAME);
    let close = within.into_iter().find(|&at| block.is_any(at, &[")"]))?;
    // `Photo: Ann Lee`, `AP Photo/Ann Lee`.
    let is_photo = |at: usize| block.is_word(at) && layout::is(Marker::Credit, block.word(at));
    if close > open + 2 && (open + 1..close.min(open + 3)).any(is_photo) {
        let name = block.span(open + 1..close);
        return Some(Origin { kind: SourceKind::ImageCredit, span: name, name, end: close });
    }
    let part = part_at(block, open + 1).filter(|part| part.cue.shape == CueShape::Medium && part.is_name)?;
    let fits = part.tokens.end == close || block.is_any(part.tokens.end, &["-", "–", "/"]);
    // `The Associated Press (AP)` says what the initials are.
    let explains =
        open > 0 && mentions_in(set, block.tokens[open - 1].span).any(|(_, one)| one.kind == EntityType::Org);
    // `(CNN)-- `
    let is_dash = block.word(close + 1).starts_with(['-', '–', '—']) || block.is_any(close + 1, &[":"]);
    let is_agency = block.ways(open + 1).iter().any(|way| way.begins.has(Class::Agency));
    let kind = match open <= LONGEST_DATELINE && is_dash {
        true if is_agency => SourceKind::Agency,
        true => SourceKind::Publisher,
        false => SourceKind::ImageCredit,
    };
    let name = block.span(part.tokens);
    (fits && !explains).then_some(Origin { kind, span: name, name, end: close })
}

/// The agencies between the marks of a dateline: `سيول - | أ ف ب، رويترز | -`.
fn dateline(block: &BlockReading, at: usize) -> Option<Origin> {
    let before = at.checked_sub(1)?;
    // A tatweel for a dash is no token.
    let between = Span::new(block.tokens[before].span.end, block.tokens[at].span.start);
    if !block.is_any(before, DASHES) && !has(between.of(block.text), 'ـ') {
        return None;
    }
    let (mut end, mut next) = (at, at);
    while let Some(agency) = part_at(block, next).filter(|part| part.is_name && part.cue.shape == CueShape::Medium) {
        end = agency.tokens.end;
        next = end + usize::from(block.is_any(end, &["،", ",", "/", "+"]));
    }
    let closes = block.is_any(end, DASHES) || block.is_any(end, &[":"]);
    let span = block.span(at..end);
    (end > at && closes).then_some(Origin { kind: SourceKind::Agency, span, name: span, end })
}

// --- Documents ---

/// The report, statement or study at token `at` that the article says something from: `في بيان صادر عن الرئاسة`, `according to the
/// report`.
fn document(block: &BlockReading, set: &AnnotationSet, at: usize) -> Option<Origin> {
    let part = part_at(block, at).filter(Part::is_document)?;
    let sentence = block.sentence_of(at);
    let end = phrases::end(block, set, part.tokens.clone(), sentence.end);
    let (start, leads) = match block.lang() {
        Lang::Ar => (at, arabic_leads(block, sentence.start, &part)),
        Lang::En => english_leads(block, sentence.start, at, end),
    };
    let span = phrases::span(block, start..end, part.clitic);
    // `National Review` is a name.
    let is_name = block.tokens[at].capital && start < at;
    (leads && !is_name).then_some(Origin { kind: SourceKind::Document, span, name: span, end })
}

/// Whether something is said in the document, or somebody gives it out: `في بيان`, `أصدرت الوزارة بيانا`, `أظهرت دراسة`.
fn arabic_leads(block: &BlockReading, first: usize, part: &Part) -> bool {
    let at = part.tokens.start;
    let is_verb = |at: usize| verb_at(block, at).is_some();
    let after = |at: usize| block.is_any(at, &["في", "بحسب", "حسب", "وفق", "عبر"]) || is_verb(at);
    let given_out = || block.word(at).ends_with('ا') && (at.saturating_sub(6).max(first)..at).any(is_verb);
    let is_joined = block.word(at)[..part.clitic].ends_with(['ل', 'ك']);
    !is_joined && phrases::is_near_speech(block, at) && ((at > first && after(at - 1)) || given_out())
}

fn is_according_to(block: &BlockReading, to: usize) -> bool {
    to > 0 && block.is_any(to, &["to"]) && block.is_any(to - 1, &["according"])
}

/// Where the phrase of the English document with its noun at `at` begins, and whether it tells something or something is said in it:
/// `a study found`, `in a statement`.
fn english_leads(block: &BlockReading, first: usize, at: usize, end: usize) -> (usize, bool) {
    let stops = |at: &usize| {
        let is_open = !block.is_word(*at) || block.classes(*at).has(Class::Function);
        is_open || verb_at(block, *at).is_some()
    };
    let start = (first.max(at.saturating_sub(5))..at).rev().find(stops).map_or(first, |stop| stop + 1);
    let determines = |at: &usize| block.is_article(*at) || block.is_any(*at, &["his", "her", "its", "their"]);
    let before = (first..start).rev().find(|at| !determines(at)).filter(|_| end > at);
    let is_according = before.is_some_and(|at| is_according_to(block, at));
    let is_in = before.is_some_and(|at| block.is_any(at, &["in", "from", "citing", "by"]));
    let tells =
        end < block.sentence_of(at).end && verb_at(block, end).is_some_and(|cue| cue.shape != CueShape::Participle);
    (start, is_according || tells || (is_in && phrases::is_near_speech(block, at)))
}
