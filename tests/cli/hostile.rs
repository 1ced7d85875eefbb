//! Strings made to drive a terminal or a CI runner: wherever they stand in a payload, in every
//! format, nothing obeys what is printed.

use std::fmt::Write as _;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use speakhook::render::Format;

use super::harness::{
    ID, Run, Speakhook, files_below, flawed, formats, payload, project, validate,
};
use super::runner::{assert_none, is_command, untamed, untamed_report};

const HOSTILE: [&str; 17] = [
    "\u{1b}[2J\u{1b}[31mred",
    "\u{1b}]8;;https://evil.example\u{7}link\u{1b}]8;;\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{9b}31m\u{9d}0;title\u{9c}\u{85}",
    "over\rwritten",
    "bell\u{7}back\u{8}\u{8}space\u{7f}",
    "nul\0nul",
    "tab\tulator",
    "\u{202e}desrever\u{202c}\u{2066}isolate\u{2069}",
    "tags\u{e0041}\u{e0042}\u{e007f}",
    "zero\u{200b}width\u{2060}\u{feff}",
    "::error::x",
    "\n::error file=a::x",
    "##[error]x",
    "##vso[task.setvariable variable=a]b",
    "line\u{2028}and\u{2029}paragraph\u{b}\u{c}",
    "::stop-commands::y\n0 errors\nok: no problems in 1 payload",
];

