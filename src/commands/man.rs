//! `speakhook man`: the manual page, for packagers.

use crate::cli::args::ManArgs;
use crate::cli::command;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::streams::{Sink, Streams};
use crate::text::Untrusted;

/// Runs the command.
///
/// # Errors
/// A command that does not exist, or an output that could not be written.
pub fn run(args: &ManArgs, streams: &mut Streams<'_>) -> Result<ExitStatus, Error> {
    let whole = command();
    let page = match &args.command {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).cloned();
            let found = found.ok_or_else(|| {
                Error::Usage(format!(
                    "there is no command `{}`",
                    Untrusted::new(name).excerpt(60)
                ))
            })?;
            let title = format!("speakhook-{}", found.get_name());
            found.name(title)
        }
    };
    let mut sink = Sink::stdout(streams.stdout);
    let written = clap_mangen::Man::new(page).render(&mut sink.writer());
    sink.check(written)?;
    sink.finish()?;
    Ok(ExitStatus::Success)
}
