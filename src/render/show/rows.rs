//! Calls as rows of one table, which has its header also where there is no call.

use std::io::{self, Write};

use super::Renderer;
use crate::exit::Signal;
use crate::render::rows::{Chunk, Format, RowFile};
use crate::rows::Kind;
use crate::view::CallView;

pub(super) struct Rows {
    format: Format,
    kind: Kind,
    /// Until the end.
    file: Option<RowFile>,
}

impl Rows {
    /// A table of these rows; turns where nobody says.
    pub(super) fn new(format: Format, kind: Option<Kind>) -> Self {
        Self {
            format,
            kind: kind.unwrap_or(Kind::Turns),
            file: None,
        }
    }

    fn file(&mut self) -> io::Result<RowFile> {
        match self.file.take() {
            Some(file) => Ok(file),
            None => RowFile::new(self.format, self.kind),
        }
    }
}

impl Renderer for Rows {
    fn call(&mut self, view: &CallView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut file = self.file()?;
        if let Some(table) = &view.rows {
            let mut chunk = Chunk::new(self.format, self.kind);
            chunk.add(table);
            file.add(chunk, out)?;
        }
        self.file = Some(file);
        Ok(())
    }

    fn finish(&mut self, _stopped: Option<Signal>, out: &mut dyn Write) -> io::Result<()> {
        self.file()?.finish(out)
    }
}
