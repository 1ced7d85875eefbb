//! What was said and what happened, in the order of the history.

use super::Reading;
use super::entry::{
    Answer, ConfigChange, Entry, HandoffEntry, Silence, Transcript, Utterance, What,
};
use super::filter;
use super::options::Options;
use super::time::Moment;
use super::tools::ToolUse;
use crate::payload::{
    ConfigUpdate, Handoffs, Item, ItemKind, Message, Quiet, Shape, Timestamp, ToolRun, TurnLatency,
    is_spoken, item_time,
};
use crate::text::Untrusted;

/// A transcription below this confidence is marked. Exactly 0 means that none was measured.
const LOW_CONFIDENCE: f64 = 0.5;

pub(super) fn build<'a>(reading: &Reading<'a>, options: &Options) -> Transcript<'a> {
    let mut scribe = Scribe::new(reading, options.full_args);
    if reading.turns.is_empty() {
        reading
            .call
            .items()
            .iter()
            .for_each(|item| scribe.item(None, item));
    }
    for (turn, latency) in reading.turns.iter().zip(reading.latencies()) {
        scribe.answer = turn.reply().map(|reply| reply.item).zip(answer(&latency));
        turn.items
            .iter()
            .for_each(|item| scribe.item(Some(turn.number), item));
    }
    let total = scribe.entries.len();
    Transcript {
        start: reading.clock.start,
        entries: filter::apply(scribe.entries, &options.filter),
        total,
        is_full: options.full_args,
    }
}

/// Where in the transcript a silence would be noted.
#[derive(Clone, Copy, Default)]
struct AfterSpeech {
    turn: Option<usize>,
    /// Where in the entries.
    place: usize,
}

/// Writes the entries down, item by item.
struct Scribe<'r, 'a> {
    reading: &'r Reading<'a>,
    runs: std::slice::Iter<'r, ToolRun<'a>>,
    is_full: bool,
    entries: Vec<Entry<'a>>,
    quiet: Quiet,
    after_speech: AfterSpeech,
    handoffs: Handoffs,
    /// The reply of the turn at hand, and how long it took.
    answer: Option<(&'a Item<'a>, Answer)>,
}

impl<'r, 'a> Scribe<'r, 'a> {
    fn new(reading: &'r Reading<'a>, is_full: bool) -> Self {
        Self {
            reading,
            runs: reading.runs.iter(),
            is_full,
            entries: Vec::new(),
            quiet: Quiet::default(),
            after_speech: AfterSpeech::default(),
            handoffs: Handoffs::default(),
            answer: None,
        }
    }

    fn item(&mut self, turn: Option<usize>, item: &'a Item<'a>) {
        let is_transfer = self.handoffs.is_transfer(item);
        let what = match &item.kind {
            ItemKind::Message(message) => {
                if is_spoken(item) {
                    self.silence_before(message);
                }
                What::Message(Utterance {
                    answer: self.answer_of(item),
                    ..utterance(item, message)
                })
            }
            ItemKind::ToolCall(_) | ItemKind::ToolOutput(_) => match self.run_of(item) {
                Some(run) => What::Tool(ToolUse::new(run)),
                None => return,
            },
            ItemKind::Handoff(handoff) => What::Handoff(HandoffEntry {
                to: handoff.to,
                is_initial: !is_transfer,
            }),
            ItemKind::ConfigUpdate(update) => What::Config(self.config(update)),
            ItemKind::Other => What::Other,
        };
        let entry = self.entry(turn, item_time(item), what);
        self.entries.push(Entry {
            index: Some(item.index),
            ..entry
        });
        if let Some(message) = item.message().filter(|_| is_spoken(item)) {
            self.quiet = self.quiet.after(&message.metrics);
            let place = self.entries.len();
            self.after_speech = AfterSpeech { turn, place };
        }
    }

    fn entry(&self, turn: Option<usize>, at: Option<Timestamp>, what: What<'a>) -> Entry<'a> {
        let clock = &self.reading.clock;
        Entry {
            turn,
            index: None,
            at: at.map(Moment),
            offset_seconds: clock.offset(at),
            time: clock.label(at),
            follows_gap: false,
            what,
        }
    }

    fn answer_of(&self, item: &Item<'_>) -> Option<Answer> {
        let (reply, answer) = self.answer?;
        std::ptr::eq(reply, item).then_some(answer)
    }

    /// The run that an item stands for; an output that is shown with its call has none.
    fn run_of(&mut self, item: &Item<'_>) -> Option<&'r ToolRun<'a>> {
        let stands_for = |run: &ToolRun<'_>| run.item().is_some_and(|own| std::ptr::eq(own, item));
        let next = self.runs.as_slice().first()?;
        if stands_for(next) {
            self.runs.next()
        } else {
            None
        }
    }

    /// Notes the pause before a message, right after what was said before it.
    fn silence_before(&mut self, message: &Message<'_>) {
        let Some((since, duration_seconds)) = self.quiet.before(&message.metrics) else {
            return;
        };
        let silence = What::Silence(Silence { duration_seconds });
        let entry = self.entry(self.after_speech.turn, Some(since), silence);
        let place = self.after_speech.place.min(self.entries.len());
        self.entries.insert(place, entry);
    }

    fn config(&self, update: &ConfigUpdate<'a>) -> ConfigChange<'a> {
        ConfigChange {
            instructions_length: update.instructions.map(Untrusted::characters),
            instructions: update.instructions.filter(|_| self.is_full),
            tools_added: update.tools_added.clone().unwrap_or_default(),
        }
    }
}

fn utterance<'a>(item: &Item<'a>, message: &Message<'a>) -> Utterance<'a> {
    let is_another =
        |kind: &Untrusted<'_>| !kind.is_empty() && Shape::named(*kind) != Some(Shape::Message);
    let confidence = message.transcript_confidence;
    Utterance {
        role: message.role,
        declared_kind: item.declared_kind.filter(is_another),
        content: message.content,
        interrupted: message.interrupted,
        confidence,
        is_low_confidence: confidence.is_some_and(|value| value > 0.0 && value < LOW_CONFIDENCE),
        stopped_at: message.metrics.speech_ends().map(Moment),
        speech_begins: message.metrics.speech_begins().map(Moment),
        speech_ends: message.metrics.speech_ends().map(Moment),
        answer: None,
    }
}

fn answer(latency: &TurnLatency) -> Option<Answer> {
    let e2e = latency.e2e.filter(|_| !latency.is_greeting)?;
    Some(Answer {
        seconds: e2e.seconds(),
        source: e2e.into(),
        is_reliable: latency.unreliable.is_none(),
    })
}

#[cfg(test)]
#[path = "transcript_tests.rs"]
mod tests;
