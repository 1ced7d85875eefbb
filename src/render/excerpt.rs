//! The line of a document that a diagnostic points at, cut to the width around the place, made
//! safe to print, with personal values hidden.
//!
//! A payload is often one line of 300 KB, so only a window around the place is ever looked at.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::source::Span;
use crate::text::{Untrusted, width};

/// A cut line and where the place is in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The text to print.
    pub(super) text: String,
    /// Columns before the marked part.
    pub(super) indent: usize,
    /// Columns of the marked part, at least 1.
    pub(super) marked: usize,
}

/// One printed unit: a grapheme, or a hidden value as a whole.
struct Cell {
    shown: String,
    columns: usize,
    start: usize,
}

/// Cuts `line`, a span of `text`, to `columns` around `focus`.
pub(super) fn cut(
    text: &str,
    line: Span,
    focus: Span,
    hidden: &[Span],
    columns: usize,
    marks: Marks,
) -> Excerpt {
    let focus = Span::new(
        focus.start.clamp(line.start, line.end),
        focus.end.clamp(line.start, line.end),
    );
    let window = window(text, line, focus, columns);
    let cells = cells(text, window, hidden, marks);
    let first = cells.partition_point(|cell| cell.start < focus.start);
    let after = cells
        .partition_point(|cell| cell.start < focus.end)
        .max(first);
    let cut_left = window.start > line.start
        && !text
            .get(line.start..window.start)
            .unwrap_or_default()
            .trim_start()
            .is_empty();
    let cut_right = window.end < line.end;
    fit(
        &cells,
        first,
        after,
        columns,
        &Edges {
            cut_left,
            cut_right,
            mark: marks.ellipsis,
        },
    )
}

/// The signs that an excerpt is made with.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    /// Stands for text that was cut off.
    pub(super) ellipsis: &'static str,
    /// Stands for a personal value.
    pub(super) hidden: &'static str,
}

struct Edges {
    cut_left: bool,
    cut_right: bool,
    mark: &'static str,
}

/// The part of the line worth looking at: a few times the columns on both sides of the focus.
fn window(text: &str, line: Span, focus: Span, columns: usize) -> Span {
    let reach = columns.saturating_mul(8);
    let mut start = focus.start.saturating_sub(reach).max(line.start);
    let mut end = focus.start.saturating_add(reach).min(line.end);
    while !text.is_char_boundary(start) {
        start = start.saturating_sub(1);
    }
    while !text.is_char_boundary(end) {
        end = end.saturating_add(1);
    }
    Span::new(start, end)
}

fn cells(text: &str, window: Span, hidden: &[Span], marks: Marks) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut at = window.start;
    let mut hidden = hidden
        .iter()
        .skip_while(|span| span.end <= window.start)
        .filter(|span| span.end > span.start)
        .peekable();
    while at < window.end {
        let secret = hidden.next_if(|span| span.start <= at);
        if let Some(secret) = secret {
            cells.push(Cell {
                shown: marks.hidden.to_owned(),
                columns: width(marks.hidden),
                start: at,
            });
            at = secret.end.max(at);
            continue;
        }
        let end = hidden
            .peek()
            .map_or(window.end, |span| span.start.min(window.end));
        for (offset, grapheme) in text.get(at..end).unwrap_or_default().grapheme_indices(true) {
            let shown = if grapheme == "\t" {
                " ".to_owned()
            } else {
                Untrusted::new(grapheme).inline().to_string()
            };
            let columns = width(&shown);
            cells.push(Cell {
                shown,
                columns,
                start: at.saturating_add(offset),
            });
        }
        at = end;
    }
    cells
}

