//! `speakhook send`: read, change, sign, deliver, tell. Never judges what it sends, but with `--fresh`
//! makes sure that nothing is wrong that was not wrong before.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli::args::SendArgs;
use crate::cli::delivery;
use crate::cli::options::{Extent, Options};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{self, Flow, Source};
use crate::render::sent::{Fate, Format, Sent, Setup};
use crate::streams::{Sink, Streams};
use crate::text::{Untrusted, file_name};
use crate::watch::Watch;
use crate::webhook::send::{
    Alter, Body, Captured, Outcome, Outgoing, Pace, Plan, Reading, Stale, Tally, pause, post, read,
};
use crate::webhook::{Client, Url};

use super::{complain, note};

/// How long an answer is waited for, unless the user says otherwise.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the command.
///
/// # Errors
/// Wrong usage, or an output that could not be written.
pub fn run(
    args: &SendArgs,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    let url = delivery::target(args)?;
    let plan = delivery::plan(args, streams)?;
    let roots = delivery::roots(args)?;
    let alter = delivery::changes(args);
    let (sources, errors) = super::sources(&args.input, options, streams.stderr)?;
    let watch = &streams.watch;
    watch.listen();
    let mut sink = Sink::stdout(streams.stdout);
    let mut sender = Sender {
        setup: setup(args, options),
        pace: Pace::new(args.rate.unwrap_or_default()),
        client: Client::trusting(args.timeout.unwrap_or(PATIENCE), roots.as_ref()),
        url: Arc::new(url),
        is_dry: args.dry_run,
        plan,
        alter,
        tally: Tally::default(),
        told: Told::default(),
        options,
        watch,
        stderr: streams.stderr,
    };
    sender.mention_repeated(&args.input.paths);
    for error in &errors {
        sender.unsent(error);
    }
    let reading = Reading {
        captured_headers: !args.no_captured_headers,
    };
    let mut failure = None;
    for source in &sources {
        let flow = read(source, streams.stdin, watch, reading, &mut |body| {
            let result = sender.one(body, sink.writer());
            failure = sink.check(result).err();
            // Whoever stops reading the report has not called off the deliveries.
            if failure.is_some() || sender.tally.stopped.is_some() {
                Flow::Stop
            } else {
                Flow::Continue
            }
        });
        if flow == Flow::Stop {
            break;
        }
    }
    if let Some(error) = failure {
        return Err(error);
    }
    sender.mention_stale();
    sender.mention_nothing(args, &sources);
    let finished = sender
        .setup
        .finish(&sender.tally, args.dry_run, sink.writer());
    sink.check(finished)?;
    let status = sender.tally.status();
    sink.finish()?;
    Ok(status)
}

fn setup(args: &SendArgs, options: &Options) -> Setup {
    let extent = options.extent(false);
    Setup {
        format: args.format.unwrap_or(Format::Text),
        theme: options.stdout,
        lists: extent != Extent::Nothing,
        closing: extent == Extent::Whole,
        bodies: options.verbose > 0,
    }
}

/// What is said once in a run, however many bodies it is about.
#[derive(Default)]
struct Told {
    left_out: bool,
    /// Bodies that were changed, each with a signature that was captured.
    changed: Stale,
    /// Bodies that a tool had parsed, likewise.
    parsed: Stale,
}

struct Sender<'s> {
    setup: Setup,
    pace: Pace,
    client: Client,
    url: Arc<Url>,
    is_dry: bool,
    plan: Plan,
    alter: Alter,
    tally: Tally,
    told: Told,
    options: &'s Options,
    watch: &'s Watch,
    stderr: &'s mut dyn Write,
}

