//! Where results go: the files that were named, or standard output.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::options::Options;
use crate::error::Error;
use crate::exit::Signal;
use crate::render::theme::Theme;
use crate::streams::{self, Sink};

use super::complain;

/// Finishes an output. When a signal has ended the run, only a stream gets what there is.
///
/// # Errors
/// What the system says.
pub(super) fn finish(
    sink: Sink<'_>,
    stopped: Option<Signal>,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(), Error> {
    if stopped.is_none() {
        return sink.finish();
    }
    match sink.stop() {
        Err(error @ Error::NotWhole { .. }) => {
            complain(stderr, options, &error);
            Ok(())
        }
        other => other,
    }
}

/// The file that `--output` names; `-` is standard output.
pub(super) fn output_file(output: Option<&PathBuf>) -> Option<&PathBuf> {
    output.filter(|path| path.as_os_str() != "-")
}

/// The file of a report. A report for the summary of a step is added to what others wrote there.
///
/// # Errors
/// What the system says.
pub(super) fn report_file<'s>(
    path: &Path,
    is_markdown: bool,
    options: &Options,
) -> Result<(Sink<'s>, Theme), Error> {
    let is_summary = |summary: &PathBuf| streams::is_same_place(summary, path);
    let sink = if is_markdown && options.step_summary.as_ref().is_some_and(is_summary) {
        Sink::append(path)
    } else {
        Sink::file(path)
    };
    Ok((sink?, options.file))
}

/// Where a report goes, and how it looks there: as [`report_file`] says, or standard output.
///
/// # Errors
/// What the system says of the file.
pub(super) fn open_report<'s>(
    output: Option<&PathBuf>,
    is_markdown: bool,
    options: &Options,
    stdout: &'s mut dyn Write,
) -> Result<(Sink<'s>, Theme), Error> {
    match output {
        Some(path) => report_file(path, is_markdown, options),
        None => Ok((Sink::stdout(stdout), options.stdout)),
    }
}
