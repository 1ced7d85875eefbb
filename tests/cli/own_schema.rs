//! `--schema`, `--extend`, `--event` and `--now`: what the user expects besides the documentation.

use std::fs;

use serde_json::{Value, json};
use speakhook::rules;

use super::harness::{ID, Run, Speakhook, flawed, payload, project, validate};

/// `validate` of a text by a schema that `flag` gives.
fn judge(flag: &str, schema: &str, text: &str, args: &[&str]) -> Run {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("own.json"), schema).unwrap();
    let run = validate(["-", flag, "own.json"]).args(args).dir(dir.path());
    run.stdin(text).run()
}

/// What is found, as `rule pointer: message`.
fn found(flag: &str, schema: &str, text: &str) -> Vec<String> {
    let run = judge(flag, schema, text, &["-f", "jsonl", "--fail-on", "never"]);
    let lines = run.json_lines(0);
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    lines
        .iter()
        .map(|line| {
            format!(
                "{} {}: {}",
                text(line, "rule"),
                text(line, "instance_path"),
                text(line, "message")
            )
        })
        .collect()
}

/// The findings about `value` of an own schema alone, below a key that is nobody's business.
fn about(schema: &Value, value: &Value) -> Vec<String> {
    let schema = json!({"properties": {"event": {}, "data": {"properties": {"v": schema}}}});
    let body = json!({"event": "SessionStarted", "data": {"v": value}});
    let found = found("--schema", &schema.to_string(), &body.to_string());
    found
        .into_iter()
        .map(|line| line.replace("/data/v", ""))
        .collect()
}

