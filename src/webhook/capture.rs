//! A delivery that is kept: the exact bytes of its body in `<name>.json`, and beside it what came with
//! them in `<name>.headers.json`. The name is ours; nothing of a request chooses it but a session's
//! id, parsed and printed again.

mod folder;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use ureq::http::{HeaderMap, header};
use uuid::Uuid;

pub use folder::{Files, Folder};

/// Changes when a reader of an older version would stumble.
const VERSION: u32 = 1;

/// Headers whose values open other doors, and which no replay needs.
const LEFT_OUT: [header::HeaderName; 3] = [
    header::AUTHORIZATION,
    header::PROXY_AUTHORIZATION,
    header::COOKIE,
];

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
    /// The session, if the body names one.
    pub session: Option<Uuid>,
}

/// [`Capture`] as it is written.
#[derive(Serialize)]
struct Public<'c> {
    capture: u32,
    received_at: String,
    method: &'c str,
    target: &'c str,
    headers: Vec<(&'c str, String)>,
    left_out: Vec<&'c str>,
    signature: Signature,
    session_id: Option<String>,
}

impl Capture<'_> {
    /// The text of the file beside the body.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let kept = self
            .headers
            .iter()
            .filter(|(name, _)| !LEFT_OUT.contains(name));
        let left_out = LEFT_OUT
            .iter()
            .filter(|name| self.headers.contains_key(*name));
        let public = Public {
            capture: VERSION,
            received_at: self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            method: self.method,
            target: self.target,
            headers: kept
                .map(|(name, value)| (name.as_str(), text(value.as_bytes())))
                .collect(),
            left_out: left_out.map(header::HeaderName::as_str).collect(),
            signature: self.signature,
            session_id: self.session.map(|id| id.to_string()),
        };
        let mut json = Vec::new();
        // Nothing that writes to memory fails, and what is written has string keys alone.
        let _ = crate::json::write::compact(&mut json, &public);
        json.push(b'\n');
        json
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
            target: "/hook?a=b",
            headers,
            signature: Signature::Unchecked,
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
        ] {
            headers.append(name, header::HeaderValue::from_bytes(value).unwrap());
        }
        let json = String::from_utf8(capture(&headers).to_json()).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"capture":1,"received_at":"2026-06-12T18:51:40.123Z","method":"POST","target":"/hook?a=b","#,
                r#""headers":[["host","127.0.0.1:4242"],["x-twice","1"],["x-twice","2"],["x-latin","café"],"#,
                r#"["x-utf","café\u202e"]],"left_out":["authorization","cookie"],"#,
                r#""signature":"unchecked","session_id":null}"#,
                "\n"
            )
        );
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
}
