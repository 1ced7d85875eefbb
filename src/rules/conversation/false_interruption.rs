//! `false-interruption`: the agent stopped, and nobody had spoken.

use crate::diagnostic::Findings;
use crate::payload::Spoken;
use crate::rules::context::Context;
use crate::rules::declare_rule;

use super::speech::{Speech, window, window_or_beginning};

/// Seconds after the agent's last word in which the user's first may still have cut it.
const SLACK: f64 = 1.0;

declare_rule! {
    /// ## What it does
    /// Reports agent messages with `interrupted: true` during which, and 1 s after, no user speaks:
    /// once a payload, at the first. Only judged when both the message and the user's next one have
    /// times of speech; when the user says nothing more, the call ended and that is what cut it.
    ///
    /// ## Why is this bad
    /// A cough, a noise or the agent's own echo may have stopped the agent, or the user's words were
    /// lost (livekit/agents#5038). A program may interrupt an agent, too, so this is information.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello, this is", "interrupted": true, "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:43.4Z", "stopped_speaking_at": "2026-06-12T18:51:45.4Z"}},
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics":
    ///     {"started_speaking_at": "2026-06-12T18:51:48.4Z", "stopped_speaking_at": "2026-06-12T18:51:49.4Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Sorry! How can I help?", "metrics": {"e2e_latency": 1.3,
    ///     "started_speaking_at": "2026-06-12T18:51:50.7Z", "stopped_speaking_at": "2026-06-12T18:51:52.7Z"}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Listen to the recording at that place. Against noise, ask for longer speech or for words before
    /// the agent is interrupted.
    FALSE_INTERRUPTION, "false-interruption", Info, "the agent is interrupted, but nobody speaks", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let user = Speech::of(context.user_messages(), window_or_beginning);
    if user.stretches().is_empty() {
        return;
    }
    let interrupted = with_next_user(context);
    let count = interrupted.len();
    let mut unprovoked = interrupted.iter().filter(|(agent, next)| {
        let is_timed = window_or_beginning(next).is_some();
        let agent = window(agent).filter(|_| is_timed);
        agent.is_some_and(|(from, to)| !user.touches(from, to, SLACK))
    });
    let Some((first, _)) = unprovoked.next() else {
        return;
    };
    let more = unprovoked.count();
    let mut message = "the agent is interrupted, but no user speaks then".to_owned();
    if more > 0 {
        let found = more.saturating_add(1);
        message.push_str(&format!(" ({found} of {count} interruptions)"));
    }
    let place = context.item_place(first.item, &["interrupted"]);
    findings.push(FALSE_INTERRUPTION.at(place, message));
}

/// The interrupted messages of the agent, each with the user's next message.
fn with_next_user<'t>(context: &Context<'t>) -> Vec<(Spoken<'t>, Spoken<'t>)> {
    let mut users = context.user_messages().peekable();
    let mut pairs = Vec::new();
    for agent in context.agent_messages() {
        while users
            .next_if(|user| user.item.index < agent.item.index)
            .is_some()
        {}
        if let Some(user) = users.peek()
            && agent.message.interrupted == Some(true)
        {
            pairs.push((agent, *user));
        }
    }
    pairs
}
