//! A call on one time axis, for pictures: who spoke when, which tools ran, where the call was handed
//! over. Only what the payload times is in it; what it does not time is counted, never placed.

use super::Reading;
use super::ToolStatus;
use crate::payload::{
    Handoffs, Item, ItemKind, Message, Quiet, Role, Timestamp, ToolRun, Turn, is_spoken, item_time,
    seconds_between,
};
use crate::text::Untrusted;

/// What lies further than this from the middle of a call is a broken time, in seconds.
const FARTHEST: f64 = 4.0 * 3600.0;

/// A call on a time axis. All times are seconds from the start of the call, or from the first thing
/// that is timed where no start is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline<'a> {
    /// The first and the last moment; `None` if nothing is timed.
    pub range: Option<Stretch>,
    /// Who spoke when, in the order of the history.
    pub speech: Vec<Speech>,
    /// Both at once, in rising order.
    pub overlaps: Vec<Stretch>,
    /// Nobody for long; see [`crate::payload::SILENCE_SECONDS`].
    pub silences: Vec<Stretch>,
    /// Which tools ran.
    pub tools: Vec<ToolStretch<'a>>,
    /// Where the call was handed over.
    pub handoffs: Vec<HandoffMark<'a>>,
    /// Where turns begin.
    pub turns: Vec<TurnMark>,
    /// Messages of which only the time is known at which they were filed.
    pub filed: Vec<FiledMark>,
    /// Things that are not drawn, as their time is broken.
    pub left_out: usize,
}

/// From one moment to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// The first moment.
    pub from: f64,
    /// The last.
    pub to: f64,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The user.
    Caller,
    /// The assistant.
    Agent,
}

/// A message that was spoken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Speech {
    /// Who.
    pub speaker: Speaker,
    /// When.
    pub at: Stretch,
    /// Whether it was cut short.
    pub is_interrupted: bool,
    /// The turn.
    pub turn: Option<usize>,
}

/// A tool call, up to its output if there is one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToolStretch<'a> {
    /// The tool.
    pub name: Option<Untrusted<'a>>,
    /// When; both ends are the same where only one is known.
    pub at: Stretch,
    /// How it went.
    pub status: ToolStatus,
}

/// A handoff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HandoffMark<'a> {
    /// The agent that takes over.
    pub to: Option<Untrusted<'a>>,
    /// When.
    pub at: f64,
    /// Whether it only names the session's own agent.
    pub is_initial: bool,
}

/// The begin of a turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TurnMark {
    /// The turn's number.
    pub turn: usize,
    /// When its first message began.
    pub at: f64,
}

/// A message without a speech window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FiledMark {
    /// Who.
    pub speaker: Speaker,
    /// When it was filed.
    pub at: f64,
}

impl Stretch {
    /// Its length in seconds.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.to - self.from
    }
}

pub(super) fn build<'a>(reading: &Reading<'a>) -> Timeline<'a> {
    let items = reading.call.items();
    let Some(axis) = Axis::of(reading, items) else {
        return Timeline::default();
    };
    let mut drawn = Drawing {
        axis,
        timeline: Timeline::default(),
    };
    for turn in &reading.turns {
        drawn.turn(turn);
    }
    if reading.turns.is_empty() {
        items.iter().for_each(|item| drawn.item(None, item));
    }
    drawn.silences(items);
    drawn.handoffs(items);
    reading.runs.iter().for_each(|run| drawn.tool(run));
    drawn.finish()
}

/// Where 0 is, and what is too far from everything else to be true.
struct Axis {
    zero: Timestamp,
    middle: f64,
}

impl Axis {
    fn of(reading: &Reading<'_>, items: &[Item<'_>]) -> Option<Self> {
        let mut times: Vec<Timestamp> = items.iter().filter_map(item_time).collect();
        times.sort_unstable();
        let middle = *times.get(times.len() / 2)?;
        let is_near = |time: &Timestamp| seconds_between(*time, middle).abs() <= FARTHEST;
        let start = reading.clock.start.map(|start| start.at.0).filter(is_near);
        let zero = start.or_else(|| times.into_iter().find(is_near))?;
        Some(Self {
            zero,
            middle: seconds_between(zero, middle),
        })
    }

    fn place(&self, time: Timestamp) -> Option<f64> {
        let seconds = seconds_between(self.zero, time);
        ((seconds - self.middle).abs() <= FARTHEST).then_some(seconds)
    }

    fn stretch(&self, from: Timestamp, to: Timestamp) -> Option<Stretch> {
        let stretch = Stretch {
            from: self.place(from)?,
            to: self.place(to)?,
        };
        (stretch.from <= stretch.to).then_some(stretch)
    }
}

struct Drawing<'a> {
    axis: Axis,
    timeline: Timeline<'a>,
}

impl<'a> Drawing<'a> {
    fn turn(&mut self, turn: &Turn<'a>) {
        let spoken = turn.items.iter().filter(|item| is_spoken(item));
        let mut times = spoken.filter_map(|item| self.axis.place(item_time(item)?));
        if let Some(at) = times.next() {
            let mark = TurnMark {
                turn: turn.number,
                at,
            };
            self.timeline.turns.push(mark);
        }
        for item in turn.items {
            self.item(Some(turn.number), item);
        }
    }

