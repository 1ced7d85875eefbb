//! The one way in: what the user named becomes sources, a source becomes documents, one after
//! the other in bounded memory. What a file is, is seen from its bytes, not its name.

mod batch;
mod cutter;
mod decompress;
mod encoding;
mod framing;
mod parallel;
mod paths;
mod queue;

use std::fs::File;
use std::io::{self, Read};

use crate::error::Error;
use crate::source::{Document, LineColumn};

pub use batch::Read as ReadText;
pub use encoding::BadEncoding;
use framing::Framer;
pub use framing::Framing;
pub use parallel::{Take, Work, read_all};
pub use paths::{PathOptions, Source, expand};

/// Standard input, which may be read on another thread.
pub type Stdin<'s> = &'s mut (dyn Read + Send);

/// The largest document that is read, in bytes after decompression.
pub const DOCUMENT_LIMIT: usize = 64 * 1024 * 1024;

/// What comes out of a source.
pub enum Text<'a> {
    /// A document's text, in UTF-8.
    Document(Document<'a>),
    /// Text in another encoding; what of it could be read, with U+FFFD for the rest.
    BadEncoding(Document<'a>, BadEncoding),
    /// A part of the source that could not be read; what follows may be.
    Unreadable(Error),
}

/// Reads a source to its end and calls `visit` for every document, until it says stop.
pub fn read(source: &Source, stdin: Stdin<'_>, visit: &mut dyn FnMut(Text<'_>) -> Flow) {
    read_with(source, stdin, &|| {}, visit);
}

/// [`read`], which calls `before_read` whenever it may have to wait for more.
fn read_with(
    source: &Source,
    stdin: Stdin<'_>,
    before_read: &dyn Fn(),
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) {
    let name = source.name();
    let unreadable = |source: io::Error| {
        Text::Unreadable(Error::Read {
            name: name.to_owned(),
            source,
        })
    };
    let result = match source {
        Source::Stdin { .. } => documents(source, &mut Told(stdin, before_read), visit),
        Source::File { path, .. } => match open(path) {
            Ok(file) => documents(source, &mut Told(file, before_read), visit),
            Err(error) => Err(error),
        },
    };
    if let Err(error) = result {
        visit(unreadable(error));
    }
}

/// A reader that says so before it reads.
struct Told<'t, R>(R, &'t dyn Fn());

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.1)();
        self.0.read(buffer)
    }
}

/// Whether to go on reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Nobody wants more.
    Stop,
}

fn open(path: &std::path::Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok(file)
}

fn documents(
    source: &Source,
    reader: &mut dyn Read,
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> io::Result<()> {
    let (name, file) = (source.name(), source.path());
    let decoded = decompress::open(reader)?;
    let framing = source.framing();
    let mut framer = Framer::new(decoded.reader, framing, DOCUMENT_LIMIT);
    let (mut ordinal, mut is_empty) = (0_usize, true);
    loop {
        let frame = match framer.next()? {
            None => break,
            Some(Err(framing::TooLarge { line })) => {
                let error = Error::TooLarge {
                    name: name.to_owned(),
                    line,
                    limit: DOCUMENT_LIMIT,
                };
                let flow = visit(Text::Unreadable(error));
                // Behind a document that large, a compressed source is a bomb: nothing more is
                // decoded of it.
                if flow == Flow::Stop || decoded.is_compressed {
                    return Ok(());
                }
                continue;
            }
            Some(Ok(frame)) => frame,
        };
        let document = |text| Document {
            name,
            file,
            text,
            start: frame.start,
            lead: frame.lead,
            ordinal,
        };
        // UTF-16 of plain letters is valid UTF-8 with a NUL behind every letter.
        let is_first = is_empty && framing == Framing::Detected;
        let is_wide = is_first && encoding::wide_encoding(frame.bytes).is_some();
        let flow = match simdutf8::basic::from_utf8(frame.bytes) {
            Ok(text) if !is_wide => visit(Text::Document(document(text))),
            _ => {
                let (text, bad) = encoding::diagnose(frame.bytes, is_first);
                let whole = bad.is_whole_file();
                let flow = visit(Text::BadEncoding(document(&text), bad));
                if whole { Flow::Stop } else { flow }
            }
        };
        is_empty = false;
        if framing == Framing::Detected {
            ordinal = ordinal.saturating_add(1);
        }
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    if is_empty && !framer.skipped() && framing != Framing::LinesIfAny {
        let start = LineColumn { line: 1, column: 1 };
        visit(Text::Document(Document {
            name,
            file,
            text: framer.blank_text(),
            start,
            lead: 0,
            ordinal,
        }));
    }
    Ok(())
}
