//! `millisecond-metric`: delays in another unit than LiveKit's.

use crate::diagnostic::{Findings, Related};
use crate::payload::{LONGEST_DELAY, Spoken};
use crate::rules::context::{Context, delays};
use crate::rules::declare_rule;
use crate::rules::words::{number, seconds};

use super::trust::{Claim, answers, is_near, messages};

/// Hardly a delay in seconds is this large, and hardly one in milliseconds smaller.
const SMALLEST: f64 = 30.0;

/// As many large delays are no accident.
const ENOUGH: usize = 3;

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
    if let Some(large) = large_delays(context) {
        let place = context.item_place(large.first.item, &["metrics", large.name]);
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
    large_delays(context).is_some()
}

/// Whether `reported` is the milliseconds of `gap` seconds.
pub(super) fn is_thousandfold(reported: f64, gap: f64) -> bool {
    reported >= SMALLEST && is_near(reported / 1000.0, gap)
}

/// Delays that are too large for seconds.
struct Large<'t> {
    first: Spoken<'t>,
    name: &'static str,
    count: usize,
    least: f64,
    most: f64,
}

/// The delays of the payload, if there are enough and all are too large for seconds. Leaked moments
/// and the delays of reversed speech are large for another reason.
fn large_delays<'t>(context: &Context<'t>) -> Option<Large<'t>> {
    let mut large: Option<Large<'t>> = None;
    for spoken in messages(context) {
        if spoken.message.metrics.is_speech_reversed() {
            continue;
        }
        for (name, value) in delays(&spoken.message.metrics) {
            let Some(value) = value.filter(|value| is_telling(name, *value)) else {
                continue;
            };
            if value < SMALLEST {
                return None;
            }
            let large = large.get_or_insert(Large {
                first: spoken,
                name,
                count: 0,
                least: value,
                most: value,
            });
            large.count = large.count.saturating_add(1);
            large.least = large.least.min(value);
            large.most = large.most.max(value);
        }
    }
    large.filter(|large| large.count >= ENOUGH)
}

/// Whether a delay can tell the unit: an unused hook takes microseconds, and 0 is 0 in both.
fn is_telling(name: &str, value: f64) -> bool {
    name != "on_user_turn_completed_delay" && value != 0.0 && value < LONGEST_DELAY
}
