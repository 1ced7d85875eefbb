//! What the user decides about the checks before they run: which run, their thresholds, the
//! event that is expected, and the moment that counts as now.

use std::collections::BTreeMap;

use super::{Rule, all};
use crate::payload::Timestamp;

/// How payloads are checked.
#[derive(Clone)]
pub struct Settings {
    /// The rules whose checks run.
    pub(super) rules: Vec<&'static Rule>,
    thresholds: BTreeMap<&'static str, f64>,
    /// The moment that counts as now; without one, nothing is judged by the time of day.
    pub now: Option<Timestamp>,
    /// The event that every payload is expected to be.
    pub event: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::with_rules(|_| true)
    }
}

impl Settings {
    /// Runs the checks of the rules that `is_wanted` names.
    #[must_use]
    pub fn with_rules(is_wanted: impl Fn(&Rule) -> bool) -> Self {
        let wanted = all().filter(|rule| rule.check.is_some() && is_wanted(rule));
        Self {
            rules: wanted.collect(),
            thresholds: BTreeMap::new(),
            now: None,
            event: None,
        }
    }

    /// Sets the threshold of a rule that has one.
    pub fn set_threshold(&mut self, rule: &Rule, value: f64) {
        self.thresholds.insert(rule.id, value);
    }

    /// The threshold of a rule: the user's, else its own.
    #[must_use]
    pub fn threshold(&self, rule: &Rule) -> f64 {
        let own = rule.threshold.as_ref().map(|threshold| threshold.default);
        let set = self.thresholds.get(rule.id).copied();
        set.or(own).unwrap_or(f64::INFINITY)
    }
}
