//! `audio-presign-mismatch`: an address that says of itself when it expires, and says otherwise.

use crate::diagnostic::{Findings, Related};
use crate::payload::{Timestamp, parse_timestamp, seconds_between};
use crate::rules::context::Context;
use crate::rules::declare_rule;
use crate::rules::words::seconds;

use super::address::Address;
/// Seconds between signing an address and writing down when it expires.
const SLACK: f64 = 60.0;

declare_rule! {
    /// ## What it does
    /// Compares `audio_url_expires_at` with the expiry in the address itself, `X-Amz-Date` plus
    /// `X-Amz-Expires`, and reports a difference of more than 60 s. An address without the two is
    /// left alone.
    ///
    /// ## Why is this bad
    /// The store goes by the address: who trusts the field fetches too late or gives up too early.
    /// That recordings lie in an S3-compatible store is what SpeakNode says; that the field repeats
    /// what was signed is an inference, so this is a warning.
    ///
    /// ## Example
    /// ```json
    /// {"data": {
    ///   "audio_url": "https://recordings.example.com/1.ogg?X-Amz-Date=20260612T185210Z&X-Amz-Expires=3600",
    ///   "audio_url_expires_at": "2026-06-13T18:52:10Z"
    /// }}
    /// ```
    ///
    /// ## How to fix
    /// Go by the address. In a fixture, write the sum of the two into `audio_url_expires_at`.
    AUDIO_PRESIGN_MISMATCH, "audio-presign-mismatch", Warning, "the address expires at another time than stated", check = check
}

fn check(context: &Context<'_>, findings: &mut Findings) {
    let call = context.call();
    let signed = call.audio_url.and_then(|url| signature(url.raw()));
    let Some(((date, lifetime), expiry)) = signed.zip(call.audio_url_expires_at.known()) else {
        return;
    };
    let late = seconds_between(date, expiry) - lifetime;
    if late.abs() > SLACK {
        let direction = if late > 0.0 { "later" } else { "earlier" };
        let message = format!(
            "`audio_url_expires_at` is {} {direction} than the address itself expires",
            seconds(late.abs())
        );
        let place = context.data_place(&["audio_url_expires_at"]);
        let mut finding = AUDIO_PRESIGN_MISMATCH
            .at(place, message)
            .help("the store goes by `X-Amz-Date` and `X-Amz-Expires` in the address");
        finding.related = Some(Related {
            place: context.data_place(&["audio_url"]),
            label: "this address",
        });
        findings.push(finding);
    }
}

/// When an address was signed, and for how many seconds.
fn signature(url: &str) -> Option<(Timestamp, f64)> {
    let address = Address::parse(url).ok()?;
    let date = moment(address.parameter("X-Amz-Date")?)?;
    let lifetime: u32 = address.parameter("X-Amz-Expires")?.parse().ok()?;
    Some((date, f64::from(lifetime)))
}

/// Reads the short form of a date-time that signatures use: `20260612T185210Z`.
fn moment(text: &str) -> Option<Timestamp> {
    let part = |from: usize, to: usize| text.get(from..to);
    let is_framed = text.len() == 16 && part(8, 9) == Some("T") && part(15, 16) == Some("Z");
    let date = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let time = format!("{}:{}:{}", part(9, 11)?, part(11, 13)?, part(13, 15)?);
    parse_timestamp(&format!("{date}T{time}Z")).filter(|_| is_framed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_form_is_read_strictly() {
        assert_eq!(
            moment("20260612T185210Z"),
            parse_timestamp("2026-06-12T18:52:10Z")
        );
        for text in [
            "",
            "2026-06-12T18:52:10Z",
            "20260612T185210",
            "20260612T185210ZZ",
            "20260612 185210Z",
            "20261312T185210Z",
            "20260612T18521éZ",
            "2026061ZT185210Z",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn without_a_whole_signature_there_is_none() {
        let lifetime = |url: &str| signature(url).map(|(_, lifetime)| lifetime);
        let date = "X-Amz-Date=20260612T185210Z";
        let read = |expires: &str| lifetime(&format!("https://h/a?{date}&{expires}"));
        assert_eq!(read("x-amz-expires=60"), Some(60.0));
        assert_eq!(read("X-Amz-Expires=-60"), None);
        assert_eq!(read("X-Amz-Expires=99999999999"), None);
        assert_eq!(read("Expires=60"), None);
        assert_eq!(
            lifetime("h/a?X-Amz-Date=20260612T185210Z&X-Amz-Expires=60"),
            None
        );
    }
}
