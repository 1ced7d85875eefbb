//! What was said, with the latency of each reply beside it, and what happened in between.

use std::collections::BTreeSet;

use crate::render::html::payload_text::{Block, block, line, short};
use crate::render::show::figures;
use crate::text::{Untrusted, counted};
use crate::view::{
    self, Answer, Band, ConfigChange, E2eSource, Entry, HandoffEntry, Role, ToolUse, Utterance,
    What,
};

use super::targets::Targets;
use super::tools::{Status, length};

/// Characters of a tool's arguments in its summary.
const EXCERPT: usize = 100;

/// The entries of a call.
pub(super) struct Transcript {
    pub(super) lines: Vec<Line>,
    /// How many of how many there are, where a filter left some out.
    pub(super) shown: Option<String>,
}

/// An entry.
pub(super) struct Line {
    /// Where links to the turn lead: at its first entry.
    pub(super) turn_id: Option<String>,
    /// The turn, at its first entry.
    pub(super) turn: Option<usize>,
    pub(super) item_id: Option<String>,
    pub(super) time: String,
    pub(super) follows_gap: bool,
    pub(super) what: Kind,
}

/// What an entry is.
pub(super) enum Kind {
    Said(Said),
    Tool(Tool),
    Note(Note),
}

/// Something said.
pub(super) struct Said {
    pub(super) speaker: String,
    /// Whether `speaker` is the payload's own word.
    pub(super) is_foreign: bool,
    pub(super) class: &'static str,
    pub(super) declared_kind: Option<String>,
    pub(super) text: Option<Block>,
    pub(super) is_interrupted: bool,
    pub(super) low_confidence: Option<String>,
    pub(super) answer: Option<Chip>,
}

/// How long a reply took.
pub(super) struct Chip {
    pub(super) value: String,
    pub(super) band: &'static str,
    /// Whether the band is told in a word.
    pub(super) is_notable: bool,
    pub(super) is_computed: bool,
    pub(super) is_reliable: bool,
}

/// A tool call.
pub(super) struct Tool {
    pub(super) name: Option<String>,
    pub(super) excerpt: String,
    pub(super) length: String,
    pub(super) status: Status,
    /// In full, where the excerpt is less.
    pub(super) arguments: Option<Block>,
    pub(super) output: Option<Block>,
    pub(super) output_id: Option<String>,
    pub(super) call_id: Option<String>,
}

/// Anything else: a few words of ours, the payload's among them.
#[derive(Default)]
pub(super) struct Note {
    pub(super) class: &'static str,
    pub(super) words: String,
    pub(super) name: Option<String>,
    pub(super) details: Option<Block>,
}

impl Transcript {
    pub(super) fn new(transcript: &view::Transcript<'_>, targets: &Targets) -> Self {
        let mut scribe = Scribe {
            targets,
            is_full: transcript.is_full,
            turn: None,
            items: BTreeSet::new(),
        };
        let lines = transcript.entries.iter().map(|entry| scribe.line(entry));
        let is_filtered = transcript.entries.len() < transcript.total;
        let lines: Vec<Line> = lines.collect();
        Self {
            shown: is_filtered.then(|| {
                format!(
                    "{} of {}",
                    lines.len(),
                    counted(transcript.total, "entry").replace("entrys", "entries")
                )
            }),
            lines,
        }
    }
}

struct Scribe<'t> {
    targets: &'t Targets,
    is_full: bool,
    turn: Option<usize>,
    /// The items that have their id.
    items: BTreeSet<usize>,
}

