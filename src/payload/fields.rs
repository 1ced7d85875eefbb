//! Reading the members of an object leniently: a value of another type than asked for is as
//! good as absent.

use super::timestamp::{self, Timestamp};
use crate::json::{Object, Value};
use crate::text::Untrusted;

/// The members of one object.
#[derive(Clone, Copy)]
pub(super) struct Fields<'t>(&'t Object<'t>);

impl<'t> Fields<'t> {
    pub(super) fn of(value: &'t Value<'t>) -> Option<Self> {
        value.as_object().map(Self)
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.0.position(key).is_some()
    }

    pub(super) fn value(self, key: &str) -> Option<&'t Value<'t>> {
        self.0.get(key)
    }

    pub(super) fn object(self, key: &str) -> Option<Self> {
        Self::of(self.value(key)?)
    }

    pub(super) fn text(self, key: &str) -> Option<Untrusted<'t>> {
        self.value(key)?.as_str().map(Untrusted::new)
    }

    pub(super) fn has_text(self, key: &str) -> bool {
        self.text(key).is_some_and(|text| !text.raw().is_empty())
    }

    pub(super) fn number(self, key: &str) -> Option<f64> {
        self.value(key)?.as_f64()
    }

    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.value(key)?.as_bool()
    }

    pub(super) fn moment(self, key: &str) -> Option<Timestamp> {
        timestamp::parse(self.value(key)?.as_str()?)
    }

    /// The strings of an array; elements of another type are left out.
    pub(super) fn texts(self, key: &str) -> Option<Vec<Untrusted<'t>>> {
        let elements = self.value(key)?.as_array()?;
        Some(
            elements
                .iter()
                .filter_map(Value::as_str)
                .map(Untrusted::new)
                .collect(),
        )
    }

    /// The members whose value is a string, in document order.
    pub(super) fn string_members(self) -> Vec<(Untrusted<'t>, Untrusted<'t>)> {
        let pair = |key: &'t str, value: &'t Value<'t>| {
            Some((Untrusted::new(key), Untrusted::new(value.as_str()?)))
        };
        let members = self.0.members().iter();
        members
            .filter_map(|member| pair(&member.key, &member.value))
            .collect()
    }
}
