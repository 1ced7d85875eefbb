//! `--keep` and `--drop`.

use crate::harness::{Run, payload};

use super::{parsed, redact, sample};

#[test]
fn what_is_kept_stays_and_so_does_all_below_it() {
    let text = payload(
        r#", "from_number": "+12125550187", "url_parameters": {"a": "+12125550187", "b": "x"},
        "history": [{"tool_arguments_json": "{\"a\": \"secret words\", \"b\": \"secret words\"}"}, {"content": "Hello"}]"#,
    );
    let keep = [
        "/data/from_number",
        "/data/url_parameters",
        "/data/history/*/content",
        "/data/history/0/tool_arguments_json/a",
    ];
    let run = keep
        .iter()
        .fold(redact("all"), |run, place| run.args(["--keep", place]));
    let run = run.stdin(&text).in_process();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let (before, after) = (parsed(&text), parsed(&run.stdout));
    for place in [
        "/data/from_number",
        "/data/url_parameters",
        "/data/history/1/content",
    ] {
        assert_eq!(before.pointer(place), after.pointer(place), "{place}");
    }
    assert_ne!(before["data"]["session_id"], after["data"]["session_id"]);
    let arguments = after["data"]["history"][0]["tool_arguments_json"]
        .as_str()
        .unwrap();
    let arguments = parsed(arguments);
    assert_eq!(arguments["a"], "secret words");
    assert_ne!(arguments["b"], "secret words");
}

