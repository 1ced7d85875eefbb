//! Cuts a stream into documents: one, one a line, or one after the other. Holds one document
//! at a time; a broken one never hides the next.

use std::io::{self, Read};

use memchr::memchr;

use crate::source::LineColumn;

use super::encoding::wide_encoding;

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;

const BOM: [u8; 3] = [0xef, 0xbb, 0xbf];

/// One document's bytes and where they begin in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) start: LineColumn,
}

/// A document is larger than the limit; it was skipped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge {
    pub(super) line: usize,
}

/// How the documents lie in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Unknown,
    /// JSON Lines.
    Lines,
    /// Documents end where their brackets close.
    Values,
    /// Not UTF-8 at all: the rest is one document.
    Rest,
}

/// The documents of a stream.
pub(super) struct Framer<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where in the buffer the next document begins.
    at: usize,
    ended: bool,
    layout: Layout,
    place: LineColumn,
    limit: usize,
    skipped: bool,
}

impl<R: Read> Framer<R> {
    pub(super) fn new(reader: R, limit: usize) -> Self {
        Self {
            reader,
            buffer: Vec::new(),
            at: 0,
            ended: false,
            layout: Layout::Unknown,
            place: LineColumn { line: 1, column: 1 },
            limit,
            skipped: false,
        }
    }

    /// Whether a document was skipped because of its size.
    pub(super) fn skipped(&self) -> bool {
        self.skipped
    }

