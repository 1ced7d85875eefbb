//! `stats --rows`: calls, turns or tools one by one instead of counts. Every thread writes the rows of the
//! calls that it has read; they are put behind one another in the order of the input.

use std::io::Write;
use std::path::PathBuf;

use crate::cli::args::StatsArgs;
use crate::cli::options::{self, Options};
use crate::commands::inputs::{Inputs, Role};
use crate::commands::redaction::Redaction;
use crate::commands::{Complaints, finish, note, open_report, output_file, progress, sources};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, ReadText, Take, Work};
use crate::payload::Payload;
use crate::render::rows::{Chunk, Format, RowFile};
use crate::render::{BINARY, stats};
use crate::rows::{self, Kind, Origin};
use crate::source::Document;
use crate::stats::{Place, Window};
use crate::streams::{Sink, Streams};
use crate::text::counted;
use crate::watch::Watch;

use super::calls::Calls;
use super::reader::window;

/// Runs the command. The configuration says nothing about rows, but they must not take its place.
///
/// # Errors
/// An option that rows do not have, or an output that could not be written.
pub(super) fn run(
    args: &StatsArgs,
    kind: Kind,
    config: Option<&PathBuf>,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let format = format(args)?;
    refuse_others(args)?;
    let output = output_file(args.output.as_ref());
    if format.is_binary() && output.is_none() && options.stdout_is_terminal {
        return Err(Error::Usage(BINARY.to_owned()));
    }
    let (sources, errors) = sources(&args.input, options, streams.stderr)?;
    Inputs::of(&sources)
        .with(Role::Judges, config)
        .refuse(output.as_slice(), false)?;
    let work = Writing {
        kind,
        format,
        window: window(args),
        show_values: args.show_values,
        calls: Calls::new(Redaction::of(options)?).hiding_secrets(!args.show_values),
    };
    let watch = &streams.watch;
    watch.listen();
    let live = output.is_none() && options.stdout_is_terminal;
    // Rows that are printed for a person are progress enough.
    let progress = progress(options.progress && !live, &sources, watch);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let (sink, _) = open_report(output, false, options, streams.stdout)?;
    let file = sink.check(RowFile::new(format, kind))?;
    let mut printer = Printer {
        sink,
        file,
        is_live: live,
        status: ExitStatus::Success,
        undated: 0,
        failure: None,
        complaints: Complaints::default(),
        options,
        watch,
        stderr,
    };
    errors.iter().for_each(|error| printer.complain(error));
    let jobs = options::jobs(args.jobs);
    input::read_all(&sources, streams.stdin, watch, jobs, &work, &mut printer);
    drop(progress);
    printer.finish()
}

fn format(args: &StatsArgs) -> Result<Format, Error> {
    match args.format {
        None | Some(stats::Format::Csv) => Ok(Format::Csv),
        Some(stats::Format::Jsonl) => Ok(Format::Jsonl),
        Some(stats::Format::Parquet) => parquet(),
        Some(_) => {
            let sentence = "--rows can be csv or jsonl; the other formats are of statistics";
            Err(Error::Usage(sentence.to_owned()))
        }
    }
}

#[cfg(feature = "parquet")]
#[expect(clippy::unnecessary_wraps, reason = "another build has no such format")]
fn parquet() -> Result<Format, Error> {
    Ok(Format::Parquet)
}

#[cfg(not(feature = "parquet"))]
fn parquet() -> Result<Format, Error> {
    Err(Error::Usage(crate::render::NO_PARQUET.to_owned()))
}

/// What is about statistics has nothing to say about rows.
fn refuse_others(args: &StatsArgs) -> Result<(), Error> {
    let others = [
        (!args.by.is_empty(), "--by"),
        (!args.metric.is_empty(), "--metric"),
        (args.histogram, "--histogram"),
        (!args.budget.is_empty(), "--budget"),
        (args.compare.is_some(), "--compare"),
        (args.save.is_some(), "--save"),
        (args.merge, "--merge"),
    ];
    match others.iter().find(|(is_given, _)| *is_given) {
        None => Ok(()),
        Some((_, flag)) => Err(Error::Usage(format!(
            "{flag} is about statistics, and --rows has none; run `stats` once for each"
        ))),
    }
}

/// Writing the rows of calls, which any thread can do.
struct Writing {
    kind: Kind,
    format: Format,
    window: Window,
    show_values: bool,
    calls: Calls,
}

/// The rows of some calls.
struct Part {
    rows: Chunk,
    errors: Vec<Error>,
    undated: usize,
    calls: usize,
}

impl Work for Writing {
    type Done<'b> = Part;

    fn work<'b>(&self, texts: Vec<ReadText<'b>>) -> Part {
        let mut rows = Chunk::new(self.format, self.kind);
        let mut errors = Vec::new();
        let (mut undated, mut calls) = (0_usize, 0_usize);
        for read in texts {
            let visit = &mut |document: &Document<'_>, line, payload: &Payload<'_>| {
                calls = calls.saturating_add(1);
                match self.window.place(payload) {
                    Place::Inside => {}
                    Place::Outside => return,
                    Place::Undated => {
                        undated = undated.saturating_add(1);
                        return;
                    }
                }
                let origin = Origin {
                    path: document.name,
                    line,
                };
                rows.add(&rows::of(self.kind, payload, origin, self.show_values));
            };
            self.calls.visit(read.text, &mut errors, visit);
        }
        Part {
            rows,
            errors,
            undated,
            calls,
        }
    }
}

/// Prints what was written, in the order of the input, and says what is missing.
struct Printer<'o, 's> {
    sink: Sink<'s>,
    file: RowFile,
    is_live: bool,
    status: ExitStatus,
    /// Calls that have no start, though a time was asked for.
    undated: usize,
    failure: Option<Error>,
    complaints: Complaints,
    options: &'o Options,
    watch: &'o Watch,
    stderr: &'o mut dyn Write,
}

impl Take<Writing> for Printer<'_, '_> {
    fn take(&mut self, part: Part) -> Flow {
        part.errors.iter().for_each(|error| self.complain(error));
        self.undated = self.undated.saturating_add(part.undated);
        self.watch.add_calls(part.calls);
        let mut written = self.file.add(part.rows, self.sink.writer());
        if self.is_live && written.is_ok() {
            written = self.sink.writer().flush();
        }
        self.failure = self.sink.check(written).err();
        if self.failure.is_some() || self.sink.is_closed() {
            Flow::Stop
        } else {
            Flow::Continue
        }
    }
}

impl Printer<'_, '_> {
    fn complain(&mut self, error: &Error) {
        self.status = self.status.and(error.status());
        self.complaints.about(error, self.stderr, self.options);
    }

    fn finish(mut self) -> Result<ExitStatus, Error> {
        self.complaints.finish(self.stderr, self.options);
        if let Some(error) = self.failure {
            return Err(error);
        }
        let finished = self.file.finish(self.sink.writer());
        self.sink.check(finished)?;
        finish(self.sink, self.status.signal(), self.options, self.stderr)?;
        if self.undated > 0 {
            let calls = counted(self.undated, "call");
            let sentence = format!("{calls} without a start left out, as a time was asked for");
            note(self.stderr, self.options, &sentence);
        }
        Ok(self.status)
    }
}
