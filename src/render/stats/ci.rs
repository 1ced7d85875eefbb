//! What was judged, for CI: annotations for GitHub Actions, what is worst first, and a JUnit suite with a
//! case a budget and figure of the saved run. A figure that is not judged is skipped there, with why.

use std::io::{self, Write};

use super::judgement::{self, called, name, values};
use super::{View, tables, words};
use crate::render::github::{MOST, data};
use crate::render::junit::{self, Outcome};
use crate::render::theme::Theme;
use crate::render::verdict::REST;
use crate::stats::{Change, Gate, Group, Judged, Unjudged, Verdict};
use crate::text::{Untrusted, counted, thousands};

/// A question and its answer.
struct Check {
    /// What kind of question it is.
    title: &'static str,
    name: String,
    sentence: String,
    /// `None` if it is not judged.
    verdict: Option<Verdict>,
    /// How far it is beyond what is allowed, in percent.
    excess: f64,
}

impl Check {
    /// A question without a figure that nobody can answer.
    fn open(title: &'static str, name: &str, sentence: String) -> Self {
        Self {
            title,
            name: name.to_owned(),
            sentence,
            verdict: Some(Verdict::Unanswered),
            excess: f64::INFINITY,
        }
    }
}

/// Writes the annotations, which come behind the text.
pub(super) fn annotations(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut bad = checks(view);
    bad.retain(|check| !matches!(check.verdict, None | Some(Verdict::Met)));
    bad.sort_by(|one, other| {
        let verdicts = one.verdict.cmp(&other.verdict);
        verdicts.then(other.excess.total_cmp(&one.excess))
    });
    let more = bad.len().saturating_sub(MOST);
    for (place, check) in bad.iter().take(MOST).enumerate() {
        let is_last = place.saturating_add(1) == MOST;
        let more = if is_last && more > 0 {
            format!(" (and {} more)", thousands(more))
        } else {
            String::new()
        };
        let (title, sentence) = (check.title, data(&check.sentence));
        writeln!(out, "::error title={title}::{sentence}{more}")?;
    }
    Ok(())
}

/// Writes the suite.
pub(super) fn suite(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let checks = checks(view);
    let cases = checks.iter().map(|check| {
        let outcome = match check.verdict {
            Some(Verdict::Met) => Outcome::Passed,
            Some(Verdict::Exceeded) => Outcome::Failed(&check.sentence),
            Some(Verdict::Unanswered) => Outcome::Unanswered(&check.sentence),
            None => Outcome::Skipped(&check.sentence),
        };
        (check.name.as_str(), outcome)
    });
    junit::one_suite("speakhook stats", cases, out)
}

fn checks(view: &View<'_>) -> Vec<Check> {
    let budgets = view.judged.iter().map(|judged| budget(view, judged));
    let changes = view.changes.unwrap_or_default().iter();
    let changes = changes.filter_map(|it| Some(change(view, it, view.gate?)));
    let unread = (view.report.unread > 0).then(|| {
        let sentence = match view.status.signal() {
            Some(signal) => format!("{}{REST}", signal.word()),
            None => {
                let inputs = counted(view.report.unread, "input");
                format!("{inputs} not read or no call")
            }
        };
        Check::open("unreadable", "inputs", sentence)
    });
    let gated = view.gate.zip(view.changes);
    let nothing = gated.filter(|(gate, changes)| gate.verdicts(changes).is_empty());
    let nothing = nothing.map(|_| {
        let sentence = "nothing to compare".to_owned();
        Check::open("comparison", "comparison", sentence)
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
            counted(judged.needs, "value")
        ),
    };
    Check {
        title: "budget",
        name: format!("{name} {limit}"),
        sentence,
        verdict: Some(judged.verdict),
        excess: judged.excess(),
    }
}

/// A figure of the saved run.
fn change(view: &View<'_>, change: &Change<'_>, gate: &Gate) -> Check {
    let name = judgement::subject(change);
    let name = format!("{name}{}", of_group(view, change.group, words::ALL));
    let seconds = |value| tables::signed(value, &Theme::plain());
    let (before, allowed) = (seconds(change.before), gate.allowed);
    let (n_before, n) = (
        tables::number(change.before_n),
        tables::number(change.after_n),
    );
    let needs = counted(Gate::NEEDS, "value");
    let answer = gate.judge(change);
    let sentence = match (answer, change.after) {
        (Err(Unjudged::Unnamed), _) => "judged only if --metric names it".to_owned(),
        (Err(Unjudged::FewBefore), _) => {
            format!("{name} of the saved run needs {needs} to be compared with, n = {n_before}")
        }
        (Ok(Verdict::Met | Verdict::Exceeded), Some(after)) => {
            let grown = change.percent();
            let grown = grown.map_or_else(String::new, |percent| format!(" ({percent:+.1} %)"));
            let after = seconds(after);
            format!("{name} was {before} s and is {after} s{grown}, allowed {allowed} %")
        }
        (Ok(_), _) => {
            format!("{name} was {before} s and needs {needs} to be compared, n = {n}")
        }
    };
    Check {
        title: "comparison",
        name: format!("{name} grows by at most {allowed} %"),
        sentence,
        verdict: answer.ok(),
        excess: gate.excess(change),
    }
}
