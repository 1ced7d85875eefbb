//! The outcome of a simulated test call.

use super::fields::Fields;
use super::id::is_set_id;
use crate::text::Untrusted;

/// The `test_*` fields of a call.
#[derive(Debug, Clone, Default)]
pub struct Test<'t> {
    /// `test_run_id`, as written.
    pub run_id: Option<Untrusted<'t>>,
    /// `test_id`, as written.
    pub test_id: Option<Untrusted<'t>>,
    /// `test_status`, as written.
    pub status: Option<Untrusted<'t>>,
    /// `test_eval_result`.
    pub result: Option<EvalResult<'t>>,
}

/// What the evaluation of a test found.
#[derive(Debug, Clone)]
pub struct EvalResult<'t> {
    /// `success`.
    pub success: Option<bool>,
    /// `reasons`.
    pub reasons: Option<Vec<Untrusted<'t>>>,
    /// `completion_reason`, as written.
    pub completion_reason: Option<Untrusted<'t>>,
}

/// Whether a test passed. Without a verdict there is no result, which is not a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// `success` is true.
    Passed,
    /// `success` is false.
    Failed,
    /// There is no verdict, or not yet.
    NoResult,
}

impl Outcome {
    /// The public name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NoResult => "no_result",
        }
    }
}

impl<'t> Test<'t> {
    pub(super) fn new(data: Fields<'t>) -> Self {
        let result = |fields: Fields<'t>| EvalResult {
            success: fields.flag("success"),
            reasons: fields.texts("reasons"),
            completion_reason: fields.text("completion_reason"),
        };
        Self {
            run_id: data.text("test_run_id"),
            test_id: data.text("test_id"),
            status: data.text("test_status"),
            result: data.object("test_eval_result").map(result),
        }
    }

    /// Whether the call is a test. A status alone does not make it one: it may be the default
    /// that every session carries. Nor does an identifier that nobody set.
    #[must_use]
    pub fn is_test_session(&self) -> bool {
        let has_id = [self.run_id, self.test_id].iter().flatten().any(is_set_id);
        has_id || self.result.is_some()
    }

    /// The verdict.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match self.result.as_ref().and_then(|result| result.success) {
            Some(true) => Outcome::Passed,
            Some(false) => Outcome::Failed,
            None => Outcome::NoResult,
        }
    }

    /// The reasons that were given for the verdict.
    #[must_use]
    pub fn reasons(&self) -> &[Untrusted<'t>] {
        let result = self.result.as_ref();
        result
            .and_then(|result| result.reasons.as_deref())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Node;
    use crate::json::tree::parse_first;

    fn outcome_of(text: &str) -> (bool, Outcome) {
        let (root, _) = parse_first(text).unwrap().unwrap();
        let test = Test::new(Fields::of(Node::Tree(&root)).unwrap());
        (test.is_test_session(), test.outcome())
    }

    #[test]
    fn a_test_has_three_outcomes() {
        let passed = r#"{"test_eval_result": {"success": true}}"#;
        let failed = r#"{"test_eval_result": {"success": false}}"#;
        let pending = r#"{"test_id": "t", "test_eval_result": {"success": "no"}}"#;
        assert_eq!(outcome_of(passed), (true, Outcome::Passed));
        assert_eq!(outcome_of(failed), (true, Outcome::Failed));
        assert_eq!(outcome_of(pending), (true, Outcome::NoResult));
    }

    #[test]
    fn a_status_alone_makes_no_test() {
        assert_eq!(
            outcome_of(r#"{"test_status": "Initial"}"#),
            (false, Outcome::NoResult)
        );
    }
}
