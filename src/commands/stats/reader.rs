//! From documents to counts: calls are folded one by one, saved files are added up.

use std::io::Write;

use crate::cli::args::StatsArgs;
use crate::cli::options::Options;
use crate::commands::{complain, reading};
use crate::error::Error;
use crate::input::Text;
use crate::json::Value;
use crate::judge::{Judge, Recognised, judge_encoding, recognise};
use crate::payload::Payload;
use crate::render::stats::Unread;
use crate::rules::envelope::Kind;
use crate::source::Document;
use crate::stats::{self, Collection, Window};
use crate::text::file_name;

/// Messages about inputs that a report repeats; it counts all of them.
const MOST_MESSAGES: usize = 100;

/// Counts document by document.
pub(super) struct Reader<'o> {
    is_merging: bool,
    window: Window,
    options: &'o Options,
    judge: Judge,
    /// Until the first of the files that are merged says what they are grouped by.
    is_empty: bool,
    pub(super) collection: Collection,
    pub(super) unread: Vec<Unread>,
    /// What makes the whole question wrong.
    pub(super) refusal: Option<Error>,
}

impl<'o> Reader<'o> {
    pub(super) fn new(args: &StatsArgs, options: &'o Options) -> Self {
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

    pub(super) fn complain(&mut self, error: &Error, stderr: &mut dyn Write) {
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

    pub(super) fn one(&mut self, text: Text<'_>, stderr: &mut dyn Write) {
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
