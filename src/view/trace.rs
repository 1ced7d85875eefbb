//! A call as spans on lanes, in microseconds: who spoke when, which tools ran, where the stages of each turn
//! lie. What has no time, or a broken one, is not on it.

use super::Reading;
use super::entry::{Entry, HandoffEntry, Transcript, Utterance, What};
use super::stages::{Stage, bars};
use super::time::Start;
use super::tools::ToolUse;
use super::waterfall::tools;
use crate::payload::{
    EndToEnd, LONGEST_DELAY, Role, Timestamp, Turn, TurnLatency, Unreliable, seconds_between,
};
use crate::text::Untrusted;

/// A call on its lanes.
#[derive(Debug, Clone)]
pub struct Trace<'a> {
    /// The session.
    pub session_id: Option<Untrusted<'a>>,
    /// The agent's name.
    pub agent_name: Option<Untrusted<'a>>,
    /// When the call started.
    pub start: Option<Start>,
    /// What takes time, by when it begins.
    pub spans: Vec<Span<'a>>,
    /// What happens at a moment.
    pub marks: Vec<Mark<'a>>,
}

/// Where a span is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// The whole call.
    Call,
    /// What the user says.
    Caller,
    /// What the agent says.
    Agent,
    /// From the end of the user's speech to the beginning of the agent's.
    EndToEnd,
    /// A stage of the turns.
    Stage(Stage),
    /// Tool runs.
    Tools,
    /// Handoffs and changes of configuration.
    Events,
}

/// Something that takes time.
#[derive(Debug, Clone)]
pub struct Span<'a> {
    /// Where it is drawn.
    pub lane: Lane,
    /// Microseconds from the first thing on the trace.
    pub from_us: i64,
    /// Where it ends; not before it begins.
    pub to_us: i64,
    /// The turn that it belongs to.
    pub turn: Option<usize>,
    /// What it is.
    pub what: SpanOf<'a>,
}

/// What takes time.
#[derive(Debug, Clone)]
pub enum SpanOf<'a> {
    /// The call.
    Call,
    /// Something said.
    Speech(Utterance<'a>),
    /// A turn's end to end, and whether it is computed.
    EndToEnd(bool),
    /// A stage of a turn.
    Stage(Stage),
    /// A tool.
    Tool(ToolUse<'a>),
}

/// Something that happens at a moment.
#[derive(Debug, Clone)]
pub struct Mark<'a> {
    /// Where it is drawn.
    pub lane: Lane,
    /// Microseconds from the first thing on the trace.
    pub at_us: i64,
    /// The turn that it belongs to.
    pub turn: Option<usize>,
    /// What it is.
    pub what: MarkOf<'a>,
}

/// What happens at a moment.
#[derive(Debug, Clone, Copy)]
pub enum MarkOf<'a> {
    /// A handoff.
    Handoff(HandoffEntry<'a>),
    /// A change of configuration that adds so many tools.
    Config(usize),
    /// The agent was interrupted.
    Interrupted,
    /// The delays of a turn are not drawn, for this reason.
    Unreliable(Unreliable),
}

/// Puts things on their lanes.
struct Drawer<'r, 'a> {
    reading: &'r Reading<'a>,
    spans: Vec<Span<'a>>,
    marks: Vec<Mark<'a>>,
}

pub(super) fn build<'a>(reading: &Reading<'a>, transcript: &Transcript<'a>) -> Trace<'a> {
    let mut drawer = Drawer {
        reading,
        spans: Vec::new(),
        marks: Vec::new(),
    };
    drawer.call();
    for entry in &transcript.entries {
        drawer.entry(entry);
    }
    for (turn, latency) in reading.turns.iter().zip(reading.latencies()) {
        drawer.turn(turn, &latency);
    }
    let Drawer {
        mut spans,
        mut marks,
        ..
    } = drawer;
    from_the_first(&mut spans, &mut marks);
    spans.sort_by_key(|span| span.from_us);
    marks.sort_by_key(|mark| mark.at_us);
    Trace {
        session_id: reading.call.session_id,
        agent_name: reading.call.agent_name,
        start: reading.clock.start,
        spans,
        marks,
    }
}

/// Viewers begin at 0, while somebody may have spoken before the call is said to have started.
fn from_the_first(spans: &mut [Span<'_>], marks: &mut [Mark<'_>]) {
    let begins = spans.iter().map(|span| span.from_us);
    let first = begins.chain(marks.iter().map(|mark| mark.at_us)).min();
    let first = first.unwrap_or(0).min(0);
    for span in spans {
        span.from_us = span.from_us.saturating_sub(first);
        span.to_us = span.to_us.saturating_sub(first);
    }
    for mark in marks {
        mark.at_us = mark.at_us.saturating_sub(first);
    }
}

