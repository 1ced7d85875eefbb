//! The bytes that arrive are the bytes that were there.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::receiver::Receiver;
use super::{file, send, sign};
use crate::harness::project;

const AWKWARD: [&[u8]; 12] = [
    b"{\"a\":1}",
    b"{\"a\":1}\n",
    b" \r\n\t{ \"a\" :\t1 }\r\n\r\n ",
    "{\"a\":\"žluťoučký 你好 \u{202e}\u{1f468}\u{200d}\u{1f469}\"}".as_bytes(),
    b"{\"url\":\"https:\\/\\/h\\/\",\"e\":\"\\u00e9\\ud83d\\ude00\"}",
    b"\xef\xbb\xbf{\"a\":1}\n",
    b"{\"a\":1e0,\"b\":1.0,\"c\":0.10,\"d\":123456789012345678901234567890,\"a\":2}",
    b"{\"a\":\"\xff\xfe latin \xe9\"}",
    b"{\"a\":",
    b"{\"a\":\"\x00\"}",
    b"7",
    b"no JSON at all\n",
];

#[test]
fn a_file_is_sent_byte_for_byte_and_signed_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    for bytes in AWKWARD {
        let path = file(folder.path(), "x.json", bytes);
        let args = ["--secret-env", "SECRET", "--header", "X-Sig", &path];
        let run = send(&receiver, &args).env("SECRET", "s3cret").run();
        assert_eq!(run.status, 0, "{}: {}", bytes.escape_ascii(), run.stderr);
        let request = receiver.request();
        assert_eq!(request.body, bytes);
        assert_eq!(request.header("x-sig"), sign(b"s3cret", bytes));
        assert_eq!(request.line, "POST /hook?key=MARKER HTTP/1.1");
        assert_eq!(request.header("content-type"), "application/json");
        let agent = format!("speakhook/{}", env!("CARGO_PKG_VERSION"));
        assert_eq!(request.header("user-agent"), agent);
        // The same through a pipe.
        let run = send(&receiver, &[]).stdin(bytes).run();
        assert_eq!(run.status, 0, "{}", bytes.escape_ascii());
        assert_eq!(receiver.request().body, bytes);
    }
}

#[test]
fn what_is_no_sequence_of_documents_is_one_body_whatever_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let yaml = b"event: \"x\"\ndata:\n  history: []\n  url_parameters: {}\n  more: \"y\"\n";
    let log = b"2026-09-18T10:00:00Z body={\"a\":1}\n2026-09-18T10:00:01Z body={\"a\":2}\n";
    let noted = b"{\"a\":1}\nThis was the first.\n{\"a\":2}\n";
    let bodies: [&[u8]; 5] = [
        yaml,
        log,
        noted,
        b"[INFO] {} \xff\n[INFO] {}\n",
        b"\x89PNG\r\n\x1a\n\0{}\n{\xff}\n{}",
    ];
    for bytes in bodies {
        let path = file(folder.path(), "call.txt", bytes);
        let run = send(&receiver, &[&path]).run();
        assert_eq!(run.status, 0, "{}: {}", bytes.escape_ascii(), run.stderr);
        assert_eq!(receiver.bodies(), [bytes]);
        assert!(run.stdout.contains("call.txt  200 OK"), "{}", run.stdout);
        let dry = send(&receiver, &["--dry-run", &path]).run();
        assert!(dry.stdout.contains("1 delivery"), "{}", dry.stdout);
    }
    // Who says that they are lines has lines.
    let path = file(folder.path(), "log.jsonl", "oops\n{}\n");
    send(&receiver, &[&path]).run();
    assert_eq!(receiver.bodies(), [&b"oops"[..], b"{}"]);
    send(&receiver, &["--lines"]).stdin("oops\n{}\n").run();
    assert_eq!(receiver.bodies(), [&b"oops"[..], b"{}"]);
}

#[test]
fn what_is_one_body_is_not_sent_without_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&b"INFO {}\n".repeat(100)).unwrap();
    let whole = gzip.finish().unwrap();
    let path = file(folder.path(), "log.gz", &whole[..whole.len() - 6]);
    let run = send(&receiver, &[&path]).run();
    assert_eq!((run.status, receiver.requests().len()), (3, 0));
    assert!(run.stderr.contains("cannot read"), "{}", run.stderr);
}

#[test]
fn a_capture_is_its_bytes_whatever_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let headers = r#"{"capture":1,"headers":[["x-kept","1"]]}"#;
    file(folder.path(), "x.headers.json", headers);
    let more: [&[u8]; 4] = [
        b"",
        b"[{\"a\":1},{\"b\":2}]\n",
        b"{}\n{}\n",
        b"\x1f\x8b not gzip",
    ];
    for bytes in AWKWARD.into_iter().chain(more) {
        let path = file(folder.path(), "x.json", bytes);
        let run = send(&receiver, &[&path]).run();
        assert_eq!(run.status, 0, "{}: {}", bytes.escape_ascii(), run.stderr);
        let request = receiver.request();
        assert_eq!(request.body, bytes);
        assert_eq!(request.header("x-kept"), "1");
        let run = send(&receiver, &["--no-captured-headers", &path]).run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let request = receiver.request();
        assert_eq!(request.body, bytes);
        assert!(request.all("x-kept").is_empty());
    }
}

