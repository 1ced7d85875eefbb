//! `verdict-conflict`: a verdict beside fields that speak against it.

use crate::diagnostic::{Findings, Related};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports a verdict (`test_eval_result.success`) while `test_status` is `Initial`, and a
    /// passed test whose `completion_reason` is `StepsExhausted`.
    ///
    /// ## Why is this bad
    /// A receiver that waits for the status to change never reads the verdict; a test that ran out
    /// of steps did not come to its end, so that its success may be an accident. What the values
    /// mean is inferred from their names, so this is an info.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "test_id": "2743fc0e-9713-4788-bfe1-839faa40e2ba",
    ///   "test_run_id": "f8e33e72-ed56-4fdf-a6ca-0b15a2e2f7be",
    ///   "test_status": "Initial",
    ///   "test_eval_result": {"success": true, "reasons": ["The caller was verified."]}
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Take the verdict from `success` alone. Allow a test that runs out of steps more turns.
    VERDICT_CONFLICT, "verdict-conflict", Info, "a test's verdict and its other fields disagree", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let test = &context.call().test;
    let Some(result) = &test.result else {
        return;
    };
    let Some(success) = result.success else {
        return;
    };
    if is(test.status, "Initial") {
        let message = "`test_status` is \"Initial\", as before a run, but there is a verdict";
        report(context, findings, &["test_status"], message);
    }
    if success && is(result.completion_reason, "StepsExhausted") {
        let message = "the test passed, though it ended because its steps were exhausted";
        report(
            context,
            findings,
            &["test_eval_result", "completion_reason"],
            message,
        );
    }
}

fn is(value: Option<Untrusted<'_>>, name: &str) -> bool {
    value.is_some_and(|value| value.raw().eq_ignore_ascii_case(name))
}

fn report(context: &Context<'_>, findings: &mut Findings, keys: &[&'static str], message: &str) {
    let mut finding = VERDICT_CONFLICT.at(context.data_place(keys), message);
    finding.related = Some(Related {
        place: context.data_place(&["test_eval_result", "success"]),
        label: "the verdict",
    });
    findings.push(finding);
}
