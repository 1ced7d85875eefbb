//! A metric day by day, whatever else calls are grouped by.

use std::collections::BTreeMap;

use super::collection::Collection;
use super::group::Key;
use super::histogram::Histogram;
use super::metric::Metric;
use super::report::Row;

/// The figures of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day in UTC, as `2026-06-12`.
    pub date: String,
    /// The figures of its calls.
    pub row: Row,
}

/// A metric by day, in the order of the days; `None` unless calls are grouped by day. Calls without
/// a day are left out, and so are groups that are not told apart.
#[must_use]
pub fn trend(collection: &Collection, metric: Metric) -> Option<Vec<Day>> {
    let place = collection.by.iter().position(|key| *key == Key::Day)?;
    let mut days: BTreeMap<&str, Histogram> = BTreeMap::new();
    for (values, tally) in &collection.groups {
        let Some(Some(date)) = values.get(place) else {
            continue;
        };
        let day = days.entry(date.as_str()).or_default();
        day.merge(tally.metrics.of(metric));
    }
    let day = |(date, histogram): (&str, Histogram)| Day {
        date: date.to_owned(),
        row: Row::of(&histogram),
    };
    Some(days.into_iter().map(day).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Tally;

    fn collection(by: Vec<Key>, groups: &[(&[&str], f64)]) -> Collection {
        let mut collection = Collection::new(by);
        for (values, seconds) in groups {
            let mut tally = Tally::default();
            tally.metrics.e2e.record(*seconds);
            let values = values.iter().map(|value| Some((*value).to_owned()));
            collection.groups.insert(values.collect(), tally);
        }
        collection
    }

    #[test]
    fn days_are_added_up_over_the_other_keys() {
        let groups: [(&[&str], f64); 3] = [
            (&["a", "2026-06-13"], 3.0),
            (&["a", "2026-06-12"], 1.0),
            (&["b", "2026-06-12"], 2.0),
        ];
        let days = trend(
            &collection(vec![Key::Agent, Key::Day], &groups),
            Metric::E2e,
        )
        .unwrap();
        let seen: Vec<_> = days
            .iter()
            .map(|day| (day.date.as_str(), day.row.n, day.row.max_seconds))
            .collect();
        assert_eq!(
            seen,
            [("2026-06-12", 2, Some(2.0)), ("2026-06-13", 1, Some(3.0))]
        );
        let plain = collection(vec![Key::Agent], &[(&["a"], 1.0)]);
        assert_eq!(trend(&plain, Metric::E2e), None);
    }
}
