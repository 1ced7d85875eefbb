//! `transcription-exceeds-turn`: a part that is longer than the whole.

use crate::diagnostic::{Findings, Related};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::trust::{measured, trusted_user_messages};

/// What rounding to milliseconds may add, in seconds.
const ROUNDING: f64 = 0.001 + 1e-9;

declare_rule! {
    /// ## What it does
    /// Reports a `transcription_delay` that is longer than the `end_of_turn_delay` of the same
    /// message, by more than 0.001 s.
    ///
    /// ## Why is this bad
    /// Both are measured from the end of the user's speech, and the turn does not end before its
    /// transcript is there (LiveKit's `voice/audio_recognition.py`): the second holds the first.
    /// One of the two is wrong, or they are swapped. That SpeakNode sends LiveKit's values is an
    /// inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?",
    ///    "metrics": {"transcription_delay": 0.582, "end_of_turn_delay": 0.361}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!"}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, swap the two, or make the transcript earlier than the end of the turn.
    TRANSCRIPTION_EXCEEDS_TURN, "transcription-exceeds-turn", Warning,
    "a transcript took longer than the turn it is a part of", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    for spoken in trusted_user_messages(context) {
        let metrics = &spoken.message.metrics;
        let transcript = measured(metrics.transcription_delay);
        let Some((transcript, turn)) = transcript.zip(measured(metrics.end_of_turn_delay)) else {
            continue;
        };
        if transcript - turn <= ROUNDING {
            continue;
        }
        let place = context.item_place(spoken.item, &["metrics", "transcription_delay"]);
        let message = format!(
            "`transcription_delay` is {}, longer than the `end_of_turn_delay` of {} that it is a part of",
            seconds(transcript),
            seconds(turn)
        );
        let mut finding = TRANSCRIPTION_EXCEEDS_TURN.at(place, message);
        finding.related = Some(Related {
            place: context.item_place(spoken.item, &["metrics", "end_of_turn_delay"]),
            label: "the end of the turn",
        });
        findings.push(finding);
    }
}
