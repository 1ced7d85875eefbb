//! One file a command: short compositions of the stages, nothing of their own.

pub mod completions;
pub mod explain;
mod inputs;
mod known;
#[cfg(feature = "webhook")]
pub mod listen;
pub mod man;
mod outputs;
mod reading;
pub mod redact;
mod redaction;
pub mod sample;
mod say;
pub mod schema;
#[cfg(feature = "webhook")]
pub mod send;
pub mod show;
pub mod stats;
mod targets;
pub mod tests;
pub mod validate;
pub mod verify;

use std::io::Write;

use crate::cli::args::InputArgs;
use crate::cli::options::Options;
use crate::error::Error;
use crate::input::{self, Found, Framing, PathOptions, Source};
use crate::progress::Progress;
use crate::streams;
use crate::text::{counted, file_name};
use crate::watch::Watch;

use outputs::{Output, Wanted, close_all, finish, open_report, output_file};
use say::{Complaints, mention_config, note, warn};
pub use say::{complain, mention_envelopes};

/// The sources that the arguments name, and what is wrong with the others. What is passed over is said.
///
/// # Errors
/// A glob that cannot be read, or nothing to read at all.
pub fn sources(
    args: &InputArgs,
    options: &Options,
    stderr: &mut dyn Write,
) -> Result<(Vec<Source>, Vec<Error>), Error> {
    let how = PathOptions {
        exclude: args.exclude.clone(),
        no_ignore: args.no_ignore,
        no_unwrap: args.no_unwrap,
        stdin_name: args.stdin_filename.clone(),
        allow_empty: args.allow_empty,
        framing: if args.lines {
            Framing::Lines
        } else {
            Framing::Detected
        },
    };
    let paths = if args.paths.is_empty() {
        vec!["-".into()]
    } else {
        args.paths.clone()
    };
    let Found {
        sources,
        mut errors,
        links,
    } = input::expand(&paths, &how)?;
    if let Some(first) = links.first() {
        let (links, first) = (
            counted(links.len(), "symbolic link"),
            file_name(&first.to_string_lossy()),
        );
        let sentence = format!(
            "a search follows no links: {links} left out, first {first}; name what is to be read"
        );
        note(stderr, options, &sentence);
    }
    if args.allow_empty {
        errors.retain(|error| !matches!(error, Error::NoInput(_)));
    } else if sources.is_empty() && errors.is_empty() {
        let named: Vec<String> = paths
            .iter()
            .map(|path| file_name(&path.to_string_lossy()))
            .collect();
        errors.push(Error::NoInput(named.join(", ")));
    }
    Ok((sources, errors))
}

/// The line that says how far a long run is, if it `is_wanted`.
fn progress(is_wanted: bool, sources: &[Source], watch: &Watch) -> Progress {
    if !is_wanted {
        return Progress::none();
    }
    let sources = sources.to_vec();
    let length = |source: &Source| match source {
        Source::Stdin { .. } => streams::stdin_length(),
        Source::File { .. } => source.length(),
    };
    Progress::start(watch, move || sources.iter().map(length).sum())
}