#[test]
fn random_captures_arrive_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let mut state = 7_u64;
    let mut chance = move || {
        // Numerical Recipes' generator; its upper bytes are good enough for bytes.
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut bodies = Vec::new();
    for number in 0..500 {
        let length = usize::try_from(chance() % 2000).unwrap();
        let body: Vec<u8> = (0..length).map(|_| chance().to_le_bytes()[0]).collect();
        file(folder.path(), &format!("{number:03}.json"), &body);
        let headers = format!(r#"{{"capture":1,"headers":[["x-number","{number}"]]}}"#);
        file(folder.path(), &format!("{number:03}.headers.json"), headers);
        bodies.push(body);
    }
    let path = folder.path().to_str().unwrap();
    let args = ["--secret-env", "S", "--header", "x-sig", path];
    let run = send(&receiver, &args).env("S", "k").run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let last = run.stdout.lines().last();
    assert_eq!(last, Some("ok: 500 deliveries, all answered with 2xx"));
    let requests = receiver.requests();
    assert_eq!(requests.len(), bodies.len());
    for (number, (request, body)) in requests.iter().zip(&bodies).enumerate() {
        assert!(request.body == *body, "{number}");
        assert_eq!(request.header("x-number"), number.to_string());
        assert_eq!(request.header("x-sig"), sign(b"k", body));
    }
}

#[test]
fn lines_and_elements_are_bodies_and_their_text_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let lines = "{ \"a\" : 1 }\r\n\n{\"b\":\"\\/\"} \n{\"c\":3}";
    let path = file(folder.path(), "day.jsonl", lines);
    let run = send(&receiver, &[&path]).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let texts: [&[u8]; 3] = [b"{ \"a\" : 1 }", b"{\"b\":\"\\/\"}", b"{\"c\":3}"];
    assert_eq!(receiver.bodies(), texts);
    assert!(run.stdout.contains("day.jsonl:3  200 OK"), "{}", run.stdout);

    let path = file(folder.path(), "one.jsonl", "{\"a\":1}\n");
    assert_eq!(send(&receiver, &[&path]).run().status, 0);
    assert_eq!(receiver.bodies(), [b"{\"a\":1}"]);

    let array = "[ {\"a\" : 1.0},\n\t{\"b\":\"\\u00e9\"} , 3 ]\n";
    let path = file(folder.path(), "array.json", array);
    let run = send(&receiver, &[&path]).run();
    let texts: [&[u8]; 3] = [b"{\"a\" : 1.0}", b"{\"b\":\"\\u00e9\"}", b"3"];
    assert_eq!(receiver.bodies(), texts);
    assert!(
        run.stdout.contains("array.json:2 [1]  200 OK"),
        "{}",
        run.stdout
    );
}

#[test]
fn directories_globs_and_compressed_files_are_sources_as_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(b"{\"gz\": 1}\n").unwrap();
    file(folder.path(), "b.json.gz", gzip.finish().unwrap());
    file(folder.path(), "a.json", "{\"a\": 1}\n");
    file(
        folder.path(),
        "a.headers.json",
        r#"{"capture":1,"headers":[]}"#,
    );
    file(folder.path(), "orphan.headers.json", "{\"orphan\": 1}");
    fs::create_dir(folder.path().join("deep")).unwrap();
    file(&folder.path().join("deep"), "c.json", "{\"c\": 1}");
    // Headers without a body are what a listener that was killed leaves behind.
    let expected: [&[u8]; 3] = [b"{\"a\": 1}\n", b"{\"gz\": 1}\n", b"{\"c\": 1}"];
    let run = send(&receiver, &[folder.path().to_str().unwrap()]).run();
    assert_eq!(
        (run.status, receiver.bodies()),
        (0, expected.map(<[u8]>::to_vec).to_vec())
    );
    let glob = format!("{}/*.json", folder.path().display());
    let run = send(&receiver, &[&glob]).run();
    assert_eq!(
        (run.status, receiver.requests().len()),
        (0, 2),
        "{}",
        run.stdout
    );
    // What came with a body is none, however it is named.
    let beside = folder.path().join("a.headers.json");
    let run = send(&receiver, &[beside.to_str().unwrap()]).run();
    assert_eq!((run.status, receiver.requests().len()), (3, 0));
    assert!(run.stderr.contains("no payload found"), "{}", run.stderr);
}

