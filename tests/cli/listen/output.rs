//! What is told of deliveries.

use std::fs::File;
use std::process::Stdio;

use super::{Listener, call};
use crate::harness::{ID, Speakhook, flawed, payload};
use crate::schemas::{printed, validator};

/// A line without what differs from run to run: the time and how long it took.
fn steady(line: &str) -> String {
    let (_, line) = line.split_once("Z  ").unwrap_or(("", line));
    let Some((head, tail)) = line.split_once(" ms") else {
        return line.to_owned();
    };
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    format!("{head} N ms{tail}")
}

#[test]
fn people_get_a_line_a_delivery() {
    let listener = Listener::start(&[]);
    listener.deliver(payload(""));
    listener.deliver(flawed());
    listener.deliver(payload(""));
    listener.deliver("nonsense");
    let ended = listener.interrupt();
    let lines: Vec<String> = ended.stdout.lines().map(steady).collect();
    let (absent, size) = ("–".to_owned(), |text: String| format!("{} B", text.len()));
    let line = |verdict, [event, session]: [&str; 2], found, bytes: String, mark| {
        format!("{verdict:7}  {event:20}  {session:36}  200  {bytes:>11} N ms  {found}{mark}")
    };
    let (named, unnamed) = (["ConversationComplete", ID], [absent.as_str(), &absent]);
    let again = "  duplicate";
    assert_eq!(
        lines,
        [
            line("valid", named, "no problems", size(payload("")), ""),
            line("invalid", named, "1 error", size(flawed()), again),
            line("valid", named, "no problems", size(payload("")), again),
            line("invalid", unnamed, "1 error", "8 B".to_owned(), ""),
        ]
    );
    assert_eq!(
        ended.stderr.lines().collect::<Vec<_>>(),
        ["interrupted: 4 deliveries, 2 valid, 2 invalid, 2 duplicates"]
    );
}

#[test]
fn a_hundred_columns_have_the_whole_id_and_nothing_is_broken_in_fewer() {
    let mut listener = Listener::start(&["--width", "100", "-v"]);
    listener.deliver(flawed());
    let answer = listener.send(listener.head("", 0).replace("POST", "DELETE"));
    assert_eq!(answer.status, 405);
    let refused = listener.said();
    assert!(refused.starts_with("speakhook: refused 405: "), "{refused}");
    let ended = listener.interrupt();
    let lines: Vec<String> = ended.stdout.lines().map(steady).collect();
    assert_eq!(
        lines[0],
        format!("invalid  ConversationComplete  {ID}  200  1 error")
    );
    assert!(
        lines.len() > 2 && lines[2].starts_with("        "),
        "{lines:#?}"
    );
    assert!(lines.iter().all(|line| line.chars().count() <= 100));

    let mut listener = Listener::start(&["--width", "40"]);
    listener.deliver(payload(""));
    listener.send(listener.head("", 0).replace("POST", "DELETE"));
    let said: Vec<String> = (0..3).map(|_| listener.said()).collect();
    assert!(said[1].starts_with("    "), "{said:#?}");
    let peer = |line: &String| line.starts_with("    127.0.0.1:");
    assert!(said.iter().any(peer), "{said:#?}");
    assert_eq!(said[2], "    requests");
    let ended = listener.interrupt();
    assert_eq!(
        steady(&ended.stdout),
        "valid    ConversationComplete\n    200  no problems\n"
    );
}

