//! What the reader of a call asks for: how times are shown, and which entries.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Utc};
use regex::Regex;

use crate::payload::Role;

/// How a call is shown.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How times are shown.
    pub time: TimeMode,
    /// Which entries of the transcript are shown.
    pub filter: Filter,
    /// Arguments and results of tools, and instructions, in full.
    pub full_args: bool,
    /// The recording's address in full, with what grants access to it.
    pub show_values: bool,
}

/// How the time of an entry is shown.
#[derive(Debug, Clone, Copy, Default)]
pub enum TimeMode {
    /// From the start of the call.
    #[default]
    Offset,
    /// Time of day somewhere.
    Clock(Zone),
    /// Time of day in UTC.
    Utc,
    /// Not at all.
    None,
}

/// A time zone, decided by the caller: nothing here reads the environment.
#[derive(Debug, Clone, Copy)]
pub enum Zone {
    /// One offset all year.
    Fixed(FixedOffset),
    /// The offset at an instant, for zones with daylight saving.
    At(fn(DateTime<Utc>) -> FixedOffset),
}

/// Which entries of a transcript are shown, and which rows of the views that `turns` and `errors_only` are also about.
/// Conditions narrow one another.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Messages of these roles; without `kinds`, nothing but messages. Empty: all.
    pub roles: Vec<RoleName>,
    /// Entries of these kinds. Empty: all.
    pub kinds: Vec<EntryKind>,
    /// What belongs to these turns: entries, and rows of the other views.
    pub turns: Option<TurnRange>,
    /// Interrupted messages, and what `errors_only` adds.
    pub interrupted: bool,
    /// Tools that failed, and what `interrupted` adds.
    pub errors_only: bool,
    /// Entries in which this is found.
    pub grep: Option<Regex>,
    /// How many entries around a found one are shown.
    pub context: usize,
}

impl Filter {
    /// Whether anything is asked for.
    #[must_use]
    pub fn is_active(&self) -> bool {
        let lists = !self.roles.is_empty() || !self.kinds.is_empty() || self.turns.is_some();
        lists || self.interrupted || self.errors_only || self.grep.is_some()
    }

    /// Whether what belongs to `turn` is asked for.
    pub(super) fn has_turn(&self, turn: Option<usize>) -> bool {
        let is_in = |range: TurnRange| turn.is_some_and(|turn| range.contains(turn));
        self.turns.is_none_or(is_in)
    }
}

/// The roles that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleName {
    /// The caller.
    User,
    /// The agent.
    Assistant,
    /// A system prompt.
    System,
    /// A developer prompt.
    Developer,
    /// A tool.
    Tool,
}

impl RoleName {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::User,
        Self::Assistant,
        Self::System,
        Self::Developer,
        Self::Tool,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Assistant => "assistant",
            Self::System => "system",
            Self::Developer => "developer",
            Self::Tool => "tool",
        }
    }

    /// The name of a known role.
    #[must_use]
    pub fn of(role: Role<'_>) -> Option<Self> {
        match role {
            Role::User => Some(Self::User),
            Role::Assistant => Some(Self::Assistant),
            Role::System => Some(Self::System),
            Role::Developer => Some(Self::Developer),
            Role::Tool => Some(Self::Tool),
            Role::Other(_) => None,
        }
    }
}

/// The kinds of entry that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Something said.
    Message,
    /// A tool call with its result.
    Tool,
    /// A handoff.
    Handoff,
    /// A change of configuration.
    Config,
    /// A silence.
    Silence,
    /// What cannot be read.
    Other,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Message,
        Self::Tool,
        Self::Handoff,
        Self::Config,
        Self::Silence,
        Self::Other,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Tool => "tool",
            Self::Handoff => "handoff",
            Self::Config => "config",
            Self::Silence => "silence",
            Self::Other => "other",
        }
    }
}

/// Turns from one number to another, both included: `3`, `3..5`, `3..`, `..5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnRange {
    first: usize,
    last: usize,
}

impl TurnRange {
    /// Whether a turn is in the range.
    #[must_use]
    pub fn contains(self, turn: usize) -> bool {
        (self.first..=self.last).contains(&turn)
    }
}

/// A text that is no range of turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotATurnRange;

impl fmt::Display for NotATurnRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a turn or a range of turns from 1, as in 3, 3..5, 3.. or ..5")
    }
}

impl std::error::Error for NotATurnRange {}

impl FromStr for TurnRange {
    type Err = NotATurnRange;

    fn from_str(text: &str) -> Result<Self, NotATurnRange> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        if first.is_empty() && last.is_empty() {
            return Err(NotATurnRange);
        }
        let number = |text: &str, open: usize| match text {
            "" => Ok(open),
            text => text.parse().map_err(|_| NotATurnRange),
        };
        let range = Self {
            first: number(first, 1)?,
            last: number(last, usize::MAX)?,
        };
        if range.first == 0 || range.first > range.last {
            Err(NotATurnRange)
        } else {
            Ok(range)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_both_ends_and_may_be_open() {
        let range = |text: &str| text.parse::<TurnRange>();
        assert_eq!(range("3"), Ok(TurnRange { first: 3, last: 3 }));
        assert_eq!(range("3..5"), Ok(TurnRange { first: 3, last: 5 }));
        assert_eq!(range("..5"), Ok(TurnRange { first: 1, last: 5 }));
        assert!(range("3..").unwrap().contains(usize::MAX));
        for text in ["", "..", "0", "5..3", "a", "1...3", "-1"] {
            assert_eq!(range(text), Err(NotATurnRange), "{text}");
        }
    }
}
