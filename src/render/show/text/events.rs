//! What happens between the messages of a transcript: tools, handoffs, configuration.

use super::layout;
use super::transcript::Page;
use crate::render::show::figures;
use crate::render::theme::{Style, Theme};
use crate::text::{counted, fit, width};
use crate::view::{ConfigChange, HandoffEntry, ToolStatus, ToolUse};

/// Arguments and results are cut to this many columns unless they are wanted in full.
const EXCERPT: usize = 80;

impl Page<'_> {
    /// A pause, or something that needs no more than a few words of ours.
    pub(super) fn event(&self, margin: &str, text: &str) -> Vec<String> {
        self.long_event(margin, Style::Dim, text)
    }

    fn long_event(&self, margin: &str, style: Style, words: &str) -> Vec<String> {
        let theme = self.theme;
        let column = self.events().saturating_add(2);
        let lines = layout::wrapped(words, column, theme);
        let lines: Vec<String> = lines.iter().map(|line| theme.paint(style, line)).collect();
        let bullet = theme.paint(Style::Dim, theme.symbol("· ", "- "));
        layout::joined(&format!("{margin}{bullet}"), &lines, column, theme)
    }

    pub(super) fn handoff(&self, margin: &str, handoff: &HandoffEntry<'_>) -> Vec<String> {
        let to = handoff
            .to
            .map(|to| to.inline().to_string())
            .unwrap_or_default();
        if handoff.is_initial {
            return self.long_event(margin, Style::Dim, &format!("agent {to}"));
        }
        self.long_event(margin, Style::Event, &format!("handoff to {to}"))
    }

    pub(super) fn config(&self, margin: &str, change: &ConfigChange<'_>) -> Vec<String> {
        let tools: Vec<String> = change
            .tools_added
            .iter()
            .map(|tool| tool.inline().to_string())
            .collect();
        let tools = match tools.len() {
            0 => None,
            n => Some(format!("{}: {}", counted(n, "tool"), tools.join(", "))),
        };
        let length = change.instructions_length.filter(|length| *length > 0);
        let length =
            length.map(|length| format!("instructions of {}", counted(length, "character")));
        let words: Vec<String> = [length, tools].into_iter().flatten().collect();
        let words = if words.is_empty() {
            "no change recorded".to_owned()
        } else {
            words.join("; ")
        };
        let mut lines = self.long_event(margin, Style::Dim, &format!("config: {words}"));
        if let Some(instructions) = change.instructions {
            let column = self.events().saturating_add(2);
            let text = layout::lines_of(instructions, column, self.theme);
            lines.extend(layout::joined(
                &layout::gutter(column, self.theme),
                &text,
                column,
                self.theme,
            ));
        }
        lines
    }

    pub(super) fn tool(&self, margin: &str, tool: &ToolUse<'_>) -> Vec<String> {
        let theme = self.theme;
        let took = tool
            .duration_seconds
            .map_or(theme.absent().to_owned(), figures::with_unit);
        let head = format!("{} tool {took:>7}  ", theme.symbol("├", "+"));
        let column = self.events().saturating_add(width(&head));
        let call = self.excerpt(&call_of(tool, theme), column);
        let (result, style) = result_of(tool, theme);
        let result = self.excerpt(&format!("{} {result}", theme.symbol("→", "->")), column);
        let first = format!("{margin}{}", theme.paint(Style::Dim, &head));
        let one_line = format!("{call} {result}");
        let room = theme.columns().saturating_sub(column);
        if width(&one_line) <= room && !layout::has_right_to_left(&call) {
            return vec![format!(
                "{first}{} {}",
                theme.paint(Style::Event, &call),
                theme.paint(style, &result)
            )];
        }
        let mut lines = self.tool_lines(&first, Style::Event, &call, column);
        let inner = self.events().saturating_add(2);
        let blanks = " ".repeat(column.saturating_sub(inner));
        let below = format!("{}{blanks}", layout::gutter(inner, theme));
        lines.extend(self.tool_lines(&below, style, &result, column));
        lines
    }

    fn tool_lines(&self, first: &str, style: Style, text: &str, column: usize) -> Vec<String> {
        let lines = layout::wrapped(text, column, self.theme);
        let lines: Vec<String> = lines
            .iter()
            .map(|line| self.theme.paint(style, line))
            .collect();
        let inner = self.events().saturating_add(2);
        let blanks = " ".repeat(column.saturating_sub(inner));
        let next = format!("{}{blanks}", layout::gutter(inner, self.theme));
        let prefix = |place: usize| if place == 0 { first } else { &next };
        lines
            .iter()
            .enumerate()
            .map(|(place, line)| format!("{}{line}", prefix(place)))
            .collect()
    }

    fn excerpt(&self, text: &str, column: usize) -> String {
        if self.is_full {
            return text.to_owned();
        }
        let room = layout::room(column, self.theme)
            .unwrap_or(EXCERPT)
            .min(EXCERPT);
        fit(text, room, self.theme.ellipsis())
    }
}

fn call_of(tool: &ToolUse<'_>, theme: &Theme) -> String {
    let name = tool
        .name
        .map_or(theme.absent().to_owned(), |name| name.inline().to_string());
    format!("{name}({})", tool.compact_arguments.as_untrusted().inline())
}

fn result_of(tool: &ToolUse<'_>, theme: &Theme) -> (String, Style) {
    let output = tool
        .output
        .map(|output| output.inline().to_string())
        .unwrap_or_default();
    match tool.status {
        ToolStatus::Error if output.is_empty() => ("error".to_owned(), Style::Error),
        ToolStatus::Error => (format!("error: {output}"), Style::Error),
        ToolStatus::NoOutput => ("no output".to_owned(), Style::Warning),
        ToolStatus::NoCall => (
            format!("{output} (no call for this output)"),
            Style::Warning,
        ),
        ToolStatus::Ok if output.is_empty() => (theme.absent().to_owned(), Style::Dim),
        ToolStatus::Ok => (output, Style::Plain),
    }
}
