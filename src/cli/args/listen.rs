//! The arguments of `speakhook listen`.

use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{FailOnArg, SecretArgs};
use crate::input::DOCUMENT_LIMIT;
use crate::render::deliveries::Format;
use crate::webhook::listen::Hosts;
use crate::webhook::{BadUrl, Url};

const LISTEN_HELP: &str = "\
Examples:
  speakhook listen
  speakhook listen --path /hook --save captures/
  speakhook listen --secret-env SPEAKNODE_SECRET --header X-Signature --save captures/
  speakhook listen --forward-to http://127.0.0.1:8000/hook
  speakhook listen --once --timeout 60 -f jsonl -e ConversationComplete

A delivery is answered when it is judged, kept (--save) and passed on (--forward-to). With a
secret, requests without a valid signature are answered with 401 and are no deliveries. Captures
hold real calls; `speakhook verify` checks them, `speakhook send` delivers them again.

To learn which header has the signature, listen once without a secret and with --save captures/;
then `speakhook verify captures/ --secret-env VAR` names the header that fits. Without a secret,
values of headers that are called `token`, `secret`, `authorization` and the like are not kept;
`verify` then says which one it would have to see, and --header with that one checks it here.

Exit status:
  0  every delivery was valid, and accepted by whoever it was forwarded to
  1  a delivery had a finding at or above --fail-on, or was not accepted by its receiver
  2  wrong usage
  3  fewer deliveries than --count within --timeout, or none; the address is not free; one could
     not be kept, forwarded or written
  130, 143  interrupted, terminated: how a listener without --count or --timeout ends";

/// `speakhook listen`.
#[derive(Debug, Clone, Args)]
#[command(after_help = LISTEN_HELP)]
pub struct ListenArgs {
    /// Listen at this address; port 0 is any that is free
    #[arg(long, value_name = "ADDR:PORT", default_value = "127.0.0.1:4242", value_parser = address, help_heading = "Network options")]
    pub addr: SocketAddr,
    /// Take deliveries at this path
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = path, help_heading = "Network options")]
    pub path: String,
    /// Answer to this host name too, such as a tunnel's (repeatable)
    #[arg(long, value_name = "NAME", value_parser = host, help_heading = "Network options")]
    pub allow_host: Vec<String>,
    /// Refuse bodies larger than SIZE, at most 64MiB
    #[arg(long, value_name = "SIZE", default_value = "10MiB", value_parser = size, help_heading = "Network options")]
    pub max_body: usize,
    /// Where the secrets are.
    #[command(flatten)]
    pub secrets: SecretArgs,
    /// The header that has the signature
    #[arg(long, value_name = "NAME", help_heading = "Signature options")]
    pub header: Option<String>,
    /// Take only this event; others are answered and left alone (repeatable)
    #[arg(short, long, value_name = "EVENT", help_heading = "Delivery options")]
    pub event: Vec<String>,
    /// Keep every delivery in DIR: its exact body, and its headers beside it
    #[arg(long, value_name = "DIR", help_heading = "Delivery options")]
    pub save: Option<PathBuf>,
    /// Pass every delivery on to URL, and answer with the status from there
    #[arg(long, value_name = "URL", value_parser = url, help_heading = "Delivery options")]
    pub forward_to: Option<Url>,
    /// Forward over plain http to another machine, too
    #[arg(long, requires = "forward_to", help_heading = "Delivery options")]
    pub yes: bool,
    /// Answer deliveries with this status
    #[arg(long, value_name = "STATUS", default_value = "200", value_parser = clap::value_parser!(u16).range(200..=599), conflicts_with = "forward_to", help_heading = "Delivery options")]
    pub respond: u16,
    /// End after one delivery
    #[arg(long, conflicts_with = "count", help_heading = "End")]
    pub once: bool,
    /// End after N deliveries
    #[arg(long, value_name = "N", value_parser = count, help_heading = "End")]
    pub count: Option<NonZeroUsize>,
    /// End after SECONDS
    #[arg(long, value_name = "SECONDS", value_parser = seconds, help_heading = "End")]
    pub timeout: Option<Duration>,
    /// The lowest severity that makes a delivery invalid [default: error]
    #[arg(long, value_name = "SEVERITY", help_heading = "Output options")]
    pub fail_on: Option<FailOnArg>,
    /// Format [default: text]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
}

