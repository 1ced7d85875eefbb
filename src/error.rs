//! What stopped us: never a bad payload, which is a diagnostic. The display is a lowercase
//! fragment, already safe to print.

use std::io;
use std::net::SocketAddr;

use crate::exit::{ExitStatus, Signal};
use crate::source::{Document, LineIndex};
use crate::text::{Untrusted, file_name};

/// A reason why a question could not be asked or answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line asks for something that does not exist or contradicts itself.
    #[error("{0}")]
    Usage(String),
    /// An input could not be read.
    #[error("cannot read {}: {}", file_name(.name), reason(.source))]
    Read {
        /// The file's name.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// A signal came before an input was read to its end.
    #[error("{} in {}; the rest was not read", .signal.word(), file_name(.name))]
    Stopped {
        /// The input that was being read, or was the next.
        name: String,
        /// The signal.
        signal: Signal,
    },
    /// A file that would say less than its name promises.
    #[error("did not write {}: it would not be whole", file_name(.name))]
    NotWhole {
        /// The file's name.
        name: String,
    },
    /// A document is larger than what is read.
    #[error("{}:{line}: the document is larger than {} MiB, the most that is read", file_name(.name), .limit / (1024 * 1024))]
    TooLarge {
        /// The file's name.
        name: String,
        /// The line where the document begins.
        line: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The line that was asked for has nothing on it.
    #[error("{}:{line}: there is nothing on this line", file_name(.name))]
    NothingOnLine {
        /// The file's name.
        name: String,
        /// The line.
        line: usize,
    },
    /// No input matched what was asked for.
    #[error("no payload found in {0}; `--allow-empty` accepts that")]
    NoInput(String),
    /// The output could not be written.
    #[error("cannot write {}: {}", file_name(.name), reason(.source))]
    Write {
        /// Where to.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// Nobody can be listened to at an address.
    #[error("cannot listen on {addr}: {}{}", reason(.source), way_out(*.addr, .source))]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The other commands need JSON where `validate` reports what is wrong with it.
    #[error("{}:{line}:{column}: {message}; {}", file_name(.name), .help.as_deref().unwrap_or(SHOWN))]
    NotJson {
        /// The file's name.
        name: String,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What is wrong, safe to print.
        message: String,
        /// What to do about it, safe to print.
        help: Option<String>,
    },
    /// A document that would be worse without its personal values.
    #[error("{}:{line}: not written, because without {} `{rule}` would find {}", file_name(.name), without(.dropped), found_at(.pointer))]
    NotRedacted {
        /// The file's name.
        name: String,
        /// The line where the document begins.
        line: usize,
        /// The rule that would find something.
        rule: String,
        /// Where, as a JSON Pointer.
        pointer: String,
        /// The patterns of what was dropped, safe to print, if that is why.
        dropped: Vec<String>,
    },
    /// A document that is JSON but holds no call.
    #[error("{}:{line}: this looks like the hub notification `{notification}`, not a webhook", file_name(.name))]
    NotAWebhook {
        /// The file's name.
        name: String,
        /// The line where the document begins.
        line: usize,
        /// The notification's name.
        notification: &'static str,
    },
    /// A document that is JSON but nothing like a webhook.
    #[error("{}:{line}: this is no call: {why}", file_name(.name))]
    NoCall {
        /// The file's name.
        name: String,
        /// The line where the document begins.
        line: usize,
        /// What it is instead, safe to print.
        why: String,
    },
    /// An envelope without a body that could be a payload.
    #[error("{}:{line}: this is {envelope}, and no request in it has a JSON body", file_name(.name))]
    NoBody {
        /// The file's name.
        name: String,
        /// The line where the envelope begins.
        line: usize,
        /// What the envelope is.
        envelope: &'static str,
    },
    /// A file that should be what came with a captured body.
    #[error("{}: these are not the headers of a capture: {why}", file_name(.name))]
    NotACapture {
        /// The file's name.
        name: String,
        /// Why they are not, safe to print.
        why: String,
    },
    /// A body that cannot be changed as it should be.
    #[error("{}:{line}: {why}", file_name(.name))]
    NotChanged {
        /// The file's name.
        name: String,
        /// The line where the body begins.
        line: usize,
        /// Why not, safe to print.
        why: String,
        /// Whether what was asked for makes no sense.
        is_usage: bool,
    },
    /// A document that should be saved statistics.
    #[error("{}:{line}: this {why}", file_name(.name))]
    NotSaved {
        /// The file's name.
        name: String,
        /// The line where the document begins.
        line: usize,
        /// Why it is none, safe to print.
        why: String,
    },
}

/// What to do about text that is no JSON, where nothing else helps.
const SHOWN: &str = "`speakhook validate` shows it";

impl Error {
    /// What keeps a document from being JSON, at the byte `at` of its text, and what to do about it, if that is known. Both
    /// are safe to print.
    #[must_use]
    pub fn not_json(
        document: &Document<'_>,
        at: usize,
        message: String,
        help: Option<&str>,
    ) -> Self {
        let place = LineIndex::new(document).place(at);
        Self::NotJson {
            name: document.name.to_owned(),
            line: place.line,
            column: place.column,
            message,
            help: help.map(str::to_owned),
        }
    }

    /// The status that this ends a run with.
    #[must_use]
    pub fn status(&self) -> ExitStatus {
        match self {
            Self::Usage(_) | Self::NotChanged { is_usage: true, .. } => ExitStatus::Usage,
            Self::Stopped { signal, .. } => ExitStatus::Stopped(*signal),
            _ => ExitStatus::Unanswered,
        }
    }

    /// The file that this is about, if it is about one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Usage(_) | Self::NoInput(_) | Self::Listen { .. } => None,
            Self::Read { name, .. }
            | Self::Stopped { name, .. }
            | Self::NotWhole { name }
            | Self::TooLarge { name, .. }
            | Self::NothingOnLine { name, .. }
            | Self::Write { name, .. }
            | Self::NotJson { name, .. }
            | Self::NotAWebhook { name, .. }
            | Self::NotRedacted { name, .. }
            | Self::NoCall { name, .. }
            | Self::NoBody { name, .. }
            | Self::NotACapture { name, .. }
            | Self::NotChanged { name, .. }
            | Self::NotSaved { name, .. } => Some(name),
        }
    }
}

