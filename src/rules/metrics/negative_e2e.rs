//! `negative-e2e`: end to end is the one delay that may come out below zero.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

declare_rule! {
    /// ## What it does
    /// Reports an `e2e_latency` below zero.
    ///
    /// ## Why is this bad
    /// It is the agent's start of speech less the user's end of speech, in LiveKit's source a plain
    /// difference: below zero the agent spoke before the user had finished, or one of the two times
    /// is wrong. It is no latency, and it pulls every average down. That SpeakNode sends LiveKit's
    /// value is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"end_of_turn_delay": 0.58}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {"e2e_latency": -0.4}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave the turn out of statistics. In a fixture, write the difference of the two times.
    NEGATIVE_E2E, "negative-e2e", Warning, "the end-to-end latency is below zero", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in context.messages() {
        let Some(latency) = spoken.message.metrics.e2e_latency else {
            continue;
        };
        if latency < 0.0 {
            let place = context.item_place(spoken.item, &["metrics", "e2e_latency"]);
            let message = format!(
                "`e2e_latency` is {}: a latency is not negative",
                seconds(latency)
            );
            findings.push(NEGATIVE_E2E.at(place, message));
        }
    }
}
