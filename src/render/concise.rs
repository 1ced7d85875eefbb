//! One line a problem, as compilers print it: for editors, `grep` and long lists.

use std::io::{self, Write};

use crate::diagnostic::Diagnostic;
use crate::report::{DocumentReport, Summary};
use crate::text::file_name;

use super::theme::{Style, Theme};
use super::{Renderer, Setup, severity_style, text};

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
        shown: &[Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let path = self
            .theme
            .paint(Style::Strong, &file_name(report.document.name));
        for diagnostic in shown {
            let place = diagnostic.position.start;
            let severity = self.theme.paint(
                severity_style(diagnostic.severity),
                diagnostic.severity.name(),
            );
            write!(
                out,
                "{path}:{}:{}: {severity}[{}] {}",
                place.line,
                place.column,
                diagnostic.rule,
                self.theme.sentence(&diagnostic.message)
            )?;
            if let Some((related, label)) = &diagnostic.related {
                write!(
                    out,
                    " ({label}: {}:{})",
                    related.start.line, related.start.column
                )?;
            }
            if let Some(help) = &diagnostic.help {
                write!(out, "; {}", self.theme.sentence(help))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, shown: usize, out: &mut dyn Write) -> io::Result<()> {
        text::and_more(self.theme, summary, shown, out)
    }
}
