//! The tables of `stats`, as cells. How a group is called is said by the caller, as its name is
//! text from a payload and each sink has its own escaper.

use std::cmp::Reverse;

use super::words;
use crate::render::show::figures;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::stats::{Figures, Group, Metric, Report, Row, Statistic};
use crate::text::{Untrusted, thousands};

/// Groups that people are shown; the other formats have all.
pub(in crate::render) const MOST_SHOWN: usize = 100;

/// The columns behind n.
const STATISTICS: [(&str, Statistic); 6] = [
    ("p50", Statistic::P50),
    ("p90", Statistic::P90),
    ("p95", Statistic::P95),
    ("p99", Statistic::P99),
    ("max", Statistic::Max),
    ("mean", Statistic::Mean),
];

/// A group and its place in the report.
pub(in crate::render) type Placed<'r> = (usize, &'r Group);

/// The groups that are shown where there is room for `most`, in their order, and those that are not: the
/// last; but where calls are grouped by day, the oldest, and these from the newest on.
pub(in crate::render) fn parted(
    report: &Report,
    most: usize,
) -> (Vec<Placed<'_>>, Vec<Placed<'_>>) {
    let mut shown: Vec<Placed<'_>> = report.groups.iter().enumerate().collect();
    shown.sort_by_cached_key(|(_, group)| {
        let day = report.day_of(group);
        (day.is_some(), Reverse(day))
    });
    let left_out = shown.split_off(most.min(shown.len()));
    shown.sort_by_key(|(place, _)| *place);
    (shown, left_out)
}

/// How a value of a key is shown.
pub(in crate::render) type Shown<'s> = &'s dyn Fn(Untrusted<'_>) -> String;

/// A name in quotes where it would look like one of ours, or like a command of a CI runner, which
/// obeys what begins a line.
pub(in crate::render) fn distinct(name: String) -> String {
    let is_strange = |c: char| "(:#\"".contains(c) || c.is_whitespace();
    if name.is_empty() || name.starts_with(is_strange) {
        format!("\"{name}\"")
    } else {
        name
    }
}

/// The names of a group's values, made safe.
pub(in crate::render) fn names<'v>(
    values: impl Iterator<Item = Option<Untrusted<'v>>>,
    shown: Shown<'_>,
) -> Vec<String> {
    let name = |value: Option<Untrusted<'_>>| value.map_or_else(|| words::NONE.to_owned(), shown);
    values.map(name).collect()
}

/// The groups that are shown, the others and all together, each with its names.
pub(in crate::render) fn subjects<'r>(
    report: &'r Report,
    shown: Shown<'_>,
) -> Vec<(Vec<String>, &'r Figures)> {
    let named = |name: &str| {
        let blanks = report.by.iter().skip(1).map(|_| String::new());
        std::iter::once(name.to_owned()).chain(blanks).collect()
    };
    let (groups, _) = parted(report, MOST_SHOWN);
    let mut subjects: Vec<_> = groups
        .into_iter()
        .map(|(_, group)| (names(group.values(), shown), &group.figures))
        .collect();
    subjects.extend(
        report
            .others
            .iter()
            .map(|others| (named(words::OTHERS), others)),
    );
    subjects.push((named(words::ALL), &report.total));
    subjects
}

/// A row a metric.
pub(in crate::render) fn metrics(figures: &Figures, theme: &Theme) -> Table {
    let mut columns = vec![("", Align::Left)];
    columns.extend(figure_columns());
    let mut table = Table::new(columns);
    for shown in &figures.metrics {
        if shown.row.n > 0 {
            let name = Cell::plain(words::metric(shown.metric));
            table.push(
                std::iter::once(name)
                    .chain(figure_cells(&shown.row, theme))
                    .collect(),
            );
        }
    }
    table
}

/// A row a group, of one metric.
pub(in crate::render) fn groups(
    report: &Report,
    metric: Metric,
    theme: &Theme,
    shown: Shown<'_>,
) -> Table {
    let mut table = Table::new(key_columns(report).chain(figure_columns()).collect());
    for (names, figures) in subjects(report, shown) {
        let row = figures.row(metric).copied().unwrap_or_default();
        table.push(name_cells(names).chain(figure_cells(&row, theme)).collect());
    }
    table
}

/// A row a group, of what is counted.
pub(in crate::render) fn counts(report: &Report, theme: &Theme, shown: Shown<'_>) -> Table {
    let has_tests = words::tests(&report.total) > 0;
    let counts = [
        "calls",
        "turns",
        "interrupted",
        "tools",
        "errors",
        "silence",
    ];
    let tests = ["tests", "pass rate"].into_iter().filter(|_| has_tests);
    let headers = counts
        .into_iter()
        .chain(tests)
        .map(|name| (name, Align::Right));
    let mut table = Table::new(key_columns(report).chain(headers).collect());
    for (names, figures) in subjects(report, shown) {
        let mut cells: Vec<Cell> = name_cells(names).collect();
        let counts = [
            Some(figures.calls),
            figures.turns,
            figures.interruptions,
            figures.tool_calls,
            figures.tool_errors,
        ];
        let cell = |text: Option<String>| text.map_or_else(|| absent(theme), Cell::plain);
        cells.extend(counts.map(|count| cell(count.map(number))));
        cells.push(cell(figures.silence_seconds.map(figures::duration)));
        if has_tests {
            cells.push(Cell::plain(number(words::tests(figures))));
            let rate = figures.pass_rate_percent.map(words::percent);
            cells.push(rate.map_or_else(|| absent(theme), Cell::plain));
        }
        table.push(cells);
    }
    table
}

fn key_columns(report: &Report) -> impl Iterator<Item = (&'static str, Align)> {
    report.by.iter().map(|key| (key.name(), Align::Left))
}

fn name_cells(names: Vec<String>) -> impl Iterator<Item = Cell> {
    let style = |name: &str| {
        if name.is_empty() {
            Style::Plain
        } else {
            Style::Strong
        }
    };
    names.into_iter().map(move |name| {
        let style = style(&name);
        Cell::new(name, style)
    })
}

fn figure_columns() -> impl Iterator<Item = (&'static str, Align)> {
    let names = STATISTICS.into_iter().map(|(name, _)| name);
    std::iter::once("n")
        .chain(names)
        .map(|name| (name, Align::Right))
}

fn figure_cells(row: &Row, theme: &Theme) -> Vec<Cell> {
    let mut cells = vec![Cell::new(number(row.n), Style::Dim)];
    cells.extend(
        STATISTICS
            .into_iter()
            .map(|(_, statistic)| match statistic.of(row) {
                Some(seconds) => Cell::plain(signed(seconds, theme)),
                None => absent(theme),
            }),
    );
    cells
}

/// Seconds, whose minus is the theme's.
pub(in crate::render) fn signed(seconds: f64, theme: &Theme) -> String {
    figures::seconds(seconds).replace('-', theme.symbol("−", "-"))
}

fn absent(theme: &Theme) -> Cell {
    Cell::new(theme.absent(), Style::Dim)
}

pub(in crate::render) fn number(count: u64) -> String {
    thousands(usize::try_from(count).unwrap_or(usize::MAX))
}
