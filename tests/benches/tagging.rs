//! How many tokens the tagger reads in a second on one core, as a ratio of its limit: `make bench-tagging`.
//!
//! The packs are those of `www/packs`, or of the folder that HASHIYA_PACKS names. The texts are the demo's stories, each
//! over and over, and, where the folder that CORPORA names is at hand, the development parts of two corpora.

mod sample;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use hashiya::model::Lang;
use sample::Sample;

/// Tokens in a second that tagging has to reach natively.
const LIMIT: f64 = 1_000_000.0;
/// How many tokens a round has at least.
const TOKENS: usize = 100_000;
const ROUNDS: usize = 9;

fn main() -> ExitCode {
    let packs = folder("HASHIYA_PACKS", "www/packs");
    let corpora = folder("CORPORA", "../shared/corpora");
    for lang in Lang::ALL {
        let pack = packs.join(format!("{}.pack", lang.tag()));
        let story = Path::new("www/demo").join(format!("{}.txt", lang.tag()));
        let rows = corpora.join(match lang {
            Lang::Ar => "ner-ar/anercorp-dev.tsv",
            Lang::En => "ner-en/conll2003-dev.tsv",
        });
        for text in [story, rows].iter().filter(|text| at_root(text).is_file()) {
            match measure(&pack, text) {
                Ok(line) => println!("{line}"),
                Err(reason) => {
                    eprintln!("tagging: {reason}");
                    return ExitCode::FAILURE;
                }
            }
        }
    }
    ExitCode::SUCCESS
}

fn folder(variable: &str, otherwise: &str) -> PathBuf {
    PathBuf::from(std::env::var_os(variable).unwrap_or_else(|| otherwise.into()))
}

fn at_root(path: &Path) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// One line on the speed of tagging `text`, or on why there is none.
fn measure(pack: &Path, text: &Path) -> Result<String, String> {
    let read = |path: &Path| std::fs::read(at_root(path)).map_err(|error| format!("{}: {error}", path.display()));
    let letters = String::from_utf8(read(text)?).map_err(|error| format!("{}: {error}", text.display()))?;
    let is_rows = text.extension().is_some_and(|extension| extension == "tsv");
    let sample = match Sample::new(&read(pack)?, &letters, is_rows) {
        Ok(sample) => sample,
        Err(reason) => return Ok(format!("tag {}: not measured, {}: {reason}", text.display(), pack.display())),
    };
    let passes = TOKENS.div_ceil(sample.tokens().max(1));
    let tokens = passes * sample.tokens();
    let speed = |tag: fn(&Sample) -> usize| tokens as f64 / median(|| tag(&sample), passes);
    let (given, read) = (speed(Sample::tag), speed(Sample::read_and_tag));
    Ok(format!(
        "tag {}: {:.0} thousand tokens/s, {:.2} of the limit of {:.0} thousand; {:.0} thousand with cutting the tokens \
         (median of {ROUNDS} rounds of {tokens} tokens)",
        text.display(),
        given / 1e3,
        given / LIMIT,
        LIMIT / 1e3,
        read / 1e3,
    ))
}

/// The median of the seconds that `passes` runs of `work` take.
fn median(work: impl Fn() -> usize, passes: usize) -> f64 {
    let mut rounds: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..passes {
                std::hint::black_box(work());
            }
            start.elapsed()
        })
        .collect();
    rounds.sort();
    rounds[ROUNDS / 2].as_secs_f64()
}
