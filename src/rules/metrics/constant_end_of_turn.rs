//! `constant-end-of-turn`: a delay that does not vary was set, not measured.

use crate::diagnostic::Findings;
use crate::payload::{Item, Metrics};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::trust::trusted_user_messages;

/// Turns that it takes to tell a constant from chance.
const ENOUGH: usize = 5;

/// Measured delays of a call are further apart, in seconds.
const SPREAD: f64 = 0.02;

/// No measured delay is this short, in seconds.
const NOTHING: f64 = 0.001;

declare_rule! {
    /// ## What it does
    /// Reports a call with five or more turns in which the `end_of_turn_delay` is always the same
    /// within 0.02 s, or every `end_of_turn_delay` or `transcription_delay` is zero.
    ///
    /// ## Why is this bad
    /// What is measured varies by tenths of a second. Where the speech recognition decides that a
    /// turn is over and nothing listens for the end of speech, LiveKit reports a constant
    /// (livekit/agents#5669, #4388). The value says nothing about how long the caller waited.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {"end_of_turn_delay": 0.5}},
    ///   {"role": "User", "kind": "Message", "content": "Is it", "metrics": {"end_of_turn_delay": 0.5}},
    ///   {"role": "User", "kind": "Message", "content": "too late", "metrics": {"end_of_turn_delay": 0.501}},
    ///   {"role": "User", "kind": "Message", "content": "to cancel", "metrics": {"end_of_turn_delay": 0.5}},
    ///   {"role": "User", "kind": "Message", "content": "my order?", "metrics": {"end_of_turn_delay": 0.5}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Not at all."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Leave the metric out of reports, or let the agent detect the end of speech itself (voice
    /// activity detection).
    CONSTANT_END_OF_TURN, "constant-end-of-turn", Info, "the end-of-turn delay is a constant", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let turn = Range::of(context, |metrics| metrics.end_of_turn_delay);
    let transcript = Range::of(context, |metrics| metrics.transcription_delay);
    let (range, name, message) = match (turn, transcript) {
        (Some(range), _) if range.is_nothing() => {
            let message = range.nothing("end_of_turn_delay");
            (range, "end_of_turn_delay", message)
        }
        (Some(range), _) if range.most - range.least < SPREAD => {
            let message = format!(
                "all {} `end_of_turn_delay` of the call are within {} of {}: a setting, not a measurement",
                range.count,
                seconds(SPREAD),
                seconds(range.least)
            );
            (range, "end_of_turn_delay", message)
        }
        (_, Some(range)) if range.is_nothing() => {
            let message = range.nothing("transcription_delay");
            (range, "transcription_delay", message)
        }
        _ => return,
    };
    let place = context.item_place(range.first, &["metrics", name]);
    findings.push(CONSTANT_END_OF_TURN.at(place, message));
}

/// The values of one delay in the user's messages, in seconds.
struct Range<'t> {
    first: &'t Item<'t>,
    count: usize,
    least: f64,
    most: f64,
}

impl<'t> Range<'t> {
    /// The range of a delay, if there are enough values.
    fn of(context: &Context<'t>, delay: impl Fn(&Metrics) -> Option<f64>) -> Option<Self> {
        let mut range: Option<Self> = None;
        for spoken in trusted_user_messages(context) {
            let Some(value) = delay(&spoken.message.metrics) else {
                continue;
            };
            let range = range.get_or_insert(Self {
                first: spoken.item,
                count: 0,
                least: value,
                most: value,
            });
            range.count = range.count.saturating_add(1);
            range.least = range.least.min(value);
            range.most = range.most.max(value);
        }
        range.filter(|range| range.count >= ENOUGH)
    }

    /// Whether all values are zero but for rounding.
    fn is_nothing(&self) -> bool {
        self.least >= 0.0 && self.most < NOTHING
    }

    fn nothing(&self, name: &str) -> String {
        format!(
            "all {} `{name}` of the call are zero: nothing was measured",
            self.count
        )
    }
}
