//! Reported speech: which words somebody is said to have said, by which reporting word, and whose they are.
//!
//! A block is cut at its [`marks`] and searched for cues. What a cue reports and where its subject stands is grammar, of Arabic
//! or English. Whom a noun phrase stands for is told by the resolver; the discourse of the speakers knows who goes on speaking where
//! there is none. The context of a quote is when, where and to whom it was said. A cue is believed only with something reported next
//! to it, and a quotation only with a cue, in its sentence or before it: other words in quotation marks are titles, nicknames or
//! irony, and stay unmarked.

mod arabic;
mod block;
mod context;
mod cues;
mod english;
pub mod marks;
mod resolver;
mod speakers;

use std::ops::Range;

use super::confidence::{self, Told};
use super::reading::{BlockReading, Reading};
use super::sources;
use crate::model::{
    Annotation, AnnotationSet, BlockKind, Context, Evidence, Lang, Mark, Origin, QuoteKind, Span, sorted,
};
use crate::turns::Turns;
use block::BlockQuotes;
use cues::CueAt;
use speakers::{Discourse, Speaker};

/// Evidence of a speaker who is named before; its parameter `name` says who.
pub const CARRIED: &str = "carried-speaker";

/// Evidence of words in quotation marks.
const QUOTATION_MARKS: &str = "quotation-marks";

/// The most blocks after its own that a quotation goes on in.
const LONGEST_QUOTATION: usize = 6;

/// The most bytes of punctuation that a content leaves out at the end of a quotation.
const LONGEST_STOP: usize = 3;

/// Reported words with their reporting word, before it is known who speaks.
pub struct Report {
    /// Where in the order of the speakers it stands, in tokens.
    pub at: usize,
    pub content: Option<Content>,
    pub cue: Option<CueAt>,
    pub subject: Subject,
}

/// What is reported.
pub struct Content {
    pub span: Span,
    pub kind: QuoteKind,
    pub why: Vec<Evidence>,
}

/// Where the subject of a cue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// In the verb alone: `وتابع`.
    Carried,
    /// In a pronoun, at this token.
    Pronoun(usize),
    /// In these tokens.
    Phrase(Range<usize>),
    /// Likewise, but a preposition is attached to the first: `وفقا | لمصادر`.
    Governed(Range<usize>),
    /// Somewhere that cannot be told: it is not who spoke before.
    Unclear,
}

/// Adds the quotes of the article, and the unnamed people who speak in it, to `set`.
pub async fn annotate(reading: &Reading<'_>, set: &mut AnnotationSet, turns: Turns<'_>) {
    let text = &reading.article.text;
    let mut discourse = Discourse::new(set);
    let mut found: Vec<Annotation> = Vec::new();
    // Which of them ends in a quotation that a later block closes.
    let mut running: Option<usize> = None;
    for (index, block) in reading.blocks.iter().enumerate() {
        if !may_report(block) {
            continue;
        }
        turns.next().await;
        let quotes = BlockQuotes::new(block, set, running.is_some());
        if let (Some(quote), Some(rest)) = (running, quotes.quoted.first()) {
            if !rest.inner.trim(text).is_empty() {
                found[quote].span.end = rest.inner.end;
            }
            running = running.filter(|_| rest.open);
        }
        let reports = match block.lang() {
            Lang::Ar => arabic::reports(&quotes, discourse.expects_quote()),
            Lang::En => english::reports(&quotes, discourse.expects_quote()),
        };
        let open = quotes.quoted.last().filter(|quoted| quoted.open && !quoted.goes_on);
        let open = open.filter(|_| closes_later(text, &reading.blocks[index + 1..])).map(|quoted| quoted.inner.end);
        for report in sorted(reports, |left, right| left.at.cmp(&right.at)) {
            // A paraphrase of we cannot tell whose words tells a reader nothing; but somebody else has spoken then, if not in
            // what the one before said: `أكد أن بلاده تتوقع فتح صفحة جديدة`.
            let is_paraphrase = report.content.as_ref().is_some_and(|content| content.kind == QuoteKind::Indirect);
            let is_nobodys = is_paraphrase && report.subject == Subject::Unclear && block.lang() == Lang::Ar;
            let is_inside = |cue: &CueAt| found.last().is_some_and(|last| last.span.contains(cue.span));
            if is_nobodys && report.cue.as_ref().is_some_and(is_inside) {
                continue;
            }
            let speaker = discourse.speaker_of(&quotes, &report);
            if is_nobodys {
                continue;
            }
            let Some(content) = report.content else { continue };
            // A content may lack the full stop in front of the mark.
            if open.is_some_and(|end| (content.span.end..=content.span.end + LONGEST_STOP).contains(&end)) {
                running = Some(found.len());
            }
            let context = report.cue.as_ref().map(|cue| context::of(&quotes, content.span, cue, speaker.span));
            let context = context.unwrap_or_default();
            let before = discourse.last_cue().filter(|_| block.lang() == Lang::En);
            found.extend(annotations(text, block.lang(), content, report.cue.as_ref().or(before), speaker, context));
        }
        discourse.end_block(&quotes);
    }
    set.annotations.extend(borne_out(found, reading));
    set.sort();
}

