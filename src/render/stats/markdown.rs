//! Statistics as GitHub-flavoured Markdown, for a pull request or the summary of a step.

use std::io::{self, Write};

use super::{View, judgement, slowest, tables, words};
use crate::render::escape::inline;
use crate::render::show::markdown::table;
use crate::render::theme::Theme;
use crate::render::verdict::verdict;
use crate::stats::SlowCall;
use crate::text::Untrusted;

pub(super) fn write(view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (theme, report) = (Theme::plain(), view.report);
    let shown = |text: Untrusted<'_>| {
        let name = tables::distinct(text.excerpt(60));
        inline(Untrusted::new(&name))
    };
    let mut sections = match words::account(view) {
        Some(account) => {
            let (word, _) = verdict(view.status);
            vec![format!("## speakhook stats: {word}\n\n{account}")]
        }
        None => vec!["## speakhook stats".to_owned()],
    };
    let budgets = judgement::budgets(view, &theme, &shown);
    let changes = view
        .changes
        .map(|changes| judgement::changes(changes, view.gate, &theme, &shown));
    for judgement in budgets.iter().chain(&changes) {
        sections.push(table(&judgement.table));
        sections.extend(list(&judgement.notes));
    }
    if report.by.is_empty() {
        let facts = words::facts(&report.total);
        let facts: Vec<_> = facts
            .iter()
            .map(|(label, fact)| format!("- {label}: {fact}"))
            .collect();
        sections.push(facts.join("\n"));
        let metrics = tables::metrics(&report.total, &theme);
        sections.extend((!metrics.rows.is_empty()).then(|| table(&metrics)));
    } else {
        sections.push(table(&tables::counts(report, &theme, &shown)));
        for metric in &report.metrics {
            if report.total.row(*metric).is_some_and(|row| row.n > 0) {
                let groups = tables::groups(report, *metric, &theme, &shown);
                sections.push(format!(
                    "### {}\n\n{}",
                    words::metric(*metric),
                    table(&groups)
                ));
            }
        }
    }
    let calls = view.slowest.filter(|calls| !calls.is_empty());
    sections.extend(calls.map(|calls| {
        let place = |call: &SlowCall| inline(Untrusted::new(&call.place()));
        let table = table(&slowest::table(calls, &theme, &place));
        format!("### Slowest replies, one a call\n\n{table}")
    }));
    sections.extend(list(&words::notes(report)));
    let sections: Vec<&str> = sections.iter().map(|section| section.trim_end()).collect();
    writeln!(out, "{}", sections.join("\n\n"))
}

/// Sentences as items.
fn list(notes: &[String]) -> Option<String> {
    let items: Vec<_> = notes.iter().map(|note| format!("- {note}")).collect();
    (!items.is_empty()).then(|| items.join("\n"))
}
