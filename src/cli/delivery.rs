//! Where deliveries go and what they carry, decided from the arguments and the environment before anything
//! is read. No message repeats a value that may be a secret.

use chrono::Utc;
use zeroize::Zeroizing;

use super::args::{Moment, SendArgs};
use super::{files, secrets};
use crate::error::Error;
use crate::streams::Streams;
use crate::text::{Untrusted, file_name};
use crate::webhook::send::{Alter, Fresh, Given, Plan, chance, is_secret};
use crate::webhook::{BadHeader, Headers, Roots, Url};

/// Bytes of the largest file of certificates that is read; those of Mozilla are a quarter of a megabyte.
const LARGEST: usize = 8 * 1024 * 1024;

/// Characters of a header's name that are shown.
const NAME: usize = 60;

/// Where deliveries go.
///
/// # Errors
/// An address that is none, or another machine's without consent.
pub fn target(args: &SendArgs) -> Result<Url, Error> {
    let url = Url::parse(&args.to).map_err(|why| Error::Usage(format!("--to: {why}")))?;
    if url.is_loopback() || args.yes || args.dry_run {
        return Ok(url);
    }
    let host = url.host().excerpt(80);
    let danger = if url.is_plain() {
        ", and over plain http everybody on the way can read what is said in a call"
    } else {
        ""
    };
    Err(Error::Usage(format!(
        "{host} is not this machine{danger}; `--yes` sends there"
    )))
}

/// Whom to trust, if not the built-in certificates.
///
/// # Errors
/// A file that cannot be read, or has no certificate.
pub fn roots(args: &SendArgs) -> Result<Option<Roots>, Error> {
    let Some(path) = &args.cacert else {
        return Ok(None);
    };
    let name = file_name(&path.to_string_lossy());
    let pem = files::read(path, &format!("the certificates in {name}"), LARGEST)?;
    let none = || Error::Usage(format!("--cacert: {name} has no certificate"));
    Roots::read(&pem).map(Some).ok_or_else(none)
}

/// What deliveries carry.
///
/// # Errors
/// What is no header, a secret on the command line, a variable that is not set, a signature without a
/// header or the reverse.
pub fn plan(args: &SendArgs, streams: &mut Streams<'_>) -> Result<Plan, Error> {
    let mut given = Vec::new();
    for text in &args.headers {
        given.push(from_text(text)?);
    }
    for text in &args.header_env {
        given.push(from_variable(text, streams)?);
    }
    let signing = signing(args, streams)?;
    if let Some((name, _)) = &signing
        && given
            .iter()
            .any(|given| given.name().eq_ignore_ascii_case(name))
    {
        let name = Untrusted::new(name).excerpt(NAME);
        return Err(Error::Usage(format!(
            "the header {name} is given twice: by hand, and with the signature"
        )));
    }
    Ok(Plan { given, signing })
}

/// What is changed in bodies.
#[must_use]
pub fn changes(args: &SendArgs) -> Alter {
    let now = match args.now {
        Some(Moment::At(time)) => time.to_utc(),
        Some(Moment::Now) | None => Utc::now(),
    };
    let fresh = args
        .fresh
        .then(|| Fresh::new(args.seed.unwrap_or_else(chance), now));
    Alter {
        set: args.set.clone(),
        fresh,
    }
}

fn refused(name: &str, why: BadHeader) -> Error {
    Error::Usage(format!("{}: {why}", Untrusted::new(name).excerpt(NAME)))
}

fn from_text(text: &str) -> Result<Given, Error> {
    let (name, value) = text
        .split_once(':')
        .ok_or_else(|| Error::Usage("-H: write 'NAME: VALUE'".to_owned()))?;
    if is_secret(name) {
        let name = Untrusted::new(name).excerpt(NAME);
        return Err(Error::Usage(format!(
            "-H {name}: every user of this machine can read a command line; `--header-env {name}=VAR` takes the value from a variable"
        )));
    }
    Given::open(name, value).map_err(|why| refused(name, why))
}

fn from_variable(text: &str, streams: &Streams<'_>) -> Result<Given, Error> {
    let (name, variable) = text
        .split_once('=')
        .ok_or_else(|| Error::Usage("--header-env: write NAME=VAR".to_owned()))?;
    let value = (streams.env)(variable)
        .filter(|value| !value.is_empty())
        .ok_or_else(|| {
            let name = Untrusted::new(name).excerpt(NAME);
            Error::Usage(format!(
                "--header-env {name}=… takes the name of a variable, and the one that was given is not set or empty (not \
                 shown, as it may be the secret itself)"
            ))
        })?;
    let value = Zeroizing::new(value.into_encoded_bytes());
    Given::hidden(name, value).map_err(|why| refused(name, why))
}

fn signing(
    args: &SendArgs,
    streams: &mut Streams<'_>,
) -> Result<Option<(String, crate::secret::Secret)>, Error> {
    let usage = |sentence: &str| Err(Error::Usage(sentence.to_owned()));
    let from_stdin = args
        .secrets
        .secret_file
        .iter()
        .any(|path| path.as_os_str() == "-");
    let paths = &args.input.paths;
    if from_stdin && (paths.is_empty() || paths.iter().any(|path| path.as_os_str() == "-")) {
        return usage("standard input cannot be both the secret and the input");
    }
    let mut secrets = secrets::load(&args.secrets, streams)?;
    match (secrets.pop(), &args.header) {
        (None, None) => Ok(None),
        (Some(_), _) if !secrets.is_empty() => {
            usage("a delivery is signed with one secret, and several are given")
        }
        (Some(_), None) => usage(
            "--header NAME is missing: SpeakNode's documentation does not name the header of the signature",
        ),
        (None, Some(_)) => {
            usage("--header needs a secret to sign with: --secret-env or --secret-file")
        }
        (Some(secret), Some(name)) => {
            let checked = Headers::new().push(name, b"");
            checked.map_err(|why| refused(name, why))?;
            Ok(Some((name.clone(), secret)))
        }
    }
}
