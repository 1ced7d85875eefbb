//! `speakhook validate`: read, judge, report.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::args::ValidateArgs;
use crate::cli::judging;
use crate::cli::options::{self, Options, TEXT_LIMIT};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, ReadText, Take, Text, Work};
use crate::judge::{Judge, Judged, judge_encoding};
use crate::render::theme::Style;
use crate::render::{self, Format, Renderer, Setup};
use crate::report::{DocumentReport, Limit, Reporter, Shown, Summary};
use crate::streams::Streams;
use crate::text::file_name;
use crate::watch::Watch;

use super::inputs::{Inputs, Role};
use super::{Output, complain, known, redaction};

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
    let (mut sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let baselines = args.baseline.iter().chain(&args.write_baseline);
    let ours = baselines.chain(&args.schema).chain(&args.extend);
    known::set_aside(&mut sources, &args.input.paths, ours);
    let output = super::output_file(args.output.as_ref());
    let reports = args.report.iter().map(|(_, path)| path);
    let targets = output.into_iter().chain(reports);
    let targets: Vec<_> = targets.chain(args.write_baseline.as_ref()).collect();
    let judges = args.baseline.iter().chain(&args.schema).chain(&args.extend);
    Inputs::of(&sources)
        .with(Role::Judges, judges.chain(&config.path))
        .refuse(&targets, output.is_none())?;
    let config_name = config.name.clone();
    let setting = Setting {
        options,
        limit: config.max_diagnostics,
        folder: streams.folder.as_ref(),
    };
    let known = known::before(args, config.exceptions, streams)?;
    let record = known::Record::open(args)?;
    let watch = &streams.watch;
    watch.listen();
    let progress = super::progress(options.progress, &sources, watch);
    let mut stdout = progress.beside_if(options.stdout_is_terminal, &mut *streams.stdout);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let mut outputs = Outputs::open(args, &setting, &mut stdout)?;
    let shown = if args.show_values {
        Shown::All
    } else {
        let schema = judge.schema.clone();
        Shown::Harmless(Arc::new(move || schema.shown_keys()))
    };
    let mask = redaction::mask(options)?.map(Arc::new);
    let mut reporter = Reporter::new(policy, known, outputs.limit(), shown).masked(mask);
    for error in errors {
        reporter.summary.miss(error.status());
        complain(stderr, options, &error);
        outputs.unreadable(&error)?;
    }
    let mut desk = Desk {
        reporter: &mut reporter,
        outputs: &mut outputs,
        options,
        stderr,
        watch,
        counted: None,
        failure: None,
    };
    let jobs = options::jobs(args.jobs);
    let judging = Judging(&judge);
    input::read_all(&sources, streams.stdin, watch, jobs, &judging, &mut desk);
    drop(progress);
    if let Some(error) = desk.failure {
        return Err(error);
    }
    known::after(record, &mut reporter, &config_name, options, stderr);
    outputs.finish(&reporter.summary, options, stderr)?;
    Ok(reporter.summary.status())
}

/// Judging, which any thread can do.
struct Judging<'j>(&'j Judge);

/// A document and the number of its source.
struct Verdict<'b> {
    source: usize,
    judged: Result<Judged<'b>, Error>,
}

impl Work for Judging<'_> {
    type Done<'b> = Vec<Verdict<'b>>;

    fn work<'b>(&self, texts: Vec<ReadText<'b>>) -> Self::Done<'b> {
        let judge = |read: ReadText<'b>| Verdict {
            source: read.source,
            judged: match read.text {
                Text::Document(document) => Ok(self.0.judge_briefly(document)),
                Text::BadEncoding(document, bad) => Ok(judge_encoding(document, &bad)),
                Text::Unreadable(error) => Err(error),
            },
        };
        texts.into_iter().map(judge).collect()
    }
}

/// Reporting, one document after the other.
struct Desk<'d, 's> {
    reporter: &'d mut Reporter,
    outputs: &'d mut Outputs<'s>,
    options: &'d Options,
    stderr: &'d mut dyn Write,
    watch: &'d Watch,
    /// The last source that had a document.
    counted: Option<usize>,
    failure: Option<Error>,
}

impl Take<Judging<'_>> for Desk<'_, '_> {
    fn take(&mut self, done: Vec<Verdict<'_>>) -> Flow {
        let before = self.reporter.summary.payloads;
        for verdict in done {
            if let Err(error) = self.one(&verdict) {
                self.failure = Some(error);
                return Flow::Stop;
            }
        }
        let Summary {
            payloads, counts, ..
        } = self.reporter.summary;
        self.watch.add_calls(payloads.saturating_sub(before));
        self.watch.set_findings(counts.errors, counts.warnings);
        Flow::Continue
    }
}

