//! A summary for the page of a CI job: the verdict, a table of groups, the failures with their
//! reasons. Cut well before the mebibyte that GitHub takes.

use std::io::{self, Write};

use super::{Report, words};
use crate::payload::Outcome;
use crate::render::Setup;
use crate::render::escape::inline;
use crate::render::markdown::{Lines, and_more, escaped};
use crate::render::place::Places;
use crate::render::verdict::verdict;
use crate::runs::{Group, Results, Run};
use crate::text::{Untrusted, thousands};

/// Bytes of each of the three lists.
const MOST: usize = 300 * 1024;

/// Writes the report.
pub(super) fn write(report: &Report<'_>, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let results = report.results;
    let (word, _) = verdict(results.status());
    writeln!(
        out,
        "## speakhook tests: {word}\n\n{}",
        words::account(results)
    )?;
    if !report.only_failed {
        groups(results, out)?;
    }
    unreadable(results, out)?;
    let places = Places::new(setup);
    let mut lines = Lines::within(MOST);
    let mut count = 0_usize;
    for run in results.listed() {
        count = count.saturating_add(1);
        lines.add(&entry(run, &places));
    }
    if count > 0 {
        write!(out, "\n### Not passed\n\n{}", lines.text)?;
    }
    and_more(out, count.saturating_sub(lines.count))
}

fn groups(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    if results.groups.is_empty() {
        return Ok(());
    }
    let mut lines = Lines::within(MOST);
    for group in &results.groups {
        lines.add(&row(group, results));
    }
    let by = results.by.name();
    writeln!(
        out,
        "\n| {by} | agent | passed | failed | no result | rate | flaky |\n|---|---|---:|---:|---:|---:|---|"
    )?;
    write!(out, "{}", lines.text)?;
    and_more(out, results.groups.len().saturating_sub(lines.count))
}

fn row(group: &Group, results: &Results) -> String {
    let counts = &group.counts;
    format!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        escaped(&words::group(group, results.by)),
        words::agents(group).map_or_else(|| "–".to_owned(), |agents| escaped(&agents)),
        words::passed(counts),
        thousands(counts.failed),
        thousands(counts.no_result),
        words::rate(counts).unwrap_or_else(|| "–".to_owned()),
        words::flaky(group, results.by),
    )
}

/// A run as an item of a list, its reasons as items below it.
fn entry(run: &Run, places: &Places) -> String {
    let word = match run.outcome {
        Outcome::NoResult => "no result",
        Outcome::Passed | Outcome::Failed => "failed",
    };
    let path = words::path(run, places);
    let agent = words::agent(run).map(|agent| format!("{}, ", escaped(&words::safe(agent))));
    let agent = agent.unwrap_or_default();
    let mut text = format!("- **{word}** {agent}{}:{}", escaped(&path), run.place.line);
    for reason in run.reasons.iter() {
        text.push_str(&format!("\n  - {}", inline(reason)));
    }
    text.extend(words::more_reasons(run).map(|more| format!("\n  - … {more}")));
    text
}

fn unreadable(results: &Results, out: &mut dyn Write) -> io::Result<()> {
    if results.unreadable == 0 {
        return Ok(());
    }
    let mut lines = Lines::within(MOST);
    for told in &results.told {
        lines.add(&format!("- {}", inline(Untrusted::new(&told.message))));
    }
    write!(out, "\n### Not read\n\n{}", lines.text)?;
    and_more(out, results.unreadable.saturating_sub(lines.count))
}
