//! Signatures: whether they fit, why not, and that nothing tells the secret.

use std::fs;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use speakhook::exit::Signal;

use crate::harness::{Run, Speakhook, project, sign};
use crate::runner::assert_tame;

const SECRET: &str = "an example secret";

fn verify() -> Speakhook {
    Speakhook::new(["verify", "--secret-env", "S"]).env("S", SECRET)
}

fn with_body(body: &[u8], signature: &str) -> Run {
    verify().args(["--signature", signature]).stdin(body).run()
}

#[test]
fn a_signature_of_exactly_these_bytes_fits() {
    let bodies: [&[u8]; 9] = [
        b"{}",
        b" {\"a\" : 1}\r\n\r\n",
        "{\"a\":\"Zo\u{eb} \\/ \u{1f600}\"}".as_bytes(),
        b"\xef\xbb\xbf{}",
        b"\xff\xfe no JSON at all",
        b"{\"event\":\"x\"",
        b"x",
        b"event: \"x\"\ndata:\n  history: []\n  url_parameters: {}\n",
        b"2026-09-18 body={}\n2026-09-18 body={}\n",
    ];
    for body in bodies {
        let run = with_body(body, &sign(SECRET.as_bytes(), body));
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (0, ""),
            "{body:?}: {}",
            run.stdout
        );
        let other = with_body(&[body, b" "].concat(), &sign(SECRET.as_bytes(), body));
        assert_eq!(other.status, 1, "{body:?}");
    }
}

#[test]
fn what_does_not_fit_is_explained() {
    let body = b"{\"event\":\"x\",\"data\":{}}";
    let right = sign(SECRET.as_bytes(), body);
    let said = |body: &[u8], signature: &str| {
        let run = with_body(body, signature);
        assert_eq!(run.status, 1, "{}", run.stdout);
        run.stdout
    };
    assert_eq!(
        said(&[body.as_slice(), b"\n"].concat(), &right),
        "error: <stdin>: the signature does not fit this body and the secret in $S\n  \
         why: it fits the body without the line end at its end\n  \
         help: an editor or `echo` added it: keep the body as it came, such as with `speakhook listen --save`\n\n\
         failed: the signature does not fit\n"
    );
    let spaced = b"{\"event\": \"x\", \"data\": {}}";
    assert!(said(spaced, &right).contains("why: it fits the body written without white space\n"));
    let base64 = sign(b"secret!", body);
    let run = Speakhook::new(["verify", "--secret-env", "S", "--signature", &base64])
        .env("S", "c2VjcmV0IQ==")
        .stdin(body)
        .run();
    assert!(
        run.stdout
            .contains("why: it fits the secret decoded from base64\n"),
        "{}",
        run.stdout
    );
    let hash: String = Sha256::digest(body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert!(
        said(body, &hash).contains("why: it is the SHA-256 of the body, made without any secret\n")
    );
    let unknown = said(body, &"0".repeat(64));
    assert!(
        unknown.contains("help: is it the secret of this subscription"),
        "{unknown}"
    );
    assert!(
        said(body, "v1=abc").contains("that is no signature: 64 hexadecimal digits were expected")
    );
}

#[test]
fn other_spellings_are_tolerated_and_told() {
    let right = sign(SECRET.as_bytes(), b"{}");
    for (signature, words) in [
        (right.to_uppercase(), "capital letters"),
        (format!("sha256={right}"), "the prefix `sha256=`"),
        (format!(" {right}\n"), "white space around it"),
    ] {
        let run = with_body(b"{}", &signature);
        assert_eq!(run.status, 0);
        let note = format!("note: the signature is written with {words};");
        assert!(run.stdout.contains(&note), "{}", run.stdout);
    }
}

#[test]
fn any_of_several_secrets_may_fit_wherever_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("secret.txt"), "from a file\n").unwrap();
    fs::write(folder.path().join("body.json"), "{}").unwrap();
    let run = |secret: &str| {
        Speakhook::new([
            "verify",
            "body.json",
            "--secret-env",
            "OLD",
            "--secret-env",
            "NEW",
        ])
        .args(["--secret-file", "secret.txt", "--secret-file", "-"])
        .args(["--signature", &sign(secret.as_bytes(), b"{}")])
        .env("OLD", "old")
        .env("NEW", "new")
        .stdin("from standard input\r\n")
        .dir(folder.path())
        .run()
    };
    for (secret, origin) in [
        ("old", "$OLD"),
        ("new", "$NEW"),
        ("from a file", "secret.txt"),
        ("from standard input", "standard input"),
    ] {
        let run = run(secret);
        let line = format!("ok: body.json: the signature fits the secret in {origin}\n");
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.stdout.starts_with(&line), "{}", run.stdout);
    }
    let none = run("another");
    assert_eq!(none.status, 1);
    assert!(
        none.stdout
            .contains("the secret in $OLD, $NEW, secret.txt or standard input\n"),
        "{}",
        none.stdout
    );
}

