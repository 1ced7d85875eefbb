//! The shortest way, for texts that are as documented: one walk over the bytes, which checks the JSON and the
//! embedded schema at once and leaves a tape. It accepts or passes on, as `accept` does: whatever is unusual
//! (other keys, keys twice or with escapes, large exponents, half surrogates) is for somebody else.
//!
//! Wherever it accepts, serde_json reads the same values, the schema engine finds nothing, and every key
//! and word is documented. A test of the judge compares, over the samples and over thousands of changed texts.

mod number;
mod string;

use super::TABLE;
use super::table::{ARRAY, BOOLEAN, Format, NULL, NUMBER, Node, OBJECT, STRING, Table, bit};
use crate::json::is_blank;
use crate::json::moment;
use crate::json::tape::{Slot, Stretch, Tape};

/// Keys of a map that are compared each with each.
const MOST_KEYS: usize = 32;

/// Slots of a small text; a larger one may have one for every few bytes, so that empty objects without end do
/// not take many times their own size.
const FEWEST_SLOTS: usize = 512;
const BYTES_OF_A_SLOT: usize = 8;

/// Reads a text that is one body in its envelope and as documented; `None` if it may be anything else.
#[must_use]
pub fn scan(text: &str) -> Option<Tape<'_>> {
    let table = TABLE.as_ref()?;
    let most = (text.len() / BYTES_OF_A_SLOT).saturating_add(FEWEST_SLOTS);
    let mut tape = Tape::new(text, &table.keys);
    tape.slots.reserve(most / 2);
    let mut scanner = Scanner {
        table,
        bytes: text.as_bytes(),
        at: 0,
        tape,
        open: Vec::new(),
        most,
    };
    scanner.tape.root = scanner.value(table.whole)?;
    scanner.skip_blanks();
    (scanner.at == text.len()).then_some(scanner.tape)
}

struct Scanner<'a> {
    table: &'a Table,
    bytes: &'a [u8],
    /// The next byte.
    at: usize,
    tape: Tape<'a>,
    /// Elements of the arrays and maps that are not yet closed.
    open: Vec<Slot>,
    /// The most slots that there may be.
    most: usize,
}

impl<'a> Scanner<'a> {
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn step(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while self.byte().is_some_and(is_blank) {
            self.step(1);
        }
    }

