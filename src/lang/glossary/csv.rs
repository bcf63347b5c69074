//! Glossaries as CSV: a first line that names the columns, then a name a line.
//!
//! Cells are read as RFC 4180 has them. The crates for that do not say that a quotation mark is left open, behind which names would
//! be lost, and cost a page more than these lines.

use std::borrow::Cow;

use super::Glossary;
use super::draft::{Draft, FIELDS, Place, Problem, is_never};
use crate::error::{Error, Result};
use crate::model::text::{has, replaced};

/// The column that says that a name is never marked.
const NEVER: usize = FIELDS.len() - 1;

impl Glossary {
    /// Adds the names of a CSV file. Columns are told by their names in the first line (`name`, `spellings`, `type`,
    /// `description`, `link`, `image`, `lang`, `never`) and parted by commas, semicolons or tabs; several spellings are parted by
    /// `|`. Returns what could not be taken, in the order of the lines; the rest is added.
    ///
    /// # Errors
    /// [`Error::InvalidGlossary`] where there is no column `name`, and where a quotation mark is never closed: all that
    /// follows it would be lost, names that are never to be marked among it.
    pub fn add_csv(&mut self, text: &str) -> Result<Vec<Problem>> {
        let text = text.trim_start_matches('\u{FEFF}');
        let unified = has(text, '\r').then(|| replaced(text, "\r\n", "\n").replace('\r', "\n"));
        let text = unified.as_deref().unwrap_or(text);
        let mut records = Records { rest: text, line: 1, delimiter: delimiter(text) };
        let mut problems = Vec::new();
        let columns = columns(&records.next()?.unwrap_or_default(), &mut problems)?;
        // At some 50 bytes a form.
        self.table.reserve(text.len() / 50);
        while let Some(record) = records.next()? {
            if record.cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.take(&draft(record, &columns), &mut problems);
            }
        }
        Ok(problems)
    }
}

/// Which field each column holds.
fn columns(header: &Record, problems: &mut Vec<Problem>) -> Result<Vec<Option<usize>>> {
    let field = |cell: &Cow<str>| FIELDS.iter().position(|field| field.eq_ignore_ascii_case(cell.trim()));
    let mut columns: Vec<Option<usize>> = header.cells.iter().map(field).collect();
    // Of two columns of one name the first counts.
    for at in 1..columns.len() {
        if columns[at].is_some() && columns[..at].contains(&columns[at]) {
            columns[at] = None;
        }
    }
    if !columns.contains(&Some(0)) {
        let reason = format!("no column is called name; the first line names the columns: {}", FIELDS.join(", "));
        return Err(invalid(header.line.max(1), reason));
    }
    let cells = header.cells.iter().zip(&columns);
    let unknown = cells.filter(|(cell, field)| field.is_none() && !cell.trim().is_empty());
    let unknown: Vec<String> = unknown.map(|(cell, _)| cell.trim().to_owned()).collect();
    Glossary::tell_unknown(&unknown, Place::Line(header.line), problems);
    Ok(columns)
}

fn draft<'t>(record: Record<'t>, columns: &[Option<usize>]) -> Draft<'t> {
    let mut draft = Draft::new(Place::Line(record.line));
    let more = record.cells.get(columns.len()..).unwrap_or_default();
    if more.iter().any(|cell| !cell.trim().is_empty()) {
        let (has, are) = (record.cells.len(), columns.len());
        draft.fault = Some(format!(
            "{has} cells stand under {are} columns; put a cell that holds the delimiter in quotation marks"
        ));
    }
    // Cells have moved to the right then: where one of them may be the yes of the column `never`, it is.
    let never = columns.iter().position(|field| *field == Some(NEVER)).filter(|_| draft.fault.is_some());
    let moved = never.and_then(|never| record.cells.get(never..)).unwrap_or_default();
    let is_moved_yes = moved.iter().any(|cell| is_never(cell) == (true, true));
    for (cell, field) in record.cells.into_iter().zip(columns) {
        if let Some(field) = *field {
            draft.fields[field] = cell;
        }
    }
    if never.is_some() {
        draft.fields[NEVER] = Cow::Borrowed(if is_moved_yes { "yes" } else { "" });
    }
    draft
}

fn invalid(line: u32, reason: String) -> Error {
    Error::InvalidGlossary { place: line.to_string(), reason }
}

/// A row of cells and the line it begins at.
#[derive(Debug, Default)]
struct Record<'t> {
    line: u32,
    cells: Vec<Cow<'t, str>>,
}

struct Records<'t> {
    rest: &'t str,
    line: u32,
    delimiter: u8,
}

impl<'t> Records<'t> {
    /// The next row that is no empty line.
    fn next(&mut self) -> Result<Option<Record<'t>>> {
        while let Some(rest) = self.rest.strip_prefix('\n') {
            self.rest = rest;
            self.line += 1;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut record = Record { line: self.line, cells: Vec::with_capacity(FIELDS.len()) };
        loop {
            record.cells.push(self.cell()?);
            let ends = self.rest.is_empty() || self.rest.starts_with('\n');
            if ends {
                return Ok(Some(record));
            }
            // The delimiter, which is ASCII.
            self.rest = &self.rest[1..];
        }
    }

    fn cell(&mut self) -> Result<Cow<'t, str>> {
        let Some(quoted) = self.rest.strip_prefix('"') else { return Ok(Cow::Borrowed(self.bare())) };
        let mut cell = String::new();
        let mut from = 0;
        loop {
            let Some(mark) = quoted[from..].find('"') else {
                let reason =
                    "a quotation mark opens here that is never closed; close it, or double a mark that is meant";
                return Err(invalid(self.line, reason.to_owned()));
            };
            cell.push_str(&quoted[from..from + mark]);
            from += mark + 1;
            if !quoted[from..].starts_with('"') {
                break;
            }
            cell.push('"');
            from += 1;
        }
        self.line += cell.bytes().filter(|&byte| byte == b'\n').count() as u32;
        self.rest = &quoted[from..];
        cell.push_str(self.bare());
        Ok(Cow::Owned(cell))
    }

    /// What stands before the next delimiter or line break.
    fn bare(&mut self) -> &'t str {
        let end = self.rest.bytes().position(|byte| byte == self.delimiter || byte == b'\n');
        let (bare, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        bare
    }
}

/// What parts the cells: whichever of comma, semicolon and tab the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    let found = [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter));
    found.unwrap_or(b',')
}
