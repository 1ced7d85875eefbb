//! `no-user-speech`: the agent spoke, and no user ever did.

use crate::diagnostic::{Findings, Part, Place};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::plural;

declare_rule! {
    /// ## What it does
    /// Reports a conversation that is complete and in which the agent speaks, but no message is the
    /// user's.
    ///
    /// ## Why is this bad
    /// Nobody answered, a mailbox did, or the user's voice did not arrive. Nothing is wrong with the
    /// payload, but it is not a conversation to measure.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "Assistant", "kind": "Message", "content": "Hello, this is Acme. How can I help?"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave such calls out of statistics about conversations. If they are many, listen to one.
    NO_USER_SPEECH, "no-user-speech", Info, "the user never speaks", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let agent = context.agent_messages();
    let count = agent
        .filter(|spoken| spoken.message.said().is_some())
        .count();
    let is_monologue = count > 0 && context.user_messages().next().is_none();
    if is_monologue
        && context.has_ended()
        && let Some(history) = context.data_path(&["history"])
    {
        let noun = plural(count, "message", "messages");
        let message = format!("{count} {noun} of the agent, and none of a user");
        findings.push(NO_USER_SPEECH.at(Place::Node(history, Part::Open), message));
    }
}
