//! Calls as GitHub-flavoured Markdown, for a pull request or an issue.

mod transcript;
mod views;

use std::io::{self, Write};

use crate::render::escape;
use crate::render::table::{Align, Cell, Row, Table};
use crate::render::theme::{Style, Theme};
use crate::text::Untrusted;
use crate::view::CallView;

/// The heading of a call among others.
pub(super) fn heading(out: &mut dyn Write, _: &Theme, view: &CallView<'_>) -> io::Result<()> {
    let name = escape::inline(Untrusted::new(view.name));
    writeln!(out, "## {name}:{}\n", view.line)
}

/// The views of a call.
pub(super) fn call(out: &mut dyn Write, _: &Theme, view: &CallView<'_>) -> io::Result<()> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let of_history = |text| {
        if view.has_history {
            text
        } else {
            "No history given.".to_owned()
        }
    };
    if let Some(summary) = &view.summary {
        sections.push(("Summary", views::summary(summary)));
    }
    if let Some(transcript) = &view.transcript {
        sections.push(("Transcript", of_history(transcript::transcript(transcript))));
    }
    if let Some(latency) = &view.latency {
        sections.push(("Latency", of_history(views::latency(latency))));
    }
    if let Some(tools) = &view.tools {
        sections.push(("Tools", of_history(views::tools(tools))));
    }
    if let Some(evaluation) = &view.evaluation {
        sections.push(("Evaluation", views::evaluation(evaluation)));
    }
    for (place, (title, text)) in sections.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        writeln!(out, "### {title}\n\n{text}")?;
    }
    Ok(())
}

/// A table whose cells have been escaped.
pub(in crate::render) fn table(table: &Table) -> String {
    let headers: Vec<&str> = table.columns.iter().map(|(header, _)| *header).collect();
    let aligns = table.columns.iter().map(|(_, align)| match align {
        Align::Left => "---",
        Align::Right => "---:",
    });
    let mut lines = vec![row(headers), row(aligns)];
    for cells in &table.rows {
        if let Row::Cells(cells) = cells {
            lines.push(row(cells.iter().map(shown)));
        }
    }
    lines.join("\n")
}

fn row<S: AsRef<str>>(cells: impl IntoIterator<Item = S>) -> String {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|cell| format!(" {} ", cell.as_ref()))
        .collect();
    format!("|{}|", cells.join("|"))
}

/// Emphasis stands for the colour that Markdown does not have.
fn shown(cell: &Cell) -> String {
    match cell.style {
        Style::Strong => format!("**{}**", cell.text.replace('<', "&lt;")),
        _ => cell.text.replace('<', "&lt;"),
    }
}

/// The parts that are there, with commas between.
fn joined(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
