//! What is refused before it is a delivery, and how it is said.

use std::io::Write as _;

use super::{Answer, Listener, call, captures, is_over};
use crate::harness::payload;

/// Status and sentence of what is sent, and whether that was the end of the connection.
fn refusal(listener: &Listener, bytes: impl AsRef<[u8]>) -> (u16, String) {
    let mut stream = listener.connect();
    let _ = stream.write_all(bytes.as_ref());
    let answer = Answer::read(&mut stream);
    assert!(answer.closes(), "{}", answer.text);
    drop(stream);
    (answer.status, answer.body)
}

#[test]
fn only_a_post_to_the_path_is_a_delivery() {
    let listener = Listener::start(&["--path", "/hook"]);
    for (line, status) in [
        ("GET /hook", 405),
        ("PUT /hook", 405),
        ("DELETE /hook", 405),
        ("OPTIONS /hook", 405),
        ("BREW /hook", 405),
        ("GET /", 404),
        ("POST /", 404),
        ("POST /hook/", 404),
        ("POST /hook/..", 404),
        ("POST //hook", 404),
        ("POST /Hook", 404),
        ("POST /%68ook", 404),
    ] {
        let request =
            format!("{line} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{{}}");
        let answer = listener.send(&request);
        assert_eq!(answer.status, status, "{line}");
        assert_eq!(answer.text.contains("\r\nallow: POST\r\n"), status == 405);
    }
    assert_eq!(listener.deliver(payload("")), 200);
    let with_query = listener.head("", 2).replace("/hook", "/hook?x=1");
    assert_eq!(listener.send(with_query + "{}").status, 200);
}

/// A page needs nobody's leave to POST plain text to an address of this machine.
#[test]
fn what_a_page_in_a_browser_sends_is_no_delivery() {
    let root = tempfile::tempdir().unwrap();
    let mut listener = Listener::start(&["--save", root.path().to_str().unwrap()]);
    let words = "deliveries do not come from pages in a browser";
    for (marks, said) in [
        ("Origin: https://evil.example\r\n", ", https://evil.example"),
        ("Origin: null\r\nSec-Fetch-Site: cross-site\r\n", ", null"),
        ("origin:\r\n", ""),
        ("Sec-Fetch-Site: same-origin\r\n", ""),
        ("sec-fetch-site: none\r\n", ""),
    ] {
        let head = listener.head(
            &format!("Content-Type: text/plain\r\n{marks}"),
            payload("").len(),
        );
        for head in [head.clone(), head.replace("POST", "OPTIONS")] {
            let answer = listener.send(head + &payload(""));
            assert_eq!(
                (answer.status, answer.body),
                (403, format!("{words}\n")),
                "{marks}"
            );
            assert!(
                !answer.text.to_lowercase().contains("access-control"),
                "{}",
                answer.text
            );
            let line = listener.said();
            assert!(line.ends_with(&format!("{words}{said}")), "{line}");
        }
    }
    // Somebody else's name is what is said of a request that has one.
    let foreign = "POST / HTTP/1.1\r\nHost: evil.com\r\nOrigin: http://evil.com\r\n\r\n";
    assert_eq!(listener.send(foreign).status, 421);
    // What fetch sends where there is no page.
    let node = "Sec-Fetch-Mode: cors\r\nUser-Agent: node\r\n";
    assert_eq!(listener.deliver_with(node, payload("")), 200);
    let ended = listener.interrupt();
    assert_eq!(captures(root.path()).len(), 2);
    assert!(
        ended.stderr.ends_with("1 saved, 11 requests refused\n"),
        "{}",
        ended.stderr
    );
}

#[test]
fn only_our_names_are_answered_to() {
    let listener = Listener::start(&["--allow-host", "Hook.Example"]);
    let host = |line: &str| {
        let length = payload("").len();
        let request = format!(
            "POST / HTTP/1.1\r\n{line}Content-Length: {length}\r\n\r\n{}",
            payload("")
        );
        listener.send(request).status
    };
    for (line, status) in [
        ("Host: 127.0.0.1\r\n", 200),
        ("Host: localhost:4242\r\n", 200),
        ("Host: [::1]:4242\r\n", 200),
        ("Host: hook.example\r\n", 200),
        ("Host: evil.com\r\n", 421),
        ("Host: 127.evil.com\r\n", 421),
        ("Host: 127.0.0.1.evil.com\r\n", 421),
        ("Host: localhost.evil.com\r\n", 421),
        ("Host: x.hook.example\r\n", 421),
        ("Host: 127.0.0.1\r\nHost: evil.com\r\n", 400),
        ("Host: evil.com@127.0.0.1\r\n", 400),
        ("Host:\r\n", 400),
        ("Host: a b\r\n", 400),
        ("", 400),
    ] {
        assert_eq!(host(line), status, "{line:?}");
    }
    let target = |target: &str, host: &str| {
        let request =
            format!("POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{{}}");
        listener.send(request).status
    };
    assert_eq!(target("http://localhost/", "localhost"), 200);
    assert_eq!(target("http://evil.com/", "localhost"), 421);
    assert_eq!(target("http://localhost/", "evil.com"), 421);
}

