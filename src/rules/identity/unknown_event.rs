//! `unknown-event`: nothing documented says what the body of another event holds.

use crate::diagnostic::{Finding, Findings, Severity};
use crate::nearest::nearest;
use crate::text::Untrusted;

use crate::rules::context::Context;
use crate::rules::declare_rule;

/// The documented events.
pub(super) const EVENTS: [&str; 2] = ["SessionStarted", "ConversationComplete"];

/// The documented event that an undocumented `event` is probably meant to be.
pub(crate) fn meant(event: &str) -> Option<&'static str> {
    if EVENTS.contains(&event) {
        return None;
    }
    nearest(event, EVENTS.into_iter())
}

declare_rule! {
    /// ## What it does
    /// Reports an `event` other than `SessionStarted` and `ConversationComplete`.
    ///
    /// ## Why is this bad
    /// Nothing documented says what the body of another event holds, so nothing about it can be
    /// judged. SpeakNode says that more events may be added.
    ///
    /// ## Example
    /// ```json
    /// {"event": "sessionStarted"}
    /// ```
    ///
    /// ## How to fix
    /// Correct the name, or, for an event that is new, pass `--warn unknown-event`.
    UNKNOWN_EVENT, "unknown-event", Error, "the event is not documented", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if context.expected_event().is_some() {
        // `unexpected-event` says what is wrong with it.
        return;
    }
    let Some(event) = context.event().filter(|event| !EVENTS.contains(event)) else {
        return;
    };
    let place = context.root_place("event");
    let message = format!(
        "`event` is \"{}\", which is not a documented event",
        Untrusted::new(event).excerpt(80)
    );
    let finding = Finding::new(UNKNOWN_EVENT.id, Severity::Error, place, message);
    findings.push(match meant(event) {
        Some(known) => finding.help(format!("did you mean `{known}`?")),
        None => finding.help("documented are `SessionStarted` and `ConversationComplete`"),
    });
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_slip_is_told_from_another_event() {
        for slip in [
            "conversationcomplete",
            "ConversationCompleted",
            "conversation_complete",
        ] {
            assert_eq!(meant(slip), Some("ConversationComplete"), "{slip}");
        }
        for other in [
            "ConversationComplete",
            "SessionStarted",
            "CallTransferred",
            "",
        ] {
            assert_eq!(meant(other), None, "{other}");
        }
    }
}
