//! The body of a JSON string as it is written and as it reads: where a byte of the one is in the other.

/// Walks through the body of a string, counting the bytes that it reads as.
#[derive(Debug, Clone)]
pub struct Escapes<'a> {
    rest: &'a str,
    written: usize,
    read: usize,
}

impl<'a> Escapes<'a> {
    /// The walk through what stands between the quotes of a string that is JSON.
    #[must_use]
    pub fn new(body: &'a str) -> Self {
        Self {
            rest: body,
            written: 0,
            read: 0,
        }
    }

    /// Goes on to the byte `read` of what the string reads as; how many bytes are written before it.
    pub fn skip_to(&mut self, read: usize) -> usize {
        while self.read < read && !self.rest.is_empty() {
            let (written, reads) = self.unit();
            self.rest = self.rest.get(written..).unwrap_or_default();
            self.written = self.written.saturating_add(written);
            self.read = self.read.saturating_add(reads);
        }
        self.written
    }

    /// How far the walk has come, in bytes of what the string reads as.
    pub(super) fn read(&self) -> usize {
        self.read
    }

    /// The bytes of the next character: as it is written, and as it reads.
    fn unit(&self) -> (usize, usize) {
        let mut characters = self.rest.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        if !self.rest.starts_with('\\') {
            return (first, first);
        }
        if characters.next() != Some('u') {
            return (2, 1);
        }
        let code = |at: usize| {
            let digits = self.rest.get(at..at.saturating_add(4))?;
            u32::from_str_radix(digits, 16).ok()
        };
        match code(2) {
            Some(0xd800..=0xdbff) => (12, 4),
            Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 1),
        }
    }
}
