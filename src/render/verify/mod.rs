//! What `verify` found, in its formats.

mod json;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use super::Setup;
use crate::signature::report::Report;

/// The formats of `verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// JSON, one document.
    Json,
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
