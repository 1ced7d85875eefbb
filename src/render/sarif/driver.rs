//! What SARIF says of the program: its version and every rule, also those that found nothing, so
//! that a service can show what a rule means.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::rules::{self, Rule};

use super::result::Message;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

impl Default for Driver {
    fn default() -> Self {
        Self {
            name: "speakhook",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules::all().map(Descriptor::new).collect(),
        }
    }
}

/// The place of a rule in the list.
pub(super) fn index_of(rule: &str) -> Option<usize> {
    static INDEX: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
        let ids = rules::all().map(|rule| rule.id);
        ids.enumerate().map(|(index, id)| (id, index)).collect()
    });
    INDEX.get(rule).copied()
}

/// SARIF's word for a severity.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    default_configuration: Configuration,
    help: Help,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

impl Descriptor {
    fn new(rule: &Rule) -> Self {
        let markdown = rule.markdown();
        Self {
            id: rule.id,
            short_description: Message::new(sentence(rule.summary)),
            full_description: Message::new(first_paragraph(&markdown)),
            default_configuration: Configuration {
                level: level(rule.severity),
            },
            help: Help {
                text: markdown.replace("## ", ""),
                markdown,
            },
        }
    }
}

/// SARIF wants sentences where our lists have lines.
fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// What a rule does, on one line.
fn first_paragraph(markdown: &str) -> String {
    let lines = markdown
        .lines()
        .skip_while(|line| line.is_empty() || line.starts_with('#'))
        .take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_describes_itself_in_sentences() {
        for rule in rules::all() {
            let descriptor = Descriptor::new(rule);
            let full = descriptor.full_description.text;
            assert!(full.ends_with(['.', ':']), "{}: {full}", rule.id);
            assert!(!descriptor.help.text.contains("## "), "{}", rule.id);
        }
        assert_eq!(sentence("é is wrong"), "É is wrong.");
        assert_eq!(index_of("json/syntax"), Some(0));
    }
}
