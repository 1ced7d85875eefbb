//! `low-confidence`: words that the transcriber was not sure of.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{number, plural};

declare_rule! {
    /// ## What it does
    /// Reports user messages with a `transcript_confidence` below the threshold, 0.5 unless set: once
    /// a payload, at the lowest, with their number. A confidence of exactly 0 was not measured and is
    /// left alone.
    ///
    /// ## Why is this bad
    /// The user may have said something else, and the agent answered what was understood. What the
    /// number means differs between transcribers, so this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Cute heaven and four", "transcript_confidence": 0.31},
    ///   {"role": "Assistant", "kind": "Message", "content": "Was that Q, seven, N, four?"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Listen to the recording before these words are relied on.
    LOW_CONFIDENCE, "low-confidence", Info, "words were understood with low confidence",
    check = check, threshold = 0.5 "of 1 below which a confidence is low"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let threshold = context.threshold(&LOW_CONFIDENCE);
    let (mut rated, mut low) = (0_usize, 0_usize);
    let mut lowest = None;
    for spoken in context.user_messages() {
        let confidence = spoken.message.transcript_confidence;
        let Some(confidence) = confidence.filter(|confidence| *confidence > 0.0) else {
            continue;
        };
        rated = rated.saturating_add(1);
        if confidence < threshold {
            low = low.saturating_add(1);
            if lowest.is_none_or(|(_, known)| confidence < known) {
                lowest = Some((spoken.item, confidence));
            }
        }
    }
    let Some((item, confidence)) = lowest else {
        return;
    };
    let mut message = format!("`transcript_confidence` is {}", number(confidence));
    if low > 1 {
        let noun = plural(rated, "message", "messages");
        message.push_str(&format!(
            ", the lowest of {low} below {} in {rated} {noun}",
            number(threshold)
        ));
    }
    findings.push(LOW_CONFIDENCE.at(
        context.item_place(item, &["transcript_confidence"]),
        message,
    ));
}
