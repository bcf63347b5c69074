//! The formats by their names: one way in and one way out for all of them.

use super::{Document, anchor, brat, displacy, json, schema, spacy, w3c};
use crate::error::{Error, Result};
use crate::model::{AnnotationSet, Article, Json, Lang};

/// The formats that annotations are exchanged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Our own, `hashiya/1`.
    Json,
    /// W3C Web Annotation, as JSON-LD.
    W3c,
    /// What spaCy's `doc.to_json()` gives.
    Spacy,
    /// What displaCy takes where it is to render what is no document of spaCy's.
    Displacy,
    /// brat's standoff format, whose text is a file of its own.
    Brat,
    /// JSON-LD of schema.org, which is written only.
    Schema,
}

/// What of a file is no annotation of ours, to be written back.
#[derive(Debug, Clone, Default)]
pub enum Kept {
    #[default]
    Nothing,
    W3c(w3c::File),
    Brat(brat::Kept),
}

/// What was read of a file.
#[derive(Debug, Clone)]
pub struct Read {
    pub document: Document,
    pub kept: Kept,
    /// How many annotations have no place in the article.
    pub orphans: usize,
}

/// What writers want to know beside the annotations.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// The address of the article.
    pub source: Option<&'o str>,
    /// Whether schema.org's quotations are attributed on the engine's word alone.
    pub include_detected: bool,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 6] =
        [Format::Json, Format::W3c, Format::Spacy, Format::Displacy, Format::Brat, Format::Schema];

    /// The name it is asked for by.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::W3c => "w3c",
            Format::Spacy => "spacy",
            Format::Displacy => "displacy",
            Format::Brat => "brat",
            Format::Schema => "schema",
        }
    }

    /// Whether files of it hold the text that they annotate.
    pub fn holds_text(self) -> bool {
        matches!(self, Format::Json | Format::Spacy | Format::Displacy)
    }
}

impl std::str::FromStr for Format {
    type Err = Error;

    fn from_str(name: &str) -> Result<Format> {
        Format::ALL.into_iter().find(|format| format.as_str() == name).ok_or_else(|| Error::InvalidInput {
            path: ["the format \"", name, "\""].concat(),
            reason: ["known are ", &Format::ALL.map(Format::as_str).join(", ")].concat(),
        })
    }
}

/// Reads `source`, placed onto `article` where that is given. Without one, what does not hold its text has no annotations, and all of a
/// W3C file is kept.
///
/// # Errors
/// [`Error::InvalidInput`] where nothing can be read, and for what needs an article and has none.
pub fn read(format: Format, source: &str, article: Option<&Article>) -> Result<Read> {
    let read = match (format, article) {
        (Format::W3c, article) => {
            let mut file = w3c::read(source)?;
            let (mut document, orphans) = match article {
                Some(article) => file.onto(article),
                None => (Document { article: nothing(), set: AnnotationSet::default(), problems: Vec::new() }, 0),
            };
            document.problems.splice(0..0, std::mem::take(&mut file.problems));
            return Ok(Read { document, kept: Kept::W3c(file), orphans });
        }
        (Format::Brat, Some(article)) => {
            let (mut document, kept) = brat::read(&article.text, source);
            document.article = article.clone();
            return Ok(Read { document, kept: Kept::Brat(kept), orphans: 0 });
        }
        (Format::Brat, None) => return Err(refused("it does not hold its text, which has to be given")),
        (Format::Schema, _) => return Err(refused("schema.org is written only")),
        (Format::Json, _) => json::read,
        (Format::Spacy, _) => spacy::read,
        (Format::Displacy, _) => displacy::read,
    };
    let value: serde_json::Value = serde_json::from_str(source).map_err(|error| Error::InvalidInput {
        path: format!("line {}, column {}", error.line(), error.column()),
        reason: format!("it is no JSON: {error}"),
    })?;
    let document = read(&Json::from(value))?;
    let Some(article) = article else { return Ok(Read { document, kept: Kept::Nothing, orphans: 0 }) };
    let problems = document.problems.clone();
    let (set, orphans) = anchor::onto(article, document, Some(anchor::Finder::new(&article.text)));
    Ok(Read { document: Document { article: article.clone(), set, problems }, kept: Kept::Nothing, orphans })
}

/// Writes `set` over `article`, with what was kept of a file in the same format.
pub fn write(format: Format, article: &Article, set: &AnnotationSet, kept: &Kept, options: &Options) -> String {
    match (format, kept) {
        (Format::Json, _) => json::write(article, set),
        (Format::W3c, kept) => {
            let file = if let Kept::W3c(file) = kept { Some(file) } else { None };
            w3c::write(article, set, file, &w3c::Options { source: options.source })
        }
        (Format::Spacy, _) => spacy::write(article, set),
        (Format::Displacy, _) => displacy::write(article, set),
        (Format::Brat, Kept::Brat(kept)) => brat::write(article, set, kept),
        (Format::Brat, _) => brat::write(article, set, &brat::Kept::default()),
        (Format::Schema, _) => {
            let options = schema::Options { include_detected: options.include_detected, url: options.source };
            schema::write(article, set, &options)
        }
    }
}

/// The article of annotations whose text nobody gave.
fn nothing() -> Article {
    let lang = Lang::En;
    Article { text: String::new(), blocks: Vec::new(), lang, dir: lang.dir(), date: None }
}

fn refused(reason: &str) -> Error {
    Error::InvalidInput { path: "$".to_owned(), reason: reason.to_owned() }
}