#[test]
fn a_secret_that_cannot_be_had_is_wrong_usage() {
    let run = |args: &[&str]| {
        Speakhook::new(["verify"])
            .args(args)
            .args(["--signature", "00"])
            .env("EMPTY", "")
            .stdin("{}")
            .run()
    };
    for (args, words) in [
        (&[][..], "give --secret-env VAR or --secret-file FILE"),
        (
            &["--secret-env", "NONE"],
            "--secret-env takes the name of a variable",
        ),
        (&["--secret-env", "EMPTY"], "the secret in $EMPTY is empty"),
        (
            &["--secret-file", "/nowhere"],
            "cannot read the secret in /nowhere: ",
        ),
        (&["--secret-file", "/"], "cannot read the secret in /: "),
        (&["--secret-file", "-"], "standard input cannot be both"),
    ] {
        let run = run(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
    }
}

/// Every capture tool's envelope with a signature in it.
#[test]
fn the_header_that_fits_is_found_in_every_envelope() {
    let folder = project("tests/fixtures/envelopes");
    let parsed = ["hookdeck.json", "request-object.json"];
    for name in [
        "api-gateway-v1.json",
        "api-gateway-v2.json",
        "archive.har",
        "hookdeck-list.json",
        "hookdeck.json",
        "log.jsonl",
        "ngrok.json",
        "pipedream.json",
        "request-object.json",
        "webhook-site-list.json",
        "webhook-site.json",
        "wire.http",
    ] {
        let run = verify().arg(name).dir(&folder).run();
        assert_eq!(run.status, 0, "{name}: {}", run.stdout);
        let lower = run.stdout.to_ascii_lowercase();
        assert!(
            lower.contains("the signature in `x-signature` fits the secret in $s"),
            "{name}"
        );
        assert!(
            lower.contains(
                "note: to accept a signature in no other header, add `--header x-signature`"
            ),
            "{name}"
        );
        let told = run
            .stdout
            .contains("the tool that kept this body had parsed it");
        assert_eq!(told, parsed.contains(&name), "{name}: {}", run.stdout);
        let named = verify()
            .args([name, "--header", "X-SIGNATURE"])
            .dir(&folder)
            .run();
        assert_eq!(named.status, 0, "{name}: {}", named.stdout);
        let other = verify()
            .args([name, "--header", "X-Other"])
            .dir(&folder)
            .run();
        assert_eq!(other.status, 1, "{name}: {}", other.stdout);
        assert!(
            other.stdout.contains("there is no header `X-Other`"),
            "{name}"
        );
    }
    let run = verify().arg("log.jsonl").dir(&folder).run();
    assert!(run.stdout.contains("ok: log.jsonl:3: "), "{}", run.stdout);
    assert!(
        run.stdout.ends_with("ok: all 3 signatures fit\n"),
        "{}",
        run.stdout
    );
    for (name, status) in [("n8n.json", 1), ("queue.json", 3), ("empty.har", 3)] {
        let run = verify().arg(name).dir(&folder).run();
        assert_eq!(run.status, status, "{name}: {}", run.stdout);
    }
}

#[test]
fn headers_beside_a_saved_body_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let body = b"{\"event\": \"x\"}\n";
    let write = |name: &str, text: &[u8]| fs::write(folder.path().join(name), text).unwrap();
    write("a.json", body);
    let headers = json!({"capture": 1, "headers": [["x-sig", sign(SECRET.as_bytes(), body)]]});
    write("a.headers.json", headers.to_string().as_bytes());
    let run = verify().arg(".").dir(folder.path()).run();
    assert_eq!(run.status, 0, "{run:?}");
    assert!(
        run.stdout
            .starts_with("ok: a.json: the signature in `x-sig` fits"),
        "{}",
        run.stdout
    );
    // A saved body is what it is, also when it looks like an envelope.
    let envelope = b"{\"headers\": {}, \"body\": {\"event\": \"x\"}}";
    write("b.json", envelope);
    let headers = json!({"capture": 1, "headers": [["x-sig", sign(SECRET.as_bytes(), envelope)]]});
    write("b.headers.json", headers.to_string().as_bytes());
    let run = verify().arg("b.json").dir(folder.path()).run();
    assert_eq!(run.status, 0, "{run:?}");
    write("b.headers.json", b"{\"headers\"");
    let run = verify().arg("b.json").dir(folder.path()).run();
    assert_eq!(run.status, 3, "{run:?}");
    assert!(
        run.stderr
            .contains("b.headers.json: these are not the headers of a capture"),
        "{}",
        run.stderr
    );
}

