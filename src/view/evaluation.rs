//! How a simulated test went.

use serde::Serialize;

use crate::payload::{Outcome, Test};
use crate::text::Untrusted;

/// The outcome of a test, with its reasons.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation<'a> {
    /// Whether the call is a test at all.
    pub is_test: bool,
    /// The verdict.
    pub outcome: OutcomeName,
    /// Why.
    pub reasons: Vec<Untrusted<'a>>,
    /// Why the simulated conversation stopped.
    pub completion_reason: Option<Untrusted<'a>>,
    /// The state of the run.
    pub status: Option<Untrusted<'a>>,
    /// The test.
    pub test_id: Option<Untrusted<'a>>,
    /// The run of the test.
    pub test_run_id: Option<Untrusted<'a>>,
}

/// The public names of the outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeName {
    /// The test passed.
    Passed,
    /// The test failed.
    Failed,
    /// There is no verdict.
    NoResult,
}

impl From<Outcome> for OutcomeName {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Passed => Self::Passed,
            Outcome::Failed => Self::Failed,
            Outcome::NoResult => Self::NoResult,
        }
    }
}

pub(super) fn build<'a>(test: &'a Test<'a>) -> Evaluation<'a> {
    Evaluation {
        is_test: test.is_test_session(),
        outcome: test.outcome().into(),
        reasons: test.reasons().to_vec(),
        completion_reason: test
            .result
            .as_ref()
            .and_then(|result| result.completion_reason),
        status: test.status,
        test_id: test.test_id,
        test_run_id: test.run_id,
    }
}
