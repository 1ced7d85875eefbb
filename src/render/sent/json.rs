//! The public JSON of `send`, described by `sent.schema.json`.

use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;

use super::{Fate, Sent};
use crate::json::write;
use crate::webhook::send::Outcome;
use crate::webhook::{Answer, Failure};

#[derive(Serialize)]
struct Public<'s> {
    path: &'s str,
    line: Option<usize>,
    element: Option<usize>,
    url: String,
    bytes: usize,
    signature: Option<&'s str>,
    outcome: &'static str,
    status: Option<u16>,
    reason: Option<&'static str>,
    elapsed_ms: Option<f64>,
    response: Option<&'s str>,
    response_is_cut: Option<bool>,
    error: Option<PublicError>,
    headers: Option<&'s [(String, Option<String>)]>,
}

/// Why there is no answer.
#[derive(Serialize)]
struct PublicError {
    kind: &'static str,
    message: String,
}

/// Writes a delivery on a line.
pub(super) fn delivery(sent: &Sent<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut public = Public {
        path: sent.name,
        line: sent.line,
        element: sent.element,
        url: sent.url.to_string(),
        bytes: sent.body.len(),
        signature: sent.signature,
        outcome: "held",
        status: None,
        reason: None,
        elapsed_ms: None,
        response: None,
        response_is_cut: None,
        error: None,
        headers: None,
    };
    match sent.fate {
        Fate::Held(headers) => public.headers = Some(headers),
        Fate::Made(Outcome::Answered(answer), said) => public.answered(answer, said),
        Fate::Made(Outcome::Failed(failure), _) => public.failed(failure),
        Fate::Made(Outcome::Stopped(_), _) => public.outcome = "interrupted",
    }
    write::compact(out, &public)?;
    out.write_all(b"\n")
}

impl<'s> Public<'s> {
    fn answered(&mut self, answer: &Answer, said: &'s str) {
        self.outcome = if answer.is_success() {
            "taken"
        } else {
            "rejected"
        };
        self.status = Some(answer.status);
        self.reason = Some(answer.reason).filter(|reason| !reason.is_empty());
        self.elapsed_ms = Some(milliseconds(answer.elapsed));
        self.response = Some(said);
        self.response_is_cut = Some(answer.is_cut);
    }

    fn failed(&mut self, failure: &Failure) {
        self.outcome = "unanswered";
        self.error = Some(PublicError {
            kind: failure.word(),
            message: failure.to_string(),
        });
    }
}

/// Milliseconds to the microsecond.
fn milliseconds(elapsed: Duration) -> f64 {
    (elapsed.as_secs_f64() * 1e6).round() / 1e3
}
