//! The filters of `show`: what each view makes of them, what is said of those that do nothing, and which of many calls
//! they leave.

use std::io::{self, Write};

use serde_json::Value;
use speakhook::exit::Signal;

use super::{CALLS, show};
use crate::harness::{Speakhook, payload};

fn text(args: &[&str], call: &str) -> String {
    let run = show(&[args, &[&format!("{CALLS}/{call}.json")]].concat());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    run.stdout
}

/// What `-f json` has of the call.
fn json(args: &[&str], call: &str) -> Value {
    let document = text(&[&["-f", "json"], args].concat(), call);
    let mut document: Value = serde_json::from_str(&document).unwrap();
    document["calls"][0].take()
}

/// The first word of each line of a table in text, or of each row in Markdown.
fn first_words(text: &str) -> Vec<&str> {
    let lines = text.lines().map(|line| line.trim_start_matches('|'));
    lines
        .filter_map(|line| line.split_whitespace().next())
        .collect()
}

#[test]
fn a_turn_chooses_the_rows_of_the_latency_table() {
    let share = "turn 3 of 10; the rows from min on are of the whole call";
    for format in ["text", "markdown"] {
        let one = text(&["--latency", "--turn", "3", "-f", format], "phone-order");
        let words = first_words(&one);
        let is_row = |word: &&&str| word.parse::<usize>().is_ok();
        assert_eq!(
            words.iter().filter(is_row).collect::<Vec<_>>(),
            [&"3"],
            "{one}"
        );
        assert!(words.contains(&"min") && one.contains(share), "{one}");
        let some = text(&["--latency", "--turn", "9..", "-f", format], "phone-order");
        assert!(some.contains("turns 9 to 10 of 10; the rows"), "{some}");
        let all = text(&["--latency", "-f", format], "phone-order");
        let wide = text(
            &["--latency", "--turn", "1..99", "-f", format],
            "phone-order",
        );
        assert_eq!(wide, all);
    }
    let (one, all) = (
        json(&["--latency", "--turn", "3"], "phone-order"),
        json(&["--latency"], "phone-order"),
    );
    assert_eq!(
        one["latency"]["turns"],
        serde_json::json!([all["latency"]["turns"][2]])
    );
    assert_eq!(one["latency"]["statistics"], all["latency"]["statistics"]);
    let page = text(&["--latency", "--turn", "3", "-f", "html"], "phone-order");
    let whole = text(&["--latency", "-f", "html"], "phone-order");
    let distribution = "class=\"spread\"";
    assert!(
        page.contains(share) && !page.contains(distribution),
        "{page}"
    );
    assert!(whole.contains(distribution), "{whole}");
}

