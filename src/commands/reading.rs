//! What the commands that do not judge do with a document: say why they cannot read it, and hide in it what
//! grants access to something.

use std::borrow::Cow;

use crate::diagnostic::Place;
use crate::error::Error;
use crate::json::Value;
use crate::judge::Judged;
use crate::text::without_url_secrets;

/// Why a document without a tree has none.
pub(super) fn refusals(judged: &Judged<'_>) -> Vec<Error> {
    refusals_in(judged, &str::to_owned)
}

/// [`refusals`], their sentences as `told` has them.
pub(super) fn refusals_in(judged: &Judged<'_>, told: &dyn Fn(&str) -> String) -> Vec<Error> {
    let document = &judged.document;
    let refusal = |at, message: &str| Error::not_json(document, at, told(message));
    let findings = judged.findings.kept().iter();
    findings
        .map(|finding| match finding.place {
            Place::Text(span) => refusal(span.start, &finding.message),
            Place::Node(..) => refusal(0, &finding.message),
        })
        .collect()
}

/// Leaves of every address in a payload what anybody may see.
pub(super) fn hide_secrets(root: &mut Value<'_>) {
    root.rewrite_strings(&|text| match without_url_secrets(text) {
        Cow::Owned(public) => Some(public),
        Cow::Borrowed(_) => None,
    });
}
