//! The card at the top of a call: what a person asks first, large; the rest as a list.

use crate::render::html::payload_text::{line, open_link};
use crate::render::show::figures;
use crate::text::{Untrusted, counted};
use crate::view::{
    self, Band, Channel, ChannelKind, LatencyLine, OutcomeName, P95_NEEDS, Problems,
};

use super::evaluation::Badge;

/// The card.
pub(super) struct Summary {
    /// When, how long and over which line.
    pub(super) facts: Vec<Fact>,
    pub(super) badge: Option<Badge>,
    pub(super) tiles: Vec<Tile>,
    pub(super) fields: Vec<Field>,
}

/// A few words; those of a payload stand apart.
pub(super) struct Fact {
    pub(super) text: String,
    pub(super) is_payload: bool,
    /// Whether it begins a new thought.
    pub(super) is_new: bool,
}

/// A figure that is read at a glance.
pub(super) struct Tile {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) note: String,
    /// The class of its colour, which says nothing that `note` does not.
    pub(super) class: &'static str,
}

/// A label and what it stands for.
pub(super) struct Field {
    pub(super) label: &'static str,
    pub(super) value: String,
    pub(super) link: Option<String>,
    pub(super) note: Option<String>,
}

const ABSENT: &str = "–";

impl Summary {
    pub(super) fn new(summary: &view::Summary<'_>) -> Self {
        let badge = summary.test.map(|test| Badge::of(test.outcome));
        Self {
            facts: facts(summary),
            badge,
            tiles: tiles(summary),
            fields: fields(summary),
        }
    }
}

fn facts(summary: &view::Summary<'_>) -> Vec<Fact> {
    let ours = |text: String| Fact {
        text,
        is_payload: false,
        is_new: true,
    };
    let length = figures::call_duration(summary.duration_seconds, summary.start.is_some());
    let mut facts: Vec<Fact> = summary.start_date.clone().map(ours).into_iter().collect();
    facts.extend(length.map(ours));
    facts.extend(channel(&summary.channel));
    facts
}

fn channel(channel: &Channel<'_>) -> Vec<Fact> {
    let of = |text: Option<Untrusted<'_>>| text.map(line).filter(|text| !text.is_empty());
    if channel.kind == ChannelKind::Unstated {
        return Vec::new();
    }
    let parts = [
        (None, of(channel.provider)),
        (Some("from"), of(channel.from_number)),
        (Some("to"), of(channel.to_number)),
    ];
    let mut facts: Vec<Fact> = Vec::new();
    for (word, text) in parts {
        if let Some(text) = text {
            let is_new = facts.is_empty();
            facts.extend(word.map(|word| Fact {
                text: word.to_owned(),
                is_payload: false,
                is_new,
            }));
            facts.push(Fact {
                text,
                is_payload: true,
                is_new: is_new && word.is_none(),
            });
        }
    }
    facts
}

fn tiles(summary: &view::Summary<'_>) -> Vec<Tile> {
    let mut tiles = latency(&summary.latency).into_iter().collect::<Vec<_>>();
    tiles.push(turns(summary));
    tiles.extend(tools(summary));
    tiles.extend(summary.problems.map(problems));
    tiles
}

fn latency(line: &LatencyLine) -> Vec<Tile> {
    let tile = |label, value: Option<f64>, missing: String| Tile {
        label,
        value: value.map_or_else(|| ABSENT.to_owned(), figures::with_unit),
        note: value.map_or(missing, |value| Band::of(value).name().to_owned()),
        class: value.map_or("", |value| Band::of(value).name()),
    };
    if line.n == 0 {
        let none = "no latency reported".to_owned();
        return vec![tile("Reply, median", None, none)];
    }
    let few = format!("needs {P95_NEEDS} replies, has {}", line.n);
    let one = || String::new();
    vec![
        tile("Reply, median", line.p50_seconds, one()),
        tile("Reply, p95", line.p95_seconds, few),
        tile("Slowest reply", line.max_seconds, one()),
    ]
}

fn turns(summary: &view::Summary<'_>) -> Tile {
    let Some(turns) = summary.turns else {
        return Tile {
            label: "Turns",
            value: ABSENT.to_owned(),
            note: "no history given".to_owned(),
            class: "",
        };
    };
    let interrupted = summary.interruptions.unwrap_or(0);
    let transfers = summary.transfers.filter(|count| *count > 0);
    let mut notes = vec![format!("{interrupted} interrupted")];
    notes.extend(transfers.map(|count| counted(count, "transfer")));
    Tile {
        label: "Turns",
        value: turns.to_string(),
        note: notes.join(", "),
        class: "",
    }
}

fn tools(summary: &view::Summary<'_>) -> Option<Tile> {
    let counts = summary.tools?;
    let mut notes = vec![counted(counts.errors, "error")];
    if counts.unanswered > 0 {
        notes.push(format!("{} without output", counts.unanswered));
    }
    if counts.orphans > 0 {
        notes.push(format!("{} without call", counts.orphans));
    }
    Some(Tile {
        label: "Tool calls",
        value: counts.calls.to_string(),
        note: notes.join(", "),
        class: if counts.errors > 0 { "slow" } else { "" },
    })
}

pub(super) fn problems(problems: Problems) -> Tile {
    let counts = [
        (problems.errors, "error"),
        (problems.warnings, "warning"),
        (problems.infos, "note"),
    ];
    let words = counts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = words.map(|(count, noun)| counted(count, noun)).collect();
    let total = problems
        .errors
        .saturating_add(problems.warnings)
        .saturating_add(problems.infos);
    Tile {
        label: "Findings",
        value: total.to_string(),
        note: if words.is_empty() {
            "nothing found".to_owned()
        } else {
            words.join(", ")
        },
        class: match problems {
            _ if problems.errors > 0 => "critical",
            _ if problems.warnings > 0 => "slow",
            _ => "",
        },
    }
}

fn fields(summary: &view::Summary<'_>) -> Vec<Field> {
    let plain = |label, text: Option<Untrusted<'_>>| {
        let value = text.map(line).filter(|value| !value.is_empty())?;
        Some(Field {
            label,
            value,
            link: None,
            note: None,
        })
    };
    let campaign = summary.campaign.as_ref();
    let fields = [
        plain("Event", summary.event),
        plain("Session", summary.session_id),
        plain("Agent", summary.agent_id),
        plain("Campaign", campaign.and_then(|c| c.name)),
        plain("Campaign id", campaign.and_then(|c| c.id)),
        plain("Campaign item", campaign.and_then(|c| c.item_id)),
        recording(summary),
    ];
    fields.into_iter().flatten().collect()
}

fn recording(summary: &view::Summary<'_>) -> Option<Field> {
    let recording = summary.recording?;
    let shown = recording.shown("…");
    let expiry = summary.recording_expiry_date.as_ref();
    Some(Field {
        label: "Recording",
        link: open_link(&shown, recording.is_open()),
        value: line(Untrusted::new(&shown)),
        note: expiry.map(|date| format!("expires {date}")),
    })
}

/// A verdict in a word.
pub(super) fn outcome_word(outcome: OutcomeName) -> &'static str {
    match outcome {
        OutcomeName::Passed => "passed",
        OutcomeName::Failed => "failed",
        OutcomeName::NoResult => "no result",
    }
}
