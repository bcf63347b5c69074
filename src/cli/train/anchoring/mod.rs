//! `hashiya train-anchoring`: learns the numbers by which the judge of places takes one for that of a quote, or none
//! (`src/exchange/anchor/approximate/judge.rs`).
//!
//! 1. The trials of `hashiya eval anchoring` are drawn by some seeds, and what the judge compares in them is gathered ([`cases`]).
//! 2. A logistic regression tells the right places from all others by it ([`regression`]); its weights are rounded as they are written.
//! 3. By trials of other seeds the floors and the margin are chosen ([`floors`]).
//! 4. How many passages are found by all that is printed, beside what is found by the numbers as they are, and they are written into
//!    the judge's file ([`numbers`]).

mod cases;
mod floors;
mod numbers;
mod regression;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::io_error;
use crate::error::{Error, Result};
use cases::{Case, Sample};
use numbers::Numbers;
use regression::Example;

#[derive(clap::Args)]
pub struct Args {
    /// What the trials to learn weights from are drawn by.
    #[arg(long, value_delimiter = ',', default_values_t = [11, 12, 14])]
    seeds: Vec<u64>,
    /// What the trials to choose floors and margin by are drawn by.
    #[arg(long, value_delimiter = ',', default_values_t = [13, 18, 19])]
    development: Vec<u64>,
    /// How many passages are looked for in each kind of text by each seed, with the positions and again without.
    #[arg(long, default_value_t = 10_000)]
    trials: usize,
    /// The file of the judge, in which the numbers are replaced; without it, they are printed.
    #[arg(long)]
    judge: Option<PathBuf>,
    /// The kinds of news, a file each: plain text, or JSON lines {"text"}. Lists are made.
    #[arg(required = true)]
    texts: Vec<PathBuf>,
}

/// Learns, prints what is found, and writes the numbers.
///
/// # Errors
/// Those of reading the texts and of writing; that there is nothing to tell apart.
pub fn run(args: &Args) -> Result<()> {
    let source = args.judge.as_ref().map_or_else(|| Ok(numbers::JUDGE.to_owned()), |file| read(file))?;
    let name = args.judge.as_deref().unwrap_or(Path::new("judge.rs"));
    let current = Numbers::read(&source).ok_or_else(|| numbers::unknown(name))?;
    let samples = cases::samples(&args.texts, &args.seeds, args.trials)?;
    let learned = learned(&samples).ok_or_else(|| Error::InvalidInput {
        path: "TEXT".to_owned(),
        reason: "nothing is to be learnt from these trials; there have to be right places and others, and many of them"
            .to_owned(),
    })?;
    drop(samples);
    let development = cases::samples(&args.texts, &args.development, args.trials)?;
    let learned = floors::chosen(&learned, &development);
    let judge = learned.put_into(&source).ok_or_else(|| numbers::unknown(name))?;
    let mut out = std::io::stdout().lock();
    let told = table(&mut out, &development, &[("as it is", &current), ("learnt", &learned)]);
    let told =
        told.and_then(|()| if args.judge.is_none() { write!(out, "{}", numbers::lines(&judge)) } else { Ok(()) });
    told.map_err(|error| io_error(Path::new("standard output"), &error))?;
    let written = args.judge.as_ref().map_or(Ok(()), |file| std::fs::write(file, judge));
    written.map_err(|error| io_error(name, &error))
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|error| io_error(file, &error))
}

/// The weights that tell the right places of `samples` from the wrong ones; of those with an end off nobody says which they are.
fn learned(samples: &[Sample]) -> Option<Numbers> {
    let examples: Vec<Example<_>> = samples.iter().flat_map(|sample| &sample.cases).flat_map(Case::examples).collect();
    eprintln!("{} places in {} samples", examples.len(), samples.len());
    regression::fit(&examples).map(|odds| Numbers::of(&odds))
}

/// What is found of each sample by each of `all` numbers, and what is false.
fn table(out: &mut impl Write, samples: &[Sample], all: &[(&str, &Numbers)]) -> std::io::Result<()> {
    for (name, numbers) in all {
        let Numbers { floor, floor_anywhere, margin, .. } = numbers;
        writeln!(out, "the judge {name}: floors {floor:.1} and {floor_anywhere:.1}, margin {margin:.1}")?;
        for sample in samples {
            let tally = sample.tally(numbers);
            let found = 100.0 * tally.found();
            writeln!(out, "  {:<50} {found:6.2} % found {:>4} false", sample.name, tally.false_anchors())?;
        }
    }
    Ok(())
}
