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
    let mut cells = cells(text, window, hidden, marks);
    let before = text.get(line.start..window.start).unwrap_or_default();
    let cut_left = !before.trim_start().is_empty();
    if !cut_left {
        let blanks = cells
            .iter()
            .take_while(|cell| cell.shown == " " && cell.start < focus.start)
            .count();
        cells.drain(..blanks);
    }
    // The cell that holds the place: it may begin inside a hidden value.
    let upto = cells.partition_point(|cell| cell.start <= focus.start);
    let is_inside = focus.start < window.end;
    let first = upto.saturating_sub(usize::from(is_inside));
    let after = cells
        .partition_point(|cell| cell.start < focus.end)
        .max(first);
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
    // In order and apart: a long document has many, a window touches few.
    let first = hidden.partition_point(|span| span.end <= window.start);
    let mut hidden = hidden
        .get(first..)
        .unwrap_or_default()
        .iter()
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
        let mut previous = None;
        for (offset, grapheme) in text.get(at..end).unwrap_or_default().grapheme_indices(true) {
            let shown = match grapheme {
                "\t" => " ".to_owned(),
                _ => Untrusted::new(grapheme).inline_after(previous),
            };
            previous = grapheme.chars().next_back();
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
    let (before, behind) = cells.split_at_checked(first).unwrap_or((cells, &[]));
    let marked_count = after.saturating_sub(first);
    let (all_left, all_right) = (columns_of(before), columns_of(behind));
    let is_whole =
        !edges.cut_left && !edges.cut_right && all_left.saturating_add(all_right) <= columns;
    let marks = if is_whole {
        0
    } else {
        width(edges.mark).saturating_mul(2)
    };
    let budget = columns.saturating_sub(marks);

    // The marked part gets up to two thirds; what one side does not need, the other gets.
    let marked_columns = columns_of(behind.get(..marked_count).unwrap_or_default());
    let around = budget.saturating_sub(marked_columns.min(budget.saturating_mul(2) / 3));
    let behind_marked = all_right.saturating_sub(marked_columns);
    let left_budget = (around.saturating_mul(3) / 5).max(around.saturating_sub(behind_marked));
    let left_count = taken(before.iter().rev(), left_budget);
    let left = before
        .get(before.len().saturating_sub(left_count)..)
        .unwrap_or_default();
    let left_columns = columns_of(left);
    let right_count = taken(behind.iter(), budget.saturating_sub(left_columns));
    let right = behind.get(..right_count).unwrap_or_default();

    let mut text = String::new();
    if edges.cut_left || left_count < before.len() {
        text.push_str(edges.mark);
    }
    let indent = width(&text).saturating_add(left_columns);
    text.extend(left.iter().chain(right).map(|cell| cell.shown.as_str()));
    if edges.cut_right || right_count < behind.len() {
        text.push_str(edges.mark);
    }
    let marked = columns_of(right.get(..marked_count).unwrap_or(right)).max(1);
    Excerpt {
        text: text.trim_end().to_owned(),
        indent,
        marked,
    }
}

fn columns_of(cells: &[Cell]) -> usize {
    cells
        .iter()
        .fold(0, |sum, cell| sum.saturating_add(cell.columns))
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
    fn a_place_inside_a_hidden_value_marks_what_stands_for_it() {
        let text = r#"{"arguments": "{1,}", "b": 2}"#;
        let found = excerpt(text, ",}", &["{1,}"], 80);
        assert_eq!((found.indent, found.marked), (15, 3));
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
