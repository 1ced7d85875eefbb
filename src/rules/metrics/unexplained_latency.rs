//! `unexplained-latency`: a wait that no stage accounts for.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::tally::tally;
use super::trust::{Answer, trusted_answers};

declare_rule! {
    /// ## What it does
    /// Reports replies whose end-to-end latency exceeds its stages together by 1 s or more
    /// (`end_of_turn_delay`, `on_user_turn_completed_delay`, `llm_node_ttft`, `tts_node_ttfb`);
    /// once for a payload, at the longest. Turns with a tool or a handoff before the reply are not
    /// judged, nor those in which the agent was still speaking when the user stopped.
    ///
    /// ## Why is this bad
    /// The caller waited for something that no metric names: sentences that were collected before
    /// they were spoken, playback, or waiting for silence (livekit/agents#3824). Looking for the
    /// delay in model or speech synthesis would be in vain.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"end_of_turn_delay": 0.582}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!",
    ///    "metrics": {"llm_node_ttft": 0.463, "tts_node_ttfb": 0.171, "e2e_latency": 2.8}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Nothing in the payload. `speakhook show` lists the stages of every turn; the log of the
    /// agent has the stages that SpeakNode does not send.
    UNEXPLAINED_LATENCY, "unexplained-latency", Info, "a part of a latency belongs to no stage", check = check,
    threshold = 1.0 "seconds of end-to-end latency that no stage accounts for"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let limit = context.threshold(&UNEXPLAINED_LATENCY);
    let remainders = trusted_answers(context)
        .filter(Answer::is_direct)
        .filter(|answer| !is_agent_still_speaking(answer))
        .filter_map(|answer| {
            let e2e = answer.latency.e2e?.seconds();
            Some((answer.latency.remainder()?, (answer.reply.item, e2e)))
        });
    let Some(waits) = tally(remainders, limit) else {
        return;
    };
    let (item, e2e) = waits.worst;
    let place = context.item_place(item, &["metrics", "e2e_latency"]);
    let others = match waits.over {
        1 => String::new(),
        over => format!("; it is the longest of {over} such waits"),
    };
    let message = format!(
        "no stage accounts for {} of the {} until this reply{others}",
        seconds(waits.most),
        seconds(e2e)
    );
    findings.push(UNEXPLAINED_LATENCY.at(place, message));
}

/// Whether the agent had not finished its last words when the user stopped: the reply had to wait
/// for them.
fn is_agent_still_speaking(answer: &Answer<'_>) -> bool {
    let until = answer.agent_spoke_until();
    let stopped = answer.trigger.message.metrics.speech_ends();
    until
        .zip(stopped)
        .is_some_and(|(until, stopped)| until > stopped)
}
