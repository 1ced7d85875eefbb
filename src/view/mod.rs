//! What `show` shows, as finished data: a call is read once and becomes the views that were
//! asked for. The types here are the public JSON of `show`, apart from fields that only a
//! person needs. Nothing here reads a clock, a terminal or the environment.

mod arguments;
mod band;
mod cues;
mod entry;
mod evaluation;
mod filter;
mod latency;
mod options;
mod remark;
mod seconds;
mod stages;
mod summary;
mod time;
mod timeline;
mod tools;
pub mod trace;
mod transcript;
mod waterfall;

pub use crate::payload::{
    P90_NEEDS, P95_NEEDS, P99_NEEDS, Recording, Role, SILENCE_SECONDS, StartField, ToolStatus,
};
pub use arguments::ForeignText;
pub use band::Band;
pub use cues::Cue;
pub use entry::{Answer, ConfigChange, Entry, HandoffEntry, Silence, Transcript, Utterance, What};
pub use evaluation::{Evaluation, OutcomeName};
pub use latency::{
    E2eSource, Latency, LatencyTurn, MetricName, Statistics, StatsRow, UnreliableName,
};
pub use options::{EntryKind, Filter, Options, RoleName, TimeMode, TurnRange, Zone};
pub use remark::{Level, Remark};
pub use stages::{Bar, Stage};
pub use summary::{Campaign, Channel, ChannelKind, LatencyLine, Problems, Summary, TestLine};
pub use time::{Moment, Start};
pub use timeline::{
    FiledMark, HandoffMark, Speaker, Speech, Stretch, Timeline, ToolStretch, TurnMark,
};
pub use tools::{ToolCounts, ToolEntry, ToolUse, Tools};
pub use waterfall::{TurnBars, Waterfall};

use serde::Serialize;

use crate::payload::{self, Call, Payload, ToolRun, Turn, TurnLatency};
use crate::rows;
use time::Clock;

/// A view of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// [`Summary`].
    Summary,
    /// [`Transcript`].
    Transcript,
    /// [`Latency`].
    Latency,
    /// [`Tools`].
    Tools,
    /// [`Evaluation`].
    Evaluation,
}

impl View {
    /// Every view, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Summary,
        Self::Transcript,
        Self::Latency,
        Self::Tools,
        Self::Evaluation,
    ];

    /// The rows that hold what the view shows.
    #[must_use]
    pub fn rows(self) -> rows::Kind {
        match self {
            Self::Summary | Self::Evaluation => rows::Kind::Calls,
            Self::Transcript | Self::Latency => rows::Kind::Turns,
            Self::Tools => rows::Kind::Tools,
        }
    }
}

/// Which views to build, and how.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Build [`Summary`].
    pub summary: bool,
    /// Build [`Transcript`].
    pub transcript: bool,
    /// Build [`Latency`].
    pub latency: bool,
    /// Build [`Tools`].
    pub tools: bool,
    /// Build [`Evaluation`].
    pub evaluation: bool,
    /// Build rows of this kind.
    pub rows: Option<rows::Kind>,
    /// Build the [`Cue`]s of what the transcript's filter leaves.
    pub cues: bool,
    /// Build [`Timeline`], and pass on what checking found.
    pub timeline: bool,
    /// Build [`trace::Trace`].
    pub trace: bool,
    /// Build [`Waterfall`].
    pub waterfall: bool,
    /// How times are shown and what is left out.
    pub options: Options,
}

impl Request {
    /// Every view but the timeline, which only pictures need.
    #[must_use]
    pub fn all(options: Options) -> Self {
        Self {
            summary: true,
            transcript: true,
            latency: true,
            tools: true,
            evaluation: true,
            options,
            ..Self::default()
        }
    }
}

/// Where a call is from, and what was found wrong with it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin<'a> {
    /// The name of the source; as untrusted as the payload.
    pub name: &'a str,
    /// The line on which the call starts, from 1.
    pub line: usize,
    /// How much checking found, if it was checked.
    pub problems: Option<Problems>,
    /// The first of what it found.
    pub remarks: &'a [Remark],
}

