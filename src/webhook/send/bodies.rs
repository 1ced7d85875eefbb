//! Where bodies come from: the one place where a source becomes bodies, and what came with them.
//!
//! - A file that was captured, with its headers beside it, is one body: its bytes.
//! - What some tool keeps in an envelope is one body a request, with the headers in it.
//! - A source with one document is one body: every byte of it. So is one that is no sequence of documents.
//! - Of several documents each is a body: its text, from the first bracket to the last.
//! - Of an array each element is: its part of the text.

use std::path::Path;

use crate::error::Error;
use crate::input::{self, Came, Exact, Flow, Source, Stdin, Text, Wanted};
use crate::json::locate::locate;
use crate::json::syntax::{Fault, explain_empty};
use crate::json::{NodePath, Value, trim};
use crate::judge::Judge;
use crate::source::{Document, LineIndex};
use crate::watch::Watch;

use super::replay::Captured;

/// What is to be delivered.
pub struct Body<'b> {
    /// The source.
    pub name: &'b str,
    /// The line where it begins, in a source with several.
    pub line: Option<usize>,
    /// Its number in an array.
    pub element: Option<usize>,
    /// The bytes.
    pub bytes: &'b [u8],
    /// What came with it, if it was captured.
    pub captured: Option<&'b Captured>,
}

/// How sources are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Whether headers beside a body are read.
    pub captured_headers: bool,
}

type Visit<'v> = &'v mut dyn FnMut(Result<Body<'_>, Error>) -> Flow;

/// Endings of files whose only line is a line, too.
const LINES: [&str; 2] = [".jsonl", ".ndjson"];

/// Calls `visit` for every body of a source, until it says stop or a signal does.
pub fn read(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    reading: Reading,
    visit: Visit<'_>,
) -> Flow {
    if let Source::File { path, .. } = source
        && let Some(beside) = input::headers_file(path)
    {
        return capture(source, path, &beside, (watch, reading), visit);
    }
    let wanted = if has_lines(source.name()) {
        Wanted::Lines
    } else {
        Wanted::Payloads
    };
    input::read_exact(
        source,
        stdin,
        watch,
        wanted,
        &mut |text, exact| match exact {
            Exact::Body(came) => enveloped(text, came, reading, visit),
            Exact::Whole(bytes) => visit(Ok(Body {
                name: source.name(),
                line: None,
                element: None,
                bytes,
                captured: None,
            })),
            Exact::All(all) => one(text, Some(all), visit),
            Exact::Text => one(text, None, visit),
        },
    )
}

/// A body with its headers beside it is its bytes, whether the headers are wanted or not.
fn capture(
    source: &Source,
    path: &Path,
    beside: &Path,
    (watch, reading): (&Watch, Reading),
    visit: Visit<'_>,
) -> Flow {
    let read = || {
        let bytes = input::read_bytes(path, watch)?;
        let captured = reading
            .captured_headers
            .then(|| input::captured(beside, watch));
        Ok((bytes, captured.transpose()?.map(Captured::from)))
    };
    match read() {
        Ok((bytes, captured)) => visit(Ok(Body {
            name: source.name(),
            line: None,
            element: None,
            bytes: &bytes,
            captured: captured.as_ref(),
        })),
        Err(error) => visit(Err(error)),
    }
}

/// A body that some tool had put into an envelope goes out with the headers in it.
fn enveloped(text: Text<'_>, came: &Came, reading: Reading, visit: Visit<'_>) -> Flow {
    let document = match text {
        Text::Document(document) | Text::BadEncoding(document, _) => document,
        Text::Unreadable(error) => return visit(Err(error)),
    };
    let headers = came.headers.as_ref().filter(|_| reading.captured_headers);
    let captured = headers.map(|headers| Captured::of(headers, came.is_exact));
    visit(Ok(Body {
        name: document.name,
        line: Some(document.start.line),
        element: None,
        bytes: &came.body,
        captured: captured.as_ref(),
    }))
}

fn has_lines(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let plain = name.strip_suffix(".gz").or(name.strip_suffix(".zst"));
    LINES
        .iter()
        .any(|ending| plain.unwrap_or(&name).ends_with(ending))
}

fn one(text: Text<'_>, all: Option<&[u8]>, visit: Visit<'_>) -> Flow {
    let (document, bad) = match text {
        Text::Document(document) => (document, None),
        Text::BadEncoding(document, bad) => (document, Some(bad)),
        Text::Unreadable(error) => return visit(Err(error)),
    };
    let line = Some(document.start.line).filter(|_| all.is_none());
    match bad {
        Some(bad) if all.is_none() => visit(Err(Error::not_json(
            &document,
            bad.at,
            bad.message,
            Some(bad.help),
        ))),
        None if trim(document.text.as_bytes()).is_empty() => {
            visit(Err(refused(&document, explain_empty(document.text))))
        }
        None if document.text.trim_start().starts_with('[') => elements(&document, visit),
        _ => visit(Ok(Body {
            name: document.name,
            line,
            element: None,
            bytes: all.unwrap_or(trim(document.text.as_bytes())),
            captured: None,
        })),
    }
}

/// The error of a text that would have to be JSON.
pub(super) fn refused(document: &Document<'_>, fault: Fault) -> Error {
    let help = fault.help.as_deref();
    Error::not_json(document, fault.span.start, fault.message, help)
}

/// Takes an array apart, which takes an array: what only begins as one is not sent.
fn elements(document: &Document<'_>, visit: Visit<'_>) -> Flow {
    let root = match Judge::default().read(document) {
        Ok(root) => root,
        Err(fault) => return visit(Err(refused(document, fault))),
    };
    let count = root.as_array().map_or(0, <[Value<'_>]>::len);
    let paths: Vec<NodePath> = (0..count).map(|at| NodePath::root().child(at)).collect();
    drop(root);
    let mut index = LineIndex::new(document);
    for (number, found) in locate(document.text, &paths).into_iter().enumerate() {
        let Some(span) = found.map(|found| found.value) else {
            continue;
        };
        let text = document.text.get(span.start..span.end).unwrap_or_default();
        let flow = visit(Ok(Body {
            name: document.name,
            line: Some(index.place(span.start).line),
            element: Some(number),
            bytes: text.as_bytes(),
            captured: None,
        }));
        if flow == Flow::Stop {
            return flow;
        }
    }
    Flow::Continue
}
