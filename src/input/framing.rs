//! Cuts a stream into documents: one, one a line, or one after the other. Holds one document
//! at a time; a broken one never hides the next.

use std::io::{self, Read};

use memchr::memchr;

use crate::json::{is_blank, trim};
use crate::source::Spot;

use super::cutter::{Cutter, is_one_value};
use super::encoding::BOM;
use super::envelope;
use super::foreign;

/// How much is read at a time.
const CHUNK: usize = 256 * 1024;

/// One document's bytes and where they begin in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) spot: Spot,
    /// Whether it is one because lines are, and not because the document before it has ended.
    pub(super) is_line: bool,
}

/// A document is larger than the limit; it was skipped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge {
    pub(super) line: usize,
}

/// How the rest of a document that is too large is passed.
enum Skip {
    /// To the end of its line.
    Line,
    /// To where its brackets close, as far as they are known.
    Brackets(Cutter),
    /// To the end of the stream.
    Rest,
}

/// How the documents lie in the stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Unknown,
    /// JSON Lines.
    Lines,
    /// JSON Lines by order of the user: no line looks at another.
    EveryLine,
    /// Documents end where their brackets close.
    Values,
    /// The text of requests, or what a listener has kept: the rest is one document.
    Rest,
    /// No text in UTF-8: the rest is one document, whose beginning tells what it is.
    Foreign,
}

/// How the documents of a source are told apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Framing {
    /// As its bytes say.
    #[default]
    Detected,
    /// At every line feed, so that the pieces of a source that is cut at line feeds have its documents.
    Lines,
    /// Not at all: it is one document, whatever it looks like.
    Whole,
}

/// The documents of a stream.
pub(super) struct Framer<R> {
    reader: R,
    framing: Framing,
    /// Initialised memory; what has been read is before `end`.
    buffer: Vec<u8>,
    end: usize,
    /// Where in the buffer the next document begins.
    at: usize,
    ended: bool,
    layout: Layout,
    /// Where that is in the file.
    spot: Spot,
    limit: usize,
    skipped: bool,
    /// A document that is too large and not yet passed.
    skip: Option<Skip>,
    /// What ended the stream before its end; told when everything whole has been given out.
    failure: Option<io::Error>,
}

impl<R: Read> Framer<R> {
    pub(super) fn new(reader: R, framing: Framing, limit: usize) -> Self {
        Self {
            reader,
            framing,
            buffer: Vec::new(),
            end: 0,
            at: 0,
            ended: false,
            layout: Layout::Unknown,
            spot: Spot::FIRST,
            limit,
            skipped: false,
            skip: None,
            failure: None,
        }
    }

    /// Whether a document was skipped because of its size.
    pub(super) fn skipped(&self) -> bool {
        self.skipped
    }

