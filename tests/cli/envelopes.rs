//! Captures of other tools: the payload is taken out, and what is wrong with it is found in the capture.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{Run, Speakhook, project};

/// Every fixture, where the one mistake of its payloads is, and what it is called.
const PLACES: [(&str, &[&str], &str); 19] = [
    ("api-gateway-v1.json", &["9:121"], "an API Gateway event"),
    // All of a body in base64 is where that begins.
    ("api-gateway-v2.json", &["8:12"], "an API Gateway event"),
    ("archive.har", &["8:172"], "an HTTP archive"),
    ("chunked.http", &["5:1"], "an HTTP request"),
    ("editor.http", &["10:17"], "an HTTP request"),
    ("hookdeck-list.json", &["5:281"], "Hookdeck"),
    ("hookdeck.json", &["12:116"], "Hookdeck"),
    ("log.jsonl", &["1:255", "2:255", "3:255"], "a saved request"),
    ("n8n-items.json", &["5:118"], "n8n"),
    ("n8n.json", &["10:21"], "n8n"),
    ("ngrok.json", &["16:17"], "ngrok"),
    ("pipedream.json", &["6:126"], "a saved request"),
    ("queue.json", &["3:217"], "a queue's messages"),
    ("request-base64.json", &["4:12"], "a saved request"),
    ("request-object.json", &["7:21"], "a saved request"),
    ("request-string.json", &["3:121"], "a saved request"),
    ("webhook-site-list.json", &["4:210"], "webhook.site"),
    ("webhook-site.json", &["9:124"], "webhook.site"),
    ("wire.http", &["7:98"], "an HTTP request"),
];

/// Those with payloads in a form that has a place for every byte.
fn has_places(name: &str) -> bool {
    ![
        "api-gateway-v2.json",
        "chunked.http",
        "ngrok.json",
        "request-base64.json",
    ]
    .contains(&name)
}

fn validate(name: &str) -> Speakhook {
    let folder = project("tests/fixtures/envelopes");
    Speakhook::new(["validate", "--no-config", "-f", "concise", name]).dir(&folder)
}

#[test]
fn every_tools_capture_is_opened_and_the_mistake_found_in_it() {
    for (name, places, envelope) in PLACES {
        let run = validate(name).run();
        let expected: Vec<String> = places
            .iter()
            .map(|place| {
                format!(
                    "{name}:{place}: error[schema/format] `agent_id` is \"b3a1\", expected a UUID; \
                     a UUID is 32 hexadecimal digits, written 8-4-4-4-12"
                )
            })
            .collect();
        let found: Vec<&str> = run.stdout.lines().collect();
        assert_eq!(
            (run.status, found),
            (1, expected.iter().map(String::as_str).collect())
        );
        assert!(run.stderr.contains(envelope), "{name}: {}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{name}: {}", run.stderr);
    }
}

/// The place that is reported is the place of the value, seen by somebody who only looks.
#[test]
fn the_reported_place_is_where_an_editor_finds_the_value() {
    for (name, places, _) in PLACES.into_iter().filter(|(name, ..)| has_places(name)) {
        let text = fs::read_to_string(project("tests/fixtures/envelopes").join(name)).unwrap();
        for place in places {
            let (line, column) = place.split_once(':').unwrap();
            let line = text
                .lines()
                .nth(line.parse::<usize>().unwrap() - 1)
                .unwrap();
            let rest: String = line
                .chars()
                .skip(column.parse::<usize>().unwrap() - 1)
                .collect();
            let value = rest.trim_start_matches(['\\', '"']);
            assert!(value.starts_with("b3a1"), "{name}:{place}: {rest}");
        }
    }
}

/// Every file has its own list of what is in it, whichever thread reads it.
#[test]
fn many_captures_on_many_threads_say_the_same() {
    let run = |jobs: &str| {
        let run = validate(".")
            .args(["--jobs", jobs, "--exclude", "empty.har"])
            .run();
        (run.status, run.stdout, run.stderr)
    };
    let one = run("1");
    assert_eq!(run("4"), one);
    assert!(one.2.contains("n8n"), "{}", one.2);
}

#[test]
fn other_commands_open_captures_too() {
    let folder = project("tests/fixtures/envelopes");
    let run = Speakhook::new(["show", "--no-config", "n8n.json"])
        .dir(&folder)
        .run();
    assert_eq!(run.status, 0);
    assert!(
        run.stdout.contains("5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"),
        "{}",
        run.stdout
    );
    let run = Speakhook::new(["stats", "--no-config", "-f", "json", "log.jsonl"])
        .dir(&folder)
        .run();
    let stats: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(stats["total"]["calls"], 3, "{}", run.stdout);
}

#[test]
fn a_capture_without_a_payload_is_no_answer() {
    let run = validate("empty.har").run();
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
    assert_eq!(
        run.stderr,
        "speakhook: error: empty.har:1: this is an HTTP archive, and no request in it has a JSON body\n"
    );
    let run = validate("form.json").run();
    assert_eq!(run.status, 1);
    assert_eq!(
        run.stdout,
        "form.json:1:77: error[json/syntax] `event` is no JSON value\n"
    );
}

