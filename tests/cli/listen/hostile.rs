//! Clients that keep us waiting keep nobody else waiting, and what they say drives no terminal.

use std::io::Write as _;
use std::net::TcpStream;

use crate::runner::assert_tame;

use super::{Answer, Listener, call, is_over};
use crate::harness::payload;

/// Connections, more than there are places, that have sent this and send nothing more.
fn dawdlers(listener: &Listener, count: usize, bytes: &[u8]) -> Vec<TcpStream> {
    (0..count)
        .map(|_| {
            let mut stream = listener.connect();
            let _ = stream.write_all(bytes);
            stream
        })
        .collect()
}

#[test]
fn those_who_do_not_finish_a_head_make_room() {
    let listener = Listener::start(&["-q"]);
    for bytes in [&b""[..], b"P", b"POST / HTTP/1.1\r\nHost: local"] {
        let mut slow = dawdlers(&listener, 300, bytes);
        for number in 0..20 {
            assert_eq!(listener.deliver(call(number)), 200);
        }
        assert!(is_over(&mut slow[0]), "the oldest had to go");
    }
}

#[test]
fn those_who_do_not_finish_a_body_make_room() {
    let listener = Listener::start(&["-q"]);
    let head = listener.head("", 5000) + "{";
    let mut slow = dawdlers(&listener, 300, head.as_bytes());
    assert_eq!(listener.deliver(payload("")), 200);
    assert!(is_over(&mut slow[0]), "the oldest had to go");
    // With their bodies they would take more memory than there is for all.
    let large = [
        listener.head("", 9_000_000).into_bytes(),
        vec![b' '; 8_000_000],
    ]
    .concat();
    let slow = dawdlers(&listener, 12, &large);
    let long = format!("{}{}", payload(""), " ".repeat(5_000_000));
    assert_eq!(listener.deliver(long), 200);
    drop(slow);
    let ended = listener.interrupt();
    assert!(
        ended.stderr.contains("too much at a time"),
        "{}",
        ended.stderr
    );
}

#[test]
fn a_slow_body_keeps_no_other_waiting_and_is_taken_when_it_is_whole() {
    let listener = Listener::start(&[]);
    let body = payload("");
    let mut slow = listener.connect();
    slow.write_all(listener.head("", body.len()).as_bytes())
        .unwrap();
    for byte in body.bytes() {
        slow.write_all(&[byte]).unwrap();
        if byte == b'-' {
            assert_eq!(listener.deliver(call(1)), 200);
        }
    }
    assert_eq!(Answer::read(&mut slow).status, 200);
}

#[test]
fn nothing_that_a_stranger_sends_drives_a_terminal() {
    let mut listener = Listener::start(&["-v"]);
    let escape = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}##[error]";
    let json: String = escape
        .chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect();
    let body = payload(&format!(", \"{json}\": \"{json}\"")).replace("ConversationComplete", &json);
    assert_eq!(listener.deliver(&body), 200);
    let raw = format!("{{\"event\": \"{escape}");
    assert_eq!(listener.deliver(raw), 200);
    assert_eq!(
        listener.deliver([b"{\"event\": \"\x1b[2J\xff".as_slice(), b"\"}"].concat()),
        200
    );
    let host = listener.head("", 2).replace("Host: ", "Host: evil\u{9b}.");
    listener.send(host);
    let path = format!(
        "POST /{}?token=MARKER HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u{9b}\u{202e}x"
    );
    listener.send(path);
    listener.send("GET /::error::x##[error] HTTP/1.1\r\nHost: localhost\r\n\r\n");
    listener.send(format!(
        "{} / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "A".repeat(5000)
    ));
    listener.signal("TERM");
    let _ = listener.said();
    let ended = listener.end();
    for text in [&ended.stdout, &ended.stderr] {
        assert_tame(text, "listen");
        assert!(text.lines().all(|line| line.len() < 1000), "{text}");
    }
    assert!(!ended.stderr.contains("MARKER"), "{}", ended.stderr);
    assert!(ended.stdout.contains(r"\u{1b}]0;owned"), "{}", ended.stdout);
}

/// Wherever a line has to break, it does not break before what a runner obeys.
#[test]
fn no_line_that_is_wrapped_begins_as_a_command() {
    for width in ["30", "45", "60", "80", "110"] {
        let listener = Listener::start(&["-v", "-e", "Zzz", "--width", width]);
        for event in [
            "abc ::error::pwned",
            "an event that is long enough ::error::pwned",
            "::error::a ::error::b ::error::c ::error::d ::error::e",
        ] {
            assert_eq!(
                listener.deliver(format!("{{\"event\": \"{event}\", \"data\": {{}}}}")),
                200
            );
        }
        let ended = listener.interrupt();
        assert_tame(&(ended.stdout + &ended.stderr), width);
        let listener = Listener::start(&["-v", "--width", width]);
        listener.deliver(
            "{\"event\": \"abc ::error::pwned by ::error::x\", \"data\": {\"a ::b ::c\": 1}}",
        );
        listener.send("GET /a%20::error::x/::error::y HTTP/1.1\r\nHost: localhost\r\n\r\n");
        let ended = listener.interrupt();
        assert_tame(&(ended.stdout + &ended.stderr), width);
    }
}
