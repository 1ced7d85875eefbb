//! Which file each input of `redact --output-dir` becomes.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input::Source;
use crate::text::file_name;

/// A file below `folder` for every source, where it lay below the folder that was searched; what was compressed is
/// written as it reads.
///
/// # Errors
/// Two sources with the same place, one without a place, or one that is there already as a result.
pub(super) fn targets(folder: &Path, sources: &[Source]) -> Result<Vec<PathBuf>, Error> {
    let mut seen: BTreeMap<PathBuf, &Source> = BTreeMap::new();
    let mut targets = Vec::new();
    let real = folder.canonicalize().ok();
    for source in sources {
        let refuse = |why: &str| Error::Usage(format!("{} {why}", file_name(source.name())));
        let place = source.place_below().ok_or_else(|| {
            refuse("has no name of its own in --output-dir; use --stdin-filename or --output")
        })?;
        if real
            .as_deref()
            .is_some_and(|real| is_of_an_earlier_run(source, real))
        {
            return Err(refuse(
                "is in --output-dir, below the directory to read; leave that out with --exclude",
            ));
        }
        let name = place.file_name().map(plain_name).unwrap_or_default();
        let place = place.with_file_name(name);
        if let Some(other) = seen.insert(place.clone(), source) {
            let place = file_name(&place.to_string_lossy());
            let other = file_name(other.name());
            return Err(refuse(&format!(
                "and {other} would both be {place} in --output-dir; write them to two directories"
            )));
        }
        targets.push(folder.join(place));
    }
    Ok(targets)
}

/// Whether a file was found in the folder for outputs, because that is below the folder to search.
fn is_of_an_earlier_run(source: &Source, folder: &Path) -> bool {
    let searched = source
        .searched()
        .map(|searched| match searched.as_os_str().is_empty() {
            true => Path::new("."),
            false => searched,
        });
    let Some(searched) = searched.and_then(|searched| searched.canonicalize().ok()) else {
        return false;
    };
    let path = source.path().and_then(|path| path.canonicalize().ok());
    folder.starts_with(&searched)
        && path.is_some_and(|path| path.starts_with(folder))
        && folder != searched
}

/// Creates the folder that a file goes into.
///
/// # Errors
/// What the system says.
pub(super) fn create_folder_of(target: &Path) -> Result<(), Error> {
    let folder = target.parent().unwrap_or(target);
    std::fs::create_dir_all(folder).map_err(|source| Error::Write {
        name: folder.to_string_lossy().into_owned(),
        source,
    })
}

fn plain_name(name: &OsStr) -> PathBuf {
    let path = Path::new(name);
    let is_compressed = path
        .extension()
        .is_some_and(|ending| ending == "gz" || ending == "zst");
    match path.file_stem() {
        Some(stem) if is_compressed => stem.into(),
        _ => path.into(),
    }
}
