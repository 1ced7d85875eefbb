//! The public JSON of `validate`: types of its own, versioned, described by `report.schema.json`.

use std::io::{self, Write};

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::json::write;
use crate::report::{Counts, DocumentReport, Summary};

use super::Renderer;
use super::items::Items;
use super::verdict::verdict;

/// Changes when a reader of an older version would stumble.
const SCHEMA_VERSION: u32 = 1;

/// One diagnostic, flat. Lines and columns count from 1, columns in characters.
#[derive(Serialize)]
struct PublicDiagnostic<'d> {
    rule: &'d str,
    severity: Severity,
    message: &'d str,
    help: Option<&'d str>,
    path: &'d str,
    instance_path: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    keyword: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema_path: Option<&'d str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_column: Option<usize>,
}

impl<'d> PublicDiagnostic<'d> {
    fn new(path: &'d str, diagnostic: &'d Diagnostic) -> Self {
        let Diagnostic { position, .. } = diagnostic;
        let related = diagnostic
            .related
            .as_ref()
            .map(|(related, _)| related.start);
        Self {
            rule: &diagnostic.rule,
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            path,
            instance_path: &diagnostic.instance_path,
            keyword: diagnostic.keyword.as_deref(),
            schema_path: diagnostic.schema_path.as_deref(),
            line: position.start.line,
            column: position.start.column,
            end_line: position.end.line,
            end_column: position.end.column,
            related_line: related.map(|place| place.line),
            related_column: related.map(|place| place.column),
        }
    }
}

/// An input that could not be read.
#[derive(Serialize)]
struct PublicError {
    path: Option<String>,
    message: String,
}

#[derive(Serialize)]
struct PublicSummary {
    verdict: &'static str,
    status: u8,
    files: usize,
    payloads: usize,
    failed_payloads: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    ignored: usize,
    known: usize,
    unreadable: usize,
    interrupted: bool,
    shown: usize,
}

impl PublicSummary {
    fn new(summary: &Summary, shown: usize) -> Self {
        let status = summary.status();
        Self {
            verdict: verdict(status).0,
            status: status.code(),
            files: summary.files,
            payloads: summary.payloads,
            failed_payloads: summary.failed_payloads,
            errors: summary.counts.errors,
            warnings: summary.counts.warnings,
            infos: summary.counts.infos,
            ignored: summary.ignored,
            known: summary.known,
            unreadable: summary.unreadable,
            interrupted: summary.stopped.is_some(),
            shown,
        }
    }
}

/// One document for the whole run. Diagnostics are written as they come.
pub(super) struct Json {
    diagnostics: Items,
    errors: Vec<PublicError>,
}

impl Default for Json {
    fn default() -> Self {
        Self {
            diagnostics: Items::behind(head),
            errors: Vec::new(),
        }
    }
}

fn head(out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"tool\": {{\"name\": \"speakhook\", \"version\": \"{}\"}},\n  \"diagnostics\": [",
        env!("CARGO_PKG_VERSION")
    )
}

impl Renderer for Json {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let name = report.document.name;
        shown.iter().try_for_each(|diagnostic| {
            let public = PublicDiagnostic::new(name, diagnostic);
            self.diagnostics.push(out, &public)
        })
    }

    fn unreadable(&mut self, error: &Error, _out: &mut dyn Write) -> io::Result<()> {
        self.errors.push(PublicError {
            path: error.path().map(str::to_owned),
            message: error.to_string(),
        });
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, shown: &Counts, out: &mut dyn Write) -> io::Result<()> {
        self.diagnostics.end(out, "  ")?;
        out.write_all(b",\n  \"errors\": ")?;
        write::compact(out, &self.errors)?;
        out.write_all(b",\n  \"summary\": ")?;
        write::compact(out, &PublicSummary::new(summary, shown.total()))?;
        out.write_all(b"\n}\n")
    }
}

/// One diagnostic a line, and nothing else.
pub(super) struct JsonLines;

impl Renderer for JsonLines {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for diagnostic in shown {
            write::compact(
                out,
                &PublicDiagnostic::new(report.document.name, diagnostic),
            )?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(
        &mut self,
        _summary: &Summary,
        _shown: &Counts,
        _out: &mut dyn Write,
    ) -> io::Result<()> {
        Ok(())
    }
}