/// What a document would have to be written without.
fn without(dropped: &[String]) -> String {
    if dropped.is_empty() {
        return "its personal values".to_owned();
    }
    format!("what --drop {} takes out", dropped.join(" and "))
}

fn found_at(pointer: &str) -> String {
    if pointer.is_empty() {
        return "something".to_owned();
    }
    format!("something at {}", Untrusted::new(pointer).excerpt(80))
}

/// What to do about an address that cannot be listened at.
fn way_out(addr: SocketAddr, source: &io::Error) -> String {
    let mut other = addr;
    match source.kind() {
        io::ErrorKind::AddrInUse => {
            other.set_port(0);
            format!("; --addr {other} takes a port that is free")
        }
        io::ErrorKind::PermissionDenied if addr.port() < 1024 => {
            other.set_port(4242);
            format!("; a port below 1024 needs rights of its own, --addr {other} needs none")
        }
        _ => String::new(),
    }
}

/// What the system said, without the number that only programmers read.
pub(crate) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    words
        .split(" (os error")
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_not_to_be_had_comes_with_a_way_out() {
        let words = |addr: &str, kind: io::ErrorKind| {
            let (addr, source) = (addr.parse().unwrap(), kind.into());
            Error::Listen { addr, source }.to_string()
        };
        let denied = io::ErrorKind::PermissionDenied;
        assert_eq!(
            words("127.0.0.1:80", denied),
            "cannot listen on 127.0.0.1:80: permission denied; \
             a port below 1024 needs rights of its own, --addr 127.0.0.1:4242 needs none"
        );
        assert_eq!(
            words("127.0.0.1:8080", denied),
            "cannot listen on 127.0.0.1:8080: permission denied"
        );
        let used = words("[::1]:4242", io::ErrorKind::AddrInUse);
        assert!(
            used.ends_with("; --addr [::1]:0 takes a port that is free"),
            "{used}"
        );
    }
}
