//! `--fresh`: another call with the same things right and wrong with it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::harness::{Speakhook, files_below, project};
use super::receiver::Receiver;
use super::{file, send, sign};

/// What `validate` finds in a body: rule and place.
fn found(body: &[u8]) -> Vec<(String, String)> {
    let run = Speakhook::new(["validate", "-f", "jsonl"])
        .stdin(body)
        .in_process();
    let lines = run.stdout.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        (text("rule"), text("instance_path"))
    });
    lines.collect()
}

fn is_json(path: &Path) -> bool {
    let text = fs::read(path).unwrap();
    serde_json::from_slice::<Value>(&text).is_ok()
}

#[test]
fn every_sample_is_found_as_it_was() {
    let receiver = Receiver::takes();
    let samples = files_below(&project("samples"));
    let samples: Vec<_> = samples
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "json") && is_json(path))
        .collect();
    assert!(samples.len() > 20);
    let paths: Vec<&str> = samples.iter().map(|path| path.to_str().unwrap()).collect();
    let run = send(&receiver, &["--fresh"]).args(&paths).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let bodies = receiver.bodies();
    assert_eq!(bodies.len(), samples.len());
    let mut changed = 0;
    for (body, path) in bodies.iter().zip(&samples) {
        let before = fs::read(path).unwrap();
        assert_eq!(found(body), found(&before), "{}", path.display());
        changed += usize::from(*body != before);
    }
    assert!(changed > 20, "{changed}");
}

#[test]
fn generated_calls_of_every_kind_stay_valid_and_differ_in_digits_and_letters_alone() {
    let receiver = Receiver::takes();
    let listed = Speakhook::new(["sample", "--list"]).run().stdout;
    let names = listed.lines().filter(|line| !line.starts_with(' '));
    let mut calls = String::new();
    for name in names.filter_map(|line| line.split_whitespace().next()) {
        let run = Speakhook::new(["sample", name, "--count", "3", "--seed", "9"]).in_process();
        calls.push_str(&run.stdout);
    }
    assert!(calls.lines().count() > 30);
    let run = send(&receiver, &["--fresh", "--seed", "1"])
        .stdin(&calls)
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let bodies = receiver.bodies();
    assert_eq!(bodies.len(), calls.lines().count());
    for (before, after) in calls.lines().zip(&bodies) {
        assert_eq!(found(after), found(before.as_bytes()), "{before}");
        assert_eq!(after.len(), before.len());
        for (old, new) in before.bytes().zip(after.iter()) {
            assert!(old == *new || (old.is_ascii_alphanumeric() && new.is_ascii_alphanumeric()));
        }
        let value: Value = serde_json::from_slice(after).unwrap();
        let old: Value = serde_json::from_str(before).unwrap();
        assert_ne!(value["data"]["session_id"], old["data"]["session_id"]);
        assert_eq!(value["data"]["agent_id"], old["data"]["agent_id"]);
        let session = value["data"]["session_id"].as_str().unwrap();
        if let Some(url) = value["data"]["audio_url"].as_str() {
            assert!(url.contains(session), "{url}");
        }
    }
}

#[test]
fn one_session_stays_one_session_in_a_run_and_is_another_in_the_next() {
    let receiver = Receiver::takes();
    let id = "0197a3c4-6f0e-4b52-9d1e-5c2a7be0f411";
    let body = |event: &str| {
        format!(r#"{{"event":"{event}","data":{{"session_id":"{id}","agent_id":"{id}x"}}}}"#)
    };
    let calls = format!(
        "{}\n{}\n",
        body("SessionStarted"),
        body("ConversationComplete")
    );
    let sessions = |args: &[&str]| -> Vec<String> {
        let run = send(&receiver, args).arg("--fresh").stdin(&calls).run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let bodies = receiver.bodies();
        let values = bodies
            .iter()
            .map(|body| serde_json::from_slice(body).unwrap());
        values
            .map(|value: Value| value["data"]["session_id"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = sessions(&[]);
    assert!(first[0] == first[1] && first[0] != id, "{first:?}");
    assert_ne!(sessions(&[])[0], first[0]);
    assert_eq!(sessions(&["--seed", "5"]), sessions(&["--seed", "5"]));
}

#[test]
fn values_are_set_first_and_the_signature_is_of_what_is_sent() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let sample = fs::read(project("samples/conversation-complete/full.json")).unwrap();
    let path = file(folder.path(), "x.json", &sample);
    let time = "2026-06-12T18:51:40Z";
    let args = [
        "--fresh",
        "--seed",
        "1",
        "--now",
        time,
        "--set",
        "/data/start_time=2026-01-01T00:00:00Z",
        "--set",
        "/data/history=[]",
        "--set",
        "/data/duration_seconds=0",
        "--set",
        "/data/created_at=2026-01-01T00:00:00Z",
        "--set",
        "/data/agent_joined_at=2026-01-01T00:00:01Z",
        "--secret-env",
        "S",
        "--header",
        "x-sig",
        &path,
    ];
    let run = send(&receiver, &args).env("S", "k").run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let request = receiver.request();
    assert_eq!(request.header("x-sig"), sign(b"k", &request.body));
    let value: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(value["data"]["agent_joined_at"], time);
    assert_eq!(value["data"]["start_time"], "2026-06-12T18:51:39Z");
}

#[test]
fn without_set_the_layout_stays_and_a_mark_before_the_text_too() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let sample =
        fs::read_to_string(project("samples/conversation-complete/non-latin.json")).unwrap();
    let marked = format!("\u{feff}{sample}\r\n ");
    let path = file(folder.path(), "x.json", &marked);
    let run = send(&receiver, &["--fresh", &path]).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let body = String::from_utf8(receiver.request().body).unwrap();
    let without = |text: &str| text.replace(|c: char| c.is_ascii_alphanumeric(), "");
    assert_eq!(without(&body), without(&marked));
    assert_ne!(body, marked);
}

#[test]
fn what_is_no_json_cannot_be_made_new_and_is_not_sent() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    for bytes in [
        &b"{\"a\":"[..],
        b"{\"a\":\"\xff\"}",
        b"text",
        b"{\"a\":\"9999-12-31T23:59:59Z\",\"start_time\":\"2020-01-01T00:00:00Z\"}",
    ] {
        let path = file(folder.path(), "x.json", bytes);
        let run = send(&receiver, &["--fresh", &path]).run();
        assert_eq!(
            (run.status, receiver.requests().len()),
            (3, 0),
            "{}",
            bytes.escape_ascii()
        );
        assert!(run.stderr.contains("x.json:1:"), "{}", run.stderr);
        assert!(run.stdout.contains("1 input not sent"), "{}", run.stdout);
    }
}