#[test]
fn every_keyword_has_its_sentence_and_its_rule() {
    let table = [
        (
            json!({"type": "string"}),
            json!(7),
            "schema/type : `v` is a number, expected a string",
        ),
        (
            json!({"enum": ["a", "b"]}),
            json!("c"),
            "schema/enum : `v` has a value that is not allowed, expected one of \"a\", \"b\"",
        ),
        (
            json!({"const": 3}),
            json!(4),
            "schema/const : `v` has a value that is not allowed, expected 3",
        ),
        (
            json!({"pattern": "^A"}),
            json!("b"),
            "schema/pattern : `v` does not match the pattern `^A`",
        ),
        (
            json!({"minLength": 3}),
            json!("é"),
            "schema/minLength : `v` has 1 character, expected at least 3",
        ),
        (
            json!({"maxLength": 1}),
            json!("ab"),
            "schema/maxLength : `v` has 2 characters, expected at most 1",
        ),
        (
            json!({"minItems": 1}),
            json!([]),
            "schema/minItems : `v` has 0 elements, expected at least 1",
        ),
        (
            json!({"maxItems": 1}),
            json!([1, 2]),
            "schema/maxItems : `v` has 2 elements, expected at most 1",
        ),
        (
            json!({"uniqueItems": true}),
            json!([1, 2, 1]),
            "schema/uniqueItems : `v` has two equal elements",
        ),
        (
            json!({"multipleOf": 2}),
            json!(3),
            "schema/multipleOf : `v` is none, expected a multiple of 2",
        ),
        (
            json!({"minimum": 2}),
            json!(1),
            "schema/minimum : `v` is out of bounds, expected at least 2",
        ),
        (
            json!({"maximum": 2}),
            json!(3),
            "schema/maximum : `v` is out of bounds, expected at most 2",
        ),
        (
            json!({"exclusiveMinimum": 0}),
            json!(0),
            "schema/exclusiveMinimum : `v` is out of bounds, expected more than 0",
        ),
        (
            json!({"exclusiveMaximum": 0}),
            json!(0),
            "schema/exclusiveMaximum : `v` is out of bounds, expected less than 0",
        ),
        (
            json!({"format": "email"}),
            json!("x"),
            "schema/format : `v` is not of the format `email`",
        ),
        (
            json!({"format": "uuid"}),
            json!("x"),
            "schema/format : `v` is not as it should be, expected a UUID",
        ),
        (
            json!({"additionalProperties": false}),
            json!({"k": 1}),
            "schema/additionalProperties /k: `k` is not allowed here",
        ),
        (
            json!({"unevaluatedProperties": false}),
            json!({"k": 1}),
            "schema/unevaluatedProperties /k: `k` is not allowed here",
        ),
        (
            json!({"propertyNames": false}),
            json!({"k": 1}),
            "schema/propertyNames /k: `k` is not allowed here",
        ),
        (
            json!({"additionalProperties": false, "properties": {"a": {}}}),
            json!({"k": 1}),
            "schema/additionalProperties /k: `k` is not allowed here",
        ),
        (
            json!({"propertyNames": {"maxLength": 1}}),
            json!({"kk": 1}),
            "schema/propertyNames /kk: the key `kk` has 2 characters, expected at most 1",
        ),
        (
            json!({"minProperties": 1}),
            json!({}),
            "schema/minProperties : `v` has 0 fields, expected at least 1",
        ),
        (
            json!({"maxProperties": 0}),
            json!({"k": 1}),
            "schema/maxProperties : `v` has 1 field, expected at most 0",
        ),
        (
            json!({"required": ["k"]}),
            json!({}),
            "schema/required : `v` lacks the required field `k`",
        ),
        (
            json!({"dependentRequired": {"a": ["b"]}}),
            json!({"a": 1}),
            "schema/dependentRequired : `v` lacks the field `b`, which another of its fields asks for",
        ),
        (
            json!({"not": {"type": "null"}}),
            json!(null),
            "schema/not : `v` matches what is excluded: `{\"type\":\"null\"}`",
        ),
        (
            json!({"anyOf": [{"const": 1}, {"type": "string"}]}),
            json!(2),
            "schema/anyOf : `v` matches none of 2 alternatives of `anyOf`",
        ),
        (
            json!({"oneOf": [{"const": 1}, {"type": "string"}]}),
            json!(2),
            "schema/oneOf : `v` matches none of 2 alternatives of `oneOf`",
        ),
        (
            json!({"oneOf": [{"const": 1}, {}, {}]}),
            json!(2),
            "schema/oneOf : `v` matches the alternatives 2 and 3 of `oneOf`, expected exactly one",
        ),
        (
            json!({"contains": {"const": 1}}),
            json!([2]),
            "schema/contains : `v` has not as many elements of the kind in `contains` as it should",
        ),
        (
            json!({"if": {"type": "number"}, "then": {"const": 1}}),
            json!(2),
            "schema/const : `v` has a value that is not allowed, expected 1",
        ),
        (
            json!({"prefixItems": [{}], "items": false}),
            json!([1, 2]),
            "schema/falseSchema /1: element 1 of `v` is where the schema allows nothing",
        ),
        (
            json!({"prefixItems": [{}], "unevaluatedItems": false}),
            json!([1, 2]),
            "schema/unevaluatedItems : `v` has elements that no part of the schema knows",
        ),
        (
            json!(false),
            json!(1),
            "schema/falseSchema : `v` is where the schema allows nothing",
        ),
    ];
    for (schema, value, expected) in table {
        let found = about(&schema, &value);
        assert_eq!(found, [expected], "{schema} {value}");
        let rule = expected.split(' ').next().unwrap();
        assert!(rules::find(rule).is_some(), "{rule}");
    }
}

#[test]
fn the_rules_of_own_schemas_are_rules_though_no_list_has_them() {
    for rule in rules::OWN_SCHEMA {
        let explained = Speakhook::new(["explain", rule.id]).in_process();
        assert_eq!(explained.status, 0, "{}", explained.stderr);
        assert!(
            explained.stdout.starts_with(rule.id),
            "{}",
            explained.stdout
        );
        for flag in ["--deny", "--warn", "--allow"] {
            let run = validate([flag, rule.id, "-"])
                .stdin(payload(""))
                .in_process();
            assert_eq!(run.status, 0, "{}", run.stderr);
        }
        let example = rule.example().unwrap();
        assert!(
            jsonschema::meta::is_valid(&serde_json::from_str(&example).unwrap()),
            "{example}"
        );
    }
    let list = Speakhook::new(["explain"]).run().stdout;
    assert!(!list.contains("schema/minItems"), "{list}");
    let help = Speakhook::new(["validate", "--help"]).run().stdout;
    assert!(!help.contains("schema/minItems"), "{help}");
    let typo = Speakhook::new(["explain", "schema/minItem"]).run();
    assert!(
        typo.stderr.contains("did you mean `schema/minItems`?"),
        "{}",
        typo.stderr
    );
}

