//! Whose headers go out: captured ones, replaced by given ones, replaced by the signature.

use std::path::Path;

use super::receiver::{Receiver, Request};
use super::{file, send, sign};

const CAPTURED: &str = r#"{"capture":1,"received_at":"2026-06-12T18:51:40.123Z","method":"POST","target":"/other",
 "headers":[["Host","evil.example.com"],["user-agent","SpeakNode/1"],["content-type","application/json; charset=utf-8"],
 ["content-length","999"],["connection","close, x-hop"],["x-hop","1"],["transfer-encoding","chunked"],["te","trailers"],
 ["accept-encoding","gzip"],["expect","100-continue"],["proxy-authorization","MARKER"],["keep-alive","timeout=5"],
 ["upgrade","h2c"],["X-Signature","00ff"],["x-signature","second"],["x-twice","1"],["x-twice","2"],["x-utf","café"],
 ["x-bad\r\nname","1"],["x-bad-value","a\r\nx-injected: 1"]],
 "left_out":["authorization"],"signature":"verified","session_id":null}"#;

/// The names of the headers that arrived, sorted.
fn names(request: &Request) -> Vec<&str> {
    let mut names: Vec<&str> = request
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn captured_headers_go_out_again_but_for_those_of_the_connection() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let path = file(folder.path(), "x.json", "{}\n");
    file(folder.path(), "x.headers.json", CAPTURED);
    let run = send(&receiver, &[&path]).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let note =
        "the header authorization was not kept; `--header-env authorization=VAR` gives one\n";
    assert!(run.stderr.ends_with(note), "{}", run.stderr);
    let request = receiver.request();
    let expected = [
        "content-length",
        "content-type",
        "host",
        "user-agent",
        "x-signature",
        "x-signature",
        "x-twice",
        "x-twice",
        "x-utf",
    ];
    assert_eq!(names(&request), expected);
    assert_eq!(request.header("content-length"), "3");
    assert!(request.header("host").starts_with("127.0.0.1:"));
    assert_eq!(request.header("user-agent"), "SpeakNode/1");
    assert_eq!(
        request.header("content-type"),
        "application/json; charset=utf-8"
    );
    assert_eq!(request.all("x-signature"), ["00ff", "second"]);
    assert_eq!(request.all("x-twice"), ["1", "2"]);
    assert_eq!(request.header("x-utf"), "café");
    assert_eq!(request.line, "POST /hook?key=MARKER HTTP/1.1");
}

#[test]
fn given_headers_and_the_signature_replace_captured_ones() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let path = file(folder.path(), "x.json", "{}\n");
    file(folder.path(), "x.headers.json", CAPTURED);
    let args = [
        "-H",
        "X-Twice: 3",
        "-H",
        "Content-Type:text/plain",
        "--header-env",
        "Authorization=TOKEN",
        "--secret-env",
        "S",
        "--header",
        "x-SIGNATURE",
        &path,
    ];
    let run = send(&receiver, &args)
        .env("S", "k")
        .env("TOKEN", "Bearer t")
        .run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let request = receiver.request();
    assert_eq!(request.header("x-signature"), sign(b"k", b"{}\n"));
    assert_eq!(request.header("x-twice"), "3");
    assert_eq!(request.header("content-type"), "text/plain");
    assert_eq!(request.header("authorization"), "Bearer t");

    let run = send(&receiver, &["--no-captured-headers", &path]).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let request = receiver.request();
    assert_eq!(
        names(&request),
        ["content-length", "content-type", "host", "user-agent"]
    );
}

const SIGNATURE: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

/// A capture with one header, as `listen` keeps it; the path of its body.
fn capture(folder: &Path, name: &str, header: (&str, &str)) -> String {
    let path = file(folder, &format!("{name}.json"), "{}\n");
    let headers = format!(
        r#"{{"capture":1,"headers":[["{}","{}"]]}}"#,
        header.0, header.1
    );
    file(folder, &format!("{name}.headers.json"), headers);
    path
}

#[test]
fn a_captured_signature_of_a_changed_body_gets_a_note_once_a_run() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let plain = capture(folder.path(), "a", ("x-request-id", "7f3a"));
    let signed = capture(folder.path(), "b", ("x-sig", SIGNATURE));
    let stderr = |args: &[&str]| {
        let run = send(&receiver, args).env("S", "k").run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stderr
    };
    assert_eq!(stderr(&["--set", "/a=1", &plain]), "");
    let note = |place: &str, signatures: &str| {
        format!(
            "speakhook: note: {signed}{place}: {signatures} not fit a changed body (`x-sig`); --secret-env and --header sign it anew\n"
        )
    };
    let one = note("", "a captured signature does");
    assert_eq!(stderr(&["--set", "/a=1", &plain, &signed]), one);
    assert_eq!(stderr(&["--set", "/a=1", "--dry-run", &signed]), one);
    let other = capture(folder.path(), "c", ("x-sig", SIGNATURE));
    let two = note(", and 1 more", "captured signatures do");
    assert_eq!(stderr(&["--set", "/a=1", &plain, &signed, &other]), two);
    for args in [
        &["--set", "/a=1", "-H", "X-Sig: 1", &signed][..],
        &["--set", "/a=1", "--no-captured-headers", &signed],
        &[
            "--set",
            "/a=1",
            "--secret-env",
            "S",
            "--header",
            "x-sig",
            &signed,
        ],
        // Nothing in this body is of one call.
        &["--fresh", &signed],
        &[&signed],
    ] {
        assert_eq!(stderr(args), "", "{args:?}");
    }
}

