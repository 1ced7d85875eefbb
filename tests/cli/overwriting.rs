//! No output takes the place of what its run reads, whatever the run reads it for.

use std::fs::{self, File};
use std::path::Path;

use serde_json::json;
use tempfile::TempDir;

use super::harness::{Run, Speakhook, payload};

/// A folder with everything that a run may read.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let headers = json!({"capture": 1, "headers": [["x-signature", "00"]]});
    for (name, text) in [
        ("x.json", payload("")),
        ("cap.json", payload("")),
        ("cap.headers.json", headers.to_string()),
        ("secret", "a secret".to_owned()),
        ("speakhook.toml", "fail-on = \"error\"\n".to_owned()),
        ("other.toml", "fail-on = \"never\"\n".to_owned()),
        ("own.json", "{}".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for args in [
        &["validate", "x.json", "--write-baseline", "known.json"][..],
        &["stats", "x.json", "--save", "saved.json"],
    ] {
        assert_eq!(run(folder.path(), args).status, 0, "{args:?}");
    }
    folder
}

fn run(folder: &Path, args: &[&str]) -> Run {
    Speakhook::new(args).dir(folder).run()
}

#[test]
fn nothing_that_a_run_reads_is_overwritten_by_it() {
    let folder = folder();
    let verify = ["verify", "--secret-file", "secret"];
    let [headers, judges, secret] = ["has the headers", "says how to judge", "has the secret"];
    let [config, beside] = ["speakhook.toml", "cap.headers.json"];
    let compare = ["stats", "x.json", "--compare", "saved.json"];
    let cases: [(&[&str], &[&str], &str, &str); 17] = [
        (&verify, &["x.json", "-o"], "secret", secret),
        (&verify, &["cap.json", "-o"], beside, headers),
        (&verify, &["cap.json", "-o"], "./cap.json", "is an input"),
        (&["validate"], &["cap.json", "-o"], beside, headers),
        (&["show"], &["cap.json", "-o"], beside, headers),
        (&["tests"], &["cap.json", "-o"], beside, headers),
        (&["redact"], &["cap.json", "-o"], beside, headers),
        (&["stats"], &["cap.json", "-o"], beside, headers),
        (&["stats"], &["cap.json", "--save"], beside, headers),
        (&["validate"], &["x.json", "-o"], config, judges),
        (&["show"], &["x.json", "-o"], config, judges),
        (&["stats"], &["x.json", "--save"], config, judges),
        (
            &["stats", "--rows=calls"],
            &["x.json", "-o"],
            config,
            judges,
        ),
        (
            &["validate", "--config=other.toml"],
            &["x.json", "-o"],
            "other.toml",
            judges,
        ),
        (
            &["validate", "--extend=own.json"],
            &["x.json", "-o"],
            "own.json",
            judges,
        ),
        (
            &["validate", "--baseline=known.json"],
            &["x.json", "-o"],
            "known.json",
            judges,
        ),
        (&compare, &["-o"], "saved.json", "is what --compare reads"),
    ];
    for (command, args, output, why) in cases {
        let before = fs::read(folder.path().join(output)).unwrap();
        let args = [command, args, &[output]].concat();
        let run = run(folder.path(), &args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(why), "{args:?}: {}", run.stderr);
        assert_eq!(
            fs::read(folder.path().join(output)).unwrap(),
            before,
            "{args:?}"
        );
    }
}

#[test]
fn a_configuration_that_is_not_in_force_is_a_file_like_any_other() {
    let folder = folder();
    let args = [
        "validate",
        "x.json",
        "-o",
        "speakhook.toml",
        "--config",
        "other.toml",
    ];
    assert_eq!(run(folder.path(), &args).status, 0);
    let text = fs::read_to_string(folder.path().join("speakhook.toml")).unwrap();
    assert!(text.starts_with("ok: "), "{text}");
}

#[test]
fn what_was_compared_may_be_saved_anew() {
    let folder = folder();
    let args = ["stats", "x.json", "cap.json", "--compare", "saved.json"];
    let args = [&args[..], &["--save", "saved.json"]].concat();
    assert_eq!(run(folder.path(), &args).status, 0);
    let saved = fs::read_to_string(folder.path().join("saved.json")).unwrap();
    assert!(saved.contains("\"calls\":2"), "{saved}");
}

#[test]
fn statistics_are_not_saved_where_the_report_goes() {
    for (args, output) in [
        (&["--save", "out"][..], "out"),
        (&["--save", "-", "-o", "out"], "out"),
    ] {
        let folder = folder();
        let speakhook = Speakhook::new(["stats", "x.json"])
            .args(args)
            .dir(folder.path());
        let stdout = File::create(folder.path().join(output)).unwrap();
        let child = speakhook.start(speakhook.command().stdout(stdout));
        let run = speakhook.watch(child);
        assert_eq!(run.status, 2, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("standard output"), "{}", run.stderr);
    }
}

#[test]
fn a_secret_that_comes_through_standard_input_is_not_overwritten() {
    let folder = folder();
    let args = ["verify", "x.json", "--secret-file", "-", "-o", "secret"];
    let speakhook = Speakhook::new(args).dir(folder.path());
    let stdin = File::open(folder.path().join("secret")).unwrap();
    let child = speakhook.start(speakhook.command().stdin(stdin));
    let run = speakhook.watch(child);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert_eq!(fs::read(folder.path().join("secret")).unwrap(), b"a secret");
}
