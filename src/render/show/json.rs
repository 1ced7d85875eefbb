//! The public JSON document of `show`: `{"schema_version": 1, "calls": [ … ], "errors": [ … ],
//! "interrupted": false}`, described by `show.schema.json`. A call holds the views that were asked for. Delays are seconds, absent is `null`, times are RFC 3339.

use std::io::{self, Write};

use serde::Serialize;

use crate::json::write::{compact, pretty};
use crate::view::CallView;

/// Writes the call with this number, counted from 0.
pub(super) fn call(out: &mut dyn Write, number: usize, view: &CallView<'_>) -> io::Result<()> {
    out.write_all(if number == 0 { HEAD } else { b",\n    " })?;
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

/// An input that could not be read or is no call.
#[derive(Serialize)]
pub(super) struct Unreadable {
    pub(super) path: Option<String>,
    pub(super) message: String,
}

/// Closes the document.
pub(super) fn finish(
    out: &mut dyn Write,
    calls: usize,
    errors: &[Unreadable],
    is_interrupted: bool,
) -> io::Result<()> {
    out.write_all(if calls == 0 {
        b"{\n  \"schema_version\": 1,\n  \"calls\": [],\n  \"errors\": ["
    } else {
        b"\n  ],\n  \"errors\": ["
    })?;
    for (place, error) in errors.iter().enumerate() {
        out.write_all(if place == 0 { b"\n    " } else { b",\n    " })?;
        compact(out, error)?;
    }
    let end = if errors.is_empty() { "" } else { "\n  " };
    writeln!(out, "{end}],\n  \"interrupted\": {is_interrupted}\n}}")
}

const HEAD: &[u8] = b"{\n  \"schema_version\": 1,\n  \"calls\": [\n    ";
