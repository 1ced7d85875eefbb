//! The public JSON document of `show`: `{"schema_version": 1, "calls": [ … ], "errors": [ … ],
//! "unread": 0, "interrupted": false}`, described by `show.schema.json`. A call holds the views that were asked for. Delays are seconds, absent is `null`, times are RFC 3339.

use std::io::{self, Write};

use serde::Serialize;

use super::Renderer;
use crate::exit::Signal;
use crate::json::write::{compact, pretty};
use crate::view::CallView;

/// Messages about inputs that the document repeats; it counts all of them.
const MOST_MESSAGES: usize = 100;

/// The document, written as the calls come.
#[derive(Default)]
pub(super) struct Json {
    calls: usize,
    errors: Vec<Unreadable>,
    unread: usize,
}

/// An input that could not be read or is no call.
#[derive(Serialize)]
struct Unreadable {
    path: Option<String>,
    message: String,
}

impl Renderer for Json {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.calls == 0 { HEAD } else { b",\n    " })?;
        self.calls = self.calls.saturating_add(1);
        let mut document = Vec::new();
        pretty(&mut document, view)?;
        // A JSON string holds no raw line feed, so every one is indentation.
        for (place, line) in document.split(|byte| *byte == b'\n').enumerate() {
            if place > 0 {
                out.write_all(b"\n    ")?;
            }
            out.write_all(line)?;
        }
        Ok(())
    }

    fn unreadable(&mut self, path: Option<&str>, message: &str) {
        self.unread = self.unread.saturating_add(1);
        if self.errors.len() < MOST_MESSAGES {
            self.errors.push(Unreadable {
                path: path.map(str::to_owned),
                message: message.to_owned(),
            });
        }
    }

    fn finish(&mut self, stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.calls == 0 {
            b"{\n  \"schema_version\": 1,\n  \"calls\": [],\n  \"errors\": ["
        } else {
            b"\n  ],\n  \"errors\": ["
        })?;
        for (place, error) in self.errors.iter().enumerate() {
            out.write_all(if place == 0 { b"\n    " } else { b",\n    " })?;
            compact(out, error)?;
        }
        let end = if self.errors.is_empty() { "" } else { "\n  " };
        let (unread, is_interrupted) = (self.unread, stopped.is_some());
        writeln!(
            out,
            "{end}],\n  \"unread\": {unread},\n  \"interrupted\": {is_interrupted}\n}}"
        )
    }
}

const HEAD: &[u8] = b"{\n  \"schema_version\": 1,\n  \"calls\": [\n    ";
