//! What the bytes of an input may be: encodings, JSON Lines, concatenations, arrays, nothing.

use super::harness::{ID, findings_in, flawed, flawed_column, payload, validate};

const WRONG_NAME: &str = "error schema/type /data/agent_name";

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    for args in [&["validate"][..], &["validate", "-"], &["check"]] {
        let run = super::harness::Speakhook::new(args).stdin(flawed()).run();
        assert_eq!(run.status, 1, "{args:?}");
        assert!(
            run.stdout.contains("<stdin>:1:"),
            "{args:?}: {}",
            run.stdout
        );
    }
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let run = validate(["--stdin-filename", "hook/body.json", "-f", "concise"])
        .stdin(flawed())
        .run();
    assert!(
        run.stdout.starts_with("hook/body.json:1:"),
        "{}",
        run.stdout
    );
}

#[test]
fn standard_input_is_read_once_beside_files() {
    let run = validate(["-", "-", "-f", "jsonl"]).stdin(flawed()).run();
    assert_eq!(run.findings(1).len(), 1);
}

#[test]
fn a_byte_order_mark_is_accepted_at_the_start_only() {
    let clean = format!("\u{feff}{}", payload(""));
    assert_eq!(findings_in(clean, 0), [""; 0]);
    let column = flawed_column();
    let found = findings_in(format!("\u{feff}{}", flawed()), 1);
    assert_eq!(found, [format!("1:{column} {WRONG_NAME}")]);
    let inside = payload("").replacen(' ', "\u{feff}", 1);
    assert_eq!(findings_in(inside, 1), ["1:10 error json/syntax /event"]);
}

/// `text` in units of `size` bytes.
fn wide(text: &str, size: usize, little: bool, mark: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mark = mark.then_some('\u{feff}');
    for character in mark.into_iter().chain(text.chars()) {
        let unit = u32::from(character);
        let unit = if little {
            unit.to_le_bytes()
        } else {
            unit.to_be_bytes()
        };
        bytes.extend(if little {
            &unit[..size]
        } else {
            &unit[4 - size..]
        });
    }
    bytes
}

#[test]
fn utf_16_and_utf_32_are_named() {
    for size in [2, 4] {
        for little in [true, false] {
            for mark in [true, false] {
                let name = format!(
                    "UTF-{} ({} endian)",
                    size * 8,
                    if little { "little" } else { "big" }
                );
                for text in [payload(""), format!("[{}]", payload(""))] {
                    let bytes = wide(&text, size, little, mark);
                    let run = validate(["-f", "jsonl"]).stdin(bytes).run();
                    assert_eq!(run.findings(1), ["1:1 error json/encoding"], "{name}");
                    assert!(run.stdout.contains(&name), "{name}: {}", run.stdout);
                }
            }
        }
    }
}

#[test]
fn the_help_for_utf_32_converts_from_utf_32() {
    let run = validate(["-f", "jsonl"])
        .stdin(wide(&payload(""), 4, true, true))
        .run();
    assert!(run.stdout.contains("iconv -f UTF-32"), "{}", run.stdout);
}

#[test]
fn a_latin_1_byte_is_shown_where_it_is() {
    let mut bytes = payload(r#", "agent_name": "é""#)
        .replace('é', "?")
        .into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xe9;
    let found = findings_in(bytes, 1);
    assert_eq!(found, [format!("1:{} error json/encoding", at + 1)]);
}

#[test]
fn overlong_forms_and_encoded_surrogates_are_no_utf_8() {
    for bad in [
        &b"\xc0\xaf"[..],
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xff",
    ] {
        let mut bytes = b"{\"event\": \"".to_vec();
        bytes.extend(bad);
        bytes.extend(b"\"}");
        assert_eq!(
            findings_in(bytes, 1),
            ["1:12 error json/encoding"],
            "{bad:x?}"
        );
    }
}

#[test]
fn a_bad_byte_on_one_line_hides_no_other_line() {
    let mut bytes = format!("{}\n{{\"event\": \"", payload("")).into_bytes();
    bytes.extend(b"\xe9\"}\n");
    bytes.extend(flawed().into_bytes());
    let found = findings_in(bytes, 1);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0], "2:12 error json/encoding");
    assert!(found[1].starts_with("3:"), "{found:?}");
}

