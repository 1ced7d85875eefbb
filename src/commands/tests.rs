//! `speakhook tests`: read, tally, report. Judges the outcomes of tests, never the payloads.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::TestsArgs;
use crate::cli::options::Options;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Source, Text};
use crate::json::Value;
use crate::judge::{Judge, recognise};
use crate::payload::Outcome;
use crate::render::Setup;
use crate::render::tests::{Format, Report, write};
use crate::render::theme::Style;
use crate::rules::envelope::Kind;
use crate::runs::{By, Demands, Place, Tally};
use crate::source::Document;
use crate::streams::Streams;
use crate::text::file_name;

use super::inputs::Inputs;
use super::redaction::Redaction;
use super::{Complaints, Wanted, note, reading};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &TestsArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let (sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let output = super::output_file(args.output.as_ref());
    let targets: Vec<_> = output
        .into_iter()
        .chain(args.report.iter().map(|(_, path)| path))
        .collect();
    Inputs::of(&sources).refuse(&targets, output.is_none())?;
    let watch = &streams.watch;
    watch.listen();
    let progress = super::progress(options.progress, &sources, watch);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let outputs = Wanted {
        format: args.format.unwrap_or(Format::Text),
        output,
        beside: &args.report,
        markdown: Format::Markdown,
    };
    let outputs = outputs.open(Some(&mut *streams.stdout), options)?;
    let mut reader = Reader {
        judge: Judge::default(),
        tally: Tally::default(),
        redaction: Redaction::of(options)?,
        options,
        complaints: Complaints::default(),
        stderr,
    };
    for error in &errors {
        reader.unreadable(error);
    }
    for source in &sources {
        let origin = Origin::of(source);
        let flow = input::read(source, streams.stdin, watch, &mut |text| {
            reader.one(text, &origin);
            watch.add_calls(1);
            Flow::Continue
        });
        if flow == Flow::Stop {
            break;
        }
    }
    reader.complaints.finish(reader.stderr, options);
    drop(progress);
    let demands = Demands {
        min_pass_rate: args.min_pass_rate,
        require_result: args.require_result,
        allow_empty: args.input.allow_empty,
    };
    let results = reader
        .tally
        .finish(args.by.map_or(By::Test, By::from), demands);
    let report = Report {
        results: &results,
        only_failed: args.failed,
    };
    let folder = &streams.folder;
    super::close_all(outputs, results.stopped, options, stderr, |output| {
        let setup = Setup {
            theme: output.theme,
            closing: output.closing,
            folder: folder.clone(),
        };
        write(output.format, &report, &setup, output.sink.writer())
    })?;
    Ok(results.status())
}

/// The file of a source, held once for all its payloads.
struct Origin {
    name: Arc<str>,
    file: Option<Arc<Path>>,
}

impl Origin {
    fn of(source: &Source) -> Self {
        Self {
            name: source.name().into(),
            file: source.path().map(Arc::from),
        }
    }
}

struct Reader<'r> {
    judge: Judge,
    tally: Tally,
    redaction: Redaction,
    options: &'r Options,
    complaints: Complaints,
    stderr: &'r mut dyn Write,
}

impl Reader<'_> {
    fn unreadable(&mut self, error: &Error) {
        self.complaints.about(error, self.stderr, self.options);
        self.tally.stopped = self.tally.stopped.or(error.status().signal());
        self.tally.unreadable(error.path(), error.to_string());
    }

    /// Takes in one document, or says why it holds no payload.
    fn one(&mut self, text: Text<'_>, origin: &Origin) {
        let (redaction, mut room) = (self.redaction.clone(), String::new());
        let document = match redaction.text(text, &mut room) {
            Text::Document(document) => document,
            Text::BadEncoding(document, bad) => {
                let error = Error::not_json(&document, bad.at, bad.message, Some(bad.help));
                return self.unreadable(&error);
            }
            Text::Unreadable(error) => return self.unreadable(&error),
        };
        match self.judge.read(&document) {
            Ok(root) => self.payloads(&document, &root, origin),
            Err(fault) => {
                let help = fault.help.as_deref();
                self.unreadable(&Error::not_json(
                    &document,
                    fault.span.start,
                    fault.message,
                    help,
                ));
            }
        }
    }

    fn note_bare_data(&mut self, name: &str, line: usize) {
        let name = file_name(name);
        let sentence = "taken as the content of `data`; the envelope is missing";
        note(
            self.stderr,
            self.options,
            &format!("{name}:{line}: {sentence}"),
        );
    }

    fn payloads(&mut self, document: &Document<'_>, root: &Value<'_>, origin: &Origin) {
        let payloads = recognise(root);
        let lines = reading::lines(document, &payloads);
        for (payload, line) in payloads.iter().zip(lines) {
            let Some(value) = payload.path().resolve(root) else {
                continue;
            };
            let read = match reading::payload(value, payload.kind, document.name, line) {
                Ok(read) => read,
                Err(error) => {
                    self.unreadable(&error);
                    continue;
                }
            };
            if payload.kind == Kind::BareData {
                self.note_bare_data(document.name, line);
            }
            let place = Place {
                name: Arc::clone(&origin.name),
                file: origin.file.clone(),
                line,
            };
            let outcome = self.tally.add(&read.call, place);
            if outcome == Some(Outcome::Passed) && self.options.verbose > 0 {
                let ok = self.options.stderr.paint(Style::Good, "ok");
                let _ = writeln!(self.stderr, "{ok}: {}:{line}", file_name(document.name));
            }
        }
    }
}
