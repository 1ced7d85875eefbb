//! `speakhook completions`: scripts for shells, made from the command line itself.

use clap_complete::generate;
use clap_complete_nushell::Nushell;

use crate::cli::args::{CompletionsArgs, Shell};
use crate::cli::command;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::streams::{Sink, Streams};

/// Runs the command.
///
/// # Errors
/// An output that could not be written.
pub fn run(args: &CompletionsArgs, streams: &mut Streams<'_>) -> Result<ExitStatus, Error> {
    let mut sink = Sink::stdout(streams.stdout);
    let written = sink.writer().write_all(script(args.shell).as_bytes());
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}

/// The completion script for a shell.
#[must_use]
pub fn script(shell: Shell) -> String {
    let mut bytes = Vec::new();
    match shell.plain() {
        Some(plain) => generate(plain, &mut command(), "speakhook", &mut bytes),
        None => generate(Nushell, &mut command(), "speakhook", &mut bytes),
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