/// All of these fail closed; what is said of them is what is wrong.
#[test]
fn what_is_refused_is_called_by_its_name() {
    let mut listener = Listener::start(&[]);
    let both = "both Content-Length and Transfer-Encoding";
    let unclear = "Content-Length is not one number, written once or always alike";
    let no_host = "one `Host` is needed, and only one";
    let bad_host = "what is in `Host` is no host's name, with or without a port";
    let method = "deliveries are POST requests";
    let here = "Host: localhost\r\n";
    let chunks = "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n";
    let twice = "Content-Length: 5\r\nContent-Length: 05\r\n";
    for (line, headers, status, words) in [
        ("POST /", format!("{here}{chunks}"), 400, both),
        ("POST /", format!("{here}{twice}"), 400, unclear),
        ("POST /", String::new(), 400, no_host),
        ("POST /", here.repeat(2), 400, no_host),
        (
            "POST /",
            "Host: localhost:99999\r\n".to_owned(),
            400,
            bad_host,
        ),
        ("POST /", "Host: caf\u{e9}\r\n".to_owned(), 400, bad_host),
        ("POST /", "Host:\r\n".to_owned(), 400, bad_host),
        ("CONNECT localhost:4242", here.to_owned(), 405, method),
        ("OPTIONS *", here.to_owned(), 405, method),
        (
            "POST *",
            here.to_owned(),
            404,
            "nothing listens at this path",
        ),
    ] {
        let request = format!("{line} HTTP/1.1\r\n{headers}\r\nhello");
        let refused = refusal(&listener, request);
        assert_eq!(refused, (status, format!("{words}\n")), "{line} {headers}");
        let said = listener.said();
        assert!(
            said.starts_with(&format!("speakhook: refused {status}: {line} from ")),
            "{said}"
        );
    }
}

#[test]
fn a_foreign_target_is_named_and_not_the_innocent_host() {
    let mut listener = Listener::start(&[]);
    for (target, host, status, words, named) in [
        (
            "http://evil.com/hook",
            "localhost",
            421,
            "this listener does not answer to the host in that target",
            ", evil.com; --allow-host adds a name",
        ),
        (
            "http://localhost/hook",
            "evil.org",
            421,
            "this listener does not answer to that `Host`",
            ", evil.org; --allow-host adds a name",
        ),
        (
            "http://me@localhost/hook",
            "localhost",
            400,
            "the address in the target has no host that could be meant",
            "",
        ),
    ] {
        let request =
            format!("POST {target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 2\r\n\r\n{{}}");
        assert_eq!(refusal(&listener, request), (status, format!("{words}\n")));
        let said = listener.said();
        assert!(said.contains(&format!("{words}{named}")), "{said}");
    }
}

/// Whoever took the codings for the body would keep, and sign for, what nobody has sent.
#[test]
fn a_transfer_coding_that_is_not_decoded_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let listener = Listener::start(&["--save", root.path().to_str().unwrap()]);
    let body = payload("");
    let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    let next = listener.head("", body.len()) + &body;
    for lines in [
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: identity,Chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: deflate\r\nTransfer-Encoding: chunked",
    ] {
        let request =
            format!("POST / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n\r\n{chunks}{next}");
        let words = "of transfer codings, only one `chunked` is decoded\n";
        assert_eq!(
            refusal(&listener, request),
            (501, words.to_owned()),
            "{lines}"
        );
    }
    let request =
        format!("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: Chunked\r\n\r\n{chunks}");
    assert_eq!(listener.send(request).status, 200);
    listener.interrupt();
    assert_eq!(captures(root.path()).len(), 2);
}

#[test]
fn a_request_with_two_ends_is_refused_and_so_is_all_behind_it() {
    let listener = Listener::start(&[]);
    let both = "0\r\n\r\nPOST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
    for lines in [
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "transfer-encoding: CHUNKED\r\nx: y\r\ncontent-length: 0",
        "Transfer-Encoding: identity, chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5, 6",
        "Content-Length: +5",
        "Content-Length: -1",
        "Content-Length: 0x5",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: chunked, gzip",
        "Content-Length: 5\r\n folded: 1",
        "Content-Length : 5",
        "Transfer-Encoding: chunked\r\nBad Header: x",
    ] {
        let mut stream = listener.connect();
        let request = format!("POST / HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n\r\n{both}");
        stream.write_all(request.as_bytes()).unwrap();
        let answer = Answer::read(&mut stream);
        assert_eq!(answer.status, 400, "{lines}");
        let mut rest = String::new();
        let _ = std::io::Read::read_to_string(&mut stream, &mut rest);
        assert_eq!(rest, "", "{lines}");
    }
    let ended = listener.interrupt();
    assert_eq!(ended.stdout, "");
}

