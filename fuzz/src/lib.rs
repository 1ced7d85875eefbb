//! What the targets share: speakhook run inside this process, and the oracles of the tests.

#![allow(
    dead_code,
    reason = "the tests' oracles know more than the targets ask"
)]

#[path = "../../tests/cli/formats/readers.rs"]
mod readers;
#[path = "../../tests/cli/runner.rs"]
mod runner;

/// What the oracles need of the tests' harness.
pub mod harness {
    use std::path::{Path, PathBuf};

    /// A file of the project.
    pub fn project(path: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
    }
}

use speakhook::render::Format;
use speakhook::streams::Streams;
use speakhook::watch::Watch;

/// What a user would have seen.
pub struct Run {
    pub status: u8,
    pub stdout: String,
    pub stderr: String,
}

/// Runs speakhook with `input` on standard input.
pub fn run(args: &[&str], input: &[u8]) -> Run {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut stdin = input;
    let args = ["speakhook"].iter().chain(args).map(Into::into);
    let status = speakhook::run(
        args,
        &mut Streams {
            stdin: &mut stdin,
            stdin_is_terminal: false,
            stdout: &mut stdout,
            stdout_columns: None,
            stdout_is_pipe: false,
            stderr: &mut stderr,
            stderr_is_terminal: false,
            folder: None,
            env: &|_| None,
            watch: Watch::default(),
        },
    );
    Run {
        status: status.code(),
        stdout: String::from_utf8(stdout).expect("output is UTF-8"),
        stderr: String::from_utf8(stderr).expect("output is UTF-8"),
    }
}

/// A payload that says `words` in every place for text.
pub fn saying(words: &str) -> String {
    let said = serde_json::Value::from(words);
    let arguments = serde_json::json!({ "a": words }).to_string();
    serde_json::json!({
        "event": "ConversationComplete",
        "data": {
            "session_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11",
            "agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e12",
            "agent_name": said,
            "audio_url": said,
            "telecom_provider": said,
            "from_number": said,
            "campaign_name": said,
            "url_parameters": { words: said },
            "test_id": said,
            "test_run_id": said,
            "test_status": said,
            "test_eval_result": { "success": false, "reasons": [said], "completion_reason": said },
            "history": [
                { "role": "User", "kind": "Message", "id": said, "content": said, "interrupted": true },
                { "role": said, "kind": said, "content": said },
                { "kind": "FunctionCall", "tool_name": said, "tool_call_id": said, "tool_arguments_json": said },
                { "kind": "FunctionCall", "tool_name": "t", "tool_call_id": "c", "tool_arguments_json": arguments },
                { "kind": "FunctionCallOutput", "tool_call_id": said, "tool_output": said, "tool_is_error": true },
                { "kind": "AgentConfigUpdate", "instructions": said, "tools_added": [said] },
                { "kind": "AgentHandoff", "handoff_to_agent_id": said, words: said },
            ],
        },
    })
    .to_string()
}

/// Fails if a terminal or a runner would obey any of `output`.
pub fn assert_tame(output: &str) {
    let wild = runner::untamed(output);
    assert!(wild.is_none(), "{}", wild.unwrap_or_default());
}

/// [`assert_tame`] for a report in `format`: the annotations that GitHub's is to have are no fault.
pub fn assert_tame_report(format: Format, output: &str) {
    let wild = runner::untamed_report(format, output);
    assert!(wild.is_none(), "{}", wild.unwrap_or_default());
}

/// The findings in a report, as its own independent reader reads them: severity, rule and line, sorted.
pub fn findings(format: Format, report: &str) -> Vec<(String, String, usize)> {
    let mut seen = readers::read(format, report);
    seen.sort();
    seen
}
