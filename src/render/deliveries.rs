//! What `listen` tells of deliveries: one line each, for people or as JSON, and what they came to.

use std::io::{self, Write};

use chrono::SecondsFormat;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::exit::ExitStatus;
use crate::json::write;
use crate::text::{Untrusted, counted, file_name, thousands};
use crate::webhook::listen::{Delivery, Forwarded, LeftAlone, Refused, Tally};

use super::concise;
use super::theme::{Style, Theme};
use super::verdict::verdict;
use super::wrap::whole_words;

mod line;

/// What goes on below begins with this.
const INDENT: &str = "    ";

/// What became of deliveries that were answered with another status than 2xx behind us.
const REJECTED: &str = "not accepted by the receiver";

/// Characters of an event or an id in a sentence.
const NAME: usize = 60;

/// The formats of `listen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: one line a delivery.
    Text,
    /// One JSON object a delivery, described by `speakhook schema --of deliveries`.
    Jsonl,
}

/// Writes a delivery; `with_problems`, a person gets a line for each of them, too.
///
/// # Errors
/// What `out` reports.
pub fn delivery(
    format: Format,
    theme: Theme,
    with_problems: bool,
    delivery: &Delivery,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => text(theme, with_problems, delivery, out),
        Format::Jsonl => {
            write::compact(out, &Public::new(delivery))?;
            out.write_all(b"\n")
        }
    }
}

fn text(
    theme: Theme,
    with_problems: bool,
    delivery: &Delivery,
    out: &mut dyn Write,
) -> io::Result<()> {
    for line in line::lines(theme, delivery) {
        writeln!(out, "{line}")?;
    }
    if with_problems {
        problems(theme, delivery, out)?;
    }
    Ok(())
}

fn problems(theme: Theme, delivery: &Delivery, out: &mut dyn Write) -> io::Result<()> {
    let name = delivery.capture.as_ref().map(|path| path.to_string_lossy());
    let name = name.map_or("body".to_owned(), |name| file_name(&name));
    for problem in &delivery.problems {
        let line = concise::line(theme, &name, problem);
        writeln!(out, "{}", folded(theme, &format!("{INDENT}{line}")))?;
    }
    let more = left_out(delivery);
    if more > 0 {
        let mark = theme.ellipsis();
        writeln!(out, "{INDENT}{mark} and {}", counted(more, "more problem"))?;
    }
    Ok(())
}

fn left_out(delivery: &Delivery) -> usize {
    let told = delivery.problems.len();
    delivery.counts.total().saturating_sub(told)
}

/// A line at the terminal's width: it goes on below, and no word is broken.
#[must_use]
pub fn folded(theme: Theme, line: &str) -> String {
    let Some(columns) = theme.width else {
        return line.to_owned();
    };
    let indent = if line.starts_with(INDENT) {
        INDENT.repeat(2)
    } else {
        INDENT.to_owned()
    };
    whole_words(line, columns, &indent).join("\n")
}

/// A delivery as `-f jsonl` has it: described by `deliveries.schema.json`.
#[derive(Serialize)]
struct Public<'d> {
    received_at: String,
    verdict: &'static str,
    event: Option<&'d str>,
    session_id: Option<&'d str>,
    duplicate: bool,
    signature: &'static str,
    errors: usize,
    warnings: usize,
    infos: usize,
    problems: Vec<PublicProblem<'d>>,
    problems_left_out: usize,
    bytes: usize,
    milliseconds: f64,
    status: u16,
    capture: Option<String>,
    forwarded: Option<PublicForwarded<'d>>,
}

#[derive(Serialize)]
struct PublicProblem<'d> {
    rule: &'d str,
    severity: Severity,
    message: &'d str,
    help: Option<&'d str>,
    instance_path: &'d str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct PublicForwarded<'d> {
    status: Option<u16>,
    error: Option<&'d str>,
    message: Option<&'d str>,
}

