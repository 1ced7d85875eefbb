//! The statuses and what decides them; the last line of a text report always agrees.

use std::ffi::OsStr;

use super::harness::{Run, Speakhook, flawed, formats, payload, project, validate};

const SEVERITIES: [&str; 3] = ["info", "warning", "error"];

fn clean() -> String {
    payload("")
}

fn warned() -> String {
    payload(r#", "agent_nmae": "x""#)
}

/// The verdict that the last line has to begin with.
fn verdict(status: i32) -> &'static str {
    match status {
        0 => "ok: ",
        1 => "failed: ",
        _ => "incomplete: ",
    }
}

fn assert_verdict(run: &Run, status: i32, what: &str) {
    assert_eq!(run.status, status, "{what}: {}{}", run.stdout, run.stderr);
    assert!(
        run.last_line().starts_with(verdict(status)),
        "{what}: {}",
        run.last_line()
    );
}

fn check<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>, input: &str) -> Run {
    validate(args).stdin(input).in_process()
}

#[test]
fn statuses_are_as_documented() {
    for (args, input, status) in [
        (&["-"][..], clean(), 0),
        (&["-"], warned(), 0),
        (&["-"], flawed(), 1),
        (&["-"], "{".to_owned(), 1),
        (&["-"], String::new(), 1),
        (&["/nonexistent.json"], clean(), 3),
        (&["/nonexistent.json", "-"], clean(), 3),
        (&["/nonexistent.json", "-"], flawed(), 3),
    ] {
        let run = validate(args).stdin(&input).run();
        assert_verdict(&run, status, &format!("{args:?} {input}"));
    }
}

