//! Why a signature does not fit: the body or the secret is changed as editors, proxies and programs
//! change them, until it does. For a person with a capture at hand; nothing that listens asks here.

mod body;
mod secret;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{Claim, holds};
use crate::secret::Secret;

pub use body::Change as BodyChange;
pub use secret::Change as SecretChange;

/// Bytes that are hashed at most in search of a cause.
const BUDGET: usize = 256 * 1024 * 1024;

/// What the signature fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The number of the secret.
    pub secret: usize,
    /// What has to be done to the body.
    pub body: Option<BodyChange>,
    /// What has to be done to the secret.
    pub key: Option<SecretChange>,
}

impl Cause {
    /// A clause: `it fits the body without …`.
    #[must_use]
    pub fn words(&self) -> String {
        let body = self.body.as_ref().map(BodyChange::words);
        let key = self.key.map(SecretChange::words);
        match (body, key) {
            (Some(body), None) => format!("it fits the body {body}"),
            (None, Some(key)) => format!("it fits the secret {key}"),
            (Some(body), Some(key)) => format!("it fits the body {body}, with the secret {key}"),
            (None, None) => "it fits".to_owned(),
        }
    }

    /// Who does that.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match (&self.body, self.key) {
            (Some(change), _) => change.advice(),
            (None, Some(change)) => change.advice(),
            (None, None) => "",
        }
    }
}

/// The first change after which `claim` is the MAC of `body` under one of `secrets`. `orders` are those of
/// keys as the sender is documented to write them.
#[must_use]
pub fn find(
    secrets: &[Secret],
    body: &[u8],
    claim: &Claim,
    orders: &[Vec<String>],
) -> Option<Cause> {
    find_within(BUDGET, secrets, body, claim, orders)
}

fn find_within(
    budget: usize,
    secrets: &[Secret],
    body: &[u8],
    claim: &Claim,
    orders: &[Vec<String>],
) -> Option<Cause> {
    let mut budget = Budget(budget);
    let keys: Vec<_> = secrets
        .iter()
        .map(|secret| secret::variants(secret.expose()))
        .collect();
    let mut try_body = |change: Option<&BodyChange>, body: &[u8], all_keys: bool| {
        for (number, variants) in keys.iter().enumerate() {
            let most = if all_keys { variants.len() } else { 1 };
            for (key_change, key) in variants.iter().take(most) {
                if !budget.takes(body.len()) {
                    return Tried::Enough;
                }
                if holds(key, body, claim) {
                    return Tried::Fits(Cause {
                        secret: number,
                        body: change.cloned(),
                        key: *key_change,
                    });
                }
            }
        }
        Tried::InVain
    };
    // What is likely is tried first: one change, the cheap ones before the others.
    let mut tried = try_body(None, body, true);
    for all_keys in [false, true] {
        if tried == Tried::InVain {
            body::variants(body, orders, &mut |change, changed| {
                tried = try_body(Some(&change), changed, all_keys);
                tried == Tried::InVain
            });
        }
    }
    match tried {
        Tried::Fits(cause) => Some(cause),
        Tried::InVain | Tried::Enough => None,
    }
}

#[derive(PartialEq, Eq)]
enum Tried {
    Fits(Cause),
    InVain,
    /// No more is tried.
    Enough,
}

/// Whether the claim is a plain hash of the body, which everybody could make.
#[must_use]
pub fn is_plain_hash(body: &[u8], claim: &Claim) -> bool {
    let hash = HEXLOWER.encode(&Sha256::digest(body));
    let key = b"compare";
    let Ok(hash) = Claim::read(&hash) else {
        return false;
    };
    super::is_same(key, &hash, claim)
}

struct Budget(usize);

impl Budget {
    fn takes(&mut self, bytes: usize) -> bool {
        // Two blocks more are hashed for the key.
        let cost = bytes.saturating_add(128);
        let fits = cost <= self.0;
        self.0 = self.0.saturating_sub(cost);
        fits
    }
}

#[cfg(test)]
mod tests;
