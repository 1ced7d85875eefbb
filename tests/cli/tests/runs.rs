//! What a run is: re-deliveries, contradictions, groups, flaky tests, arrays, other payloads.

use serde_json::{Value, json};
use speakhook::text::width;

use super::{Told, document, lines, tests};
use crate::harness::{ID, payload};

const OTHER: &str = "6c1e5b0f-8a53-4f0c-9a0e-0d7c7a2f9e22";

#[test]
fn of_the_payloads_of_a_session_the_last_verdict_stands() {
    let verdicts = [None, Some(true), Some(false)];
    let longer = |known: &Vec<Option<bool>>| {
        let known = known.clone();
        verdicts.map(|next| known.iter().copied().chain([next]).collect())
    };
    let mut sequences: Vec<Vec<Option<bool>>> = vec![Vec::new()];
    for _ in 0..4 {
        sequences = sequences.iter().flat_map(longer).collect();
        for sequence in &sequences {
            let told: Vec<Told> = sequence.iter().map(|v| Told::new("s", *v)).collect();
            let found = document(&[], &lines(&told));
            let stands = sequence.iter().rposition(Option::is_some);
            let outcome = match stands.map(|place| sequence[place].unwrap()) {
                Some(true) => "passed",
                Some(false) => "failed",
                None => "no_result",
            };
            let both = sequence.contains(&Some(true)) && sequence.contains(&Some(false));
            let run = &found["runs"][0];
            assert_eq!(found["summary"]["runs"], 1, "{sequence:?}");
            assert_eq!(run["outcome"], outcome, "{sequence:?}");
            assert_eq!(run["payloads"], sequence.len(), "{sequence:?}");
            assert_eq!(run["conflicting"], both, "{sequence:?}");
            let line = stands.unwrap_or(sequence.len() - 1) + 1;
            assert_eq!(run["line"], line, "{sequence:?}");
        }
    }
}

#[test]
fn contradicting_verdicts_are_said() {
    let told = [Some(true), Some(false)].map(|verdict| Told::new("call-1", verdict));
    let run = tests(["-"], lines(&told));
    assert_eq!(run.status, 1);
    let closing = "failed: 0/1 passed, 1 failed; 1 session with contradicting verdicts";
    assert_eq!(run.last_line(), closing);
    let note = "both passed and failed, the last verdict counts: session call-1";
    assert!(run.stdout.contains(note), "{}", run.stdout);
}

#[test]
fn what_the_verdict_does_not_say_an_earlier_payload_may() {
    let mut verdict = Told::new("s", Some(false)).value();
    for key in ["test_id", "test_run_id", "agent_name"] {
        verdict["data"].as_object_mut().unwrap().remove(key);
    }
    let started = Told::new("s", None);
    for told in [
        format!("{}{verdict}", lines([&started])),
        format!("{verdict}\n{}", lines([&started])),
    ] {
        let found = document(&[], &told);
        assert_eq!(found["runs"].as_array().unwrap().len(), 1);
        let run = &found["runs"][0];
        assert_eq!(
            (&run["test_id"], &run["agent_name"]),
            (&json!("greeting"), &json!("Ada"))
        );
        assert_eq!(run["outcome"], "failed");
    }
}

#[test]
fn payloads_without_a_session_are_runs_of_their_own() {
    let nobody = |session: Option<&str>| Told {
        session: session.map(str::to_owned),
        ..Told::new("", Some(true))
    };
    let zeros = "00000000-0000-0000-0000-000000000000";
    let told = [None, None, Some(" "), Some("a"), Some(zeros), Some(zeros)].map(nobody);
    let run = tests(["-"], lines(&told));
    assert_eq!(run.last_line(), "ok: 6/6 passed");
}

#[test]
fn the_table_fits_its_width_also_with_a_column_of_flaky_tests() {
    let test = "977c6c52-07aa-4e4e-9c1a-5c2a7be0f411";
    let told = [(ID, true), (ID, false), (OTHER, true), (OTHER, false)];
    let told = told.iter().enumerate().map(|(number, (agent, verdict))| {
        Told::new(&number.to_string(), Some(*verdict)).of(test, agent)
    });
    let input = lines(&told.collect::<Vec<_>>());
    for columns in 60..=120 {
        let run = tests(["--width", &columns.to_string()], &input);
        for line in run.stdout.lines() {
            assert!(width(line) <= columns, "{columns}: {line}");
        }
    }
}

