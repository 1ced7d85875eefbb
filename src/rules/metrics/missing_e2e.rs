//! `missing-e2e`: a reply without the latency that its timestamps give.

use crate::diagnostic::Findings;
use crate::payload::EndToEnd;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::trust::{Answer, answers};

declare_rule! {
    /// ## What it does
    /// Reports replies without `e2e_latency` where LiveKit measures one: the model spoke
    /// (`llm_node_ttft` is there), both speeches have their times, and neither tool nor handoff
    /// lies between them. Once for a payload, at the first. Greetings, scripted lines and the
    /// answer after a filler have none and are not reported. An exact 0 is as good as missing: it is
    /// what is written where nothing was measured.
    ///
    /// ## Why is this bad
    /// Averages over the reported values leave these turns out without a word. On some paths
    /// LiveKit loses the value (livekit/agents#5624).
    ///
    /// ## Example
    /// ```json
    /// {"data": {"history": [
    ///   {"role": "User", "kind": "Message", "content": "Hello?", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:48.640Z", "stopped_speaking_at": "2026-06-12T18:51:50.912Z"}},
    ///   {"role": "Assistant", "kind": "Message", "content": "Hi!", "metrics": {
    ///     "started_speaking_at": "2026-06-12T18:51:52.212Z", "stopped_speaking_at": "2026-06-12T18:51:55.102Z",
    ///     "llm_node_ttft": 0.463, "e2e_latency": null}}
    /// ]}}
    /// ```
    ///
    /// ## How to fix
    /// Compute it, as `speakhook show` does: the reply's `started_speaking_at` less the user's
    /// `stopped_speaking_at`.
    MISSING_E2E, "missing-e2e", Info, "a reply lacks its end-to-end latency", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let mut missing = answers(context).filter_map(|answer| {
        let computed = computed_alone(context, &answer)?;
        Some((answer.reply, computed))
    });
    let Some((reply, computed)) = missing.next() else {
        return;
    };
    let item = reply.item;
    let place = context.item_place(item, &["metrics", "e2e_latency"]);
    let others = match missing.count() {
        0 => String::new(),
        1 => "; one more reply lacks it, too".to_owned(),
        more => format!("; {more} more replies lack it, too"),
    };
    let lacks = match reply.message.metrics.e2e_latency {
        Some(_) => "0, as where nothing was measured",
        None => "missing",
    };
    let message = format!(
        "`e2e_latency` is {lacks}: by the timestamps it is {}{others}",
        seconds(computed)
    );
    findings.push(MISSING_E2E.at(place, message));
}

/// The latency of an answer in seconds, if it should have been reported and was not. A model that
/// spoke has a time to its first token; a scripted line has none.
fn computed_alone(context: &Context<'_>, answer: &Answer<'_>) -> Option<f64> {
    let is_from_model = answer.reply.message.metrics.llm_node_ttft.is_some();
    let is_expected = is_from_model && answer.is_direct() && answer.latency.unreliable.is_none();
    match answer.latency.e2e? {
        EndToEnd::Computed(computed) if is_expected => {
            let is_zero = answer.reply.message.metrics.e2e_latency.is_some();
            let is_missing =
                is_zero || context.item_lacks(answer.reply.item, &["metrics", "e2e_latency"]);
            is_missing.then_some(computed)
        }
        _ => None,
    }
}
