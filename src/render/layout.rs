//! Text from a payload over several lines. The first line follows a label of ours; every other
//! one begins with our gutter, so that no text can pass for a line of the report or, in a CI
//! log, for a command to the runner.

use super::theme::{Style, Theme};
use super::wrap::wrap;
use crate::text::Untrusted;

/// Text is not squeezed into fewer columns than this.
const NARROWEST: usize = 16;

/// Longer lines are hard to read, however wide the terminal.
const WIDEST: usize = 120;

/// The lines of `text` when it starts at `column`.
pub(super) fn lines_of(text: Untrusted<'_>, column: usize, theme: &Theme) -> Vec<String> {
    text.lines()
        .flat_map(|line| wrapped(&line, column, theme))
        .collect()
}

/// The lines of one line of safe text when it starts at `column`.
pub(super) fn wrapped(safe: &str, column: usize, theme: &Theme) -> Vec<String> {
    let Some(width) = room(column, theme) else {
        return vec![safe.to_owned()];
    };
    wrap(safe, width, "")
}

/// The columns from `column` to the right edge; without a terminal there is none.
pub(super) fn room(column: usize, theme: &Theme) -> Option<usize> {
    theme
        .width
        .map(|width| width.saturating_sub(column).clamp(NARROWEST, WIDEST))
}

/// What a line starts with that goes on with text at `column`: blanks and a gutter.
pub(super) fn gutter(column: usize, theme: &Theme) -> String {
    let blanks = " ".repeat(column.saturating_sub(2));
    format!(
        "{blanks}{} ",
        theme.paint(Style::Dim, theme.symbol("│", "|"))
    )
}

/// `first` and the lines of a text that follow it, the others behind the gutter.
pub(super) fn joined(first: &str, lines: &[String], column: usize, theme: &Theme) -> Vec<String> {
    let mut joined = Vec::with_capacity(lines.len());
    for (place, line) in lines.iter().enumerate() {
        let prefix = if place == 0 {
            first.to_owned()
        } else {
            gutter(column, theme)
        };
        joined.push(format!("{prefix}{line}").trim_end().to_owned());
    }
    joined
}

/// Whether a text has letters that are written from right to left; nothing of ours may follow
/// them on their line, as it would be drawn in their midst.
pub(super) fn has_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}' | '\u{200f}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    fn theme(width: Option<usize>) -> Theme {
        Theme {
            width,
            ..Theme::plain()
        }
    }

    #[test]
    fn continuation_lines_begin_with_the_gutter() {
        let text = Untrusted::new("one two three four five\n::error::x\n\nend");
        let lines = joined(
            "  label ",
            &lines_of(text, 8, &theme(Some(26))),
            8,
            &theme(None),
        );
        assert_eq!(
            lines,
            [
                "  label one two three four",
                "      │ five",
                "      │ ::error::x",
                "      │",
                "      │ end"
            ]
        );
    }

    #[test]
    fn scripts_without_blanks_are_wrapped_by_width() {
        let text = "你好，请问明天早上可以帮我叫一辆出租车去机场吗？";
        let lines = wrapped(text, 0, &theme(Some(20)));
        assert!(lines.iter().all(|line| width(line) <= 20));
        assert_eq!(lines.concat(), text);
    }

    #[test]
    fn nothing_is_wrapped_in_a_pipe() {
        assert_eq!(wrapped(&"word ".repeat(100), 8, &theme(None)).len(), 1);
    }
}
