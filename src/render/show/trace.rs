//! Calls as a trace for Perfetto and `chrome://tracing`: the JSON object of Google's Trace Event Format. A call
//! is a process, a lane a thread; spans that would cross another on their lane get a lane beside it, as
//! viewers nest what overlaps.

use std::io::{self, Write};

use serde::Serialize;

use super::{Renderer, figures};
use crate::exit::Signal;
use crate::render::items::Items;
use crate::text::{Untrusted, counted, cut};
use crate::view::trace::{Lane, Mark, MarkOf, Span, SpanOf};
use crate::view::{CallView, Stage, ToolStatus, Utterance};

/// Bytes of a name; the whole text is among the arguments.
const LONGEST_NAME: usize = 80;

/// Every lane, from top to bottom.
const LANES: [Lane; 12] = [
    Lane::Call,
    Lane::Caller,
    Lane::Agent,
    Lane::EndToEnd,
    Lane::Stage(Stage::EndOfTurn),
    Lane::Stage(Stage::Transcription),
    Lane::Stage(Stage::Callback),
    Lane::Stage(Stage::LlmTtft),
    Lane::Stage(Stage::TtsTtfb),
    Lane::Stage(Stage::Rest),
    Lane::Tools,
    Lane::Events,
];

/// Threads that a lane may have.
const MOST: usize = 1_000;

/// One event of the format. Times are microseconds.
#[derive(Serialize)]
struct Event<'e> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cat: Option<&'static str>,
    ph: &'static str,
    pid: usize,
    tid: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    ts: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dur: Option<i64>,
    /// The scope of an instant: its thread.
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<&'static str>,
    args: Args<'e>,
}

/// What a viewer shows of an event that was selected.
#[derive(Default, Serialize)]
#[serde(default)]
struct Args<'e> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort_index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    turn: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Untrusted<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interrupted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<ToolStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arguments: Option<Untrusted<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Untrusted<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// A trace that is being written.
pub(super) struct Trace {
    events: Items,
    calls: usize,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            events: Items::behind(|out| out.write_all(b"{\n  \"traceEvents\": [")),
            calls: 0,
        }
    }
}

impl Renderer for Trace {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.calls = self.calls.saturating_add(1);
        let Some(lanes) = &view.trace else {
            return Ok(());
        };
        let process = process(self.calls, view, lanes);
        self.events.push(out, &process)?;
        let mut threads = Threads::new(self.calls);
        let spans: Vec<(usize, &Span<'_>)> = lanes
            .spans
            .iter()
            .map(|span| (threads.of(span.lane, span.from_us, span.to_us), span))
            .collect();
        let marks: Vec<(usize, &Mark<'_>)> = lanes
            .marks
            .iter()
            .map(|mark| (threads.first(mark.lane), mark))
            .collect();
        for event in threads.names() {
            self.events.push(out, &event)?;
        }
        for (tid, span) in spans {
            self.events.push(out, &complete(self.calls, tid, span))?;
        }
        for (tid, mark) in marks {
            self.events.push(out, &instant(self.calls, tid, mark))?;
        }
        Ok(())
    }

    fn finish(&mut self, _stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        self.events.end(out, "  ")?;
        out.write_all(b",\n  \"displayTimeUnit\": \"ms\",\n  \"otherData\": {\"producer\": \"speakhook\"}\n}\n")
    }
}

fn process<'e>(
    pid: usize,
    view: &CallView<'e>,
    lanes: &crate::view::trace::Trace<'e>,
) -> Event<'e> {
    let start = lanes.start.map(|start| start.at.0.to_rfc3339());
    let who = lanes.agent_name.or(lanes.session_id);
    let who = who.map_or_else(|| view.name.to_owned(), |who| who.raw().to_owned());
    let name = [Some(cut(&who, LONGEST_NAME).into_owned()), start];
    let name: Vec<String> = name.into_iter().flatten().collect();
    metadata("process_name", pid, 0, name.join(", "))
}

fn metadata<'e>(kind: &str, pid: usize, tid: usize, name: String) -> Event<'e> {
    Event {
        name: kind.to_owned(),
        cat: None,
        ph: "M",
        pid,
        tid,
        ts: None,
        dur: None,
        s: None,
        args: Args {
            name: Some(name),
            ..Args::default()
        },
    }
}

fn complete<'e>(pid: usize, tid: usize, span: &Span<'e>) -> Event<'e> {
    let (name, cat, args) = match &span.what {
        SpanOf::Call => ("call".to_owned(), "call", Args::default()),
        SpanOf::Speech(message) => speech(message),
        SpanOf::EndToEnd(is_computed) => {
            let note = is_computed.then_some("computed from when the speech stopped and started");
            let seconds = span.to_us.saturating_sub(span.from_us);
            (
                end_to_end(seconds),
                "latency",
                Args {
                    note,
                    ..Args::default()
                },
            )
        }
        SpanOf::Stage(stage) => {
            let note = note(*stage);
            (
                name(Lane::Stage(*stage)).to_owned(),
                "latency",
                Args {
                    note,
                    ..Args::default()
                },
            )
        }
        SpanOf::Tool(tool) => {
            let name = tool.name.map_or("tool", |name| name.raw());
            let args = Args {
                status: Some(tool.status),
                arguments: tool.arguments,
                output: tool.output,
                ..Args::default()
            };
            (cut(name, LONGEST_NAME).into_owned(), "tool", args)
        }
    };
    Event {
        name,
        cat: Some(cat),
        ph: "X",
        pid,
        tid,
        ts: Some(span.from_us),
        dur: Some(span.to_us.saturating_sub(span.from_us)),
        s: None,
        args: Args {
            turn: span.turn,
            ..args
        },
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most 10^12")]
fn end_to_end(us: i64) -> String {
    format!("end to end {}", figures::with_unit(us as f64 / 1e6))
}

fn speech<'e>(message: &Utterance<'e>) -> (String, &'static str, Args<'e>) {
    let text = message.content.map_or("", |content| content.raw());
    let args = Args {
        text: message.content,
        interrupted: message.interrupted,
        confidence: message.confidence,
        ..Args::default()
    };
    (cut(text, LONGEST_NAME).into_owned(), "speech", args)
}

