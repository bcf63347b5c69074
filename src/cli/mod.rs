//! The command line: annotates articles and builds language packs, natively and without a browser.

mod annotate;
pub mod pack;
mod packs;
mod table;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::{Error, Result};
use crate::model::Lang;

/// Reads news articles and says who is who, who said what, and where it comes from.
#[derive(Parser)]
#[command(name = "hashiya", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Annotate an article, or one article a line.
    Annotate(annotate::Args),
    /// Build the language pack of one language from its tables.
    Pack(PackArgs),
}

#[derive(clap::Args)]
struct PackArgs {
    /// The language of the pack.
    #[arg(long)]
    lang: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// The folder that holds the tables.
    #[arg(long, default_value = "src/lang/data")]
    data: PathBuf,
    /// Keep only what the words of this text need, and do not deflate: the lexicon of a rehearsal.
    #[arg(long)]
    words_of: Option<PathBuf>,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Pack(args) => write_pack(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(std::io::stderr(), "hashiya: {error} [{}]", error.code());
            ExitCode::FAILURE
        }
    }
}

fn write_pack(args: &PackArgs) -> Result<()> {
    let lang: Lang = args.lang.parse()?;
    let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| io_error(file, &error));
    let words_of = args.words_of.as_ref().map(read).transpose()?;
    let pack = pack::build(lang, &args.data, words_of.as_deref())?;
    std::fs::write(&args.out, pack).map_err(|error| io_error(&args.out, &error))
}

fn io_error(path: &std::path::Path, error: &std::io::Error) -> Error {
    Error::Io { path: path.display().to_string(), reason: error.to_string() }
}
