//! How often a size occurred, to three significant digits: HdrHistogram's buckets. Those that are not
//! empty are kept as a list, as most groups have few of them, and a histogram takes 90 KB for one second.

use std::sync::LazyLock;

use hdrhistogram::Histogram as Hdr;

/// Decimal digits that are told apart.
const DIGITS: u8 = 3;

/// As many buckets are kept in a list, which is 64 KB at most.
const FEW: usize = 2_048;

/// A list is put in order when it has as many entries, and then whenever it has doubled.
const FIRST: usize = 512;

/// The buckets of all histograms: which they are does not depend on what was recorded.
static BUCKETS: LazyLock<Option<Hdr<u64>>> = LazyLock::new(|| Hdr::new(DIGITS).ok());

/// Sizes and how often each occurred.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    Few(List),
    Many(Box<Hdr<u64>>),
}

/// Buckets and how often each occurred. The first are in rising order and each is there once; the
/// others came since, so that adding one moves none.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    entries: Vec<(u64, u64)>,
    in_order: usize,
}

impl Default for Counts {
    fn default() -> Self {
        Self::Few(List::default())
    }
}

impl Counts {
    /// Counts `size` as often as `count` says.
    pub(super) fn add(&mut self, size: u64, count: u64) {
        match self {
            Self::Many(histogram) => record(histogram, size, count),
            Self::Few(list) => {
                list.entries.push((smallest_of(size), count));
                if list.is_due() {
                    list.put_in_order();
                    if list.in_order > FEW {
                        self.spread();
                    }
                }
            }
        }
    }

    /// Adds what another one has counted.
    pub(super) fn merge(&mut self, other: &Self) {
        match other {
            Self::Few(list) => {
                for (size, count) in &list.entries {
                    self.add(*size, *count);
                }
            }
            Self::Many(_) => {
                for (size, count) in other.buckets() {
                    self.add(size, count);
                }
            }
        }
    }

    /// The buckets that are not empty, each as the smallest size in it and its count, in rising order.
    pub(super) fn buckets(&self) -> Vec<(u64, u64)> {
        match self {
            Self::Few(list) => {
                let mut list = list.clone();
                list.put_in_order();
                list.entries
            }
            Self::Many(histogram) => histogram
                .iter_recorded()
                .map(|step| {
                    let count = step.count_at_value();
                    (smallest_of(step.value_iterated_to()), count)
                })
                .collect(),
        }
    }

    /// Goes over to a histogram.
    fn spread(&mut self) {
        let (Self::Few(list), Ok(mut histogram)) = (&*self, Hdr::new(DIGITS)) else {
            return;
        };
        for (size, count) in &list.entries {
            record(&mut histogram, *size, *count);
        }
        *self = Self::Many(Box::new(histogram));
    }
}

impl List {
    fn is_due(&self) -> bool {
        self.entries.len() >= self.in_order.saturating_mul(2).max(FIRST)
    }

    fn put_in_order(&mut self) {
        // Stable, as such a sort takes what is in order as it is.
        self.entries.sort_by_key(|(bucket, _)| *bucket);
        self.entries.dedup_by(|(bucket, count), (kept, sum)| {
            let is_same = bucket == kept;
            if is_same {
                *sum = sum.saturating_add(*count);
            }
            is_same
        });
        self.in_order = self.entries.len();
    }
}

/// A histogram that grows takes any size; only where memory ends, it does not.
fn record(histogram: &mut Hdr<u64>, size: u64, count: u64) {
    let recorded = histogram.record_n(size, count);
    debug_assert!(recorded.is_ok(), "{size} does not fit");
}

/// The smallest size that is counted in the same bucket.
pub(super) fn smallest_of(size: u64) -> u64 {
    let buckets = BUCKETS.as_ref();
    buckets.map_or(size, |buckets| buckets.lowest_equivalent(size))
}

/// The size in the middle of the bucket, at most 0.05 % from any other in it.
pub(super) fn middle_of(size: u64) -> u64 {
    let buckets = BUCKETS.as_ref();
    buckets.map_or(size, |buckets| buckets.median_equivalent(size))
}

/// The largest size that is counted in the same bucket.
pub(super) fn largest_of(size: u64) -> u64 {
    let buckets = BUCKETS.as_ref();
    buckets.map_or(size, |buckets| buckets.highest_equivalent(size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sizes: impl Iterator<Item = u64>) -> Counts {
        let mut counts = Counts::default();
        sizes.for_each(|size| counts.add(size, 1));
        counts
    }

    fn room(counts: &Counts) -> Option<usize> {
        match counts {
            Counts::Few(list) => Some(list.entries.capacity()),
            Counts::Many(_) => None,
        }
    }

    #[test]
    fn a_list_grows_with_the_buckets_and_not_with_the_values() {
        // From 2^20 us on, a bucket is 1024 us wide.
        let sizes = |buckets| (0..100_000).map(move |n| 1_048_576 + n % buckets * 1024);
        for (buckets, most) in [(1, FIRST), (500, 2 * FIRST), (1_000, 4 * FIRST)] {
            let counts = of(sizes(buckets));
            assert!(room(&counts).is_some_and(|room| room <= most), "{buckets}");
            assert_eq!(counts.buckets().len() as u64, buckets);
        }
    }

    #[test]
    fn a_table_counts_as_a_list_does() {
        let sizes = |from: u64| (from..from + 5_000).map(|n| 300_000 + n * 613 % 4_000_000);
        let (few, many) = (of(sizes(0).take(FIRST)), of(sizes(0)));
        assert_eq!((room(&few).is_some(), room(&many)), (true, None));
        let mut sums = [few.clone(), many.clone()];
        sums[0].merge(&many);
        sums[1].merge(&few);
        let all = of(sizes(0).take(FIRST).chain(sizes(0)));
        for sum in sums {
            assert_eq!(sum.buckets(), all.buckets());
        }
        let total: u64 = all.buckets().iter().map(|(_, count)| count).sum();
        assert_eq!(total, 5_000 + FIRST as u64);
        assert!(all.buckets().is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_bucket_is_named_by_its_least_and_told_by_its_middle() {
        for size in [0, 1, 5, 2047, 2048, 123_456, 8_994_817, 1_000_000_000_000] {
            let (least, middle, largest) = (smallest_of(size), middle_of(size), largest_of(size));
            assert!(least <= size && size <= largest, "{size}");
            assert!(least <= middle && middle <= largest, "{size}");
            assert!((largest - least) * 1000 <= least, "{size}");
            let ends = [least, middle, largest].map(smallest_of);
            assert_eq!(ends, [least; 3], "{size}");
            assert_ne!(smallest_of(largest + 1), least, "{size}");
        }
    }
}
