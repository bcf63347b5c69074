//! `hashiya cluster`: groups words that are used alike, from unlabelled text. The table it writes is kept with the project;
//! making it anew takes the texts and some minutes.

mod exchange;

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::path::PathBuf;

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
    #[arg(long, default_value_t = 12)]
    rounds: usize,
    /// Texts, a paragraph a line; a line that is a JSON object is read for its "title" and "text".
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// How many clusters there are at each of the three depths, the finest first.
const CLASSES: [usize; 3] = [1024, 256, 64];

pub fn run(args: &Args) -> Result<()> {
    let lang: Lang = args.lang.parse()?;
    let started = std::time::Instant::now();
    let mut texts: Vec<Vec<String>> = Vec::new();
    for path in &args.files {
        let file = std::fs::File::open(path).map_err(|error| io_error(path, &error))?;
        for line in std::io::BufReader::new(file).split(b'\n') {
            let line = import::decode(&line.map_err(|error| io_error(path, &error))?)?;
            for paragraph in paragraphs(&line) {
                let tokens = token::tokens(&paragraph, Span::new(0, paragraph.len()), lang);
                let keys = tokens.into_iter().map(|token| match token.kind {
                    TokenKind::Number => "0".to_owned(),
                    _ => token.key,
                });
                texts.push(keys.collect());
            }
        }
    }
    let mut counts: HashMap<&str, u64> = HashMap::new();
    for key in texts.iter().flatten() {
        *counts.entry(key).or_default() += 1;
    }
    let mut words: Vec<(&str, u64)> = counts.into_iter().filter(|&(_, count)| count >= args.least).collect();
    words.sort_unstable_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
    let places: HashMap<&str, u32> = words.iter().map(|&(word, _)| word).zip(0..).collect();
    let sentences: Vec<Vec<Option<u32>>> =
        texts.iter().map(|text| text.iter().map(|key| places.get(key.as_str()).copied()).collect()).collect();
    eprintln!("{} words in {} paragraphs, {:?}", words.len(), texts.len(), started.elapsed());
    let bigrams = Bigrams::count(sentences.iter().map(Vec::as_slice), words.len());
    let fine = exchange::classes(&bigrams, CLASSES[0], args.rounds);
    let merged = bigrams.merged(&fine, CLASSES[0]);
    let middle = exchange::classes(&merged, CLASSES[1], args.rounds);
    let coarse = exchange::classes(&merged.merged(&middle, CLASSES[1]), CLASSES[2], args.rounds);
    eprintln!("clusters, {:?}", started.elapsed());
    let paths = fine.iter().map(|&fine| {
        let middle = middle[usize::from(fine)];
        format!("{}.{middle}.{fine}", coarse[usize::from(middle)])
    });
    let mut rows: Vec<(&str, String)> = words.iter().map(|&(word, _)| word).zip(paths).collect();
    rows.sort_unstable();
    let mut out =
        std::io::BufWriter::new(std::fs::File::create(&args.out).map_err(|error| io_error(&args.out, &error))?);
    let mut write = || -> std::io::Result<()> {
        writeln!(out, "word\tcluster")?;
        for (word, cluster) in &rows {
            writeln!(out, "{word}\t{cluster}")?;
        }
        out.flush()
    };
    write().map_err(|error| io_error(&args.out, &error))
}

pub fn paragraphs(line: &str) -> Vec<String> {
    let object: Option<serde_json::Value> = line.starts_with('{').then(|| serde_json::from_str(line).ok()).flatten();
    let Some(object) = object else { return vec![line.to_owned()] };
    let parts = ["title", "text"].into_iter().filter_map(|name| object[name].as_str());
    parts.flat_map(str::lines).map(str::to_owned).collect()
}
