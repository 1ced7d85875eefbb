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
use crate::streams::{Sink, Streams};
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

/// The baseline that is to be written: its place is there before anything is read.
pub(super) struct Record {
    name: String,
    sink: Sink<'static>,
}

impl Record {
    /// Opens it, if the user wants one.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn open(args: &ValidateArgs) -> Result<Option<Self>, Error> {
        let open = |path: &PathBuf| {
            Ok(Self {
                name: path.to_string_lossy().into_owned(),
                sink: Sink::file(path)?,
            })
        };
        args.write_baseline.as_ref().map(open).transpose()
    }

    /// Writes what was found; returns how many findings that is.
    ///
    /// # Errors
    /// Too many findings, or what the system says.
    fn write(self, recorder: &Recorder) -> Result<usize, Error> {
        let Self { name, mut sink } = self;
        let total = recorder.total().map_err(|why| Error::Write {
            name,
            source: io::Error::other(why),
        })?;
        let written = recorder.write(sink.writer());
        sink.check(written)?;
        sink.finish()?;
        Ok(total)
    }
}

/// Says what was known but is not there, and writes the baseline. That it could not be written is said, too, and is
/// in the summary: the reports are still to be closed.
pub(super) fn after(
    record: Option<Record>,
    reporter: &mut Reporter,
    config: &str,
    options: &Options,
    stderr: &mut dyn Write,
) {
    if reporter.summary.stopped.is_some() {
        // What was not read may have all that is missing.
        if let Some(Record { name, .. }) = record {
            complain(stderr, options, &Error::NotWhole { name });
        }
        return;
    }
    let known = &reporter.known;
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
    if let Some(record) = record {
        write(record, reporter, options, stderr);
    }
}

fn write(record: Record, reporter: &mut Reporter, options: &Options, stderr: &mut dyn Write) {
    let Some(recorder) = &reporter.known.recorder else {
        return;
    };
    let name = record.name.clone();
    let unreadable = reporter.summary.unreadable;
    if unreadable > 0 {
        // What could not be read may hold findings that the old baseline knows.
        let why = format!("{} could not be read", counted(unreadable, "input"));
        let source = io::Error::other(why);
        return complain(stderr, options, &Error::Write { name, source });
    }
    let total = match record.write(recorder) {
        Ok(total) => total,
        Err(error) => {
            reporter.summary.unwritten = true;
            return complain(stderr, options, &error);
        }
    };
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
}