impl Scribe<'_> {
    fn line(&mut self, entry: &Entry<'_>) -> Line {
        let begins = entry.turn.filter(|turn| self.turn != Some(*turn));
        self.turn = entry.turn.or(self.turn);
        Line {
            turn_id: begins.map(|turn| self.targets.turn_id(turn)),
            turn: begins,
            item_id: self.item_id(entry.index),
            time: entry.time.clone(),
            follows_gap: entry.follows_gap,
            what: match &entry.what {
                What::Message(message) => Kind::Said(self.said(message)),
                What::Tool(tool) => Kind::Tool(self.tool(tool)),
                What::Handoff(handoff) => Kind::Note(self::handoff(handoff)),
                What::Config(change) => Kind::Note(self.config(change)),
                What::Silence(silence) => Kind::Note(Note {
                    class: "quiet",
                    words: format!(
                        "{} of silence",
                        figures::with_unit(silence.duration_seconds)
                    ),
                    ..Note::default()
                }),
                What::Other => Kind::Note(Note {
                    words: "an item that is not an object".to_owned(),
                    ..Note::default()
                }),
            },
        }
    }

    /// The id of an item, once.
    fn item_id(&mut self, item: Option<usize>) -> Option<String> {
        let item = item?;
        self.items.insert(item).then(|| self.targets.item_id(item))
    }

    fn said(&self, message: &Utterance<'_>) -> Said {
        let (speaker, class) = speaker(message.role);
        let confidence = message.confidence.filter(|_| message.is_low_confidence);
        Said {
            speaker,
            is_foreign: matches!(message.role, Some(Role::Other(_))),
            class,
            declared_kind: message.declared_kind.map(|kind| short(kind, 40)),
            text: message
                .content
                .filter(|text| !text.is_blank())
                .map(|text| block(text, self.is_full)),
            is_interrupted: message.interrupted == Some(true),
            low_confidence: confidence.map(|value| format!("confidence {value:.2}")),
            answer: message.answer.map(chip),
        }
    }

    fn tool(&mut self, tool: &ToolUse<'_>) -> Tool {
        let arguments = tool.compact_arguments.as_untrusted();
        let excerpt = short(arguments, EXCERPT);
        let is_cut = excerpt != line(arguments);
        Tool {
            name: tool.name.map(|name| short(name, EXCERPT)),
            excerpt,
            length: length(tool.duration_seconds),
            status: Status::of(tool.status),
            arguments: is_cut.then(|| block(arguments, self.is_full)),
            output: tool.output.map(|output| block(output, self.is_full)),
            output_id: self.item_id(tool.output_index),
            call_id: tool.call_id.map(|id| short(id, EXCERPT)),
        }
    }

    fn config(&self, change: &ConfigChange<'_>) -> Note {
        let mut parts = Vec::new();
        parts.extend(
            change
                .instructions_length
                .map(|length| format!("instructions of {}", counted(length, "character"))),
        );
        let tools = change.tools_added.len();
        parts.extend((tools > 0).then(|| counted(tools, "tool")));
        let names: Vec<String> = change.tools_added.iter().copied().map(line).collect();
        Note {
            class: "set",
            words: if parts.is_empty() {
                "configuration changed".to_owned()
            } else {
                format!("configuration: {}", parts.join(", "))
            },
            name: (!names.is_empty()).then(|| short(Untrusted::new(&names.join(", ")), 400)),
            details: change.instructions.map(|text| block(text, true)),
        }
    }
}

fn handoff(handoff: &HandoffEntry<'_>) -> Note {
    Note {
        class: "hand",
        words: if handoff.is_initial {
            "agent".to_owned()
        } else {
            "handed over to".to_owned()
        },
        name: Some(
            handoff
                .to
                .map_or_else(|| "–".to_owned(), |to| short(to, 120)),
        ),
        details: None,
    }
}

fn speaker(role: Option<Role<'_>>) -> (String, &'static str) {
    let (name, class) = match role {
        Some(Role::User) => ("Caller", "caller"),
        Some(Role::Assistant) => ("Agent", "agent"),
        Some(Role::System) => ("System", "other"),
        Some(Role::Developer) => ("Developer", "other"),
        Some(Role::Tool) => ("Tool", "other"),
        Some(Role::Other(raw)) => return (short(raw, 24), "other"),
        None => ("No role", "other"),
    };
    (name.to_owned(), class)
}

fn chip(answer: Answer) -> Chip {
    let band = Band::of(answer.seconds);
    Chip {
        value: figures::with_unit(answer.seconds),
        band: band.name(),
        is_notable: answer.is_reliable && band >= Band::Slow,
        is_computed: answer.source == E2eSource::Computed,
        is_reliable: answer.is_reliable,
    }
}
