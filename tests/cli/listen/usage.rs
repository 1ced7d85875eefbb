//! Wrong usage, and who comes to the wrong place: what is said of it.

use super::Listener;
use crate::harness::Speakhook;

#[test]
fn a_port_that_is_given_as_elsewhere_gets_a_tip() {
    let cases: [(&[&str], &str); 5] = [
        (&["4243"], "4243"),
        (&["--port", "4243"], "4243"),
        (&["--port=4243"], "4243"),
        (&["-p", "4243"], "4243"),
        (&["-p"], "4242"),
    ];
    for (args, port) in cases {
        let run = Speakhook::new(["listen"]).args(args).run();
        assert_eq!(run.status, 2, "{args:?}");
        let tip = format!("tip: the port is part of the address: --addr 127.0.0.1:{port}\n");
        assert!(run.stderr.contains(&tip), "{}", run.stderr);
        assert_eq!(run.stderr.matches("tip:").count(), 1, "{}", run.stderr);
    }
    for args in [["listen", "x"], ["show", "4243"]] {
        assert!(!Speakhook::new(args).run().stderr.contains("--addr"));
    }
}

#[test]
fn what_a_listener_cannot_be_given_is_said_plainly() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    for (args, status, sentence) in [
        (["--save", path], 3, "it is a file, not a folder"),
        (["--count", "0"], 2, "write 1 or more"),
    ] {
        let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0"])
            .args(args)
            .run();
        assert_eq!(run.status, status);
        assert!(run.stderr.contains(sentence), "{}", run.stderr);
    }
}

#[test]
fn who_comes_to_the_wrong_place_is_told_of_with_the_right_one() {
    let mut listener = Listener::start(&["--path", "/hook"]);
    let answer = listener.send(listener.head("", 0).replace("/hook", "/other"));
    assert_eq!(
        (answer.status, answer.body.as_str()),
        (404, "nothing listens at this path\n")
    );
    let said = listener.said();
    let end = ": nothing listens at this path; deliveries are taken at /hook";
    assert!(said.ends_with(end), "{said}");

    // The beginning of a TLS handshake, with and without a line feed among its bytes.
    for hello in [
        &b"\x16\x03\x01\x02\x00\x01\x00"[..],
        b"\x16\x03\x01\x00\n\x01",
    ] {
        listener.send(hello);
        let said = listener.said();
        let end = format!(
            ": this looks like TLS; the address is http://{}",
            listener.addr
        );
        assert!(said.ends_with(&end), "{said}");
    }
    listener.send("nonsense\r\n\r\n");
    let said = listener.said();
    assert!(said.ends_with(": this is no HTTP request"), "{said}");
}