fn instant<'e>(pid: usize, tid: usize, mark: &Mark<'e>) -> Event<'e> {
    let to = |to: Option<Untrusted<'_>>| {
        let to = to.map_or("", |to| to.raw());
        cut(to, LONGEST_NAME).into_owned()
    };
    let (name, cat) = match mark.what {
        MarkOf::Handoff(handoff) if handoff.is_initial => {
            (format!("agent {}", to(handoff.to)), "handoff")
        }
        MarkOf::Handoff(handoff) => (format!("handoff to {}", to(handoff.to)), "handoff"),
        MarkOf::Config(tools) => (format!("config: {}", counted(tools, "tool")), "config"),
        MarkOf::Interrupted => ("interrupted".to_owned(), "speech"),
        MarkOf::Unreliable(reason) => (format!("not drawn: {}", reason.name()), "latency"),
    };
    Event {
        name,
        cat: Some(cat),
        ph: "i",
        pid,
        tid,
        ts: Some(mark.at_us),
        dur: None,
        s: Some("t"),
        args: Args {
            turn: mark.turn,
            ..Args::default()
        },
    }
}

fn name(lane: Lane) -> &'static str {
    match lane {
        Lane::Call => "call",
        Lane::Caller => "caller",
        Lane::Agent => "agent",
        Lane::EndToEnd => "end to end",
        Lane::Stage(Stage::EndOfTurn) => "end of turn",
        Lane::Stage(Stage::Transcription) => "transcription",
        Lane::Stage(Stage::Callback) => "callback",
        Lane::Stage(Stage::LlmTtft) => "LLM first token",
        Lane::Stage(Stage::TtsTtfb) => "TTS first byte",
        Lane::Stage(Stage::Rest) => "rest",
        Lane::Stage(Stage::Tools) | Lane::Tools => "tools",
        Lane::Events => "handoffs",
    }
}

fn note(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::LlmTtft | Stage::TtsTtfb => {
            Some("its length is reported; when it began is not, and is assumed")
        }
        Stage::Rest => Some("neither a stage nor a tool covers it"),
        _ => None,
    }
}

/// The threads of a process, and where each ends so far.
struct Threads {
    pid: usize,
    ends: Vec<(Lane, Vec<i64>)>,
}

impl Threads {
    fn new(pid: usize) -> Self {
        let ends = LANES.into_iter().map(|lane| (lane, Vec::new()));
        Self {
            pid,
            ends: ends.collect(),
        }
    }

    /// The thread for a span: the first of its lane that is free. Spans come by when they begin.
    fn of(&mut self, lane: Lane, from: i64, to: i64) -> usize {
        let Some((place, ends)) = self.lane(lane) else {
            return 0;
        };
        let free = ends.iter().position(|end| *end <= from);
        let thread = free.unwrap_or(ends.len()).min(MOST.saturating_sub(1));
        match ends.get_mut(thread) {
            Some(end) => *end = (*end).max(to),
            None => ends.push(to),
        }
        tid(place, thread)
    }

    /// The first thread of a lane.
    fn first(&mut self, lane: Lane) -> usize {
        let Some((place, ends)) = self.lane(lane) else {
            return 0;
        };
        if ends.is_empty() {
            ends.push(0);
        }
        tid(place, 0)
    }

    fn lane(&mut self, lane: Lane) -> Option<(usize, &mut Vec<i64>)> {
        let mut lanes = self.ends.iter_mut().enumerate();
        lanes
            .find(|(_, (own, _))| *own == lane)
            .map(|(place, (_, ends))| (place, ends))
    }

    /// What the threads are called, and in which order they stand.
    fn names(&self) -> Vec<Event<'static>> {
        let mut events = Vec::new();
        for (place, (lane, ends)) in self.ends.iter().enumerate() {
            for thread in 0..ends.len() {
                let tid = tid(place, thread);
                let name = match thread {
                    0 => name(*lane).to_owned(),
                    more => format!("{} {}", name(*lane), more.saturating_add(1)),
                };
                events.push(metadata("thread_name", self.pid, tid, name));
                let sort_index = Some(tid);
                let mut order = metadata("thread_sort_index", self.pid, tid, String::new());
                order.args = Args {
                    sort_index,
                    ..Args::default()
                };
                events.push(order);
            }
        }
        events
    }
}

/// The number of a thread, which is not 0.
fn tid(lane: usize, thread: usize) -> usize {
    lane.saturating_mul(MOST)
        .saturating_add(thread)
        .saturating_add(1)
}
