//! The distribution of a delay: n, least, largest and sum exactly, in integers of microseconds, so that
//! adding is associative; percentiles to three significant digits, at most 0.05 % off. A negative
//! value (a reply may begin before the user stops) is counted by its size in buckets of its own.

use serde::{Deserialize, Serialize, Serializer};

use super::counts::{Counts, largest_of, middle_of, smallest_of};
use crate::payload::{LONGEST_DELAY, P90_NEEDS, P95_NEEDS, P99_NEEDS};

/// Microseconds in a second.
const MICROS: f64 = 1e6;

/// The largest size of a value, in microseconds.
const LARGEST: u64 = 1_000_000_000_000;

/// Larger counts are read from no file: they are beyond what JSON numbers hold.
const MOST: u64 = 1 << 53;

/// A distribution of delays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Saved")]
pub struct Histogram {
    n: u64,
    /// Microseconds.
    min: i64,
    max: i64,
    sum: i128,
    below: Counts,
    above: Counts,
}

/// Percentiles in seconds, withheld where there are too few values.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Percentiles {
    /// The median.
    pub p50: Option<f64>,
    /// The 90th; see [`P90_NEEDS`].
    pub p90: Option<f64>,
    /// The 95th; see [`P95_NEEDS`].
    pub p95: Option<f64>,
    /// The 99th; see [`P99_NEEDS`].
    pub p99: Option<f64>,
}

impl Histogram {
    /// Counts a delay in seconds, to the microsecond. What is no delay, as it is 11 days or
    /// longer, is not counted.
    pub fn record(&mut self, seconds: f64) {
        if let Some(micros) = micros(seconds) {
            self.add(micros, 1);
            let (least, largest) = if self.n == 1 {
                (micros, micros)
            } else {
                (self.min, self.max)
            };
            self.min = least.min(micros);
            self.max = largest.max(micros);
            self.sum = self.sum.saturating_add(i128::from(micros));
        }
    }

    fn add(&mut self, micros: i64, count: u64) {
        self.n = self.n.saturating_add(count);
        let side = if micros < 0 {
            &mut self.below
        } else {
            &mut self.above
        };
        side.add(micros.unsigned_abs(), count);
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        let is_first = self.n == 0;
        self.min = if is_first {
            other.min
        } else {
            self.min.min(other.min)
        };
        self.max = if is_first {
            other.max
        } else {
            self.max.max(other.max)
        };
        self.n = self.n.saturating_add(other.n);
        self.sum = self.sum.saturating_add(other.sum);
        self.below.merge(&other.below);
        self.above.merge(&other.above);
    }

    /// How many values there are.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The smallest value in seconds.
    #[must_use]
    pub fn min(&self) -> Option<f64> {
        (self.n > 0).then(|| seconds(self.min))
    }

    /// The largest value in seconds.
    #[must_use]
    pub fn max(&self) -> Option<f64> {
        (self.n > 0).then(|| seconds(self.max))
    }

    /// The mean in seconds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a mean is rounded anyway")]
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64 / MICROS)
    }

    /// The percentiles.
    #[must_use]
    pub fn percentiles(&self) -> Percentiles {
        let buckets = self.buckets();
        let from = |needed: usize, percent: u64| {
            let is_enough = usize::try_from(self.n).is_ok_and(|n| n >= needed);
            self.at(&buckets, percent).filter(|_| is_enough)
        };
        Percentiles {
            p50: from(1, 50),
            p90: from(P90_NEEDS, 90),
            p95: from(P95_NEEDS, 95),
            p99: from(P99_NEEDS, 99),
        }
    }

    /// The value at rank `⌈percent/100 · n⌉`, counted from 1: the middle of its bucket, and never
    /// outside of what occurred.
    fn at(&self, buckets: &[(i64, u64)], percent: u64) -> Option<f64> {
        let rank = u128::from(self.n)
            .saturating_mul(u128::from(percent))
            .div_ceil(100);
        let mut seen = 0_u128;
        let (bucket, _) = buckets.iter().find(|(_, count)| {
            seen = seen.saturating_add(u128::from(*count));
            seen >= rank
        })?;
        let middle = signed(middle_of(bucket.unsigned_abs()), *bucket < 0);
        Some(seconds(middle.clamp(self.min, self.max)))
    }

    /// The buckets that are not empty, in rising order, each as the value in it that is nearest
    /// to zero, in microseconds, and its count.
    #[must_use]
    pub fn buckets(&self) -> Vec<(i64, u64)> {
        let below = self.below.buckets().into_iter().rev();
        let above = self.above.buckets().into_iter();
        below
            .map(|(size, count)| (signed(size, true), count))
            .chain(above.map(|(size, count)| (signed(size, false), count)))
            .collect()
    }
}

