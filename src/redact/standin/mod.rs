//! What stands in place of a value: a function of the key and of the value in its plainest form, so that
//! equal values stay equal without anybody keeping a list of them.

mod digits;
mod form;
mod iban;
mod moment;
mod script;
mod words;

use crate::secret::Secret;
use crate::signature::Keyed;

pub(super) use digits::{card, is_card, numeral, phone_digits};
pub(super) use form::{TOKEN_PREFIXES, scrambled, token, uuid};
pub(super) use iban::{iban, is_iban};
pub(super) use moment::{is_moment, moment, moment_length, two_moments};
pub(super) use script::Script;
pub(super) use words::{filler, mail, name_word};

/// What stand-ins are made with.
#[derive(Clone)]
pub(super) struct Key(Keyed);

impl Key {
    pub(super) fn new(secret: &Secret) -> Option<Self> {
        Keyed::new(secret).map(Self)
    }

    /// Numbers that only the key and the text decide.
    pub(super) fn stream(&self, purpose: &str, text: &str) -> Stream {
        let value = self.0.value(purpose, text.as_bytes());
        let first = value.first_chunk().copied().unwrap_or_default();
        Stream(u64::from_be_bytes(first))
    }

    /// Another of the numbers below `count`, if there is one; no two numbers become the same. It is the next number in
    /// an order that only the key knows: a permutation alone would leave one number, on average, as it is.
    pub(super) fn permuted(&self, purpose: &str, number: u64, count: u64) -> u64 {
        let order = Order {
            key: self,
            purpose,
            count,
        };
        let next = order.place_of(number).saturating_add(1);
        order.number_at(if next < count { next } else { 0 })
    }
}

/// The numbers below `count` in an order that only the key knows: four rounds of a Feistel network over the next even
/// number of bits, until the number is small enough.
struct Order<'a> {
    key: &'a Key,
    purpose: &'a str,
    count: u64,
}

impl Order<'_> {
    fn number_at(&self, place: u64) -> u64 {
        self.walked(place, |halves| {
            (0..4).fold(halves, |(left, right), round| {
                (right, left ^ self.mixed(round, right))
            })
        })
    }

    fn place_of(&self, number: u64) -> u64 {
        self.walked(number, |halves| {
            (0..4).rev().fold(halves, |(left, right), round| {
                (right ^ self.mixed(round, left), left)
            })
        })
    }

    fn walked(&self, number: u64, rounds: impl Fn((u64, u64)) -> (u64, u64)) -> u64 {
        let (half, mask) = (self.half(), self.mask());
        let mut number = number;
        loop {
            let (left, right) = rounds((number.wrapping_shr(half) & mask, number & mask));
            number = left.wrapping_shl(half) | right;
            if number < self.count {
                return number;
            }
        }
    }

    fn mixed(&self, round: u32, half: u64) -> u64 {
        let text = format!("{} {round} {half}", self.count);
        self.key.stream(self.purpose, &text).0 & self.mask()
    }

    /// Bits of a half of a number.
    fn half(&self) -> u32 {
        let bits = 64_u32.saturating_sub(self.count.saturating_sub(1).leading_zeros());
        bits.div_ceil(2).clamp(1, 32)
    }

    fn mask(&self) -> u64 {
        1_u64.wrapping_shl(self.half()).wrapping_sub(1)
    }
}

/// Numbers from a seed (SplitMix64): fast enough for the words of a long text. The seed is what is keyed.
pub(super) struct Stream(u64);

impl Stream {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed.wrapping_shr(30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed.wrapping_shr(27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed.wrapping_shr(31)
    }

    /// A number below `count`, which is small: the bias is that of 64 bits.
    pub(super) fn below(&mut self, count: usize) -> usize {
        let next = self.next();
        usize::try_from(next.checked_rem(count as u64).unwrap_or(0)).unwrap_or(0)
    }

    /// One of a list.
    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// A decimal digit.
    pub(super) fn digit(&mut self) -> u8 {
        u8::try_from(self.below(10)).unwrap_or(0)
    }
}

#[cfg(test)]
pub(super) fn test_key() -> Key {
    key_of("test")
}

#[cfg(test)]
pub(super) fn key_of(salt: &str) -> Key {
    let bytes = zeroize::Zeroizing::new(salt.as_bytes().to_vec());
    Key::new(&Secret::new(bytes, salt.to_owned())).unwrap()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_permutation_loses_nothing_and_leaves_nothing_where_it_was() {
        for salt in 0..20 {
            let key = key_of(&salt.to_string());
            for count in [1, 2, 3, 10, 90, 128] {
                let other: Vec<u64> = (0..count).map(|n| key.permuted("n", n, count)).collect();
                assert_eq!(
                    other.iter().copied().collect::<BTreeSet<_>>(),
                    (0..count).collect()
                );
                let stayed = (0..count)
                    .zip(&other)
                    .filter(|(n, other)| n == *other)
                    .count();
                assert_eq!(stayed, usize::from(count == 1), "{count} {other:?}");
            }
        }
        let orders: BTreeSet<Vec<u64>> = (0..20)
            .map(|salt| key_of(&salt.to_string()))
            .map(|key| (0..10).map(|n| key.permuted("n", n, 10)).collect())
            .collect();
        assert_eq!(orders.len(), 20);
    }
}
