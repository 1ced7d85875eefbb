//! The check of signatures: with a secret, a request without a valid one is not a delivery.

use hyper::http::header::InvalidHeaderName;
use hyper::http::{HeaderMap, HeaderName, HeaderValue};

use crate::secret::Secret;
use crate::signature::{Claim, Liberty, verify};
use crate::text::Untrusted;
use crate::webhook::capture::Signature;

/// Headers that are named as having something of a signature's form.
const NAMED: usize = 3;

/// Characters of a header's name that are told.
const NAME: usize = 60;

/// The secrets, and the header that has the signature.
pub struct Guard {
    secrets: Vec<Secret>,
    header: HeaderName,
    /// The header's name as it was given.
    name: String,
}

/// A signature that is none, or not the body's. Which of them is no business of the sender's; whoever
/// runs the listener is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsigned {
    /// There is no such header.
    Missing,
    /// There are several.
    Repeated,
    /// It is no signature.
    Malformed,
    /// It is another body's, or made with another secret.
    Mismatch,
}

impl Guard {
    /// A check with one or more secrets of the header `name`.
    ///
    /// # Errors
    /// A name that no header has.
    pub fn new(secrets: Vec<Secret>, name: &str) -> Result<Self, InvalidHeaderName> {
        Ok(Self {
            secrets,
            header: name.parse()?,
            name: name.to_owned(),
        })
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
        let value = match (values.next(), values.next()) {
            (Some(value), None) => value,
            (None, _) => return Err(Unsigned::Missing),
            (Some(_), Some(_)) => return Err(Unsigned::Repeated),
        };
        let text = value.to_str().map_err(|_| Unsigned::Malformed)?;
        let claim = Claim::read(text).map_err(|_| Unsigned::Malformed)?;
        verify(&self.secrets, body, &claim).ok_or(Unsigned::Mismatch)?;
        Ok((Signature::Verified, claim.liberties().to_vec()))
    }

    /// What whoever runs the listener is told. It is made of what the sender knows anyway: headers
    /// are looked at, secrets and bodies are not.
    pub(super) fn words(&self, why: Unsigned, headers: &HeaderMap) -> String {
        let name = Untrusted::new(&self.name).excerpt(NAME);
        match why {
            Unsigned::Missing => format!("there is no header `{name}`{}", similar(headers)),
            Unsigned::Repeated => format!("the header `{name}` is there more than once"),
            Unsigned::Malformed => {
                format!("`{name}` has no signature: 64 hexadecimal digits were expected")
            }
            Unsigned::Mismatch => format!("the signature in `{name}` does not fit this body"),
        }
    }
}

/// The headers that have something of a signature's form.
fn similar(headers: &HeaderMap) -> String {
    let has_form = |value: &HeaderValue| value.to_str().is_ok_and(|text| Claim::read(text).is_ok());
    let names: Vec<String> = headers
        .iter()
        .filter(|(_, value)| has_form(value))
        .map(|(name, _)| format!("`{}`", Untrusted::new(name.as_str()).excerpt(NAME)))
        .take(NAMED)
        .collect();
    match names.len() {
        0 => String::new(),
        1 => format!("; {} has something of a signature's form", names.join("")),
        _ => format!(
            "; {} have something of a signature's form",
            names.join(", ")
        ),
    }
}

#[cfg(test)]
mod tests {
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
        let guard = Guard::new(secrets, "X-Signature").unwrap();
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
        let wrong: [(&[&[u8]], Unsigned); 7] = [
            (&[], Unsigned::Missing),
            (&[b""], Unsigned::Malformed),
            (&[other.as_bytes()], Unsigned::Mismatch),
            (&[good.as_bytes(), good.as_bytes()], Unsigned::Repeated),
            (&[good.as_bytes(), other.as_bytes()], Unsigned::Repeated),
            (&[&good.as_bytes()[..63]], Unsigned::Malformed),
            (&[b"caf\xe9"], Unsigned::Malformed),
        ];
        for (values, why) in wrong {
            assert_eq!(check(values, secrets()), Err(why));
        }
        assert_eq!(
            check(&[good.as_bytes()], Vec::new()),
            Err(Unsigned::Mismatch)
        );
    }

    #[test]
    fn headers_that_may_have_the_signature_are_named_but_not_shown() {
        let guard = Guard::new(vec![secret("s")], "X-Signature").unwrap();
        let mac = sign(&secret("s"), b"{}");
        let words = |names: &[&str]| {
            let mut headers = HeaderMap::new();
            headers.append("x-short", HeaderValue::from_static("abc"));
            for name in names {
                let name: HeaderName = name.parse().unwrap();
                headers.append(name, HeaderValue::from_str(&mac).unwrap());
            }
            guard.words(Unsigned::Missing, &headers)
        };
        assert_eq!(words(&[]), "there is no header `X-Signature`");
        assert_eq!(
            words(&["X-Sig"]),
            "there is no header `X-Signature`; `x-sig` has something of a signature's form"
        );
        let many = words(&["a", "b", "c", "d"]);
        assert_eq!(many.matches('`').count(), 2 + 2 * NAMED, "{many}");
        let long = words(&["x".repeat(10_000).as_str()]);
        assert!(long.len() < 250, "{}", long.len());
        assert!(!many.contains(&mac));
    }
}
