//! A table of cells, as the text formats print it, made ready for a page: the same figures and the
//! same words.

use crate::render::table::{Align, Row as TableRow, Table};
use crate::render::theme::Style;

/// A table.
pub(super) struct Grid {
    pub(super) headers: Vec<Header>,
    pub(super) rows: Vec<Vec<GridCell>>,
}

/// The head of a column.
pub(super) struct Header {
    pub(super) text: &'static str,
    pub(super) is_number: bool,
}

/// A cell; its text has been made safe for one line, and is escaped by the template.
pub(super) struct GridCell {
    pub(super) text: String,
    pub(super) class: &'static str,
    pub(super) is_number: bool,
}

impl Grid {
    pub(super) fn of(table: &Table) -> Self {
        let headers = table.columns.iter().map(|(text, align)| Header {
            text,
            is_number: *align == Align::Right,
        });
        let headers: Vec<Header> = headers.collect();
        let mut rows = Vec::new();
        for row in &table.rows {
            let TableRow::Cells(cells) = row else {
                continue;
            };
            let cells = cells.iter().zip(&headers).map(|(cell, header)| GridCell {
                text: cell.text.clone(),
                class: class(cell.style),
                is_number: header.is_number,
            });
            rows.push(cells.collect());
        }
        Self { headers, rows }
    }
}

fn class(style: Style) -> &'static str {
    match style {
        Style::Error => "bad",
        Style::Warning => "odd",
        Style::Good => "met",
        Style::Dim => "dim",
        _ => "",
    }
}
