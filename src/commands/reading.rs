//! What the commands that do not judge say of a document that they cannot read.

use crate::diagnostic::Place;
use crate::error::Error;
use crate::judge::Judged;

use super::not_json;

/// Why a document without a tree has none.
pub(super) fn refusals(judged: &Judged<'_>) -> Vec<Error> {
    let document = &judged.document;
    let refusal = |at, message: &str| not_json(document, at, message.to_owned());
    let findings = judged.findings.kept().iter();
    findings
        .map(|finding| match finding.place {
            Place::Text(span) => refusal(span.start, &finding.message),
            Place::Node(..) => refusal(0, &finding.message),
        })
        .collect()
}
