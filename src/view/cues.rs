//! What was said, as subtitles: when each message is to be read, in milliseconds from the start of the
//! call.
//!
//! A message with a speech window is shown in it. One without is shown from where something else says
//! that it began, for as long as its text takes to read, and no longer than until somebody goes on.

use super::entry::{Entry, Transcript, What};
use crate::payload::{Role, Timestamp, seconds_between};
use crate::text::{Untrusted, width};

/// Subtitles have two digits for hours; what lies beyond is a broken timestamp.
const LONGEST_MS: f64 = 359_000_000.0;

/// How long a column takes to read.
const MS_PER_COLUMN: u64 = 60;

/// The least and the most that an unmeasured message is shown.
const SHORTEST_MS: u64 = 1_000;
const LONGEST_SHOWN_MS: u64 = 7_000;

/// How far apart the beginnings of one speaker's messages are at least.
const APART_MS: u64 = 100;

/// Something said, and when.
#[derive(Debug, Clone, Copy)]
pub struct Cue<'a> {
    /// Who spoke.
    pub role: Role<'a>,
    /// What.
    pub text: Untrusted<'a>,
    /// Whether it was cut short.
    pub is_interrupted: bool,
    /// When it appears.
    pub from_ms: u64,
    /// When it goes; later than it appears.
    pub to_ms: u64,
}

/// A cue whose beginning or end may not have been measured.
#[derive(Clone, Copy)]
struct Draft<'a> {
    cue: Cue<'a>,
    has_start: bool,
    has_end: bool,
}

/// The cues of a transcript, in the order in which they appear; none where nothing has a time.
pub(super) fn build<'a>(transcript: &Transcript<'a>) -> Vec<Cue<'a>> {
    let has_time = |entry: &Entry<'_>| entry.at.is_some() || stopped(entry).is_some();
    let spoken = || {
        transcript
            .entries
            .iter()
            .filter(|entry| said(entry).is_some())
    };
    if !spoken().any(has_time) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    let mut end = 0;
    for entry in spoken() {
        drafts.extend(draft(entry, transcript, end));
        end = drafts
            .last()
            .map_or(end, |draft: &Draft<'_>| draft.cue.to_ms);
    }
    drafts.sort_by_key(|draft| draft.cue.from_ms);
    spread(&mut drafts);
    drafts.sort_by_key(|draft| draft.cue.from_ms);
    close(&mut drafts);
    drafts.into_iter().map(|draft| draft.cue).collect()
}

/// What the user or the agent said.
fn said<'a>(entry: &Entry<'a>) -> Option<(Role<'a>, Untrusted<'a>)> {
    let What::Message(message) = &entry.what else {
        return None;
    };
    let role = message.role?;
    let text = message.content?;
    let is_spoken = matches!(role, Role::User | Role::Assistant);
    (is_spoken && !text.is_blank()).then_some((role, text))
}

fn stopped(entry: &Entry<'_>) -> Option<Timestamp> {
    match &entry.what {
        What::Message(message) => message.speech_ends.map(|moment| moment.0),
        _ => None,
    }
}

fn draft<'a>(entry: &Entry<'a>, transcript: &Transcript<'a>, end: u64) -> Option<Draft<'a>> {
    let (role, text) = said(entry)?;
    let What::Message(message) = &entry.what else {
        return None;
    };
    let started = message.speech_begins.map(|moment| moment.0);
    let filed = entry.at.map(|moment| moment.0);
    let ms = |at: Option<Timestamp>| milliseconds(transcript, at);
    let (started, stopped) = (ms(started), ms(stopped(entry)));
    // Speech that ends before it starts has stale anchors.
    let (started, stopped) = match (started, stopped) {
        (Some(from), Some(to)) if to <= from => (None, None),
        window => window,
    };
    let length = reading_time(text);
    let from = started
        .or(stopped.map(|to| to.saturating_sub(length)))
        .or(ms(filed))
        .unwrap_or(end);
    let to = stopped.filter(|to| *to > from);
    let cue = Cue {
        role,
        text,
        is_interrupted: message.interrupted == Some(true),
        from_ms: from,
        to_ms: to.unwrap_or(from.saturating_add(length)),
    };
    Some(Draft {
        cue,
        has_start: started.is_some(),
        has_end: to.is_some(),
    })
}

/// Milliseconds from the start of the call; what was before it is at it.
fn milliseconds(transcript: &Transcript<'_>, at: Option<Timestamp>) -> Option<u64> {
    let ms = seconds_between(transcript.start?.at.0, at?) * 1e3;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "in range"
    )]
    (ms < LONGEST_MS).then_some(ms.max(0.0).round() as u64)
}

fn reading_time(text: Untrusted<'_>) -> u64 {
    let columns = u64::try_from(width(text.raw())).unwrap_or(u64::MAX);
    let ms = columns.saturating_mul(MS_PER_COLUMN);
    ms.clamp(SHORTEST_MS, LONGEST_SHOWN_MS)
}

/// Moves messages that were filed at the same time apart: there is nothing to say which came first but
/// their order. So for speech of one person that begins at the same moment: nobody says two things at once.
fn spread(drafts: &mut [Draft<'_>]) {
    let mut earliest = 0;
    let mut own = [0; 2];
    for draft in drafts {
        let own = if draft.cue.role == Role::User {
            &mut own[0]
        } else {
            &mut own[1]
        };
        if !draft.has_start && draft.cue.from_ms < earliest {
            let moved = earliest.saturating_sub(draft.cue.from_ms);
            draft.cue.from_ms = earliest;
            draft.cue.to_ms = draft.cue.to_ms.saturating_add(moved);
            draft.has_end = false;
        } else if draft.cue.from_ms < *own {
            draft.cue.from_ms = *own;
            let least = own.saturating_add(APART_MS);
            draft.cue.to_ms = draft.cue.to_ms.max(least);
        }
        earliest = draft.cue.from_ms.saturating_add(SHORTEST_MS);
        *own = draft.cue.from_ms.saturating_add(APART_MS);
    }
}

/// Ends what has no end of its own where somebody goes on, and what has one where the same speaker does.
fn close(drafts: &mut [Draft<'_>]) {
    let mut later = Later::default();
    let mut own = [Later::default(); 2];
    for draft in drafts.iter_mut().rev() {
        let from = draft.cue.from_ms;
        let own = if draft.cue.role == Role::User {
            &mut own[0]
        } else {
            &mut own[1]
        };
        let next = if draft.has_end {
            own.after(from)
        } else {
            later.after(from)
        };
        if let Some(next) = next {
            draft.cue.to_ms = draft.cue.to_ms.min(next);
        }
        later.add(from);
        own.add(from);
    }
}

/// The first two different beginnings of those that were added in falling order.
#[derive(Debug, Clone, Copy, Default)]
struct Later {
    first: Option<u64>,
    second: Option<u64>,
}

impl Later {
    fn add(&mut self, from: u64) {
        if self.first != Some(from) {
            self.second = self.first;
            self.first = Some(from);
        }
    }

    /// The first one that is later than `from`, which none is before.
    fn after(&self, from: u64) -> Option<u64> {
        self.first.filter(|first| *first > from).or(self.second)
    }
}
