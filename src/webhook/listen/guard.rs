//! The check of signatures: with a secret, a request without a valid one is not a delivery.

use hyper::http::{HeaderMap, HeaderName};

use crate::secret::Secret;
use crate::signature::{Claim, Liberty, verify};
use crate::webhook::capture::Signature;

/// The secrets, and the header that has the signature.
pub struct Guard {
    secrets: Vec<Secret>,
    header: HeaderName,
}

/// A signature that is none, or not the body's. Which of them is nobody's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unsigned;

impl Guard {
    /// A check with one or more secrets.
    #[must_use]
    pub fn new(secrets: Vec<Secret>, header: HeaderName) -> Self {
        Self { secrets, header }
    }

    /// The header that has the signature.
    pub(super) fn header(&self) -> &HeaderName {
        &self.header
    }

    /// Whether the body is signed, and what the signature is written with that is not documented.
    pub(super) fn check(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(Signature, Vec<Liberty>), Unsigned> {
        let mut values = headers.get_all(&self.header).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return Err(Unsigned);
        };
        let text = value.to_str().map_err(|_| Unsigned)?;
        let claim = Claim::read(text).map_err(|_| Unsigned)?;
        verify(&self.secrets, body, &claim).ok_or(Unsigned)?;
        Ok((Signature::Verified, claim.liberties().to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use hyper::http::HeaderValue;
    use zeroize::Zeroizing;

    use super::*;
    use crate::signature::sign;

    fn secret(text: &str) -> Secret {
        Secret::new(Zeroizing::new(text.as_bytes().to_vec()), "test".to_owned())
    }

    fn check(
        values: &[&[u8]],
        secrets: Vec<Secret>,
    ) -> Result<(Signature, Vec<Liberty>), Unsigned> {
        let guard = Guard::new(secrets, HeaderName::from_static("x-signature"));
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("X-Signature", HeaderValue::from_bytes(value).unwrap());
        }
        guard.check(&headers, b"{}")
    }

    #[test]
    fn nothing_but_one_valid_signature_opens() {
        let secrets = || vec![secret("old"), secret("new")];
        let good = sign(&secret("new"), b"{}");
        let upper = good.to_uppercase();
        let other = sign(&secret("other"), b"{}");
        assert!(check(&[good.as_bytes()], secrets()).is_ok());
        let told = check(&[upper.as_bytes()], secrets()).unwrap().1;
        assert_eq!(told, [Liberty::UpperCase]);
        for values in [
            &[][..],
            &[&b""[..]],
            &[other.as_bytes()],
            &[good.as_bytes(), good.as_bytes()],
            &[good.as_bytes(), other.as_bytes()],
            &[&good.as_bytes()[..63]],
            &[b"caf\xe9"],
        ] {
            assert_eq!(check(values, secrets()), Err(Unsigned));
        }
        assert_eq!(check(&[good.as_bytes()], Vec::new()), Err(Unsigned));
    }
}
