//! Which configuration a run has: `--config`, else `SPEAKHOOK_CONFIG`, else the nearest
//! `speakhook.toml` from the current folder up to the repository's root.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{self, Config, FILE_NAME, LARGEST};
use crate::error::Error;
use crate::streams::Streams;
use crate::text::file_name;

use super::args::GlobalArgs;
use super::files;

/// The variable that names a configuration.
const VARIABLE: &str = "SPEAKHOOK_CONFIG";

/// Finds and reads the configuration; without one, everything stays open.
///
/// # Errors
/// A file that cannot be read, or what is wrong with it: a line a problem.
pub fn load(global: &GlobalArgs, streams: &Streams<'_>) -> Result<Config, Error> {
    if global.no_config {
        return Ok(Config::default());
    }
    let variable = || (streams.env)(VARIABLE).filter(|value| !value.is_empty());
    let (path, origin) = if let Some(path) = &global.config {
        (path.clone(), "")
    } else if let Some(path) = variable() {
        (path.into(), ", which SPEAKHOOK_CONFIG names")
    } else if let Some(path) = streams.folder.as_deref().and_then(search) {
        (path, "")
    } else {
        return Ok(Config::default());
    };
    let below = streams.folder.as_deref();
    let below = below.and_then(|here| path.strip_prefix(here).ok());
    let name = below.unwrap_or(&path).to_string_lossy();
    let called = format!("the configuration {}{origin}", file_name(&name));
    let bytes = files::read(&path, &called, LARGEST)?;
    let read = config::read(&name, &files::folder_of(&path, streams), &bytes);
    let mut config = read.map_err(|problems| Error::Usage(problems.join("\n")))?;
    config.path = Some(path);
    Ok(config)
}

/// The nearest file of the name in `here` and the folders above it, as long as they belong to one
/// repository. Outside of any, only `here` counts: what lies further up is somebody else's.
fn search(here: &Path) -> Option<PathBuf> {
    let mut nearest = None;
    for folder in here.ancestors() {
        let file = folder.join(FILE_NAME);
        if nearest.is_none() && is_candidate(&file) {
            if folder == here {
                return Some(file);
            }
            nearest = Some(file);
        }
        if fs::symlink_metadata(folder.join(".git")).is_ok() {
            return nearest;
        }
    }
    None
}

/// Whether a file of the name counts. One that cannot be read does, and is complained about; a
/// pipe, which would make us wait, was not meant for us.
fn is_candidate(file: &Path) -> bool {
    match fs::metadata(file) {
        Ok(found) => found.is_file(),
        Err(_) => fs::symlink_metadata(file).is_ok(),
    }
}
