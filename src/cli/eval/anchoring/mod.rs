//! `hashiya eval anchoring`: whether passages are found again after edits, and only they.
//!
//! A trial takes a passage of a text, makes a quote of it, edits the text, and looks for the quote. Right is a span with both ends where
//! the letters of the passage begin and end now; what was typed between it and its neighbours may be in or out. A span anywhere else is
//! false, and any span is, once the passage is deleted. Passages that stand in the text twice with the same context are not drawn.
//!
//! Edits change 5 % of the letters, see [`edits`]. A paragraph that moves is among them; where it takes the passage along, the trial is
//! counted apart and not among those that were asked for: what stands among other words at another place cannot be told from words that
//! were planted there before the original was deleted, not by a reader either. What is false there counts with all that is false.

mod edits;
mod lists;
mod trial;

use std::io::Write;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use crate::cli::io_error;
use crate::error::{Error, Result};
pub use lists::{list, names};
pub use trial::{Outcome, Trial};
use trial::{SURVIVED, Truth};

/// So many articles of the files are drawn.
const ARTICLES: usize = 400;
/// Lines of a file without articles of its own are joined to texts of so many bytes.
const LENGTH: usize = 3000;

#[derive(clap::Args)]
pub struct Args {
    /// How many passages are looked for.
    #[arg(long, default_value_t = 10_000)]
    trials: usize,
    /// What texts, passages and edits are drawn by.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The kind of text; lists are made by the seed.
    #[arg(long, default_value = "news", value_parser = ["news", "list"])]
    kind: String,
    /// Quotes without the position that they had.
    #[arg(long)]
    without_positions: bool,
    /// List what is false, and what is not found though it survived.
    #[arg(long)]
    errors: bool,
    /// Plain text, or JSON lines {"text"}.
    #[arg(required_if_eq("kind", "news"))]
    texts: Vec<PathBuf>,
}

/// Prints the table of outcomes.
///
/// # Errors
/// Those of reading the texts and of writing.
pub fn run(args: &Args) -> Result<()> {
    let material = match args.kind.as_str() {
        "list" => Material::lists(args.seed),
        _ => Material::news(&args.texts, args.seed)?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut told = Vec::new();
    let tally = material
        .measure(args.trials, args.seed, !args.without_positions, |trial, outcome| told.extend(line(trial, outcome)));
    let told = if args.errors { told.concat() } else { String::new() };
    let written = out.write_all(told.as_bytes()).and_then(|()| tally.write(&mut out)).and_then(|()| out.flush());
    written.map_err(|error| io_error(Path::new("standard output"), &error))
}

/// What passages are drawn of.
pub struct Material {
    pub texts: Vec<String>,
    /// What a third of the passages is, or none where nothing is known of names.
    pub names: Vec<&'static str>,
}

impl Material {
    /// Articles of `files`, drawn by `seed`.
    ///
    /// # Errors
    /// Those of reading the files.
    pub fn news(files: &[PathBuf], seed: u64) -> Result<Material> {
        Ok(Material { texts: articles(files, &mut Rng::with_seed(seed))?, names: Vec::new() })
    }

    /// Lists that are made by `seed`.
    pub fn lists(seed: u64) -> Material {
        let mut random = Rng::with_seed(seed);
        Material { texts: (0..ARTICLES).map(|_| list(&mut random)).collect(), names: names() }
    }

    /// Looks for `trials` passages, drawn by `seed`, and shows each to `each`.
    pub fn measure(
        &self,
        trials: usize,
        seed: u64,
        has_positions: bool,
        mut each: impl FnMut(&Trial, Outcome),
    ) -> Tally {
        let mut tally = Tally::default();
        tally.redrawn = self.draw(trials, seed, has_positions, |trial| {
            let (outcome, _) = trial.outcome();
            tally.count(trial.row(), outcome);
            each(trial, outcome);
        });
        tally
    }

    /// Shows `trials` to `each`, drawn by `seed`, and those beside whose passage moved; how many were drawn in vain.
    pub fn draw(&self, trials: usize, seed: u64, has_positions: bool, mut each: impl FnMut(&Trial)) -> usize {
        let mut random = Rng::with_seed(seed);
        let (mut drawn, mut redrawn) = (0, 0);
        while !self.texts.is_empty() && drawn < trials && redrawn <= 100 * trials {
            let mut random = random.fork();
            let at = random.usize(..self.texts.len());
            let other = (at + random.usize(1..self.texts.len().max(2))) % self.texts.len();
            match Trial::draw(&self.texts[at], &self.texts[other], &self.names, has_positions, &mut random) {
                Some(trial) => {
                    drawn += usize::from(trial.row() != MOVED);
                    each(&trial);
                }
                None => redrawn += 1,
            }
        }
        redrawn
    }
}

/// How many trials ended how.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    rows: [[usize; 4]; ROWS.len()],
    redrawn: usize,
}

/// What the passages of each row have gone through: so much of them was edited at most; nothing is left of those deleted.
const ROWS: [(&str, f64); 7] = [
    ("not edited", 0.0),
    ("up to 5 %", 0.05),
    ("up to 10 %", 0.1),
    ("up to 20 %", SURVIVED),
    ("edited more", f64::INFINITY),
    ("deleted", f64::NAN),
    ("moved", f64::NAN),
];
const DELETED: usize = 5;
const MOVED: usize = 6;