#[test]
fn a_test_is_flaky_that_both_passed_and_failed_in_one_agent() {
    type Runs = &'static [(&'static str, &'static str, Option<bool>)];
    let cases: [(Runs, usize, usize); 8] = [
        (&[("a", ID, Some(true)), ("a", ID, Some(false))], 1, 1),
        (&[("a", ID, Some(true)), ("a", ID, Some(true))], 0, 0),
        (&[("a", ID, Some(true)), ("a", ID, None)], 0, 0),
        (&[("a", ID, Some(true)), ("b", ID, Some(false))], 0, 0),
        (&[("a", ID, Some(true)), ("a", OTHER, Some(false))], 0, 0),
        (&[("", ID, Some(true)), ("", ID, Some(false))], 0, 0),
        (
            &[
                ("a", ID, Some(true)),
                ("b", ID, Some(false)),
                ("a", ID, Some(false)),
                ("b", ID, Some(true)),
            ],
            2,
            1,
        ),
        (
            &[
                ("a", ID, Some(true)),
                ("a", OTHER, Some(false)),
                ("a", ID, Some(false)),
                ("a", OTHER, Some(true)),
            ],
            1,
            2,
        ),
    ];
    for (runs, flaky, agents) in cases {
        let told = runs
            .iter()
            .enumerate()
            .map(|(number, (test, agent, verdict))| {
                Told::new(&number.to_string(), *verdict).of(test, agent)
            });
        let input = lines(&told.collect::<Vec<_>>());
        for by in ["test", "agent", "run"] {
            let found = document(&["--by", by], &input);
            assert_eq!(found["summary"]["flaky_tests"], flaky, "{runs:?}");
            let groups = found["groups"].as_array().unwrap();
            let sum = |name: &str| -> u64 {
                let counts = groups.iter().map(|group| group[name].as_u64().unwrap());
                counts.sum()
            };
            let of_agents = if by == "agent" { flaky * agents } else { flaky };
            assert_eq!(sum("flaky_tests"), of_agents as u64, "{by} {runs:?}");
            let of_tests = if by == "test" { flaky * agents } else { agents };
            assert_eq!(sum("flaky_agents"), of_tests as u64, "{by} {runs:?}");
        }
        let text = tests(["-"], &input).stdout;
        assert_eq!(text.contains("flaky"), flaky > 0, "{text}");
    }
}

#[test]
fn a_test_that_is_flaky_in_two_agents_is_one_flaky_test() {
    let told = [
        Told::new("1", Some(true)).of("a", ID),
        Told::new("2", Some(false)).of("a", ID),
        Told::new("3", Some(true)).of("a", OTHER),
        Told::new("4", Some(false)).of("a", OTHER),
    ];
    let input = lines(&told);
    for (format, words) in [
        ("text", "in 2 agents"),
        ("markdown", "| in 2 agents |"),
        ("github", "in 2 agents"),
        ("json", "\"flaky_tests\":1,\"flaky_agents\":2}"),
    ] {
        let text = tests(["-f", format, "-"], &input).stdout;
        assert!(text.contains(words), "{text}");
        let account = format == "json" || text.contains("2/4 passed, 2 failed; 1 flaky test");
        assert!(account, "{text}");
    }
}

#[test]
fn runs_are_grouped_by_test_agent_and_run() {
    let told = [
        Told::new("1", Some(true)).of("a", ID),
        Told::new("2", Some(false)).of("b", ID),
        Told::new("3", None).of("b", OTHER),
        Told::new("4", Some(true)).of("a", OTHER),
        Told::new("5", Some(true)).of("", OTHER),
    ];
    let input = lines(&told);
    let groups = |by: &str| -> Vec<Value> {
        let found = document(&["--by", by], &input);
        let row = |group: &Value| {
            json!([
                group["id"],
                group["passed"],
                group["failed"],
                group["no_result"],
                group["agents"]
            ])
        };
        found["groups"]
            .as_array()
            .unwrap()
            .iter()
            .map(row)
            .collect()
    };
    assert_eq!(
        groups("test"),
        [
            json!(["a", 2, 0, 0, 2]),
            json!(["b", 0, 1, 1, 2]),
            json!([null, 1, 0, 0, 1])
        ]
    );
    assert_eq!(
        groups("agent"),
        [json!([ID, 1, 1, 0, 1]), json!([OTHER, 2, 0, 1, 1])]
    );
    assert_eq!(groups("run"), [json!([ID, 3, 1, 1, 2])]);
    assert_eq!(
        tests(["-"], &input).stdout,
        tests(["--by", "test"], &input).stdout
    );
}

#[test]
fn other_payloads_are_counted_and_left_alone() {
    let test = lines([&Told::new("s", Some(true))]);
    let started = payload(r#", "test_status": "Initial""#);
    let input = format!("{test}{started}\n{}\n", payload(""));
    let run = tests(["-"], input);
    assert_eq!(
        run.last_line(),
        "ok: 1/1 passed; 2 payloads are not of a test"
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}

#[test]
fn payloads_of_an_array_are_found_at_their_lines() {
    let told = [Told::new("1", Some(true)), Told::new("2", Some(false))];
    let input = format!("[\n{},\n\n{}\n]", told[0].value(), told[1].value());
    let found = document(&[], &input);
    let at: Vec<&Value> = found["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| &run["line"])
        .collect();
    assert_eq!(at, [2, 4]);
}

#[test]
fn bare_data_is_taken_with_a_note_and_a_hub_notification_is_no_payload() {
    let bare = Told::new("s", Some(true)).value()["data"].to_string();
    let run = tests(["-"], &bare);
    assert_eq!((run.status, run.last_line()), (0, "ok: 1/1 passed"));
    assert!(run.stderr.contains("envelope is missing"), "{}", run.stderr);
    let hub = format!(r#"{{"id": "x", "agent_title": "y", "test_id": "z"}}{bare}"#);
    let run = tests(["-"], hub);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("hub notification"), "{}", run.stderr);
}

#[test]
fn evals_is_the_same_command_and_verbose_names_what_passed() {
    let input = lines([&Told::new("s", Some(true)), &Told::new("t", Some(false))]);
    let evals = crate::harness::Speakhook::new(["evals"])
        .stdin(&input)
        .in_process();
    assert_eq!(evals, tests(["-"], &input));
    assert_eq!(tests(["-v"], &input).stderr, "ok: <stdin>:1\n");
}
