//! One file a command: short compositions of the stages, nothing of their own.

pub mod completions;
pub mod explain;
mod known;
#[cfg(feature = "webhook")]
pub mod listen;
pub mod man;
mod overwrite;
mod reading;
pub mod redact;
mod redaction;
pub mod sample;
pub mod schema;
#[cfg(feature = "webhook")]
pub mod send;
pub mod show;
pub mod stats;
mod targets;
pub mod tests;
pub mod validate;
pub mod verify;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::args::InputArgs;
use crate::cli::options::Options;
use crate::config::Config;
use crate::error::Error;
use crate::exit::Signal;
use crate::input::{self, Framing, PathOptions, Source};
use crate::progress::Progress;
use crate::render::theme::{Style, Theme};
use crate::streams::{self, Sink};
use crate::text::{counted, file_name, thousands};
use crate::watch::Watch;

use overwrite::refuse_to_overwrite;

/// The sources that the arguments name, and what is wrong with the others.
///
/// # Errors
/// A glob that cannot be read, or nothing to read at all.
pub fn sources(args: &InputArgs) -> Result<(Vec<Source>, Vec<Error>), Error> {
    let options = PathOptions {
        exclude: args.exclude.clone(),
        no_ignore: args.no_ignore,
        no_unwrap: args.no_unwrap,
        stdin_name: args.stdin_filename.clone(),
        framing: match (args.lines, args.allow_empty) {
            (false, _) => Framing::Detected,
            (true, false) => Framing::Lines,
            (true, true) => Framing::LinesIfAny,
        },
    };
    let paths = if args.paths.is_empty() {
        vec!["-".into()]
    } else {
        args.paths.clone()
    };
    let (sources, mut errors) = input::expand(&paths, &options)?;
    if args.allow_empty {
        errors.retain(|error| !matches!(error, Error::NoInput(_)));
    } else if sources.is_empty() && errors.is_empty() {
        let named: Vec<String> = paths
            .iter()
            .map(|path| file_name(&path.to_string_lossy()))
            .collect();
        errors.push(Error::NoInput(named.join(", ")));
    }
    Ok((sources, errors))
}

/// The line that says how far a long run is, if it `is_wanted`.
fn progress(is_wanted: bool, sources: &[Source], watch: &Watch) -> Progress {
    if !is_wanted {
        return Progress::none();
    }
    let sources = sources.to_vec();
    let length = |source: &Source| match source {
        Source::Stdin { .. } => streams::stdin_length(),
        Source::File { .. } => source.length(),
    };
    Progress::start(watch, move || sources.iter().map(length).sum())
}

/// Finishes an output. When a signal has ended the run, only a stream gets what there is.
///
/// # Errors
/// What the system says.
fn finish(
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
#[must_use]
pub fn output_file(output: Option<&PathBuf>) -> Option<&PathBuf> {
    output.filter(|path| path.as_os_str() != "-")
}

/// The file of a report. A report for the summary of a step is added to what others wrote there.
///
/// # Errors
/// What the system says.
pub fn report_file<'s>(
    path: &Path,
    is_markdown: bool,
    step_summary: Option<&Path>,
) -> Result<Sink<'s>, Error> {
    let is_summary = |summary| streams::is_same_place(summary, path);
    if is_markdown && step_summary.is_some_and(is_summary) {
        Sink::append(path)
    } else {
        Sink::file(path)
    }
}

/// Where a report goes, and how it looks there: the file that was named, or standard output.
///
/// # Errors
/// What the system says of the file.
pub fn open_output<'s>(
    output: Option<&PathBuf>,
    options: &Options,
    stdout: &'s mut dyn Write,
) -> Result<(Sink<'s>, Theme), Error> {
    let Some(path) = output else {
        return Ok((Sink::stdout(stdout), options.stdout));
    };
    let theme = Theme {
        color: false,
        width: None,
        ..options.stdout
    };
    Ok((Sink::file(path)?, theme))
}

/// Tells a person on standard error what stopped us. A failing standard error has no remedy.
pub fn complain(stderr: &mut dyn Write, options: &Options, error: &Error) {
    let word = options.stderr.paint(Style::Error, "error");
    // A configuration can have several problems, each on a line of its own.
    for line in error.to_string().lines() {
        let _ = writeln!(stderr, "speakhook: {word}: {line}");
    }
}

/// Warns a person on standard error, also one who asked to be quiet.
pub fn warn(stderr: &mut dyn Write, options: &Options, warning: &str) {
    let word = options.stderr.paint(Style::Warning, "warning");
    let _ = writeln!(stderr, "speakhook: {word}: {warning}");
}

/// Tells a person who wants to know more which configuration is used.
pub fn mention_config(stderr: &mut dyn Write, options: &Options, config: &Config) {
    if options.verbose > 0 && !config.name.is_empty() {
        note(
            stderr,
            options,
            &format!("configured by {}", file_name(&config.name)),
        );
    }
}

/// Tells a person that payloads were taken out of what some tool put around them.
pub fn mention_envelopes(stderr: &mut dyn Write, options: &Options, watch: &Watch) {
    let Some(seen) = watch.unwrapped() else {
        return;
    };
    let kinds: Vec<&str> = seen.bodies.keys().copied().collect();
    let kinds = kinds.join(", ");
    let count = seen.bodies.values().copied().fold(0, usize::saturating_add);
    let place = match seen.files {
        1 => file_name(&seen.first),
        more => format!("{} files", thousands(more)),
    };
    let mut text = match count {
        1 => format!("took the payload out of {kinds} in {place}"),
        count => format!(
            "took {} payloads out of their envelopes ({kinds}) in {place}",
            thousands(count)
        ),
    };
    if seen.others > 0 {
        let others = counted(seen.others, "other request");
        text.push_str(&format!("; {others} had no JSON body"));
    }
    note(stderr, options, &text);
}

/// Tells a person on standard error what is worth knowing, unless asked to be quiet.
pub fn note(stderr: &mut dyn Write, options: &Options, note: &str) {
    if options.quiet == 0 {
        let word = options.stderr.paint(Style::Help, "note");
        let _ = writeln!(stderr, "speakhook: {word}: {note}");
    }
}
