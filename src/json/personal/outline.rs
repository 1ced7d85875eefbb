//! What may be shown: a table of the places whose values are known to be harmless.

/// What may be shown at one place of a document and below it. What no outline names is hidden.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    scalar: bool,
    element: Option<Box<Outline>>,
    members: Vec<(String, Outline)>,
}

impl Outline {
    /// A place whose string, number or boolean may be shown.
    #[must_use]
    pub fn scalar() -> Self {
        Self {
            scalar: true,
            ..Self::default()
        }
    }

    /// The same place, where an array's elements are as `element` says.
    #[must_use]
    pub fn with_element(mut self, element: Self) -> Self {
        self.element = Some(Box::new(element));
        self
    }

    /// The same place, where an object's `key` is as `member` says.
    #[must_use]
    pub fn with_member(mut self, key: &str, member: Self) -> Self {
        self.members.push((key.to_owned(), member));
        self
    }

    /// The same place, with the members of `other` too.
    #[must_use]
    pub fn with_members_of(mut self, other: &Self) -> Self {
        self.members.extend(other.members.iter().cloned());
        self
    }

    /// Whether nothing may be shown, here or below.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.scalar && self.element.is_none() && self.members.is_empty()
    }

    /// Whether a scalar may be shown here.
    #[must_use]
    pub fn shows_scalar(&self) -> bool {
        self.scalar
    }

    /// The elements of an array here.
    #[must_use]
    pub fn element(&self) -> Option<&Self> {
        self.element.as_deref()
    }

    /// The value of `key` in an object here.
    #[must_use]
    pub fn member(&self, key: &str) -> Option<&Self> {
        let found = self.members.iter().find(|(name, _)| name == key);
        found.map(|(_, member)| member)
    }
}

/// Words that stand for a missing or a logical value, however they are spelt: they reveal
/// nothing, and they are what is wrong with a text that writes them.
#[must_use]
pub fn is_harmless_word(word: &str) -> bool {
    let word = word.strip_prefix(['-', '+']).unwrap_or(word);
    ["true", "false"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
        || stands_for_nothing(word)
}

/// Words for a value that is not there.
#[must_use]
pub(super) fn stands_for_nothing(word: &str) -> bool {
    ["null", "none", "nil", "nan", "infinity", "undefined"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}
