//! One turn on a time axis that begins when the user stops, its stages where [`view::Bar`] places them. What
//! the user did lies in one lane, what the agent did in another: where both ran at once, both are seen.

use crate::render::html::axis::{Axis, Percent};
use crate::render::show::figures;
use crate::view::{self, Band, Bar, TurnBars};

/// The axis is at least this long, in seconds, so that a quick call looks quick.
const SHORTEST: f64 = 1.6;

/// The axis is at most this many medians long; what is longer is cut, and marked.
const MEDIANS: f64 = 4.0;

/// Less cannot be seen: a hook that does nothing takes microseconds.
const SHORTEST_BAR: f64 = 0.001;

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
    /// The axis of a call whose replies take `median` seconds; none if no turn has anything to draw.
    pub(super) fn of(turns: &[TurnBars], median: Option<f64>) -> Option<Self> {
        let drawn = turns.iter().filter(|turn| is_drawn(turn));
        let ends: Vec<f64> = drawn.filter_map(last).collect();
        let longest = ends.iter().copied().reduce(f64::max)?;
        let median = median.unwrap_or(longest);
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
fn is_drawn(turn: &TurnBars) -> bool {
    !turn.bars.is_empty() || (turn.e2e.is_some() && !turn.is_unreliable && !turn.is_greeting)
}

/// Where the agent's first word is, or what there is to draw ends.
fn last(turn: &TurnBars) -> Option<f64> {
    let ends = turn.bars.iter().map(|bar| bar.to);
    turn.e2e.or_else(|| ends.reduce(f64::max))
}

impl Waterfall {
    pub(super) fn of(turn: &TurnBars, scale: &Scale) -> Option<Self> {
        if !is_drawn(turn) {
            return None;
        }
        let axis = &scale.axis;
        let drawn = turn
            .bars
            .iter()
            .filter(|bar| bar.to - bar.from >= SHORTEST_BAR);
        Some(Self {
            bars: drawn.map(|bar| stage(axis, bar)).collect(),
            overlap: overlap(&turn.bars).map(|(from, to)| Stage {
                x: axis.at(from),
                width: axis.between(from, to),
                class: "both",
                title: format!("overlap, {}", figures::with_unit(to - from)),
            }),
            end: turn.e2e.map(|end| (axis.at(end), !axis.holds(end))),
            label: label(turn),
        })
    }
}

/// Where the model or the synthesis ran before the turn, as it was heard, had ended.
fn overlap(bars: &[Bar]) -> Option<(f64, f64)> {
    use view::Stage::{Callback, EndOfTurn, LlmTtft, TtsTtfb};
    let heard = bars
        .iter()
        .filter(|bar| matches!(bar.stage, EndOfTurn | Callback));
    let answered = bars
        .iter()
        .filter(|bar| matches!(bar.stage, LlmTtft | TtsTtfb));
    let to = heard.map(|bar| bar.to).reduce(f64::max)?;
    let from = answered.map(|bar| bar.from).reduce(f64::min)?;
    (to - from >= SHORTEST_BAR).then_some((from, to))
}

/// The class of a stage in the style sheet, and its name.
fn named(stage: view::Stage) -> (&'static str, &'static str) {
    match stage {
        view::Stage::EndOfTurn => ("eot", "end of turn"),
        view::Stage::Transcription => ("stt", "transcription, a part of it"),
        view::Stage::Callback => ("hook", "callback"),
        view::Stage::Tools => ("tool", "tools"),
        view::Stage::LlmTtft => ("llm", "LLM"),
        view::Stage::TtsTtfb => ("tts", "TTS"),
        view::Stage::Rest => ("rest", "rest"),
    }
}

fn stage(axis: &Axis, bar: &Bar) -> Stage {
    let (class, name) = named(bar.stage);
    Stage {
        x: axis.at(bar.from),
        width: axis.between(bar.from, bar.to),
        class,
        title: format!("{name}, {}", figures::with_unit(bar.to - bar.from)),
    }
}

fn label(turn: &TurnBars) -> String {
    match turn.e2e {
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
