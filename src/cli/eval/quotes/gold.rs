//! Annotated quotes and sources as their files have them, in two formats; see `corpora/README.md` for the conventions of both.

use std::path::Path;

use serde::Deserialize;

use crate::cli::io_error;
use crate::error::{Error, Result};
use crate::model::{QuoteKind, Span};

/// A text with what is reported in it. Spans count bytes.
pub struct Passage {
    pub id: String,
    pub text: String,
    /// Whether the spans follow PolNeAR's convention, so that both sides go through its projection.
    pub is_projected: bool,
    pub quotes: Vec<Quote>,
    pub sources: Vec<Source>,
}

impl Passage {
    /// A span of bytes, counted in code points.
    pub fn in_code_points(&self, span: Span) -> Span {
        let start = self.text[..span.start].chars().count();
        Span::new(start, start + span.of(&self.text).chars().count())
    }
}

/// Reported words.
#[derive(Debug, Clone)]
pub struct Quote {
    pub content: Span,
    /// Not told by PolNeAR.
    pub kind: Option<QuoteKind>,
    pub cue: Option<Span>,
    pub speaker: Option<Speaker>,
    /// How sure the engine is, in hundredths; of what it found.
    pub said: Option<u32>,
}

/// Whose words they are.
#[derive(Debug, Clone)]
pub enum Speaker {
    /// The fullest name or phrase of the text.
    Named(String),
    /// The words that name the speaker where the quote stands.
    At(Span),
}

/// Where something is from: a span with its kind.
#[derive(Debug, Clone)]
pub struct Source {
    pub span: Span,
    pub kind: String,
}

/// A line of either format.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    text: String,
    quotes: Option<Vec<QuoteLine>>,
    #[serde(default)]
    sources: Vec<SourceLine>,
    attributions: Option<Vec<Attribution>>,
}

#[derive(Deserialize)]
struct QuoteLine {
    start: usize,
    end: usize,
    kind: QuoteKind,
    cue: Option<SpanLine>,
    speaker_entity: Option<String>,
}

#[derive(Deserialize)]
struct SourceLine {
    start: usize,
    end: usize,
    kind: String,
}

#[derive(Deserialize)]
struct SpanLine {
    start: usize,
    end: usize,
}

/// PolNeAR's: each part is a list of code point ranges.
#[derive(Deserialize)]
struct Attribution {
    #[serde(default)]
    content: Vec<(usize, usize)>,
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    source: Vec<(usize, usize)>,
}

/// The passages of `path`, one JSON object a line.
///
/// # Errors
/// [`Error::Io`]; [`Error::InvalidInput`] with file and line for what cannot be read, a line without quotes among it.
pub fn read(path: &Path) -> Result<Vec<Passage>> {
    let lines = std::fs::read_to_string(path).map_err(|error| io_error(path, &error))?;
    let numbered = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    numbered.map(|(at, line)| passage(line).map_err(|reason| invalid(path, at + 1, reason))).collect()
}

fn invalid(path: &Path, line: usize, reason: String) -> Error {
    Error::InvalidInput { path: format!("{}:{line}", path.display()), reason }
}

fn passage(line: &str) -> std::result::Result<Passage, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let points = Points::new(&line.text);
    let is_projected = line.attributions.is_some();
    let quotes = match (line.quotes, line.attributions) {
        (Some(quotes), _) => quotes.iter().map(|quote| annotated(quote, &points)).collect::<Option<Vec<_>>>(),
        (None, Some(attributions)) => {
            let with_content = attributions.iter().filter(|attribution| !attribution.content.is_empty());
            with_content.map(|attribution| attributed(attribution, &points)).collect()
        }
        (None, None) => return Err("it has neither \"quotes\" nor \"attributions\"".to_owned()),
    };
    let sources = line
        .sources
        .iter()
        .map(|source| points.span(source.start, source.end).map(|span| Source { span, kind: source.kind.clone() }));
    let (Some(quotes), Some(sources)) = (quotes, sources.collect()) else {
        return Err("a span reaches beyond the text; offsets are code points".to_owned());
    };
    Ok(Passage { id: line.id, text: line.text, is_projected, quotes, sources })
}

fn annotated(quote: &QuoteLine, points: &Points) -> Option<Quote> {
    let cue = quote.cue.as_ref().map(|cue| points.span(cue.start, cue.end));
    Some(Quote {
        content: points.span(quote.start, quote.end)?,
        kind: Some(quote.kind),
        cue: cue.map_or(Some(None), |cue| cue.map(Some))?,
        speaker: quote.speaker_entity.clone().map(Speaker::Named),
        said: None,
    })
}

fn attributed(attribution: &Attribution, points: &Points) -> Option<Quote> {
    let hull = |ranges: &[(usize, usize)]| {
        let start = ranges.iter().map(|range| range.0).min()?;
        points.span(start, ranges.iter().map(|range| range.1).max()?)
    };
    let speaker = hull(&attribution.source).map(Speaker::At);
    Some(Quote { content: hull(&attribution.content)?, kind: None, cue: hull(&attribution.cue), speaker, said: None })
}

/// Bytes of code points.
struct Points(Vec<usize>);

impl Points {
    fn new(text: &str) -> Points {
        Points(text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect())
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (*self.0.get(start)?, *self.0.get(end)?);
        (start <= end).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read_by_code_points() {
        let own = r#"{"text": "قال زيد إن الجو بارد", "quotes": [{"start": 11, "end": 20, "kind": "indirect",
            "cue": {"start": 0, "end": 3}, "speaker_entity": "زيد"}], "sources": []}"#;
        let read = passage(own).unwrap();
        assert_eq!(read.quotes[0].content.of(&read.text), "الجو بارد");
        let foreign = r#"{"text": "“No,” he said. “Never.”", "attributions":
            [{"content": [[0, 5], [15, 23]], "cue": [[9, 13]], "source": [[6, 8]]}]}"#;
        let read = passage(foreign).unwrap();
        assert_eq!(read.quotes[0].content.of(&read.text), "“No,” he said. “Never.”");
        assert!(matches!(read.quotes[0].speaker, Some(Speaker::At(span)) if span.of(&read.text) == "he"));
    }

    #[test]
    fn a_line_that_is_neither_says_what_is_missing() {
        assert!(passage(r#"{"text": "No."}"#).is_err_and(|reason| reason.contains("attributions")));
        let beyond = r#"{"text": "No.", "quotes": [{"start": 0, "end": 9, "kind": "direct", "cue": null, "speaker_entity": null}]}"#;
        assert!(passage(beyond).is_err_and(|reason| reason.contains("code points")));
    }
}
