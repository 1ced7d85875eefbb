//! `speakhook stats`: read many calls, count, print; and judge the counts where there are budgets.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::args::StatsArgs;
use crate::cli::files;
use crate::cli::options::Options;
use crate::config::Config;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, DOCUMENT_LIMIT, Flow, Text};
use crate::json::{Value, write};
use crate::judge::{Judge, Recognised, judge_encoding, recognise};
use crate::payload::Payload;
use crate::render::stats::{Unread, View};
use crate::render::theme::Theme;
use crate::rules::envelope::Kind;
use crate::source::Document;
use crate::stats::{
    self, Budget, Collection, Metric, Report, Verdict, Window, compare, judge, with_caret,
};
use crate::streams::{Sink, Streams};
use crate::text::file_name;

use super::{complain, reading};

/// Messages about inputs that a report repeats; it counts all of them.
const MOST_MESSAGES: usize = 100;

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
    let budgets = budgets(args, config)?;
    let before = args.compare.as_deref().map(saved).transpose()?;
    let (sources, errors) = super::sources(&args.input)?;
    let output = super::output_file(args.output.as_ref());
    let save = super::output_file(args.save.as_ref());
    let outputs: Vec<&PathBuf> = output.into_iter().chain(save).collect();
    super::refuse_to_overwrite(&sources, &outputs, false)?;
    let mut reader = Reader::new(args, options);
    for error in &errors {
        reader.complain(error, streams.stderr);
    }
    for source in &sources {
        input::read(source, streams.stdin, &mut |text| {
            reader.one(text, streams.stderr);
            if reader.refusal.is_some() {
                Flow::Stop
            } else {
                Flow::Continue
            }
        });
    }
    if let Some(refusal) = reader.refusal {
        return Err(refusal);
    }
    let Reader {
        collection, unread, ..
    } = reader;
    let status = answer(
        args,
        &collection,
        &budgets,
        before.as_ref(),
        &unread,
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
    unread: &[Unread],
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let metrics = if args.metric.is_empty() {
        Metric::ALL.to_vec()
    } else {
        metrics(args)
    };
    let all = Report::of(collection, &Metric::ALL);
    let report = Report::of(collection, &metrics);
    let before = before.map(|before| Report::of(before, &metrics));
    let changes = before.as_ref().map(|before| compare(before, &report));
    let judged = judge(budgets, &all);
    let verdicts = judged.iter().map(|judged| judged.verdict);
    let mut status = verdicts
        .map(status_of)
        .fold(ExitStatus::Success, ExitStatus::and);
    if let (Some(allowed), Some(changes)) = (args.max_regression, &changes) {
        status = status.and(match () {
            () if changes.is_empty() => ExitStatus::Unanswered,
            () if changes.iter().any(|change| change.is_regression(allowed)) => ExitStatus::Failure,
            () => ExitStatus::Success,
        });
    }
    if collection.unread > 0 {
        status = status.and(ExitStatus::Unanswered);
    }
    if let Some(path) = &args.save {
        save(path, collection, streams)?;
    }
    let is_stdout_taken = args
        .save
        .as_deref()
        .is_some_and(|path| path.as_os_str() == "-");
    let output = super::output_file(args.output.as_ref());
    if is_stdout_taken && output.is_none() {
        return Ok(status);
    }
    let (mut sink, theme) = match output {
        Some(path) => (
            Sink::file(path)?,
            Theme {
                color: false,
                width: None,
                ..options.stdout
            },
        ),
        None => (Sink::stdout(streams.stdout), options.stdout),
    };
    let view = View {
        report: &report,
        buckets: args.histogram.then_some(collection),
        judged: &judged,
        changes: changes.as_deref(),
        allowed: args.max_regression,
        unread,
        status,
        quiet: options.quiet,
    };
    let written = view.write(args.format, theme, sink.writer());
    sink.check(written)?;
    sink.finish()?;
    Ok(status)
}

/// The metrics that are asked for, each once and in the usual order.
fn metrics(args: &StatsArgs) -> Vec<Metric> {
    Metric::ALL
        .into_iter()
        .filter(|metric| args.metric.contains(metric))
        .collect()
}

