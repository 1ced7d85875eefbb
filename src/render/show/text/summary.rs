//! The summary: a label and what it stands for, line by line. What is absent has no line.

use super::layout;
use crate::render::show::figures;
use crate::render::theme::{Style, Theme};
use crate::text::{Untrusted, counted, fit, width};
use crate::view::{Channel, ChannelKind, LatencyLine, OutcomeName, Problems, Summary};

/// Where values start.
const COLUMN: usize = 14;

/// A sparkline is at most this long.
const SPARKS: usize = 40;

/// The lines of a summary.
pub(super) fn lines(summary: &Summary<'_>, theme: &Theme) -> Vec<String> {
    let fields = [
        ("event", summary.event.map(inline)),
        ("agent", agent(summary)),
        ("session", summary.session_id.map(inline)),
        ("when", when(summary)),
        ("channel", Some(channel(&summary.channel, theme))),
        ("campaign", campaign(summary)),
        ("recording", recording(summary, theme)),
        ("turns", Some(turns(summary, theme))),
        ("tools", tools(summary, theme)),
        ("latency", latency(&summary.latency, theme)),
        ("test", test(summary, theme)),
        (
            "problems",
            summary
                .problems
                .map(|problems| self::problems(problems, theme)),
        ),
    ];
    let mut lines = Vec::new();
    for (label, value) in fields {
        if let Some(value) = value {
            lines.extend(field(label, &value, theme));
        }
    }
    lines
}

/// A label and its value, which may hold colour only where it fits on one line.
fn field(label: &str, value: &Value, theme: &Theme) -> Vec<String> {
    let blanks = " ".repeat(COLUMN.saturating_sub(width(label)).saturating_sub(2));
    let first = format!("  {}{blanks}", theme.paint(Style::Dim, label));
    let is_short = layout::room(COLUMN, theme).is_none_or(|room| width(&value.plain) <= room);
    if is_short {
        return vec![format!("{first}{}", value.painted)];
    }
    layout::joined(
        &first,
        &layout::wrapped(&value.plain, COLUMN, theme),
        COLUMN,
        theme,
    )
}

/// Safe text of one line, with and without colour.
struct Value {
    plain: String,
    painted: String,
}

impl Value {
    fn plain(text: impl Into<String>) -> Self {
        let plain = text.into();
        Self {
            painted: plain.clone(),
            plain,
        }
    }

    fn then(mut self, style: Style, text: &str, theme: &Theme) -> Self {
        self.plain.push_str(text);
        self.painted.push_str(&theme.paint(style, text));
        self
    }
}

fn inline(text: Untrusted<'_>) -> Value {
    Value::plain(text.inline().to_string())
}

fn joined(parts: impl IntoIterator<Item = Option<String>>, separator: &str) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(separator))
}

fn safe(text: Option<Untrusted<'_>>) -> Option<String> {
    text.map(|text| text.inline().to_string())
}

fn agent(summary: &Summary<'_>) -> Option<Value> {
    let id = safe(summary.agent_id);
    match safe(summary.agent_name).filter(|name| !name.is_empty()) {
        Some(name) => joined([Some(name), id.map(|id| format!("({id})"))], " ").map(Value::plain),
        None => id.map(Value::plain),
    }
}

fn when(summary: &Summary<'_>) -> Option<Value> {
    let length = figures::call_duration(summary.duration_seconds, summary.start.is_some());
    joined([summary.start_date.clone(), length], ", ").map(Value::plain)
}

