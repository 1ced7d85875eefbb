//! `speakhook stats`: read many calls, count, print; and judge the counts where there are budgets.

mod calls;
mod reader;
mod rows;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::args::StatsArgs;
use crate::cli::files;
use crate::cli::options::{self, Options};
use crate::config::Config;
use crate::error::Error;
use crate::exit::{self, ExitStatus, Signal};
use crate::input::{self, DOCUMENT_LIMIT, Flow, Text};
use crate::json::write;
use crate::render::stats::{Format, Unread, View};
use crate::stats::{
    self, Budget, Change, Collection, Gate, Judged, Metric, Report, Verdict, compare, judge,
    with_caret,
};
use crate::streams::{Sink, Streams};
use crate::text::file_name;

use super::inputs::{Inputs, Role};
use super::redaction::Redaction;
use super::{Output, Wanted, complain};
use reader::{Folding, Reader};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &StatsArgs,
    config: Config,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    super::mention_config(streams.stderr, options, &config);
    reader::refuse_empty_window(args)?;
    if let Some(kind) = args.rows {
        return rows::run(args, kind, config.path.as_ref(), options, streams);
    }
    let config_file = config.path.clone();
    let budgets = budgets(args, config)?;
    refuse_formats(args, &budgets)?;
    let before = args.compare.as_deref().map(saved).transpose()?;
    let (mut sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let ours = args.save.iter().chain(&args.compare);
    super::known::set_aside(&mut sources, &args.input.paths, ours);
    let output = super::output_file(args.output.as_ref());
    let save = super::output_file(args.save.as_ref());
    let beside = args.report.iter().map(|(_, path)| path);
    let reports: Vec<&PathBuf> = output.into_iter().chain(beside).collect();
    let outputs: Vec<&PathBuf> = reports.iter().copied().chain(save).collect();
    let inputs = Inputs::of(&sources).with(Role::Judges, &config_file);
    inputs.refuse(&outputs, output.is_none() || saves_to_stdout(args))?;
    // What is compared may be saved anew: it has been read, and what takes its place is of its kind.
    let inputs = inputs.with(Role::Compared, &args.compare);
    inputs.refuse(&reports, false)?;
    let targets = Targets::open(args, options, streams.stdout)?;
    let folding = Folding::new(args, Redaction::of(options)?);
    let watch = &streams.watch;
    watch.listen();
    let progress = super::progress(options.progress, &sources, watch);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let mut reader = Reader::new(folding.nothing(), options, watch, stderr);
    for error in &errors {
        reader.complain(error);
    }
    if args.merge {
        for source in &sources {
            let mut saved = |text: Text<'_>| reader.saved(text);
            if input::read(source, streams.stdin, watch, &mut saved) == Flow::Stop {
                break;
            }
        }
    } else {
        let jobs = options::jobs(args.jobs);
        input::read_all(&sources, streams.stdin, watch, jobs, &folding, &mut reader);
    }
    reader.finish();
    drop(progress);
    if let Some(refusal) = reader.refusal {
        return Err(refusal);
    }
    let Reader {
        collection,
        unread,
        stopped,
        ..
    } = reader;
    let asked = Asked {
        args,
        budgets: &budgets,
        before: before.as_ref(),
        options,
    };
    asked.answer(&collection, (&unread, stopped), targets, stderr)
}

/// Refuses formats that have no place for what is asked.
fn refuse_formats(args: &StatsArgs, budgets: &[Budget]) -> Result<(), Error> {
    let formats = || {
        let beside = args.report.iter().map(|(format, _)| *format);
        beside.chain([format(args)])
    };
    let draws = |format| matches!(format, Format::Text | Format::Html);
    let reasons = [
        (
            formats().any(|format| format == Format::Parquet),
            "parquet has rows, which --rows calls, --rows turns or --rows tools print",
        ),
        (
            args.histogram && !formats().any(draws),
            "--histogram draws in text, and html always does; the other formats have no picture",
        ),
        (
            formats().any(|format| format == Format::Junit)
                && budgets.is_empty()
                && args.max_regression.is_none(),
            "junit has a case a budget or comparison: add --budget, or --compare with --max-regression",
        ),
    ];
    match reasons.into_iter().find(|(is_wrong, _)| *is_wrong) {
        Some((_, sentence)) => Err(Error::Usage(sentence.to_owned())),
        None => Ok(()),
    }
}

fn format(args: &StatsArgs) -> Format {
    args.format.unwrap_or(Format::Text)
}

/// Where the answer goes: opened before anything is read.
struct Targets<'s> {
    save: Option<Sink<'s>>,
    /// What is saved may have taken the place of the main one.
    reports: Vec<Output<'s, Format>>,
}

impl<'s> Targets<'s> {
    fn open(args: &StatsArgs, options: &Options, stdout: &'s mut dyn Write) -> Result<Self, Error> {
        let wanted = Wanted {
            format: format(args),
            output: super::output_file(args.output.as_ref()),
            beside: &args.report,
            markdown: Format::Markdown,
        };
        if saves_to_stdout(args) {
            return Ok(Self {
                reports: wanted.open(None, options)?,
                save: Some(Sink::stdout(stdout)),
            });
        }
        Ok(Self {
            reports: wanted.open(Some(stdout), options)?,
            save: args.save.as_deref().map(Sink::file).transpose()?,
        })
    }
}

