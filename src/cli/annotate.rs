//! `hashiya annotate`: an article in, its annotations out.

use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{glossary, io_error, packs};
use crate::Engine;
use crate::error::{Error, Result};
use crate::exchange::{self, json};
use crate::import::format::{self, Format};
use crate::import::{self, Options};
use crate::model::{AnnotationSet, Article, Lang, Mark};

#[derive(clap::Args)]
pub struct Args {
    /// The language of the article.
    #[arg(long, default_value = "auto", value_parser = ["ar", "en", "auto"])]
    lang: String,
    /// The day of publication, YYYY-MM-DD.
    #[arg(long)]
    date: Option<String>,
    /// The format of the input.
    #[arg(long, value_enum, default_value_t = From::Auto)]
    from: From,
    /// The format of the output; JSON when it does not go to a terminal.
    #[arg(long, value_enum)]
    to: Option<To>,
    /// Of HTML and Markdown the part that this CSS selector finds.
    #[arg(long, value_name = "CSS")]
    select: Option<String>,
    /// One JSON object a line: {"id", "text"} and optionally "lang" and "date". The text is plain unless --from says otherwise; the
    /// output is JSON lines too.
    #[arg(long, conflicts_with = "to")]
    jsonl: bool,
    /// A language pack to use instead of the installed ones; may be given more than once.
    #[arg(long)]
    pack: Vec<PathBuf>,
    /// The newsroom's own names, as CSV or JSON, and the names never to be marked; may be given more than once. Columns of CSV,
    /// named in its first line: name, spellings (parted by |), type (PER, ORG, LOC, MISC), description, link, image, lang, never.
    #[arg(long, value_name = "FILE")]
    glossary: Vec<PathBuf>,
    /// The article; standard input where it is missing or `-`.
    file: Option<PathBuf>,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// The hashiya/1 format.
    Json,
    /// W3C Web Annotation, as JSON-LD.
    W3c,
    /// JSON-LD of schema.org, for search engines. Quotations name no speakers: nobody has confirmed them.
    Schema,
    /// A list to read.
    Text,
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

/// Runs the command.
///
/// # Errors
/// What reading the packs or the article can fail with.
pub fn run(args: &Args) -> Result<()> {
    let mut engine = packs::engine(&args.pack)?;
    if let Some(glossary) = glossary::read(&args.glossary)? {
        engine = engine.with_glossary(glossary);
    }
    let options = Options {
        lang: (args.lang != "auto").then(|| args.lang.parse()).transpose()?,
        date: args.date.as_deref().map(import::date).transpose()?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let result =
        if args.jsonl { lines(args, &engine, &options, &mut out) } else { one(args, &engine, &options, &mut out) };
    match result.and_then(|()| out.flush().map_err(|error| io_error(Path::new("standard output"), &error))) {
        // Whoever reads us has read enough: `hashiya … | head`.
        Err(Error::Io { reason, .. }) if reason.contains("Broken pipe") => Ok(()),
        other => other,
    }
}

fn one(args: &Args, engine: &Engine, options: &Options, out: &mut impl Write) -> Result<()> {
    let mut bytes = Vec::new();
    let path = name(args);
    input(args)?.read_to_end(&mut bytes).map_err(|error| io_error(&path, &error))?;
    let text = import::decode(&bytes)?;
    let format = args.from.format().unwrap_or_else(|| Format::of(&text, args.file.as_deref()));
    let select = args.select.as_deref();
    let article = article(&text, format, options, select)?;
    let set = engine.annotate(&article);
    let to = args.to.unwrap_or(if std::io::stdout().is_terminal() { To::Text } else { To::Json });
    match to {
        To::Json => writeln!(out, "{}", json::write(&article, &set)),
        To::W3c => write_as(out, exchange::format::Format::W3c, &article, &set),
        To::Schema => write_as(out, exchange::format::Format::Schema, &article, &set),
        To::Text => write_text(out, &article, &set),
    }
    .map_err(|error| io_error(Path::new("standard output"), &error))
}

/// The article that `text` is in a format.
///
/// # Errors
/// Those of [`format::article`]; [`Error::InvalidInput`] for an object without a text.
pub fn article(text: &str, format: Format, options: &Options, select: Option<&str>) -> Result<Article> {
    match format {
        Format::Json => Ok(structured(text, Format::Plain, options, select)?.1),
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
    Ok((input.id, format::article(&input.text, format, &options, select)?))
}

fn lines(args: &Args, engine: &Engine, options: &Options, out: &mut impl Write) -> Result<()> {
    let path = name(args);
    let (format, select) = (args.from.format().unwrap_or(Format::Plain), args.select.as_deref());
    for line in BufReader::new(input(args)?).split(b'\n') {
        let line = line.map_err(|error| io_error(&path, &error))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let written = match import::decode(&line).and_then(|text| structured(&text, format, options, select)) {
            Ok((id, article)) => {
                let set = engine.annotate(&article);
                writeln!(out, "{{\"id\":{id},{}", &json::write(&article, &set)[1..])
            }
            Err(error) => write_json(out, &Failed::new(id_of(&String::from_utf8_lossy(&line)), &error)),
        };
        written.map_err(|error| io_error(Path::new("standard output"), &error))?;
    }
    Ok(())
}

/// The `id` of a line that could not be read as an article, if it can be made out.
fn id_of(line: &str) -> serde_json::Value {
    let object: Option<serde_json::Value> = serde_json::from_str(line).ok();
    object.and_then(|mut object| object.get_mut("id").map(serde_json::Value::take)).unwrap_or_default()
}

#[derive(Serialize)]
struct Failed {
    id: serde_json::Value,
    error: Failure,
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

impl Failed {
    fn new(id: serde_json::Value, error: &Error) -> Failed {
        Failed { id, error: Failure { code: error.code(), message: error.to_string() } }
    }
}

fn write_json(out: &mut impl Write, value: &impl Serialize) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

fn write_as(
    out: &mut impl Write,
    format: exchange::format::Format,
    article: &Article,
    set: &AnnotationSet,
) -> std::io::Result<()> {
    let (kept, options) = (exchange::format::Kept::Nothing, exchange::format::Options::default());
    writeln!(out, "{}", exchange::format::write(format, article, set, &kept, &options))
}

/// One line a mark: what it is, its words, and what is said of it.
fn write_text(out: &mut impl Write, article: &Article, set: &AnnotationSet) -> std::io::Result<()> {
    for annotation in &set.annotations {
        let words = annotation.span.of(&article.text);
        let percent = (annotation.confidence * 100.0).round();
        match &annotation.mark {
            Mark::Entity(mention) => {
                let entity = set.entity(mention.entity);
                let roles: Vec<&str> = entity.roles.iter().map(|role| role.text.as_str()).collect();
                writeln!(
                    out,
                    "{}\t{words}\t{}\t{}\t{percent}%",
                    mention.kind.as_str(),
                    entity.name,
                    roles.join(" | ")
                )?;
            }
            Mark::Quote { kind, speaker_name, .. } => {
                let speaker = speaker_name.as_deref().unwrap_or("?");
                writeln!(out, "quote\t{words}\t{speaker}\t{}\t{percent}%", kind.as_str())?;
            }
            Mark::Source { kind, names, .. } => {
                writeln!(out, "source\t{words}\t{}\t{}\t{percent}%", names.join(" | "), kind.as_str())?;
            }
        }
    }
    Ok(())
}

fn name(args: &Args) -> PathBuf {
    args.file.clone().filter(|file| file != Path::new("-")).unwrap_or_else(|| PathBuf::from("standard input"))
}

fn input(args: &Args) -> Result<Box<dyn Read>> {
    match &args.file {
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
