//! What came with a body, as far as it may go out again.

use super::super::headers::{Headers, is_secret};
use crate::input;

/// What came with a body.
#[derive(Default)]
pub struct Captured {
    /// The headers, without those of the connection.
    pub headers: Headers,
    /// Names of headers that were not kept.
    pub left_out: Vec<String>,
}

impl Captured {
    /// Of a request that a tool has kept. What opens other doors stays behind, whoever has kept it: a
    /// browser's session is nothing that a replay may hand to somebody.
    #[must_use]
    pub(super) fn of(headers: &input::envelope::Headers) -> Self {
        let (secrets, others): (Vec<_>, Vec<_>) =
            headers.iter().partition(|(name, _)| is_secret(name));
        let mut captured = Self {
            headers: Headers::passed_on(
                others
                    .into_iter()
                    .map(|(name, value)| (name, value.as_bytes())),
            ),
            left_out: Vec::new(),
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
}

impl From<input::Captured> for Captured {
    fn from(captured: input::Captured) -> Self {
        let mut all = Self::of(&captured.headers);
        let found = std::mem::take(&mut all.left_out);
        for name in captured.left_out.iter().chain(&found) {
            all.leave_out(name);
        }
        all
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
