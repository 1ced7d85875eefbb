//! SARIF 2.1.0, for code scanning: one run with every rule, the results as they come, and what
//! went wrong at the end.
//!
//! GitHub refuses a whole report with one result that has no file, so who feeds standard input
//! names it with `--stdin-filename`; and one with more than [`MOST`] results, so no more are written.

mod driver;
mod result;

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::json::write;
use crate::report::{Counts, DocumentReport, Summary};
use crate::text::{counted, thousands};

use super::fingerprint::Fingerprints;
use super::items::Items;
use super::place::Places;
use super::verdict::left_out;
use super::{Renderer, Setup};
use driver::Driver;
use result::{Artifact, Message, Outcome};

/// The results of a run that GitHub takes.
const MOST: usize = 25_000;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The report.
pub(super) struct Sarif {
    places: Places,
    fingerprints: Fingerprints,
    results: Items,
    notifications: Vec<Notification>,
}

impl Sarif {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            places: Places::new(setup),
            fingerprints: Fingerprints::default(),
            results: Items::behind(head),
            notifications: Vec::new(),
        }
    }
}

fn head(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [{{\n  \"tool\": {{\"driver\": "
    )?;
    write::compact(out, &Driver::default())?;
    out.write_all(b"},\n  \"columnKind\": \"unicodeCodePoints\",\n  \"results\": [")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'n> {
    execution_successful: bool,
    exit_code: u8,
    tool_execution_notifications: &'n [Notification],
}

/// Something about the run, not about a payload.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Unread>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Unread {
    physical_location: UnreadFile,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UnreadFile {
    artifact_location: Artifact,
}

/// Says how many findings are no results, if any.
fn incomplete(summary: &Summary, listed: usize) -> Option<Notification> {
    let more = left_out(summary, listed);
    let why = if listed < MOST {
        String::new()
    } else {
        format!(": a run has at most {} results", thousands(MOST))
    };
    (more > 0).then(|| Notification {
        level: "warning",
        message: Message::new(format!("{} left out{why}", counted(more, "more problem"))),
        locations: Vec::new(),
    })
}

impl Renderer for Sarif {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let room = MOST.saturating_sub(self.results.count());
        let uri = report.document.file.and_then(|file| self.places.uri(file));
        let key = self.places.key(report.document);
        for diagnostic in shown.iter().take(room) {
            let fingerprint = self.fingerprints.next(&key, diagnostic);
            let outcome = Outcome::new(uri.as_deref(), diagnostic, fingerprint);
            self.results.push(out, &outcome)?;
        }
        Ok(())
    }

    fn unreadable(&mut self, error: &Error, _: &mut dyn Write) -> io::Result<()> {
        let uri = error
            .path()
            .and_then(|name| self.places.uri(Path::new(name)));
        let location = uri.map(|uri| Unread {
            physical_location: UnreadFile {
                artifact_location: Artifact { uri },
            },
        });
        self.notifications.push(Notification {
            level: "error",
            message: Message::new(error.to_string()),
            locations: location.into_iter().collect(),
        });
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.results.end(out, "  ")?;
        self.notifications
            .extend(incomplete(summary, self.results.count()));
        out.write_all(b",\n  \"invocations\": [")?;
        let invocation = Invocation {
            execution_successful: summary.unreadable == 0,
            exit_code: summary.status().code(),
            tool_execution_notifications: &self.notifications,
        };
        write::compact(out, &invocation)?;
        out.write_all(b"]\n  }]\n}\n")
    }
}
