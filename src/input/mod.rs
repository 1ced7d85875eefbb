//! The one way in: what the user named becomes sources, a source becomes documents, one after
//! the other in bounded memory. What a file is, is seen from its bytes, not its name.

mod batch;
mod cutter;
mod decompress;
mod delivery;
mod documents;
mod encoding;
pub mod envelope;
mod exact;
mod foreign;
mod framing;
mod kept_headers;
mod line;
mod parallel;
mod paths;
mod queue;
mod source;
mod unwrap;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::error::Error;
use crate::source::Document;
use crate::watch::{Relay, Watch};

pub use batch::Read as ReadText;
pub use delivery::{Captured, Delivery, captured, deliveries};
use documents::documents;
pub use encoding::BadEncoding;
use exact::Kept;
pub use exact::{Came, Exact, Wanted, read_bytes, read_exact};
pub use framing::Framing;
pub use kept_headers::headers_file;
pub use parallel::{Take, Work, read_all};
pub use paths::{Found, PathOptions, expand, plain};
pub use source::Source;

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
    read_with(source, stdin, Observers::new(watch), visit)
}

/// Who is told of what is read.
#[derive(Clone, Copy)]
struct Observers<'o> {
    watch: &'o Watch,
    /// Called whenever we may have to wait for more.
    before_read: &'o dyn Fn(),
    /// Who wants to have the decoded bytes.
    kept: Option<&'o Kept>,
}

impl<'o> Observers<'o> {
    fn new(watch: &'o Watch) -> Self {
        Self {
            watch,
            before_read: &|| {},
            kept: None,
        }
    }
}

/// [`read`] for more observers.
fn read_with(
    source: &Source,
    stdin: Stdin<'_>,
    observers: Observers<'_>,
    visit: &mut dyn FnMut(Text<'_>) -> Flow,
) -> Flow {
    let watch = observers.watch;
    let mut flow = Flow::Continue;
    let mut visit = |text: Text<'_>| {
        flow = visit(text);
        flow
    };
    let result = match source {
        Source::Stdin { .. } => {
            let mut told = Told(stdin, observers);
            documents(source, &mut told, observers, &mut visit)
        }
        Source::File { path, .. } => open(path, watch)
            .and_then(|file| documents(source, &mut Told(file, observers), observers, &mut visit)),
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
    let plain = bytes.strip_prefix(&encoding::BOM).unwrap_or(bytes);
    let is_foreign = foreign::foreign(plain).is_some();
    match simdutf8::basic::from_utf8(plain) {
        Ok(text) if !is_foreign => visit(Text::Document(document(text))),
        _ => {
            let (text, bad) = encoding::diagnose(plain, true);
            visit(Text::BadEncoding(document(&text), bad))
        }
    }
}

/// A reader that says so before it reads, counts what it has read, and heeds signals.
struct Told<'t, R>(R, Observers<'t>);

impl<R: Read> Read for Told<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Observers {
            watch, before_read, ..
        } = self.1;
        before_read();
        watch.go_on()?;
        let count = self.0.read(buffer)?;
        if count == 0 {
            // Ctrl-C ends what fills a pipe, too: that is not the end of the input.
            watch.go_on()?;
        }
        watch.add_bytes(count);
        Ok(count)
    }
}

/// A reader that heeds signals: decoding alone can take long.
struct Heedful<'t, R>(R, &'t Watch);

impl<R: Read> Read for Heedful<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1.go_on()?;
        self.0.read(buffer)
    }
}

/// A reader whose bytes somebody may want to have.
struct Recorded<'t, R>(R, Option<&'t Kept>);

impl<R: Read> Read for Recorded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        if let Some(kept) = self.1 {
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
            may_be_empty: false,
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
