//! A delivery that is kept: the exact bytes of its body in `<name>.json`, and beside it what came with
//! them in `<name>.headers.json`. The name is ours; nothing of a request chooses it but a session's
//! id, parsed and printed again.

mod folder;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use ureq::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

pub use folder::{Files, Folder};

use super::headers::{is_always_secret, is_secret};
use crate::text::without_url_secrets;

/// Changes when a reader of an older version would stumble.
const VERSION: u32 = 1;

/// What was made of a delivery's signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Signature {
    /// It is the body's, under one of the secrets.
    Verified,
    /// Nobody has given a secret.
    Unchecked,
}

impl Signature {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Unchecked => "unchecked",
        }
    }
}

/// What came with a body.
#[derive(Debug)]
pub struct Capture<'c> {
    /// When the request's head was there.
    pub at: DateTime<Utc>,
    /// The method.
    pub method: &'c str,
    /// The path and the query, as they came.
    pub target: &'c str,
    /// The headers.
    pub headers: &'c HeaderMap,
    /// What was made of the signature.
    pub signature: Signature,
    /// The header that the signature was looked for in, if it was.
    pub signed_by: Option<&'c HeaderName>,
    /// The session, if the body names one.
    pub session: Option<Uuid>,
}

/// [`Capture`] as it is written.
#[derive(Serialize)]
struct Public<'c> {
    capture: u32,
    received_at: String,
    method: &'c str,
    target: String,
    headers: Vec<(&'c str, String)>,
    left_out: Vec<&'c str>,
    signature: Signature,
    session_id: Option<String>,
}

impl Capture<'_> {
    /// The text of the file beside the body.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let names = self.headers.keys();
        let left_out = names.filter(|name| !self.keeps(name));
        let kept = self.headers.iter().filter(|(name, _)| self.keeps(name));
        let public = Public {
            capture: VERSION,
            received_at: self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            method: self.method,
            target: without_query(self.target),
            headers: kept
                .map(|(name, value)| (name.as_str(), self.public(name, value)))
                .collect(),
            left_out: left_out.map(HeaderName::as_str).collect(),
            signature: self.signature,
            session_id: self.session.map(|id| id.to_string()),
        };
        let mut json = Vec::new();
        // Nothing that writes to memory fails, and what is written has string keys alone.
        let _ = crate::json::write::compact(&mut json, &public);
        json.push(b'\n');
        json
    }

    /// Whether the value of a header is written. One that opens other doors is not, and no replay needs
    /// it; a signature is about these bytes alone, whatever its header is called.
    fn keeps(&self, name: &HeaderName) -> bool {
        let is_signature = self.signed_by == Some(name) && !is_always_secret(name.as_str());
        is_signature || !is_secret(name.as_str())
    }

    /// A header's value without the queries of addresses in it: a proxy repeats there what was asked for.
    fn public(&self, name: &HeaderName, value: &HeaderValue) -> String {
        let value = text(value.as_bytes());
        if self.signed_by == Some(name) {
            value
        } else if value.starts_with('/') {
            without_query(&value)
        } else {
            without_url_secrets(&value).into_owned()
        }
    }

    /// How the files are called, before the number that makes the name the only one.
    #[must_use]
    pub fn stem(&self) -> String {
        let time = self.at.format("%Y%m%dT%H%M%S%3fZ");
        match self.session {
            Some(id) => format!("{time}-{}", id.hyphenated()),
            None => format!("{time}-unknown"),
        }
    }
}

/// A target, and whether it had a query: senders that cannot set headers put their secrets there.
fn without_query(target: &str) -> String {
    match target.split_once('?') {
        Some((path, _)) => format!("{path}?…"),
        None => target.to_owned(),
    }
}