/// Payloads with `text` in every place that a report may quote. Characters that JSON allows raw
/// are written raw, so that excerpts meet them too.
fn payloads(text: &str) -> Vec<String> {
    let quoted = Value::from(text).to_string();
    let long_key = Value::from("k".repeat(70) + text).to_string();
    vec![
        payload("").replace("\"SessionStarted\"", &quoted),
        payload(&format!(r#", {quoted}: 1, {quoted}: 2"#)),
        payload(&format!(", {long_key}: 1")),
        payload(&format!(r#", "start_time": {quoted}"#)),
        payload(&format!(r#", "agent_name": [{quoted}]"#)),
        payload(&format!(r#", "url_parameters": {{{quoted}: 7}}"#)),
        payload(&format!(
            r#", "campaign_name": {quoted}, "agent_name": 7, "x": {quoted}"#
        )),
        payload("").replacen(ID, &quoted[1..quoted.len() - 1], 1),
        payload(&format!(r#", {quoted}: nonsense"#)),
        payload(&format!(r#", "a": {quoted} {quoted}"#)),
        format!("{text}{}", payload("")),
        payload(&format!(r#", "agent_name": {text}"#)),
        payload(&format!(r#", "agent_name": "{text}""#)),
        format!("{quoted}\n[{quoted}]\n"),
    ]
}

fn fault(format: Format, run: &Run, what: impl FnOnce() -> String) -> Option<String> {
    untamed_report(format, &run.stdout)
        .or_else(|| untamed(&run.stderr))
        .map(|found| format!("{}: {found}", what()))
}

fn assert_all_tame(args: &[&str]) {
    assert_all_tame_in(Format::Text, args);
}

fn assert_all_tame_in(format: Format, args: &[&str]) {
    let mut faults = Vec::new();
    for text in HOSTILE {
        for (number, payload) in payloads(text).iter().enumerate() {
            let run = validate(args).stdin(payload).in_process();
            faults.extend(fault(format, &run, || {
                format!("{text:?} in payload {number}")
            }));
        }
    }
    assert_none(&faults);
}

#[test]
fn text_reports_are_tame() {
    assert_all_tame(&["-"]);
}

#[test]
fn text_reports_that_are_wrapped_are_tame() {
    assert_all_tame(&["--width", "60"]);
    assert_all_tame(&["--width", "20"]);
}

#[test]
fn text_reports_that_show_values_are_tame() {
    assert_all_tame(&["--show-values"]);
}

#[test]
fn reports_of_every_format_are_tame() {
    for (format, name) in formats() {
        assert_all_tame_in(format, &["-f", &name]);
    }
}

#[test]
fn a_wrapped_line_never_begins_with_a_command() {
    // Whatever the word before it, a command at the start of a continuation line is obeyed.
    for padding in 0..80 {
        let event = format!("{} ::error::forged", "x".repeat(padding));
        let text = payload("").replace("SessionStarted", &event);
        let run = validate(["--width", "60"]).stdin(text).in_process();
        let obeyed: Vec<&str> = run.stdout.lines().filter(|line| is_command(line)).collect();
        assert_eq!(obeyed, [""; 0], "padding {padding}");
    }
}

#[test]
fn only_our_own_colours_reach_a_coloured_report() {
    let mut faults = Vec::new();
    for text in HOSTILE {
        for payload in payloads(text) {
            let run = validate(["--color", "always"]).stdin(payload).in_process();
            faults.extend(untamed(&without_colours(&run.stdout)));
        }
    }
    assert_none(&faults);
}

/// Takes away `ESC [ digits ; … m` and nothing else.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        match end {
            Some(end) if part[end..].starts_with('m') => plain.push_str(&part[end + 1..]),
            _ => write!(plain, "\u{1b}[{part}").unwrap(),
        }
    }
    plain
}

#[test]
fn machine_formats_read_back_what_was_there() {
    for text in HOSTILE {
        let input = payload(&format!(
            r#", "url_parameters": {{{}: 7}}"#,
            Value::from(text)
        ));
        let pointer = format!(
            "/data/url_parameters/{}",
            text.replace('~', "~0").replace('/', "~1")
        );
        let lines = validate(["-f", "jsonl"])
            .stdin(&input)
            .in_process()
            .json_lines(1);
        assert_eq!(lines[0]["instance_path"], json!(pointer));
        let report = validate(["-f", "json"]).stdin(&input).in_process();
        let report: Value = serde_json::from_str(&report.stdout).unwrap();
        assert_eq!(report["diagnostics"], json!(lines));
        let name = format!("{text}.json");
        let named = validate(["-f", "jsonl", "--stdin-filename", &name]).stdin(&input);
        assert_eq!(named.in_process().json_lines(1)[0]["path"], json!(name));
    }
}

#[test]
fn names_given_to_standard_input_are_tame() {
    let mut faults = Vec::new();
    for text in HOSTILE.into_iter().filter(|text| !text.contains('\0')) {
        for (format, name) in formats() {
            for input in [flawed(), payload("")] {
                let run = validate(["-v", "-f", &name, "--stdin-filename", text]);
                let run = run.stdin(input).in_process();
                faults.extend(fault(format, &run, || format!("{name} {text:?}")));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn hostile_arguments_are_echoed_tamely() {
    let mut faults = Vec::new();
    for text in HOSTILE.into_iter().filter(|text| !text.contains('\0')) {
        for args in [
            vec![text.to_owned()],
            vec!["validate".to_owned(), format!("--{text}")],
            vec!["validate".to_owned(), format!("--format={text}")],
            vec!["validate".to_owned(), format!("--deny={text}")],
            vec!["validate".to_owned(), format!("--exclude={text}[")],
            vec!["validate".to_owned(), format!("--report={text}=x")],
            vec!["explain".to_owned(), text.to_owned()],
            vec!["man".to_owned(), text.to_owned()],
            vec!["show".to_owned(), format!("--time={text}")],
            vec!["show".to_owned(), format!("-f{text}")],
            vec!["stats".to_owned(), format!("--budget={text}")],
            vec!["sample".to_owned(), format!("--set={text}")],
        ] {
            let run = Speakhook::new(&args).in_process();
            assert_eq!(run.status, 2, "{args:?}");
            faults.extend(fault(Format::Text, &run, || format!("{args:?}")));
        }
    }
    assert_none(&faults);
}

#[test]
fn an_argument_forges_no_line() {
    let forged = "x\nok: no problems in 1 payload";
    for args in [
        ["show", &format!("--time={forged}")],
        ["show", &format!("-f{forged}")],
        ["validate", &format!("--deny={forged}")],
        ["stats", &format!("--budget={forged}")],
        ["explain", forged],
    ] {
        let run = Speakhook::new(args).in_process();
        assert_eq!(run.status, 2, "{args:?}");
        let is_forged = |line: &str| line.trim_start().starts_with("ok:");
        assert!(!run.stderr.lines().any(is_forged), "{}", run.stderr);
    }
}

fn assert_narrow(run: &Run, columns: usize, what: &str) {
    for line in run.stdout.lines() {
        assert!(
            line.width() <= columns,
            "{what}: {} columns: {line}",
            line.width()
        );
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for columns in [40, 60, 100] {
        let width = columns.to_string();
        for sample in files_below(&project("samples/flawed")) {
            if sample.extension().is_some_and(|ending| ending == "expect") {
                continue;
            }
            let folder = sample.parent().unwrap();
            let name = sample.file_name().unwrap();
            let run = validate(["--width", &width]).arg(name).dir(folder).run();
            assert_narrow(&run, columns, &format!("{} at {columns}", sample.display()));
        }
        for text in HOSTILE {
            for payload in payloads(text) {
                let run = validate(["--width", &width]).stdin(payload).in_process();
                assert_narrow(&run, columns, &format!("{text:?} at {columns}"));
            }
        }
    }
}

#[test]
fn a_line_of_300_kilobytes_is_cut_around_the_fault() {
    let words = "你好 مرحبا e\u{301}👩‍👩‍👧‍👦 x\u{1b} "
        .replace('\u{1b}', "\\u001b")
        .repeat(4000);
    let item = |content: &str| format!(r#"{{"content": "{content}"}}"#);
    let input = payload(&format!(
        r#", "history": [{}, {{"interrupted": 7}}, {}]"#,
        item(&words),
        item(&words)
    ));
    assert!(input.len() > 300_000);
    for extra in [&[][..], &["--show-values"]] {
        let run = extra
            .iter()
            .fold(validate(["--width", "60"]), Speakhook::arg);
        let run = run.stdin(&input).in_process();
        assert_narrow(&run, 60, "one long line");
        assert!(
            run.stdout.contains(r#""interrupted": 7}"#),
            "{}",
            run.stdout
        );
        assert!(run.stdout.len() < 2000, "{}", run.stdout);
    }
}

#[test]
fn closing_lines_are_no_wider_than_asked() {
    let input = format!("{}\n", flawed()).repeat(1200);
    let run = validate(["--width", "60", "/nonexistent.json", "-"])
        .stdin(input)
        .in_process();
    assert_narrow(&run, 60, "many payloads and a missing file");
}
