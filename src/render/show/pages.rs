//! Calls one below the other, for formats that a person reads from top to bottom. A call among
//! others has a heading; a single one needs none.

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
    /// The heading and the body of the first call, held back until it is known whether there
    /// are others.
    first: Option<(Vec<u8>, Vec<u8>)>,
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
            first: None,
        }
    }
}

impl Renderer for Pages {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (mut heading, mut body) = (Vec::new(), Vec::new());
        (self.heading)(&mut heading, &self.theme, view)?;
        (self.body)(&mut body, &self.theme, view)?;
        self.calls = self.calls.saturating_add(1);
        if self.calls == 1 {
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

    fn finish(&mut self, stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        if let Some((_, body)) = self.first.take() {
            out.write_all(&body)?;
        }
        let Some(signal) = stopped else {
            return Ok(());
        };
        let calls = counted(self.calls, "call");
        let word = match self.emphasis {
            "" => self.theme.paint(Style::Error, signal.word()),
            mark => format!("{mark}{}{mark}", signal.word()),
        };
        let gap = if self.calls > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{word}: {calls}{REST}")
    }
}