    /// Stands for the text of a stream without any document.
    pub(super) fn blank_text(&self) -> &'static str {
        if self.is_at_start() { "" } else { " " }
    }

    /// The next document, `None` at the end.
    ///
    /// # Errors
    /// What the reader reports, after every document that came whole before it.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Frame<'_>, TooLarge>>> {
        if let Some(skip) = self.skip.take() {
            self.skip_document(skip);
        }
        if self.layout == Layout::Unknown {
            self.detect();
        }
        if !self.skip_blanks() {
            return self.failure.take().map_or(Ok(None), Err);
        }
        let spot = self.spot;
        let length = match self.length() {
            Ok(length) => length,
            Err(skip) => {
                self.skip = Some(skip);
                self.skipped = true;
                return Ok(Some(Err(TooLarge {
                    line: spot.place.line,
                })));
            }
        };
        if self.is_cut_off(length) {
            self.at = self.end;
            return self.failure.take().map_or(Ok(None), Err);
        }
        let from = self.at;
        self.advance(length);
        let bytes = self.buffer.get(from..self.at).unwrap_or_default();
        let is_line = matches!(self.layout, Layout::Lines | Layout::EveryLine);
        Ok(Some(Ok(Frame {
            bytes,
            spot,
            is_line,
        })))
    }

    /// Whether a document ends where the stream broke off, and not by itself.
    fn is_cut_off(&self, length: usize) -> bool {
        let document = self.pending().get(..length).unwrap_or_default();
        self.failure.is_some() && length == self.pending().len() && !is_one_value(document)
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.at..self.end).unwrap_or_default()
    }

    /// Reads more behind what is pending; false at the end of the stream.
    fn fill(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.end = self.end.saturating_sub(self.at);
            self.at = 0;
        }
        let wanted = self.end.saturating_add(CHUNK);
        if wanted > self.buffer.len() {
            self.make_room(wanted);
        }
        let count = self.read_some().unwrap_or_else(|error| {
            self.failure = Some(error);
            0
        });
        self.end = self.end.saturating_add(count);
        self.ended = count == 0;
        !self.ended
    }

    /// Grows the buffer by half, but hardly beyond the limit of a document: doubled, it would be twice
    /// as large for the last bytes of one.
    fn make_room(&mut self, wanted: usize) {
        if self.buffer.is_empty() {
            // Fresh memory is zero without being written, and a small file touches little of it.
            self.buffer = vec![0; wanted];
            return;
        }
        if wanted > self.buffer.capacity() {
            let most = self.limit.saturating_add(CHUNK).saturating_add(CHUNK);
            let half_more = wanted.saturating_add(wanted / 2).min(most);
            let more = half_more.max(wanted).saturating_sub(self.buffer.len());
            self.buffer.reserve_exact(more);
        }
        self.buffer.resize(wanted, 0);
    }

    /// One read behind what is there: what a pipe has now, without waiting for more.
    fn read_some(&mut self) -> io::Result<usize> {
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }

    /// Moves over `length` pending bytes and keeps count of lines and columns.
    fn advance(&mut self, length: usize) {
        let mut spot = self.spot;
        let (passed, behind) = self
            .pending()
            .split_at_checked(length)
            .unwrap_or((self.pending(), b""));
        match behind.first() {
            Some(b'\n') => spot.pass_to_line_end(passed),
            _ => spot.pass(passed),
        }
        self.spot = spot;
        self.at = self.at.saturating_add(length);
    }

    /// Moves to the next byte that is not white space; false if there is none.
    fn skip_blanks(&mut self) -> bool {
        loop {
            let pending = self.pending();
            let blanks = pending.iter().take_while(|byte| is_blank(**byte)).count();
            let found = blanks < pending.len();
            self.advance(blanks);
            if found {
                return true;
            }
            if !self.fill() {
                return false;
            }
        }
    }

    /// Looks at the first lines to see how the documents lie.
    fn detect(&mut self) {
        let has_lines = self.framing == Framing::Lines;
        while self.pending().len() < 4 && self.fill() {}
        if !has_lines && self.is_at_start() && self.is_foreign() {
            self.layout = Layout::Foreign;
            return;
        }
        if self.is_at_start() && self.pending().starts_with(&BOM) {
            self.at = self.at.saturating_add(BOM.len());
        }
        if has_lines {
            self.layout = Layout::EveryLine;
            return;
        }
        if self.framing == Framing::Whole || self.is_request() {
            self.layout = Layout::Rest;
            return;
        }
        let has_lines = self.skip_blanks() && self.has_lines().unwrap_or(false);
        self.layout = if has_lines {
            Layout::Lines
        } else {
            Layout::Values
        };
    }

    /// Whether this is no text in UTF-8, seen from as much of its beginning as that takes.
    fn is_foreign(&mut self) -> bool {
        while foreign::is_undecided(self.pending()) && self.fill() {}
        foreign::foreign(self.pending()).is_some()
    }

    /// Whether the text of an HTTP request begins here.
    fn is_request(&mut self) -> bool {
        if !self.pending().first().is_some_and(u8::is_ascii_uppercase) {
            return false;
        }
        let is_short = |pending: &[u8]| {
            pending.len() < envelope::LONGEST_LINE && memchr(b'\n', pending).is_none()
        };
        while is_short(self.pending()) && self.fill() {}
        envelope::is_request(self.pending())
    }

    fn is_at_start(&self) -> bool {
        self.spot == Spot::FIRST
    }

    /// Whether the next document is a line, seen from it and the line behind it. `None` if they
    /// are too long to look at.
    fn has_lines(&mut self) -> Option<bool> {
        let first_end = self.line_end(0)?;
        let mut cutter = Cutter::default();
        let first = trim(self.pending().get(..first_end).unwrap_or_default());
        if first.starts_with(b"{")
            && let Some(end) = cutter.feed(first)
        {
            // More than one document on the line: they are told apart by their brackets.
            return Some(end == first.len());
        }
        let (second_start, second_end) = self.next_line(first_end)?;
        // A broken first line: the second is a document, and cannot be a part of the first.
        let second = self
            .pending()
            .get(second_start..second_end)
            .unwrap_or_default();
        cutter.step(b'\n');
        if !is_one_value(second) {
            return Some(false);
        }
        if cutter.begins_another(b'{') {
            return Some(true);
        }
        // The second may be the value that the first lacks; then a third cannot follow it bare.
        let is_object = trim(self.pending().get(..first_end).unwrap_or_default()).starts_with(b"{");
        let Some((third_start, third_end)) = self.next_line(second_end).filter(|_| is_object)
        else {
            return Some(false);
        };
        let third = self.pending().get(third_start..third_end);
        Some(is_one_value(third.unwrap_or_default()))
    }

    /// The end of the pending line that holds `from`, without its line feed; `None` past the limit.
    fn line_end(&mut self, from: usize) -> Option<usize> {
        let mut searched = from;
        loop {
            let rest = self.pending().get(searched..).unwrap_or_default();
            if let Some(length) = memchr(b'\n', rest) {
                return Some(searched.saturating_add(length));
            }
            searched = self.pending().len();
            if searched > self.limit {
                return None;
            }
            if !self.fill() {
                return Some(self.pending().len());
            }
        }
    }

    /// The next line after `end` that is not blank: its start and end.
    fn next_line(&mut self, end: usize) -> Option<(usize, usize)> {
        let mut start = end.saturating_add(1);
        loop {
            let end = self.line_end(start)?;
            let line = self.pending().get(start..end).unwrap_or_default();
            if !trim(line).is_empty() {
                let blanks = line.iter().take_while(|byte| is_blank(**byte)).count();
                return Some((start.saturating_add(blanks), end));
            }
            if end >= self.pending().len() {
                return None;
            }
            start = end.saturating_add(1);
        }
    }

    /// How long the pending document is; how to pass it if it is too large.
    fn length(&mut self) -> Result<usize, Skip> {
        match self.layout {
            Layout::Lines => self.line_length(),
            Layout::EveryLine => self.whole_line_length(),
            Layout::Values => self.value_length(),
            Layout::Unknown | Layout::Rest => self.rest_length(),
            Layout::Foreign => Ok(self.rest_length().unwrap_or(self.pending().len())),
        }
    }

    fn line_length(&mut self) -> Result<usize, Skip> {
        let length = self.whole_line_length()?;
        let line = trim(self.pending().get(..length).unwrap_or_default());
        let goes_on: &[u8] = match line {
            b"{" => b"\"}",
            b"[" => b"[{]\"",
            _ => return Ok(length),
        };
        // A bracket alone: a document over several lines after all, or a line that was cut off.
        let next = self
            .next_line(length)
            .and_then(|(start, end)| self.pending().get(start..end));
        let next = next.unwrap_or_default();
        let is_begun = next.first().is_some_and(|byte| goes_on.contains(byte));
        if is_begun && !is_one_value(next) {
            self.value_length()
        } else {
            Ok(length)
        }
    }

    fn whole_line_length(&mut self) -> Result<usize, Skip> {
        let length = self.line_end(0).filter(|length| *length <= self.limit);
        length.ok_or(Skip::Line)
    }

    fn value_length(&mut self) -> Result<usize, Skip> {
        let mut cutter = Cutter::default();
        let mut fed = 0;
        loop {
            let fresh = self.pending().get(fed..).unwrap_or_default();
            if let Some(length) = cutter.feed(fresh) {
                let length = fed.saturating_add(length);
                if length <= self.limit {
                    return Ok(length);
                }
                self.advance(length);
                return Err(Skip::Brackets(cutter));
            }
            fed = self.pending().len();
            if fed > self.limit {
                return Err(Skip::Brackets(cutter));
            }
            if !self.fill() {
                return Ok(self.pending().len());
            }
        }
    }

    fn rest_length(&mut self) -> Result<usize, Skip> {
        while self.pending().len() <= self.limit && self.fill() {}
        let length = self.pending().len();
        if length <= self.limit {
            Ok(length)
        } else {
            Err(Skip::Rest)
        }
    }

    /// Drops a document that is too large without holding it.
    fn skip_document(&mut self, skip: Skip) {
        match skip {
            Skip::Line => self.skip_line(),
            Skip::Brackets(cutter) => self.skip_brackets(cutter),
            Skip::Rest => while self.skip_pending() {},
        }
    }

    fn skip_line(&mut self) {
        loop {
            if let Some(length) = memchr(b'\n', self.pending()) {
                return self.advance(length);
            }
            if !self.skip_pending() {
                return;
            }
        }
    }

    /// Where brackets alone told documents apart, how those behind this one lie is looked at afresh.
    fn skip_brackets(&mut self, mut cutter: Cutter) {
        while !cutter.is_done {
            if !self.skip_pending() {
                return;
            }
            if let Some(length) = cutter.feed(self.pending()) {
                self.advance(length);
            }
        }
        if self.layout == Layout::Values {
            self.layout = Layout::Unknown;
        }
    }

    /// Drops what is pending; whether there is more.
    fn skip_pending(&mut self) -> bool {
        self.advance(self.pending().len());
        self.fill()
    }
}

#[cfg(test)]
mod tests;
