//! Annotated text as rows `token<TAB>tag`: BIO tags, a blank line between sentences, `-DOCSTART-` between documents.

use std::path::Path;

use super::io_error;
use crate::detect::tagger::label::{Label, Name, labels};
use crate::error::{Error, Result};

/// How many sentences make a document where the rows do not say.
const DOCUMENT: usize = 20;

/// A sentence of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    pub tokens: Vec<String>,
    pub labels: Vec<Label>,
    /// The line of the file on which each token stands, from 1.
    pub lines: Vec<usize>,
}

/// Sentences that belong together.
pub type Document = Vec<Sentence>;

/// The type names that tags use, by the index of the type in [`crate::detect::tagger::label::TYPES`]. Wojood's finer types
/// are mapped to the four: a GPE is a place, a nationality (NORP) is MISC; the others are no names here.
const TAGS: [(&str, usize); 8] =
    [("PER", 0), ("PERS", 0), ("ORG", 1), ("LOC", 2), ("GPE", 2), ("FAC", 2), ("MISC", 3), ("NORP", 3)];

/// Reads the corpus at `path`.
///
/// # Errors
/// [`Error::Io`]; [`Error::InvalidTable`] with the line for a row without a tag.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let text = std::fs::read_to_string(path).map_err(|error| io_error(path, &error))?;
    let has_documents = text.contains("-DOCSTART-");
    let mut documents: Vec<Document> = vec![Vec::new()];
    let mut rows: Vec<(usize, &str, &str)> = Vec::new();
    for (at, line) in text.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            close(&mut documents, &mut rows, has_documents);
            continue;
        }
        let (token, tag) = line.split_once('\t').ok_or_else(|| Error::InvalidTable {
            file: path.display().to_string(),
            line: at + 1,
            reason: "a row is a token, a tab and a tag".to_owned(),
        })?;
        if token == "-DOCSTART-" {
            rows.clear();
            documents.push(Vec::new());
        } else {
            rows.push((at + 1, token, tag.trim()));
        }
    }
    documents.retain(|document| !document.is_empty());
    Ok(documents)
}

fn close(documents: &mut Vec<Document>, rows: &mut Vec<(usize, &str, &str)>, has_documents: bool) {
    if rows.is_empty() {
        return;
    }
    let mut names: Vec<Name> = Vec::new();
    let mut before = "O";
    for (at, &(_, _, tag)) in rows.iter().enumerate() {
        let kind = tag.get(2..).and_then(|kind| TAGS.iter().find(|(name, _)| *name == kind));
        if let Some(&(_, kind)) = kind {
            let goes_on = tag.starts_with("I-") && before.get(2..) == tag.get(2..);
            match names.last_mut().filter(|name| goes_on && name.tokens.end == at) {
                Some(name) => name.tokens.end += 1,
                None => names.push(Name { tokens: at..at + 1, kind }),
            }
        }
        before = tag;
    }
    let sentence = Sentence {
        labels: labels(&names, rows.len()),
        tokens: rows.iter().map(|row| row.1.to_owned()).collect(),
        lines: rows.iter().map(|row| row.0).collect(),
    };
    rows.clear();
    match documents.last_mut() {
        Some(document) if has_documents || document.len() < DOCUMENT => document.push(sentence),
        _ => documents.push(vec![sentence]),
    }
}
