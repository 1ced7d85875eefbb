//! A shorter way for payloads that are as documented: one walk over the tree with the table of the embedded
//! schema. It accepts or passes on. It never says what is wrong, and when in doubt it passes on, so the
//! schema engine stays the only judge; a test compares the two.
//!
//! The engine costs a millisecond to build, which one file does not need to pay.

use super::Body;
use super::table::{ARRAY, BOOLEAN, NULL, NUMBER, Node, OBJECT, STRING, Table, bit};
use crate::json::{Object, Value};

/// What one walk can say of a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The schema is satisfied, and every key and word is documented.
    Clean,
    /// The schema is satisfied.
    Valid,
    /// Somebody else has to look.
    PassOn,
}

impl Table {
    /// Walks over a payload.
    pub(super) fn look(&self, body: Body, value: &Value<'_>) -> Outcome {
        let start = match body {
            Body::Whole => self.whole,
            Body::Data => self.data,
        };
        let mut is_plain = true;
        match self.is_valid(start, value, &mut is_plain) {
            false => Outcome::PassOn,
            true if is_plain => Outcome::Clean,
            true => Outcome::Valid,
        }
    }

    fn is_valid(&self, node: usize, value: &Value<'_>, is_plain: &mut bool) -> bool {
        let Some(node) = self.nodes.get(node) else {
            return false;
        };
        let has = |kind: u8| node.types & kind != 0;
        match value {
            Value::Null => has(NULL),
            Value::Bool(_) => has(BOOLEAN),
            Value::Number(number) => has(NUMBER) && node.allows(number.as_f64()),
            Value::String(text) => {
                if node.words.as_ref().is_some_and(|words| !words.knows(text)) {
                    *is_plain = false;
                }
                has(STRING)
                    && node
                        .format
                        .is_none_or(|format| format.matches(text.as_bytes()))
            }
            Value::Array(elements) => {
                let of = |element| match node.items {
                    Some(items) => self.is_valid(items, element, is_plain),
                    None => true,
                };
                has(ARRAY) && elements.iter().all(of)
            }
            Value::Object(object) => has(OBJECT) && self.holds(node, object, is_plain),
        }
    }

    fn holds(&self, node: &Node, object: &Object<'_>, is_plain: &mut bool) -> bool {
        // Which of two equal keys counts is not decided here.
        if object.has_duplicates() {
            return false;
        }
        let (mut seen, mut next) = (0_u64, 0_usize);
        for member in object.members() {
            let below = match node.position(&member.key, next) {
                Some(at) => {
                    next = at.saturating_add(1);
                    seen |= bit(at);
                    node.properties.get(at).map(|property| property.node)
                }
                None if node.others.is_some() => node.others,
                None => {
                    *is_plain = false;
                    continue;
                }
            };
            if below.is_none_or(|below| !self.is_valid(below, &member.value, is_plain)) {
                return false;
            }
        }
        seen & node.required == node.required
    }
}

#[cfg(test)]
#[path = "accept_tests.rs"]
mod tests;
