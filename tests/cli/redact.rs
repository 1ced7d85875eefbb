//! `speakhook redact`: what goes, what stays, and that nothing is worse than before.

mod consistency;
mod framing;
mod hostile;
mod leaks;
mod places;
mod survivors;
mod validity;
mod views;

use std::path::Path;

use serde_json::Value;

use super::harness::{Run, Speakhook, project};

/// The levels, the lowest first.
const LEVELS: [&str; 3] = ["contact", "content", "all"];

fn redact(level: &str) -> Speakhook {
    Speakhook::new(["redact", "--level", level])
}

/// What comes out of a document at a level. The salt is always the same, or a value of few digits that is looked for
/// would come again by chance, once in some thousand runs; other salts are tried where that cannot be.
fn redacted(level: &str, text: impl AsRef<[u8]>) -> String {
    let run = redact(level)
        .args(["--salt-env", "SALT"])
        .env("SALT", "pepper")
        .stdin(text)
        .in_process();
    assert_eq!(run.status, 0, "{level}: {}", run.stderr);
    run.stdout
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}

fn sample(name: &str) -> String {
    let path = project("samples/conversation-complete").join(name);
    std::fs::read_to_string(path).unwrap()
}

fn write(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The last line on standard error.
fn last_note(run: &Run) -> &str {
    run.stderr.lines().last().unwrap_or_default()
}
