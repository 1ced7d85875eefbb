//! `repeated-message`: the same words twice in a row. People repeat themselves, and an agent
//! reminds a silent user: what times or brevity explain is left alone.

use crate::diagnostic::{Findings, Related};
use crate::payload::{ItemKind, Role, Spoken, Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;

/// Characters from which a user does not say the same words twice in a row without thinking.
const LONG: usize = 20;

/// Seconds in which nobody says so many words: two messages that begin within are one.
const ONE_UTTERANCE: f64 = 1.0;

/// Seconds of silence after which an agent may say the same again, as a reminder.
const REMINDER: f64 = 5.0;

declare_rule! {
    /// ## What it does
    /// Reports a message with the same words as the message before it, of the same role, with no
    /// other item between. Silent about an agent that repeats itself after 5 s of silence, about
    /// users who say fewer than 20 characters twice, and about users who begin the second time more
    /// than 1 s after the first.
    ///
    /// ## Why is this bad
    /// What was said once counts twice, or was heard twice. Text of interrupted replies is known to be
    /// stored twice (livekit/agents#2094), and a transcript is committed twice when two ends of turn are
    /// detected. That nobody meant to repeat himself is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Is it open?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Yes, until six."},
    ///   {"role": "Assistant", "kind": "Message", "content": "Yes, until six."}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Listen to the recording. If the words were said once, count the message once.
    REPEATED_MESSAGE, "repeated-message", Warning, "a message repeats the one before it", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let items = context.items();
    for (first, second) in items.iter().zip(items.iter().skip(1)) {
        let (ItemKind::Message(before), ItemKind::Message(message)) = (&first.kind, &second.kind)
        else {
            continue;
        };
        let is_legacy = first.is_legacy || second.is_legacy;
        let before = Spoken {
            item: first,
            message: before,
        };
        let spoken = Spoken {
            item: second,
            message,
        };
        if is_legacy || !is_repetition(&before, &spoken) {
            continue;
        }
        let place = context.item_place(second, &["content"]);
        let message = "the message repeats the one before it, word for word";
        let mut finding = REPEATED_MESSAGE.at(place, message);
        finding.related = Some(Related {
            place: context.item_place(first, &["content"]),
            label: "the same words",
        });
        findings.push(finding);
    }
}

fn is_repetition(first: &Spoken<'_>, second: &Spoken<'_>) -> bool {
    let (Some(words), Some(again)) = (first.message.said(), second.message.said()) else {
        return false;
    };
    if first.message.role != second.message.role || words.raw().trim() != again.raw().trim() {
        return false;
    }
    match second.message.role {
        Some(Role::Assistant) => silence(first, second).is_none_or(|silence| silence < REMINDER),
        Some(Role::User) => {
            let is_long = words
                .raw()
                .trim()
                .chars()
                .nth(LONG.saturating_sub(1))
                .is_some();
            is_long && delay(first, second).is_none_or(|delay| delay.abs() < ONE_UTTERANCE)
        }
        _ => false,
    }
}

/// Seconds from the end of the first message to the beginning of the second, as far as known.
fn silence(first: &Spoken<'_>, second: &Spoken<'_>) -> Option<f64> {
    let ends = first.message.metrics.speech_ends();
    let begins = second.message.metrics.speech_begins();
    let speech = ends.zip(begins);
    let (from, to) = speech.or(created(first, second))?;
    Some(seconds_between(from, to))
}

/// When the items of both messages were created, if that is known.
fn created(first: &Spoken<'_>, second: &Spoken<'_>) -> Option<(Timestamp, Timestamp)> {
    let of = |spoken: &Spoken<'_>| spoken.item.created_at.known();
    of(first).zip(of(second))
}

/// Seconds from the beginning of the first message to that of the second, as far as known.
fn delay(first: &Spoken<'_>, second: &Spoken<'_>) -> Option<f64> {
    let begins = |spoken: &Spoken<'_>| spoken.message.metrics.speech_begins();
    let speech = begins(first).zip(begins(second));
    let (from, to) = speech.or(created(first, second))?;
    Some(seconds_between(from, to))
}
