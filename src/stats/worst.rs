//! The calls that kept somebody waiting longest. A handful is kept, whatever comes; which it is does
//! not depend on the order of the input, nor on how it was parted. They are no part of a saved file.

use std::cmp::Reverse;

use super::group::LONGEST as LONGEST_TEXT;
use super::histogram::micros;
use crate::payload::{Call, Timestamp};
use crate::text::{Untrusted, cut, file_name, without_url_secrets};

/// Calls that are kept.
const MOST: usize = 20;

/// Bytes of an address that is kept.
const LONGEST: usize = 800;

/// Bytes of the name of an input, which has to be whole to be of use: what systems allow.
const LONGEST_NAME: usize = 4096;

/// The calls with the slowest replies, the slowest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worst(Vec<SlowCall>);

/// A call, and its slowest reply.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlowCall {
    /// The end-to-end latency in microseconds, the largest first.
    micros: Reverse<i64>,
    file: String,
    /// The line on which it starts.
    pub line: usize,
    /// The turn.
    pub turn: usize,
    /// When the call started.
    pub start: Option<Timestamp>,
    session: Option<String>,
    agent: Option<String>,
    recording: Option<String>,
}

impl Worst {
    /// Offers a call whose slowest reply took `seconds`.
    pub(super) fn offer(
        &mut self,
        seconds: f64,
        turn: usize,
        (file, line): (&str, usize),
        call: &Call<'_>,
    ) {
        let Some(micros) = micros(seconds) else {
            return;
        };
        let is_quicker = |last: &SlowCall| micros < last.micros.0;
        if self.0.len() >= MOST && self.0.last().is_some_and(is_quicker) {
            return;
        }
        self.keep(SlowCall {
            micros: Reverse(micros),
            file: cut(file, LONGEST_NAME).into_owned(),
            line,
            turn,
            start: call.start().map(|(start, _)| start),
            session: call.session_id.map(Untrusted::raw).map(kept),
            agent: call
                .agent_name
                .or(call.agent_id)
                .map(Untrusted::raw)
                .map(kept),
            recording: call.audio_url.and_then(public),
        });
    }

    fn keep(&mut self, call: SlowCall) {
        let place = self.0.partition_point(|other| *other <= call);
        self.0.insert(place, call);
        self.0.truncate(MOST);
    }

    /// Adds the calls of another part of the input.
    pub(super) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|call| self.keep(call.clone()));
    }

    /// The calls, the slowest reply first.
    #[must_use]
    pub fn calls(&self) -> &[SlowCall] {
        &self.0
    }
}

impl SlowCall {
    /// The end-to-end latency of its slowest reply.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 10^12")]
    pub fn seconds(&self) -> f64 {
        self.micros.0 as f64 / 1e6
    }

    /// The name of the input.
    #[must_use]
    pub fn file(&self) -> Untrusted<'_> {
        Untrusted::new(&self.file)
    }

    /// Where it is, for a person; as an input, it is this call.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", file_name(&self.file), self.line)
    }

    /// Whether it can be read again.
    #[must_use]
    pub fn is_in_file(&self) -> bool {
        self.file != "<stdin>"
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> Option<Untrusted<'_>> {
        self.session.as_deref().map(Untrusted::new)
    }

    /// The agent's name, or its id.
    #[must_use]
    pub fn agent(&self) -> Option<Untrusted<'_>> {
        self.agent.as_deref().map(Untrusted::new)
    }

    /// The address of the recording, where nothing in it is a secret.
    #[must_use]
    pub fn recording(&self) -> Option<Untrusted<'_>> {
        self.recording.as_deref().map(Untrusted::new)
    }
}

/// An address as it is, if it is short and holds no secret; else none.
fn public(address: Untrusted<'_>) -> Option<String> {
    let raw = address.raw();
    let is_public = raw.len() <= LONGEST && without_url_secrets(raw) == raw;
    is_public.then(|| raw.to_owned())
}

/// A text of a payload that is kept: a bounded part of it.
fn kept(text: &str) -> String {
    cut(text, LONGEST_TEXT).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(seconds: impl Iterator<Item = u32>) -> Worst {
        let mut worst = Worst::default();
        let call = Call {
            audio_url: Some(Untrusted::new("https://h.example/a.ogg")),
            ..Call::default()
        };
        for second in seconds {
            let file = format!("{second}.json");
            worst.offer(f64::from(second), 1, (&file, 1), &call);
        }
        worst
    }

    #[test]
    fn the_slowest_stay_whatever_the_order_and_the_parts() {
        let whole = of(0..100);
        assert_eq!(whole.calls().len(), MOST);
        assert_eq!(whole.calls()[0].seconds(), 99.0);
        assert_eq!(whole.calls()[MOST - 1].seconds(), 80.0);
        assert_eq!(of((0..100).rev()), whole);
        let mut parts = of((0..100).filter(|n| n % 3 == 0));
        parts.merge(&of((0..100).filter(|n| n % 3 != 0)));
        assert_eq!(parts, whole);
    }

    #[test]
    fn an_address_with_a_secret_is_not_kept() {
        let kept = |address| public(Untrusted::new(address));
        assert!(kept("https://h.example/a.ogg").is_some());
        assert_eq!(kept("https://h.example/a.ogg?X-Amz-Signature=S"), None);
        assert_eq!(kept("https://u:p@h.example/a.ogg"), None);
    }
}
