//! Statistics for a terminal: one table of metrics, or a table a metric when there are groups.

use std::io::{self, Write};

use super::{View, judgement, picture, tables, words};
use crate::render::table::Table;
use crate::render::theme::{Style, Theme};
use crate::render::verdict::verdict;
use crate::render::wrap::wrap;
use crate::stats::Report;
use crate::text::{Untrusted, fit, width};

/// Where facts start.
const COLUMN: usize = 12;

/// The columns of figures beside the names of groups, and the least that is left for a name.
const FIGURES: usize = 62;
const NARROWEST: usize = 12;

pub(super) fn write(view: &View<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let keys = view.report.by.len().max(1);
    let room = theme.columns().saturating_sub(FIGURES);
    let room = room.checked_div(keys).unwrap_or(room);
    let shown = |text: Untrusted<'_>| {
        let name = tables::distinct(text.excerpt(60));
        fit(&name, room.max(NARROWEST), theme.ellipsis())
    };
    let mut sections = sections(view.report, theme, &shown);
    if let Some(collection) = view.buckets {
        sections.extend(picture::sections(view.report, collection, theme, &shown));
    }
    if let Some(changes) = view.changes {
        let table = judgement::changes(changes, view.gate, theme, &shown);
        sections.push(indented(&table, theme));
    }
    let budgets = judgement::budgets(view, theme, &shown);
    sections.extend(budgets.map(|table| indented(&table, theme)));
    for (place, lines) in sections
        .iter()
        .filter(|lines| !lines.is_empty())
        .enumerate()
    {
        if place > 0 {
            writeln!(out)?;
        }
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    if view.closing {
        closing(view, theme, out)?;
    }
    Ok(())
}

fn sections(report: &Report, theme: &Theme, shown: tables::Shown<'_>) -> Vec<Vec<String>> {
    let mut sections = Vec::new();
    if report.by.is_empty() {
        let facts = words::facts(&report.total);
        sections.push(
            facts
                .iter()
                .flat_map(|(label, fact)| field(label, fact, theme))
                .collect(),
        );
        let table = tables::metrics(&report.total, theme);
        sections.push(if table.rows.is_empty() {
            Vec::new()
        } else {
            indented(&table, theme)
        });
    } else {
        sections.push(indented(&tables::counts(report, theme, shown), theme));
        for metric in &report.metrics {
            if report.total.row(*metric).is_some_and(|row| row.n > 0) {
                let mut lines = vec![format!(
                    "  {}",
                    theme.paint(Style::Strong, words::metric(*metric))
                )];
                lines.extend(indented(
                    &tables::groups(report, *metric, theme, shown),
                    theme,
                ));
                sections.push(lines);
            }
        }
    }
    let notes = words::notes(report);
    sections.push(notes.iter().flat_map(|note| wrapped(note, theme)).collect());
    sections
}

fn indented(table: &Table, theme: &Theme) -> Vec<String> {
    table
        .lines(theme)
        .into_iter()
        .map(|line| format!("  {line}"))
        .collect()
}

fn field(label: &str, fact: &str, theme: &Theme) -> Vec<String> {
    let blanks = " ".repeat(COLUMN.saturating_sub(width(label)));
    let first = format!("  {}{blanks}", theme.paint(Style::Dim, label));
    let room = theme
        .width
        .map_or(usize::MAX, |columns| columns.saturating_sub(COLUMN).max(20));
    let lines = wrap(fact, room, "");
    let indent = " ".repeat(COLUMN.saturating_add(2));
    let line = |(place, line): (usize, &String)| match place {
        0 => format!("{first}{line}"),
        _ => format!("{indent}{line}"),
    };
    lines.iter().enumerate().map(line).collect()
}

fn wrapped(note: &str, theme: &Theme) -> Vec<String> {
    let room = theme
        .width
        .map_or(usize::MAX, |columns| columns.saturating_sub(2).max(20));
    let lines = wrap(note, room, "  ");
    lines
        .iter()
        .map(|line| format!("  {}", theme.paint(Style::Dim, line)))
        .collect()
}

/// The last line: agrees with the status, always.
fn closing(view: &View<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let Some(account) = words::account(view) else {
        return Ok(());
    };
    let (word, style) = verdict(view.status);
    writeln!(out, "\n{}: {account}", theme.paint(style, word))
}
