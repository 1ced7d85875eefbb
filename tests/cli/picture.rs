//! The pictures of the README are the program's own output, drawn as SVG. `UPDATE_GOLDEN=1`
//! draws them again; without it, a picture that is out of date fails.

use std::fmt::Write as _;
use std::fs;

use unicode_width::UnicodeWidthStr as _;

use crate::harness::{Speakhook, project};

const CELL: f64 = 8.4;
const LINE: f64 = 20.0;
const MARGIN: f64 = 20.0;
const BAR: f64 = 38.0;

/// A run of text in one style.
#[derive(Debug, Clone, Default, PartialEq)]
struct Run {
    column: usize,
    text: String,
    bold: bool,
    dim: bool,
    color: Option<&'static str>,
}

fn color(code: &str) -> Option<&'static str> {
    Some(match code {
        "31" => "#ff7b72",
        "32" => "#7ee787",
        "33" => "#e3b341",
        "34" => "#79c0ff",
        "35" => "#d2a8ff",
        "36" => "#76e3ea",
        _ => return None,
    })
}

/// A line of terminal output as styled runs.
fn runs(line: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run::default();
    let mut column = 0;
    let mut parts = line.split('\u{1b}');
    let mut push = |run: &Run, text: &str| {
        if !text.is_empty() {
            runs.push(Run {
                column,
                text: text.to_owned(),
                ..run.clone()
            });
            column += text.width();
        }
    };
    push(&run, parts.next().unwrap());
    for part in parts {
        let (codes, text) = part.strip_prefix('[').unwrap().split_once('m').unwrap();
        for code in codes.split(';') {
            match code {
                "0" => run = Run::default(),
                "1" => run.bold = true,
                "2" => run.dim = true,
                code => run.color = color(code).or(run.color),
            }
        }
        push(&run, text);
    }
    runs
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A terminal window that shows a command and its output.
fn draw(command: &str, output: &str, columns: usize) -> String {
    let lines: Vec<&str> = output.trim_end().lines().collect();
    let width = columns as f64 * CELL + 2.0 * MARGIN;
    let height = BAR + (lines.len() + 2) as f64 * LINE + MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" role=\"img\" aria-label=\"{}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"#0d1117\"/>\n\
         <circle cx=\"22\" cy=\"20\" r=\"6\" fill=\"#ff5f57\"/><circle cx=\"42\" cy=\"20\" r=\"6\" fill=\"#febc2e\"/>\
         <circle cx=\"62\" cy=\"20\" r=\"6\" fill=\"#28c840\"/>\n\
         <g font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace\" \
         font-size=\"14\" fill=\"#c9d1d9\">\n",
        escape(command)
    );
    let prompt = format!("\u{1b}[32m$\u{1b}[0m \u{1b}[1m{command}\u{1b}[0m");
    for (row, line) in std::iter::once(prompt.as_str())
        .chain([""])
        .chain(lines)
        .enumerate()
    {
        let y = BAR + (row + 1) as f64 * LINE;
        for run in runs(line) {
            let x = MARGIN + run.column as f64 * CELL;
            let mut style = String::new();
            if run.bold {
                style.push_str(" font-weight=\"bold\"");
            }
            if run.dim {
                style.push_str(" opacity=\"0.6\"");
            }
            if let Some(color) = run.color {
                write!(style, " fill=\"{color}\"").unwrap();
            }
            let length = run.text.width() as f64 * CELL;
            writeln!(
                svg,
                "<text x=\"{x:.1}\" y=\"{y:.0}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
                 xml:space=\"preserve\"{style}>{}</text>",
                escape(&run.text)
            )
            .unwrap();
        }
    }
    svg.push_str("</g>\n</svg>\n");
    svg
}

fn check(name: &str, columns: usize, arguments: &[&str]) {
    let width = columns.to_string();
    let all = [arguments, &["--color", "always", "--width", &width]].concat();
    let run = Speakhook::new(all).dir(&project("")).run();
    let svg = draw(
        &format!("speakhook {}", arguments.join(" ")),
        &run.stdout,
        columns,
    );
    let path = project("").join("docs/images").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &svg).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == svg,
        "{name} is out of date: UPDATE_GOLDEN=1 cargo test picture"
    );
}

#[test]
fn the_picture_of_validate_is_current() {
    check(
        "validate.svg",
        92,
        &["validate", "samples/flawed/seven-mistakes.json"],
    );
}

#[test]
fn the_picture_of_a_transcript_is_current() {
    check(
        "transcript.svg",
        92,
        &[
            "show",
            "--transcript",
            "samples/conversation-complete/phone-order.json",
        ],
    );
}