/// What a listener did not keep may have been the signature; only what is known is said.
#[test]
fn a_header_that_was_not_kept_is_no_answer() {
    let body = b"{}\n";
    let right = sign(SECRET.as_bytes(), body);
    let near = sign(SECRET.as_bytes(), b"{}");
    let hash: String = Sha256::digest(body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let wrong = "0".repeat(64);
    let [right, near, hash, wrong] = [&right, &near, &hash, &wrong].map(String::as_str);
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), body).unwrap();
    let run = |headers: &[(&str, &str)], left_out: &[&str], args: &[&str]| {
        let headers = json!({"capture": 1, "headers": headers, "left_out": left_out});
        fs::write(folder.path().join("a.headers.json"), headers.to_string()).unwrap();
        let run = verify().arg("a.json").args(args).dir(folder.path()).run();
        (run.status, run.stdout)
    };
    let (secret, both) = (&["x-hook-secret"][..], &["authorization", "cookie"][..]);
    let many = &["a-token", "b-token", "c-token", "d-token", "e-token"][..];
    let named = &["--header", "X-Sig"][..];
    let none_fits = "no header that was kept has a signature that fits, and the value";
    for (headers, left_out, args, status, words) in [
        (
            &[][..],
            secret,
            &[][..],
            3,
            format!("{none_fits} of `x-hook-secret` was not kept\n"),
        ),
        (
            &[],
            both,
            &[],
            3,
            format!("{none_fits}s of `authorization` and `cookie` were not kept\n"),
        ),
        (
            &[],
            many,
            &[],
            3,
            "`a-token`, `b-token`, `c-token` and 2 more were not kept\n".to_owned(),
        ),
        (
            &[],
            secret,
            &["--header", "X-Hook-Secret"],
            3,
            "whether it is signed cannot be told: the value of `x-hook-secret` was not kept\n"
                .to_owned(),
        ),
        // What has only the form of a signature is not the one that was looked for.
        (&[("x-sha256", hash)], secret, &[], 3, none_fits.to_owned()),
        (
            &[("x-sig", wrong), ("X-Sig", wrong)],
            secret,
            &[],
            3,
            none_fits.to_owned(),
        ),
        (
            &[("x-sig", wrong)],
            both,
            &[],
            3,
            "help: if it is the one in `x-sig`, `--header x-sig` says why it does not fit\n"
                .to_owned(),
        ),
        // What is known stays an answer.
        (
            &[("x-sig", wrong)],
            both,
            named,
            1,
            "does not fit this body".to_owned(),
        ),
        (
            &[("x-sig", near)],
            both,
            &[],
            1,
            "why: it fits the body without the line end".to_owned(),
        ),
        (
            &[("x-sig", right)],
            both,
            &[],
            0,
            "ok: a.json: the signature in `x-sig` fits".to_owned(),
        ),
        (&[], both, named, 1, "there is no header `X-Sig`".to_owned()),
        (
            &[],
            &[],
            &[],
            1,
            "it is not signed: no header has a signature".to_owned(),
        ),
        (
            &[("x-sig", right)],
            both,
            &["--header", "cookie"],
            3,
            "help: `x-sig` has one that fits\n".to_owned(),
        ),
    ] {
        let (found, stdout) = run(headers, left_out, args);
        assert_eq!(found, status, "{headers:?} {left_out:?} {args:?}: {stdout}");
        assert!(stdout.contains(&words), "{words}: {stdout}");
    }
    let (_, report) = run(&[("x-sig", wrong)], both, &["-f", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    let check = &report["checks"][0];
    assert_eq!(
        (&check["result"], &check["left_out"]),
        (&json!("no_headers"), &json!(both))
    );
}

#[test]
fn a_signature_of_another_body_is_told_from_a_wrong_one() {
    let folder = tempfile::tempdir().unwrap();
    for (name, body, signed) in [
        ("a.json", "{\"a\":1}", "{\"b\":1}"),
        ("b.json", "{\"b\":1}", "{\"b\":1}"),
    ] {
        let signature = sign(SECRET.as_bytes(), signed.as_bytes());
        let envelope = json!({"headers": {"x-sig": signature}, "body": body});
        fs::write(folder.path().join(name), envelope.to_string()).unwrap();
    }
    let run = verify().args(["a.json", "b.json"]).dir(folder.path()).run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout
            .contains("why: it is the signature of another body: b.json\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.ends_with("failed: 1 of 2 signatures fit\n"),
        "{}",
        run.stdout
    );
    let run = verify()
        .args(["a.json", "b.json", "--signature", "00"])
        .dir(folder.path())
        .run();
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("--signature is that of one body, and there are 2 bodies"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_header_of_another_name_that_fits_is_pointed_at() {
    let folder = project("tests/fixtures/envelopes");
    let run = verify()
        .args(["wire.http", "--header", "x-sig"])
        .dir(&folder)
        .run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout
            .contains("help: `X-Signature` has one that fits\n"),
        "{}",
        run.stdout
    );
    let run = verify()
        .args(["wire.http", "--header", "x-signature: 00"])
        .run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("without its value"), "{}", run.stderr);
}

#[test]
fn a_saved_request_keeps_its_headers_whatever_its_body_is() {
    let right = sign(SECRET.as_bytes(), b"hello");
    let text = json!({"headers": {"x-sig": right}, "body": "hello"}).to_string();
    let run = verify().stdin(&text).run();
    assert_eq!(run.status, 0, "{}", run.stdout);
    let text = json!({"headers": {}, "body": "{}"}).to_string();
    let run = verify().stdin(&text).run();
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("it is not signed"), "{}", run.stdout);
}

