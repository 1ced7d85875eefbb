//! What was read and where it came from: spans of bytes, and the one place that turns
//! them into lines and columns (1-based, characters).

mod escapes;

use std::path::Path;

use memchr::memchr_iter;

pub use escapes::Escapes;

/// A range of bytes of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` up to, not including, `end`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A place in a file: line and column, both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line of the file.
    pub line: usize,
    /// The column in Unicode scalar values.
    pub column: usize,
}

/// How a document's text stands in its file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form<'a> {
    /// As it is.
    #[default]
    Plain,
    /// As the body of a JSON string, which is this.
    Escaped(&'a str),
    /// In a form without a place for every byte, such as base64: all of it is where that begins.
    Encoded,
}

/// One JSON document's text and its place in the file it was read from.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// The file's name as the user gave or sees it.
    pub name: &'a str,
    /// The file itself; `None` for standard input without a name of its own.
    pub file: Option<&'a Path>,
    /// The text; the positions of a diagnostic are byte offsets into it.
    pub text: &'a str,
    /// Where the text begins in the file.
    pub start: LineColumn,
    /// The bytes that its first line has before it.
    pub lead: usize,
    /// How many documents came before it in the file; 0 where every line stands alone.
    pub ordinal: usize,
    /// How it stands there.
    pub form: Form<'a>,
}

impl<'a> Document<'a> {
    /// All of an input that has no name.
    #[must_use]
    pub fn of_text(text: &'a str) -> Self {
        Self {
            name: "-",
            file: None,
            text,
            start: LineColumn { line: 1, column: 1 },
            lead: 0,
            ordinal: 0,
            form: Form::Plain,
        }
    }
}

/// Turns byte offsets of one text into lines and columns.
///
/// Asking for rising offsets costs one pass over the text in all, also when it is one line.
pub struct LineIndex<'a> {
    text: &'a str,
    start: LineColumn,
    lead: usize,
    form: Form<'a>,
    line_starts: Vec<usize>,
    /// The last answer: offset, in the text as it is written, and column.
    memo: (usize, usize),
    /// Where the last answer was in the escapes.
    escapes: Escapes<'a>,
}

impl<'a> LineIndex<'a> {
    /// The index of a document's text.
    #[must_use]
    pub fn new(document: &Document<'a>) -> Self {
        let line_starts = std::iter::once(0)
            .chain(memchr_iter(b'\n', document.text.as_bytes()).map(|at| at.saturating_add(1)))
            .collect();
        Self {
            text: document.text,
            start: document.start,
            lead: document.lead,
            form: document.form,
            line_starts,
            memo: (0, 1),
            escapes: escapes(document.form),
        }
    }

