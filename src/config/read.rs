//! Reads a configuration: the text as TOML, then each key by its own reader. Nothing is guessed;
//! a file with a fault decides nothing.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Severity;
use crate::policy::{FailOn, Level, is_rule_or_group, unknown_rule};
use crate::rules;
use crate::stats::Budget;
use crate::text::Untrusted;

use super::Config;
use super::exceptions;
use super::faults::{Faults, listed};

/// The keys of a file, in the order of its documentation.
pub(super) const KEYS: [&str; 7] = [
    "fail-on",
    "min-severity",
    "max-diagnostics",
    "rules",
    "thresholds",
    "ignore",
    "budgets",
];

/// What `fail-on` may be.
pub(super) const FAIL_ON: [&str; 4] = ["error", "warning", "info", "never"];

/// What `min-severity` may be.
pub(super) const SEVERITIES: [&str; 3] = ["error", "warning", "info"];

/// What a rule may be given.
pub(super) const LEVELS: [&str; 4] = ["error", "warning", "info", "off"];

pub(super) type Item<'t> = Spanned<DeValue<'t>>;

/// Reads the bytes of a configuration that lies in `folder`.
///
/// # Errors
/// The problems, each with the file's name, line and column.
pub fn read(name: &str, folder: &Path, bytes: &[u8]) -> Result<Config, Vec<String>> {
    let mut faults = Faults::default();
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let (valid, _) = bytes
                .split_at_checked(error.valid_up_to())
                .unwrap_or_default();
            faults.at(valid.len(), "this is not UTF-8; save the file as UTF-8");
            return Err(faults.told(name, &String::from_utf8_lossy(valid)));
        }
    };
    let mut config = Config {
        name: name.to_owned(),
        ..Config::default()
    };
    match DeTable::parse(text) {
        Ok(table) => read_table(&mut config, table.get_ref(), folder, text, &mut faults),
        Err(error) => syntax(&error, text, &mut faults),
    }
    if faults.is_empty() {
        Ok(config)
    } else {
        Err(faults.told(name, text))
    }
}

fn syntax(error: &toml::de::Error, text: &str, faults: &mut Faults) {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let message = Untrusted::new(error.message()).excerpt(200);
    let start = text.get(..at).and_then(|head| head.rfind('\n'));
    let line = text.get(start.map_or(0, |start| start.saturating_add(1))..);
    let line = line
        .and_then(|line| line.lines().next())
        .unwrap_or_default();
    let key = line.split('=').next().unwrap_or_default();
    let is_bare = line.contains('=') && key.contains(['/', '*']) && !key.contains(['"', '\'']);
    let hint = if is_bare {
        "; a key with `/` or `*` is written in quotes"
    } else {
        ""
    };
    faults.at(at, format!("this is not TOML: {message}{hint}"));
}

fn read_table(
    config: &mut Config,
    table: &DeTable<'_>,
    folder: &Path,
    text: &str,
    faults: &mut Faults,
) {
    for (key, item) in table {
        if faults.are_enough() {
            return;
        }
        match key.get_ref().as_ref() {
            "fail-on" => {
                config.fail_on = choice(item, "fail-on", &FAIL_ON, faults).map(fail_on);
            }
            "min-severity" => {
                let named = choice(item, "min-severity", &SEVERITIES, faults);
                config.min_severity = named.and_then(severity);
            }
            "max-diagnostics" => config.max_diagnostics = count(item, faults),
            "rules" => read_rules(config, item, faults),
            "thresholds" => read_thresholds(config, item, faults),
            "ignore" => {
                config.exceptions =
                    exceptions::read(item, folder, text, faults).unwrap_or_default();
            }
            "budgets" => read_budgets(config, item, faults),
            other => faults.unknown(key.span().start, "key", other, other, &KEYS),
        }
    }
}

fn fail_on(name: &str) -> FailOn {
    severity(name).map_or(FailOn::Never, FailOn::Severity)
}

fn severity(name: &str) -> Option<Severity> {
    let all = [Severity::Error, Severity::Warning, Severity::Info];
    all.into_iter().find(|severity| severity.name() == name)
}

fn level(name: &str) -> Level {
    match severity(name) {
        Some(Severity::Error) => Level::Deny,
        Some(Severity::Warning) => Level::Warn,
        Some(Severity::Info) => Level::Info,
        None => Level::Allow,
    }
}

/// What is wrong with the type of a value.
pub(super) fn wrong_type(item: &Item<'_>, name: &str, expected: &str, faults: &mut Faults) {
    let found = match item.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let name = Untrusted::new(name).excerpt(60);
    let message = format!("`{name}` is {found}, expected {expected}");
    faults.at(item.span().start, message);
}

