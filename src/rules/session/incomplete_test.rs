//! `incomplete-test`: a run of a test has two ids.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;

use super::fields::split;

declare_rule! {
    /// ## What it does
    /// Reports one of `test_id` and `test_run_id` without the other, and a `test_eval_result`
    /// without both. A `test_status` alone is not reported: it may be a default that every session
    /// carries.
    ///
    /// ## Why is this bad
    /// The verdict cannot be filed under its test, or two runs of the same test cannot be told
    /// apart. That a test session has both ids is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"test_id": "2743fc0e-9713-4788-bfe1-839faa40e2ba"}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, add the missing id, or leave all `test_*` fields out.
    INCOMPLETE_TEST, "incomplete-test", Warning, "a test lacks one of its ids", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let test = &context.call().test;
    let ids = [("test_id", test.test_id), ("test_run_id", test.run_id)];
    let Some((filled, missing)) = split(context, &ids) else {
        return;
    };
    match (filled.as_slice(), missing.as_slice()) {
        ([present], [missing]) => {
            let message = format!("`{present}` comes without `{missing}`");
            findings.push(INCOMPLETE_TEST.at(context.data_place(&[present]), message));
        }
        ([], _) if test.result.is_some() => {
            let message = "`test_eval_result` comes without `test_id` and `test_run_id`";
            findings.push(INCOMPLETE_TEST.at(context.data_place(&["test_eval_result"]), message));
        }
        _ => {}
    }
}