#[test]
fn what_is_too_large_is_not_read() {
    let listener = Listener::start(&["--max-body", "1KiB"]);
    let whole = format!("{}{}", payload(""), " ".repeat(1024 - payload("").len()));
    assert_eq!(listener.deliver(&whole), 200);
    assert_eq!(listener.deliver(format!("{whole} ")), 413);
    // Nothing of it is sent: what is announced is enough.
    let announced = listener.head("", 10_000_000_000);
    let (status, words) = refusal(&listener, announced);
    assert_eq!(
        (status, words.as_str()),
        (413, "the body is larger than --max-body\n")
    );
    let chunked = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    let endless = format!(
        "{chunked}{}",
        format!("200\r\n{}\r\n", "x".repeat(512)).repeat(100)
    );
    assert_eq!(refusal(&listener, endless).0, 413);
    let huge = format!("{chunked}ffffffffffffffff\r\n{}", "x".repeat(2000));
    assert!([400, 413].contains(&refusal(&listener, huge).0));
    // Who asks first is told before the body.
    let expects = listener.head("Expect: 100-continue\r\n", 5000);
    assert_eq!(refusal(&listener, expects).0, 413);
}

#[test]
fn a_head_has_a_size() {
    let listener = Listener::start(&[]);
    for (more, status) in [
        (format!("x: {}\r\n", "y".repeat(50_000)), 200),
        (format!("x: {}\r\n", "y".repeat(70_000)), 431),
        (format!("x: {}", "y".repeat(1_000_000)), 431),
        ("x: y\r\n".repeat(90), 200),
        ("x: y\r\n".repeat(200), 431),
        ("x: y\r\n".repeat(200_000), 431),
    ] {
        let head = listener.head(&more, 2);
        assert_eq!(
            listener.send(head + "{}").status,
            status,
            "{} bytes",
            more.len()
        );
    }
    let long = format!(
        "POST /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "x".repeat(66_000)
    );
    assert!([414, 431].contains(&listener.send(long).status));
    let ended = listener.interrupt();
    assert!(
        ended
            .stderr
            .contains("speakhook: refused 431: a request from 127.0.0.1:"),
        "{}",
        ended.stderr
    );
}

#[test]
fn an_encoded_body_is_refused() {
    let listener = Listener::start(&[]);
    for (value, status) in [
        ("gzip", 415),
        ("br", 415),
        ("identity, gzip", 415),
        ("IDENTITY", 200),
        ("", 200),
    ] {
        let header = format!("Content-Encoding: {value}\r\n");
        assert_eq!(
            listener.deliver_with(&header, payload("")),
            status,
            "{value}"
        );
    }
    let twice = "Content-Encoding: identity\r\nContent-Encoding: gzip\r\n";
    assert_eq!(listener.deliver_with(twice, payload("")), 415);
}

#[test]
fn a_body_that_breaks_off_is_no_delivery() {
    let mut listener = Listener::start(&["-f", "jsonl"]);
    let mut stream = listener.connect();
    let head = listener.head("", 500);
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(payload("").as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    assert!(is_over(&mut stream));
    assert_eq!(listener.deliver(call(7)), 200);
    // The first that is told is the second that was sent.
    assert_eq!(listener.told()["bytes"], call(7).len());
}

#[test]
fn what_is_no_http_is_refused_and_others_are_served() {
    let listener = Listener::start(&[]);
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"hello\r\n\r\n",
        b"POST / HTTP/3.7\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nx: \0\r\n\r\n",
        b"POST http:// HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\r\n\r\n\r\n\0",
        b"POST \xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        let status = listener.send(bytes).status;
        assert!(
            [0, 400, 404, 505].contains(&status),
            "{}: {status}",
            bytes.escape_ascii()
        );
        assert_eq!(listener.deliver(payload("")), 200);
    }
}

#[test]
fn one_connection_carries_deliveries_one_after_the_other_also_when_they_come_at_once() {
    let mut listener = Listener::start(&["-f", "jsonl"]);
    let mut stream = listener.connect();
    let request = |number: usize| {
        let body = call(number);
        listener.head("", body.len()) + &body
    };
    for number in [1, 2] {
        stream.write_all(request(number).as_bytes()).unwrap();
        let answer = Answer::read(&mut stream);
        assert!(answer.status == 200 && !answer.closes(), "{}", answer.text);
    }
    let both = request(3) + &request(4);
    stream.write_all(both.as_bytes()).unwrap();
    assert_eq!(Answer::read(&mut stream).status, 200);
    assert_eq!(Answer::read(&mut stream).status, 200);
    for number in 1..=4_usize {
        let session = format!("5b0f6c1e-8a53-4f0c-9a0e-{number:012x}");
        assert_eq!(listener.told()["session_id"], session);
    }
}

#[test]
fn who_waits_to_be_asked_for_the_body_is_asked() {
    let listener = Listener::start(&[]);
    let mut stream = listener.connect();
    let head = listener.head("Expect: 100-continue\r\n", 2);
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(Answer::read(&mut stream).status, 100);
    stream.write_all(b"{}").unwrap();
    assert_eq!(Answer::read(&mut stream).status, 200);
}

#[test]
fn who_has_said_everything_may_close_that_half() {
    let listener = Listener::start(&[]);
    let mut stream = listener.connect();
    let request = listener.head("", 2) + "{}";
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    assert_eq!(Answer::read(&mut stream).status, 200);
    assert!(is_over(&mut stream));
}
