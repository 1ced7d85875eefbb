//! Calls one below the other, for formats that a person reads from top to bottom. A call among
//! others has a heading, and is left out where the filters leave nothing of it; a single one needs
//! no heading, and says that nothing is left.

use std::io::{self, Write};

use super::Renderer;
use crate::exit::Signal;
use crate::render::theme::Style;
use crate::render::verdict::REST;
use crate::text::counted;
use crate::view::CallView;

/// A piece of a call's text.
type Part = fn(&mut dyn Write, &super::Theme, &CallView<'_>) -> io::Result<()>;

/// A format made of a heading and a body a call.
pub(super) struct Pages {
    theme: super::Theme,
    heading: Part,
    body: Part,
    /// What stands around a word that matters.
    emphasis: &'static str,
    calls: usize,
    /// Calls that have been written.
    shown: usize,
    /// The first call, held back until it is known whether there are others.
    first: Option<Page>,
}

/// A call as it will be written.
struct Page {
    heading: Vec<u8>,
    body: Vec<u8>,
    is_filtered_out: bool,
}

impl Pages {
    pub(super) fn new(
        theme: super::Theme,
        heading: Part,
        body: Part,
        emphasis: &'static str,
    ) -> Self {
        Self {
            theme,
            heading,
            body,
            emphasis,
            calls: 0,
            shown: 0,
            first: None,
        }
    }

    fn page(&self, view: &CallView<'_>) -> io::Result<Page> {
        let mut page = Page {
            heading: Vec::new(),
            body: Vec::new(),
            is_filtered_out: view.is_filtered_out,
        };
        (self.heading)(&mut page.heading, &self.theme, view)?;
        (self.body)(&mut page.body, &self.theme, view)?;
        Ok(page)
    }

    /// Writes a call among others.
    fn write(&mut self, page: &Page, out: &mut dyn Write) -> io::Result<()> {
        if page.is_filtered_out {
            return Ok(());
        }
        if self.shown > 0 {
            out.write_all(b"\n")?;
        }
        self.shown = self.shown.saturating_add(1);
        out.write_all(&page.heading)?;
        out.write_all(&page.body)
    }
}

impl Renderer for Pages {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let page = self.page(view)?;
        self.calls = self.calls.saturating_add(1);
        if self.calls == 1 {
            self.first = Some(page);
            return Ok(());
        }
        if let Some(first) = self.first.take() {
            self.write(&first, out)?;
        }
        self.write(&page, out)
    }

    fn left_out(&self) -> usize {
        self.calls.saturating_sub(self.shown)
    }

    fn finish(&mut self, stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        if let Some(only) = self.first.take() {
            self.shown = 1;
            out.write_all(&only.body)?;
        }
        let Some(signal) = stopped else {
            return Ok(());
        };
        let calls = counted(self.calls, "call");
        let word = match self.emphasis {
            "" => self.theme.paint(Style::Error, signal.word()),
            mark => format!("{mark}{}{mark}", signal.word()),
        };
        let gap = if self.shown > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{word}: {calls}{REST}")
    }
}
