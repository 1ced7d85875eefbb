//! `unmeasured-confidence`: a confidence that is always the same is none.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a payload whose user messages, two or more, all have a `transcript_confidence` of
    /// exactly 0, or all of exactly 1.
    ///
    /// ## Why is this bad
    /// It was probably not measured: in LiveKit's source 0 is the default of a transcriber that tells none, and
    /// the one for Azure, which SpeakNode lists, writes 1 always. Averages of such values say nothing
    /// about the transcript.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "transcript_confidence": 1},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello!"},
    ///   {"role": "User", "kind": "Message", "content": "Is it open?", "transcript_confidence": 1},
    ///   {"role": "Assistant", "kind": "Message", "content": "Yes, until six."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Take the value as absent.
    UNMEASURED_CONFIDENCE, "unmeasured-confidence", Info, "the confidence of the transcript seems not to be measured", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let measured = |confidence: f64| confidence != 0.0 && confidence != 1.0;
    let mut rated = context
        .user_messages()
        .filter_map(|spoken| Some((spoken.item, spoken.message.transcript_confidence?)));
    let Some((first, value)) = rated.next().filter(|(_, value)| !measured(*value)) else {
        return;
    };
    let mut count = 1_usize;
    for (_, other) in rated {
        if other != value {
            return;
        }
        count = count.saturating_add(1);
    }
    if count > 1 {
        let message = format!(
            "`transcript_confidence` is {value} in all {count} messages of the user: probably nothing was measured"
        );
        let place = context.item_place(first, &["transcript_confidence"]);
        findings.push(UNMEASURED_CONFIDENCE.at(place, message));
    }
}
