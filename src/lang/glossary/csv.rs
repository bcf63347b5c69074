//! Glossaries as CSV: a first line that names the columns, then a name a line.

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::Glossary;
use super::draft::{Draft, FIELDS, Place, Problem, is_never};
use crate::error::{Error, Result};

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
        let mut text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n");
        text.push('\n');
        let mut records = Records::new(&text);
        let mut problems = Vec::new();
        let columns = columns(&records.next()?.unwrap_or_default(), &mut problems)?;
        self.reserve(text.len());
        while let Some(record) = records.next()? {
            if record.cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.take(&draft(&record, &columns), &mut problems);
        }
        Ok(problems)
    }

    /// Makes room for the names of a file of `bytes`, at some 80 a line.
    fn reserve(&mut self, bytes: usize) {
        self.slots.reserve(bytes / 80);
    }
}

/// Which field each column holds.
fn columns(header: &Record, problems: &mut Vec<Problem>) -> Result<Vec<Option<usize>>> {
    let field = |cell: &&str| FIELDS.iter().position(|field| field.eq_ignore_ascii_case(cell.trim()));
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

fn draft<'t>(record: &Record<'t>, columns: &[Option<usize>]) -> Draft<'t> {
    let mut draft = Draft::new(Place::Line(record.line));
    for (cell, field) in record.cells.iter().zip(columns) {
        if let Some(field) = *field {
            draft.fields[field] = Cow::Borrowed(cell);
        }
    }
    let more = record.cells.get(columns.len()..).unwrap_or_default();
    if more.iter().any(|cell| !cell.trim().is_empty()) {
        let (has, are) = (record.cells.len(), columns.len());
        draft.fault = Some(format!(
            "{has} cells stand under {are} columns; put a cell that holds the delimiter in quotation marks"
        ));
        // Cells have moved to the right: where one of them may be the yes of the column `never`, it is.
        let never = columns.iter().position(|field| *field == Some(NEVER));
        let moved = never.and_then(|never| record.cells.get(never..)).unwrap_or_default();
        let is_yes = moved.iter().any(|cell| is_never(cell) == (true, true));
        draft.fields[NEVER] = Cow::Borrowed(if is_yes { "yes" } else { "" });
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
    cells: Vec<&'t str>,
}

struct Records<'t> {
    reader: Reader,
    /// What is not read yet; ends in a line break.
    rest: &'t [u8],
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Records<'_> {
    fn new(text: &str) -> Records<'_> {
        let reader = ReaderBuilder::new().delimiter(delimiter(text)).build();
        Records { reader, rest: text.as_bytes(), bytes: vec![0; 4096], ends: vec![0; 64] }
    }

    fn next(&mut self) -> Result<Option<Record<'_>>> {
        let (mut written, mut cells) = (0, 0);
        loop {
            let is_over = self.rest.is_empty();
            let (result, read, bytes, ends) =
                self.reader.read_record(self.rest, &mut self.bytes[written..], &mut self.ends[cells..]);
            self.rest = &self.rest[read..];
            (written, cells) = (written + bytes, cells + ends);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                // The text ends in a line break, so only an open quotation goes on to the end.
                ReadRecordResult::Record if is_over => {
                    let line = self.line(written, 0);
                    let reason =
                        "a quotation mark opens here that is never closed; close it, or double a mark that is meant"
                            .to_owned();
                    return Err(invalid(line, reason));
                }
                ReadRecordResult::Record => return Ok(Some(self.record(written, cells))),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn record(&self, written: usize, cells: usize) -> Record<'_> {
        let mut start = 0;
        let ends = self.ends[..cells].iter();
        let cells = ends.map(|&end| {
            // The bytes were a text, and cells are cut at ASCII.
            let cell = std::str::from_utf8(&self.bytes[start..end]).unwrap_or_default();
            start = end;
            cell
        });
        Record { cells: cells.collect(), line: self.line(written, 1) }
    }

    /// The line where the record begins of which `written` bytes are in the buffer and `ended` line breaks were read after.
    fn line(&self, written: usize, ended: u32) -> u32 {
        let breaks = self.bytes[..written].iter().filter(|&&byte| byte == b'\n').count() as u32;
        (self.reader.line() as u32).saturating_sub(breaks + ended).max(1)
    }
}

/// What parts the cells: whichever of comma, semicolon and tab the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|&byte| byte == delimiter).count();
    let found = [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter));
    found.unwrap_or(b',')
}
