//! One run of a test: a session, whatever number of payloads told about it.

use std::path::Path;
use std::sync::Arc;

use super::reasons::Reasons;
use super::word::Word;
use crate::payload::Outcome;

/// Where a payload is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The file's name as the user gave or sees it.
    pub name: Arc<str>,
    /// The file itself; `None` for standard input without a name of its own.
    pub file: Option<Arc<Path>>,
    /// The line on which the payload begins, from 1.
    pub line: usize,
}

/// What is known of a run.
#[derive(Debug, Clone)]
pub struct Run {
    /// `session_id`.
    pub session: Option<Word>,
    /// `test_id`.
    pub test: Option<Word>,
    /// `test_run_id`.
    pub test_run: Option<Word>,
    /// `agent_id`.
    pub agent: Option<Word>,
    /// `agent_name`.
    pub agent_name: Option<Word>,
    /// How it went.
    pub outcome: Outcome,
    /// Why it did not pass; of a run that passed, none are kept.
    pub reasons: Reasons,
    /// `test_status`.
    pub status: Option<Word>,
    /// `completion_reason`.
    pub completion_reason: Option<Word>,
    /// `duration_seconds`, in seconds.
    pub duration: Option<f64>,
    /// The payload that stands for the run.
    pub place: Place,
    /// How many payloads were about the run.
    pub payloads: usize,
    /// Whether payloads of the session had both verdicts.
    pub conflicting: bool,
    /// Whether other runs of its test, in the same agent, went the other way.
    pub flaky: bool,
}

impl Run {
    /// Takes in a later payload of the same session; gives back the one that does not stand. A
    /// verdict outlives everything but a later verdict. What the payload that stands does not
    /// say, the other one may.
    pub(super) fn join(&mut self, mut later: Self) -> Self {
        let both = self.outcome != Outcome::NoResult && later.outcome != Outcome::NoResult;
        let conflicting = self.conflicting || (both && self.outcome != later.outcome);
        let payloads = self.payloads.saturating_add(later.payloads);
        if later.outcome != Outcome::NoResult || self.outcome == Outcome::NoResult {
            std::mem::swap(self, &mut later);
        }
        let other = later;
        let fill = |own: &mut Option<Word>, other: &Option<Word>| {
            if own.is_none() {
                own.clone_from(other);
            }
        };
        fill(&mut self.test, &other.test);
        fill(&mut self.test_run, &other.test_run);
        fill(&mut self.agent, &other.agent);
        fill(&mut self.agent_name, &other.agent_name);
        self.duration = self.duration.or(other.duration);
        (self.payloads, self.conflicting) = (payloads, conflicting);
        other
    }
}
