//! `default-value`: what a serialiser writes for a value that nobody set.

use crate::diagnostic::{Findings, Place};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a date in the year 1 (`0001-01-01T00:00:00Z`) and an identifier of zeros
    /// (`00000000-0000-0000-0000-000000000000`).
    ///
    /// ## Why is this bad
    /// They are what .NET writes for a date and an identifier that were never set. That SpeakNode's
    /// backend is .NET is an inference from its documentation, but nobody called in the year 1. Taken
    /// for data, such a date turns every duration into two thousand years.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"agent_joined_at": "0001-01-01T00:00:00Z", "created_at": null, "start_time": null}}
    /// ```
    ///
    /// ## How to fix
    /// Treat the field as absent. In a fixture, write `null`.
    DEFAULT_VALUE, "default-value", Warning, "a date or an identifier was never set", check = check
}

/// The identifier that stands for none (RFC 9562, section 5.9).
const NIL: &str = "00000000-0000-0000-0000-000000000000";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let test = &call.test;
    for (key, id) in [
        ("session_id", call.session_id),
        ("agent_id", call.agent_id),
        ("campaign_item_id", call.campaign_item_id),
        ("campaign_id", call.campaign_id),
        ("test_run_id", test.run_id),
        ("test_id", test.test_id),
    ] {
        if id.is_some_and(|id| id.raw() == NIL) {
            let message = format!("`{key}` is the identifier of zeros, which stands for none");
            findings.push(DEFAULT_VALUE.at(context.data_place(&[key]), message));
        }
    }
    for (key, time) in [
        ("audio_url_expires_at", call.audio_url_expires_at),
        ("created_at", call.created_at),
        ("start_time", call.start_time),
        ("agent_joined_at", call.agent_joined_at),
    ] {
        if time.is_default() {
            report(key, context.data_place(&[key]), findings);
        }
    }
    for item in context.items() {
        let place = |keys: &[&'static str]| context.item_place(item, keys);
        if item.created_at.is_default() {
            report("created_at", place(&["created_at"]), findings);
        }
        let Some(metrics) = item.message().map(|message| message.metrics) else {
            continue;
        };
        for (key, time) in [
            ("started_speaking_at", metrics.started_speaking_at),
            ("stopped_speaking_at", metrics.stopped_speaking_at),
        ] {
            if time.is_default() {
                report(key, place(&["metrics", key]), findings);
            }
        }
    }
}

fn report(key: &str, place: Place, findings: &mut Findings) {
    let message = format!("`{key}` is a date in the year 1: it was never set");
    findings.push(DEFAULT_VALUE.at(place, message));
}
