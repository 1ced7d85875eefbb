//! `interrupted-user`: only an agent's speech is cut.

use crate::diagnostic::Findings;
use crate::payload::Role;
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports `interrupted: true` on a message that is not the agent's. Roles that are not known
    /// are left alone.
    ///
    /// ## Why is this bad
    /// LiveKit sets it when the agent's speech is cut, and its `content` is then what was heard. On
    /// another message it means nothing, and interruptions are counted that never were. That
    /// SpeakNode passes LiveKit's value on is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "I wanted to", "interrupted": true},
    ///   {"role": "Assistant", "kind": "Message", "content": "Yes?"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Count interruptions on messages of the agent alone. In a fixture, move it to the message that
    /// was cut.
    INTERRUPTED_USER, "interrupted-user", Warning, "a message that is not the agent's is interrupted", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in context.messages() {
        let who = match spoken.message.role {
            Some(Role::User) => "the user's message",
            Some(Role::System | Role::Developer) => "a prompt",
            Some(Role::Tool) => "a tool's message",
            Some(Role::Assistant | Role::Other(_)) | None => continue,
        };
        if spoken.message.interrupted == Some(true) {
            let place = context.item_place(spoken.item, &["interrupted"]);
            let message =
                format!("`interrupted` is true on {who}, but only the agent's speech is cut");
            findings.push(INTERRUPTED_USER.at(place, message));
        }
    }
}
