//! One metric over all calls: a histogram and a percentile curve.

use super::curve::Curve;
use crate::render::html::distribution::Distribution;
use crate::render::stats::words;
use crate::stats::{Figures, Metric, Tally};

/// How a metric is spread.
pub(super) struct Spread {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) distribution: Distribution,
    pub(super) curve: Option<Curve>,
}

impl Spread {
    pub(super) fn new(metric: Metric, total: &Figures, tally: &Tally) -> Option<Self> {
        let buckets = tally.metrics.of(metric).uppers();
        #[expect(clippy::cast_precision_loss, reason = "at most 10^12")]
        let values = buckets
            .into_iter()
            .map(|(micros, count)| (micros as f64 / 1e6, count));
        let values: Vec<(f64, u64)> = values.collect();
        let row = total.row(metric)?;
        let (p50, p95) = (row.p50_seconds, row.p95_seconds);
        let mut distribution = Distribution::new(&values, p50, p95)?;
        if metric != Metric::E2e {
            distribution.forget_bands();
        }
        let name = words::metric(metric).replace(['(', ')'], "");
        Some(Self {
            id: metric.name(),
            curve: Curve::new(&values, row.n),
            name,
            distribution,
        })
    }
}
