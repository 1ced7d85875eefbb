//! A call as it happens: exchange after exchange on one clock, each leaving its items.
//!
//! The order of items is that of their `created_at`, as LiveKit inserts them: a user's turn when it
//! is committed, a reply when it is authorised, a call when it starts, an output when it is there.

use super::body::{Item, Text};
use super::clock::Moment;
use super::ids;
use super::latency;
use super::rng::Rng;
use super::script::{Agent, Call, Exchange, Script};
use super::slots::Slots;

/// How a call is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Transcription, model and voice one after the other.
    Voice,
    /// A speech-to-speech model, which measures little.
    Realtime,
    /// A simulation that is written.
    Typed,
}

/// What may go wrong or be cut in one exchange.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Events {
    /// The reply is interrupted, if it is long enough.
    pub(super) barge_in: bool,
    /// The first tool fails and is tried again.
    pub(super) tool_error: bool,
}

/// The call so far.
pub(super) struct Stage {
    pub(super) mode: Mode,
    pub(super) rng: Rng,
    pub(super) slots: Slots,
    cut_in: &'static [&'static str],
    pub(super) items: Vec<Item>,
    /// When the last speech ended.
    pub(super) floor: Moment,
    /// When the next step can begin: the turn is committed, the tools are done.
    pub(super) ready: Moment,
    /// When the user stopped who has had no reply yet.
    pub(super) waiting: Option<Moment>,
    /// When the user began to talk into the last reply.
    pub(super) barge_in: Option<Moment>,
}

/// Kinds of items other than messages; the names are inferred from LiveKit's.
const HANDOFF: &str = "AgentHandoff";
const CONFIG: &str = "AgentConfigUpdate";
const CALL: &str = "FunctionCall";
const OUTPUT: &str = "FunctionCallOutput";

/// What an agent says while a tool runs that may take its time.
const FILLERS: &[&str] = &[
    "One moment, I'm checking that for you.",
    "Let me look that up, just a second.",
    "Bear with me while I check.",
    "Okay, I'm looking into it now.",
];

/// What a tool says that failed.
const FAILURES: &[&str] = &[
    "The service did not answer within 5 seconds. Try again.",
    "Upstream returned 503. Try once more before you give up.",
    "The record is locked by another request. Try again.",
];

impl Stage {
    /// The call of `script` when the agent joins.
    pub(super) fn new(mode: Mode, script: &'static Script, joined: Moment, rng: Rng) -> Self {
        Self {
            mode,
            rng,
            slots: Slots::new(script, joined),
            cut_in: script.cut_in,
            items: Vec::new(),
            floor: joined,
            ready: joined,
            waiting: None,
            barge_in: None,
        }
    }

