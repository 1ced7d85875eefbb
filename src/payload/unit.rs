//! Delays in milliseconds, where the numbers prove it. One large value alone proves nothing: an
//! anchor may be stale. So either a payload has several delays and all are too large for seconds,
//! or an end-to-end latency is a thousand times the difference that it is defined as.

use super::history::Item;
use super::latency::LONGEST_DELAY;
use super::metrics::Metrics;
use super::turn::Spoken;

/// Hardly a delay in seconds is this large, and hardly one in milliseconds smaller.
const SMALLEST: f64 = 30.0;

/// As many large delays are no accident.
const ENOUGH: usize = 3;

/// How far a reported delay may be from the difference of its two timestamps, in seconds; the rest
/// is for the rounding of the difference itself.
const TOLERANCE: f64 = 0.05 + 1e-6;

/// Whether two numbers of seconds are the same but for rounding.
#[must_use]
pub fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= TOLERANCE
}

/// Whether `reported` is the milliseconds of `gap` seconds.
#[must_use]
pub fn is_thousandfold(reported: f64, gap: f64) -> bool {
    reported >= SMALLEST && is_near(reported / 1000.0, gap)
}

/// Delays that are too large for seconds.
#[derive(Debug, Clone, Copy)]
pub struct LargeDelays<'t> {
    /// The message with the first of them.
    pub first: Spoken<'t>,
    /// The field that it is in.
    pub field: &'static str,
    /// How many there are.
    pub count: usize,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
}

impl<'t> LargeDelays<'t> {
    /// The delays of a history, if there are enough and all are too large for seconds. Leaked
    /// moments and the delays of reversed speech are large for another reason, and the older shape
    /// has other metrics.
    #[must_use]
    pub fn of(items: &'t [Item<'t>]) -> Option<Self> {
        let mut large: Option<Self> = None;
        for item in items.iter().filter(|item| !item.is_legacy) {
            let Some(message) = item.message() else {
                continue;
            };
            if message.metrics.is_speech_reversed() {
                continue;
            }
            for (field, value) in telling(&message.metrics) {
                if value < SMALLEST {
                    return None;
                }
                let large = large.get_or_insert(Self {
                    first: Spoken { item, message },
                    field,
                    count: 0,
                    least: value,
                    most: value,
                });
                large.count = large.count.saturating_add(1);
                large.least = large.least.min(value);
                large.most = large.most.max(value);
            }
        }
        large.filter(|large| large.count >= ENOUGH)
    }
}

/// The delays that can tell the unit: an unused hook takes microseconds, 0 is 0 in both, and a
/// moment is no delay.
pub(super) fn telling(metrics: &Metrics) -> impl Iterator<Item = (&'static str, f64)> {
    let delays = [
        ("transcription_delay", metrics.transcription_delay),
        ("end_of_turn_delay", metrics.end_of_turn_delay),
        ("llm_node_ttft", metrics.llm_node_ttft),
        ("tts_node_ttfb", metrics.tts_node_ttfb),
        ("e2e_latency", metrics.e2e_latency),
    ];
    let some = delays
        .into_iter()
        .filter_map(|(field, value)| Some((field, value?)));
    some.filter(|(_, value)| *value != 0.0 && *value < LONGEST_DELAY)
}