fn channel(channel: &Channel<'_>, theme: &Theme) -> Value {
    if channel.kind == ChannelKind::Unstated {
        return Value::plain(theme.absent()).then(
            Style::Dim,
            " (no telephone provider or number given)",
            theme,
        );
    }
    let arrow = theme.symbol("→", "->");
    let numbers = match (safe(channel.from_number), safe(channel.to_number)) {
        (Some(from), Some(to)) => Some(format!("{from} {arrow} {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, to) => to.map(|to| format!("to {to}")),
    };
    Value::plain(joined([safe(channel.provider), numbers], ", ").unwrap_or_default())
}

fn campaign(summary: &Summary<'_>) -> Option<Value> {
    let campaign = summary.campaign.as_ref()?;
    let any = [campaign.name, campaign.id, campaign.item_id]
        .into_iter()
        .flatten()
        .next();
    any.map(inline)
}

fn recording(summary: &Summary<'_>, theme: &Theme) -> Option<Value> {
    let shown = summary.recording?.shown(theme.ellipsis());
    let shown = Untrusted::new(&shown).inline().to_string();
    let expiry = summary.recording_expiry_date.as_ref();
    let expiry = expiry
        .map(|date| format!(", expires {date}"))
        .unwrap_or_default();
    Some(Value::plain(shown).then(Style::Dim, &expiry, theme))
}

fn turns(summary: &Summary<'_>, theme: &Theme) -> Value {
    let Some(turns) = summary.turns else {
        return Value::plain(theme.absent()).then(Style::Dim, " (no history given)", theme);
    };
    let some = |count: Option<usize>| count.filter(|count| *count > 0);
    let parts = [
        Some(turns.to_string()),
        some(summary.interruptions).map(|count| format!("{count} interrupted")),
        some(summary.transfers).map(|count| counted(count, "transfer")),
    ];
    Value::plain(joined(parts, ", ").unwrap_or_default())
}

fn tools(summary: &Summary<'_>, theme: &Theme) -> Option<Value> {
    let counts = summary.tools?;
    if counts.calls == 0 && counts.orphans == 0 {
        return None;
    }
    let mut value = Value::plain(counted(counts.calls, "call"));
    if counts.errors > 0 {
        value = value.then(Style::Plain, ", ", theme);
        value = value.then(Style::Error, &counted(counts.errors, "error"), theme);
    }
    if counts.unanswered > 0 {
        value = value.then(
            Style::Plain,
            &format!(", {} without output", counts.unanswered),
            theme,
        );
    }
    Some(value)
}

fn latency(line: &LatencyLine, theme: &Theme) -> Option<Value> {
    let (p50, max) = (line.p50_seconds?, line.max_seconds?);
    let p95 = line
        .p95_seconds
        .map_or(theme.absent().to_owned(), figures::with_unit);
    let dot = theme.symbol("·", "|");
    let text = format!(
        "p50 {} {dot} p95 {p95} {dot} max {} {dot} n {}",
        figures::with_unit(p50),
        figures::with_unit(max),
        line.n
    );
    let sparks = figures::sparkline(&line.turns_seconds, SPARKS, theme);
    let room = layout::room(COLUMN, theme).unwrap_or(usize::MAX);
    let room = room.saturating_sub(width(&text)).saturating_sub(2);
    if width(&sparks) > room {
        return Some(Value::plain(text));
    }
    Some(Value::plain(text).then(
        Style::Help,
        &format!("  {}", fit(&sparks, SPARKS, "")),
        theme,
    ))
}

fn test(summary: &Summary<'_>, theme: &Theme) -> Option<Value> {
    let test = summary.test?;
    let (style, word) = super::evaluation::verdict(test.outcome);
    let value = Value::plain("").then(style, word, theme);
    let has_reasons = test.reasons > 0 && test.outcome != OutcomeName::NoResult;
    let reasons = if has_reasons {
        format!(", {}", counted(test.reasons, "reason"))
    } else {
        String::new()
    };
    Some(value.then(Style::Plain, &reasons, theme))
}

fn problems(problems: Problems, theme: &Theme) -> Value {
    let counts = [
        (problems.errors, "error", Style::Error),
        (problems.warnings, "warning", Style::Warning),
        (problems.infos, "note", Style::Info),
    ];
    let mut value = Value::plain("");
    for (count, noun, style) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let comma = if value.plain.is_empty() { "" } else { ", " };
        value = value
            .then(Style::Plain, comma, theme)
            .then(style, &counted(count, noun), theme);
    }
    if value.plain.is_empty() {
        value.then(Style::Good, "none", theme)
    } else {
        value
    }
}
