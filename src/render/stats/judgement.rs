//! Budgets and changes as tables, what is wrong first.

use super::tables::{MOST_SHOWN, Shown, names, number, signed};
use super::{View, words};
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::stats::{Change, Gate, Group, Judged, Report, Subject, Verdict};
use crate::text::Untrusted;

/// A row a budget and group.
pub(in crate::render) fn budgets(
    view: &View<'_>,
    theme: &Theme,
    shown: Shown<'_>,
) -> Option<Table> {
    let report = view.report;
    let mut judged: Vec<&Judged<'_>> = view.judged.iter().collect();
    judged.sort_by_key(|judged| match judged.verdict {
        Verdict::Exceeded => 0,
        Verdict::Unanswered => 1,
        Verdict::Met => 2,
    });
    let is_grouped = !report.groups.is_empty();
    let headers = ["limit", "figure", "n"].map(|name| (name, Align::Right));
    let mut columns = vec![("budget", Align::Left)];
    columns.extend(is_grouped.then_some(("group", Align::Left)));
    columns.extend(headers);
    columns.push(("", Align::Left));
    let mut table = Table::new(columns);
    for judged in judged.iter().take(MOST_SHOWN) {
        let (limit, figure) = values(judged);
        let mut cells = vec![Cell::plain(name(judged, shown))];
        cells.extend(
            is_grouped.then(|| Cell::plain(group(report, judged.group, words::OTHERS, shown))),
        );
        cells.push(Cell::plain(format!(
            "{} {limit}",
            judged.budget.comparison.sign()
        )));
        cells.push(Cell::plain(
            figure.unwrap_or_else(|| theme.absent().to_owned()),
        ));
        cells.push(Cell::new(number(judged.n), Style::Dim));
        cells.push(outcome(judged.verdict, judged.needs));
        table.push(cells);
    }
    (!view.judged.is_empty()).then_some(table)
}

/// What came of a budget or of a comparison.
fn outcome(verdict: Verdict, needs: u64) -> Cell {
    match verdict {
        Verdict::Met => Cell::new("met", Style::Good),
        Verdict::Exceeded => Cell::new("exceeded", Style::Error),
        Verdict::Unanswered => {
            let needs = words::counted(needs, "value");
            Cell::new(format!("unanswered: needs {needs}"), Style::Warning)
        }
    }
}

/// The name in a configuration is the user's own, but may come from a stranger's repository.
pub(in crate::render) fn name(judged: &Judged<'_>, shown: Shown<'_>) -> String {
    let subject = judged.budget.subject.name();
    let name = judged.budget.name.as_str();
    if name.starts_with(&subject) || name.contains(['<', '>']) {
        subject
    } else {
        format!("{subject} ({})", shown(Untrusted::new(name)))
    }
}

fn group(report: &Report, place: Option<usize>, otherwise: &str, shown: Shown<'_>) -> String {
    called(
        place.and_then(|place| report.groups.get(place)),
        otherwise,
        shown,
    )
}

/// The names of a group, or what is said where there is none.
pub(in crate::render) fn called(
    group: Option<&Group>,
    otherwise: &str,
    shown: Shown<'_>,
) -> String {
    group.map_or_else(
        || otherwise.to_owned(),
        |group| names(group.values(), shown).join(", "),
    )
}

/// Limit and figure with their unit: to the millisecond, unless that would hide which is larger.
pub(in crate::render) fn values(judged: &Judged<'_>) -> (String, Option<String>) {
    let (limit, figure) = (judged.budget.limit, judged.figure);
    if let Subject::Rate(_) = judged.budget.subject {
        let shown = (words::percent(limit), figure.map(words::percent));
        let exact = |percent: f64| format!("{percent:.3} %");
        let is_alike = figure != Some(limit) && shown.1.as_ref() == Some(&shown.0);
        return if is_alike {
            (exact(limit), figure.map(exact))
        } else {
            shown
        };
    }
    let rounded = |decimals| {
        (
            seconds(limit, decimals),
            figure.map(|it| seconds(it, decimals)),
        )
    };
    match rounded(3) {
        (limit, Some(figure)) if limit == figure || figure == "0 s" || limit == "0 s" => rounded(6),
        values => values,
    }
}

fn seconds(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A row a figure of the saved run, those first of which the answer is not yes.
pub(in crate::render) fn changes(
    changes: &[Change<'_>],
    gate: Option<&Gate>,
    theme: &Theme,
    shown: Shown<'_>,
) -> Table {
    let is_grouped = changes.iter().any(|change| change.group.is_some());
    let mut columns = vec![("metric", Align::Left)];
    columns.extend(is_grouped.then_some(("group", Align::Left)));
    columns.extend(["before", "now", "change"].map(|name| (name, Align::Right)));
    columns.extend(gate.map(|_| ("", Align::Left)));
    let mut table = Table::new(columns);
    let verdict = |change: &Change<'_>| gate.and_then(|gate| gate.judge(change));
    let mut sorted: Vec<&Change<'_>> = changes.iter().collect();
    sorted.sort_by_key(|change| match verdict(change) {
        Some(Verdict::Exceeded) => 0,
        Some(Verdict::Unanswered) => 1,
        Some(Verdict::Met) | None => 2,
    });
    let absent = || theme.absent().to_owned();
    for change in sorted.into_iter().take(MOST_SHOWN) {
        let verdict = verdict(change);
        let style = match verdict {
            Some(Verdict::Exceeded) => Style::Error,
            _ => Style::Plain,
        };
        let mut cells = vec![Cell::plain(subject(change))];
        cells.extend(is_grouped.then(|| Cell::plain(called(change.group, words::ALL, shown))));
        cells.push(Cell::plain(signed(change.before, theme)));
        let now = change.after.map(|after| signed(after, theme));
        cells.push(Cell::plain(now.unwrap_or_else(absent)));
        let grown = change.percent().map(|percent| format!("{percent:+.1} %"));
        cells.push(Cell::new(grown.unwrap_or_else(absent), style));
        cells.extend(gate.map(|_| {
            verdict.map_or_else(
                || Cell::new("not judged", Style::Dim),
                |verdict| outcome(verdict, Gate::NEEDS),
            )
        }));
        table.push(cells);
    }
    table
}

/// What has changed, as a budget would call it.
pub(in crate::render) fn subject(change: &Change<'_>) -> String {
    format!("{}.{}", change.metric.name(), change.statistic.name())
}
