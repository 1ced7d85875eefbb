//! Rows as Apache Parquet, typed: text as strings, counts as 64-bit integers, seconds as doubles, moments as
//! microseconds in UTC. What is absent is null. Rows are gathered column by column and written in groups, so
//! that memory holds a group and not the table.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use crate::rows::{Cell, Column, Holds, Kind, Table};

/// Rows and bytes of text in a group.
const GROUP_ROWS: usize = 64 * 1024;
const GROUP_BYTES: usize = 32 * 1024 * 1024;

/// Values of one column, and whether each of its cells has one.
#[derive(Default)]
struct Values<T> {
    values: Vec<T>,
    /// 1 for a cell with a value, 0 for one without: what Parquet calls definition levels.
    levels: Vec<i16>,
}

impl<T> Values<T> {
    fn push(&mut self, value: Option<T>) {
        self.levels.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn append(&mut self, other: &mut Self) {
        self.values.append(&mut other.values);
        self.levels.append(&mut other.levels);
    }

    fn write<D>(self, mut column: SerializedColumnWriter<'_>) -> Result<(), ParquetError>
    where
        D: DataType<T = T>,
    {
        column
            .typed::<D>()
            .write_batch(&self.values, Some(&self.levels), None)?;
        column.close()
    }
}

/// The cells of one column.
enum Cells {
    Text(Values<ByteArray>),
    Integer(Values<i64>),
    Double(Values<f64>),
    Flag(Values<bool>),
}

impl Cells {
    fn of(column: &Column) -> Self {
        match column.holds {
            Holds::Text | Holds::Word(_) => Self::Text(Values::default()),
            Holds::Count | Holds::Time => Self::Integer(Values::default()),
            Holds::Number => Self::Double(Values::default()),
            Holds::Flag => Self::Flag(Values::default()),
        }
    }

    /// Adds a cell, and says how many bytes of text that takes.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        match (self, cell) {
            (Self::Text(values), Cell::Text(text)) => {
                let text = text.as_untrusted().raw();
                values.push(Some(ByteArray::from(text.as_bytes().to_vec())));
                return text.len();
            }
            (Self::Text(values), Cell::Word(word)) => {
                values.push(Some(ByteArray::from(word.as_bytes().to_vec())));
            }
            (Self::Text(values), _) => values.push(None),
            (Self::Integer(values), Cell::Count(count)) => values.push(i64::try_from(*count).ok()),
            (Self::Integer(values), Cell::Time(at)) => values.push(Some(at.timestamp_micros())),
            (Self::Integer(values), _) => values.push(None),
            (Self::Double(values), Cell::Number(number)) => values.push(Some(*number)),
            (Self::Double(values), _) => values.push(None),
            (Self::Flag(values), Cell::Flag(flag)) => values.push(Some(*flag)),
            (Self::Flag(values), _) => values.push(None),
        }
        0
    }

    fn append(&mut self, other: &mut Self) {
        match (self, other) {
            (Self::Text(own), Self::Text(more)) => own.append(more),
            (Self::Integer(own), Self::Integer(more)) => own.append(more),
            (Self::Double(own), Self::Double(more)) => own.append(more),
            (Self::Flag(own), Self::Flag(more)) => own.append(more),
            _ => {}
        }
    }

    fn write(self, column: SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(values) => values.write::<ByteArrayType>(column),
            Self::Integer(values) => values.write::<Int64Type>(column),
            Self::Double(values) => values.write::<DoubleType>(column),
            Self::Flag(values) => values.write::<BoolType>(column),
        }
    }
}

/// Some rows, column by column.
pub(super) struct Columns {
    cells: Vec<Cells>,
    rows: usize,
    bytes: usize,
}

impl Columns {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            cells: kind.columns().iter().map(Cells::of).collect(),
            rows: 0,
            bytes: 0,
        }
    }

    pub(super) fn add(&mut self, table: &Table<'_>) {
        for row in &table.rows {
            for (cells, cell) in self.cells.iter_mut().zip(row) {
                self.bytes = self.bytes.saturating_add(cells.push(cell));
            }
            self.rows = self.rows.saturating_add(1);
        }
    }

    fn append(&mut self, mut other: Self) {
        for (own, more) in self.cells.iter_mut().zip(&mut other.cells) {
            own.append(more);
        }
        self.rows = self.rows.saturating_add(other.rows);
        self.bytes = self.bytes.saturating_add(other.bytes);
    }

    fn is_full(&self) -> bool {
        self.rows >= GROUP_ROWS || self.bytes >= GROUP_BYTES
    }
}

/// What the library has written and nobody has taken yet; it wants a writer that can go to any thread.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        text.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that is being written.
pub(super) struct File {
    kind: Kind,
    pipe: Pipe,
    writer: SerializedFileWriter<Pipe>,
    group: Columns,
}

impl File {
    pub(super) fn new(kind: Kind) -> io::Result<Self> {
        let pipe = Pipe::default();
        let schema = schema(kind).map_err(io::Error::other)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("speakhook {}", env!("CARGO_PKG_VERSION")))
            .build();
        let writer = SerializedFileWriter::new(pipe.clone(), schema, Arc::new(properties));
        Ok(Self {
            kind,
            pipe,
            writer: writer.map_err(io::Error::other)?,
            group: Columns::new(kind),
        })
    }

    pub(super) fn add(&mut self, columns: Columns, out: &mut dyn Write) -> io::Result<()> {
        self.group.append(columns);
        if self.group.is_full() {
            self.close_group(out)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.group.rows > 0 {
            self.close_group(out)?;
        }
        self.writer.close().map_err(io::Error::other)?;
        out.write_all(&self.pipe.take())
    }

    fn close_group(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let columns = mem::replace(&mut self.group, Columns::new(self.kind));
        self.write(columns).map_err(io::Error::other)?;
        self.writer.flush()?;
        out.write_all(&self.pipe.take())
    }

    fn write(&mut self, columns: Columns) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for cells in columns.cells {
            if let Some(column) = group.next_column()? {
                cells.write(column)?;
            }
        }
        group.close()?;
        Ok(())
    }
}

fn schema(kind: Kind) -> Result<TypePtr, ParquetError> {
    let columns = kind.columns();
    let fields: Result<Vec<TypePtr>, ParquetError> = columns.iter().map(field).collect();
    let row = Type::group_type_builder(kind.name()).with_fields(fields?);
    Ok(Arc::new(row.build()?))
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.holds {
        Holds::Text | Holds::Word(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Holds::Count => (Physical::INT64, None),
        Holds::Number => (Physical::DOUBLE, None),
        Holds::Flag => (Physical::BOOLEAN, None),
        Holds::Time => {
            let in_utc = LogicalType::timestamp(true, TimeUnit::MICROS);
            (Physical::INT64, Some(in_utc))
        }
    };
    let field = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    Ok(Arc::new(field.build()?))
}
