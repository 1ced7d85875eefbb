//! Calls as rows of one table, which begins with its header also where there is no call.

use std::io::{self, Write};

use super::Renderer;
use crate::render::rows::{self, Format};
use crate::rows::Kind;
use crate::view::CallView;

pub(super) struct Rows {
    /// What the header, still to be written, is of.
    header: Option<Kind>,
}

impl Rows {
    pub(super) fn new(kind: Option<Kind>) -> Self {
        Self { header: kind }
    }

    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match self.header.take() {
            Some(kind) => rows::head(Format::Csv, kind, out),
            None => Ok(()),
        }
    }
}

impl Renderer for Rows {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)?;
        match &view.rows {
            Some(table) => rows::write(Format::Csv, table, out),
            None => Ok(()),
        }
    }

    fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head(out)
    }
}
