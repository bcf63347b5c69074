//! Newsrooms' glossaries on disk.

use std::io::Write;
use std::path::PathBuf;
use std::rc::Rc;

use super::io_error;
use crate::error::{Error, Result};
use crate::import;
use crate::lang::Glossary;
use crate::lang::glossary::Problem;

/// The glossary in `files`, JSON or CSV; none where there are no files. What cannot be taken is told on standard error, a line
/// each: `FILE:12: message [code]`.
///
/// # Errors
/// [`Error::Io`], [`Error::InvalidUtf8`]; [`Error::InvalidGlossary`] for a file of which nothing can be read.
pub fn read(files: &[PathBuf]) -> Result<Option<Rc<Glossary>>> {
    let mut glossary = Glossary::default();
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| io_error(file, &error))?;
        let named = |error| match error {
            Error::InvalidGlossary { place, reason } => {
                Error::InvalidGlossary { place: format!("{}:{place}", file.display()), reason }
            }
            other => other,
        };
        let problems = import::decode(&bytes).and_then(|text| add(&mut glossary, &text)).map_err(named)?;
        let mut out = std::io::BufWriter::new(std::io::stderr().lock());
        for problem in problems {
            // A closed standard error leaves nobody to tell.
            let _ = writeln!(out, "{}:{problem}", file.display());
        }
    }
    Ok((!files.is_empty()).then(|| Rc::new(glossary)))
}

/// Adds a file to `glossary`: JSON where it begins with a bracket, else CSV.
fn add(glossary: &mut Glossary, text: &str) -> Result<Vec<Problem>> {
    if !text.trim_start().starts_with(['[', '{']) {
        return glossary.add_csv(text);
    }
    let json: serde_json::Value = serde_json::from_str(text).map_err(|error| Error::InvalidGlossary {
        place: format!("{}:{}", error.line(), error.column()),
        reason: format!("it is no JSON: {error}"),
    })?;
    glossary.add_json(&json.into())
}
