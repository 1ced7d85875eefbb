//! `speakhook stats`: read many calls, count, print; and judge the counts where there are budgets.

mod calls;
mod reader;
mod rows;

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

use super::complain;
use super::redaction::Redaction;
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
    if let Some(kind) = args.rows {
        return rows::run(args, kind, options, streams);
    }
    let format = args.format.unwrap_or(Format::Text);
    if format == Format::Parquet {
        let sentence = "parquet has rows: add --rows calls, --rows turns or --rows tools";
        return Err(Error::Usage(sentence.to_owned()));
    }
    if args.histogram && !matches!(format, Format::Text | Format::Html) {
        let sentence =
            "--histogram draws in text, and html always does; the other formats have no picture";
        return Err(Error::Usage(sentence.to_owned()));
    }
    let budgets = budgets(args, config)?;
    let before = args.compare.as_deref().map(saved).transpose()?;
    let (mut sources, errors) = super::sources(&args.input)?;
    let ours = args.save.iter().chain(&args.compare);
    super::known::set_aside(&mut sources, &args.input.paths, ours);
    let output = super::output_file(args.output.as_ref());
    let save = super::output_file(args.save.as_ref());
    let outputs: Vec<&PathBuf> = output.into_iter().chain(save).collect();
    super::refuse_to_overwrite(&sources, &outputs, false)?;
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
    let status = answer(
        args,
        &collection,
        &budgets,
        before.as_ref(),
        (&unread, stopped),
        options,
        streams,
    )?;
    Ok(status)
}

/// Saves, judges and prints what was counted.
fn answer(
    args: &StatsArgs,
    collection: &Collection,
    budgets: &[Budget],
    before: Option<&Collection>,
    (unread, stopped): (&[Unread], Option<Signal>),
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let metrics = if args.metric.is_empty() {
        Metric::ALL.to_vec()
    } else {
        metrics(args)
    };
    let report = Report::of(collection);
    let judged = judge(budgets, &report);
    let report = report.only(&metrics);
    let before = before.map(|before| Report::of(before).only(&metrics));
    let changes = before.as_ref().map(|before| compare(before, &report));
    let gate = args
        .max_regression
        .map(|allowed| Gate::new(allowed, &args.metric));
    let gated = gate.as_ref().zip(changes.as_deref());
    let status = status(&judged, gated, collection.unread, stopped);
    match &args.save {
        // Whoever adds it up later must not take a part for the whole.
        Some(path) if stopped.is_some() => {
            let file = super::output_file(Some(path));
            let name = file.map_or("<stdout>".into(), |path| path.to_string_lossy());
            let name = name.into_owned();
            complain(streams.stderr, options, &Error::NotWhole { name });
        }
        Some(path) => save(path, collection, streams)?,
        None => {}
    }
    let is_stdout_taken = args
        .save
        .as_deref()
        .is_some_and(|path| path.as_os_str() == "-");
    let output = super::output_file(args.output.as_ref());
    if is_stdout_taken && output.is_none() {
        return Ok(status);
    }
    let (mut sink, theme) = super::open_output(output, options, streams.stdout)?;
    let view = View {
        report: &report,
        buckets: (args.histogram || args.format == Some(Format::Html)).then_some(collection),
        judged: &judged,
        changes: changes.as_deref(),
        gate: gate.as_ref(),
        unread,
        status,
        quiet: options.quiet,
    };
    let written = view.write(args.format.unwrap_or(Format::Text), theme, sink.writer());
    sink.check(written)?;
    super::finish(sink, stopped, options, streams.stderr)?;
    Ok(status)
}

/// The answer to all that is asked. Where nothing can be held against the saved run, that is none.
fn status(
    judged: &[Judged<'_>],
    gated: Option<(&Gate, &[Change<'_>])>,
    unread: u64,
    stopped: Option<Signal>,
) -> ExitStatus {
    let of_changes = gated.map(|(gate, changes)| gate.verdicts(changes));
    let is_incomparable = of_changes.as_ref().is_some_and(Vec::is_empty);
    let mut verdicts = of_changes.unwrap_or_default();
    verdicts.extend(judged.iter().map(|judged| judged.verdict));
    let is_open = verdicts.contains(&Verdict::Unanswered) || is_incomparable || unread > 0;
    let reasons = [
        (verdicts.contains(&Verdict::Exceeded), ExitStatus::Failure),
        (is_open, ExitStatus::Unanswered),
    ];
    exit::status(reasons, stopped)
}

/// The metrics that are asked for, each once and in the usual order.
fn metrics(args: &StatsArgs) -> Vec<Metric> {
    Metric::ALL
        .into_iter()
        .filter(|metric| args.metric.contains(metric))
        .collect()
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

fn save(path: &PathBuf, collection: &Collection, streams: &mut Streams<'_>) -> Result<(), Error> {
    let mut sink = match super::output_file(Some(path)) {
        Some(path) => Sink::file(path)?,
        None => Sink::stdout(streams.stdout),
    };
    let mut written = write::compact(sink.writer(), &stats::write(collection));
    if written.is_ok() {
        written = sink.writer().write_all(b"\n");
    }
    sink.check(written)?;
    sink.finish()
}