#[test]
fn help_and_version_are_success_on_standard_output() {
    for args in [
        &["--help"][..],
        &["-V"],
        &["validate", "--help"],
        &["help", "validate"],
    ] {
        let run = Speakhook::new(args).run();
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{args:?}");
        assert!(!run.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn wrong_usage_says_why_on_standard_error_and_reads_nothing() {
    for (args, word) in [
        (&["validate", "--no-such-flag"][..], "--no-such-flag"),
        (&["validate", "-f", "yaml"], "yaml"),
        (&["validate", "--fail-on", "sometimes"], "sometimes"),
        (&["validate", "--width", "0"], "0"),
        (&["validate", "--max-diagnostics", "-1"], "-1"),
        (&["validate", "--report", "json"], "FORMAT=FILE"),
        (&["validate", "--report", "json="], "missing"),
        (&["validate", "--report", "yaml=x"], "yaml"),
        (
            &["validate", "--report", "xml=a"],
            "text, concise, json, jsonl",
        ),
        (&["validate", "--strict", "--fail-on", "info"], "--strict"),
        (&["validate", "--exclude", "a[", "-"], "a["),
        (&["valdate"], "validate"),
        (&["call.json"], "`speakhook show FILE` shows it"),
        (&["explain", "no-such-rule"], "no-such-rule"),
        (&["completions", "tcsh"], "tcsh"),
        (
            &["schema", "--of", "report", "--strict"],
            "no strict variant",
        ),
        (&[], "Usage"),
    ] {
        let run = Speakhook::new(args).stdin(flawed()).run();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(word), "{args:?}: {}", run.stderr);
    }
}

/// clap does not know what a global option means to a command.
#[test]
fn an_option_that_would_change_nothing_is_refused_with_the_reason() {
    let config = "--config changes nothing here";
    let redact = "`speakhook redact` writes payloads";
    let mut cases = vec![
        (
            vec!["stats", "--merge", "--redact"],
            "--redact changes nothing in saved statistics",
        ),
        (
            vec!["validate", "--redact", "--show-values"],
            "--show-values shows what --redact hides",
        ),
        (vec!["verify", "--redact"], redact),
        (vec!["sample", "--redact"], redact),
    ];
    for command in ["tests", "redact", "verify", "sample", "explain", "schema"] {
        cases.push((vec![command, "--config", "/missing.toml"], config));
    }
    if cfg!(feature = "webhook") {
        let send = vec![
            "send",
            "--to",
            "http://127.0.0.1:1/",
            "--config",
            "/missing.toml",
        ];
        cases.push((send, config));
    }
    for (args, words) in cases {
        let run = Speakhook::new(&args).stdin(clean()).in_process();
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.contains(words), "{args:?}: {}", run.stderr);
    }
    for command in ["validate", "show", "stats"] {
        let run = Speakhook::new([command, "--config", "/missing.toml"]);
        let run = run.stdin(clean()).in_process();
        assert!(run.stderr.contains("/missing.toml: "), "{}", run.stderr);
    }
    let run = Speakhook::new(["tests", "--no-config"]).stdin(clean());
    assert_eq!(run.in_process().status, 3);
}

#[test]
fn wrong_usage_outweighs_everything() {
    let run = check(
        ["/nonexistent.json", "-", "--deny", "nothing-like-it"],
        &flawed(),
    );
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

#[test]
fn an_unknown_rule_gets_a_suggestion_and_no_empty_list() {
    for flag in ["--deny", "--warn", "--allow"] {
        let run = check([flag, "unknown-feild"], &clean());
        assert_eq!(run.status, 2, "{flag}");
        assert!(run.stderr.contains("'unknown-field'") || run.stderr.contains("`unknown-field`"));
        assert!(
            !run.stderr.contains("[possible values: ]"),
            "{}",
            run.stderr
        );
    }
    let help = Speakhook::new(["validate", "--help"]).in_process();
    assert!(
        !help.stdout.contains("[possible values: ]"),
        "an empty list in the help"
    );
}

/// How the rule of the only finding is treated, and what it becomes.
const TREATMENTS: [(&[&str], Option<&str>); 8] = [
    (&[], Some("warning")),
    (&["--deny", "unknown-field"], Some("error")),
    (&["--warn", "unknown-field"], Some("warning")),
    (&["--allow", "unknown-field"], None),
    (&["--deny", "duplicate-key,unknown-field"], Some("error")),
    (&["--allow", "schema/*"], Some("warning")),
    (
        &["--allow", "duplicate-key", "--deny", "unknown-field"],
        Some("error"),
    ),
    (&["--deny", "schema/*", "--allow", "unknown-field"], None),
];

#[test]
fn the_lattice_of_severities_and_thresholds_decides_status_and_last_line() {
    for (treatment, severity) in TREATMENTS {
        for threshold in ["info", "warning", "error", "never"] {
            let threshold_args = ["--fail-on", threshold];
            let args = treatment.iter().chain(&threshold_args).copied();
            let rank = |name: &str| SEVERITIES.iter().position(|known| *known == name);
            let fails = match (severity.and_then(rank), rank(threshold)) {
                (Some(found), Some(least)) => found >= least,
                _ => false,
            };
            let what = format!("{treatment:?} --fail-on {threshold}");
            let run = check(args.clone(), &warned());
            assert_verdict(&run, i32::from(fails), &what);
            let found = check(args.chain(["-f", "jsonl"]), &warned()).json_lines(i32::from(fails));
            let found: Vec<&str> = found
                .iter()
                .map(|d| d["severity"].as_str().unwrap())
                .collect();
            assert_eq!(found, severity.into_iter().collect::<Vec<_>>(), "{what}");
        }
    }
}

#[test]
fn groups_and_single_rules_combine_whatever_their_order() {
    for args in [
        ["--allow", "schema/*", "--deny", "schema/type"],
        ["--deny", "schema/type", "--allow", "schema/*"],
    ] {
        assert_eq!(check(args, &flawed()).status, 1, "{args:?}");
        let format = payload(r#", "start_time": "today""#);
        assert_eq!(check(args, &format).status, 0, "{args:?}");
    }
    assert_eq!(check(["--warn", "json/syntax", "--strict"], "{").status, 1);
}

#[test]
fn text_that_is_not_json_cannot_be_allowed() {
    for rule in ["json/*", "json/syntax", "json/encoding"] {
        let run = check(["--allow", rule], "{");
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{rule}");
        assert!(run.stderr.contains("cannot be judged"), "{}", run.stderr);
    }
    assert_eq!(check(["--warn", "json/*"], "{").status, 0);
}

#[test]
fn one_rule_given_two_severities_is_wrong_usage() {
    for rule in ["unknown-field", "schema/*"] {
        let run = check(["--deny", rule, "--allow", rule], &clean());
        assert_eq!(run.status, 2, "{rule}");
        let sentence = format!("`{rule}` is given to both --deny and --allow");
        assert!(run.stderr.contains(&sentence), "{}", run.stderr);
    }
    assert_eq!(
        check(
            ["--deny", "unknown-field", "--deny", "unknown-field"],
            &clean()
        )
        .status,
        0
    );
}

#[test]
fn strict_is_fail_on_warning() {
    for input in [clean(), warned(), flawed()] {
        let strict = check(["--strict"], &input);
        assert_eq!(strict, check(["--fail-on", "warning"], &input));
        assert_verdict(&strict, i32::from(input != clean()), &input);
    }
}

#[test]
fn hidden_findings_still_decide() {
    let run = check(["--strict", "--min-severity", "error"], &warned());
    assert_verdict(&run, 1, "hidden");
    assert!(!run.stdout.contains("unknown-field"), "{}", run.stdout);
    assert_eq!(
        run.stdout,
        "failed: 1 warning in 1 payload; 1 hidden by --min-severity\n"
    );
    let json = check(
        ["--strict", "--min-severity", "error", "-f", "json"],
        &warned(),
    );
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(
        (&json["summary"]["warnings"], &json["summary"]["shown"]),
        (&1.into(), &0.into())
    );
}

#[test]
fn quiet_takes_the_last_line_and_very_quiet_takes_all() {
    for (input, status) in [(clean(), 0), (warned(), 0), (flawed(), 1)] {
        let loud = check(["-"], &input);
        let quiet = check(["-q"], &input);
        let closing = format!("{}\n", loud.last_line());
        assert_eq!(quiet.status, status);
        assert_eq!(format!("{}{closing}", quiet.stdout), loud.stdout);
        let silent = check(["-qq"], &input);
        assert_eq!(
            (
                silent.status,
                silent.stdout.as_str(),
                silent.stderr.as_str()
            ),
            (status, "", "")
        );
    }
    let silent = check(["-qq", "/nonexistent.json"], "");
    assert_eq!((silent.status, silent.stdout.as_str()), (3, ""));
    assert!(
        silent.stderr.contains("/nonexistent.json"),
        "{}",
        silent.stderr
    );
}

#[test]
fn verbose_names_what_is_fine_on_standard_error() {
    let run = check(["-v"], &clean());
    assert_eq!((run.status, run.stderr.as_str()), (0, "ok: <stdin>:1\n"));
    assert_eq!(run.stdout, check(["-"], &clean()).stdout);
    // What is found and not shown is no less found.
    let several = format!("{}\n{}\n{}\n", flawed(), flawed(), clean());
    let run = check(["-v", "--max-diagnostics=1"], &several);
    assert_eq!(run.stderr, "ok: <stdin>:3\n");
    let run = check(["-v", "--min-severity=error", "--strict"], &warned());
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
}

#[test]
fn every_format_gives_the_same_status() {
    for (input, status) in [
        (clean(), 0),
        (warned(), 0),
        (flawed(), 1),
        ("{".to_owned(), 1),
    ] {
        for (_, format) in formats() {
            assert_eq!(check(["-f", &format], &input).status, status, "{format}");
            let strict = check(["-f", &format, "--strict"], &input);
            assert_eq!(strict.status, i32::from(input != clean()), "{format}");
        }
    }
}

#[test]
fn colour_comes_only_when_asked_for() {
    for (args, variable, coloured) in [
        (&["-"][..], None, false),
        (&["--color", "always"], None, true),
        (&["--color", "always"], Some("NO_COLOR"), true),
        (&["--color", "never"], Some("FORCE_COLOR"), false),
        (&["-"], Some("FORCE_COLOR"), true),
        (&["-"], Some("CLICOLOR_FORCE"), true),
    ] {
        let run = validate(args).stdin(flawed());
        let run = variable
            .into_iter()
            .fold(run, |run, name| run.env(name, "1"))
            .run();
        assert_eq!(
            run.stdout.contains('\u{1b}'),
            coloured,
            "{args:?} {variable:?}"
        );
    }
}

#[test]
fn ascii_draws_with_ascii_only() {
    let many = format!("{}\n", flawed()).repeat(60);
    for run in [
        validate(["--ascii", "always"]).stdin(&many).run(),
        validate(["-"]).env("LC_ALL", "C").stdin(&many).run(),
    ] {
        let strange = run.stdout.chars().find(|c| !c.is_ascii());
        assert_eq!(strange, None, "{}", run.last_line());
    }
    for format in ["text", "concise"] {
        let run = validate([
            "--ascii",
            "always",
            "-f",
            format,
            "samples/flawed/bare-data.json",
            "samples/flawed/wrong-types.json",
        ]);
        let run = run.dir(&project("")).run();
        let strange = run.stdout.lines().find(|line| !line.is_ascii());
        assert_eq!(strange, None);
    }
}

#[test]
fn help_is_coloured_by_the_same_order_as_everything_else() {
    for (args, variable, coloured) in [
        (&["--help"][..], None, false),
        (&["--help", "--color", "always"], None, true),
        (&["--color=always", "validate", "-h"], None, true),
        (&["--color=always", "--help"], Some(("NO_COLOR", "1")), true),
        (
            &["--color=never", "--help"],
            Some(("FORCE_COLOR", "1")),
            false,
        ),
        (&["--help"], Some(("FORCE_COLOR", "1")), true),
        (&["--help"], Some(("CLICOLOR_FORCE", "1")), true),
        (&["--help"], Some(("CLICOLOR_FORCE", "0")), false),
    ] {
        let run = Speakhook::new(args);
        let run = variable
            .into_iter()
            .fold(run, |run, (name, value)| run.env(name, value))
            .run();
        let found = run.stdout.contains('\u{1b}');
        assert_eq!(found, coloured, "{args:?} {variable:?}");
    }
}

#[test]
fn defaults_are_in_the_help() {
    for (command, defaults) in [
        ("validate", &["text", "error", "info", "auto"][..]),
        ("show", &["text", "auto"]),
        ("tests", &["text", "test", "auto"]),
    ] {
        let help = Speakhook::new([command, "--help"]).in_process().stdout;
        for default in defaults {
            let shown = format!("[default: {default}]");
            assert!(help.contains(&shown), "{command} {shown}: {help}");
        }
    }
}

#[test]
fn names_of_roles_and_kinds_have_no_case() {
    for args in [["--role", "USER"], ["--kind", "Message"]] {
        let show = Speakhook::new(["show"]).arg(args[0]).arg(args[1]);
        let run = show.stdin(clean()).in_process();
        assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
    }
}

#[test]
fn many_notes_do_not_hide_an_error() {
    let note = payload(
        r#", "telecom_provider": "Other", "from_number": "+15550100117", "to_number": "+15550100121""#,
    );
    let input = format!("{}\n{}\n", vec![note.as_str(); 60].join("\n"), flawed());
    let run = check(["-f", "text"], &input);
    assert!(run.stdout.contains("error[schema/type]"), "{}", run.stdout);
    assert!(
        run.stdout.contains("… and 10 more info ("),
        "{}",
        run.stdout
    );
    assert_verdict(&run, 1, "hidden by notes");
}
