//! `epoch-leak`: a moment where a delay should be.

use crate::diagnostic::Findings;
use crate::payload::LONGEST_DELAY;
use crate::rules::context::{Context, delays};
use crate::rules::declare_rule;
use crate::rules::words::seconds;

declare_rule! {
    /// ## What it does
    /// Reports a delay of a million seconds (11 days) or more.
    ///
    /// ## Why is this bad
    /// No call is that long, so it is no delay: seconds since 1970 were taken for one because the
    /// moment to subtract was missing (livekit/agents#2361 shows 1747888559.8). One such value
    /// makes every average of the call meaningless.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"end_of_turn_delay": 1747888559.8039}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {"llm_node_ttft": 0.46}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave the turn out of statistics; speakhook does. In a fixture, write the delay or leave it
    /// out.
    EPOCH_LEAK, "epoch-leak", Error, "a delay is a moment in time", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in context.messages() {
        for (name, value) in delays(&spoken.message.metrics) {
            let Some(value) = value.filter(|value| *value >= LONGEST_DELAY) else {
                continue;
            };
            let place = context.item_place(spoken.item, &["metrics", name]);
            let message = format!(
                "`{name}` is {}, which is no delay: a call does not last 11 days",
                seconds(value)
            );
            findings.push(EPOCH_LEAK.at(place, message).help(
                "probably seconds since 1970 that nothing was subtracted from; the turn is left out of statistics",
            ));
        }
    }
}