/// What was asked about the calls.
struct Asked<'a> {
    args: &'a StatsArgs,
    budgets: &'a [Budget],
    before: Option<&'a Collection>,
    options: &'a Options,
}

impl Asked<'_> {
    /// Saves, judges and prints what was counted. A report says when what was counted could not be saved.
    fn answer(
        &self,
        collection: &Collection,
        (unread, stopped): (&[Unread], Option<Signal>),
        targets: Targets<'_>,
        stderr: &mut dyn Write,
    ) -> Result<ExitStatus, Error> {
        let Self { args, options, .. } = self;
        let metrics = metrics(args);
        let report = Report::of(collection);
        let judged = judge(self.budgets, &report);
        let report = report.only(&metrics);
        let before = self.before.map(|before| Report::of(before).only(&metrics));
        let changes = before.as_ref().map(|before| compare(before, &report));
        let gate = args
            .max_regression
            .map(|allowed| Gate::new(allowed, &args.metric));
        let gated = gate.as_ref().zip(changes.as_deref());
        let is_saved = self.save(targets.save, collection, stopped, stderr);
        let is_known = is_saved && collection.unread == 0;
        let status = status(&judged, gated, is_known, stopped);
        let knows_calls = !args.merge && metrics.contains(&Metric::E2e);
        let slowest = knows_calls.then(|| collection.worst.calls());
        super::close_all(targets.reports, stopped, options, stderr, |output| {
            let draws = args.histogram || output.format == Format::Html;
            let view = View {
                report: &report,
                buckets: draws.then_some(collection),
                slowest,
                judged: &judged,
                changes: changes.as_deref(),
                gate: gate.as_ref(),
                unread,
                is_saved,
                status,
                closing: output.closing,
            };
            view.write(output.format, output.theme, output.sink.writer())
        })?;
        Ok(status)
    }

    /// Saves what was counted, if that is wanted. What keeps it from being saved is said.
    fn save(
        &self,
        sink: Option<Sink<'_>>,
        collection: &Collection,
        stopped: Option<Signal>,
        stderr: &mut dyn Write,
    ) -> bool {
        let saved = match sink {
            None => Ok(()),
            // Whoever adds it up later must not take a part for the whole.
            Some(_) if stopped.is_some() => {
                let file = super::output_file(self.args.save.as_ref());
                let name = file.map_or("<stdout>".into(), |path| path.to_string_lossy());
                let name = name.into_owned();
                complain(stderr, self.options, &Error::NotWhole { name });
                Ok(())
            }
            Some(sink) => save(sink, collection),
        };
        saved
            .map_err(|error| complain(stderr, self.options, &error))
            .is_ok()
    }
}

/// The answer to all that is asked. Where nothing can be held against the saved run, or something could not be
/// read or saved, that is none.
fn status(
    judged: &[Judged<'_>],
    gated: Option<(&Gate, &[Change<'_>])>,
    is_known: bool,
    stopped: Option<Signal>,
) -> ExitStatus {
    let of_changes = gated.map(|(gate, changes)| gate.verdicts(changes));
    let is_incomparable = of_changes.as_ref().is_some_and(Vec::is_empty);
    let mut verdicts = of_changes.unwrap_or_default();
    verdicts.extend(judged.iter().map(|judged| judged.verdict));
    let is_open = verdicts.contains(&Verdict::Unanswered) || is_incomparable || !is_known;
    let reasons = [
        (verdicts.contains(&Verdict::Exceeded), ExitStatus::Failure),
        (is_open, ExitStatus::Unanswered),
    ];
    exit::status(reasons, stopped)
}

/// Whether what is saved goes to standard output, instead of the report.
fn saves_to_stdout(args: &StatsArgs) -> bool {
    let save = args.save.as_deref();
    save.is_some_and(|path| path.as_os_str() == "-")
}

/// The metrics that are asked for, each once and in the usual order; all, unless the user says which.
fn metrics(args: &StatsArgs) -> Vec<Metric> {
    let is_wanted = |metric: &Metric| args.metric.is_empty() || args.metric.contains(metric);
    Metric::ALL.into_iter().filter(is_wanted).collect()
}

/// The budgets of the configuration, then those of the command line.
fn budgets(args: &StatsArgs, config: Config) -> Result<Vec<Budget>, Error> {
    let mut budgets = config.budgets;
    for text in &args.budget {
        let budget = Budget::read(text)
            .map_err(|fault| Error::Usage(format!("--budget: {}", with_caret(text, &fault))))?;
        budgets.push(budget);
    }
    Ok(budgets)
}

fn saved(path: &Path) -> Result<Collection, Error> {
    let text = files::read_text(path, "the saved statistics", DOCUMENT_LIMIT)?;
    stats::read(&text).map_err(|why| {
        let name = file_name(&path.to_string_lossy());
        Error::Usage(format!("{name} {why}"))
    })
}

fn save(mut sink: Sink<'_>, collection: &Collection) -> Result<(), Error> {
    let mut written = write::compact(sink.writer(), &stats::write(collection));
    if written.is_ok() {
        written = sink.writer().write_all(b"\n");
    }
    sink.check(written)?;
    sink.finish()
}
