//! `hashiya annotate`: an article in, its annotations out.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Serialize;

use super::articles::{self, Reading};
use super::io_error;
use crate::Engine;
use crate::error::{Error, Result};
use crate::exchange::{self, json};
use crate::import::Options;
use crate::model::{AnnotationSet, Article, Mark};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    reading: Reading,
    /// The format of the output; JSON when it does not go to a terminal.
    #[arg(long, value_enum)]
    to: Option<To>,
    /// One JSON object a line: {"id", "text"} and optionally "lang" and "date". The text is plain unless --from says otherwise; the
    /// output is JSON lines too.
    #[arg(long, conflicts_with = "to")]
    jsonl: bool,
    /// The article; standard input where it is missing or `-`.
    file: Option<PathBuf>,
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

/// Runs the command.
///
/// # Errors
/// What reading the packs or the article can fail with.
pub fn run(args: &Args) -> Result<()> {
    let engine = args.reading.engine()?;
    let options = args.reading.options()?;
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
    let (article, _) = args.reading.article(args.file.as_deref(), options)?;
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

fn lines(args: &Args, engine: &Engine, options: &Options, out: &mut impl Write) -> Result<()> {
    let path = articles::name(args.file.as_deref());
    for line in BufReader::new(articles::input(args.file.as_deref())?).split(b'\n') {
        let line = line.map_err(|error| io_error(&path, &error))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let written = match args.reading.line(&line, options) {
            Ok((id, article)) => {
                let set = engine.annotate(&article);
                writeln!(out, "{{\"id\":{id},{}", &json::write(&article, &set)[1..])
            }
            Err(error) => write_json(out, &Failed::new(articles::id_of(&line), &error)),
        };
        written.map_err(|error| io_error(Path::new("standard output"), &error))?;
    }
    Ok(())
}

/// What stands in the output for a line that cannot be read.
#[derive(Serialize)]
pub struct Failed {
    id: serde_json::Value,
    error: Failure,
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    message: String,
}

impl Failed {
    pub fn new(id: serde_json::Value, error: &Error) -> Failed {
        Failed { id, error: Failure { code: error.code(), message: error.to_string() } }
    }
}

/// Writes `value` as a line.
pub fn write_json(out: &mut impl Write, value: &impl Serialize) -> std::io::Result<()> {
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
