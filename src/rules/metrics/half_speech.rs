//! `half-speech-window`: a speech with one of its two times.

use crate::diagnostic::Findings;
use crate::payload::{Role, Spoken};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports messages with only one of `started_speaking_at` and `stopped_speaking_at`; once for
    /// a payload. A user's message with a start alone is not reported: that is what a realtime
    /// model gives (LiveKit's `voice/agent_activity.py`).
    ///
    /// ## Why is this bad
    /// How long the speech took is unknown, and silences and latencies beside it cannot be
    /// computed. Otherwise LiveKit writes the two together or not at all.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:52.212Z", "stopped_speaking_at": null}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Nothing, where the agent's version is the cause; in a fixture, write both times or none.
    HALF_SPEECH_WINDOW, "half-speech-window", Info, "a speech has only one of its two times", check = check
}

const STARTED: &str = "started_speaking_at";
const STOPPED: &str = "stopped_speaking_at";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut halves = context
        .messages()
        .filter_map(|spoken| Some((spoken.item, half_of(context, &spoken)?)));
    let Some((item, (present, missing))) = halves.next() else {
        return;
    };
    let others = match halves.count() {
        0 => String::new(),
        1 => ", and one more message has only one of the two".to_owned(),
        more => format!(", and {more} more messages have only one of the two"),
    };
    let place = context.item_place(item, &["metrics", present]);
    let message = format!("`{present}` comes without `{missing}`{others}");
    findings.push(HALF_SPEECH_WINDOW.at(place, message));
}

/// The time that is there, and the one that is not.
fn half_of(context: &Context<'_>, spoken: &Spoken<'_>) -> Option<(&'static str, &'static str)> {
    let metrics = &spoken.message.metrics;
    let has_start = metrics.started_speaking_at.is_written();
    let has_stop = metrics.stopped_speaking_at.is_written();
    let (present, missing) = match (has_start, has_stop) {
        (true, false) if spoken.message.role != Some(Role::User) => (STARTED, STOPPED),
        (false, true) => (STOPPED, STARTED),
        _ => return None,
    };
    let is_half = context.item_lacks(spoken.item, &["metrics", missing]);
    is_half.then_some((present, missing))
}
