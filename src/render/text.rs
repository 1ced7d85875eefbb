//! Diagnostics for people: a sentence, the place, the line with a caret, what to do.

use std::io::{self, Write};

use crate::diagnostic::{Diagnostic, Position};
use crate::report::{Counts, DocumentReport, Summary};
use crate::source::Span;
use crate::text::{self, Untrusted, file_name, width};

use super::excerpt::{self, Excerpt, Marks};
use super::theme::{Style, Theme};
use super::verdict::{and_more, closing};
use super::wrap::wrap;
use super::{Renderer, Setup, severity_style};

/// The report for people.
pub(super) struct Text {
    theme: Theme,
    closing: bool,
}

impl Text {
    pub(super) fn new(setup: &Setup) -> Self {
        Self {
            theme: setup.theme,
            closing: setup.closing,
        }
    }
}

impl Renderer for Text {
    fn document(
        &mut self,
        report: &DocumentReport<'_>,
        shown: &[&Diagnostic],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for diagnostic in shown {
            Block {
                theme: self.theme,
                report,
                diagnostic,
            }
            .write(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary, shown: &Counts, out: &mut dyn Write) -> io::Result<()> {
        and_more(self.theme, summary, shown, out)?;
        if self.closing {
            closing(self.theme, summary, out)
        } else {
            Ok(())
        }
    }
}

/// One diagnostic.
struct Block<'r, 'a> {
    theme: Theme,
    report: &'r DocumentReport<'a>,
    diagnostic: &'r Diagnostic,
}

impl Block<'_, '_> {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let Diagnostic {
            position, related, ..
        } = self.diagnostic;
        let last_line = related
            .iter()
            .map(|(related, _)| related.start.line)
            .fold(position.start.line, usize::max);
        let gutter = last_line.to_string().len();
        self.title(out)?;
        self.location(out, gutter)?;
        match related {
            Some((earlier, label)) if earlier.start < position.start => {
                self.excerpt(out, gutter, earlier, Some(label))?;
                self.excerpt(out, gutter, position, None)?;
            }
            Some((later, label)) => {
                self.excerpt(out, gutter, position, None)?;
                self.excerpt(out, gutter, later, Some(label))?;
            }
            None => self.excerpt(out, gutter, position, None)?,
        }
        self.help(out, gutter)?;
        writeln!(out)
    }

    fn title(&self, out: &mut dyn Write) -> io::Result<()> {
        let severity = self.diagnostic.severity;
        let label = format!("{severity}[{}]", self.diagnostic.rule);
        let colour = self.theme.paint(severity_style(severity), &label);
        let lines = self.wrap(
            &format!("{label}: {}", self.theme.sentence(&self.diagnostic.message)),
            "  ",
        );
        for (number, line) in lines.iter().enumerate() {
            let (lead, text) = match line.strip_prefix(label.as_str()).filter(|_| number == 0) {
                Some(message) => (colour.clone(), message),
                None => self.continuation(line),
            };
            writeln!(out, "{lead}{}", self.theme.paint(Style::Strong, text))?;
        }
        Ok(())
    }

    /// A line that goes on begins with two blanks. Text of a payload that begins with a colon gets
    /// a gutter instead, lest a CI runner take it for one of its `::commands::`.
    fn continuation<'l>(&self, line: &'l str) -> (String, &'l str) {
        match line.trim_start() {
            text if text.starts_with(':') => (format!("{} ", self.bar()), text),
            _ => (String::new(), line),
        }
    }

    fn location(&self, out: &mut dyn Write, gutter: usize) -> io::Result<()> {
        let start = self.diagnostic.position.start;
        let name = file_name(self.report.document.name);
        let place = format!("{name}:{}:{}", start.line, start.column);
        let room = self
            .theme
            .columns()
            .saturating_sub(gutter.saturating_add(4));
        let pointer = self.pointer(room);
        let arrow = self
            .theme
            .paint(Style::Info, self.theme.symbol("╭▸", "-->"));
        let both = format!("{place}  {pointer}");
        if width(&both) <= room {
            let end = if pointer.is_empty() {
                String::new()
            } else {
                format!("  {}", self.theme.paint(Style::Dim, &pointer))
            };
            return writeln!(out, "{:gutter$} {arrow} {place}{end}", "");
        }
        for (number, part) in wrap(&place, room.max(8), "").iter().enumerate() {
            let lead = if number == 0 {
                arrow.clone()
            } else {
                self.bar()
            };
            writeln!(out, "{:gutter$} {lead} {part}", "")?;
        }
        for part in wrap(&pointer, room.max(8), "")
            .iter()
            .filter(|_| !pointer.is_empty())
        {
            let part = self.theme.paint(Style::Dim, part);
            writeln!(out, "{:gutter$} {}  {part}", "", self.bar())?;
        }
        Ok(())
    }

