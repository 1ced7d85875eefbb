//! The arguments of `speakhook send`.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::validate::moment;
use super::{InputArgs, Moment, SecretArgs};
use crate::json::assign::Assignment;
use crate::render::sent::Format;

const SEND_HELP: &str = "\
Examples:
  speakhook send payload.json --to http://127.0.0.1:4242/hook
  speakhook send captures/ --to http://localhost:8000/ --rate 5
  speakhook send call.json --to http://localhost:8000/ --secret-env SECRET --header X-Signature
  speakhook sample --count 10 | speakhook send --to http://localhost:8000/ --fresh
  speakhook send call.json --to https://staging.example.com/hook --yes \\
    --header-env authorization=TOKEN

The body is the file as it is, byte for byte, its final line feed included; a line of JSON
Lines and an element of an array are bodies, too. A capture (call.json with
call.headers.json beside it) goes out with its headers. Order: --set, --fresh, signature.
Nothing is sent twice, and no redirect is followed.

Exit status:
  0  every delivery was answered with 2xx
  1  a delivery was answered with another status
  2  wrong usage, such as a secret that is not there; a host that is not this machine,
     without --yes
  3  no answer: connection refused, no answer in time; an input could not be read
  130, 143  interrupted, terminated: the last delivery may or may not have arrived";

/// `speakhook send`.
#[derive(Debug, Clone, Args)]
#[command(after_help = SEND_HELP)]
// One secret signs, where several may verify.
#[command(mut_arg("secret_env", |arg| arg.help("Sign with the secret in the environment variable VAR")))]
#[command(mut_arg("secret_file", |arg| arg.help("Sign with the secret in FILE, - for standard input; one line end behind it is no part of it")))]
pub struct SendArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Deliver to this http or https address
    #[arg(long, value_name = "URL", help_heading = "Delivery options")]
    pub to: String,
    /// Send this header, as 'X-Source: test'; replaces a captured one (repeatable)
    #[arg(
        short = 'H',
        value_name = "NAME: VALUE",
        help_heading = "Delivery options"
    )]
    pub headers: Vec<String>,
    /// Send this header with the value of the environment variable VAR, which no output shows (repeatable)
    #[arg(long, value_name = "NAME=VAR", help_heading = "Delivery options")]
    pub header_env: Vec<String>,
    /// Send captured bodies without the headers that came with them
    #[arg(long, help_heading = "Delivery options")]
    pub no_captured_headers: bool,
    /// Deliver N bodies a second at most, such as 5 or 0.5
    #[arg(long, value_name = "N", value_parser = gap, help_heading = "Delivery options")]
    pub rate: Option<Duration>,
    /// Wait for S seconds at most for each answer, connection included [default: 30]
    #[arg(long, value_name = "S", value_parser = seconds, help_heading = "Delivery options")]
    pub timeout: Option<Duration>,
    /// Trust the certificates in FILE (PEM) instead of the built-in ones
    #[arg(long, value_name = "FILE", help_heading = "Delivery options")]
    pub cacert: Option<PathBuf>,
    /// Send nothing; say what would be sent, with -v the bodies, too
    #[arg(long, help_heading = "Delivery options")]
    pub dry_run: bool,
    /// Deliver to a host that is not this machine
    #[arg(long, help_heading = "Delivery options")]
    pub yes: bool,
    /// What signs.
    #[command(flatten)]
    pub secrets: SecretArgs,
    /// Put the signature into the header NAME, which SpeakNode's documentation does not name
    #[arg(long, value_name = "NAME", help_heading = "Signature options")]
    pub header: Option<String>,
    /// Put a value where a JSON Pointer leads; the body is written anew, on one line (repeatable)
    #[arg(long, value_name = "/PTR=VALUE", value_parser = Assignment::parse, help_heading = "Changes")]
    pub set: Vec<Assignment>,
    /// Make every call a new one: other session, item and tool call ids, times that end now
    #[arg(long, help_heading = "Changes")]
    pub fresh: bool,
    /// Make the same new ids again
    #[arg(long, value_name = "N", requires = "fresh", help_heading = "Changes")]
    pub seed: Option<u64>,
    /// Let new calls end at TIME, such as 2026-06-12T18:51:40Z [default: now]
    #[arg(long, value_name = "TIME", value_parser = moment, requires = "fresh", help_heading = "Changes")]
    pub now: Option<Moment>,
    /// Format [default: text]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output options")]
    pub format: Option<Format>,
}

/// The longest time that anybody waits for.
const LONGEST: f64 = 86_400.0;

fn number(text: &str) -> Option<f64> {
    let number: f64 = text.parse().ok()?;
    (number > 0.0 && number.is_finite()).then_some(number)
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = number(text).filter(|seconds| *seconds <= LONGEST);
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "write seconds, more than 0 and at most 86400, such as 2.5".to_owned())
}

/// The time between two deliveries.
fn gap(text: &str) -> Result<Duration, String> {
    let gap = number(text).map(|rate| 1.0 / rate);
    let gap = gap.filter(|gap| *gap <= LONGEST);
    gap.and_then(|gap| Duration::try_from_secs_f64(gap).ok())
        .ok_or_else(|| "write deliveries a second, such as 5 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_times_are_positive_and_bounded() {
        assert_eq!(gap("0.5"), Ok(Duration::from_secs(2)));
        assert_eq!(gap("1e9"), Ok(Duration::from_nanos(1)));
        assert_eq!(seconds("2.5"), Ok(Duration::from_millis(2500)));
        for text in ["0", "-1", "NaN", "inf", "", "5s", "1e-300"] {
            assert!(gap(text).is_err() && seconds(text).is_err(), "{text}");
        }
        assert!(seconds("86401").is_err() && seconds("1e-12").is_err());
    }
}
