//! Budgets and changes as tables, what is wrong first.

use super::tables::{MOST_SHOWN, Shown, names, number, signed};
use super::{View, words};
use crate::render::show::figures;
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::stats::{Change, Judged, Report, Subject, Verdict};
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
        cells.push(match judged.verdict {
            Verdict::Met => Cell::new("met", Style::Good),
            Verdict::Exceeded => Cell::new("exceeded", Style::Error),
            Verdict::Unanswered => {
                let needs = words::counted(judged.needs, "value");
                Cell::new(format!("unanswered: needs {needs}"), Style::Warning)
            }
        });
        table.push(cells);
    }
    (!view.judged.is_empty()).then_some(table)
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

pub(in crate::render) fn group(
    report: &Report,
    place: Option<usize>,
    otherwise: &str,
    shown: Shown<'_>,
) -> String {
    let group = place.and_then(|place| report.groups.get(place));
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

/// A row a figure that both runs have.
pub(in crate::render) fn changes(
    report: &Report,
    changes: &[Change],
    allowed: Option<f64>,
    theme: &Theme,
    shown: Shown<'_>,
) -> Table {
    let is_grouped = changes.iter().any(|change| change.group.is_some());
    let mut columns = vec![("metric", Align::Left)];
    columns.extend(is_grouped.then_some(("group", Align::Left)));
    columns.extend(["before", "now", "change"].map(|name| (name, Align::Right)));
    let mut table = Table::new(columns);
    let mut sorted: Vec<&Change> = changes.iter().collect();
    let is_worse = |change: &Change| allowed.is_some_and(|allowed| change.is_regression(allowed));
    sorted.sort_by_key(|change| !is_worse(change));
    for change in sorted.into_iter().take(MOST_SHOWN) {
        let style = if is_worse(change) {
            Style::Error
        } else {
            Style::Plain
        };
        let mut cells = vec![Cell::plain(subject(change))];
        cells.extend(
            is_grouped.then(|| Cell::plain(group(report, change.group, words::ALL, shown))),
        );
        cells.push(Cell::plain(signed(change.before, theme)));
        cells.push(Cell::plain(figures::seconds(change.after)));
        let grown = change.percent().map(|percent| format!("{percent:+.1} %"));
        cells.push(Cell::new(
            grown.unwrap_or_else(|| theme.absent().to_owned()),
            style,
        ));
        table.push(cells);
    }
    table
}

/// What has changed, as a budget would call it.
pub(in crate::render) fn subject(change: &Change) -> String {
    format!("{}.{}", change.metric.name(), change.statistic.name())
}
