//! What `verify` found, in its formats.

mod json;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use super::Setup;
use crate::exit::{ExitStatus, Signal};
use crate::signature::check::{Answer, Outcome};

/// The formats of `verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// JSON, one document.
    Json,
}

/// One body that was checked.
pub struct Checked {
    /// The file's name.
    pub name: String,
    /// The line, if the file has several bodies.
    pub line: Option<usize>,
    /// What came out.
    pub answer: Answer,
    /// The body whose signature this is instead.
    pub instead: Option<String>,
}

/// Everything that was checked.
#[derive(Default)]
pub struct Report {
    /// The bodies, in the order of the input.
    pub checked: Vec<Checked>,
    /// Where the secrets came from, safe to print.
    pub secrets: Vec<String>,
    /// Whether the header was looked for.
    pub searched: bool,
    /// How many inputs could not be read.
    pub unreadable: usize,
    /// The signal that ended the run.
    pub stopped: Option<Signal>,
}

impl Report {
    /// What the run ends with.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        let one = |checked: &Checked| match checked.answer.result {
            Outcome::Fits(_) => ExitStatus::Success,
            Outcome::NoHeaders => ExitStatus::Unanswered,
            _ => ExitStatus::Failure,
        };
        let unreadable = match self.unreadable {
            0 => ExitStatus::Success,
            _ => ExitStatus::Unanswered,
        };
        let stopped = self.stopped.map(ExitStatus::Stopped);
        let all = self.checked.iter().map(one);
        all.chain([unreadable])
            .chain(stopped)
            .fold(ExitStatus::Success, ExitStatus::and)
    }

    /// How many signatures fit.
    fn fitting(&self) -> usize {
        let fits = |checked: &&Checked| matches!(checked.answer.result, Outcome::Fits(_));
        self.checked.iter().filter(fits).count()
    }
}

/// Writes the report.
///
/// # Errors
/// What the writer says.
pub fn write(
    format: Format,
    report: &Report,
    setup: &Setup,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text::write(report, setup, out),
        Format::Json => json::write(report, out),
    }
}
