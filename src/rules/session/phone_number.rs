//! `phone-number-format`: numbers that other systems can look up.

use crate::diagnostic::Findings;
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::text::Untrusted;

use super::number::{fault, is_no_number};

declare_rule! {
    /// ## What it does
    /// Reports a `from_number` or `to_number` that is not `+` and 7 to 15 digits. SIP addresses,
    /// Twilio's `client:` names, and words such as `anonymous` or `restricted` are accepted.
    ///
    /// ## Why is this bad
    /// Telephony providers write numbers in that form (E.164), and customer databases are searched
    /// with it: another spelling of the same number is not found. SpeakNode does not document the
    /// form, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "audio_url": "https://recordings.example.com/call.ogg",
    ///   "audio_url_expires_at": "2026-06-13T18:53:40Z",
    ///   "telecom_provider": "Twilio",
    ///   "from_number": "(555) 010-0145",
    ///   "to_number": "+15550119863"
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Write `+`, the country code and the number, without blanks: `+15550100145`.
    PHONE_NUMBER_FORMAT, "phone-number-format", Warning, "a phone number has another form than `+` and digits", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    for (key, number) in [
        ("from_number", call.from_number),
        ("to_number", call.to_number),
    ] {
        let Some(text) = number.map(Untrusted::raw) else {
            continue;
        };
        if text.trim().is_empty() || is_no_number(text) {
            continue;
        }
        if let Some(fault) = fault(text) {
            let place = context.data_place(&[key]);
            let finding = PHONE_NUMBER_FORMAT.at(place, format!("`{key}` {fault}"));
            findings.push(finding.help(
                "write `+`, the country code and the number, without blanks: `+15550100145`",
            ));
        }
    }
}
