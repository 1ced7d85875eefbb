//! Statistics for a terminal: one table of metrics, or a table a metric when there are groups.

use std::io::{self, Write};
use std::ops::Range;

use super::judgement::{self, Judgement};
use super::{View, picture, slowest, tables, words};
use crate::render::table::Table;
use crate::render::theme::{Style, Theme};
use crate::render::verdict::{last_line, verdict};
use crate::render::wrap::wrap;
use crate::stats::{Metric, Report, SlowCall};
use crate::text::{Untrusted, fit, width};

/// Where everything starts, and the columns of a label before its fact.
const INDENT: usize = 2;
const COLUMN: usize = 12;

/// The least that is left for a name in a table.
const NARROWEST: usize = 12;

/// Columns of a picture's title beside the names of its group.
const TITLE: usize = 20;

/// The columns that give way where a table does not fit, the first first.
const COUNTS: [&str; 5] = ["silence", "interrupted", "tests", "tools", "turns"];
const FIGURES: [&str; 4] = ["mean", "p99", "p90", "max"];
const CHANGES: [&str; 2] = ["before", "now"];
const BUDGETS: [&str; 2] = ["n", "limit"];

/// What is printed with a blank line around it.
type Section = Vec<String>;

pub(super) fn write(view: &View<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let shown = |text: Untrusted<'_>| tables::distinct(text.excerpt(60));
    let mut sections = sections(view, theme, &shown);
    if let Some(collection) = view.buckets {
        let keys = view.report.by.len().max(1);
        let room = theme.columns().saturating_sub(TITLE).checked_div(keys);
        let room = room.unwrap_or_default().max(NARROWEST);
        let fitted = |text: Untrusted<'_>| fit(&shown(text), room, theme.ellipsis());
        let pictures = picture::sections(view.report, collection, theme, &fitted);
        sections.extend(pictures);
        let left_out = words::left_out(view.report, picture::MOST, "drawn");
        sections.extend(left_out.map(|note| wrapped(&note, theme)));
    }
    if let Some(changes) = view.changes {
        let changes = judgement::changes(changes, view.gate, theme, &shown);
        sections.push(judged(changes, &CHANGES, theme));
    }
    let budgets = judgement::budgets(view, theme, &shown);
    sections.extend(budgets.map(|budgets| judged(budgets, &BUDGETS, theme)));
    for (place, lines) in sections
        .iter()
        .filter(|lines| !lines.is_empty())
        .enumerate()
    {
        if place > 0 {
            writeln!(out)?;
        }
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    if view.closing {
        closing(view, theme, out)?;
    }
    Ok(())
}

fn sections(view: &View<'_>, theme: &Theme, shown: tables::Shown<'_>) -> Vec<Section> {
    let report = view.report;
    let (mut sections, hidden) = if report.by.is_empty() {
        total(report, theme)
    } else {
        groups(report, theme, shown)
    };
    sections.extend(view.slowest.map(|calls| slow(calls, theme)));
    let notes = words::notes(report).into_iter().chain(not_shown(&hidden));
    sections.push(notes.flat_map(|note| wrapped(&note, theme)).collect());
    sections
}

/// The slowest replies.
fn slow(calls: &[SlowCall], theme: &Theme) -> Section {
    if calls.is_empty() {
        return Vec::new();
    }
    let room = theme.columns().saturating_sub(INDENT);
    let title = theme.paint(Style::Strong, "slowest replies, one a call");
    let mut lines = vec![format!("  {title}")];
    lines.extend(indented(&slowest::fitted(calls, room, theme), theme));
    if calls.iter().take(slowest::MOST).any(SlowCall::is_in_file) {
        lines.extend(wrapped("`speakhook show FILE:LINE` shows one", theme));
    }
    lines
}

/// What was counted and measured, and the columns that are not shown.
fn total(report: &Report, theme: &Theme) -> (Vec<Section>, Vec<&'static str>) {
    let facts = words::facts(&report.total);
    let facts = facts.iter();
    let facts = facts.flat_map(|(label, fact)| field(label, fact, theme));
    let mut tables = [tables::metrics(&report.total, theme)];
    let hidden = give_way(&mut tables, 0..0, &FIGURES, theme);
    let [table] = &tables;
    let lines = if table.rows.is_empty() {
        Vec::new()
    } else {
        indented(table, theme)
    };
    (vec![facts.collect(), lines], hidden)
}

/// The same a group, in a table of what was counted and one a metric.
fn groups(
    report: &Report,
    theme: &Theme,
    shown: tables::Shown<'_>,
) -> (Vec<Section>, Vec<&'static str>) {
    let names = 0..report.by.len();
    let mut counts = [tables::counts(report, theme, shown)];
    let mut hidden = give_way(&mut counts, names.clone(), &COUNTS, theme);
    let has_values = |metric: &Metric| report.total.row(*metric).is_some_and(|row| row.n > 0);
    let metrics = report.metrics.iter().copied();
    let metrics: Vec<Metric> = metrics.filter(has_values).collect();
    let of = |metric: &Metric| tables::groups(report, *metric, theme, shown);
    let mut figures: Vec<Table> = metrics.iter().map(of).collect();
    hidden.extend(give_way(&mut figures, names, &FIGURES, theme));
    let mut sections: Vec<Section> = counts.iter().map(|table| indented(table, theme)).collect();
    for (metric, table) in metrics.iter().zip(&figures) {
        let title = theme.paint(Style::Strong, words::metric(*metric));
        let mut lines = vec![format!("  {title}")];
        lines.extend(indented(table, theme));
        sections.push(lines);
    }
    (sections, hidden)
}

/// Makes tables fit: the names in their columns `names` are cut, and where that is not enough, columns
/// left out of all of them. Returns which.
fn give_way(
    tables: &mut [Table],
    names: Range<usize>,
    dispensable: &[&'static str],
    theme: &Theme,
) -> Vec<&'static str> {
    let room = theme.columns().saturating_sub(INDENT);
    let mut hidden = Vec::new();
    for name in dispensable {
        let mut all = tables.iter();
        if all.all(|table| table.least_width(&names, NARROWEST) <= room) {
            break;
        }
        let left_out = tables.iter_mut().map(|table| table.leave_out(name));
        let left_out: Vec<bool> = left_out.collect();
        hidden.extend(left_out.contains(&true).then_some(*name));
    }
    for table in tables {
        table.cut(&names, room, NARROWEST, theme.ellipsis());
    }
    hidden
}

fn not_shown(hidden: &[&str]) -> Option<String> {
    let names = hidden.join(", ");
    (!hidden.is_empty()).then(|| format!("not shown at this width: {names}"))
}

/// What was judged, and what has to be known of it.
fn judged(judgement: Judgement, dispensable: &[&'static str], theme: &Theme) -> Section {
    let mut tables = [judgement.table];
    let hidden = give_way(&mut tables, judgement.names, dispensable, theme);
    let [table] = &tables;
    let mut lines = indented(table, theme);
    let notes = judgement.notes.into_iter().chain(not_shown(&hidden));
    lines.extend(notes.flat_map(|note| wrapped(&note, theme)));
    lines
}

fn indented(table: &Table, theme: &Theme) -> Section {
    table
        .lines(theme)
        .into_iter()
        .map(|line| format!("  {line}"))
        .collect()
}

fn field(label: &str, fact: &str, theme: &Theme) -> Vec<String> {
    let blanks = " ".repeat(COLUMN.saturating_sub(width(label)));
    let first = format!("  {}{blanks}", theme.paint(Style::Dim, label));
    let column = INDENT.saturating_add(COLUMN);
    let room = theme
        .width
        .map_or(usize::MAX, |columns| columns.saturating_sub(column).max(20));
    let lines = wrap(fact, room, "");
    let indent = " ".repeat(column);
    let line = |(place, line): (usize, &String)| match place {
        0 => format!("{first}{line}"),
        _ => format!("{indent}{line}"),
    };
    lines.iter().enumerate().map(line).collect()
}

fn wrapped(note: &str, theme: &Theme) -> Vec<String> {
    let room = theme
        .width
        .map_or(usize::MAX, |columns| columns.saturating_sub(2).max(20));
    let lines = wrap(note, room, "  ");
    lines
        .iter()
        .map(|line| format!("  {}", theme.paint(Style::Dim, line)))
        .collect()
}

/// The last line: agrees with the status, always.
fn closing(view: &View<'_>, theme: &Theme, out: &mut dyn Write) -> io::Result<()> {
    let Some(account) = words::account(view) else {
        return Ok(());
    };
    writeln!(out)?;
    last_line(*theme, verdict(view.status), &account, out)
}
