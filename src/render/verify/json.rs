//! The public JSON of `verify`: types of its own, versioned, described by `verify.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::json::write::pretty;
use crate::render::verdict::verdict;
use crate::signature::cause::Cause;
use crate::signature::check::Outcome;
use crate::signature::report::{Checked, Report};
use crate::text::Untrusted;

/// Changes when a reader of an older version would stumble.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Public<'r> {
    schema_version: u32,
    tool: Tool,
    checks: Vec<PublicCheck<'r>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct PublicCheck<'r> {
    path: &'r str,
    line: Option<usize>,
    result: &'static str,
    header: Option<Untrusted<'r>>,
    secret: Option<&'r str>,
    tolerated: Vec<&'static str>,
    cause: Option<String>,
    fits_in_header: Option<Untrusted<'r>>,
    signature_of: Option<&'r str>,
    plain_hash: bool,
    left_out: Vec<Untrusted<'r>>,
}

#[derive(Serialize)]
struct Summary {
    verdict: &'static str,
    status: u8,
    checked: usize,
    fitting: usize,
    unreadable: usize,
    interrupted: bool,
}

fn check<'r>(checked: &'r Checked, report: &'r Report) -> PublicCheck<'r> {
    let answer = &checked.answer;
    let secret = match answer.result {
        Outcome::Fits(number) => report.secrets.get(number),
        _ => None,
    };
    PublicCheck {
        path: &checked.name,
        line: checked.line,
        result: match answer.result {
            Outcome::Fits(_) => "fits",
            Outcome::Mismatch => "mismatch",
            Outcome::Malformed => "malformed",
            Outcome::Repeated => "repeated",
            Outcome::Missing => "missing",
            Outcome::NoHeaders => "no_headers",
        },
        header: answer.header.as_deref().map(Untrusted::new),
        secret: secret.map(String::as_str),
        tolerated: answer.liberties.iter().map(|one| one.words()).collect(),
        cause: answer.cause.as_ref().map(Cause::words),
        fits_in_header: answer.elsewhere.as_deref().map(Untrusted::new),
        signature_of: checked.instead.as_deref(),
        plain_hash: answer.is_plain_hash,
        left_out: answer
            .left_out
            .iter()
            .map(|name| Untrusted::new(name))
            .collect(),
    }
}

pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let status = report.status();
    let public = Public {
        schema_version: SCHEMA_VERSION,
        tool: Tool {
            name: "speakhook",
            version: env!("CARGO_PKG_VERSION"),
        },
        checks: report
            .checked
            .iter()
            .map(|checked| check(checked, report))
            .collect(),
        summary: Summary {
            verdict: verdict(status).0,
            status: status.code(),
            checked: report.checked.len(),
            fitting: report.fitting(),
            unreadable: report.unreadable,
            interrupted: report.stopped.is_some(),
        },
    };
    pretty(out, &public)?;
    out.write_all(b"\n")
}
