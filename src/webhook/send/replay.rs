//! What came with a body, as far as it may go out again.

use super::super::headers::Headers;
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
    /// Of a request that a tool has kept.
    #[must_use]
    pub(super) fn of(headers: &input::envelope::Headers, is_exact: bool) -> Self {
        let pairs = headers.iter();
        Self {
            headers: Headers::passed_on(pairs.map(|(name, value)| (name, value.as_bytes()))),
            left_out: Vec::new(),
            is_parsed: !is_exact,
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
        Self {
            left_out: captured.left_out,
            ..Self::of(&captured.headers, true)
        }
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
