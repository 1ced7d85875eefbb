//! `millisecond-metric`: delays in another unit than LiveKit's.

use crate::diagnostic::{Findings, Related};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{number, seconds};

use super::trust::{Claim, answers};

declare_rule! {
    /// ## What it does
    /// Reports delays in milliseconds, where the numbers prove it: an `e2e_latency` that is a
    /// thousand times the time between the two speeches, or a payload with three or more delays
    /// that all lie between 30 and a million. One large value alone is not reported: an anchor may
    /// be stale. `on_user_turn_completed_delay` is not counted, as it is near zero in either unit.
    ///
    /// ## Why is this bad
    /// SpeakNode's documentation gives no unit. LiveKit, whose fields these are, measures in
    /// seconds (`telemetry/otel_metrics.py`: `unit="s"`). Other platforms send milliseconds, and a
    /// value taken from one to the other is wrong by a factor of a thousand.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?",
    ///    "metrics": {"transcription_delay": 361, "end_of_turn_delay": 582}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!",
    ///    "metrics": {"llm_node_ttft": 463, "tts_node_ttfb": 171, "e2e_latency": 1300}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Divide by 1000.
    MILLISECOND_METRIC, "millisecond-metric", Warning, "delays are in milliseconds", check = check
}

const HELP: &str = "divide by 1000: LiveKit, whose metrics these are, measures in seconds";

fn check(context: &Context<'_>, findings: &mut Findings) {
    if let Some(large) = context.reading.large_delays() {
        let place = context.item_place(large.first.item, &["metrics", large.field]);
        let message = format!(
            "this and the {} other delays of the call lie between {} and {}: milliseconds, not seconds",
            large.count.saturating_sub(1),
            number(large.least),
            number(large.most)
        );
        findings.push(MILLISECOND_METRIC.at(place, message).help(HELP));
        return;
    }
    for answer in answers(context) {
        let metrics = &answer.reply.message.metrics;
        let (Claim::Milliseconds(gap), Some(reported)) = (answer.claim(), metrics.e2e_latency)
        else {
            continue;
        };
        let place = context.item_place(answer.reply.item, &["metrics", "e2e_latency"]);
        let message = format!(
            "`e2e_latency` is {}, but the reply starts {} after the user's speech ends: milliseconds, not seconds",
            number(reported),
            seconds(gap)
        );
        let mut finding = MILLISECOND_METRIC.at(place, message).help(HELP);
        finding.related = Some(Related {
            place: context.item_place(answer.trigger.item, &["metrics", "stopped_speaking_at"]),
            label: "the user's speech ends",
        });
        findings.push(finding);
    }
}

/// Whether every delay of the payload is in milliseconds.
pub(super) fn is_in_milliseconds(context: &Context<'_>) -> bool {
    context.reading.large_delays().is_some()
}