    /// The JSON Pointer, cut in the middle if a key of it is absurdly long.
    fn pointer(&self, room: usize) -> String {
        let whole = &self.diagnostic.instance_path;
        let most = room.saturating_mul(2).max(80);
        if whole.chars().nth(most).is_none() {
            return Untrusted::new(whole).inline().to_string();
        }
        let half = most / 2;
        let head: String = whole.chars().take(half).collect();
        let mut tail: Vec<char> = whole.chars().rev().take(half).collect();
        tail.reverse();
        let tail: String = tail.into_iter().collect();
        let shown = |part: &str| text::fit(&Untrusted::new(part).inline().to_string(), half, "");
        format!("{}{}{}", shown(&head), self.theme.ellipsis(), shown(&tail))
    }

    fn bar(&self) -> String {
        self.theme.paint(Style::Info, self.theme.symbol("│", "|"))
    }

    fn excerpt(
        &self,
        out: &mut dyn Write,
        gutter: usize,
        position: &Position,
        label: Option<&str>,
    ) -> io::Result<()> {
        let room = self
            .theme
            .columns()
            .saturating_sub(gutter.saturating_add(3));
        let room = room.saturating_sub(label.map_or(0, |label| label.len().saturating_add(1)));
        let line = self.report.lines().line_span(position.span.start);
        let marks = Marks {
            ellipsis: self.theme.ellipsis(),
            hidden: self.theme.symbol("•••", "***"),
        };
        let text = self.report.document.text;
        let focus = head(text, position);
        let Excerpt {
            text,
            indent,
            marked,
        } = excerpt::cut(text, line, focus, self.report.hidden(), room, marks);
        let number = self
            .theme
            .paint(Style::Info, &format!("{:gutter$}", position.start.line));
        if text.is_empty() {
            return writeln!(out, "{number} {}", self.bar());
        }
        writeln!(out, "{number} {} {text}", self.bar())?;
        let (sign, colour) = match label {
            None => (
                self.theme.symbol("━", "^"),
                severity_style(self.diagnostic.severity),
            ),
            Some(_) => (self.theme.symbol("─", "-"), Style::Info),
        };
        let marker = format!(
            "{}{}",
            sign.repeat(marked),
            label.map(|label| format!(" {label}")).unwrap_or_default()
        );
        writeln!(
            out,
            "{:gutter$} {} {:indent$}{}",
            "",
            self.bar(),
            "",
            self.theme.paint(colour, &marker)
        )
    }

    fn help(&self, out: &mut dyn Write, gutter: usize) -> io::Result<()> {
        let Some(help) = &self.diagnostic.help else {
            return Ok(());
        };
        let help = self.theme.sentence(help);
        let corner = self.theme.paint(Style::Info, self.theme.symbol("╰", "="));
        let lead = gutter.saturating_add(3);
        let lines = self.wrap(
            &format!("{:lead$}help: {help}", ""),
            &" ".repeat(lead.saturating_add(6)),
        );
        for (number, line) in lines.iter().enumerate() {
            match line
                .trim_start()
                .strip_prefix("help:")
                .filter(|_| number == 0)
            {
                Some(rest) => writeln!(
                    out,
                    "{:gutter$} {corner} {}{rest}",
                    "",
                    self.theme.paint(Style::Help, "help:")
                )?,
                None => writeln!(out, "{line}")?,
            }
        }
        Ok(())
    }

    /// Wraps to the terminal's width; off a terminal a sentence stays one line.
    fn wrap(&self, sentence: &str, indent: &str) -> Vec<String> {
        match self.theme.width {
            Some(columns) => wrap(sentence, columns.max(20), indent),
            None => vec![sentence.to_owned()],
        }
    }
}

/// What of a place is marked: of an object or array its opening bracket.
fn head(text: &str, position: &Position) -> Span {
    let span = position.span;
    match text.as_bytes().get(span.start) {
        Some(b'{' | b'[') => Span::new(span.start, span.start.saturating_add(1)),
        _ => span,
    }
}
