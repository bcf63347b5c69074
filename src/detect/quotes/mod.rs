//! Reported speech: which words somebody is said to have said, by which reporting word, and whose they are.
//!
//! A block is cut at its [`marks`] and searched for [`cues`]. What a cue reports and where its subject stands is grammar,
//! [`arabic`] or [`english`]; who the subject is, and who goes on speaking where there is none, is told by [`speakers`]. A cue is
//! believed only with something reported next to it: words in quotation marks with no cue are titles, nicknames or irony, and
//! stay unmarked.

pub mod arabic;
mod block;
mod cues;
pub mod english;
pub mod marks;
pub mod speakers;

use std::ops::Range;

use super::reading::Reading;
use super::{confidence, sources};
use crate::model::{
    Annotation, AnnotationSet, BlockKind, Context, Evidence, Lang, Mark, Origin, QuoteKind, Span, sorted,
};
use block::BlockQuotes;
use cues::CueAt;
use speakers::{Discourse, Speaker};

/// Evidence of a speaker who is named before; its parameter `name` says who.
pub const CARRIED: &str = "carried-speaker";

/// Reported words with their reporting word, before it is known who speaks.
struct Report {
    /// Where in the order of the speakers it stands, in tokens.
    at: usize,
    content: Option<Content>,
    cue: Option<CueAt>,
    subject: Subject,
}

/// What is reported.
struct Content {
    span: Span,
    kind: QuoteKind,
    why: Vec<Evidence>,
}

/// Where the subject of a cue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// In the verb alone: `وتابع`.
    Carried,
    /// In a pronoun, at this token.
    Pronoun(usize),
    /// In these tokens.
    Phrase(Range<usize>),
    /// Somewhere that cannot be told: it is not who spoke before.
    Unclear,
}

/// Adds the quotes of the article, and the unnamed people who speak in it, to `set`.
pub fn annotate(reading: &Reading, set: &mut AnnotationSet) {
    let mut discourse = Discourse::new(set);
    let mut found = Vec::new();
    for block in &reading.blocks {
        if !block.block.kind.is_running_text() && block.block.kind != BlockKind::Headline {
            continue;
        }
        let quotes = BlockQuotes::new(block, set);
        let reports = match block.lang() {
            Lang::Ar => arabic::reports(&quotes, discourse.expects_quote()),
            Lang::En => english::reports(&quotes, discourse.expects_quote()),
        };
        for report in sorted(reports, |left, right| left.at.cmp(&right.at)) {
            let speaker = discourse.speaker_of(&quotes, &report);
            if let Some(content) = report.content {
                let before = discourse.last_cue().filter(|_| block.lang() == Lang::En);
                found.extend(annotations(&reading.article.text, content, report.cue.as_ref().or(before), speaker));
            }
        }
        discourse.end_block(&quotes);
    }
    set.annotations.extend(found);
    set.sort();
}

/// The quote, and the source if its speaker has no name.
fn annotations(text: &str, content: Content, cue: Option<&CueAt>, speaker: Speaker) -> Vec<Annotation> {
    let mut why = content.why;
    if let Some(cue) = cue {
        why.push(Evidence::with("reporting-verb", "cue", cue.span.of(text)));
    }
    if let Some(name) = speaker.name.as_ref().filter(|_| speaker.is_carried) {
        why.push(Evidence::with(CARRIED, "name", name));
    }
    let sure = match (content.kind, &speaker.name) {
        (QuoteKind::Indirect, _) => confidence::PARAPHRASE,
        (_, Some(_)) if speaker.is_carried => confidence::QUOTE_CARRIED,
        (_, Some(_)) => confidence::QUOTE,
        (_, None) => confidence::QUOTE_UNNAMED,
    };
    let source = speaker.span.filter(|_| speaker.unnamed).map(|span| sources::anonymous(text, span));
    let mark = Mark::Quote {
        kind: content.kind,
        stance: cue.map_or(crate::model::Stance::Said, |cue| cue.cue.stance),
        cue: cue.map(|cue| cue.span),
        speaker: speaker.span,
        speaker_entity: speaker.entity,
        speaker_name: speaker.name,
        context: Context::default(),
    };
    let quote = Annotation { span: content.span, mark, origin: Origin::Detected, confidence: sure, why };
    std::iter::once(quote).chain(source).collect()
}
