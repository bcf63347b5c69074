//! Where the article and its pictures come from: source lines, bylines, picture credits, people left unnamed.

use super::confidence;
use super::reading::{BlockReading, Reading};
use crate::lang::layout::{self, Marker};
use crate::lang::{Class, normalise};
use crate::model::{Annotation, AnnotationSet, Article, Block, BlockKind, Evidence, Mark, Origin, SourceKind, Span};

/// Adds the sources named in the furniture of the article to `set`.
pub fn annotate(reading: &Reading, set: &mut AnnotationSet) {
    // Those that can be read are in the order of all.
    let mut read = reading.blocks.iter().peekable();
    for block in &reading.article.blocks {
        let known = read.next_if(|known| known.block.span == block.span);
        set.annotations.extend(of_block(reading.article, block, known));
    }
    set.sort();
}

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
    match span.of(text).find(" and ") {
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
