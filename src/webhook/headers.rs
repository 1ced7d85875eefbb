//! The headers of a delivery: in order, repeated ones included, and nothing in them that could end
//! a line.

use ureq::http::{HeaderMap, HeaderName, HeaderValue};

use crate::secret::names::is_secret_header;

/// Headers that belong to a connection, not to what is delivered over it (RFC 9110, 7.6.1), and those
/// that whoever sends makes.
const OF_THE_CONNECTION: [&str; 14] = [
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Whether a header's name says that its value is a secret. Whoever shows, keeps or repeats headers asks here.
#[must_use]
pub fn is_secret(name: &str) -> bool {
    is_secret_header(name)
}

/// Whether a header's value opens doors whatever else it may be used for.
pub(super) fn is_always_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["authorization", "cookie"]
        .iter()
        .any(|part| name.contains(part))
}

/// Headers in their order.
#[derive(Clone, Default)]
pub struct Headers(Vec<(HeaderName, HeaderValue)>);

/// Why something is no header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHeader {
    /// A name with other than letters, digits and a few signs.
    #[error("a header's name has letters, digits and `-`, and no more than 32 KiB")]
    Name,
    /// A value that would end its line.
    #[error("a header's value has no line end and no other control character")]
    Value,
    /// A header that is made from what is sent.
    #[error("this header is made by who sends, from the address and the body")]
    Ours,
}

impl Headers {
    /// No headers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a header behind the others. White space around its value is no part of it.
    ///
    /// # Errors
    /// A name or a value that no header has, and headers that belong to the connection.
    pub fn push(&mut self, name: &str, value: &[u8]) -> Result<(), BadHeader> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| BadHeader::Name)?;
        if OF_THE_CONNECTION.contains(&name.as_str()) {
            return Err(BadHeader::Ours);
        }
        let value = HeaderValue::from_bytes(value.trim_ascii()).map_err(|_| BadHeader::Value)?;
        self.0.push((name, value));
        Ok(())
    }

    /// Puts a header in the place of all others of its name.
    ///
    /// # Errors
    /// As [`Headers::push`].
    pub fn set(&mut self, name: &str, value: &[u8]) -> Result<(), BadHeader> {
        let mut new = Self::new();
        new.push(name, value)?;
        self.0
            .retain(|(old, _)| !old.as_str().eq_ignore_ascii_case(name));
        self.0.append(&mut new.0);
        Ok(())
    }

    /// Whether there is a header of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(other, _)| other.as_str().eq_ignore_ascii_case(name))
    }

    /// Names, in lowercase, and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
    }

    /// What of the headers that a request came with goes on to somebody else: all but those of the
    /// connection, and those that its `connection` names. What is no header is left out.
    pub fn passed_on<'h>(headers: impl IntoIterator<Item = (&'h str, &'h [u8])>) -> Self {
        let headers: Vec<(&str, &[u8])> = headers.into_iter().collect();
        let options: Vec<String> = headers
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("connection"))
            .flat_map(|(_, value)| value.split(|byte| *byte == b','))
            .map(|option| String::from_utf8_lossy(option.trim_ascii()).into_owned())
            .collect();
        let mut passed = Self::new();
        for (name, value) in headers {
            let is_named = options
                .iter()
                .any(|option| option.eq_ignore_ascii_case(name));
            if !is_named {
                // Those of the connection are refused here.
                let _ = passed.push(name, value);
            }
        }
        passed
    }

    /// [`Headers::passed_on`] of a request as HTTP libraries have it.
    #[must_use]
    pub fn passed_on_from(headers: &HeaderMap) -> Self {
        Self::passed_on(
            headers
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_bytes())),
        )
    }

    pub(super) fn add(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    pub(super) fn pairs(&self) -> &[(HeaderName, HeaderValue)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(headers: &Headers) -> Vec<String> {
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.escape_ascii()))
            .collect()
    }

    #[test]
    fn what_belongs_to_the_connection_stays_behind() {
        let came: [(&str, &[u8]); 12] = [
            ("Host", b"127.0.0.1:4242"),
            ("User-Agent", b"SpeakNode/1"),
            ("Content-Length", b"12"),
            ("Connection", b"close, X-Hop"),
            ("connection", b"x-other"),
            ("x-hop", b"1"),
            ("X-Other", b"1"),
            ("Transfer-Encoding", b"chunked"),
            ("Accept-Encoding", b"gzip"),
            ("X-Signature", b"ab"),
            ("x-note", b"caf\xe9"),
            ("x-note", b"second"),
        ];
        assert_eq!(
            listed(&Headers::passed_on(came)),
            [
                "user-agent: SpeakNode/1",
                "x-signature: ab",
                r"x-note: caf\xe9",
                "x-note: second"
            ]
        );
    }

    #[test]
    fn names_say_what_is_secret() {
        for name in [
            "Authorization",
            "X-Forwarded-Authorization",
            "Set-Cookie",
            "X-CSRF-Token",
            "X-Api-Key",
            "x_api_key",
            "apikey",
            "X-Auth-Key",
            "Ocp-Apim-Subscription-Key",
            "X-Auth",
            "X-Passcode",
            "Cf-Access-Jwt-Assertion",
            "X-Amzn-Oidc-Data",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "X-Signature",
            "X-Auth-Signature",
            "Content-Type",
            "X-Request-Id",
            "Author",
        ] {
            assert!(!is_secret(name), "{name}");
        }
        assert!(is_always_secret("COOKIE") && !is_always_secret("x-token"));
    }

    #[test]
    fn a_header_cannot_become_two() {
        let mut headers = Headers::new();
        for (name, value, why) in [
            ("x", &b"a\r\nb: c"[..], BadHeader::Value),
            ("x", b"a\nb", BadHeader::Value),
            ("x", b"a\0b", BadHeader::Value),
            ("x y", b"a", BadHeader::Name),
            ("x:", b"a", BadHeader::Name),
            ("", b"a", BadHeader::Name),
            ("Content-Length", b"3", BadHeader::Ours),
            ("host", b"h", BadHeader::Ours),
        ] {
            assert_eq!(headers.push(name, value), Err(why), "{name}");
        }
        assert!(listed(&headers).is_empty());
    }

    #[test]
    fn setting_replaces_every_spelling_and_every_repetition() {
        let mut headers = Headers::new();
        headers.push("X-Sig", b"1").unwrap();
        headers.push("a", b"  2 ").unwrap();
        headers.push("x-sig", b"3").unwrap();
        headers.set("X-SIG", b"4").unwrap();
        assert_eq!(listed(&headers), ["a: 2", "x-sig: 4"]);
        assert!(headers.has("X-Sig") && !headers.has("x"));
    }

    #[test]
    fn a_request_is_passed_on_as_libraries_have_it() {
        let mut came = HeaderMap::new();
        for (name, value) in [
            ("host", "h"),
            ("x-hop", "1"),
            ("connection", "x-hop"),
            ("x-a", "2"),
        ] {
            came.append(name, HeaderValue::from_static(value));
        }
        let mut passed = Headers::passed_on_from(&came);
        assert_eq!(listed(&passed), ["x-a: 2"]);
        // What a library has checked is taken as it is.
        passed.add(
            HeaderName::from_static("host"),
            HeaderValue::from_static("other"),
        );
        let pairs = passed.pairs().iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| (name.as_str(), value.as_bytes()))
            .collect();
        assert_eq!(pairs, [("x-a", &b"2"[..]), ("host", b"other")]);
    }
}
