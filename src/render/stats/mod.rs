//! The formats of `stats`: finished figures in, text out. Text and Markdown print the same tables.

mod ci;
mod csv;
mod json;
pub(super) mod judgement;
mod markdown;
mod picture;
mod slowest;
pub(super) mod tables;
mod text;
pub(super) mod words;

use std::io::{self, Write};

use serde::Serialize;

use super::html;
use super::theme::Theme;
use crate::exit::ExitStatus;
use crate::stats::{Change, Collection, Gate, Judged, Report, SlowCall};

/// The formats of `stats`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    Text,
    /// One JSON document, described by `speakhook schema --of stats`.
    Json,
    /// One JSON object a line: a group, the others, the total.
    Jsonl,
    /// Comma-separated values: one row a group.
    Csv,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// The text, then annotations for GitHub Actions.
    Github,
    /// JUnit XML: a case a budget.
    Junit,
    /// One page with pictures, to look at and to send on.
    Html,
    /// Apache Parquet, with --rows.
    #[cfg_attr(not(feature = "parquet"), value(hide = true))]
    Parquet,
}

/// An input that could not be read or is no call.
#[derive(Debug, Clone, Serialize)]
pub struct Unread {
    /// The input, where it is one file.
    pub path: Option<String>,
    /// Why.
    pub message: String,
}

/// What a run came to, and how it was judged.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The figures.
    pub report: &'v Report,
    /// What to draw distributions of, if they are asked for; a page always has them.
    pub buckets: Option<&'v Collection>,
    /// The calls with the slowest replies, if they are known and asked for.
    pub slowest: Option<&'v [SlowCall]>,
    /// The budgets.
    pub judged: &'v [Judged<'v>],
    /// What has changed, if that was asked for.
    pub changes: Option<&'v [Change<'v>]>,
    /// How much a figure may grow, if that is asked.
    pub gate: Option<&'v Gate>,
    /// The first inputs that could not be read or are no call.
    pub unread: &'v [Unread],
    /// Whether everything was saved that was to be.
    pub is_saved: bool,
    /// The answer.
    pub status: ExitStatus,
    /// Whether to close with a verdict.
    pub closing: bool,
}

impl View<'_> {
    /// Writes the document.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn write(&self, format: Format, theme: Theme, out: &mut dyn Write) -> io::Result<()> {
        match format {
            Format::Text => text::write(self, &theme, out),
            Format::Markdown => markdown::write(self, out),
            Format::Json => json::document(self, out),
            Format::Jsonl => json::lines(self, out),
            Format::Csv => csv::write(self.report, out),
            // Only rows have it, and they are written elsewhere.
            Format::Parquet => Ok(()),
            Format::Junit => ci::suite(self, out),
            Format::Html => html::write_stats(self, out),
            Format::Github => {
                text::write(self, &theme, out)?;
                ci::annotations(self, out)
            }
        }
    }
}
