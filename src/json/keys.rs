//! A fixed set of keys that are looked up often: which of them a word is, in constant time.

use std::num::NonZeroU8;

/// How many multipliers are tried before the keys are searched one by one.
const ATTEMPTS: u64 = 256;

/// The multiplier of the first attempt: odd and without a pattern.
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;

/// Keys in an order of their own, by number.
#[derive(Debug, Default)]
pub struct KeySet {
    names: Vec<Box<str>>,
    /// What tells a key from others at a glance.
    marks: Vec<u64>,
    multiplier: u64,
    /// The number of the key with a hash, from 1; empty if no multiplier tells all keys apart.
    by_hash: Vec<Option<NonZeroU8>>,
}

impl KeySet {
    /// The set of these keys, which are distinct, numbered from 0.
    #[must_use]
    pub fn new(names: Vec<Box<str>>) -> Self {
        let multipliers = (0..ATTEMPTS).map(|attempt| FIRST.wrapping_add(attempt.wrapping_mul(2)));
        let found = multipliers
            .filter_map(|multiplier| Some((multiplier, table(&names, multiplier)?)))
            .next();
        let (multiplier, by_hash) = found.unwrap_or_default();
        Self {
            marks: names.iter().map(|name| mark(name)).collect(),
            names,
            multiplier,
            by_hash,
        }
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The key with this number.
    #[must_use]
    pub fn name(&self, number: usize) -> Option<&str> {
        self.names.get(number).map(|name| &**name)
    }

    /// The number of `key`, if it is one of the set.
    #[must_use]
    #[inline(always)]
    pub fn position(&self, key: &str) -> Option<usize> {
        let is_it = |number: usize| self.names.get(number).is_some_and(|name| **name == *key);
        if self.by_hash.is_empty() {
            return (0..self.names.len()).find(|number| is_it(*number));
        }
        let number = (*self.by_hash.get(hash(mark(key), self.multiplier))?)?.get();
        let number = usize::from(number.wrapping_sub(1));
        is_it(number).then_some(number)
    }
}

impl KeySet {
    /// [`KeySet::position`] of a name in our own code, which is not compared to its end: no payload has a say in
    /// it, and two names of ours with the same mark would fail every test.
    #[must_use]
    #[inline(always)]
    pub fn position_of_ours(&self, name: &'static str) -> Option<usize> {
        if self.by_hash.is_empty() {
            return self.position(name);
        }
        let mark = mark(name);
        let number = (*self.by_hash.get(hash(mark, self.multiplier))?)?.get();
        let number = usize::from(number.wrapping_sub(1));
        (self.marks.get(number) == Some(&mark)).then_some(number)
    }
}

/// The numbers by hash, if no two keys have the same.
fn table(names: &[Box<str>], multiplier: u64) -> Option<Vec<Option<NonZeroU8>>> {
    let mut table = vec![None; 256];
    for (number, name) in names.iter().enumerate() {
        let cell = table.get_mut(hash(mark(name), multiplier))?;
        let number = u8::try_from(number.wrapping_add(1)).ok()?;
        if cell.replace(NonZeroU8::new(number)?).is_some() {
            return None;
        }
    }
    Some(table)
}

/// The length and six of the bytes.
#[inline(always)]
fn mark(key: &str) -> u64 {
    let bytes = key.as_bytes();
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let length = bytes.len();
    u64::from_le_bytes([
        at(0),
        at(2),
        at(length / 4),
        at(length / 2),
        at(length.wrapping_sub(1)),
        at(length.wrapping_sub(4)),
        u8::try_from(length).unwrap_or(u8::MAX),
        0,
    ])
}

/// A hash of 8 bits.
#[inline(always)]
fn hash(mark: u64, multiplier: u64) -> usize {
    usize::try_from(mark.wrapping_mul(multiplier).wrapping_shr(56)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> KeySet {
        KeySet::new(names.iter().map(|name| (*name).into()).collect())
    }

    #[test]
    fn a_key_is_found_by_its_number_and_nothing_else_is() {
        let names = [
            "event",
            "data",
            "",
            "e",
            "started_speaking_at",
            "stopped_speaking_at",
        ];
        let keys = set(&names);
        assert!(!keys.by_hash.is_empty());
        for (number, name) in names.iter().enumerate() {
            assert_eq!(keys.position(name), Some(number), "{name}");
            assert_eq!(keys.position_of_ours(name), Some(number), "{name}");
        }
        for other in ["Event", "events", "x", "started_speakjng_at"] {
            assert_eq!(keys.position(other), None, "{other}");
        }
        for other in ["Event", "events", "x"] {
            assert_eq!(keys.position_of_ours(other), None, "{other}");
        }
        assert_eq!(set(&[]).position("x"), None);
    }

    #[test]
    fn keys_that_no_hash_tells_apart_are_found_one_by_one() {
        let names = ["aaaaaaaaaaXaaaaaaaaaaa", "aaaaaaaaaaYaaaaaaaaaaa"];
        let keys = set(&names);
        assert!(keys.by_hash.is_empty());
        assert_eq!(keys.position(names[1]), Some(1));
        assert_eq!(keys.position("aaaaaaaaaaZaaaaaaaaaaa"), None);
    }
}
