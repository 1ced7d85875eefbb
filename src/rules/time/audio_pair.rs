//! `audio-pair`: an address without its expiry, or an expiry of nothing.

use crate::diagnostic::{Findings, Related};
use crate::rules::context::Context;
use crate::rules::declare_rule;

declare_rule! {
    /// ## What it does
    /// Reports a payload in which only one of `audio_url` and `audio_url_expires_at` is set. An
    /// empty `audio_url` counts as not set.
    ///
    /// ## Why is this bad
    /// The address of a recording works until it expires. Without the expiry nobody can tell how
    /// long there is to fetch it; without the address there is nothing to fetch. SpeakNode shows the
    /// two together and does not say that they always come together, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"audio_url": "https://recordings.example.com/1.ogg"}}
    /// ```
    ///
    /// ## How to fix
    /// Fetch the recording at once, or ask the API for it again. In a fixture, set both or neither.
    AUDIO_PAIR, "audio-pair", Warning, "the recording's address or its expiry is missing", check = check
}

const URL: &str = "audio_url";
const EXPIRY: &str = "audio_url_expires_at";

fn check(context: &Context<'_>, findings: &mut Findings) {
    let pair = is_set(context, URL).zip(is_set(context, EXPIRY));
    let (set, missing) = match pair {
        Some((true, false)) => (URL, EXPIRY),
        Some((false, true)) => (EXPIRY, URL),
        _ => return,
    };
    let message = format!("`{set}` is set, but `{missing}` is not");
    let mut finding = AUDIO_PAIR.at(context.data_place(&[set]), message);
    finding.related = context.data_value(&[missing]).map(|_| Related {
        place: context.data_place(&[missing]),
        label: "this is empty",
    });
    findings.push(finding);
}

/// Whether there is more than `null` or an empty text; not known of a wrong type.
fn is_set(context: &Context<'_>, key: &'static str) -> Option<bool> {
    match context.data_value(&[key]) {
        None => Some(false),
        Some(value) if value.is_null() => Some(false),
        Some(value) => value.as_str().map(|text| !text.is_empty()),
    }
}
