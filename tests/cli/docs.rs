//! Every `console` block of the documents is run: what a reader copies does what they read.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use clap::CommandFactory as _;

use crate::harness::{Speakhook, assert_golden, formats, project};

const DOCUMENTS: &[&str] = &[
    "README.md",
    "CONTRIBUTING.md",
    "docs/budgets.md",
    "docs/configuration.md",
    "docs/privacy.md",
    "docs/scale.md",
    "docs/exports.md",
    #[cfg(feature = "webhook")]
    "docs/webhooks.md",
    "samples/README.md",
];

/// Both tests here may rewrite the README: one at a time.
static WRITER: Mutex<()> = Mutex::new(());

/// A command of a block and what it prints.
struct Example {
    line: usize,
    command: String,
    output: String,
}

/// The examples of a document: `$ command`, continued after a `\`, then its output.
fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut in_block = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block && line.trim() == "```console";
        } else if in_block && let Some(command) = line.strip_prefix("$ ") {
            let (line, command, output) = (number + 1, command.to_owned(), String::new());
            examples.push(Example {
                line,
                command,
                output,
            });
        } else if in_block && let Some(example) = examples.last_mut() {
            if example.command.ends_with('\\') {
                example.command.pop();
                example.command.push_str(line.trim_start());
            } else {
                example.output.push_str(line);
                example.output.push('\n');
            }
        }
    }
    examples
}

/// What a shell prints for a command, standard error included, in the repository's root.
fn run(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_speakhook"));
    let path = std::env::join_paths(
        std::iter::once(program.parent().unwrap().to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let output = Command::new("bash")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(project(""))
        .env_clear()
        .envs([("LANG", "C.UTF-8"), ("HOME", "/nonexistent")])
        .env("PATH", path.unwrap())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Cargo's own commands are what runs this test; they are not run again inside it.
fn is_ours(command: &str) -> bool {
    !command.contains("cargo ")
}

#[test]
fn every_console_block_prints_what_it_says() {
    let _one = WRITER.lock().unwrap_or_else(PoisonError::into_inner);
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for name in DOCUMENTS {
        let path = project("").join(name);
        let Ok(mut text) = fs::read_to_string(&path) else {
            panic!("{name} is missing");
        };
        for example in examples(&text.clone())
            .into_iter()
            .filter(|example| is_ours(&example.command))
        {
            let actual = run(&example.command);
            if update && actual.trim_end() != example.output.trim_end() {
                let old = format!("{}\n{}", example.command, example.output);
                let new = format!("{}\n{}", example.command, actual);
                assert!(
                    text.contains(&old),
                    "{name}:{}: cannot update",
                    example.line
                );
                text = text.replacen(&old, &new, 1);
                continue;
            }
            let place = format!("{name}:{}: $ {}", example.line, example.command);
            pretty_assertions(&place, &actual, &example.output);
        }
        if update {
            fs::write(&path, text).unwrap();
        }
    }
}

#[test]
fn the_table_of_rules_in_the_readme_is_current() {
    let _one = WRITER.lock().unwrap_or_else(PoisonError::into_inner);
    let path = project("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let row = |rule: &&'static speakhook::rules::Rule| {
        let (id, link) = (rule.id, rule.id.replace('/', ""));
        format!(
            "| [`{id}`](docs/rules.md#{link}) | {} | {} |\n",
            rule.severity, rule.summary
        )
    };
    let table = speakhook::rules::GROUPS.iter().map(|group| {
        let rows: String = group.rules.iter().map(row).collect();
        format!("| **{}** | | |\n{rows}", group.title)
    });
    let table = format!(
        "| rule | severity | what it reports |\n|---|---|---|\n{}",
        table.collect::<String>()
    );
    let (head, rest) = readme.split_once("<!-- rules -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- /rules -->\n").unwrap();
    let current = format!("{head}<!-- rules -->\n{table}<!-- /rules -->\n{tail}");
    assert_golden(&path, &current);
}

#[test]
fn the_readme_has_a_row_for_every_format_and_every_command() {
    let text = fs::read_to_string(project("README.md")).unwrap();
    let (_, section) = text.split_once("### Formats\n").unwrap();
    let rows: Vec<&str> = section
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    for (_, name) in formats() {
        let named = format!("`{name}`");
        let has_row = rows
            .iter()
            .any(|row| row.split('|').nth(1).unwrap().contains(&named));
        assert!(has_row, "add `{name}` to the table of formats in README.md");
    }
    let command = speakhook::cli::Cli::command();
    for command in command
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let row = format!("| `speakhook {}", command.get_name());
        assert!(text.contains(&row), "add a row with {row} to README.md");
    }
}

#[test]
fn the_page_of_rules_is_what_explain_prints() {
    let text = Speakhook::new(["explain", "-f", "markdown"]).run().stdout;
    assert_golden(&project("docs/rules.md"), &text);
}

fn pretty_assertions(place: &str, actual: &str, expected: &str) {
    assert!(
        actual.trim_end() == expected.trim_end(),
        "{place}\n--- documented\n{expected}\n--- printed\n{actual}"
    );
}

#[test]
fn the_examples_are_found() {
    let text = "x\n```console\n$ a \\\n    b\nout\n$ c\n```\n```sh\n$ d\n```\n";
    let found = examples(text);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].command.as_str(), found[0].output.as_str()),
        ("a b", "out\n")
    );
    assert_eq!((found[1].command.as_str(), found[1].line), ("c", 6));
}
