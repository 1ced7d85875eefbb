//! How often a size occurred, to three significant digits: HdrHistogram's buckets. A few values are
//! kept as a list, as most groups have no more, and a histogram takes 90 KB for one second.

use std::sync::LazyLock;

use hdrhistogram::Histogram as Hdr;

/// Decimal digits that are told apart.
const DIGITS: u8 = 3;

/// As many values are kept in a list.
const FEW: usize = 512;

/// The buckets of all histograms: which they are does not depend on what was recorded.
static BUCKETS: LazyLock<Option<Hdr<u64>>> = LazyLock::new(|| Hdr::new(DIGITS).ok());

/// Sizes and how often each occurred.
#[derive(Debug, Clone)]
pub(super) enum Counts {
    Few(Vec<u64>),
    Many(Box<Hdr<u64>>),
}

impl Default for Counts {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Counts {
    /// Counts `size` as often as `count` says.
    pub(super) fn add(&mut self, size: u64, count: u64) {
        if let Self::Few(values) = self {
            let total = u64::try_from(values.len()).map_or(count, |n| n.saturating_add(count));
            if total <= FEW as u64 {
                values.extend((0..count).map(|_| size));
                return;
            }
            self.spread();
        }
        if let Self::Many(histogram) = self {
            record(histogram, size, count);
        }
    }

    /// Adds what another one has counted.
    pub(super) fn merge(&mut self, other: &Self) {
        match other {
            Self::Few(values) => values.iter().for_each(|size| self.add(*size, 1)),
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
            Self::Few(values) => {
                let mut sizes: Vec<u64> = values.iter().map(|size| smallest_of(*size)).collect();
                sizes.sort_unstable();
                let runs = sizes.chunk_by(|a, b| a == b);
                let bucket = |run: &[u64]| Some((*run.first()?, run.len() as u64));
                runs.filter_map(bucket).collect()
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
        let (Self::Few(values), Ok(mut histogram)) = (&*self, Hdr::new(DIGITS)) else {
            return;
        };
        for size in values {
            record(&mut histogram, *size, 1);
        }
        *self = Self::Many(Box::new(histogram));
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
