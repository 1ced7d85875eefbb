//! What has changed since a run that was saved: the median and the 95th percentile of each metric, and
//! how much of that is allowed. A figure that is there no more is a change, too: silence is no speed.

use super::budget::{Statistic, Verdict};
use super::metric::Metric;
use super::report::{Figures, Group, Report};
use crate::payload::P95_NEEDS;

/// The statistics that are compared.
const COMPARED: [Statistic; 2] = [Statistic::P50, Statistic::P95];

/// A figure of the saved run, and what it is now.
#[derive(Debug, Clone, Copy)]
pub struct Change<'r> {
    /// The group; `None` is all calls.
    pub group: Option<&'r Group>,
    /// The metric.
    pub metric: Metric,
    /// Which of its figures.
    pub statistic: Statistic,
    /// The figure then, in seconds.
    pub before: f64,
    /// How many values it was of.
    pub before_n: u64,
    /// The figure now, in seconds; `None` if there are too few values, or the group is gone.
    pub after: Option<f64>,
    /// How many values it is of.
    pub after_n: u64,
}

/// How much figures may grow, and which.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    /// Percent.
    pub allowed: f64,
    metrics: Vec<Metric>,
}

/// Why a figure is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unjudged {
    /// It makes no reply late, and its metric was not named.
    Unnamed,
    /// The saved run has fewer values of it than [`Gate::NEEDS`].
    FewBefore,
}

/// Nobody hears a reply that is later by less, in seconds; but of a short delay it is many percent.
const LEAST_GROWTH: f64 = 0.01;

impl Change<'_> {
    /// How much larger it is, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let grown = self.after? - self.before;
        (self.before > 0.0).then(|| grown / self.before * 100.0)
    }

    /// How much larger it is for whoever hears it, in percent: what is gone has not grown.
    #[must_use]
    pub fn growth(&self) -> f64 {
        let grown = self.after.map_or(0.0, |after| after - self.before);
        if grown.abs() <= LEAST_GROWTH {
            return 0.0;
        }
        self.percent().unwrap_or(f64::INFINITY)
    }

    /// Whether it is of enough values, then and now.
    #[must_use]
    pub fn is_of_many(&self) -> bool {
        self.before_n.min(self.after_n) >= Gate::NEEDS
    }
}

impl Gate {
    /// How many values a figure has to be of, then and now: one of fewer says little.
    pub const NEEDS: u64 = P95_NEEDS as u64;

    /// A gate for the metrics that are named, else for the delays that make a reply late: a longer call
    /// is no worse one, and a hook is a matter of microseconds.
    #[must_use]
    pub fn new(allowed: f64, named: &[Metric]) -> Self {
        let is_asked = |metric: &Metric| match metric {
            Metric::Callback | Metric::Duration => named.contains(metric),
            _ => named.is_empty() || named.contains(metric),
        };
        let metrics = Metric::ALL.into_iter().filter(is_asked).collect();
        Self { allowed, metrics }
    }

    /// What comes of a figure.
    ///
    /// # Errors
    /// Why that is not asked.
    pub fn judge(&self, change: &Change<'_>) -> Result<Verdict, Unjudged> {
        if !self.metrics.contains(&change.metric) {
            return Err(Unjudged::Unnamed);
        }
        if change.before_n < Self::NEEDS {
            return Err(Unjudged::FewBefore);
        }
        let figure = change.after.filter(|_| change.after_n >= Self::NEEDS);
        Ok(match figure {
            None => Verdict::Unanswered,
            Some(after) if self.holds(change.before, after) => Verdict::Met,
            Some(_) => Verdict::Exceeded,
        })
    }

    /// How far a figure that has grown too much lies beyond what is allowed, in percent of what it was.
    #[must_use]
    pub fn excess(&self, change: &Change<'_>) -> f64 {
        match self.judge(change) {
            Ok(Verdict::Exceeded) => change.growth() - self.allowed,
            _ => 0.0,
        }
    }

    /// What comes of all that can be judged.
    #[must_use]
    pub fn verdicts(&self, changes: &[Change<'_>]) -> Vec<Verdict> {
        let verdicts = changes.iter().filter_map(|change| self.judge(change).ok());
        verdicts.collect()
    }

    fn holds(&self, before: f64, after: f64) -> bool {
        let allowed = before.abs() * self.allowed / 100.0;
        after - before <= allowed.max(LEAST_GROWTH)
    }
}

/// The figures of the saved run, each with that of today. Groups are compared with those of the same
/// name, if both runs are grouped alike, else all calls with all calls.
#[must_use]
pub fn compare<'r>(before: &'r Report, after: &Report) -> Vec<Change<'r>> {
    if before.by.is_empty() || before.by != after.by {
        return changes(None, &before.total, Some(&after.total));
    }
    let of_group = |then: &'r Group| {
        let search = after
            .groups
            .binary_search_by(|other| other.values().cmp(then.values()));
        let now = search.ok().and_then(|place| after.groups.get(place));
        changes(Some(then), &then.figures, now.map(|group| &group.figures))
    };
    before.groups.iter().flat_map(of_group).collect()
}

fn changes<'r>(
    group: Option<&'r Group>,
    before: &Figures,
    after: Option<&Figures>,
) -> Vec<Change<'r>> {
    let mut changes = Vec::new();
    for then in &before.metrics {
        let now = after.and_then(|after| after.row(then.metric));
        let now = now.copied().unwrap_or_default();
        changes.extend(COMPARED.into_iter().filter_map(|statistic| {
            Some(Change {
                group,
                metric: then.metric,
                statistic,
                before: statistic.of(&then.row)?,
                before_n: then.row.n,
                after: statistic.of(&now),
                after_n: now.n,
            })
        }));
    }
    changes
}
