//! How a budget is written:
//!
//! ```text
//! budget    = subject comparison number unit      blanks are allowed between them
//! subject   = metric "." statistic | rate
//! statistic = "min" | "p50" | "p90" | "p95" | "p99" | "max" | "mean"
//! rate      = "pass_rate" | "tool_errors" | "interruptions" | "unreliable"
//! comparison= "<" | "<=" | ">" | ">="
//! unit      = "us" | "ms" | "s" | "min" for a metric, "%" for a rate
//! ```

use super::budget::{Budget, Comparison, Rate, Statistic, Subject};
use super::metric::Metric;
use crate::nearest::nearest;
use crate::text::{Untrusted, width};

pub(super) const STATISTICS: [(&str, Statistic); 7] = [
    ("min", Statistic::Min),
    ("p50", Statistic::P50),
    ("p90", Statistic::P90),
    ("p95", Statistic::P95),
    ("p99", Statistic::P99),
    ("max", Statistic::Max),
    ("mean", Statistic::Mean),
];

pub(super) const RATES: [(&str, Rate); 4] = [
    ("pass_rate", Rate::Pass),
    ("tool_errors", Rate::ToolErrors),
    ("interruptions", Rate::Interruptions),
    ("unreliable", Rate::Unreliable),
];

/// Longer ones first, as one begins with the other.
pub(super) const COMPARISONS: [(&str, Comparison); 4] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::More),
];

/// Each unit as what is written behind a number of it, and then multiplied with, to make seconds of it. A
/// product with 10⁻³ would be another number than the one that was typed: 700 ms not 0.7 s.
const UNITS: [(&str, &str, f64); 4] = [
    ("us", "e-6", 1.0),
    ("ms", "e-3", 1.0),
    ("s", "", 1.0),
    ("min", "", 60.0),
];

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
        let names = Metric::ALL.into_iter().map(Metric::name);
        let names = names.chain(Metric::ALL.into_iter().filter_map(Metric::alias));
        let metrics = names.collect::<Vec<_>>().join("|");
        let statistics = STATISTICS.map(|(name, _)| name).join("|");
        let rates = RATES.map(|(name, _)| name).join("|");
        let units = UNITS.map(|(name, ..)| name).join("|");
        let limit = r"\s*[<>]=?\s*([0-9]+\.?[0-9]*|\.[0-9]+)\s*";
        format!(r"^\s*(({metrics})\s*\.\s*({statistics}){limit}({units})|({rates}){limit}%)\s*$")
    }
}

/// The name of a value.
pub(super) fn name_of<T: PartialEq + Copy>(named: &[(&'static str, T)], value: T) -> &'static str {
    let mut named = named.iter();
    named
        .find(|(_, other)| *other == value)
        .map_or("", |(name, _)| name)
}

/// What a word is probably meant to be the name of: it may be misspelt, or what a payload calls it.
fn meant(word: &str) -> Option<&'static str> {
    let metrics = Metric::ALL.into_iter();
    let metrics = metrics.flat_map(|metric| {
        let names = [Some(metric.name()), metric.alias(), metric.field()];
        let names = names.into_iter().flatten();
        names.map(move |name| (name, metric.name()))
    });
    let rates = RATES.into_iter().map(|(name, _)| (name, name));
    let known: Vec<_> = metrics.chain(rates).collect();
    let found = nearest(word, known.iter().map(|(name, _)| *name))?;
    let mut known = known.iter();
    known
        .find(|(name, _)| *name == found)
        .map(|(_, name)| *name)
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
        let Some(metric) = Metric::named(word) else {
            let metrics = Metric::ALL.iter().map(|metric| metric.name());
            let all: Vec<_> = metrics.chain(RATES.iter().map(|(name, _)| *name)).collect();
            let meant = meant(word);
            let meant = meant.map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
            let all = all.join(", ");
            return Err((at, format!("a budget begins with one of {all}{meant}")));
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
        let number = |exponent: &str| {
            let number = format!("{digits}{exponent}").parse::<f64>().ok();
            number.filter(|number| number.is_finite())
        };
        let Some(percent) = number("") else {
            return Err((at, "expected a number, such as 1.5".to_owned()));
        };
        self.rest();
        let at = self.at;
        let unit = self.take(|c| c.is_alphanumeric() || c == '%' || c == 'µ');
        let seconds = UNITS.iter().find(|(name, ..)| *name == unit);
        let seconds = seconds.and_then(|(_, exponent, factor)| Some(number(exponent)? * factor));
        match subject {
            Subject::Rate(_) if unit == "%" => Ok(percent),
            Subject::Rate(_) => Err((at, "a rate has the unit %".to_owned())),
            Subject::Metric(..) => seconds
                .ok_or_else(|| (at, "a delay has one of the units s, ms, us, min".to_owned())),
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
#[path = "grammar_tests.rs"]
mod tests;
