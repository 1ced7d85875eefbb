//! `inconsistent-e2e`: a latency that is not the difference it is defined as.

use crate::diagnostic::{Finding, Findings, Related, Severity};
use crate::payload::{Spoken, is_near, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{item, seconds};

use super::millisecond::is_in_milliseconds;
use super::trust::{Answer, Claim, answers};

declare_rule! {
    /// ## What it does
    /// Compares `e2e_latency` with the time from the end of the user's speech
    /// (`stopped_speaking_at`) to the start of the reply's (`started_speaking_at`), and reports a
    /// difference above 0.05 s. It is an info where the latency was counted from an earlier message
    /// of the user.
    ///
    /// ## Why is this bad
    /// LiveKit computes the latency as that very difference (`voice/agent_activity.py`). Where they
    /// disagree, one of the three values is wrong, and a receiver cannot know which. That SpeakNode
    /// sends all three unchanged is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:48.640Z", "stopped_speaking_at": "2026-06-12T18:51:50.912Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:52.212Z", "stopped_speaking_at": "2026-06-12T18:51:55.102Z",
    ///     "e2e_latency": 2.1}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// In a fixture, write the difference of the two times. In a capture, leave the turn out of
    /// statistics, or listen to the recording.
    INCONSISTENT_E2E, "inconsistent-e2e", Warning, "the end-to-end latency contradicts the timestamps", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    if is_in_milliseconds(context) {
        return;
    }
    for answer in answers(context) {
        let reported = answer.reply.message.metrics.e2e_latency;
        let (Claim::Contradicted(gap), Some(reported)) = (answer.claim(), reported) else {
            continue;
        };
        let earlier = answer.earlier_user_messages();
        let origin = earlier
            .filter(|user| is_counted_from(user, &answer, reported))
            .last();
        findings.push(match origin {
            Some(user) => {
                let message = format!(
                    "`e2e_latency` is {}, counted from the user's {}, though {} is the last before the reply",
                    seconds(reported),
                    item(user.item),
                    item(answer.trigger.item)
                );
                let mut finding = finding(context, &answer, &user, message);
                finding.severity = Severity::Info;
                finding
            }
            None => finding(context, &answer, &answer.trigger, contradiction(reported, gap)),
        });
    }
}

fn contradiction(reported: f64, gap: f64) -> String {
    let (reported, apart) = (seconds(reported), seconds(gap.abs()));
    if gap < 0.0 {
        return format!(
            "`e2e_latency` is {reported}, but the reply starts {apart} before the user's speech ends"
        );
    }
    format!(
        "`e2e_latency` is {reported}, but the reply starts {apart} after the user's speech ends"
    )
}

fn is_counted_from(user: &Spoken<'_>, answer: &Answer<'_>, reported: f64) -> bool {
    let end = user.message.metrics.speech_ends();
    let start = answer.reply.message.metrics.speech_begins();
    end.zip(start)
        .is_some_and(|(end, start)| is_near(reported, seconds_between(end, start)))
}

fn finding(
    context: &Context<'_>,
    answer: &Answer<'_>,
    user: &Spoken<'_>,
    message: String,
) -> Finding {
    let place = context.item_place(answer.reply.item, &["metrics", "e2e_latency"]);
    let mut finding = INCONSISTENT_E2E.at(place, message);
    finding.related = Some(Related {
        place: context.item_place(user.item, &["metrics", "stopped_speaking_at"]),
        label: "the user's speech ends",
    });
    finding
}
