//! Statistics as they are shown: seconds and percentages, the percentiles of too few values withheld.
//! The types here are the public JSON of `stats`.

use chrono::NaiveDate;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use super::collection::Collection;
use super::group::Key;
use super::histogram::Histogram;
use super::metric::Metric;
use super::tally::{Tally, UnreliableTurns};
use crate::text::Untrusted;

/// What a run came to.
#[derive(Debug, Clone)]
pub struct Report {
    /// What the calls are grouped by.
    pub by: Vec<Key>,
    /// The metrics that are shown.
    pub metrics: Vec<Metric>,
    /// The groups, in the order of their names; without keys none.
    pub groups: Vec<Group>,
    /// The groups beyond the most that are told apart, together.
    pub others: Option<Figures>,
    /// All calls.
    pub total: Figures,
    /// Calls that started outside of the time that was asked for.
    pub outside: u64,
    /// Calls that have no start, though a time was asked for.
    pub undated: u64,
    /// Inputs that could not be read or are no call.
    pub unread: u64,
}

/// A group and its figures.
#[derive(Debug, Clone)]
pub struct Group {
    values: Vec<Option<String>>,
    /// What was counted.
    pub figures: Figures,
}

/// The figures of some calls.
#[derive(Debug, Clone, Serialize)]
#[expect(
    missing_docs,
    reason = "the fields are those of `Tally`, documented there"
)]
pub struct Figures {
    pub calls: u64,
    pub with_history: u64,
    /// This and what follows up to the silence: `None` if no call has a history.
    pub turns: Option<u64>,
    pub user_messages: Option<u64>,
    pub agent_messages: Option<u64>,
    pub interruptions: Option<u64>,
    pub tool_calls: Option<u64>,
    pub tool_errors: Option<u64>,
    pub silences: Option<u64>,
    pub silence_seconds: Option<f64>,
    pub tests_passed: u64,
    pub tests_failed: u64,
    pub tests_without_result: u64,
    /// Of the tests with a verdict.
    pub pass_rate_percent: Option<f64>,
    pub unreliable_turns: UnreliableTurns,
    pub computed_e2e: u64,
    pub unusable_durations: u64,
    #[serde(serialize_with = "by_name")]
    pub metrics: Vec<MetricRow>,
}

/// A metric and its row.
#[derive(Debug, Clone, Copy)]
pub struct MetricRow {
    /// The metric.
    pub metric: Metric,
    /// Its figures.
    pub row: Row,
}

/// The figures of one metric, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each is what it is called")]
pub struct Row {
    pub n: u64,
    pub min_seconds: Option<f64>,
    pub p50_seconds: Option<f64>,
    pub p90_seconds: Option<f64>,
    pub p95_seconds: Option<f64>,
    pub p99_seconds: Option<f64>,
    pub max_seconds: Option<f64>,
    pub mean_seconds: Option<f64>,
}

impl Report {
    /// What is shown of a collection, with every metric.
    #[must_use]
    pub fn of(collection: &Collection) -> Self {
        let figures = Figures::of;
        let group = |(values, tally): (&Vec<Option<String>>, &Tally)| Group {
            values: values.clone(),
            figures: figures(tally),
        };
        let is_grouped = !collection.by.is_empty();
        Self {
            by: collection.by.clone(),
            metrics: Metric::ALL.to_vec(),
            groups: (collection.groups.iter().filter(|_| is_grouped))
                .map(group)
                .collect(),
            others: collection.others.as_deref().map(figures),
            total: figures(&collection.total()),
            outside: collection.outside,
            undated: collection.undated,
            unread: collection.unread,
        }
    }

    /// The day of a group, if calls are grouped by day and have one.
    #[must_use]
    pub fn day_of(&self, group: &Group) -> Option<NaiveDate> {
        let place = self.by.iter().position(|key| *key == Key::Day)?;
        group.values.get(place)?.as_deref()?.parse().ok()
    }

    /// The same with these metrics alone.
    #[must_use]
    pub fn only(mut self, metrics: &[Metric]) -> Self {
        self.metrics.retain(|metric| metrics.contains(metric));
        let groups = self.groups.iter_mut().map(|group| &mut group.figures);
        let figures = groups.chain(&mut self.others).chain([&mut self.total]);
        for figures in figures {
            let rows = &mut figures.metrics;
            rows.retain(|row| metrics.contains(&row.metric));
        }
        self
    }
}

impl Group {
    /// The values of the keys, in their order; a call may have none.
    pub fn values(&self) -> impl Iterator<Item = Option<Untrusted<'_>>> {
        self.values
            .iter()
            .map(|value| value.as_deref().map(Untrusted::new))
    }
}

impl Figures {
    fn of(tally: &Tally) -> Self {
        let row = |metric: Metric| MetricRow {
            metric,
            row: Row::of(tally.metrics.of(metric)),
        };
        let known = |count: u64| (tally.with_history > 0).then_some(count);
        Self {
            calls: tally.calls,
            with_history: tally.with_history,
            turns: known(tally.turns),
            user_messages: known(tally.user_messages),
            agent_messages: known(tally.agent_messages),
            interruptions: known(tally.interruptions),
            tool_calls: known(tally.tool_calls),
            tool_errors: known(tally.tool_errors),
            silences: known(tally.silences),
            silence_seconds: known(tally.silence_us).map(seconds),
            tests_passed: tally.tests_passed,
            tests_failed: tally.tests_failed,
            tests_without_result: tally.tests_without_result,
            pass_rate_percent: percent(
                tally.tests_passed,
                tally.tests_passed.saturating_add(tally.tests_failed),
            ),
            unreliable_turns: tally.unreliable_turns,
            computed_e2e: tally.computed_e2e,
            unusable_durations: tally.unusable_durations,
            metrics: Metric::ALL.into_iter().map(row).collect(),
        }
    }

    /// The row of a metric; of one that is not shown, there is none.
    #[must_use]
    pub fn row(&self, metric: Metric) -> Option<&Row> {
        let mut rows = self.metrics.iter();
        rows.find(|shown| shown.metric == metric)
            .map(|shown| &shown.row)
    }
}

impl Row {
    pub(super) fn of(histogram: &Histogram) -> Self {
        let percentiles = histogram.percentiles();
        Self {
            n: histogram.n(),
            min_seconds: histogram.min(),
            p50_seconds: percentiles.p50,
            p90_seconds: percentiles.p90,
            p95_seconds: percentiles.p95,
            p99_seconds: percentiles.p99,
            max_seconds: histogram.max(),
            mean_seconds: histogram.mean().map(|mean| (mean * 1e6).round() / 1e6),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "285 years have microseconds")]
fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// The share of `part` in `whole`; of nothing there is none.
#[expect(clippy::cast_precision_loss, reason = "a share is rounded anyway")]
pub(super) fn percent(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| 100.0 * part as f64 / whole as f64)
}

fn by_name<S: Serializer>(rows: &[MetricRow], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(rows.len()))?;
    for shown in rows {
        map.serialize_entry(shown.metric.name(), &shown.row)?;
    }
    map.end()
}
