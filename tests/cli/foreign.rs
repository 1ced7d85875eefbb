//! What is no JSON at all: archives, pictures, logs, YAML. It is named, once, with what to do; and nothing to read is nothing.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::harness::{Run, Speakhook, findings_in, flawed, payload, validate};

const YAML: &str =
    "event: \"SessionStarted\"\ndata:\n  history: []\n  url_parameters: {}\n  more: \"x\"\n";
const LOG: &str = "2026-09-18T10:00:00Z INFO body={\"event\":\"x\",\"secret\":\"Ada\"}\n";

/// A tar archive with one file.
fn tar(text: &str) -> Vec<u8> {
    let mut bytes = b"call.json".to_vec();
    bytes.resize(257, 0);
    bytes.extend(b"ustar  \0");
    bytes.resize(512, 0);
    bytes.extend(text.as_bytes());
    bytes.resize(10 * 1024, 0);
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn on(command: &str, input: &[u8]) -> Run {
    Speakhook::new([command]).stdin(input).in_process()
}

#[test]
fn a_file_that_is_no_text_is_one_error_that_names_it() {
    let several = payload("") + "\n{\n" + &flawed() + "\n";
    let mut zip = b"PK\x03\x04\x14\0\0\0".to_vec();
    zip.extend(b"{\xff}\n{\xb3}\n".repeat(10_000));
    for (bytes, name, help) in [
        (zip, "a zip archive", "unzip"),
        (tar(&several), "a tar archive", "tar -xf"),
        (gzip(&tar(&several)), "a tar archive", "tar -xf"),
        (gzip(&gzip(b"{}")), "with gzip", "gzip -d"),
        (b"\xfd7zXZ\0\0\x04{\xb3}\n{\xb3}".to_vec(), "xz", "xz -d"),
        (b"BZh91AY&SY{\xb3}{".to_vec(), "bzip2", "bzip2 -d"),
        (
            b"%PDF-1.7\n{}\n{}".to_vec(),
            "a PDF document",
            "name the file",
        ),
        (
            b"\x7fELF\x02\x01\x01\0\0{}\n{}".to_vec(),
            "ELF",
            "name the file",
        ),
        (
            b"\x16\0\0\0\x02a\0{}\n{}".to_vec(),
            "binary data",
            "name the file",
        ),
    ] {
        let run = validate(["-f", "jsonl"]).stdin(&bytes).in_process();
        assert_eq!(run.findings(1), ["1:1 error json/encoding"], "{name}");
        assert!(run.stdout.contains(name), "{name}: {}", run.stdout);
        assert!(run.stdout.contains(help), "{name}: {}", run.stdout);
        let run = on("show", &bytes);
        assert_eq!((run.status, run.stderr.lines().count()), (3, 1), "{name}");
        assert!(
            run.stderr.contains(name) && run.stderr.contains(help),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn nuls_before_lines_hide_none_of_them() {
    // What is left of a log that was truncated while it was written to.
    let text = format!("\0\0\0\0{}\n{}\n", payload(""), flawed());
    let run = validate(["-f", "jsonl"]).stdin(text).in_process();
    let found = run.findings(1);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("2:"), "{found:?}");
}

#[test]
fn what_was_never_meant_as_json_is_told_at_its_beginning_and_not_repeated() {
    for (text, help) in [
        (LOG, "this looks like a log"),
        (YAML, "this looks like YAML"),
        (
            "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n{}",
            "this looks like an HTTP response",
        ),
        (
            "curl -X POST http://localhost -d '{\"a\":\"Ada\"}'\n",
            "this looks like a command",
        ),
        (
            "2026/09/18 10:00:00 body={\"a\":\"Ada\"}\n",
            "this looks like a log",
        ),
    ] {
        let run = validate(["-f", "concise"]).stdin(text).in_process();
        let line = run.stdout.lines().next().unwrap_or_default();
        assert!(line.starts_with("<stdin>:1:"), "{text}: {line}");
        assert!(
            line.contains(help) && !line.contains("Ada"),
            "{text}: {line}"
        );
    }
}

#[test]
fn a_log_is_told_what_helps_with_the_json_in_it() {
    let pretty = format!(
        "2026-09-18T10:00:00Z INFO body={}",
        "{\n  \"event\": {}\n}\n"
    );
    for (text, help) in [
        (LOG, "such as with `grep -o '{.*}'`"),
        (&LOG.repeat(3), "such as with `grep -o '{.*}'`"),
        (&pretty, "cut what stands before the first `{`"),
    ] {
        let run = on("show", text.as_bytes());
        let line = run.stderr.lines().next().unwrap_or_default();
        assert!(line.ends_with(help), "{text}: {line}");
    }
}

#[test]
fn a_line_that_is_no_json_is_told_as_if_it_were_alone() {
    let good = payload("");
    for (line, message) in [
        ("garbage", "`garbage` is no JSON value"),
        ("# a comment", "JSON has no comments"),
        (" # a comment", "JSON has no comments"),
        ("// a comment", "JSON has no comments"),
        ("<html>", "found `<`, expected JSON"),
        ("#1: no", "JSON has no comments"),
    ] {
        let between = format!("{good}\n{line}\n{good}\n");
        let behind = format!("{good}\n{line}");
        for (number, text) in [(1, line), (2, &between), (2, &behind)] {
            let run = validate(["-f", "concise"]).stdin(text).in_process();
            let first = run.stdout.lines().next().unwrap_or_default();
            let column = line.len() - line.trim_start().len() + 1;
            let expected = format!("<stdin>:{number}:{column}: error[json/syntax] {message}");
            assert!(first.starts_with(&expected), "{text}: {first}");
        }
        assert_eq!(findings_in(between, 1).len(), 1, "{line}");
    }
    // A comment between documents that are told apart by their brackets is one, too.
    let pretty = good.replacen('{', "{\n", 1);
    for line in ["# a comment", "// a comment"] {
        let text = format!("{pretty}\n{line}\n{pretty}\n");
        let run = validate(["-f", "concise"]).stdin(text).in_process();
        assert!(
            run.stdout.contains("JSON has no comments"),
            "{}",
            run.stdout
        );
    }
    let text = format!("{pretty}\ngarbage\n");
    let run = validate(["-f", "concise"]).stdin(text).in_process();
    let trailing = "text after the end of the JSON document; a file holds one document";
    assert!(run.stdout.contains(trailing), "{}", run.stdout);
}

#[test]
fn the_other_commands_say_what_helps_too() {
    for (text, help) in [
        ("<html></html>", "this looks like HTML"),
        ("{'event': None}", "json.dumps"),
        (LOG, "this looks like a log"),
        ("\u{feff}", "was the body captured"),
        ("{\"event\" 1}", "`speakhook validate` shows it"),
    ] {
        for command in ["show", "stats", "tests", "redact"] {
            let run = on(command, text.as_bytes());
            assert_eq!(run.status, 3, "{command} {text}");
            let line = run.stderr.lines().next().unwrap_or_default();
            assert!(line.contains(help), "{command} {text}: {line}");
        }
    }
    let run = Speakhook::new(["show", "--redact"]).stdin(LOG).in_process();
    assert!(
        run.stderr.contains("this looks like a log"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_empty_input_is_nothing_to_read_where_that_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let captured = folder.path().join("call.json");
    std::fs::write(&captured, "").unwrap();
    let empty_gzip = gzip(b"");
    for input in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf", &empty_gzip] {
        for command in ["validate", "show", "stats", "tests", "redact"] {
            let run = Speakhook::new([command, "--allow-empty"])
                .stdin(input)
                .in_process();
            assert_eq!(run.status, 0, "{command}: {}", run.stderr);
            assert!(!run.stderr.contains("error"), "{command}: {}", run.stderr);
            let run = on(command, input);
            assert_ne!(run.status, 0, "{command}");
        }
        let verify = ["verify", "--secret-env", "S", "--allow-empty"];
        let run = Speakhook::new(verify).env("S", "k").stdin(input).run();
        assert_eq!(run.status, 0, "{}", run.stderr);
    }
    let path = captured.to_str().unwrap();
    let run = validate(["--allow-empty", path]).run();
    assert_eq!(run.status, 0, "{}", run.stdout);
    // A delivery without a body was one.
    let headers = r#"{"capture":1,"headers":[]}"#;
    std::fs::write(folder.path().join("call.headers.json"), headers).unwrap();
    let run = validate(["--allow-empty", path]).run();
    assert_eq!(run.status, 1, "{}", run.stdout);
}
