//! One turn on a time axis that begins when the user stops. Only lengths are reported, not when a stage
//! began: so the end of the turn and the callback are drawn from 0 on, the model and the speech
//! synthesis up to the agent's first word, and what lies between is a stretch of its own. Where the
//! two halves meet, the stages overlapped, and so do the bars. Nothing is stacked.

use crate::render::html::axis::{Axis, Percent};
use crate::render::show::figures;
use crate::view::{Band, Latency, LatencyTurn, Stretch};

/// The axis is at least this long, in seconds, so that a quick call looks quick.
const SHORTEST: f64 = 1.6;

/// The axis is at most this many medians long; what is longer is cut, and marked.
const MEDIANS: f64 = 4.0;

/// The axis that the turns of a call share.
pub(super) struct Scale {
    axis: Axis,
    pub(super) bands: Vec<Zone>,
    pub(super) ticks: Vec<(Percent, String)>,
}

/// How long a wait feels, as a strip of the background.
pub(in crate::render::html) struct Zone {
    pub(in crate::render::html) x: Percent,
    pub(in crate::render::html) width: Percent,
    pub(in crate::render::html) class: &'static str,
}

/// The picture of a turn.
pub(super) struct Waterfall {
    pub(super) bars: Vec<Stage>,
    /// What no stage accounts for.
    pub(super) other: Option<Stage>,
    /// Where both halves ran at once.
    pub(super) overlap: Option<Stage>,
    /// The agent's first word, and whether it lies beyond the picture.
    pub(super) end: Option<(Percent, bool)>,
    pub(super) label: String,
}

/// A stage, in the lane of its half.
pub(super) struct Stage {
    pub(super) x: Percent,
    pub(super) width: Percent,
    pub(super) class: &'static str,
    pub(super) title: String,
}

impl Scale {
    /// The axis of a call; none if no turn has anything to draw.
    pub(super) fn of(latency: &Latency) -> Option<Self> {
        let drawn = latency.turns.iter().filter(|turn| is_drawn(turn));
        let ends: Vec<f64> = drawn.filter_map(last).collect();
        let longest = ends.iter().copied().reduce(f64::max)?;
        let median = latency.statistics.e2e.p50.unwrap_or(longest);
        let end = longest.min(f64::max(median * MEDIANS, Band::Critical.starts_at() * 1.1));
        let end = f64::max(end * 1.02, SHORTEST);
        let axis = Axis::new(0.0, end);
        Some(Self {
            axis,
            bands: bands(&axis),
            ticks: axis.marks(4),
        })
    }
}

/// The strips of the bands that an axis reaches into.
pub(in crate::render::html) fn bands(axis: &Axis) -> Vec<Zone> {
    let ends = Band::ALL
        .into_iter()
        .skip(1)
        .map(Band::starts_at)
        .chain([f64::INFINITY]);
    let reached = Band::ALL
        .into_iter()
        .zip(ends)
        .filter(|(band, _)| band.starts_at() < axis.end());
    reached
        .map(|(band, end)| Zone {
            x: axis.at(band.starts_at()),
            width: axis.between(band.starts_at(), end),
            class: band.name(),
        })
        .collect()
}

/// A turn that answers nobody has no axis to be drawn on, and what is not to be trusted no picture.
fn is_drawn(turn: &LatencyTurn) -> bool {
    !turn.is_greeting && turn.unreliable.is_none()
}

fn last(turn: &LatencyTurn) -> Option<f64> {
    turn.e2e_seconds.or_else(|| {
        let heard = turn.end_of_turn_seconds? + turn.callback_seconds.unwrap_or(0.0);
        Some(heard)
    })
}

impl Waterfall {
    pub(super) fn of(turn: &LatencyTurn, scale: &Scale) -> Option<Self> {
        if !is_drawn(turn) {
            return None;
        }
        let end = turn.e2e_seconds.filter(|end| *end >= 0.0);
        let heard = heard(turn);
        let answered = end.map(|end| answered(turn, end)).unwrap_or_default();
        let ends = heard.iter().map(|(at, ..)| at.to);
        let first = ends.reduce(f64::max);
        let second = answered.first().map(|(at, ..)| at.from);
        let between = first
            .zip(second)
            .filter(|_| turn.remainder_seconds.is_some());
        let axis = &scale.axis;
        let draw = |at: Stretch, class, name: &str| stage(axis, at, class, name);
        let bars: Vec<Stage> = heard
            .iter()
            .chain(&answered)
            .map(|(at, class, name)| draw(*at, class, name))
            .collect();
        if bars.is_empty() && end.is_none() {
            return None;
        }
        let gap = |(from, to)| Stretch { from, to };
        let other = between
            .filter(|(first, second)| second - first > 1e-3)
            .map(gap);
        let overlap = between.filter(|(first, second)| first - second > 1e-3);
        let overlap = overlap.map(|(first, second)| gap((second, first)));
        let other_name = match turn.tools_seconds {
            Some(tools) => format!("other, tools for {} in it", figures::with_unit(tools)),
            None => "other".to_owned(),
        };
        Some(Self {
            bars,
            other: other.map(|at| draw(at, "rest", &other_name)),
            overlap: overlap.map(|at| draw(at, "both", "overlap")),
            end: end.map(|end| (axis.at(end), !axis.holds(end))),
            label: label(turn, end),
        })
    }
}

type Named = (Stretch, &'static str, &'static str);

/// The user's half, from the moment the user stopped.
fn heard(turn: &LatencyTurn) -> Vec<Named> {
    let mut stages = Vec::new();
    let Some(end_of_turn) = turn.end_of_turn_seconds else {
        return stages;
    };
    let whole = Stretch {
        from: 0.0,
        to: end_of_turn,
    };
    stages.push((whole, "eot", "end of turn"));
    if let Some(to) = turn.transcription_seconds {
        let to = to.min(end_of_turn);
        stages.push((
            Stretch { from: 0.0, to },
            "stt",
            "transcription, a part of it",
        ));
    }
    // A hook that does nothing takes microseconds.
    if let Some(seconds) = turn.callback_seconds.filter(|seconds| *seconds >= 0.001) {
        let to = end_of_turn + seconds;
        stages.push((
            Stretch {
                from: end_of_turn,
                to,
            },
            "hook",
            "callback",
        ));
    }
    stages
}

/// The agent's half, up to the agent's first word.
fn answered(turn: &LatencyTurn, end: f64) -> Vec<Named> {
    let mut stages = Vec::new();
    let speech = turn.tts_ttfb_seconds.map(|tts| end - tts);
    let model = turn
        .llm_ttft_seconds
        .map(|llm| (speech.unwrap_or(end) - llm, speech.unwrap_or(end)));
    if let Some((from, to)) = model {
        stages.push((Stretch { from, to }, "llm", "LLM"));
    }
    if let Some(from) = speech {
        stages.push((Stretch { from, to: end }, "tts", "TTS"));
    }
    stages
}

fn stage(axis: &Axis, at: Stretch, class: &'static str, name: &str) -> Stage {
    Stage {
        x: axis.at(at.from),
        width: axis.between(at.from, at.to),
        class,
        title: format!("{name}, {}", figures::with_unit(at.length())),
    }
}

fn label(turn: &LatencyTurn, end: Option<f64>) -> String {
    match end {
        Some(end) => format!(
            "Turn {}: the reply begins {} after the user stops",
            turn.turn,
            figures::with_unit(end)
        ),
        None => format!("Turn {}: when the reply began is not known", turn.turn),
    }
}

#[cfg(test)]
#[path = "waterfall_tests.rs"]
mod tests;
