//! Where results go: the files that were named, or standard output.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::options::{Extent, Options};
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

/// The reports that a run was asked for.
pub(super) struct Wanted<'a, F> {
    /// The format of the main one.
    pub(super) format: F,
    /// The file of the main one, instead of standard output.
    pub(super) output: Option<&'a PathBuf>,
    /// Those beside it, with `--report`.
    pub(super) beside: &'a [(F, PathBuf)],
    /// The format that may be added to the summary of a step.
    pub(super) markdown: F,
}

/// A report to be written, and how it is to look: its format, or what writes it.
pub(super) struct Output<'s, F> {
    pub(super) format: F,
    pub(super) sink: Sink<'s>,
    pub(super) theme: Theme,
    /// Whether it ends with its closing line.
    pub(super) closing: bool,
    /// Whether it is the main one.
    pub(super) is_main: bool,
    /// Whether it goes to standard output.
    pub(super) is_printed: bool,
}

impl<'s, F> Output<'s, F> {
    /// The same with something else in place of its format.
    pub(super) fn with<G>(self, format: G) -> Output<'s, G> {
        Output {
            format,
            sink: self.sink,
            theme: self.theme,
            closing: self.closing,
            is_main: self.is_main,
            is_printed: self.is_printed,
        }
    }
}

impl<F: Copy + PartialEq> Wanted<'_, F> {
    /// Opens every report before anything is read, the main one first. Without a standard output that is free the main
    /// one is written to its file alone, and `-qq` prints none.
    ///
    /// # Errors
    /// What the system says of a file.
    pub(super) fn open<'s>(
        &self,
        stdout: Option<&'s mut dyn Write>,
        options: &Options,
    ) -> Result<Vec<Output<'s, F>>, Error> {
        let main = self.output.map(|path| (self.format, path));
        let mut outputs = Vec::new();
        let extent = options.extent(false);
        if let (None, Some(stdout), Extent::Whole | Extent::Open) = (main, stdout, extent) {
            outputs.push(Output {
                format: self.format,
                sink: Sink::stdout(stdout),
                theme: options.stdout,
                closing: extent == Extent::Whole,
                is_main: true,
                is_printed: true,
            });
        }
        let main = main.into_iter().map(|(format, path)| (format, path, true));
        let beside = self.beside.iter();
        let beside = beside.map(|(format, path)| (*format, path, false));
        for (format, path, is_main) in main.chain(beside) {
            let (sink, theme) = report_file(path, format == self.markdown, options)?;
            outputs.push(Output {
                format,
                sink,
                theme,
                closing: options.extent(true) == Extent::Whole,
                is_main,
                is_printed: false,
            });
        }
        Ok(outputs)
    }
}

/// Writes and closes every report, the main one last: its last line must not say `ok` when another could not be
/// written.
///
/// # Errors
/// An output that could not be written.
pub(super) fn close_all<F>(
    outputs: Vec<Output<'_, F>>,
    stopped: Option<Signal>,
    options: &Options,
    stderr: &mut dyn Write,
    mut write: impl FnMut(&mut Output<'_, F>) -> std::io::Result<()>,
) -> Result<(), Error> {
    let mut failed = None;
    for mut output in outputs.into_iter().rev() {
        if output.is_main && failed.is_some() {
            break;
        }
        let written = write(&mut output);
        let closed = output.sink.check(written);
        let closed = closed.and_then(|()| finish(output.sink, stopped, options, stderr));
        // The others are no worse for it.
        failed = failed.or(closed.err());
    }
    failed.map_or(Ok(()), Err)
}
