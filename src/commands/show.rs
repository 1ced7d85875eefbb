//! `speakhook show`: read, look, print. Never judges, but says when there is something to judge.

use std::io::Write;

use crate::cli::args::ShowArgs;
use crate::cli::judging;
use crate::cli::options::{self, Options};
use crate::cli::views;
use crate::config::Config;
use crate::diagnostic::{Finding, Place, Severity};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Text};
use crate::json::Value;
use crate::judge::{Judge, Judged, Recognised, judge_encoding};
use crate::known::{Known, News};
use crate::policy::Policy;
use crate::render::show::{self, Renderer};
use crate::render::{self, rows};
use crate::rules::envelope::Kind;
use crate::source::Document;
use crate::streams::Streams;
use crate::text::{counted, file_name, thousands};
use crate::view::{self, Level, Origin, Problems, Remark, Request};

use super::inputs::{Inputs, Role};
use super::redaction::Redaction;
use super::{Complaints, note, reading};

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &ShowArgs,
    config: Config,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    super::mention_config(streams.stderr, options, &config);
    let policy = judging::policy_of_file(&config);
    let format = options::view_format(args);
    let request = views::request(args, format)?;
    let (sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let output = super::output_file(args.output.as_ref());
    Inputs::of(&sources)
        .with(Role::Judges, &config.path)
        .refuse(output.as_slice(), false)?;
    let is_binary = format.rows().is_some_and(rows::Format::is_binary);
    if is_binary && output.is_none() && options.stdout_is_terminal {
        return Err(Error::Usage(render::BINARY.to_owned()));
    }
    let live = output.is_none() && options.stdout_is_terminal;
    let watch = &streams.watch;
    watch.listen();
    // Calls that are printed for a person are progress enough.
    let progress = super::progress(options.progress && !live, &sources, watch);
    let stderr = &mut progress.beside(&mut *streams.stderr);
    let is_markdown = format == show::Format::Markdown;
    let (mut sink, theme) = super::open_report(output, is_markdown, options, streams.stdout)?;
    let mut reader = Reader {
        show: show::renderer(format, theme, &request),
        request,
        format,
        calls: 0,
        refusal: None,
        complaints: Complaints::default(),
        options,
        redaction: Redaction::of(options)?,
        judge: judging::judge_of_file(&config, &policy, |_| true),
        policy,
        known: Known {
            exceptions: config.exceptions,
            here: streams.folder.clone(),
            ..Known::default()
        },
        status: ExitStatus::Success,
    };
    for error in &errors {
        reader.complain(error, stderr);
    }
    for sentence in views::idle_filters(args, format) {
        note(stderr, options, &sentence);
    }
    let mut failure = None;
    for source in &sources {
        let flow = input::read(source, streams.stdin, watch, &mut |text| {
            let mut result = reader.one(text, sink.writer(), stderr);
            watch.add_calls(1);
            if live && result.is_ok() {
                result = sink.writer().flush();
            }
            failure = sink.check(result).err().or(reader.refusal.take());
            if failure.is_some() || sink.is_closed() {
                Flow::Stop
            } else {
                Flow::Continue
            }
        });
        if flow == Flow::Stop {
            break;
        }
    }
    reader.complaints.finish(stderr, options);
    if let Some(error) = failure {
        return Err(error);
    }
    drop(progress);
    let stopped = reader.status.signal();
    let finished = reader.show.finish(stopped, sink.writer());
    sink.check(finished)?;
    let is_closed = sink.is_closed();
    super::finish(sink, stopped, options, stderr)?;
    // Who stopped to read the output knows that this is not all.
    if !is_closed {
        reader.mention_left_out(stderr);
    }
    Ok(reader.status)
}

/// Findings of one call that are shown with it; all are counted.
const MOST_REMARKS: usize = 500;

/// What checking a call found.
#[derive(Default)]
struct Found {
    problems: Problems,
    /// The first of them, where they are shown.
    remarks: Vec<Remark>,
}

struct Reader<'o> {
    request: Request,
    format: show::Format,
    /// Calls that were shown.
    calls: usize,
    /// What makes the whole question wrong.
    refusal: Option<Error>,
    show: Box<dyn Renderer>,
    complaints: Complaints,
    options: &'o Options,
    redaction: Redaction,
    judge: Judge,
    policy: Policy,
    known: Known,
    status: ExitStatus,
}

