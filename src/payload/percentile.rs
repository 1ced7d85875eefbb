//! Percentiles of one call's values, and how many values they need to mean anything.

/// A p90 is withheld below this many values.
pub const P90_NEEDS: usize = 10;
/// A p95 is withheld below this many values: it would be the maximum by another name.
pub const P95_NEEDS: usize = 20;
/// A p99 is withheld below this many values.
pub const P99_NEEDS: usize = 100;

/// What a set of values looks like. Percentiles are nearest-rank: the smallest value that at
/// least that share of the values does not exceed, so each is a value that occurred.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Stats {
    /// How many values there are.
    pub n: usize,
    /// The smallest.
    pub min: Option<f64>,
    /// The median.
    pub p50: Option<f64>,
    /// The 90th percentile; see [`P90_NEEDS`].
    pub p90: Option<f64>,
    /// The 95th percentile; see [`P95_NEEDS`].
    pub p95: Option<f64>,
    /// The 99th percentile; see [`P99_NEEDS`].
    pub p99: Option<f64>,
    /// The largest.
    pub max: Option<f64>,
}

impl Stats {
    /// Looks at `values`, in any order.
    #[must_use]
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let n = values.len();
        let from = |needed: usize, percent: usize| {
            if n < needed {
                None
            } else {
                nearest_rank(&values, percent)
            }
        };
        Self {
            n,
            min: values.first().copied(),
            p50: from(1, 50),
            p90: from(P90_NEEDS, 90),
            p95: from(P95_NEEDS, 95),
            p99: from(P99_NEEDS, 99),
            max: values.last().copied(),
        }
    }
}

/// The value at rank `⌈percent/100 · n⌉`, counted from 1, of sorted values.
fn nearest_rank(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = sorted.len().saturating_mul(percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn up_to(n: u32) -> Stats {
        Stats::of((1..=n).rev().map(f64::from).collect())
    }

    #[test]
    fn percentiles_are_values_that_occurred() {
        let stats = up_to(100);
        assert_eq!(
            (stats.p50, stats.p90, stats.p95),
            (Some(50.0), Some(90.0), Some(95.0))
        );
        assert_eq!(
            (stats.p99, stats.min, stats.max),
            (Some(99.0), Some(1.0), Some(100.0))
        );
        assert_eq!(up_to(3).p50, Some(2.0));
        assert_eq!(up_to(4).p50, Some(2.0));
        assert_eq!(up_to(1).p50, Some(1.0));
    }

    #[test]
    fn too_few_values_have_no_tail() {
        assert_eq!((up_to(9).p90, up_to(10).p90), (None, Some(9.0)));
        assert_eq!((up_to(19).p95, up_to(20).p95), (None, Some(19.0)));
        assert_eq!((up_to(99).p99, up_to(100).p99), (None, Some(99.0)));
    }

    #[test]
    fn nothing_has_no_statistics() {
        assert_eq!(Stats::of(Vec::new()), Stats::default());
    }
}
