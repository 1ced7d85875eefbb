//! The views but the transcript as Markdown.

use super::escape::{excerpt, inline};
use super::joined;
use crate::render::show::{figures, latency_table};
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::Theme;
use crate::text::{Untrusted, counted};
use crate::view::{
    Channel, ChannelKind, Evaluation, Latency, OutcomeName, Problems, Summary, ToolStatus, Tools,
};

pub(super) fn summary(summary: &Summary<'_>) -> String {
    let some = |count: Option<usize>| count.filter(|count| *count > 0);
    let tools = summary
        .tools
        .filter(|counts| counts.calls > 0)
        .map(|counts| {
            format!(
                "{}, {}",
                counted(counts.calls, "call"),
                counted(counts.errors, "error")
            )
        });
    let length = figures::call_duration(summary.duration_seconds, summary.start.is_some());
    let recording = summary.recording.map(|recording| recording.shown("…"));
    let recording = recording
        .as_deref()
        .map(|shown| inline(Untrusted::new(shown)));
    let expiry = summary.recording_expiry_date.as_ref();
    let expiry = expiry.map(|date| format!("expires {date}"));
    let recording = recording.and_then(|shown| joined([Some(shown), expiry]));
    let transfers = some(summary.transfers).map(|count| counted(count, "transfer"));
    let interrupted = some(summary.interruptions).map(|count| format!("{count} interrupted"));
    let turns = summary
        .turns
        .map_or("– (no history given)".to_owned(), |turns| {
            turns.to_string()
        });
    let campaign = summary.campaign.and_then(|c| c.name.or(c.id).or(c.item_id));
    let agent = [summary.agent_name.map(inline), summary.agent_id.map(inline)];
    let fields = [
        ("event", summary.event.map(inline)),
        ("agent", joined(agent)),
        ("session", summary.session_id.map(inline)),
        ("when", joined([summary.start_date.clone(), length])),
        ("channel", Some(channel(&summary.channel))),
        ("campaign", campaign.map(inline)),
        ("recording", recording),
        ("turns", joined([Some(turns), interrupted, transfers])),
        ("tools", tools),
        ("latency", latency_line(summary)),
        (
            "test",
            summary.test.and_then(|test| {
                let reasons = (test.reasons > 0).then(|| counted(test.reasons, "reason"));
                joined([Some(verdict(test.outcome).to_owned()), reasons])
            }),
        ),
        ("problems", summary.problems.map(problems)),
    ];
    let mut table = Table::new(vec![("", Align::Left), ("", Align::Left)]);
    for (label, value) in fields {
        if let Some(value) = value {
            table.push(vec![Cell::plain(label), Cell::plain(value)]);
        }
    }
    super::table(&table)
}

fn channel(channel: &Channel<'_>) -> String {
    if channel.kind == ChannelKind::Unstated {
        return "– (no telephone provider or number given)".to_owned();
    }
    let from = channel
        .from_number
        .map(|number| format!("from {}", inline(number)));
    let to = channel
        .to_number
        .map(|number| format!("to {}", inline(number)));
    joined([channel.provider.map(inline), from, to]).unwrap_or_default()
}

fn latency_line(summary: &Summary<'_>) -> Option<String> {
    let line = &summary.latency;
    let theme = Theme::plain();
    let part = |name: &str, value: Option<f64>| {
        format!(
            "{name} {}",
            value.map_or(theme.absent().to_owned(), figures::with_unit)
        )
    };
    let median = line.p50_seconds?;
    let figures = [
        part("p50", Some(median)),
        part("p95", line.p95_seconds),
        part("max", line.max_seconds),
        format!("n {}", line.n),
    ];
    let sparks = figures::sparkline(&line.turns_seconds, 40, &theme);
    Some(format!("{} {sparks}", figures.join(" · ")))
}

fn problems(problems: Problems) -> String {
    let counts = [
        (problems.errors, counted(problems.errors, "error")),
        (problems.warnings, counted(problems.warnings, "warning")),
        (problems.infos, format!("{} info", problems.infos)),
    ];
    let found: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, words)| words)
        .collect();
    if found.is_empty() {
        "none".to_owned()
    } else {
        found.join(", ")
    }
}

fn verdict(outcome: OutcomeName) -> &'static str {
    match outcome {
        OutcomeName::Passed => "**PASSED**",
        OutcomeName::Failed => "**FAILED**",
        OutcomeName::NoResult => "no result",
    }
}

pub(super) fn latency(latency: &Latency) -> String {
    if let Some(nothing) = latency_table::nothing_to_show(latency) {
        return nothing;
    }
    let theme = Theme::plain();
    let table = latency_table::table(latency, &theme, &latency_table::COLUMNS);
    let notes = latency_table::notes(latency, &theme, &[]);
    let notes: Vec<String> = notes.iter().map(|note| format!("- {note}")).collect();
    format!("{}\n\n{}", super::table(&table), notes.join("\n"))
}

pub(super) fn tools(tools: &Tools<'_>) -> String {
    let share = figures::share_of_runs(tools);
    if tools.runs.is_empty() {
        return share.unwrap_or_else(|| "No tools ran.".to_owned());
    }
    let mut table = Table::new(vec![
        ("turn", Align::Right),
        ("at", Align::Right),
        ("took", Align::Right),
        ("", Align::Left),
        ("tool", Align::Left),
        ("arguments", Align::Left),
        ("result", Align::Left),
    ]);
    for entry in &tools.runs {
        let run = &entry.run;
        let absent = || "–".to_owned();
        let cells = [
            entry.turn.map_or_else(absent, |turn| turn.to_string()),
            entry.time.clone(),
            run.duration_seconds.map_or_else(absent, figures::with_unit),
            status(run.status).to_owned(),
            run.name.map_or_else(absent, inline),
            excerpt(run.compact_arguments.as_untrusted(), tools.is_full),
            run.output
                .map_or_else(absent, |output| excerpt(output, tools.is_full)),
        ];
        table.push(cells.into_iter().map(Cell::plain).collect());
    }
    let share = share.map_or_else(String::new, |share| format!("\n\n{share}"));
    format!("{}{share}", super::table(&table))
}

fn status(status: ToolStatus) -> &'static str {
    match status {
        ToolStatus::Ok => "ok",
        ToolStatus::Error => "**error**",
        ToolStatus::NoOutput => "no output",
        ToolStatus::NoCall => "no call",
    }
}

pub(super) fn evaluation(evaluation: &Evaluation<'_>) -> String {
    if !evaluation.is_test {
        return "No test given.".to_owned();
    }
    let mut lines = vec![verdict(evaluation.outcome).to_owned(), String::new()];
    lines.extend(
        evaluation
            .reasons
            .iter()
            .map(|reason| format!("- Reason: {}", inline(*reason))),
    );
    let details = [
        ("Stopped", evaluation.completion_reason),
        ("Status", evaluation.status),
        ("Test", evaluation.test_id),
        ("Run", evaluation.test_run_id),
    ];
    for (label, value) in details {
        lines.extend(value.map(|value| format!("- {label}: {}", inline(value))));
    }
    lines.join("\n")
}
