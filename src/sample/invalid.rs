//! A payload with exactly one fault, made from the example in the rule's own documentation: what
//! is explained, what is made and what is found cannot drift apart.

use crate::json::tree::parse_first;
use crate::json::{Object, Value, write};
use crate::rules::Rule;

/// A short call without a fault, over which an example with one part of a body is laid. Its times leave
/// room for the items of an example between 18:51:43 and 18:53:40.
pub const CLEAN: &str = include_str!("clean.json");

/// The bytes of a payload in which `rule` finds something, and no other rule does. `None` for a
/// rule whose documentation has no example in JSON.
#[must_use]
pub fn invalid(rule: &Rule) -> Option<Vec<u8>> {
    if rule.id == "json/encoding" {
        return Some(latin_1(CLEAN));
    }
    let example = rule.example()?;
    let Ok(Some((patch, _))) = parse_first(&example) else {
        return Some(example.into_bytes());
    };
    if !is_part(&patch) {
        return Some(example.into_bytes());
    }
    let (base, _) = parse_first(CLEAN).ok()??;
    let mut out = Vec::new();
    write::pretty(&mut out, &base.overlaid(patch)).ok()?;
    out.push(b'\n');
    Some(out)
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
