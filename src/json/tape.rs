//! What one pass over a text has read of it, flat: a slot a value, and no tree. A payload in which there is
//! nothing to find needs no more. Only texts whose keys are known beforehand are read so, by the scan of
//! `schema`; what it says of a value is what the tree would say.

use super::keys::KeySet;
use super::moment::Moment;

/// A text that has been read.
#[derive(Debug)]
pub struct Tape<'a> {
    text: &'a str,
    /// The keys of objects, by the number of their kind.
    keys: &'a [KeySet],
    pub(crate) root: Slot,
    pub(crate) slots: Vec<Slot>,
    /// The number of each slot's member in its object.
    pub(crate) numbers: Vec<u8>,
    /// The strings that were written with escapes, without them.
    pub(crate) decoded: String,
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Slot {
    /// The object does not have this key.
    Absent,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string that stands in the text as it is.
    Text(Stretch),
    /// A string with escapes, decoded.
    Decoded(Stretch),
    /// A string that is a date-time, and its length in bytes.
    Moment(Moment, u32, u8),
    /// The slots of the elements.
    Array(Stretch),
    /// The slots of the values, one a key of its kind, from a slot on.
    Object(u32, u16),
    /// Keys and values in turn.
    Map(Stretch),
}

impl Slot {
    /// The length of a string in bytes.
    #[must_use]
    pub fn length(self) -> Option<u32> {
        match self {
            Self::Text(stretch) | Self::Decoded(stretch) => Some(stretch.length),
            Self::Moment(_, _, length) => Some(length.into()),
            _ => None,
        }
    }
}

/// A part of something, from a place on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub(crate) start: u32,
    pub(crate) length: u32,
}

impl Stretch {
    /// From `start` to `end`; `None` beyond 4 GiB.
    pub(crate) fn new(start: usize, end: usize) -> Option<Self> {
        Some(Self {
            start: u32::try_from(start).ok()?,
            length: u32::try_from(end.checked_sub(start)?).ok()?,
        })
    }

    fn range(self) -> std::ops::Range<usize> {
        let start = self.start as usize;
        start..start.saturating_add(self.length as usize)
    }
}

impl<'a> Tape<'a> {
    /// Nothing yet of `text`, in which objects have `keys`.
    pub(crate) fn new(text: &'a str, keys: &'a [KeySet]) -> Self {
        Self {
            text,
            keys,
            root: Slot::Absent,
            slots: Vec::new(),
            numbers: Vec::new(),
            decoded: String::new(),
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The value of the whole text.
    #[must_use]
    pub fn root(&self) -> Slot {
        self.root
    }

    /// Every slot, in no order.
    #[must_use]
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The string in a slot.
    #[must_use]
    #[inline(always)]
    pub fn str(&self, slot: Slot) -> Option<&str> {
        match slot {
            Slot::Text(stretch) => self.text.get(stretch.range()),
            Slot::Decoded(stretch) => self.decoded.get(stretch.range()),
            Slot::Moment(_, start, length) => {
                let length = length.into();
                self.text.get(Stretch { start, length }.range())
            }
            _ => None,
        }
    }

    /// The member `key` of an object.
    #[must_use]
    #[inline(always)]
    pub fn member(&self, object: Slot, key: &'static str) -> Option<Slot> {
        let Slot::Object(first, kind) = object else {
            return None;
        };
        let position = self.keys.get(usize::from(kind))?.position_of_ours(key)?;
        let slot = self.slots.get((first as usize).saturating_add(position))?;
        (*slot != Slot::Absent).then_some(*slot)
    }

    /// The number of the member `key` among the members of an object.
    #[must_use]
    pub fn number(&self, object: Slot, key: &str) -> Option<usize> {
        if let Slot::Map(_) = object {
            let mut keys = self.pairs(object)?.iter().step_by(2);
            return keys.position(|slot| self.str(*slot) == Some(key));
        }
        let Slot::Object(first, kind) = object else {
            return None;
        };
        let position = self.keys.get(usize::from(kind))?.position(key)?;
        let at = (first as usize).saturating_add(position);
        (*self.slots.get(at)? != Slot::Absent).then_some(usize::from(*self.numbers.get(at)?))
    }

    /// The key and the value of the member with this number.
    #[must_use]
    pub fn nth(&self, object: Slot, number: usize) -> Option<(&str, Slot)> {
        if let Slot::Map(_) = object {
            return match self.pairs(object)?.chunks(2).nth(number)? {
                [key, value] => Some((self.str(*key)?, *value)),
                _ => None,
            };
        }
        let Slot::Object(first, kind) = object else {
            return None;
        };
        let (first, keys) = (first as usize, self.keys.get(usize::from(kind))?);
        let is_it = |position: &usize| {
            let at = first.saturating_add(*position);
            let is_there = self.slots.get(at).is_some_and(|slot| *slot != Slot::Absent);
            is_there && self.numbers.get(at).copied().map(usize::from) == Some(number)
        };
        let position = (0..keys.len()).find(is_it)?;
        let slot = self.slots.get(first.saturating_add(position))?;
        Some((keys.name(position)?, *slot))
    }

    /// The values of an object whose keys are known.
    #[must_use]
    pub fn values(&self, object: Slot) -> Option<&[Slot]> {
        let Slot::Object(first, kind) = object else {
            return None;
        };
        let (first, count) = (first as usize, self.keys.get(usize::from(kind))?.len());
        self.slots.get(first..first.saturating_add(count))
    }

    /// The elements of an array.
    #[must_use]
    pub fn elements(&self, array: Slot) -> Option<&[Slot]> {
        match array {
            Slot::Array(stretch) => self.slots.get(stretch.range()),
            _ => None,
        }
    }

    /// Keys and values in turn, of an object that may have any.
    #[must_use]
    pub fn pairs(&self, map: Slot) -> Option<&[Slot]> {
        match map {
            Slot::Map(stretch) => self.slots.get(stretch.range()),
            _ => None,
        }
    }
}
