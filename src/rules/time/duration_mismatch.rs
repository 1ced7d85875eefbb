//! `duration-mismatch`: a duration that is shorter than what is said in it.

use crate::diagnostic::{Findings, Related};
use crate::payload::{Item, Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

/// Seconds by which speech may outlast the duration, whose beginning and end are not documented.
const SLACK: f64 = 2.0;

declare_rule! {
    /// ## What it does
    /// Reports a `duration_seconds` of 0 when the conversation has ended and somebody speaks in it,
    /// and one that is over 2 s shorter than the time from the first word to the last. What is said
    /// in a test counts for the first only when it has a time, as it may be the test's own script.
    ///
    /// ## Why is this bad
    /// Minutes are counted and billed by it. When the duration begins, with the session, with the
    /// agent or with the answer, is not documented, which is why it is compared with the speech
    /// alone, and why this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"duration_seconds": 3.0}}
    /// ```
    ///
    /// ## How to fix
    /// Measure the call by the times in its history. In a fixture, write the time from the beginning
    /// of the session to its end.
    DURATION_MISMATCH, "duration-mismatch", Warning, "the duration is shorter than the speech", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(duration) = context.call().duration_seconds else {
        return;
    };
    let speech = Speech::of(context);
    let place = || context.data_place(&["duration_seconds"]);
    if duration == 0.0 && context.has_ended() && (speech.is_some() || has_words(context)) {
        let message = "`duration_seconds` is 0, but somebody speaks in the history";
        findings.push(DURATION_MISMATCH.at(place(), message));
        return;
    }
    // Below zero the schema reports it, and before the end nothing is known of it.
    let Some(speech) = speech.filter(|_| duration >= 0.0) else {
        return;
    };
    let spoken = seconds_between(speech.begins, speech.ends);
    if spoken > duration + SLACK && context.event() != Some("SessionStarted") {
        let message = format!(
            "`duration_seconds` is {}, but there are {} from the first word to the last",
            seconds(duration),
            seconds(spoken)
        );
        let mut finding = DURATION_MISMATCH.at(place(), message);
        finding.related = Some(Related {
            place: context.item_place(speech.last, &["metrics", "stopped_speaking_at"]),
            label: "the last word",
        });
        findings.push(finding);
    }
}

/// From the first word to the last.
struct Speech<'t> {
    begins: Timestamp,
    ends: Timestamp,
    last: &'t Item<'t>,
}

impl<'t> Speech<'t> {
    fn of(context: &Context<'t>) -> Option<Self> {
        let windows = context.messages().filter_map(|spoken| {
            let (from, to) = spoken.message.metrics.speech()?;
            Some(Self {
                begins: from,
                ends: to,
                last: spoken.item,
            })
        });
        windows.reduce(|all, one| {
            let begins = all.begins.min(one.begins);
            let later = if one.ends > all.ends { one } else { all };
            Self { begins, ..later }
        })
    }
}

/// Whether user or agent have words in the history of a call that is no test.
fn has_words(context: &Context<'_>) -> bool {
    let mut spoken = context.user_messages().chain(context.agent_messages());
    !context.call().test.is_test_session() && spoken.any(|spoken| spoken.message.said().is_some())
}
