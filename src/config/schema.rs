//! The JSON Schema of `speakhook.toml`, for editors. Made from the list of rules when it is asked
//! for, so that it cannot fall behind it.

use serde_json::{Map, Value, json};

use crate::rules::{self, Rule};
use crate::stats::Budget;

use super::read::{FAIL_ON, LEVELS, SEVERITIES};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let listed = rules::groups().chain(rules::all().map(|rule| rule.id));
    let listed: Vec<&str> = listed.collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://speakhook.dev/schema/config/v1.json",
        "title": "Configuration of speakhook",
        "description": "speakhook.toml: what a project has decided once for every run. Flags on the command line outweigh it.",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "fail-on": {
                "enum": FAIL_ON,
                "description": "The lowest severity that makes the status 1; --fail-on."
            },
            "min-severity": {
                "enum": SEVERITIES,
                "description": "The lowest severity that is shown; --min-severity."
            },
            "max-diagnostics": {
                "type": "integer",
                "minimum": 0,
                "description": "The most problems of each severity that are printed for people, 0 for all; --max-diagnostics."
            },
            "rules": rules_table(),
            "thresholds": thresholds_table(),
            "ignore": exceptions(),
            "budgets": {
                "type": "object",
                "description": "Conditions on the statistics of `speakhook stats` by name, such as slow = \"e2e.p95<1.5s\".",
                "additionalProperties": { "type": "string", "pattern": Budget::pattern() }
            }
        },
        "$defs": {
            "level": { "enum": LEVELS },
            "level-of-text": {
                "enum": ["error", "warning", "info"],
                "description": "Text that is not JSON cannot be judged, so this cannot be off."
            },
            "rule": { "anyOf": [{ "enum": listed }, { "pattern": own_schema_pattern() }] }
        }
    })
}

fn level_of(name: &str, description: &str) -> Value {
    let kind = if name.starts_with("json/") {
        "#/$defs/level-of-text"
    } else {
        "#/$defs/level"
    };
    json!({ "$ref": kind, "description": description })
}

/// What matches the rules of own schemas, so that editors accept but do not propose them.
fn own_schema_pattern() -> String {
    let own: Vec<&str> = rules::OWN_SCHEMA.iter().map(|rule| rule.id).collect();
    format!("^({})$", own.join("|"))
}

/// Rules by name. Those of own schemas are allowed but not proposed.
fn rules_table() -> Value {
    let rule = |rule: &Rule| {
        let about = format!("{}; {} unless set here.", rule.summary, rule.severity);
        (rule.id.to_owned(), level_of(rule.id, &about))
    };
    let group = |name: &str| (name.to_owned(), level_of(name, "Every rule of this group."));
    let properties: Map<String, Value> = rules::groups()
        .map(group)
        .chain(rules::all().map(rule))
        .collect();
    let pattern = own_schema_pattern();
    json!({
        "type": "object",
        "description": "Severity by rule or group. An id outweighs a group.",
        "properties": properties,
        "patternProperties": { pattern: { "$ref": "#/$defs/level" } },
        "additionalProperties": false
    })
}

fn thresholds_table() -> Value {
    let properties: Map<String, Value> = rules::all()
        .filter_map(|rule| {
            let threshold = rule.threshold?;
            let schema = json!({
                "type": "number",
                "minimum": 0,
                "default": threshold.default,
                "description": format!("{}: {}.", rule.summary, threshold.meaning)
            });
            Some((rule.id.to_owned(), schema))
        })
        .collect();
    json!({
        "type": "object",
        "description": "Thresholds by rule, each in the unit of the rule.",
        "properties": properties,
        "additionalProperties": false
    })
}

fn exceptions() -> Value {
    json!({
        "type": "array",
        "description": "Findings that are accepted. A finding has to match all that is given.",
        "items": {
            "type": "object",
            "required": ["reason"],
            "anyOf": [
                { "required": ["rule"] },
                { "required": ["path"] },
                { "required": ["pointer"] }
            ],
            "additionalProperties": false,
            "properties": {
                "rule": { "$ref": "#/$defs/rule", "description": "Id of a rule, or a group." },
                "path": {
                    "type": "string",
                    "minLength": 1,
                    "description": "Glob of files or folders, relative to the folder of this file."
                },
                "pointer": {
                    "type": "string",
                    "pattern": "^(/|$)",
                    "description": "Glob of JSON Pointers: * is one token or a part of one, ** any number of tokens."
                },
                "reason": {
                    "type": "string",
                    "pattern": "\\S",
                    "description": "Why these findings are accepted."
                }
            }
        }
    })
}
