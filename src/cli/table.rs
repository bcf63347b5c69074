//! The tables of `src/lang/data`: tab-separated, a header row, `#` comments, cells of several values parted by `|`.

use std::path::Path;
use std::rc::Rc;

use crate::error::{Error, Result};

/// One row of a table, which knows where it stands.
pub struct Row {
    file: Rc<str>,
    line: usize,
    columns: Rc<csv::StringRecord>,
    fields: csv::StringRecord,
}

impl Row {
    /// The field of `column`.
    ///
    /// # Errors
    /// [`Error::InvalidTable`] when the table has no such column.
    pub fn field(&self, column: &str) -> Result<&str> {
        let index = self.columns.iter().position(|name| name == column);
        index
            .and_then(|index| self.fields.get(index))
            .ok_or_else(|| self.invalid(&format!("there is no column {column:?}")))
    }

    /// The values of `column`, parted by `|`.
    ///
    /// # Errors
    /// As [`Row::field`].
    pub fn list(&self, column: &str) -> Result<impl Iterator<Item = &str>> {
        Ok(self.field(column)?.split('|').map(str::trim).filter(|value| !value.is_empty()))
    }

    /// Which of `values` the field of `column` is.
    ///
    /// # Errors
    /// [`Error::InvalidTable`] when it is none of them.
    pub fn one_of(&self, column: &str, values: &[&str]) -> Result<usize> {
        let field = self.field(column)?;
        let known = values.iter().position(|value| *value == field);
        known.ok_or_else(|| self.invalid(&format!("{column} is {field:?}; it may be {}", values.join(", "))))
    }

    /// An error about this row.
    pub fn invalid(&self, reason: &str) -> Error {
        Error::InvalidTable { file: self.file.to_string(), line: self.line, reason: reason.to_owned() }
    }
}

/// Reads the table at `path`.
///
/// # Errors
/// [`Error::Io`] when it cannot be read, [`Error::InvalidTable`] for a row with too few or too many fields.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let file: Rc<str> = path.display().to_string().into();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .comment(Some(b'#'))
        .quoting(false)
        .from_path(path)
        .map_err(|error| Error::Io { path: file.to_string(), reason: error.to_string() })?;
    let invalid = |error: csv::Error| {
        let line = error.position().map_or(0, |position| position.line() as usize);
        Error::InvalidTable { file: file.to_string(), line, reason: error.to_string() }
    };
    let columns = Rc::new(reader.headers().map_err(invalid)?.clone());
    let row = |fields: csv::StringRecord| Row {
        file: file.clone(),
        line: fields.position().map_or(0, |position| position.line() as usize),
        columns: columns.clone(),
        fields,
    };
    reader.records().map(|record| record.map(row).map_err(invalid)).collect()
}
