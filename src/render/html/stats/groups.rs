//! Groups beside one another: of each metric, from the median to the 95th percentile, on one axis.

use crate::render::html::axis::{Axis, Percent, label};
use crate::render::html::grid::{Grid, GridCell, Header};
use crate::render::html::show::waterfall_zones;
use crate::render::stats::tables::{self, Shown};
use crate::render::stats::words;
use crate::render::theme::Theme;
use crate::stats::{Metric, Report, Row};

pub(super) use crate::render::html::show::Zone;

/// The groups, and one metric.
pub(super) struct Comparison {
    pub(super) id: &'static str,
    pub(super) name: String,
    pub(super) headers: Vec<Header>,
    pub(super) rows: Vec<Group>,
    pub(super) zones: Vec<Zone>,
    pub(super) ticks: Vec<(Percent, String)>,
    /// End to end is what a reader looks for first.
    pub(super) is_open: bool,
}

/// A group.
pub(super) struct Group {
    pub(super) cells: Vec<GridCell>,
    pub(super) range: Option<Range>,
}

/// From the median on.
pub(super) struct Range {
    pub(super) median: Percent,
    pub(super) p95: Option<Percent>,
    pub(super) width: Percent,
    pub(super) max: Percent,
    pub(super) label: String,
}

impl Comparison {
    pub(super) fn new(report: &Report, metric: Metric, shown: Shown<'_>) -> Self {
        let grid = Grid::of(&tables::groups(report, metric, &Theme::plain(), shown));
        let subjects = tables::subjects(report, shown);
        let row =
            |figures: &crate::stats::Figures| figures.row(metric).copied().unwrap_or_default();
        let rows: Vec<Row> = subjects.iter().map(|(_, figures)| row(figures)).collect();
        let ends = rows
            .iter()
            .filter_map(|row| row.p95_seconds.or(row.max_seconds));
        let axis = Axis::new(0.0, ends.fold(0.0, f64::max) * 1.04);
        let is_e2e = metric == Metric::E2e;
        let groups = grid.rows.into_iter().zip(&rows);
        Self {
            id: metric.name(),
            name: words::metric(metric).replace(['(', ')'], ""),
            headers: grid.headers,
            rows: groups
                .map(|(cells, row)| Group {
                    cells,
                    range: range(row, &axis),
                })
                .collect(),
            zones: if is_e2e {
                waterfall_zones(&axis)
            } else {
                Vec::new()
            },
            ticks: axis.marks(4),
            is_open: is_e2e,
        }
    }
}

fn range(row: &Row, axis: &Axis) -> Option<Range> {
    let median = row.p50_seconds?;
    let max = row.max_seconds?;
    let end = row.p95_seconds.unwrap_or(median);
    let tail = match row.p95_seconds {
        Some(p95) => format!("p95 {} s", label(p95)),
        None => "p95 withheld".to_owned(),
    };
    Some(Range {
        median: axis.at(median),
        p95: row.p95_seconds.map(|p95| axis.at(p95)),
        width: axis.between(median, end),
        max: axis.at(max),
        label: format!(
            "median {} s, {tail}, largest {} s",
            label(median),
            label(max)
        ),
    })
}