#[test]
fn an_own_schema_replaces_the_documentations_and_an_extension_does_not() {
    let own = r#"{"properties": {"event": {}, "data": {"required": ["k"], "properties": {"session_id": {}, "agent_id": {}, "mine": {"type": "object", "properties": {"a": {}}}}}}}"#;
    let text = payload(r#", "agent_name": 7, "mine": {"a": 1, "b": 2}"#);
    assert_eq!(
        found("--extend", own, &text),
        [
            "schema/required /data: `data` lacks the required field `k`",
            "schema/type /data/agent_name: `agent_name` is a number, expected a string or null",
            "unknown-field /data/mine/b: `b` is not a documented field here",
        ]
    );
    assert_eq!(
        found("--schema", own, &text),
        [
            // Its own `additionalProperties` says which other keys it refuses.
            "schema/required /data: `data` lacks the required field `k`",
        ]
    );
    assert_eq!(found("--schema", "true", &text), [""; 0]);
}

#[test]
fn several_extensions_hold_together_and_say_the_same_once() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    write(
        "a.json",
        r#"{"properties": {"data": {"properties": {"agent_name": {"type": ["string", "null"]}}}}}"#,
    );
    write("b.json", r#"{"properties": {"data": {"required": ["b"]}}}"#);
    let run = validate([
        "-", "-f", "jsonl", "--extend", "a.json", "--extend", "b.json",
    ])
    .dir(dir.path())
    .stdin(flawed())
    .run();
    let rules: Vec<String> = run
        .json_lines(1)
        .iter()
        .map(|line| line["rule"].to_string())
        .collect();
    assert_eq!(rules, ["\"schema/required\"", "\"schema/type\""]);
    // A schema among the payloads is no payload.
    write("payload.json", &payload(r#", "b": 1"#));
    write(
        "c.json",
        r#"{"properties": {"data": {"properties": {"b": {}}}}}"#,
    );
    let args = [
        ".", "--strict", "--extend", "a.json", "--extend", "b.json", "--extend", "c.json",
    ];
    let run = validate(args).dir(dir.path()).run();
    assert_eq!(
        (run.status, run.last_line()),
        (0, "ok: no problems in 1 payload"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_content_of_data_alone_is_judged_by_what_says_something_of_it() {
    let own = r##"{"required": ["event", "other"], "allOf": [{"$ref": "#/$defs/d"}], "$defs": {"d": {"properties": {"data": {
        "required": ["k"], "properties": {"session_id": {"const": 1}, "x": {}}}}}}}"##;
    let bare = format!(r#"{{"session_id": "{ID}", "agent_id": "{ID}", "x": 1, "y": 1}}"#);
    assert_eq!(
        found("--extend", own, &bare),
        [
            "bare-data : this is the content of `data` without its envelope",
            "schema/required : `data` lacks the required field `k`",
            &format!("schema/const /session_id: `session_id` is \"{ID}\", expected 1"),
            "unknown-field /y: `y` is not a documented field here",
        ]
    );
}

#[test]
fn values_that_nobody_knows_to_be_harmless_are_not_told() {
    let secret = "+15550100-SECRET";
    let keywords = json!({
        "enum": ["a"], "const": "b", "pattern": "^c$", "format": "date-time", "maxLength": 1, "not": {"type": "string"},
        "anyOf": [{"const": "d"}, {"pattern": "^e$"}], "oneOf": [{"format": "uuid"}, {"enum": ["f"]}], "if": {}, "then": {"const": "g"}
    });
    let own = json!({"properties": {"event": {}, "data": {"properties": {
        "from_number": keywords, "mine": keywords, "session_id": {}, "agent_id": {},
        "history": {"items": {"properties": {"content": keywords, "role": {}}}}
    }}}});
    let body = payload(&format!(
        r#", "from_number": "{secret}", "mine": "{secret}", "history": [{{"role": "User", "content": "{secret}"}}]"#
    ));
    for flag in ["--schema", "--extend"] {
        for format in ["text", "concise", "json", "jsonl"] {
            let run = judge(flag, &own.to_string(), &body, &["-f", format]);
            assert_eq!(run.status, 1);
            assert!(
                !run.stdout.contains("SECRET"),
                "{flag} {format}\n{}",
                run.stdout
            );
        }
        let run = judge(flag, &own.to_string(), &body, &["--show-values"]);
        assert!(run.stdout.contains("SECRET"));
    }
    // A telephone number without quotes is not told as the time that it would be, either.
    let number = payload(r#", "from_number": 2025550123, "start_time": 1781290300"#);
    let run = validate(["-", "-f", "concise"]).stdin(number).run();
    assert!(
        run.stdout.contains("2026-06-12T18:51:40Z"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("2034-03"), "{}", run.stdout);
    // Of the documentation's harmless fields an extension may tell, a replacement not.
    let own = r#"{"properties": {"event": {"const": "Other"}, "data": {}}}"#;
    assert!(found("--extend", own, &payload(""))[0].contains("is \"ConversationComplete\""));
    assert!(!found("--schema", own, &payload(""))[0].contains("ConversationComplete"));
}

#[test]
fn the_nearest_alternative_and_the_nearest_key_are_named() {
    let help = |schema: &Value, body: &str| {
        let run = judge("--extend", &schema.to_string(), body, &["-f", "jsonl"]);
        run.json_lines(1)[0]["help"].as_str().map(str::to_owned)
    };
    let any = json!({"anyOf": [{"required": ["a", "b"]}, {"required": ["c"]}]});
    assert_eq!(
        help(&any, &payload("")).unwrap(),
        "nearest is alternative 2: the payload lacks the required field `c`"
    );
    let closed = json!({"properties": {"event": {}, "data": {}}, "additionalProperties": false});
    let body = payload("")
        .replace("\"event\"", "\"events\": 1, \"event\"")
        .replace("\"data\"", "\"dat\": 1, \"data\"");
    assert_eq!(help(&closed, &body), None);
    let body = payload("").replace("\"data\"", "\"dta\"");
    let run = judge("--schema", &closed.to_string(), &body, &["-f", "concise"]);
    assert!(
        run.stdout
            .contains("`dta` is not allowed here; did you mean `data`?"),
        "{}",
        run.stdout
    );
    let unique = json!({"properties": {"data": {"properties": {"tags": {"uniqueItems": true}}}}});
    let body = payload(r#", "tags": [1, {"a": 1}, 2, {"a": 1}]"#);
    let run = judge("--extend", &unique.to_string(), &body, &["-f", "concise"]);
    assert!(
        run.stdout.contains("elements 1 and 3 are the same"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_bad_schema_is_wrong_usage_and_nothing_else_is_read() {
    let chain: Vec<String> = (0..20_000)
        .map(|n| format!(r##""{n}":{{"$ref":"#/$defs/{}"}}"##, n + 1))
        .collect();
    let chain = format!(
        r##"{{"$ref":"#/$defs/0","$defs":{{{}}}}}"##,
        chain.join(",")
    );
    let large = format!("{{\"title\": \"{}\"}}", "x".repeat(1024 * 1024));
    let payload = payload("");
    let table = [
        ("{", "own.json is not JSON"),
        ("7", "own.json is no JSON Schema"),
        (
            r#"{"properties": {"a": {"type": "strin"}}}"#,
            "at `/properties/a/type`",
        ),
        (r#"{"pattern": "(?=a)b"}"#, "look-around"),
        (r#"{"pattern": "((a{100}){100}){100}"}"#, "at `/pattern`"),
        (r#"{"$ref": "other.json"}"#, "not to other files"),
        (r#"{"$ref": "file:///etc/passwd"}"#, "not to other files"),
        (r#"{"$ref": "https://example.com/x"}"#, "not to other files"),
        (
            r#"{"$schema": "https://example.com/x"}"#,
            "own.json is no JSON Schema",
        ),
        (&chain, "is too large: a schema may have 5,000 parts"),
        (&large, "it is larger than 1 MiB"),
        (r#"{"type": "\u001b[2J"}"#, r"\u001b[2J"),
        (
            &payload,
            "own.json is no JSON Schema: it has no keyword of one",
        ),
        (r#"{"propertys": {}}"#, "it has no keyword of one"),
    ];
    for flag in ["--schema", "--extend"] {
        for (schema, expected) in &table {
            let run = judge(flag, schema, &flawed(), &[]);
            assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
            assert!(run.stderr.contains(expected), "{expected}: {}", run.stderr);
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        }
        assert_eq!(validate(["-", flag, "/nonexistent.json"]).run().status, 2);
        // Who writes that anything goes means it.
        for schema in ["{}", "true"] {
            let run = judge(flag, schema, &payload, &[]);
            assert_eq!(run.status, 0, "{}", run.stderr);
        }
    }
}

#[test]
fn older_drafts_and_schemas_that_refer_to_themselves_are_understood() {
    for (schema, count) in [
        (
            r#"{"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"data": {"properties": {"n": {"maximum": 3, "exclusiveMaximum": true}}}}}"#,
            1,
        ),
        (
            r#"{"$schema": "http://json-schema.org/draft-07/schema#", "dependencies": {"event": ["q"]}}"#,
            1,
        ),
        (r##"{"$ref": "#"}"##, 0),
        (
            r##"{"allOf": [{"$ref": "#"}], "anyOf": [{"$ref": "#"}]}"##,
            0,
        ),
        (
            r##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}"##,
            0,
        ),
        (
            r##"{"properties": {"data": {"$ref": "#"}, "n": {"const": 4}}}"##,
            1,
        ),
    ] {
        let run = judge(
            "--extend",
            schema,
            &payload(r#", "n": 3"#),
            &["-f", "jsonl", "--allow", "unknown-field"],
        );
        assert_eq!(run.json_lines(run.status).len(), count, "{schema}");
    }
}

#[test]
fn the_printed_schema_is_a_schema_of_ones_own() {
    let printed = Speakhook::new(["schema"]).run().stdout;
    let text = fs::read_to_string(project("samples/flawed/seven-mistakes.json")).unwrap();
    let plain = validate(["-", "-f", "jsonl"]).stdin(&text).run();
    let own = judge("--schema", &printed, &text, &["-f", "jsonl"]);
    let extended = judge("--extend", &printed, &text, &["-f", "jsonl"]);
    let violations = |run: &Run| -> Vec<String> {
        let found = run.findings(1).into_iter();
        found.filter(|line| line.contains(" schema/")).collect()
    };
    assert_eq!(own.findings(1), violations(&plain));
    assert_eq!(extended.stdout, plain.stdout);
}

#[test]
fn an_expected_event_is_any_that_the_user_names() {
    let table: [(&str, &str, &[&str]); 6] = [
        ("SessionStarted", "SessionStarted", &[]),
        (
            "ConversationComplete",
            "SessionStarted",
            &["unexpected-event"],
        ),
        ("CallEnded", "CallEnded", &[]),
        ("CallEnded", "SessionStarted", &["unexpected-event"]),
        ("SessionStarted", "CallEnded", &["unexpected-event"]),
        ("", "SessionStarted", &["unexpected-event"]),
    ];
    for (expected, event, rules) in table {
        let body = payload("").replace("ConversationComplete", event);
        let run = validate(["-", "-f", "jsonl", "--event", expected])
            .stdin(body)
            .run();
        let found: Vec<Value> = run.json_lines(i32::from(!rules.is_empty()));
        let found: Vec<&str> = found
            .iter()
            .map(|line| line["rule"].as_str().unwrap())
            .collect();
        assert_eq!(found, rules, "{expected} {event}");
    }
    let bare = format!(r#"{{"session_id": "{ID}", "agent_id": "{ID}"}}"#);
    let run = validate(["-", "--event", "SessionStarted"])
        .stdin(bare)
        .run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("the payload names no event"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_expectation_that_is_nearly_documented_is_asked_about() {
    let help = |expected: &str| {
        let run = validate(["-", "-f", "jsonl", "--event", expected]).stdin(payload(""));
        let found: Vec<Value> = run.run().json_lines(1);
        found[0]["help"].clone()
    };
    for slip in ["conversationcomplete", "ConversationCompleted"] {
        assert_eq!(help(slip), "did you mean `--event ConversationComplete`?");
    }
    assert_eq!(help("sessionStarted"), Value::Null);
    assert_eq!(help("CallEnded"), Value::Null);
}

#[test]
fn now_is_a_moment_with_an_offset() {
    for (now, status) in [
        ("now", 0),
        ("2026-06-12T18:51:40Z", 0),
        ("2026-06-12T18:51:40.5+02:00", 0),
        ("2026-06-12T18:51:40", 2),
        ("tomorrow", 2),
    ] {
        let run = validate(["-", "--now", now]).stdin(payload("")).run();
        assert_eq!(run.status, status, "{now}: {}", run.stderr);
    }
}

#[test]
fn the_sample_of_the_documentation_has_an_event_too() {
    let run = validate([
        "samples/documentation.json",
        "-f",
        "jsonl",
        "--event",
        "Other",
    ])
    .dir(&project(""))
    .run();
    let rules: Vec<String> = run.findings(1);
    assert_eq!(rules[0], "2:12 error unexpected-event /event");
}

#[test]
fn a_sample_says_what_its_rule_has_to_be_told() {
    let run = Speakhook::new(["sample", "--invalid", "unexpected-event"]).run();
    assert_eq!(run.status, 0);
    let note = "`speakhook validate --event ConversationComplete` finds it";
    assert!(run.stderr.contains(note), "{}", run.stderr);
}

#[test]
fn equal_keys_are_one_field() {
    let body = |min: u8, max: u8| json!({"minProperties": min, "maxProperties": max}).to_string();
    let text = r#"{"a": 1, "a": 2}"#;
    let judge = |schema: &str| found("--schema", schema, text);
    let is_size = |line: &String| line.starts_with("schema/m");
    assert!(!judge(&body(1, 1)).iter().any(is_size));
    let few = judge(&body(2, 9));
    assert!(
        few.iter()
            .any(|line| line.contains("has 1 field, expected")),
        "{few:?}"
    );
}

#[test]
fn a_chain_of_references_is_bounded() {
    let chain = |length: usize| {
        let definitions: serde_json::Map<String, Value> = (0..length)
            .map(|number| {
                let next = json!({"$ref": format!("#/$defs/a{}", number + 1)});
                (format!("a{number}"), json!({"allOf": [next]}))
            })
            .chain([(
                format!("a{length}"),
                json!({"properties": {"a": {"$ref": "#/$defs/a0"}}}),
            )])
            .collect();
        json!({"$ref": "#/$defs/a0", "$defs": definitions}).to_string()
    };
    let deep = r#"{"a": "#.repeat(120) + "1" + &"}".repeat(120);
    let run = judge("--schema", &chain(11), &deep, &["--schema-only"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let many = format!("{deep}\n").repeat(400);
    let run = judge("--schema", &chain(11), &many, &["--schema-only", "-j", "2"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = judge("--schema", &chain(13), &deep, &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("is too deep"), "{}", run.stderr);
    // Not long, however many parts there are.
    let wide: Vec<Value> = (0..500).map(|_| json!({"allOf": [{}, {}]})).collect();
    let run = judge(
        "--schema",
        &json!({"allOf": wide}).to_string(),
        "{}",
        &["--schema-only"],
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
}

/// However a reference is written.
#[test]
fn chains_by_names_and_escapes_are_bounded_too() {
    let deep = r#"{"a": "#.repeat(100) + "1" + &"}".repeat(100);
    let chain =
        |length: usize, define: &dyn Fn(usize) -> Value, refer: &dyn Fn(usize) -> String| {
            let part = |number: usize| {
                let mut part = define(number);
                part["allOf"] = json!([{"$ref": refer(number + 1)}]);
                (format!("a{number}"), part)
            };
            let mut last = define(length);
            last["properties"] = json!({"a": {"$ref": refer(0)}});
            let definitions = (0..length).map(part).chain([(format!("a{length}"), last)]);
            let definitions: serde_json::Map<String, Value> = definitions.collect();
            json!({"$ref": refer(0), "$defs": definitions}).to_string()
        };
    type Way<'w> = (&'w dyn Fn(usize) -> Value, &'w dyn Fn(usize) -> String);
    let ways: [Way<'_>; 4] = [
        (&|n| json!({"$anchor": format!("n{n}")}), &|n| {
            format!("#n{n}")
        }),
        (&|_| json!({}), &|n| format!("#/%24defs/a{n}")),
        (&|n| json!({"$id": format!("https://h.test/n{n}")}), &|n| {
            format!("https://h.test/n{n}")
        }),
        (&|n| json!({"$id": format!("https://h.test/n{n}")}), &|n| {
            format!("https://h.test/n{n}#")
        }),
    ];
    for (define, refer) in ways {
        let run = judge(
            "--extend",
            &chain(5, define, refer),
            &deep,
            &["--schema-only"],
        );
        assert!(run.status < 2, "{} {}", refer(1), run.stderr);
        let run = judge("--extend", &chain(60, define, refer), &deep, &[]);
        assert_eq!(run.status, 2, "{}", refer(1));
        assert!(run.stderr.contains("is too deep"), "{}", run.stderr);
    }
}

#[test]
fn parts_that_judge_one_value_are_bounded_together() {
    let wide = |levels: usize| {
        let definitions: serde_json::Map<String, Value> = (0..levels)
            .map(|level| {
                let next = json!({"$ref": format!("#/$defs/a{}", level + 1)});
                (format!("a{level}"), json!({"anyOf": vec![next; 8]}))
            })
            .chain([(format!("a{levels}"), json!({"type": "string"}))])
            .collect();
        json!({"$ref": "#/$defs/a0", "$defs": definitions}).to_string()
    };
    let run = judge("--extend", &wide(3), &payload(""), &[]);
    assert_eq!(run.status, 1, "{}", run.stderr);
    let run = judge("--extend", &wide(11), &payload(""), &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("is too wide"), "{}", run.stderr);
}

#[test]
fn of_a_document_with_very_many_values_an_own_schema_tells_the_first() {
    let schema = json!({"properties": {"v": {"items": {"type": "string"}}}}).to_string();
    let body = |count: usize| format!(r#"{{"v": [{}]}}"#, vec!["0"; count].join(","));
    let args = ["--schema-only", "-f", "json", "--max-diagnostics", "1"];
    let errors = |count| {
        let run = judge("--schema", &schema, &body(count), &args);
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        report["summary"]["errors"].clone()
    };
    assert_eq!(errors(40_000), 40_000);
    assert_eq!(errors(60_000), 1);
    let run = judge("--schema", &schema, &body(60_000), &["--schema-only"]);
    assert!(
        run.stdout.contains("only the first is told"),
        "{}",
        run.stdout
    );
}

#[test]
fn words_of_an_extension_are_escaped_and_tell_nothing_personal() {
    let property = json!({"x-known-values": ["re\u{1b}]0;pwn\u{7}d", "anonymous"]});
    let schema = json!({"properties": {"data": {"properties":
        {"col\u{1b}[31mor": property, "from_number": property}}}});
    let body =
        payload(r#", "col\u001b[31mor": "re\u001b]0;pwn\u0007", "from_number": "+15551234567""#);
    for format in ["text", "concise", "github"] {
        let run = judge("--extend", &schema.to_string(), &body, &["-f", format]);
        assert!(!run.stdout.contains('\u{1b}'), "{}", run.stdout);
        assert!(!run.stdout.contains("15551234567"), "{}", run.stdout);
    }
    let found = found("--extend", &schema.to_string(), &body);
    let about = |key: &str| {
        found
            .iter()
            .any(|line| line.contains(key) && line.starts_with("undocumented-value"))
    };
    assert!(about("from_number") && about("[31mor"), "{found:?}");
}

#[test]
fn what_makes_an_address_in_a_key_a_secret_is_not_told() {
    let body = payload(r#", "url_parameters": {"https://x.test/a?token=SECRET1": 7}"#);
    for format in ["text", "concise", "json", "sarif", "gitlab"] {
        let run = validate(["-", "-f", format]).stdin(&body).run();
        assert!(
            run.stdout.contains("x.test/a") || run.stdout.contains("x.test~1a"),
            "{}",
            run.stdout
        );
        assert!(!run.stdout.contains("SECRET1"), "{format}: {}", run.stdout);
    }
}
