//! `--since` and `--until`.

use serde_json::json;

use super::{call, lines, report, stats};

fn counted(args: &[&str]) -> [u64; 3] {
    let start = |time: &str| call(&[], &json!({"start_time": time}));
    let calls = [
        start("2026-06-11T23:59:59.999Z"),
        start("2026-06-12T00:00:00Z"),
        start("2026-06-12T23:59:59.999Z"),
        start("2026-06-13T01:00:00+02:00"),
        start("2026-06-13T00:00:00Z"),
        call(&[], &json!({})),
    ];
    let report = report(args, &lines(&calls));
    [
        &report["total"]["calls"],
        &report["calls_outside"],
        &report["calls_without_start"],
    ]
    .map(|count| count.as_u64().unwrap())
}

#[test]
fn calls_are_taken_by_their_start() {
    assert_eq!(counted(&[]), [6, 0, 0]);
    assert_eq!(counted(&["--since", "2026-06-12"]), [4, 1, 1]);
    assert_eq!(counted(&["--until", "2026-06-12"]), [4, 1, 1]);
    assert_eq!(
        counted(&["--since", "2026-06-12", "--until", "2026-06-12"]),
        [3, 2, 1]
    );
    assert_eq!(counted(&["--until", "2026-06-12T00:00:00Z"]), [1, 4, 1]);
    assert_eq!(
        counted(&["--since", "2026-06-12T20:00:00-04:00"]),
        [1, 4, 1]
    );
}

#[test]
fn what_was_left_out_is_said() {
    let calls = lines(&[
        call(&[], &json!({"start_time": "2026-06-11T00:00:00Z"})),
        call(&[], &json!({})),
    ]);
    let text = stats(&["--since", "2026-06-12"])
        .stdin(calls)
        .in_process()
        .stdout;
    assert!(
        text.contains("left out: 1 call that started outside of the time asked for"),
        "{text}"
    );
    assert!(text.contains("left out: 1 call without a start"), "{text}");
}

#[test]
fn a_time_without_offset_is_wrong_usage() {
    for time in [
        "yesterday",
        "2026-06-31",
        "2026-06-12T00:00:00",
        "",
        "99999-01-01",
    ] {
        let run = stats(&["--since", time]).in_process();
        assert_eq!(run.status, 2, "{time}");
    }
}

#[test]
fn a_time_in_which_no_call_can_start_is_wrong_usage() {
    for (since, until, status) in [
        ("2026-06-01", "2026-05-01", 2),
        ("2026-06-01", "2026-05-31", 2),
        ("2026-06-01T00:00:00Z", "2026-06-01T02:00:00+02:00", 2),
        ("2026-06-01", "2026-06-01", 0),
        ("2026-06-01T00:00:00Z", "2026-06-01T00:00:01Z", 0),
    ] {
        for more in [&[][..], &["--rows", "calls"]] {
            let run = stats(&["--since", since, "--until", until]).args(more);
            let run = run.stdin(call(&[], &json!({})).to_string()).in_process();
            assert_eq!(run.status, status, "{since} {until}: {}", run.stdout);
            let is_said = run.stderr.contains("--until is not after --since");
            assert_eq!((is_said, run.stdout.is_empty()), (status == 2, status == 2));
        }
    }
}
