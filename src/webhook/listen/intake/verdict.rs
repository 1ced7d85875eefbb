//! What is made of a body: the judge's findings, weighed and placed, and what the payload calls itself.

use std::mem;
use std::sync::{Mutex, PoisonError};

use super::super::limits::PROBLEMS;
use crate::diagnostic::Diagnostic;
use crate::input::{self, Text};
use crate::json::Node;
use crate::judge::{Judge, Judged, judge_encoding};
use crate::known::Known;
use crate::payload::Payload;
use crate::policy::Policy;
use crate::report::{Counts, Reporter, Shown};
use crate::source::Document;
use crate::text::cut;

/// Bytes of an event or an id that are told.
const LONGEST: usize = 200;

/// How bodies are judged.
pub struct Bench {
    judge: Judge,
    policy: Policy,
    /// What is no news; in the hands of one report at a time.
    known: Mutex<Known>,
}

/// What was made of a body.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) event: Option<String>,
    pub(super) session_id: Option<String>,
    pub(super) is_invalid: bool,
    pub(super) counts: Counts,
    pub(super) problems: Vec<Diagnostic>,
}

impl Bench {
    /// Judges by `judge`, weighs by `policy`, and leaves out what is `known`.
    #[must_use]
    pub fn new(judge: Judge, policy: Policy, known: Known) -> Self {
        Self {
            judge,
            policy,
            known: Mutex::new(known),
        }
    }

    pub(super) fn judge(&self, body: &[u8]) -> Verdict {
        input::read_whole("body", body, |text| match text {
            Text::Document(document) => {
                let judged = self.judge.judge_briefly(document);
                let (event, session_id) = self.names(&judged);
                Verdict {
                    event,
                    session_id,
                    ..self.weigh(&judged)
                }
            }
            Text::BadEncoding(document, bad) => self.weigh(&judge_encoding(document, &bad)),
            Text::Unreadable(_) => Verdict::default(),
        })
    }

    fn weigh(&self, judged: &Judged<'_>) -> Verdict {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let policy = self.policy.clone();
        let mut reporter =
            Reporter::new(policy, mem::take(&mut *known), Some(PROBLEMS), Shown::All);
        let problems = reporter.document(judged).diagnostics;
        *known = reporter.known;
        Verdict {
            is_invalid: reporter.summary.failed,
            counts: reporter.summary.counts,
            problems,
            ..Verdict::default()
        }
    }

    /// Event and session, as far as there is one payload to name them.
    fn names(&self, judged: &Judged<'_>) -> (Option<String>, Option<String>) {
        let document: &Document<'_> = &judged.document;
        if let Some(root) = &judged.root {
            return names(&Payload::from_envelope(root));
        }
        if let Some(tape) = self.judge.scan(document.text) {
            return names(&Payload::read(Node::Tape(&tape, tape.root())));
        }
        match self.judge.read(document) {
            Ok(root) => names(&Payload::from_envelope(&root)),
            Err(_) => (None, None),
        }
    }
}

fn names(payload: &Payload<'_>) -> (Option<String>, Option<String>) {
    let short = |text: crate::text::Untrusted<'_>| cut(text.raw(), LONGEST).into_owned();
    (payload.event.map(short), payload.call.session_id.map(short))
}
