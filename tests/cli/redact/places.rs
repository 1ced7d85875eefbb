//! `--keep` and `--drop`.

use crate::harness::payload;

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
    for place in ["/data/session_id", "/event", "/data"] {
        let run = drop(place);
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{place}");
        assert!(
            run.stderr
                .contains("`schema/required` would find something"),
            "{}",
            run.stderr
        );
    }
    let run = drop("data/audio_url");
    assert_eq!(run.status, 2, "{}", run.stderr);
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
