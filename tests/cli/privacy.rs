//! Personal and secret values stay out of every report unless they are asked for.

use serde_json::Value;
use speakhook::schema::PAYLOAD;

use super::harness::{flawed, formats, payload, validate};
use super::runner::assert_none;

/// Stands for what must not be seen.
const SECRET: &str = "Rosebud";

/// The reports of these inputs that show the secret.
fn leaks(inputs: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut leaks = Vec::new();
    for input in inputs {
        for (_, format) in formats() {
            let run = validate(["-f", &format]).stdin(&input).in_process();
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
    for number in ["+186421230001", "0186421230001", "+1-8642-123-0001"] {
        let input = payload(&format!(r#", "from_number": {number}"#));
        for (_, format) in formats() {
            let run = validate(["-f", &format]).stdin(&input).in_process();
            assert!(!run.stdout.contains("8642"), "{format}: {}", run.stdout);
        }
    }
}

#[test]
fn values_that_no_key_explains_are_hidden() {
    let inputs = [
        r#""fromNumber": "Rosebud""#,
        r#""audio_ulr": {"href": ["Rosebud"]}"#,
        r#""Content": "Rosebud""#,
        r#""meta": {"event": "Rosebud"}"#,
        r#""event": ["Rosebud"]"#,
        r#""history": "Rosebud""#,
        r#""history": ["Rosebud"]"#,
        r#""history": [{"text": "Rosebud", "user_input": "Rosebud", "type": "x"}]"#,
        r#""test_eval_result": {"success": false, "reasons": ["Rosebud"]}"#,
        r#""metrics": "{\"from_number\": \"Rosebud\"}""#,
    ];
    let inputs = inputs.into_iter().flat_map(|member| {
        [
            payload(&format!(r#", {member}, "agent_name": 7"#)),
            payload(&format!(r#", "agent_name": 7, {member}"#)),
        ]
    });
    assert_none(&leaks(inputs));
    let strings = [
        r#"{"event": "SessionStarted", "data": "{\"from_number\": \"Rosebud\"}"}"#,
        r#""{\"from_number\": \"Rosebud\"}""#,
        r#"["Rosebud"]"#,
    ];
    assert_none(&leaks(strings.map(str::to_owned)));
}

#[test]
fn numbers_and_words_in_a_personal_container_are_hidden() {
    for member in [
        r#""url_parameters": {"phone": 186421230001}"#,
        r#""url_parameters": {"phone": 18642, "b": {"c": [-18642.5]}}"#,
        r#""content": [18642]"#,
        r#""audio_url": {"href": 18642}"#,
        r#""history": [{"content": [18642]}]"#,
        r#""history": 18642"#,
        r#""pin": 18642"#,
    ] {
        let input = payload(&format!(r#", {member}, "agent_name": 7"#));
        for (_, format) in formats() {
            let run = validate(["-f", &format]).stdin(&input).in_process();
            assert!(!run.stdout.contains("8642"), "{format}: {}", run.stdout);
        }
    }
}

#[test]
fn an_address_keeps_its_secrets_under_any_key() {
    for address in [
        "https://x.example/a?sig=Rosebud",
        "https://u:Rosebud@x.example/a",
        "https://x.example/a#Rosebud",
        r"https:\/\/x.example\/a?sig=Rosebud",
        "see https://x.example/a?sig=Rosebud",
    ] {
        let members = ["start_time", "campaign_id", "agent_name"].map(|key| {
            payload(&format!(
                r#", "{key}": "{address}", "duration_seconds": "1""#
            ))
        });
        assert_none(&leaks(members));
    }
    let input = payload(r#", "start_time": "https://u:p@x.example/a?b""#);
    let run = validate(["-"]).stdin(input).in_process();
    let message = r#"`start_time` is "https://x.example/a?…", expected"#;
    assert!(run.stdout.contains(message), "{}", run.stdout);
}

#[test]
fn quotes_that_went_wrong_reveal_nothing() {
    let members = [
        r#""content": "I said "Rosebud pin" ok""#,
        r#""content": "I said " Rosebud " ok""#,
        r#""content": "I "kind": "Rosebud" ok""#,
        r#""agent_name": "the "Blue", "content": "event: Rosebud""#,
        r#""agent_name": "Blue", "url_parameters": {"token": Rosebud}"#,
        r#""agent_name": it's, "content": "Rosebud""#,
        r#""agent_name": "Blue"', "content": "Rosebud""#,
        r#""agent_name": "Blue, "content": "Rosebud""#,
        r#""agent_name": 'it's', "content": "Rosebud""#,
        r#""token": Rosebud"#,
    ];
    assert_none(&leaks(
        members.map(|member| payload(&format!(", {member}"))),
    ));
    let texts = [
        r#"{from_number:"Rosebud"}"#,
        r#"{'from_number':'Rosebud'}"#,
        r#"{event: "SessionStarted", data: {x: Rosebud, content: "Rosebud"}}"#,
        "from_number=Rosebud&event=SessionStarted",
        "2026-06-12T18:51:40Z INFO body={\"content\": \"Rosebud\"}",
    ];
    assert_none(&leaks(texts.map(str::to_owned)));
}

#[test]
fn arguments_of_tools_that_are_no_json_reveal_nothing() {
    let inputs = [
        "Rosebud",
        "Rosebud pin",
        "Rosebud: 7",
        "-Rosebud",
        "[Rosebud]",
        "{\"pin\": Rosebud}",
        "{\"pin\": \"7\"} Rosebud",
        "{Rosebud}",
    ]
    .map(|arguments| {
        let arguments = Value::from(arguments);
        let call = format!(r#"{{"tool_name": "t", "tool_arguments_json": {arguments}}}"#);
        payload(&format!(r#", "history": [{call}], "agent_name": 7"#))
    });
    assert_none(&leaks(inputs));
}

#[test]
fn the_head_of_a_foreign_text_is_shown() {
    let run = validate(["-"])
        .stdin("2026-06-12T18:51:40Z INFO body={}")
        .in_process();
    let line = "1 │ 2026-06-12T18:51:40Z INF•••\n";
    assert!(run.stdout.contains(line), "{}", run.stdout);
}

#[test]
fn a_word_that_reveals_nothing_is_named() {
    for word in ["None", "NaN", "TRUE", "undefined", "-Infinity"] {
        for key in ["content", "pin"] {
            let input = payload(&format!(r#", "{key}": {word}"#));
            let run = validate(["-"]).stdin(input).in_process();
            let message = format!("`{word}` is no JSON value");
            assert!(run.stdout.contains(&message), "{}", run.stdout);
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

/// What has no colon behind it may have been said.
#[test]
fn a_string_in_the_place_of_a_key_is_told_only_if_it_is_a_key() {
    for (key, pointer) in [
        ("My number is 212 555 0187", "/data/history/0"),
        ("role", "/data/history/0/role"),
    ] {
        let text = format!(
            r#"{{"event": "ConversationComplete", "data": {{"history": [{{"{key}", "role": "User"}}]}}}}"#
        );
        let run = validate(["-", "-f", "json"]).stdin(text).run();
        let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let found = &report["diagnostics"][0];
        assert_eq!(found["instance_path"], pointer, "{}", run.stdout);
        assert!(!run.stdout.contains("My number"), "{}", run.stdout);
    }
}
