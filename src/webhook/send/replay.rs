//! What came with a body, as far as it may go out again.

use super::super::headers::Headers;
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
    /// Of a request that a tool has kept.
    #[must_use]
    pub(super) fn of(headers: &input::envelope::Headers) -> Self {
        let pairs = headers.iter();
        Self {
            headers: Headers::passed_on(pairs.map(|(name, value)| (name, value.as_bytes()))),
            left_out: Vec::new(),
        }
    }
}

impl From<input::Captured> for Captured {
    fn from(captured: input::Captured) -> Self {
        Self {
            left_out: captured.left_out,
            ..Self::of(&captured.headers)
        }
    }
}
