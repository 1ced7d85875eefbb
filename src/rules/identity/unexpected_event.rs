//! `unexpected-event`: what the user asserts with `--event`. Takes the place of `unknown-event`.

use crate::diagnostic::Findings;
use crate::nearest::nearest;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::text::Untrusted;

use super::unknown_event::{EVENTS, meant};

declare_rule! {
    /// ## What it does
    /// Reports a payload whose `event` is not the one that `--event` names, or that has none.
    /// Without `--event` it reports nothing; with it, `unknown-event` does not.
    ///
    /// ## Why is this bad
    /// You asked for it: a folder of fixtures for one handler, or a capture that should hold one
    /// kind of event, holds another.
    ///
    /// ## Example
    /// With `--event ConversationComplete`:
    ///
    /// ```json
    /// {
    ///   "event": "SessionStarted",
    ///   "data": {
    ///     "session_id": "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411",
    ///     "agent_id": "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"
    ///   }
    /// }
    /// ```
    ///
    /// ## How to fix
    /// Move the payload to where it belongs, or correct its `event`.
    UNEXPECTED_EVENT, "unexpected-event", Error, "the event is not the one that --event names",
    check = check,
    arguments = ["--event", "ConversationComplete"]
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(expected) = context.expected_event() else {
        return;
    };
    let shown = Untrusted::new(expected).excerpt(80);
    let message = match context.event() {
        Some(event) if event == expected => return,
        Some(event) => {
            let event = Untrusted::new(event).excerpt(80);
            format!("`event` is \"{event}\", expected \"{shown}\"")
        }
        None => format!("the payload names no event, expected \"{shown}\""),
    };
    let finding = UNEXPECTED_EVENT.at(context.root_place("event"), message);
    // A documented event is no slip of the payload's.
    let odd = context.event().filter(|event| !EVENTS.contains(event));
    let is_slip = odd.is_some_and(|event| nearest(event, std::iter::once(expected)).is_some());
    let named = context.event();
    findings.push(match meant(expected) {
        // The slip is in the expectation.
        Some(known) if named.is_none_or(|event| event == known) => {
            finding.help(format!("did you mean `--event {known}`?"))
        }
        _ if is_slip => finding.help(format!("did you mean `{shown}`?")),
        _ => finding,
    });
}
