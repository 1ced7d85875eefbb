//! The formats of `show`. Calls are written one at a time, so that memory holds one call and
//! not the stream; each is finished data, and nothing here looks at a payload again.

pub(super) mod figures;
mod json;
pub(super) mod latency_table;
pub(super) mod markdown;
mod text;

use std::io::{self, Write};

use super::html;
use super::theme::{Style, Theme};
use super::verdict::REST;
use crate::exit::Signal;
use crate::text::counted;
use crate::view::CallView;

/// The formats that every view has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For a terminal.
    Text,
    /// GitHub-flavoured Markdown.
    Markdown,
    /// One document for machines.
    Json,
    /// One page with a picture of the call, to look at and to send on.
    Html,
}

/// Writes calls in one format, one after the other.
pub struct Show {
    format: Format,
    theme: Theme,
    calls: usize,
    /// What could not be read, for JSON.
    errors: Vec<json::Unreadable>,
    page: html::Calls,
    /// The heading and the body of the first call, held back until it is known whether there
    /// are others: a single call needs no heading.
    first: Option<(Vec<u8>, Vec<u8>)>,
}

impl Show {
    /// Starts a document.
    #[must_use]
    pub fn new(format: Format, theme: Theme) -> Self {
        Self {
            format,
            theme,
            calls: 0,
            errors: Vec::new(),
            page: html::Calls::default(),
            first: None,
        }
    }

    /// Writes a call.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let number = self.calls;
        self.calls = self.calls.saturating_add(1);
        let (mut heading, mut body) = (Vec::new(), Vec::new());
        match self.format {
            Format::Text => {
                text::heading(&mut heading, &self.theme, view)?;
                text::call(&mut body, &self.theme, view)?;
            }
            Format::Json => return json::call(out, number, view),
            Format::Html => return self.page.add(view),
            Format::Markdown => {
                markdown::heading(&mut heading, view)?;
                markdown::call(&mut body, view)?;
            }
        }
        if number == 0 {
            self.first = Some((heading, body));
            return Ok(());
        }
        if let Some((heading, body)) = self.first.take() {
            out.write_all(&heading)?;
            out.write_all(&body)?;
        }
        out.write_all(b"\n")?;
        out.write_all(&heading)?;
        out.write_all(&body)
    }

    /// Notes an input that could not be read or is no call. Only JSON and HTML have a place for it:
    /// a person reads it on the error stream, and who is sent a page does not see that.
    pub fn unreadable(&mut self, path: Option<&str>, message: String) {
        match self.format {
            Format::Json => {
                let path = path.map(str::to_owned);
                self.errors.push(json::Unreadable { path, message });
            }
            Format::Html => self.page.unreadable(&message),
            Format::Text | Format::Markdown => {}
        }
    }

    /// Ends the document, and says if a signal has ended it.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(mut self, stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        if self.format == Format::Json {
            return json::finish(out, self.calls, &self.errors, stopped.is_some());
        }
        if self.format == Format::Html {
            return self.page.finish(out);
        }
        if let Some((_, body)) = self.first.take() {
            out.write_all(&body)?;
        }
        let Some(signal) = stopped else {
            return Ok(());
        };
        let calls = counted(self.calls, "call");
        let word = match self.format {
            Format::Markdown => format!("**{}**", signal.word()),
            Format::Text | Format::Json | Format::Html => {
                self.theme.paint(Style::Error, signal.word())
            }
        };
        let gap = if self.calls > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{word}: {calls}{REST}")
    }
}

#[cfg(test)]
mod tests;
