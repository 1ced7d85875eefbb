//! What was replaced, counted by what it was and by where it stood; never the values themselves.

use std::collections::BTreeMap;

use super::field::Field;

/// What a replaced value was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A telephone number, or another number of seven digits or more.
    Phone,
    /// A mail or SIP address.
    Mail,
    /// A payment card.
    Card,
    /// A bank account.
    Iban,
    /// A key, a token, a password.
    Token,
    /// What an address of the web hides.
    Address,
    /// Percent-encoded text with any of these in it.
    Encoded,
    /// A person's name that a key has told.
    Name,
    /// A number that was spoken digit by digit.
    Spoken,
    /// Text that was said, or that a tool took or gave.
    Text,
    /// A number that a tool took or gave.
    Number,
    /// An identifier.
    Id,
    /// What was asked to be dropped.
    Dropped,
}

impl Kind {
    /// What one of them is called.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Phone => "phone or other long number",
            Self::Mail => "mail address",
            Self::Card => "payment card",
            Self::Iban => "bank account",
            Self::Token => "token",
            Self::Address => "web address",
            Self::Encoded => "encoded text",
            Self::Name => "name",
            Self::Spoken => "spoken number word",
            Self::Text => "text",
            Self::Number => "number",
            Self::Id => "id",
            Self::Dropped => "dropped value",
        }
    }

    /// What `count` of them are called.
    #[must_use]
    pub fn counted(self, count: usize) -> String {
        crate::text::counted(count, self.noun())
    }
}

/// How much was replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<(Kind, Field), usize>);

impl Counts {
    pub(super) fn add(&mut self, kind: Kind, field: Field) {
        let count = self.0.entry((kind, field)).or_default();
        *count = count.saturating_add(1);
    }

    /// Adds the counts of another document.
    pub fn merge(&mut self, other: &Self) {
        for (of, more) in &other.0 {
            let count = self.0.entry(*of).or_default();
            *count = count.saturating_add(*more);
        }
    }

    /// Whether nothing was replaced.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many of each kind.
    #[must_use]
    pub fn by_kind(&self) -> Vec<(Kind, usize)> {
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        for ((kind, _), count) in &self.0 {
            let sum = kinds.entry(*kind).or_default();
            *sum = sum.saturating_add(*count);
        }
        kinds.into_iter().collect()
    }

    /// How many of each kind in each field.
    pub fn by_field(&self) -> impl Iterator<Item = (&'static str, Kind, usize)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|((kind, field), count)| (*field, *kind, *count))
            .collect();
        all.sort_unstable();
        all.into_iter()
            .map(|(field, kind, count)| (field.name(), kind, count))
    }
}
