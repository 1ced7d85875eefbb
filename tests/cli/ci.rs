//! The recipes for CI: every command in `docs/ci.md`, `action.yml` and `.pre-commit-hooks.yaml`
//! runs, as far as a machine without those services can run it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::harness::{ID, flawed, payload, project};

/// A repository with `fixtures/`, and programs that stand in for those of the services.
struct Workplace {
    folder: TempDir,
}

impl Workplace {
    fn new(fixture: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["fixtures", "captures"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
            fs::write(folder.path().join(name).join("call.json"), fixture).unwrap();
        }
        let place = Self { folder };
        place.program("reviewdog", "cat > reviewdog.in; exit \"${PIPESTATUS[0]}\"");
        place.program("cargo", "printf '%s\\n' \"$@\" > cargo.args");
        place
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.path("bin");
        fs::create_dir_all(&path).unwrap();
        let path = path.join(name);
        fs::write(&path, format!("#!/usr/bin/env bash\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn bash(&self, script: &str, env: &[(&str, &str)]) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_speakhook")).parent().unwrap();
        let own = std::env::var_os("PATH").unwrap();
        let path = [self.path("bin"), program.to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&own));
        Command::new("bash")
            .args(["-eo", "pipefail", "-c", script])
            .current_dir(self.folder.path())
            .env_clear()
            .envs([("LANG", "C.UTF-8"), ("HOME", "/nonexistent")])
            .env("PATH", std::env::join_paths(path).unwrap())
            .env("GITHUB_STEP_SUMMARY", self.path("summary.md"))
            .env("GITHUB_OUTPUT", self.path("output"))
            .env("GITHUB_PATH", self.path("path"))
            .envs(env.iter().copied())
            .output()
            .unwrap()
    }
}

/// The commands in the code blocks of `docs/ci.md`.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(project("docs/ci.md")).unwrap();
    let code = text.split("\n```").skip(1).step_by(2);
    let lines = code.flat_map(str::lines);
    lines
        .filter(|line| !line.contains("entry: "))
        .filter_map(|line| line.get(line.find("speakhook ")?..))
        .map(|command| command.trim_end_matches('\'').to_owned())
        .collect()
}

/// The files that a command writes.
fn reports(command: &str) -> Vec<String> {
    command
        .split("--report ")
        .skip(1)
        .filter_map(|rest| rest.split(' ').next()?.split_once('='))
        .map(|(_, file)| file.replace("\"$GITHUB_STEP_SUMMARY\"", "summary.md"))
        .collect()
}

#[test]
fn every_command_of_the_recipes_runs_and_writes_its_reports() {
    let commands = commands();
    assert!(commands.len() >= 6, "{commands:?}");
    let test = |success: bool, latency: f64, more: &str| {
        let test = format!(r#", "test_id": "{ID}", "test_run_id": "{ID}""#);
        let turn = format!(
            r#"{{"role": "User", "kind": "Message", "content": "a"}},
            {{"role": "Assistant", "kind": "Message", "content": "b", "metrics": {{"e2e_latency": {latency}}}}}"#
        );
        let history = vec![turn; 25].join(",");
        payload(&format!(
            r#"{test}, "test_eval_result": {{"success": {success}, "reasons": ["r"]}}, "history": [{history}]{more}"#
        ))
    };
    let flaw = r#", "agent_name": 7"#;
    for (fixture, status) in [(test(false, 2.5, flaw), 1), (test(true, 1.25, ""), 0)] {
        for command in &commands {
            let place = Workplace::new(&fixture);
            let output = place.bash(command, &[]);
            assert_eq!(output.status.code(), Some(status), "{command}: {output:?}");
            assert!(output.stderr.is_empty(), "{command}: {output:?}");
            for report in reports(command) {
                assert!(!place.read(&report).is_empty(), "{command}: {report}");
            }
            if command.contains("reviewdog") {
                assert!(place.read("reviewdog.in").starts_with('{'));
            }
        }
    }
}

/// The scripts of `action.yml`, by the name of their step.
fn step(name: &str) -> String {
    let text = fs::read_to_string(project("action.yml")).unwrap();
    let (_, rest) = text.split_once(&format!("- name: {name}\n")).unwrap();
    let (_, script) = rest.split_once("run: |\n").unwrap();
    let indented = |line: &&str| line.is_empty() || line.starts_with("        ");
    let lines = script.lines().take_while(indented);
    lines
        .map(|line| line.trim_start_matches("        ").to_owned() + "\n")
        .collect()
}

const NOTHING: [(&str, &str); 7] = [
    ("PATHS", "fixtures\n"),
    ("ARGS", ""),
    ("SARIF", ""),
    ("UPLOAD", "false"),
    ("JUNIT", ""),
    ("SUMMARY", "false"),
    ("SARIF_DEFAULT", "default.sarif"),
];

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let mut env = NOTHING.to_vec();
    env.extend(changes);
    env
}

