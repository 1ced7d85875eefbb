//! From documents to counts: calls are folded one by one, saved files are added up.

use std::io::Write;

use crate::cli::args::StatsArgs;
use crate::cli::options::Options;
use crate::commands::redaction::Redaction;
use crate::commands::{Complaints, reading};
use crate::error::Error;
use crate::exit::Signal;
use crate::input::{Flow, ReadText, Take, Text, Work};
use crate::judge::judge_encoding;
use crate::render::stats::Unread;
use crate::source::Document;
use crate::stats::{self, Collection, Key, Window};
use crate::text::file_name;
use crate::watch::Watch;

use super::calls::Calls;

/// Messages about inputs that a report repeats; it counts all of them.
const MOST_MESSAGES: usize = 100;

/// The time in which calls have to start.
pub(super) fn window(args: &StatsArgs) -> Window {
    Window {
        since: args.since,
        until: args.until,
    }
}

/// Refuses a time in which no call can start.
pub(super) fn refuse_empty_window(args: &StatsArgs) -> Result<(), Error> {
    let Window { since, until } = window(args);
    if since
        .zip(until)
        .is_some_and(|(since, until)| since >= until)
    {
        let sentence = "--until is not after --since, so that no call can start between them";
        return Err(Error::Usage(sentence.to_owned()));
    }
    Ok(())
}

/// Folding calls into counts, which any thread can do.
pub(super) struct Folding {
    by: Vec<Key>,
    window: Window,
    calls: Calls,
}

/// What some documents came to.
pub(super) struct Part {
    collection: Collection,
    errors: Vec<Error>,
    /// Payloads, those that are no call among them.
    payloads: usize,
}

impl Folding {
    pub(super) fn new(args: &StatsArgs, redaction: Redaction) -> Self {
        let mut by = Vec::new();
        args.by.iter().for_each(|key| {
            if !by.contains(key) {
                by.push(*key);
            }
        });
        Self {
            by,
            window: window(args),
            calls: Calls::new(redaction),
        }
    }

    pub(super) fn nothing(&self) -> Collection {
        Collection::new(self.by.clone())
    }
}

impl Work for Folding {
    type Done<'b> = Part;

    fn work<'b>(&self, texts: Vec<ReadText<'b>>) -> Part {
        let mut part = Part {
            collection: self.nothing(),
            errors: Vec::new(),
            payloads: 0,
        };
        let Part {
            collection,
            errors,
            payloads,
        } = &mut part;
        for read in texts {
            self.calls
                .visit(read.text, errors, &mut |document, line, payload| {
                    *payloads = payloads.saturating_add(1);
                    collection.add(payload, document.name, line, &self.window);
                });
        }
        part
    }
}

/// Adds up what was counted, and says what could not be.
pub(super) struct Reader<'o> {
    complaints: Complaints,
    options: &'o Options,
    stderr: &'o mut dyn Write,
    watch: &'o Watch,
    /// Until the first of the files that are merged says what they are grouped by.
    is_empty: bool,
    pub(super) collection: Collection,
    pub(super) unread: Vec<Unread>,
    /// The signal that ended the run before all was read.
    pub(super) stopped: Option<Signal>,
    /// What makes the whole question wrong.
    pub(super) refusal: Option<Error>,
}

impl Take<Folding> for Reader<'_> {
    fn take(&mut self, part: Part) -> Flow {
        self.collection.merge(&part.collection);
        self.watch.add_calls(part.payloads);
        part.errors.iter().for_each(|error| self.complain(error));
        Flow::Continue
    }
}

impl<'o> Reader<'o> {
    pub(super) fn new(
        nothing: Collection,
        options: &'o Options,
        watch: &'o Watch,
        stderr: &'o mut dyn Write,
    ) -> Self {
        Self {
            complaints: Complaints::default(),
            options,
            stderr,
            watch,
            is_empty: true,
            collection: nothing,
            unread: Vec::new(),
            stopped: None,
            refusal: None,
        }
    }

    pub(super) fn complain(&mut self, error: &Error) {
        self.collection.miss();
        self.stopped = self.stopped.or(error.status().signal());
        if self.unread.len() < MOST_MESSAGES {
            let path = error.path().map(str::to_owned);
            self.unread.push(Unread {
                path,
                message: error.to_string(),
            });
        }
        self.complaints.about(error, self.stderr, self.options);
    }

    /// Says what was not told one by one.
    pub(super) fn finish(&mut self) {
        self.complaints.finish(self.stderr, self.options);
    }

    /// Adds what somebody has saved.
    pub(super) fn saved(&mut self, text: Text<'_>) -> Flow {
        match text {
            Text::Unreadable(error) => self.complain(&error),
            Text::BadEncoding(document, bad) => {
                for error in reading::refusals(&judge_encoding(document, &bad)) {
                    self.complain(&error);
                }
            }
            Text::Document(document) => self.part(&document),
        }
        if self.refusal.is_some() {
            Flow::Stop
        } else {
            Flow::Continue
        }
    }

    /// Adds a file that was saved.
    fn part(&mut self, document: &Document<'_>) {
        let name = document.name.to_owned();
        let line = document.start.line;
        let part = match stats::read(document.text) {
            Ok(part) => part,
            Err(why) => return self.complain(&Error::NotSaved { name, line, why }),
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
