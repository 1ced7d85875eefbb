//! What of the command line cannot be meant: options that would change nothing where they stand, and two that
//! contradict each other. clap knows the options of a command; what a global one means to it is said here.

use super::args::GlobalArgs;
use super::{Cli, Command};

/// The sentence about the first of them, if there is one.
#[must_use]
pub fn contradiction(cli: &Cli) -> Option<&'static str> {
    let command = &cli.command;
    let GlobalArgs { redact, config, .. } = &cli.global;
    let found = [
        (
            *redact && !shows_calls(command),
            "--redact is for show, stats, tests and validate; `speakhook redact` writes payloads that may be shared",
        ),
        (
            *redact && shows_values(command),
            "--show-values shows what --redact hides; leave one of them out",
        ),
        (
            *redact && records(command),
            "a baseline has the keys of what was found, so that it cannot be made with --redact; leave one of them out",
        ),
        (
            *redact && merges(command),
            "--redact changes nothing in saved statistics; use it in the run that saves them",
        ),
        (
            config.is_some() && !reads_config(command),
            "--config changes nothing here: only validate, show, stats and listen are configured",
        ),
    ];
    let found = found.into_iter().find(|(is_given, _)| *is_given);
    found.map(|(_, sentence)| sentence)
}

/// Whether it shows what is in calls, so that `--redact` has something to do.
fn shows_calls(command: &Command) -> bool {
    matches!(
        command,
        Command::Validate(_)
            | Command::Show(_)
            | Command::Stats(_)
            | Command::Tests(_)
            | Command::Redact(_)
    )
}

/// Whether excerpts show values. `show` and `stats --rows` have a flag of that name for whole addresses: those have
/// stand-ins by then.
fn shows_values(command: &Command) -> bool {
    matches!(command, Command::Validate(args) if args.show_values)
}

/// Whether it writes down what was found.
fn records(command: &Command) -> bool {
    matches!(command, Command::Validate(args) if args.write_baseline.is_some())
}

/// Whether it reads what has been counted already.
fn merges(command: &Command) -> bool {
    matches!(command, Command::Stats(args) if args.merge)
}

fn reads_config(command: &Command) -> bool {
    match command {
        Command::Validate(_) | Command::Show(_) | Command::Stats(_) => true,
        #[cfg(feature = "webhook")]
        Command::Listen(_) => true,
        _ => false,
    }
}
