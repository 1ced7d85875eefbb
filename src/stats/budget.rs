//! Budgets: conditions on figures, such as `e2e.p95<1.5s` or `pass_rate>=90%`.
//!
//! ```text
//! budget    = subject comparison number unit      blanks are allowed between them
//! subject   = metric "." statistic | rate
//! statistic = "min" | "p50" | "p90" | "p95" | "p99" | "max" | "mean"
//! rate      = "pass_rate" | "tool_errors" | "interruptions" | "unreliable"
//! comparison= "<" | "<=" | ">" | ">="
//! unit      = "us" | "ms" | "s" | "min" for a metric, "%" for a rate
//! ```

use serde::Serialize;

use super::metric::Metric;
use super::report::{Figures, Report, Row, percent};
use crate::payload::{P90_NEEDS, P95_NEEDS, P99_NEEDS};
use crate::text::{Untrusted, width};

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
    /// Tools that answered with an error, of all tool calls.
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

/// Whether a figure meets a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It does.
    Met,
    /// It does not.
    Exceeded,
    /// There are too few values to say.
    Unanswered,
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

const STATISTICS: [(&str, Statistic); 7] = [
    ("min", Statistic::Min),
    ("p50", Statistic::P50),
    ("p90", Statistic::P90),
    ("p95", Statistic::P95),
    ("p99", Statistic::P99),
    ("max", Statistic::Max),
    ("mean", Statistic::Mean),
];

const RATES: [(&str, Rate); 4] = [
    ("pass_rate", Rate::Pass),
    ("tool_errors", Rate::ToolErrors),
    ("interruptions", Rate::Interruptions),
    ("unreliable", Rate::Unreliable),
];

/// Longer ones first, as one begins with the other.
const COMPARISONS: [(&str, Comparison); 4] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::More),
];

/// Seconds in each unit.
const UNITS: [(&str, f64); 4] = [("us", 1e-6), ("ms", 1e-3), ("s", 1.0), ("min", 60.0)];

impl Budget {
    /// Reads a condition.
    ///
    /// # Errors
    /// The byte that a sentence is about, and the sentence.
    pub fn read(text: &str) -> Result<Self, (usize, String)> {
        let mut reader = Reader { text, at: 0 };
        let subject = reader.subject()?;
        let comparison = reader.comparison()?;
        let limit = reader.limit(subject)?;
        reader.end()?;
        let name = text.trim().to_owned();
        Ok(Self {
            name,
            subject,
            comparison,
            limit,
        })
    }

    /// The grammar as a regular expression, for editors.
    #[must_use]
    pub fn pattern() -> String {
        let metrics = Metric::ALL.map(Metric::name).join("|");
        let statistics = STATISTICS.map(|(name, _)| name).join("|");
        let rates = RATES.map(|(name, _)| name).join("|");
        let units = UNITS.map(|(name, _)| name).join("|");
        let limit = r"\s*[<>]=?\s*([0-9]+\.?[0-9]*|\.[0-9]+)\s*";
        format!(r"^\s*(({metrics})\s*\.\s*({statistics}){limit}({units})|({rates}){limit}%)\s*$")
    }

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
        let judged = figures.tests_passed.saturating_add(figures.tests_failed);
        match self {
            Self::Pass => (figures.tests_passed, judged),
            Self::ToolErrors => (figures.tool_errors, figures.tool_calls),
            Self::Interruptions => (figures.interruptions, figures.agent_messages),
            Self::Unreliable => (figures.unreliable_turns.total(), figures.turns),
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

fn name_of<T: PartialEq + Copy>(named: &[(&'static str, T)], value: T) -> &'static str {
    let mut named = named.iter();
    named
        .find(|(_, other)| *other == value)
        .map_or("", |(name, _)| name)
}

/// A sentence about a condition, below it a caret at the place that it is about.
#[must_use]
pub fn with_caret(text: &str, (at, message): &(usize, String)) -> String {
    let shown = |text: &str| Untrusted::new(text).inline().to_string();
    let before = width(&shown(text.get(..*at).unwrap_or_default()));
    format!("{message}\n  {}\n  {}^", shown(text), " ".repeat(before))
}

/// Reads a condition from left to right.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

type Fault = (usize, String);

impl<'t> Reader<'t> {
    /// What is left, without the blanks it begins with.
    fn rest(&mut self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let trimmed = rest.trim_start();
        self.at = self.text.len().saturating_sub(trimmed.len());
        trimmed
    }

    /// The longest head of characters that `belongs` takes.
    fn take(&mut self, belongs: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let (head, _) = rest.split_at_checked(end).unwrap_or_default();
        self.at = self.at.saturating_add(head.len());
        head
    }

    fn word(&mut self) -> (usize, &'t str) {
        self.rest();
        (
            self.at,
            self.take(|c| c.is_ascii_alphanumeric() || c == '_'),
        )
    }

    fn subject(&mut self) -> Result<Subject, Fault> {
        let (at, word) = self.word();
        if let Some((_, rate)) = RATES.iter().find(|(name, _)| *name == word) {
            return Ok(Subject::Rate(*rate));
        }
        let Some(metric) = Metric::ALL.into_iter().find(|metric| metric.name() == word) else {
            let metrics = Metric::ALL.iter().map(|metric| metric.name());
            let all: Vec<_> = metrics.chain(RATES.iter().map(|(name, _)| *name)).collect();
            return Err((
                at,
                format!("a budget begins with one of {}", all.join(", ")),
            ));
        };
        if !self.rest().starts_with('.') {
            let message = format!("`{word}` needs a statistic, as in `{word}.p95`");
            return Err((self.at, message));
        }
        self.at = self.at.saturating_add(1);
        let (at, word) = self.word();
        match STATISTICS.iter().find(|(name, _)| *name == word) {
            Some((_, statistic)) => Ok(Subject::Metric(metric, *statistic)),
            None => {
                let all = STATISTICS.map(|(name, _)| name).join(", ");
                Err((at, format!("expected a statistic: one of {all}")))
            }
        }
    }

    fn comparison(&mut self) -> Result<Comparison, Fault> {
        let rest = self.rest();
        let found = COMPARISONS.iter().find(|(sign, _)| rest.starts_with(sign));
        let Some((sign, comparison)) = found else {
            return Err((self.at, "expected one of <, <=, >, >=".to_owned()));
        };
        self.at = self.at.saturating_add(sign.len());
        Ok(*comparison)
    }

    fn limit(&mut self, subject: Subject) -> Result<f64, Fault> {
        self.rest();
        let at = self.at;
        let digits = self.take(|c| c.is_ascii_digit() || c == '.');
        let number = digits
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        let Some(number) = number else {
            return Err((at, "expected a number, such as 1.5".to_owned()));
        };
        self.rest();
        let at = self.at;
        let unit = self.take(|c| c.is_alphanumeric() || c == '%' || c == 'µ');
        let factor = UNITS.iter().find(|(name, _)| *name == unit);
        match subject {
            Subject::Rate(_) if unit == "%" => Ok(number),
            Subject::Rate(_) => Err((at, "a rate has the unit %".to_owned())),
            Subject::Metric(..) => match factor {
                Some((_, factor)) => Ok(number * factor),
                None => Err((at, "a delay has one of the units s, ms, us, min".to_owned())),
            },
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        match self.rest() {
            "" => Ok(()),
            _ => Err((
                self.at,
                "a budget ends with its unit; give another as one of its own".to_owned(),
            )),
        }
    }
}

#[cfg(test)]
#[path = "budget_tests.rs"]
mod tests;
