//! `wrong-role-metric`: a value that is measured for the other side.

use crate::diagnostic::{Finding, Findings, Severity};
use crate::payload::{Role, Spoken};
use crate::rules::context::{Context, delays};
use crate::rules::declare_rule;
use crate::rules::words::{keys, plural};

/// What LiveKit measures for a user's message alone.
const OF_USER: [&str; 3] = [
    "transcription_delay",
    "end_of_turn_delay",
    "on_user_turn_completed_delay",
];

/// What LiveKit measures for an agent's message alone.
const OF_AGENT: [&str; 3] = ["llm_node_ttft", "tts_node_ttfb", "e2e_latency"];

const CONFIDENCE: &str = "transcript_confidence";

declare_rule! {
    /// ## What it does
    /// Reports metrics of a user's message on an agent's, and the reverse: `transcription_delay`,
    /// `end_of_turn_delay` and `on_user_turn_completed_delay` are the user's; `llm_node_ttft`,
    /// `tts_node_ttfb` and `e2e_latency` the agent's. A `transcript_confidence` on an agent's
    /// message alone is an info. Zero and `null` are not reported.
    ///
    /// ## Why is this bad
    /// LiveKit's source documents each as measured for messages of one of the two alone. A receiver
    /// that looks for a delay on the message it belongs to does not find it. Usually role or metrics
    /// have been swapped in a fixture.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"llm_node_ttft": 0.46}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Move the value to the message it belongs to, or correct the role.
    WRONG_ROLE_METRIC, "wrong-role-metric", Warning, "a metric belongs to the other speaker", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut confident: Option<(Spoken<'_>, usize)> = None;
    for spoken in context.messages() {
        let (this, other, names) = match spoken.message.role {
            Some(Role::User) => ("a user's", "an agent's", OF_AGENT),
            Some(Role::Assistant) => ("an agent's", "a user's", OF_USER),
            _ => continue,
        };
        let mut misplaced = among(&spoken, names);
        let first = misplaced.first().copied();
        if is_confident_agent(&spoken) {
            misplaced.push(CONFIDENCE);
        }
        if let Some(first) = first {
            let place = context.item_place(spoken.item, &["metrics", first]);
            let message = format!(
                "{} on {this} message {} to {other}",
                keys(&misplaced),
                plural(misplaced.len(), "belongs", "belong")
            );
            findings.push(WRONG_ROLE_METRIC.at(place, message));
        } else if !misplaced.is_empty() {
            let (_, count) = confident.get_or_insert((spoken, 0));
            *count = count.saturating_add(1);
        }
    }
    if let Some((spoken, count)) = confident {
        findings.push(confidence_finding(context, &spoken, count));
    }
}

/// The finding for agent's messages, of which `spoken` is the first, with a confidence alone:
/// harmless, so it is one for the payload.
fn confidence_finding(context: &Context<'_>, spoken: &Spoken<'_>, count: usize) -> Finding {
    let place = context.item_place(spoken.item, &[CONFIDENCE]);
    let times = match count {
        1 => String::new(),
        count => format!(", {count} times in this call"),
    };
    let message = format!("`{CONFIDENCE}` on an agent's message belongs to a user's{times}");
    let mut finding = WRONG_ROLE_METRIC.at(place, message);
    finding.severity = Severity::Info;
    finding.help("what an agent says is not transcribed, so nothing was measured here")
}

/// Whether a message of the agent has a confidence other than zero.
fn is_confident_agent(spoken: &Spoken<'_>) -> bool {
    let confidence = spoken.message.transcript_confidence;
    spoken.message.role == Some(Role::Assistant) && confidence.is_some_and(|value| value != 0.0)
}

/// Those of `names` that the message has a value for.
fn among(spoken: &Spoken<'_>, names: [&str; 3]) -> Vec<&'static str> {
    let is_misplaced = |(name, value): &(&str, Option<f64>)| {
        names.contains(name) && value.is_some_and(|value| value != 0.0)
    };
    let delays = delays(&spoken.message.metrics).into_iter();
    delays.filter(is_misplaced).map(|(name, _)| name).collect()
}
