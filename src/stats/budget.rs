//! Budgets: conditions on figures, such as `e2e.p95<1.5s` or `pass_rate>=90%`.

use serde::Serialize;

use super::grammar::{COMPARISONS, RATES, STATISTICS, name_of};
use super::metric::Metric;
use super::report::{Figures, Report, Row, percent};
use crate::payload::{P90_NEEDS, P95_NEEDS, P99_NEEDS};

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Budget {
    /// How it is called: the condition itself, or its name in a configuration.
    pub name: String,
    /// What it is about.
    pub subject: Subject,
    /// How the figure has to compare.
    pub comparison: Comparison,
    /// With what: seconds, or percent.
    pub limit: f64,
}

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Subject {
    /// A figure of a metric, in seconds.
    Metric(Metric, Statistic),
    /// A share, in percent.
    Rate(Rate),
}

/// A figure of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum Statistic {
    Min,
    P50,
    P90,
    P95,
    P99,
    Max,
    Mean,
}

/// A share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// Tests that passed, of those with a verdict.
    Pass,
    /// Those that were answered with an error, of all tool calls.
    ToolErrors,
    /// Messages of agents that were interrupted, of all their messages.
    Interruptions,
    /// Turns that are left out as unreliable, of all turns.
    Unreliable,
}

/// How a figure has to compare with a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum Comparison {
    Less,
    AtMost,
    More,
    AtLeast,
}

/// Whether a figure meets a condition, in the order in which a reader has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does not.
    Exceeded,
    /// There are too few values to say.
    Unanswered,
    /// It does.
    Met,
}

/// A condition, applied to a group or to all calls.
#[derive(Debug, Clone)]
pub struct Judged<'r> {
    /// The condition.
    pub budget: &'r Budget,
    /// The group, by its place in the report; `None` is all calls, or the other groups together.
    pub group: Option<usize>,
    /// The figure: seconds, or percent.
    pub figure: Option<f64>,
    /// How many values it is of.
    pub n: u64,
    /// How many it needs.
    pub needs: u64,
    /// What came of it.
    pub verdict: Verdict,
}

impl Budget {
    /// Whether a figure meets the condition.
    fn holds(&self, figure: f64) -> bool {
        match self.comparison {
            Comparison::Less => figure < self.limit,
            Comparison::AtMost => figure <= self.limit,
            Comparison::More => figure > self.limit,
            Comparison::AtLeast => figure >= self.limit,
        }
    }

    fn judge(&self, figures: &Figures, group: Option<usize>) -> Judged<'_> {
        let (figure, n, needs) = self.subject.figure(figures);
        let verdict = match figure {
            None => Verdict::Unanswered,
            Some(figure) if self.holds(figure) => Verdict::Met,
            Some(_) => Verdict::Exceeded,
        };
        Judged {
            budget: self,
            group,
            figure,
            n,
            needs,
            verdict,
        }
    }
}

impl Judged<'_> {
    /// How far a figure that is exceeded lies beyond its limit, in percent of it.
    #[must_use]
    pub fn excess(&self) -> f64 {
        let figure = self.figure.filter(|_| self.verdict == Verdict::Exceeded);
        let limit = self.budget.limit;
        figure.map_or(0.0, |figure| {
            (figure - limit).abs() / limit.max(f64::MIN_POSITIVE) * 100.0
        })
    }
}

/// The conditions, each applied to every group, or to all calls where there are no groups.
#[must_use]
pub fn judge<'r>(budgets: &'r [Budget], report: &Report) -> Vec<Judged<'r>> {
    let groups = report.groups.iter().enumerate();
    let mut subjects: Vec<_> = groups
        .map(|(place, group)| (Some(place), &group.figures))
        .collect();
    subjects.extend(report.others.iter().map(|others| (None, others)));
    if subjects.is_empty() {
        subjects.push((None, &report.total));
    }
    let of = |budget: &'r Budget| {
        let all = subjects.iter();
        all.map(|(group, figures)| budget.judge(figures, *group))
            .collect::<Vec<_>>()
    };
    budgets.iter().flat_map(of).collect()
}

impl Subject {
    /// The figure, of how many values it is, and how many it needs.
    fn figure(self, figures: &Figures) -> (Option<f64>, u64, u64) {
        match self {
            Self::Metric(metric, statistic) => {
                let row = figures.row(metric).copied().unwrap_or_default();
                (statistic.of(&row), row.n, statistic.needs())
            }
            Self::Rate(rate) => {
                let (part, whole) = rate.of(figures);
                (percent(part, whole), whole, 1)
            }
        }
    }

    /// The metric, if it is about one.
    #[must_use]
    pub fn metric(self) -> Option<Metric> {
        match self {
            Self::Metric(metric, _) => Some(metric),
            Self::Rate(_) => None,
        }
    }

    /// The name, as it is written in a condition.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Metric(metric, statistic) => format!("{}.{}", metric.name(), statistic.name()),
            Self::Rate(rate) => name_of(&RATES, rate).to_owned(),
        }
    }
}

impl Statistic {
    /// The figure of a row, in seconds.
    #[must_use]
    pub fn of(self, row: &Row) -> Option<f64> {
        match self {
            Self::Min => row.min_seconds,
            Self::P50 => row.p50_seconds,
            Self::P90 => row.p90_seconds,
            Self::P95 => row.p95_seconds,
            Self::P99 => row.p99_seconds,
            Self::Max => row.max_seconds,
            Self::Mean => row.mean_seconds,
        }
    }

    /// The public name.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&STATISTICS, self)
    }

    fn needs(self) -> u64 {
        let needs = match self {
            Self::P90 => P90_NEEDS,
            Self::P95 => P95_NEEDS,
            Self::P99 => P99_NEEDS,
            Self::Min | Self::P50 | Self::Max | Self::Mean => 1,
        };
        needs as u64
    }
}

impl Rate {
    fn of(self, figures: &Figures) -> (u64, u64) {
        // Nothing of nothing is no rate, and leaves a budget unanswered.
        let known = |count: Option<u64>| count.unwrap_or(0);
        let judged = figures.tests_passed.saturating_add(figures.tests_failed);
        match self {
            Self::Pass => (figures.tests_passed, judged),
            Self::ToolErrors => (known(figures.tool_errors), known(figures.tool_calls)),
            Self::Interruptions => (known(figures.interruptions), known(figures.agent_messages)),
            Self::Unreliable => (figures.unreliable_turns.total(), known(figures.turns)),
        }
    }
}

impl Comparison {
    /// The sign.
    #[must_use]
    pub fn sign(self) -> &'static str {
        name_of(&COMPARISONS, self)
    }
}
