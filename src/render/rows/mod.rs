//! Tables of rows as files. Any thread makes [`Chunk`]s of the rows of some calls; one puts them behind one
//! another in a [`RowFile`]. In the formats that are text a row is a line, so that lines can be counted,
//! searched and put together.

mod csv;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;

use std::io::{self, Write};

use crate::rows::{Kind, Table};

/// The formats of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values: RFC 4180 with a header.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet, for databases and warehouses.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Whether a terminal cannot show it.
    #[must_use]
    pub fn is_binary(self) -> bool {
        match self {
            Self::Csv | Self::Jsonl => false,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
        }
    }
}

/// The rows of some calls in a format.
pub struct Chunk(Rows);

enum Rows {
    Csv(Vec<u8>),
    Jsonl(Vec<u8>),
    #[cfg(feature = "parquet")]
    Columns(parquet::Columns),
}

impl Chunk {
    /// No rows yet.
    #[must_use]
    #[cfg_attr(
        not(feature = "parquet"),
        expect(unused_variables, reason = "text needs no columns beforehand")
    )]
    pub fn new(format: Format, kind: Kind) -> Self {
        Self(match format {
            Format::Csv => Rows::Csv(Vec::new()),
            Format::Jsonl => Rows::Jsonl(Vec::new()),
            #[cfg(feature = "parquet")]
            Format::Parquet => Rows::Columns(parquet::Columns::new(kind)),
        })
    }

    /// Adds the rows of a call.
    pub fn add(&mut self, table: &Table<'_>) {
        // Writing into memory has no way to fail.
        let _ = match &mut self.0 {
            Rows::Csv(text) => csv::write(table, text),
            Rows::Jsonl(text) => jsonl::write(table, text),
            #[cfg(feature = "parquet")]
            Rows::Columns(columns) => {
                columns.add(table);
                Ok(())
            }
        };
    }
}

/// A file of rows that is being written.
pub struct RowFile(File);

enum File {
    /// Text needs nothing but its header, of this kind if it is still to come.
    Text(Option<Kind>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::File>),
}

impl RowFile {
    /// Nothing is written yet.
    ///
    /// # Errors
    /// What keeps a file of this format from being begun.
    pub fn new(format: Format, kind: Kind) -> io::Result<Self> {
        Ok(Self(match format {
            Format::Csv => File::Text(Some(kind)),
            Format::Jsonl => File::Text(None),
            #[cfg(feature = "parquet")]
            Format::Parquet => File::Parquet(Box::new(parquet::File::new(kind)?)),
        }))
    }

    /// Writes the rows of a chunk, or keeps them until there are more.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn add(&mut self, chunk: Chunk, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        match (&mut self.0, chunk.0) {
            (_, Rows::Csv(text) | Rows::Jsonl(text)) => out.write_all(&text),
            #[cfg(feature = "parquet")]
            (File::Parquet(file), Rows::Columns(columns)) => file.add(columns, out),
            #[cfg(feature = "parquet")]
            (File::Text(_), Rows::Columns(_)) => Ok(()),
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        match self.0 {
            File::Text(_) => Ok(()),
            #[cfg(feature = "parquet")]
            File::Parquet(file) => file.finish(out),
        }
    }

    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.0 {
            File::Text(header) => match header.take() {
                Some(kind) => csv::head(kind, out),
                None => Ok(()),
            },
            #[cfg(feature = "parquet")]
            File::Parquet(_) => Ok(()),
        }
    }
}