#[test]
fn nothing_after_a_nul_is_ignored() {
    let whole = payload("");
    let after = format!("{whole}\0{}", flawed());
    let found = findings_in(after, 1);
    assert_eq!(found[0], format!("1:{} error json/syntax", whole.len() + 1));
    let inside = whole.replacen("versation", "ver\0ation", 1);
    assert_eq!(findings_in(inside, 1), ["1:18 error json/syntax /event"]);
    let nul_line = format!("{whole}\n\0\n{}\n", flawed());
    let found = findings_in(nul_line, 1);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_first_line_that_is_cut_off_before_a_value_hides_no_line_behind_it() {
    let good = payload("");
    let found = findings_in(format!("{{\"event\":\n{good}\n{}\n", flawed()), 1);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("1:") && found[0].contains("json/syntax"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with("3:") && found[1].contains("schema/type"),
        "{found:?}"
    );
    // A document over several lines is one, also when a line of it could stand alone.
    let whole = format!(
        "{{\"event\": \"SessionStarted\", \"data\":\n{{\"session_id\": \"{ID}\", \"agent_id\": \"{ID}\"}}\n}}\n"
    );
    assert_eq!(findings_in(whole, 0), [""; 0]);
}

#[test]
fn lone_surrogates_are_refused_with_their_place() {
    let text = payload(r#", "agent_name": "a\ud83d b""#);
    let column = text.find("\\ud83d").unwrap() + 1;
    let found = findings_in(text, 1);
    assert_eq!(
        found,
        [format!("1:{column} error json/syntax /data/agent_name")]
    );
}

#[test]
fn an_empty_and_a_blank_input_are_no_payload() {
    for (bytes, word) in [
        ("", "empty"),
        (" \n\t\r\n ", "white space"),
        ("\u{feff}", "empty"),
    ] {
        let run = validate(["-f", "jsonl"]).stdin(bytes).run();
        assert_eq!(run.findings(1), ["1:1 error json/syntax"], "{bytes:?}");
        assert!(run.stdout.contains(word), "{bytes:?}: {}", run.stdout);
    }
}

#[test]
fn json_lines_keep_the_files_line_numbers() {
    for end in ["\n", "\r\n"] {
        for last in [end, ""] {
            let lines = [payload(""), String::new(), flawed(), payload(""), flawed()];
            let text = lines.join(end) + last;
            let found = findings_in(&text, 1);
            let column = flawed_column();
            let expected = [3, 5].map(|line| format!("{line}:{column} {WRONG_NAME}"));
            assert_eq!(found, expected, "{end:?} {last:?}");
        }
    }
}

#[test]
fn a_bad_line_never_hides_the_others() {
    let good = payload("");
    let broken = [
        "{\"event\": \"cut",
        "{\"event\": [1, 2",
        "{\"event\": }",
        "not json at all",
        "<html>",
        "}",
        "]",
        "\"",
        "{\"a\": 1}}",
        "null",
    ];
    for bad in broken {
        let text = format!("{good}\n{bad}\n{}\n{good}\n", flawed());
        let found = findings_in(&text, 1);
        assert!(found.len() >= 2, "{bad}: {found:?}");
        assert!(found[0].starts_with("2:"), "{bad}: {found:?}");
        assert!(found.last().unwrap().starts_with("3:"), "{bad}: {found:?}");
    }
}

#[test]
fn a_bracket_alone_on_a_line_hides_no_other_line() {
    for bad in ["[", "{"] {
        let good = payload("");
        let found = findings_in(format!("{good}\n{bad}\n{}\n{good}\n", flawed()), 1);
        assert_eq!(found.len(), 2, "{bad}: {found:?}");
        assert!(found[0].starts_with("2:"), "{bad}: {found:?}");
        assert!(found[1].starts_with("3:"), "{bad}: {found:?}");
    }
}

#[test]
fn line_breaks_inside_one_document_are_no_json_lines() {
    let text = flawed();
    let (head, data) = text.split_once("\"data\": ").unwrap();
    let (head, data) = (format!("{head}\"data\""), data.strip_suffix('}').unwrap());
    for text in [
        format!("{head}:\n{data}\n}}\n"),
        format!("{head}:\n{data}}}\n"),
        format!("{head}\n:\n{data}\n}}\n"),
    ] {
        let found = findings_in(&text, 1);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].ends_with(WRONG_NAME), "{text}: {found:?}");
    }
    for text in [
        format!("[{0},\n{1}\n]\n", payload(""), flawed()),
        format!("[\n{0},\n{1}\n]\n", payload(""), flawed()),
        format!("[{0}\n,\n{1}\n]\n", payload(""), flawed()),
        format!("[{0}\n,{1}]\n", payload(""), flawed()),
    ] {
        let found = findings_in(&text, 1);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found[0].ends_with("/1/data/agent_name"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_bad_first_line_hides_no_other() {
    for bad in ["{\"event\": \"cut", "oops", "{\"event\": }"] {
        let text = format!("{bad}\n{}\n{}\n", flawed(), payload(""));
        let found = findings_in(&text, 1);
        assert_eq!(found.len(), 2, "{bad}: {found:?}");
        assert!(found[0].starts_with("1:"), "{bad}: {found:?}");
        assert!(found[1].starts_with("2:"), "{bad}: {found:?}");
    }
}

#[test]
fn every_document_of_a_concatenation_is_judged() {
    let pretty = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    let (good, bad) = (payload(""), flawed());
    let column = good.len() + flawed_column();
    for (text, place) in [
        (format!("{good}{bad}{good}"), format!("1:{column}")),
        (format!("{good} {bad}"), format!("1:{}", column + 1)),
        (
            format!("{}\n{}\n", pretty(&good), pretty(&bad)),
            "11:19".to_owned(),
        ),
        (
            format!("{}{}", pretty(&good), pretty(&bad)),
            "10:19".to_owned(),
        ),
    ] {
        assert_eq!(
            findings_in(&text, 1),
            [format!("{place} {WRONG_NAME}")],
            "{text}"
        );
    }
}

#[test]
fn text_after_the_document_is_an_error() {
    for rest in ["x", "]", "}", ",", "7", "\"a\"", "null", "// end"] {
        let found = findings_in(format!("{}\n{rest}\n", payload("")), 1);
        assert_eq!(found.len(), 1, "{rest}: {found:?}");
        assert!(found[0].starts_with("2:1 error "), "{rest}: {found:?}");
    }
}

#[test]
fn a_run_of_stray_brackets_is_one_fault() {
    let text = format!("{}\n{}\n", payload(""), "]".repeat(1000));
    let found = findings_in(text, 1);
    assert_eq!(found.len(), 1, "{} findings", found.len());
}

#[test]
fn elements_of_an_array_are_payloads() {
    let text = format!("[{},\n{}]", payload(""), flawed());
    let column = flawed_column();
    let expected = format!("2:{column} error schema/type /1/data/agent_name");
    assert_eq!(findings_in(&text, 1), [expected]);
    let run = validate(["-"]).stdin(&text).run();
    assert_eq!(run.last_line(), "failed: 1 error in 2 payloads in 1 file");
}

#[test]
fn anything_but_a_payload_is_one_clear_error() {
    for text in ["null", "true", "7", "\"text\"", "[]", "[[]]", "[7]"] {
        let found = findings_in(text, 1);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].contains("schema/type"), "{text}: {found:?}");
    }
}

#[test]
fn white_space_is_what_json_says_it_is() {
    assert_eq!(
        findings_in(format!("\t\r\n {} \r\n", payload("")), 0),
        [""; 0]
    );
    for strange in ["\u{c}", "\u{b}", "\u{a0}", "\u{2028}"] {
        assert!(findings_in(format!("{strange}{}", payload("")), 1)[0].contains("json/syntax"));
        assert!(findings_in(format!("{}{strange}", payload("")), 1)[0].contains("json/syntax"));
    }
}

#[test]
fn several_documents_on_the_first_line_are_told_apart() {
    let text = format!("{0} {0}\n{1}\n", payload(""), flawed());
    let found = findings_in(text, 1);
    assert!(found.len() == 1 && found[0].starts_with("2:"), "{found:?}");
}

#[test]
fn a_nul_before_utf_8_is_not_taken_for_utf_16() {
    let found = findings_in(format!("\0{}", payload("")), 1);
    assert_eq!(found, ["1:1 error json/syntax"]);
}

#[test]
fn a_repeated_key_is_an_error_only_where_it_is_documented() {
    let twice = r#""id": "a", "id": "b""#;
    let inside = |text: &str| findings_in(payload(&format!(", {text}")), 0);
    assert_eq!(
        inside(&format!(r#""url_parameters": {{{twice}}}"#)).len(),
        1
    );
    let found = findings_in(payload(&format!(r#", "history": [{{{twice}}}]"#)), 1);
    assert!(
        found[0].contains("error duplicate-key /data/history/0/id"),
        "{found:?}"
    );
}

#[test]
fn only_items_of_the_older_shape_are_left_unjudged() {
    let legacy = r#"{"type": "user_turn", "text": "Hi", "x": 1}"#;
    let wrong = r#"{"kind": "Message", "content": 7}"#;
    for history in [format!("{legacy}, {wrong}"), format!("{wrong}, {legacy}")] {
        let found = findings_in(payload(&format!(r#", "history": [{history}]"#)), 1);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].contains("legacy-history") && found[1].contains("schema/type"),
            "{found:?}"
        );
    }
}
