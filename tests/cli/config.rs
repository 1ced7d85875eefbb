//! `speakhook.toml`: which file counts, what outweighs what, and what is said of a bad one.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use speakhook::rules;
use tempfile::TempDir;
use toml::de::{DeTable, DeValue};

use super::harness::{Run, Speakhook, flawed, payload, project, validate};

/// A folder with these files; one that ends in `/` is a folder.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
    folder
}

/// `validate` of standard input in a folder.
fn judge(dir: &Path, args: &[&str], stdin: &str) -> Run {
    validate(["-f", "jsonl"])
        .arg("-")
        .dir(dir)
        .stdin(stdin)
        .args(args)
        .run()
}

/// The severities that are reported, `off` for none.
fn severities(run: &Run) -> String {
    let lines = run.json_lines(run.status);
    let words = lines.iter().map(|line| line["severity"].as_str().unwrap());
    let words: Vec<&str> = words.collect();
    if words.is_empty() {
        "off".to_owned()
    } else {
        words.join(" ")
    }
}

/// What is wrong with a configuration, without the lead of each line.
fn problems(config: &[u8]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("c.toml"), config).unwrap();
    let run = validate(["--config", "c.toml", "-"])
        .dir(dir.path())
        .stdin(payload(""))
        .run();
    assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    let lines = run.stderr.lines();
    let lead = "speakhook: error: c.toml:";
    lines
        .map(|line| line.strip_prefix(lead).expect(line).to_owned())
        .collect()
}

const OFF: &str = "[rules]\nunknown-field = \"off\"\n";
const INFO: &str = "[rules]\nunknown-field = \"info\"\n";
const ERROR: &str = "[rules]\nunknown-field = \"error\"\n";

