//! What the table accepts, the engine accepts: compared over the samples and over thousands of
//! payloads that are changed in one place.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;

use super::super::tree_json::TreeJson;
use super::super::{InForce, PAYLOAD_VALUE, TABLE, compile};
use super::*;
use crate::diagnostic::Findings;
use crate::json::Number;
use crate::json::tree::{Member, parse_first};

fn table() -> &'static Table {
    TABLE
        .as_ref()
        .expect("the table knows every keyword of the embedded schema")
}

fn json_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "json" || ending == "jsonl")
        {
            found.push(path);
        }
    }
}

fn samples() -> Vec<String> {
    let mut files = Vec::new();
    json_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("samples"),
        &mut files,
    );
    files.sort();
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let lines = texts.flat_map(|text| {
        if parse_first(&text).is_ok_and(|found| found.is_some()) && text.lines().count() > 20 {
            vec![text]
        } else {
            text.lines().map(str::to_owned).collect()
        }
    });
    lines.collect()
}

/// The engine over a schema that nobody took apart.
fn whole_engine(body: Body) -> &'static Validator<TreeJson> {
    static WHOLE: LazyLock<Validator<TreeJson>> =
        LazyLock::new(|| compile(&PAYLOAD_VALUE).unwrap());
    static DATA: LazyLock<Validator<TreeJson>> = LazyLock::new(|| {
        let definitions = PAYLOAD_VALUE.get("$defs").unwrap();
        compile(&serde_json::json!({"$ref": "#/$defs/data", "$defs": definitions})).unwrap()
    });
    match body {
        Body::Whole => &WHOLE,
        Body::Data => &DATA,
    }
}

/// What the long way finds, the engine alone and everything.
fn long_way(body: Body, value: &Value<'_>) -> (bool, usize) {
    let is_valid = whole_engine(body).is_valid(value);
    let mut findings = Findings::default();
    InForce::default().check_at_length(body, value, &mut findings);
    (is_valid, findings.kept().len())
}

fn assert_agrees(body: Body, value: &Value<'_>) {
    let (is_valid, findings) = long_way(body, value);
    match table().look(body, value) {
        Outcome::Clean => assert_eq!((is_valid, findings), (true, 0), "{value:?}"),
        Outcome::Valid => assert!(is_valid, "{value:?}"),
        Outcome::PassOn => {}
    }
}

#[test]
fn every_clean_sample_takes_the_short_way() {
    let mut clean = 0;
    for text in samples() {
        let Ok(Some((value, _))) = parse_first(&text) else {
            continue;
        };
        assert_agrees(Body::Whole, &value);
        // Equal keys are passed on, whatever the engine says.
        if long_way(Body::Whole, &value) == (true, 0) && !text.contains("019f431c-2d44-71ff") {
            assert_eq!(table().look(Body::Whole, &value), Outcome::Clean);
            clean += 1;
        }
        if let Some(data) = value.get("data") {
            assert_agrees(Body::Data, data);
        }
    }
    assert!(clean > 25, "{clean}");
}

#[test]
fn dates_and_identifiers_are_those_of_the_engine() {
    for (file, name) in [("date-time", "created_at"), ("uuid", "session_id")] {
        let path = format!(
            "{}/tests/fixtures/formats/{file}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = fs::read_to_string(path).unwrap();
        let (cases, _) = parse_first(&text).unwrap().unwrap();
        for case in cases.as_array().unwrap() {
            let text = case.get("value").unwrap().as_str().unwrap();
            assert_agrees(
                Body::Data,
                &with(&[(name, Value::String(Cow::Borrowed(text)))]),
            );
        }
    }
}

/// The content of `data` with these members besides the required ones.
fn with<'a>(members: &[(&'a str, Value<'a>)]) -> Value<'a> {
    let id = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";
    let required = [("session_id", id), ("agent_id", id)];
    let required = required.map(|(key, id)| (key, Value::String(Cow::Borrowed(id))));
    let all = required.iter().chain(members);
    let kept = all.filter(|(key, value)| {
        !members
            .iter()
            .any(|(other, newer)| key == other && !std::ptr::eq(value, newer))
    });
    let member = |(key, value): &(&'a str, Value<'a>)| Member {
        key: Cow::Borrowed(*key),
        value: value.clone(),
    };
    Value::Object(Box::new(Object::from_members(kept.map(member).collect())))
}

#[test]
fn a_keyword_that_the_table_does_not_know_makes_no_table() {
    let known = r#"{"properties": {"data": {"type": "object"}}}"#;
    let unknown = r#"{"properties": {"data": {"type": "object", "minProperties": 3}}}"#;
    assert!(Table::of(&parse_first(known).unwrap().unwrap().0).is_some());
    assert!(Table::of(&parse_first(unknown).unwrap().unwrap().0).is_none());
}

/// Values that are right in some places and wrong in others.
fn values() -> impl Strategy<Value = Value<'static>> {
    let words = proptest::sample::select(vec![
        "",
        "x",
        "User",
        "user",
        "Message",
        "FunctionCall",
        "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11",
        "{5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11}",
        "5b0f6c1e8a534f0c9a0e0d7c7a2f9e11",
        "2026-06-12T18:51:40.118Z",
        "2026-02-29T18:51:40Z",
        "2026-06-12T18:51:60Z",
        "2026-06-12t18:51:40z",
        "2026-06-12 18:51:40Z",
        "0000-01-01T00:00:00Z",
        "2026-06-12T18:51:40+24:00",
    ]);
    let dates = "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,4})?(Z|[+-][0-2][0-9]:[0-6][0-9])?";
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<u64>().prop_map(|n| Value::Number(Number::Unsigned(n))),
        (-3_i64..0).prop_map(|n| Value::Number(Number::Signed(n))),
        (-2.0..2.0).prop_map(|n| Value::Number(Number::Float(n))),
        words.prop_map(|word| Value::String(Cow::Borrowed(word))),
        dates.prop_map(|date| Value::String(Cow::Owned(date))),
        Just(Value::Array(Vec::new())),
        Just(Value::Array(vec![Value::Null])),
        Just(Value::Object(Box::default())),
    ]
}

/// Puts `new` in the place of the `number`-th node below `value`, in document order.
fn put(value: &mut Value<'static>, number: &mut usize, new: &Value<'static>) {
    if *number == 0 {
        *value = new.clone();
    }
    *number = number.wrapping_sub(1);
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|one| put(one, number, new)),
        Value::Object(object) => {
            let mut members = std::mem::take(&mut **object).into_members();
            members
                .iter_mut()
                .for_each(|one| put(&mut one.value, number, new));
            **object = Object::from_members(members);
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_payload_changed_anywhere_is_accepted_by_both_or_passed_on(
        number in 0_usize..60,
        new in values(),
    ) {
        let text = include_str!("../../tests/fixtures/payload/example-call.json");
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        let (mut value, _) = parse_first(text).unwrap().unwrap();
        let mut left = number;
        put(&mut value, &mut left, &new);
        assert_agrees(Body::Whole, &value);
    }
}