impl<'a> Drawer<'_, 'a> {
    /// Microseconds from the start of the call; a moment far from it is broken.
    fn us(&self, at: Timestamp) -> Option<i64> {
        let start = self.reading.clock.start?.at.0;
        microseconds(seconds_between(start, at))
    }

    fn span(&mut self, lane: Lane, window: (i64, i64), turn: Option<usize>, what: SpanOf<'a>) {
        let (from_us, to_us) = window;
        if from_us <= to_us {
            self.spans.push(Span {
                lane,
                from_us,
                to_us,
                turn,
                what,
            });
        }
    }

    fn mark(&mut self, lane: Lane, at: Option<i64>, turn: Option<usize>, what: MarkOf<'a>) {
        let mark = at.map(|at_us| Mark {
            lane,
            at_us,
            turn,
            what,
        });
        self.marks.extend(mark);
    }

    fn call(&mut self) {
        let seconds = self.reading.call.duration_seconds;
        let length = seconds
            .filter(|seconds| *seconds > 0.0)
            .and_then(microseconds);
        if let Some(length) = length.filter(|_| self.reading.clock.start.is_some()) {
            self.span(Lane::Call, (0, length), None, SpanOf::Call);
        }
    }

    fn entry(&mut self, entry: &Entry<'a>) {
        let at = entry.at.and_then(|moment| self.us(moment.0));
        let turn = entry.turn;
        match &entry.what {
            What::Message(message) => self.message(message, turn),
            What::Tool(tool) => {
                let length = tool.duration_seconds.and_then(microseconds).unwrap_or(0);
                if let Some(from) = at {
                    let window = (from, from.saturating_add(length));
                    self.span(Lane::Tools, window, turn, SpanOf::Tool(tool.clone()));
                }
            }
            What::Handoff(handoff) => {
                self.mark(Lane::Events, at, turn, MarkOf::Handoff(*handoff));
            }
            What::Config(change) => {
                let tools = change.tools_added.len();
                self.mark(Lane::Events, at, turn, MarkOf::Config(tools));
            }
            What::Silence(_) | What::Other => {}
        }
    }

    fn message(&mut self, message: &Utterance<'a>, turn: Option<usize>) {
        let lane = match message.role {
            Some(Role::User) => Lane::Caller,
            Some(Role::Assistant) => Lane::Agent,
            _ => return,
        };
        let us = |moment: super::Moment| self.us(moment.0);
        let (from, to) = (
            message.speech_begins.and_then(us),
            message.speech_ends.and_then(us),
        );
        if let Some(window) = from.zip(to) {
            self.span(lane, window, turn, SpanOf::Speech(*message));
        }
        if message.interrupted == Some(true) {
            self.mark(lane, to, turn, MarkOf::Interrupted);
        }
    }

    fn turn(&mut self, turn: &Turn<'a>, latency: &TurnLatency) {
        let number = Some(turn.number);
        let stopped = turn.trigger();
        let stopped = stopped.and_then(|spoken| spoken.message.metrics.speech_ends());
        let Some(zero) = stopped.and_then(|at| self.us(at)) else {
            return;
        };
        if let Some(reason) = latency.unreliable {
            self.mark(
                Lane::EndToEnd,
                Some(zero),
                number,
                MarkOf::Unreliable(reason),
            );
            return;
        }
        let place = |seconds: f64| Some(zero.saturating_add(microseconds(seconds)?));
        if let Some(e2e) = latency.e2e {
            let is_computed = matches!(e2e, EndToEnd::Computed(_));
            if let Some(end) = place(e2e.seconds()) {
                self.span(
                    Lane::EndToEnd,
                    (zero, end),
                    number,
                    SpanOf::EndToEnd(is_computed),
                );
            }
        }
        // Tools have their own lane, where each is for itself.
        let stages = bars(latency, tools(turn));
        for bar in stages.iter().filter(|bar| bar.stage != Stage::Tools) {
            if let Some(window) = place(bar.from).zip(place(bar.to)) {
                let what = SpanOf::Stage(bar.stage);
                self.span(Lane::Stage(bar.stage), window, number, what);
            }
        }
    }
}

fn microseconds(seconds: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "at most 10^12")]
    (seconds.abs() < LONGEST_DELAY).then_some((seconds * 1e6).round() as i64)
}
