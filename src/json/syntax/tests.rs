use super::*;
use crate::json::tree::parse_first;

fn fault(text: &str) -> Fault {
    let shown = Outline::scalar()
        .with_member("a", Outline::scalar().with_element(Outline::scalar()))
        .with_element(Outline::scalar());
    explain(text, &parse_first(text).unwrap_err(), &shown)
}

#[test]
fn names_the_fault_and_its_place() {
    let cases = [
        ("{\"a\": 1,}", 7, "trailing comma before `}`", "/"),
        ("{\"a\": [1, 2,]}", 11, "trailing comma before `]`", "/a/2"),
        ("{'a': 1}", 1, "a single quote, expected a double quote", ""),
        ("{\"a\": NaN}", 6, "`NaN` is no JSON value", "/a"),
        ("{\"a\": \"x", 6, "the text ends inside this string", "/a"),
        (
            "{\"a\": 1 \"b\": 2}",
            8,
            "a comma is missing before a string",
            "/a",
        ),
        (
            "{\"a\" 1}",
            5,
            "found a number, expected `:` after the key",
            "/a",
        ),
        ("{a: 1}", 1, "the key `a` is not in double quotes", ""),
        ("[1, 01]", 4, "`01` is no JSON number", "/1"),
        (
            "[1e999]",
            1,
            "`1e999` is outside the range of a double",
            "/0",
        ),
        (
            "[\"\\ud800\"]",
            2,
            "`\\ud800` is half of a surrogate pair and no character by itself",
            "/0",
        ),
        ("[1}", 2, "found `}`, expected `,` or `]`", "/0"),
        ("<html>", 0, "found `<`, expected JSON", ""),
        ("// x\n{}", 0, "JSON has no comments", ""),
        ("[\n # x\n1]", 3, "JSON has no comments", "/0"),
        ("[#x]", 1, "found `#`, which begins no JSON value", "/0"),
        (
            "{\"a\": {\"b\": 1",
            12,
            "the text ends before this object is closed",
            "/a/b",
        ),
    ];
    for (text, start, message, pointer) in cases {
        let fault = fault(text);
        assert_eq!(
            (fault.span.start, fault.message.as_str()),
            (start, message),
            "{text}"
        );
        if pointer != "/" {
            assert_eq!(fault.pointer, pointer, "{text}");
        }
    }
}

#[test]
fn a_personal_value_is_not_repeated() {
    assert_eq!(
        fault("{\"secret\": 0155}").message,
        "`•••` is no JSON number"
    );
    assert_eq!(
        fault("{\"secret\": {\"a\": x}}").message,
        "`•••` is no JSON value"
    );
    assert_eq!(
        fault("{\"secret\": 1, \"a\": 01}").message,
        "`01` is no JSON number"
    );
}

#[test]
fn what_reveals_nothing_is_repeated() {
    for word in [
        "True",
        "TRUE",
        "None",
        "NaN",
        "-Infinity",
        "undefined",
        "Null",
        "nil",
        "@",
    ] {
        let found = fault(&format!("{{\"secret\": [{word}]}}")).message;
        assert!(found.contains(&format!("`{word}`")), "{found}");
    }
    assert!(fault("{P}").message.contains("•••"));
    assert!(fault("{\"secret\": {P: 1}}").message.contains("`P`"));
    assert!(fault("{\"a\": \"x\" P}").message.contains("•••"));
    assert!(fault("+15551230001").message.contains("•••"));
}

#[test]
fn names_the_usual_causes() {
    let quote = "was a quote inside the string not escaped as `\\\"`?";
    let cases = [
        (
            r#"{"a": "\u12G4"}"#,
            r"`\u` needs four hexadecimal digits",
            "",
        ),
        (
            r#"{"a": "x\"#,
            "the text ends here, inside an escape",
            CUT_OFF,
        ),
        (
            r#"{"a": "x\u12"#,
            "the text ends here, inside an escape",
            CUT_OFF,
        ),
        (
            "{\"a\": \"\\ud83d\\u\n",
            "the text ends here, inside an escape",
            CUT_OFF,
        ),
        (r#"{"a": nul"#, "the text ends here, inside a word", CUT_OFF),
        (
            r#"{"secret": t"#,
            "the text ends here, inside a word",
            CUT_OFF,
        ),
        (r#"{"a": -"#, "the text ends here, inside a number", CUT_OFF),
        (
            r#"{"a": "x "y" z"}"#,
            "found `•••`, expected `,` or `}`",
            quote,
        ),
        (
            r#"{"a": "x "" z"}"#,
            "a comma is missing before a string",
            quote,
        ),
        (
            r#"{"a": "x " 7"}"#,
            "a comma is missing before a number",
            quote,
        ),
        (
            r#"{"a": "x"'y"}"#,
            "a single quote, expected a double quote",
            quote,
        ),
        (
            "{\u{a0}\"a\": 1}",
            "found a no-break space (U+00A0)",
            "between",
        ),
        (
            "{\"a\":\u{2003}1}",
            "found an unusual space (U+2003)",
            "between",
        ),
        (
            "{\"a\":\u{200b}1}",
            "found an invisible character (U+200B)",
            "between",
        ),
        (r#"{"a": +1}"#, "`+1` is no JSON number", "no leading zeros"),
        (r#"{"a": .5}"#, "`.5` is no JSON number", "no leading zeros"),
        (r#"{"a" = {}}"#, "found `=`, expected `:` after the key", ""),
        (r#"{"a": TRUE}"#, "`TRUE` is no JSON value", "JSON's words"),
    ];
    for (text, message, help) in cases {
        let fault = fault(text);
        assert_eq!(fault.message, message, "{text}");
        assert!(fault.help.unwrap_or_default().starts_with(help), "{text}");
    }
}

#[test]
fn every_prefix_of_a_document_is_explained() {
    let text = r#"{"a": [1, -2.5e3, "x\u00e9"], "b": {"c": null, "d": true}}"#;
    for end in 1..text.len() {
        let prefix = &text[..end];
        let fault = fault(prefix);
        assert!(
            !fault.message.starts_with("not JSON"),
            "{prefix}: {}",
            fault.message
        );
    }
}

#[test]
fn depth_is_bounded_in_the_explanation_too() {
    let fault = fault(&"[".repeat(100_000));
    assert_eq!(fault.message, "nested deeper than 127 levels");
    assert_eq!(fault.span.start, 127);
}
