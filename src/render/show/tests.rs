use std::fmt::Write as _;

use super::*;
use crate::json::tree::parse_first;
use crate::json::write;
use crate::payload::Payload;
use crate::text::{is_hidden, width};
use crate::view::{Options, Origin, Problems, Request, build};

const EXAMPLE: &str = include_str!("../../../tests/fixtures/payload/example-call.json");

/// What a stranger may say to a terminal, a CI runner, a Markdown reader and a table.
const HOSTILE: [&str; 8] = [
    "\u{1b}[2J\u{1b}]52;c;aGk=\u{7}\u{9b}31m\rover\u{8}\u{7f}",
    "a\n::error::forged\n##[error]forged\r\n  ::set-env name=X::y",
    "::error::first ##[group]x ##vso[task]y",
    "\u{202e}txt.exe\u{2066}\u{200b}\u{e0041}\u{feff} \u{2028}end",
    "![i](http://x/y) [l](javascript:z) <img src=x onerror=y> `c` |cell| @team #12",
    "https://x.example www.x.example me@x.example",
    "مساء الخير، لدي حجز\n::error::x باسم ليلى حداد لليلتين 你好，请问明天早上可以帮我叫一辆出租车去机场吗",
    "",
];

/// A call in which every text is `text`.
fn call_of(text: &str) -> String {
    let quoted = |text: &str| {
        let mut bytes = Vec::new();
        write::compact(&mut bytes, &text).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let (x, object) = (quoted(text), quoted(&format!("{{{0}: {0}}}", quoted(text))));
    let mut items = String::new();
    for role in [r#""User""#, r#""Assistant""#, r#""System""#, &x] {
        let _ = write!(
            items,
            r#"{{"role": {role}, "kind": "Message", "content": {x}, "interrupted": true,
                "transcript_confidence": 0.3, "created_at": "2026-01-01T00:00:00Z"}},"#
        );
    }
    format!(
        r#"{{"event": {x}, "data": {{"session_id": {x}, "agent_id": {x}, "agent_name": {x},
        "audio_url": {x}, "telecom_provider": {x}, "from_number": {x}, "to_number": {x},
        "campaign_name": {x}, "test_status": {x}, "test_id": {x}, "test_run_id": {x},
        "test_eval_result": {{"success": false, "reasons": [{x}, {x}], "completion_reason": {x}}},
        "history": [{items}
        {{"tool_name": {x}, "tool_call_id": "1", "tool_arguments_json": {x}}},
        {{"tool_name": {x}, "tool_call_id": "1", "tool_output": {x}, "tool_is_error": true}},
        {{"tool_name": {x}, "tool_call_id": "2", "tool_arguments_json": {object}}},
        {{"tool_name": {x}, "tool_call_id": "9", "tool_output": {x}}},
        {{"kind": "Handoff", "handoff_to_agent_id": {x}}}, 7,
        {{"kind": "Handoff", "handoff_to_agent_id": {x}}},
        {{"kind": "ConfigUpdate", "instructions": {x}, "tools_added": [{x}, {x}]}}]}}}}"#
    )
}

