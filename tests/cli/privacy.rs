//! Personal and secret values stay out of every report unless they are asked for.

use serde_json::Value;
use speakhook::schema::PAYLOAD;

use super::harness::{flawed, payload, validate};
use super::runner::assert_none;

const FORMATS: [&str; 4] = ["text", "concise", "json", "jsonl"];

/// Stands for what must not be seen.
const SECRET: &str = "Rosebud";

/// The reports of these inputs that show the secret.
fn leaks(inputs: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut leaks = Vec::new();
    for input in inputs {
        for format in FORMATS {
            let run = validate(["-f", format]).stdin(&input).in_process();
            assert_eq!(run.status, 1, "{format}: {input}");
            let line = run.stdout.lines().find(|line| line.contains(SECRET));
            leaks.extend(line.map(|line| format!("{format}: {line}")));
        }
    }
    leaks
}

fn personal_keys(schema: &Value, keys: &mut Vec<String>) {
    for (key, child) in schema.as_object().into_iter().flatten() {
        if child["x-personal"] == true {
            keys.push(key.clone());
        }
        personal_keys(child, keys);
    }
}

fn schema_keys() -> Vec<String> {
    let mut keys = Vec::new();
    personal_keys(&serde_json::from_str(PAYLOAD).unwrap(), &mut keys);
    assert!(keys.len() >= 8, "{keys:?}");
    keys
}

#[test]
fn personal_values_beside_a_fault_are_hidden() {
    let inputs = schema_keys().into_iter().flat_map(|key| {
        [
            format!(r#""{key}": "{SECRET}""#),
            format!(r#""{key}": ["{SECRET}"]"#),
            format!(r#""{key}": {{"a": "{SECRET}", "b": ["{SECRET}"]}}"#),
            format!(r#""{key}" : "a \" {SECRET}""#),
            format!("\"{key}\":\n\"{SECRET}\""),
        ]
    });
    let inputs = inputs.flat_map(|member| {
        [
            payload(&format!(r#", {member}, "agent_name": 7"#)),
            payload(&format!(r#", "agent_name": 7, {member}"#)),
        ]
    });
    assert_none(&leaks(inputs));
}

#[test]
fn personal_values_that_are_the_fault_are_hidden() {
    let inputs = schema_keys().into_iter().flat_map(|key| {
        [
            format!(r#", "{key}": ["{SECRET}"], "duration_seconds": -1"#),
            format!(r#", "history": [{{"{key}": {{"x": "{SECRET}"}}}}], "agent_name": 7"#),
        ]
    });
    assert_none(&leaks(inputs.map(|more| payload(&more))));
}

#[test]
fn a_key_spelt_with_escapes_hides_its_value_too() {
    let inputs = schema_keys().into_iter().map(|key| {
        let escaped = format!("\\u{:04x}{}", u32::from(key.as_bytes()[0]), &key[1..]);
        payload(&format!(r#", "{escaped}": "{SECRET}", "agent_name": 7"#))
    });
    assert_none(&leaks(inputs));
}

#[test]
fn text_that_is_no_json_keeps_its_secrets() {
    let inputs = schema_keys().into_iter().flat_map(|key| {
        [
            format!("'{SECRET}'"),
            format!(r#""{SECRET}"#),
            format!(r#""{SECRET}" "more""#),
            format!(r#""{SECRET}\x""#),
            format!(r#""\q{SECRET}""#),
            format!("\"{SECRET}\t\""),
            format!("\"first line\n{SECRET}\""),
            SECRET.to_owned(),
            format!("+1{SECRET}"),
            format!("1{SECRET}"),
            format!("\u{201c}{SECRET}\u{201d}"),
            format!("`{SECRET}`"),
        ]
        .map(|value| payload(&format!(r#", "{key}": {value}"#)))
    });
    assert_none(&leaks(inputs));
}

#[test]
fn a_telephone_number_without_quotes_is_not_repeated() {
    for number in ["+15551230001", "015551230001", "+1-555-123-0001"] {
        let input = payload(&format!(r#", "from_number": {number}"#));
        for format in FORMATS {
            let run = validate(["-f", format]).stdin(&input).in_process();
            assert!(!run.stdout.contains("555"), "{format}: {}", run.stdout);
        }
    }
}

#[test]
fn values_are_shown_when_asked_for() {
    let input = payload(&format!(r#", "agent_name": 7, "from_number": "{SECRET}""#));
    let run = validate(["--show-values"]).stdin(input).in_process();
    assert!(run.stdout.contains(SECRET), "{}", run.stdout);
}

#[test]
fn other_values_are_shown_where_they_explain() {
    let run = validate(["-"]).stdin(flawed()).in_process();
    assert!(run.stdout.contains(r#""agent_name": 7"#), "{}", run.stdout);
    assert!(!run.stdout.contains("•••"), "{}", run.stdout);
}
