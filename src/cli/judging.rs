//! What a run is judged by: flags and configuration together. A flag outweighs the file.

use std::path::Path;

use chrono::Utc;

use crate::config::Config;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::judge::Judge;
use crate::policy::{FailOn, Level, Levels, Policy};
use crate::rules::Rule;
use crate::rules::settings::Settings;
use crate::schema::{self, InForce, Own};
use crate::text::file_name;

#[cfg(feature = "webhook")]
use super::args::ListenArgs;
use super::args::{Moment, ValidateArgs};
use super::files;

/// The policy of `validate`.
///
/// # Errors
/// A rule that does not exist, that is given two severities, or that cannot be allowed.
pub fn policy(args: &ValidateArgs, config: &Config) -> Result<Policy, Error> {
    let own = Policy::default();
    let min_severity = args.min_severity.map(Severity::from);
    Ok(Policy {
        flags: levels(args)?,
        file: config.levels.clone(),
        fail_on: fail_on(args).or(config.fail_on).unwrap_or(own.fail_on),
        min_severity: min_severity
            .or(config.min_severity)
            .unwrap_or(own.min_severity),
    })
}

/// The policy of `listen`.
#[cfg(feature = "webhook")]
#[must_use]
pub fn policy_of_listener(args: &ListenArgs, config: &Config) -> Policy {
    let own = policy_of_file(config);
    Policy {
        fail_on: args
            .fail_on
            .map(FailOn::from)
            .or(config.fail_on)
            .unwrap_or(own.fail_on),
        min_severity: config.min_severity.unwrap_or(own.min_severity),
        ..own
    }
}

/// The policy of commands without flags about rules.
#[must_use]
pub fn policy_of_file(config: &Config) -> Policy {
    Policy {
        file: config.levels.clone(),
        ..Policy::default()
    }
}

fn levels(args: &ValidateArgs) -> Result<Levels, Error> {
    let given = [
        (&args.deny, Level::Deny, "--deny"),
        (&args.warn, Level::Warn, "--warn"),
        (&args.allow, Level::Allow, "--allow"),
    ];
    let mut levels = Levels::default();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (rules, level, flag) in given {
        for rule in rules {
            let mut earlier = seen.iter().filter(|(other, _)| other == rule);
            if let Some((_, other)) = earlier.find(|(_, other)| *other != flag) {
                return Err(Error::Usage(format!(
                    "the rule `{rule}` is given to both {other} and {flag}"
                )));
            }
            seen.push((rule, flag));
            levels.set(rule, level).map_err(Error::Usage)?;
        }
    }
    Ok(levels)
}

fn fail_on(args: &ValidateArgs) -> Option<FailOn> {
    if args.strict {
        return Some(FailOn::Severity(Severity::Warning));
    }
    args.fail_on.map(FailOn::from)
}

/// How `validate` judges.
///
/// # Errors
/// A schema of the user's own that cannot be read, or is none.
pub fn judge(args: &ValidateArgs, config: &Config, policy: &Policy) -> Result<Judge, Error> {
    // Whoever names an expectation wants it checked.
    let is_asked = |rule: &Rule| rule.is_about_text() || !rule.arguments.is_empty();
    let mut judge = judge_of_file(config, policy, |rule| !args.schema_only || is_asked(rule));
    let instead = args.schema.as_deref().map(own_schema).transpose()?;
    let more = args.extend.iter().map(|path| own_schema(path));
    judge.schema = InForce::new(instead, more.collect::<Result<_, _>>()?);
    judge.settings.event.clone_from(&args.event);
    judge.settings.now = args.now.map(|moment| match moment {
        Moment::Now => Utc::now().fixed_offset(),
        Moment::At(time) => time,
    });
    Ok(judge)
}

fn own_schema(path: &Path) -> Result<Own, Error> {
    let text = files::read_text(path, "the schema", schema::LARGEST)?;
    Own::read(&text).map_err(|why| {
        let name = file_name(&path.to_string_lossy());
        Error::Usage(format!("{name} {why}"))
    })
}

/// How a configuration alone makes the judge; rules that are off do not run, nor those that
/// `is_wanted` refuses.
#[must_use]
pub fn judge_of_file(config: &Config, policy: &Policy, is_wanted: impl Fn(&Rule) -> bool) -> Judge {
    let is_on = |rule: &Rule| policy.severity(rule.id, rule.severity).is_some();
    let mut settings = Settings::with_rules(|rule| is_on(rule) && is_wanted(rule));
    for (rule, value) in &config.thresholds {
        settings.set_threshold(rule, *value);
    }
    Judge {
        settings,
        ..Judge::default()
    }
}
