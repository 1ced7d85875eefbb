//! The arguments of `speakhook verify`.

use std::path::PathBuf;

use clap::Args;

use super::{InputArgs, SecretArgs};
use crate::render::verify::Format;

const VERIFY_HELP: &str = "\
Examples:
  speakhook verify body.json --secret-env SPEAKNODE_SECRET --signature 5bdcc146…
  speakhook verify captures/ --secret-env SPEAKNODE_SECRET --header X-Signature
  speakhook verify request.har --secret-file secret.txt

A signature is the HMAC-SHA256 of the body's exact bytes, keyed with the secret. The documentation
does not name the header: without --signature and --header the one that fits is looked for. Headers
are those of the capture: of {headers, body} and the like, or of x.headers.json beside x.json.

Exit status:
  0  every signature fits
  1  one does not, or there is none
  2  wrong usage, such as a secret that is not there
  3  an input could not be read, or no headers were kept with it
  130, 143  interrupted, terminated: what was read until then is reported";

/// `speakhook verify`.
#[derive(Debug, Clone, Args)]
#[command(after_help = VERIFY_HELP)]
pub struct VerifyArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// The secrets.
    #[command(flatten)]
    pub secret: SecretArgs,
    /// The signature, in hex
    #[arg(
        long,
        value_name = "HEX",
        conflicts_with = "header",
        help_heading = "Signature options"
    )]
    pub signature: Option<String>,
    /// The header that has it
    #[arg(long, value_name = "NAME", value_parser = header_name, help_heading = "Signature options")]
    pub header: Option<String>,
    /// Format
    #[arg(
        short,
        long,
        value_name = "FORMAT",
        default_value = "text",
        help_heading = "Output options"
    )]
    pub format: Format,
    /// Write to FILE instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output options")]
    pub output: Option<PathBuf>,
}

/// A header's name: RFC 9110, section 5.1, calls it a token.
fn header_name(text: &str) -> Result<String, String> {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    if text.is_empty() || !text.chars().all(is_sign) {
        return Err("a header's name has letters, digits and `-`, without its value".to_owned());
    }
    Ok(text.to_owned())
}
