//! Bodies as their senders sent them, byte by byte, with the headers that were kept: what a signature is
//! about, and what can be sent again.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::envelope::{self, Body, Capture, Headers, Tool};
use super::{
    DOCUMENT_LIMIT, Framing, Heedful, Source, Stdin, Told, decompress, headers_file, open,
};
use crate::error::Error;
use crate::json::is_blank;
use crate::json::tree::parse_only;
use crate::watch::Watch;

/// The largest file of headers that is read, in bytes.
const HEADERS_LIMIT: u64 = 1024 * 1024;

/// A body that was delivered.
#[derive(Debug)]
pub struct Delivery {
    /// Its bytes.
    pub body: Vec<u8>,
    /// The headers that came with it; `None` if none were kept.
    pub headers: Option<Headers>,
    /// Whether the bytes are the sender's own. A tool that parsed the body has lost them.
    pub is_exact: bool,
    /// What it was taken out of.
    pub envelope: Option<Tool>,
    /// The line of the source where it begins, if the source has more than this one.
    pub line: Option<usize>,
}

/// Reads a source whole and calls `visit` for every body in it.
///
/// # Errors
/// What keeps the source from being read.
pub fn deliveries(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    visit: &mut dyn FnMut(Delivery),
) -> Result<(), Error> {
    let name = source.name().to_owned();
    let bytes = bytes(source, stdin, watch).map_err(|error| match watch.signal() {
        Some(signal) => Error::Stopped {
            name: name.clone(),
            signal,
        },
        None => Error::Read {
            name: name.clone(),
            source: error,
        },
    })?;
    if bytes.len() > DOCUMENT_LIMIT {
        return Err(Error::TooLarge {
            name,
            line: 1,
            limit: DOCUMENT_LIMIT,
        });
    }
    let beside = match source {
        Source::Stdin { .. } => None,
        Source::File { path, .. } => headers_beside(path)?,
    };
    let mut reader = Deliveries {
        name: &name,
        watch,
        visit,
    };
    if source.framing() != Framing::Detected {
        return reader.lines(&bytes, source.unwraps());
    }
    if source.unwraps() && beside.is_none() {
        if reader.envelope(&bytes, 1, false)? {
            return Ok(());
        }
        if begins_with_envelopes(&bytes) {
            return reader.lines(&bytes, true);
        }
    }
    (reader.visit)(Delivery {
        body: bytes,
        headers: beside,
        is_exact: true,
        envelope: None,
        line: None,
    });
    Ok(())
}

/// Whether the first line is an envelope and more lines follow.
fn begins_with_envelopes(bytes: &[u8]) -> bool {
    let mut lines = bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.trim_ascii().is_empty());
    let first = lines.next().and_then(|line| std::str::from_utf8(line).ok());
    first.is_some_and(|line| envelope::open(line).is_some()) && lines.next().is_some()
}

struct Deliveries<'d> {
    name: &'d str,
    watch: &'d Watch,
    visit: &'d mut dyn FnMut(Delivery),
}

impl Deliveries<'_> {
    /// The bodies of an envelope that begins at `line`; whether it is one.
    fn envelope(&mut self, bytes: &[u8], line: usize, is_one_of_many: bool) -> Result<bool, Error> {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let capture = envelope::requests(bytes).or_else(|| envelope::open(text));
        let Some(capture) = capture else {
            return Ok(false);
        };
        let Capture {
            tool,
            requests,
            others,
        } = capture;
        if requests.is_empty() {
            return Err(Error::NoBody {
                name: self.name.to_owned(),
                line,
                envelope: tool.words(),
            });
        }
        self.watch
            .add_unwrapped(self.name, tool.words(), requests.len(), others);
        let is_one_of_many = is_one_of_many || requests.len() > 1;
        for request in requests {
            let before = bytes.get(..request.span.start).unwrap_or_default();
            let lines = memchr::memchr_iter(b'\n', before).count();
            (self.visit)(Delivery {
                body: request.body.bytes(text, request.span).to_vec(),
                headers: (!request.headers.is_empty()).then_some(request.headers),
                is_exact: request.body != Body::Value,
                envelope: Some(tool),
                line: is_one_of_many.then(|| line.saturating_add(lines)),
            });
        }
        Ok(true)
    }

    /// Every line that is not blank: what is in its envelope, or the line without its end.
    fn lines(&mut self, bytes: &[u8], unwraps: bool) -> Result<(), Error> {
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let number = number.saturating_add(1);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.iter().all(|byte| is_blank(*byte)) {
                continue;
            }
            if unwraps && self.envelope(line, number, true)? {
                continue;
            }
            (self.visit)(Delivery {
                body: line.to_vec(),
                headers: None,
                is_exact: true,
                envelope: None,
                line: Some(number),
            });
        }
        Ok(())
    }
}

/// The decoded bytes of a source, at most one more than the limit.
fn bytes(source: &Source, stdin: Stdin<'_>, watch: &Watch) -> io::Result<Vec<u8>> {
    let mut file;
    let reader: &mut dyn Read = match source {
        Source::Stdin { .. } => stdin,
        Source::File { path, .. } => {
            file = open(path, watch)?;
            &mut *file
        }
    };
    let mut told = Told(reader, watch, &|| {});
    let decoded = decompress::open(&mut told)?;
    let limit = u64::try_from(DOCUMENT_LIMIT).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    Heedful(decoded.reader, watch)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The headers in the file beside a saved body.
fn headers_beside(body: &Path) -> Result<Option<Headers>, Error> {
    let Some(path) = headers_file(body) else {
        return Ok(None);
    };
    let name = path.to_string_lossy().into_owned();
    let mut text = String::new();
    let read =
        File::open(&path).and_then(|file| file.take(HEADERS_LIMIT).read_to_string(&mut text));
    read.map_err(|source| Error::Read {
        name: name.clone(),
        source,
    })?;
    let headers = parse_only(&text).map(|root| Headers::read([root.get("headers")]));
    headers.map(Some).ok_or_else(|| Error::Read {
        name,
        source: io::Error::new(io::ErrorKind::InvalidData, "these are no headers"),
    })
}
