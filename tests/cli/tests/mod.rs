//! `speakhook tests`: how runs are counted, what the answer is, and that every format gives it.

mod formats;
mod hostile;
mod runs;
mod verdict;

use std::ffi::OsStr;

use serde_json::{Value, json};

use super::harness::{ID, Run, Speakhook};

const FORMATS: [&str; 6] = ["text", "json", "jsonl", "junit", "markdown", "github"];

/// A test run as a payload tells of it.
#[derive(Clone)]
struct Told {
    session: Option<String>,
    test: &'static str,
    agent: &'static str,
    success: Option<bool>,
    reasons: Vec<String>,
}

impl Told {
    fn new(session: &str, success: Option<bool>) -> Self {
        Self {
            session: Some(session.to_owned()),
            test: "greeting",
            agent: ID,
            success,
            reasons: Vec::new(),
        }
    }

    fn of(self, test: &'static str, agent: &'static str) -> Self {
        Self {
            test,
            agent,
            ..self
        }
    }

    fn because(mut self, reason: &str) -> Self {
        self.reasons.push(reason.to_owned());
        self
    }

    fn value(&self) -> Value {
        let verdict = |success| json!({"success": success, "reasons": self.reasons});
        json!({"event": "ConversationComplete", "data": {
            "session_id": self.session, "agent_id": self.agent, "agent_name": "Ada",
            "duration_seconds": 12.5, "test_id": self.test, "test_run_id": ID,
            "test_eval_result": self.success.map(verdict),
        }})
    }
}

/// The payloads as JSON Lines.
fn lines<'t>(told: impl IntoIterator<Item = &'t Told>) -> String {
    told.into_iter()
        .map(|told| format!("{}\n", told.value()))
        .collect()
}

fn tests<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>, input: impl AsRef<[u8]>) -> Run {
    Speakhook::new(["tests"])
        .args(args)
        .stdin(input)
        .in_process()
}

/// The document of `-f json`.
fn document(args: &[&str], input: &str) -> Value {
    let run = tests(args.iter().chain(&["-f", "json"]), input);
    serde_json::from_str(&run.stdout).expect(&run.stdout)
}