impl Histogram {
    /// The buckets as [`Self::buckets`] has them, but each as [`Self::upper`] of it: for pictures, as what was
    /// recorded at the edge of two steps belongs to the second, and so its bucket does.
    #[must_use]
    pub fn uppers(&self) -> Vec<(i64, u64)> {
        let buckets = self.buckets().into_iter();
        buckets
            .map(|(micros, count)| (self.upper(micros), count))
            .collect()
    }

    /// The largest value in microseconds that is counted with `micros`, and not larger than what occurred.
    #[must_use]
    pub fn upper(&self, micros: i64) -> i64 {
        let size = micros.unsigned_abs();
        let upper = if micros < 0 {
            signed(smallest_of(size), true)
        } else {
            signed(largest_of(size), false)
        };
        upper.min(self.max)
    }
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        let exact = |it: &Self| (it.n, it.min, it.max, it.sum);
        exact(self) == exact(other) && self.buckets() == other.buckets()
    }
}

fn signed(size: u64, is_negative: bool) -> i64 {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    if is_negative {
        size.saturating_neg()
    } else {
        size
    }
}

#[expect(clippy::cast_possible_truncation, reason = "in range")]
pub(super) fn micros(seconds: f64) -> Option<i64> {
    (seconds.abs() < LONGEST_DELAY).then(|| (seconds * MICROS).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "at most 10^12")]
fn seconds(micros: i64) -> f64 {
    micros as f64 / MICROS
}

/// A distribution in a file. The sum is text, as JSON numbers hold no integers of its size.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    n: u64,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    min_us: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    max_us: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    sum_us: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    buckets: Vec<(i64, u64)>,
}

impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Saved::from(self).serialize(serializer)
    }
}

impl From<&Histogram> for Saved {
    fn from(histogram: &Histogram) -> Self {
        let is_filled = histogram.n > 0;
        Self {
            n: histogram.n,
            min_us: is_filled.then_some(histogram.min),
            max_us: is_filled.then_some(histogram.max),
            sum_us: is_filled.then(|| histogram.sum.to_string()),
            buckets: histogram.buckets(),
        }
    }
}

impl TryFrom<Saved> for Histogram {
    type Error = &'static str;

    /// Takes only what a run can have written.
    fn try_from(saved: Saved) -> Result<Self, Self::Error> {
        let mut read = Self::default();
        if saved.n == 0 {
            return if saved.buckets.is_empty() {
                Ok(read)
            } else {
                Err("buckets without values")
            };
        }
        let rising = saved.buckets.is_sorted_by(|a, b| a.0 < b.0);
        if !rising || saved.n > MOST || !saved.buckets.iter().all(is_bucket) {
            return Err("these are not the buckets of a histogram");
        }
        for (micros, count) in &saved.buckets {
            read.add(*micros, *count);
        }
        let sum = saved.sum_us.and_then(|sum| sum.parse().ok());
        let (Some(min), Some(max), Some(sum)) = (saved.min_us, saved.max_us, sum) else {
            return Err("a histogram has `min_us`, `max_us` and `sum_us`");
        };
        (read.min, read.max, read.sum) = (min, max, sum);
        let ends = saved.buckets.first().zip(saved.buckets.last());
        let fits = ends.is_some_and(|(first, last)| holds(first.0, min) && holds(last.0, max));
        let times_n = |value: i64| i128::from(value).saturating_mul(i128::from(read.n));
        let is_sum = (times_n(min)..=times_n(max)).contains(&sum);
        if fits && is_sum && read.n == saved.n {
            Ok(read)
        } else {
            Err("the figures of a histogram contradict its buckets")
        }
    }
}

fn is_bucket((micros, count): &(i64, u64)) -> bool {
    let size = micros.unsigned_abs();
    (1..=MOST).contains(count) && size <= LARGEST && smallest_of(size) == size
}

/// Whether `value` is counted in this bucket.
fn holds(bucket: i64, value: i64) -> bool {
    let (size, range) = (value.unsigned_abs(), bucket.unsigned_abs());
    let is_same_side = (bucket < 0) == (value < 0);
    is_same_side && (range..=largest_of(range)).contains(&size)
}

#[cfg(test)]
#[path = "histogram_tests.rs"]
mod tests;
