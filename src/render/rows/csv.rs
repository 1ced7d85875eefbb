//! Rows as RFC 4180. Numbers and times are bare, no text is a formula to a spreadsheet, line feeds and
//! controls of a text are visible escapes, and what is absent is an empty cell.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::render::spreadsheet::safe;
use crate::rows::{Cell, Kind, Table};

pub(super) fn head(kind: Kind, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    writer.write_record(kind.columns().iter().map(|column| column.name))?;
    writer.flush()
}

pub(super) fn write(table: &Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = writer(out);
    for row in &table.rows {
        for cell in row {
            field(&mut writer, cell)?;
        }
        // The end of the record.
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn writer(out: &mut dyn Write) -> Writer<&mut dyn Write> {
    WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out)
}

fn field(writer: &mut Writer<&mut dyn Write>, cell: &Cell<'_>) -> io::Result<()> {
    let text = match cell {
        Cell::Absent => return Ok(writer.write_field("")?),
        Cell::Word(word) => return Ok(writer.write_field(word)?),
        Cell::Text(text) => safe(text.as_untrusted()),
        Cell::Count(count) => count.to_string(),
        Cell::Number(number) => self::number(*number),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Time(_) => cell.time_text().unwrap_or_default(),
    };
    Ok(writer.write_field(text)?)
}

/// The shortest decimal that reads back as the same number; a power of ten where that is shorter.
fn number(number: f64) -> String {
    let size = number.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_read_back_and_stay_short() {
        for (value, text) in [
            (0.0, "0"),
            (1.5, "1.5"),
            (-0.25, "-0.25"),
            (0.000_067, "0.000067"),
            (1e308, "1e308"),
            (1e-9, "1e-9"),
        ] {
            assert_eq!(number(value), text);
            assert_eq!(text.parse(), Ok(value));
        }
    }
}
