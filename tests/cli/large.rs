//! Inputs made to be slow, deep or endless: they finish, are counted right and print little.

use std::time::Duration;

use serde_json::Value;

use super::harness::{ID, Run, Speakhook, findings_in, flawed, payload, validate};

/// Generous for a debug build on a machine that others use; quadratic time would take far longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A text report is 50 diagnostics long, a diagnostic about ten lines of 120 columns at most.
const MOST_TEXT: usize = 100_000;

fn text_report(input: &str) -> Run {
    let run = validate(["-", "--schema-only"])
        .stdin(input)
        .patience(PATIENCE)
        .run();
    assert!(run.stdout.len() < MOST_TEXT, "{} bytes", run.stdout.len());
    run
}

fn assert_counted(run: &Run, shown: usize, more: &str, closing: &str) {
    let titles = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
    assert_eq!(run.stdout.lines().filter(titles).count(), shown);
    let and_more = format!("… and {more} (--max-diagnostics 0 shows all)\n{closing}\n");
    assert!(run.stdout.ends_with(&and_more), "{}", tail(run));
}

fn tail(run: &Run) -> String {
    let lines: Vec<&str> = run.stdout.lines().collect();
    lines[lines.len().saturating_sub(5)..].join("\n")
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = |open: &str, close: &str| {
        let half = open.repeat(100_000);
        [half.clone(), half + "1" + &close.repeat(100_000)]
    };
    let inside = |text: &str| payload(&format!(r#", "x": {text}"#));
    for text in deep("[", "]").into_iter().chain(deep(r#"{"a":"#, "}")) {
        for text in [inside(&text), text] {
            let found = findings_in(&text, 1);
            assert!(found[0].contains("error json/syntax"), "{found:?}");
            let run = text_report(&text);
            assert!(
                run.stdout.contains("nested deeper than 127 levels"),
                "{}",
                run.stdout
            );
        }
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let fits = payload(&format!(r#", "x": {}"#, nested(125)));
    assert!(findings_in(fits, 0)[0].contains("unknown-field /data/x"));
    let deeper = payload(&format!(r#", "x": {}"#, nested(126)));
    assert!(findings_in(deeper, 1)[0].contains("json/syntax"));
}

#[test]
fn a_string_of_ten_megabytes_is_cut() {
    let long = "x".repeat(10_000_000);
    for text in [
        payload("").replace("SessionStarted", &long),
        payload(&format!(r#", "start_time": "{long}""#)),
        payload(&format!(r#", "{long}": 1"#)),
        payload(&format!(r#", "agent_name": 7, "x": "{long}""#)),
    ] {
        let run = text_report(&text);
        assert!(run.stdout.len() < 4096, "{} bytes", run.stdout.len());
    }
    let input = payload("").replace("SessionStarted", &long);
    let run = validate(["-f", "concise"]).stdin(input).run();
    assert!(run.stdout.len() < 4096, "{} bytes", run.stdout.len());
}

#[test]
fn one_grapheme_of_a_megabyte_is_cut_too() {
    for mark in ["\u{301}", "\u{200d}👩"] {
        let long = format!("a{}", mark.repeat(200_000));
        let text = payload("").replace("SessionStarted", &long);
        let run = text_report(&text);
        assert!(run.stdout.len() < 8192, "{} bytes", run.stdout.len());
    }
}

#[test]
fn a_pointer_of_a_megabyte_does_not_flood_a_report_for_people() {
    let key = "k".repeat(1_000_000);
    let text = payload(&format!(r#", "url_parameters": {{"{key}": 7}}"#));
    let run = text_report(&text);
    assert!(run.stdout.len() < 8192, "{} bytes", run.stdout.len());
}

#[test]
fn fifty_thousand_unknown_keys_take_linear_time() {
    let keys: String = (0..50_000)
        .map(|n| format!(r#", "key_{n}": {n}"#))
        .collect();
    let run = text_report(&payload(&keys));
    assert_counted(
        &run,
        50,
        "49,950 more warnings",
        "ok: 50,000 warnings in 1 payload",
    );
}

#[test]
fn fifty_thousand_equal_keys_take_linear_time() {
    let keys = r#", "k": 1"#.repeat(50_000);
    let run = text_report(&payload(&keys));
    // Every one is unknown; that they are equal is said once.
    assert_counted(
        &run,
        50,
        "49,951 more warnings",
        "ok: 50,001 warnings in 1 payload",
    );
    let first = findings_in(payload(&keys), 0);
    assert_eq!(
        first
            .iter()
            .filter(|line| line.contains("duplicate-key"))
            .count(),
        1
    );
}

#[test]
fn twenty_and_forty_thousand_errors_are_counted_and_capped() {
    for (count, more, closing) in [
        (
            20_000,
            "19,950 more errors",
            "failed: 20,000 errors in 1 payload",
        ),
        (
            40_000,
            "39,950 more errors",
            "failed: 40,000 errors in 1 payload",
        ),
    ] {
        let items = vec![r#"{"content": 7}"#; count].join(", ");
        let run = text_report(&payload(&format!(r#", "history": [{items}]"#)));
        assert_eq!(run.status, 1);
        assert_counted(&run, 50, more, closing);
    }
}

#[test]
fn machine_formats_are_complete() {
    let items = vec![r#"{"content": 7}"#; 20_000].join(", ");
    let text = payload(&format!(r#", "history": [{items}]"#));
    let found = findings_in(&text, 1);
    assert_eq!(found.len(), 20_000);
    assert!(found[19_999].ends_with("/data/history/19999/content"));
}

#[test]
fn five_thousand_clean_items_are_clean() {
    let items = vec![r#"{"kind": "Message", "role": "User", "content": "Hi"}"#; 5000];
    let run = text_report(&payload(&format!(r#", "history": [{}]"#, items.join(", "))));
    assert_eq!(run.stdout, "ok: no problems in 1 payload\n");
}

/// Everybody speaks at once, the first longest, and every id and word is the same.
#[test]
fn forty_thousand_messages_are_compared_without_pairing_all_of_them() {
    let clock = |second: usize| {
        let (minute, second) = (second / 60, second % 60);
        format!(
            "2026-06-12T{:02}:{:02}:{second:02}Z",
            minute / 60,
            minute % 60
        )
    };
    let item = |number: usize| {
        let role = if number.is_multiple_of(3) {
            "User"
        } else {
            "Assistant"
        };
        format!(
            r#"{{"kind": "Message", "role": "{role}", "id": "item", "content": "{{{{ a }}}} <break/>",
            "created_at": "{}", "interrupted": {}, "metrics": {{
            "started_speaking_at": "{}", "stopped_speaking_at": "{}"}}}}"#,
            clock(40_000 - number),
            number.is_multiple_of(2),
            clock(number),
            clock(86_399 - number)
        )
    };
    let items: Vec<String> = (0..40_000).map(item).collect();
    let run = text_report(&payload(&format!(r#", "history": [{}]"#, items.join(", "))));
    assert_eq!(run.status, 0, "{}", tail(&run));
}

/// Every call has the id and the name of every other, and other arguments.
#[test]
fn forty_thousand_tool_items_are_paired_and_compared_in_linear_time() {
    let call = |number: usize| {
        format!(r#"{{"tool_name": "t", "tool_call_id": "c", "tool_arguments_json": "[{number}]"}}"#)
    };
    let output = r#"{"tool_name": "u", "tool_call_id": "c", "tool_output": "x"}"#;
    let items: Vec<String> = (0..20_000)
        .map(call)
        .chain(std::iter::repeat_n(output.to_owned(), 20_000))
        .collect();
    let input = payload(&format!(r#", "history": [{}]"#, items.join(", ")));
    let run = validate(["-f", "json", "-"])
        .stdin(input)
        .patience(PATIENCE)
        .run();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    // The id that is used again, the arguments of each call, the name of each output.
    assert_eq!(report["summary"]["warnings"], 1 + 20_000 + 20_000);
}

/// Every call has the id of every other, and no output has the name of one.
#[test]
fn a_hundred_thousand_tool_items_of_one_id_are_paired_in_linear_time() {
    let call = |number: usize| {
        format!(
            r#"{{"tool_name": "t{number}", "tool_call_id": "c", "tool_arguments_json": "{{}}"}}"#
        )
    };
    let output = r#"{"tool_name": "u", "tool_call_id": "c", "tool_output": "x"}"#;
    let items: Vec<String> = (0..50_000)
        .map(call)
        .chain(std::iter::repeat_n(output.to_owned(), 50_000))
        .collect();
    let run = text_report(&payload(&format!(r#", "history": [{}]"#, items.join(", "))));
    assert_eq!(run.status, 0, "{}", tail(&run));
}

#[test]
fn the_limit_spans_the_whole_run() {
    let text = format!("{}\n", flawed()).repeat(120);
    let run = text_report(&text);
    assert_counted(
        &run,
        50,
        "70 more errors",
        "failed: 120 errors in 120 payloads in 1 file",
    );
    let run = validate(["--max-diagnostics", "3"]).stdin(&text).run();
    assert_counted(
        &run,
        3,
        "117 more errors",
        "failed: 120 errors in 120 payloads in 1 file",
    );
    let run = validate(["--max-diagnostics", "0"]).stdin(&text).run();
    assert_eq!(run.stdout.matches("error[").count(), 120);
    assert!(!run.stdout.contains(" more ("));
}

/// A JSON line of 65 MiB.
fn too_long() -> String {
    payload(&format!(r#", "agent_name": "{}""#, "x".repeat(65 << 20)))
}

#[test]
fn a_document_over_the_limit_is_refused_and_the_lines_after_it_are_judged() {
    let small = [payload(""), payload(""), payload(""), flawed()];
    for place in 0..3 {
        let mut lines = small.clone();
        lines[place] = too_long();
        let run = validate(["-f", "jsonl"]).stdin(lines.join("\n")).run();
        let message = format!("<stdin>:{}: the document is larger than 64 MiB", place + 1);
        assert!(
            run.stderr.contains(&message),
            "line {place}: {}",
            run.stderr
        );
        let found = run.findings(3);
        assert!(
            found.len() == 1 && found[0].starts_with("4:"),
            "{place}: {found:?}"
        );
    }
}

#[test]
fn a_single_document_over_the_limit_is_refused() {
    let run = validate(["-"]).stdin(too_long()).run();
    assert_eq!(run.status, 3, "{}", run.stdout);
    assert!(
        run.last_line().contains("1 input could not be read"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_array_of_many_payloads_is_shown_in_linear_time() {
    // 30,000 payloads with three findings each took 27 seconds when each looked at all findings.
    let text = format!("[{}]", vec![r#"{"data":{}}"#; 30_000].join(","));
    let run = Speakhook::new(["show", "-f", "json"])
        .stdin(text)
        .patience(PATIENCE)
        .run();
    assert_eq!(run.status, 0, "{}", &run.stderr[..200]);
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let calls = document["calls"].as_array().unwrap();
    assert_eq!(calls.len(), 30_000);
    assert!(
        calls
            .iter()
            .all(|call| call["summary"]["problems"]["errors"] == 3)
    );
}

#[test]
fn a_history_of_more_items_than_are_read_is_refused_where_it_begins() {
    const MOST: usize = 100_000;
    let call = |items: usize, item: &str| {
        let items = vec![item; items].join(",");
        format!(
            r#"{{"event":"ConversationComplete","data":{{"session_id":"{ID}","agent_id":"{ID}","history":[{items}]}}}}"#
        )
    };
    let run = |args: &[&str], text: &str| {
        let args = args.to_vec();
        Speakhook::new(args).stdin(text).in_process()
    };
    // Both with a tree and without one.
    for item in ["{}", "0"] {
        let text = call(MOST + 1, item);
        for (args, status) in [
            (&["validate"][..], 1),
            (&["show"], 3),
            (&["stats"], 3),
            (&["redact"], 3),
        ] {
            let run = run(args, &text);
            assert_eq!(run.status, status, "{args:?}");
            let said = [run.stdout.as_str(), &run.stderr].concat();
            let sentence = "100,001 items are more than the 100,000 that are read";
            assert!(
                said.contains(sentence),
                "{args:?}: {}",
                &said[..said.len().min(500)]
            );
        }
    }
    let array = format!("[{}, {}]", call(1, "{}"), call(MOST + 1, "0"));
    let refused = run(&["validate", "-f", "json"], &array);
    assert!(
        refused.stdout.contains("/1/data/history"),
        "{}",
        refused.stdout
    );
    let all = call(MOST, "{}");
    assert_eq!(run(&["stats"], &all).status, 0);
    let bare = format!(
        r#"{{"session_id":"{ID}","agent_id":"{ID}","history":[{}0]}}"#,
        "0,".repeat(MOST)
    );
    assert_eq!(run(&["stats"], &bare).status, 3);
}

#[test]
fn an_array_of_more_payloads_than_are_read_is_refused() {
    let array = |count: usize| format!("[{}]", vec!["7"; count].join(","));
    let run = validate(["-"])
        .stdin(array(250_001))
        .patience(PATIENCE)
        .run();
    assert_eq!(run.status, 1);
    let sentence = "250,001 payloads are more than the 250,000 that are read";
    assert!(run.stdout.contains(sentence), "{}", tail(&run));
    assert!(
        run.stdout.ends_with("failed: 1 error in 1 payload\n"),
        "{}",
        tail(&run)
    );
}

#[test]
fn more_values_than_are_read_are_refused_before_anything_is_made_of_them() {
    let text = payload(&format!(r#", "x": [{}0]"#, "0,".repeat(4_000_000)));
    let run = validate(["-f", "json"])
        .stdin(&text)
        .patience(PATIENCE)
        .run();
    assert_eq!(run.status, 1);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap();
    let sentence = "here are more values than the 4,000,000 that are read of a document";
    assert_eq!((found.len(), &found[0]["message"]), (1, &sentence.into()));
    let run = Speakhook::new(["stats"])
        .stdin(&text)
        .patience(PATIENCE)
        .run();
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains(sentence), "{}", run.stderr);
    // What looks like a list of requests is no way around it.
    let requests = vec![r#"{"headers":{},"body":{}}"#; 1_400_000].join(",");
    let run = Speakhook::new(["stats"])
        .stdin(format!("[{requests}]"))
        .patience(PATIENCE)
        .run();
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains(sentence), "{}", run.stderr);
}

#[test]
fn more_findings_than_are_kept_are_counted() {
    let text = format!("[{}]", vec!["{}"; 75_000].join(","));
    let run = validate(["-f", "json"])
        .stdin(text)
        .patience(PATIENCE)
        .run();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["summary"]["errors"], 150_000);
    assert_eq!(report["summary"]["shown"], 100_000);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 100_000);
}

#[test]
fn many_requests_in_a_text_are_placed_in_linear_time() {
    let head = format!("POST / HTTP/1.1\na: {}\n", "x".repeat(1000));
    let input = format!("{head}content-length: 2\n\n{{}}\n").repeat(20_000);
    let run = text_report(&input);
    let closing = "failed: 40,000 errors in 20,000 payloads in 1 file";
    assert_counted(&run, 50, "39,950 more errors", closing);
    assert!(run.stdout.contains("<stdin>:5:1\n"), "{}", run.stdout);
}

/// The first chunk of every request reaches to the end of the text, where no other follows.
#[test]
fn chunks_that_break_off_late_are_not_copied_for_every_request() {
    let end = "\nno chunk\n";
    let head = format!(
        "POST / HTTP/1.1\na: {}\ntransfer-encoding: chunked\ncontent-length: 10\n\n",
        "x".repeat(1000)
    );
    let (mut requests, mut behind) = (vec![end.to_owned()], 0);
    for _ in 0..20_000 {
        let request = format!("{head}{behind:08x}\r\n");
        behind += request.len();
        requests.push(request);
    }
    requests.reverse();
    let run = text_report(&requests.concat());
    assert_eq!(run.status, 1, "{}", tail(&run));
}

#[test]
fn places_in_a_string_are_found_in_linear_time() {
    let items = vec![r#"{"content": 7}"#; 20_000].join(", ");
    let body = payload(&format!(r#", "history": [{items}]"#));
    let input = format!(r#"{{"headers": {{}}, "body": {}}}"#, Value::from(body));
    let run = validate(["-f", "rdjson", "-"])
        .stdin(&input)
        .patience(PATIENCE)
        .run();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap();
    assert_eq!(found.len(), 20_000);
    let last = &found[19_999]["location"]["range"]["start"]["column"];
    assert_eq!(*last, input.rfind('7').unwrap() + 1);
}

#[test]
fn a_key_of_a_megabyte_is_not_repeated_for_every_finding_below_it() {
    let pairs: Vec<String> = (0..500)
        .map(|n| format!(r#""a{n}": 1, "a{n}": 2"#))
        .collect();
    let text = payload(&format!(
        r#", "{}": {{{}}}"#,
        "k".repeat(200_000),
        pairs.join(", ")
    ));
    let run = validate(["-f", "json"])
        .stdin(text)
        .patience(PATIENCE)
        .run();
    assert!(run.stdout.len() < 2_000_000, "{} bytes", run.stdout.len());
    assert!(run.stdout.contains("\"warnings\":501"), "{}", tail(&run));
}