#[test]
fn turns_without_a_row_or_without_a_delay_are_said_to_be_that() {
    for format in ["text", "markdown", "html"] {
        let none = text(&["--latency", "--turn", "40", "-f", format], "phone-order");
        assert!(none.contains("0 of 10 turns"), "{none}");
    }
    let message = |role: &str, more: &str| {
        format!(r#"{{"role": "{role}", "kind": "Message", "content": "x"{more}}}"#)
    };
    let delay = r#", "metrics": {"llm_node_ttft": 0.4}"#;
    let turn = |more: &str| format!("{},{}", message("User", ""), message("Assistant", more));
    let history = [turn(""), turn(""), turn(delay)].join(",");
    for (turns, sentence) in [
        ("1", "turn 1 of 3 reports no delay"),
        ("..2", "none of turns 1 to 2 of 3 reports a delay"),
    ] {
        let show = Speakhook::new(["show", "--latency", "--turn", turns]);
        let run = show
            .stdin(payload(&format!(r#", "history": [{history}]"#)))
            .in_process();
        assert_eq!(run.stdout.trim(), sentence);
    }
}

#[test]
fn a_turn_chooses_what_is_drawn() {
    let drawn = |turns: &str| {
        let args = ["--waterfall", "--turn", turns, "--width", "100"];
        let text = text(&args, "phone-order");
        let lines = text.lines().filter(|line| line.contains("end to end "));
        let lines = lines
            .skip(1)
            .filter_map(|line| line.split_whitespace().next());
        (lines.map(str::to_owned).collect::<Vec<_>>(), text.clone())
    };
    assert_eq!(drawn("2..3").0, ["2", "3"]);
    let (lines, greeting) = drawn("1");
    assert_eq!(lines, [""; 0]);
    let sentences = "  no turn can be drawn\n\n  not drawn, as nobody waited: turn 1\n";
    assert!(greeting.ends_with(sentences), "{greeting}");
}

#[test]
fn a_turn_and_a_failure_choose_tool_runs() {
    for format in ["text", "markdown", "html"] {
        let tools =
            |args: &[&str], call: &str| text(&[&["--tools", "-f", format], args].concat(), call);
        let failed = tools(&["--errors-only"], "tool-error");
        assert!(failed.contains("1 of 6 tool runs"), "{failed}");
        assert!(failed.contains("An internal error"), "{failed}");
        assert!(!failed.contains("BF-77120\" → {"), "{failed}");
        let none = tools(&["--errors-only"], "phone-order");
        assert!(none.contains("0 of 3 tool runs"), "{none}");
        assert!(!none.contains("No tool was called"), "{none}");
        let turn = tools(&["--turn", "3"], "phone-order");
        assert!(turn.contains("1 of 3 tool runs"), "{turn}");
        assert!(!tools(&[], "phone-order").contains("tool runs"));
    }
    let all = json(&["--tools"], "tool-error");
    let failed = json(&["--tools", "--errors-only"], "tool-error");
    assert_eq!(failed["tools"]["counts"], all["tools"]["counts"]);
    let runs = failed["tools"]["runs"].as_array().unwrap();
    assert_eq!((runs.len(), runs[0]["status"].as_str()), (1, Some("error")));
    let turn = json(&["--tools", "--turn", "3"], "phone-order");
    let runs = turn["tools"]["runs"].as_array().unwrap();
    assert_eq!((runs.len(), runs[0]["turn"].as_u64()), (1, Some(3)));
}

#[test]
fn a_filter_that_no_view_has_is_named() {
    let filters = [
        ("--turn 1", "--transcript, --latency and --tools"),
        ("--errors-only", "--transcript and --tools"),
        ("--role user", "--transcript"),
        ("--kind message", "--transcript"),
        ("--interrupted", "--transcript"),
        ("--grep x", "--transcript"),
    ];
    let stderr = |args: &str| {
        let args = ["show"].into_iter().chain(args.split(' '));
        let call = payload(r#", "history": []"#);
        Speakhook::new(args).stdin(call).in_process().stderr
    };
    for (filter, of) in filters {
        let name = filter.split(' ').next().unwrap();
        let note = format!("speakhook: note: {name} does nothing here: it is about {of}\n");
        for view in [
            "--eval",
            "--latency",
            "--waterfall",
            "--tools",
            "--summary",
            "--all",
        ] {
            let flag = view.replace("--waterfall", "--latency");
            let is_idle = !of.contains(&flag) && !["--summary", "--all"].contains(&view);
            let expected = if is_idle { note.as_str() } else { "" };
            assert_eq!(
                stderr(&format!("{view} {filter}")),
                expected,
                "{view} {filter}"
            );
            assert_eq!(stderr(&format!("{view} {filter} -q")), "");
            assert_eq!(stderr(&format!("{view} {filter} --transcript")), "");
        }
    }
    let both = stderr("--tools --grep x --role user --errors-only");
    assert_eq!(both.lines().count(), 2, "{both}");
}

/// Calls in which these things are said, one a line.
fn calls(said: &[&str]) -> String {
    let call = |said: &&str| {
        let item = format!(r#"{{"role": "User", "kind": "Message", "content": "{said}"}}"#);
        payload(&format!(r#", "history": [{item}]"#))
    };
    said.iter().map(call).collect::<Vec<_>>().join("\n")
}

fn grep(said: &[&str], more: &[&str]) -> Speakhook {
    Speakhook::new(["show", "--grep", "apple"])
        .args(more)
        .stdin(calls(said))
}

const NOTE: &str = "speakhook: note: what the filters ask for is in";

#[test]
fn calls_in_which_nothing_is_found_are_left_out() {
    for (said, found) in [
        (
            &["pear", "an apple", "plum", "apples", "fig"][..],
            &[2, 4][..],
        ),
        (&["an apple", "pear", "plum"], &[1]),
        (&["pear", "plum"], &[]),
    ] {
        for (format, heading) in [("text", ""), ("markdown", "## ")] {
            let run = grep(said, &["-f", format]).in_process();
            let is_heading = |line: &&str| line.contains("stdin");
            let headings: Vec<&str> = run.stdout.lines().filter(is_heading).collect();
            let name = if format == "text" {
                "<stdin>"
            } else {
                "&lt;stdin&gt;"
            };
            let expected: Vec<String> = found
                .iter()
                .map(|line| format!("{heading}{name}:{line}"))
                .collect();
            assert_eq!(headings, expected, "{}", run.stdout);
            assert!(!run.stdout.contains("0 of 1"), "{}", run.stdout);
            assert!(!run.stdout.starts_with('\n'), "{}", run.stdout);
            let (shown, all) = (found.len(), said.len());
            let note = format!("{NOTE} {shown} of {all} calls; the others are left out\n");
            assert_eq!((run.status, run.stderr.as_str()), (0, note.as_str()));
            let quiet = grep(said, &["-f", format, "-q"]).in_process();
            assert_eq!((quiet.stdout, quiet.stderr.as_str()), (run.stdout, ""));
        }
        let run = grep(said, &["-f", "json"]).in_process();
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(document["calls"].as_array().unwrap().len(), said.len());
        assert_eq!(run.stderr, "");
    }
}

#[test]
fn a_single_call_and_calls_that_all_have_it_are_shown_without_a_note() {
    for format in ["text", "markdown"] {
        let single = grep(&["pear"], &["-f", format]).in_process();
        assert!(
            single.stdout.contains("0 of 1 entries"),
            "{}",
            single.stdout
        );
        assert_eq!(single.stderr, "");
        let all = grep(&["apple", "apple"], &["-f", format]).in_process();
        assert_eq!(all.stdout.matches("apple").count(), 2, "{}", all.stdout);
        assert_eq!(all.stderr, "");
    }
}

#[test]
fn a_call_is_left_out_when_no_filtered_view_has_anything_left() {
    let shown = |args: &[&str]| {
        let run = show(&[args, &[CALLS]].concat());
        let starts = |line: &&str| line.starts_with(CALLS);
        let names = run.stdout.lines().filter(starts).map(str::to_owned);
        names.collect::<Vec<_>>()
    };
    let failed = [format!("{CALLS}/tool-error.json:1")];
    assert_eq!(shown(&["--tools", "--errors-only"]), failed);
    assert_eq!(shown(&["--latency", "--tools", "--errors-only"]), failed);
    let long = [format!("{CALLS}/long-call.json:1")];
    assert_eq!(shown(&["--latency", "--turn", "12.."]), long);
    assert_eq!(shown(&["--all", "--turn", "12.."]), long);
    assert_eq!(shown(&["--summary", "--errors-only"]), failed);
    let all = shown(&["--latency", "--grep", "nobody says this"]);
    assert_eq!(all, shown(&["--latency"]), "no view is filtered");
}

#[test]
fn an_interrupted_run_counts_what_it_read() {
    let run = grep(&["pear", "plum", ""], &[])
        .stopped_by(Signal::Interrupt)
        .in_process();
    assert_eq!(run.stdout, "interrupted: 3 calls; the rest was not read\n");
    let note = format!("{NOTE} 0 of 3 calls");
    assert!(run.stderr.contains(&note), "{}", run.stderr);
}

/// A reader who has left.
struct Gone;

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn who_leaves_is_not_told_of_a_part() {
    let mut stderr = Vec::new();
    let long = format!("apple {}", "x".repeat(100_000));
    let said = ["pear", long.as_str(), "plum"];
    let status = grep(&said, &[]).in_process_to(&mut Gone, &mut stderr);
    assert_eq!(
        (status, String::from_utf8(stderr).unwrap()),
        (0, String::new())
    );
}
