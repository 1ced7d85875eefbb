//! One file a command: short compositions of the stages, nothing of their own.

pub mod completions;
pub mod explain;
pub mod man;
pub mod schema;
pub mod show;
pub mod validate;

use std::io::Write;
use std::path::PathBuf;

use crate::cli::args::InputArgs;
use crate::cli::options::Options;
use crate::error::Error;
use crate::input::{self, PathOptions, Source};
use crate::render::theme::Style;
use crate::text::file_name;

/// The sources that the arguments name, and what is wrong with the others.
///
/// # Errors
/// A glob that cannot be read, or nothing to read at all.
pub fn sources(args: &InputArgs) -> Result<(Vec<Source>, Vec<Error>), Error> {
    let options = PathOptions {
        exclude: args.exclude.clone(),
        no_ignore: args.no_ignore,
        stdin_name: args.stdin_filename.clone(),
    };
    let paths = if args.paths.is_empty() {
        vec!["-".into()]
    } else {
        args.paths.clone()
    };
    let (sources, mut errors) = input::expand(&paths, &options)?;
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

/// Refuses to write a report over one of the captures that it is about.
///
/// # Errors
/// An output that is also an input.
pub fn refuse_to_overwrite<'p>(
    sources: &[Source],
    outputs: impl Iterator<Item = &'p PathBuf>,
) -> Result<(), Error> {
    for output in outputs {
        let Ok(real) = output.canonicalize() else {
            continue;
        };
        let is_input = |source: &Source| match source {
            Source::Stdin { .. } => false,
            Source::File { path, .. } => path.canonicalize().is_ok_and(|path| path == real),
        };
        if real.is_file() && sources.iter().any(is_input) {
            let name = file_name(&output.to_string_lossy());
            return Err(Error::Usage(format!(
                "{name} is an input; write the report to another file"
            )));
        }
    }
    Ok(())
}

/// Tells a person on standard error what stopped us. A failing standard error has no remedy.
pub fn complain(stderr: &mut dyn Write, options: &Options, error: &Error) {
    let word = options.stderr.paint(Style::Error, "error");
    let _ = writeln!(stderr, "speakhook: {word}: {error}");
}

/// Tells a person on standard error what is worth knowing, unless asked to be quiet.
pub fn note(stderr: &mut dyn Write, options: &Options, note: &str) {
    if options.quiet == 0 {
        let word = options.stderr.paint(Style::Help, "note");
        let _ = writeln!(stderr, "speakhook: {word}: {note}");
    }
}
