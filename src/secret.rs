//! A webhook's secret. It has neither `Debug` nor `Display`, so that no message, report or trace can
//! hold it, and its memory is wiped when it goes.

pub mod names;

use zeroize::Zeroizing;

/// What signatures are made with: bytes that only [`crate::signature`] looks at.
pub struct Secret {
    bytes: Zeroizing<Vec<u8>>,
    origin: String,
}

impl Secret {
    /// A secret, and where it came from: a variable's or a file's name, safe to print.
    #[must_use]
    pub fn new(bytes: Zeroizing<Vec<u8>>, origin: String) -> Self {
        Self { bytes, origin }
    }

    /// One that nobody knows and nobody keeps.
    ///
    /// # Errors
    /// What the system says, which has to make it.
    pub fn random() -> std::io::Result<Self> {
        let mut bytes = Zeroizing::new(vec![0; 32]);
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        Ok(Self::new(bytes, "this run".to_owned()))
    }

    /// Where it came from, safe to print.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The bytes, for making a MAC and for nothing else.
    #[must_use]
    pub(crate) fn expose(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;

    /// Implemented twice for what can be printed, so that a name of it is ambiguous.
    trait IsPrintable<Marker> {
        fn is_not() {}
    }
    struct Displayed;
    struct Debugged;
    impl<T> IsPrintable<()> for T {}
    impl<T: fmt::Display> IsPrintable<Displayed> for T {}
    impl<T: fmt::Debug> IsPrintable<Debugged> for T {}

    #[test]
    fn a_secret_cannot_be_printed() {
        // With a `Display` or a `Debug` this would not compile.
        <Secret as IsPrintable<_>>::is_not();
    }

    #[test]
    fn a_secret_knows_where_it_is_from() {
        let secret = Secret::new(Zeroizing::new(b"key".to_vec()), "HOOK_SECRET".to_owned());
        assert_eq!(secret.origin(), "HOOK_SECRET");
        assert_eq!(secret.expose(), b"key");
    }

    #[test]
    fn nobody_can_know_a_random_one() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_eq!((one.expose().len(), other.expose().len()), (32, 32));
        assert_ne!(one.expose(), other.expose());
        assert_eq!(one.origin(), "this run");
    }
}
