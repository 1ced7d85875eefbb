//! `--forward-to`: the same bytes to somebody else, whose status is the answer.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::{Listener, captures};
use crate::harness::{Speakhook, payload};

/// Answers every connection with a status, and tells the requests.
pub(super) struct Upstream {
    pub(super) url: String,
    requests: Receiver<Vec<u8>>,
}

impl Upstream {
    pub(super) fn start(status: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/there?x=1", listener.local_addr().unwrap());
        let (sender, requests) = mpsc::channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut request = Vec::new();
                let mut chunk = [0; 4096];
                while !is_whole(&request) {
                    match stream.read(&mut chunk).unwrap() {
                        0 => break,
                        count => request.extend_from_slice(&chunk[..count]),
                    }
                }
                let answer = format!(
                    "HTTP/1.1 {status}\r\nLocation: http://evil.com/\r\nContent-Length: 6\r\n\r\nMARKER"
                );
                let _ = stream.write_all(answer.as_bytes());
                let _ = stream.shutdown(Shutdown::Write);
                if sender.send(request).is_err() {
                    return;
                }
            }
        });
        Self { url, requests }
    }

    fn request(&self) -> (String, Vec<u8>) {
        let request = self.requests.recv().unwrap();
        let end = request
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8(request[..end].to_vec()).unwrap();
        (head, request[end + 4..].to_vec())
    }
}

/// Whether the body has as many bytes as its head says.
fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    request.len() - end - 4 >= length.map_or(0, |length| length.parse().unwrap())
}

#[test]
fn the_same_bytes_and_headers_go_on_and_the_status_comes_back() {
    for (status, code) in [
        ("201 Created", 201),
        ("422 Nope", 422),
        ("500 Oops", 500),
        ("302 Found", 302),
    ] {
        let upstream = Upstream::start(status);
        let mut listener =
            Listener::start(&["--once", "-f", "jsonl", "--forward-to", &upstream.url]);
        let body = b" {\"event\": \"\xc3\xa9\\/\"}\r\n \xff";
        let more = "X-Signature: abc\r\nX-Twice: 1\r\nX-Twice: 2\r\nUser-Agent: SpeakNode/1\r\n\
                    Connection: x-hop\r\nX-Hop: 1\r\nContent-Type: application/json\r\n";
        let head = listener.head(more, body.len());
        let answer = listener.send([head.as_bytes(), body].concat());
        assert_eq!((answer.status, answer.body.as_str()), (code, ""));
        assert!(
            !answer.text.to_lowercase().contains("location"),
            "{}",
            answer.text
        );
        let (head, sent) = upstream.request();
        assert_eq!(sent, body);
        assert!(head.starts_with("POST /there?x=1 HTTP/1.1\r\n"), "{head}");
        let lines: Vec<String> = head.lines().map(str::to_lowercase).collect();
        for line in [
            "x-signature: abc",
            "x-twice: 1",
            "x-twice: 2",
            "user-agent: speaknode/1",
            "content-type: application/json",
        ] {
            assert!(lines.iter().any(|other| other == line), "{line}: {head}");
        }
        assert!(
            !lines.iter().any(|line| line.starts_with("x-hop")),
            "{head}"
        );
        assert!(
            !lines.contains(&format!("host: {}", listener.addr)),
            "{head}"
        );
        let told = listener.told();
        assert_eq!(
            (&told["status"], &told["forwarded"]["status"]),
            (&code.into(), &code.into())
        );
        // The body is no JSON, which is enough for 1.
        assert_eq!(listener.end().status, 1);
    }
}

#[test]
fn the_status_says_whether_everything_was_accepted_there() {
    for (status, exit) in [("204 No Content", 0), ("500 Oops", 1)] {
        let upstream = Upstream::start(status);
        let listener = Listener::start(&["--once", "--forward-to", &upstream.url]);
        listener.deliver(payload(""));
        let ended = listener.end();
        assert_eq!(ended.status, exit, "{status}");
        let arrow = format!("  → {}  ", &status[..3]);
        assert!(ended.stdout.contains(&arrow), "{}", ended.stdout);
        let end = ", 1 not accepted by the receiver\n";
        assert_eq!(ended.stderr.ends_with(end), exit == 1, "{}", ended.stderr);
    }
}

#[test]
fn what_nobody_takes_there_is_kept_here() {
    let free = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let url = format!("http://{free}/?token=MARKER");
    let root = tempfile::tempdir().unwrap();
    let path = root.path().to_str().unwrap();
    let mut listener = Listener::start(&[
        "--once",
        "-f",
        "jsonl",
        "--save",
        path,
        "--forward-to",
        &url,
    ]);
    assert_eq!(listener.deliver(payload("")), 502);
    let told = listener.told();
    assert_eq!(
        (&told["status"], &told["forwarded"]["error"]),
        (&502.into(), &"refused".into())
    );
    let ended = listener.end();
    assert_eq!(ended.status, 3);
    let lines: Vec<&str> = ended.stderr.lines().collect();
    let first = format!("speakhook: error: cannot forward to http://{free}/?…: connection refused");
    assert_eq!(
        lines,
        [
            first.as_str(),
            "incomplete: 1 delivery, 1 valid, 0 invalid, 1 saved, 1 not forwarded"
        ]
    );
    assert_eq!(captures(root.path()).len(), 2);
}

#[test]
fn nothing_unsigned_goes_on() {
    let upstream = Upstream::start("200 OK");
    let args = [
        "listen",
        "--addr",
        "127.0.0.1:0",
        "--header",
        "x-sig",
        "--secret-env",
        "A",
    ];
    let run = Speakhook::new(args)
        .args(["--forward-to", &upstream.url])
        .env("A", "secret");
    let listener = Listener::start_as(&run);
    assert_eq!(listener.deliver(payload("")), 401);
    listener.interrupt();
    assert!(upstream.requests.try_recv().is_err());
}

#[test]
fn plain_http_to_another_machine_needs_a_yes() {
    let run = Speakhook::new([
        "listen",
        "--forward-to",
        "http://192.0.2.1/hook?token=MARKER",
    ])
    .run();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("http://192.0.2.1/hook?… is another machine"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("MARKER"));
    let args = ["--forward-to", "http://192.0.2.1/hook", "--yes"];
    assert_eq!(Listener::start(&args).interrupt().status, 130);
    for url in ["ftp://h/", "127.0.0.1:80", "http://u:p@127.0.0.1/"] {
        assert_eq!(
            Speakhook::new(["listen", "--forward-to", url]).run().status,
            2
        );
    }
}

#[test]
fn nobody_forwards_to_themselves() {
    let run = |more: &[&str]| Speakhook::new(["listen"]).args(more).run();
    for args in [
        [
            "--addr",
            "127.0.0.1:4242",
            "--forward-to",
            "http://localhost:4242/hook",
        ],
        [
            "--addr",
            "0.0.0.0:4242",
            "--forward-to",
            "http://127.0.0.1:4242/",
        ],
    ] {
        let run = run(&args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        let sentence = format!("--forward-to {} is where this listener is", args[3]);
        assert!(run.stderr.contains(&sentence), "{}", run.stderr);
    }
    let run = run(&["--forward-to", "http://user:MARKER@127.0.0.1/"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("a user or a password does not belong into an address")
    );
    assert!(!run.stderr.contains("--header-env"), "{}", run.stderr);
}
