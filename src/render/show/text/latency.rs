//! The latency table and the picture of the turns, with their footnotes.

use crate::render::show::latency_table;
use crate::render::theme::{Style, Theme};
use crate::view::{Latency, Waterfall};

use super::waterfall;

/// Blanks before the table.
const INDENT: usize = 2;

/// The lines of the latency view.
pub(super) fn lines(
    latency: &Latency,
    waterfall: Option<&Waterfall>,
    theme: &Theme,
) -> Vec<String> {
    let indent = " ".repeat(INDENT);
    if let Some(nothing) = latency_table::nothing_to_show(latency) {
        return vec![format!("{indent}{}", theme.paint(Style::Dim, &nothing))];
    }
    let room = theme.columns().saturating_sub(INDENT);
    let (table, hidden) = latency_table::fitted(latency, theme, room);
    let table = table.lines(theme);
    let mut lines: Vec<String> = table.iter().map(|line| format!("{indent}{line}")).collect();
    lines.push(String::new());
    lines.extend(notes(&latency_table::notes(latency, theme, &hidden), theme));
    if let Some(waterfall) = waterfall {
        lines.push(String::new());
        lines.extend(waterfall::lines(waterfall, theme));
        lines.push(String::new());
        lines.extend(notes(&waterfall::notes(waterfall), theme));
    }
    lines
}

/// Sentences below a table or a picture, the lines that each goes on hanging.
fn notes(notes: &[String], theme: &Theme) -> Vec<String> {
    let indent = " ".repeat(INDENT);
    let mut lines = Vec::new();
    for note in notes {
        for (place, line) in super::layout::wrapped(note, INDENT, theme)
            .iter()
            .enumerate()
        {
            let hanging = if place == 0 { "" } else { "  " };
            lines.push(format!(
                "{indent}{hanging}{}",
                theme.paint(Style::Dim, line)
            ));
        }
    }
    lines
}
