//! Whatever a payload says, no format obeys it, hides it or grows without end.

use roxmltree::Document;
use serde_json::{Value, json};

use super::{FORMATS, Told, document, lines, tests};
use crate::formats::HOSTILE;
use crate::runner::{annotations, assert_tame};

/// Payloads in which every text is hostile.
fn hostile() -> Vec<Value> {
    let payload = |(number, text): (usize, &&str)| {
        json!({"event": text, "data": {
            "session_id": format!("{text}{number}"), "agent_id": text, "agent_name": text,
            "test_id": text, "test_run_id": text, "test_status": text,
            "test_eval_result": {"success": if number % 3 == 0 { Value::Null } else { json!(false) },
                "reasons": [text, format!("a\n{text}\r\n::error::x\n\n{text}")],
                "completion_reason": text},
        }})
    };
    HOSTILE.iter().enumerate().map(payload).collect()
}

fn input() -> String {
    hostile()
        .iter()
        .map(|payload| format!("{payload}\n"))
        .collect()
}

#[test]
fn no_text_of_a_payload_is_obeyed() {
    for format in FORMATS {
        for by in ["test", "agent", "run"] {
            for width in [&[][..], &["--width", "40"]] {
                let args = ["-f", format, "--by", by, "--require-result"];
                let run = tests(args.iter().chain(width), input());
                let what = format!("{format} {by} {width:?}");
                assert_eq!(run.status, 1, "{what}");
                match format {
                    "github" => {
                        let (text, found) = annotations(&run.stdout).expect(&what);
                        assert_tame(&text, &what);
                        assert_eq!(found.len(), HOSTILE.len(), "{what}");
                    }
                    _ => assert_tame(&run.stdout, &what),
                }
            }
        }
    }
}

#[test]
fn json_gives_back_what_was_said() {
    let found = document(&["--require-result"], &input());
    let runs = found["runs"].as_array().unwrap();
    assert_eq!(runs.len(), HOSTILE.len());
    for (run, payload) in runs.iter().zip(hostile()) {
        let data = &payload["data"];
        assert_eq!(run["reasons"][0], data["test_eval_result"]["reasons"][0]);
        assert_eq!(
            (&run["test_id"], &run["status"]),
            (&data["test_id"], &data["test_status"])
        );
    }
}

#[test]
fn markup_stays_text() {
    let xml = tests(["-f", "junit"], input()).stdout;
    let parsed = Document::parse(&xml).expect(&xml);
    let cases = parsed
        .descendants()
        .filter(|node| node.has_tag_name("testcase"));
    assert_eq!(cases.count(), HOSTILE.len());
    let markdown = tests(["-f", "markdown"], input()).stdout;
    let alive = markdown.replace("\\]", "").replace("\\[", "");
    for markup in ["](", "[x", "<b>", "<x ", "\n::", "\n## c"] {
        assert!(!alive.contains(markup), "{markup}: {markdown}");
    }
    let row = |line: &&str| line.starts_with("| ");
    for line in markdown.lines().filter(row) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 8, "{line}");
    }
}

#[test]
fn the_secrets_of_an_address_are_hidden() {
    let address = "https://me:hunter2@example.com/a?token=hunter2#hunter2";
    let mut payload = Told::new("s", Some(false))
        .because(&format!("see {address} now"))
        .value();
    for key in ["session_id", "agent_name", "test_id", "test_status"] {
        payload["data"][key] = json!(address);
    }
    for format in FORMATS {
        let shown = tests(["-f", format], payload.to_string()).stdout;
        assert!(!shown.contains("hunter2"), "{format}: {shown}");
        assert!(shown.contains(" now"), "{format}: {shown}");
    }
}

#[test]
fn what_has_no_end_is_cut_and_that_is_said() {
    let many = (0..50_000).fold(Told::new("s", Some(false)), |told, _| {
        told.because("because")
    });
    let long = Told::new("t", Some(false)).because(&"é".repeat(1_000_000));
    let mut named = Told::new("u", Some(false)).value();
    named["data"]["agent_name"] = json!("n".repeat(1_000_000));
    let input = format!("{}{named}", lines([&many, &long]));
    for format in FORMATS {
        let run = tests(["-f", format], &input);
        assert_eq!(run.status, 1, "{format}");
        assert!(run.stdout.len() < 32_000, "{format}: {}", run.stdout.len());
        let said = if format.starts_with("json") {
            "49980"
        } else {
            "and 49,980 more"
        };
        assert!(run.stdout.contains(said), "{format}: {}", run.stdout);
    }
}

#[test]
fn many_runs_take_no_longer_each() {
    let told = (0..20_000).map(|number| {
        let told = Told::new(&number.to_string(), Some(number % 2 == 0));
        Told {
            test: if number % 3 == 0 { "a" } else { "b" },
            ..told.because("because")
        }
    });
    let input = lines(&told.collect::<Vec<_>>());
    for by in ["test", "agent", "run"] {
        let run = tests(["--by", by], &input);
        assert_eq!(
            run.last_line(),
            "failed: 10,000/20,000 passed, 10,000 failed; 2 flaky tests"
        );
        assert!(
            run.stdout
                .contains("… and 9,950 more runs (-f jsonl lists all)")
        );
    }
    let own = input.lines().enumerate();
    let own: String = own
        .map(|(number, line)| {
            line.replace("\"test_id\":\"", &format!("\"test_id\":\"{number}")) + "\n"
        })
        .collect();
    let run = tests(["-"], own);
    assert!(
        run.stdout.contains("… and 19,000 more\n"),
        "{}",
        run.last_line()
    );
}
