//! Every documented field against every JSON type, from the embedded schema itself; and the two
//! formats against tables of values with the reason for each.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use speakhook::schema::PAYLOAD;

use super::harness::{ID, findings_in, project, validate};

/// A documented field: where the base payload has it, and what may be there.
struct Field {
    pointer: String,
    types: Vec<String>,
    format: Option<String>,
}

/// A valid payload with every container, so that every field has a place to be.
fn base() -> Value {
    json!({
        "event": "SessionStarted",
        "data": {
            "session_id": ID,
            "agent_id": ID,
            "history": [{"metrics": {}, "tools_added": ["look_up"]}],
            "url_parameters": {"key": "value"},
            "test_eval_result": {"success": true, "reasons": ["because"]}
        }
    })
}

fn schema() -> Value {
    serde_json::from_str(PAYLOAD).unwrap()
}

fn collect(root: &Value, schema: &Value, pointer: &str, fields: &mut Vec<Field>) {
    if let Some(target) = schema["$ref"].as_str() {
        let target = root.pointer(target.strip_prefix('#').unwrap()).unwrap();
        return collect(root, target, pointer, fields);
    }
    let types = match &schema["type"] {
        Value::Array(types) => types.iter().map(|name| name.as_str().unwrap()).collect(),
        name => vec![name.as_str().unwrap()],
    };
    fields.push(Field {
        pointer: pointer.to_owned(),
        types: types.into_iter().map(str::to_owned).collect(),
        format: schema["format"].as_str().map(str::to_owned),
    });
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        collect(root, property, &format!("{pointer}/{name}"), fields);
    }
    if schema["items"].is_object() {
        collect(root, &schema["items"], &format!("{pointer}/0"), fields);
    }
    if schema["additionalProperties"].is_object() {
        collect(
            root,
            &schema["additionalProperties"],
            &format!("{pointer}/key"),
            fields,
        );
    }
}

/// Every field below the root.
fn fields() -> Vec<Field> {
    let schema = schema();
    let mut fields = Vec::new();
    collect(&schema, &schema, "", &mut fields);
    fields.remove(0);
    fields
}

fn put(payload: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match payload.pointer_mut(parent).unwrap() {
        Value::Object(members) => drop(members.insert(key.to_owned(), value)),
        elements => elements[key.parse::<usize>().unwrap()] = value,
    }
}

const TYPES: [&str; 6] = ["string", "number", "boolean", "array", "object", "null"];

fn sample(name: &str, field: &Field) -> Value {
    match (name, field.format.as_deref()) {
        ("string", Some("uuid")) => json!(ID),
        ("string", Some("date-time")) => json!("2026-06-12T18:51:40Z"),
        ("string", _) if field.pointer == "/event" => json!("SessionStarted"),
        ("string", _) => json!("text"),
        ("number", _) => json!(0.5),
        ("boolean", _) => json!(true),
        ("array", _) => json!([]),
        ("object", _) => base()
            .pointer(&field.pointer)
            .filter(|value| value.is_object())
            .cloned()
            .unwrap_or(json!({})),
        _ => Value::Null,
    }
}

/// What `name` in the place of `field` yields.
fn found_with(name: &str, field: &Field) -> Vec<String> {
    let mut payload = base();
    put(&mut payload, &field.pointer, sample(name, field));
    let run = validate(["-f", "jsonl", "--schema-only", "--min-severity", "warning"])
        .stdin(payload.to_string())
        .in_process();
    let lines = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .map(|line| format!("{} {}", line["rule"], line["instance_path"]).replace('"', ""))
        .collect()
}

#[test]
fn the_schema_documents_what_it_should() {
    let fields = fields();
    assert!(fields.len() >= 50, "{}", fields.len());
    assert_eq!(findings_in(base().to_string(), 0), [""; 0]);
}

#[test]
fn every_field_refuses_every_type_that_is_not_its_own() {
    for field in fields() {
        for name in TYPES
            .iter()
            .filter(|name| !field.types.iter().any(|own| own == *name))
        {
            let found = found_with(name, &field);
            let expected = format!("schema/type {}", field.pointer);
            assert_eq!(found, [expected], "{name} at {}", field.pointer);
        }
    }
}

#[test]
fn every_field_accepts_every_type_of_its_own() {
    for field in fields() {
        for name in &field.types {
            let found = found_with(name, &field);
            assert_eq!(found, [""; 0], "{name} at {}", field.pointer);
        }
    }
}

