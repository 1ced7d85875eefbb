//! The documents of one source, in order: what the framer cuts out is judged as it stands, or opened if it is an envelope.

use std::io::{self, Read};

use super::decompress::Decoded;
use super::encoding;
use super::foreign::foreign;
use super::framing::{Frame, Framer, TooLarge};
use super::line::{Lines, Place};
use super::unwrap::Outer;
use super::{
    DOCUMENT_LIMIT, Flow, Framing, Heedful, Observers, Recorded, Source, Text, decompress,
    envelope, headers_file,
};
use crate::error::Error;
use crate::source::{Document, Form, Spot};

type Visit<'v> = &'v mut dyn FnMut(Text<'_>) -> Flow;

/// Shows `visit` every document of a source.
///
/// # Errors
/// What the reader reports, after every document that came whole before it.
pub(super) fn documents(
    source: &Source,
    reader: &mut dyn Read,
    observers: Observers<'_>,
    visit: Visit<'_>,
) -> io::Result<()> {
    // What a listener has kept is the body, whatever it looks like: it is read as it was judged when it came.
    let is_kept = matches!(source, Source::File { path, .. } if headers_file(path).is_some());
    let (decoded, framing) = if is_kept {
        (Decoded::as_it_is(reader), Framing::Whole)
    } else {
        (decompress::open(reader)?, source.framing())
    };
    let reader = Recorded(Heedful(decoded.reader, observers.watch), observers.kept);
    let mut framer = Framer::new(reader, framing, DOCUMENT_LIMIT);
    let mut progress = Progress {
        source,
        framing,
        unwraps: !is_kept && source.unwraps(),
        lines: Lines::new(source.lines()),
        observers,
        ordinal: 0,
        is_empty: true,
    };
    while let Some(frame) = framer.next()? {
        let flow = match frame {
            Ok(frame) => match progress.lines.place(frame.spot, frame.bytes) {
                Place::Before => {
                    progress.count(&frame);
                    Flow::Continue
                }
                Place::On => progress.frame(&frame, visit),
                Place::Behind => break,
            },
            Err(large) if !progress.lines.tells(large.line) => Flow::Continue,
            Err(large) => match visit(too_large(source, &large)) {
                // Behind a document that large, a compressed source is a bomb: nothing more is
                // decoded of it.
                _ if decoded.is_compressed => Flow::Stop,
                flow => flow,
            },
        };
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    for line in progress.lines.empty() {
        let name = source.name().to_owned();
        if visit(Text::Unreadable(Error::NothingOnLine { name, line })) == Flow::Stop {
            return Ok(());
        }
    }
    // A delivery without a body is one.
    let is_accepted = source.may_be_empty() && !is_kept || !source.lines().is_empty();
    if progress.is_empty && !framer.skipped() && !is_accepted {
        visit(Text::Document(
            progress.document(framer.blank_text(), Spot::FIRST),
        ));
    }
    Ok(())
}

fn too_large(source: &Source, large: &TooLarge) -> Text<'static> {
    Text::Unreadable(Error::TooLarge {
        name: source.name().to_owned(),
        line: large.line,
        limit: DOCUMENT_LIMIT,
    })
}

/// How far a source is read.
struct Progress<'s> {
    source: &'s Source,
    framing: Framing,
    unwraps: bool,
    lines: Lines<'s>,
    observers: Observers<'s>,
    ordinal: usize,
    is_empty: bool,
}

impl Progress<'_> {
    fn document<'d>(&'d self, text: &'d str, spot: Spot) -> Document<'d> {
        Document {
            name: self.source.name(),
            file: self.source.path(),
            text,
            start: spot.place,
            lead: spot.lead,
            ordinal: self.ordinal,
            form: Form::Plain,
        }
    }

    /// Takes note that there was a frame.
    fn count(&mut self, frame: &Frame<'_>) {
        self.is_empty = false;
        if !frame.is_line {
            self.ordinal = self.ordinal.saturating_add(1);
        }
    }

    fn frame(&mut self, frame: &Frame<'_>, visit: Visit<'_>) -> Flow {
        // A source that is looked at as a whole, or for what it is, may say its encoding at its beginning.
        let is_whole = matches!(self.framing, Framing::Detected | Framing::Whole);
        let flow = self.show(frame, is_whole && self.is_empty, visit);
        self.count(frame);
        flow
    }

    /// Shows what a frame holds: text that is judged as it stands, or the bodies in an envelope.
    fn show(&self, frame: &Frame<'_>, is_first: bool, visit: Visit<'_>) -> Flow {
        let outer = Outer {
            name: self.source.name(),
            file: self.source.path(),
            bytes: frame.bytes,
            spot: frame.spot,
            lines: &self.lines,
            observers: self.observers,
        };
        // UTF-16 of plain letters is valid UTF-8 with a NUL behind every letter.
        let is_foreign = is_first && foreign(frame.bytes).is_some();
        match simdutf8::basic::from_utf8(frame.bytes) {
            _ if self.unwraps && envelope::is_request(frame.bytes) => outer.requests(visit),
            Ok(text) if !is_foreign => match self.unwraps.then(|| envelope::open(text)).flatten() {
                Some(capture) => outer.bodies(text, &capture, visit),
                None => self.lines.show(self.document(text, frame.spot), visit),
            },
            _ => self.show_unreadable(frame, is_first, visit),
        }
    }

    /// Shows what can be read of a text in another encoding.
    fn show_unreadable(&self, frame: &Frame<'_>, is_first: bool, visit: Visit<'_>) -> Flow {
        self.lines.shown(frame.spot, frame.bytes);
        let (text, bad) = encoding::diagnose(frame.bytes, is_first);
        let whole = bad.is_whole_file();
        let flow = visit(Text::BadEncoding(self.document(&text, frame.spot), bad));
        if whole { Flow::Stop } else { flow }
    }
}
