//! Where a document ends, seen from its brackets alone: fast enough to run over everything that
//! is not JSON Lines, and unimpressed by documents that are broken.

use memchr::memchr3;

use crate::json::syntax::MAX_DEPTH;
use crate::json::{is_blank, trim};

/// Whether the brackets of a line open and close exactly once.
pub(super) fn is_one_value(line: &[u8]) -> bool {
    let line = trim(line);
    line.starts_with(b"{") && Cutter::default().feed(line) == Some(line.len())
}

/// Finds the end of a document by its brackets, without judging it. A new document also begins
/// where a line starts with `{` and the broken one before it cannot go on so.
#[derive(Default)]
pub(super) struct Cutter {
    /// One entry an open bracket: whether it is an object. Documents that are deeper are refused anyway, and those brackets
    /// only counted.
    open: Vec<bool>,
    deeper: usize,
    in_string: bool,
    escaped: bool,
    at_line_start: bool,
    /// The last byte that is not white space; of a string, its quote.
    last: u8,
    /// Whether the end of the document has been seen.
    pub(super) is_done: bool,
}

impl Cutter {
    /// Reads on; how many of `bytes` belong to the document once its end is seen.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0_usize;
        while let Some(byte) = bytes.get(at) {
            if self.in_string && !self.escaped {
                // Most of a payload is inside strings, and most of that of no interest.
                let rest = bytes.get(at..).unwrap_or_default();
                match memchr3(b'"', b'\\', b'\n', rest) {
                    Some(0) => {}
                    Some(plain) => {
                        self.at_line_start = false;
                        at = at.saturating_add(plain);
                        continue;
                    }
                    None => {
                        self.at_line_start = false;
                        return None;
                    }
                }
            }
            if self.begins_another(*byte) {
                self.is_done = true;
                return Some(at);
            }
            at = at.saturating_add(1);
            if self.step(*byte) {
                self.is_done = true;
                return Some(at);
            }
        }
        None
    }

    pub(super) fn begins_another(&self, byte: u8) -> bool {
        let goes_on = match self.open.last() {
            // Which of the two the innermost bracket is, is not known here.
            _ if self.deeper > 0 => matches!(self.last, b':' | b'[' | b','),
            Some(true) => self.last == b':',
            Some(false) => matches!(self.last, b'[' | b','),
            // Text that is no document at all ends where one may begin.
            None => false,
        };
        byte == b'{' && self.at_line_start && self.last != 0 && !goes_on
    }

    /// Takes one byte; true if it closes the document.
    pub(super) fn step(&mut self, byte: u8) -> bool {
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
            b'{' | b'[' if self.open.len() > MAX_DEPTH => {
                self.deeper = self.deeper.saturating_add(1);
            }
            b'{' | b'[' => self.open.push(byte == b'{'),
            b'}' | b']' if self.deeper > 0 => self.deeper = self.deeper.saturating_sub(1),
            b'}' | b']' => {
                self.open.pop();
                if self.open.is_empty() {
                    return true;
                }
            }
            _ => {}
        }
        if !is_blank(byte) {
            self.last = byte;
        }
        false
    }
}
