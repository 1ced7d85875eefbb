//! `session-time-order`: a session is created before anything happens in it.

use crate::diagnostic::{Findings, Related};
use crate::payload::seconds_between;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::CLOCKS;

declare_rule! {
    /// ## What it does
    /// Reports a `created_at` of the session that is over 1 s later than its `start_time` or
    /// `agent_joined_at`: the clocks of the backend and of the agent may differ by so much. Which of
    /// those two comes first is not documented and not judged.
    ///
    /// ## Why is this bad
    /// SpeakNode's sessions are pending before they are dispatched, and dispatched before an agent
    /// has joined them. In another order one of the times is wrong, and whatever is measured from it
    /// is too. That the three fields are the times of those states is an inference, so this is a
    /// warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"start_time": "2026-06-12T18:51:41Z", "created_at": "2026-06-12T18:51:45Z"}}
    /// ```
    ///
    /// ## How to fix
    /// Look for clocks that disagree, or for a local time that was written as UTC.
    SESSION_TIME_ORDER, "session-time-order", Warning, "the session starts before it is created", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let later = [
        ("start_time", call.start_time.known()),
        ("agent_joined_at", call.agent_joined_at.known()),
    ];
    let set = later
        .into_iter()
        .filter_map(|(key, moment)| Some((key, moment?)));
    let earliest = set.min_by_key(|(_, moment)| *moment);
    let Some(((key, moment), created)) = earliest.zip(call.created_at.known()) else {
        return;
    };
    let late = seconds_between(moment, created);
    if late > CLOCKS {
        let message = format!(
            "`created_at` is {} later than `{key}`: a session is created before anything happens in it",
            seconds(late)
        );
        let mut finding = SESSION_TIME_ORDER.at(context.data_place(&["created_at"]), message);
        finding.related = Some(Related {
            place: context.data_place(&[key]),
            label: "this is earlier",
        });
        findings.push(finding);
    }
}