#[test]
fn what_a_tool_keeps_in_an_envelope_goes_out_with_its_headers() {
    let receiver = Receiver::takes();
    let body = "{\"event\":\"SessionStarted\",\"data\":{\"session_id\":\"5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11\",\
        \"agent_id\":\"b3a1\",\"agent_name\":\"Zoë\"}}";
    let signature = sign(b"an example secret", body.as_bytes());
    for (name, count, has_signature) in [
        ("wire.http", 1, true),
        ("webhook-site.json", 1, true),
        ("ngrok.json", 1, true),
        ("log.jsonl", 3, true),
        ("request-string.json", 1, false),
    ] {
        let path = project("tests/fixtures/envelopes").join(name);
        let run = send(&receiver, &[path.to_str().unwrap()]).run();
        let requests = receiver.requests();
        assert_eq!(
            (run.status, requests.len()),
            (0, count),
            "{name}: {}",
            run.stdout
        );
        for request in requests {
            assert_eq!(request.body, body.as_bytes(), "{name}");
            let found = request.all("x-signature");
            assert_eq!(
                found,
                vec![signature.clone(); usize::from(has_signature)],
                "{name}"
            );
        }
    }
    let path = project("tests/fixtures/envelopes/wire.http");
    let path = path.to_str().unwrap();
    send(&receiver, &[path, "--no-captured-headers"]).run();
    assert_eq!(receiver.requests()[0].all("x-signature"), [""; 0]);
    // As it is, envelope and all, when that is asked for.
    send(&receiver, &[path, "--no-unwrap"]).run();
    assert_eq!(receiver.bodies(), [fs::read(path).unwrap()]);
}

#[test]
fn what_cannot_be_a_body_is_told_and_hides_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let good = file(folder.path(), "good.json", "{}");
    for (name, bytes, part) in [
        ("missing.json", None, "cannot read"),
        ("blank.json", Some(&b" \n"[..]), "blank.json:1:"),
        ("array.json", Some(b"[{\"a\":1},{"), "array.json:1:"),
        (
            "lines.jsonl",
            Some(b"{\"a\":\"\xff\"}\n"),
            "lines.jsonl:1:7: ",
        ),
        ("broken.gz", Some(b"\x1f\x8b\x08broken"), "cannot read"),
        ("empty.json", Some(b"[]"), ""),
    ] {
        let path = folder.path().join(name);
        if let Some(bytes) = bytes {
            fs::write(&path, bytes).unwrap();
        }
        let run = send(&receiver, &[path.to_str().unwrap(), &good]).run();
        let is_nothing = part.is_empty();
        assert_eq!(
            run.status,
            if is_nothing { 0 } else { 3 },
            "{name}: {}",
            run.stderr
        );
        assert!(run.stderr.contains(part), "{name}: {}", run.stderr);
        assert_eq!(receiver.bodies(), [b"{}"], "{name}");
        assert_eq!(
            run.stdout.contains("1 input not sent"),
            !is_nothing,
            "{}",
            run.stdout
        );
    }
    let run = send(&receiver, &["--allow-empty"]).stdin("[]").run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(send(&receiver, &[]).stdin("[]").run().status, 3);
}

#[test]
fn a_capture_with_broken_headers_is_not_sent_without_them() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let path = file(folder.path(), "x.json", "{}");
    file(
        folder.path(),
        "x.headers.json",
        "{\"capture\":1,\"headers\":\"\\u001b[2J\"}",
    );
    let run = send(&receiver, &[&path]).run();
    assert_eq!((run.status, receiver.requests().len()), (3, 0));
    let sentence = "these are not the headers of a capture: invalid type";
    assert!(run.stderr.contains(sentence), "{}", run.stderr);
    let run = send(&receiver, &[&path, "--no-captured-headers"]).run();
    assert_eq!((run.status, receiver.requests().len()), (0, 1));
}

#[test]
fn values_are_set_before_the_signature_is_made() {
    let receiver = Receiver::takes();
    let args = [
        "--set",
        "/data/agent_name=Ada",
        "--secret-env",
        "S",
        "--header",
        "x-sig",
    ];
    let run = send(&receiver, &args)
        .env("S", "k")
        .stdin("{\n  \"data\": {}\n}\n")
        .run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let request = receiver.request();
    assert_eq!(request.body, b"{\"data\":{\"agent_name\":\"Ada\"}}");
    assert_eq!(request.header("x-sig"), sign(b"k", &request.body));

    let run = send(&receiver, &["--set", "/a/b=1"])
        .stdin("{\"a\":1}")
        .run();
    assert_eq!((run.status, receiver.requests().len()), (2, 0));
    assert!(
        run.stderr
            .contains("<stdin>:1: --set: /a/b leads into a number"),
        "{}",
        run.stderr
    );
    let run = send(&receiver, &["--set", "/a=1"]).stdin("{\"a\":").run();
    assert_eq!((run.status, receiver.requests().len()), (3, 0));
}
