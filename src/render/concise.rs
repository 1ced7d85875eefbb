//! One line a problem, as compilers print it: for editors, `grep` and long lists.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::report::{Counts, DocumentReport, Summary};
use crate::text::file_name;

use super::theme::{Style, Theme};
use super::verdict::and_more;
use super::{Renderer, Setup, severity_style};

pub(super) struct Concise {
    theme: Theme,
}

impl Concise {
    pub(super) fn new(setup: &Setup) -> Self {
        Self { theme: setup.theme }
    }
}

impl Renderer for Concise {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self
            .theme
            .paint(Style::Strong, &file_name(report.document.name));
        for diagnostic in shown {
            writeln!(out, "{}", line(self.theme, &path, diagnostic))?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, shown: &Counts, out: &mut dyn Write) -> io::Result<()> {
        and_more(self.theme, summary, shown, out)
    }
}

/// A problem in the file `path`, which is safe to print, on one line.
pub(super) fn line(theme: Theme, path: &str, diagnostic: &Diagnostic) -> String {
    let place = diagnostic.position.start;
    let severity = theme.paint(
        severity_style(diagnostic.severity),
        diagnostic.severity.name(),
    );
    let message = theme.sentence(&diagnostic.message);
    let related = diagnostic.related.as_ref().map(|(related, label)| {
        let place = related.start;
        format!(" ({label}: {}:{})", place.line, place.column)
    });
    let help = diagnostic.help.as_ref();
    format!(
        "{path}:{}:{}: {severity}[{}] {message}{}{}",
        place.line,
        place.column,
        diagnostic.rule,
        related.unwrap_or_default(),
        help.map(|help| format!("; {}", theme.sentence(help)))
            .unwrap_or_default()
    )
}
