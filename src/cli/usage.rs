//! What clap says for us: help, version, and what is wrong with a command line.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;

use clap::ValueEnum as _;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::exit::ExitStatus;
use crate::streams::{Sink, Streams};
use crate::text::Untrusted;

use super::args::When;
use super::options::{Options, early_color};

/// Help and version go to standard output; what clap refuses goes to standard error, with the
/// strange characters of an argument made visible.
pub fn refused(error: &clap::Error, args: &[OsString], streams: &mut Streams<'_>) -> ExitStatus {
    let rendered = error.render();
    let when = color_asked_for(args);
    if !error.use_stderr() {
        let color = early_color(when, streams.stdout_columns.is_some(), streams);
        return print(&styled(&rendered, color), streams);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let color = early_color(when, streams.stderr_is_terminal, streams);
        let _ = write!(streams.stderr, "{}", styled(&rendered, color));
        return ExitStatus::Usage;
    }
    let mut message = without_line_feeds(rendered.to_string(), args);
    if is_target_missing(error) && args.iter().any(is_address) {
        message.push_str("\nnote: the address to deliver to is written behind --to");
    }
    if is_file_for_command(error) {
        message.push_str("\nnote: what is done with a file comes before it: `speakhook validate FILE` judges it, `speakhook show FILE` shows it");
    }
    for line in message.lines() {
        let line = Untrusted::new(line).inline().to_string();
        // Whatever of an argument may begin a line, no CI runner shall take it for a command.
        let lead = if line.trim_start().starts_with("::") {
            "| "
        } else {
            ""
        };
        let _ = writeln!(streams.stderr, "{lead}{line}");
    }
    ExitStatus::Usage
}

/// With a tip for who writes a port for `listen` as other programs take it.
#[must_use]
pub fn advised(mut error: clap::Error, args: &[OsString]) -> clap::Error {
    let is_listen = args.iter().skip(1).any(|arg| arg == "listen");
    if !is_listen || error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let invalid = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(invalid)) => invalid.as_str(),
        _ => return error,
    };
    let port = port_in(args);
    let is_flag = ["--port", "-p", "--listen", "--bind"].contains(&invalid);
    if !is_flag && port.is_none_or(|port| invalid != port.to_string()) {
        return error;
    }
    let port = port.unwrap_or(4242);
    let mut tip = StyledStr::new();
    let _ = write!(
        tip,
        "the port is part of the address: --addr 127.0.0.1:{port}"
    );
    // Those are about the option that clap takes it for a slip of.
    error.remove(ContextKind::SuggestedArg);
    error.remove(ContextKind::Usage);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    error
}

/// The first argument that is a port, or ends with one as in `--port=4243` and `-p4243`.
fn port_in(args: &[OsString]) -> Option<u16> {
    args.iter().find_map(|arg| {
        let arg = arg.to_str()?;
        let forms = ["--port=", "-p", "--listen=", "--bind="];
        let stripped = forms.iter().find_map(|form| arg.strip_prefix(form));
        stripped.unwrap_or(arg).parse().ok()
    })
}

/// Whether `send` lacks its `--to`.
fn is_target_missing(error: &clap::Error) -> bool {
    let missing = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::Strings(missing)) => missing.as_slice(),
        _ => &[],
    };
    error.kind() == ErrorKind::MissingRequiredArgument
        && missing.iter().any(|arg| arg.starts_with("--to "))
}

/// Whether a path stands where the command is missing.
fn is_file_for_command(error: &clap::Error) -> bool {
    let invalid = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(invalid)) => invalid.as_str(),
        _ => return false,
    };
    invalid.contains(['.', '/', '\\', '*']) || Path::new(invalid).exists()
}

fn is_address(arg: &OsString) -> bool {
    let arg = arg.to_string_lossy();
    arg.starts_with("http://") || arg.starts_with("https://")
}

/// Without anything to read, the command's help says how to give it something.
pub fn nothing_to_read(name: &str, options: &Options, streams: &mut Streams<'_>) -> ExitStatus {
    let mut whole = super::command();
    whole.build();
    if let Some(subcommand) = whole.find_subcommand_mut(name) {
        let help = styled(&subcommand.render_help(), options.stderr.color);
        let _ = write!(streams.stderr, "{help}");
    }
    let _ = writeln!(
        streams.stderr,
        "\nspeakhook: nothing to read: name a file or pipe a payload in"
    );
    ExitStatus::Usage
}

fn styled(text: &StyledStr, color: bool) -> String {
    if color {
        text.ansi().to_string()
    } else {
        text.to_string()
    }
}

/// The `--color` of arguments that clap has not read, or not to their end.
fn color_asked_for(args: &[OsString]) -> Option<When> {
    let mut args = args.iter().take_while(|arg| *arg != "--");
    let mut asked = None;
    while let Some(arg) = args.next() {
        let value = match arg.to_str() {
            Some("--color") => args.next().and_then(|value| value.to_str()),
            Some(arg) => arg.strip_prefix("--color="),
            None => None,
        };
        asked = value
            .and_then(|value| When::from_str(value, false).ok())
            .or(asked);
    }
    asked
}

/// clap repeats arguments as they are, or what follows the name of an option; a line feed in one must not
/// begin a line of ours.
fn without_line_feeds(mut message: String, args: &[OsString]) -> String {
    for arg in args {
        let arg = arg.to_string_lossy();
        let behind_equals = arg.split_once('=').map(|(_, value)| value);
        let behind_letter = arg.char_indices().nth(2).and_then(|(at, _)| arg.get(at..));
        for part in [Some(arg.as_ref()), behind_equals, behind_letter] {
            let part = part.filter(|part| part.contains(['\n', '\r']));
            if let Some(part) = part {
                let shown = Untrusted::new(part).inline().to_string();
                message = message.replace(part, &shown);
            }
        }
    }
    message
}

fn print(text: &str, streams: &mut Streams<'_>) -> ExitStatus {
    let mut sink = Sink::stdout(streams.stdout);
    let written = sink.writer().write_all(text.as_bytes());
    match sink.check(written).and_then(|()| sink.finish()) {
        Ok(()) => ExitStatus::Success,
        Err(error) => {
            let _ = writeln!(streams.stderr, "speakhook: error: {error}");
            error.status()
        }
    }
}