impl Sender<'_> {
    fn unsent(&mut self, error: &Error) {
        self.tally.add_unsent(error.status());
        complain(self.stderr, self.options, error);
    }

    /// Delivers one body, or says why not.
    fn one(&mut self, body: Result<Body<'_>, Error>, out: &mut dyn Write) -> io::Result<()> {
        let prepared = body.and_then(|body| {
            let bytes = self.alter.apply(&body)?;
            let captured = body.captured.map(|captured| &captured.headers);
            let outgoing = self.plan.outgoing(&bytes, captured);
            let outgoing = outgoing.map_err(|why| Error::Usage(why.to_string()))?;
            Ok((body, bytes, outgoing))
        });
        let (body, bytes, outgoing) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                self.unsent(&error);
                return Ok(());
            }
        };
        if let Some(captured) = body.captured {
            self.mention(body.name, captured, *bytes != *body.bytes);
        }
        if self.is_dry {
            self.describe(&body, &bytes, &outgoing, out)
        } else {
            self.deliver(&body, &bytes, outgoing, out)
        }
    }

    fn deliver(
        &mut self,
        body: &Body<'_>,
        bytes: &[u8],
        outgoing: Outgoing,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let wait = self.pace.turn(Instant::now());
        pause(wait, self.watch);
        if let Some(signal) = self.watch.signal() {
            let name = body.name.to_owned();
            self.unsent(&Error::Stopped { name, signal });
            return Ok(());
        }
        let Outgoing { headers, signature } = outgoing;
        let copy = bytes.to_vec();
        let outcome = post(&self.client, &self.url, headers, copy, self.watch);
        self.tally.add(&outcome);
        let said = match &outcome {
            Outcome::Answered(answer) => self.plan.without_secrets(&answer.excerpt, answer.is_cut),
            Outcome::Failed(_) | Outcome::Stopped(_) => String::new(),
        };
        let fate = Fate::Made(&outcome, &said);
        self.write(body, bytes, signature.as_deref(), fate, out)?;
        // Whoever watches should see each as it comes.
        out.flush()
    }

    /// Says what would be delivered.
    fn describe(
        &mut self,
        body: &Body<'_>,
        bytes: &[u8],
        outgoing: &Outgoing,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.tally.taken = self.tally.taken.saturating_add(1);
        let headers: Vec<(String, Option<String>)> = outgoing
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value).into_owned();
                (
                    name.to_owned(),
                    Some(value).filter(|_| !self.plan.hides(name)),
                )
            })
            .collect();
        let signature = outgoing.signature.as_deref();
        self.write(body, bytes, signature, Fate::Held(&headers), out)
    }

    fn write(
        &self,
        body: &Body<'_>,
        bytes: &[u8],
        signature: Option<&str>,
        fate: Fate<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let sent = Sent {
            name: body.name,
            line: body.line,
            element: body.element,
            body: bytes,
            url: &self.url,
            signature,
            fate,
        };
        self.setup.delivery(&sent, out)
    }

    /// Says what a replay does not have of the delivery that was captured.
    fn mention(&mut self, source: &str, captured: &Captured, is_changed: bool) {
        let name = file_name(source);
        let is_missing = |header: &&String| !self.plan.gives(header);
        if let Some(header) = captured.left_out.iter().find(is_missing)
            && !std::mem::replace(&mut self.told.left_out, true)
        {
            let header = Untrusted::new(header).excerpt(60);
            let sentence = format!(
                "{name}: the header {header} was not kept; `--header-env {header}=VAR` gives one"
            );
            note(self.stderr, self.options, &sentence);
        }
        if self.plan.signing.is_some() {
            return;
        }
        if let Some(header) = captured.signature(|name| self.plan.gives(name)) {
            match (is_changed, captured.is_parsed) {
                (true, _) => self.told.changed.add(source, header),
                (false, true) => self.told.parsed.add(source, header),
                (false, false) => {}
            }
        }
    }

    /// Says which captured signatures cannot have fitted.
    fn mention_stale(&mut self) {
        let changed = self.told.changed.sentence("a changed body");
        let parsed = "a body that its capture tool has parsed, whose bytes are lost";
        let parsed = self.told.parsed.sentence(parsed);
        for sentence in changed.iter().chain(&parsed) {
            note(self.stderr, self.options, sentence);
        }
    }

    /// Says which paths were given more than once: what is sent is not what was typed.
    fn mention_repeated(&mut self, paths: &[PathBuf]) {
        let mut counts: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for path in paths {
            let count = counts.entry(input::plain(path)).or_default();
            *count = count.saturating_add(1);
        }
        for (path, count) in counts.iter().filter(|(_, count)| **count > 1) {
            let name = file_name(&path.to_string_lossy());
            let sentence = format!("{name} was given {count} times and is sent once");
            note(self.stderr, self.options, &sentence);
        }
    }

    /// Says that there was nothing to deliver, unless that is accepted or something else was said.
    fn mention_nothing(&mut self, args: &SendArgs, sources: &[Source]) {
        let is_nothing = self.tally == Tally::default();
        if is_nothing && !args.input.allow_empty {
            let names: Vec<String> = sources
                .iter()
                .map(|source| file_name(source.name()))
                .collect();
            let names = if names.is_empty() {
                let paths = args.input.paths.iter();
                paths
                    .map(|path| file_name(&path.to_string_lossy()))
                    .collect()
            } else {
                names
            };
            self.unsent(&Error::NoInput(names.join(", ")));
        }
    }
}