impl Desk<'_, '_> {
    /// Reports one document, or says that it could not be read.
    fn one(&mut self, verdict: &Verdict<'_>) -> Result<(), Error> {
        let summary = &mut self.reporter.summary;
        let judged = match &verdict.judged {
            Ok(judged) => judged,
            Err(error) => {
                summary.miss(error.status());
                complain(self.stderr, self.options, error);
                return self.outputs.unreadable(error);
            }
        };
        if self.counted != Some(verdict.source) {
            self.counted = Some(verdict.source);
            summary.files = summary.files.saturating_add(1);
        }
        let report = self.reporter.document(judged);
        if report.is_clean && self.options.verbose > 0 {
            let ok = self.options.stderr.paint(Style::Good, "ok");
            let name = file_name(judged.document.name);
            let _ = writeln!(self.stderr, "{ok}: {name}:{}", judged.document.start.line);
        }
        self.outputs.document(&report)
    }
}

/// The reports of one run: the main one and those of `--report`.
struct Outputs<'s> {
    outputs: Vec<Output<'s, Rendering>>,
}

/// What the reports of a run have in common.
struct Setting<'s> {
    options: &'s Options,
    /// The most diagnostics of a severity that the configuration asks for, 0 for all.
    limit: Option<usize>,
    folder: Option<&'s PathBuf>,
}

/// How a report is written as it comes.
struct Rendering {
    renderer: Box<dyn Renderer>,
    limit: Limit,
    sees_all: bool,
    live: bool,
}

impl<'s> Outputs<'s> {
    fn open(
        args: &ValidateArgs,
        setting: &Setting<'_>,
        stdout: &'s mut dyn Write,
    ) -> Result<Self, Error> {
        let options = setting.options;
        let wanted = super::Wanted {
            format: options::report_format(args),
            output: super::output_file(args.output.as_ref()),
            beside: &args.report,
            markdown: Format::Markdown,
        };
        let opened = wanted.open(Some(stdout), options)?;
        let outputs = opened.into_iter().map(|output| {
            let format = output.format;
            // What the file says is for people; what is typed is for the report that is printed.
            let typed = args.max_diagnostics.filter(|_| output.is_main);
            let limit = typed.or(setting.limit.filter(|_| !format.is_for_machines()));
            let most = match limit {
                Some(limit) => Some(limit).filter(|limit| *limit > 0),
                None if format.is_for_machines() => None,
                None => Some(TEXT_LIMIT),
            };
            let setup = Setup {
                theme: output.theme,
                closing: output.closing,
                folder: setting.folder.cloned(),
            };
            let rendering = Rendering {
                renderer: render::renderer(format, &setup),
                limit: Limit::of(most),
                sees_all: format.sees_all(),
                live: output.is_printed && options.stdout_is_terminal,
            };
            output.with(rendering)
        });
        Ok(Self {
            outputs: outputs.collect(),
        })
    }

    /// The most diagnostics that any report looks at; `None` for all.
    fn limit(&self) -> Option<usize> {
        self.outputs
            .iter()
            .map(|output| &output.format)
            .map(|rendering| rendering.limit.most.filter(|_| !rendering.sees_all))
            .try_fold(0, |most, limit| Some(most.max(limit?)))
    }

    fn document(&mut self, report: &DocumentReport<'_>) -> Result<(), Error> {
        self.outputs.iter_mut().try_for_each(|output| {
            let all = report.diagnostics.iter();
            let limit = &mut output.format.limit;
            let shown: Vec<&Diagnostic> = all
                .filter(|diagnostic| limit.takes(diagnostic.severity))
                .collect();
            write(output, |renderer, out| {
                renderer.document(report, &shown, out)
            })
        })
    }

    fn unreadable(&mut self, error: &Error) -> Result<(), Error> {
        self.outputs
            .iter_mut()
            .try_for_each(|output| write(output, |renderer, out| renderer.unreadable(error, out)))
    }

    fn finish(
        self,
        summary: &Summary,
        options: &Options,
        stderr: &mut dyn Write,
    ) -> Result<(), Error> {
        super::close_all(self.outputs, summary.stopped, options, stderr, |output| {
            let Rendering {
                renderer, limit, ..
            } = &mut output.format;
            renderer.finish(summary, &limit.taken, output.sink.writer())
        })
    }
}

fn write(
    output: &mut Output<'_, Rendering>,
    render: impl FnOnce(&mut dyn Renderer, &mut dyn Write) -> std::io::Result<()>,
) -> Result<(), Error> {
    let Rendering { renderer, live, .. } = &mut output.format;
    let mut result = render(renderer.as_mut(), output.sink.writer());
    if *live && result.is_ok() {
        result = output.sink.writer().flush();
    }
    output.sink.check(result)
}