#[test]
fn whoever_wants_more_gets_the_problems_and_whoever_wants_less_gets_less() {
    let listener = Listener::start(&["-v"]);
    listener.deliver(flawed());
    let ended = listener.interrupt();
    let second = ended.stdout.lines().nth(1).unwrap();
    let column = crate::harness::flawed_column();
    assert!(
        second.starts_with(&format!("    body:1:{column}: error[schema/type] ")),
        "{second}"
    );

    let listener = Listener::start(&["-q"]);
    listener.deliver(payload(""));
    let ended = listener.interrupt();
    assert_eq!(
        (ended.stdout.lines().count(), ended.stderr.as_str()),
        (1, "")
    );

    let many = payload(
        &(0..60)
            .map(|n| format!(r#", "x{n}": 1"#))
            .collect::<String>(),
    );
    let listener = Listener::start(&["-v"]);
    listener.deliver(many);
    let ended = listener.interrupt();
    assert_eq!(ended.stdout.lines().count(), 22, "{}", ended.stdout);
    assert!(
        ended.stdout.ends_with("    … and 40 more problems\n"),
        "{}",
        ended.stdout
    );
}

#[test]
fn machines_get_what_the_schema_says_at_once() {
    let schema = validator(&printed(&["--of", "deliveries"]));
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let upstream = super::forwarding::Upstream::start("201 Created");
    let runs: [&[&str]; 3] = [
        &["-f", "jsonl"],
        &["-f", "jsonl", "--save", path, "--respond", "503"],
        &["-f", "jsonl", "--forward-to", &upstream.url],
    ];
    for args in runs {
        let mut listener = Listener::start(args);
        let bodies = [
            payload("").into_bytes(),
            flawed().into_bytes(),
            b"x".to_vec(),
            b"\xff".to_vec(),
            b"[]".to_vec(),
        ];
        for body in &bodies {
            listener.deliver(body);
            let line = listener.told();
            let errors: Vec<String> = schema.iter_errors(&line).map(|e| e.to_string()).collect();
            assert_eq!(errors, [""; 0], "{line}");
            assert_eq!(line["bytes"], body.len());
        }
        assert!(!schema.is_valid(&serde_json::json!({})));
    }
}

#[test]
fn a_line_of_json_says_what_was_found() {
    let root = tempfile::tempdir().unwrap();
    let mut listener = Listener::start(&["-f", "jsonl", "--save", root.path().to_str().unwrap()]);
    listener.deliver(flawed());
    let line = listener.told();
    assert_eq!(
        (&line["verdict"], &line["errors"]),
        (&"invalid".into(), &1.into())
    );
    assert_eq!(line["problems"][0]["rule"], "schema/type");
    assert_eq!(line["problems"][0]["instance_path"], "/data/agent_name");
    assert_eq!(
        (&line["duplicate"], &line["status"]),
        (&false.into(), &200.into())
    );
    let body = std::fs::read_to_string(line["capture"].as_str().unwrap()).unwrap();
    assert_eq!(body, flawed());
    listener.deliver(payload(""));
    assert_eq!(listener.told()["duplicate"], true);
    listener.deliver(payload("").replace("ConversationComplete", "SessionStarted"));
    assert_eq!(listener.told()["duplicate"], false);
}

#[test]
fn only_the_events_that_are_wanted_are_deliveries() {
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let mut listener = Listener::start(&[
        "-f",
        "jsonl",
        "-e",
        "SessionStarted",
        "-e",
        "Other",
        "--save",
        path,
    ]);
    assert_eq!(listener.deliver(payload("")), 200);
    let started = payload("").replace("ConversationComplete", "SessionStarted");
    assert_eq!(listener.deliver(&started), 200);
    assert_eq!(listener.told()["event"], "SessionStarted");
    // What does not say which event it is may be any.
    assert_eq!(listener.deliver("{"), 200);
    assert_eq!(listener.told()["event"], serde_json::Value::Null);
    let ended = listener.interrupt();
    assert_eq!(ended.stdout, "");
    assert_eq!(super::captures(root.path()).len(), 4);
    let tally = ended.stderr.lines().last().unwrap();
    assert_eq!(
        tally,
        "interrupted: 2 deliveries, 1 valid, 1 invalid, 2 saved, 1 of another event"
    );
}

#[test]
fn an_event_that_is_nearly_documented_is_asked_about_and_what_is_left_alone_can_be_seen() {
    let mut listener = Listener::start(&["-v", "-e", "conversationComplete", "-e", "Other"]);
    assert_eq!(
        listener.said(),
        "speakhook: note: no documented event is called `conversationComplete`: \
         did you mean ConversationComplete?"
    );
    listener.deliver(payload(""));
    let said = listener.said();
    assert!(said.starts_with("speakhook: left alone at "), "{said}");
    let end = format!(": ConversationComplete of session {ID}");
    assert!(said.ends_with(&end), "{said}");
    listener.interrupt();

    let listener = Listener::start(&["-e", "SessionStarted", "-e", "Other"]);
    listener.deliver(payload(""));
    let ended = listener.interrupt();
    let lines: Vec<&str> = ended.stderr.lines().collect();
    assert_eq!(lines, ["interrupted: 0 deliveries, 1 of another event"]);
}

#[test]
fn the_configuration_decides_what_is_a_problem() {
    let root = tempfile::tempdir().unwrap();
    let config = root.path().join("speakhook.toml");
    std::fs::write(
        &config,
        "[rules]\n\"schema/type\" = \"off\"\nunknown-field = \"error\"\n",
    )
    .unwrap();
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0", "-f", "jsonl", "--config"]);
    let mut listener = Listener::start_as(&run.arg(&config));
    listener.deliver(flawed());
    assert_eq!(listener.told()["verdict"], "valid");
    listener.deliver(payload(r#", "x": 1"#));
    assert_eq!(listener.told()["verdict"], "invalid");
}

#[test]
fn a_listener_whose_reader_has_left_ends() {
    let (reader, writer) = std::io::pipe().unwrap();
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0"]);
    let listener = Listener::spawn(run.command().stdout(Stdio::from(writer)));
    drop(reader);
    assert_eq!(listener.deliver(payload("")), 200);
    let ended = listener.end();
    assert_eq!((ended.status, ended.stderr.as_str()), (0, ""));
}

#[test]
fn a_line_that_cannot_be_written_ends_the_listener_with_a_sentence() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0"]);
    let listener = Listener::spawn(run.command().stdout(Stdio::from(full)));
    assert_eq!(listener.deliver(call(1)), 200);
    let ended = listener.end();
    assert_eq!(ended.status, 3);
    assert_eq!(
        ended.stderr,
        "speakhook: error: cannot write standard output: No space left on device\n"
    );
}

#[test]
fn a_host_that_nobody_can_name_is_refused() {
    for host in [
        "https://hook.example",
        "hook.example/x",
        "*.example",
        "a b",
        "h.example:1",
    ] {
        let run = Speakhook::new(["listen", "--allow-host", host]).run();
        assert_eq!(run.status, 2, "{host}");
        let sentence = "a host's name, without scheme, port and path";
        assert!(run.stderr.contains(sentence), "{}", run.stderr);
    }
}