fn shown(calls: &[&str], format: Format, theme: &Theme, options: &Options) -> String {
    let mut out = Vec::new();
    let mut show = renderer(format, *theme, &Request::default());
    for (place, call) in calls.iter().enumerate() {
        let (root, _) = parse_first(call).unwrap().unwrap();
        let payload = Payload::from_envelope(&root);
        let name = format!("::error::{place}\u{1b}[0m.json");
        let problems = Some(Problems {
            errors: 1,
            warnings: 0,
            infos: 2,
        });
        let origin = Origin {
            name: &name,
            line: place.saturating_add(1),
            problems,
            remarks: &[],
        };
        show.call(
            &build(&payload, &Request::all(options.clone()), origin),
            &mut out,
        )
        .unwrap();
    }
    show.finish(None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn themes() -> impl Iterator<Item = Theme> {
    let widths = [Some(20), Some(60), Some(120), None];
    widths.into_iter().flat_map(|width| {
        [false, true].map(|ascii| Theme {
            color: false,
            ascii,
            width,
        })
    })
}

/// As a CI runner reads a line: blanks before a command are skipped, `##[` counts anywhere.
fn assert_safe(output: &str) {
    for line in output.lines() {
        assert!(!line.chars().any(is_hidden), "{line:?}");
        assert!(!line.trim_start().starts_with("::"), "{line:?}");
        assert!(
            !line.contains("##[") && !line.contains("##vso["),
            "{line:?}"
        );
    }
}

fn full() -> Options {
    Options {
        full_args: true,
        show_values: true,
        ..Options::default()
    }
}

#[test]
fn hostile_text_stays_text_in_text_and_markdown() {
    for text in HOSTILE {
        let call = call_of(text);
        for theme in themes() {
            for options in [Options::default(), full()] {
                assert_safe(&shown(&[&call, &call], Format::Text, &theme, &options));
            }
        }
        assert_safe(&shown(
            &[&call, &call],
            Format::Markdown,
            &Theme::plain(),
            &full(),
        ));
    }
}

#[test]
fn without_times_no_role_can_start_a_line() {
    let call = call_of("::error::x");
    let options = Options {
        time: crate::view::TimeMode::None,
        ..Options::default()
    };
    for theme in themes() {
        assert_safe(&shown(&[&call], Format::Text, &theme, &options));
    }
}

#[test]
fn markdown_keeps_its_shape() {
    for text in HOSTILE {
        let output = shown(
            &[&call_of(text)],
            Format::Markdown,
            &Theme::plain(),
            &full(),
        );
        for line in output.lines().filter(|line| !line.is_empty()) {
            let is_ours = ["### ", "| ", "|  |", "- ", "**", "the one turn "]
                .iter()
                .any(|start| line.starts_with(start));
            assert!(is_ours, "{line:?}");
            let live = without_escapes(line);
            assert!(
                !live.contains(['<', '[', '`']) && !live.contains("://"),
                "{line:?}"
            );
        }
    }
}

/// A line of Markdown without what is escaped, and without the code that stops mentions.
fn without_escapes(line: &str) -> String {
    let mut live = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            other => live.push(other),
        }
    }
    live.replace("`@`", "")
        .replace("`#`", "")
        .replace("`:`", "")
}

#[test]
fn json_reads_back_as_what_was_said() {
    for text in HOSTILE {
        let output = shown(
            &[&call_of(text), EXAMPLE],
            Format::Json,
            &Theme::plain(),
            &full(),
        );
        assert!(!output.chars().any(|c| c != '\n' && is_hidden(c)));
        let (root, _) = parse_first(&output).unwrap().unwrap();
        let calls = root.get("calls").unwrap().as_array().unwrap();
        assert_eq!(calls.len(), 2);
        let entries = calls[0].get("transcript").unwrap().get("entries").unwrap();
        let said = entries.as_array().unwrap()[0]
            .get("content")
            .unwrap()
            .as_str();
        assert_eq!(said, Some(text));
    }
}

#[test]
fn json_is_one_document_with_any_number_of_calls() {
    for calls in [&[][..], &[EXAMPLE], &[EXAMPLE, EXAMPLE]] {
        let output = shown(calls, Format::Json, &Theme::plain(), &Options::default());
        let (root, end) = parse_first(&output).unwrap().unwrap();
        assert_eq!(output.get(end..), Some("\n"));
        assert_eq!(
            root.get("calls").unwrap().as_array().unwrap().len(),
            calls.len()
        );
    }
}

#[test]
fn what_could_not_be_read_is_in_the_json() {
    for calls in [&[][..], &[EXAMPLE]] {
        let mut out = Vec::new();
        let mut show = renderer(Format::Json, Theme::plain(), &Request::default());
        show.unreadable(Some("a.json"), "no \u{1b}");
        for call in calls {
            let (root, _) = parse_first(call).unwrap().unwrap();
            let payload = Payload::from_envelope(&root);
            let view = build(&payload, &Request::default(), Origin::default());
            show.call(&view, &mut out).unwrap();
        }
        show.unreadable(None, "gone");
        show.finish(None, &mut out).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let errors = serde_json::json!([
            {"path": "a.json", "message": "no \u{1b}"},
            {"path": null, "message": "gone"},
        ]);
        assert_eq!(document["errors"], errors);
        assert_eq!(document["unread"], 2);
        assert_eq!(document["calls"].as_array().unwrap().len(), calls.len());
    }
}

