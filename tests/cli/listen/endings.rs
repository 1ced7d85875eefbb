//! How a listener ends, and what its status says.

use std::io::Write as _;
use std::net::TcpStream;
use std::thread;

use super::{Answer, Listener, call, captures, is_over};
use crate::harness::{Speakhook, flawed, payload};

#[test]
fn after_one_delivery_the_status_says_whether_it_was_valid() {
    for (args, body, status, tally) in [
        (
            &[][..],
            payload(""),
            0,
            "ok: 1 delivery, 1 valid, 0 invalid",
        ),
        (&[], flawed(), 1, "failed: 1 delivery, 0 valid, 1 invalid"),
        (
            &["--fail-on", "never"],
            flawed(),
            0,
            "ok: 1 delivery, 1 valid, 0 invalid",
        ),
        (
            &["--fail-on", "warning"],
            payload(r#", "x": 1"#),
            1,
            "failed: 1 delivery, 0 valid, 1 invalid",
        ),
        (
            &["--respond", "503"],
            payload(""),
            0,
            "ok: 1 delivery, 1 valid, 0 invalid",
        ),
    ] {
        let listener = Listener::start(&[&["--once"], args].concat());
        let answered = listener.deliver(body);
        assert_eq!(answered, if args.contains(&"503") { 503 } else { 200 });
        let ended = listener.end();
        assert_eq!(
            (ended.status, ended.stderr.trim_end()),
            (status, tally),
            "{args:?}"
        );
        assert_eq!(ended.stdout.lines().count(), 1);
    }
}

#[test]
fn refused_requests_are_no_deliveries() {
    let listener = Listener::start(&["--once"]);
    assert_eq!(
        listener.deliver_with("Content-Encoding: gzip\r\n", "x"),
        415
    );
    assert_eq!(listener.deliver(payload("")), 200);
    assert_eq!(listener.end().status, 0);
}

#[test]
fn as_many_are_taken_as_were_asked_for_however_many_come() {
    let root = tempfile::tempdir().unwrap();
    let listener = Listener::start(&["--count", "5", "--save", root.path().to_str().unwrap()]);
    let requests: Vec<(TcpStream, String)> = (0..20)
        .map(|number| {
            let body = call(number);
            (listener.connect(), listener.head("", body.len()) + &body)
        })
        .collect();
    let threads: Vec<_> = requests
        .into_iter()
        .map(|(mut stream, request)| {
            thread::spawn(move || {
                let _ = stream.write_all(request.as_bytes());
                Answer::read(&mut stream).status
            })
        })
        .collect();
    let statuses: Vec<u16> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .collect();
    let taken = statuses.iter().filter(|status| **status == 200).count();
    assert_eq!(taken, 5, "{statuses:?}");
    // Who comes when the listener has closed its door gets no answer.
    let others = statuses.iter().filter(|status| **status != 200);
    assert!(
        others.clone().all(|status| [0, 503].contains(status)),
        "{statuses:?}"
    );
    let ended = listener.end();
    assert_eq!((ended.status, ended.stdout.lines().count()), (0, 5));
    assert_eq!(captures(root.path()).len(), 10);
}

#[test]
fn who_waits_in_vain_has_no_answer() {
    let run = |args: &[&str]| Listener::start(&[&["--timeout", "0.05"], args].concat()).end();
    for args in [&[][..], &["--once"], &["--count", "3"]] {
        let ended = run(args);
        assert_eq!(ended.status, 3, "{args:?}");
        assert_eq!(
            ended.stderr,
            "incomplete: 0 deliveries; more were waited for\n"
        );
    }
    let listener = Listener::start(&["--timeout", "3", "-f", "jsonl"]);
    assert_eq!(listener.deliver(payload("")), 200);
    assert_eq!(listener.end().status, 0);
}

#[test]
fn a_signal_ends_with_a_tally_and_without_anything_half_done() {
    for (signal, word, status) in [("INT", "interrupted", 130), ("TERM", "terminated", 143)] {
        let root = tempfile::tempdir().unwrap();
        let mut listener =
            Listener::start(&["--save", root.path().to_str().unwrap(), "-f", "jsonl"]);
        assert_eq!(listener.deliver(call(1)), 200);
        assert_eq!(listener.deliver("x"), 200);
        assert_eq!(listener.deliver(call(1)), 200);
        assert_eq!(
            listener
                .send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .status,
            405
        );
        assert!(
            listener
                .said()
                .starts_with("speakhook: refused 405: GET / from 127.0.0.1:")
        );
        // One who is idle, one who has not finished a head, one who has not finished a body.
        let mut waiting = [listener.connect(), listener.connect(), listener.connect()];
        waiting[1].write_all(b"POST / HTTP/1.1\r\n").unwrap();
        let head = listener.head("", 1000) + "{";
        waiting[2].write_all(head.as_bytes()).unwrap();
        listener.told();
        listener.signal(signal);
        let ended = listener.end();
        assert_eq!(ended.status, status);
        let tally = format!(
            "{word}: 3 deliveries, 2 valid, 1 invalid, 1 duplicate, 3 saved, 1 request refused"
        );
        assert!(
            ended.stderr.lines().any(|line| line == tally),
            "{}",
            ended.stderr
        );
        for stream in &mut waiting {
            assert!(is_over(stream));
        }
        let names = captures(root.path());
        assert_eq!(names.len(), 6, "{names:?}");
        assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
    }
}

#[test]
fn a_delivery_under_way_is_finished() {
    let root = tempfile::tempdir().unwrap();
    let listener = Listener::start(&["--save", root.path().to_str().unwrap()]);
    let body = payload("");
    let (first, rest) = body.split_at(10);
    let mut stream = listener.connect();
    let head = listener.head("Expect: 100-continue\r\n", body.len());
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(Answer::read(&mut stream).status, 100);
    stream.write_all(first.as_bytes()).unwrap();
    listener.signal("INT");
    // It has heard the signal when nobody new gets in.
    while TcpStream::connect(listener.addr).is_ok() {}
    stream.write_all(rest.as_bytes()).unwrap();
    assert_eq!(Answer::read(&mut stream).status, 200);
    let ended = listener.end();
    assert_eq!((ended.status, ended.stdout.lines().count()), (130, 1));
    assert_eq!(captures(root.path()).len(), 2);
}

#[test]
fn an_address_that_is_taken_is_said() {
    let listener = Listener::start(&[]);
    let addr = listener.addr.to_string();
    let run = Speakhook::new(["listen", "--addr", &addr]).run();
    assert_eq!(run.status, 3);
    assert_eq!(
        run.stderr,
        format!(
            "speakhook: error: cannot listen on {addr}: Address already in use; \
             --addr 127.0.0.1:0 takes a port that is free\n"
        )
    );
}

#[test]
fn whoever_can_be_reached_by_others_is_told() {
    let run = Speakhook::new(["listen", "--addr", "0.0.0.0:0"]);
    let mut listener = Listener::start_as(&run);
    assert_eq!(
        listener.said(),
        "speakhook: note: other machines can reach this listener, and no signature is checked"
    );
    listener.interrupt();
}
