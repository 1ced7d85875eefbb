//! Where secrets come from: the environment, files, standard input; never the command line, which
//! every user of the machine can read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::args::SecretArgs;
use crate::error::{Error, reason};
use crate::secret::Secret;
use crate::streams::Streams;
use crate::text::{Untrusted, file_name};

/// The longest secret that is read.
const LONGEST: usize = 64 * 1024;

/// The secrets that the arguments name, in their order, those of the environment first.
///
/// # Errors
/// A variable that is not set, a file that cannot be read, a secret that is empty or very long.
pub fn load(args: &SecretArgs, streams: &mut Streams<'_>) -> Result<Vec<Secret>, Error> {
    let mut secrets = Vec::new();
    for name in &args.secret_env {
        secrets.push(from_env("--secret-env", name, streams)?);
    }
    for path in &args.secret_file {
        let origin = match path.as_os_str() == "-" {
            true => "standard input".to_owned(),
            false => file_name(&path.to_string_lossy()),
        };
        // No input: what keeps it from being read is wrong usage, as with other files that say how to check.
        let bytes = read(path, streams.stdin).map_err(|why| {
            let why = reason(&why);
            Error::Usage(format!("cannot read the secret in {origin}: {why}"))
        })?;
        secrets.push(checked(without_line_end(bytes), origin)?);
    }
    Ok(secrets)
}

/// The secret in the environment variable that `option` names. A name without a variable is not repeated: it may be
/// the secret itself, by mistake.
///
/// # Errors
/// A variable that is not set, or that is empty or very long.
pub fn from_env(option: &str, name: &str, streams: &Streams<'_>) -> Result<Secret, Error> {
    let value = (streams.env)(name).ok_or_else(|| {
        Error::Usage(format!(
            "{option} takes the name of a variable, and there is none of the name that was given (not shown, \
             as it may be the secret itself)"
        ))
    })?;
    let origin = format!("${}", Untrusted::new(name).excerpt(80));
    checked(Zeroizing::new(value.into_encoded_bytes()), origin)
}

fn checked(bytes: Zeroizing<Vec<u8>>, origin: String) -> Result<Secret, Error> {
    if bytes.trim_ascii().is_empty() {
        return Err(Error::Usage(format!("the secret in {origin} is empty")));
    }
    if bytes.len() > LONGEST {
        let limit = LONGEST / 1024;
        return Err(Error::Usage(format!(
            "the secret in {origin} is longer than {limit} KiB"
        )));
    }
    Ok(Secret::new(bytes, origin))
}

/// Reads into memory that never moves, so that no copy is left behind.
fn read(path: &Path, stdin: &mut (dyn Read + Send)) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut file;
    let reader: &mut dyn Read = if path.as_os_str() == "-" {
        stdin
    } else {
        file = File::open(path)?;
        &mut file
    };
    let mut bytes = Zeroizing::new(vec![0; LONGEST.saturating_add(3)]);
    let mut length = 0_usize;
    while let Some(room) = bytes.get_mut(length..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(0) => break,
            Ok(count) => length = length.saturating_add(count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// Editors and `echo` end a file with a line end that is no part of the secret.
fn without_line_end(mut bytes: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    if bytes.pop_if(|byte| *byte == b'\n').is_some() {
        bytes.pop_if(|byte| *byte == b'\r');
    }
    bytes
}
