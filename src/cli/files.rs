//! Files that say how to judge or whom to trust: configuration, baseline, schemas, certificates. Bounded in size, and wrong usage
//! when they cannot be read, because nothing about a payload is in doubt.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::streams::Streams;
use crate::text::file_name;

/// Reads a file of at most `limit` bytes. `name` is how a sentence calls it: `the baseline k.json`.
///
/// # Errors
/// A sentence about what keeps it from being read.
pub fn read(path: &Path, name: &str, limit: usize) -> Result<Vec<u8>, Error> {
    let refused = |why: &str| Error::Usage(format!("cannot read {name}: {why}"));
    let bytes = bounded(path, limit).map_err(|error| refused(&crate::error::reason(&error)))?;
    if bytes.len() > limit {
        let limit = limit / (1024 * 1024);
        return Err(refused(&format!("it is larger than {limit} MiB")));
    }
    Ok(bytes)
}

fn bounded(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file of text. `what` is what it should be: `the baseline`.
///
/// # Errors
/// As [`read`], and text that is not UTF-8.
pub fn read_text(path: &Path, what: &str, limit: usize) -> Result<String, Error> {
    let name = format!("{what} {}", file_name(&path.to_string_lossy()));
    String::from_utf8(read(path, &name, limit)?)
        .map_err(|_| Error::Usage(format!("cannot read {name}: it is not UTF-8")))
}

/// The folder that a file is in; relative names start where the program runs.
#[must_use]
pub fn folder_of(path: &Path, streams: &Streams<'_>) -> PathBuf {
    let path = match &streams.folder {
        Some(here) => here.join(path),
        None => path.to_owned(),
    };
    path.parent().map(Path::to_owned).unwrap_or_default()
}
