//! Silence: the pauses between what was said, from whoever stopped last to whoever speaks next.

use super::handoffs::is_spoken;
use super::history::Item;
use super::latency::LONGEST_DELAY;
use super::metrics::Metrics;
use super::timestamp::{Timestamp, seconds_between};

/// A pause in the speech counts as silence from this many seconds on.
pub const SILENCE_SECONDS: f64 = 2.0;

/// Since when everybody has stopped speaking, message by message. Unknown after a message
/// without a speech window.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet(Option<Timestamp>);

impl Quiet {
    /// The silence that the speech of the next message ends: since when, and its seconds.
    #[must_use]
    pub fn before(self, next: &Metrics) -> Option<(Timestamp, f64)> {
        let started = next.speech_begins();
        let started = started.filter(|_| !next.is_speech_reversed())?;
        let seconds = seconds_between(self.0?, started);
        (seconds >= SILENCE_SECONDS).then_some((self.0?, seconds))
    }

    /// The state after a message. Who stops earlier than somebody before leaves no silence.
    #[must_use]
    pub fn after(self, message: &Metrics) -> Self {
        let stopped = message.speech().map(|(_, stopped)| stopped);
        Self(stopped.map(|stopped| self.0.map_or(stopped, |since| since.max(stopped))))
    }
}

/// The silences of a history in seconds. Those that no call has are left out: a broken timestamp
/// lies at one of their ends.
pub fn silences<'c>(items: &'c [Item<'c>]) -> impl Iterator<Item = f64> + use<'c> {
    let spoken = items.iter().filter(|item| is_spoken(item));
    let metrics = spoken.filter_map(|item| Some(item.message()?.metrics));
    metrics
        .scan(Quiet::default(), |quiet, metrics| {
            let silence = quiet.before(&metrics);
            *quiet = quiet.after(&metrics);
            Some(silence.map(|(_, seconds)| seconds))
        })
        .flatten()
        .filter(|seconds| *seconds < LONGEST_DELAY)
}
