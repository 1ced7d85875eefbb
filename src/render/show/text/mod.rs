//! Calls for a terminal. No line begins with text from a payload: it follows our own label,
//! or our own gutter where it runs over several lines.

mod evaluation;
mod events;
mod latency;
mod summary;
mod tools;
mod transcript;
mod waterfall;

use std::io::{self, Write};

use crate::render::layout;
use crate::render::theme::{Style, Theme};
use crate::text::file_name;
use crate::view::CallView;

/// The heading of a call among others.
pub(super) fn heading(out: &mut dyn Write, theme: &Theme, view: &CallView<'_>) -> io::Result<()> {
    let name = theme.paint(Style::Strong, &file_name(view.name));
    let line = theme.paint(Style::Dim, &format!(":{}", view.line));
    writeln!(out, "{name}{line}\n")
}

/// The views of a call, with a title each when there are several.
pub(super) fn call(out: &mut dyn Write, theme: &Theme, view: &CallView<'_>) -> io::Result<()> {
    let mut sections: Vec<(&str, Vec<String>)> = Vec::new();
    let no_history = || vec![format!("  {}", theme.paint(Style::Dim, "no history given"))];
    let of_history = |lines| {
        if view.has_history {
            lines
        } else {
            no_history()
        }
    };
    if let Some(summary) = &view.summary {
        sections.push(("Summary", summary::lines(summary, theme)));
    }
    if let Some(transcript) = &view.transcript {
        sections.push((
            "Transcript",
            of_history(transcript::lines(transcript, theme)),
        ));
    }
    if let Some(latency) = &view.latency {
        sections.push((
            "Latency",
            of_history(latency::lines(latency, view.waterfall.as_ref(), theme)),
        ));
    }
    if let Some(tools) = &view.tools {
        sections.push(("Tools", of_history(tools::lines(tools, theme))));
    }
    if let Some(evaluation) = &view.evaluation {
        sections.push(("Evaluation", evaluation::lines(evaluation, theme)));
    }
    let has_titles = sections.len() > 1;
    for (place, (title, lines)) in sections.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        if has_titles {
            writeln!(out, "{}\n", theme.paint(Style::Strong, title))?;
        }
        for line in lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
