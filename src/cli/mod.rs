//! The command line: annotates articles and builds language packs, natively and without a browser.

mod annotate;
mod articles;
mod check;
mod cluster;
mod convert;
mod corpus;
pub mod eval;
pub mod glossary;
mod measures;
pub mod pack;
pub(crate) mod packs;
mod table;
mod tag;
mod train;

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
    /// Ask of articles what a careful copy desk would ask.
    Check(check::Args),
    /// Bring annotations from one format into another, and onto a text.
    Convert(convert::Args),
    /// Group words that are used alike, from unlabelled text.
    Cluster(cluster::Args),
    /// Learn the weights of the tagger from annotated text.
    Train(train::Args),
    /// Learn by what passages are found again in edited texts, from trials that are made.
    TrainAnchoring(train::anchoring::Args),
    /// Tag rows of tokens with the names they are in.
    Tag(tag::Args),
    /// Measure the engine on annotated text.
    #[command(subcommand)]
    Eval(Eval),
    /// Build the language pack of one language from its tables.
    Pack(PackArgs),
}

#[derive(Subcommand)]
enum Eval {
    /// Precision, recall and F1 of names, as conlleval counts them.
    Ner(tag::Args),
    /// How often the engine's marks of names are right, by how sure it says it is.
    Calibration(tag::Args),
    /// How right the engine is about who said what and where it comes from.
    Quotes(eval::quotes::Args),
    /// How often passages are found again after edits, and whether anything else is found in their place.
    Anchoring(eval::anchoring::Args),
}

#[derive(clap::Args)]
struct PackArgs {
    /// The language of the pack.
    #[arg(long)]
    lang: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// What `hashiya cluster` wrote, in place of the clusters in the folder of the tables.
    #[arg(long)]
    clusters: Option<PathBuf>,
    /// What `hashiya train` wrote, in place of the weights in the folder of the tables.
    #[arg(long)]
    weights: Option<PathBuf>,
    /// Leave out what `hashiya train` learns: the pack that it takes.
    #[arg(long, conflicts_with = "weights")]
    untrained: bool,
    /// The folder that holds the tables.
    #[arg(long, default_value = "src/lang/data")]
    data: PathBuf,
    /// Keep only what the words of this text need, with the text in place of the notice, and do not deflate: a rehearsal.
    #[arg(long)]
    words_of: Option<PathBuf>,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Check(args) => return check::run(&args),
        Command::Cluster(args) => cluster::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Train(args) => train::run(&args),
        Command::TrainAnchoring(args) => train::anchoring::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Eval(Eval::Ner(args)) => tag::evaluate(&args),
        Command::Eval(Eval::Calibration(args)) => eval::calibration::run(&args),
        Command::Eval(Eval::Quotes(args)) => eval::quotes::run(&args),
        Command::Eval(Eval::Anchoring(args)) => eval::anchoring::run(&args),
        Command::Pack(args) => write_pack(&args),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error);
            ExitCode::FAILURE
        }
    }
}

/// Tells a failure on standard error.
fn tell(error: &Error) {
    // A closed standard error leaves nobody to tell.
    let _ = writeln!(std::io::stderr(), "hashiya: {error} [{}]", error.code());
}

fn write_pack(args: &PackArgs) -> Result<()> {
    let lang: Lang = args.lang.parse()?;
    let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|error| io_error(file, &error));
    let words_of = args.words_of.as_ref().map(read).transpose()?;
    let options = pack::Options {
        clusters: args.clusters.as_deref(),
        weights: args.weights.as_deref(),
        untrained: args.untrained,
        words_of: words_of.as_deref(),
    };
    let pack = pack::build(lang, &args.data, options)?;
    std::fs::write(&args.out, pack).map_err(|error| io_error(&args.out, &error))
}

fn io_error(path: &std::path::Path, error: &std::io::Error) -> Error {
    Error::Io { path: path.display().to_string(), reason: error.to_string() }
}
