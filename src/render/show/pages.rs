//! Calls one below the other, for formats that a person reads from top to bottom. A call among
//! others has a heading; a single one needs none.

use std::io::{self, Write};

use super::Renderer;
use crate::view::CallView;

/// A piece of a call's text.
type Part = fn(&mut dyn Write, &super::Theme, &CallView<'_>) -> io::Result<()>;

/// A format made of a heading and a body a call.
pub(super) struct Pages {
    theme: super::Theme,
    heading: Part,
    body: Part,
    is_first: bool,
    /// The heading and the body of the first call, held back until it is known whether there
    /// are others.
    first: Option<(Vec<u8>, Vec<u8>)>,
}

impl Pages {
    pub(super) fn new(theme: super::Theme, heading: Part, body: Part) -> Self {
        Self {
            theme,
            heading,
            body,
            is_first: true,
            first: None,
        }
    }
}

impl Renderer for Pages {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let (mut heading, mut body) = (Vec::new(), Vec::new());
        (self.heading)(&mut heading, &self.theme, view)?;
        (self.body)(&mut body, &self.theme, view)?;
        if self.is_first {
            self.is_first = false;
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

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.first.take() {
            Some((_, body)) => out.write_all(&body),
            None => Ok(()),
        }
    }
}