    /// The next byte that is no white space.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        if self.byte()? <= b' ' {
            self.skip_blanks();
        }
        self.byte()
    }

    fn value(&mut self, node: usize) -> Option<Slot> {
        let table: &'a Table = self.table;
        let number = node;
        let node = table.nodes.get(number)?;
        let has = |kind: u8| (node.types & kind != 0).then_some(());
        match self.peek()? {
            b'"' => {
                has(STRING)?;
                self.string(node)
            }
            b'{' => {
                has(OBJECT)?;
                self.step(1);
                match node.others {
                    None => self.object(node, u16::try_from(number).ok()?),
                    Some(others) if node.properties.is_empty() => self.map(others),
                    Some(_) => None,
                }
            }
            b'[' => {
                has(ARRAY)?;
                self.step(1);
                self.array(node.items?)
            }
            b'n' => has(NULL).and_then(|()| self.word(b"null", Slot::Null)),
            b't' => has(BOOLEAN).and_then(|()| self.word(b"true", Slot::Bool(true))),
            b'f' => has(BOOLEAN).and_then(|()| self.word(b"false", Slot::Bool(false))),
            _ => {
                has(NUMBER)?;
                let (value, length) = number::read(self.bytes.get(self.at..)?)?;
                self.step(length);
                node.allows(value).then_some(Slot::Number(value))
            }
        }
    }

    #[inline]
    fn word(&mut self, word: &[u8], slot: Slot) -> Option<Slot> {
        let is_it = self.bytes.get(self.at..)?.starts_with(word);
        self.step(word.len());
        is_it.then_some(slot)
    }

    fn object(&mut self, node: &Node, kind: u16) -> Option<Slot> {
        let first = self.tape.slots.len();
        let behind = first.wrapping_add(node.properties.len());
        if behind > self.most {
            return None;
        }
        self.tape.slots.resize(behind, Slot::Absent);
        self.tape.numbers.resize(behind, 0);
        let (mut seen, mut next, mut count) = (0_u64, 0_usize, 0_u8);
        if self.peek()? == b'}' {
            self.step(1);
        } else {
            loop {
                let number = self.key(node, kind, next)?;
                let below = node.properties.get(number)?.node;
                if seen & bit(number) != 0 {
                    return None;
                }
                seen |= bit(number);
                next = number.wrapping_add(1);
                let slot = self.value(below)?;
                let at = first.wrapping_add(number);
                *self.tape.slots.get_mut(at)? = slot;
                *self.tape.numbers.get_mut(at)? = count;
                count = count.wrapping_add(1);
                if self.is_last(b'}')? {
                    break;
                }
                self.peek()?;
            }
        }
        let is_complete = seen & node.required == node.required;
        is_complete.then_some(Slot::Object(u32::try_from(first).ok()?, kind))
    }

    /// Whether `close` comes next, and not a comma.
    #[inline]
    fn is_last(&mut self, close: u8) -> Option<bool> {
        let byte = self.peek()?;
        self.step(1);
        match byte {
            b',' => Some(false),
            byte if byte == close => Some(true),
            _ => None,
        }
    }

    /// The number of the key that comes next; `next` is the one that mostly does.
    #[inline]
    fn key(&mut self, node: &Node, kind: u16, next: usize) -> Option<usize> {
        let rest = self.bytes.get(self.at..)?;
        if let Some(property) = node.properties.get(next)
            && rest.starts_with(&property.quoted)
        {
            self.step(property.quoted.len());
            return Some(next);
        }
        let start = self.at.wrapping_add(1);
        let length = string::plain_length(rest.strip_prefix(b"\"")?);
        let end = start.wrapping_add(length);
        let key = self.tape.text().get(start..end)?;
        let number = self.table.keys.get(usize::from(kind))?.position(key)?;
        self.at = end;
        let is_closed = self.byte()? == b'"';
        is_closed.then_some(())?;
        self.step(1);
        self.colon()?;
        Some(number)
    }

    #[inline]
    fn colon(&mut self) -> Option<()> {
        let is_colon = self.peek()? == b':';
        self.step(1);
        is_colon.then_some(())
    }

    fn array(&mut self, items: usize) -> Option<Slot> {
        let start = self.open.len();
        if self.peek()? == b']' {
            self.step(1);
        } else {
            loop {
                let slot = self.value(items)?;
                self.add(slot)?;
                if self.is_last(b']')? {
                    break;
                }
            }
        }
        self.close(start).map(Slot::Array)
    }

    fn map(&mut self, others: usize) -> Option<Slot> {
        let start = self.open.len();
        if self.peek()? == b'}' {
            self.step(1);
        } else {
            loop {
                (self.peek()? == b'"').then_some(())?;
                let key = self.text()?;
                self.add(key)?;
                self.colon()?;
                let slot = self.value(others)?;
                self.add(slot)?;
                if self.is_last(b'}')? {
                    break;
                }
            }
        }
        let pairs = self.open.get(start..)?;
        let keys: Vec<_> = pairs
            .iter()
            .step_by(2)
            .map(|key| self.tape.str(*key))
            .collect();
        let is_twice = |(number, key)| keys.iter().take(number).any(|other| other == key);
        if keys.len() > MOST_KEYS || keys.iter().enumerate().any(is_twice) {
            return None;
        }
        self.close(start).map(Slot::Map)
    }

    fn add(&mut self, element: Slot) -> Option<()> {
        self.open.push(element);
        let count = self.open.len().saturating_add(self.tape.slots.len());
        (count <= self.most).then_some(())
    }

    /// Moves the elements from `start` on to where they stay.
    fn close(&mut self, start: usize) -> Option<Stretch> {
        let first = self.tape.slots.len();
        self.tape.slots.extend(self.open.drain(start..));
        self.tape.numbers.resize(self.tape.slots.len(), 0);
        Stretch::new(first, self.tape.slots.len())
    }

    fn string(&mut self, node: &Node) -> Option<Slot> {
        let slot = self.text()?;
        let text = self.tape.str(slot)?;
        if node.words.as_ref().is_some_and(|words| !words.knows(text)) {
            return None;
        }
        match (node.format, slot) {
            (None, _) => Some(slot),
            (Some(Format::DateTime), Slot::Text(stretch)) => {
                let moment = moment::plain(text.as_bytes())?;
                let length = u8::try_from(stretch.length).ok()?;
                Some(Slot::Moment(moment, stretch.start, length))
            }
            (Some(format @ Format::Uuid), Slot::Text(_)) => {
                format.matches(text.as_bytes()).then_some(slot)
            }
            (Some(_), _) => None,
        }
    }

    /// The string whose opening quote is next.
    #[inline]
    fn text(&mut self) -> Option<Slot> {
        self.step(1);
        let rest = self.bytes.get(self.at..)?;
        let length = string::plain_length(rest);
        let start = self.at;
        if rest.get(length) == Some(&b'"') {
            self.step(length.wrapping_add(1));
            return Stretch::new(start, start.wrapping_add(length)).map(Slot::Text);
        }
        let from = self.tape.decoded.len();
        let length = string::decode(self.tape.text().get(start..)?, &mut self.tape.decoded)?;
        self.step(length);
        Stretch::new(from, self.tape.decoded.len()).map(Slot::Decoded)
    }
}
