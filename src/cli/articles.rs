//! Articles as the command line is given them: where they are read from, in which format, and with what the engine reads them.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use serde::Deserialize;

use super::{glossary, io_error, packs};
use crate::Engine;
use crate::error::{Error, Result};
use crate::import::format::{self, Format};
use crate::import::{self, Lines, Options};
use crate::model::{Article, Lang};

/// How articles are read, the same for every command that annotates.
#[derive(clap::Args)]
pub struct Reading {
    /// The language of the article.
    #[arg(long, default_value = "auto", value_parser = ["ar", "en", "auto"])]
    lang: String,
    /// The day of publication, YYYY-MM-DD.
    #[arg(long)]
    date: Option<String>,
    /// The format of the input.
    #[arg(long, value_enum, default_value_t = From::Auto)]
    from: From,
    /// Of HTML and Markdown the part that this CSS selector finds.
    #[arg(long, value_name = "CSS")]
    select: Option<String>,
    /// A language pack to use instead of the installed ones; may be given more than once.
    #[arg(long)]
    pack: Vec<PathBuf>,
    /// The newsroom's own names, as CSV or JSON, and the names never to be marked; may be given more than once. Columns of CSV,
    /// named in its first line: name, spellings (parted by |), type (PER, ORG, LOC, MISC), description, link, image, lang, never.
    #[arg(long, value_name = "FILE")]
    glossary: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum From {
    /// As the name of the file or its beginning tells.
    Auto,
    /// Plain news text.
    Plain,
    /// A page or a piece of one.
    Html,
    /// CommonMark with tables and footnotes, with metadata in front.
    Markdown,
    /// An object {"text", "lang", "date"}.
    Json,
}

impl From {
    /// The format that was asked for; none for the one that the input tells.
    fn format(self) -> Option<Format> {
        match self {
            From::Auto => None,
            From::Plain => Some(Format::Plain),
            From::Html => Some(Format::Html),
            From::Markdown => Some(Format::Markdown),
            From::Json => Some(Format::Json),
        }
    }
}

/// An article as JSON delivers it.
#[derive(Deserialize)]
struct Input {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    lang: Option<String>,
    date: Option<String>,
}

impl Reading {
    /// The engine with its packs and the newsroom's glossary.
    ///
    /// # Errors
    /// What reading those can fail with.
    pub fn engine(&self) -> Result<Engine> {
        let engine = packs::engine(&self.pack)?;
        Ok(match glossary::read(&self.glossary)? {
            Some(glossary) => engine.with_glossary(glossary),
            None => engine,
        })
    }

    /// What was said of the articles beside their text.
    ///
    /// # Errors
    /// [`Error::InvalidDate`].
    pub fn options(&self) -> Result<Options> {
        Ok(Options {
            lang: (self.lang != "auto").then(|| self.lang.parse()).transpose()?,
            date: self.date.as_deref().map(import::date).transpose()?,
        })
    }

    /// The article in `file`, or in standard input where it is missing or `-`, and the lines of the file that it is from.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::InvalidUtf8`], and those of [`article`].
    pub fn article(&self, file: Option<&Path>, options: &Options) -> Result<(Article, Lines)> {
        let mut bytes = Vec::new();
        input(file)?.read_to_end(&mut bytes).map_err(|error| io_error(&name(file), &error))?;
        let text = import::decode(&bytes)?;
        let format = self.from.format().unwrap_or_else(|| Format::of(&text, file));
        article(&text, format, options, self.select.as_deref())
    }

    /// The article and its `id` in a line of JSON; its text is plain unless another format was asked for.
    ///
    /// # Errors
    /// [`Error::InvalidUtf8`], and those of [`article`].
    pub fn line(&self, line: &[u8], options: &Options) -> Result<(serde_json::Value, Article)> {
        let format = self.from.format().unwrap_or(Format::Plain);
        structured(&import::decode(line)?, format, options, self.select.as_deref())
    }
}

/// The article that `text` is in a format, and the lines of it that it is from; those of JSON are unknown.
///
/// # Errors
/// Those of [`format::article`]; [`Error::InvalidInput`] for an object without a text.
pub fn article(text: &str, format: Format, options: &Options, select: Option<&str>) -> Result<(Article, Lines)> {
    match format {
        Format::Json => Ok((structured(text, Format::Plain, options, select)?.1, Lines::default())),
        format => format::article(text, format, options, select),
    }
}

/// The article and its `id` in a JSON object; what the object says wins over `options`.
fn structured(
    text: &str,
    format: Format,
    options: &Options,
    select: Option<&str>,
) -> Result<(serde_json::Value, Article)> {
    let input: Input = serde_json::from_str(text).map_err(|error| Error::InvalidInput {
        path: format!("line {}, column {}", error.line(), error.column()),
        reason: error.to_string(),
    })?;
    let lang: Option<Lang> = input.lang.filter(|lang| lang != "auto").map(|lang| lang.parse()).transpose()?;
    let date: Option<Date> = input.date.as_deref().map(import::date).transpose()?;
    let options = Options { lang: lang.or(options.lang), date: date.or(options.date) };
    Ok((input.id, format::article(&input.text, format, &options, select)?.0))
}

/// The `id` of a line that could not be read as an article, if it can be made out.
pub fn id_of(line: &[u8]) -> serde_json::Value {
    let object: Option<serde_json::Value> = serde_json::from_slice(line).ok();
    object.and_then(|mut object| object.get_mut("id").map(serde_json::Value::take)).unwrap_or_default()
}

/// What messages call an input.
pub fn name(file: Option<&Path>) -> PathBuf {
    file.filter(|file| *file != Path::new("-")).unwrap_or(Path::new("standard input")).to_owned()
}

/// The bytes of `file`, or of standard input where it is missing or `-`.
///
/// # Errors
/// [`Error::Io`].
pub fn input(file: Option<&Path>) -> Result<Box<dyn Read>> {
    match file {
        Some(file) if file != Path::new("-") => {
            Ok(Box::new(std::fs::File::open(file).map_err(|error| io_error(file, &error))?))
        }
        _ => Ok(Box::new(std::io::stdin().lock())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_json_object_is_made_uniform_like_a_file() {
        let (_, article) =
            structured(r#"{"text": "\ufeffLine one\r\nLine two"}"#, Format::Plain, &Options::default(), None).unwrap();
        assert_eq!(article.text, "Line one\nLine two");
    }
}