impl Trial {
    /// The row of a tally that counts it.
    pub fn row(&self) -> usize {
        match self.truth {
            Truth::Deleted => DELETED,
            _ if self.is_moved => MOVED,
            Truth::Stands { edited, .. } => ROWS.iter().position(|row| edited <= row.1).unwrap_or(DELETED - 1),
        }
    }
}

impl Tally {
    /// Counts a trial of [`Trial::row`].
    pub fn count(&mut self, row: usize, outcome: Outcome) {
        self.rows[row][outcome as usize] += 1;
    }

    /// How many trials there were, those aside whose passage moved.
    pub fn trials(&self) -> usize {
        self.rows[..MOVED].iter().flatten().sum()
    }

    /// How many found something else than the passage.
    pub fn false_anchors(&self) -> usize {
        self.rows.iter().map(|row| row[Outcome::False as usize]).sum()
    }

    /// The share of the passages that were edited by a fifth of their length at most that were found.
    pub fn found(&self) -> f64 {
        let survivors = || ROWS.iter().zip(&self.rows).filter(|(row, _)| row.1 <= SURVIVED).map(|(_, counts)| counts);
        let all: usize = survivors().flatten().sum();
        survivors().map(|counts| counts[Outcome::Right as usize]).sum::<usize>() as f64 / all.max(1) as f64
    }

    fn write(&self, out: &mut impl Write) -> std::io::Result<()> {
        writeln!(
            out,
            "  {:<12} {:>7} {:>7} {:>8} {:>8} {:>7}",
            "passage", "trials", "right", "ends off", "orphans", "false"
        )?;
        for ((name, _), counts) in ROWS.iter().zip(&self.rows) {
            let [right, beside, orphans, wrong] = counts;
            writeln!(
                out,
                "  {name:<12} {:>7} {right:>7} {beside:>8} {orphans:>8} {wrong:>7}",
                counts.iter().sum::<usize>()
            )?;
        }
        let (trials, wrong) = (self.trials(), self.false_anchors());
        let (moved, redrawn) = (self.rows[MOVED].iter().sum::<usize>(), self.redrawn);
        writeln!(
            out,
            "  {moved} whose paragraph moved are put apart, {redrawn} were drawn anew: no quote tells which place is meant"
        )?;
        writeln!(
            out,
            "  of those edited by a fifth at most {:.2} % are found; {wrong} false anchors in {trials} trials",
            100.0 * self.found()
        )
    }
}

/// A trial in a few lines, if there is something wrong with it.
fn line(trial: &Trial, outcome: Outcome) -> Option<String> {
    let is_lost =
        matches!(trial.truth, Truth::Stands { edited, .. } if edited <= SURVIVED && outcome == Outcome::Orphan);
    if !is_lost && !matches!(outcome, Outcome::False | Outcome::Beside) {
        return None;
    }
    let (_, found) = trial.outcome();
    let at = match &trial.truth {
        Truth::Stands { starts, ends, .. } => {
            let letters = trial.after.chars().skip(starts.start.saturating_sub(34)).take(ends.end - starts.start + 68);
            letters.collect::<String>()
        }
        Truth::Deleted => {
            found.and_then(|(words, _)| crate::model::text::find(&trial.after, words)).map_or(String::new(), |at| {
                let start = trial.after[..at].chars().count().saturating_sub(60);
                trial.after.chars().skip(start).take(300).collect()
            })
        }
    };
    Some(format!(
        "== {outcome:?} {}{}\n  quote {:?} [{}] {:?}\n  found {found:?}\n  stands {at:?}\n",
        match trial.truth {
            Truth::Stands { edited, .. } => format!("{edited:.2}"),
            Truth::Deleted => "deleted".to_owned(),
        },
        if trial.is_moved { ", moved" } else { "" },
        trial.prefix,
        trial.exact,
        trial.suffix,
    ))
}

/// Articles of the files, drawn by `random`.
fn articles(files: &[PathBuf], random: &mut Rng) -> Result<Vec<String>> {
    let mut articles = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).map_err(|error| io_error(file, &error))?;
        if file.extension().is_some_and(|extension| extension == "jsonl") {
            let mut lines: Vec<(usize, &str)> = text.lines().enumerate().collect();
            random.shuffle(&mut lines);
            for (at, line) in lines.into_iter().take(ARTICLES) {
                articles.push(text_of(file, at, line)?);
            }
        } else {
            articles.extend(joined(&text, LENGTH));
        }
    }
    articles.retain(|article| article.len() > 300);
    random.shuffle(&mut articles);
    articles.truncate(ARTICLES);
    Ok(articles)
}

fn text_of(file: &Path, at: usize, line: &str) -> Result<String> {
    let invalid = |reason: &str| Error::InvalidInput {
        path: format!("{}:{}", file.display(), at + 1),
        reason: reason.to_owned(),
    };
    let json: serde_json::Value = serde_json::from_str(line).map_err(|error| invalid(&error.to_string()))?;
    json["text"].as_str().map(str::to_owned).ok_or_else(|| invalid("there is no \"text\""))
}

/// Paragraphs of `text` in a row as texts of `length` bytes at least, the last one aside.
pub fn joined(text: &str, length: usize) -> Vec<String> {
    let mut texts = vec![String::new()];
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if let Some(last) = texts.last_mut() {
            last.push_str(line);
            last.push('\n');
            if last.len() >= length {
                texts.push(String::new());
            }
        }
    }
    texts
}
