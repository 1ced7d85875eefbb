//! `reversed-speech`: a speech that ends before it starts.

use crate::diagnostic::{Findings, Related};
use crate::payload::seconds_between;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

declare_rule! {
    /// ## What it does
    /// Reports a message whose `stopped_speaking_at` is before its `started_speaking_at`.
    ///
    /// ## Why is this bad
    /// One of the two times is stale, and so is every delay that was measured from it:
    /// livekit/agents#6093 shows a speech that ends 203 s before it starts, with a
    /// `transcription_delay` of 203 s.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:48.640Z", "stopped_speaking_at": "2026-06-12T18:51:46.912Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {"llm_node_ttft": 0.46}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave the turn out of statistics; speakhook does. LiveKit leaves such times out since the
    /// fix of #6093.
    REVERSED_SPEECH, "reversed-speech", Warning, "a speech ends before it starts", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in context.messages() {
        let metrics = &spoken.message.metrics;
        let window = metrics.speech_begins().zip(metrics.speech_ends());
        let Some((started, stopped)) = window.filter(|_| metrics.is_speech_reversed()) else {
            continue;
        };
        let place = context.item_place(spoken.item, &["metrics", "stopped_speaking_at"]);
        let message = format!(
            "the speech stops {} before it starts",
            seconds(seconds_between(stopped, started))
        );
        let mut finding = REVERSED_SPEECH
            .at(place, message)
            .help("the delays measured from these times are left out of statistics");
        finding.related = Some(Related {
            place: context.item_place(spoken.item, &["metrics", "started_speaking_at"]),
            label: "the speech starts",
        });
        findings.push(finding);
    }
}
