//! `audio-url-invalid`: an address that no client can fetch.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;

use super::address::Address;

declare_rule! {
    /// ## What it does
    /// Reports an `audio_url` that is not an absolute `https` or `http` address with a host. The
    /// address is a secret and is not shown.
    ///
    /// ## Why is this bad
    /// The recording cannot be fetched. SpeakNode documents the field as plain text, so this is a
    /// warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {"audio_url": "recordings/1.ogg", "audio_url_expires_at": "2026-06-13T18:52:10Z"}}
    /// ```
    ///
    /// ## How to fix
    /// Look for a path or a bucket that was written in place of the address.
    AUDIO_URL_INVALID, "audio-url-invalid", Warning, "the recording's address is none", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let Some(url) = context.call().audio_url.filter(|url| !url.is_empty()) else {
        return;
    };
    if let Err(fault) = Address::parse(url.raw()) {
        let message = format!("`audio_url` {}", fault.words());
        let finding = AUDIO_URL_INVALID.at(context.data_place(&["audio_url"]), message);
        findings.push(finding.help("expected is a whole address, such as `https://host/path`"));
    }
}
