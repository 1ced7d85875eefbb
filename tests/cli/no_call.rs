//! What `show`, `stats` and `tests` say of inputs that hold no call: what each is instead, and not without end.

use std::path::Path;

use speakhook::exit::Signal;

use super::harness::{Run, Speakhook, payload, validate};

const COMMANDS: [&[&str]; 4] = [
    &["show"],
    &["stats"],
    &["stats", "--rows", "calls"],
    &["tests", "--allow-empty"],
];

fn on(command: &[&str], input: &str) -> Run {
    Speakhook::new(command).stdin(input).in_process()
}

#[test]
fn what_is_certainly_something_else_is_named() {
    let call = payload("");
    let twice = "this is JSON inside a string; it was encoded twice";
    let string = serde_json::to_string(&call).unwrap();
    let saved = on(&["stats", "--save", "-"], &call).stdout;
    let cases = [
        (
            string.clone(),
            format!("the payload is a string, expected an object; {twice}"),
        ),
        (
            format!("{{\"event\": \"x\", \"data\": {string}}}"),
            format!("`data` is a string, expected an object; {twice}"),
        ),
        (
            "{\"data\": null}".to_owned(),
            "`data` is null, expected an object".to_owned(),
        ),
        (
            "{\"data\": [{}]}".to_owned(),
            "`data` is an array, expected an object".to_owned(),
        ),
        (
            call.replace("\"event\"", "\"Event\"")
                .replace("\"data\"", "\"Data\""),
            "the payload lacks the required field `data`; `Data` is here; the name is written `data`"
                .to_owned(),
        ),
        (
            saved,
            "these are saved statistics; add them up with `stats --merge`".to_owned(),
        ),
        (
            "{\"openapi\": \"3\"}".to_owned(),
            "it has no object `data`; `speakhook validate` says what is wrong".to_owned(),
        ),
    ];
    for (input, why) in cases {
        for command in COMMANDS {
            let run = on(command, &input);
            assert_eq!(run.status, 3, "{command:?}: {}", run.stdout);
            let line = format!("speakhook: error: <stdin>:1: this is no call: {why}");
            assert_eq!(
                run.stderr.lines().next(),
                Some(line.as_str()),
                "{command:?}"
            );
        }
    }
}

#[test]
fn a_key_in_another_style_is_found_beside_the_missing_field() {
    let camel = payload("")
        .replace("session_id", "sessionId")
        .replace("agent_id", "AGENT-ID");
    let run = validate(["-f", "concise"]).stdin(camel).in_process();
    for line in [
        "`data` lacks the required field `session_id`; `sessionId` is here; the name is written `session_id`",
        "`data` lacks the required field `agent_id`; `AGENT-ID` is here; the name is written `agent_id`",
    ] {
        assert!(run.stdout.contains(line), "{}", run.stdout);
    }
    let absent = payload("").replace("session_id", "session");
    let run = validate(["-f", "jsonl"]).stdin(absent).in_process();
    let lines = run.json_lines(1);
    let lacks = lines.iter().find(|line| line["rule"] == "schema/required");
    assert!(lacks.unwrap()["help"].is_null(), "{}", run.stdout);
}

#[test]
fn fifty_complaints_and_how_many_more() {
    for command in COMMANDS {
        for (count, last) in [
            (50, None),
            (51, Some("1 more input not read or no call")),
            (2_000, Some("1,950 more inputs not read or no call")),
        ] {
            let run = on(command, &"{\"x\": 1}\n".repeat(count));
            assert_eq!(run.status, 3, "{command:?}");
            let mut errors = run.stderr.lines();
            let told = errors.by_ref().take(50);
            let is_one = |line: &str| line.contains(": this is no call: ");
            assert_eq!(told.filter(|line| is_one(line)).count(), 50, "{command:?}");
            let last = last.map(|last| format!("speakhook: error: {last}"));
            assert_eq!(errors.next(), last.as_deref(), "{command:?}");
            assert_eq!(errors.find(|line| line.contains("error: ")), None);
        }
    }
}

#[test]
fn a_report_has_all_that_is_not_told_one_by_one() {
    let input = "{}\n".repeat(70);
    let run = on(&["tests", "-f", "json"], &input);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["errors"].as_array().unwrap().len(), 70);
    let run = on(&["stats", "-f", "json"], &input);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["errors"].as_array().unwrap().len(), 70);
}

#[test]
fn a_signal_is_told_behind_any_number_of_complaints() {
    for command in COMMANDS {
        let run = Speakhook::new(command)
            .stdin("{}\n".repeat(60))
            .stopped_by(Signal::Terminate)
            .in_process();
        assert_eq!(run.status, 143, "{command:?}: {}", run.stderr);
        let last: Vec<&str> = run.stderr.lines().skip(50).collect();
        assert!(
            last[0].contains("<stdin>; the rest was not read"),
            "{last:?}"
        );
        assert!(last[1].contains("error: 10 more inputs"), "{last:?}");
    }
}

#[test]
fn a_write_that_failed_is_told_behind_any_number_of_complaints() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let input = "{}\n".repeat(60) + &payload("") + "\n";
    // The header of rows fails before.
    for command in COMMANDS.into_iter().filter(|words| words.len() < 3) {
        let run = Speakhook::new(command).args(["-o", "/dev/full"]);
        let run = run.stdin(&input).in_process();
        assert_eq!(run.status, 3, "{command:?}: {}", run.stderr);
        let last: Vec<&str> = run.stderr.lines().skip(50).collect();
        assert!(last[0].contains("error: 10 more inputs"), "{last:?}");
        assert!(last[1].contains("cannot write /dev/full"), "{last:?}");
    }
}
