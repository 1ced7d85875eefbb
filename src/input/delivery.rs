//! Bodies as their senders sent them, byte by byte, with the headers that were kept: what a signature is
//! about, and what can be sent again.

use std::path::Path;

use serde::Deserialize;

use super::envelope::{Headers, Tool};
use super::{Exact, Flow, Source, Stdin, Text, Wanted, headers_file, read_bytes, read_exact};
use crate::error::Error;
use crate::json::trim;
use crate::text::Untrusted;
use crate::watch::Watch;

/// The version of captures that is read.
const VERSION: u64 = 1;

/// A body that was delivered.
#[derive(Debug)]
pub struct Delivery {
    /// Its bytes.
    pub body: Vec<u8>,
    /// The headers that came with it; `None` if none were kept.
    pub headers: Option<Headers>,
    /// Names of headers that came with it and were not kept.
    pub left_out: Vec<String>,
    /// Whether the bytes are the sender's own. A tool that parsed the body has lost them.
    pub is_exact: bool,
    /// What it was taken out of.
    pub envelope: Option<Tool>,
    /// The line of the source where it begins.
    pub line: usize,
}

/// Reads a source and calls `visit` for every body in it; whether to go on with the next source.
pub fn deliveries(
    source: &Source,
    stdin: Stdin<'_>,
    watch: &Watch,
    visit: &mut dyn FnMut(Result<Delivery, Error>),
) -> Flow {
    if let Source::File { path, .. } = source
        && let Some(beside) = headers_file(path)
    {
        let body = read_bytes(path, watch);
        visit(body.and_then(|body| {
            let Captured { headers, left_out } = captured(&beside, watch)?;
            Ok(Delivery {
                body,
                headers: Some(headers),
                left_out,
                is_exact: true,
                envelope: None,
                line: 1,
            })
        }));
        return match watch.signal() {
            Some(_) => Flow::Stop,
            None => Flow::Continue,
        };
    }
    read_exact(source, stdin, watch, Wanted::All, &mut |text, exact| {
        visit(delivery(text, exact));
        Flow::Continue
    })
}

fn delivery(text: Text<'_>, exact: Exact<'_>) -> Result<Delivery, Error> {
    let (document, bad) = match text {
        Text::Document(document) => (document, None),
        Text::BadEncoding(document, bad) => (document, Some(bad)),
        Text::Unreadable(error) => return Err(error),
    };
    let plain = |body: &[u8]| Delivery {
        body: body.to_vec(),
        headers: None,
        left_out: Vec::new(),
        is_exact: true,
        envelope: None,
        line: document.start.line,
    };
    match (exact, bad) {
        (Exact::All(bytes) | Exact::Whole(bytes), _) => Ok(plain(bytes)),
        (Exact::Body(came), _) => Ok(Delivery {
            headers: came.headers.clone(),
            is_exact: came.is_exact,
            envelope: Some(came.envelope),
            ..plain(&came.body)
        }),
        (Exact::Text, None) => Ok(plain(trim(document.text.as_bytes()))),
        (Exact::Text, Some(bad)) => Err(Error::not_json(
            &document,
            bad.at,
            bad.message,
            Some(bad.help),
        )),
    }
}

/// What came with a body that was captured, as `listen --save` writes it.
#[derive(Debug, Default)]
pub struct Captured {
    /// The headers.
    pub headers: Headers,
    /// Names of headers that were not kept.
    pub left_out: Vec<String>,
}

/// The file as it is read; what else it has is about how the body came.
#[derive(Deserialize)]
struct Public {
    capture: u64,
    headers: Vec<(String, String)>,
    #[serde(default)]
    left_out: Vec<String>,
}

/// Reads the headers of a capture: `call.headers.json` beside `call.json`.
///
/// # Errors
/// A file that cannot be read, or has something else in it.
pub fn captured(path: &Path, watch: &Watch) -> Result<Captured, Error> {
    let bytes = read_bytes(path, watch)?;
    let refuse = |why: String| Error::NotACapture {
        name: path.to_string_lossy().into_owned(),
        why,
    };
    let public: Public = serde_json::from_slice(&bytes)
        .map_err(|error| refuse(Untrusted::new(&error.to_string()).excerpt(100)))?;
    if public.capture != VERSION {
        let found = public.capture;
        return Err(refuse(format!(
            "this is version {found} of a capture, and version {VERSION} is known"
        )));
    }
    Ok(Captured {
        headers: Headers::new(public.headers),
        left_out: public.left_out,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_capture_says_so_without_repeating_it_raw() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.headers.json");
        for (text, part) in [
            ("{", "EOF"),
            (r#"{"capture":2,"headers":[]}"#, "version 2"),
            (r#"{"capture":1}"#, "missing field `headers`"),
            (r#"{"capture":"\u001b[2J","headers":[]}"#, "invalid type"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = captured(&path, &Watch::default()).unwrap_err().to_string();
            assert!(error.contains(part) && !error.contains('\u{1b}'), "{error}");
        }
    }
}
