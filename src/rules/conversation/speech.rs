//! When there is speech: the windows of messages, laid together into stretches that do not
//! overlap, so that a history of any size is asked about a moment without being read again.

use crate::payload::{Item, Spoken, Timestamp, seconds_between};

/// Time in which somebody speaks without a break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'t> {
    /// Its beginning.
    pub(super) from: Timestamp,
    /// Its end.
    pub(super) to: Timestamp,
    /// The item whose speech begins it.
    pub(super) first: &'t Item<'t>,
    /// The item whose speech ends it.
    pub(super) last: &'t Item<'t>,
    /// Seconds of speech before it.
    before: f64,
}

/// The stretches, in order.
#[derive(Debug, Default)]
pub(super) struct Speech<'t>(Vec<Stretch<'t>>);

/// The time in which a message is spoken, when it is known, set and in order.
pub(super) fn window(spoken: &Spoken<'_>) -> Option<(Timestamp, Timestamp)> {
    spoken.message.metrics.speech()
}

/// The same, or the moment of its beginning alone: all that realtime models tell of a user.
pub(super) fn window_or_beginning(spoken: &Spoken<'_>) -> Option<(Timestamp, Timestamp)> {
    let metrics = &spoken.message.metrics;
    let beginning = metrics.speech_begins();
    let alone = beginning.filter(|_| !metrics.stopped_speaking_at.is_written());
    window(spoken).or(alone.map(|from| (from, from)))
}

impl<'t> Speech<'t> {
    /// Lays windows together.
    pub(super) fn of(
        messages: impl Iterator<Item = Spoken<'t>>,
        window: fn(&Spoken<'_>) -> Option<(Timestamp, Timestamp)>,
    ) -> Self {
        let mut windows: Vec<(Timestamp, Timestamp, &'t Item<'t>)> = messages
            .filter_map(|spoken| {
                let (from, to) = window(&spoken)?;
                Some((from, to, spoken.item))
            })
            .collect();
        windows.sort_by_key(|(from, to, _)| (*from, *to));
        let mut speech = Self::default();
        for (from, to, item) in windows {
            speech.add(from, to, item);
        }
        speech
    }

    /// Adds a window that begins no earlier than those before it.
    fn add(&mut self, from: Timestamp, to: Timestamp, item: &'t Item<'t>) {
        let mut before = 0.0;
        if let Some(stretch) = self.0.last_mut() {
            if from <= stretch.to {
                if to > stretch.to {
                    stretch.to = to;
                    stretch.last = item;
                }
                return;
            }
            before = stretch.before + seconds_between(stretch.from, stretch.to);
        }
        self.0.push(Stretch {
            from,
            to,
            first: item,
            last: item,
            before,
        });
    }

    /// The stretches, in order.
    pub(super) fn stretches(&self) -> &[Stretch<'t>] {
        &self.0
    }

    /// Whether there is speech between `from` and `to`, or within `slack` seconds after.
    pub(super) fn touches(&self, from: Timestamp, to: Timestamp, slack: f64) -> bool {
        let next = self.0.partition_point(|stretch| stretch.to < from);
        let next = self.0.get(next);
        next.is_some_and(|stretch| seconds_between(to, stretch.from) <= slack)
    }

    /// Seconds of speech between `from` and `to`.
    pub(super) fn seconds_within(&self, from: Timestamp, to: Timestamp) -> f64 {
        self.seconds_until(to) - self.seconds_until(from)
    }

    fn seconds_until(&self, moment: Timestamp) -> f64 {
        let begun = self.0.partition_point(|stretch| stretch.from < moment);
        let last = begun.checked_sub(1).and_then(|last| self.0.get(last));
        last.map_or(0.0, |last| {
            last.before + seconds_between(last.from, last.to.min(moment))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::tree::parse_first;
    use crate::payload::{Payload, parse_timestamp};

    /// Asks about windows given as seconds after 10:00, in the order of the history.
    fn asked<T>(windows: &[(u32, u32)], ask: impl FnOnce(&Speech<'_>) -> T) -> T {
        let items: Vec<String> = windows
            .iter()
            .map(|(from, to)| {
                format!(
                    r#"{{"role":"User","metrics":{{"started_speaking_at":"{}","stopped_speaking_at":"{}"}}}}"#,
                    text(*from),
                    text(*to)
                )
            })
            .collect();
        let data = format!(r#"{{"history":[{}]}}"#, items.join(","));
        let (root, _) = parse_first(&data).unwrap().unwrap();
        let payload = Payload::from_data(&root);
        let items = payload.call.items().iter();
        let messages = items.map(|item| Spoken {
            item,
            message: item.message().unwrap(),
        });
        ask(&Speech::of(messages, window))
    }

    fn text(second: u32) -> String {
        format!("2026-06-12T10:00:{second:02}Z")
    }

    fn at(second: u32) -> Timestamp {
        parse_timestamp(&text(second)).unwrap()
    }

    #[test]
    fn windows_that_meet_are_one_stretch() {
        let windows = [(20, 25), (1, 9), (9, 10), (2, 3), (30, 29)];
        asked(&windows, |speech| {
            let stretches = speech.stretches().iter();
            let found: Vec<_> = stretches
                .map(|it| (it.from, it.to, it.first.index, it.last.index))
                .collect();
            assert_eq!(found, [(at(1), at(10), 1, 2), (at(20), at(25), 0, 0)]);
        });
    }

    #[test]
    fn seconds_are_counted_once() {
        asked(&[(1, 9), (2, 3), (20, 25)], |speech| {
            let within = |from, to| speech.seconds_within(at(from), at(to));
            assert!((within(0, 59) - 13.0).abs() < 1e-9);
            assert!((within(8, 21) - 2.0).abs() < 1e-9);
            assert!(within(10, 19).abs() < 1e-9);
            assert!(within(26, 59).abs() < 1e-9);
        });
    }

    #[test]
    fn slack_counts_after_and_not_before() {
        asked(&[(20, 25)], |speech| {
            assert!(speech.touches(at(10), at(19), 1.0));
            assert!(!speech.touches(at(10), at(18), 1.0));
            assert!(speech.touches(at(25), at(30), 1.0));
            assert!(!speech.touches(at(26), at(30), 1.0));
        });
    }
}