#[test]
fn a_secret_in_the_place_of_a_variable_is_not_repeated() {
    let marker = "whsec_9f8e7d6c5b4a";
    for args in [
        vec!["verify", "--secret-env", marker],
        vec!["redact", "--salt-env", marker],
        #[cfg(feature = "webhook")]
        vec![
            "send",
            "--to",
            "http://127.0.0.1:9/",
            "--header",
            "x",
            "--secret-env",
            marker,
        ],
        #[cfg(feature = "webhook")]
        vec![
            "send",
            "--to",
            "http://127.0.0.1:9/",
            "--header-env",
            "authorization=whsec_9f8e7d6c5b4a",
        ],
        #[cfg(feature = "webhook")]
        vec!["listen", "--header", "x", "--secret-env", marker],
    ] {
        let run = Speakhook::new(&args).stdin("{}").run();
        assert_eq!(run.status, 2, "{args:?}");
        assert!(
            run.stderr.contains("the name of a variable"),
            "{args:?}: {}",
            run.stderr
        );
        assert!(!(run.stdout + &run.stderr).contains(marker), "{args:?}");
    }
}

#[test]
fn sentences_break_between_words() {
    let body = b"{\"event\": \"x\"}\n";
    let right = sign(SECRET.as_bytes(), body.trim_ascii());
    let run = verify()
        .args(["--width", "40", "--signature", &right])
        .stdin(body)
        .run();
    assert_eq!(
        run.stdout,
        "error: <stdin>: the signature does not\n  \
         fit this body and the secret in $S\n  \
         why: it fits the body without the line\n  \
         end at its end\n  \
         help: an editor or `echo` added it:\n  \
         keep the body as it came, such as with\n  \
         `speakhook listen --save`\n\n\
         failed: the signature does not fit\n"
    );
}

