//! `unmarked-overlap`: user and agent speak at once, and the agent is not interrupted.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::speech::{Speech, window};

/// Seconds from which the two speak at once: as long as LiveKit waits before it interrupts.
const OVERLAP: f64 = 0.5;

declare_rule! {
    /// ## What it does
    /// Reports agent messages with `interrupted: false` during which the user speaks for 0.5 s or
    /// more: once a payload, at the longest. Only what has times of speech is judged.
    ///
    /// ## Why is this bad
    /// The agent may be set not to be interrupted, or took the user's words for assent (*mm-hm*), or
    /// talked over somebody. LiveKit interrupts after 0.5 s of speech unless told otherwise. Mostly
    /// harmless, so this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello, this is Acme.", "interrupted": false, "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:43.4Z", "stopped_speaking_at": "2026-06-12T18:51:47.4Z"}},
    ///   {"role": "User", "kind": "Message", "content": "Yes, hello, hello!", "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:45.4Z", "stopped_speaking_at": "2026-06-12T18:51:48.4Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "How can I help?", "metrics": {"e2e_latency": 1.3,
    ///     "started_speaking_at": "2026-06-12T18:51:49.7Z", "stopped_speaking_at": "2026-06-12T18:51:51.7Z"}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Nothing, if the user only agreed. Otherwise allow interruptions for this agent.
    UNMARKED_OVERLAP, "unmarked-overlap", Info, "both speak at once without an interruption", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let user = Speech::of(context.user_messages(), window);
    if user.stretches().is_empty() {
        return;
    }
    let agent = context.agent_messages();
    let uncut = agent.filter(|spoken| spoken.message.interrupted == Some(false));
    let mut count = 0_usize;
    let mut longest = None;
    for spoken in uncut {
        let overlap = window(&spoken).map_or(0.0, |(from, to)| user.seconds_within(from, to));
        if overlap >= OVERLAP {
            count = count.saturating_add(1);
            if longest.is_none_or(|(_, known)| overlap > known) {
                longest = Some((spoken.item, overlap));
            }
        }
    }
    let Some((item, overlap)) = longest else {
        return;
    };
    let among = if count > 1 {
        format!(", the longest of {count} overlaps,")
    } else {
        String::new()
    };
    let message = format!(
        "the user speaks during {} of this{among} but `interrupted` is false",
        seconds(overlap)
    );
    findings.push(UNMARKED_OVERLAP.at(context.item_place(item, &["interrupted"]), message));
}
