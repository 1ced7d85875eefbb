//! `unanswered-turn`: the user said something, waited, and got no reply. Users who only go on
//! talking, and a last word before hanging up, are left alone: it is the wait that is reported.

use crate::diagnostic::Findings;
use crate::payload::{Item, ItemKind, Role, Spoken, Stamp, Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

declare_rule! {
    /// ## What it does
    /// Reports user messages without a message of the agent before the user's next, or before the
    /// end of the call, when the user waited for longer than the threshold, 3 s unless set: once a
    /// payload, at the longest wait. Only a wait whose length is known counts, and at the end of the
    /// call only one that no tool call or handoff follows.
    ///
    /// ## Why is this bad
    /// The user heard nothing and had to ask again, or gave up. A reply may have been interrupted
    /// before its first word, so this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Is it open?", "created_at": "2026-06-12T18:51:45Z"},
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "created_at": "2026-06-12T18:51:52Z"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Yes, until six.", "created_at": "2026-06-12T18:51:54Z"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Look at the logs of the agent for that moment: a model that timed out, or a tool that never
    /// returned.
    UNANSWERED_TURN, "unanswered-turn", Info, "the user got no reply",
    check = check, threshold = 3.0 "seconds that a user waits in vain"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let threshold = context.threshold(&UNANSWERED_TURN);
    let mut waits = waits(context);
    waits.retain(|wait| wait.seconds > threshold);
    // The first of the longest: of equal elements `max_by` would take the last.
    let longest = waits.iter().reduce(|longest, wait| {
        if wait.seconds > longest.seconds {
            wait
        } else {
            longest
        }
    });
    if let Some(longest) = longest {
        let place = context.item_place(longest.item, &["content"]);
        findings.push(UNANSWERED_TURN.at(place, message(longest, waits.len())));
    }
}

fn message(longest: &Wait<'_>, count: usize) -> String {
    let wait = seconds(longest.seconds);
    let mut message = if longest.ends_call {
        format!("the user got no reply in the {wait} before the call ended")
    } else {
        format!("the user got no reply and spoke again after {wait}")
    };
    if count > 1 {
        message.push_str(&format!("; {count} messages of the user got none"));
    }
    message
}

/// A message of the user that got no reply.
struct Wait<'t> {
    item: &'t Item<'t>,
    seconds: f64,
    ends_call: bool,
}

fn waits<'t>(context: &Context<'t>) -> Vec<Wait<'t>> {
    let mut waits = Vec::new();
    let mut open: Option<Spoken<'t>> = None;
    let mut is_acted_on = false;
    for item in context.items().iter().filter(|item| !item.is_legacy) {
        match &item.kind {
            ItemKind::Message(message) if message.role == Some(Role::Assistant) => open = None,
            ItemKind::Message(message) if is_said_by_user(item) => {
                let next = Spoken { item, message };
                if let Some(waiting) = open.replace(next) {
                    waits.extend(between(&waiting, &next));
                }
                is_acted_on = false;
            }
            ItemKind::ToolCall(_) | ItemKind::Handoff(_) => is_acted_on = true,
            _ => {}
        }
    }
    let last = open.filter(|_| !is_acted_on);
    waits.extend(last.and_then(|waiting| until_end(context, &waiting)));
    waits
}

fn is_said_by_user(item: &Item<'_>) -> bool {
    let message = item.message();
    message.is_some_and(|message| message.role == Some(Role::User) && message.said().is_some())
}

fn between<'t>(waiting: &Spoken<'t>, next: &Spoken<'t>) -> Option<Wait<'t>> {
    let begins = next.message.metrics.speech_begins();
    let begins = begins.or(next.item.created_at.known())?;
    Some(Wait {
        item: waiting.item,
        seconds: seconds_between(end_of(waiting)?, begins),
        ends_call: false,
    })
}

/// The wait for the end of the call, counted from the earliest beginning that the call may have:
/// it was at least so long.
fn until_end<'t>(context: &Context<'_>, waiting: &Spoken<'t>) -> Option<Wait<'t>> {
    let call = context.call();
    let begins = [call.start_time, call.agent_joined_at];
    let begins = begins.into_iter().filter_map(Stamp::known);
    let spent = seconds_between(begins.min()?, end_of(waiting)?);
    Some(Wait {
        item: waiting.item,
        seconds: call.duration_seconds? - spent,
        ends_call: true,
    })
}

fn end_of(spoken: &Spoken<'_>) -> Option<Timestamp> {
    let ends = spoken.message.metrics.speech_ends();
    ends.or(spoken.item.created_at.known())
}