#[test]
fn a_body_that_a_tool_has_parsed_has_lost_what_was_signed() {
    let receiver = Receiver::takes();
    let envelope =
        |headers: &str, body: &str| format!(r#"{{"headers":{{{headers}}},"body":{body}}}"#);
    let object = r#"{"event":"SessionStarted","data":{}}"#;
    let text = r#""{\"event\":\"SessionStarted\"}""#;
    let signature = format!(r#""x-sig":"sha256={SIGNATURE}""#);
    let notes = |args: &[&str], text: &str| -> Vec<String> {
        let run = send(&receiver, args).env("S", "k").stdin(text).run();
        assert_eq!(run.status, 0, "{}", run.stderr);
        let lines = run.stderr.lines().filter(|line| line.contains("signature"));
        lines.map(str::to_owned).collect()
    };
    let lost = "speakhook: note: <stdin>: a captured signature does not fit a body that its capture tool has parsed, \
                whose bytes are lost (`x-sig`); --secret-env and --header sign it anew";
    assert_eq!(notes(&[], &envelope(&signature, object)), [lost]);
    assert_eq!(notes(&[], &envelope(&signature, text)), [""; 0]);
    assert_eq!(notes(&[], &envelope(r#""x-a":"b""#, object)), [""; 0]);
    let signed = ["--secret-env", "S", "--header", "x-sig"];
    assert_eq!(notes(&signed, &envelope(&signature, object)), [""; 0]);
}

#[test]
fn a_path_that_is_given_again_is_sent_once_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    for name in ["f.json", "g.json"] {
        file(folder.path(), name, "{}");
    }
    let run = send(&receiver, &["f.json", "g.json", "./f.json", "f.json"])
        .dir(folder.path())
        .run();
    assert_eq!((run.status, receiver.requests().len()), (0, 2));
    assert_eq!(
        run.stderr,
        "speakhook: note: f.json was given 3 times and is sent once\n"
    );
    let quiet = send(&receiver, &["-q", "f.json", "f.json"]).dir(folder.path());
    assert_eq!(quiet.run().stderr, "");
}

#[test]
fn what_is_no_header_is_refused_before_anything_is_sent() {
    let receiver = Receiver::takes();
    for (args, part) in [
        (&["-H", "novalue"][..], "write 'NAME: VALUE'"),
        (&["-H", "x: a\r\nInjected: 1"], "no line end"),
        (&["-H", "x y: 1"], "a header's name"),
        (&["-H", "Host: h"], "made by who sends"),
        (&["-H", "content-length: 1"], "made by who sends"),
        (
            &["-H", "Authorization: Bearer MARKER"],
            "--header-env Authorization=VAR",
        ),
        (&["-H", "X-Api-Key: MARKER"], "--header-env X-Api-Key=VAR"),
        (&["--header-env", "x"], "write NAME=VAR"),
        (&["--header-env", "x=UNSET"], "the name of a variable"),
        (&["--header-env", "x=BROKEN"], "no line end"),
        (&["--header", "x"], "needs a secret"),
        (&["--secret-env", "S"], "--header NAME is missing"),
        (&["--secret-env", "S", "--header", "x y"], "a header's name"),
        (
            &["--secret-env", "S", "--header", "Host"],
            "made by who sends",
        ),
        (
            &["--secret-env", "S", "--secret-env", "S", "--header", "x"],
            "one secret",
        ),
        (
            &["--secret-env", "S", "--header", "x", "-H", "X: 1"],
            "given twice",
        ),
        (
            &["--secret-env", "UNSET", "--header", "x"],
            "the name of a variable",
        ),
        (&["--secret-file", "-", "--header", "x"], "cannot be both"),
        (&["--seed", "1"], "--fresh"),
        (&["--rate", "0"], "deliveries a second"),
        (&["--timeout", "0"], "seconds"),
    ] {
        let run = send(&receiver, args)
            .env("S", "k")
            .env("BROKEN", "MARKER\nx: 1")
            .stdin("{}")
            .run();
        assert_eq!((run.status, receiver.requests().len()), (2, 0), "{args:?}");
        assert!(run.stderr.contains(part), "{args:?}: {}", run.stderr);
        assert!(!run.stderr.contains("MARKER"), "{args:?}: {}", run.stderr);
    }
}
