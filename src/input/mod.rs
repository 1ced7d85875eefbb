//! The one way in: what the user named becomes sources, a source becomes documents, one after
//! the other in bounded memory. What a file is, is seen from its bytes, not its name.

mod batch;
mod beside;
mod cutter;
mod decompress;
mod delivery;
mod encoding;
pub mod envelope;
mod exact;
mod framing;
mod parallel;
mod paths;
mod queue;
mod unwrap;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::Error;
use crate::source::{Document, Form, LineColumn};
use crate::watch::{Relay, Watch};

pub use batch::Read as ReadText;
pub use beside::headers_file;
use decompress::Decoded;
pub use delivery::{Captured, Delivery, captured, deliveries};
pub use encoding::BadEncoding;
use exact::Kept;
pub use exact::{Came, Exact, Wanted, read_bytes, read_exact};
use framing::Framer;
pub use framing::Framing;
pub use parallel::{Take, Work, read_all};
pub use paths::{PathOptions, Source, expand, plain};
use unwrap::Outer;

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

/// Reads a source to its end and calls `visit` for every document, until it says stop or a signal
/// does; whether to go on with the next source. A signal is told to `visit` like a source that breaks
/// off: behind every document that came whole.
pub fn read(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> Flow {
    read_with(source, stdin, watch, (&|| {}, None), visit)
}

/// What else is done where bytes are read: what is called whenever we may have to wait for more, and who
/// keeps the decoded bytes.
type Beside<'b> = (&'b dyn Fn(), Option<&'b Kept>);

/// [`read`], and what is done beside it.
fn read_with(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    (before_read, kept): Beside<'_>,
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> Flow {
    let mut flow = Flow::Continue;
    let mut visit = |text: Text<'_>| {
        flow = visit(text);
        flow
    };
    let result = match source {
        Source::Stdin { .. } => {
            let mut told = Told(stdin, watch, before_read);
            documents(source, &mut told, (watch, kept), &mut visit)
        }
        Source::File { path, .. } => match open(path, watch) {
            Ok(file) => {
                let mut told = Told(file, watch, before_read);
                documents(source, &mut told, (watch, kept), &mut visit)
            }
            Err(error) => Err(error),
        },
    };
    if let Err(error) = result {
        let name = source.name().to_owned();
        let signal = watch.signal();
        visit(Text::Unreadable(match signal {
            Some(signal) => Error::Stopped { name, signal },
            None => Error::Read {
                name,
                source: error,
            },
        }));
        if signal.is_some() {
            return Flow::Stop;
        }
    }
    flow
}

/// Gives `visit` all of `bytes`, which is one document whatever it looks like: a body from the wire.
pub fn read_whole<T>(name: &str, bytes: &[u8], visit: impl FnOnce(Text<'_>) -> T) -> T {
    let document = |text| Document {
        name,
        ..Document::of_text(text)
    };
    let plain = bytes.strip_prefix(&framing::BOM).unwrap_or(bytes);
    let is_wide = encoding::wide_encoding(bytes).is_some();
    match simdutf8::basic::from_utf8(plain) {
        Ok(text) if !is_wide => visit(Text::Document(document(text))),
        _ => {
            let (text, bad) = encoding::diagnose(plain, true);
            visit(Text::BadEncoding(document(&text), bad))
        }
    }
}

/// A reader that says so before it reads, counts what it has read, and heeds signals.
struct Told<'t, R>(R, &'t Watch, &'t dyn Fn());

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.2)();
        self.1.go_on()?;
        let count = self.0.read(buffer)?;
        if count == 0 {
            // Ctrl-C ends what fills a pipe, too: that is not the end of the input.
            self.1.go_on()?;
        }
        self.1.add_bytes(count);
        Ok(count)
    }
}

/// A reader that heeds signals: decoding alone can take long.
struct Heedful<'t, R>(R, &'t Watch, Option<&'t Kept>);

impl<R: Read> Read for Heedful<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1.go_on()?;
        let count = self.0.read(buffer)?;
        if let Some(kept) = self.2 {
            kept.add(buffer.get(..count).unwrap_or_default());
        }
        Ok(count)
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

/// Opens a file; what may keep us waiting so that a signal ends the wait.
fn open(path: &Path, watch: &Watch) -> io::Result<Box<dyn Read>> {
    let about = path.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    if about.is_file() {
        return Ok(Box::new(File::open(path)?));
    }
    let path = path.to_owned();
    let open = move || Ok(Box::new(File::open(&path)?) as Box<dyn Read + Send>);
    Ok(Box::new(Relay::new(watch, open)))
}

fn documents(
    source: &Source,
    reader: &mut dyn Read,
    (watch, kept): (&Watch, Option<&Kept>),
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> io::Result<()> {
    let (name, file) = (source.name(), source.path());
    // What a listener has kept is the body, whatever it looks like: it is read as it was judged when it came.
    let is_kept = matches!(source, Source::File { path, .. } if headers_file(path).is_some());
    let (decoded, framing, unwraps) = if is_kept {
        (Decoded::as_it_is(reader), Framing::Whole, false)
    } else {
        (
            decompress::open(reader)?,
            source.framing(),
            source.unwraps(),
        )
    };
    let reader = Heedful(decoded.reader, watch, kept);
    let mut framer = Framer::new(reader, framing, DOCUMENT_LIMIT);
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
            form: Form::Plain,
        };
        let outer = Outer {
            name,
            file,
            bytes: frame.bytes,
            start: frame.start,
            lead: frame.lead,
        };
        // UTF-16 of plain letters is valid UTF-8 with a NUL behind every letter.
        let is_first = is_empty && matches!(framing, Framing::Detected | Framing::Whole);
        let is_wide = is_first && encoding::wide_encoding(frame.bytes).is_some();
        let flow = match simdutf8::basic::from_utf8(frame.bytes) {
            _ if unwraps && envelope::is_request(frame.bytes) => {
                outer.requests((watch, kept), visit)
            }
            Ok(text) if !is_wide => match unwraps.then(|| envelope::open(text)).flatten() {
                Some(capture) => outer.bodies(text, &capture, (watch, kept), visit),
                None => visit(Text::Document(document(text))),
            },
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
            form: Form::Plain,
        }));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::exit::Signal;

    #[test]
    fn a_signal_ends_decoding_of_what_is_long_read() {
        let lines = "{}\n".repeat(1_000_000);
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(lines.as_bytes()).unwrap();
        let gzip = gzip.finish().unwrap();
        // The decoder has all of it before the first line comes out.
        assert!(gzip.len() < 8 * 1024);
        let source = Source::Stdin {
            framing: Framing::Detected,
            name: "<stdin>".to_owned(),
            is_named: false,
            unwrap: true,
        };
        let watch = Watch::default();
        let (mut documents, mut stops) = (0, 0);
        let flow = read(&source, &mut gzip.as_slice(), &watch, &mut |text| {
            match text {
                Text::Unreadable(Error::Stopped { .. }) => stops += 1,
                _ => documents += 1,
            }
            watch.stop(Signal::Interrupt);
            Flow::Continue
        });
        assert_eq!((flow, stops), (Flow::Stop, 1));
        assert!((1..200_000).contains(&documents), "{documents}");
    }
}