#[test]
fn what_is_dropped_leaves_json_behind() {
    let text = payload(
        r#", "x": 1, "y": [1, 2, {"z": "+12125550187"}], "w": {"a": 1}, "agent_name": "A" "#,
    );
    for (drops, expected) in [
        (&["/data/x"][..], r#""y": [1, 2, {"z": "#),
        (
            &["/data/x", "/data/y"],
            r#", "w": {"a": 1}, "agent_name": "A" }"#,
        ),
        (&["/data/w", "/data/agent_name"], r#"}] }"#),
        (&["/data/y/*"], r#""y": [], "w""#),
        (&["/data/y/0", "/data/y/2"], r#""y": [2], "w""#),
        (&["/data/w/a"], r#""w": {}, "agent"#),
        (&["/data/none", "/data/x/y"], r#""x": 1, "y": [1, 2, "#),
    ] {
        let run = drops
            .iter()
            .fold(redact("contact"), |run, place| run.args(["--drop", place]));
        let run = run.stdin(&text).in_process();
        assert_eq!(run.status, 0, "{drops:?} {}", run.stderr);
        parsed(&run.stdout);
        assert!(run.stdout.contains(expected), "{drops:?} {}", run.stdout);
        assert!(!run.stdout.contains("2125550"), "{}", run.stdout);
    }
}

#[test]
fn a_recording_may_be_dropped_and_an_id_may_not() {
    let text = sample("full.json");
    let drop = |place: &str| {
        redact("contact")
            .args(["--drop", place])
            .stdin(&text)
            .in_process()
    };
    let run = drop("/data/audio_url");
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(parsed(&run.stdout)["data"].get("audio_url").is_none());
    assert!(run.stderr.contains("1 dropped value"), "{}", run.stderr);
    for (place, at) in [
        ("/data/session_id", " at /data"),
        ("/event", ""),
        ("/data", ""),
    ] {
        let run = drop(place);
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{place}");
        let why = format!(
            "speakhook: error: <stdin>:1: not written, because without what --drop {place} takes out \
             `schema/required` would find something{at}\n"
        );
        let closing = "speakhook: note: nothing was written, 1 document left out\n";
        assert_eq!(run.stderr, why + closing);
    }
    let run = drop("data/audio_url");
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[test]
fn what_was_dropped_is_blamed_for_no_error_that_was_there() {
    let text = r#"{"event": "SessionStarted", "data": {"agent_id": "b3a1", "x": "y"}}"#;
    let run = redact("contact")
        .args(["--drop", "/data/x"])
        .stdin(text)
        .in_process();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(parsed(&run.stdout)["data"].as_object().unwrap().len(), 1);
    let run = redact("contact")
        .args(["--drop", "/data/agent_id", "--drop", "/data/x"])
        .stdin(text)
        .in_process();
    assert_eq!(run.status, 3);
    let why = "what --drop /data/agent_id and /data/x takes out `schema/required` would find something at /data\n";
    assert!(run.stderr.contains(why), "{}", run.stderr);
}

#[test]
fn what_is_left_out_is_counted_beside_what_is_written() {
    let run = redact("contact")
        .stdin(format!("{}\n{{\"a\"\n", payload("")))
        .in_process();
    assert_eq!(run.status, 3);
    let closing = "speakhook: note: 1 document written, 1 left out, nothing to replace\n";
    assert!(run.stderr.ends_with(closing), "{}", run.stderr);
    let run = redact("contact").arg("/nowhere.json").in_process();
    let closing = "speakhook: note: nothing was written\n";
    assert!(run.stderr.ends_with(closing), "{}", run.stderr);
}

/// The sentences about patterns after the report.
fn unmatched(run: &Run) -> Vec<&str> {
    let lines = run.stderr.lines();
    lines
        .filter(|line| line.contains("matched nothing"))
        .collect()
}

#[test]
fn a_pattern_without_a_place_is_told_and_one_that_has_one_anywhere_is_not() {
    let with =
        payload(r#", "history": [{"tool_arguments_json": "{\"a\": \"b\"}"}], "x": {"y": 1}"#);
    let calls = format!("{}\n{with}\n", payload(""));
    let run = |args: &[&str]| redact("contact").args(args).stdin(&calls).in_process();
    let typo = run(&["--drop", "/data/typo", "--keep", "/data/nosuch"]);
    let warning = "speakhook: warning: --drop /data/typo matched nothing";
    assert_eq!(typo.status, 0);
    assert_eq!(
        unmatched(&typo),
        [
            warning,
            "speakhook: note: --keep /data/nosuch matched nothing"
        ]
    );
    let quiet = run(&["-qq", "--drop", "/data/typo", "--keep", "/data/nosuch"]);
    assert_eq!(quiet.stderr, format!("{warning}\n"));
    for args in [
        &["--drop", "/data/history/*/tool_arguments_json/a"][..],
        &["--keep", "/data/history/*/tool_arguments_json/a"],
        // What is asked for twice is not missing.
        &["--drop", "/data/x", "--drop", "/data/x/y"],
        &["--keep", "/data/x", "--keep", "/data/x/y"],
    ] {
        let run = run(args);
        assert_eq!((run.status, unmatched(&run).len()), (0, 0), "{args:?}");
    }
    let kept = run(&["--keep", "/data/x", "--drop", "/data/x/y"]);
    let warning = "speakhook: warning: --drop /data/x/y matched nothing outside of --keep /data/x";
    assert_eq!(unmatched(&kept), [warning]);
    assert!(kept.stdout.contains(r#""x": {"y": 1}"#), "{}", kept.stdout);
    // Where nothing could be read, nobody knows.
    let unread = redact("contact").args(["--drop", "/data/typo", "/nowhere.json"]);
    assert_eq!(unmatched(&unread.in_process()), [""; 0]);
}

#[test]
fn many_places_are_dropped_in_one_pass() {
    let members = r#""a": 1, "b": "+12125550187", "#.repeat(60_000);
    let text = payload(&format!(r#", "x": {{{members}"c": 1}}"#));
    let run = redact("contact")
        .args(["--drop", "/data/x/a"])
        .stdin(&text)
        .in_process();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stdout.contains(r#""a""#) && !run.stdout.contains("2125550187"));
    assert_eq!(run.stdout.matches(r#""b""#).count(), 60_000);
}
