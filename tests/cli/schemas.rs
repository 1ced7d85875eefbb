//! The embedded schemas, held against an independent use of the schema engine.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::harness::{Speakhook, files_below, flawed, payload, project, validate};

pub(crate) fn printed(args: &[&str]) -> Value {
    let run = Speakhook::new(["schema"]);
    let run = args.iter().fold(run, Speakhook::arg).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
    assert!(run.stdout.ends_with("}\n"), "{args:?}");
    serde_json::from_str(&run.stdout).unwrap()
}

pub(crate) fn validator(schema: &Value) -> Validator {
    assert!(jsonschema::meta::is_valid(schema));
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .unwrap()
}

fn sample(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(project(path)).unwrap()).unwrap()
}

#[test]
fn the_printed_schemas_are_the_embedded_ones() {
    for (args, file) in [
        (&["schema"][..], "src/schema/payload.schema.json"),
        (
            &["schema", "--of", "payload"],
            "src/schema/payload.schema.json",
        ),
        (
            &["schema", "--of", "report"],
            "src/schema/report.schema.json",
        ),
    ] {
        let run = Speakhook::new(args).run();
        assert_eq!(
            run.stdout,
            fs::read_to_string(project(file)).unwrap(),
            "{args:?}"
        );
    }
}

#[test]
fn the_schema_judges_samples_as_validate_does() {
    let validator = validator(&printed(&[]));
    for path in files_below(&project("samples")) {
        let text = fs::read(&path).unwrap();
        let Ok(value) = serde_json::from_slice::<Value>(&text) else {
            continue;
        };
        if value.get("data").is_none() {
            continue;
        }
        let run = validate([
            "-f",
            "jsonl",
            "--allow",
            "duplicate-key,unknown-event,legacy-history",
        ]);
        let accepted = run.arg(&path).run().status == 0;
        let legacy = path.to_string_lossy().contains("legacy");
        assert!(
            legacy || validator.is_valid(&value) == accepted,
            "{}",
            path.display()
        );
    }
}

fn assert_closed(schema: &Value, place: &str) {
    if schema.get("properties").is_some_and(Value::is_object) {
        assert_eq!(schema["additionalProperties"], json!(false), "{place}");
    }
    for (key, child) in schema.as_object().into_iter().flatten() {
        assert_closed(child, &format!("{place}/{key}"));
    }
}

#[test]
fn the_strict_schema_is_closed_and_accepts_the_documentation() {
    let strict = printed(&["--strict"]);
    assert_closed(&strict, "");
    assert_ne!(strict["$id"], printed(&[])["$id"]);
    let validator = validator(&strict);
    let documentation = sample("samples/documentation.json");
    assert!(validator.is_valid(&documentation));
    assert!(validator.is_valid(&sample("samples/conversation-complete/full.json")));
    for pointer in [
        "",
        "/data",
        "/data/history/0",
        "/data/history/0/metrics",
        "/data/test_eval_result",
    ] {
        let mut more = documentation.clone();
        more.pointer_mut(pointer).unwrap()["extra"] = json!(1);
        assert!(!validator.is_valid(&more), "{pointer}");
    }
    let mut open = documentation.clone();
    open["data"]["url_parameters"]["extra"] = json!("x");
    assert!(validator.is_valid(&open));
    for (pointer, value) in [("/event", "CallEnded"), ("/data/test_status", "Started")] {
        let mut other = documentation.clone();
        *other.pointer_mut(pointer).unwrap() = json!(value);
        assert!(!validator.is_valid(&other), "{pointer}");
    }
}

/// Runs that between them have everything a report can hold.
fn runs() -> Vec<(String, Vec<String>, String)> {
    let mut runs: Vec<_> = files_below(&project("samples/flawed"))
        .into_iter()
        .map(|path| {
            (
                path.display().to_string(),
                vec![path.display().to_string()],
                String::new(),
            )
        })
        .collect();
    let more = [
        ("clean", vec!["-"], payload("")),
        ("empty", vec!["-"], String::new()),
        ("nothing", vec!["--allow-empty", "*.nothing"], String::new()),
        ("missing", vec!["/nonexistent.json", "-"], flawed()),
        ("no match", vec!["*.nothing"], String::new()),
        (
            "limited",
            vec!["--max-diagnostics", "1"],
            format!("{0}\n{0}", flawed()),
        ),
        (
            "hidden",
            vec!["--min-severity", "error"],
            payload(r#", "extra": 1"#),
        ),
        (
            "denied",
            vec!["--deny", "unknown-field"],
            payload(r#", "extra": 1"#),
        ),
        ("root", vec!["-"], "7".to_owned()),
    ];
    for (name, args, input) in more {
        runs.push((
            name.to_owned(),
            args.into_iter().map(str::to_owned).collect(),
            input,
        ));
    }
    runs
}

#[test]
fn every_report_is_what_its_schema_says() {
    let schema = printed(&["--of", "report"]);
    let report = validator(&schema);
    let mut one = schema.clone();
    for keyword in ["type", "required", "properties", "additionalProperties"] {
        one.as_object_mut().unwrap().remove(keyword);
    }
    one["$ref"] = json!("#/$defs/diagnostic");
    let diagnostic = validator(&one);
    assert!(!diagnostic.is_valid(&json!({})) && !report.is_valid(&json!({})));
    for (name, args, input) in runs() {
        let run = validate(&args).arg("-fjson").stdin(&input).run();
        let document: Value = serde_json::from_str(&run.stdout).unwrap();
        let errors: Vec<String> = report
            .iter_errors(&document)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, [""; 0], "{name}");
        assert_eq!(document["summary"]["status"], run.status, "{name}");
        let shown = document["diagnostics"].as_array().unwrap().len();
        assert_eq!(document["summary"]["shown"], shown, "{name}");

        let lines = validate(&args)
            .arg("-fjsonl")
            .stdin(&input)
            .run()
            .json_lines(run.status);
        assert_eq!(document["diagnostics"], json!(lines), "{name}");
        for line in &lines {
            assert!(diagnostic.is_valid(line), "{name}: {line}");
        }
    }
}

#[test]
fn reported_schema_paths_lead_to_the_keyword() {
    let schema = printed(&[]);
    for path in files_below(&project("samples/flawed")) {
        let run = validate(["-f", "jsonl"]).arg(&path).run();
        for line in run.json_lines(run.status) {
            let rule = line["rule"].as_str().unwrap();
            let Some(keyword) = rule.strip_prefix("schema/") else {
                assert_eq!(line.get("keyword"), None, "{line}");
                continue;
            };
            assert_eq!(line["keyword"], keyword, "{line}");
            let schema_path = line["schema_path"].as_str().unwrap();
            assert!(schema_path.ends_with(&format!("/{keyword}")), "{line}");
            assert!(schema.pointer(schema_path).is_some(), "{schema_path}");
        }
    }
}
