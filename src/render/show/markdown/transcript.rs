//! The transcript as a Markdown table.

use super::escape::{excerpt, inline};
use crate::render::show::figures;
use crate::render::table::{Align, Cell, Table};
use crate::text::counted;
use crate::view::Role;
use crate::view::{ConfigChange, Entry, ToolStatus, ToolUse, Transcript, Utterance, What};

pub(super) fn transcript(transcript: &Transcript<'_>) -> String {
    if transcript.entries.is_empty() {
        return format!("{} of {} entries", 0, transcript.total);
    }
    let has_time = transcript
        .entries
        .iter()
        .any(|entry| !entry.time.is_empty());
    let mut columns = vec![("turn", Align::Right)];
    if has_time {
        columns.push(("time", Align::Right));
    }
    columns.extend([("who", Align::Left), ("what", Align::Left)]);
    let mut table = Table::new(columns);
    let mut turn = None;
    for entry in &transcript.entries {
        let number = entry.turn.filter(|_| entry.turn != turn);
        turn = entry.turn;
        let mut cells = vec![Cell::plain(
            number.map(|n| n.to_string()).unwrap_or_default(),
        )];
        if has_time {
            cells.push(Cell::plain(entry.time.clone()));
        }
        let (who, what) = entry_cells(entry, transcript.is_full);
        cells.extend([Cell::plain(who), Cell::plain(what)]);
        table.push(cells);
    }
    super::table(&table)
}

fn entry_cells(entry: &Entry<'_>, is_full: bool) -> (String, String) {
    match &entry.what {
        What::Message(message) => (speaker(message.role), said(message)),
        What::Tool(tool) => ("tool".to_owned(), tool_text(tool, is_full)),
        What::Handoff(handoff) => {
            let who = if handoff.is_initial {
                "agent"
            } else {
                "handoff"
            };
            (who.to_owned(), handoff.to.map(inline).unwrap_or_default())
        }
        What::Config(change) => ("config".to_owned(), config(change)),
        What::Silence(silence) => (
            String::new(),
            format!("{} of silence", figures::duration(silence.duration_seconds)),
        ),
        What::Other => (String::new(), "an item that is not an object".to_owned()),
    }
}

fn speaker(role: Option<Role<'_>>) -> String {
    match role {
        Some(Role::User) => "**User**".to_owned(),
        Some(Role::Assistant) => "**Agent**".to_owned(),
        Some(Role::System) => "System".to_owned(),
        Some(Role::Developer) => "Developer".to_owned(),
        Some(Role::Tool) => "Tool".to_owned(),
        Some(Role::Other(raw)) => format!("\"{}\"", inline(raw)),
        None => "no role".to_owned(),
    }
}

fn said(message: &Utterance<'_>) -> String {
    let text = message.content.map(inline).unwrap_or_default();
    let interrupted = (message.interrupted == Some(true)).then(|| "interrupted".to_owned());
    let confidence = message.confidence.filter(|_| message.is_low_confidence);
    let confidence = confidence.map(|confidence| format!("confidence {confidence:.2}"));
    let kind = message
        .declared_kind
        .map(|kind| format!("(kind {})", inline(kind)));
    match super::joined([interrupted, confidence, kind]) {
        Some(note) => format!("{text} — *{note}*"),
        None => text,
    }
}

fn tool_text(tool: &ToolUse<'_>, is_full: bool) -> String {
    let name = tool.name.map(inline).unwrap_or_else(|| "–".to_owned());
    let call = format!(
        "{name}({})",
        excerpt(tool.compact_arguments.as_untrusted(), is_full)
    );
    let output = tool
        .output
        .map(|output| excerpt(output, is_full))
        .unwrap_or_default();
    let took = tool
        .duration_seconds
        .map(|seconds| format!(" ({})", figures::with_unit(seconds)));
    let state = match tool.status {
        ToolStatus::Ok => "",
        ToolStatus::Error => "**error** ",
        ToolStatus::NoOutput => "*no output*",
        ToolStatus::NoCall => "*no call for* ",
    };
    format!("{call} → {state}{output}{}", took.unwrap_or_default())
}

fn config(change: &ConfigChange<'_>) -> String {
    let tools: Vec<String> = change
        .tools_added
        .iter()
        .map(|tool| inline(*tool))
        .collect();
    let tools = (!tools.is_empty()).then(|| format!("tools {}", tools.join(", ")));
    let length = change.instructions_length.filter(|length| *length > 0);
    let length = length.map(|length| format!("instructions of {}", counted(length, "character")));
    let text = change
        .instructions
        .map(|text| format!("“{}”", inline(text)));
    super::joined([length, tools, text]).unwrap_or_else(|| "no change recorded".to_owned())
}
