//! Reading the members of an object leniently: a value of another type than asked for is as
//! good as absent.

use super::timestamp::{self, Stamp};
use crate::json::Node;
use crate::text::Untrusted;

/// The members of one object.
#[derive(Clone, Copy)]
pub(super) struct Fields<'t>(Node<'t>);

impl<'t> Fields<'t> {
    pub(super) fn of(node: Node<'t>) -> Option<Self> {
        node.is_object().then_some(Self(node))
    }

    pub(super) fn has(self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    #[inline(always)]
    pub(super) fn value(self, key: &'static str) -> Option<Node<'t>> {
        self.0.get(key)
    }

    pub(super) fn object(self, key: &'static str) -> Option<Self> {
        Self::of(self.value(key)?)
    }

    #[inline(always)]
    pub(super) fn text(self, key: &'static str) -> Option<Untrusted<'t>> {
        self.value(key)?.as_str().map(Untrusted::new)
    }

    pub(super) fn has_text(self, key: &'static str) -> bool {
        self.text(key).is_some_and(|text| !text.is_empty())
    }

    #[inline(always)]
    pub(super) fn number(self, key: &'static str) -> Option<f64> {
        self.value(key)?.as_f64()
    }

    #[inline(always)]
    pub(super) fn flag(self, key: &'static str) -> Option<bool> {
        self.value(key)?.as_bool()
    }

    pub(super) fn stamp(self, key: &'static str) -> Stamp {
        let moment = |value: Node<'t>| match value.as_moment() {
            Some(moment) => timestamp::of(moment),
            None => timestamp::parse(value.as_str()?),
        };
        Stamp::new(self.value(key).and_then(moment))
    }

    /// Whether there is an array with an element.
    pub(super) fn has_elements(self, key: &'static str) -> bool {
        let elements = self.value(key).and_then(Node::elements);
        elements.is_some_and(|elements| elements.left() > 0)
    }

    /// The strings of an array; elements of another type are left out.
    pub(super) fn texts(self, key: &'static str) -> Option<Vec<Untrusted<'t>>> {
        let elements = self.value(key)?.elements()?;
        Some(
            elements
                .filter_map(Node::as_str)
                .map(Untrusted::new)
                .collect(),
        )
    }

    /// The members of an object whose value is a string, in document order.
    pub(super) fn string_members(
        self,
        key: &'static str,
    ) -> Option<Vec<(Untrusted<'t>, Untrusted<'t>)>> {
        let members = self.value(key)?.string_members()?;
        let pair = |(key, value)| (Untrusted::new(key), Untrusted::new(value));
        Some(members.into_iter().map(pair).collect())
    }
}
