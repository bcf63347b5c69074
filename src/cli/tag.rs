//! `hashiya tag` and `hashiya eval ner`: the tagger on rows of tokens and tags.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::corpus::{self, Document};
use super::{eval, io_error, packs};
use crate::detect::tagger::label::{Place, TYPES};
use crate::detect::tagger::{self, FirstReading, Label};
use crate::detect::vocabulary::Vocabulary;
use crate::error::{Error, Result};
use crate::lang::{Pack, normalise};
use crate::model::Lang;

#[derive(clap::Args)]
pub struct Args {
    /// The language of the text.
    #[arg(long)]
    lang: String,
    /// The language pack; the installed one where none is given.
    #[arg(long)]
    pack: Option<PathBuf>,
    /// Rows `token<TAB>tag`, a blank line between sentences.
    pub file: PathBuf,
}

impl Args {
    pub fn pack(&self) -> Result<(Lang, Pack)> {
        let lang: Lang = self.lang.parse()?;
        let installed = || PathBuf::from(format!("www/packs/{}.pack", lang.tag()));
        Ok((lang, packs::read(&self.pack.clone().unwrap_or_else(installed))?))
    }
}

/// Prints each row with the predicted tag behind it.
///
/// # Errors
/// What reading the pack or the file can fail with; [`Error::InvalidPack`] for a pack without weights.
pub fn run(args: &Args) -> Result<()> {
    let (_, pack) = args.pack()?;
    let text = std::fs::read_to_string(&args.file).map_err(|error| io_error(&args.file, &error))?;
    let mut tags: Vec<Option<String>> = vec![None; text.lines().count() + 1];
    for document in corpus::read(&args.file)? {
        for (sentence, labels) in document.iter().zip(labels(&document, &pack)?) {
            for (&line, tag) in sentence.lines.iter().zip(bio(&labels)) {
                tags[line] = Some(tag);
            }
        }
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = text.lines().enumerate().try_for_each(|(at, row)| match &tags[at + 1] {
        Some(tag) => writeln!(out, "{row}\t{tag}"),
        None => writeln!(out, "{row}"),
    });
    written.and_then(|()| out.flush()).map_err(|error| io_error(Path::new("standard output"), &error))
}

/// Prints how right the tagger is on the file.
///
/// # Errors
/// Those of [`run`].
pub fn evaluate(args: &Args) -> Result<()> {
    let (_, pack) = args.pack()?;
    let (mut gold, mut found) = (Vec::new(), Vec::new());
    for document in corpus::read(&args.file)? {
        found.extend(labels(&document, &pack)?);
        gold.extend(document.into_iter().map(|sentence| sentence.labels));
    }
    eval::report(&mut std::io::stdout().lock(), &gold, &found)
        .map_err(|error| io_error(Path::new("standard output"), &error))
}

fn labels(document: &Document, pack: &Pack) -> Result<Vec<Vec<Label>>> {
    let table = pack
        .tagger
        .as_ref()
        .ok_or_else(|| Error::InvalidPack { reason: "it has no weights for the tagger".to_owned() })?;
    let mut vocabulary = Vocabulary::new(pack);
    let first = document.iter().filter_map(|sentence| {
        let keys: Vec<Rc<str>> = sentence.tokens.iter().map(|token| normalise::fold(token).into()).collect();
        let form = |at: usize| (sentence.tokens[at].as_str(), &keys[at]);
        let run_ends = vec![keys.len() as u32; keys.len()];
        vocabulary.read(&form, &run_ends, 0..keys.len(), &mut Vec::new())
    });
    let first: Vec<FirstReading> = first.collect();
    Ok(tagger::read_again(table, &first.iter().collect::<Vec<_>>()).map(|read| read.labels).collect())
}

/// `B-PER I-PER O`, in the names of the CoNLL tradition.
fn bio(labels: &[Label]) -> impl Iterator<Item = String> + '_ {
    labels.iter().map(|label| match label.parts() {
        None => "O".to_owned(),
        Some((kind, place)) => {
            let begins = matches!(place, Place::Begin | Place::Single);
            format!("{}-{}", if begins { "B" } else { "I" }, TYPES[kind].as_str())
        }
    })
}
