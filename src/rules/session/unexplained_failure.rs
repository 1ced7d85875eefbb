//! `unexplained-failure`: a test that failed and does not say why.

use crate::diagnostic::{Findings, Severity};
use crate::json::Node;
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a `test_eval_result` with `success: false` whose `reasons` are an empty list or
    /// blank texts. Where `reasons` is absent or `null` it is an info: it may not have been sent.
    ///
    /// ## Why is this bad
    /// Somebody has to listen to the call to learn what went wrong.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "test_id": "2743fc0e-9713-4788-bfe1-839faa40e2ba",
    ///   "test_run_id": "f8e33e72-ed56-4fdf-a6ca-0b15a2e2f7be",
    ///   "test_eval_result": {"success": false, "reasons": []}
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Look whether the criteria of the test ask for a reason. In a fixture, write one.
    UNEXPLAINED_FAILURE, "unexplained-failure", Warning, "a failed test gives no reason", check = check
}

const REASONS: [&str; 2] = ["test_eval_result", "reasons"];

fn check(context: &Context<'_>, findings: &mut Findings) {
    let result = context.call().test.result.as_ref();
    if result.and_then(|result| result.success) != Some(false) {
        return;
    }
    let reasons = context.data_value(&REASONS);
    let (what, severity) = match reasons {
        None => ("absent", Severity::Info),
        Some(reasons) if reasons.is_null() => ("null", Severity::Info),
        Some(reasons) => match reasons.elements() {
            Some(reasons) if reasons.left() == 0 => ("an empty list", Severity::Warning),
            Some(reasons) if reasons.clone().all(is_blank) => ("blank", Severity::Warning),
            _ => return,
        },
    };
    let place = match reasons {
        Some(_) => context.data_place(&REASONS),
        None => context.data_place(&["test_eval_result", "success"]),
    };
    let message = format!("the test failed, and `reasons` is {what}");
    let mut finding = UNEXPLAINED_FAILURE.at(place, message);
    finding.severity = severity;
    findings.push(finding);
}

fn is_blank(value: Node<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
}
