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
    /// Report as information.
    Info,
    /// Do not report.
    Allow,
}

/// Decisions of one origin. One about a rule outweighs one about its group.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Decides about `rule`: an id, or a group such as `schema/*`.
    ///
    /// # Errors
    /// A sentence, if no rule has that name, or if it is one that cannot be allowed.
    pub fn set(&mut self, rule: &str, level: Level) -> Result<(), String> {
        if !is_rule_or_group(rule) {
            return Err(unknown_rule(rule));
        }
        if level == Level::Allow && rule.starts_with("json/") {
            return Err(format!(
                "`{rule}` cannot be allowed: text that is not JSON cannot be judged"
            ));
        }
        self.0.insert(rule.to_owned(), level);
        Ok(())
    }

    fn of(&self, rule: &str) -> Option<Level> {
        if self.0.is_empty() {
            return None;
        }
        let group = rule.split_once('/').map(|(group, _)| format!("{group}/*"));
        self.0.get(rule).or_else(|| self.0.get(&group?)).copied()
    }
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
    /// What the command line decides; outweighs the file, whatever either names.
    pub flags: Levels,
    /// What the configuration file decides.
    pub file: Levels,
    /// What makes the answer no.
    pub fail_on: FailOn,
    /// The lowest severity that is shown. What is hidden still counts for the answer.
    pub min_severity: Severity,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            flags: Levels::default(),
            file: Levels::default(),
            fail_on: FailOn::Severity(Severity::Error),
            min_severity: Severity::Info,
        }
    }
}

impl Policy {
    /// The severity of a finding of `rule` whose own severity is `own`, `None` if the user does
    /// not want it.
    #[must_use]
    pub fn severity(&self, rule: &str, own: Severity) -> Option<Severity> {
        match self.flags.of(rule).or_else(|| self.file.of(rule)) {
            Some(Level::Deny) => Some(Severity::Error),
            Some(Level::Warn) => Some(Severity::Warning),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Allow) => None,
            None => Some(own),
        }
    }

    /// Whether a finding of this severity makes the answer no.
    #[must_use]
    pub fn fails(&self, severity: Severity) -> bool {
        matches!(self.fail_on, FailOn::Severity(least) if severity >= least)
    }
}

/// Whether `name` is the id of a rule, or a group such as `schema/*`.
#[must_use]
pub fn is_rule_or_group(name: &str) -> bool {
    rules::find(name).is_some() || rules::groups().any(|group| group == name)
}

/// Whether `name`, an id or a group, covers the rule `id`.
#[must_use]
pub fn covers(name: &str, id: &str) -> bool {
    let group = name.strip_suffix('*').filter(|group| group.ends_with('/'));
    name == id || group.is_some_and(|group| id.starts_with(group))
}

/// The sentence for a rule that does not exist.
#[must_use]
pub fn unknown_rule(rule: &str) -> String {
    let shown = Untrusted::new(rule).excerpt(60);
    if rules::groups().any(|group| group == rule) {
        return format!("`{shown}` is a group; name one of its rules");
    }
    let keyword = rules::names().find(|name| name.strip_prefix("schema/") == Some(rule));
    let hint = match keyword.or_else(|| nearest(rule, rules::names())) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "`speakhook explain` lists the rules".to_owned(),
    };
    format!("there is no rule `{shown}`; {hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_outweighs_the_file_and_a_rule_its_group() {
        let mut policy = Policy::default();
        policy.file.set("schema/type", Level::Info).unwrap();
        policy.file.set("duplicate-key", Level::Warn).unwrap();
        let of = |policy: &Policy, rule| policy.severity(rule, Severity::Error);
        assert_eq!(of(&policy, "schema/type"), Some(Severity::Info));
        policy.flags.set("schema/*", Level::Allow).unwrap();
        assert_eq!(of(&policy, "schema/type"), None);
        policy.flags.set("schema/type", Level::Warn).unwrap();
        assert_eq!(of(&policy, "schema/type"), Some(Severity::Warning));
        assert_eq!(of(&policy, "schema/format"), None);
        assert_eq!(of(&policy, "duplicate-key"), Some(Severity::Warning));
        assert_eq!(of(&policy, "unknown-event"), Some(Severity::Error));
    }

    #[test]
    fn an_unknown_rule_is_refused_with_a_suggestion() {
        let mut levels = Levels::default();
        let refusal = levels.set("unknown-feild", Level::Deny).unwrap_err();
        assert_eq!(
            refusal,
            "there is no rule `unknown-feild`; did you mean `unknown-field`?"
        );
        assert!(levels.set("*", Level::Allow).is_err());
        assert!(levels.set("json/*", Level::Allow).is_err());
    }
}