    /// A text of a script, filled in.
    pub(super) fn text(&mut self, texts: &[&'static str]) -> Text {
        let chosen = self.rng.word(texts);
        self.slots.fill(&mut self.rng, chosen)
    }

    /// An agent takes the call, or takes it over.
    pub(super) fn enter(&mut self, agent: &Agent) {
        let handoff = self.after(3, 22);
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            handoff_to_agent_id: Some(agent.key),
            ..bare(HANDOFF, id, handoff)
        });
        let config = self.after(2, 6);
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(Item {
            instructions: Some(agent.instructions.into()),
            tools_added: Some(agent.tools),
            ..bare(CONFIG, id, config)
        });
    }

    /// What a simulated user is told.
    pub(super) fn persona(&mut self, persona: &'static str) {
        let content = self.text(&[persona]);
        let created = self.after(1, 4);
        let id = ids::item(&mut self.rng, "item_");
        self.items.push(message("System", content, id, created));
    }

    /// The agent speaks first: a scripted line, or one that the model made.
    pub(super) fn greet(&mut self, greeting: &[&'static str], is_scripted: bool) {
        let text = self.text(greeting);
        match self.mode {
            Mode::Voice => self.voice_greeting(text, is_scripted),
            Mode::Realtime => self.realtime_reply(text, false),
            Mode::Typed => self.typed_reply(text),
        }
    }

    /// A user's turn and what follows.
    pub(super) fn exchange(&mut self, exchange: &Exchange, events: Events) {
        self.slots.next_exchange();
        let mut said = self.text(exchange.user);
        if self.barge_in.is_some() {
            let lead = self.rng.word(self.cut_in);
            said = format!("{lead} {said}").into();
        }
        match self.mode {
            Mode::Voice => self.voice_user(said),
            Mode::Realtime => self.realtime_user(said),
            Mode::Typed => self.typed_user(said),
        }
        let fails = events.tool_error && !exchange.calls.is_empty();
        let filler = exchange.filler.or(fails.then(|| self.rng.word(FILLERS)));
        if let Some(filler) = filler {
            let filler = self.text(&[filler]);
            self.reply(filler, false);
        }
        if fails {
            let output = self.rng.word(FAILURES);
            let failing = exchange.calls.iter().take(1);
            let failing: Vec<Call> = failing.map(|call| Call { output, ..*call }).collect();
            self.tools(&failing, true);
        }
        self.tools(exchange.calls, false);
        if let Some(agent) = &exchange.transfer {
            self.enter(agent);
        }
        let reply = self.text(exchange.reply);
        self.reply(reply, events.barge_in);
    }

    fn reply(&mut self, text: Text, cut: bool) {
        match self.mode {
            Mode::Voice => self.voice_reply(text, cut),
            Mode::Realtime => self.realtime_reply(text, cut),
            Mode::Typed => self.typed_reply(text),
        }
    }

    /// Tools run side by side; the next step waits for the last of them.
    fn tools(&mut self, calls: &[Call], is_error: bool) {
        if calls.is_empty() {
            return;
        }
        let chosen = self.rng.quantile(latency::TOOL_CHOICE);
        self.ready = self.ready.plus(chosen);
        let response = ids::item(&mut self.rng, "item_");
        let mut outputs = Vec::new();
        for (number, call) in calls.iter().enumerate() {
            let started = self.after(0, 2);
            let call_id = ids::call(&mut self.rng);
            let arguments = self.slots.fill(&mut self.rng, call.arguments);
            self.items.push(Item {
                tool_name: Some(call.name),
                tool_call_id: Some(call_id.clone()),
                tool_arguments_json: Some(arguments),
                ..bare(CALL, format!("{response}/fnc_{number}"), started)
            });
            outputs.push((self.finished(started), call, call_id));
        }
        outputs.sort_by_key(|(at, ..)| *at);
        for (at, call, call_id) in outputs {
            let id = ids::item(&mut self.rng, "item_");
            let output = self.slots.fill(&mut self.rng, call.output);
            self.items.push(Item {
                tool_name: Some(call.name),
                tool_call_id: Some(call_id),
                tool_output: Some(output),
                tool_is_error: Some(is_error),
                ..bare(OUTPUT, id, at)
            });
            self.ready = at;
        }
    }

    /// When a tool is done: soon enough that nobody waits for three seconds.
    fn finished(&mut self, started: Moment) -> Moment {
        let run = self.rng.quantile(latency::TOOL);
        let patience = match self.waiting {
            None => latency::LONGEST,
            Some(since) => latency::LONGEST
                .saturating_sub(started.since(since))
                .saturating_sub(1000),
        };
        started.plus(run.min(patience).max(20))
    }

    /// The next step, so many milliseconds later.
    pub(super) fn after(&mut self, low: i64, high: i64) -> Moment {
        self.ready = self.ready.plus(self.rng.between(low, high));
        self.ready
    }
}

fn bare(kind: &'static str, id: String, created: Moment) -> Item {
    Item {
        kind,
        id,
        created_at: Some(created),
        ..Item::default()
    }
}

/// A message.
pub(super) fn message(role: &'static str, content: Text, id: String, created: Moment) -> Item {
    Item {
        role: Some(role),
        content: Some(content),
        ..bare("Message", id, created)
    }
}
