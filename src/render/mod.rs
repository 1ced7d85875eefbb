//! Finished data in, text out. One file a format; a format knows nothing of files, arguments
//! or the environment.

mod concise;
#[cfg(feature = "webhook")]
pub mod deliveries;
mod escape;
mod excerpt;
mod fingerprint;
mod github;
mod gitlab;
mod html;
mod items;
mod json;
mod junit;
mod layout;
mod markdown;
mod place;
mod rdjson;
pub mod rows;
mod sarif;
#[cfg(feature = "webhook")]
pub mod sent;
pub mod show;
mod spreadsheet;
pub mod stats;
mod table;
pub mod tests;
mod text;
pub mod theme;
mod verdict;
pub mod verify;
pub(crate) mod wrap;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::report::{Counts, DocumentReport, Summary};

use theme::{Style, Theme};

/// What is said where a program without Parquet is asked for it.
pub const NO_PARQUET: &str = "this speakhook was built without parquet; `cargo install --path . --features parquet` builds one that has it";

/// What is said where a terminal would get what only programs read.
pub const BINARY: &str = "parquet is not text: name a file with -o, or pipe it to a program";

/// The formats of `validate`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: excerpts with a caret, colour on a terminal.
    Text,
    /// One line a problem: `path:line:column: severity[rule] message`.
    Concise,
    /// One JSON document, described by `speakhook schema --of report`.
    Json,
    /// One JSON object a line and problem.
    Jsonl,
    /// JUnit XML: a suite a file, a case a payload.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// The text report, then annotations for GitHub Actions.
    #[value(name = "github")]
    GitHub,
    /// GitLab's Code Quality report.
    #[value(name = "gitlab")]
    GitLab,
    /// Reviewdog's diagnostics in one JSON document.
    #[value(name = "rdjson")]
    RdJson,
    /// A summary for the page of a CI job.
    Markdown,
}

impl Format {
    /// Whether a program reads it: complete unless the user sets a limit.
    #[must_use]
    pub fn is_for_machines(self) -> bool {
        !matches!(self, Self::Text | Self::GitHub)
    }

    /// Whether it looks at every problem, however few it lists.
    #[must_use]
    pub fn sees_all(self) -> bool {
        matches!(self, Self::GitHub)
    }
}

/// What the renderers need to know beside the data.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Colour, symbols, width.
    pub theme: Theme,
    /// Whether to close with a verdict.
    pub closing: bool,
    /// The folder that paths in machine formats are relative to.
    pub folder: Option<PathBuf>,
}

/// A format of `validate`: told of each document as it is judged, then of the end.
pub trait Renderer {
    /// A document, also one that is fine. Of its diagnostics, in document order, `shown` are
    /// within the limit.
    ///
    /// # Errors
    /// What `out` reports.
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()>;

    /// An input that could not be read. People are told on standard error.
    ///
    /// # Errors
    /// What `out` reports.
    fn unreadable(&mut self, _error: &Error, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// The end of the run, in which the diagnostics of `shown` were within the limit.
    ///
    /// # Errors
    /// What `out` reports.
    fn finish(&mut self, summary: &Summary, shown: &Counts, out: &mut dyn Write) -> io::Result<()>;
}

/// The renderer of `format`.
#[must_use]
pub fn renderer(format: Format, setup: &Setup) -> Box<dyn Renderer> {
    match format {
        Format::Text => Box::new(text::Text::new(setup)),
        Format::Concise => Box::new(concise::Concise::new(setup)),
        Format::Json => Box::new(json::Json::default()),
        Format::Jsonl => Box::new(json::JsonLines),
        Format::Junit => Box::new(junit::Junit::new(setup)),
        Format::Sarif => Box::new(sarif::Sarif::new(setup)),
        Format::GitHub => Box::new(github::GitHub::new(setup)),
        Format::GitLab => Box::new(gitlab::GitLab::new(setup)),
        Format::RdJson => Box::new(rdjson::RdJson::new(setup)),
        Format::Markdown => Box::new(markdown::Markdown::new(setup)),
    }
}

/// What is wrong and what to do about it, on one line.
fn told(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}; {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// The colour of a severity.
#[must_use]
pub fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => Style::Error,
        Severity::Warning => Style::Warning,
        Severity::Info => Style::Info,
    }
}
