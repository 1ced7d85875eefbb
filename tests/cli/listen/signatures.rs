//! With a secret, nothing is a delivery but what is signed with it.

use data_encoding::BASE64;
use speakhook::secret::Secret;
use speakhook::signature::sign;
use zeroize::Zeroizing;

use super::{Answer, Listener, captures};
use crate::harness::{Speakhook, payload};

const SECRET: &str = "MARKER-of-a-secret";

fn signed(secret: &str, body: &str) -> String {
    let bytes = Zeroizing::new(secret.as_bytes().to_vec());
    sign(&Secret::new(bytes, String::new()), body.as_bytes())
}

fn start(more: &[&str]) -> Listener {
    let args = [
        "listen",
        "--addr",
        "127.0.0.1:0",
        "--header",
        "X-Signature",
        "--secret-env",
        "A",
    ];
    let run = Speakhook::new(args).args(["--secret-env", "B"]).args(more);
    Listener::start_as(&run.env("A", "older").env("B", SECRET))
}

#[test]
fn what_is_signed_is_taken_under_either_secret_and_in_tolerated_spellings() {
    let mut listener = start(&["-f", "jsonl"]);
    let body = payload("");
    let hex = signed(SECRET, &body);
    let bytes = data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap();
    for value in [
        hex.clone(),
        signed("older", &body),
        hex.to_uppercase(),
        format!("sha256={hex}"),
        BASE64.encode(&bytes),
    ] {
        let header = format!("x-signature: {value}\r\n");
        assert_eq!(listener.deliver_with(&header, &body), 200, "{value}");
        assert_eq!(listener.told()["signature"], "verified");
    }
    let ended = listener.interrupt();
    let notes: Vec<&str> = ended
        .stderr
        .lines()
        .filter(|line| line.contains("note"))
        .collect();
    let note = |what: &str| {
        format!(
            "speakhook: note: signatures come with {what}, which is not documented; \
             a receiver with SpeakNode's own snippet would refuse them"
        )
    };
    assert_eq!(
        notes,
        [
            note("capital letters"),
            note("the prefix `sha256=`"),
            note("base64 instead of hex"),
        ]
    );
    assert!(!ended.stderr.contains(SECRET));
}

#[test]
fn every_other_request_gets_the_same_answer_and_leaves_nothing_behind() {
    let root = tempfile::tempdir().unwrap();
    let listener = start(&["--save", root.path().to_str().unwrap()]);
    let body = payload("");
    let good = signed(SECRET, &body);
    let other = signed("other", &body);
    let of_another_body = signed(SECRET, "{}");
    let headers = [
        String::new(),
        "X-Signature:\r\n".to_owned(),
        format!("X-Signature: {other}\r\n"),
        format!("X-Signature: {of_another_body}\r\n"),
        format!("X-Signature: {}\r\n", &good[..63]),
        format!("X-Signature: {good}0\r\n"),
        format!("X-Signature: v1={good}\r\n"),
        format!("X-Signature: {good}, {good}\r\n"),
        format!("X-Signature: {good}\r\nX-Signature: {good}\r\n"),
        format!("X-Signature: {good}\r\nX-Signature: {other}\r\n"),
        format!("X-Signatures: {good}\r\n"),
        format!("X-Signature: {}\r\n", "a".repeat(20_000)),
        "X-Signature: caf\u{e9}\r\n".to_owned(),
        format!("Authorization: {SECRET}\r\n"),
    ];
    let answer = |headers: &str| -> Answer {
        let head = listener.head(headers, body.len());
        listener.send([head.as_bytes(), body.as_bytes()].concat())
    };
    for header in &headers {
        let answer = answer(header);
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (401, "no valid signature\n"),
            "{header}"
        );
        let without_date = |text: &str| -> Vec<String> {
            text.lines()
                .filter(|line| !line.starts_with("date:"))
                .map(str::to_owned)
                .collect()
        };
        let expected = "HTTP/1.1 401 Unauthorized\r\ncontent-type: text/plain; charset=utf-8\r\n\
                        connection: close\r\ncontent-length: 19\r\n\r\n";
        assert_eq!(without_date(&answer.text), without_date(expected));
    }
    // The body as it was signed, but for a blank.
    let changed = format!("{body} ");
    let head = listener.head(&format!("X-Signature: {good}\r\n"), changed.len());
    let refused = listener.send([head, changed].concat());
    assert_eq!(refused.status, 401);
    assert_eq!(captures(root.path()), [""; 0]);
    let ended = listener.interrupt();
    let lines = ended
        .stderr
        .lines()
        .filter(|line| line.starts_with("speakhook: refused 401: POST / from 127.0.0.1:"));
    assert_eq!(lines.count(), headers.len() + 1);
    assert!(
        !ended.stderr.contains("MARKER") && !ended.stderr.contains(&good),
        "{}",
        ended.stderr
    );
    assert_eq!(ended.stdout, "");
    let tally = ended.stderr.lines().last().unwrap();
    assert_eq!(
        tally,
        format!(
            "interrupted: 0 deliveries, {} requests refused",
            headers.len() + 1
        )
    );
}

