//! Which delays can be taken at their word. One cause is one finding: what `epoch-leak`,
//! `millisecond-metric`, `reversed-speech` or `inconsistent-e2e` reports is not judged once more as
//! a long delay. An exact 0 is taken for not measured: older stacks write it where the end of
//! speech was not detected, and SpeakNode may write it where a value is absent.

use crate::payload::{
    Item, ItemKind, LONGEST_DELAY, Role, Spoken, Timestamp, Turn, TurnLatency, Unreliable, is_near,
    is_spoken, is_thousandfold, seconds_between,
};
use crate::rules::context::Context;

use super::millisecond::is_in_milliseconds;

/// A delay that was measured and is none that another rule reports.
pub(super) fn measured(delay: Option<f64>) -> Option<f64> {
    delay.filter(|seconds| *seconds > 0.0 && *seconds < LONGEST_DELAY)
}

/// The user's messages whose delays are what they say.
pub(super) fn trusted_user_messages<'t>(
    context: &Context<'t>,
) -> impl Iterator<Item = Spoken<'t>> + use<'t> {
    let is_trusted = !is_in_milliseconds(context);
    let of_user = |spoken: &Spoken<'_>| spoken.message.role == Some(Role::User);
    let is_sound = |spoken: &Spoken<'_>| !spoken.message.metrics.is_speech_reversed();
    context
        .messages()
        .take_while(move |_| is_trusted)
        .filter(of_user)
        .filter(is_sound)
}

/// A turn in which the agent answered the user.
pub(super) struct Answer<'t> {
    /// The delays of the turn.
    pub(super) latency: TurnLatency,
    /// The user's message that was answered.
    pub(super) trigger: Spoken<'t>,
    /// The answer.
    pub(super) reply: Spoken<'t>,
    turn: Turn<'t>,
    before: Option<Turn<'t>>,
}

/// What the timestamps say about a reported end-to-end latency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Claim {
    /// They agree, or one of the values is missing.
    Plausible,
    /// It is a thousand times their difference.
    Milliseconds(f64),
    /// It is something else than their difference.
    Contradicted(f64),
}

/// The turns with a question and an answer.
pub(super) fn answers<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Answer<'a>> {
    let turns = &context.reading.turns;
    let before = [None].into_iter().chain(turns.iter().copied().map(Some));
    let measured = turns.iter().zip(context.latencies());
    measured
        .zip(before)
        .filter_map(|((turn, latency), before)| {
            let answer = Answer {
                latency: *latency,
                trigger: turn.trigger()?,
                reply: turn.reply()?,
                turn: *turn,
                before,
            };
            (!answer.reply.item.is_legacy).then_some(answer)
        })
}

/// The answers whose delays are what they say.
pub(super) fn trusted_answers<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Answer<'a>> {
    let is_trusted = !is_in_milliseconds(context);
    answers(context)
        .take_while(move |_| is_trusted)
        .filter(|answer| answer.latency.unreliable.is_none())
        .filter(|answer| answer.claim() == Claim::Plausible)
}

impl Answer<'_> {
    /// Seconds from the end of the user's speech to the start of the agent's, by their timestamps.
    pub(super) fn gap(&self) -> Option<f64> {
        let end = self.trigger.message.metrics.speech_ends()?;
        let start = self.reply.message.metrics.speech_begins()?;
        Some(seconds_between(end, start))
    }

    /// What the timestamps say about the reported end-to-end latency.
    pub(super) fn claim(&self) -> Claim {
        let reported = measured(self.reply.message.metrics.e2e_latency);
        let Some((reported, gap)) = reported.zip(self.gap()) else {
            return Claim::Plausible;
        };
        let unreliable = self.latency.unreliable;
        let is_unreliable = unreliable.is_some_and(|why| why != Unreliable::Milliseconds);
        match () {
            () if is_unreliable || is_near(reported, gap) => Claim::Plausible,
            () if is_thousandfold(reported, gap) => Claim::Milliseconds(gap),
            () => Claim::Contradicted(gap),
        }
    }

    /// The user's messages before the one that was answered, in this turn and the one before.
    pub(super) fn earlier_user_messages(&self) -> impl Iterator<Item = Spoken<'_>> {
        let before = self.before.iter().flat_map(Turn::user);
        let index = self.trigger.item.index;
        before.chain(
            self.turn
                .user()
                .filter(move |spoken| spoken.item.index < index),
        )
    }

    /// Whether nothing but the answer itself was to be waited for: no tool ran before it, and no
    /// handoff lies between it and what the agent said last.
    pub(super) fn is_direct(&self) -> bool {
        let is_tool =
            |item: &Item<'_>| matches!(item.kind, ItemKind::ToolCall(_) | ItemKind::ToolOutput(_));
        let is_handoff = |item: &Item<'_>| matches!(item.kind, ItemKind::Handoff(_));
        let index = self.reply.item.index;
        let mut own = self.turn.items.iter().take_while(|item| item.index < index);
        let mut since_spoken = self
            .before
            .iter()
            .flat_map(|turn| turn.items.iter().rev().take_while(|item| !is_spoken(item)));
        !own.any(|item| is_tool(item) || is_handoff(item)) && !since_spoken.any(is_handoff)
    }

    /// The end of what the agent said in the turn before.
    pub(super) fn agent_spoke_until(&self) -> Option<Timestamp> {
        let spoken = self.before.iter().flat_map(Turn::assistant);
        spoken
            .filter_map(|spoken| Some(spoken.message.metrics.speech()?.1))
            .max()
    }
}
