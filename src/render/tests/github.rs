//! The text report, then an annotation for each run that did not pass, at its payload. GitHub shows
//! ten of a level; the last line says how many more there are.

use std::io::{self, Write};
use std::path::Path;

use super::{Report, text, words};
use crate::exit::ExitStatus;
use crate::payload::Outcome;
use crate::render::Setup;
use crate::render::github::{MOST, data, property};
use crate::render::place::Places;
use crate::runs::{Run, Unreadable};
use crate::text::{Untrusted, counted};

/// Writes the report.
pub(super) fn write(report: &Report<'_>, setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    text::write(report, setup, out)?;
    let results = report.results;
    let places = Places::new(setup);
    let unreadable = results.told.iter().take(MOST);
    let mut lines: Vec<String> = unreadable.map(|told| of_input(told, &places)).collect();
    // What a pass rate accepts is worth a look, but no error.
    let level = match results.status() {
        ExitStatus::Success => "warning",
        _ => "error",
    };
    let left = MOST.saturating_sub(lines.len());
    lines.extend(
        results
            .listed()
            .take(left)
            .map(|run| of_run(level, run, &places)),
    );
    let all = results.unreadable.saturating_add(results.listed().count());
    let more = all.saturating_sub(lines.len());
    if more > 0 {
        let runs = counted(more, "more problem");
        lines.push(format!(
            "::notice title=speakhook::{runs} without an annotation: GitHub shows {MOST} of a level"
        ));
    }
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn of_input(told: &Unreadable, places: &Places) -> String {
    let file = told
        .path
        .as_deref()
        .map(|path| file(Path::new(path), places) + ",");
    let file = file.unwrap_or_default();
    format!("::error {file}title=unreadable::{}", data(&told.message))
}

fn of_run(level: &str, run: &Run, places: &Places) -> String {
    let place = run.place.file.as_ref();
    let place = place.map(|path| format!("{},line={},", file(path, places), run.place.line));
    let title = match run.outcome {
        Outcome::NoResult => "no test result",
        Outcome::Passed | Outcome::Failed => "test failed",
    };
    let agent = words::agent(run).map(words::safe);
    let reasons = run.reasons.iter().map(|reason| reason.inline().to_string());
    let more = words::more_reasons(run).map(|more| format!("… {more}"));
    let lines: Vec<String> = agent.into_iter().chain(reasons).chain(more).collect();
    let message = match lines.as_slice() {
        [] => title.to_owned(),
        lines => lines.join("\n"),
    };
    format!(
        "::{level} {}title={title}::{}",
        place.unwrap_or_default(),
        data(&message)
    )
}

fn file(path: &Path, places: &Places) -> String {
    let path = places.path(path);
    let shown = Untrusted::new(&path).inline().to_string();
    format!("file={}", property(&shown))
}
