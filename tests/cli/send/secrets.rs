//! A secret goes to the receiver and nowhere else.

use std::io::Write as _;
use std::net::TcpStream;

use super::receiver::{Receiver, Request};
use super::{file, send, sign};

const MARKER: &str = "MARKER-5f0c9a0e";

/// Answers with what came, as services for debugging do.
fn echo(stream: &mut TcpStream, request: &Request) {
    let mut said = format!("{}\n", request.line);
    for (name, value) in &request.headers {
        said.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value)));
    }
    let length = said.len();
    let head = format!("HTTP/1.1 401 No\r\nContent-Length: {length}\r\n\r\n{said}");
    let _ = stream.write_all(head.as_bytes());
}

#[test]
fn no_output_has_a_secret_whatever_the_receiver_says() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::with(echo);
    let path = file(folder.path(), "x.json", "{}");
    let secret = file(folder.path(), "secret", format!("{MARKER}\n"));
    let signature = sign(MARKER.as_bytes(), b"{}");
    for more in [
        &[][..],
        &["-f", "jsonl"],
        &["-v"],
        &["--dry-run"],
        &["--dry-run", "-v", "-f", "jsonl"],
        &["--set", "/a/b=1", "-v"],
    ] {
        for source in [["--secret-env", "SECRET"], ["--secret-file", &secret]] {
            let args = ["--header", "x-sig", "--header-env", "x-other=TOKEN", &path];
            let run = send(&receiver, &args)
                .args(source)
                .args(more)
                .env("SECRET", MARKER)
                .env("TOKEN", &format!("Bearer {MARKER}"))
                .run();
            let said = format!("{}{}", run.stdout, run.stderr);
            // The address of the receiver has a marker of its own, which it echoes.
            assert!(!said.contains(MARKER), "{more:?}: {said}");
            for request in receiver.requests() {
                assert_eq!(request.header("x-other"), format!("Bearer {MARKER}"));
                if request.body == b"{}" {
                    assert_eq!(request.header("x-sig"), signature);
                }
            }
        }
    }
}

/// As libraries of several languages write a header into JSON, and with the secret at the end of what is read.
#[test]
fn a_secret_is_hidden_in_json_and_where_the_answer_is_cut() {
    let value = "abc\"MARKQ1/é";
    let latin = |request: &Request| -> String {
        let all = request.headers.iter();
        let mut own = all.filter(|(name, _)| name == "x-api-key");
        own.next()
            .unwrap()
            .1
            .iter()
            .copied()
            .map(char::from)
            .collect()
    };
    let write: [fn(String) -> String; 4] = [
        |text| serde_json::to_string(&text).unwrap(),
        |text| serde_json::to_string(&text).unwrap().replace('/', "\\/"),
        |text| {
            let json = serde_json::to_string(&text).unwrap();
            json.replace('\u{c3}', "\\u00c3")
                .replace('\u{a9}', "\\u00a9")
        },
        // The excerpt has 4 KiB, and the last of them is the Q.
        |text| format!("{}{text} and more", " ".repeat(4096 - 9)),
    ];
    for write in write {
        let receiver = Receiver::with(move |stream, request| {
            let said = write(latin(request));
            let length = said.len();
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{said}");
            let _ = stream.write_all(head.as_bytes());
        });
        for format in ["text", "jsonl"] {
            let args = ["--header-env", "X-Api-Key=K", "-f", format];
            let run = send(&receiver, &args).env("K", value).stdin("{}").run();
            assert_eq!(run.status, 0, "{}", run.stderr);
            assert!(run.stdout.contains('…'), "{}", run.stdout);
            for part in ["abc", "MARK", "u00c3", "Ã"] {
                assert!(!run.stdout.contains(part), "{}", run.stdout);
            }
        }
    }
}

#[test]
fn a_browser_s_session_stays_out_of_a_replay() {
    let folder = tempfile::tempdir().unwrap();
    let har = r#"{"log":{"entries":[{"request":{"method":"POST","headers":[
        {"name":"Cookie","value":"sid=SESSION-1"},{"name":"Authorization","value":"Bearer SESSION-1"},
        {"name":"X-Api-Key","value":"SESSION-1"},{"name":"X-Note","value":"kept"}],
        "postData":{"text":"{\"event\":\"x\"}"}}}]}}"#;
    let beside = r#"{"capture":1,"headers":[["cookie","SESSION-1"],["x-api-key","SESSION-1"],["x-note","kept"]]}"#;
    let har = file(folder.path(), "session.har", har);
    let capture = file(folder.path(), "x.json", r#"{"event":"x"}"#);
    file(folder.path(), "x.headers.json", beside);
    for path in [&har, &capture] {
        let receiver = Receiver::with(echo);
        for more in [&[][..], &["--dry-run"], &["--dry-run", "-f", "jsonl"]] {
            let run = send(&receiver, &[path]).args(more).run();
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains("SESSION"), "{more:?}: {said}");
            assert!(said.contains("the header cookie was not kept"), "{said}");
        }
        let request = receiver.request();
        assert_eq!(request.header("x-note"), "kept");
        for name in ["cookie", "authorization", "x-api-key"] {
            assert!(request.all(name).is_empty(), "{name}");
        }
        // What is given goes out.
        let run = send(&receiver, &["--header-env", "Cookie=C", path])
            .env("C", "mine")
            .run();
        assert!(
            !run.stderr.contains("cookie") && !run.stdout.contains("mine"),
            "{}{}",
            run.stdout,
            run.stderr
        );
        assert_eq!(receiver.request().header("cookie"), "mine");
    }
}

/// The signature is one of the headers that a replay has.
#[test]
fn a_header_that_the_signature_makes_is_not_missing() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let path = file(folder.path(), "x.json", "{}");
    let beside = r#"{"capture":1,"headers":[["x-hook-token","00ff"]]}"#;
    file(folder.path(), "x.headers.json", beside);
    let args = ["--secret-env", "S", "--header", "X-Hook-Token", &path];
    let run = send(&receiver, &args).env("S", "k").run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(receiver.request().header("x-hook-token"), sign(b"k", b"{}"));
}

#[test]
fn a_secret_comes_through_standard_input_too() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::takes();
    let path = file(folder.path(), "x.json", "{}");
    let args = ["--secret-file", "-", "--header", "x-sig", &path];
    let run = send(&receiver, &args).stdin(format!("{MARKER}\r\n")).run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let signature = sign(MARKER.as_bytes(), b"{}");
    assert_eq!(receiver.request().header("x-sig"), signature);
}

/// The receiver holds the delivery while the process is looked at.
#[cfg(target_os = "linux")]
#[test]
fn the_command_line_of_the_process_has_no_secret() {
    use std::sync::mpsc;
    let (go, wait) = mpsc::channel::<()>();
    let receiver = Receiver::with(move |stream, _| {
        let _ = wait.recv();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    let args = [
        "--secret-env",
        "SECRET",
        "--header",
        "x-sig",
        "--header-env",
        "authorization=TOKEN",
    ];
    let speakhook = send(&receiver, &args)
        .stdin("{}")
        .env("SECRET", MARKER)
        .env("TOKEN", MARKER);
    let child = speakhook.start(&mut speakhook.command());
    receiver.next();
    let line = std::fs::read(format!("/proc/{}/cmdline", child.id())).unwrap();
    let line = String::from_utf8(line).unwrap();
    go.send(()).unwrap();
    assert_eq!(speakhook.watch(child).status, 0);
    assert!(
        line.contains("--secret-env") && !line.contains(MARKER),
        "{line}"
    );
}
