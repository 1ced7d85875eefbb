//! Budgets and changes as tables, what is wrong first, and what has to be known of them.

use std::ops::Range;

use super::tables::{MOST_SHOWN, Shown, names, number, signed};
use super::{View, words};
use crate::render::table::{Align, Cell, Table};
use crate::render::theme::{Style, Theme};
use crate::stats::{Change, Gate, Group, Judged, Metric, Report, Subject, Unjudged, Verdict};
use crate::text::{Untrusted, counted};

/// A table, and the sentences below it.
pub(in crate::render) struct Judgement {
    pub(in crate::render) table: Table,
    /// The columns of names, which may be cut.
    pub(in crate::render) names: Range<usize>,
    pub(in crate::render) notes: Vec<String>,
}

/// A row a budget and group.
pub(in crate::render) fn budgets(
    view: &View<'_>,
    theme: &Theme,
    shown: Shown<'_>,
) -> Option<Judgement> {
    let report = view.report;
    let mut judged: Vec<&Judged<'_>> = view.judged.iter().collect();
    judged.sort_by(|one, other| {
        let verdicts = one.verdict.cmp(&other.verdict);
        verdicts.then(other.excess().total_cmp(&one.excess()))
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
        let mut outcome = outcome(judged.verdict);
        if judged.verdict == Verdict::Unanswered {
            outcome.text.push_str(&format!(": needs {}", judged.needs));
        }
        cells.push(outcome);
        table.push(cells);
    }
    (!judged.is_empty()).then(|| Judgement {
        table,
        names: 0..usize::from(is_grouped).saturating_add(1),
        notes: hidden(judged.len()).into_iter().collect(),
    })
}

/// What came of a budget or of a comparison.
fn outcome(verdict: Verdict) -> Cell {
    match verdict {
        Verdict::Met => Cell::new("met", Style::Good),
        Verdict::Exceeded => Cell::new("exceeded", Style::Error),
        Verdict::Unanswered => Cell::new("unanswered", Style::Warning),
    }
}

/// What is said of the rows that a table of so many leaves out.
fn hidden(rows: usize) -> Option<String> {
    let hidden = rows.saturating_sub(MOST_SHOWN);
    let more = counted(hidden, "more row");
    (hidden > 0).then(|| format!("{more} not shown here; json and jsonl have all"))
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

/// What came of a figure of the saved run; `None` if that is not asked at all.
type Answer = Option<Result<Verdict, Unjudged>>;

/// A row a figure of the saved run, those first that a reader has to see.
pub(in crate::render) fn changes(
    changes: &[Change<'_>],
    gate: Option<&Gate>,
    theme: &Theme,
    shown: Shown<'_>,
) -> Judgement {
    let is_grouped = changes.iter().any(|change| change.group.is_some());
    let mut columns = vec![("metric", Align::Left)];
    columns.extend(is_grouped.then_some(("group", Align::Left)));
    columns.extend(["before", "now", "change"].map(|name| (name, Align::Right)));
    columns.extend(gate.map(|_| ("", Align::Left)));
    let mut table = Table::new(columns);
    let sorted = sorted(changes, gate);
    for (change, answer) in sorted.iter().take(MOST_SHOWN) {
        let mut cells = vec![Cell::plain(title(change))];
        cells.extend(is_grouped.then(|| Cell::plain(called(change.group, words::ALL, shown))));
        cells.extend(figures(change, *answer, theme));
        cells.extend(answer.map(|answer| match answer {
            Ok(verdict) => outcome(verdict),
            Err(_) => Cell::new("not judged", Style::Dim),
        }));
        table.push(cells);
    }
    let answers = sorted.iter().filter_map(|(_, answer)| *answer);
    let answers: Vec<_> = answers.collect();
    let notes = hidden(sorted.len()).into_iter().chain(reasons(&answers));
    Judgement {
        notes: notes.collect(),
        names: 1..usize::from(is_grouped).saturating_add(1),
        table,
    }
}

/// What has grown too much, what is not known, and then what has grown most; at the end what too few
/// values say little about, or nobody asked.
fn sorted<'c, 'r>(changes: &'c [Change<'r>], gate: Option<&Gate>) -> Vec<(&'c Change<'r>, Answer)> {
    let judged = |change: &'c Change<'r>| (change, gate.map(|gate| gate.judge(change)));
    let mut sorted: Vec<_> = changes.iter().map(judged).collect();
    let place = |(change, answer): &(&Change<'_>, Answer)| match answer {
        Some(Ok(Verdict::Exceeded)) => 0,
        Some(Ok(Verdict::Unanswered)) => 1,
        Some(Ok(Verdict::Met)) => 2,
        None if change.is_of_many() => 2,
        Some(Err(_)) | None => 3,
    };
    sorted.sort_by(|one, other| {
        let places = place(one).cmp(&place(other));
        places.then(other.0.growth().total_cmp(&one.0.growth()))
    });
    sorted
}

/// A figure then and now, and by how much it has grown.
fn figures(change: &Change<'_>, answer: Answer, theme: &Theme) -> [Cell; 3] {
    let absent = || theme.absent().to_owned();
    let style = match answer {
        Some(Ok(Verdict::Exceeded)) => Style::Error,
        _ => Style::Plain,
    };
    let now = change.after.map(|after| signed(after, theme));
    let grown = change.percent().map(|percent| format!("{percent:+.1} %"));
    [
        Cell::plain(signed(change.before, theme)),
        Cell::plain(now.unwrap_or_else(absent)),
        Cell::new(grown.unwrap_or_else(absent), style),
    ]
}

/// Why some figures have no verdict.
fn reasons(answers: &[Result<Verdict, Unjudged>]) -> impl Iterator<Item = String> {
    let needs = Gate::NEEDS;
    let reasons = [
        (
            Ok(Verdict::Unanswered),
            format!("unanswered: this run has fewer than {needs} values"),
        ),
        (
            Err(Unjudged::FewBefore),
            format!("not judged: the saved run has fewer than {needs} values"),
        ),
        (
            Err(Unjudged::Unnamed),
            "not judged: callback and call, unless --metric names them".to_owned(),
        ),
    ];
    let reasons = reasons.into_iter();
    reasons.filter_map(|(answer, reason)| answers.contains(&answer).then_some(reason))
}

/// What has changed, as a budget would call it.
pub(in crate::render) fn subject(change: &Change<'_>) -> String {
    format!("{}.{}", change.metric.name(), change.statistic.name())
}

/// The same for a person: the length of a call by the word that the other tables have for it.
fn title(change: &Change<'_>) -> String {
    let metric = match change.metric {
        Metric::Duration => words::metric(Metric::Duration),
        metric => metric.name(),
    };
    format!("{metric}.{}", change.statistic.name())
}
