//! Documents come out as they lay, in the files that were named.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::harness::{Speakhook, files_below, payload, project};

use super::{last_note, parsed, redact, redacted, write};

fn person(name: &str) -> String {
    payload(&format!(r#", "from_number": "{name}""#))
}

#[test]
fn only_what_is_replaced_changes() {
    let text = "{ \"event\":\"ConversationComplete\",\r\n\t\"data\": {\"session_id\" : \"5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11\", \"agent_id\":\"5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11\",
      \"x\": 1.50e0, \"x\": \"\\u0061\\/b\", \"agent_name\":\"A\\u00e9 \\\"+12125550187\\\" \\ud83d\\ude00\" , \"history\":[ ] } }";
    let out = redacted("contact", text);
    let at = text.find("+12125550187").unwrap();
    assert_eq!(out.len(), text.len() + 1);
    assert_eq!(&out[..at + 2], &text[..at + 2]);
    assert_ne!(&out[at..at + 12], &text[at..at + 12]);
    assert_eq!(out[at + 12..].strip_suffix('\n'), Some(&text[at + 12..]));
}

#[test]
fn a_text_in_ascii_stays_in_ascii() {
    let text = payload(
        r#", "history": [{"role": "User", "kind": "Message", "content": "\u4f60\u597d\u5417"}]"#,
    );
    let out = redacted("content", &text);
    assert!(out.is_ascii(), "{out}");
    let said = parsed(&out)["data"]["history"][0]["content"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(said.chars().all(|c| !c.is_ascii()), "{said}");
}

#[test]
fn lines_stay_lines_and_a_broken_one_hides_no_other() {
    let one = person("+12125550187");
    let lines = format!("{one}\n{{\"event\": \n\n{one}\r\n{one}");
    let run = redact("contact").stdin(&lines).in_process();
    assert_eq!(run.status, 3);
    assert_eq!(run.stdout.lines().count(), 3);
    assert!(run.stderr.contains("<stdin>:2:"), "{}", run.stderr);
    for line in run.stdout.lines() {
        assert!(
            parsed(line)["data"]["from_number"]
                .as_str()
                .unwrap()
                .starts_with("+1555")
        );
    }
}

#[test]
fn documents_after_one_another_and_in_arrays_come_out_so() {
    let one = person("+12125550187");
    let out = redacted("contact", format!("{one}{one}"));
    assert_eq!(out.lines().count(), 2);
    let array = format!("[{one},\n {one}]");
    let out = redacted("contact", &array);
    assert_eq!(out.matches("+1555").count(), 2);
    assert_eq!(out.len(), array.len() + 1);
    let bare = r#"{"session_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11", "agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11", "agent_name": "A", "from_number": "+12125550187"}"#;
    let out = parsed(&redacted("content", bare));
    assert_eq!(out["agent_name"], "A");
    assert!(out["from_number"].as_str().unwrap().starts_with("+1555"));
}

#[test]
fn what_is_no_webhook_does_not_come_out() {
    let hub = std::fs::read(project("samples/flawed/hub-notification.json")).unwrap();
    let both = format!(
        "{}\n{}",
        String::from_utf8(hub).unwrap().replace('\n', " "),
        person("+12125550187")
    );
    for level in super::LEVELS {
        let run = redact(level).stdin(&both).in_process();
        assert_eq!(
            (run.status, run.stdout.lines().count()),
            (3, 1),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("hub notification"), "{}", run.stderr);
    }
    let run = redact("contact").stdin("caller +12125550187").in_process();
    assert_eq!((run.status, run.stdout.as_str()), (3, ""));
    assert!(!run.stderr.contains("2125550187"), "{}", run.stderr);
}

#[test]
fn what_is_json_but_nothing_known_is_redacted_all_the_same() {
    for text in [
        r#"["+12125550187"]"#,
        r#""+12125550187""#,
        r#"{"a": {"b": ["+12125550187", 12125550187]}}"#,
        "12125550187",
    ] {
        for level in super::LEVELS {
            let out = redacted(level, text);
            assert!(!out.contains("2125550"), "{level}: {out}");
            parsed(&out);
        }
    }
}

#[test]
fn a_file_is_written_whole_and_never_over_an_input() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.json", &person("+12125550187"));
    let run = |args: &[&str]| {
        Speakhook::new(["redact", "a.json"])
            .args(args)
            .dir(folder.path())
            .run()
    };
    let over = run(&["-o", "a.json"]);
    assert_eq!(over.status, 2, "{}", over.stderr);
    let why = "a.json is an input; write the output to another file";
    assert!(over.stderr.contains(why), "{}", over.stderr);
    let over = run(&["--output-dir", "."]);
    assert_eq!(over.status, 2, "{}", over.stderr);
    let text = std::fs::read_to_string(folder.path().join("a.json")).unwrap();
    assert_eq!(text, person("+12125550187"));
    let done = run(&["-o", "b.json"]);
    assert_eq!(
        (done.status, done.stdout.as_str()),
        (0, ""),
        "{}",
        done.stderr
    );
    let text = std::fs::read_to_string(folder.path().join("b.json")).unwrap();
    assert!(text.contains("+1555"), "{text}");
    write(folder.path(), "a.json", "{");
    let failed = run(&["-o", "b.json"]);
    assert_eq!(failed.status, 3);
    assert_eq!(
        std::fs::read_to_string(folder.path().join("b.json")).unwrap(),
        text
    );
}

#[test]
fn each_input_gets_a_file_of_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    write(folder.path(), "in/a.json", &person("+12125550187"));
    write(folder.path(), "in/bad.json", "{");
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(format!("{0}\n{0}\n", person("+4915123456789")).as_bytes())
        .unwrap();
    std::fs::write(
        folder.path().join("in/day.jsonl.gz"),
        gzip.finish().unwrap(),
    )
    .unwrap();
    let run = Speakhook::new(["redact", "in", "--output-dir", "out/x"])
        .dir(folder.path())
        .run();
    assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{}", run.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.path().join("out/x").join(name));
    assert!(read("a.json").unwrap().contains("+1555"));
    assert_eq!(read("day.jsonl").unwrap().lines().count(), 2);
    assert!(read("bad.json").is_err());
    let stdin = Speakhook::new(["redact", "-", "--output-dir", "out"])
        .stdin("{}")
        .dir(folder.path());
    assert_eq!(stdin.run().status, 2);
    std::fs::create_dir(folder.path().join("more")).unwrap();
    write(folder.path(), "more/a.json", "{}");
    let twice = Speakhook::new(["redact", "in/a.json", "more/a.json", "--output-dir", "out"]);
    let twice = twice.dir(folder.path()).run();
    assert_eq!(twice.status, 2, "{}", twice.stderr);
}

#[test]
fn the_report_counts_and_shows_no_value() {
    let text = payload(
        r#", "from_number": "+12125550187", "history": [{"role": "User", "kind": "Message", "content": "mail jane@acme.test"}], "jane": "+12125550187""#,
    );
    let run = redact("contact").stdin(&text).in_process();
    assert_eq!(
        last_note(&run),
        "speakhook: note: 1 document; replaced 2 phone or other long numbers, 1 mail address"
    );
    let run = redact("contact").arg("-v").stdin(&text).in_process();
    for line in [
        "from_number, to_number: 1 phone or other long number",
        "content: 1 mail address",
        "undocumented: 1 phone",
    ] {
        assert!(run.stderr.contains(line), "{}", run.stderr);
    }
    assert!(
        !run.stderr.contains("jane") && !run.stderr.contains("2125550"),
        "{}",
        run.stderr
    );
    let run = redact("contact").arg("-q").stdin(&text).in_process();
    assert_eq!(run.stderr, "");
    let run = redact("contact").stdin(payload("")).in_process();
    assert_eq!(
        last_note(&run),
        "speakhook: note: 1 document, nothing to replace"
    );
}

#[test]
fn many_lines_stream() {
    let line = format!("{}\n", person("+12125550187"));
    let run = redact("contact").stdin(line.repeat(2000)).run();
    assert_eq!((run.status, run.stdout.lines().count()), (0, 2000));
    assert!(run.stderr.contains("2,000 documents"), "{}", run.stderr);
}

#[test]
fn a_document_ends_in_one_line_feed_also_when_it_brings_its_own() {
    let body = "{\"event\": \"SessionStarted\",\r\n \"data\": {}}";
    for end in ["", "\n", "\r\n", "\n \n\n"] {
        let request = format!("POST /hook HTTP/1.1\r\nHost: x\r\n\r\n{body}{end}");
        assert_eq!(redacted("contact", request), format!("{body}\n"), "{end:?}");
    }
}

#[test]
fn folders_below_the_one_that_is_searched_stay_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(path("in/tue/deep")).unwrap();
    std::fs::create_dir_all(path("in/mon")).unwrap();
    std::fs::create_dir_all(path("work")).unwrap();
    for name in [
        "in/a.json",
        "in/mon/a.json",
        "in/tue/a.json",
        "in/tue/deep/b.json",
    ] {
        write(folder.path(), name, &person("+12125550187"));
    }
    let run = |args: &[&str]| {
        let run = Speakhook::new(["redact", "-q"]).args(args);
        run.dir(&path("work")).run()
    };
    let written = |below: &str| -> Vec<String> {
        let files = files_below(&path(below)).into_iter();
        let names = files.map(|file| file.strip_prefix(path(below)).unwrap().to_owned());
        let mut names: Vec<String> = names
            .map(|name| name.to_str().unwrap().replace('\\', "/"))
            .collect();
        names.sort();
        names
    };
    let tree = ["a.json", "mon/a.json", "tue/a.json", "tue/deep/b.json"];
    // What was there is replaced, and nothing else.
    std::fs::create_dir_all(path("work/out/tue")).unwrap();
    write(folder.path(), "work/out/tue/a.json", "old");
    for args in [
        &["../in", "--output-dir", "out"][..],
        &["./../in/", "--output-dir", "out"],
        &["../in/**/*.json", "--output-dir", "out"],
        &["../work/../in", "--output-dir", "out"],
    ] {
        let run = run(args);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
        assert_eq!(written("work/out"), tree, "{args:?}");
        let text = std::fs::read_to_string(path("work/out/tue/a.json")).unwrap();
        assert!(text.contains("+1555"), "{args:?} {text}");
        std::fs::remove_dir_all(path("work/out")).unwrap();
    }
    // From the folder itself, where the results would be read the next time.
    let here = |args: &[&str]| {
        let run = Speakhook::new(["redact", "-q", "."]).args(args);
        run.dir(&path("in")).run()
    };
    assert_eq!(here(&["--output-dir", "out"]).status, 0);
    assert_eq!(written("in/out"), tree);
    let again = here(&["--output-dir", "out"]);
    assert_eq!(again.status, 2);
    assert!(
        again
            .stderr
            .contains("out/a.json is in --output-dir, below"),
        "{}",
        again.stderr
    );
    assert_eq!(here(&["--output-dir", "out", "--exclude", "out"]).status, 0);
    assert_eq!(written("in/out"), tree);
    // A file that is named keeps its name alone.
    let named = run(&["../in/tue/deep/b.json", "../in/tue", "--output-dir", "out"]);
    assert_eq!(named.status, 0, "{}", named.stderr);
    assert_eq!(written("work/out"), ["a.json", "b.json"]);
    let twice = run(&["../in/mon", "../in/tue", "--output-dir", "new"]);
    assert_eq!(twice.status, 2);
    assert!(
        twice
            .stderr
            .contains("../in/tue/a.json and ../in/mon/a.json would both be a.json in --output-dir"),
        "{}",
        twice.stderr
    );
    assert!(!path("work/new").exists());
}

#[test]
fn the_number_of_spoken_digits_stands_behind_a_sign() {
    let help = Speakhook::new(["redact", "--help"]).in_process().stdout;
    let words: Vec<&str> = help.split_whitespace().collect();
    let words = words.join(" ");
    assert!(words.contains("as in --spoken-digits=5"), "{help}");
}
