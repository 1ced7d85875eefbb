//! A stave is some round length of time, with a lane for the caller, one for the agent and one for
//! tools. Below it stand its turns, which link to the transcript.

use crate::render::html::axis::{Axis, Percent, clock};
use crate::render::html::payload_text::short;
use crate::render::show::figures;
use crate::text::counted;
use crate::view::{HandoffMark, Speaker, Speech, Stretch, Timeline, ToolStretch};

use super::targets::Targets;
use super::tool_lane::tool_bars;

/// Steps between two ticks in seconds, and how many ticks a stave has at most.
const STEPS: [f64; 8] = [5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0];
const MOST_TICKS: f64 = 8.0;

/// Two labels nearer than this, in percent, would touch on a wide screen; or on a telephone.
const NEAR: [f64; 2] = [2.4, 8.0];

/// Characters of a label in the picture.
pub(super) const LABEL: usize = 22;

/// A stave.
pub(super) struct Stave {
    /// What it shows, for those who do not see it.
    pub(super) label: String,
    pub(super) ticks: Vec<Tick>,
    pub(super) bars: Vec<Bar>,
    pub(super) overlaps: Vec<Bar>,
    pub(super) silences: Vec<Silence>,
    pub(super) tools: Vec<Bar>,
    pub(super) flags: Vec<Flag>,
    pub(super) dots: Vec<Dot>,
    pub(super) turns: Vec<TurnLink>,
}

pub(super) struct Tick {
    pub(super) x: Percent,
    pub(super) label: String,
    /// The side of the tick on which its label stands.
    pub(super) side: &'static str,
}

/// A stretch of time in a lane.
pub(super) struct Bar {
    pub(super) x: Percent,
    pub(super) width: Percent,
    pub(super) class: &'static str,
    /// The half of the lane that it is in, where it shares that with another.
    pub(super) half: &'static str,
    pub(super) title: String,
    /// Where it was cut short, if it ends in this stave.
    pub(super) cut: Option<Percent>,
    /// A label beside it, where there is room.
    pub(super) label: Option<(Percent, String)>,
}

pub(super) struct Silence {
    pub(super) x: Percent,
    pub(super) width: Percent,
    pub(super) middle: Percent,
    pub(super) label: String,
    /// How its label is shown: always, on wide screens alone, or not at all.
    pub(super) class: Option<&'static str>,
}

/// A handoff.
pub(super) struct Flag {
    pub(super) x: Percent,
    pub(super) name: String,
    pub(super) title: String,
    /// Whether the label stands to the left, as there is no room to the right.
    pub(super) is_left: bool,
}

/// A message of which only the time of its filing is known.
pub(super) struct Dot {
    pub(super) x: Percent,
    pub(super) is_agent: bool,
    pub(super) title: String,
}

pub(super) struct TurnLink {
    pub(super) x: Percent,
    pub(super) turn: usize,
    pub(super) time: String,
    pub(super) link: Option<String>,
    /// How the number is shown: always, on wide screens alone, or not at all.
    pub(super) class: &'static str,
}

pub(super) fn stave(timeline: &Timeline<'_>, within: Stretch, targets: &Targets) -> Stave {
    let axis = Axis::new(within.from, within.to);
    // A moment on the border is drawn once, in the later stave.
    let holds = |at: f64| at >= within.from && at < within.to;
    let meets = |at: &Stretch| at.to > within.from && at.from < within.to || holds(at.from);
    let speech: Vec<&Speech> = timeline.speech.iter().filter(|s| meets(&s.at)).collect();
    let tools: Vec<&ToolStretch<'_>> = timeline.tools.iter().filter(|t| meets(&t.at)).collect();
    let overlaps = timeline.overlaps.iter().filter(|at| meets(at));
    let silences = timeline.silences.iter().filter(|at| meets(at));
    Stave {
        label: label(&speech, &tools, within),
        ticks: ticks(&axis, within),
        bars: speech
            .iter()
            .map(|s| speech_bar(s, &axis, within))
            .collect(),
        overlaps: overlaps
            .map(|at| {
                bar(
                    *at,
                    &axis,
                    "both",
                    format!("both speak, {}", length_of(*at)),
                )
            })
            .collect(),
        silences: silences.map(|at| silence(*at, &axis)).collect(),
        tools: tool_bars(&tools, &axis),
        flags: timeline
            .handoffs
            .iter()
            .filter(|mark| holds(mark.at))
            .map(|mark| flag(mark, &axis))
            .collect(),
        dots: timeline
            .filed
            .iter()
            .filter(|mark| holds(mark.at))
            .map(|mark| Dot {
                x: axis.at(mark.at),
                is_agent: mark.speaker == Speaker::Agent,
                title: format!("{}, filed at {}", word(mark.speaker), clock(mark.at)),
            })
            .collect(),
        turns: turn_links(timeline, &axis, holds, targets),
    }
}

