//! `hashiya cluster`: groups words that are used alike, from unlabelled text. `hashiya pack --clusters` puts the table that it
//! writes into a pack.

mod exchange;

use std::collections::HashMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use super::io_error;
use crate::error::Result;
use crate::import;
use crate::lang::token::{self, TokenKind};
use crate::model::{Lang, Span};
use exchange::Bigrams;

#[derive(clap::Args)]
pub struct Args {
    /// The language of the text.
    #[arg(long)]
    lang: String,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// How often a word has to be met.
    #[arg(long, default_value_t = 5)]
    least: u64,
    /// How many times at the most each word is tried in every cluster.
    #[arg(long, default_value_t = 12)]
    rounds: usize,
    /// Texts, a paragraph a line; a line that is a JSON object is read for its "title" and "text".
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// How many clusters there are at each of the three depths, the finest first.
const CLASSES: [usize; 3] = [1024, 256, 64];

const HEADER: &str = "\
# Words that are used alike, folded: learned by `hashiya cluster` from unlabelled text. Sources and licences are in README.md.
# A cluster is named by the coarsest group, the middle one within it and the finest.
cluster\tword
";

/// Runs the command.
///
/// # Errors
/// [`Error::Io`](crate::Error::Io) for a file that cannot be read or written, [`Error::InvalidUtf8`](crate::Error::InvalidUtf8).
pub fn run(args: &Args) -> Result<()> {
    let lang: Lang = args.lang.parse()?;
    let texts = args.files.iter().map(|path| texts(path, lang)).collect::<Result<Vec<_>>>()?.concat();
    let words = words(&texts, args.least);
    eprintln!("{} words in {} paragraphs", words.len(), texts.len());
    let mut rows: Vec<(&str, String)> = words.iter().copied().zip(paths(&texts, &words, args.rounds)).collect();
    rows.sort_unstable();
    // The word comes last: a row that begins with `#` is a comment.
    let table = rows.iter().map(|(word, path)| format!("{path}\t{word}\n"));
    let table: String = std::iter::once(HEADER.to_owned()).chain(table).collect();
    std::fs::write(&args.out, table).map_err(|error| io_error(&args.out, &error))
}

/// The words of each paragraph in a file, folded; all numbers are one word.
fn texts(path: &Path, lang: Lang) -> Result<Vec<Vec<String>>> {
    let file = std::fs::File::open(path).map_err(|error| io_error(path, &error))?;
    let mut texts = Vec::new();
    for line in std::io::BufReader::new(file).split(b'\n') {
        let line = import::decode(&line.map_err(|error| io_error(path, &error))?)?;
        for paragraph in paragraphs(&line) {
            let tokens = token::tokens(&paragraph, Span::new(0, paragraph.len()), lang);
            let keys = tokens.into_iter().map(|token| match token.kind {
                TokenKind::Number => "0".to_owned(),
                _ => token.key.to_string(),
            });
            texts.push(keys.collect());
        }
    }
    Ok(texts)
}

/// The words that are met at least `least` times, the most frequent first.
fn words(texts: &[Vec<String>], least: u64) -> Vec<&str> {
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for key in texts.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let mut words: Vec<(&str, u64)> = counts.into_iter().filter(|&(_, count)| count >= least).collect();
    words.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    words.into_iter().map(|(word, _)| word).collect()
}

/// The clusters of each word, from the coarsest to the finest: `3.41.850`.
fn paths(texts: &[Vec<String>], words: &[&str], rounds: usize) -> Vec<String> {
    let places: HashMap<&str, u32> = words.iter().copied().zip(0..).collect();
    let sentences: Vec<Vec<Option<u32>>> =
        texts.iter().map(|text| text.iter().map(|key| places.get(key.as_str()).copied()).collect()).collect();
    let bigrams = Bigrams::count(sentences.iter().map(Vec::as_slice), words.len());
    let fine = exchange::classes(&bigrams, CLASSES[0], rounds);
    let merged = bigrams.merged(&fine, CLASSES[0]);
    let middle = exchange::classes(&merged, CLASSES[1], rounds);
    let coarse = exchange::classes(&merged.merged(&middle, CLASSES[1]), CLASSES[2], rounds);
    let path = |fine: u16| {
        let middle = middle[usize::from(fine)];
        format!("{}.{middle}.{fine}", coarse[usize::from(middle)])
    };
    fine.into_iter().map(path).collect()
}

/// The paragraphs of a line: its own, or those of the title and the text if it is a JSON object.
pub fn paragraphs(line: &str) -> Vec<String> {
    let object: Option<serde_json::Value> = line.starts_with('{').then(|| serde_json::from_str(line).ok()).flatten();
    let Some(object) = object else { return vec![line.to_owned()] };
    let parts = ["title", "text"].into_iter().filter_map(|name| object[name].as_str());
    parts.flat_map(str::lines).map(str::to_owned).collect()
}
