//! What `validate` knows before it begins, and what it says and writes about that at the end.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::args::ValidateArgs;
use crate::cli::files;
use crate::cli::options::Options;
use crate::diagnostic::KEPT_FINDINGS;
use crate::error::Error;
use crate::input::Source;
use crate::known::baseline::{self, Baseline, Recorder};
use crate::known::{Exceptions, Known};
use crate::report::Reporter;
use crate::streams::{self, Sink, Streams};
use crate::text::{counted, file_name, thousands};

use super::{complain, note};

/// Leaves out of a searched folder what is no input: the files of this run, such as its baseline.
pub(super) fn set_aside<'p>(
    sources: &mut Vec<Source>,
    named: &[PathBuf],
    ours: impl Iterator<Item = &'p PathBuf>,
) {
    let ours: Vec<_> = ours.filter_map(|path| path.canonicalize().ok()).collect();
    if ours.is_empty() {
        return;
    }
    sources.retain(|source| {
        let Source::File { path, .. } = source else {
            return true;
        };
        // What the user has named stays, and is refused if it would be written over.
        let is_ours = || path.canonicalize().is_ok_and(|path| ours.contains(&path));
        named.contains(path) || !is_ours()
    });
}

/// Refuses to write a report over a file that says how to judge.
///
/// # Errors
/// An output that is also a baseline or a schema of this run.
pub(super) fn refuse_to_overwrite(outputs: &[&PathBuf], args: &ValidateArgs) -> Result<(), Error> {
    let ours = || args.baseline.iter().chain(&args.schema).chain(&args.extend);
    let is_ours = |output: &&&PathBuf| ours().any(|path| streams::is_same_place(path, output));
    match outputs.iter().find(is_ours) {
        None => Ok(()),
        Some(output) => {
            let name = file_name(&output.to_string_lossy());
            Err(Error::Usage(format!(
                "{name} says how to judge; write the report to another file"
            )))
        }
    }
}

/// What is known before the run.
///
/// # Errors
/// A baseline that cannot be read.
pub(super) fn before(
    args: &ValidateArgs,
    exceptions: Exceptions,
    streams: &Streams<'_>,
) -> Result<Known, Error> {
    let read = |path: &Path| {
        let text = files::read_text(path, "the baseline", baseline::LARGEST)?;
        Baseline::read(&text, files::folder_of(path, streams)).map_err(|why| {
            let name = file_name(&path.to_string_lossy());
            Error::Usage(format!("{name} {why}"))
        })
    };
    let recorder = args.write_baseline.as_ref();
    if recorder.is_some_and(|path| path.as_os_str() == "-") {
        let sentence = "a baseline is written to a file: standard output has the report";
        return Err(Error::Usage(sentence.to_owned()));
    }
    Ok(Known {
        exceptions,
        baseline: args.baseline.as_deref().map(read).transpose()?,
        recorder: recorder.map(|path| Recorder::new(files::folder_of(path, streams))),
        here: streams.folder.clone(),
    })
}

/// Says what was known but is not there, and writes the baseline.
///
/// # Errors
/// A baseline that cannot be written.
pub(super) fn after(
    args: &ValidateArgs,
    reporter: &Reporter,
    config: &str,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(), Error> {
    let known = &reporter.known;
    if reporter.summary.stopped.is_some() {
        // What was not read may have all that is missing.
        return match &args.write_baseline {
            Some(path) => {
                let name = path.to_string_lossy().into_owned();
                complain(stderr, options, &Error::NotWhole { name });
                Ok(())
            }
            None => Ok(()),
        };
    }
    if options.verbose > 0 {
        let name = file_name(config);
        for line in known.exceptions.unused() {
            let sentence = format!("{name}:{line}: this `[[ignore]]` matched nothing");
            note(stderr, options, &sentence);
        }
    }
    let gone = known.baseline.as_ref().map_or(0, Baseline::gone);
    if gone > 0 {
        let verb = if gone == 1 { "is" } else { "are" };
        let gone = counted(gone, "known finding");
        note(
            stderr,
            options,
            &format!("{gone} {verb} gone; write the baseline again"),
        );
    }
    match (&args.write_baseline, &known.recorder) {
        (Some(path), Some(recorder)) => write(path, recorder, reporter, options, stderr),
        _ => Ok(()),
    }
}

fn write(
    path: &Path,
    recorder: &Recorder,
    reporter: &Reporter,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(), Error> {
    let name = path.to_string_lossy().into_owned();
    let refused = |why: String| Error::Write {
        name: name.clone(),
        source: io::Error::other(why),
    };
    let unreadable = reporter.summary.unreadable;
    if unreadable > 0 {
        // What could not be read may hold findings that the old baseline knows.
        let why = format!("{} could not be read", counted(unreadable, "input"));
        complain(stderr, options, &refused(why));
        return Ok(());
    }
    let total = recorder.total().map_err(refused)?;
    let mut sink = Sink::file(path)?;
    let written = recorder.write(sink.writer());
    sink.check(written)?;
    sink.finish()?;
    let findings = counted(total, "finding");
    note(
        stderr,
        options,
        &format!("wrote {findings} to {}", file_name(&name)),
    );
    let lost = reporter.summary.counts.total();
    if lost > 0 {
        let lost = counted(lost, "finding");
        let most = thousands(KEPT_FINDINGS);
        let sentence = format!("{lost} beyond the first {most} of a document are not in it");
        note(stderr, options, &sentence);
    }
    Ok(())
}
