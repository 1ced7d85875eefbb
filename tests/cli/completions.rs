//! The completion scripts in `completions/` are what the program prints.

use super::harness::{Run, Speakhook, assert_golden, project};
use super::runner::is_forbidden;

const SHELLS: [(&str, &str); 6] = [
    ("bash", "speakhook.bash"),
    ("elvish", "speakhook.elv"),
    ("fish", "speakhook.fish"),
    ("nushell", "speakhook.nu"),
    ("powershell", "_speakhook.ps1"),
    ("zsh", "_speakhook"),
];

fn script(shell: &str) -> Run {
    Speakhook::new(["completions", shell]).run()
}

#[test]
fn the_scripts_in_the_repository_are_current() {
    for (shell, file) in SHELLS {
        let run = script(shell);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{shell}");
        assert_golden(&project("completions").join(file), &run.stdout);
    }
}

#[test]
fn the_repository_has_no_other_scripts() {
    let mut found: Vec<String> = super::harness::files_below(&project("completions"))
        .iter()
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    let mut expected: Vec<String> = SHELLS.iter().map(|(_, file)| (*file).to_owned()).collect();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_script_completes_commands_flags_and_rules() {
    for (shell, _) in SHELLS {
        let text = script(shell).stdout;
        for word in ["validate", "explain", "fail-on", "stdin-filename"] {
            assert!(text.contains(word), "{shell} does not complete {word}");
        }
        let strange = text.chars().find(|c| is_forbidden(*c) && *c != '\t');
        assert_eq!(strange, None, "{shell}");
    }
}

#[test]
fn rules_are_completed_where_a_rule_is_asked_for() {
    for shell in ["bash", "fish", "zsh"] {
        let text = script(shell).stdout;
        assert!(text.contains("unknown-field"), "{shell}");
        let explain = text.split("explain").skip(1);
        let asks = explain
            .filter(|part| part.contains("duplicate-key"))
            .count();
        assert!(asks > 0, "{shell} does not complete the rule of explain");
    }
}
