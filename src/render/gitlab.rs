//! GitLab's Code Quality report: an array of findings. It has no place for an input that could
//! not be read; the exit status and standard error say that.

use std::io::{self, Write};

use serde::Serialize;
use uuid::Uuid;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{Counts, DocumentReport, Summary};

use super::fingerprint::Fingerprints;
use super::items::Items;
use super::place::Places;
use super::{Renderer, Setup, told};

/// The report.
pub(super) struct GitLab {
    places: Places,
    fingerprints: Fingerprints,
    items: Items,
}

impl GitLab {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            places: Places::new(setup),
            fingerprints: Fingerprints::default(),
            items: Items::behind(|out| out.write_all(b"[")),
        }
    }
}

#[derive(Serialize)]
struct Violation<'d> {
    description: String,
    check_name: &'d str,
    fingerprint: Uuid,
    severity: &'static str,
    location: Location<'d>,
}

#[derive(Serialize)]
struct Location<'d> {
    path: &'d str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Of GitLab's five words, those that say no more than ours.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

impl Renderer for GitLab {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self.places.path_of(report.document);
        let key = self.places.key(report.document);
        for diagnostic in shown {
            let violation = Violation {
                description: told(diagnostic),
                check_name: &diagnostic.rule,
                fingerprint: self.fingerprints.next(&key, diagnostic),
                severity: severity(diagnostic.severity),
                location: Location {
                    path: &path,
                    lines: Lines {
                        begin: diagnostic.position.start.line,
                        end: diagnostic.position.end.line,
                    },
                },
            };
            self.items.push(out, &violation)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary, _: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.items.end(out, "")?;
        out.write_all(b"\n")
    }
}
