//! Tables of one-line cells: aligned columns, no boxes. The only user of comfy-table, which
//! lays out plain text here; width and colour are decided by us, as it would look at the
//! terminal for the one and count the other as text.

use std::ops::Range;

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, ContentArrangement};

use super::theme::{Style, Theme};
use crate::text::{fit, width};

/// Blanks between two columns.
const GAP: usize = 2;

/// To which side the cells of a column lean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A cell. Its text is one line and has been made safe for the sink.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Style::Plain)
    }
}

/// A row of cells, or a rule between rows.
#[derive(Debug, Clone)]
pub(super) enum Row {
    Cells(Vec<Cell>),
    Rule,
}

/// A table, ready to be laid out.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) columns: Vec<(&'static str, Align)>,
    pub(super) rows: Vec<Row>,
}

impl Table {
    pub(super) fn new(columns: Vec<(&'static str, Align)>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, cells: Vec<Cell>) {
        self.rows.push(Row::Cells(cells));
    }

    pub(super) fn push_rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// The columns that the table takes.
    pub(super) fn width(&self) -> usize {
        let widths = (0..self.columns.len()).map(|number| self.column_width(number));
        let gaps = GAP.saturating_mul(self.columns.len().saturating_sub(1));
        widths.fold(gaps, usize::saturating_add)
    }

    fn column_width(&self, number: usize) -> usize {
        let header = self
            .columns
            .get(number)
            .map_or(0, |(header, _)| width(header));
        let cells = self.cell_rows().filter_map(|cells| cells.get(number));
        cells
            .map(|cell| width(&cell.text))
            .max()
            .unwrap_or(0)
            .max(header)
    }

    /// The columns that the table takes at least, if those of `names` are cut to `least`.
    pub(super) fn least_width(&self, names: &Range<usize>, least: usize) -> usize {
        let saved = saved(&self.widths_of(names), least);
        self.width().saturating_sub(saved)
    }

    /// Cuts the columns of `names`, the widest first, so that the table takes `room` columns; none to
    /// fewer than `least`.
    pub(super) fn cut(&mut self, names: &Range<usize>, room: usize, least: usize, mark: &str) {
        let surplus = self.width().saturating_sub(room);
        if surplus == 0 {
            return;
        }
        let widths = self.widths_of(names);
        let widest = widths.iter().max().copied().unwrap_or(0);
        let mut sizes = (least..widest).rev();
        let most = sizes.find(|most| saved(&widths, *most) >= surplus);
        let most = most.unwrap_or(least);
        for row in &mut self.rows {
            if let Row::Cells(cells) = row {
                let cells = cells.iter_mut().skip(names.start).take(names.len());
                cells.for_each(|cell| cell.text = fit(&cell.text, most, mark));
            }
        }
    }

    fn widths_of(&self, columns: &Range<usize>) -> Vec<usize> {
        let columns = columns.clone();
        columns.map(|number| self.column_width(number)).collect()
    }

    /// Leaves out the column of this name; whether there is one.
    pub(super) fn leave_out(&mut self, name: &str) -> bool {
        let mut columns = self.columns.iter();
        let Some(number) = columns.position(|(header, _)| *header == name) else {
            return false;
        };
        self.columns.remove(number);
        for row in &mut self.rows {
            if let Row::Cells(cells) = row
                && number < cells.len()
            {
                cells.remove(number);
            }
        }
        true
    }

    fn cell_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => Some(cells),
            Row::Rule => None,
        })
    }

    /// The lines of the table, header first, without trailing blanks.
    pub(super) fn lines(&self, theme: &Theme) -> Vec<String> {
        let mut laid_out = self.layout().into_iter();
        let headers: Vec<Cell> = self
            .columns
            .iter()
            .map(|(header, _)| Cell::new(*header, Style::Dim))
            .collect();
        let mut lines = Vec::new();
        lines.extend(laid_out.next().map(|line| painted(&line, &headers, theme)));
        for row in &self.rows {
            match row {
                Row::Rule => {
                    let rule = theme.symbol("─", "-").repeat(self.width());
                    lines.push(theme.paint(Style::Dim, &rule));
                }
                Row::Cells(cells) => {
                    lines.extend(laid_out.next().map(|line| painted(&line, cells, theme)));
                }
            }
        }
        lines
    }

    /// The header and the rows of cells, one line each.
    fn layout(&self) -> Vec<String> {
        let mut table = comfy_table::Table::new();
        table
            .load_style(NOTHING)
            .set_content_arrangement(ContentArrangement::Disabled);
        table.set_header(self.columns.iter().map(|(header, _)| *header));
        for cells in self.cell_rows() {
            table.add_row(cells.iter().map(|cell| cell.text.as_str()));
        }
        let last = self.columns.len().saturating_sub(1);
        for (number, (column, (_, align))) in table.column_iter_mut().zip(&self.columns).enumerate()
        {
            column.set_padding((0, if number == last { 0 } else { GAP as u16 }));
            column.set_cell_alignment(match align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
        table
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect()
    }
}

/// What is saved where columns of these widths are cut to `most`.
fn saved(widths: &[usize], most: usize) -> usize {
    let surplus = widths.iter().map(|width| width.saturating_sub(most));
    surplus.fold(0, usize::saturating_add)
}

/// `line` with the text of each cell, found from left to right, in its colour.
fn painted(line: &str, cells: &[Cell], theme: &Theme) -> String {
    let mut out = String::new();
    let mut rest = line;
    for cell in cells.iter().filter(|cell| !cell.text.is_empty()) {
        if let Some((before, after)) = rest.split_once(cell.text.as_str()) {
            out.push_str(before);
            out.push_str(&theme.paint(cell.style, &cell.text));
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(vec![("turn", Align::Right), ("tool", Align::Left)]);
        table.push(vec![Cell::plain("1"), Cell::new("予約 a", Style::Strong)]);
        table.push_rule();
        table.push(vec![Cell::plain("10"), Cell::plain("1")]);
        table
    }

    #[test]
    fn columns_are_aligned_by_width() {
        let lines = table().lines(&Theme::plain());
        assert_eq!(
            lines,
            ["turn  tool", "   1  予約 a", "────────────", "  10  1"]
        );
        assert_eq!(table().width(), 12);
    }

    #[test]
    fn names_are_cut_the_widest_first_and_columns_left_out() {
        let mut table = Table::new(["a", "b", "n"].map(|name| (name, Align::Left)).to_vec());
        let cells = ["a long name", "short", "1,000"].map(Cell::plain);
        table.push(cells.to_vec());
        assert_eq!((table.width(), table.least_width(&(0..2), 4)), (25, 17));
        table.cut(&(0..2), 25, 4, "…");
        assert_eq!(table.width(), 25, "nothing is cut that fits");
        table.cut(&(0..2), 20, 4, "…");
        let lines = table.lines(&Theme::plain());
        assert_eq!(lines[1], "a lon…  short  1,000");
        assert!(table.leave_out("b") && !table.leave_out("b"));
        assert_eq!(table.lines(&Theme::plain())[1], "a lon…  1,000");
        table.cut(&(0..1), 1, 4, "…");
        assert_eq!(table.lines(&Theme::plain())[1], "a l…  1,000");
    }

    #[test]
    fn colour_does_not_move_anything() {
        let theme = Theme {
            color: true,
            ..Theme::plain()
        };
        let lines = table().lines(&theme);
        assert_eq!(lines[1], "   1  \u{1b}[1m予約 a\u{1b}[0m");
    }
}
