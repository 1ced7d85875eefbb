use super::*;

fn outline() -> Outline {
    let item = Outline::default()
        .with_member("role", Outline::scalar())
        .with_member("tools", Outline::default().with_element(Outline::scalar()));
    Outline::default()
        .with_member("event", Outline::scalar())
        .with_member("start", Outline::scalar())
        .with_member("history", Outline::default().with_element(item))
}

/// The text with what is hidden as `•`.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for span in personal_spans(text, &outline()) {
        assert!(
            at <= span.start && span.start < span.end,
            "{text}: {span:?}"
        );
        shown.push_str(&text[at..span.start]);
        shown.push('•');
        at = span.end;
    }
    shown + &text[at..]
}

#[test]
fn only_known_scalars_are_shown() {
    let cases = [
        (
            r#"{"event": "E", "start": 7}"#,
            r#"{"event": "E", "start": 7}"#,
        ),
        (
            r#"{"x": "a", "y": 7, "z": true}"#,
            r#"{"x": "•", "y": •, "z": •}"#,
        ),
        (r#"{"x": null}"#, r#"{"x": null}"#),
        (
            r#"{"x": {"event": [1, {"role": "a"}]}}"#,
            r#"{"x": {"event": [•, {"role": "•"}]}}"#,
        ),
        (r#"{"event": ["a"]}"#, r#"{"event": ["•"]}"#),
        (
            r#"{"event": {"event": "a"}}"#,
            r#"{"event": {"event": "•"}}"#,
        ),
        (r#"{"history": "a"}"#, r#"{"history": "•"}"#),
        (
            r#"{"history": ["a", {"role": "R"}]}"#,
            r#"{"history": ["•", {"role": "R"}]}"#,
        ),
        (
            r#"{"history": [{"tools": ["t"], "a": 1}]}"#,
            r#"{"history": [{"tools": ["t"], "a": •}]}"#,
        ),
        (
            r#"{"\u0065vent": "E", "\u0078": "a"}"#,
            r#"{"\u0065vent": "E", "\u0078": "•"}"#,
        ),
        (r#""{\"event\": 1}""#, r#""•""#),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected);
    }
}

#[test]
fn an_address_with_a_secret_is_hidden_wherever_it_is() {
    for address in [
        "https://u:S@x/a",
        "https://x/a?sig=S",
        r"https:\/\/x\/a#S",
        r"https:\/\/x\q?S",
    ] {
        let text = format!(r#"{{"start": "{address}"}}"#);
        assert_eq!(shown(&text), r#"{"start": "•"}"#);
    }
    let plain = r#"{"start": "https://x/a"}"#;
    assert_eq!(shown(plain), plain);
}

#[test]
fn text_that_is_no_json_is_read_as_what_it_means() {
    let cases = [
        (r#"{x:"a", event: "E"}"#, r#"{x:"•", event: "E"}"#),
        ("{'x': 'a', 'event': 'E'}", "{'x': '•', 'event': 'E'}"),
        (
            r#"{"event": it's, "x": "a", "start": 1}"#,
            r#"{"event": it's, "x": "•", "start": 1}"#,
        ),
        (
            r#"{"event": "E", , "x": "a",}"#,
            r#"{"event": "E", , "x": "•",}"#,
        ),
        (
            r#"{"event": "E" "start": 1}"#,
            r#"{"event": "E" "start": 1}"#,
        ),
        (r#"{"event" = "E"}"#, r#"{"event" =•"#),
        (
            "{\"event\": 1, // a\n\"start\": 2}",
            "{\"event\": 1, //•\n\"start\": 2}",
        ),
        ("{\"event\":\u{a0}1}", "{\"event\":\u{a0}1}"),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected);
    }
}

#[test]
fn a_fault_in_what_is_hidden_hides_the_rest() {
    let cases = [
        (
            r#"{"x": "I said "P pin" ok", "event": "E"}"#,
            r#"{"x": "•"•"#,
        ),
        (r#"{"x": "I said " P" ok"}"#, r#"{"x": "•" •"#),
        (r#"{"x": "he "event": "P" ok"}"#, r#"{"x": "•"•"#),
        (
            r#"{"x": {"token": Pabc}, "event": 1}"#,
            r#"{"x": {"token": •"#,
        ),
        (r#"{"x": {token: P}}"#, r#"{"x": {•"#),
        (r#"{"x": P Q, "event": 1}"#, r#"{"x": •"#),
        (r#"{"x": 'P', "event": 1}"#, r#"{"x": '•"#),
        ("{\"x\": \"a\nP\", \"event\": 1}", "{\"x\": \"•"),
        (r#"{"x": None, "y": P"#, r#"{"x": None•"#),
        (r#"{"x" "P"}"#, r#"{"•" "•"#),
    ];
    for (text, expected) in cases {
        assert_eq!(shown(text), expected);
    }
}

#[test]
fn quotes_that_cannot_be_told_apart_hide_the_rest() {
    for text in [
        r#"{"event": "a "b", "x": "event: P"}"#,
        r#"{event": "E", "x": "P"}"#,
        r#"{"event: "E", "x": "P"}"#,
        r#"{"event": E", "x": "P"}"#,
        "{\"event\": \"E\n\", \"x\": \"P\"}",
        r#"{"event": "E"', "x": "P"}"#,
        r#"{"event": "E"} P"#,
        r#"{"event": a:P}"#,
    ] {
        assert!(!shown(text).contains('P'), "{}", shown(text));
    }
}

#[test]
fn a_text_that_begins_no_json_shows_its_head() {
    assert_eq!(
        shown("2026-06-12T18:51:40Z POST P"),
        "2026-06-12T18:51:40Z POS•"
    );
    assert_eq!(shown("x=P&event=E"), "x=•");
    assert_eq!(shown("+15551230001\n"), "•\n");
    assert_eq!(shown("(555) 123-0001"), "•");
    assert_eq!(shown("  None"), "  None");
    assert_eq!(shown("<html>"), "<html>");
    assert_eq!(shown(""), "");
}

#[test]
fn no_single_slip_reveals_what_is_hidden() {
    let text = r#"{"event": "E", "x": "a, event: P, {event: 'P', \"event\": \"P\"", "history":
[{"y": "P", "role": "R", "z": {"event": ["P", {"start": "P, start: P"}]}}], "start": 1}"#;
    assert!(!shown(text).contains('P'));
    let places = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
    for at in places {
        let (before, after) = text.split_at(at);
        let mut slips = vec![before.to_owned()];
        slips.extend(after.get(1..).map(|after| format!("{before}{after}")));
        for inserted in [
            "\"", "'", "\\", ",", ":", "{", "}", "[", "]", "\n", "/*", "//", "\"\"",
        ] {
            slips.push(format!("{before}{inserted}{after}"));
        }
        for slip in slips {
            assert!(!shown(&slip).contains('P'), "{slip}\n{}", shown(&slip));
        }
    }
}