/// Without the words after the colon of the headline where their speaker says nothing in the text: then they are about whoever that is.
fn borne_out(mut found: Vec<Annotation>, reading: &Reading) -> Vec<Annotation> {
    let is_headline = |block: &&BlockReading| block.block.kind == BlockKind::Headline;
    let headline = reading.blocks.iter().find(is_headline).filter(|_| reading.blocks.len() > 1);
    let Some(end) = headline.map(|block| block.block.span.end) else { return found };
    let speaker = |quote: &Annotation| match quote.mark {
        Mark::Quote { speaker_entity, .. } => speaker_entity,
        _ => None,
    };
    // `فلان: …`, and neither `فلان: "…"` nor `فلان يقول: …`
    let is_after_colon = |quote: &Annotation| match quote.mark {
        Mark::Quote { cue: Some(cue), .. } => {
            quote.span.end <= end
                && cue.of(&reading.article.text) == ":"
                && quote.why.iter().all(|why| why.code != QUOTATION_MARKS)
        }
        _ => false,
    };
    let doubtful = found.iter().position(is_after_colon).filter(|&at| speaker(&found[at]).is_some());
    if let Some(at) = doubtful
        && !found.iter().any(|quote| quote.span.start >= end && speaker(quote) == speaker(&found[at]))
    {
        found.remove(at);
    }
    found
}

fn may_report(block: &BlockReading) -> bool {
    block.block.kind.is_running_text() || block.block.kind == BlockKind::Headline
}

/// Whether a quotation left open is closed in one of the next blocks, and not opened anew in them.
fn closes_later(text: &str, next: &[BlockReading]) -> bool {
    let next = next.iter().filter(|block| may_report(block)).take(LONGEST_QUOTATION);
    next.map(|block| marks::closes_earlier(text, block.block.span)).find_map(|closes| closes).unwrap_or(false)
}

/// The quote, and the source if its speaker has no name.
fn annotations(
    text: &str,
    lang: Lang,
    content: Content,
    cue: Option<&CueAt>,
    speaker: Speaker,
    context: Context,
) -> Vec<Annotation> {
    let mut why = content.why;
    if let Some(cue) = cue {
        why.push(Evidence::with("reporting-verb", "cue", cue.span.of(text)));
    }
    if let Some(name) = speaker.name.as_ref().filter(|_| speaker.is_carried) {
        why.push(Evidence::with(CARRIED, "name", name));
    }
    let told = match &speaker.name {
        Some(_) if speaker.is_carried => Told::Before,
        Some(_) => Told::Here,
        None => Told::Nowhere,
    };
    let sure = confidence::quote(lang, content.kind != QuoteKind::Indirect, told);
    let source = speaker.span.filter(|_| speaker.unnamed).map(|span| sources::anonymous(text, span));
    let mark = Mark::Quote {
        kind: content.kind,
        stance: cue.map_or(crate::model::Stance::Said, |cue| cue.cue.stance),
        cue: cue.map(|cue| cue.span),
        speaker: speaker.span,
        speaker_entity: speaker.entity,
        speaker_name: speaker.name,
        context,
    };
    let quote = Annotation { span: content.span, mark, origin: Origin::Detected, confidence: sure, why };
    std::iter::once(quote).chain(source).collect()
}
