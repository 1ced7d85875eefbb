//! The calls with the slowest replies and where to find them, so that somebody can look at one.

use super::tables;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::stats::SlowCall;
use crate::text::width;

/// Calls that text and Markdown show; the other formats have all that are kept.
pub(super) const MOST: usize = 5;

/// A row a call, its place as `shown` says.
pub(super) fn table(
    calls: &[SlowCall],
    theme: &Theme,
    shown: &dyn Fn(&SlowCall) -> String,
) -> Table {
    let columns = [
        ("seconds", Align::Right),
        ("turn", Align::Right),
        ("place", Align::Left),
    ];
    let mut table = Table::new(columns.to_vec());
    for call in calls.iter().take(MOST) {
        table.push(vec![
            Cell::plain(tables::signed(call.seconds(), theme)),
            Cell::new(call.turn.to_string(), Style::Dim),
            Cell::plain(shown(call)),
        ]);
    }
    table
}

/// The table in `room` columns: of a long place the end is shown, as the line is there.
pub(super) fn fitted(calls: &[SlowCall], room: usize, theme: &Theme) -> Table {
    let whole = table(calls, theme, &SlowCall::place);
    let surplus = whole.width().saturating_sub(room);
    if surplus == 0 {
        return whole;
    }
    let widths = calls.iter().take(MOST).map(|call| width(&call.place()));
    let left = widths.max().unwrap_or(0).saturating_sub(surplus);
    table(calls, theme, &|call| end_of(&call.place(), left, theme))
}

/// The end of a text in so many columns.
fn end_of(text: &str, columns: usize, theme: &Theme) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mark = theme.ellipsis();
    let room = columns.saturating_sub(width(mark));
    let mut ends = text.char_indices().filter_map(|(at, _)| text.get(at..));
    let end = ends.find(|end| width(end) <= room).unwrap_or_default();
    format!("{mark}{end}")
}