/// A string that is one of a few.
fn choice(
    item: &Item<'_>,
    name: &str,
    allowed: &[&'static str],
    faults: &mut Faults,
) -> Option<&'static str> {
    let Some(text) = item.get_ref().as_str() else {
        let expected = format!("one of the strings {}", listed(allowed));
        wrong_type(item, name, &expected, faults);
        return None;
    };
    let found = allowed.iter().copied().find(|word| *word == text);
    if found.is_none() {
        // What the flags of the command line are called, and other linters' words.
        let meant = match text {
            "warn" => "warning",
            "deny" | "forbid" => "error",
            "allow" | "ignore" => "off",
            other => other,
        };
        faults.unknown(item.span().start, "severity", text, meant, allowed);
    }
    found
}

pub(super) fn text<'t>(item: &'t Item<'_>, name: &str, faults: &mut Faults) -> Option<&'t str> {
    let text = item.get_ref().as_str();
    if text.is_none() {
        wrong_type(item, name, "a string", faults);
    }
    text
}

fn count(item: &Item<'_>, faults: &mut Faults) -> Option<usize> {
    let DeValue::Integer(number) = item.get_ref() else {
        wrong_type(item, "max-diagnostics", "a whole number", faults);
        return None;
    };
    let count = usize::from_str_radix(number.as_str(), number.radix()).ok();
    if count.is_none() {
        let message = "`max-diagnostics` is a whole number from 0, which shows all";
        faults.at(item.span().start, message);
    }
    count
}

/// The members of what should be a table.
fn members<'t, 'i>(item: &'t Item<'i>, name: &str, faults: &mut Faults) -> Option<&'t DeTable<'i>> {
    let table = item.get_ref().as_table();
    if table.is_none() {
        wrong_type(item, name, &format!("a table: `[{name}]`"), faults);
    }
    table
}

fn read_rules(config: &mut Config, item: &Item<'_>, faults: &mut Faults) {
    for (key, item) in members(item, "rules", faults).into_iter().flatten() {
        let rule = key.get_ref().as_ref();
        if faults.are_enough() {
            return;
        }
        if !is_rule_or_group(rule) {
            faults.at(key.span().start, no_such_rule(rule));
            continue;
        }
        let Some(name) = choice(item, rule, &LEVELS, faults) else {
            continue;
        };
        if name == "off" && rule.starts_with("json/") {
            let message = format!("`{rule}` cannot be off: text that is not JSON cannot be judged");
            faults.at(item.span().start, message);
        } else if let Err(message) = config.levels.set(rule, level(name)) {
            faults.at(key.span().start, message);
        }
    }
}

/// A key that belongs to the file as a whole is often written below the first table.
fn no_such_rule(name: &str) -> String {
    if KEYS.contains(&name) {
        format!("`{name}` is no rule; it belongs above the first `[table]`")
    } else {
        unknown_rule(name)
    }
}

fn read_thresholds(config: &mut Config, item: &Item<'_>, faults: &mut Faults) {
    for (key, item) in members(item, "thresholds", faults).into_iter().flatten() {
        let (name, at) = (key.get_ref().as_ref(), key.span().start);
        if faults.are_enough() {
            return;
        }
        let Some(rule) = rules::find(name) else {
            faults.at(at, no_such_rule(name));
            continue;
        };
        let Some(threshold) = rule.threshold else {
            let with: Vec<&str> = rules::all()
                .filter(|rule| rule.threshold.is_some())
                .map(|rule| rule.id)
                .collect();
            let message = format!("the rule `{name}` has no threshold");
            faults.at(
                at,
                if with.is_empty() {
                    message
                } else {
                    format!("{message}; these have one: {}", with.join(", "))
                },
            );
            continue;
        };
        match number(item) {
            Some(value) => config.thresholds.push((rule, value)),
            None => {
                let expected = format!("a number that is not negative ({})", threshold.meaning);
                wrong_type(item, name, &expected, faults);
            }
        }
    }
}

fn number(item: &Item<'_>) -> Option<f64> {
    let number = match item.get_ref() {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    };
    number.filter(|number: &f64| number.is_finite() && *number >= 0.0)
}

fn read_budgets(config: &mut Config, item: &Item<'_>, faults: &mut Faults) {
    for (key, item) in members(item, "budgets", faults).into_iter().flatten() {
        if faults.are_enough() {
            return;
        }
        let Some(condition) = text(item, key.get_ref(), faults) else {
            continue;
        };
        match Budget::read(condition) {
            Ok(budget) => config.budgets.push(Budget {
                name: key.get_ref().to_string(),
                ..budget
            }),
            Err((at, message)) => {
                // One more for the quote that the string begins with.
                let at = item.span().start.saturating_add(at).saturating_add(1);
                faults.at(at.min(item.span().end), message);
            }
        }
    }
}
