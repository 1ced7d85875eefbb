//! A payload with exactly one fault, made from the example in the rule's own documentation: what
//! is explained, what is made and what is found cannot drift apart.

use std::borrow::Cow;

use crate::json::tree::parse_first;
use crate::json::{Object, Value, write};
use crate::rules::Rule;

use super::ids;
use super::rng::Rng;

/// A short call without a fault, over which an example with one part of a body is laid. Its times leave
/// room for the items of an example between 18:51:43 and 18:53:40.
pub const CLEAN: &str = include_str!("clean.json");

/// The identifiers in [`CLEAN`] of the session and of the agent.
const SESSION: &str = "0197a3c4-6f0e-7b52-9d1e-5c2a7be0f411";
const AGENT: &str = "5b0f6c1e-8a53-4f0c-9a0e-0d7c7a2f9e11";

/// The bytes of a payload in which `rule` finds something, and no other rule does. `None` for a
/// rule whose documentation has no example in JSON.
#[must_use]
pub fn invalid(rule: &Rule) -> Option<Vec<u8>> {
    invalid_of(rule, None)
}

/// [`invalid`] with a session and an agent of a seed's own, where the example does not name them.
#[must_use]
pub fn invalid_of(rule: &Rule, seed: Option<u64>) -> Option<Vec<u8>> {
    let clean = seed.map_or(Cow::Borrowed(CLEAN), identified);
    if rule.id == "json/encoding" {
        return Some(latin_1(&clean));
    }
    let example = rule.example()?;
    let Ok(Some((patch, _))) = parse_first(&example) else {
        return Some(example.into_bytes());
    };
    if !is_part(&patch) {
        return Some(example.into_bytes());
    }
    let (base, _) = parse_first(&clean).ok()??;
    let mut out = Vec::new();
    write::pretty(&mut out, &base.overlaid(patch)).ok()?;
    out.push(b'\n');
    Some(out)
}

/// The clean call of another session, which keeps its time.
fn identified(seed: u64) -> Cow<'static, str> {
    let mut rng = Rng::new(seed, 0);
    let time = SESSION.get(..15).unwrap_or_default();
    let chance = ids::uuid(&mut rng);
    let session = format!("{time}{}", chance.get(15..).unwrap_or_default());
    let agent = ids::uuid(&mut rng);
    CLEAN
        .replace(SESSION, &session)
        .replace(AGENT, &agent)
        .into()
}

/// Whether an example is a part of a body: `event` alone, or `data` alone.
fn is_part(example: &Value<'_>) -> bool {
    let members = example.as_object().map(Object::members);
    matches!(members, Some([only]) if only.key == "event" || only.key == "data")
}

/// The text as an editor saves it that knows no UTF-8.
fn latin_1(text: &str) -> Vec<u8> {
    let accented = text.replace("Acme", "Café");
    let byte = |c: char| u8::try_from(u32::from(c)).unwrap_or(b'?');
    accented.chars().map(byte).collect()
}