/// Chooses which cells to print: the marked ones first, then what is around them.
fn fit(cells: &[Cell], first: usize, after: usize, columns: usize, edges: &Edges) -> Excerpt {
    let &Edges {
        mut cut_left,
        mut cut_right,
        mark,
    } = edges;
    let mark_columns = width(mark);
    let budget = columns
        .saturating_sub(mark_columns.saturating_mul(2))
        .max(8);
    let before = cells.get(..first).unwrap_or_default();
    let behind = cells.get(first..).unwrap_or_default();
    let marked_cells = behind
        .get(..after.saturating_sub(first))
        .unwrap_or_default();

    let marked_limit = budget.saturating_mul(2) / 3;
    let wanted: usize = marked_cells.iter().map(|cell| cell.columns).sum();
    let left_budget = budget
        .saturating_sub(wanted.min(marked_limit))
        .saturating_mul(3)
        / 5;
    let all_left: usize = before.iter().map(|cell| cell.columns).sum();
    let left_from = if all_left <= left_budget {
        0
    } else {
        cut_left = true;
        before
            .len()
            .saturating_sub(taken(before.iter().rev(), left_budget))
    };
    let mut left = before.get(left_from..).unwrap_or_default();
    if !cut_left {
        let blanks = left.iter().take_while(|cell| cell.shown == " ").count();
        left = left.get(blanks..).unwrap_or_default();
    }
    let left_columns: usize = left.iter().map(|cell| cell.columns).sum();
    let right_count = taken(behind.iter(), budget.saturating_sub(left_columns));
    cut_right |= right_count < behind.len();
    let right = behind.get(..right_count).unwrap_or_default();
    let marked: usize = right
        .iter()
        .take(marked_cells.len())
        .map(|cell| cell.columns)
        .sum();

    let mut text = String::new();
    if cut_left {
        text.push_str(mark);
    }
    let indent = width(&text).saturating_add(left_columns);
    for cell in left.iter().chain(right) {
        text.push_str(&cell.shown);
    }
    if cut_right {
        text.push_str(mark);
    }
    Excerpt {
        text: text.trim_end().to_owned(),
        indent,
        marked: marked.max(1),
    }
}

/// How many of `cells` fit into `budget` columns.
fn taken<'c>(cells: impl Iterator<Item = &'c Cell>, budget: usize) -> usize {
    let mut used = 0_usize;
    cells
        .take_while(|cell| {
            used = used.saturating_add(cell.columns);
            used <= budget
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKS: Marks = Marks {
        ellipsis: "…",
        hidden: "•••",
    };

    fn excerpt(text: &str, focus: &str, hidden: &[&str], columns: usize) -> Excerpt {
        let span = |part: &str| {
            let start = text.find(part).unwrap();
            Span::new(start, start + part.len())
        };
        let hidden: Vec<Span> = hidden.iter().map(|part| span(part)).collect();
        cut(
            text,
            Span::new(0, text.len()),
            span(focus),
            &hidden,
            columns,
            MARKS,
        )
    }

    #[test]
    fn a_short_line_is_shown_whole_without_its_indent() {
        let found = excerpt("    \"a\": 12,", "12", &[], 60);
        assert_eq!(
            found,
            Excerpt {
                text: "\"a\": 12,".to_owned(),
                indent: 5,
                marked: 2
            }
        );
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_and_never_wider_than_asked() {
        let text = format!(
            "{}\"here\"{}",
            "x你\u{1b}".repeat(50_000),
            "é".repeat(50_000)
        );
        for columns in [20, 60, 200] {
            let found = excerpt(&text, "\"here\"", &[], columns);
            assert!(found.text.starts_with('…') && found.text.ends_with('…'));
            assert!(width(&found.text) <= columns, "{columns}: {}", found.text);
            assert_eq!(found.marked, 6);
            assert!(!found.text.contains('\u{1b}'));
        }
    }

    #[test]
    fn a_marked_part_longer_than_the_line_is_cut_too() {
        let found = excerpt(
            &format!("\"a\": \"{}\"", "z".repeat(1000)),
            &"z".repeat(1000),
            &[],
            60,
        );
        assert!(width(&found.text) <= 60);
        assert!(found.indent + found.marked <= 60);
    }

    #[test]
    fn personal_values_are_hidden_also_when_they_are_what_is_marked() {
        let found = excerpt(
            r#"{"from_number": "+15551230001", "b": 1}"#,
            "+15551230001",
            &["+15551230001"],
            60,
        );
        assert_eq!(found.text, r#"{"from_number": "•••", "b": 1}"#);
        assert_eq!((found.indent, found.marked), (17, 3));
    }
}