#[test]
fn a_repeated_header_counts_for_nothing() {
    let right = sign(SECRET.as_bytes(), b"{}");
    let text = format!("POST / HTTP/1.1\nX-Sig: {right}\nx-sig: {right}\n\n{{}}");
    let run = verify().args(["--header", "x-sig"]).stdin(&text).run();
    assert_eq!(run.status, 1);
    assert!(
        run.stdout.contains("is there more than once"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_body_that_is_no_json_is_checked_like_any_other() {
    let good = "{\"event\":\"x\"}";
    let signed = |body: &str| json!({"headers": {"x-sig": sign(SECRET.as_bytes(), body.as_bytes())}, "body": body});
    let forged = json!({"headers": {"x-sig": "0".repeat(64)}, "body": "FORGED, no JSON"});
    let parsed = json!({"headers": {"x-sig": "0".repeat(64)}, "body": [1]});
    for (list, status) in [
        (json!([signed(good), signed("no JSON")]), 0),
        (json!([signed(good), forged]), 1),
        (json!([signed(good), parsed]), 1),
    ] {
        let run = verify().stdin(list.to_string()).run();
        assert_eq!(run.status, status, "{list}: {}", run.stdout);
    }
}

#[test]
fn a_secret_of_white_space_is_none() {
    let run = Speakhook::new(["verify", "--secret-env", "S"])
        .env("S", " \n")
        .stdin("{}")
        .run();
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.stderr.contains("the secret in $S is empty"),
        "{}",
        run.stderr
    );
}

#[test]
fn lines_are_bodies_when_they_are_said_to_be() {
    let right = sign(SECRET.as_bytes(), b"{}");
    let run = verify()
        .args(["--lines", "--signature", &right])
        .stdin("{}\r\n\n")
        .run();
    assert_eq!(run.status, 0, "{run:?}");
    assert!(run.stdout.starts_with("ok: <stdin>: "), "{}", run.stdout);
}

#[test]
fn the_json_is_what_its_schema_says() {
    let schema = Speakhook::new(["schema", "--of", "verify"]).run().stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let folder = project("tests/fixtures/envelopes");
    let sources = [
        "log.jsonl",
        "n8n.json",
        "queue.json",
        "request-object.json",
        "empty.har",
    ];
    let run = verify()
        .args(["-f", "json"])
        .args(sources)
        .dir(&folder)
        .run();
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let results: Vec<&str> = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| check["result"].as_str().unwrap())
        .collect();
    assert_eq!(
        results,
        ["fits", "fits", "fits", "missing", "no_headers", "fits"]
    );
    assert_eq!(report["checks"][2]["secret"], "$S");
    assert_eq!(
        report["summary"],
        json!({"verdict": "incomplete", "status": 3, "checked": 6, "fitting": 4, "unreadable": 1, "interrupted": false})
    );
    assert_eq!(run.status, 3);
}

#[test]
fn nothing_tells_the_secret_or_the_right_signature() {
    let marker = "marker-of-a-secret";
    let right = sign(marker.as_bytes(), b"{}");
    for (body, args) in [
        ("{}", vec!["--signature", "00"]),
        ("{}\n", vec!["--signature", &"0".repeat(64)]),
        ("{}", vec!["--header", "x"]),
        ("{", vec!["-f", "json"]),
        ("{}", vec!["--nonsense"]),
    ] {
        let run = Speakhook::new(["verify", "-v", "--secret-env", "S"])
            .args(args)
            .env("S", marker)
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .stdin(body)
            .run();
        let all = run.stdout + &run.stderr;
        assert!(!all.contains(marker) && !all.contains(&right), "{all}");
    }
}

#[test]
fn quiet_lists_what_does_not_fit_and_very_quiet_nothing() {
    let folder = project("tests/fixtures/envelopes");
    let run = |args: &[&str]| {
        let run = verify()
            .args(["wire.http", "n8n.json"])
            .args(args)
            .dir(&folder)
            .run();
        assert_eq!(run.status, 1, "{args:?}");
        run
    };
    let quiet = run(&["-q"]);
    assert_eq!(
        quiet.stdout,
        "error: n8n.json: it is not signed: no header has a signature\n"
    );
    assert_eq!(quiet.stderr, "");
    assert_eq!(run(&["-qq"]).stdout, "");
    let all = run(&[]);
    assert!(
        all.stdout.ends_with("failed: 1 of 2 signatures fit\n"),
        "{}",
        all.stdout
    );
}

#[test]
fn a_report_goes_to_the_file_that_is_named_and_over_no_input() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("body.json");
    fs::write(&path, "{}").unwrap();
    let right = sign(SECRET.as_bytes(), b"{}");
    let run = |output: &str| {
        let args = [
            "body.json",
            "--signature",
            &right,
            "-f",
            "json",
            "-o",
            output,
        ];
        verify().args(args).dir(folder.path()).run()
    };
    let written = run("report.json");
    assert_eq!((written.status, written.stdout.as_str()), (0, ""));
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["checks"][0]["result"], "fits");
    assert_eq!(run("body.json").status, 2);
    assert_eq!(fs::read(&path).unwrap(), b"{}");
    assert_eq!(run("nowhere/report.json").status, 3);
}