fn status_of(verdict: Verdict) -> ExitStatus {
    match verdict {
        Verdict::Met => ExitStatus::Success,
        Verdict::Exceeded => ExitStatus::Failure,
        Verdict::Unanswered => ExitStatus::Unanswered,
    }
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

/// Counts document by document.
struct Reader<'o> {
    is_merging: bool,
    window: Window,
    options: &'o Options,
    judge: Judge,
    /// `None` until the first of the files that are merged says what they are grouped by.
    is_empty: bool,
    collection: Collection,
    unread: Vec<Unread>,
    /// What makes the whole question wrong.
    refusal: Option<Error>,
}

impl<'o> Reader<'o> {
    fn new(args: &StatsArgs, options: &'o Options) -> Self {
        let mut by = Vec::new();
        args.by.iter().for_each(|key| {
            if !by.contains(key) {
                by.push(*key);
            }
        });
        Self {
            is_merging: args.merge,
            window: Window {
                since: args.since,
                until: args.until,
            },
            options,
            judge: Judge::default(),
            is_empty: true,
            collection: Collection::new(by),
            unread: Vec::new(),
            refusal: None,
        }
    }

    fn complain(&mut self, error: &Error, stderr: &mut dyn Write) {
        self.collection.miss();
        if self.unread.len() < MOST_MESSAGES {
            let path = error.path().map(str::to_owned);
            self.unread.push(Unread {
                path,
                message: error.to_string(),
            });
        }
        complain(stderr, self.options, error);
    }

    fn one(&mut self, text: Text<'_>, stderr: &mut dyn Write) {
        let document = match text {
            Text::Unreadable(error) => return self.complain(&error, stderr),
            Text::BadEncoding(document, bad) => {
                for error in reading::refusals(&judge_encoding(document, &bad)) {
                    self.complain(&error, stderr);
                }
                return;
            }
            Text::Document(document) if self.is_merging => return self.part(&document, stderr),
            Text::Document(document) => document,
        };
        match self.judge.read(&document) {
            Ok(root) => self.tree(&document, &root, stderr),
            // Only what cannot be read is judged, as the judge says why.
            Err(_) => {
                for error in reading::refusals(&self.judge.judge(document)) {
                    self.complain(&error, stderr);
                }
            }
        }
    }

    fn tree(&mut self, document: &Document<'_>, root: &Value<'_>, stderr: &mut dyn Write) {
        for recognised in recognise(root) {
            let Some(value) = recognised.path().resolve(root) else {
                continue;
            };
            match payload(value, &recognised, document) {
                Ok(payload) => self.collection.add(&payload, document.name, &self.window),
                Err(error) => self.complain(&error, stderr),
            }
        }
    }

    /// Adds a file that was saved.
    fn part(&mut self, document: &Document<'_>, stderr: &mut dyn Write) {
        let name = document.name.to_owned();
        let line = document.start.line;
        let part = match stats::read(document.text) {
            Ok(part) => part,
            Err(why) => return self.complain(&Error::NotSaved { name, line, why }, stderr),
        };
        if self.is_empty {
            self.is_empty = false;
            self.collection.by.clone_from(&part.by);
        }
        if part.by == self.collection.by {
            self.collection.merge(&part);
        } else {
            let sentence = format!(
                "{}:{line} is grouped by other keys than the files before it",
                file_name(&name)
            );
            self.refusal = Some(Error::Usage(sentence));
        }
    }
}

/// The call that a value is.
fn payload<'t>(
    value: &'t Value<'t>,
    recognised: &Recognised,
    document: &Document<'_>,
) -> Result<Payload<'t>, Error> {
    let (name, line) = (document.name.to_owned(), document.start.line);
    match recognised.kind {
        Kind::Hub(notification) => Err(Error::NotAWebhook {
            name,
            line,
            notification,
        }),
        Kind::BareData => Ok(Payload::from_data(value)),
        Kind::Whole
            if value
                .get("data")
                .is_some_and(|data| data.as_object().is_some()) =>
        {
            Ok(Payload::from_envelope(value))
        }
        Kind::Whole => Err(Error::NoCall { name, line }),
    }
}
