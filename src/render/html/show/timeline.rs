//! The call as staves, like those of a score, and what it comes to in words.

use crate::render::show::figures;
use crate::text::counted;
use crate::view::{Speaker, Stretch, Timeline, ToolStatus, ToolStretch};

use super::stave::{Stave, stave, word};
use super::targets::Targets;

/// How long a stave may be in seconds, how many of them there may be, and what its length is a
/// multiple of.
const LENGTHS: [(f64, f64, f64); 7] = [
    (60.0, 3.0, 10.0),
    (120.0, 6.0, 20.0),
    (180.0, 8.0, 30.0),
    (300.0, 16.0, 60.0),
    (600.0, 16.0, 120.0),
    (1200.0, 16.0, 300.0),
    (2400.0, f64::INFINITY, 600.0),
];

/// The picture.
pub(super) struct Picture {
    pub(super) staves: Vec<Stave>,
    /// What it comes to, in words.
    pub(super) facts: Vec<String>,
    pub(super) left_out: Option<String>,
    pub(super) has_speech: bool,
    pub(super) has_filed: bool,
    pub(super) has_overlap: bool,
    pub(super) has_cut: bool,
    pub(super) has_tools: bool,
    pub(super) has_failure: bool,
    pub(super) has_handoffs: bool,
    pub(super) has_silence: bool,
}

impl Picture {
    pub(super) fn new(timeline: &Timeline<'_>, targets: &Targets) -> Self {
        let staves = timeline.range.map(|range| staves(timeline, range, targets));
        let staves = staves.unwrap_or_default();
        let left_out = timeline.left_out;
        Self {
            facts: facts(timeline),
            left_out: (left_out > 0).then(|| {
                format!(
                    "{} not drawn, as the time given is impossible",
                    counted(left_out, "thing")
                )
            }),
            has_speech: !timeline.speech.is_empty(),
            has_filed: !timeline.filed.is_empty(),
            has_overlap: !timeline.overlaps.is_empty(),
            has_cut: timeline.speech.iter().any(|speech| speech.is_interrupted),
            has_tools: !timeline.tools.is_empty(),
            has_failure: timeline.tools.iter().any(is_failure),
            has_handoffs: !timeline.handoffs.is_empty(),
            has_silence: !timeline.silences.is_empty(),
            staves,
        }
    }
}

fn is_failure(tool: &ToolStretch<'_>) -> bool {
    tool.status == ToolStatus::Error
}

fn staves(timeline: &Timeline<'_>, range: Stretch, targets: &Targets) -> Vec<Stave> {
    let length = length(range);
    let mut staves = Vec::new();
    let mut from = begin(range, length);
    while from < range.to || staves.is_empty() {
        let within = Stretch {
            from,
            to: from + length,
        };
        staves.push(stave(timeline, within, targets));
        from += length;
    }
    staves
}

/// The length of the staves, all but the last of which are full.
fn length(range: Stretch) -> f64 {
    // A call is drawn from its start, unless nothing happened for long.
    let span = |length: f64| range.to - begin(range, length);
    let fits = |(length, most, _): &&(f64, f64, f64)| (span(*length) / length).ceil() <= *most;
    let Some((longest, _, unit)) = LENGTHS.iter().find(fits) else {
        return 2400.0;
    };
    let count = (span(*longest) / longest).ceil().max(1.0);
    ((span(*longest) / count / unit).ceil() * unit).max(*unit)
}

/// Where the first stave begins: at the start of the call, unless there is nothing for long.
fn begin(range: Stretch, length: f64) -> f64 {
    (range.from / length).floor() * length
}

fn facts(timeline: &Timeline<'_>) -> Vec<String> {
    let of = |speaker: Speaker| {
        let own = timeline.speech.iter().filter(|s| s.speaker == speaker);
        let lengths: Vec<f64> = own.map(|s| s.at.length()).collect();
        (lengths.len(), lengths.iter().sum::<f64>())
    };
    let mut facts = Vec::new();
    for speaker in [Speaker::Caller, Speaker::Agent] {
        let (count, seconds) = of(speaker);
        if count > 0 {
            facts.push(format!("{} {}", word(speaker), figures::duration(seconds)));
        }
    }
    let sum = |stretches: &[Stretch]| stretches.iter().map(Stretch::length).sum::<f64>();
    if !timeline.overlaps.is_empty() {
        facts.push(format!(
            "both at once {}",
            figures::duration(sum(&timeline.overlaps))
        ));
    }
    if !timeline.silences.is_empty() {
        let count = counted(timeline.silences.len(), "silence");
        facts.push(format!(
            "{count} {}",
            figures::duration(sum(&timeline.silences))
        ));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staves_are_about_as_long_as_one_another() {
        let length = |from, to| length(Stretch { from, to });
        assert_eq!(length(0.8, 68.0), 40.0);
        assert_eq!(length(0.0, 30.0), 30.0);
        assert_eq!(length(0.0, 59.0), 60.0);
        assert_eq!(length(0.0, 4_700.0), 300.0);
        assert_eq!(length(0.0, 28_800.0), 2_400.0);
        assert_eq!(length(-3.0, 3.0), 40.0);
    }
}
