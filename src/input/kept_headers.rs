//! What lies beside a body that a listener has kept: its headers, in a file that is no input itself. The only thing that is
//! ever told from a file's name.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// What the name of a file with a capture's headers ends with.
pub(super) const ENDING: &str = ".headers.json";

/// The file that holds the headers of a capture, if there is one: `call.headers.json` beside `call.json`.
#[must_use]
pub fn headers_file(body: &Path) -> Option<PathBuf> {
    let stem = body.file_name()?.to_str()?.strip_suffix(".json")?;
    let path = body.with_file_name(format!("{stem}{ENDING}"));
    path.is_file().then_some(path)
}

/// Whether a file holds the headers of a capture, and that is there, too. `captures/*.json` names it, too.
pub(super) fn is_kept_headers(path: &Path) -> bool {
    let name = path.file_name().and_then(OsStr::to_str);
    let stem = name.and_then(|name| name.strip_suffix(ENDING));
    stem.is_some_and(|stem| path.with_file_name(format!("{stem}.json")).is_file())
}
