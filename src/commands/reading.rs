//! What the commands that do not judge do with a document: find the call in it, or say why there is none,
//! and hide in it what grants access to something.

use std::borrow::Cow;

use crate::diagnostic::{Finding, Place};
use crate::error::Error;
use crate::json::Value;
use crate::json::locate::locate;
use crate::judge::{Judged, Recognised};
use crate::payload::Payload;
use crate::rules::envelope::Kind;
use crate::schema;
use crate::source::{Document, LineIndex};
use crate::text::without_url_secrets;

/// The call that a value of a document is, which begins in `line` of what is called `name`.
///
/// # Errors
/// What it is instead.
pub(super) fn payload<'t>(
    value: &'t Value<'t>,
    kind: Kind,
    name: &str,
    line: usize,
) -> Result<Payload<'t>, Error> {
    let name = || name.to_owned();
    let has_data = || value.get("data").and_then(Value::as_object).is_some();
    match kind {
        Kind::Hub(notification) => Err(Error::NotAWebhook {
            name: name(),
            line,
            notification,
        }),
        Kind::BareData => Ok(Payload::from_data(value)),
        Kind::Whole if has_data() => Ok(Payload::from_envelope(value)),
        Kind::Whole => Err(Error::NoCall {
            name: name(),
            line,
            why: no_call(value),
        }),
    }
}

/// Why a value is no call: in the words of `validate`, where it is certain what it is instead.
fn no_call(value: &Value<'_>) -> String {
    if value.get("speakhook_stats").is_some() {
        return "these are saved statistics; add them up with `stats --merge`".to_owned();
    }
    match schema::no_data(value) {
        Some((message, Some(help))) => format!("{message}; {help}"),
        Some((message, None)) => message,
        None => "it has no object `data`; `speakhook validate` says what is wrong".to_owned(),
    }
}

/// The line of each payload; those of an array are found in one pass over the text.
pub(super) fn lines(document: &Document<'_>, payloads: &[Recognised]) -> Vec<usize> {
    let start = document.start.line;
    if payloads.iter().all(|payload| payload.element.is_none()) {
        return vec![start; payloads.len()];
    }
    let paths: Vec<_> = payloads.iter().map(Recognised::path).collect();
    let mut index = LineIndex::new(document);
    let found = locate(document.text, &paths).into_iter();
    found
        .map(|found| found.map_or(start, |found| index.place(found.value.start).line))
        .collect()
}

/// Why a document without a tree has none.
pub(super) fn refusals(judged: &Judged<'_>) -> Vec<Error> {
    refusals_in(judged, &str::to_owned)
}

/// [`refusals`], their sentences as `told` has them.
pub(super) fn refusals_in(judged: &Judged<'_>, told: &dyn Fn(&str) -> String) -> Vec<Error> {
    let document = &judged.document;
    let refusal = |finding: &Finding| {
        let at = match finding.place {
            Place::Text(span) => span.start,
            Place::Node(..) => 0,
        };
        let help = finding.help.as_deref().map(told);
        Error::not_json(document, at, told(&finding.message), help.as_deref())
    };
    judged.findings.kept().iter().map(refusal).collect()
}

/// Leaves of every address in a payload what anybody may see.
pub(super) fn hide_secrets(root: &mut Value<'_>) {
    root.rewrite_strings(&|text| match without_url_secrets(text) {
        Cow::Owned(public) => Some(public),
        Cow::Borrowed(_) => None,
    });
}
