//! `speakhook validate`: read, judge, report.

use std::io::Write;

use crate::cli::args::ValidateArgs;
use crate::cli::options::{self, Options, TEXT_LIMIT};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Text};
use crate::judge::{judge, judge_encoding};
use crate::render::theme::{Style, Theme};
use crate::render::{self, Format, Renderer, Setup};
use crate::report::{Reporter, Summary};
use crate::streams::{Sink, Streams};
use crate::text::file_name;

use super::complain;

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &ValidateArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let policy = options::policy(args)?;
    let (sources, errors) = super::sources(&args.input)?;
    let output = super::output_file(args.output.as_ref());
    let reports = args.report.iter().map(|(_, path)| path);
    let targets: Vec<_> = output.into_iter().chain(reports).collect();
    super::refuse_to_overwrite(&sources, &targets, output.is_none())?;
    let mut outputs = Outputs::open(args, options, streams.stdout)?;
    let mut reporter = Reporter::new(policy, outputs.limit(), args.show_values);
    let mut failure = None;
    for error in errors {
        reporter.summary.unreadable = reporter.summary.unreadable.saturating_add(1);
        complain(streams.stderr, options, &error);
        outputs.each(|renderer, out| renderer.unreadable(&error, out))?;
    }
    for source in &sources {
        let payloads = reporter.summary.payloads;
        input::read(source, streams.stdin, &mut |text| {
            let result = one(text, &mut reporter, &mut outputs, options, streams.stderr);
            if let Err(error) = result {
                failure = Some(error);
                return Flow::Stop;
            }
            Flow::Continue
        });
        if let Some(error) = failure {
            return Err(error);
        }
        if reporter.summary.payloads > payloads {
            reporter.summary.files = reporter.summary.files.saturating_add(1);
        }
    }
    outputs.finish(&reporter.summary)?;
    Ok(reporter.summary.status())
}

/// Judges and reports one document, or says that it could not be read.
fn one(
    text: Text<'_>,
    reporter: &mut Reporter,
    outputs: &mut Outputs<'_>,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(), Error> {
    let judged = match text {
        Text::Document(document) => judge(document),
        Text::BadEncoding(document, bad) => judge_encoding(document, &bad),
        Text::Unreadable(error) => {
            reporter.summary.unreadable = reporter.summary.unreadable.saturating_add(1);
            complain(stderr, options, &error);
            return outputs.each(|renderer, out| renderer.unreadable(&error, out));
        }
    };
    match reporter.document(&judged) {
        Some(report) => outputs.each(|renderer, out| renderer.document(&report, out)),
        None if options.verbose > 0 => {
            let ok = options.stderr.paint(Style::Good, "ok");
            let place = format!(
                "{}:{}",
                file_name(judged.document.name),
                judged.document.start.line
            );
            let _ = writeln!(stderr, "{ok}: {place}");
            Ok(())
        }
        None => Ok(()),
    }
}

/// The reports of one run: the main one and those of `--report`.
struct Outputs<'s> {
    outputs: Vec<Output<'s>>,
}

struct Output<'s> {
    renderer: Box<dyn Renderer>,
    sink: Sink<'s>,
    limit: Option<usize>,
    live: bool,
}

impl<'s> Outputs<'s> {
    fn open(
        args: &ValidateArgs,
        options: &Options,
        stdout: &'s mut dyn Write,
    ) -> Result<Self, Error> {
        let mut outputs = Vec::new();
        let limit = |format: Format| match args.max_diagnostics {
            Some(0) => None,
            Some(limit) => Some(limit),
            None if format.is_for_machines() => None,
            None => Some(TEXT_LIMIT),
        };
        let mut add = |format, theme: Theme, sink, live| {
            let limit = limit(format);
            let setup = Setup {
                theme,
                limit,
                closing: options.quiet == 0,
            };
            outputs.push(Output {
                renderer: render::renderer(format, setup),
                sink,
                limit,
                live,
            });
        };
        let file_theme = Theme {
            color: false,
            width: None,
            ..options.stdout
        };
        let format = options::report_format(args);
        match super::output_file(args.output.as_ref()) {
            Some(path) => add(format, file_theme, Sink::file(path)?, false),
            None if options.quiet > 1 => {}
            None => add(
                format,
                options.stdout,
                Sink::stdout(stdout),
                options.stdout_is_terminal,
            ),
        }
        for (format, path) in &args.report {
            add(*format, file_theme, Sink::file(path)?, false);
        }
        Ok(Self { outputs })
    }

    /// The most diagnostics that any report shows; `None` for all.
    fn limit(&self) -> Option<usize> {
        self.outputs
            .iter()
            .map(|output| output.limit)
            .try_fold(0, |most, limit| Some(most.max(limit?)))
    }

    fn each(
        &mut self,
        mut render: impl FnMut(&mut dyn Renderer, &mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        for output in &mut self.outputs {
            let mut result = render(output.renderer.as_mut(), output.sink.writer());
            if output.live && result.is_ok() {
                result = output.sink.writer().flush();
            }
            output.sink.check(result)?;
        }
        Ok(())
    }

    /// Closes every report, the main one last: its last line must not say `ok` when another
    /// report could not be written.
    fn finish(self, summary: &Summary) -> Result<(), Error> {
        for mut output in self.outputs.into_iter().rev() {
            let closed = output.renderer.finish(summary, output.sink.writer());
            output.sink.check(closed)?;
            output.sink.finish()?;
        }
        Ok(())
    }
}
