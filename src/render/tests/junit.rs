//! JUnit XML: a suite a group, a case a run, with the reasons in its failure. A run without a
//! result is skipped, not failed. Cases are numbered, so that a service finds the same case again
//! in its next build.

use std::io::{self, Write};
use std::path::Path;

use super::{Report, words};
use crate::payload::Outcome;
use crate::render::Setup;
use crate::render::junit::suite::{Case, Failure, Suite};
use crate::render::junit::{HEAD, MOST, TAIL};
use crate::render::place::Places;
use crate::runs::{Results, Run};
use crate::text::{counted, file_name};

/// Writes the report; it is whole also where only failures are wanted.
pub(super) fn write(report: &Report<'_>, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let results = report.results;
    let places = Places::new(setup);
    out.write_all(HEAD.as_bytes())?;
    for group in &results.groups {
        let mut suite = Suite::without_file(&words::group(group, results.by), MOST);
        for run in group
            .runs
            .iter()
            .filter_map(|place| results.runs.get(*place))
        {
            let number = suite.next_number();
            suite.add(&case(run, number, &places))?;
        }
        suite.write(out)?;
    }
    if results.unreadable > 0 {
        unreadable(results, &places)?.write(out)?;
    }
    out.write_all(TAIL.as_bytes())
}

fn case(run: &Run, number: usize, places: &Places) -> Case {
    let mut name = format!("run {number}");
    if let Some(agent) = words::agent(run) {
        name = format!("{}, {name}", words::safe(agent));
    }
    let path = words::path(run, places);
    let failure = (run.outcome == Outcome::Failed).then(|| failure(run));
    let skipped = (run.outcome == Outcome::NoResult).then(|| match &run.status {
        Some(status) => format!("no result, test_status is {}", words::safe(status)),
        None => "no result".to_owned(),
    });
    let output = if failure.is_none() {
        facts(run)
    } else {
        String::new()
    };
    Case {
        class: None,
        name,
        failure,
        skipped,
        output,
        file: Some(path),
        time: run.duration,
        error: None,
    }
}

fn failure(run: &Run) -> Failure {
    let mut reasons = run.reasons.iter();
    let first = reasons.next().map(|reason| reason.inline().to_string());
    let others = reasons.count().saturating_add(run.reasons.left_out);
    let message = match (first, others) {
        (None, _) => "the test failed; no reason is given".to_owned(),
        (Some(first), 0) => first,
        (Some(first), more) => format!("{first} (and {more} more)"),
    };
    let mut text = String::new();
    for reason in run.reasons.iter() {
        text.push_str(&format!("- {}\n", reason.inline()));
    }
    text.extend(words::more_reasons(run).map(|more| format!("… {more}\n")));
    text.push_str(&facts(run));
    let kind = "test-failed".to_owned();
    Failure {
        message,
        kind,
        text,
    }
}

/// Where the run is found, a fact a line.
fn facts(run: &Run) -> String {
    let place = format!("at: {}:{}\n", file_name(&run.place.name), run.place.line);
    let ids = [
        ("test", &run.test),
        ("run", &run.test_run),
        ("session", &run.session),
        ("stopped", &run.completion_reason),
    ];
    let ids = ids
        .into_iter()
        .filter_map(|(label, id)| Some((label, id.as_ref()?)));
    let ids = ids.map(|(label, id)| format!("{label}: {}\n", words::safe(id)));
    std::iter::once(place).chain(ids).collect()
}

/// A suite of the inputs that could not be read.
fn unreadable(results: &Results, places: &Places) -> io::Result<Suite> {
    let mut suite = Suite::without_file("inputs", MOST);
    for told in &results.told {
        let number = suite.next_number();
        suite.add(&Case {
            name: format!("input {number}"),
            file: told
                .path
                .as_deref()
                .map(|path| places.path(Path::new(path))),
            error: Some(told.message.clone()),
            ..Case::default()
        })?;
    }
    let more = results.unreadable.saturating_sub(results.told.len());
    if more > 0 {
        suite.add(&Case {
            name: format!("and {}", counted(more, "more input")),
            error: Some("could not be read".to_owned()),
            ..Case::default()
        })?;
    }
    Ok(suite)
}
