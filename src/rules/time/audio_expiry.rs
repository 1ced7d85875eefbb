//! `audio-expiry`: an address that expires before the call begins, or has expired.

use crate::diagnostic::{Findings, Related, Severity};
use crate::payload::{Stamp, Timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::length;

declare_rule! {
    /// ## What it does
    /// Reports an `audio_url_expires_at` that is not later than the session's `created_at` and
    /// `start_time`. When a moment is given at which payloads are judged, it also reports, as
    /// information, an address that has expired by then. Without `audio_url` nothing expires.
    ///
    /// ## Why is this bad
    /// A recording is made after the session has begun: an address that expires before never worked.
    /// What the times are is not documented in so many words, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "audio_url": "https://recordings.example.com/1.ogg", "audio_url_expires_at": "2026-06-12T18:51:00Z"
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Look for a local time that was written as UTC, or for the time of signing in place of the
    /// expiry. For an address that has expired, ask the API for a new one.
    AUDIO_EXPIRY, "audio-expiry", Warning, "the recording's address has expired", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let has_url = call.audio_url.is_some_and(|url| !url.is_empty());
    let Some(expiry) = call.audio_url_expires_at.known().filter(|_| has_url) else {
        return;
    };
    let place = || context.data_place(&["audio_url_expires_at"]);
    let begins = latest([
        ("created_at", call.created_at),
        ("start_time", call.start_time),
    ]);
    match (begins, context.now()) {
        (Some((key, moment)), _) if expiry <= moment => {
            let message = format!(
                "`audio_url_expires_at` is {}, so the address never worked",
                distance(seconds_between(expiry, moment), key)
            );
            let mut finding = AUDIO_EXPIRY.at(place(), message);
            finding.related = Some(Related {
                place: context.data_place(&[key]),
                label: "the session begins here",
            });
            findings.push(finding);
        }
        (_, Some(now)) if expiry <= now => {
            let ago = length(seconds_between(expiry, now));
            let message = format!("the address of the recording expired {ago} ago");
            let mut finding = AUDIO_EXPIRY.at(place(), message);
            finding.severity = Severity::Info;
            findings.push(finding);
        }
        _ => {}
    }
}

/// The later of the moments that are known.
fn latest(moments: [(&'static str, Stamp); 2]) -> Option<(&'static str, Timestamp)> {
    let set = moments.into_iter();
    let set = set.filter_map(|(key, moment)| Some((key, moment.known()?)));
    set.max_by_key(|(_, moment)| *moment)
}

fn distance(early: f64, key: &str) -> String {
    if early > 0.0 {
        format!("{} before `{key}`", length(early))
    } else {
        format!("the same as `{key}`")
    }
}

#[cfg(test)]
mod tests {
    use crate::judge::Judge;
    use crate::payload::parse_timestamp;
    use crate::source::Document;

    fn found(expiry: &str, now: &str) -> Vec<(String, String)> {
        let id = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";
        let text = format!(
            r#"{{"event":"ConversationComplete","data":{{"session_id":"{id}","agent_id":"{id}",
            "created_at":"2026-06-12T18:51:40Z","duration_seconds":9,
            "audio_url":"https://h/a","audio_url_expires_at":"{expiry}"}}}}"#
        );
        let mut judge = Judge::default();
        judge.settings.now = parse_timestamp(now);
        let judged = judge.judge(Document::of_text(&text));
        let findings = judged.findings.kept().iter();
        let ours = findings.filter(|finding| finding.rule == "audio-expiry");
        ours.map(|finding| (finding.severity.to_string(), finding.message.clone()))
            .collect()
    }

    #[test]
    fn an_address_expires_at_the_moment_that_counts_as_now() {
        let one = found("2026-06-13T00:00:00Z", "2026-06-13T00:01:30Z");
        let message = "the address of the recording expired 1 min 30 s ago";
        assert_eq!(one, [("info".to_owned(), message.to_owned())]);
        assert_eq!(
            found("2026-06-13T00:00:00Z", "2026-06-12T23:59:59Z").len(),
            0
        );
        assert_eq!(found("2026-06-13T00:00:00Z", "no time").len(), 0);
    }

    #[test]
    fn what_never_worked_is_not_said_to_have_expired() {
        let one = found("2026-06-12T18:51:40Z", "2026-06-13T00:01:30Z");
        assert_eq!(one.len(), 1);
        assert_eq!(one[0].0, "warning");
    }
}
