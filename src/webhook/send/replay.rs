//! What came with a body, as far as it may go out again.

use super::super::headers::{Headers, is_secret};
use crate::input;
use crate::signature::Claim;
use crate::text::{Untrusted, file_name, thousands};

/// What came with a body.
#[derive(Default)]
pub struct Captured {
    /// The headers, without those of the connection.
    pub headers: Headers,
    /// Names of headers that were not kept.
    pub left_out: Vec<String>,
    /// Whether the tool that kept the body has parsed it, so that its bytes are lost.
    pub is_parsed: bool,
}

impl Captured {
    /// Of a request that a tool has kept. What opens other doors stays behind, whoever has kept it: a
    /// browser's session is nothing that a replay may hand to somebody.
    #[must_use]
    pub(super) fn of(headers: &input::envelope::Headers, is_exact: bool) -> Self {
        let (secrets, others): (Vec<_>, Vec<_>) =
            headers.iter().partition(|(name, _)| is_secret(name));
        let mut captured = Self {
            headers: Headers::passed_on(
                others
                    .into_iter()
                    .map(|(name, value)| (name, value.as_bytes())),
            ),
            left_out: Vec::new(),
            is_parsed: !is_exact,
        };
        for (name, _) in secrets {
            captured.leave_out(name);
        }
        captured
    }

    /// A header of the connection would not have gone out anyway, and nobody can give one.
    fn leave_out(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        let is_possible = Headers::new().push(&name, b"").is_ok();
        if is_possible && !self.left_out.contains(&name) {
            self.left_out.push(name);
        }
    }

    /// The name of a header with what may be a signature, going by its form, but for those that are `replaced`.
    pub fn signature(&self, replaced: impl Fn(&str) -> bool) -> Option<&str> {
        let is_claim =
            |value: &[u8]| std::str::from_utf8(value).is_ok_and(|text| Claim::read(text).is_ok());
        let mut headers = self.headers.iter();
        headers
            .find(|(name, value)| is_claim(value) && !replaced(name))
            .map(|(name, _)| name)
    }
}

impl From<input::Captured> for Captured {
    fn from(captured: input::Captured) -> Self {
        let mut all = Self::of(&captured.headers, true);
        let found = std::mem::take(&mut all.left_out);
        for name in captured.left_out.iter().chain(&found) {
            all.leave_out(name);
        }
        all
    }
}

/// Signatures that go out and cannot fit.
#[derive(Default)]
pub struct Stale {
    count: usize,
    /// The source of the first, and the header.
    first: String,
    header: String,
}

impl Stale {
    /// Adds one: its source, and the header that has it.
    pub fn add(&mut self, name: &str, header: &str) {
        if self.count == 0 {
            self.first = file_name(name);
            self.header = Untrusted::new(header).excerpt(60).to_string();
        }
        self.count = self.count.saturating_add(1);
    }

    /// Says so and `why`, if there is one.
    #[must_use]
    pub fn sentence(&self, why: &str) -> Option<String> {
        let Self {
            count,
            first,
            header,
        } = self;
        let (noun, place) = match count {
            0 => return None,
            1 => ("a captured signature does", String::new()),
            more => (
                "captured signatures do",
                format!(", and {} more", thousands(more.saturating_sub(1))),
            ),
        };
        Some(format!(
            "{first}{place}: {noun} not fit {why} (`{header}`); --secret-env and --header sign it anew"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_other_doors_stays_behind_and_is_named() {
        let pairs = [
            ("Cookie", "sid=MARKER"),
            ("Content-Type", "application/json"),
            ("AUTHORIZATION", "Bearer MARKER"),
            ("authorization", "MARKER"),
            ("x-api-key", "MARKER"),
            ("proxy-authorization", "MARKER"),
            ("bad token", "MARKER"),
            ("x-signature", "00ff"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let captured = Captured::from(input::Captured {
            headers: input::envelope::Headers::new(pairs.to_vec()),
            left_out: vec!["x-other".to_owned(), "cookie".to_owned()],
        });
        let names: Vec<&str> = captured.headers.iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["content-type", "x-signature"]);
        let left_out = ["x-other", "cookie", "authorization", "x-api-key"];
        assert_eq!(captured.left_out, left_out);
    }
}
