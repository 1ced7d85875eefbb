//! What stands in place of a value: a function of the key and of the value in its plainest form, so that
//! equal values stay equal without anybody keeping a list of them.

mod digits;
mod form;
mod iban;
mod script;
mod words;

use crate::secret::Secret;
use crate::signature::Keyed;

pub(super) use digits::{card, is_card, numeral, phone_digits};
pub(super) use form::{TOKEN_PREFIXES, is_moment, moment, moment_length, scrambled, token, uuid};
pub(super) use iban::{iban, is_iban};
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

    /// Another of the numbers below `count`; no two numbers become the same. Four rounds of a Feistel
    /// network over the next even number of bits, until the number is small enough.
    pub(super) fn permuted(&self, purpose: &str, number: u64, count: u64) -> u64 {
        let half = (64_u32.saturating_sub(count.saturating_sub(1).leading_zeros()))
            .div_ceil(2)
            .clamp(1, 32);
        let mask = 1_u64.wrapping_shl(half).wrapping_sub(1);
        let mut number = number;
        loop {
            let (mut left, mut right) = (number.wrapping_shr(half) & mask, number & mask);
            for round in 0..4 {
                let mixed = self.stream(purpose, &format!("{count} {round} {right}")).0 & mask;
                (left, right) = (right, left ^ mixed);
            }
            number = left.wrapping_shl(half) | right;
            if number < count {
                return number;
            }
        }
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
    let bytes = zeroize::Zeroizing::new(b"test".to_vec());
    Key::new(&Secret::new(bytes, "test".to_owned())).unwrap()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_permutation_loses_nothing() {
        let key = test_key();
        for count in [1, 2, 10, 90, 128] {
            let all: BTreeSet<u64> = (0..count).map(|n| key.permuted("n", n, count)).collect();
            assert_eq!(all, (0..count).collect());
        }
        let moved = (0..90).filter(|n| key.permuted("n", *n, 90) != *n).count();
        assert!(moved > 70, "{moved}");
    }
}
