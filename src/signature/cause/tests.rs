use zeroize::Zeroizing;

use super::*;
use crate::signature::{sign, verify};

fn secret(text: &str) -> Secret {
    Secret::new(Zeroizing::new(text.as_bytes().to_vec()), "test".to_owned())
}

fn orders() -> Vec<Vec<String>> {
    let order = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    vec![order(["event", "data"]), order(["name", "n"])]
}

/// What is said of `sent`, signed with `their_key`, when `kept` and `our_key` are at hand.
fn said(sent: &str, their_key: &[u8], kept: &str, our_key: &str) -> Option<String> {
    let theirs = Secret::new(Zeroizing::new(their_key.to_vec()), String::new());
    let claim = Claim::read(&sign(&theirs, sent.as_bytes())).unwrap();
    let secrets = [secret("another"), secret(our_key)];
    assert_eq!(verify(&secrets, kept.as_bytes(), &claim), None);
    let other = Claim::read(&"0".repeat(64)).unwrap();
    let budget = Budget::default();
    let (found, cause) = find(
        &secrets,
        kept.as_bytes(),
        &[other, claim],
        &orders(),
        &budget,
    )?;
    assert_eq!((found, cause.secret), (1, 1));
    assert!(!cause.advice().is_empty());
    Some(cause.words())
}

const SENT: &str = r#"{"event":"x","data":{"name":"Zoë <a/b>","n":1.50}}"#;

#[test]
fn what_happened_to_the_body_is_said() {
    let python = r#"{"event": "x", "data": {"name": "Zo\u00eb <a/b>", "n": 1.50}}"#;
    let cases = [
        (SENT, format!("{SENT}\n"), "without the line end at its end"),
        (
            SENT,
            format!("{SENT}\r\n"),
            "without the line end at its end",
        ),
        (
            SENT,
            format!("\n {SENT}"),
            "without the white space around it",
        ),
        (
            &format!("{SENT}\n"),
            SENT.to_owned(),
            "with a line feed at its end",
        ),
        (
            &format!("{SENT}\r\n"),
            SENT.to_owned(),
            "with a carriage return and a line feed at its end",
        ),
        (
            "{\n}",
            "{\r\n}".to_owned(),
            "with LF instead of CRLF between its lines",
        ),
        (
            "{\r\n}",
            "{\n}".to_owned(),
            "with CRLF instead of LF between its lines",
        ),
        (
            SENT,
            format!("\u{feff}{SENT}"),
            "without the byte order mark (BOM) before it",
        ),
        (
            &format!("\u{feff}{SENT}"),
            SENT.to_owned(),
            "with a byte order mark (BOM) before it",
        ),
        (SENT, SENT.replace(',', ", "), "written without white space"),
        (
            "{\n  \"event\": \"x\",\n  \"data\": {}\n}",
            r#"{"event":"x","data":{}}"#.to_owned(),
            "written with 2 spaces of indentation",
        ),
        (
            "{\n    \"event\": \"x\",\n    \"data\": {}\n}\n",
            r#"{"event":"x","data":{}}"#.to_owned(),
            "written with 4 spaces of indentation, a line feed at its end",
        ),
        (
            python,
            SENT.to_owned(),
            "written on one line, with a space behind commas and colons, what is not ASCII escaped (\\u00e9)",
        ),
        (
            SENT,
            python.to_owned(),
            "written without white space, strings with no more escapes than needed",
        ),
        (
            r#"{"event":"x","data":{"name":"Zo\u00EB \u003Ca/b\u003E","n":1.50}}"#,
            SENT.to_owned(),
            "written without white space, what is not ASCII and what HTML knows escaped (\\u00E9, \\u0022)",
        ),
        (
            SENT,
            r#"{"data":{"n":1.50,"name":"Zoë <a/b>"},"event":"x"}"#.to_owned(),
            "written without white space, keys in the documented order",
        ),
        (
            r#"{"data":{},"event":"x"}"#,
            r#"{"event":"x","data":{}}"#.to_owned(),
            "written without white space, keys sorted",
        ),
        (
            "{\n\t\"event\": \"x\"\n}",
            r#"{"event":"x"}"#.to_owned(),
            "written with tabs for indentation",
        ),
        (
            r#"{"event":"Zoë \u003ca/b\u003e"}"#,
            r#"{"event":"Zoë <a/b>"}"#.to_owned(),
            "written without white space, <, > and & escaped (\\u003c)",
        ),
        (
            r#"{"event":"Zo\u00eb <a\/b>"}"#,
            r#"{"event":"Zoë <a/b>"}"#.to_owned(),
            "written without white space, what is not ASCII and / escaped (\\u00e9, \\/)",
        ),
    ];
    for (sent, kept, words) in cases {
        let said = said(sent, b"key", &kept, "key");
        assert_eq!(said, Some(format!("it fits the body {words}")), "{kept:?}");
    }
}

