//! From a text to the calls in it, or to what keeps it from holding one.

use crate::commands::reading;
use crate::commands::redaction::Redaction;
use crate::error::Error;
use crate::input::Text;
use crate::json::Node;
use crate::judge::{Judge, judge_encoding, recognise};
use crate::payload::Payload;
use crate::source::Document;

/// Reads the calls of texts.
#[derive(Default)]
pub(super) struct Calls {
    judge: Judge,
    /// Whether addresses lose what grants access to them before anybody sees them.
    hides_secrets: bool,
    redaction: Redaction,
}

impl Calls {
    pub(super) fn new(redaction: Redaction) -> Self {
        Self {
            redaction,
            ..Self::default()
        }
    }

    pub(super) fn hiding_secrets(self, hides_secrets: bool) -> Self {
        Self {
            hides_secrets,
            ..self
        }
    }

    /// Gives every call in `text` to `visit`, with its document and the line on which it starts, and adds what is none to `errors`.
    pub(super) fn visit(
        &self,
        text: Text<'_>,
        errors: &mut Vec<Error>,
        visit: &mut dyn FnMut(&Document<'_>, usize, &Payload<'_>),
    ) {
        let mut room = String::new();
        let document = match self.redaction.text(text, &mut room) {
            Text::Unreadable(error) => return errors.push(error),
            Text::BadEncoding(document, bad) => {
                let judged = judge_encoding(document, &bad);
                return errors.extend(reading::refusals(&judged));
            }
            Text::Document(document) => document,
        };
        // Secrets are hidden in a tree.
        let tape = self.judge.scan(document.text);
        if let Some(tape) = tape.filter(|_| !self.hides_secrets) {
            let payload = Payload::read(Node::Tape(&tape, tape.root()));
            return visit(&document, document.start.line, &payload);
        }
        let Ok(mut root) = self.judge.read(&document) else {
            // Only what cannot be read is judged, as the judge says why.
            return errors.extend(reading::refusals(&self.judge.judge(document)));
        };
        if self.hides_secrets {
            reading::hide_secrets(&mut root);
        }
        let payloads = recognise(&root);
        let lines = reading::lines(&document, &payloads);
        for (recognised, line) in payloads.iter().zip(lines) {
            let Some(value) = recognised.path().resolve(&root) else {
                continue;
            };
            match reading::payload(value, recognised.kind, document.name, line) {
                Ok(payload) => visit(&document, line, &payload),
                Err(error) => errors.push(error),
            }
        }
    }
}
