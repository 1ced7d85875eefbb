//! The latency of a call: how the replies are spread, and where the time of each went.

use crate::render::html::distribution::Distribution;
use crate::render::show::latency_table;
use crate::render::table::{Cell, Row as TableRow};
use crate::render::theme::{Style, Theme};
use crate::view;

use super::targets::Targets;
use super::waterfall::{Scale, Waterfall};

/// The latency of a call.
pub(super) struct Latency {
    /// What to say instead of a table that would be empty.
    pub(super) nothing: Option<String>,
    pub(super) headers: Vec<&'static str>,
    pub(super) scale: Option<Scale>,
    pub(super) turns: Vec<Row>,
    pub(super) statistics: Vec<Row>,
    pub(super) notes: Vec<String>,
    pub(super) distribution: Option<Distribution>,
}

/// A row of the table.
pub(super) struct Row {
    pub(super) head: String,
    pub(super) link: Option<String>,
    pub(super) cells: Vec<Figure>,
    pub(super) picture: Option<Waterfall>,
    pub(super) is_unreliable: bool,
}

/// A figure, and whether the eye should find it.
pub(super) struct Figure {
    pub(super) text: String,
    pub(super) is_strong: bool,
}

impl Latency {
    pub(super) fn new(
        latency: &view::Latency,
        waterfall: Option<&view::Waterfall>,
        targets: &Targets,
    ) -> Self {
        let theme = Theme::plain();
        let table = latency_table::table(latency, &theme, &latency_table::COLUMNS);
        let e2e = latency.statistics.e2e;
        let drawn = waterfall.map_or_else(Default::default, |waterfall| waterfall.turns.as_slice());
        let scale = Scale::of(drawn, e2e.p50);
        let mut rows = table.rows.into_iter();
        let mut turns = Vec::new();
        for (place, (turn, cells)) in latency.turns.iter().zip(&mut rows).enumerate() {
            let bars = scale.as_ref().zip(drawn.get(place));
            let picture = bars.and_then(|(scale, bars)| Waterfall::of(bars, scale));
            turns.extend(row(cells, targets.turn(turn.turn), picture));
        }
        for (row, turn) in turns.iter_mut().zip(&latency.turns) {
            row.is_unreliable = turn.unreliable.is_some();
        }
        let is_whole = latency.turns.len() == latency.total;
        let values: Vec<f64> = latency
            .turns
            .iter()
            .filter(|turn| is_whole && turn.unreliable.is_none())
            .filter_map(|turn| turn.e2e_seconds)
            .collect();
        let nothing = latency_table::nothing_to_show(latency);
        let not_measured = |why| format!("Not measured: {why}");
        Self {
            nothing: nothing.map(|why| if is_whole { not_measured(why) } else { why }),
            headers: table.columns.iter().map(|(name, _)| *name).collect(),
            scale,
            turns,
            statistics: rows.filter_map(|cells| row(cells, None, None)).collect(),
            notes: latency_table::notes(latency, &theme, &[]),
            distribution: Distribution::of_values(&values, e2e.p50, e2e.p95),
        }
    }
}

fn row(cells: TableRow, link: Option<String>, picture: Option<Waterfall>) -> Option<Row> {
    let TableRow::Cells(cells) = cells else {
        return None;
    };
    let mut cells = cells.into_iter();
    Some(Row {
        head: cells.next()?.text,
        link,
        cells: cells.map(figure).collect(),
        picture,
        is_unreliable: false,
    })
}

fn figure(cell: Cell) -> Figure {
    Figure {
        is_strong: cell.style == Style::Strong,
        text: cell.text,
    }
}