#[test]
fn the_action_checks_writes_what_was_asked_for_and_keeps_the_status() {
    let script = step("Check payloads");
    let place = Workplace::new(&flawed());
    let env = with(&[
        ("UPLOAD", "true"),
        ("JUNIT", "out.xml"),
        ("SUMMARY", "true"),
        ("ARGS", "--strict\n\n--min-severity\nerror\n"),
    ]);
    let output = place.bash(&script, &env);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let log = String::from_utf8(output.stdout).unwrap();
    assert!(
        log.contains("\n::error file=fixtures/call.json,line=1,"),
        "{log}"
    );
    assert!(place.read("default.sarif").contains("schema/type"));
    assert!(place.read("out.xml").contains("<testsuites"));
    assert!(place.read("summary.md").contains("schema/type"));
    assert_eq!(place.read("output"), "status=1\nsarif=default.sarif\n");

    let place = Workplace::new(&payload(""));
    let output = place.bash(&script, &with(&[]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(place.read("output"), "status=0\nsarif=\n");
    assert!(!place.path("default.sarif").exists() && !place.path("summary.md").exists());
}

#[test]
fn an_input_of_the_action_is_data_never_a_part_of_the_script() {
    let script = step("Check payloads");
    assert!(!script.contains("${{"), "{script}");
    let place = Workplace::new(&payload(""));
    let env = with(&[
        ("PATHS", "fixtures\n$(touch hacked)\n--output=hacked\n"),
        ("ARGS", "; touch hacked\n`touch hacked`\n"),
    ]);
    let output = place.bash(&script, &env);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(!place.path("hacked").exists());
}

#[test]
fn the_action_asks_for_paths() {
    let place = Workplace::new(&payload(""));
    let output = place.bash(&step("Check payloads"), &with(&[("PATHS", " \n\n")]));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let log = String::from_utf8(output.stdout).unwrap();
    assert!(log.starts_with("::error title=speakhook::"), "{log}");
}

#[test]
fn the_action_installs_once() {
    let script = step("Install speakhook");
    let place = Workplace::new(&payload(""));
    let env = [("ROOT", "root"), ("SOURCE", "source")];
    assert!(place.bash(&script, &env).status.success());
    assert_eq!(
        place.read("cargo.args"),
        "install\n--locked\n--quiet\n--path\nsource\n--root\nroot\n"
    );
    assert_eq!(place.read("path"), "root/bin\n");
    fs::create_dir_all(place.path("root/bin")).unwrap();
    place.program("../root/bin/speakhook", "");
    fs::remove_file(place.path("cargo.args")).unwrap();
    assert!(place.bash(&script, &env).status.success());
    assert!(!place.path("cargo.args").exists());
}

#[test]
fn the_hooks_of_pre_commit_check_the_files_they_are_given() {
    let [hooks, recipes] = [".pre-commit-hooks.yaml", "docs/ci.md"]
        .map(|name| fs::read_to_string(project(name)).unwrap());
    let lines = hooks.lines().chain(recipes.lines());
    let entries: Vec<&str> = lines
        .filter_map(|line| line.trim().strip_prefix("entry: "))
        .collect();
    assert_eq!(entries.len(), 3);
    for entry in entries {
        let place = Workplace::new(&flawed());
        let output = place.bash(&format!("{entry} fixtures/call.json"), &[]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let log = String::from_utf8(output.stdout).unwrap();
        assert!(log.starts_with("fixtures/call.json:1:"), "{log}");
    }
}

/// The word behind each `mark`.
fn behind(text: &str, mark: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | ']' | '`');
    let rests = text.split(mark).skip(1);
    rests
        .map(|rest| rest.split(ends).next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_recipes_take_the_version_that_this_is() {
    let text = fs::read_to_string(project("docs/ci.md")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for mark in ["OWNER/speakhook@v", "rev: v", "speakhook=="] {
        assert_eq!(behind(&text, mark), [version], "{mark}");
    }
}