impl<'d> Public<'d> {
    fn new(delivery: &'d Delivery) -> Self {
        let capture = delivery.capture.as_ref().map(|path| path.to_string_lossy());
        Self {
            received_at: delivery.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            verdict: if delivery.is_invalid {
                "invalid"
            } else {
                "valid"
            },
            event: delivery.event.as_deref(),
            session_id: delivery.session_id.as_deref(),
            duplicate: delivery.is_duplicate,
            signature: delivery.signature.word(),
            errors: delivery.counts.errors,
            warnings: delivery.counts.warnings,
            infos: delivery.counts.infos,
            problems: delivery.problems.iter().map(PublicProblem::new).collect(),
            problems_left_out: left_out(delivery),
            bytes: delivery.bytes,
            milliseconds: tenths(delivery.elapsed.as_secs_f64()),
            status: delivery.status,
            capture: capture.map(std::borrow::Cow::into_owned),
            forwarded: delivery.forwarded.as_ref().map(PublicForwarded::new),
        }
    }
}

/// Seconds as milliseconds with one digit behind the point.
fn tenths(seconds: f64) -> f64 {
    (seconds * 10_000.0).round() / 10.0
}

impl<'d> PublicProblem<'d> {
    fn new(problem: &'d Diagnostic) -> Self {
        Self {
            rule: &problem.rule,
            severity: problem.severity,
            message: &problem.message,
            help: problem.help.as_deref(),
            instance_path: &problem.instance_path,
            line: problem.position.start.line,
            column: problem.position.start.column,
        }
    }
}

impl<'d> PublicForwarded<'d> {
    fn new(forwarded: &'d Forwarded) -> Self {
        match forwarded {
            Forwarded::Answered(status) => Self {
                status: Some(*status),
                error: None,
                message: None,
            },
            Forwarded::Failed(word, sentence) => Self {
                status: None,
                error: Some(word),
                message: Some(sentence),
            },
        }
    }
}

/// A request that was refused, on one line.
#[must_use]
pub fn refused(theme: Theme, refused: &Refused) -> String {
    let status = theme.paint(Style::Warning, &refused.status.to_string());
    let request = refused.request.as_deref().unwrap_or("a request");
    let Refused { why, peer, .. } = refused;
    format!("refused {status}: {request} from {peer}: {why}")
}

/// A delivery of an event that nobody asked for, on one line.
#[must_use]
pub fn left_alone(theme: Theme, left_alone: &LeftAlone) -> String {
    let time = left_alone.at.format("%H:%M:%SZ").to_string();
    let event = Untrusted::new(&left_alone.event).excerpt(NAME);
    let session = left_alone.session_id.as_deref().map(|id| {
        let id = Untrusted::new(id).excerpt(NAME);
        format!(" of session {id}")
    });
    let words = theme.paint(Style::Dim, "left alone");
    format!("{words} at {time}: {event}{}", session.unwrap_or_default())
}

/// What a listener has taken, behind a word that agrees with its status.
#[must_use]
pub fn closing(theme: Theme, tally: &Tally, status: ExitStatus) -> String {
    let (word, style) = verdict(status);
    let mut sentence = match tally.deliveries {
        1 => "1 delivery".to_owned(),
        count => format!("{} deliveries", thousands(count)),
    };
    if tally.deliveries > 0 {
        let (valid, invalid) = (thousands(tally.valid()), thousands(tally.invalid));
        sentence.push_str(&format!(", {valid} valid, {invalid} invalid"));
    }
    let more = [
        (tally.duplicates, "duplicate", "duplicates"),
        (tally.saved, "saved", "saved"),
        (tally.left_alone, "of another event", "of other events"),
        (tally.refused, "request refused", "requests refused"),
        (tally.lost, "not kept", "not kept"),
        (tally.rejected, REJECTED, REJECTED),
        (tally.unreachable, "not forwarded", "not forwarded"),
    ];
    for (count, one, many) in more.iter().filter(|(count, ..)| *count > 0) {
        let noun = if *count == 1 { one } else { many };
        sentence.push_str(&format!(", {} {noun}", thousands(*count)));
    }
    if tally.is_short {
        sentence.push_str("; more were waited for");
    }
    format!("{}: {sentence}", theme.paint(style, word))
}
