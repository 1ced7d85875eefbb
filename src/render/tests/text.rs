//! The results for people: a table of groups, then every run that did not pass with its reasons.
//! No line begins with text of a payload: it follows our label, our bullet or our gutter.

use std::io::{self, Write};

use super::{Report, table, words};
use crate::payload::Outcome;
use crate::render::theme::{Style, Theme};
use crate::render::verdict::{last_line, verdict};
use crate::render::{Setup, layout};
use crate::runs::{By, Results, Run, Word};
use crate::text::{counted, file_name, thousands};

/// Runs that are listed one by one.
const MOST: usize = 50;

/// Where the lines of a run begin, and where the values of its details do.
const INDENT: usize = 4;
const DETAIL: usize = 13;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let (theme, results) = (&setup.theme, report.results);
    if !report.only_failed && !results.groups.is_empty() {
        for line in table::lines(results, theme) {
            writeln!(out, "{line}")?;
        }
        let more = results.groups.len().saturating_sub(table::MOST);
        if more > 0 {
            writeln!(out, "  {} and {} more", theme.ellipsis(), thousands(more))?;
        }
        writeln!(out)?;
    }
    for run in results.listed().take(MOST) {
        for line in block(run, results.by, theme) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    let more = results.listed().skip(MOST).count();
    if more > 0 {
        let runs = counted(more, "more run");
        writeln!(
            out,
            "{} and {runs} (-f jsonl lists all)\n",
            theme.ellipsis()
        )?;
    }
    for line in notes(results, theme) {
        writeln!(out, "{line}")?;
    }
    if !setup.closing {
        return Ok(());
    }
    last_line(
        *theme,
        verdict(results.status()),
        &words::account(results),
        out,
    )
}

/// One run: how it went, why, and where it is found.
fn block(run: &Run, by: By, theme: &Theme) -> Vec<String> {
    let (style, word) = match run.outcome {
        Outcome::NoResult => (Style::Warning, "no result"),
        Outcome::Failed | Outcome::Passed => (Style::Error, "FAILED"),
    };
    let agent = words::agent(run).map(words::safe).unwrap_or_default();
    let first = format!("  {}  ", theme.paint(style, word));
    let column = word.len().saturating_add(INDENT);
    let mut lines = layout::joined(
        &first,
        &layout::wrapped(&agent, column, theme),
        column,
        theme,
    );
    let bullet = format!("  {} ", theme.symbol("•", "*"));
    for reason in run.reasons.iter() {
        let text = layout::lines_of(reason, INDENT, theme);
        lines.extend(layout::joined(&bullet, &text, INDENT, theme));
    }
    if let Some(more) = words::more_reasons(run) {
        lines.push(format!("    {} {more}", theme.ellipsis()));
    } else if run.outcome == Outcome::Failed && run.reasons.iter().next().is_none() {
        lines.push(format!(
            "    {}",
            theme.paint(Style::Dim, "no reason given")
        ));
    }
    let place = format!("{}:{}", file_name(&run.place.name), run.place.line);
    lines.extend(detail("at", &place, theme));
    let test_run = run.test_run.clone().filter(|_| by == By::Run);
    let details = [
        ("run", &test_run),
        ("test", &run.test),
        ("session", &run.session),
        ("stopped", &run.completion_reason),
        ("status", &run.status),
    ];
    for (label, value) in details {
        let value: Option<&Word> = value.as_ref();
        lines.extend(
            value
                .into_iter()
                .flat_map(|word| detail(label, &words::safe(word), theme)),
        );
    }
    if run.flaky {
        lines.extend(detail("flaky", "other runs of this test passed", theme));
    }
    lines
}

fn detail(label: &str, value: &str, theme: &Theme) -> Vec<String> {
    let first = format!("    {}", theme.paint(Style::Dim, &format!("{label:<9}")));
    let lines = layout::wrapped(value, DETAIL, theme);
    layout::joined(&first, &lines, DETAIL, theme)
}

/// What has to be known to read the figures.
fn notes(results: &Results, theme: &Theme) -> Vec<String> {
    let mut notes = Vec::new();
    if results.flaky > 0 {
        notes.push("flaky: passed and failed in the same agent".to_owned());
    }
    let mut conflicting = results.runs.iter().filter(|run| run.conflicting);
    if let Some(session) = conflicting.next().and_then(|run| run.session.as_ref()) {
        let first = words::safe(session);
        let more = match conflicting.count() {
            0 => String::new(),
            more => format!(" and {}", counted(more, "more session")),
        };
        notes.push(format!(
            "both passed and failed, the last verdict counts: session {first}{more}"
        ));
    }
    if notes.is_empty() {
        return notes;
    }
    let mut lines: Vec<String> = Vec::new();
    for note in notes {
        let text = layout::wrapped(&note, INDENT, theme);
        lines.extend(layout::joined("  ", &text, INDENT, theme));
    }
    lines.push(String::new());
    lines
}
