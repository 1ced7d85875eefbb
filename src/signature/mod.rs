//! Signatures as SpeakNode makes them: HMAC-SHA256 over the exact bytes of the body, keyed with the
//! secret as UTF-8 text, written in lowercase hex (its documentation, "Verifying signatures"). The
//! name of the header is not documented, so nobody here knows one.

pub mod cause;
pub mod check;
mod claim;
pub mod report;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::secret::Secret;

pub use claim::{Claim, Liberty, NoClaim};

/// The bytes of a MAC.
pub const LENGTH: usize = 32;

fn keyed(key: &[u8]) -> Option<Hmac<Sha256>> {
    // HMAC takes keys of every length, so that this never fails.
    Hmac::new_from_slice(key).ok()
}

/// The signature of a body: 64 lowercase hexadecimal digits.
#[must_use]
pub fn sign(secret: &Secret, body: &[u8]) -> String {
    let mac = keyed(secret.expose()).map(|mac| mac.chain_update(body).finalize());
    mac.map(|mac| data_encoding::HEXLOWER.encode(&mac.into_bytes()))
        .unwrap_or_default()
}

/// The number of the first of `claims` that is the MAC of `body` under `key`. The body is hashed once, and each claim
/// compared in constant time.
#[must_use]
fn fitting(key: &[u8], body: &[u8], claims: &[Claim]) -> Option<usize> {
    let mac = keyed(key)?.chain_update(body);
    let mut fitting = None;
    for (number, claim) in claims.iter().enumerate().rev() {
        if mac.clone().verify_slice(claim.mac()).is_ok() {
            fitting = Some(number);
        }
    }
    fitting
}

/// Whether two claims are the same MAC. They are hashed before they are compared, so that the time says nothing.
#[must_use]
fn is_same(key: &[u8], one: &Claim, other: &Claim) -> bool {
    let Some(mac) = keyed(key).map(|mac| mac.chain_update(one.mac()).finalize()) else {
        return false;
    };
    let bytes = mac.into_bytes();
    keyed(key).is_some_and(|mac| mac.chain_update(other.mac()).verify_slice(&bytes).is_ok())
}

/// The number of the first secret under which `claim` is the MAC of `body`. All of them are tried
/// however early one fits, so that the time says nothing about which.
#[must_use]
pub fn verify(secrets: &[Secret], body: &[u8], claim: &Claim) -> Option<usize> {
    verify_any(secrets, body, std::slice::from_ref(claim)).map(|(secret, _)| secret)
}

/// The numbers of the first secret and the first claim that fit one another.
#[must_use]
fn verify_any(secrets: &[Secret], body: &[u8], claims: &[Claim]) -> Option<(usize, usize)> {
    let mut found = None;
    for (number, secret) in secrets.iter().enumerate().rev() {
        if let Some(claim) = fitting(secret.expose(), body, claims) {
            found = Some((number, claim));
        }
    }
    found
}

/// A function that nobody can compute, or go back on, without its secret.
#[derive(Clone)]
pub struct Keyed(Hmac<Sha256>);

impl Keyed {
    /// The function of a secret.
    #[must_use]
    pub fn new(secret: &Secret) -> Option<Self> {
        keyed(secret.expose()).map(Self)
    }

    /// Its value for `text`. Values for different purposes have nothing to do with each other.
    #[must_use]
    pub fn value(&self, purpose: &str, text: &[u8]) -> [u8; LENGTH] {
        let length = (purpose.len() as u64).to_be_bytes();
        let mac = self.0.clone().chain_update(length);
        mac.chain_update(purpose)
            .chain_update(text)
            .finalize()
            .into_bytes()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;

    fn secret(bytes: &[u8]) -> Secret {
        Secret::new(Zeroizing::new(bytes.to_vec()), "test".to_owned())
    }

    /// RFC 4231, section 4: keys of 20, 4 and 131 bytes.
    #[test]
    fn published_vectors_hold() {
        let cases: [(&[u8], &[u8], &str); 3] = [
            (
                &[0x0b; 20],
                b"Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            ),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
        ];
        for (key, body, expected) in cases {
            assert_eq!(sign(&secret(key), body), expected);
            let claim = Claim::read(expected).unwrap();
            assert_eq!(verify(&[secret(key)], body, &claim), Some(0));
        }
    }

    #[test]
    fn a_keyed_function_depends_on_key_purpose_and_text() {
        let value = |key: &[u8], purpose: &str, text: &[u8]| {
            Keyed::new(&secret(key)).unwrap().value(purpose, text)
        };
        let one = value(b"key", "phone", b"1");
        assert_eq!(one, value(b"key", "phone", b"1"));
        for other in [
            value(b"yek", "phone", b"1"),
            value(b"key", "phon", b"e1"),
            value(b"key", "phone", b"2"),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn one_changed_bit_in_any_byte_is_a_mismatch() {
        let body = b"{\"event\":\"ConversationComplete\"}";
        let secrets = [secret(b"old"), secret(b"new")];
        let signature = sign(&secrets[1], body);
        assert_eq!(
            verify(&secrets, body, &Claim::read(&signature).unwrap()),
            Some(1)
        );
        let mac = data_encoding::HEXLOWER
            .decode(signature.as_bytes())
            .unwrap();
        for byte in 0..LENGTH {
            for bit in 0..8 {
                let mut changed = mac.clone();
                changed[byte] ^= 1 << bit;
                let claim = Claim::read(&data_encoding::HEXLOWER.encode(&changed)).unwrap();
                assert_eq!(verify(&secrets, body, &claim), None, "{byte} {bit}");
            }
        }
        for at in 0..body.len() {
            let mut changed = body.to_vec();
            changed[at] ^= 1;
            let claim = Claim::read(&signature).unwrap();
            assert_eq!(verify(&secrets, &changed, &claim), None, "{at}");
        }
    }
}