fn label(speech: &[&Speech], tools: &[&ToolStretch<'_>], within: Stretch) -> String {
    let of = |speaker| speech.iter().filter(|s| s.speaker == speaker).count();
    let times = |count: usize| counted(count, "time");
    let mut label = format!(
        "{} to {}: the caller speaks {}, the agent {}",
        clock(within.from),
        clock(within.to),
        times(of(Speaker::Caller)),
        times(of(Speaker::Agent))
    );
    if !tools.is_empty() {
        label.push_str(", ");
        label.push_str(&counted(tools.len(), "tool call"));
    }
    label
}

fn ticks(axis: &Axis, within: Stretch) -> Vec<Tick> {
    let length = within.to - within.from;
    let fits = |step: &f64| length / step <= MOST_TICKS;
    let step = STEPS.into_iter().find(fits).unwrap_or(length);
    let mut ticks = Vec::new();
    let mut at = within.from;
    while at <= within.to + step * 1e-6 {
        ticks.push(Tick {
            x: axis.at(at),
            label: clock(at),
            side: match ticks.len() {
                0 => "start",
                _ if at > within.to - step * 0.5 => "end",
                place if place % 2 == 1 => "middle m",
                _ => "middle",
            },
        });
        at += step;
    }
    ticks
}

pub(super) fn bar(at: Stretch, axis: &Axis, class: &'static str, title: String) -> Bar {
    Bar {
        x: axis.at(at.from),
        width: axis.between(at.from, at.to),
        class,
        half: "",
        title,
        cut: None,
        label: None,
    }
}

fn speech_bar(speech: &Speech, axis: &Axis, within: Stretch) -> Bar {
    let Stretch { from, to } = speech.at;
    let turn = speech.turn.map(|turn| format!(", turn {turn}"));
    let cut = if speech.is_interrupted {
        ", interrupted"
    } else {
        ""
    };
    let title = format!(
        "{}{}, from {}, {}{cut}",
        word(speech.speaker),
        turn.unwrap_or_default(),
        clock(from),
        length_of(speech.at)
    );
    let class = match speech.speaker {
        Speaker::Caller => "caller",
        Speaker::Agent => "agent",
    };
    let ends_here = to > within.from && to <= within.to;
    Bar {
        cut: (speech.is_interrupted && ends_here).then(|| axis.at(to)),
        ..bar(speech.at, axis, class, title)
    }
}

fn silence(at: Stretch, axis: &Axis) -> Silence {
    let (x, width) = (axis.at(at.from), axis.between(at.from, at.to));
    Silence {
        x,
        width,
        middle: Percent(x.0 + width.0 / 2.0),
        label: format!("{:.1} s", at.length()),
        class: match width.0 {
            width if width >= 12.0 => Some(""),
            width if width >= 3.2 => Some("m"),
            _ => None,
        },
    }
}

fn flag(mark: &HandoffMark<'_>, axis: &Axis) -> Flag {
    let x = axis.at(mark.at);
    let name = mark
        .to
        .map_or_else(|| "–".to_owned(), |to| short(to, LABEL));
    let words = if mark.is_initial {
        "agent"
    } else {
        "handed over to"
    };
    Flag {
        x,
        title: format!("{words} {name}, {}", clock(mark.at)),
        name,
        is_left: x.0 > 70.0,
    }
}

fn turn_links(
    timeline: &Timeline<'_>,
    axis: &Axis,
    holds: impl Fn(f64) -> bool,
    targets: &Targets,
) -> Vec<TurnLink> {
    let mut last = [-100.0; 2];
    let marks = timeline.turns.iter().filter(|mark| holds(mark.at));
    marks
        .map(|mark| {
            let x = axis.at(mark.at);
            let mut is_free = [false; 2];
            for ((last, near), free) in last.iter_mut().zip(NEAR).zip(&mut is_free) {
                *free = (x.0 - *last).abs() >= near;
                if *free {
                    *last = x.0;
                }
            }
            TurnLink {
                x,
                turn: mark.turn,
                time: clock(mark.at),
                link: targets.turn(mark.turn),
                class: match is_free {
                    [_, true] => "",
                    [true, false] => "m",
                    [false, false] => "h",
                },
            }
        })
        .collect()
}

pub(super) fn length_of(at: Stretch) -> String {
    figures::with_unit(at.length())
}

pub(super) fn word(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Caller => "Caller",
        Speaker::Agent => "Agent",
    }
}