#[test]
fn every_optional_field_may_be_absent_and_every_required_one_is_missed() {
    let required = [
        "/event",
        "/data",
        "/data/session_id",
        "/data/agent_id",
        "/data/test_eval_result/success",
    ];
    for field in fields() {
        let (parent, key) = field.pointer.rsplit_once('/').unwrap();
        let mut payload = base();
        let Some(Value::Object(members)) = payload.pointer_mut(parent) else {
            continue;
        };
        members.remove(key);
        let missed = required.contains(&field.pointer.as_str());
        let run = validate(["-f", "jsonl", "--schema-only", "--min-severity", "warning"])
            .stdin(payload.to_string())
            .in_process();
        let found = run.json_lines(i32::from(missed));
        let rules: Vec<&str> = found
            .iter()
            .map(|line| line["rule"].as_str().unwrap())
            .collect();
        let expected = if missed {
            &["schema/required"][..]
        } else {
            &[]
        };
        assert_eq!(rules, expected, "without {}", field.pointer);
    }
}

#[test]
fn bounds_are_inclusive_and_below_them_is_an_error() {
    for (member, rule) in [
        (r#""duration_seconds": 0"#, None),
        (
            r#""duration_seconds": -0.001"#,
            Some("schema/minimum /data/duration_seconds"),
        ),
        (r#""duration_seconds": 1e308"#, None),
        (r#""history": [{"transcript_confidence": 1}]"#, None),
        (r#""history": [{"transcript_confidence": 0}]"#, None),
        (
            r#""history": [{"transcript_confidence": 1.0000001}]"#,
            Some("schema/maximum /data/history/0/transcript_confidence"),
        ),
        (r#""history": [{"metrics": {"e2e_latency": -1}}]"#, None),
        (
            r#""history": [{"metrics": {"llm_node_ttft": -1}}]"#,
            Some("schema/minimum /data/history/0/metrics/llm_node_ttft"),
        ),
        (
            r#""duration_seconds": 1e999"#,
            Some("json/syntax /data/duration_seconds"),
        ),
    ] {
        let found = findings_in(
            super::harness::payload(&format!(", {member}")),
            i32::from(rule.is_some()),
        );
        let found: Vec<&str> = found
            .iter()
            .map(|line| line.split_once(" error ").unwrap().1)
            .collect();
        assert_eq!(found, rule.into_iter().collect::<Vec<_>>(), "{member}");
    }
}

/// The documented fields of `payload`: array indexes and free keys written as in the base.
fn present(payload: &Value, fields: &[Field]) -> BTreeSet<String> {
    fn visit(value: &Value, pointer: &str, found: &mut BTreeSet<String>) {
        found.insert(pointer.to_owned());
        for element in value.as_array().into_iter().flatten() {
            visit(element, &format!("{pointer}/0"), found);
        }
        for (key, member) in value.as_object().into_iter().flatten() {
            let key = if pointer.ends_with("/url_parameters") {
                "key"
            } else {
                key
            };
            visit(member, &format!("{pointer}/{key}"), found);
        }
    }
    let mut found = BTreeSet::new();
    visit(payload, "", &mut found);
    found.retain(|pointer| fields.iter().any(|field| field.pointer == *pointer));
    found
}

#[test]
fn the_full_samples_hold_every_documented_field() {
    let fields = fields();
    let all: BTreeSet<String> = fields.iter().map(|field| field.pointer.clone()).collect();
    for sample in [
        "samples/conversation-complete/full.json",
        "samples/documentation.json",
    ] {
        let text = fs::read_to_string(project(sample)).unwrap();
        let payload: Value = serde_json::from_str(&text).unwrap();
        let present = present(&payload, &fields);
        let missing: Vec<_> = all.difference(&present).collect();
        assert_eq!(missing, [""; 0], "add them to {sample}");
    }
}

fn assert_table(file: &str, pointer: &str) {
    let text = fs::read_to_string(project("tests/fixtures/formats").join(file)).unwrap();
    let table: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(table.len() >= 28, "{file}");
    let mut wrong = Vec::new();
    for case in &table {
        let mut payload = base();
        put(&mut payload, pointer, case["value"].clone());
        let run = validate(["-f", "jsonl", "--schema-only", "--min-severity", "warning"])
            .stdin(payload.to_string())
            .in_process();
        if (run.status == 0) != case["valid"].as_bool().unwrap() {
            wrong.push(case.to_string());
        }
        if run.status != 0 {
            let found = run.json_lines(1);
            assert_eq!(
                (found.len(), &found[0]["rule"]),
                (1, &json!("schema/format")),
                "{case}"
            );
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_uuid_is_what_the_table_says() {
    assert_table("uuid.json", "/data/session_id");
}

#[test]
fn a_date_time_is_what_the_table_says() {
    assert_table("date-time.json", "/data/start_time");
}
