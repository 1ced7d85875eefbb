//! What receivers do, what is told of it, and the status that comes of it.

use crate::runner::assert_tame;
use std::io::Write as _;
use std::net::TcpListener;

use serde_json::Value;

use super::super::schemas::{printed, validator};
use super::receiver::Receiver;
use super::{file, send};

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\n\r\n{body}")
}

#[test]
fn the_status_says_how_it_went() {
    for (status, code, word) in [
        ("200 OK", 0, "ok: "),
        ("204 No Content", 0, "ok: "),
        ("299 Mine", 0, "ok: "),
        ("301 Moved Permanently", 1, "failed: "),
        ("307 Temporary Redirect", 1, "failed: "),
        ("400 Bad Request", 1, "failed: "),
        ("404 Not Found", 1, "failed: "),
        ("429 Too Many Requests", 1, "failed: "),
        ("500 Internal Server Error", 1, "failed: "),
        ("999 Whatever", 1, "failed: "),
    ] {
        let receiver = Receiver::says(&[&answer(status, "")]);
        let run = send(&receiver, &[]).stdin("{}").run();
        assert_eq!((run.status, run.stderr.as_str()), (code, ""), "{status}");
        let last = run.stdout.lines().last().unwrap();
        assert!(last.starts_with(word), "{status}: {last}");
        let number = &status[..3];
        assert!(
            run.stdout.contains(&format!("<stdin>  {number}")),
            "{}",
            run.stdout
        );
        assert_eq!(receiver.requests().len(), 1, "{status}");
    }
}

#[test]
fn nobody_there_is_no_answer() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = format!("http://{free}/");
    let run = super::Speakhook::new(["send", "--to", &url])
        .stdin("{}")
        .run();
    let said = "<stdin>  connection refused\n\
                incomplete: 1 delivery, 0 answered with 2xx, 1 without an answer\n";
    assert_eq!((run.status, run.stdout.as_str()), (3, said));

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let args = ["send", "--timeout", "0.1", "--to", &url];
    let run = super::Speakhook::new(args).stdin("{}").run();
    assert_eq!(run.status, 3);
    assert!(
        run.stdout.starts_with("<stdin>  no answer in time\n"),
        "{}",
        run.stdout
    );
}

#[test]
fn several_deliveries_are_counted_and_the_worst_decides() {
    let receiver = Receiver::says(&[
        &answer("200 OK", "fine"),
        &answer("503 Service Unavailable", "later"),
        "",
        &answer("200 OK", ""),
    ]);
    let run = send(&receiver, &[]).stdin("{\"a\":1}\n{}\n{}\n{}\n").run();
    let told: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(run.status, 3);
    assert!(told[0].starts_with("<stdin>:1  200 OK  ") && told[0].ends_with(" ms  fine"));
    assert!(told[1].starts_with("<stdin>:2  503 Service Unavailable  "));
    assert_eq!(
        told[2],
        "<stdin>:3  the connection was closed before an answer came"
    );
    assert!(told[3].ends_with(" ms"), "{}", told[3]);
    let tally =
        "incomplete: 4 deliveries, 2 answered with 2xx, 1 with another status, 1 without an answer";
    assert_eq!(told[4], tally);
    // Nothing is sent twice.
    assert_eq!(receiver.requests().len(), 4);
}

#[test]
fn a_redirect_is_not_followed() {
    let elsewhere = Receiver::takes();
    for status in ["301", "302", "303", "307", "308"] {
        let location = &elsewhere.url;
        let head =
            format!("HTTP/1.1 {status} Go\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        let receiver = Receiver::says(&[&head]);
        let run = send(&receiver, &[]).stdin("{}").run();
        assert_eq!((run.status, receiver.requests().len()), (1, 1), "{status}");
        assert!(elsewhere.requests().is_empty(), "{status}");
    }
}

#[test]
fn an_answer_without_end_is_left_and_cut() {
    let receiver = Receiver::with(|stream, _| {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        stream.write_all(head).unwrap();
        let chunk = [b"1000\r\n".as_slice(), &[b'x'; 0x1000], b"\r\n"].concat();
        while stream.write_all(&chunk).is_ok() {}
    });
    let run = send(&receiver, &[]).stdin("{}").run();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains(&format!("  {}…\n", "x".repeat(80))),
        "{}",
        run.stdout
    );
    let run = send(&receiver, &["-f", "jsonl"]).stdin("{}").run();
    let line: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(line["response"].as_str().unwrap().len(), 4096);
    assert_eq!(line["response_is_cut"], true);
}

#[test]
fn what_a_receiver_says_drives_no_terminal() {
    let hostile = "\u{1b}]52;c;x\u{7}\u{1b}[2J\r\nok: forged\n::error::x ##[error]\u{202e}\u{9b}";
    let receiver = Receiver::says(&[
        &answer("200 OK", hostile),
        &answer("500 \u{1b}[31mred", hostile),
        "HTTP/1.1 200 OK\r\nX-\u{1b}[2J: \u{1b}[2J\r\n\r\n",
        "\u{1b}[2J no HTTP\r\n\r\n",
    ]);
    for format in ["text", "jsonl"] {
        for _ in 0..4 {
            let run = send(&receiver, &["-f", format]).stdin("{}").run();
            let said = format!("{}{}", run.stdout, run.stderr);
            assert_tame(&said, format);
            assert!(
                !said.lines().any(|line| line.starts_with("ok: forged")),
                "{said}"
            );
        }
    }
}

