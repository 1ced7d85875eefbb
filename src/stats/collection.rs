//! Calls by group. The number of groups is bounded: of more, the first in alphabetical order are
//! told apart and the others counted together, which does not depend on the order of the input.

use std::collections::BTreeMap;

use super::group::Key;
use super::tally::{Tally, fold};
use super::worst::Worst;
use crate::payload::{Payload, Reading, Timestamp};

/// Groups that are told apart.
pub const MOST_GROUPS: usize = 10_000;

/// The calls of one run, counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collection {
    /// What the calls are grouped by; without a key there is one group.
    pub by: Vec<Key>,
    /// A tally a group, by the values of its keys.
    pub groups: BTreeMap<Vec<Option<String>>, Tally>,
    /// The groups beyond [`MOST_GROUPS`], together.
    pub others: Option<Box<Tally>>,
    /// The calls with the slowest replies, which a saved file does not hold.
    pub worst: Worst,
    /// Calls that started outside of the time that was asked for.
    pub outside: u64,
    /// Calls that have no start, though a time was asked for.
    pub undated: u64,
    /// Inputs that could not be read or are no call.
    pub unread: u64,
}

/// The time in which a call has to start.
#[derive(Debug, Clone, Copy, Default)]
pub struct Window {
    /// Not before.
    pub since: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

/// Where a call lies with respect to the time that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In it, or no time was asked for.
    Inside,
    /// It started before or after.
    Outside,
    /// Nothing says when it started.
    Undated,
}

impl Collection {
    /// Nothing yet.
    #[must_use]
    pub fn new(by: Vec<Key>) -> Self {
        Self {
            by,
            ..Self::default()
        }
    }

    /// Counts a call that starts at `line` of `file`, if it started in the window.
    pub fn add(&mut self, payload: &Payload<'_>, file: &str, line: usize, window: &Window) {
        match window.place(payload) {
            Place::Inside => {}
            Place::Outside => {
                self.outside = self.outside.saturating_add(1);
                return;
            }
            Place::Undated => {
                self.undated = self.undated.saturating_add(1);
                return;
            }
        }
        let group = self.by.iter().map(|key| key.of(payload, file)).collect();
        let slowest = fold(self.tally(group), &Reading::of(payload));
        if let Some((turn, seconds)) = slowest {
            self.worst.offer(seconds, turn, (file, line), &payload.call);
        }
        self.limit();
    }

    /// Notes an input that could not be read or is no call.
    pub fn miss(&mut self) {
        self.unread = self.unread.saturating_add(1);
    }

    /// Adds another collection with the same keys.
    pub fn merge(&mut self, other: &Self) {
        for (group, tally) in &other.groups {
            self.tally(group.clone()).merge(tally);
            self.limit();
        }
        if let Some(others) = &other.others {
            self.others.get_or_insert_default().merge(others);
        }
        self.worst.merge(&other.worst);
        self.outside = self.outside.saturating_add(other.outside);
        self.undated = self.undated.saturating_add(other.undated);
        self.unread = self.unread.saturating_add(other.unread);
    }

    /// All groups together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.groups
            .values()
            .chain(self.others.as_deref())
            .for_each(|tally| total.merge(tally));
        total
    }

    fn tally(&mut self, group: Vec<Option<String>>) -> &mut Tally {
        self.groups.entry(group).or_default()
    }

    /// Whoever is last once can only be further back later, so the groups that stay are complete.
    fn limit(&mut self) {
        if self.groups.len() > MOST_GROUPS
            && let Some((_, tally)) = self.groups.pop_last()
        {
            self.others.get_or_insert_default().merge(&tally);
        }
    }
}

impl Window {
    /// Whether any time was asked for.
    #[must_use]
    pub fn is_asked_for(&self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// Where a call lies.
    #[must_use]
    pub fn place(&self, payload: &Payload<'_>) -> Place {
        if !self.is_asked_for() {
            return Place::Inside;
        }
        match payload.call.start() {
            None => Place::Undated,
            Some((start, _)) if self.holds(start) => Place::Inside,
            Some(_) => Place::Outside,
        }
    }

    fn holds(&self, start: Timestamp) -> bool {
        self.since.is_none_or(|since| start >= since)
            && self.until.is_none_or(|until| start < until)
    }
}
