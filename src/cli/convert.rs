//! `hashiya convert`: annotations from one format into another.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::io_error;
use crate::error::{Error, Result};
use crate::exchange::format::{self, Format, Kept, Options};
use crate::import;
use crate::model::{Article, Lang};

#[derive(clap::Args)]
pub struct Args {
    /// The format of the file: json (hashiya/1), w3c, spacy, displacy or brat.
    #[arg(long)]
    from: Format,
    /// The format to write: those, or schema.
    #[arg(long)]
    to: Format,
    /// The article that is annotated, as text, HTML, Markdown or JSON. Annotations are found in it again if it was edited. For brat it is
    /// the .txt beside the .ann where it is not given.
    #[arg(long, value_name = "ARTICLE")]
    text: Option<PathBuf>,
    /// Of an article in HTML or Markdown the part that this CSS selector finds.
    #[arg(long, value_name = "CSS")]
    select: Option<String>,
    /// The language of the article.
    #[arg(long, default_value = "auto", value_parser = ["ar", "en", "auto"])]
    lang: String,
    /// The address of the article, for formats that name it.
    #[arg(long, value_name = "IRI")]
    source: Option<String>,
    /// Have schema.org's quotations name speakers whom nobody has provided or confirmed, too.
    #[arg(long)]
    include_detected: bool,
    /// The annotations; standard input where it is missing or `-`.
    file: Option<PathBuf>,
}

/// Runs the command. What cannot be taken is told on standard error, a line each: `FILE: PATH: message [code]`.
///
/// # Errors
/// [`Error::Io`], [`Error::InvalidUtf8`]; [`Error::InvalidInput`] where nothing can be read.
pub fn run(args: &Args) -> Result<()> {
    let file = args.file.clone().filter(|file| file != Path::new("-"));
    let path = file.clone().unwrap_or_else(|| PathBuf::from("standard input"));
    let source = match &file {
        Some(file) => read(file)?,
        None => {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| io_error(&path, &error))?;
            import::decode(&bytes)?
        }
    };
    let article = article(args, file.as_deref())?;
    if article.is_none() && !args.from.holds_text() && args.from != args.to {
        return Err(Error::InvalidInput {
            path: path.display().to_string(),
            reason: "it does not hold its text; name the article with --text FILE".to_owned(),
        });
    }
    let named = |error: Error| match error {
        Error::InvalidInput { path: place, reason } => {
            Error::InvalidInput { path: format!("{}: {place}", path.display()), reason }
        }
        other => other,
    };
    let format::Read { document, kept, orphans } = format::read(args.from, &source, article.as_ref()).map_err(named)?;
    let mut errors = std::io::BufWriter::new(std::io::stderr().lock());
    for problem in document.problems.iter().cloned().map(named) {
        // A closed standard error leaves nobody to tell.
        let _ = writeln!(errors, "hashiya: {problem} [{}]", problem.code());
    }
    if orphans > 0 {
        let _ = writeln!(errors, "hashiya: {}: {orphans} annotations have no place in the text", path.display());
    }
    let kept = if args.from == args.to { kept } else { Kept::Nothing };
    let options = Options { source: args.source.as_deref(), include_detected: args.include_detected };
    let written = format::write(args.to, &document.article, &document.set, &kept, &options);
    let out = std::io::stdout();
    writeln!(out.lock(), "{}", written.trim_end()).map_err(|error| io_error(Path::new("standard output"), &error))
}

/// The article that was named, or that stands beside a file of brat's.
fn article(args: &Args, file: Option<&Path>) -> Result<Option<Article>> {
    let beside = || file.filter(|_| args.from == Format::Brat).map(|file| file.with_extension("txt"));
    let Some(path) = args.text.clone().or_else(beside) else { return Ok(None) };
    let text = read(&path)?;
    let lang: Option<Lang> = (args.lang != "auto").then(|| args.lang.parse()).transpose()?;
    let options = import::Options { lang, date: None };
    let format = import::format::Format::of(&text, Some(&path));
    Ok(Some(super::articles::article(&text, format, &options, args.select.as_deref())?.0))
}

fn read(path: &Path) -> Result<String> {
    import::decode(&std::fs::read(path).map_err(|error| io_error(path, &error))?)
}
