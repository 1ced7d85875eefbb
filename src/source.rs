//! What was read and where it came from: spans of bytes, and the one place that turns
//! them into lines and columns (1-based, characters).

mod escapes;

use std::path::Path;

use memchr::{memchr_iter, memrchr};

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

/// A place in a file, with what it takes to count its column in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The line and the column.
    pub place: LineColumn,
    /// The bytes of the line before it.
    pub lead: usize,
}

impl Spot {
    /// Where a file begins.
    pub const FIRST: Self = Self {
        place: LineColumn { line: 1, column: 1 },
        lead: 0,
    };

    /// Moves over `passed`, which need not be UTF-8.
    pub fn pass(&mut self, passed: &[u8]) {
        let characters = characters(self.pass_lines(passed));
        self.place.column = self.place.column.saturating_add(characters);
    }

    /// [`Self::pass`] to a place where nothing begins: nobody asks for its column in characters.
    pub fn pass_to_line_end(&mut self, passed: &[u8]) {
        self.pass_lines(passed);
    }

    /// Counts lines and bytes; what of `passed` is in its last line.
    fn pass_lines<'p>(&mut self, passed: &'p [u8]) -> &'p [u8] {
        let lines = memchr_iter(b'\n', passed).count();
        let last_line = match memrchr(b'\n', passed) {
            Some(feed) => {
                (self.place.column, self.lead) = (1, 0);
                passed.get(feed.saturating_add(1)..).unwrap_or_default()
            }
            None => passed,
        };
        self.place.line = self.place.line.saturating_add(lines);
        self.lead = self.lead.saturating_add(last_line.len());
        last_line
    }
}

/// The characters of UTF-8 text.
fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
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
    start: Spot,
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
            start: Spot {
                place: document.start,
                lead: document.lead,
            },
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
        self.spot(offset).place
    }

    /// The place of a byte offset in the file, also in bytes.
    pub fn spot(&mut self, offset: usize) -> Spot {
        match self.form {
            Form::Plain => self.plain_spot(offset),
            Form::Escaped(written) => self.escaped_spot(written, offset),
            Form::Encoded => self.start,
        }
    }

    /// The place in a string, which is on one line.
    fn escaped_spot(&mut self, written: &str, offset: usize) -> Spot {
        if offset < self.escapes.read() {
            self.escapes = escapes(self.form);
            self.memo = (0, 1);
        }
        let at = self.escapes.skip_to(offset);
        let (from, column) = self.memo;
        let between = written.get(from..at).unwrap_or_default();
        let column = column.saturating_add(between.chars().count());
        self.memo = (at, column);
        self.in_first_line(column, at)
    }

    /// The place in the first line, of whose column and bytes some come before the text.
    fn in_first_line(&self, column: usize, bytes: usize) -> Spot {
        let shift = self.start.place.column.saturating_sub(1);
        Spot {
            place: LineColumn {
                line: self.start.place.line,
                column: column.saturating_add(shift),
            },
            lead: self.start.lead.saturating_add(bytes),
        }
    }

    fn plain_spot(&mut self, offset: usize) -> Spot {
        let row = self.row(offset);
        let line_start = self.line_starts.get(row).copied().unwrap_or(0);
        let (from, column) = match self.memo {
            (at, column) if at >= line_start && at <= offset => (at, column),
            _ => (line_start, 1),
        };
        let between = self.text.get(from..offset).unwrap_or_default();
        let column = column.saturating_add(between.chars().count());
        self.memo = (offset, column);
        let bytes = offset.saturating_sub(line_start);
        if row == 0 {
            return self.in_first_line(column, bytes);
        }
        Spot {
            place: LineColumn {
                line: self.start.place.line.saturating_add(row),
                column,
            },
            lead: bytes,
        }
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
            (0, 9, 10),
            (1, 10, 11),
            (2, 12, 13),
            (text.find('\u{1f600}').unwrap(), 26, 28),
            (brace, 40, 42),
        ];
        for (offset, column, lead) in cases.into_iter().chain(cases.into_iter().rev()) {
            let place = LineColumn { line: 3, column };
            assert_eq!(index.spot(offset), Spot { place, lead }, "{offset}");
        }
        let encoded = Document {
            form: Form::Encoded,
            ..document
        };
        let mut index = LineIndex::new(&encoded);
        let spot = index.spot(brace);
        assert_eq!((spot.place, spot.lead), (encoded.start, 10));
    }

    #[test]
    fn lines_and_columns_count_characters_from_one() {
        let text = "{\r\n \"é\": 1}\n";
        let document = Document::of_text(text);
        let mut index = LineIndex::new(&document);
        let at = text.find('1').unwrap();
        let place = LineColumn { line: 2, column: 7 };
        assert_eq!(index.spot(at), Spot { place, lead: 7 });
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
        let spot = |line, column, lead| Spot {
            place: LineColumn { line, column },
            lead,
        };
        assert_eq!(index.spot(1), spot(7, 12, 13));
        assert_eq!(index.spot(6), spot(8, 1, 0));
    }
}
