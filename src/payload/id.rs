//! Identifiers that say nothing.

use uuid::Uuid;

use crate::text::Untrusted;

/// Whether an identifier was ever set: neither blank nor the UUID of zeros (RFC 9562, section 5.9), which
/// is what a serialiser writes for none.
#[must_use]
pub fn is_set_id(id: &Untrusted<'_>) -> bool {
    !id.is_blank() && !Uuid::try_parse(id.raw()).is_ok_and(|id| id.is_nil())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_and_nil_identifiers_are_none() {
        let is_set = |id| is_set_id(&Untrusted::new(id));
        for none in [
            "",
            " ",
            "00000000-0000-0000-0000-000000000000",
            "{00000000-0000-0000-0000-000000000000}",
        ] {
            assert!(!is_set(none), "{none:?}");
        }
        for some in ["0", "run-1", "00000000-0000-0000-0000-000000000001"] {
            assert!(is_set(some), "{some:?}");
        }
    }
}
