//! What came with a body that was captured: `call.headers.json` beside `call.json`, as `listen --save` writes it.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::headers::Headers;
use crate::error::Error;
use crate::input::read_bytes;
use crate::text::Untrusted;
use crate::watch::Watch;

/// The version of captures that is read.
const VERSION: u64 = 1;

const BODY: &str = ".json";
const BESIDE: &str = ".headers.json";

/// What came with a body, as far as it may go out again.
#[derive(Default)]
pub struct Captured {
    /// The headers, without those of the connection.
    pub headers: Headers,
    /// Names of headers that were not kept.
    pub left_out: Vec<String>,
}

/// The file as it is read; what else it has is about how the body came, not how it goes.
#[derive(Deserialize)]
struct Public {
    capture: u64,
    headers: Vec<(String, String)>,
    #[serde(default)]
    left_out: Vec<String>,
}

/// The file of the headers that came with the body in the file `body`, if there is one.
#[must_use]
pub(super) fn headers_of(body: &Path) -> Option<PathBuf> {
    let beside = renamed(body, BODY, BESIDE).filter(|_| !ends_with(body, BESIDE))?;
    beside.is_file().then_some(beside)
}

/// Whether a file has the headers of a body that lies beside it, and is no body itself.
#[must_use]
pub fn is_beside_a_body(path: &Path) -> bool {
    renamed(path, BESIDE, BODY).is_some_and(|body| body.is_file())
}

fn ends_with(path: &Path, ending: &str) -> bool {
    let name = path.file_name().map(std::ffi::OsStr::as_encoded_bytes);
    name.is_some_and(|name| name.ends_with(ending.as_bytes()))
}

fn renamed(path: &Path, ending: &str, other: &str) -> Option<PathBuf> {
    let stem = path.file_name()?.to_str()?.strip_suffix(ending)?;
    (!stem.is_empty()).then(|| path.with_file_name(format!("{stem}{other}")))
}

/// Reads the headers of a capture.
///
/// # Errors
/// A file that cannot be read, or has something else in it.
pub(super) fn read(path: &Path, watch: &Watch) -> Result<Captured, Error> {
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
    let pairs = public.headers.iter();
    Ok(Captured {
        headers: Headers::passed_on(pairs.map(|(name, value)| (name.as_str(), value.as_bytes()))),
        left_out: public.left_out,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_and_its_headers_find_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in [
            "a.json",
            "a.headers.json",
            "b.headers.json",
            "c.json",
            ".headers.json",
        ] {
            std::fs::write(path(name), "{}").unwrap();
        }
        assert_eq!(headers_of(&path("a.json")), Some(path("a.headers.json")));
        assert_eq!(headers_of(&path("c.json")), None);
        assert_eq!(headers_of(&path("a.headers.json")), None);
        assert!(is_beside_a_body(&path("a.headers.json")));
        assert!(!is_beside_a_body(&path("b.headers.json")));
        assert!(!is_beside_a_body(&path("a.json")));
        assert!(!is_beside_a_body(&path(".headers.json")));
    }

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
            let error = read(&path, &Watch::default()).err().unwrap().to_string();
            assert!(error.contains(part) && !error.contains('\u{1b}'), "{error}");
        }
    }
}
