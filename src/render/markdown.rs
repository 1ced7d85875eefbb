//! A summary for the page of a CI job: the verdict, then a table of problems. It is held back
//! until the verdict is known, and is cut well before the mebibyte that GitHub takes.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::report::{Counts, DocumentReport, Summary};
use crate::text::{Untrusted, thousands};

use super::escape::{inline, prose};
use super::place::Places;
use super::verdict::{account, left_out, verdict};
use super::{Renderer, Setup, told};

/// Bytes of rows and of lines about inputs, each at most: with the rest, less than 1 MiB.
const MOST: usize = 500 * 1024;

/// The summary.
pub(super) struct Markdown {
    places: Places,
    rows: Lines,
    unreadable: Lines,
}

/// The first lines of what there is, as long as they fit.
pub(super) struct Lines {
    pub(super) text: String,
    pub(super) count: usize,
    most: usize,
    is_full: bool,
}

impl Lines {
    /// Lines of `most` bytes in all.
    pub(super) fn within(most: usize) -> Self {
        Self {
            text: String::new(),
            count: 0,
            most,
            is_full: false,
        }
    }

    pub(super) fn add(&mut self, line: &str) {
        self.is_full |= self.text.len().saturating_add(line.len()) > self.most;
        if !self.is_full {
            self.text.push_str(line);
            self.text.push('\n');
            self.count = self.count.saturating_add(1);
        }
    }
}

impl Markdown {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            places: Places::new(setup),
            rows: Lines::within(MOST),
            unreadable: Lines::within(MOST),
        }
    }
}

pub(super) fn escaped(text: &str) -> String {
    inline(Untrusted::new(text))
}

/// Says how many lines did not fit.
pub(super) fn and_more(out: &mut dyn Write, more: usize) -> io::Result<()> {
    if more > 0 {
        writeln!(out, "\n… and {} more", thousands(more))?;
    }
    Ok(())
}

impl Renderer for Markdown {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        _: &mut dyn Write,
    ) -> io::Result<()> {
        if shown.is_empty() || self.rows.is_full {
            return Ok(());
        }
        let path = escaped(&self.places.path_of(report.document));
        for diagnostic in shown {
            if self.rows.is_full {
                break;
            }
            let place = diagnostic.position.start;
            let row = format!(
                "| {} | {} | {path}:{}:{} | {} |",
                diagnostic.severity,
                prose(&format!("`{}`", diagnostic.rule)),
                place.line,
                place.column,
                prose(&told(diagnostic))
            );
            self.rows.add(&row);
        }
        Ok(())
    }

    fn unreadable(&mut self, error: &Error, _: &mut dyn Write) -> io::Result<()> {
        let line = format!("- {}", escaped(&error.to_string()));
        self.unreadable.add(&line);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, _: &Counts, out: &mut dyn Write) -> io::Result<()> {
        let (word, _) = verdict(summary.status());
        writeln!(out, "## speakhook: {word}\n\n{}", account(summary))?;
        if self.unreadable.count > 0 {
            write!(out, "\n### Not read\n\n{}", self.unreadable.text)?;
        }
        and_more(
            out,
            summary.unreadable.saturating_sub(self.unreadable.count),
        )?;
        if self.rows.count > 0 {
            let columns = "| severity | rule | place | problem |\n|---|---|---|---|\n";
            write!(out, "\n### Problems\n\n{columns}{}", self.rows.text)?;
        }
        and_more(out, left_out(summary, self.rows.count))
    }
}