impl Reader<'_> {
    fn complain(&mut self, error: &Error, stderr: &mut dyn Write) {
        self.status = self.status.and(error.status());
        self.show.unreadable(error.path(), &error.to_string());
        self.complaints.about(error, stderr, self.options);
    }

    /// One line about calls that are not shown; nothing if all are.
    fn mention_left_out(&self, stderr: &mut dyn Write) {
        let left_out = self.show.left_out();
        if left_out > 0 {
            let shown = thousands(self.calls.saturating_sub(left_out));
            let calls = counted(self.calls, "call");
            let sentence = format!(
                "what the filters ask for is in {shown} of {calls}; the others are left out"
            );
            note(stderr, self.options, &sentence);
        }
    }

    /// Shows one document, or says why it cannot be shown.
    fn one(
        &mut self,
        text: Text<'_>,
        out: &mut dyn Write,
        stderr: &mut dyn Write,
    ) -> std::io::Result<()> {
        let (redaction, mut room) = (self.redaction.clone(), String::new());
        let mut judged = match redaction.text(text, &mut room) {
            Text::Document(document) => self.judge.judge(document),
            Text::BadEncoding(document, bad) => judge_encoding(document, &bad),
            Text::Unreadable(error) => {
                self.complain(&error, stderr);
                return Ok(());
            }
        };
        // What a person or a log may see of an address; the judge has seen it as it is.
        if let Some(root) = judged
            .root
            .as_mut()
            .filter(|_| !self.request.options.show_values)
        {
            reading::hide_secrets(root);
        }
        let Some(root) = &judged.root else {
            for error in reading::refusals(&judged) {
                self.complain(&error, stderr);
            }
            return Ok(());
        };
        let lines = reading::lines(&judged.document, &judged.payloads);
        let mut payloads = judged.payloads.iter().zip(lines);
        payloads.try_for_each(|(payload, line)| {
            self.payload(&judged, (root, payload), line, out, stderr)
        })
    }

    fn payload(
        &mut self,
        judged: &Judged<'_>,
        (root, recognised): (&Value<'_>, &Recognised),
        line: usize,
        out: &mut dyn Write,
        stderr: &mut dyn Write,
    ) -> std::io::Result<()> {
        let Some(value) = recognised.path().resolve(root) else {
            return Ok(());
        };
        let name = judged.document.name;
        if self.calls > 0 && self.format.holds_one_call() {
            self.refusal = Some(too_many(&judged.document, line));
            return Ok(());
        }
        let payload = match reading::payload(value, recognised.kind, name, line) {
            Ok(payload) => payload,
            Err(error) => {
                self.complain(&error, stderr);
                return Ok(());
            }
        };
        self.known.turn_to(&judged.document);
        let Found { problems, remarks } = self.found(judged, root, recognised);
        let place = format!("{}:{line}", file_name(name));
        self.mention(&problems, &place, recognised, stderr);
        let origin = Origin {
            name,
            line,
            problems: Some(problems),
            remarks: &remarks,
        };
        let view = view::build(&payload, &self.request, origin);
        self.calls = self.calls.saturating_add(1);
        if let Some(missing) = missing(&view) {
            note(stderr, self.options, &format!("{place}: {missing}"));
        }
        self.show.call(&view, out)
    }

    /// What `validate` would report about one payload.
    fn found(&mut self, judged: &Judged<'_>, root: &Value<'_>, recognised: &Recognised) -> Found {
        let mut found = Found::default();
        let payload = recognised.path().to_pointer(root);
        for finding in judged.findings_of(recognised) {
            let Some(severity) = self.policy.severity(&finding.rule, finding.severity) else {
                continue;
            };
            if self.known.news(finding, judged.root.as_ref()) != News::New {
                continue;
            }
            let count = match severity {
                Severity::Error => &mut found.problems.errors,
                Severity::Warning => &mut found.problems.warnings,
                Severity::Info => &mut found.problems.infos,
            };
            *count = count.saturating_add(1);
            if self.request.timeline && found.remarks.len() < MOST_REMARKS {
                let remark = remark(finding, severity, root, &payload);
                found.remarks.push(remark);
            }
        }
        found
    }

    /// One line about what `validate` would say; nothing about a clean payload.
    fn mention(
        &self,
        problems: &Problems,
        place: &str,
        recognised: &Recognised,
        stderr: &mut dyn Write,
    ) {
        if recognised.kind == Kind::BareData {
            note(
                stderr,
                self.options,
                &format!("{place}: taken as the content of `data`; the envelope is missing"),
            );
        }
        if problems.errors > 0 {
            let count = counted(problems.errors, "error");
            note(
                stderr,
                self.options,
                &format!(
                    "{place}: {count}, shown as far as possible; `speakhook validate` says what is wrong"
                ),
            );
        }
    }
}

/// A finding as a view takes it, about the payload that lies at `payload` in its document.
fn remark(finding: &Finding, severity: Severity, root: &Value<'_>, payload: &str) -> Remark {
    let pointer = match &finding.place {
        Place::Node(path, _) => path.to_pointer(root),
        Place::Text(_) => finding.pointer.clone().unwrap_or_default(),
    };
    Remark {
        level: match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Info => Level::Note,
        },
        rule: finding.rule.to_string(),
        message: finding.message.clone(),
        help: finding.help.clone(),
        item: Remark::item_of(&pointer, payload),
        pointer,
    }
}

fn too_many(document: &Document<'_>, line: usize) -> Error {
    let name = file_name(document.name);
    let way_out = match document.file {
        Some(_) => "name the line of the one that is meant, as here",
        None => "in a file, its line can be named",
    };
    Error::Usage(format!(
        "subtitles are of one call, and {name}:{line} has a second; {way_out}"
    ))
}

/// What a format that lives on times has none of.
fn missing(view: &view::CallView<'_>) -> Option<&'static str> {
    if view.cues.as_ref().is_some_and(Vec::is_empty) {
        return Some("nothing was said at a known time, so there are no subtitles");
    }
    let lanes = view.trace.as_ref()?;
    let is_empty = lanes.spans.is_empty() && lanes.marks.is_empty();
    is_empty.then_some("nothing in it has a time, so there is nothing to trace")
}