#[test]
fn every_line_for_programs_is_as_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::says(&[
        &answer("200 OK", "\u{1b}fine"),
        &answer("599 Odd", ""),
        "",
        "no HTTP\r\n\r\n",
    ]);
    let path = file(folder.path(), "x.json", "[{},{},\n{},{}]");
    let signed = [
        "-f",
        "jsonl",
        "--secret-env",
        "S",
        "--header",
        "x",
        "--header-env",
        "y=T",
        &path,
    ];
    let made = send(&receiver, &signed)
        .env("S", "k")
        .env("T", "MARKER")
        .run();
    let held = send(&receiver, &signed)
        .arg("--dry-run")
        .env("S", "k")
        .env("T", "MARKER")
        .run();
    assert_eq!((made.status, held.status), (3, 0), "{}", made.stdout);
    let schema = validator(&printed(&["--of", "sent"]));
    let mut outcomes = Vec::new();
    for line in made.stdout.lines().chain(held.stdout.lines()) {
        let line: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = schema.iter_errors(&line).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{line}: {errors:?}");
        assert_eq!(line["signature"], super::sign(b"k", b"{}"));
        outcomes.push(line["outcome"].as_str().unwrap().to_owned());
    }
    let expected = [
        "taken",
        "rejected",
        "unanswered",
        "unanswered",
        "held",
        "held",
        "held",
        "held",
    ];
    assert_eq!(outcomes, expected);
    let held: Value = serde_json::from_str(held.stdout.lines().nth(2).unwrap()).unwrap();
    assert_eq!((&held["line"], &held["element"]), (&2.into(), &2.into()));
    let headers = held["headers"].as_array().unwrap();
    assert!(headers.contains(&serde_json::json!(["y", null])), "{held}");
    assert!(!made.stdout.contains("MARKER"));
}

#[test]
fn quiet_says_less_and_colour_is_ours_alone() {
    let receiver = Receiver::says(&[&answer("500 Oops", "said")]);
    let run = send(&receiver, &["-q"]).stdin("{}").run();
    assert_eq!((run.status, run.stdout.lines().count()), (1, 1));
    let run = send(&receiver, &["-qq"]).stdin("{}").run();
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let run = send(&receiver, &["--color", "always"]).stdin("{}").run();
    assert!(
        run.stdout
            .contains("\u{1b}[1;31m500 Internal Server Error\u{1b}[0m"),
        "{:?}",
        run.stdout
    );
}

#[test]
fn with_a_rate_everything_is_still_sent_once() {
    let receiver = Receiver::takes();
    let run = send(&receiver, &["--rate", "1000"])
        .stdin("{}\n".repeat(20))
        .run();
    assert_eq!((run.status, receiver.requests().len()), (0, 20));
}

#[test]
fn a_reader_who_leaves_has_not_called_off_the_deliveries() {
    let receiver = Receiver::says(&[&answer("200 OK", ""), &answer("500 No", "")]);
    let speakhook = send(&receiver, &[]).stdin("{}\n{}\n{}\n");
    let mut child = speakhook.start(&mut speakhook.command());
    drop(child.stdout.take());
    let run = speakhook.watch(child);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert_eq!(receiver.requests().len(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_that_cannot_be_written_ends_the_run() {
    use std::fs::OpenOptions;
    let receiver = Receiver::takes();
    let speakhook = send(&receiver, &[]).stdin("{}\n{}\n{}\n");
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let child = speakhook.start(speakhook.command().stdout(full));
    let run = speakhook.watch(child);
    assert_eq!((run.status, receiver.requests().len()), (3, 1));
    assert!(
        run.stderr.contains("cannot write standard output"),
        "{}",
        run.stderr
    );
}

/// Nothing here sleeps: the receiver has the request, and never answers it, when the signal is sent.
#[cfg(unix)]
#[test]
fn a_signal_ends_the_wait_for_an_answer() {
    use super::super::signals;
    use std::io::Read as _;
    for (signal, word, status) in [("INT", "interrupted", 130), ("TERM", "terminated", 143)] {
        let receiver = Receiver::with(|stream, _| {
            // Until the sender has gone.
            let _ = stream.read(&mut [0]);
        });
        let speakhook = send(&receiver, &[]).stdin("{}\n{}\n");
        let child = speakhook.start(&mut speakhook.command());
        receiver.next();
        signals::send(signal, &child);
        let run = speakhook.watch(child);
        assert_eq!(run.status, status, "{}", run.stderr);
        let said = format!(
            "<stdin>:1  {word} before an answer came\n\
             {word}: 1 delivery, 0 answered with 2xx, 1 without an answer\n"
        );
        assert_eq!(run.stdout, said);
        assert!(receiver.requests().is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_wait_for_the_next_turn() {
    use super::super::signals;
    let receiver = Receiver::takes();
    let speakhook = send(&receiver, &["--rate", "0.001"]).stdin("{}\n{}\n");
    let child = speakhook.start(&mut speakhook.command());
    receiver.next();
    signals::send("INT", &child);
    let run = speakhook.watch(child);
    assert_eq!(run.status, 130, "{}", run.stderr);
    assert!(receiver.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn lines_go_out_as_they_come_and_a_signal_ends_the_wait_for_more() {
    use super::super::signals;
    use std::process::Stdio;
    let receiver = Receiver::takes();
    let speakhook = send(&receiver, &["--lines"]);
    let mut child = speakhook.command().stdin(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(b"{\"a\":1}\n").unwrap();
    assert_eq!(receiver.next().body, b"{\"a\":1}");
    signals::send("TERM", &child);
    let run = speakhook.watch(child);
    assert_eq!(run.status, 143);
    let sentence = "terminated in <stdin>; the rest was not read\n";
    assert!(run.stderr.ends_with(sentence), "{}", run.stderr);
    let last = run.stdout.lines().last().unwrap();
    assert!(last.starts_with("terminated: 1 delivery, "), "{last}");
    drop(pipe);
}
