use super::*;
use crate::json::tree::parse_first;
use crate::payload::{Payload, transfers};
use crate::view::{EntryKind, Filter, Origin, Request, RoleName, ToolStatus, build};

const EXAMPLE: &str = include_str!("../../tests/fixtures/payload/example-call.json");

/// The transcript of a payload, one word or two an entry.
fn sketch(text: &str, options: Options) -> Vec<String> {
    let (root, _) = parse_first(text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    let request = Request {
        transcript: true,
        options,
        ..Request::default()
    };
    let view = build(&payload, &request, Origin::default());
    view.transcript
        .unwrap()
        .entries
        .iter()
        .map(sketch_of)
        .collect()
}

fn sketch_of(entry: &Entry<'_>) -> String {
    let what = match &entry.what {
        What::Message(message) => {
            let role = message
                .role
                .and_then(RoleName::of)
                .map_or("?", RoleName::name);
            let mark = if message.interrupted == Some(true) {
                "!"
            } else {
                ""
            };
            format!("{role}{mark}")
        }
        What::Silence(silence) => format!("silence {:.1}", silence.duration_seconds),
        What::Handoff(handoff) if handoff.is_initial => "agent".to_owned(),
        What::Tool(tool) if tool.status == ToolStatus::Error => "tool!".to_owned(),
        other => other.kind().name().to_owned(),
    };
    let gap = if entry.follows_gap { "~" } else { "" };
    format!("{gap}{} {} {what}", entry.turn.unwrap_or(0), entry.time)
}

fn filtered(change: impl Fn(&mut Filter)) -> Vec<String> {
    let mut options = Options::default();
    change(&mut options.filter);
    sketch(EXAMPLE, options)
}

#[test]
fn the_example_call_reads_in_order() {
    assert_eq!(
        sketch(EXAMPLE, Options::default()),
        [
            "1 0:01.4 agent",
            "1 0:01.4 config",
            "1 0:02.4 assistant",
            "2 0:07.6 user",
            "2 0:09.9 silence 2.8",
            "2 0:11.1 tool",
            "2 0:12.7 assistant!",
            "3 0:16.3 user",
            "3 0:19.3 assistant",
        ]
    );
}

#[test]
fn filters_narrow_one_another() {
    let users = filtered(|filter| filter.roles = vec![RoleName::User]);
    assert_eq!(users, ["2 0:07.6 user", "3 0:16.3 user"]);
    let third = filtered(|filter| filter.turns = Some("3..".parse().unwrap()));
    assert_eq!(third, ["3 0:16.3 user", "3 0:19.3 assistant"]);
    let tools = filtered(|filter| filter.kinds = vec![EntryKind::Tool, EntryKind::Silence]);
    assert_eq!(tools, ["2 0:09.9 silence 2.8", "2 0:11.1 tool"]);
    assert_eq!(
        filtered(|filter| filter.interrupted = true),
        ["2 0:12.7 assistant!"]
    );
    assert_eq!(
        filtered(|filter| filter.errors_only = true),
        Vec::<String>::new()
    );
    let both = filtered(|filter| {
        filter.roles = vec![RoleName::User];
        filter.kinds = vec![EntryKind::Message, EntryKind::Tool];
        filter.turns = Some("2".parse().unwrap());
    });
    assert_eq!(both, ["2 0:07.6 user", "2 0:11.1 tool"]);
}

#[test]
fn a_search_shows_its_surroundings_and_gaps() {
    let search = |pattern: &str, context: usize| {
        let pattern = regex::Regex::new(pattern).unwrap();
        filtered(|filter| {
            filter.grep = Some(pattern.clone());
            filter.context = context;
        })
    };
    assert_eq!(
        search("Hello|shipped", 0),
        [
            "1 0:02.4 assistant",
            "~2 0:11.1 tool",
            "2 0:12.7 assistant!"
        ]
    );
    let around = [
        "2 0:09.9 silence 2.8",
        "2 0:11.1 tool",
        "2 0:12.7 assistant!",
    ];
    assert_eq!(search("A-1042", 1), around);
}

#[test]
fn a_later_handoff_is_a_transfer_and_errors_are_marked() {
    let text = r#"{"data": {"history": [
        {"handoff_to_agent_id": "a"}, {"role": "Assistant", "content": "Hi"},
        {"tool_arguments_json": "{}", "tool_call_id": "1"},
        {"tool_output": "no", "tool_call_id": "1", "tool_is_error": true},
        {"handoff_to_agent_id": "b"}, 7, {"role": "Bot", "content": "x"}]}}"#;
    let expected = [
        "1  agent",
        "1  assistant",
        "1  tool!",
        "1  handoff",
        "1  other",
        "1  ?",
    ];
    assert_eq!(sketch(text, Options::default()), expected);
    let (root, _) = parse_first(text).unwrap().unwrap();
    assert_eq!(transfers(Payload::from_envelope(&root).call.items()), 1);
}

#[test]
fn a_message_without_a_window_ends_what_is_known_of_silence() {
    let window = |start: u8, stop: u8| {
        format!(
            r#"{{"role": "User", "content": "x", "metrics": {{
                "started_speaking_at": "2026-01-01T00:00:{start:02}Z",
                "stopped_speaking_at": "2026-01-01T00:00:{stop:02}Z"}}}}"#
        )
    };
    let unknown = r#"{"role": "User", "content": "x"}"#;
    let call = |items: &[&str]| {
        let text = format!(r#"{{"data": {{"history": [{}]}}}}"#, items.join(","));
        sketch(&text, Options::default())
            .iter()
            .filter(|line| line.contains("silence"))
            .count()
    };
    assert_eq!(call(&[&window(0, 1), &window(3, 4)]), 1);
    assert_eq!(call(&[&window(0, 1), unknown, &window(9, 10)]), 0);
    assert_eq!(call(&[&window(0, 8), &window(2, 3), &window(9, 10)]), 0);
    assert_eq!(call(&[&window(0, 1), &window(9, 5), &window(20, 21)]), 0);
}

#[test]
fn low_confidence_is_not_zero_confidence() {
    let text = r#"{"data": {"history": [
        {"role": "User", "content": "a", "transcript_confidence": 0},
        {"role": "User", "content": "b", "transcript_confidence": 0.49},
        {"role": "User", "content": "c", "transcript_confidence": 0.5}]}}"#;
    let (root, _) = parse_first(text).unwrap().unwrap();
    let payload = Payload::from_envelope(&root);
    let request = Request {
        transcript: true,
        ..Request::default()
    };
    let view = build(&payload, &request, Origin::default())
        .transcript
        .unwrap();
    let is_low = |entry: &Entry<'_>| matches!(&entry.what, What::Message(m) if m.is_low_confidence);
    assert_eq!(
        view.entries.iter().map(is_low).collect::<Vec<_>>(),
        [false, true, false]
    );
}
