//! Where the article and its pictures come from: source lines, bylines, picture credits; and, in running text, the media and
//! documents it names as its [`origins`] and the people it leaves [`unnamed`].

use super::origins::{self, Origin as Named};
use super::quotes::marks;
use super::reading::{BlockReading, Reading};
use super::{confidence, unnamed};
use crate::lang::layout::{self, Marker};
use crate::lang::{Class, normalise};
use crate::model::text::find;
use crate::model::{
    Annotation, AnnotationSet, Article, Block, BlockKind, Evidence, Mark, Origin, SourceKind, Span, sorted,
};

/// The sources named in running text; `set` holds mentions alone.
pub fn in_text(reading: &Reading, set: &AnnotationSet) -> Vec<Annotation> {
    let (mut known, mut found) = (Vec::new(), Vec::new());
    for block in reading.blocks.iter().filter(|block| block.block.kind.is_running_text()) {
        of_running_text(block, set, &mut known, &mut found);
    }
    found
}

/// Adds the sources of the article to `set`, which has its quotes: those `in_text` that speak in none of them, and those in its
/// furniture.
pub fn annotate(reading: &Reading, in_text: Vec<Annotation>, set: &mut AnnotationSet) {
    let speakers = speakers(set);
    for source in in_text {
        let from = speakers.partition_point(|(speaker, _)| speaker.end <= source.span.start);
        let mut taken = speakers[from..].iter().take_while(|(speaker, _)| speaker.start < source.span.end);
        // Only people without a name are speakers and sources both.
        let is_anonymous = matches!(source.mark, Mark::Source { kind: SourceKind::Anonymous, .. });
        if !taken.any(|(_, is_known)| *is_known || !is_anonymous) {
            set.annotations.push(source);
        }
    }
    give_reasons(reading, set);
    // Those that can be read are in the order of all.
    let mut read = reading.blocks.iter().peekable();
    for block in &reading.article.blocks {
        let known = read.next_if(|known| known.block.span == block.span);
        set.annotations.extend(of_block(reading.article, block, known));
    }
    set.sort();
    // Somebody unnamed who says two things is one source.
    let is_source = |one: &Annotation| matches!(one.mark, Mark::Source { .. });
    set.annotations.dedup_by(|one, last| one.span == last.span && is_source(one) && is_source(last));
}

// --- Running text ---

/// Adds the sources in the running text of `block` to `found`; `known` are the heads of the people spoken of so far.
fn of_running_text(block: &BlockReading, set: &AnnotationSet, known: &mut Vec<String>, found: &mut Vec<Annotation>) {
    let goes_on = marks::closes_earlier(block.text, block.block.span).unwrap_or(false);
    let quoted = marks::quoted(block.text, block.block.span, goes_on);
    // What somebody says is no word of the article; a name in quotation marks is one.
    let is_said = |span: Span| {
        let inner = marks::overlapping(&quoted, span).next().map(|at| quoted[at].inner);
        inner.is_some_and(|inner| inner.contains(span) && inner.len() > span.len())
    };
    // `غير مخولة بالحديث لوسائل الإعلام`: who is told nothing.
    let mut reason = None;
    let mut at = 0;
    while at < block.tokens.len() {
        let end = match unnamed::at(block, set, at).filter(|people| unnamed::speaks(block, set, people)) {
            Some(people) => {
                let span = people.span(block);
                let is_known = known.contains(&people.head);
                if !is_said(span) && (is_known || !people.is_known) {
                    found.push(anonymous(block.text, span));
                    reason = unnamed::reason(block, people.tokens.end);
                }
                if !is_known {
                    known.push(people.head);
                }
                people.tokens.end
            }
            None => match origins::at(block, set, at) {
                Some(origin) => {
                    if !is_said(origin.span) && !reason.is_some_and(|reason: Span| reason.contains(origin.span)) {
                        found.push(named_in_text(block, &origin));
                    }
                    origin.end
                }
                None => at,
            },
        };
        at = end.max(at + 1);
    }
}

fn named_in_text(block: &BlockReading, origin: &Named) -> Annotation {
    let why = match origin.kind {
        SourceKind::Document => "document",
        SourceKind::ImageCredit => "image-credit",
        _ => "medium",
    };
    let mut source = source(block.text, origin.span, origin.kind, why);
    if let Mark::Source { names: found, .. } = &mut source.mark {
        *found = names(block.text, origin.name).into_iter().map(|name| block.written_alone(name)).collect();
    }
    source
}