    /// Stands for the text of a stream without any document.
    pub(super) fn blank_text(&self) -> &'static str {
        if self.place == (LineColumn { line: 1, column: 1 }) {
            ""
        } else {
            " "
        }
    }

    /// The next document, `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Frame<'_>, TooLarge>>> {
        if self.layout == Layout::Unknown {
            self.detect()?;
        }
        if !self.skip_blanks()? {
            return Ok(None);
        }
        let length = match self.layout {
            Layout::Lines => self.line_length()?,
            Layout::Values => self.value_length()?,
            Layout::Unknown | Layout::Rest => self.rest_length()?,
        };
        let start = self.place;
        let Some(length) = length else {
            self.skip_document()?;
            self.skipped = true;
            return Ok(Some(Err(TooLarge { line: start.line })));
        };
        let from = self.at;
        self.advance(length);
        let bytes = self.buffer.get(from..self.at).unwrap_or_default();
        Ok(Some(Ok(Frame { bytes, start })))
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Reads more behind what is pending; false at the end of the stream.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.at > 0 {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let length = self.buffer.len();
        self.buffer.resize(length.saturating_add(CHUNK), 0);
        let count = self.read_some(length)?;
        self.buffer.truncate(length.saturating_add(count));
        self.ended = count == 0;
        Ok(!self.ended)
    }

    /// One read behind the first `length` bytes: what a pipe has now, without waiting for more.
    fn read_some(&mut self, length: usize) -> io::Result<usize> {
        let room = self.buffer.get_mut(length..).unwrap_or_default();
        loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    /// Moves over `length` pending bytes and keeps count of lines and columns.
    fn advance(&mut self, length: usize) {
        let passed = self.pending().get(..length).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', passed).count();
        let last_line = passed
            .rsplit(|byte| *byte == b'\n')
            .next()
            .unwrap_or_default();
        let characters = last_line
            .iter()
            .filter(|byte| **byte & 0xc0 != 0x80)
            .count();
        let column = if lines > 0 { 1 } else { self.place.column };
        self.place = LineColumn {
            line: self.place.line.saturating_add(lines),
            column: column.saturating_add(characters),
        };
        self.at = self.at.saturating_add(length);
    }

    /// Moves to the next byte that is not white space; false if there is none.
    fn skip_blanks(&mut self) -> io::Result<bool> {
        loop {
            let pending = self.pending();
            let blanks = pending
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            let found = blanks < pending.len();
            self.advance(blanks);
            if found {
                return Ok(true);
            }
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    /// Looks at the first lines to see how the documents lie.
    fn detect(&mut self) -> io::Result<()> {
        while self.pending().len() < 4 && self.fill()? {}
        if wide_encoding(self.pending()).is_some() {
            self.layout = Layout::Rest;
            return Ok(());
        }
        if self.pending().starts_with(&BOM) {
            self.at = self.at.saturating_add(BOM.len());
        }
        self.layout = Layout::Values;
        if !self.skip_blanks()? {
            return Ok(());
        }
        let Some(first_end) = self.line_end(0)? else {
            return Ok(());
        };
        let first = self.pending().get(..first_end).unwrap_or_default();
        if is_bracket_alone(first) {
            return Ok(());
        }
        let first_whole = is_one_value(first);
        let may_be_line = first.starts_with(b"{");
        let Some(second) = self.next_line(first_end)? else {
            return Ok(());
        };
        let second_whole = is_one_value(self.pending().get(second.0..second.1).unwrap_or_default());
        let second_begins = self
            .pending()
            .get(second.0..)
            .unwrap_or_default()
            .starts_with(b"{");
        if (first_whole && may_be_line) || (second_whole && second_begins) {
            self.layout = Layout::Lines;
        }
        Ok(())
    }

    /// The end of the pending line that holds `from`, without its line feed; `None` past the limit.
    fn line_end(&mut self, from: usize) -> io::Result<Option<usize>> {
        let mut searched = from;
        loop {
            let rest = self.pending().get(searched..).unwrap_or_default();
            if let Some(length) = memchr(b'\n', rest) {
                return Ok(Some(searched.saturating_add(length)));
            }
            searched = self.pending().len();
            if searched > self.limit {
                return Ok(None);
            }
            if !self.fill()? {
                return Ok(Some(self.pending().len()));
            }
        }
    }

    /// The next line after `end` that is not blank: its start and end.
    fn next_line(&mut self, end: usize) -> io::Result<Option<(usize, usize)>> {
        let mut start = end.saturating_add(1);
        loop {
            let Some(end) = self.line_end(start)? else {
                return Ok(None);
            };
            let line = self.pending().get(start..end).unwrap_or_default();
            if !line.trim_ascii().is_empty() {
                let blanks = line
                    .iter()
                    .take_while(|byte| byte.is_ascii_whitespace())
                    .count();
                return Ok(Some((start.saturating_add(blanks), end)));
            }
            if end >= self.pending().len() {
                return Ok(None);
            }
            start = end.saturating_add(1);
        }
    }

    fn line_length(&mut self) -> io::Result<Option<usize>> {
        let length = self.line_end(0)?;
        let line = length.and_then(|length| self.pending().get(..length));
        if line.is_some_and(is_bracket_alone) {
            // A document over several lines after all.
            self.layout = Layout::Values;
            return self.value_length();
        }
        Ok(length.filter(|length| *length <= self.limit))
    }

    fn value_length(&mut self) -> io::Result<Option<usize>> {
        let mut cutter = Cutter::default();
        let mut fed = 0;
        loop {
            let fresh = self.pending().get(fed..).unwrap_or_default();
            if let Some(length) = cutter.feed(fresh) {
                let length = fed.saturating_add(length);
                return Ok((length <= self.limit).then_some(length));
            }
            fed = self.pending().len();
            if fed > self.limit {
                return Ok(None);
            }
            if !self.fill()? {
                return Ok(Some(self.pending().len()));
            }
        }
    }

    fn rest_length(&mut self) -> io::Result<Option<usize>> {
        while self.pending().len() <= self.limit && self.fill()? {}
        Ok((self.pending().len() <= self.limit).then_some(self.pending().len()))
    }

    /// Drops a document that is too large: its line, or the rest of the stream.
    fn skip_document(&mut self) -> io::Result<()> {
        loop {
            let line = memchr(b'\n', self.pending()).filter(|_| self.layout == Layout::Lines);
            self.advance(line.unwrap_or(self.pending().len()));
            if line.is_some() || !self.fill()? {
                return Ok(());
            }
        }
    }
}

fn is_bracket_alone(line: &[u8]) -> bool {
    matches!(line.trim_ascii(), b"{" | b"[")
}

/// Whether the brackets of a line open and close exactly once.
fn is_one_value(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.starts_with(b"{") && Cutter::default().feed(line) == Some(line.len())
}

/// Finds the end of a document by its brackets, without judging it. A new document also begins
/// where a line starts with `{` and the broken one before it cannot go on so.
#[derive(Default)]
struct Cutter {
    /// One entry an open bracket: whether it is an object.
    open: Vec<bool>,
    in_string: bool,
    escaped: bool,
    at_line_start: bool,
    /// The last byte that is not white space; of a string, its quote.
    last: u8,
}

impl Cutter {
    /// Reads on; how many of `bytes` belong to the document once its end is seen.
    fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.begins_another(*byte) {
                return Some(at);
            }
            if self.step(*byte) {
                return Some(at.saturating_add(1));
            }
        }
        None
    }

    fn begins_another(&self, byte: u8) -> bool {
        let allowed = match self.open.last() {
            Some(true) => self.last == b':',
            Some(false) => matches!(self.last, b'[' | b','),
            // Text that is no document at all ends where one may begin.
            None => false,
        };
        byte == b'{' && self.at_line_start && self.last != 0 && !allowed
    }

    /// Takes one byte; true if it closes the document.
    fn step(&mut self, byte: u8) -> bool {
        self.at_line_start = byte == b'\n';
        if self.in_string {
            // A line feed inside a string is a string that was never closed.
            self.in_string = byte != b'\n' && (self.escaped || byte != b'"');
            self.escaped = !self.escaped && byte == b'\\';
            return false;
        }
        match byte {
            b'"' => {
                self.in_string = true;
                self.escaped = false;
            }
            b'{' | b'[' => self.open.push(byte == b'{'),
            b'}' | b']' => {
                self.open.pop();
                if self.open.is_empty() {
                    return true;
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            self.last = byte;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every cut is met.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn frames(text: &str) -> Vec<(String, usize, usize)> {
        let mut framer = Framer::new(Drip(text.as_bytes()), 1000);
        let mut found = Vec::new();
        while let Some(frame) = framer.next().unwrap() {
            let frame = frame.unwrap();
            let text = String::from_utf8_lossy(frame.bytes).trim().to_owned();
            found.push((text, frame.start.line, frame.start.column));
        }
        found
    }

    fn texts(text: &str) -> Vec<String> {
        frames(text).into_iter().map(|frame| frame.0).collect()
    }

    #[test]
    fn one_document_whatever_its_layout() {
        for text in [
            "{\"a\": [1, 2]}",
            "{\n \"a\":\n {\n }\n}\n",
            "[\n{\"a\":1},\n{\"b\":2}\n]",
            "[\n{\"a\":1}\n]",
            "{\n\"a\":\n{\n}\n}",
        ] {
            assert_eq!(texts(text), [text.trim()], "{text}");
        }
        assert!(texts(" \n\t\n").is_empty());
    }

    #[test]
    fn lines_and_concatenations_keep_the_files_places() {
        let lines = frames("\u{feff}{\"a\":1}\r\n\n{\"b\":2}\n");
        assert_eq!(
            lines,
            [
                ("{\"a\":1}".to_owned(), 1, 1),
                ("{\"b\":2}".to_owned(), 3, 1)
            ]
        );
        let one_line = frames("{\"é\":1} {\"b\":2}{}");
        let places: Vec<_> = one_line.iter().map(|frame| (frame.1, frame.2)).collect();
        assert_eq!(places, [(1, 1), (1, 9), (1, 16)]);
        let pretty = frames("{\n \"a\": 1\n}\n{\n \"b\": 2\n}\n");
        assert_eq!((pretty.len(), pretty[1].1, pretty[1].2), (2, 4, 1));
    }

    #[test]
    fn a_broken_document_never_hides_the_next() {
        let cases = [
            "{\"a\":1}\n{\"b\": \"cut\n{\"c\":3}\n",
            "{\"a\":1}\n{\"b\": [1,\n{\"c\":3}\n",
            "{\"a\": \"cut\n{\"b\":2}\n{\"c\":3}\n",
            "{\n \"a\": 1\n}\n{\n \"b\": \"cut\n{\n \"c\": 3\n}\n",
            "{\n \"a\": 1\n}\n{\n \"b\": 2,\n{\n \"c\": 3\n}\n",
            "{\"a\":1}\ngarbage\n{\"c\":3}\n",
        ];
        for text in cases {
            let found = texts(text);
            assert_eq!(found.len(), 3, "{text}: {found:?}");
            assert!(found[2].contains("\"c\""), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_line_over_the_limit_is_skipped_and_the_next_is_read() {
        let text = format!(
            "{{\"a\":1}}\n{{\"b\":\"{}\"}}\n{{\"c\":3}}\n",
            "x".repeat(2000)
        );
        let mut framer = Framer::new(text.as_bytes(), 1000);
        assert!(framer.next().unwrap().unwrap().is_ok());
        assert_eq!(framer.next().unwrap().unwrap(), Err(TooLarge { line: 2 }));
        assert_eq!(framer.next().unwrap().unwrap().unwrap().start.line, 3);
        assert!(framer.next().unwrap().is_none());
    }
}