#[test]
fn of_many_bad_lines_the_json_repeats_a_hundred_and_counts_all() {
    let mut out = Vec::new();
    let mut show = renderer(Format::Json, Theme::plain(), &Request::default());
    for line in 0..1_000 {
        show.unreadable(None, &format!("line {line}"));
    }
    show.finish(None, &mut out).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let errors = document["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &document["unread"]), (100, &1_000.into()));
    assert_eq!(errors[99]["message"], "line 99");
}

#[test]
fn several_calls_have_headings_and_one_has_none() {
    let theme = Theme::plain();
    for (format, heading) in [
        (Format::Text, "./::error::0\\u{1b}[0m.json:1\n"),
        (Format::Markdown, "## :`:`error::0\\\\u{1b}\\[0m.json:1\n"),
    ] {
        let one = shown(&[EXAMPLE], format, &theme, &Options::default());
        let two = shown(&[EXAMPLE, EXAMPLE], format, &theme, &Options::default());
        assert!(!one.contains("error::0"));
        assert!(two.starts_with(heading), "{two}");
        assert!(two.contains("error::1"));
        assert_eq!(shown(&[], format, &theme, &Options::default()), "");
    }
}

#[test]
fn lines_fit_the_terminal() {
    for text in HOSTILE
        .iter()
        .chain(&["word ".repeat(80).as_str(), &"x".repeat(500)])
    {
        for columns in [60, 100, 200] {
            let theme = Theme {
                width: Some(columns),
                ..Theme::plain()
            };
            let output = shown(&[&call_of(text), EXAMPLE], Format::Text, &theme, &full());
            for line in output.lines() {
                assert!(width(line) <= columns, "{columns}: {line:?}");
            }
        }
    }
}

#[test]
fn nothing_follows_what_is_written_from_right_to_left() {
    let call = call_of("שלום");
    let theme = Theme {
        width: Some(100),
        ..Theme::plain()
    };
    let output = shown(&[&call], Format::Text, &theme, &Options::default());
    let messages: Vec<_> = output
        .lines()
        .filter(|line| line.contains("  User  "))
        .collect();
    assert!(messages[0].ends_with("User    שלום"), "{messages:?}");
    assert!(
        output
            .lines()
            .any(|line| line.trim() == "│ — interrupted, confidence 0.30")
    );
}

#[test]
fn huge_numbers_are_out_of_range_and_never_infinite() {
    let call = EXAMPLE
        .replace("0.582", "1e308")
        .replace("24.6", "-1e308")
        .replace("0.361", "1e308");
    for format in [Format::Text, Format::Markdown] {
        let output = shown(&[&call], format, &Theme::plain(), &Options::default());
        assert!(output.contains("out of range"));
        let mut words = output.split(|c: char| !c.is_alphanumeric());
        assert!(
            !words.any(|word| ["inf", "NaN"].contains(&word)),
            "{output}"
        );
    }
}

#[test]
fn full_arguments_are_not_cut_among_the_tools() {
    let long = "a-very-long-argument ".repeat(20);
    let call = call_of(&format!("{long}end"));
    let count = |theme: &Theme| {
        let (root, _) = parse_first(&call).unwrap().unwrap();
        let payload = Payload::from_envelope(&root);
        let request = Request {
            tools: true,
            options: full(),
            ..Request::default()
        };
        let mut out = Vec::new();
        let mut show = renderer(Format::Text, *theme, &Request::default());
        show.call(&build(&payload, &request, Origin::default()), &mut out)
            .unwrap();
        show.finish(None, &mut out).unwrap();
        let output = String::from_utf8(out).unwrap();
        assert!(
            theme
                .width
                .is_none_or(|columns| output.lines().all(|line| width(line) <= columns))
        );
        output.matches("long-argument").count()
    };
    for columns in [None, Some(60), Some(100)] {
        let theme = Theme {
            width: columns,
            ..Theme::plain()
        };
        assert!(count(&theme) >= 20 * 5, "{columns:?}: {}", count(&theme));
    }
}

#[test]
fn a_p99_is_shown_where_there_is_one_and_a_minus_is_one_sign() {
    let turn = |e2e: f64, more: &str| {
        format!(
            r#"{{"role": "User", "content": "a", "metrics": {{"end_of_turn_delay": 2}}}},
            {{"role": "Assistant", "content": "b", "metrics": {{"e2e_latency": {e2e}{more}}}}}"#
        )
    };
    let all = r#", "llm_node_ttft": 1, "tts_node_ttfb": 1"#;
    let call = |n: usize| {
        let mut turns = vec![turn(0.5, all)];
        turns.resize(n, turn(1.0, ""));
        let text = format!(r#"{{"data": {{"history": [{}]}}}}"#, turns.join(","));
        let theme = Theme::plain();
        shown(&[&text], Format::Markdown, &theme, &Options::default())
    };
    let few = call(99);
    assert!(!few.contains("| p99 |") && few.contains("p90 needs 10 values and p95 20;"));
    let many = call(100);
    assert!(many.contains("| p99 |"), "{many}");
    assert!(
        many.contains("p90 needs 10 values, p95 20 and p99 100;"),
        "{many}"
    );
    assert!(many.contains("−3.50") && !many.contains("-3.50"));
}

#[test]
fn a_message_of_another_kind_and_role_says_so() {
    let item = |kind: &str, role: &str| {
        format!(r#"{{"kind": "{kind}", "role": "{role}", "content": "Hi"}}"#)
    };
    let items = [
        item("Banana", "User"),
        item("message", "User"),
        item("", "Bot"),
    ];
    let call = format!(r#"{{"data": {{"history": [{}]}}}}"#, items.join(","));
    let theme = Theme::plain();
    let text = shown(&[&call], Format::Text, &theme, &Options::default());
    assert!(text.contains("User    Hi (kind Banana)\n"), "{text}");
    assert!(text.contains("\"Bot\"   Hi\n"), "{text}");
    assert_eq!(text.matches("(kind").count(), 1);
    let markdown = shown(&[&call], Format::Markdown, &theme, &Options::default());
    assert!(markdown.contains("| Hi — *(kind Banana)* |"), "{markdown}");
    let json = shown(&[&call], Format::Json, &theme, &Options::default());
    assert!(json.contains("\"declared_kind\": \"Banana\""));
    assert_eq!(json.matches("\"declared_kind\": null").count(), 2);
}

#[test]
fn the_example_call_reads_well() {
    let theme = Theme {
        width: Some(80),
        ..Theme::plain()
    };
    let output = shown(&[EXAMPLE], Format::Text, &theme, &Options::default());
    for line in [
        "  latency     p50 1.27 s · p95 – · max 2.79 s · n 2  ▇▃",
        " 2  0:07.6  User    Where is order A ten forty two?",
        "            · 2.8 s of silence",
        "            ├ tool  0.63 s  check_order_status(order_id: \"A-1042\")",
        "            │               → {'status': 'shipped', 'eta': '2026-06-14'}",
        "    0:12.7  Agent   Your order shipped and should arrive on — interrupted",
        "  all values are seconds",
        "  p90 needs 10 values and p95 20; n says how many there are",
    ] {
        assert!(
            output.lines().any(|shown| shown == line),
            "{line:?} is not in\n{output}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_text_escapes(text in "[\u{0}-\u{ff}\u{200b}-\u{2069}\u{590}-\u{5ff}你:#\\[|`@<]{0,60}") {
        let call = call_of(&text);
        let theme = Theme { width: Some(60), ..Theme::plain() };
        assert_safe(&shown(&[&call], Format::Text, &theme, &full()));
        assert_safe(&shown(&[&call], Format::Text, &Theme::plain(), &Options::default()));
        assert_safe(&shown(&[&call], Format::Markdown, &theme, &full()));
    }
}
