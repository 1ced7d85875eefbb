//! Tables of rows as text. A row is a line in both formats, so that lines can be counted, searched and
//! put behind one another.

mod csv;
mod jsonl;

use std::io::{self, Write};

use crate::rows::{Kind, Table};

/// The formats of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values: RFC 4180 with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Writes what comes before the first row.
///
/// # Errors
/// What the writer reports.
pub fn head(format: Format, kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv::head(kind, out),
        Format::Jsonl => Ok(()),
    }
}

/// Writes the rows of a table.
///
/// # Errors
/// What the writer reports.
pub fn write(format: Format, table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Csv => csv::write(table, out),
        Format::Jsonl => jsonl::write(table, out),
    }
}
