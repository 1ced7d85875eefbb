//! The trace, read as the Trace Event Format documents it: typed, with nothing that it does not know, and
//! nested as viewers demand.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::harness::{Run, Speakhook, assert_golden, files_below, payload, project};
use crate::runner::assert_tame;

/// The object format: <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Trace {
    trace_events: Vec<Event>,
    display_time_unit: String,
    other_data: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(tag = "ph")]
enum Event {
    #[serde(rename = "M")]
    Metadata(Metadata),
    #[serde(rename = "X")]
    Complete(Complete),
    #[serde(rename = "i")]
    Instant(Instant),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    name: String,
    pid: u32,
    tid: u32,
    args: MetadataArgs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MetadataArgs {
    name: Option<String>,
    sort_index: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Complete {
    name: String,
    cat: String,
    pid: u32,
    tid: u32,
    ts: i64,
    dur: i64,
    args: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Instant {
    name: String,
    cat: String,
    pid: u32,
    tid: u32,
    ts: i64,
    s: String,
    args: Map<String, Value>,
}

fn show(args: &[&str], input: &str) -> Run {
    Speakhook::new(["show", "-q", "-f", "chrome-trace"])
        .args(args)
        .dir(&project(""))
        .stdin(input)
        .run()
}

/// A trace after what every trace has to be was checked, with the names of its threads.
fn read(text: &str) -> (Trace, BTreeMap<(u32, u32), String>) {
    let trace: Trace = serde_json::from_str(text).unwrap();
    assert_eq!(trace.display_time_unit, "ms");
    assert_eq!(trace.other_data["producer"], "speakhook");
    let mut threads = BTreeMap::new();
    let mut processes = BTreeSet::new();
    let mut used = BTreeSet::new();
    let mut spans: BTreeMap<(u32, u32), Vec<(i64, i64)>> = BTreeMap::new();
    for event in &trace.trace_events {
        match event {
            Event::Metadata(event) => match event.name.as_str() {
                "process_name" => {
                    assert!(processes.insert(event.pid) && event.args.name.is_some());
                }
                "thread_name" => {
                    let name = event.args.name.clone().unwrap();
                    assert_eq!(threads.insert((event.pid, event.tid), name), None);
                }
                "thread_sort_index" => assert!(event.args.sort_index.is_some()),
                other => panic!("{other}"),
            },
            Event::Complete(event) => {
                assert!(event.ts >= 0 && event.dur >= 0, "{}", event.name);
                let span = (event.ts, event.ts + event.dur);
                spans.entry((event.pid, event.tid)).or_default().push(span);
                used.insert((event.pid, event.tid));
            }
            Event::Instant(event) => {
                assert!(event.ts >= 0 && event.s == "t", "{}", event.name);
                used.insert((event.pid, event.tid));
            }
        }
    }
    assert!(used.iter().all(|thread| threads.contains_key(thread)));
    assert!(threads.keys().all(|(pid, _)| processes.contains(pid)));
    // What overlaps on a thread would be nested, so nothing does.
    for (thread, mut spans) in spans {
        spans.sort_unstable();
        let apart = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        assert!(apart, "{:?}", threads[&thread]);
    }
    (trace, threads)
}

fn complete(trace: &Trace) -> impl Iterator<Item = &Complete> {
    trace.trace_events.iter().filter_map(|event| match event {
        Event::Complete(event) => Some(event),
        _ => None,
    })
}

#[test]
fn every_sample_is_a_trace_whose_times_are_those_of_the_call() {
    for path in files_below(&project("samples/conversation-complete")) {
        let path = path.to_str().unwrap();
        let (trace, threads) = read(&show(&[path], "").stdout);
        let shown = Speakhook::new(["show", "--all", "-f", "json", path]).run();
        let document: Value = serde_json::from_str(&shown.stdout).unwrap();
        let call = &document["calls"][0];
        let us = |seconds: &Value| (seconds.as_f64().unwrap() * 1e6).round() as i64;
        for (lane, role) in [("caller", "user"), ("agent", "assistant")] {
            let on_lane = |event: &&Complete| threads[&(event.pid, event.tid)].starts_with(lane);
            let found: Vec<i64> = complete(&trace)
                .filter(|event| event.cat == "speech")
                .filter(on_lane)
                .map(|event| event.ts)
                .collect();
            let entries = call["transcript"]["entries"].as_array().unwrap().iter();
            let spoken =
                entries.filter(|entry| entry["role"] == role && !entry["stopped_at"].is_null());
            let expected: Vec<i64> = spoken.map(|entry| us(&entry["offset_seconds"])).collect();
            assert_eq!(found, expected, "{path} {lane}");
        }
        let lengths = |name: &str| -> Vec<i64> {
            complete(&trace)
                .filter(|event| event.name.starts_with(name))
                .map(|event| event.dur)
                .collect()
        };
        let turns = call["latency"]["turns"].as_array().unwrap();
        for (name, metric) in [("end to end", "e2e_seconds"), ("LLM", "llm_ttft_seconds")] {
            let timed = turns.iter().filter(|turn| {
                turn["is_greeting"] == false
                    && (!turn["e2e_seconds"].is_null() || !turn["end_of_turn_seconds"].is_null())
            });
            let values = timed.filter(|turn| !turn[metric].is_null());
            let expected: Vec<i64> = values.map(|turn| us(&turn[metric])).collect();
            let near = |(a, b): (&i64, &i64)| (a - b).abs() <= 1;
            let found = lengths(name);
            assert!(
                found.len() == expected.len() && found.iter().zip(&expected).all(near),
                "{path} {name}: {found:?} {expected:?}"
            );
        }
        let tools = complete(&trace).filter(|event| event.cat == "tool").count();
        assert_eq!(
            tools,
            call["tools"]["runs"].as_array().unwrap().len(),
            "{path}"
        );
    }
}

#[test]
fn the_trace_of_a_call_is_as_recorded() {
    let run = show(&["samples/conversation-complete/handoff.json"], "");
    assert_golden(&project("tests/fixtures/show/trace.json"), &run.stdout);
    let (trace, _) = read(&run.stdout);
    let marks = trace.trace_events.iter().filter_map(|event| match event {
        Event::Instant(event) => Some((event.cat.as_str(), event.name.as_str(), &event.args)),
        _ => None,
    });
    let handoffs: Vec<&str> = marks
        .filter(|(cat, ..)| *cat == "handoff")
        .map(|(_, name, _)| name)
        .collect();
    assert!(handoffs[0].starts_with("agent ") && handoffs[1].starts_with("handoff to "));
}

#[test]
fn calls_are_processes_and_nothing_is_a_trace_too() {
    let (trace, threads) = read(&show(&["samples/captures/day.jsonl"], "").stdout);
    let calls: BTreeSet<u32> = threads.keys().map(|(pid, _)| *pid).collect();
    assert!(calls.len() > 5 && trace.trace_events.len() > 100);
    let (empty, _) = read(&show(&["--allow-empty", "nothing-*"], "").stdout);
    assert!(empty.trace_events.is_empty());
    let run = Speakhook::new(["show", "-f", "chrome-trace"])
        .stdin(payload(""))
        .run();
    let (timeless, _) = read(&run.stdout);
    assert_eq!(timeless.trace_events.len(), 1);
    assert!(
        run.stderr.contains("nothing in it has a time"),
        "{}",
        run.stderr
    );
}

#[test]
fn parallel_and_broken_spans_do_not_cross() {
    let at = |ms: u64| format!("2026-01-01T00:00:{:02}.{:03}Z", ms / 1000, ms % 1000);
    let call = |id: &str, ms| json!({"tool_name": "t", "tool_call_id": id, "tool_arguments_json": "{}", "created_at": at(ms)});
    let output = |id: &str, ms| json!({"tool_name": "t", "tool_call_id": id, "tool_output": "x", "created_at": at(ms)});
    let said = |role: &str, from, to| {
        let metrics = json!({"started_speaking_at": at(from), "stopped_speaking_at": at(to)});
        json!({"role": role, "content": "x", "metrics": metrics})
    };
    let far = json!({"role": "User", "content": "x", "metrics":
        {"started_speaking_at": "2999-01-01T00:00:00Z", "stopped_speaking_at": "2999-01-01T00:00:01Z"}});
    let items = [
        said("User", 500, 9_000),
        said("User", 3_000, 12_000),
        said("User", 9_000, 8_000),
        call("a", 1_000),
        call("b", 2_000),
        output("a", 3_000),
        output("b", 4_000),
        far,
        said("Assistant", 13_000, 14_000),
    ];
    let more = json!({"start_time": at(2_000), "history": items}).to_string();
    let more = format!(", {}", &more[1..more.len() - 1]);
    let (trace, threads) = read(&show(&[], &payload(&more)).stdout);
    let lanes: Vec<&String> = threads.values().collect();
    for name in ["caller", "caller 2", "tools", "tools 2"] {
        assert!(lanes.iter().any(|lane| *lane == name), "{name}: {lanes:?}");
    }
    let first = complete(&trace).map(|event| event.ts).min();
    assert_eq!(first, Some(0));
    assert!(complete(&trace).all(|event| event.ts < 20_000_000));
}

#[test]
fn hostile_names_stay_names() {
    let hostile = "\u{1b}[2J\u{9b}31m\u{202e}##[error]x\",\"ph\":\"M\u{2028}</script>";
    let x = json!(hostile);
    let metrics = json!({"started_speaking_at": "2026-01-01T00:00:01Z", "stopped_speaking_at": "2026-01-01T00:00:02Z"});
    let items = json!([
        {"role": "User", "content": x, "metrics": metrics},
        {"tool_name": x, "tool_call_id": x, "tool_arguments_json": x, "created_at": "2026-01-01T00:00:03Z"},
        {"handoff_to_agent_id": x, "created_at": "2026-01-01T00:00:03Z"},
    ]);
    let more =
        format!(r#","agent_name":{x},"start_time":"2026-01-01T00:00:00Z","history":{items}"#);
    let run = show(&[], &payload(&more));
    assert_tame(&run.stdout, "trace");
    assert!(
        !run.stdout
            .contains(|c| c != '\n' && speakhook::text::is_hidden(c))
    );
    let (trace, _) = read(&run.stdout);
    let speech = complete(&trace)
        .find(|event| event.cat == "speech")
        .unwrap();
    assert_eq!(
        (&speech.name, &speech.args["text"]),
        (&hostile.to_owned(), &x)
    );
}