/// The views of one call.
#[derive(Debug, Clone, Serialize)]
pub struct CallView<'a> {
    /// The name of the source; as untrusted as the payload.
    #[serde(rename = "path")]
    pub name: &'a str,
    /// The line on which the call starts, from 1.
    pub line: usize,
    /// Whether the payload has a history at all: without one nothing is known of turns and tools.
    #[serde(skip)]
    pub has_history: bool,
    /// Whether the filters leave nothing in the views that they are about.
    #[serde(skip)]
    pub is_filtered_out: bool,
    /// The call at a glance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary<'a>>,
    /// What was said and what happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<Transcript<'a>>,
    /// Where the time went, turn by turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latency: Option<Latency>,
    /// Which tools ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tools: Option<Tools<'a>>,
    /// How the test went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<Evaluation<'a>>,
    /// The call on one time axis.
    #[serde(skip)]
    pub timeline: Option<Timeline<'a>>,
    /// What checking found, all of it or the first; with the timeline.
    #[serde(skip)]
    pub remarks: Option<&'a [Remark]>,
    /// The call as rows of a table, which have a public form of their own.
    #[serde(skip)]
    pub rows: Option<rows::Table<'a>>,
    /// What was said as subtitles.
    #[serde(skip)]
    pub cues: Option<Vec<Cue<'a>>>,
    /// The call on lanes.
    #[serde(skip)]
    pub trace: Option<trace::Trace<'a>>,
    /// The turns as bars.
    #[serde(skip)]
    pub waterfall: Option<Waterfall>,
}

/// The call with its turns and tool runs joined, as every view needs it.
struct Reading<'a> {
    call: &'a Call<'a>,
    turns: Vec<Turn<'a>>,
    runs: Vec<ToolRun<'a>>,
    latencies: Vec<TurnLatency>,
    clock: Clock,
}

impl Reading<'_> {
    fn latencies(&self) -> Vec<TurnLatency> {
        self.latencies.clone()
    }
}

/// Builds the requested views of a call.
#[must_use]
pub fn build<'a>(payload: &'a Payload<'a>, request: &Request, origin: Origin<'a>) -> CallView<'a> {
    let call = &payload.call;
    let options = &request.options;
    let reading = payload::Reading::of(payload);
    let latencies = reading.latencies().to_vec();
    let payload::Reading { turns, runs, .. } = reading;
    let reading = Reading {
        call,
        latencies,
        turns,
        runs,
        clock: Clock::new(call, options.time),
    };
    let summary = || summary::build(payload.event, &reading, options, origin.problems);
    let rows = |kind| {
        let (path, line) = (origin.name, origin.line);
        rows::of(
            kind,
            payload,
            rows::Origin { path, line },
            options.show_values,
        )
    };
    let mut view = CallView {
        name: origin.name,
        line: origin.line,
        has_history: call.history.is_some(),
        is_filtered_out: false,
        summary: request.summary.then(summary),
        transcript: request
            .transcript
            .then(|| transcript::build(&reading, options)),
        latency: request
            .latency
            .then(|| latency::build(reading.latencies(), &options.filter)),
        tools: request.tools.then(|| tools::build(&reading, options)),
        evaluation: request.evaluation.then(|| evaluation::build(&call.test)),
        timeline: request.timeline.then(|| timeline::build(&reading)),
        remarks: request.timeline.then_some(origin.remarks),
        rows: request.rows.map(rows),
        cues: request
            .cues
            .then(|| cues::build(&transcript::build(&reading, options))),
        trace: request
            .trace
            .then(|| trace::build(&reading, &transcript::build(&reading, options))),
        waterfall: request
            .waterfall
            .then(|| waterfall::build(&reading, &options.filter)),
    };
    view.is_filtered_out = filter::leaves_nothing(&view, &options.filter);
    view
}