#[test]
fn no_body_is_lost() {
    let judge = |text: &[u8]| {
        let run = Speakhook::new(["validate", "--no-config", "-f", "concise"])
            .stdin(text)
            .run();
        (run.status, run.stdout)
    };
    let valid = crate::harness::payload("");
    // Behind chunks.
    let length = valid.len();
    let text = format!(
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{valid}\r\n0\r\n\r\n{{\"event\":\"LOST\"}}\n"
    );
    let (status, said) = judge(text.as_bytes());
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("LOST") && said.contains("<stdin>:8:"),
        "{said}"
    );
    // Behind a byte order mark, which is no part of the text.
    let marked =
        |payload: &str| serde_json::json!([{"headers": {}, "body": format!("\u{feff}{payload}")}]);
    assert_eq!(
        judge(marked(&valid).to_string().as_bytes()),
        (0, String::new())
    );
    for text in [
        marked("{\"event\":\"BAD\"}").to_string(),
        marked("{\"event\":\"BAD\"}")
            .to_string()
            .replace('\u{feff}', "\\ufeff"),
    ] {
        let (status, said) = judge(text.as_bytes());
        let column = text.find("\\\"BAD").unwrap() + 1 - text.find('\u{feff}').map_or(0, |_| 2);
        assert_eq!(status, 1, "{said}");
        assert!(
            said.contains(&format!("<stdin>:1:{column}: ")),
            "{column}: {said}"
        );
    }
    // In an array that the tool has parsed.
    let text = format!("{{\"headers\":{{}},\"body\":[{valid}]}}");
    assert_eq!(judge(text.as_bytes()), (0, String::new()));
}

/// What is behind a request and is none has its place, too.
#[test]
fn what_follows_a_request_is_found_in_its_line() {
    let text =
        "POST / HTTP/1.1\ntransfer-encoding: chunked\n\n2\r\n{}\r\n0\r\n\r\n    {\"event\": 7}\n";
    let run = Speakhook::new(["validate", "--no-config", "-f", "concise"]).stdin(text);
    let run = run.run();
    assert!(run.stdout.contains("<stdin>:8:15: "), "{}", run.stdout);
    let run = Speakhook::new(["validate", "--no-config", "-f", "rdjson"]).stdin(text);
    let report: serde_json::Value = serde_json::from_str(&run.run().stdout).unwrap();
    let places = report["diagnostics"].as_array().unwrap().iter();
    let mut columns = places.map(|found| &found["location"]["range"]["start"]);
    let place = serde_json::json!({"line": 8, "column": 15});
    assert!(columns.any(|found| *found == place), "{report}");
}

/// A listener keeps bodies: what looks like an envelope, several documents or a compressed one is what somebody has sent,
/// and the listener has found it invalid.
#[test]
fn what_a_listener_has_kept_is_the_body() {
    let folder = tempfile::tempdir().unwrap();
    let valid = crate::harness::payload("");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(valid.as_bytes()).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let beside = folder.path().join("a.headers.json");
    for body in [
        format!("{{\"headers\":{{}},\"body\":{valid}}}").as_bytes(),
        format!("POST / HTTP/1.1\r\n\r\n{valid}").as_bytes(),
        format!("{valid}\n{valid}\n").as_bytes(),
        format!("{valid}{valid}").as_bytes(),
        &gzip.finish().unwrap(),
    ] {
        write("a.json", body);
        for args in [&[][..], &["--no-unwrap"], &["--lines"]] {
            let validate = || {
                let run = Speakhook::new(["validate", "--no-config", "-q", "."]).args(args);
                run.dir(folder.path()).run().status
            };
            let _ = fs::remove_file(&beside);
            let is_taken_off = args.is_empty() && validate() == 0;
            assert_eq!(is_taken_off, args.is_empty(), "{}", body.escape_ascii());
            write("a.headers.json", b"{\"capture\":1,\"headers\":[]}");
            assert_eq!(validate(), 1, "{args:?} {}", body.escape_ascii());
        }
    }
    write(
        "a.json",
        format!("\u{feff} {}\r\n", valid.replace(", ", ",\n")).as_bytes(),
    );
    let run = Speakhook::new(["validate", "--no-config", "--lines", "a.json"]);
    let run = run.dir(folder.path()).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

#[test]
fn no_unwrap_judges_the_envelope_itself() {
    let run = validate("request-object.json").arg("--no-unwrap").run();
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert!(
        run.stdout.contains("lacks the required field `event`"),
        "{}",
        run.stdout
    );
    let run = validate("wire.http").arg("--no-unwrap").run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.starts_with("wire.http:1:1: error[json/syntax]"),
        "{}",
        run.stdout
    );
}

#[test]
fn hostile_envelopes_neither_break_nor_lose_anything() {
    let judge = |text: &[u8]| -> Run {
        Speakhook::new(["validate", "--no-config", "-f", "concise"])
            .stdin(text)
            .run()
    };
    let deep = "[".repeat(100_000);
    let cases: Vec<Vec<u8>> = vec![
        format!(r#"{{"headers":{{}},"body":"{deep}"}}"#).into_bytes(),
        format!(r#"{{"headers":{deep}"#).into_bytes(),
        format!(r#"{{"body":{{"event":{deep}"#).into_bytes(),
        br#"{"headers":{},"body":"{\u0000"}"#.to_vec(),
        b"POST / HTTP/1.1\r\n\r\n{\"event\":\"\xff\"}".to_vec(),
        b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n{}".to_vec(),
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}".to_vec(),
        b"POST / HTTP/1.1\n".to_vec(),
        format!("POST / HTTP/1.1\n{}\n\n{{}}", "A: b\n".repeat(100_000)).into_bytes(),
        br#"{"requests":[{"request":{"raw":"!"}}]}"#.to_vec(),
        br#"{"headers":{"a":"\u001b[31m"},"body":{"event":"\u001b[31m","data":{}}}"#.to_vec(),
    ];
    for case in cases {
        let run = judge(&case);
        let shown = String::from_utf8_lossy(&case[..case.len().min(80)]).into_owned();
        assert!(matches!(run.status, 1 | 3), "{shown}: {run:?}");
        assert!(
            !run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'),
            "{shown}"
        );
    }
}