#[test]
fn the_file_is_searched_for_up_to_the_root_of_the_repository() {
    let table = [
        // The nearest wins, as far as the repository goes.
        (
            vec![("r/.git/", ""), ("r/speakhook.toml", OFF)],
            "r/a/b",
            "off",
        ),
        (
            vec![
                ("r/.git/", ""),
                ("r/speakhook.toml", OFF),
                ("r/a/speakhook.toml", INFO),
            ],
            "r/a/b",
            "info",
        ),
        (vec![("r/.git/", ""), ("r/speakhook.toml", OFF)], "r", "off"),
        // A worktree has a file of that name.
        (
            vec![("r/.git", "gitdir: x"), ("r/speakhook.toml", OFF)],
            "r/a",
            "off",
        ),
        // What lies above the root is another project's.
        (
            vec![("speakhook.toml", OFF), ("r/.git/", "")],
            "r/a",
            "warning",
        ),
        (
            vec![("speakhook.toml", OFF), ("r/.git/", "")],
            "r",
            "warning",
        ),
        // Without a repository, only the folder itself.
        (vec![("speakhook.toml", OFF)], "r", "warning"),
        (vec![("r/speakhook.toml", OFF)], "r", "off"),
    ];
    for (files, dir, expected) in table {
        let root = folder(&files);
        let dir = root.path().join(dir);
        fs::create_dir_all(&dir).unwrap();
        let run = judge(&dir, &[], &payload(r#", "extra": 1"#));
        assert_eq!(severities(&run), expected, "{files:?} {}", run.stderr);
    }
}

#[test]
fn a_flag_outweighs_the_variable_and_that_the_search() {
    let root = folder(&[
        ("speakhook.toml", OFF),
        ("info.toml", INFO),
        ("error.toml", ERROR),
    ]);
    let table: [(&[&str], &str, &str); 6] = [
        (&[], "", "off"),
        (&[], "info.toml", "info"),
        (&["--config", "error.toml"], "info.toml", "error"),
        (&["--config", "error.toml"], "", "error"),
        (&["--no-config"], "info.toml", "warning"),
        (&["--no-config"], "", "warning"),
    ];
    for (args, variable, expected) in table {
        let run = validate(["-f", "jsonl", "-"])
            .args(args)
            .dir(root.path())
            .env("SPEAKHOOK_CONFIG", variable)
            .stdin(payload(r#", "extra": 1"#))
            .run();
        assert_eq!(
            severities(&run),
            expected,
            "{args:?} {variable}: {}",
            run.stderr
        );
    }
    let both = judge(root.path(), &["--no-config", "--config", "info.toml"], "{}");
    assert_eq!(both.status, 2);
    for args in [&["--config", "nope.toml"][..], &["--config", "."]] {
        let run = judge(root.path(), args, "{}");
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(
            run.stderr.contains("cannot read the configuration"),
            "{}",
            run.stderr
        );
    }
    let run = validate(["-"])
        .dir(root.path())
        .env("SPEAKHOOK_CONFIG", "nope")
        .run();
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("SPEAKHOOK_CONFIG"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_not_passed_over_and_a_pipe_is_not_waited_for() {
    let root = folder(&[]);
    let path = root.path().join("speakhook.toml");
    std::os::unix::fs::symlink("nowhere", &path).unwrap();
    let run = judge(root.path(), &[], &payload(""));
    let sentence = "cannot read the configuration speakhook.toml: No such file";
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains(sentence), "{}", run.stderr);
    fs::remove_file(&path).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    assert_eq!(judge(root.path(), &[], &payload("")).status, 0);
}

#[test]
fn the_command_line_outweighs_the_file_and_a_rule_its_group() {
    let table: [(&str, &[&str], &str); 10] = [
        ("", &[], "error"),
        (r#""schema/*" = "info""#, &[], "info"),
        (r#""schema/*" = "off""#, &[], "off"),
        (
            "\"schema/*\" = \"info\"\n\"schema/type\" = \"warning\"",
            &[],
            "warning",
        ),
        (
            r#""schema/type" = "error""#,
            &["--warn", "schema/*"],
            "warning",
        ),
        (
            r#""schema/type" = "off""#,
            &["--warn", "schema/*"],
            "warning",
        ),
        (
            r#""schema/type" = "off""#,
            &["--deny", "schema/type"],
            "error",
        ),
        (
            r#""schema/*" = "error""#,
            &["--allow", "schema/type"],
            "off",
        ),
        (
            r#""schema/*" = "info""#,
            &["--allow", "schema/*", "--warn", "schema/type"],
            "warning",
        ),
        (
            r#""schema/*" = "info""#,
            &["--deny", "unknown-field"],
            "info",
        ),
    ];
    for (rules, args, expected) in table {
        let root = folder(&[("speakhook.toml", &format!("[rules]\n{rules}\n"))]);
        let run = judge(root.path(), args, &flawed());
        assert_eq!(
            severities(&run),
            expected,
            "{rules} {args:?} {}",
            run.stderr
        );
    }
}

#[test]
fn what_fails_and_what_is_shown_can_be_decided_by_the_file() {
    let table: [(&str, &[&str], i32, usize); 8] = [
        ("", &[], 0, 2),
        ("fail-on = \"warning\"", &[], 1, 2),
        ("fail-on = \"warning\"", &["--fail-on", "error"], 0, 2),
        ("fail-on = \"never\"", &["--strict"], 1, 2),
        ("fail-on = \"info\"", &[], 1, 2),
        ("min-severity = \"error\"", &[], 0, 0),
        ("max-diagnostics = 1", &[], 0, 2),
        ("max-diagnostics = 1", &["--max-diagnostics", "1"], 0, 1),
    ];
    for (config, args, status, shown) in table {
        let root = folder(&[("speakhook.toml", config)]);
        let run = judge(root.path(), args, &payload(r#", "extra": 1, "more": 2"#));
        assert_eq!(run.status, status, "{config} {args:?}");
        assert_eq!(run.json_lines(status).len(), shown, "{config} {args:?}");
    }
    // What people read is shortened, what programs read is not.
    let root = folder(&[("speakhook.toml", "max-diagnostics = 1")]);
    let text = payload(r#", "extra": 1, "more": 2, "agent_name": 7"#);
    let run = validate(["-", "--report", "json=r.json"])
        .dir(root.path())
        .stdin(&text)
        .run();
    let more = "… and 1 more warning (--max-diagnostics 0 shows all)";
    assert!(run.stdout.contains(more), "{}", run.stdout);
    assert!(run.stdout.contains("error[schema/type]"), "{}", run.stdout);
    let report = fs::read_to_string(root.path().join("r.json")).unwrap();
    assert!(report.contains("\"shown\":3"), "{report}");
}

#[test]
fn every_threshold_can_be_set_and_no_other() {
    for rule in rules::all() {
        let config = format!("[thresholds]\n\"{}\" = 2.5\n", rule.id);
        let root = folder(&[("speakhook.toml", &config)]);
        let run = judge(root.path(), &[], &payload(""));
        let expected = if rule.threshold.is_some() { 0 } else { 2 };
        assert_eq!(run.status, expected, "{} {}", rule.id, run.stderr);
    }
}

#[test]
fn problems_are_told_at_their_place_with_a_suggestion() {
    let table = [
        (
            "fail-onn = \"error\"",
            "1:1: `fail-onn` is no key; did you mean `fail-on`?",
        ),
        (
            "fail-on = \"warnings\"",
            "1:11: `warnings` is no severity; did you mean `warning`?",
        ),
        (
            "min-severity = \"never\"",
            "1:16: `never` is no severity; known are `error`, `warning`, `info`",
        ),
        (
            "min-severity = 1",
            "1:16: `min-severity` is a number, expected one of the strings `error`, `warning`, `info`",
        ),
        (
            "max-diagnostics = \"5\"",
            "1:19: `max-diagnostics` is a string, expected a whole number",
        ),
        (
            "max-diagnostics = -1",
            "1:19: `max-diagnostics` is a whole number from 0, which shows all",
        ),
        (
            "rules = 1",
            "1:9: `rules` is a number, expected a table: `[rules]`",
        ),
        (
            "[rules]\nunknown-feild = \"off\"",
            "2:1: there is no rule `unknown-feild`; did you mean `unknown-field`?",
        ),
        (
            "[rules]\n\"schema/**\" = \"off\"",
            "2:1: there is no rule `schema/**`; did you mean `schema/*`?",
        ),
        (
            "[rules]\nminItems = \"off\"",
            "2:1: there is no rule `minItems`; did you mean `schema/minItems`?",
        ),
        (
            "[rules]\nfail-on = \"error\"",
            "2:1: `fail-on` is no rule; it belongs above the first `[table]`",
        ),
        (
            "[rules]\nbare-data = \"deny\"",
            "2:13: `deny` is no severity; did you mean `error`?",
        ),
        (
            "[rules]\n\"json/syntax\" = \"off\"",
            "2:17: `json/syntax` cannot be off: text that is not JSON cannot be judged",
        ),
        (
            "[rules]\n\"json/*\" = \"off\"",
            "2:12: `json/*` cannot be off: text that is not JSON cannot be judged",
        ),
        (
            "[rules]\nschema/type = \"off\"",
            "2:7: this is not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`; a key with `/` or `*` is written in quotes",
        ),
        (
            "[thresholds]\nslow-replies = 1",
            "2:1: there is no rule `slow-replies`; did you mean `slow-reply`?",
        ),
        (
            "[budgets]\na = 1.5",
            "2:5: `a` is a number, expected a string",
        ),
        (
            "[ignore]\nrule = \"bare-data\"",
            "1:1: `ignore` is a table, expected tables, each headed `[[ignore]]`",
        ),
        (
            "[[ignore]]\nrule = \"bare-data\"",
            "1:1: `[[ignore]]` lacks `reason`: say why these findings are accepted",
        ),
        (
            "[[ignore]]\nreason = \"x\"",
            "1:1: `[[ignore]]` needs `rule`, `path` or `pointer`: it would cover everything",
        ),
        (
            "[[ignore]]\nrule = \"bare-data\"\nreason = \" \"",
            "3:10: `reason` is empty: say why these findings are accepted",
        ),
        (
            "[[ignore]]\nrule = \"bare\"\nreason = \"x\"",
            "2:8: there is no rule `bare`; `speakhook explain` lists the rules",
        ),
        (
            "[[ignore]]\npath = \"a[\"\nreason = \"x\"",
            "2:8: `path`: `a[` is no glob: unclosed character class; missing ']'",
        ),
        (
            "[[ignore]]\npath = 3\nreason = \"x\"",
            "2:8: `path` is a number, expected a string",
        ),
        (
            "[[ignore]]\npointer = \"data\"\nreason = \"x\"",
            "2:11: `pointer`: `data` is none: a JSON Pointer begins with `/`",
        ),
        (
            "[[ignore]]\npaths = \"a\"\nrule = \"bare-data\"\nreason = \"x\"",
            "2:1: `paths` is no key of `[[ignore]]`; did you mean `path`?",
        ),
    ];
    for (config, expected) in table {
        let found = problems(config.as_bytes());
        assert!(
            found.iter().any(|line| line == expected),
            "{config}\n{found:#?}"
        );
    }
    let several = problems(b"a = 1\nb = 2\n[rules]\nc = 3\n");
    let places: Vec<&str> = several.iter().map(|line| &line[..4]).collect();
    assert_eq!(places, ["1:1:", "2:1:", "4:1:"]);
}

#[test]
fn a_hostile_file_is_refused_in_one_breath() {
    let deep = format!("a = {}", "[".repeat(200_000));
    let dotted = format!("a{} = 1", ".a".repeat(200_000));
    let many: String = (0..60_000).map(|n| format!("x{n} = 1\n")).collect();
    let large = "#".repeat(1024 * 1024 + 1);
    for config in [deep, dotted, format!("[rules]\n{many}")] {
        let found = problems(config.as_bytes());
        assert!(found.len() <= 11, "{found:#?}");
    }
    assert_eq!(
        problems(b"a = \"\xff\"")[0],
        "1:6: this is not UTF-8; save the file as UTF-8"
    );
    assert!(problems(b"a = \"\0\"")[0].starts_with("1:6: this is not TOML"));
    let bom = problems("\u{feff}fail-on = \"error\"\r\n[rules]\r\nx = 1\r\n".as_bytes());
    assert_eq!(bom.len(), 1);
    assert!(bom[0].starts_with("3:1: there is no rule `x`"), "{bom:?}");
    let escapes = problems(b"[rules]\n\"\\u001b[2J\\n::error::x\" = 1");
    assert_eq!(escapes.len(), 1);
    assert!(
        escapes[0].contains(r"`\u{1b}[2J\n::error::x`"),
        "{escapes:?}"
    );

    let root = folder(&[("large.toml", &large)]);
    let run = judge(root.path(), &["--config", "large.toml"], "{}");
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("larger than 1 MiB"), "{}", run.stderr);
}

/// How many findings an `[[ignore]]` covers of `fixtures/legacy/a.json`, which has three.
fn ignored(exception: &str) -> u64 {
    let config = format!("[[ignore]]\nreason = \"x\"\n{exception}\n");
    let body = payload(r#", "extra": 1, "agent_name": 7, "history": [{"x_a": 1}]"#);
    let root = folder(&[
        ("speakhook.toml", &config),
        (".git/", ""),
        ("fixtures/legacy/a.json", &body),
        ("sub/", ""),
    ]);
    let run = validate(["-f", "json", "../fixtures/legacy/a.json"])
        .dir(&root.path().join("sub"))
        .run();
    let report: Value = serde_json::from_str(&run.stdout).expect(&run.stderr);
    let summary = &report["summary"];
    let reported = report["diagnostics"].as_array().unwrap().len() as u64;
    let ignored = summary["ignored"].as_u64().unwrap();
    assert_eq!(reported + ignored, 3, "{exception}");
    assert_eq!(summary["shown"], reported);
    ignored
}

#[test]
fn what_is_ignored_matches_all_that_is_given() {
    let table = [
        ("rule = \"unknown-field\"", 2),
        ("rule = \"schema/*\"", 1),
        ("path = \"fixtures/legacy/**\"", 3),
        ("path = \"fixtures/legacy/*.json\"", 3),
        ("path = \"fixtures\"", 3),
        ("path = \".\"", 3),
        ("path = \"./\"", 3),
        ("path = \"./fixtures/legacy/\"", 3),
        ("path = \"**/a.json\"", 3),
        ("path = \"a.json\"", 0),
        ("path = \"fixtures/*.json\"", 0),
        ("path = \"legacy\"", 0),
        ("pointer = \"/data/history/*/x_*\"", 1),
        ("pointer = \"/data/**\"", 3),
        ("pointer = \"/data/*\"", 2),
        ("pointer = \"/data\"", 0),
        ("rule = \"unknown-field\"\npointer = \"/data/*\"", 1),
        ("rule = \"unknown-field\"\npath = \"other/**\"", 0),
        (
            "rule = \"schema/*\"\npath = \"fixtures/**\"\npointer = \"/data/agent_name\"",
            1,
        ),
    ];
    for (exception, expected) in table {
        assert_eq!(ignored(exception), expected, "{exception}");
    }
}

#[test]
fn what_is_ignored_counts_for_nothing_and_is_said() {
    let config = "[[ignore]]\nrule = \"schema/type\"\nreason = \"x\"\n\n[[ignore]]\nrule = \"bare-data\"\nreason = \"y\"\n";
    let root = folder(&[("speakhook.toml", config)]);
    let run = validate(["-"]).dir(root.path()).stdin(flawed()).run();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.last_line(), "ok: no problems in 1 payload; 1 ignored");

    let run = validate(["-v", "-"]).dir(root.path()).stdin(flawed()).run();
    assert!(
        run.stderr.contains("configured by speakhook.toml"),
        "{}",
        run.stderr
    );
    let unused = "speakhook.toml:5: this `[[ignore]]` matched nothing";
    assert!(run.stderr.contains(unused), "{}", run.stderr);
    assert!(!run.stderr.contains("speakhook.toml:1:"), "{}", run.stderr);

    // Text that is no JSON may be ignored where it is known, though its rule cannot be off.
    let config = "[[ignore]]\nrule = \"json/syntax\"\npath = \"broken.json\"\nreason = \"x\"\n";
    let root = folder(&[
        ("speakhook.toml", config),
        ("broken.json", "{"),
        ("other.json", "{"),
    ]);
    let run = validate(["."]).dir(root.path()).run();
    assert_eq!(run.status, 1);
    assert_eq!(
        run.last_line(),
        "failed: 1 error in 2 payloads in 2 files; 1 ignored"
    );
}

#[test]
fn show_counts_problems_by_the_same_rules() {
    let config =
        "[rules]\n\"schema/*\" = \"info\"\n[[ignore]]\nrule = \"unknown-field\"\nreason = \"x\"\n";
    let root = folder(&[("speakhook.toml", config)]);
    let body = payload(r#", "extra": 1, "agent_name": 7"#);
    let show = |args: &[&str]| {
        let run = Speakhook::new(["show", "-"]).args(args).dir(root.path());
        run.stdin(&body).run()
    };
    let run = show(&[]);
    assert!(run.stdout.contains("problems    1 note"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
    let run = show(&["--no-config"]);
    assert!(
        run.stdout.contains("problems    1 error, 1 warning"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("1 error"), "{}", run.stderr);
    let bad = folder(&[("speakhook.toml", "x = 1")]);
    let run = Speakhook::new(["show", "-"])
        .dir(bad.path())
        .stdin(&body)
        .run();
    assert_eq!(run.status, 2, "{}", run.stderr);
}

/// TOML as JSON, for the schema.
fn as_json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(value) => json!(value),
        DeValue::Datetime(time) => json!(time.to_string()),
        DeValue::Array(elements) => elements.iter().map(|of| as_json(of.get_ref())).collect(),
        DeValue::Table(table) => table_as_json(table),
    }
}

fn table_as_json(table: &DeTable<'_>) -> Value {
    let members = table.iter();
    let members = members.map(|(key, value)| (key.get_ref().to_string(), as_json(value.get_ref())));
    Value::Object(members.collect())
}

#[test]
fn the_schema_and_the_reader_agree() {
    let run = Speakhook::new(["schema", "--of", "config"]).run();
    let schema: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let guide = fs::read_to_string(project("docs/configuration.md")).unwrap();
    let examples: Vec<&str> = guide.split("```toml\n").skip(1).collect();
    let examples = examples
        .iter()
        .map(|text| text.split("```").next().unwrap());
    let mut configs: Vec<String> = examples.map(str::to_owned).collect();
    assert!(configs.len() >= 3, "{configs:?}");
    for name in rules::names() {
        for level in ["error", "warning", "info", "off", "deny"] {
            configs.push(format!("[rules]\n\"{name}\" = \"{level}\""));
        }
        configs.push(format!("[thresholds]\n\"{name}\" = 1"));
        configs.push(format!("[[ignore]]\nrule = \"{name}\"\nreason = \"x\""));
    }
    for config in [
        "",
        "x = 1",
        "fail-on = \"never\"",
        "min-severity = \"never\"",
        "min-severity = \"info\"",
        "max-diagnostics = -1",
        "max-diagnostics = 0",
        "rules = {x = \"off\"}",
        "budgets = {x = 1}",
        "budgets = {x = \"e2e.p95<1.5s\"}",
        "budgets = {x = \"llm_ttft.p95<1.5s\"}",
        "ignore = []",
        "[[ignore]]\npath = \"\"\nreason = \"x\"",
        "[[ignore]]\npath = \"a\"",
        "[[ignore]]\npath = \"a\"\nreason = \" \"",
        "[[ignore]]\npointer = \"\"\nreason = \"x\"",
        "[[ignore]]\npointer = \"x\"\nreason = \"x\"",
        "[[ignore]]\nreason = \"x\"",
    ] {
        configs.push(config.to_owned());
    }
    let dir = tempfile::tempdir().unwrap();
    for config in configs {
        fs::write(dir.path().join("speakhook.toml"), &config).unwrap();
        let run = validate(["-"])
            .dir(dir.path())
            .stdin(payload(""))
            .in_process();
        let table = DeTable::parse(&config).unwrap();
        let is_valid = validator.is_valid(&table_as_json(table.get_ref()));
        assert_eq!(run.status == 0, is_valid, "{config}\n{}", run.stderr);
    }
}
