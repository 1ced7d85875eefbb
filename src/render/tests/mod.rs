//! The results of `tests`: how the runs went, by group, and why some did not pass. All is known
//! before the first line is written, so a format is one function.

mod github;
mod json;
mod junit;
mod markdown;
mod table;
mod text;
mod words;

use std::io::{self, Write};

use super::Setup;
use crate::runs::{Results, Run};

/// The formats of `tests`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: a table, then the failures with their reasons.
    Text,
    /// One JSON document, described by `speakhook schema --of tests`.
    Json,
    /// One JSON object a line and run.
    Jsonl,
    /// JUnit XML: a suite a group, a case a run.
    Junit,
    /// A summary for the page of a CI job.
    Markdown,
    /// The text report, then annotations for GitHub Actions.
    #[value(name = "github")]
    GitHub,
}

/// What is to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// What the runs came to.
    pub results: &'r Results,
    /// Whether only the runs that did not pass are listed.
    pub only_failed: bool,
}

impl<'r> Report<'r> {
    /// The runs that a program is told of.
    fn runs(self) -> impl Iterator<Item = &'r Run> {
        let runs = self.results.runs.iter();
        runs.filter(move |run| !self.only_failed || self.results.is_listed(run))
    }
}

/// Writes the whole report.
///
/// # Errors
/// What `out` reports.
pub fn write(
    format: Format,
    report: &Report<'_>,
    setup: &Setup,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, setup, out),
        Format::Json => json::document(report, out),
        Format::Jsonl => json::lines(report, out),
        Format::Junit => junit::write(report, setup, out),
        Format::Markdown => markdown::write(report, setup, out),
        Format::GitHub => github::write(report, setup, out),
    }
}