#[test]
fn what_happened_to_the_secret_is_said() {
    let cases: [(&[u8], &str, &str); 9] = [
        (b"key", " key\t", "without the white space at its ends"),
        (b"key", "key\n", "without the white space at its ends"),
        (b"key\n", "key", "with a line feed at its end"),
        (
            b"key\r\n",
            "key",
            "with a carriage return and a line feed at its end",
        ),
        (b"key", "\"key\"", "without the quotes around it"),
        (b"hello, key", "aGVsbG8sIGtleQ==", "decoded from base64"),
        (b"\x01\x02\xff", "0102FF", "decoded from hex"),
        (b"key!", "whsec_key!", "without its prefix"),
        (
            b"hello, key",
            "whsec_aGVsbG8sIGtleQ==",
            "without its prefix, decoded from base64",
        ),
    ];
    for (theirs, ours, words) in cases {
        let said = said(SENT, theirs, SENT, ours);
        assert_eq!(
            said,
            Some(format!("it fits the secret {words}")),
            "{ours:?}"
        );
    }
    assert_eq!(
        said(SENT, b"key", &format!("{SENT}\n"), "key\n").as_deref(),
        Some(
            "it fits the body without the line end at its end, with the secret without the white space at its ends"
        )
    );
}

#[test]
fn what_cannot_be_known_is_not_said() {
    assert_eq!(said(SENT, b"key", SENT, "other"), None);
    assert_eq!(
        said(SENT, b"key", &SENT.replace("1.50", "1.5"), "key"),
        None
    );
}

#[test]
fn no_more_is_tried_than_the_budget_allows() {
    let secrets = [secret("key")];
    let claim = Claim::read(&sign(&secrets[0], SENT.as_bytes())).unwrap();
    let kept = format!("{SENT}\n");
    let claims = [claim];
    let search = |left| {
        let left = Cell::new(left);
        find_within(&left, &secrets, kept.as_bytes(), &claims, &orders()).is_some()
    };
    assert!(search(20_000));
    assert!(!search(500));
    // What one body has used up, another of the run has not.
    let budget = Budget(Cell::new(20_000));
    let wrong = [Claim::read(&"0".repeat(64)).unwrap()];
    let search = |claims: &[Claim]| find(&secrets, kept.as_bytes(), claims, &orders(), &budget);
    assert!(search(&claims).is_some());
    assert!(search(&wrong).is_none());
    assert!(search(&claims).is_none());
}

#[test]
fn a_hash_without_a_key_is_told_from_a_signature() {
    let hash = HEXLOWER.encode(&Sha256::digest(SENT));
    let claim = Claim::read(&hash).unwrap();
    let claims = [Claim::read(&"0".repeat(64)).unwrap(), claim];
    assert_eq!(plain_hash(SENT.as_bytes(), &claims), Some(1));
    assert_eq!(plain_hash(b"{}", &claims), None);
}

#[test]
fn who_did_what_is_told_with_what_to_do() {
    let advice = |body, key| {
        let cause = Cause {
            secret: 0,
            body,
            key,
        };
        cause.advice()
    };
    use BodyChange as Body;
    use SecretChange as Key;
    for (body, key, words) in [
        (Some(Body::NoLineEnd), None, "an editor or `echo` added it"),
        (Some(Body::LineFeed), None, "cut it off"),
        (Some(Body::CrLfs), None, "changed the line ends"),
        (Some(Body::NoMark), None, "PowerShell"),
        (Some(Body::Mark), Some(Key::Hex), "cut it off"),
        (None, Some(Key::Unquoted), "take that out"),
        (None, Some(Key::CrLf), "set it anew there"),
        (None, Some(Key::Hex), "the secret's own text"),
        (None, Some(Key::Unprefixed), "the whole secret"),
    ] {
        assert!(advice(body, key).contains(words), "{body:?} {key:?}");
    }
}

#[test]
fn a_secret_is_changed_only_into_another_one() {
    let tried = |key: &[u8]| -> Vec<_> {
        let variants = secret::variants(key);
        variants
            .into_iter()
            .map(|(change, key)| (change, key.to_vec()))
            .collect()
    };
    use SecretChange::{Base64, CrLf, LineFeed, Unprefixed};
    let line_ends = |key: &str| {
        [
            (Some(LineFeed), format!("{key}\n").into_bytes()),
            (Some(CrLf), format!("{key}\r\n").into_bytes()),
        ]
    };
    let with = |key: &str, more: &[(Option<SecretChange>, Vec<u8>)]| {
        [
            &[(None, key.as_bytes().to_vec())][..],
            &line_ends(key),
            more,
        ]
        .concat()
    };
    assert_eq!(tried(b"key"), with("key", &[]));
    assert_eq!(
        tried(b"key_"),
        with("key_", &[(Some(Base64), vec![0x91, 0xec, 0xbf])])
    );
    assert_eq!(
        tried(b"a_!"),
        with("a_!", &[(Some(Unprefixed), b"!".to_vec())])
    );
}
