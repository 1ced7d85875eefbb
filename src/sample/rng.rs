//! Chance that repeats itself: PCG64 of `rand_pcg`, whose algorithm is promised not to change, and
//! only integers on top of it, as `exp` and `ln` differ between platforms.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng as _;

/// A stream of numbers that two integers determine.
pub(super) struct Rng(Pcg64);

impl Rng {
    /// The stream of a seed that belongs to one payload or one topic.
    pub(super) fn new(seed: u64, topic: u64) -> Self {
        let high = mix(seed);
        let low = mix(high ^ mix(topic));
        let state = u128::from(high).wrapping_shl(64) | u128::from(low);
        Self(Pcg64::new(state, u128::from(low)))
    }

    /// 64 bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `bound`, and 0 when there is none.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.bits()).wrapping_mul(bound as u128);
        usize::try_from(wide.wrapping_shr(64)).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).saturating_add(1);
        let above = self.below(usize::try_from(width).unwrap_or(1));
        low.saturating_add(i64::try_from(above).unwrap_or(0))
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        let at = self.below(choices.len());
        choices.get(at).copied()
    }

    /// One of `words`; the empty text when there is none.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).unwrap_or_default()
    }

    /// A number from a distribution that is given by its quantiles, evenly spaced, with straight
    /// lines between them.
    pub(super) fn quantile(&mut self, quantiles: &[i64]) -> i64 {
        let at = self.below(quantiles.len().saturating_sub(1));
        let low = quantiles.get(at).copied().unwrap_or(0);
        let high = quantiles.get(at.saturating_add(1)).copied().unwrap_or(low);
        self.between(low, high)
    }

    /// Puts `items` into another order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = self.below(last.saturating_add(1));
            items.swap(last, other);
        }
    }
}

/// Spreads neighbouring numbers apart (SplitMix64): seeds are often 0, 1, 2.
fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ mixed.wrapping_shr(30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed.wrapping_shr(27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed.wrapping_shr(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_of_a_seed_never_changes() {
        let mut rng = Rng::new(7, 0);
        let found = [rng.bits(), rng.bits()];
        assert_eq!(
            found,
            [13_466_139_687_762_452_303, 5_028_032_482_060_918_112]
        );
    }

    #[test]
    fn numbers_stay_within_their_bounds() {
        let mut rng = Rng::new(0, 0);
        let mut seen = [false; 6];
        for _ in 0..1000 {
            let number = rng.between(-2, 3);
            seen[usize::try_from(number + 2).unwrap()] = true;
            assert!((10..=30).contains(&rng.quantile(&[10, 15, 30])));
        }
        assert_eq!((seen, rng.below(0), rng.quantile(&[])), ([true; 6], 0, 0));
    }
}