#[test]
fn whoever_runs_the_listener_learns_what_is_wrong_with_a_signature() {
    let mut listener = start(&[]);
    let body = payload("");
    let good = signed(SECRET, &body);
    let cases = [
        (
            format!("X-SpeakNode-Signature: {good}\r\n"),
            "there is no header `X-Signature`; \
             `x-speaknode-signature` has something of a signature's form",
        ),
        (String::new(), "there is no header `X-Signature`"),
        (
            format!("X-Signature: {good}\r\nX-Signature: {good}\r\n"),
            "the header `X-Signature` is there more than once",
        ),
        (
            format!("X-Signature: {}\r\n", &good[1..]),
            "`X-Signature` has no signature: 64 hexadecimal digits were expected",
        ),
        (
            format!("X-Signature: {}\r\n", signed("other", &body)),
            "the signature in `X-Signature` does not fit this body",
        ),
    ];
    for (header, reason) in cases {
        let head = listener.head(&header, body.len());
        let answer = listener.send([head, body.clone()].concat());
        assert_eq!(answer.body, "no valid signature\n");
        let said = listener.said();
        let (_, why) = said.split_once(": no valid signature: ").unwrap();
        assert_eq!(why, reason);
    }
}

#[test]
fn a_capture_says_that_its_signature_was_verified_and_has_no_secret() {
    let root = tempfile::tempdir().unwrap();
    let listener = start(&["--save", root.path().to_str().unwrap()]);
    let body = payload("");
    let header = format!("X-Signature: {}\r\n", signed(SECRET, &body));
    assert_eq!(listener.deliver_with(&header, &body), 200);
    listener.interrupt();
    for name in captures(root.path()) {
        let text = std::fs::read_to_string(root.path().join(&name)).unwrap();
        assert!(!text.contains(SECRET), "{name}");
        if name.ends_with(".headers.json") {
            assert!(text.contains(r#""signature":"verified""#), "{text}");
            assert!(text.contains(&signed(SECRET, &body)), "{text}");
        }
    }
}

#[test]
fn a_secret_and_a_header_go_together_and_an_empty_secret_is_none() {
    let cases: [(&[&str], &str); 5] = [
        (&["--secret-env", "A"], "a secret needs --header NAME"),
        (&["--header", "X-Signature"], "--header needs a secret"),
        (
            &["--header", "X-Signature", "--secret-env", "EMPTY"],
            "the secret in $EMPTY is empty",
        ),
        (
            &["--header", "X-Signature", "--secret-env", "UNSET"],
            "--secret-env takes the name of a variable",
        ),
        (
            &["--header", "a b", "--secret-env", "A"],
            "--header a b: a header's name has letters, digits and `-`",
        ),
    ];
    for (args, sentence) in cases {
        let run = Speakhook::new(["listen", "--addr", "127.0.0.1:0"]).args(args);
        let run = run.env("A", SECRET).env("EMPTY", "").run();
        assert_eq!(run.status, 2, "{args:?}");
        assert!(run.stderr.contains(sentence), "{}", run.stderr);
        assert!(!run.stderr.contains(SECRET));
    }
}