/// A header's value: UTF-8, or else Latin-1, in which every byte is a character.
fn text(value: &[u8]) -> String {
    match std::str::from_utf8(value) {
        Ok(text) => text.to_owned(),
        Err(_) => value.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capture(headers: &HeaderMap) -> Capture<'_> {
        Capture {
            at: DateTime::from_timestamp_millis(1_781_290_300_123).unwrap(),
            method: "POST",
            target: "/hook?token=MARKER",
            headers,
            signature: Signature::Unchecked,
            signed_by: None,
            session: None,
        }
    }

    #[test]
    fn what_came_is_written_but_for_what_opens_other_doors() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("host", &b"127.0.0.1:4242"[..]),
            ("x-twice", b"1"),
            ("x-twice", b"2"),
            ("x-latin", b"caf\xe9"),
            ("x-utf", "caf\u{e9}\u{202e}".as_bytes()),
            ("authorization", b"Bearer MARKER"),
            ("cookie", b"MARKER"),
            ("x-api-key", b"MARKER"),
        ] {
            headers.append(name, HeaderValue::from_bytes(value).unwrap());
        }
        let json = String::from_utf8(capture(&headers).to_json()).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"capture":1,"received_at":"2026-06-12T18:51:40.123Z","method":"POST","target":"/hook?…","#,
                r#""headers":[["host","127.0.0.1:4242"],["x-twice","1"],["x-twice","2"],["x-latin","café"],"#,
                r#"["x-utf","café\u202e"]],"left_out":["authorization","cookie","x-api-key"],"#,
                r#""signature":"unchecked","session_id":null}"#,
                "\n"
            )
        );
    }

    #[test]
    fn the_query_that_a_proxy_repeats_is_not_kept() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-forwarded-uri", "/hook?token=MARKER"),
            ("referer", "https://a.test/hook?token=MARKER"),
            ("x-signature", "/w9=?"),
        ] {
            headers.append(name, HeaderValue::from_static(value));
        }
        let mut capture = capture(&headers);
        let name = HeaderName::from_static("x-signature");
        capture.signed_by = Some(&name);
        let json = String::from_utf8(capture.to_json()).unwrap();
        let kept = r#"[["x-forwarded-uri","/hook?…"],["referer","https://a.test/hook?…"],["x-signature","/w9=?"]]"#;
        assert!(json.contains(kept), "{json}");
    }

    #[test]
    fn a_signature_is_kept_unless_its_header_opens_doors() {
        let mut headers = HeaderMap::new();
        for name in ["x-hook-token", "x-other-token", "authorization"] {
            headers.append(name, HeaderValue::from_static("00ff"));
        }
        for (name, left_out) in [
            (
                "X-Hook-Token",
                r#""left_out":["x-other-token","authorization"]"#,
            ),
            (
                "Authorization",
                r#""left_out":["x-hook-token","x-other-token","authorization"]"#,
            ),
        ] {
            let header: HeaderName = name.parse().unwrap();
            let mut capture = capture(&headers);
            capture.signed_by = Some(&header);
            let json = String::from_utf8(capture.to_json()).unwrap();
            assert!(json.contains(left_out), "{json}");
            assert_eq!(json.contains("00ff"), name == "X-Hook-Token", "{json}");
        }
    }

    #[test]
    fn a_name_is_made_of_what_we_print() {
        let headers = HeaderMap::new();
        let mut capture = capture(&headers);
        assert_eq!(capture.stem(), "20260612T185140123Z-unknown");
        let loud = "{5B0F6C1E-8A53-4F0C-9A0E-0D7C7A2F9E11}";
        capture.session = Uuid::parse_str(loud).ok();
        assert_eq!(
            capture.stem(),
            "20260612T185140123Z-5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11"
        );
    }

    #[test]
    fn what_was_made_of_a_signature_is_the_same_word_for_people_and_in_the_file() {
        for (signature, word) in [
            (Signature::Verified, "verified"),
            (Signature::Unchecked, "unchecked"),
        ] {
            assert_eq!(signature.word(), word);
            let json = serde_json::to_string(&signature).unwrap();
            assert_eq!(json, format!("\"{word}\""));
        }
    }
}
