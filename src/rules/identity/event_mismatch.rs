//! `event-mismatch`: the body holds what the event says cannot be there yet.

use crate::diagnostic::{Findings, Severity};
use crate::payload::is_spoken;
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a `SessionStarted` that holds what only a finished call has: messages of the user or
    /// the agent, a recording, a duration above zero, or the verdict of a test. And, as information, a
    /// `ConversationComplete` with an empty history and a duration of zero.
    ///
    /// ## Why is this bad
    /// Both events share one shape, and the documentation's sample says `ConversationComplete` on
    /// both pages, so a copied fixture easily has the wrong event. Which fields SpeakNode fills for
    /// which event is documented nowhere; that a session that begins has no past is an inference.
    ///
    /// ## Example
    /// ```json
    /// {"event": "SessionStarted"}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, write `ConversationComplete`, or empty the fields.
    EVENT_MISMATCH, "event-mismatch", Warning, "the body does not fit the event", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    match context.event() {
        Some("SessionStarted") => started(context, findings),
        Some("ConversationComplete") => complete(context, findings),
        _ => {}
    }
}

fn started(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    // What an agent is told, and the script of a test, may be there before anybody speaks.
    let has_spoken = !call.test.is_test_session() && call.items().iter().any(is_spoken);
    let has_audio = call.audio_url.is_some_and(|url| !url.is_empty());
    let has_duration = call.duration_seconds.is_some_and(|seconds| seconds > 0.0);
    let has_verdict = call
        .test
        .result
        .as_ref()
        .is_some_and(|result| result.success.is_some());
    let present: Vec<&str> = [
        ("a conversation", has_spoken),
        ("a recording", has_audio),
        ("a duration", has_duration),
        ("the verdict of a test", has_verdict),
    ]
    .into_iter()
    .filter(|(_, is_there)| *is_there)
    .map(|(name, _)| name)
    .collect();
    if present.is_empty() {
        return;
    }
    let message = format!(
        "`event` is SessionStarted, but the body has {}",
        list(&present)
    );
    let finding = EVENT_MISMATCH.at(context.root_place("event"), message);
    findings.push(finding.help("these belong to ConversationComplete"));
}

fn complete(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let is_empty = call.history.as_ref().is_some_and(Vec::is_empty);
    let has_audio = call.audio_url.is_some_and(|url| !url.is_empty());
    if is_empty && call.duration_seconds == Some(0.0) && !has_audio {
        let message = "`event` is ConversationComplete, but the body is that of a session that has just begun";
        let mut finding = EVENT_MISMATCH.at(context.root_place("event"), message);
        finding.severity = Severity::Info;
        findings.push(finding.help("`history` is empty and `duration_seconds` is 0"));
    }
}

/// `a, b and c`.
fn list(parts: &[&str]) -> String {
    match parts.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}
