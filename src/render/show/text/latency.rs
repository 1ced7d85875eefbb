//! The latency table with its footnotes.

use crate::render::show::latency_table;
use crate::render::theme::{Style, Theme};
use crate::view::Latency;

/// Blanks before the table.
const INDENT: usize = 2;

/// The lines of the latency view.
pub(super) fn lines(latency: &Latency, theme: &Theme) -> Vec<String> {
    let indent = " ".repeat(INDENT);
    if let Some(nothing) = latency_table::nothing_to_show(latency) {
        return vec![format!("{indent}{}", theme.paint(Style::Dim, &nothing))];
    }
    let room = theme.columns().saturating_sub(INDENT);
    let (table, hidden) = latency_table::fitted(latency, theme, room);
    let table = table.lines(theme);
    let mut lines: Vec<String> = table.iter().map(|line| format!("{indent}{line}")).collect();
    lines.push(String::new());
    for note in latency_table::notes(latency, theme, &hidden) {
        for (place, line) in super::layout::wrapped(&note, INDENT, theme)
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
