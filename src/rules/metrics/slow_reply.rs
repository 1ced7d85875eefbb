//! `slow-reply`: the caller waited long for an answer.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::{plural, seconds};

use super::tally::tally;
use super::trust::trusted_answers;

declare_rule! {
    /// ## What it does
    /// Reports replies that began 3 s or more after the user had stopped speaking: by
    /// `e2e_latency`, and where that is absent, by the times of the two speeches. Once for a
    /// payload, at the slowest. Turns whose values cannot be trusted are not counted.
    ///
    /// ## Why is this bad
    /// In conversation people answer within a fraction of a second; after a few seconds callers ask
    /// whether anybody is there. Averages hide it.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?"},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {"e2e_latency": 3.4}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// `speakhook show` says which stage took longest. While a tool runs, let the agent say a few
    /// words. Set the limit to what your calls are promised.
    SLOW_REPLY, "slow-reply", Info, "a reply took long", check = check,
    threshold = 3.0 "seconds before a reply counts as slow"
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let limit = context.threshold(&SLOW_REPLY);
    let replies = trusted_answers(context)
        .filter_map(|answer| Some((answer.latency.e2e?.seconds(), answer.reply.item)));
    let Some(slow) = tally(replies, limit) else {
        return;
    };
    let place = context.item_place(slow.worst, &["metrics", "e2e_latency"]);
    let (limit, most) = (seconds(limit), seconds(slow.most));
    let replies = plural(slow.all, "reply", "replies");
    let slowest = plural(slow.over, ":", "; the slowest,");
    let message = format!(
        "{} of {} {replies} took {limit} or longer{slowest} {most}",
        slow.over, slow.all
    );
    findings.push(SLOW_REPLY.at(place, message));
}