    /// The line, counted from 0 in this text, that holds `offset`.
    fn row(&self, offset: usize) -> usize {
        self.line_starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    /// The place of a byte offset in the file.
    pub fn place(&mut self, offset: usize) -> LineColumn {
        match self.form {
            Form::Plain => self.plain_place(offset),
            Form::Escaped(written) => self.escaped_place(written, offset),
            Form::Encoded => self.start,
        }
    }

    /// The place in a string, which is on one line.
    fn escaped_place(&mut self, written: &str, offset: usize) -> LineColumn {
        if offset < self.escapes.read() {
            self.escapes = escapes(self.form);
            self.memo = (0, 1);
        }
        let at = self.escapes.skip_to(offset);
        let (from, column) = self.memo;
        let between = written.get(from..at).unwrap_or_default();
        let column = column.saturating_add(between.chars().count());
        self.memo = (at, column);
        let shift = self.start.column.saturating_sub(1);
        LineColumn {
            line: self.start.line,
            column: column.saturating_add(shift),
        }
    }

    fn plain_place(&mut self, offset: usize) -> LineColumn {
        let row = self.row(offset);
        let line_start = self.line_starts.get(row).copied().unwrap_or(0);
        let (from, column) = match self.memo {
            (at, column) if at >= line_start && at <= offset => (at, column),
            _ => (line_start, 1),
        };
        let between = self.text.get(from..offset).unwrap_or_default();
        let column = column.saturating_add(between.chars().count());
        self.memo = (offset, column);
        let first_line_shift = if row == 0 {
            self.start.column.saturating_sub(1)
        } else {
            0
        };
        LineColumn {
            line: self.start.line.saturating_add(row),
            column: column.saturating_add(first_line_shift),
        }
    }

    /// The column of a byte offset in bytes, from 1.
    #[must_use]
    pub fn byte_column(&self, offset: usize) -> usize {
        let in_line = match self.form {
            Form::Plain => return self.plain_byte_column(offset),
            Form::Escaped(_) => escapes(self.form).skip_to(offset),
            Form::Encoded => 0,
        };
        in_line.saturating_add(self.lead).saturating_add(1)
    }

    fn plain_byte_column(&self, offset: usize) -> usize {
        let row = self.row(offset);
        let line_start = self.line_starts.get(row).copied().unwrap_or(0);
        let lead = if row == 0 { self.lead } else { 0 };
        offset
            .saturating_sub(line_start)
            .saturating_add(lead)
            .saturating_add(1)
    }

    /// The span of the line that holds `offset`, without its line end.
    #[must_use]
    pub fn line_span(&self, offset: usize) -> Span {
        let row = self.row(offset);
        let start = self.line_starts.get(row).copied().unwrap_or(0);
        let next = self.line_starts.get(row.saturating_add(1)).copied();
        let end = next.map_or(self.text.len(), |next| next.saturating_sub(1));
        let line = self.text.get(start..end).unwrap_or_default();
        let trimmed = line.strip_suffix('\r').unwrap_or(line);
        Span::new(start, start.saturating_add(trimmed.len()))
    }

    /// The text that the spans refer to.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }
}

fn escapes(form: Form<'_>) -> Escapes<'_> {
    Escapes::new(match form {
        Form::Escaped(written) => written,
        Form::Plain | Form::Encoded => "",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_in_a_string_is_found_there_through_its_escapes() {
        let text = "{\n\"\u{e9}\": \"\u{1f600}\"}";
        let written = r#"{\n\"é\":\u0020\"\ud83d\ude00\"}"#;
        let document = Document {
            start: LineColumn { line: 3, column: 9 },
            lead: 10,
            form: Form::Escaped(written),
            ..Document::of_text(text)
        };
        let mut index = LineIndex::new(&document);
        let brace = text.rfind('}').unwrap();
        let cases = [
            (0, 9, 11),
            (1, 10, 12),
            (2, 12, 14),
            (text.find('\u{1f600}').unwrap(), 26, 29),
            (brace, 40, 43),
        ];
        for (offset, column, byte_column) in cases.into_iter().chain(cases.into_iter().rev()) {
            assert_eq!(
                index.place(offset),
                LineColumn { line: 3, column },
                "{offset}"
            );
            assert_eq!(index.byte_column(offset), byte_column, "{offset}");
        }
        let encoded = Document {
            form: Form::Encoded,
            ..document
        };
        let mut index = LineIndex::new(&encoded);
        assert_eq!(index.place(brace), encoded.start);
        assert_eq!(index.byte_column(brace), 11);
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "{\r\n \"é\": 1}\n";
        let document = Document::of_text(text);
        let mut index = LineIndex::new(&document);
        let at = text.find('1').unwrap();
        assert_eq!(index.place(at), LineColumn { line: 2, column: 7 });
        assert_eq!(index.byte_column(at), 8);
        assert_eq!(index.place(0), LineColumn { line: 1, column: 1 });
        assert_eq!(index.line_span(0), Span::new(0, 1));
    }

    #[test]
    fn a_document_inside_a_line_keeps_the_files_columns() {
        let start = LineColumn {
            line: 7,
            column: 11,
        };
        let document = Document {
            name: "-",
            file: None,
            text: "{\"a\":\n1}",
            start,
            lead: 12,
            ordinal: 1,
            form: Form::Plain,
        };
        let mut index = LineIndex::new(&document);
        assert_eq!((index.byte_column(1), index.byte_column(6)), (14, 1));
        assert_eq!(
            index.place(1),
            LineColumn {
                line: 7,
                column: 12
            }
        );
        assert_eq!(index.place(6), LineColumn { line: 8, column: 1 });
    }
}
