//! Whose word is taken for who a host is: certificates that the user names, instead of the built-in ones.

use ureq::tls::{PemItem, RootCerts, parse_pem};

/// Certificates to trust.
#[derive(Clone)]
pub struct Roots(RootCerts);

impl Roots {
    /// The certificates in a PEM file; what else it has is passed over. `None` if it has none, or something that
    /// only looks like one.
    #[must_use]
    pub fn read(pem: &[u8]) -> Option<Self> {
        let mut certificates = Vec::new();
        for item in parse_pem(pem) {
            if let PemItem::Certificate(certificate) = item.ok()? {
                certificates.push(certificate);
            }
        }
        (!certificates.is_empty()).then(|| Self(RootCerts::new_with_certs(&certificates)))
    }

    pub(super) fn certificates(&self) -> RootCerts {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_certificate_is_none() {
        let ca = include_bytes!("../../tests/fixtures/tls/ca.pem");
        assert!(Roots::read(ca).is_some());
        assert!(Roots::read(&ca.repeat(2)).is_some());
        for text in [
            &b""[..],
            b"text",
            &ca[..200],
            b"\xff",
            b"-----BEGIN X-----\n!\n",
        ] {
            assert!(Roots::read(text).is_none(), "{}", text.escape_ascii());
        }
    }
}
