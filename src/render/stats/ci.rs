//! What was judged, for CI: annotations for GitHub Actions, and a JUnit suite with a case a budget.

use std::io::{self, Write};

use super::judgement::{self, called, name, values};
use super::{View, tables, words};
use crate::render::github::data;
use crate::render::junit::{self, Outcome};
use crate::render::theme::Theme;
use crate::render::verdict::REST;
use crate::stats::{Change, Gate, Group, Judged, Verdict};
use crate::text::{Untrusted, thousands};

/// Annotations of one level that GitHub shows of a step.
const MOST: usize = 10;

/// A question and its answer.
struct Check {
    name: String,
    sentence: String,
    verdict: Verdict,
}

/// Writes the annotations, which come behind the text.
pub(super) fn annotations(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks = checks(view);
    let bad: Vec<&Check> = checks
        .iter()
        .filter(|check| check.verdict != Verdict::Met)
        .collect();
    let more = bad.len().saturating_sub(MOST);
    for (place, check) in bad.iter().take(MOST).enumerate() {
        let is_last = place.saturating_add(1) == MOST;
        let more = if is_last && more > 0 {
            format!(" (and {} more)", thousands(more))
        } else {
            String::new()
        };
        writeln!(out, "::error title=budget::{}{more}", data(&check.sentence))?;
    }
    Ok(())
}

/// Writes the suite.
pub(super) fn suite(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks = checks(view);
    let cases = checks.iter().map(|check| {
        let outcome = match check.verdict {
            Verdict::Met => Outcome::Passed,
            Verdict::Exceeded => Outcome::Failed(&check.sentence),
            Verdict::Unanswered => Outcome::Unanswered(&check.sentence),
        };
        (check.name.as_str(), outcome)
    });
    junit::one_suite("speakhook stats", cases, out)
}

fn checks(view: &View<'_>) -> Vec<Check> {
    let budgets = view.judged.iter().map(|judged| budget(view, judged));
    let changes = view.changes.unwrap_or_default().iter();
    let changes = changes.filter_map(|it| change(view, it, view.gate?));
    let unread = (view.report.unread > 0).then(|| Check {
        name: "inputs".to_owned(),
        sentence: match view.status.signal() {
            Some(signal) => format!("{}{REST}", signal.word()),
            None => {
                let inputs = words::counted(view.report.unread, "input");
                format!("{inputs} not read or no call")
            }
        },
        verdict: Verdict::Unanswered,
    });
    let gated = view.gate.zip(view.changes);
    let nothing = gated.filter(|(gate, changes)| gate.verdicts(changes).is_empty());
    let nothing = nothing.map(|_| Check {
        name: "comparison".to_owned(),
        sentence: "nothing to compare".to_owned(),
        verdict: Verdict::Unanswered,
    });
    budgets
        .chain(changes)
        .chain(nothing)
        .chain(unread)
        .collect()
}

fn shown(text: Untrusted<'_>) -> String {
    tables::distinct(text.excerpt(60))
}

/// Of which group a figure is, if there are groups.
fn of_group(view: &View<'_>, group: Option<&Group>, otherwise: &str) -> String {
    if group.is_none() && view.report.groups.is_empty() {
        return String::new();
    }
    format!(" of {}", called(group, otherwise, &shown))
}

fn budget(view: &View<'_>, judged: &Judged<'_>) -> Check {
    let (limit, figure) = values(judged);
    let group = judged.group.and_then(|place| view.report.groups.get(place));
    let of = of_group(view, group, words::OTHERS);
    let name = format!("{}{of}", name(judged, &shown));
    let limit = format!("{} {limit}", judged.budget.comparison.sign());
    let n = tables::number(judged.n);
    let sentence = match figure {
        Some(figure) => format!("{name} is {figure}, budget {limit}, n = {n}"),
        None => format!(
            "{name} needs {}, n = {n}; budget {limit}",
            words::counted(judged.needs, "value")
        ),
    };
    Check {
        name: format!("{name} {limit}"),
        sentence,
        verdict: judged.verdict,
    }
}

/// A figure of the saved run; `None` if it is not judged.
fn change(view: &View<'_>, change: &Change<'_>, gate: &Gate) -> Option<Check> {
    let verdict = gate.judge(change)?;
    let name = judgement::subject(change);
    let name = format!("{name}{}", of_group(view, change.group, words::ALL));
    let seconds = |value| tables::signed(value, &Theme::plain());
    let (before, allowed) = (seconds(change.before), gate.allowed);
    let sentence = match change.after.filter(|_| verdict != Verdict::Unanswered) {
        Some(after) => {
            let grown = change
                .percent()
                .map_or_else(String::new, |percent| format!(" ({percent:+.1} %)"));
            let after = seconds(after);
            format!("{name} was {before} s and is {after} s{grown}, allowed {allowed} %")
        }
        None => format!(
            "{name} was {before} s and needs {} to be compared, n = {}",
            words::counted(Gate::NEEDS, "value"),
            tables::number(change.after_n)
        ),
    };
    Some(Check {
        name: format!("{name} grows by at most {allowed} %"),
        sentence,
        verdict,
    })
}