#[test]
fn a_signal_ends_with_what_was_checked() {
    let right = sign(SECRET.as_bytes(), b"{}");
    let envelope = json!({"headers": {"x-sig": right}, "body": "{}"});
    let run = verify_in_process(&format!("{envelope}\n{envelope}\n"));
    assert_eq!(run.status, 130);
    assert!(run.stdout.contains("ok: <stdin>:2: "), "{}", run.stdout);
    assert!(
        run.stdout
            .ends_with("interrupted: all 2 signatures fit, interrupted\n"),
        "{}",
        run.stdout
    );
}

/// A run that Ctrl-C ends behind `input`.
fn verify_in_process(input: &str) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    Speakhook::new(["verify", "--secret-file"])
        .arg(&secret)
        .stdin(input)
        .stopped_by(Signal::Interrupt)
        .in_process()
}

#[test]
fn hostile_headers_are_shown_escaped() {
    let text =
        "{\"headers\": {\"x\\u001b[31m\\u202e\": \"00\", \"y\": \"\\u001b\"}, \"body\": \"{}\"}";
    let run = verify()
        .args(["--header", "x\u{1b}[31m\u{202e}"])
        .stdin(text)
        .run();
    let all = run.stdout + &run.stderr;
    assert!(!all.contains(['\u{1b}', '\u{202e}']), "{all:?}");
}

#[test]
fn nothing_of_a_capture_drives_a_terminal_or_a_runner() {
    let folder = tempfile::tempdir().unwrap();
    let headers = json!({
        "a ::error::pwned by a header name": "0".repeat(64),
        "##[error] \u{1b}[2J\u{202e}": sign(b"another", b"{}"),
    });
    let envelope = json!({"headers": headers, "body": "{}"}).to_string();
    for name in [
        "p ::error::x ::error::y ::error::z.json",
        "##[group]\u{9b}.json",
    ] {
        fs::write(folder.path().join(name), &envelope).unwrap();
        for width in ["20", "30", "40", "45", "60", "80", "160"] {
            for format in ["text", "json"] {
                let args = [name, "--width", width, "-f", format];
                let run = verify().args(args).dir(folder.path()).run();
                assert_eq!(run.status, 1, "{}", run.stderr);
                assert_tame(&run.stdout, width);
                assert_tame(&run.stderr, width);
            }
        }
    }
}

#[test]
fn the_tally_says_what_was_wrong_with_the_only_signature() {
    let last = |body: &str, args: &[&str]| {
        let run = verify().args(args).stdin(body).run();
        assert_eq!(run.status, 1);
        run.last_line().to_owned()
    };
    let unsigned = json!({"headers": {"a": "b"}, "body": "{}"}).to_string();
    assert_eq!(last(&unsigned, &[]), "failed: the body is not signed");
    assert_eq!(
        last("{}", &["--signature", "zzz"]),
        "failed: there is no signature"
    );
    let empty = json!({"headers": {"x": sign(SECRET.as_bytes(), b"")}, "body": ""}).to_string();
    let run = verify().stdin(&empty).run();
    assert_eq!(run.status, 0, "{run:?}");
}

#[test]
fn redact_is_refused_where_it_would_do_nothing() {
    for args in [
        &["verify", "--redact"][..],
        &["sample", "--redact"],
        &["explain", "--redact"],
        #[cfg(feature = "webhook")]
        &["send", "--redact", "--to", "http://127.0.0.1:9/"],
        #[cfg(feature = "webhook")]
        &["listen", "--redact", "--once", "--timeout", "1"],
    ] {
        let run = Speakhook::new(args).stdin("{}").run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(
            run.stderr
                .contains("--redact is for show, stats, tests and validate"),
            "{}",
            run.stderr
        );
    }
}
