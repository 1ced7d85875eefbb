//! What a delivery goes out with: whose headers, in which order of precedence, and the signature, which is
//! made last, over the bytes that are sent.

use zeroize::Zeroizing;

use super::super::client::complete;
use super::super::headers::{BadHeader, Headers, is_secret};
use super::mask::Secrets;
use crate::secret::Secret;
use crate::signature::sign;

/// A header that the user gives.
pub struct Given {
    name: String,
    value: Zeroizing<Vec<u8>>,
    is_hidden: bool,
}

impl Given {
    /// A header that the command line has.
    ///
    /// # Errors
    /// What is no header.
    pub fn open(name: &str, value: &str) -> Result<Self, BadHeader> {
        Self::checked(name, Zeroizing::new(value.as_bytes().to_vec()), false)
    }

    /// A header whose value nobody may see.
    ///
    /// # Errors
    /// What is no header.
    pub fn hidden(name: &str, value: Zeroizing<Vec<u8>>) -> Result<Self, BadHeader> {
        Self::checked(name, value, true)
    }

    fn checked(name: &str, value: Zeroizing<Vec<u8>>, is_hidden: bool) -> Result<Self, BadHeader> {
        Headers::new().push(name, &value)?;
        let name = name.to_ascii_lowercase();
        Ok(Self {
            name,
            value,
            is_hidden,
        })
    }

    /// The name, in lowercase.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// What all deliveries of a run have in common.
#[derive(Default)]
pub struct Plan {
    /// Headers that the user gives; they replace captured ones.
    pub given: Vec<Given>,
    /// The header of the signature, and what signs.
    pub signing: Option<(String, Secret)>,
}

/// What one delivery goes out with.
pub struct Outgoing {
    /// The headers, but for those that the address and the body make.
    pub headers: Headers,
    /// The signature among them.
    pub signature: Option<String>,
}

impl Plan {
    /// The headers of a delivery of `body`: those that were captured, replaced by those that are given,
    /// replaced by the signature.
    ///
    /// # Errors
    /// A header that is none.
    pub fn outgoing(&self, body: &[u8], captured: Option<&Headers>) -> Result<Outgoing, BadHeader> {
        let mut headers = Headers::new();
        for (name, value) in captured.iter().flat_map(|captured| captured.iter()) {
            if !self.gives(name) {
                headers.push(name, value)?;
            }
        }
        for given in &self.given {
            headers.push(&given.name, &given.value)?;
        }
        let mut signature = None;
        if let Some((name, secret)) = &self.signing {
            let made = sign(secret, body);
            headers.set(name, made.as_bytes())?;
            signature = Some(made);
        }
        Ok(Outgoing {
            headers: complete(&headers),
            signature,
        })
    }

    /// Whether a delivery has a header of this name whatever was captured.
    #[must_use]
    pub fn gives(&self, name: &str) -> bool {
        let signed = self.signing.iter().map(|(name, _)| name.as_str());
        let mut names = self.given.iter().map(Given::name).chain(signed);
        names.any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether nobody may see the value of a header: its name says so, or it came from where secrets are.
    #[must_use]
    pub fn hides(&self, name: &str) -> bool {
        let is_signature = self
            .signing
            .as_ref()
            .is_some_and(|(own, _)| own.eq_ignore_ascii_case(name));
        let is_hidden = |given: &Given| given.is_hidden && given.name == name;
        !is_signature && (is_secret(name) || self.given.iter().any(is_hidden))
    }

    /// The beginning of an answer, without what is secret in the headers that are given: a receiver may
    /// repeat what it was told.
    #[must_use]
    pub fn without_secrets(&self, said: &[u8], is_cut: bool) -> String {
        let mut secrets = Secrets::default();
        for given in self.given.iter().filter(|given| self.hides(&given.name)) {
            secrets.add(given.value.trim_ascii());
        }
        secrets.masked(said, is_cut)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Secret {
        Secret::new(Zeroizing::new(b"Jefe".to_vec()), "test".to_owned())
    }

    #[test]
    fn given_headers_replace_captured_ones_and_the_signature_replaces_both() {
        let mut captured = Headers::new();
        for (name, value) in [
            ("x-sig", "old"),
            ("x-a", "1"),
            ("x-a", "2"),
            ("content-type", "x"),
        ] {
            captured.push(name, value.as_bytes()).unwrap();
        }
        let plan = Plan {
            given: vec![
                Given::open("X-A", "3").unwrap(),
                Given::open("x-a", "4").unwrap(),
            ],
            signing: Some(("X-Sig".to_owned(), secret())),
        };
        let body = b"what do ya want for nothing?";
        let outgoing = plan.outgoing(body, Some(&captured)).unwrap();
        let listed: Vec<String> = outgoing
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", value.escape_ascii()))
            .collect();
        assert_eq!(
            listed,
            [
                "content-type: x",
                "x-a: 3",
                "x-a: 4",
                "x-sig: 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                &format!("user-agent: {}", super::super::super::USER_AGENT),
            ]
        );
    }

    #[test]
    fn what_is_secret_is_hidden_and_not_repeated() {
        let value = Zeroizing::new(b"Bearer MARKER-1".to_vec());
        let plan = Plan {
            given: vec![Given::hidden("X-Plain", value).unwrap()],
            signing: Some(("X-Token".to_owned(), secret())),
        };
        assert!(plan.hides("x-plain") && plan.hides("cookie") && plan.hides("x-api-key"));
        assert!(!plan.hides("x-token") && !plan.hides("content-type"));
        let echoed = r#"{"x-plain":"Bearer MARKER-1","again":"MARKER-1"}"#;
        assert_eq!(
            plan.without_secrets(echoed.as_bytes(), false),
            r#"{"x-plain":"…","again":"…"}"#
        );
    }
}
