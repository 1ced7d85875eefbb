//! `speakhook listen`: takes deliveries elsewhere, and tells of them here.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::cli::args::ListenArgs;
use crate::cli::options::Options;
use crate::cli::{judging, secrets};
use crate::config::Config;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::known::Known;
use crate::render::deliveries::{self, Format};
use crate::render::theme::{Style, Theme};
use crate::rules;
use crate::streams::{Sink, Streams};
use crate::text::Untrusted;
use crate::watch::Watch;
use crate::webhook::capture::Folder;
use crate::webhook::listen::{
    Bench, Door, Forward, Guard, Hosts, Intake, NEWS, News, Server, Tally, Terms,
};
use crate::webhook::{BadHeader, Client};

use super::note;

/// How long a signal may be overlooked.
const GLANCE: Duration = Duration::from_millis(50);

/// How long whoever deliveries are forwarded to may take.
const FORWARD_TIME: Duration = Duration::from_secs(30);

/// Runs the command.
///
/// # Errors
/// Wrong usage, an address that is not free, a folder that cannot be written to, or an output that
/// could not be written.
pub fn run(
    args: &ListenArgs,
    config: Config,
    options: &Options,
    streams: &mut Streams<'_>,
) -> Result<ExitStatus, Error> {
    super::mention_config(streams.stderr, options, &config);
    let terms = terms(args, config, streams)?;
    let is_signed = terms.guard.is_some();
    let (sender, news) = mpsc::sync_channel(NEWS);
    let intake = Arc::new(Intake::new(terms, sender));
    let watch = streams.watch.clone();
    watch.listen();
    let door = Door {
        path: args.path.clone(),
        hosts: Hosts::new(args.allow_host.clone()),
        max_body: args.max_body,
    };
    let unheard = |source| Error::Listen {
        addr: args.addr,
        source,
    };
    let server = Server::start(args.addr, door, Arc::clone(&intake)).map_err(unheard)?;
    greet(server.addr(), args, is_signed, options, streams.stderr);
    let mut desk = Desk {
        sink: Sink::stdout(streams.stdout),
        stderr: streams.stderr,
        format: args.format.unwrap_or(Format::Text),
        options,
        failure: None,
    };
    let end = End {
        watch: &watch,
        count: args.wanted(),
        deadline: args
            .timeout
            .and_then(|time| Instant::now().checked_add(time)),
    };
    let why = desk.attend(&news, &server, |desk| end.has_come(&intake.tally(), desk));
    let ended = server.join();
    let tally = match why {
        Some(Why::Late) => intake.tally().at_time_out(end.count),
        _ => intake.tally(),
    };
    let status = tally.status();
    let status = watch
        .signal()
        .map_or(status, |signal| status.and(ExitStatus::Stopped(signal)));
    desk.close(&tally, status)?;
    ended.map_err(unheard)?;
    Ok(status)
}

/// What is wanted of deliveries.
fn terms(args: &ListenArgs, config: Config, streams: &mut Streams<'_>) -> Result<Terms, Error> {
    let guard = guard(args, streams)?;
    let forward = forward(args)?;
    let policy = judging::policy_of_listener(args, &config);
    let judge = judging::judge_of_file(&config, &policy, |_| true);
    let known = Known {
        exceptions: config.exceptions,
        here: streams.folder.clone(),
        ..Known::default()
    };
    let open = |path: &std::path::PathBuf| {
        Folder::open(path).map_err(|source| Error::Write {
            name: path.to_string_lossy().into_owned(),
            source,
        })
    };
    let respond = args.respond.try_into();
    Ok(Terms {
        bench: Bench::new(judge, policy, known),
        guard,
        events: args.event.clone(),
        folder: args.save.as_ref().map(open).transpose()?,
        forward,
        respond: respond.map_err(|_| Error::Usage("this is no status".to_owned()))?,
        count: args.wanted(),
    })
}

/// The check of signatures, if there is a secret.
fn guard(args: &ListenArgs, streams: &mut Streams<'_>) -> Result<Option<Guard>, Error> {
    let secrets = secrets::load(&args.secrets, streams)?;
    let wrong = |sentence: &str| Err(Error::Usage(sentence.to_owned()));
    match (&args.header, secrets.is_empty()) {
        (None, true) => Ok(None),
        (None, false) => wrong("a secret needs --header NAME, the header that has the signature"),
        (Some(_), true) => wrong("--header needs a secret: --secret-env VAR or --secret-file FILE"),
        (Some(name), false) => match Guard::new(secrets, name) {
            Ok(guard) => Ok(Some(guard)),
            Err(_) => Err(Error::Usage(format!(
                "--header {}: {}",
                Untrusted::new(name).excerpt(80),
                BadHeader::Name
            ))),
        },
    }
}

