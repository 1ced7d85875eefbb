//! Why a signature does not fit: the body or the secret is changed as editors, proxies and programs
//! change them, until it does. For a person with a capture at hand; nothing that listens asks here.

mod body;
mod secret;

use std::cell::Cell;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::{Claim, fitting};
use crate::secret::Secret;

pub use body::Change as BodyChange;
pub use secret::Change as SecretChange;

/// Bytes that are hashed at most in search of a cause for one body.
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

/// What may be hashed in search of causes, in bytes: of one body, and of all of a run.
pub struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(BUDGET.saturating_mul(4)))
    }
}

/// The first change after which one of `claims` is the MAC of `body` under one of `secrets`, and the number of that
/// claim. `orders` are those of keys as the sender is documented to write them.
#[must_use]
pub fn find(
    secrets: &[Secret],
    body: &[u8],
    claims: &[Claim],
    orders: &[Vec<String>],
    budget: &Budget,
) -> Option<(usize, Cause)> {
    let most = budget.0.get();
    let left = Cell::new(most.min(BUDGET));
    let given = left.get();
    let found = find_within(&left, secrets, body, claims, orders);
    let used = given.saturating_sub(left.get());
    budget.0.set(most.saturating_sub(used));
    found
}

fn find_within(
    budget: &Cell<usize>,
    secrets: &[Secret],
    body: &[u8],
    claims: &[Claim],
    orders: &[Vec<String>],
) -> Option<(usize, Cause)> {
    let keys: Vec<_> = secrets
        .iter()
        .map(|secret| secret::variants(secret.expose()))
        .collect();
    let try_body = |change: Option<&BodyChange>, body: &[u8], all_keys: bool| {
        for (number, variants) in keys.iter().enumerate() {
            let most = if all_keys { variants.len() } else { 1 };
            for (key_change, key) in variants.iter().take(most) {
                if !takes(budget, body.len(), claims.len()) {
                    return Tried::Enough;
                }
                if let Some(claim) = fitting(key, body, claims) {
                    let cause = Cause {
                        secret: number,
                        body: change.cloned(),
                        key: *key_change,
                    };
                    return Tried::Fits(claim, cause);
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
        Tried::Fits(claim, cause) => Some((claim, cause)),
        Tried::InVain | Tried::Enough => None,
    }
}

#[derive(PartialEq, Eq)]
enum Tried {
    Fits(usize, Cause),
    InVain,
    /// No more is tried.
    Enough,
}

/// Whether the budget is enough for one more MAC, which it then pays.
fn takes(budget: &Cell<usize>, body: usize, claims: usize) -> bool {
    // Two blocks more are hashed for the key, and for each claim.
    let blocks = claims.saturating_add(1).saturating_mul(128);
    let cost = body.saturating_add(blocks);
    let left = budget.get();
    budget.set(left.saturating_sub(cost));
    cost <= left
}

/// The number of the first of `claims` that is a plain hash of the body, which everybody could make.
#[must_use]
pub fn plain_hash(body: &[u8], claims: &[Claim]) -> Option<usize> {
    let hash = HEXLOWER.encode(&Sha256::digest(body));
    let hash = Claim::read(&hash).ok()?;
    claims
        .iter()
        .position(|claim| super::is_same(b"compare", &hash, claim))
}

#[cfg(test)]
mod tests;
