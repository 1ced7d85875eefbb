//! `long-end-of-turn`: the agent waited long before it took the turn for finished.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::tally::tally;
use super::trust::{measured, trusted_user_messages};

declare_rule! {
    /// ## What it does
    /// Reports an `end_of_turn_delay` of 4 s or longer; once for a payload, at the longest.
    ///
    /// ## Why is this bad
    /// By default LiveKit waits at most 3 s after the user's last word (`voice/turn.py`:
    /// `max_delay`). Longer means that the transcript came late, or that the end of speech was
    /// taken from an earlier moment (livekit/agents#2606, #3591, #6093): either the caller sat in
    /// silence, or the value is wrong. An agent may be set to wait longer, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"end_of_turn_delay": 10.2}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Listen to the recording at this turn: where the pause is real, look at the speech
    /// recognition and its `transcription_delay`; where it is not, leave the turn out of
    /// statistics.
    LONG_END_OF_TURN, "long-end-of-turn", Warning, "the end of a turn took long to be seen", check = check,
    threshold = 4.0 "seconds of `end_of_turn_delay` that are too long"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let limit = context.threshold(&LONG_END_OF_TURN);
    let delays = trusted_user_messages(context).filter_map(|spoken| {
        let delay = measured(spoken.message.metrics.end_of_turn_delay)?;
        Some((delay, spoken.item))
    });
    let Some(long) = tally(delays, limit) else {
        return;
    };
    let place = context.item_place(long.worst, &["metrics", "end_of_turn_delay"]);
    let others = match long.over {
        1 => String::new(),
        over => format!(", the longest of {over} in {} turns", long.all),
    };
    let message = format!(
        "`end_of_turn_delay` is {}{others}: {} or longer is not expected",
        seconds(long.most),
        seconds(limit)
    );
    findings.push(LONG_END_OF_TURN.at(place, message).help(
        "the transcript came late, or the end of speech was taken from an earlier moment; LiveKit waits 3 s at most by default",
    ));
}
