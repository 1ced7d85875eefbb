//! The quoted line of a text report: what the caret marks is what the diagnostic is about.

use std::fs;

use serde_json::Value;
use unicode_width::UnicodeWidthChar as _;

use super::harness::{files_below, flawed, payload, project, validate};

/// What each diagnostic marks, in order: the text above its `━━━`.
fn marked(report: &str) -> Vec<String> {
    let lines: Vec<&str> = report.lines().collect();
    let is_marker = |line: &str| {
        line.split_once('│')
            .is_some_and(|(_, rest)| rest.trim_start().starts_with('━'))
    };
    let places = (1..lines.len()).filter(|at| is_marker(lines[*at]));
    places.map(|at| above(lines[at], lines[at - 1])).collect()
}

/// The characters of `text` in the columns that `marker` marks.
fn above(marker: &str, text: &str) -> String {
    let start = marker.chars().position(|c| c == '━').unwrap();
    let end = marker.chars().count();
    let mut column = 0;
    let mut found = String::new();
    for c in text.chars() {
        if column >= start && column < end {
            found.push(c);
        }
        column += c.width().unwrap_or(0);
    }
    found
}

/// The text of a diagnostic's place, if it is on one line.
fn source_text(source: &str, line: &Value) -> Option<String> {
    let number = |key: &str| usize::try_from(line[key].as_u64().unwrap()).unwrap();
    let text = source.lines().nth(number("line") - 1)?;
    let rest: String = text.chars().skip(number("column") - 1).collect();
    let length = number("end_column").checked_sub(number("column"))?;
    (number("end_line") == number("line")).then(|| rest.chars().take(length).collect())
}

#[test]
fn the_caret_marks_the_text_of_the_place() {
    for sample in files_below(&project("samples/flawed")) {
        let Ok(source) = fs::read_to_string(&sample) else {
            continue;
        };
        let lines = validate(["-f", "jsonl"]).arg(&sample).run();
        let lines = lines.json_lines(lines.status);
        for width in ["60", "80", "200"] {
            let report = validate(["--show-values", "--width", width])
                .arg(&sample)
                .run();
            let marked = marked(&report.stdout);
            assert_eq!(marked.len(), lines.len(), "{}", report.stdout);
            for (marked, line) in marked.iter().zip(&lines) {
                let Some(expected) = source_text(&source, line) else {
                    continue;
                };
                let shown = marked.trim_end_matches('…');
                let head = expected.starts_with(shown) && !shown.is_empty();
                assert!(head, "{marked:?} for {expected:?} in {}", report.stdout);
            }
        }
    }
}

#[test]
fn indentation_is_not_shown_as_text_that_was_cut() {
    for blanks in 0..60 {
        let input =
            payload("").replacen("\"data\"", &format!("\n{}\"dta\"", " ".repeat(blanks)), 1);
        let run = validate(["--width", "60"]).stdin(input).in_process();
        let quoted = run
            .stdout
            .lines()
            .find(|line| line.starts_with("2 │"))
            .unwrap();
        assert!(quoted.starts_with("2 │ \"dta\": {"), "{blanks}: {quoted}");
    }
}

#[test]
fn a_short_line_is_not_cut() {
    for width in ["60", "100"] {
        let input = format!(
            "{{\"event\": \"SessionStarted\",\n{:30}\"data\": {{\"agent_name\": \"{:20}\"}}}}",
            "", "x"
        );
        let run = validate(["--width", width]).stdin(input).in_process();
        let line = format!("2 │ \"data\": {{\"agent_name\": \"{:20}\"}}}}\n", "x");
        assert!(run.stdout.contains(&line), "{}", run.stdout);
    }
}

#[test]
fn an_excerpt_uses_the_width_it_has() {
    // Little on one side of the fault leaves more room for the other.
    let run = validate(["--width", "100"]).stdin(flawed()).in_process();
    let quoted = run
        .stdout
        .lines()
        .find(|line| line.starts_with("1 │"))
        .unwrap();
    let columns = quoted.chars().count();
    assert!((95..=100).contains(&columns), "{columns}: {quoted}");
}

#[test]
fn no_line_of_a_report_ends_in_blanks() {
    for path in files_below(&project("tests/fixtures/validate")) {
        if path.extension().is_some_and(|ending| ending == "out") {
            let text = fs::read_to_string(&path).unwrap();
            let blank = text.lines().find(|line| line.ends_with(' '));
            assert_eq!(blank, None, "{}", path.display());
        }
    }
}