    fn item(&mut self, turn: Option<usize>, item: &Item<'_>) {
        let Some((message, speaker)) = item.message().zip(speaker(item)) else {
            return;
        };
        let Some((from, to)) = message.metrics.speech() else {
            return self.filed(speaker, item, message);
        };
        match self.axis.stretch(from, to) {
            Some(at) => self.timeline.speech.push(Speech {
                speaker,
                at,
                is_interrupted: message.interrupted == Some(true),
                turn,
            }),
            None => self.leave_out(),
        }
    }

    fn filed(&mut self, speaker: Speaker, item: &Item<'_>, message: &Message<'_>) {
        if message.metrics.is_speech_reversed() {
            return self.leave_out();
        }
        match item_time(item).map(|time| self.axis.place(time)) {
            Some(Some(at)) => self.timeline.filed.push(FiledMark { speaker, at }),
            Some(None) => self.leave_out(),
            None => {}
        }
    }

    fn leave_out(&mut self) {
        self.timeline.left_out = self.timeline.left_out.saturating_add(1);
    }

    fn silences(&mut self, items: &[Item<'_>]) {
        let mut quiet = Quiet::default();
        for item in items.iter().filter(|item| is_spoken(item)) {
            let Some(metrics) = item.message().map(|message| &message.metrics) else {
                continue;
            };
            let silence = quiet.before(metrics);
            let until = silence.zip(metrics.speech_begins());
            let stretch = until.and_then(|((since, _), until)| self.axis.stretch(since, until));
            self.timeline.silences.extend(stretch);
            quiet = quiet.after(metrics);
        }
    }

    fn handoffs(&mut self, items: &'a [Item<'a>]) {
        let mut handoffs = Handoffs::default();
        for item in items {
            let is_transfer = handoffs.is_transfer(item);
            let ItemKind::Handoff(handoff) = &item.kind else {
                continue;
            };
            match item.created_at.known().map(|time| self.axis.place(time)) {
                Some(Some(at)) => self.timeline.handoffs.push(HandoffMark {
                    to: handoff.to,
                    at,
                    is_initial: !is_transfer,
                }),
                Some(None) => self.leave_out(),
                None => {}
            }
        }
    }

    fn tool(&mut self, run: &ToolRun<'a>) {
        let called = run.call.and_then(|(item, _)| item.created_at.known());
        let answered = run.output.and_then(|(item, _)| item.created_at.known());
        let Some(from) = called.or(answered) else {
            return;
        };
        // An output that comes before its call has no length.
        let to = answered.filter(|to| *to >= from).unwrap_or(from);
        match self.axis.stretch(from, to) {
            Some(at) => self.timeline.tools.push(ToolStretch {
                name: run.name(),
                at,
                status: run.status(),
            }),
            None => self.leave_out(),
        }
    }

    fn finish(mut self) -> Timeline<'a> {
        let of = |speaker: Speaker| {
            let own = self.timeline.speech.iter();
            joined(
                own.filter(|speech| speech.speaker == speaker)
                    .map(|speech| speech.at),
            )
        };
        self.timeline.overlaps = common(&of(Speaker::Caller), &of(Speaker::Agent));
        self.timeline.range = self.timeline.everything().reduce(|all, one| Stretch {
            from: all.from.min(one.from),
            to: all.to.max(one.to),
        });
        self.timeline
    }
}

impl Timeline<'_> {
    fn everything(&self) -> impl Iterator<Item = Stretch> {
        let point = |at: f64| Stretch { from: at, to: at };
        let speech = self.speech.iter().map(|speech| speech.at);
        let tools = self.tools.iter().map(|tool| tool.at);
        let points = self.handoffs.iter().map(|handoff| handoff.at);
        let points = points.chain(self.filed.iter().map(|mark| mark.at));
        let points = points.chain(self.turns.iter().map(|mark| mark.at));
        speech.chain(tools).chain(points.map(point))
    }
}

fn speaker(item: &Item<'_>) -> Option<Speaker> {
    match item.message()?.role? {
        Role::User => Some(Speaker::Caller),
        Role::Assistant => Some(Speaker::Agent),
        _ => None,
    }
}

/// Stretches in rising order, those that touch as one.
fn joined(stretches: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    let mut sorted: Vec<Stretch> = stretches.collect();
    sorted.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in sorted {
        match joined.last_mut() {
            Some(last) if stretch.from <= last.to => last.to = last.to.max(stretch.to),
            _ => joined.push(stretch),
        }
    }
    joined
}

/// What lies in both of two joined series.
fn common(one: &[Stretch], other: &[Stretch]) -> Vec<Stretch> {
    let mut common = Vec::new();
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(a), Some(b)) = (ones.peek(), others.peek()) {
        let (from, to) = (a.from.max(b.from), a.to.min(b.to));
        if from < to {
            common.push(Stretch { from, to });
        }
        if a.to < b.to {
            ones.next();
        } else {
            others.next();
        }
    }
    common
}

#[cfg(test)]
#[path = "timeline_tests.rs"]
mod tests;
