//! Which entries of a transcript are shown, and whether the filters leave anything of a call.

use regex::Regex;

use super::CallView;
use super::entry::{Entry, What};
use super::options::{EntryKind, Filter, RoleName};
use crate::payload::ToolStatus;
use crate::text::Untrusted;

/// The entries that `filter` asks for.
pub(super) fn apply<'a>(mut entries: Vec<Entry<'a>>, filter: &Filter) -> Vec<Entry<'a>> {
    entries.retain(|entry| is_wanted(entry, filter));
    match &filter.grep {
        Some(pattern) => found(entries, pattern, filter.context),
        None => entries,
    }
}

/// Whether views are filtered, and nothing is left in any of them.
pub(super) fn leaves_nothing(view: &CallView<'_>, filter: &Filter) -> bool {
    let by_turn = filter.turns.is_some();
    let transcript = view.transcript.as_ref().filter(|_| filter.is_active());
    let latency = view.latency.as_ref().filter(|_| by_turn);
    let tools = view.tools.as_ref();
    let tools = tools.filter(|_| by_turn || filter.errors_only);
    let is_empty = [
        transcript.map(|transcript| transcript.entries.is_empty()),
        latency.map(|latency| latency.turns.is_empty()),
        tools.map(|tools| tools.runs.is_empty()),
    ];
    is_empty.contains(&Some(true)) && !is_empty.contains(&Some(false))
}

fn is_wanted(entry: &Entry<'_>, filter: &Filter) -> bool {
    has_wanted_kind(&entry.what, filter)
        && filter.has_turn(entry.turn)
        && needs_attention(&entry.what, filter)
}

fn has_wanted_kind(what: &What<'_>, filter: &Filter) -> bool {
    let kinds: &[EntryKind] = match (filter.kinds.as_slice(), filter.roles.is_empty()) {
        ([], false) => &[EntryKind::Message],
        (kinds, _) => kinds,
    };
    let has_kind = kinds.is_empty() || kinds.contains(&what.kind());
    has_kind && (filter.roles.is_empty() || has_wanted_role(what, &filter.roles))
}

/// Roles narrow messages only: `--role user --kind message --kind tool` keeps the tools.
fn has_wanted_role(what: &What<'_>, roles: &[RoleName]) -> bool {
    match what {
        What::Message(message) => message
            .role
            .and_then(RoleName::of)
            .is_some_and(|role| roles.contains(&role)),
        _ => true,
    }
}

fn needs_attention(what: &What<'_>, filter: &Filter) -> bool {
    match what {
        _ if !filter.interrupted && !filter.errors_only => true,
        What::Message(message) => filter.interrupted && message.interrupted == Some(true),
        What::Tool(tool) => filter.errors_only && tool.status == ToolStatus::Error,
        _ => false,
    }
}

/// The entries in which `pattern` is found, with `context` entries on both sides.
fn found<'a>(entries: Vec<Entry<'a>>, pattern: &Regex, context: usize) -> Vec<Entry<'a>> {
    let mut wanted = vec![false; entries.len()];
    for (place, entry) in entries.iter().enumerate() {
        if mentions(&entry.what, pattern) {
            let end = place
                .saturating_add(context)
                .saturating_add(1)
                .min(wanted.len());
            let around = wanted.get_mut(place.saturating_sub(context)..end);
            around.unwrap_or_default().fill(true);
        }
    }
    let mut shown = Vec::new();
    let mut is_gap = false;
    for (mut entry, is_wanted) in entries.into_iter().zip(wanted) {
        if is_wanted {
            entry.follows_gap = is_gap && !shown.is_empty();
            shown.push(entry);
        }
        is_gap = !is_wanted;
    }
    shown
}

fn mentions(what: &What<'_>, pattern: &Regex) -> bool {
    let is_in = |text: Option<Untrusted<'_>>| text.is_some_and(|text| pattern.is_match(text.raw()));
    match what {
        What::Message(message) => is_in(message.content),
        What::Tool(tool) => [tool.name, tool.arguments, tool.output]
            .into_iter()
            .any(is_in),
        What::Handoff(handoff) => is_in(handoff.to),
        What::Config(change) => {
            is_in(change.instructions) || change.tools_added.iter().any(|tool| is_in(Some(*tool)))
        }
        What::Silence(_) | What::Other => false,
    }
}