fn forward(args: &ListenArgs) -> Result<Option<Forward>, Error> {
    let Some(url) = &args.forward_to else {
        return Ok(None);
    };
    if url.is_plain() && !url.is_loopback() && !args.yes {
        return Err(Error::Usage(format!(
            "{url} is another machine, and plain http shows calls to everybody on the way; --yes forwards nevertheless"
        )));
    }
    if url.leads_to(args.addr) {
        return Err(Error::Usage(format!(
            "--forward-to {url} is where this listener is; deliveries would come back for ever"
        )));
    }
    Ok(Some(Forward {
        client: Client::new(FORWARD_TIME),
        url: url.clone(),
    }))
}

/// Says where deliveries are taken, for people and for whoever started us with port 0.
fn greet(
    addr: SocketAddr,
    args: &ListenArgs,
    is_signed: bool,
    options: &Options,
    stderr: &mut dyn Write,
) {
    if options.quiet < 2 {
        let _ = writeln!(stderr, "listening on http://{addr}{}", args.path);
    }
    if !addr.ip().is_loopback() {
        let danger = if is_signed {
            "other machines can reach this listener"
        } else {
            "other machines can reach this listener, and no signature is checked"
        };
        note(stderr, options, danger);
    }
    for event in &args.event {
        if let Some(known) = rules::event_meant(event) {
            let event = Untrusted::new(event).excerpt(80);
            let question =
                format!("no documented event is called `{event}`: did you mean {known}?");
            note(stderr, options, &question);
        }
    }
    let _ = stderr.flush();
}

/// When a listener ends.
struct End<'e> {
    watch: &'e Watch,
    count: Option<usize>,
    deadline: Option<Instant>,
}

/// Why a listener ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    Signal,
    Count,
    Late,
    /// What was told cannot be written, or nobody reads it.
    Output,
}

impl End<'_> {
    fn has_come(&self, tally: &Tally, desk: &Desk<'_>) -> Option<Why> {
        let is_late = || {
            self.deadline
                .is_some_and(|deadline| Instant::now() >= deadline)
        };
        if self.watch.signal().is_some() {
            Some(Why::Signal)
        } else if desk.failure.is_some() || desk.sink.is_closed() {
            Some(Why::Output)
        } else if self.count.is_some_and(|count| tally.deliveries >= count) {
            Some(Why::Count)
        } else if is_late() {
            Some(Why::Late)
        } else {
            None
        }
    }
}

/// Tells of deliveries: the only one who writes.
struct Desk<'s> {
    sink: Sink<'s>,
    stderr: &'s mut dyn Write,
    format: Format,
    options: &'s Options,
    failure: Option<Error>,
}

impl Desk<'_> {
    /// Tells what there is to tell until the server has ended. `end` is asked after every delivery and
    /// every glance, until it says why the end has come.
    fn attend(
        &mut self,
        news: &Receiver<News>,
        server: &Server,
        end: impl Fn(&Self) -> Option<Why>,
    ) -> Option<Why> {
        let mut why = None;
        loop {
            // Asked before: what has ended tells nothing more.
            let is_finished = server.is_finished();
            match news.recv_timeout(GLANCE) {
                Ok(news) => self.tell(news),
                Err(RecvTimeoutError::Timeout) if !is_finished => {}
                Err(_) => return why,
            }
            if why.is_none() {
                why = end(self);
                if why.is_some() {
                    server.end();
                }
            }
        }
    }

    fn tell(&mut self, news: News) {
        let theme = self.options.stderr;
        match news {
            News::Delivery(delivery) => {
                if self.failure.is_none() && self.options.quiet < 2 {
                    let written = self.write(|format, theme, verbose, out| {
                        deliveries::delivery(format, theme, verbose, &delivery, out)
                    });
                    self.failure = self.sink.check(written).err();
                }
            }
            News::Refused(refused) if self.options.quiet < 2 => {
                self.say(&deliveries::refused(theme, &refused));
            }
            News::LeftAlone(left_alone) if self.options.verbose > 0 => {
                self.say(&deliveries::left_alone(theme, &left_alone));
            }
            News::Refused(_) | News::LeftAlone(_) => {}
            News::Trouble(sentence) => {
                let word = theme.paint(Style::Error, "error");
                self.say(&format!("{word}: {sentence}"));
            }
            News::Note(sentence) => note(self.stderr, self.options, &sentence),
        }
    }

    /// Writes to standard output what is seen there at once, whoever reads.
    fn write(
        &mut self,
        write: impl FnOnce(Format, Theme, bool, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let out = self.sink.writer();
        write(
            self.format,
            self.options.stdout,
            self.options.verbose > 0,
            out,
        )?;
        out.flush()
    }

    /// Says a line on standard error. A failing standard error has no remedy.
    fn say(&mut self, line: &str) {
        let line = deliveries::folded(self.options.stderr, &format!("speakhook: {line}"));
        let _ = writeln!(self.stderr, "{line}");
    }

    /// Ends the output, and says what came.
    fn close(self, tally: &Tally, status: ExitStatus) -> Result<(), Error> {
        let is_closed = self.sink.is_closed();
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        self.sink.finish()?;
        if self.options.quiet == 0 && !is_closed {
            let line = deliveries::closing(self.options.stderr, tally, status);
            let _ = writeln!(self.stderr, "{line}");
        }
        Ok(())
    }
}
