//! `speakhook validate`: read, judge, report.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::args::ValidateArgs;
use crate::cli::judging;
use crate::cli::options::{self, Options, TEXT_LIMIT};
use crate::config::Config;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Text};
use crate::judge::{Judge, judge_encoding};
use crate::render::theme::{Style, Theme};
use crate::render::{self, Format, Renderer, Setup};
use crate::report::{DocumentReport, Reporter, Shown, Summary};
use crate::streams::{self, Sink, Streams};
use crate::text::file_name;

use super::{complain, known};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &ValidateArgs,
    config: Config,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    super::mention_config(streams.stderr, options, &config);
    let policy = judging::policy(args, &config)?;
    let judge = judging::judge(args, &config, &policy)?;
    let (mut sources, errors) = super::sources(&args.input)?;
    let baselines = args.baseline.iter().chain(&args.write_baseline);
    let ours = baselines.chain(&args.schema).chain(&args.extend);
    known::set_aside(&mut sources, &args.input.paths, ours);
    let output = super::output_file(args.output.as_ref());
    let reports = args.report.iter().map(|(_, path)| path);
    let targets = output.into_iter().chain(reports);
    let targets: Vec<_> = targets.chain(args.write_baseline.as_ref()).collect();
    super::refuse_to_overwrite(&sources, &targets, output.is_none())?;
    known::refuse_to_overwrite(&targets, args)?;
    let config_name = config.name.clone();
    let step_summary = options::step_summary(streams);
    let setting = Setting {
        options,
        limit: args.max_diagnostics.or(config.max_diagnostics),
        folder: streams.folder.as_ref(),
        summary: step_summary.as_deref(),
    };
    let known = known::before(args, config.exceptions, streams)?;
    let mut outputs = Outputs::open(args, &setting, streams.stdout)?;
    let shown = if args.show_values {
        Shown::All
    } else {
        Shown::Harmless(judge.schema.shown_keys())
    };
    let mut reporter = Reporter::new(policy, known, outputs.limit(), shown);
    let mut failure = None;
    for error in errors {
        reporter.summary.unreadable = reporter.summary.unreadable.saturating_add(1);
        complain(streams.stderr, options, &error);
        outputs.unreadable(&error)?;
    }
    for source in &sources {
        let payloads = reporter.summary.payloads;
        input::read(source, streams.stdin, &mut |text| {
            let result = one(
                &judge,
                text,
                &mut reporter,
                &mut outputs,
                options,
                streams.stderr,
            );
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
    known::after(args, &reporter, &config_name, options, streams.stderr)?;
    outputs.finish(&reporter.summary)?;
    Ok(reporter.summary.status())
}

/// Judges and reports one document, or says that it could not be read.
fn one(
    judge: &Judge,
    text: Text<'_>,
    reporter: &mut Reporter,
    outputs: &mut Outputs<'_>,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(), Error> {
    let judged = match text {
        Text::Document(document) => judge.judge(document),
        Text::BadEncoding(document, bad) => judge_encoding(document, &bad),
        Text::Unreadable(error) => {
            reporter.summary.unreadable = reporter.summary.unreadable.saturating_add(1);
            complain(stderr, options, &error);
            return outputs.unreadable(&error);
        }
    };
    let report = reporter.document(&judged);
    if report.diagnostics.is_empty() && options.verbose > 0 {
        let ok = options.stderr.paint(Style::Good, "ok");
        let name = file_name(judged.document.name);
        let _ = writeln!(stderr, "{ok}: {name}:{}", judged.document.start.line);
    }
    outputs.document(&report)
}

impl Output<'_> {
    fn write(
        &mut self,
        render: impl FnOnce(&mut dyn Renderer, &mut dyn Write) -> std::io::Result<()>,
    ) -> Result<(), Error> {
        let mut result = render(self.renderer.as_mut(), self.sink.writer());
        if self.live && result.is_ok() {
            result = self.sink.writer().flush();
        }
        self.sink.check(result)
    }
}

/// The reports of one run: the main one and those of `--report`.
struct Outputs<'s> {
    outputs: Vec<Output<'s>>,
}

/// What the reports of a run have in common.
struct Setting<'s> {
    options: &'s Options,
    /// The most diagnostics of a report, 0 for all; `None` is as the format is.
    limit: Option<usize>,
    folder: Option<&'s PathBuf>,
    /// The summary of the step, to which Markdown is added.
    summary: Option<&'s Path>,
}

impl Setting<'_> {
    /// The file of a report.
    fn sink<'s>(&self, format: Format, path: &Path) -> Result<Sink<'s>, Error> {
        let is_summary = |summary| streams::is_same_place(summary, path);
        if format == Format::Markdown && self.summary.is_some_and(is_summary) {
            Sink::append(path)
        } else {
            Sink::file(path)
        }
    }
}

struct Output<'s> {
    renderer: Box<dyn Renderer>,
    sink: Sink<'s>,
    limit: Option<usize>,
    sees_all: bool,
    shown: usize,
    live: bool,
}

impl<'s> Outputs<'s> {
    fn open(
        args: &ValidateArgs,
        setting: &Setting<'_>,
        stdout: &'s mut dyn Write,
    ) -> Result<Self, Error> {
        let options = setting.options;
        let mut outputs = Vec::new();
        let limit = |format: Format| match setting.limit {
            Some(0) => None,
            Some(limit) => Some(limit),
            None if format.is_for_machines() => None,
            None => Some(TEXT_LIMIT),
        };
        let mut add = |format, theme: Theme, sink, live| {
            let setup = Setup {
                theme,
                closing: options.quiet == 0,
                folder: setting.folder.cloned(),
            };
            outputs.push(Output {
                renderer: render::renderer(format, &setup),
                sink,
                limit: limit(format),
                sees_all: format.sees_all(),
                shown: 0,
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
            Some(path) => add(format, file_theme, setting.sink(format, path)?, false),
            None if options.quiet > 1 => {}
            None => add(
                format,
                options.stdout,
                Sink::stdout(stdout),
                options.stdout_is_terminal,
            ),
        }
        for (format, path) in &args.report {
            add(*format, file_theme, setting.sink(*format, path)?, false);
        }
        Ok(Self { outputs })
    }

    /// The most diagnostics that any report looks at; `None` for all.
    fn limit(&self) -> Option<usize> {
        self.outputs
            .iter()
            .map(|output| output.limit.filter(|_| !output.sees_all))
            .try_fold(0, |most, limit| Some(most.max(limit?)))
    }

    fn document(&mut self, report: &DocumentReport<'_>) -> Result<(), Error> {
        for output in &mut self.outputs {
            let all = report.diagnostics.as_slice();
            let left = output.limit.map(|limit| limit.saturating_sub(output.shown));
            let shown = left.and_then(|left| all.get(..left)).unwrap_or(all);
            output.shown = output.shown.saturating_add(shown.len());
            output.write(|renderer, out| renderer.document(report, shown, out))?;
        }
        Ok(())
    }

    fn unreadable(&mut self, error: &Error) -> Result<(), Error> {
        self.outputs
            .iter_mut()
            .try_for_each(|output| output.write(|renderer, out| renderer.unreadable(error, out)))
    }

    /// Closes every report, the main one last: its last line must not say `ok` when another
    /// report could not be written.
    fn finish(self, summary: &Summary) -> Result<(), Error> {
        for mut output in self.outputs.into_iter().rev() {
            let closed = output
                .renderer
                .finish(summary, output.shown, output.sink.writer());
            output.sink.check(closed)?;
            output.sink.finish()?;
        }
        Ok(())
    }
}
