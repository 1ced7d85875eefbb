//! What has changed since a run that was saved: the median and the 95th percentile of each metric.

use super::budget::Statistic;
use super::metric::Metric;
use super::report::{Figures, Report};

/// The statistics that are compared.
const COMPARED: [Statistic; 2] = [Statistic::P50, Statistic::P95];

/// A figure, then and now.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The group, by its place in the report of today; `None` is all calls.
    pub group: Option<usize>,
    /// The metric.
    pub metric: Metric,
    /// Which of its figures.
    pub statistic: Statistic,
    /// The figure then, in seconds.
    pub before: f64,
    /// The figure now, in seconds.
    pub after: f64,
}

impl Change {
    /// How much larger it is, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        (self.before > 0.0).then(|| (self.after - self.before) / self.before * 100.0)
    }

    /// Whether it has grown by more than `allowed` percent.
    #[must_use]
    pub fn is_regression(&self, allowed: f64) -> bool {
        self.after > self.before + self.before.abs() * allowed / 100.0
    }
}

/// The figures that both reports have. Groups are compared with those of the same name, if both
/// are grouped alike, else all calls with all calls.
#[must_use]
pub fn compare(before: &Report, after: &Report) -> Vec<Change> {
    if after.by.is_empty() || before.by != after.by {
        return changes(None, &before.total, &after.total).collect();
    }
    let pairs = after
        .groups
        .iter()
        .enumerate()
        .filter_map(|(place, group)| {
            let search = before
                .groups
                .binary_search_by(|other| other.values().cmp(group.values()));
            Some((place, before.groups.get(search.ok()?)?, group))
        });
    pairs
        .flat_map(|(place, then, now)| changes(Some(place), &then.figures, &now.figures))
        .collect()
}

fn changes<'f>(
    group: Option<usize>,
    before: &'f Figures,
    after: &'f Figures,
) -> impl Iterator<Item = Change> + use<'f> {
    after.metrics.iter().flat_map(move |now| {
        let metric = now.metric;
        let then = before.row(metric);
        COMPARED.into_iter().filter_map(move |statistic| {
            Some(Change {
                group,
                metric,
                statistic,
                before: statistic.of(then?)?,
                after: statistic.of(&now.row)?,
            })
        })
    })
}
