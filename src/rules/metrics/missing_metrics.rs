//! `missing-metrics`: a call by voice in which nothing was measured.

use crate::diagnostic::Findings;
use crate::json::Node;
use crate::payload::{Item, is_spoken};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::text::Untrusted;

declare_rule! {
    /// ## What it does
    /// Reports a call with a recording or a telephony provider, and with two or more spoken
    /// messages, in which no message carries any value in `metrics`.
    ///
    /// ## Why is this bad
    /// Latency, interruptions and silences of the call are unknown, and it is missing from
    /// statistics without a word. LiveKit measures every call by voice, but some versions lose the
    /// values on the way (livekit/agents#5624). Tests that are simulated as text have none, and no
    /// recording either.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "audio_url": "https://recordings.example.com/call.ogg",
    ///   "audio_url_expires_at": "2026-06-13T18:53:40Z",
    ///   "history": [
    ///     {"role": "User", "kind": "Message", "content": "Hello?"},
    ///     {"role": "Assistant", "kind": "Message", "content": "Hi!"}
    ///   ]
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Look at other calls of the same agent: where they have metrics, this one took a path that
    /// loses them.
    MISSING_METRICS, "missing-metrics", Info, "a call by voice has no metrics", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let is_filled = |text: &Untrusted<'_>| !text.is_blank();
    let is_voice = [call.audio_url, call.telecom_provider]
        .iter()
        .flatten()
        .any(is_filled);
    let mut spoken = context.items().iter().filter(|item| is_spoken(item));
    let (Some(first), Some(_)) = (spoken.next(), spoken.next()) else {
        return;
    };
    let is_unmeasured = |item: &Item<'_>| !item.is_legacy && has_no_metrics(context, item);
    if is_voice && context.items().iter().all(is_unmeasured) {
        let place = context.item_place(first, &["metrics"]);
        let message = "no message of this call by voice has metrics";
        findings.push(MISSING_METRICS.at(place, message));
    }
}

/// Whether `metrics` is absent, `null`, or an object of `null`s.
fn has_no_metrics(context: &Context<'_>, item: &Item<'_>) -> bool {
    if context.item_lacks(item, &["metrics"]) {
        return true;
    }
    let metrics = context
        .item_value(item)
        .and_then(|item| item.get("metrics"));
    metrics.and_then(Node::has_only_nulls) == Some(true)
}
