//! The slowest replies: which calls they are in, and how to find them.

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{arg, call, json_of, lines, sample, stats};
use crate::harness::Speakhook;
use crate::runner::assert_tame;

const TITLE: &str = "slowest replies, one a call";

/// Seven calls in a file; their slowest replies are in turn 2 and take a second more a line.
fn seven(folder: &TempDir, name: &str) -> String {
    let calls: Vec<Value> = (1..=7_u32)
        .map(|second| call(&[0.5, f64::from(second), 0.25], &json!({})))
        .collect();
    let file = folder.path().join(name);
    std::fs::write(&file, lines(&calls)).unwrap();
    arg(&file).to_owned()
}

/// What is printed below the title, up to the next blank line.
fn section(text: &str) -> Vec<&str> {
    let below = text.lines().skip_while(|line| !line.ends_with(TITLE));
    below.skip(1).take_while(|line| !line.is_empty()).collect()
}

#[test]
fn the_five_slowest_are_printed_with_their_places() {
    let folder = TempDir::new().unwrap();
    let file = seven(&folder, "all.jsonl");
    let run = stats(&[&file, "--width", "200"]).in_process();
    let rows = section(&run.stdout);
    assert_eq!(rows.len(), 7, "{}", run.stdout);
    assert!(rows[0].ends_with("turn  place"), "{}", rows[0]);
    for (row, line) in rows[1..6].iter().zip([7, 6, 5, 4, 3]) {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let (seconds, place) = (format!("{line}.00"), format!("{file}:{line}"));
        assert_eq!(cells, [&seconds, "2", &place]);
        let shown = Speakhook::new(["show", "--latency", "-f", "json", cells[2]]).in_process();
        let turn = json_of(&shown)["calls"][0]["latency"]["turns"][1].clone();
        assert_eq!(turn["e2e_seconds"], f64::from(line), "{turn}");
    }
    assert_eq!(rows[6], "  `speakhook show FILE:LINE` shows one");
    let markdown = stats(&["-f", "markdown", &file]).in_process().stdout;
    let table = markdown
        .split("### Slowest replies, one a call\n\n")
        .last()
        .unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(rows[0], "| seconds | turn | place |");
    assert!(rows[2].starts_with("| 7.00 | 2 | ") && rows[2].contains("all.jsonl:7"));
    assert_eq!(rows.len(), 7, "{rows:?}");
}

#[test]
fn json_has_all_that_are_kept_whatever_the_threads() {
    let input = sample("phone", 200, 1);
    let slowest = |jobs: &str| {
        let run = stats(&["-f", "json", "--jobs", jobs])
            .stdin(&input)
            .in_process();
        json_of(&run)["slowest"].clone()
    };
    let one = slowest("1");
    assert_eq!(one, slowest("4"));
    let all = one.as_array().unwrap();
    let seconds: Vec<f64> = all
        .iter()
        .map(|it| it["seconds"].as_f64().unwrap())
        .collect();
    assert_eq!(all.len(), 20);
    assert!(seconds.is_sorted_by(|one, next| one >= next), "{seconds:?}");
    assert_eq!(all[0]["path"], "<stdin>");
}

#[test]
fn they_are_not_where_they_are_not_known_or_not_asked_for() {
    let folder = TempDir::new().unwrap();
    let file = seven(&folder, "all.jsonl");
    let saved = folder.path().join("saved.json");
    stats(&[&file, "--save", arg(&saved)]).in_process();
    for (args, is_there) in [
        (&[file.as_str()][..], true),
        (&[&file, "--by", "agent"], true),
        (&[&file, "--metric", "llm,tts"], false),
        (&["--merge", arg(&saved)], false),
    ] {
        for format in ["text", "markdown", "html"] {
            let run = stats(args).args(["-f", format]).in_process();
            assert_eq!(run.status, 0, "{}", run.stderr);
            let title = if format == "html" {
                "id=\"slow\""
            } else {
                TITLE
            };
            assert_eq!(
                run.stdout.to_lowercase().contains(title),
                is_there,
                "{format} {args:?}"
            );
        }
        let json = json_of(&stats(args).args(["-f", "json"]).in_process());
        assert_eq!(json.get("slowest").is_some(), is_there, "{args:?}");
    }
    let nothing = call(&[], &json!({})).to_string();
    let run = stats(&[]).stdin(&nothing).in_process();
    assert!(!run.stdout.contains(TITLE), "{}", run.stdout);
    let json = json_of(&stats(&["-f", "json"]).stdin(&nothing).in_process());
    assert_eq!(json["slowest"], json!([]));
}

#[test]
fn what_came_through_a_pipe_is_no_file_to_show() {
    let input = call(&[1.0], &json!({})).to_string();
    let run = stats(&[]).stdin(input).in_process();
    assert_eq!(section(&run.stdout)[1..], ["     1.00     1  <stdin>:1"]);
}

#[test]
fn of_a_long_name_the_end_is_shown() {
    let folder = TempDir::new().unwrap();
    let file = seven(&folder, &format!("{}é.jsonl", "a long name ".repeat(16)));
    for columns in 60..=120 {
        let run = stats(&[&file, "--width", &columns.to_string()]).in_process();
        let rows = section(&run.stdout);
        assert!(rows[1].ends_with("nameé.jsonl:7") || rows[1].ends_with(" é.jsonl:7"));
        for row in rows {
            assert!(speakhook::text::width(row) <= columns, "{columns}: {row}");
        }
        assert_eq!(speakhook::text::width(section(&run.stdout)[1]), columns);
    }
    let run = stats(&["-f", "json", &file]).in_process();
    assert_eq!(
        json_of(&run)["slowest"][0]["path"],
        file,
        "machines have all of it"
    );
}

#[cfg(unix)]
#[test]
fn a_name_is_a_strangers_text() {
    let folder = TempDir::new().unwrap();
    for name in [
        "\u{1b}[2J\n::error::x",
        "##[error] \u{202e}x",
        "a|b<b>[y](z)`",
    ] {
        let file = seven(&folder, name);
        for format in ["text", "markdown", "github", "html", "json"] {
            let run = stats(&["-f", format, &file]).in_process();
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert_tame(&run.stdout, format);
            let is_markup = match format {
                "markdown" => run.stdout.contains("a|b"),
                "html" => run.stdout.contains("<b>["),
                _ => false,
            };
            assert!(!is_markup, "{format} {}", run.stdout);
        }
    }
}
