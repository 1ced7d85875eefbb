//! The bodies in an envelope become documents, each with its place in the file.

use std::borrow::Cow;
use std::path::Path;

use super::encoding;
use super::envelope::{self, Body, Capture, Request};
use super::exact::{Came, Kept};
use super::{Flow, Text};
use crate::error::Error;
use crate::source::{Document, Escapes, Form, LineColumn, LineIndex, Span};
use crate::watch::Watch;

/// A document that may be an envelope.
#[derive(Clone, Copy)]
pub(super) struct Outer<'a> {
    pub(super) name: &'a str,
    pub(super) file: Option<&'a Path>,
    pub(super) bytes: &'a [u8],
    pub(super) start: LineColumn,
    pub(super) lead: usize,
}

impl<'a> Outer<'a> {
    /// Shows `visit` the bodies of the requests whose text this is.
    pub(super) fn requests(
        &self,
        (watch, kept): (&Watch, Option<&Kept>),
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        let place = |span: Span| {
            let before = self.bytes.get(..span.start).unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', before).count();
            let line = self.start.line.saturating_add(lines);
            (LineColumn { line, column: 1 }, 0)
        };
        match envelope::requests(self.bytes) {
            Some(capture) => self.show(&capture, "", place, (watch, kept), visit),
            None => Flow::Continue,
        }
    }

    /// Shows `visit` the bodies in `capture`, which was found in `text`.
    pub(super) fn bodies(
        &self,
        text: &str,
        capture: &Capture<'_>,
        (watch, kept): (&Watch, Option<&Kept>),
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        let mut index = LineIndex::new(&self.document(text));
        let place = |span: Span| {
            let lead = index.byte_column(span.start).saturating_sub(1);
            (index.place(span.start), lead)
        };
        self.show(capture, text, place, (watch, kept), visit)
    }

    fn document<'t>(&self, text: &'t str) -> Document<'t>
    where
        'a: 't,
    {
        Document {
            name: self.name,
            file: self.file,
            text,
            start: self.start,
            lead: self.lead,
            ordinal: 0,
            form: Form::Plain,
        }
    }

    fn show(
        &self,
        capture: &Capture<'_>,
        text: &str,
        mut place: impl FnMut(Span) -> (LineColumn, usize),
        (watch, kept): (&Watch, Option<&Kept>),
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        let envelope = capture.tool.words();
        let wants_all = kept.is_some_and(Kept::wants_all);
        let is_wanted =
            |request: &&Request<'_>| request.may_be_payload || wants_all || !capture.is_list;
        let wanted: Vec<&Request<'_>> = capture.requests.iter().filter(is_wanted).collect();
        if wanted.is_empty() {
            return visit(Text::Unreadable(Error::NoBody {
                name: self.name.to_owned(),
                line: self.start.line,
                envelope,
            }));
        }
        let left = capture.requests.len().saturating_sub(wanted.len());
        let others = capture.others.saturating_add(left);
        watch.add_unwrapped(self.name, envelope, wanted.len(), others);
        for request in wanted {
            let (form, span) = stands(request, text);
            let (start, lead) = place(span);
            let bytes = request.body.bytes(text, request.span);
            let (start, lead, form, shown) = without_mark(bytes, start, lead, form);
            let document = |text| Document {
                start,
                lead,
                form,
                ..self.document(text)
            };
            if let Some(kept) = kept {
                kept.came(Came {
                    body: bytes.to_vec(),
                    headers: request.headers.clone(),
                    is_exact: request.body != Body::Value,
                    envelope: capture.tool,
                });
            }
            let flow = match simdutf8::basic::from_utf8(shown) {
                Ok(text) => visit(Text::Document(document(text))),
                Err(_) => {
                    let (text, bad) = encoding::diagnose(shown, false);
                    visit(Text::BadEncoding(document(&text), bad))
                }
            };
            if flow == Flow::Stop {
                return Flow::Stop;
            }
        }
        Flow::Continue
    }
}

/// A body as it is judged: behind a byte order mark, which is no part of its text.
fn without_mark<'b>(
    bytes: &'b [u8],
    start: LineColumn,
    lead: usize,
    form: Form<'b>,
) -> (LineColumn, usize, Form<'b>, &'b [u8]) {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let Some(rest) = bytes.strip_prefix(MARK) else {
        return (start, lead, form, bytes);
    };
    let (written, form) = match form {
        Form::Plain => (MARK.len(), form),
        Form::Encoded => (0, form),
        Form::Escaped(written) => {
            let length = Escapes::new(written).skip_to(MARK.len());
            let behind = written.get(length..).unwrap_or_default();
            (length, Form::Escaped(behind))
        }
    };
    // The mark is one character, or the six of its escape.
    let columns = match written {
        3 => 1,
        other => other,
    };
    let start = LineColumn {
        column: start.column.saturating_add(columns),
        ..start
    };
    (start, lead.saturating_add(written), form, rest)
}

/// How a body stands in the envelope, and where.
fn stands<'t>(request: &Request<'_>, text: &'t str) -> (Form<'t>, Span) {
    let Span { start, end } = request.span;
    let inside = Span::new(start.saturating_add(1), end.saturating_sub(1));
    match &request.body {
        Body::Value | Body::Plain(_) => (Form::Plain, request.span),
        Body::Text(Cow::Borrowed(_)) => (Form::Plain, inside),
        Body::Text(Cow::Owned(_)) => {
            let written = text.get(inside.start..inside.end);
            (Form::Escaped(written.unwrap_or_default()), inside)
        }
        Body::Encoded(_) if text.is_empty() => (Form::Encoded, request.span),
        Body::Encoded(_) => (Form::Encoded, inside),
    }
}
