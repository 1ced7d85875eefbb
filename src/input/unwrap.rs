//! The bodies in an envelope become documents, each with its place in the file.

use std::borrow::Cow;
use std::path::Path;

use super::encoding::{self, BOM};
use super::envelope::{self, Body, Capture, Request};
use super::exact::{Came, Kept};
use super::line::{Lines, Place};
use super::{Flow, Observers, Text};
use crate::error::Error;
use crate::source::{Document, Escapes, Form, LineIndex, Span, Spot};

/// A document that may be an envelope.
#[derive(Clone, Copy)]
pub(super) struct Outer<'a> {
    pub(super) name: &'a str,
    pub(super) file: Option<&'a Path>,
    pub(super) bytes: &'a [u8],
    pub(super) spot: Spot,
    pub(super) lines: &'a Lines<'a>,
    pub(super) observers: Observers<'a>,
}

impl<'a> Outer<'a> {
    /// Shows `visit` the bodies of the requests whose text this is.
    pub(super) fn requests(&self, visit: &mut dyn FnMut(Text<'_>) -> Flow) -> Flow {
        let (mut spot, mut at) = (self.spot, 0);
        // The requests are asked for in the order of the text.
        let place = |span: Span| {
            spot.pass(self.bytes.get(at..span.start).unwrap_or_default());
            at = span.start;
            spot
        };
        match envelope::requests(self.bytes) {
            Some(capture) => self.show(&capture, "", place, visit),
            None => Flow::Continue,
        }
    }

    /// Shows `visit` the bodies in `capture`, which was found in `text`.
    pub(super) fn bodies(
        &self,
        text: &str,
        capture: &Capture<'_>,
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        let mut index = LineIndex::new(&self.document(text));
        let place = |span: Span| index.spot(span.start);
        self.show(capture, text, place, visit)
    }

    fn document<'t>(&self, text: &'t str) -> Document<'t>
    where
        'a: 't,
    {
        Document {
            name: self.name,
            file: self.file,
            text,
            start: self.spot.place,
            lead: self.spot.lead,
            ordinal: 0,
            form: Form::Plain,
        }
    }

    fn show(
        &self,
        capture: &Capture<'_>,
        text: &str,
        mut place: impl FnMut(Span) -> Spot,
        visit: &mut dyn FnMut(Text<'_>) -> Flow,
    ) -> Flow {
        let Observers { watch, kept, .. } = self.observers;
        let envelope = capture.tool.words();
        let wants_all = kept.is_some_and(Kept::wants_all);
        let is_wanted =
            |request: &&Request<'_>| request.may_be_payload || wants_all || !capture.is_list;
        let wanted = capture.requests.iter().filter(is_wanted);
        let mut wanted: Vec<(&Request<'_>, Spot)> = wanted
            .map(|request| (request, place(stands(request, text).1)))
            .collect();
        if wanted.is_empty() {
            self.lines.shown(self.spot, self.bytes);
            return visit(Text::Unreadable(Error::NoBody {
                name: self.name.to_owned(),
                line: self.spot.place.line,
                envelope,
            }));
        }
        if capture.is_list {
            let written = |span: Span| self.bytes.get(span.start..span.end).unwrap_or_default();
            wanted.retain(|(request, spot)| {
                self.lines.shown(*spot, written(request.span)) == Place::On
            });
            if wanted.is_empty() {
                return Flow::Continue;
            }
        } else {
            self.lines.shown(self.spot, self.bytes);
        }
        let left = capture.requests.len().saturating_sub(wanted.len());
        let others = capture.others.saturating_add(left);
        watch.add_unwrapped(self.name, envelope, wanted.len(), others);
        for (request, spot) in wanted {
            let (form, _) = stands(request, text);
            let bytes = request.body.bytes(text, request.span);
            let (spot, form, shown) = without_mark(bytes, spot, form);
            let document = |text| Document {
                start: spot.place,
                lead: spot.lead,
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
fn without_mark<'b>(bytes: &'b [u8], mut spot: Spot, form: Form<'b>) -> (Spot, Form<'b>, &'b [u8]) {
    let Some(rest) = bytes.strip_prefix(&BOM) else {
        return (spot, form, bytes);
    };
    let (written, form) = match form {
        Form::Plain => (BOM.len(), form),
        Form::Encoded => (0, form),
        Form::Escaped(written) => {
            let length = Escapes::new(written).skip_to(BOM.len());
            let behind = written.get(length..).unwrap_or_default();
            (length, Form::Escaped(behind))
        }
    };
    // The mark is one character, or the six of its escape.
    let columns = match written {
        3 => 1,
        other => other,
    };
    spot.place.column = spot.place.column.saturating_add(columns);
    spot.lead = spot.lead.saturating_add(written);
    (spot, form, rest)
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
