//! `dead-air`: a silence in which a caller wonders whether the line is dead.

use crate::diagnostic::{Findings, Related};
use crate::payload::{LONGEST_DELAY, Role, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{number, seconds};

use super::speech::{Speech, Stretch, window};

declare_rule! {
    /// ## What it does
    /// Reports silences between the speech of user and agent that are longer than the threshold, 5 s
    /// unless set: once a payload, at the longest, with their number. A silence with a message in
    /// it whose time of speech is not known is left alone.
    ///
    /// ## Why is this bad
    /// Callers hang up. A silence before the agent speaks is mostly a slow model or tool; one before
    /// the user speaks may be a question that was not understood. It may also be somebody who looks
    /// for a number, so this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "Assistant", "kind": "Message", "content": "Your customer number, please.", "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:43Z", "stopped_speaking_at": "2026-06-12T18:51:46Z"}},
    ///   {"role": "User", "kind": "Message", "content": "Seven, four, one.", "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:58Z", "stopped_speaking_at": "2026-06-12T18:52:00Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Thank you.", "metrics": {"e2e_latency": 1.3,
    ///     "started_speaking_at": "2026-06-12T18:52:01.3Z", "stopped_speaking_at": "2026-06-12T18:52:02Z"}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Let the agent say that it is looking something up, or ask again after a few seconds.
    DEAD_AIR, "dead-air", Info, "nobody speaks for long",
    check = check, threshold = 5.0 "seconds of silence"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let threshold = context.threshold(&DEAD_AIR);
    let speech = Speech::of(
        context.user_messages().chain(context.agent_messages()),
        window,
    );
    let untimed = untimed(context);
    let mut count = 0_usize;
    let mut longest = None;
    let stretches = speech.stretches();
    for (before, after) in stretches.iter().zip(stretches.iter().skip(1)) {
        let silence = seconds_between(before.to, after.from);
        // A silence that no call has lies at a broken timestamp.
        let is_silence = silence > threshold && silence < LONGEST_DELAY;
        if is_silence && !has_between(&untimed, before, after) {
            count = count.saturating_add(1);
            if longest.is_none_or(|(known, _, _)| silence > known) {
                longest = Some((silence, before, after));
            }
        }
    }
    let Some((silence, before, after)) = longest else {
        return;
    };
    let mut message = format!("nobody speaks for {} before this", seconds(silence));
    if count > 1 {
        message.push_str(&format!(
            ", the longest of {count} silences over {} s",
            number(threshold)
        ));
    }
    let place = context.item_place(after.first, &["metrics", "started_speaking_at"]);
    let mut finding = DEAD_AIR.at(place, message);
    finding.related = Some(Related {
        place: context.item_place(before.last, &["metrics", "stopped_speaking_at"]),
        label: "the silence begins here",
    });
    findings.push(finding);
}

/// The numbers of the items that are spoken nobody knows when, in rising order.
fn untimed(context: &Context<'_>) -> Vec<usize> {
    let spoken = context.messages().filter(|spoken| {
        let is_spoken = matches!(spoken.message.role, Some(Role::User | Role::Assistant));
        is_spoken && window(spoken).is_none()
    });
    spoken.map(|spoken| spoken.item.index).collect()
}

/// Whether one of the items stands between two stretches.
fn has_between(items: &[usize], before: &Stretch<'_>, after: &Stretch<'_>) -> bool {
    let (from, to) = (before.last.index, after.first.index);
    let next = items.partition_point(|item| *item < from.min(to));
    items.get(next).is_some_and(|item| *item < from.max(to))
}
