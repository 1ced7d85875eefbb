//! Every string is hostile: no panic, no endless work, nothing of a number.

use crate::harness::payload;
use crate::runner::assert_tame;

use super::{LEVELS, parsed, redact, redacted};

fn said(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    payload(&format!(
        r#", "history": [{{"role": "User", "kind": "Message", "content": {text}}}]"#
    ))
}

#[test]
fn deep_nesting_ends() {
    let deep = |depth: usize| format!("{}\"+12125550187\"{}", "[".repeat(depth), "]".repeat(depth));
    for depth in [10, 100, 120] {
        let out = redacted("content", payload(&format!(r#", "x": {}"#, deep(depth))));
        assert!(!out.contains("2125550"));
    }
    let mut inner = deep(120);
    for _ in 0..8 {
        inner = serde_json::to_string(&[inner]).unwrap();
        let out = redacted("contact", said(&inner));
        assert!(!out.contains("2125550"), "{out}");
    }
    let run = redact("contact").stdin(deep(100_000)).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
}

#[test]
fn long_strings_end() {
    let size = 100_000;
    for unit in [
        "1",
        "a",
        "1 ",
        "@",
        "a@",
        "//",
        "https://",
        "https://a.bb|",
        "//a.bb|",
        "'first_name':'",
        "2026-06-12/",
        "%41",
        "{{",
        "a1-",
        "5\u{301}",
        "\u{301}",
        "+",
        "eyJ.",
        "DE89",
        "token=",
        "pin:{",
        "pin=\"",
        "?a=",
        "\\u0040",
        "\\",
        "-----BEGIN ",
        "'",
        "你",
        "٣",
        "sip:",
        "五 ",
    ] {
        let text = said(&unit.repeat(size / unit.len()));
        for level in ["contact", "content"] {
            let run = redact(level)
                .arg("--spoken-digits")
                .stdin(&text)
                .in_process();
            assert_eq!(run.status, 0, "{unit} {}", run.stderr);
            parsed(&run.stdout);
        }
    }
}

#[test]
fn a_megabyte_of_one_string_ends() {
    let text = said(&"Call +1 212 555 0187 or jane@acme.test at 18:51. ".repeat(20_000));
    let run = redact("contact").stdin(&text).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stdout.contains("212 555 0187") && !run.stdout.contains("acme"));
    assert!(run.stderr.contains("20,000 phone"), "{}", run.stderr);
}

#[test]
fn odd_texts_come_through() {
    for text in [
        "\u{0}",
        "\u{feff}",
        "e\u{301}\u{301}",
        "👩‍👩‍👧‍👦 +1 212 555 0187 👩",
        "\u{202e}7810555212",
        "%",
        "%4",
        "%ff%fe",
        "http://",
        "//@",
        "a@",
        "@b",
        "::",
        "+",
        "{",
        "[",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1e999}",
        "{\"a\": +12125550187",
    ] {
        for level in LEVELS {
            let out = redacted(level, said(text));
            let value = parsed(&out);
            let content = value["data"]["history"][0]["content"].as_str().unwrap();
            assert_eq!(content.is_empty(), text.is_empty(), "{text:?}");
            assert!(
                !content.contains("2125550187") && !content.contains("212 555 0187"),
                "{content}"
            );
        }
    }
    let lone = payload(r#", "agent_name": "\ud800""#);
    let run = redact("contact").stdin(lone).in_process();
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
}

#[test]
fn many_names_and_many_keys_end() {
    let members: Vec<String> = (0..20_000)
        .map(|n| format!(r#""first_name{n}_name": "Name{n}a""#))
        .collect();
    let names: Vec<String> = (0..5_000)
        .map(|n| format!(r#"{{"first_name": "Nam{n}e"}}"#))
        .collect();
    let text = payload(&format!(
        r#", "x": {{{}}}, "y": [{}]"#,
        members.join(","),
        names.join(",")
    ));
    let out = redacted("contact", text);
    assert!(!out.contains("\"Nam7e\""));
}

/// What is written may be looked at in a terminal and in a build log, and reads as it did.
#[test]
fn what_is_written_is_harmless_to_look_at() {
    let words = "##[error] \u{202e}\u{9b}2J ##vso[task] \u{7f}";
    let key = serde_json::to_string(words).unwrap();
    let text = payload(&format!(
        r#", {key}: 1, "agent_name": {key}, "x": {{"y": 2}}"#
    ));
    for level in LEVELS {
        let run = redact(level).stdin(&text).in_process();
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_tame(&run.stdout, level);
    }
    let out = redacted("contact", text.clone());
    assert_eq!(parsed(&out)["data"]["agent_name"], words);
}