impl ListenArgs {
    /// How many deliveries are taken, if there is an end of them.
    #[must_use]
    pub fn wanted(&self) -> Option<usize> {
        match self.once {
            true => Some(1),
            false => self.count.map(NonZeroUsize::get),
        }
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let text = match text.strip_prefix("localhost:") {
        Some(port) => format!("127.0.0.1:{port}"),
        None => text.to_owned(),
    };
    let hint = "write an address and a port, such as 127.0.0.1:4242 or [::1]:4242";
    text.parse().map_err(|_| hint.to_owned())
}

fn path(text: &str) -> Result<String, String> {
    let is_path = text.starts_with('/') && !text.contains(['?', '#']);
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_path && is_plain {
        Ok(text.to_owned())
    } else {
        Err("a path begins with / and has no blanks, query or fragment".to_owned())
    }
}

fn host(text: &str) -> Result<String, String> {
    if Hosts::is_name(text) {
        return Ok(text.to_owned());
    }
    Err("write a host's name, without scheme, port and path, such as example.ngrok.app".to_owned())
}

fn url(text: &str) -> Result<Url, String> {
    Url::parse(text).map_err(|why| match why {
        // `send` has a remedy for it.
        BadUrl::User => "a user or a password does not belong into an address; a delivery goes on \
                         with the headers that it came with"
            .to_owned(),
        why => why.to_string(),
    })
}

fn size(text: &str) -> Result<usize, String> {
    let at = text.find(|c: char| !c.is_ascii_digit());
    let (number, unit) = text
        .split_at_checked(at.unwrap_or(text.len()))
        .unwrap_or_default();
    let unit = match unit.trim_start().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1024,
        "m" | "mb" | "mib" => 1024 * 1024,
        _ => return Err("write a size such as 512KiB or 10MiB".to_owned()),
    };
    let number: usize = number
        .parse()
        .map_err(|_| "write a size such as 512KiB or 10MiB")?;
    let size = number
        .checked_mul(unit)
        .filter(|size| *size <= DOCUMENT_LIMIT);
    size.filter(|size| *size > 0)
        .ok_or_else(|| "a body has 1 byte to 64MiB".to_owned())
}

fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write 1 or more".to_owned())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let hint = "write seconds, such as 60 or 0.5, at most a year";
    let seconds: f64 = text.parse().map_err(|_| hint)?;
    if !(seconds > 0.0 && seconds <= 31_536_000.0) {
        return Err(hint.to_owned());
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_the_usual_spellings_and_a_limit() {
        for (text, expected) in [
            ("1", Some(1)),
            ("512KiB", Some(512 * 1024)),
            ("10MiB", Some(10 * 1024 * 1024)),
            ("2 m", Some(2 * 1024 * 1024)),
            ("64MiB", Some(64 * 1024 * 1024)),
            ("0", None),
            ("65MiB", None),
            ("99999999999999999999", None),
            ("18446744073709551615k", None),
            ("-1", None),
            ("MiB", None),
            ("1.5MiB", None),
            ("1GiB", None),
        ] {
            assert_eq!(size(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_timeout_is_a_time() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        for text in ["0", "-1", "nan", "inf", "1e9", "1s", ""] {
            assert!(seconds(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_address_is_no_name() {
        assert_eq!(
            address("localhost:80"),
            "127.0.0.1:80".parse().map_err(|_| String::new())
        );
        assert!(address("[::1]:0").is_ok());
        for text in ["4242", "127.0.0.1", "example.com:80", "127.0.0.1:x"] {
            assert!(address(text).is_err(), "{text}");
        }
    }
}
