//! A value as whoever reads a payload sees it, whether it was read into a tree or onto a tape.

use super::moment::Moment;
use super::tape::{Slot, Tape};
use super::tree::{Object, Value};

/// One value.
#[derive(Debug, Clone, Copy)]
pub enum Node<'t> {
    /// In a tree.
    Tree(&'t Value<'t>),
    /// On a tape.
    Tape(&'t Tape<'t>, Slot),
}

impl<'t> Node<'t> {
    /// The member `key`, if this is an object that has it; the last of equal ones.
    #[must_use]
    #[inline(always)]
    pub fn get(self, key: &'static str) -> Option<Self> {
        match self {
            Self::Tree(value) => value.get(key).map(Self::Tree),
            Self::Tape(tape, slot) => Some(Self::Tape(tape, tape.member(slot, key)?)),
        }
    }

    /// The number of the member `key`, if this is an object that has it; the last of equal ones.
    #[must_use]
    pub fn position(self, key: &str) -> Option<usize> {
        match self {
            Self::Tree(value) => value.as_object()?.position(key),
            Self::Tape(tape, slot) => tape.number(slot, key),
        }
    }

    /// The member or element with this number; a member with its key.
    #[must_use]
    pub fn step(self, number: usize) -> Option<(Option<&'t str>, Self)> {
        match self {
            Self::Tree(Value::Object(object)) => {
                let member = object.members().get(number)?;
                Some((Some(&member.key), Self::Tree(&member.value)))
            }
            Self::Tree(value) => Some((None, Self::Tree(value.as_array()?.get(number)?))),
            Self::Tape(tape, slot) => match tape.elements(slot) {
                Some(elements) => Some((None, Self::Tape(tape, *elements.get(number)?))),
                None => {
                    let (key, value) = tape.nth(slot, number)?;
                    Some((Some(key), Self::Tape(tape, value)))
                }
            },
        }
    }

    /// The text, if it is a string.
    #[must_use]
    #[inline(always)]
    pub fn as_str(self) -> Option<&'t str> {
        match self {
            Self::Tree(value) => value.as_str(),
            Self::Tape(tape, slot) => tape.str(slot),
        }
    }

    /// The nearest double, if it is a number.
    #[must_use]
    #[inline(always)]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::Tree(value) => value.as_f64(),
            Self::Tape(_, Slot::Number(number)) => Some(number),
            Self::Tape(..) => None,
        }
    }

    /// The truth value, if it is one.
    #[must_use]
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        match self {
            Self::Tree(value) => value.as_bool(),
            Self::Tape(_, Slot::Bool(value)) => Some(value),
            Self::Tape(..) => None,
        }
    }

    /// The date-time, if it is one that has been read already.
    #[must_use]
    #[inline(always)]
    pub fn as_moment(self) -> Option<Moment> {
        match self {
            Self::Tape(_, Slot::Moment(moment, ..)) => Some(moment),
            _ => None,
        }
    }

    /// Whether it is `null`.
    #[must_use]
    #[inline(always)]
    pub fn is_null(self) -> bool {
        matches!(self, Self::Tree(Value::Null) | Self::Tape(_, Slot::Null))
    }

    /// Whether it is an object.
    #[must_use]
    #[inline(always)]
    pub fn is_object(self) -> bool {
        matches!(
            self,
            Self::Tree(Value::Object(_)) | Self::Tape(_, Slot::Object(..) | Slot::Map(_))
        )
    }

    /// The elements, if it is an array.
    #[must_use]
    pub fn elements(self) -> Option<Elements<'t>> {
        match self {
            Self::Tree(value) => value.as_array().map(Elements::Tree),
            Self::Tape(tape, slot) => Some(Elements::Tape(tape, tape.elements(slot)?)),
        }
    }

    /// The members whose value is a string, in document order, if it is an object.
    #[must_use]
    pub fn string_members(self) -> Option<Vec<(&'t str, &'t str)>> {
        match self {
            Self::Tree(value) => value.as_object().map(string_members),
            Self::Tape(tape, slot) => {
                let pair = |pair: &[Slot]| match pair {
                    [key, value] => tape.str(*key).zip(tape.str(*value)),
                    _ => None,
                };
                Some(tape.pairs(slot)?.chunks(2).filter_map(pair).collect())
            }
        }
    }

    /// Whether every member of the object is `null`; `None` if it is none.
    #[must_use]
    pub fn has_only_nulls(self) -> Option<bool> {
        match self {
            Self::Tree(value) => {
                let members = value.as_object()?.members();
                Some(members.iter().all(|member| member.value == Value::Null))
            }
            Self::Tape(tape, slot) => {
                let is_nothing = |slot: &Slot| matches!(slot, Slot::Absent | Slot::Null);
                Some(tape.values(slot)?.iter().all(is_nothing))
            }
        }
    }
}

fn string_members<'t>(object: &'t Object<'t>) -> Vec<(&'t str, &'t str)> {
    let members = object.members().iter();
    members
        .filter_map(|member| Some((member.key.as_ref(), member.value.as_str()?)))
        .collect()
}

/// The elements of an array.
#[derive(Debug, Clone)]
pub enum Elements<'t> {
    /// In a tree.
    Tree(&'t [Value<'t>]),
    /// On a tape.
    Tape(&'t Tape<'t>, &'t [Slot]),
}

impl Elements<'_> {
    /// How many there are.
    #[must_use]
    pub fn left(&self) -> usize {
        match self {
            Self::Tree(values) => values.len(),
            Self::Tape(_, slots) => slots.len(),
        }
    }
}

impl<'t> Iterator for Elements<'t> {
    type Item = Node<'t>;

    #[inline(always)]
    fn next(&mut self) -> Option<Node<'t>> {
        match self {
            Self::Tree(values) => {
                let (first, rest) = values.split_first()?;
                *values = rest;
                Some(Node::Tree(first))
            }
            Self::Tape(tape, slots) => {
                let (first, rest) = slots.split_first()?;
                *slots = rest;
                Some(Node::Tape(tape, *first))
            }
        }
    }

    fn nth(&mut self, number: usize) -> Option<Node<'t>> {
        match self {
            Self::Tree(values) => *values = values.get(number..).unwrap_or_default(),
            Self::Tape(_, slots) => *slots = slots.get(number..).unwrap_or_default(),
        }
        self.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left(), Some(self.left()))
    }
}
