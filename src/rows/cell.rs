//! One value of a row. What is absent is that, and not zero, empty or false.

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Datelike as _, SecondsFormat, Utc};
use serde::{Serialize, Serializer};

use crate::payload::{Timestamp, to_the_microsecond};
use crate::text::{Untrusted, cut};

/// Bytes of an identifier or a name; a longer one is cut, as every row of a call repeats it.
const LONGEST_NAME: usize = 256;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'t> {
    /// Nothing is known.
    Absent,
    /// Text from outside.
    Text(ForeignText<'t>),
    /// A word of ours.
    Word(&'static str),
    /// How many.
    Count(u64),
    /// A finite number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A moment of the years 0 to 9999.
    Time(DateTime<Utc>),
}

/// Text from outside, or made from it and as untrusted.
#[derive(Clone, PartialEq, Eq)]
pub struct ForeignText<'t>(Cow<'t, str>);

impl ForeignText<'_> {
    /// The text, for an escaper.
    #[must_use]
    pub fn as_untrusted(&self) -> Untrusted<'_> {
        Untrusted::new(&self.0)
    }
}

impl fmt::Debug for ForeignText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_untrusted().fmt(f)
    }
}

impl<'t> Cell<'t> {
    pub(super) fn text(text: Option<Untrusted<'t>>) -> Self {
        Self::foreign(text.map(|text| Cow::Borrowed(text.raw())))
    }

    pub(super) fn made(text: Option<String>) -> Self {
        Self::foreign(text.map(Cow::Owned))
    }

    /// An identifier or a name, cut where it is endless.
    pub(super) fn name(text: Option<Untrusted<'t>>) -> Self {
        Self::foreign(text.map(|text| cut(text.raw(), LONGEST_NAME)))
    }

    /// Several texts, each on a line of its own.
    pub(super) fn lines(texts: impl Iterator<Item = Untrusted<'t>>) -> Self {
        let texts: Vec<&str> = texts.map(Untrusted::raw).collect();
        match texts.as_slice() {
            [] => Self::Absent,
            [one] => Self::text(Some(Untrusted::new(one))),
            several => Self::made(Some(several.join("\n"))),
        }
    }

    fn foreign(text: Option<Cow<'t, str>>) -> Self {
        text.map_or(Self::Absent, |text| Self::Text(ForeignText(text)))
    }

    pub(super) fn word(word: Option<&'static str>) -> Self {
        word.map_or(Self::Absent, Self::Word)
    }

    pub(super) fn count(count: Option<usize>) -> Self {
        count.map_or(Self::Absent, |count| Self::Count(count as u64))
    }

    /// Seconds, to the microsecond; what is not finite is nothing.
    pub(super) fn seconds(seconds: Option<f64>) -> Self {
        // A sum of nothing is −0, which reads like something.
        Self::number(seconds.map(|seconds| to_the_microsecond(seconds) + 0.0))
    }

    pub(super) fn number(number: Option<f64>) -> Self {
        let number = number.filter(|number| number.is_finite());
        number.map_or(Self::Absent, Self::Number)
    }

    pub(super) fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Absent, Self::Flag)
    }

    /// A moment, unless its year has no four digits in UTC.
    pub(super) fn time(at: Option<Timestamp>) -> Self {
        let at = at.map(|at| at.to_utc());
        let at = at.filter(|at| (0..=9999).contains(&at.year()));
        at.map_or(Self::Absent, Self::Time)
    }
}

impl Cell<'_> {
    /// A moment as RFC 3339.
    #[must_use]
    pub fn time_text(&self) -> Option<String> {
        match self {
            Self::Time(at) => Some(at.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            _ => None,
        }
    }
}

/// The public JSON.
impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(text) => text.as_untrusted().serialize(serializer),
            Self::Word(word) => serializer.serialize_str(word),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Time(_) => self.time_text().serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payload::parse_timestamp;

    #[test]
    fn what_says_nothing_is_absent() {
        let beyond = parse_timestamp("9999-12-31T23:59:59-23:59");
        assert_eq!(Cell::time(beyond), Cell::Absent);
        assert_eq!(Cell::seconds(Some(f64::INFINITY)), Cell::Absent);
        assert_eq!(Cell::seconds(Some(0.0)), Cell::Number(0.0));
        assert_eq!(Cell::lines([].into_iter()), Cell::Absent);
    }

    #[test]
    fn noise_behind_the_microsecond_and_endless_names_are_cut() {
        assert_eq!(Cell::seconds(Some(0.1 + 0.2)), Cell::Number(0.3));
        let endless = "é".repeat(1000);
        let Cell::Text(name) = Cell::name(Some(Untrusted::new(&endless))) else {
            panic!("no text");
        };
        assert_eq!(name.as_untrusted().characters(), 129);
    }
}
