//! What the user makes of findings: severities by rule, what fails, what is shown.

use std::collections::BTreeMap;

use crate::diagnostic::Severity;
use crate::nearest::nearest;
use crate::rules;
use crate::text::Untrusted;

/// A user's decision about one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Report as an error.
    Deny,
    /// Report as a warning.
    Warn,
    /// Do not report.
    Allow,
}

/// The lowest severity that makes the answer no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Findings of this severity or above.
    Severity(Severity),
    /// Nothing.
    Never,
}

/// How findings are weighed.
#[derive(Debug, Clone)]
pub struct Policy {
    levels: BTreeMap<String, Level>,
    /// What makes the answer no.
    pub fail_on: FailOn,
    /// The lowest severity that is shown. What is hidden still counts for the answer.
    pub min_severity: Severity,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            fail_on: FailOn::Severity(Severity::Error),
            min_severity: Severity::Info,
        }
    }
}

impl Policy {
    /// A policy without a decision about any rule.
    #[must_use]
    pub fn new(fail_on: FailOn, min_severity: Severity) -> Self {
        Self {
            levels: BTreeMap::new(),
            fail_on,
            min_severity,
        }
    }

    /// Decides about `rule`: an id, or a group such as `schema/*`.
    ///
    /// # Errors
    /// A sentence, if no rule has that name.
    pub fn set(&mut self, rule: &str, level: Level) -> Result<(), String> {
        let known = rules::find(rule).is_some()
            || rule.strip_suffix('*').is_some_and(|group| {
                group.ends_with('/') && rules::all().any(|rule| rule.id.starts_with(group))
            });
        if !known {
            return Err(unknown_rule(rule));
        }
        self.levels.insert(rule.to_owned(), level);
        Ok(())
    }

    /// The severity of a finding of `rule` whose own severity is `own`, `None` if the user does
    /// not want it.
    #[must_use]
    pub fn severity(&self, rule: &str, own: Severity) -> Option<Severity> {
        match self.level(rule) {
            Some(Level::Deny) => Some(Severity::Error),
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Allow) => None,
            None => Some(own),
        }
    }

    fn level(&self, rule: &str) -> Option<Level> {
        let group = rule.split_once('/').map(|(group, _)| format!("{group}/*"));
        self.levels
            .get(rule)
            .or_else(|| self.levels.get(&group?))
            .copied()
    }

    /// Whether a finding of this severity makes the answer no.
    #[must_use]
    pub fn fails(&self, severity: Severity) -> bool {
        matches!(self.fail_on, FailOn::Severity(least) if severity >= least)
    }
}

/// The sentence for a rule that does not exist.
#[must_use]
pub fn unknown_rule(rule: &str) -> String {
    let shown = Untrusted::new(rule).excerpt(60);
    let hint = match nearest(rule, rules::all().map(|rule| rule.id)) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "`speakhook explain` lists the rules".to_owned(),
    };
    format!("there is no rule `{shown}`; {hint}")
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_rule_outweighs_its_group() {
        let mut policy = Policy::default();
        policy.set("schema/*", Level::Allow).unwrap();
        policy.set("schema/type", Level::Warn).unwrap();
        assert_eq!(
            policy.severity("schema/type", Severity::Error),
            Some(Severity::Warning)
        );
        assert_eq!(policy.severity("schema/format", Severity::Error), None);
        assert_eq!(
            policy.severity("duplicate-key", Severity::Error),
            Some(Severity::Error)
        );
    }

    #[test]
    fn an_unknown_rule_is_refused_with_a_suggestion() {
        let refusal = Policy::default()
            .set("unknown-feild", Level::Deny)
            .unwrap_err();
        assert_eq!(
            refusal,
            "there is no rule `unknown-feild`; did you mean `unknown-field`?"
        );
        assert!(Policy::default().set("*", Level::Allow).is_err());
    }
}