/// What speaks in quotes, in order, and whether it is known by name or is a source already.
fn speakers(set: &AnnotationSet) -> Vec<(Span, bool)> {
    let mut found: Vec<(Span, bool)> = Vec::new();
    for annotation in &set.annotations {
        match annotation.mark {
            Mark::Quote { speaker: Some(speaker), speaker_entity, .. } => {
                found.push((speaker, speaker_entity.is_some()));
            }
            Mark::Source { .. } => found.push((annotation.span, true)),
            _ => {}
        }
    }
    sorted(found, |left, right| left.0.cmp(&right.0))
}

/// Adds to unnamed people why they are unnamed.
fn give_reasons(reading: &Reading, set: &mut AnnotationSet) {
    for annotation in &mut set.annotations {
        let Mark::Source { kind: SourceKind::Anonymous, reason, .. } = &mut annotation.mark else { continue };
        let at = reading.blocks.partition_point(|block| block.block.span.end < annotation.span.end);
        let words =
            reading.blocks.get(at).and_then(|block| unnamed::reason(block, block.tokens_touching(annotation.span).end));
        *reason = words.map(|span| span.of(&reading.article.text).to_owned());
    }
}

// --- Furniture ---

fn of_block(article: &Article, block: &Block, reading: Option<&BlockReading>) -> Vec<Annotation> {
    let line = article.block_text(block);
    match block.kind {
        BlockKind::SourceLine => named(article, block, layout::opened(Marker::SourceLine, line, true), |span| {
            source_line_kind(&article.text, span, reading)
        }),
        BlockKind::Byline => {
            let rest =
                layout::opened(Marker::Byline, line, true).or_else(|| layout::opened(Marker::Byline, line, false));
            named(article, block, rest, |_| (SourceKind::Byline, "byline"))
        }
        BlockKind::Caption => {
            let credit =
                layout::credit(line).map(|span| Span::new(block.span.start + span.start, block.span.start + span.end));
            let source = credit.map(|span| source(&article.text, span, SourceKind::ImageCredit, "image-credit"));
            source.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A source for each name in `rest`, the part of the block after its opening word.
fn named(
    article: &Article,
    block: &Block,
    rest: Option<&str>,
    kind_of: impl Fn(Span) -> (SourceKind, &'static str),
) -> Vec<Annotation> {
    let Some(rest) = rest else { return Vec::new() };
    let start = block.span.start + (rest.as_ptr() as usize - article.block_text(block).as_ptr() as usize);
    let whole = Span::new(start, start + rest.len());
    let names = names(&article.text, whole).into_iter();
    names
        .map(|span| {
            let (kind, why) = kind_of(span);
            source(&article.text, span, kind, why)
        })
        .collect()
}

/// The single names in `whole`, parted by plus signs, commas, slashes and conjunctions.
fn names(text: &str, whole: Span) -> Vec<Span> {
    let parts = whole.of(text).split(['+', '،', ',', '/', '؛', ';', '|', '&']);
    parts
        .flat_map(|part| {
            let start = part.as_ptr() as usize - text.as_ptr() as usize;
            conjunction_apart(text, Span::new(start, start + part.len()))
        })
        .map(|span| span.trim_matches(text, |letter| letter.is_whitespace() || letter == '.'))
        .filter(|span| !span.is_empty())
        .collect()
}

/// `Reuters and AP` as two.
fn conjunction_apart(text: &str, span: Span) -> Vec<Span> {
    match find(span.of(text), " and ") {
        Some(at) => vec![Span::new(span.start, span.start + at), Span::new(span.start + at + 5, span.end)],
        None => vec![span],
    }
}

fn source_line_kind(text: &str, span: Span, reading: Option<&BlockReading>) -> (SourceKind, &'static str) {
    let agencies = reading.is_some_and(|reading| {
        let classes = reading.lexicon.classes(&normalise::fold(span.of(text)));
        classes.has(Class::Agencies) || classes.has(Class::Agency)
    });
    (if agencies { SourceKind::Agency } else { SourceKind::Publisher }, "source-line")
}

fn source(text: &str, span: Span, kind: SourceKind, why: &'static str) -> Annotation {
    let mark = Mark::Source { kind, names: vec![span.of(text).to_owned()], reason: None };
    Annotation { span, mark, origin: Origin::Detected, confidence: confidence::CREDIT, why: vec![Evidence::plain(why)] }
}

/// People who speak without a name, at `span`.
pub fn anonymous(text: &str, span: Span) -> Annotation {
    let mark = Mark::Source { kind: SourceKind::Anonymous, names: vec![span.of(text).to_owned()], reason: None };
    let why = vec![Evidence::plain("unnamed-people")];
    Annotation { span, mark, origin: Origin::Detected, confidence: confidence::ANONYMOUS, why }
}
