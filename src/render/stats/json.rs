//! Statistics for machines: one document, described by `stats.schema.json`, or one object a line.
//! Delays are seconds, what is absent or withheld is `null`.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::{Unread, View};
use crate::json::write::{compact, pretty};
use crate::stats::{self, Change, Figures, Judged, Report, SlowCall, Subject, Verdict};
use crate::text::Untrusted;

/// The values of a group by the names of the keys.
type Values<'r> = BTreeMap<&'static str, Option<Untrusted<'r>>>;

#[derive(Serialize)]
struct Document<'r> {
    schema_version: u32,
    by: Vec<&'static str>,
    groups: Vec<Group<'r>>,
    others: Option<&'r Figures>,
    total: &'r Figures,
    budgets: Vec<BudgetLine<'r>>,
    changes: Option<Vec<ChangeLine<'r>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slowest: Option<Vec<SlowLine<'r>>>,
    calls_outside: u64,
    calls_without_start: u64,
    unread: u64,
    interrupted: bool,
    errors: &'r [Unread],
}

#[derive(Serialize)]
struct Group<'r> {
    group: Values<'r>,
    #[serde(flatten)]
    figures: &'r Figures,
}

#[derive(Serialize)]
struct BudgetLine<'r> {
    name: &'r str,
    subject: String,
    comparison: &'static str,
    unit: &'static str,
    limit: f64,
    figure: Option<f64>,
    n: u64,
    needs: u64,
    verdict: Verdict,
    group: Option<Values<'r>>,
}

#[derive(Serialize)]
struct ChangeLine<'r> {
    subject: String,
    before_seconds: f64,
    before_n: u64,
    after_seconds: Option<f64>,
    after_n: u64,
    change_percent: Option<f64>,
    verdict: Option<Verdict>,
    is_regression: Option<bool>,
    group: Option<Values<'r>>,
}

#[derive(Serialize)]
struct SlowLine<'r> {
    path: Untrusted<'r>,
    line: usize,
    turn: usize,
    seconds: f64,
}

/// A line of `-f jsonl`.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Line<'r> {
    Group(Group<'r>),
    Others(&'r Figures),
    Total(&'r Figures),
    Budget(BudgetLine<'r>),
    Change(ChangeLine<'r>),
}

/// Writes one document.
pub(super) fn document(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let document = Document {
        schema_version: 1,
        by: report.by.iter().map(|key| key.name()).collect(),
        groups: groups(report).collect(),
        others: report.others.as_ref(),
        total: &report.total,
        budgets: budgets(view).collect(),
        changes: view.changes.map(|_| changes(view).collect()),
        slowest: view.slowest.map(slowest),
        calls_outside: report.outside,
        calls_without_start: report.undated,
        unread: report.unread,
        interrupted: view.status.signal().is_some(),
        errors: view.unread,
    };
    pretty(out, &document)?;
    out.write_all(b"\n")
}

/// Writes an object a line: the groups, the others, the total, then what was judged.
pub(super) fn lines(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let report = view.report;
    let lines = groups(report)
        .map(Line::Group)
        .chain(report.others.as_ref().map(Line::Others))
        .chain([Line::Total(&report.total)])
        .chain(budgets(view).map(Line::Budget))
        .chain(changes(view).map(Line::Change));
    for line in lines {
        compact(out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn slowest(calls: &[SlowCall]) -> Vec<SlowLine<'_>> {
    let line = |call| SlowLine {
        path: SlowCall::file(call),
        line: call.line,
        turn: call.turn,
        seconds: call.seconds(),
    };
    calls.iter().map(line).collect()
}

fn groups(report: &Report) -> impl Iterator<Item = Group<'_>> {
    report.groups.iter().map(|group| Group {
        group: values(report, group),
        figures: &group.figures,
    })
}

fn values<'r>(report: &Report, group: &'r stats::Group) -> Values<'r> {
    let names = report.by.iter().map(|key| key.name());
    names.zip(group.values()).collect()
}

fn budgets<'v>(view: &View<'v>) -> impl Iterator<Item = BudgetLine<'v>> {
    let report = view.report;
    view.judged.iter().map(|judged: &Judged<'_>| BudgetLine {
        name: &judged.budget.name,
        subject: judged.budget.subject.name(),
        comparison: judged.budget.comparison.sign(),
        unit: match judged.budget.subject {
            Subject::Metric(..) => "seconds",
            Subject::Rate(_) => "percent",
        },
        limit: judged.budget.limit,
        figure: judged.figure,
        n: judged.n,
        needs: judged.needs,
        verdict: judged.verdict,
        group: judged
            .group
            .and_then(|place| report.groups.get(place))
            .map(|group| values(report, group)),
    })
}

fn changes<'v>(view: &View<'v>) -> impl Iterator<Item = ChangeLine<'v>> {
    let (report, gate) = (view.report, view.gate);
    let line = move |change: &'v Change<'v>| {
        let verdict = gate.and_then(|gate| gate.judge(change).ok());
        let answer = verdict.filter(|verdict| *verdict != Verdict::Unanswered);
        ChangeLine {
            subject: super::judgement::subject(change),
            before_seconds: change.before,
            before_n: change.before_n,
            after_seconds: change.after,
            after_n: change.after_n,
            change_percent: change.percent(),
            verdict,
            is_regression: answer.map(|verdict| verdict == Verdict::Exceeded),
            group: change.group.map(|group| values(report, group)),
        }
    };
    view.changes.unwrap_or_default().iter().map(line)
}
