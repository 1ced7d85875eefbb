//! The Reviewdog Diagnostic Format, one `DiagnosticResult`. Its columns count bytes of UTF-8 from
//! 1, the end of a range is not part of it, and its numbers have 32 bits.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Position, Severity};
use crate::error::Error;
use crate::report::{Counts, DocumentReport, Summary};

use super::items::Items;
use super::place::Places;
use super::{Renderer, Setup, told};

/// The report.
pub(super) struct RdJson {
    places: Places,
    items: Items,
}

impl RdJson {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            places: Places::new(setup),
            items: Items::behind(|out| {
                out.write_all(b"{\n  \"source\": {\"name\": \"speakhook\"},\n  \"diagnostics\": [")
            }),
        }
    }
}

#[derive(Serialize)]
struct RdDiagnostic<'d> {
    message: String,
    location: Location<'d>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'d>>,
}

#[derive(Serialize)]
struct Location<'d> {
    path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: i32,
    column: i32,
}

#[derive(Serialize)]
struct Code<'d> {
    value: &'d str,
}

impl Place {
    fn new(line: usize, byte_column: usize) -> Self {
        let narrow = |number| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            line: narrow(line),
            column: narrow(byte_column),
        }
    }
}

fn range(position: Position) -> Range {
    let (start, end) = position.byte_columns;
    Range {
        start: Place::new(position.start.line, start),
        end: Place::new(position.end.line, end),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

impl Renderer for RdJson {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self.places.path_of(report.document);
        for diagnostic in shown {
            let item = RdDiagnostic {
                message: told(diagnostic),
                location: Location {
                    path: &path,
                    range: Some(range(diagnostic.position)),
                },
                severity: severity(diagnostic.severity),
                code: Some(Code {
                    value: &diagnostic.rule,
                }),
            };
            self.items.push(out, &item)?;
        }
        Ok(())
    }

    /// A diagnostic without code and range, of the file if it is about one.
    fn unreadable(&mut self, error: &Error, out: &mut dyn Write) -> io::Result<()> {
        let path = error.path().map(|name| self.places.path(Path::new(name)));
        let item = RdDiagnostic {
            message: error.to_string(),
            location: Location {
                path: path.as_deref().unwrap_or_default(),
                range: None,
            },
            severity: severity(Severity::Error),
            code: None,
        };
        self.items.push(out, &item)
    }

    fn finish(&mut self, _: &Summary, _: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.items.end(out, "  ")?;
        out.write_all(b"\n}\n")
    }
}
