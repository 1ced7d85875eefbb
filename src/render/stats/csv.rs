//! Statistics as RFC 4180: one row a group, the others together last; without keys one row. Nothing is
//! counted in two rows, no cell is a formula to a spreadsheet, and what is absent or withheld is empty.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use super::words;
use crate::render::spreadsheet::safe;
use crate::stats::{Figures, Report, Row};

type Count = fn(&Figures) -> Option<u64>;

/// What is counted, with the name of its column.
const COUNTS: [(&str, Count); 14] = [
    ("calls", |figures| Some(figures.calls)),
    ("calls_with_history", |figures| Some(figures.with_history)),
    ("turns", |figures| figures.turns),
    ("user_messages", |figures| figures.user_messages),
    ("agent_messages", |figures| figures.agent_messages),
    ("interruptions", |figures| figures.interruptions),
    ("tool_calls", |figures| figures.tool_calls),
    ("tool_errors", |figures| figures.tool_errors),
    ("silences", |figures| figures.silences),
    ("tests_passed", |figures| Some(figures.tests_passed)),
    ("tests_failed", |figures| Some(figures.tests_failed)),
    ("tests_without_result", |figures| {
        Some(figures.tests_without_result)
    }),
    ("unreliable_turns", |figures| {
        Some(figures.unreliable_turns.total())
    }),
    ("computed_e2e", |figures| Some(figures.computed_e2e)),
];

type Pick = fn(&Row) -> Option<f64>;

/// The figures of a metric behind its n, with the ends of their columns' names.
const FIGURES: [(&str, Pick); 7] = [
    ("min_seconds", |row| row.min_seconds),
    ("p50_seconds", |row| row.p50_seconds),
    ("p90_seconds", |row| row.p90_seconds),
    ("p95_seconds", |row| row.p95_seconds),
    ("p99_seconds", |row| row.p99_seconds),
    ("max_seconds", |row| row.max_seconds),
    ("mean_seconds", |row| row.mean_seconds),
];

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(header(report))?;
    for group in &report.groups {
        let names = group
            .values()
            .map(|value| value.map_or_else(String::new, safe));
        row(&mut writer, names.collect(), &group.figures)?;
    }
    if let Some(others) = &report.others {
        row(&mut writer, ours(report, words::OTHERS), others)?;
    }
    if report.by.is_empty() {
        row(&mut writer, Vec::new(), &report.total)?;
    }
    writer.flush()
}

fn ours(report: &Report, name: &str) -> Vec<String> {
    report.by.iter().map(|_| name.to_owned()).collect()
}

fn header(report: &Report) -> Vec<String> {
    let keys = report.by.iter().map(|key| key.name().to_owned());
    let counts = COUNTS.iter().map(|(name, _)| (*name).to_owned());
    let measured = ["silence_seconds", "pass_rate_percent"].map(str::to_owned);
    let of_metric = |name: &'static str| {
        let figures = FIGURES
            .iter()
            .map(move |(figure, _)| format!("{name}_{figure}"));
        std::iter::once(format!("{name}_n")).chain(figures)
    };
    let metrics = report
        .metrics
        .iter()
        .flat_map(|metric| of_metric(metric.name()));
    keys.chain(counts).chain(measured).chain(metrics).collect()
}

fn row(
    writer: &mut Writer<&mut dyn Write>,
    mut cells: Vec<String>,
    figures: &Figures,
) -> io::Result<()> {
    let counts = COUNTS.iter().map(|(_, count)| count(figures));
    cells.extend(counts.map(|count| count.map_or_else(String::new, |count| count.to_string())));
    cells.push(number(figures.silence_seconds));
    cells.push(number(figures.pass_rate_percent));
    for shown in &figures.metrics {
        cells.push(shown.row.n.to_string());
        cells.extend(FIGURES.iter().map(|(_, pick)| number(pick(&shown.row))));
    }
    writer.write_record(cells)?;
    Ok(())
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
